"""Findings and answers -> what to do, without dates yet. Pure.

Each act quotes what this person said: a fact, a question, a role, a name (R15). What nobody said anything about is left
out; only the step for the next setback is always there (E3).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from workbook.case import Case
from workbook.findings import Finding, Findings
from workbook.phases import absorb, analyse, relaunch, respond
from workbook.questions import Answers
from workbook.words import Text, _, current, listed

Track = Literal["respond", "growth", "cv", "network", "learning", "week", "care", "setback", "own"]

DAYS: Final = 30
MOST_GROWTH: Final = 3
"""Two or three things at a time."""
LATE_FOR_THANKS: Final = 30
"""Days after which a thank-you message would surprise more than please."""

TRACKS: Final[dict[Track, Text]] = {
    "respond": _("Respond"),
    "growth": _("Grow"),
    "cv": _("CV"),
    "network": _("People"),
    "learning": _("Learn"),
    "week": _("Apply"),
    "care": _("Care"),
    "setback": _("If it happens again"),
    "own": _("My own step"),
}


@dataclass(frozen=True, kw_only=True)
class Draft:
    """An action that has no day yet.

    Not before day ``after`` of the plan, before the date ``before``, with ``rest`` on a free day. ``key`` is stable:
    the same answer, the same key.
    """

    key: str
    track: Track
    act: str
    cue: str = ""
    why: str = ""
    after: int = 0
    rest: bool = False
    before: date | None = None


def drafts(answers: Answers, found: Findings, start: date) -> list[Draft]:
    """Return what to do, most pressing first, for a plan that runs from *start*."""
    return [
        *_respond(answers, start),
        *_growth(answers, found),
        *_cv(answers),
        *_network(answers),
        *_learning(answers),
        *_posting(answers),
        *_week(answers),
        *_care(answers),
        _setback(answers),
        *_review(answers, found),
    ]


def quoted(text: str, most: int = 110) -> str:
    """Return *text* on one line, cut at a word if it is long, as a quote inside a sentence can carry it."""
    line = _inner_quotes(" ".join(text.split()).strip(" ."))
    if len(line) <= most:
        return line
    cut = line[:most].rsplit(" ", 1)[0] if " " in line[:most] else line[:most]
    return f"{cut.rstrip(' ,;:.')} …"


def _inner_quotes(line: str) -> str:
    """Return *line* with the quote marks that stand inside a quote in the current language."""
    opening, closing = ("‘", "’") if current().code == "en" else ("“", "”")
    line = re.sub(r"«\s*|“", opening, line)
    return re.sub(r"\s*»|”", closing, line)


def _respond(answers: Answers, start: date) -> Iterator[Draft]:
    """The message, or one gentle second try, then letting go (S2.1, E9)."""
    case, sent, message = answers.read(Case), answers.read(respond.Sent), answers.read(respond.Message)
    whom = case.contact or case.company
    if not whom or answers.status(respond.Message) == "skip":
        return
    if sent.sent_on is None and not is_late(case, start):
        question = feedback_question(message)
        if question and "no_feedback" not in case.letter_says:
            act = _("send {whom} the thank-you message and ask: “{question}”").fill(question=quoted(question))
        else:
            act = _("send {whom} the thank-you message from this plan")
        why = _("It closes this application well, and few people do it.")
        yield Draft(key="respond/send", track="respond", act=str(act.fill(whom=whom)), why=str(why))
    elif sent.sent_on and sent.outcome == "waiting" and sent.again_on is None:
        after = max(0, (sent.sent_on + timedelta(days=7) - start).days)
        if after < DAYS:
            act = _("ask {whom} once more, in two friendly lines, and then let it go").fill(whom=whom)
            why = _("Many never answer. Once is courteous; after that your time is better spent elsewhere.")
            yield Draft(key="respond/again", track="respond", act=str(act), why=str(why), after=after)


def is_late(case: Case, day: date) -> bool:
    """Return whether the answer came so long ago that a thank-you message would surprise."""
    return case.notice_date is not None and (day - case.notice_date).days > LATE_FOR_THANKS


def feedback_question(message: respond.Message) -> str:
    """Return the question the person wants to ask; empty if none was chosen."""
    if message.question == "own":
        return message.question_own or ""
    return str(respond.FEEDBACK_QUESTIONS[message.question]) if message.question else ""


_DIMENSION_ACTS: Final = {
    "first_impression": _("walk through the first two minutes of an interview at home, with this in mind: “{fact}”"),
    "common_questions": _("say aloud, in one minute and with one result, the answer where this happened: “{fact}”"),
    "behavioural": _("write one story with situation, task, action and result, so that this goes better: “{fact}”"),
    "technical": _("spend one hour on what was behind this: “{fact}”"),
    "questions_asked": _("read about one company on my list and write three questions of my own. Last time: “{fact}”"),
}
_TELL_AGAIN: Final = _("tell one of my stories aloud again, so that this goes better: “{fact}”")


def _growth(answers: Answers, found: Findings) -> Iterator[Draft]:
    """One step for each of the first growth areas, and a rehearsal of the first (S3.3)."""
    chosen = [finding for finding in found.growth if finding.when != "later"][:MOST_GROWTH]
    told = any(_is_whole(story) for story in answers.read(analyse.Stars).star)
    for place, finding in enumerate(chosen):
        why = _because(finding)
        yield Draft(
            key=f"growth/{finding.key}", track="growth", act=_growth_act(finding, told), why=why, after=1 + 5 * place
        )
    stories = [story for story in answers.read(analyse.Stars).star if story.question and story.result]
    for place, story in enumerate(stories[:2]):
        act = _("tell my story about “{question}” aloud, in two minutes, up to the result: “{result}”").fill(
            question=quoted(story.question or "", 80), result=quoted(story.result or "", 160)
        )
        once = str(_("A story told aloud a few times comes by itself when it is needed.")) if not place else ""
        yield Draft(key=f"growth/{story.id}", track="growth", act=str(act), why=once, after=9 + 8 * place)


def _is_whole(story: analyse.Star) -> bool:
    return all((story.situation, story.task, story.action, story.result))


def _growth_act(finding: Finding, told: bool) -> str:
    if finding.intention:
        return quoted(finding.intention, 300)
    fact = quoted(finding.evidence)
    if finding.key == "behavioural" and told:
        return str(_TELL_AGAIN.fill(fact=fact))
    if finding.key in _DIMENSION_ACTS:
        return str(_DIMENSION_ACTS[finding.key].fill(fact=fact))
    if finding.key.startswith("feedback/"):
        return str(_("spend half an hour on what they told me: “{fact}”").fill(fact=fact))
    act = _("spend an hour on this: {name}. What showed it: “{fact}”")
    return str(act.fill(name=quoted(finding.title, 60), fact=fact))


def _because(finding: Finding) -> str:
    if finding.key.startswith("feedback/"):
        return str(_("They said: “{fact}”").fill(fact=quoted(finding.evidence)))
    if finding.score is not None:
        return str(_("{title}: {score} of 5").fill(title=finding.title, score=finding.score))
    return ""


def _cv(answers: Answers) -> Iterator[Draft]:
    """The CV lines (S3.4)."""
    role = answers.read(Case).role
    for place, line in enumerate(answers.read(analyse.Cv).lines[:2]):
        if line.after:
            act = _("put this line into my CV: “{line}”").fill(line=quoted(line.after, 300))
        elif line.before:
            act = _("turn this line of my CV into a result: “{line}”").fill(line=quoted(line.before, 300))
        else:
            parts = listed(filter(None, (line.action, line.result, line.measure)))
            act = _("write a new line for my CV, with: {parts}").fill(parts=quoted(parts, 300))
        why = str(_("For the next role like {role}").fill(role=quoted(role, 60))) if role and not place else ""
        yield Draft(key=f"cv/{line.id}", track="cv", act=str(act), why=why, after=2 + 6 * place)


_CONTACT_ACTS: Final = {
    "person": _("write to {who} and ask for fifteen minutes to talk"),
    "company": _("find one person who hires at {who} and ask for a short talk about their work"),
    "linkedin": _("spend twenty minutes on this: {who}"),
    "event": _("sign up for {who}"),
}


def _network(answers: Answers) -> Iterator[Draft]:
    """A first step for each person or place (S4.2)."""
    for place, contact in enumerate(answers.read(relaunch.Network).contacts):
        if contact.step:
            act, why = quoted(contact.step, 200), contact.link or ""
        elif contact.who:
            act, why = str(_CONTACT_ACTS[contact.kind or "person"].fill(who=quoted(contact.who, 70))), ""
        else:
            continue
        yield Draft(
            key=f"network/{contact.id}",
            track="network",
            cue=contact.cue or "",
            act=act,
            why=quoted(why, 160),
            # What has a day of its own comes before that day.
            after=1 if contact.day else 6 + 8 * place,
            before=contact.day,
        )
    profile = answers.read(relaunch.LinkedIn).next
    if profile:
        further = _("bring my LinkedIn profile one step further: {step}").fill(step=quoted(profile, 160))
        yield Draft(key="network/profile", track="network", act=str(further), after=10)


def _learning(answers: Answers) -> Iterator[Draft]:
    """A first hour for each thing to learn (S4.3)."""
    for place, row in enumerate(answers.read(relaunch.Learning).learning):
        if row.what:
            act = _("give the first hour to this: {what}").fill(what=quoted(row.what))
            yield Draft(
                key=f"learning/{row.id}",
                track="learning",
                cue=row.cue or "",
                act=str(act),
                why=quoted(row.purpose or ""),
                after=8 + 7 * place,
            )


def _week(answers: Answers) -> Iterator[Draft]:
    """The first week of tailored applications (S4.1, E8)."""
    week, role = answers.read(relaunch.Week), answers.read(Case).role
    if not week.applications or not role:
        return
    if week.portals:
        act = _("look through {portals} for roles like {role} and choose {count} worth a tailored application").fill(
            portals=quoted(week.portals, 70)
        )
    else:
        act = _("look for roles like {role} and choose {count} worth a tailored application")
    why = _("A few that are made for their role do more than many that are not.")
    yield Draft(
        key="week/first",
        track="week",
        act=str(act.fill(role=quoted(role, 60), count=week.applications)),
        why=str(why),
        after=7,
    )


def _posting(answers: Answers) -> Iterator[Draft]:
    """The application that was prepared line by line (S3.4)."""
    posting = answers.read(analyse.Posting)
    shown = [row.evidence for row in posting.requirements if row.match == "yes" and row.evidence]
    if posting.role and shown:
        act = _("write the application for {role}, beginning with: “{evidence}”")
        filled = act.fill(role=quoted(posting.role, 80), evidence=quoted(shown[0], 160))
        yield Draft(key="posting", track="week", act=str(filled), after=4)


def _care(answers: Answers) -> Iterator[Draft]:
    """Movement, rest and joy, on the free days (S4.4); the calming thing of day 1 where nothing else is named."""
    care = answers.read(relaunch.Care)
    habits = (("move", care.move), ("meals", care.meals), ("rest", care.rest))
    given = [(name, value, str(_("from this day on"))) for name, value in habits if value]
    if care.joy:
        given.append(("joy", care.joy, ""))
    calm = absorb.calming(answers)
    if not given and calm:
        given = [("calm", calm, answers.read(absorb.Calm).cue or "")]
    for place, (name, value, cue) in enumerate(given):
        yield Draft(key=f"care/{name}", track="care", act=quoted(value, 160), cue=cue, after=1 + 7 * place, rest=True)


def _setback(answers: Answers) -> Draft:
    """If it happens again (E3): always there, and in the person's own words where there are any."""
    setback, case = answers.read(relaunch.Setback), answers.read(Case)
    first = setback.first or absorb.calming(answers)
    steps = []
    if first:
        opening = _("first: {step}") if setback.person or setback.then else Text("{step}")
        steps.append(opening.fill(step=quoted(first)))
    if setback.person:
        steps.append(_("tell {person}").fill(person=quoted(setback.person, 60)))
    if setback.then:
        steps.append(_("and keep on: {step}").fill(step=quoted(setback.then)))
    if not steps and (case.role or case.company):
        what = case.role or case.company or ""
        steps.append(_("open this plan again before I decide anything about {what}").fill(what=quoted(what, 60)))
    if not steps:
        steps.append(_("open this plan again before I decide anything"))
    why = _("People who planned for another no came through it better.")
    return Draft(
        key="setback",
        track="setback",
        cue=str(_("If another no comes")),
        act=listed(map(str, steps)),
        why=str(why),
        after=3,
    )


def _review(answers: Answers, found: Findings) -> Iterator[Draft]:
    """A look back at the end of the 30 days."""
    about = found.growth[0].title if found.growth else answers.read(Case).role
    if about:
        act = _("read this plan once more: what has changed in “{about}”, and what comes next?").fill(
            about=quoted(about, 70)
        )
        yield Draft(key="review", track="week", act=str(act), after=DAYS - 3)
