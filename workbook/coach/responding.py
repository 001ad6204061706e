"""Beside the message: firm words about what would embarrass, gentle ones about tone (S2.1)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from workbook.actions import is_late
from workbook.case import Case
from workbook.coach.advice import Hint, Moment
from workbook.coach.letters import NO_QUESTION, STILL_EMPTY, asks, has_place, length, wording
from workbook.phases.relaunch import Network
from workbook.phases.respond import Message, Sent
from workbook.reply import compose
from workbook.words import Text, _

MOST_WORDS: Final = 170
_OWN: Final = ("thanks_own", "detail", "regret_own", "interest_own", "question_own", "close_own")


def message(moment: Moment) -> Iterator[Hint]:
    """Check the message: an unfilled place, a missing part, another company's name; then length and tone."""
    case, given = moment.answers.read(Case), moment.answers.read(Message)
    own = {name: getattr(given, name) or "" for name in _OWN}
    for name, text in own.items():
        yield from wording(text, name)
        yield from (
            Hint(_("This names “{company}”, which is another application.").fill(company=other), name, firm=True)
            for other in _other_companies(moment)
            if other.casefold() in text.casefold()
        )
    for name, words in (
        ("thanks", "thanks_own"),
        ("regret", "regret_own"),
        ("interest_words", "interest_own"),
        ("close", "close_own"),
    ):
        if getattr(given, name) == "own" and not own[words]:
            yield Hint(STILL_EMPTY, words, firm=True)
    if given.question == "own" and not own["question_own"]:
        yield Hint(
            _("Your question is still empty; until you write it, one of ours is asked."), "question_own", firm=True
        )
    elif given.question == "own" and not asks(own["question_own"]):
        yield Hint(NO_QUESTION, "question_own")
    if given.question == "skill" and "role_cancelled" in case.letter_says:
        yield Hint(_("The role itself was withdrawn, so nobody was chosen. Another question fits better."), "question")
    if any(map(has_place, (case.role, case.company, case.contact, case.candidate))):
        yield Hint(_("Above, in “The application”, there is a place left to fill in."), firm=True)
    if given.interest == "no" and given.question == "next_role":
        yield Hint(_("You said no to working there: another question fits better."), "question")
    if not given.is_empty() and not case.candidate:
        yield Hint(_("Nobody has signed it yet: your name belongs above, in “The application”."), firm=True)
    yield from length(compose(moment.answers).body, MOST_WORDS)
    yield from map(Hint, _ways(case, moment))


def _ways(case: Case, moment: Moment) -> Iterator[Text]:
    """When it is good to write (R11), and what to do where the usual way is closed or another one fits better."""
    if moment.answers.read(Sent).sent_on is None and case.notice_date:
        if is_late(case, moment.today):
            yield _("Some weeks have passed since their answer. You can leave the message out; your plan does so, too.")
        elif (moment.today - case.notice_date).days <= 1:
            yield _("Tomorrow evening is early enough for it. It need not be today.")
    if "no_feedback" in case.letter_says:
        yield _(
            "They wrote that they give no feedback or take no replies. A short note to someone from the interview on"
            " LinkedIn, or a question in three months, may still reach a person. Your plan does not need it."
        )
    if case.channel == "phone":
        yield _("They called you. A mail afterwards is fine: it can be read when there is time for it.")
    if case.channel == "silence":
        yield _("No answer came. This message closes the matter from your side, kindly, and then you can let it go.")


def _other_companies(moment: Moment) -> set[str]:
    own = (moment.answers.read(Case).company or "").casefold()
    names = {answers.read(Case).company for answers in moment.others}
    names |= {contact.who for contact in moment.answers.read(Network).contacts if contact.kind == "company"}
    return {name for name in names if name and len(name) > 3 and name.casefold() not in own}


def sent(moment: Moment) -> Iterator[Hint]:
    """One gentle second try after about a week, then let go (E9)."""
    given = moment.answers.read(Sent)
    if given.outcome == "without":
        yield Hint(_("A reply is a door left open. What they did not say need not be guessed."), "outcome")
    if given.sent_on is None or given.outcome not in (None, "waiting"):
        return
    days = (moment.today - given.sent_on).days
    if given.again_on:
        yield Hint(_("You have asked twice; that is enough. From here on, nothing depends on their answer."))
    elif days >= 7:
        yield Hint(_("A week has passed. Two friendly lines are fine now, once; then let it go."))
    else:
        yield Hint(_("Give them about a week. Your plan goes on, with or without an answer."))
