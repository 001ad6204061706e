"""Applying, caring for oneself, the next setback, and a look back (S4.1, S4.4, E3)."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.actions.draft import DAYS, Draft, quoted
from workbook.case import Case
from workbook.findings import Findings
from workbook.phases import absorb, analyse, relaunch
from workbook.questions import Answers
from workbook.words import Text, _, listed, n_


def posting_steps(answers: Answers) -> Iterator[Draft]:
    """The application that was prepared line by line (S3.4)."""
    posting = answers.read(analyse.Posting)
    shown = [row.evidence for row in posting.requirements if row.match == "yes" and row.evidence]
    if posting.role and shown:
        act = _("write the application for {role}, beginning with: “{evidence}”")
        filled = act.fill(role=quoted(posting.role, 80), evidence=quoted(shown[0], 160))
        yield Draft(key="posting", track="week", act=str(filled), after=4, minutes=120)


def week_steps(answers: Answers) -> Iterator[Draft]:
    """Tailored applications: chosen, written, and kept up as many a week as the person chose (S4.1, E8)."""
    week, role = answers.read(relaunch.Week), answers.read(Case).role
    count = week.applications or 0
    if not count or not role:
        return
    if week.portals:
        choose = n_(
            "look through {portals} for roles like {role} and choose {count} that is worth a tailored application",
            "look through {portals} for roles like {role} and choose {count} that are worth a tailored application",
            count,
        ).fill(portals=quoted(week.portals, 70))
    else:
        choose = n_(
            "look for roles like {role} and choose {count} that is worth a tailored application",
            "look for roles like {role} and choose {count} that are worth a tailored application",
            count,
        )
    write = n_(
        "write {count} application for a role like {role}, made for that role",
        "write {count} applications for roles like {role}, each made for its role",
        count,
    )
    keep = n_(
        "keep to {count} tailored application a week for roles like {role}",
        "keep to {count} tailored applications a week for roles like {role}",
        count,
    )
    why = str(_("A few that are made for their role do more than many that are not."))
    given = quoted(role, 60)
    yield Draft(key="week/first", track="week", act=str(choose.fill(role=given)), why=why, after=3)
    yield Draft(key="week/write", track="week", act=str(write.fill(role=given)), after=8, minutes=120 * count)
    from_then = str(_("from this day on"))
    yield Draft(key="week/keep", track="week", cue=from_then, act=str(keep.fill(role=given)), after=15, minutes=0)


def care_steps(answers: Answers) -> Iterator[Draft]:
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
        act = quoted(value, 160)
        yield Draft(key=f"care/{name}", track="care", act=act, cue=cue, after=1 + 7 * place, rest=True, minutes=0)


def setback_step(answers: Answers) -> Draft:
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
    why = _("People who had planned for another no tended to come through it better.")
    return Draft(
        key="setback",
        track="setback",
        cue=str(_("If another no comes")),
        act=listed(map(str, steps)),
        why=str(why),
        after=3,
        minutes=0,
    )


def review_steps(answers: Answers, found: Findings) -> Iterator[Draft]:
    """A look back at the end of the 30 days."""
    role, first = answers.read(Case).role, found.growth[0].title if found.growth else ""
    if role and first:
        act = _(
            "read this plan once more: what has changed in “{about}”, and what is next on the way to a role as {role}?"
        )
    elif role:
        act = _("read this plan once more: what has changed on the way to a role as {role}, and what comes next?")
    else:
        act = _("read this plan once more: what has changed in “{about}”, and what comes next?")
    if role or first:
        filled = act.fill(about=quoted(first, 70), role=quoted(role or "", 60))
        yield Draft(key="review", track="week", act=str(filled), after=DAYS - 3, minutes=30)
