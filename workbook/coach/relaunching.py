"""Beside phase 4: what fits into a week, a moment for each step, a new day without scolding (E2, E8, R4)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from workbook.case import Case
from workbook.coach.advice import Hint, Moment, Suggestion
from workbook.coach.letters import NO_QUESTION, STILL_EMPTY, asks, has_place, length, wording
from workbook.findings import findings
from workbook.outreach import Outreach, outreach
from workbook.phases.relaunch import Confidence, Contact, Learning, Network, Setback, Steps, Week
from workbook.plan import Action, Plan, next_day, plan, start_day
from workbook.questions import Value
from workbook.words import _, day, n_

HOURS_AN_APPLICATION: Final = 2
HOURS_A_CONVERSATION: Final = 1
MANY_APPLICATIONS: Final = 4
MOST_WORDS: Final = 120
"""Of a message to somebody who does not expect it."""
_WHEN: Final = _("When, or right after what? A fixed moment helps it to happen.")


def week(moment: Moment) -> Iterator[Hint]:
    """Quality before volume (E8), and a week that fits the hours there are."""
    given = moment.answers.read(Week)
    if given.applications is not None and given.applications >= MANY_APPLICATIONS:
        text = _(
            "More applications bring more interviews, but not better work (Van Hooft et al. 2021). Two that are made"
            " for their role go far."
        )
        yield Hint(text, "applications")
    need = (
        (given.applications or 0) * HOURS_AN_APPLICATION
        + (given.conversations or 0) * HOURS_A_CONVERSATION
        + (given.learning_hours or 0)
    )
    if given.hours is not None and need > given.hours:
        text = n_(
            "This week would take about {need} hours, and you have {count}. A smaller week that holds is better.",
            "This week would take about {need} hours, and you have {count}. A smaller week that holds is better.",
            given.hours,
        )
        yield Hint(text.fill(need=need))
    if not (given.start or moment.answers.held(Week) or given.is_empty()):
        text = _(
            "Without a day here, the plan moves on with each day, until you first print it or put it in a calendar."
        )
        yield Hint(text, "start")
    if len(given.free_days) == 0 and (given.applications or given.learning_hours):
        yield Hint(_("Which day stays free? Without an answer, the weekend is kept free."), "free_days")


def network(moment: Moment) -> Iterator[Hint]:
    """A moment for each first step (E2); what would embarrass in a message (S4.2)."""
    contacts = moment.answers.read(Network).contacts
    messages = {message.row: message for message in outreach(moment.answers)}
    if messages:
        yield from _signed(moment.answers.read(Case))
    for row in contacts:
        if row.step and not row.cue:
            yield Hint(_WHEN, "cue", row.id)
        if row.who and row.kind in ("person", "company") and not row.link:
            yield Hint(_("With a sentence here, a message to them is written for your plan."), "link", row.id)
        if row.id in messages:
            yield from _message(row, messages[row.id], contacts)


def _signed(case: Case) -> Iterator[Hint]:
    if not case.candidate:
        text = _("Nobody has signed your messages yet: your name belongs in “The application”, on the page “Respond”.")
        yield Hint(text, firm=True)
    if has_place(case.role) or has_place(case.candidate):
        text = _("In “The application”, on the page “Respond”, there is a place left to fill in.")
        yield Hint(text, firm=True)


def _message(row: Contact, message: Outreach, contacts: tuple[Contact, ...]) -> Iterator[Hint]:
    """Check one message as the one to the employer is checked."""
    written = {"who": row.who, "link": row.link, **({"own": row.own} if row.wording == "own" else {})}
    companies = (one.who for one in contacts if one.kind == "company" and one.who and len(one.who) > 3)
    others = {name for name in companies if name not in (row.who or "")}
    for name, text in written.items():
        yield from wording(text, name, row.id)
        yield from (
            Hint(_("This names “{company}”. Is that meant for this message?").fill(company=other), name, row.id)
            for other in sorted(others)
            if other.casefold() in (text or "").casefold()
        )
    if row.wording == "own" and not row.own:
        yield Hint(STILL_EMPTY, "own", row.id, firm=True)
    elif row.wording == "own" and not asks(f"{row.link} {row.own}"):
        yield Hint(NO_QUESTION, "own", row.id)
    yield from length(message.body, MOST_WORDS, "link", row.id)


def learning(moment: Moment) -> Iterator[Hint]:
    """A moment, and one thing at a time."""
    rows = moment.answers.read(Learning).learning
    for row in rows:
        if row.what and not row.cue:
            yield Hint(_WHEN, "cue", row.id)
    if len(rows) > 2:
        yield Hint(_("One thing at a time is learned faster. Which comes first?"))


def setback(moment: Moment) -> Iterator[Hint]:
    """Say what is still open in the plan for that day (E3)."""
    given = moment.answers.read(Setback)
    if given.first and not given.person:
        yield Hint(_("Whom would you tell that day? A name is enough."), "person")


def confidence(moment: Moment) -> Iterator[Hint]:
    """Answer a fall with a kind sentence (R4)."""
    if moment.answers.read(Confidence).has_fallen:
        yield Hint(
            _("It has gone down, and that happens on a long road. A smaller week is fine; so is telling someone.")
        )


def steps(moment: Moment) -> Iterator[Hint]:
    """Offer a new day for what is overdue and already in the person's hands; no count, no reproach (R4)."""
    edited = moment.rows(Steps)
    for action in _plan(moment).actions:
        if _is_past(action, moment) and action.row in edited:
            text = _("It was planned for {day}. {new} would suit it too, or drop it; both are fine.")
            new = day(next_day(action, moment.answers, moment.today), "weekday")
            yield Hint(text.fill(day=day(action.day, "weekday"), new=new), "day", action.row)


def suggestions(moment: Moment) -> Iterator[Suggestion]:
    """Yield the steps of the plan, to be ticked, moved, dropped or worded anew; what is overdue with a new day."""
    edited = moment.rows(Steps)
    for action in _plan(moment).actions:
        if action.row not in edited and not action.key.startswith("steps/"):
            when = next_day(action, moment.answers, moment.today) if _is_past(action, moment) else action.day
            values: dict[str, Value] = {
                "state": "open",
                "day": when.isoformat(),
                "cue": action.cue,
                "act": action.act,
            }
            declined: dict[str, Value] = {**values, "state": "drop"}
            why = day(when, "weekday")
            if when != action.day:
                why = str(_("{new} in place of {day}").fill(new=why, day=day(action.day, "weekday")))
            yield Suggestion(action.row, values, why, declined)


def _is_past(action: Action, moment: Moment) -> bool:
    return action.day < moment.today and not action.done and action.track != "setback"


def _plan(moment: Moment) -> Plan:
    answers = moment.answers
    return plan(answers, findings(answers), start_day(answers, moment.today))
