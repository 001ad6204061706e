"""Applying, caring for oneself, the next setback, and a look back (S4.1, S4.4, E3)."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.actions.draft import DAYS, Draft, quoted, roles_like
from workbook.actions.rhythm import HOURS, rhythm
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
    """Tailored applications: chosen, written, and kept up, as many a week as its hours hold (S4.1, E8)."""
    the_week = rhythm(answers)
    count, days = len(the_week.sittings("apply")), the_week.days_for("apply")
    portals, case = quoted(answers.read(relaunch.Week).portals or "", 70), answers.read(Case)
    like = roles_like(case) or (_("openings from {portals}").fill(portals=portals) if portals else None)
    if not count or not like:
        return
    if portals and (case.role or case.company):
        choose = n_(
            "look through {portals} for {roles} and choose one that is worth a tailored application",
            "look through {portals} for {roles} and choose {count} that are worth a tailored application",
            count,
        ).fill(portals=portals)
    else:
        choose = n_(
            "look for {roles} and choose one that is worth a tailored application",
            "look for {roles} and choose {count} that are worth a tailored application",
            count,
        )
    write = n_(
        "write one tailored application: {roles}",
        "write {count} tailored applications, each made for its role: {roles}",
        count,
    )
    keep = n_("keep to one tailored application: {roles}", "keep to {count} tailored applications: {roles}", count)
    why = str(_("Few, each made for its role: how many are sent says little about the job found (Van Hooft et al.)."))
    first = str(choose.fill(roles=like))
    yield Draft(key="week/first", track="week", act=first, why=why, after=3, weekdays=days)
    written = str(write.fill(roles=like))
    if len(days) > 1:
        written = f"{written} ({listed(str(relaunch.WEEKDAYS[day]) for day in days)})"
    minutes = 60 * HOURS["apply"] * count
    yield Draft(key="week/write", track="week", act=written, after=8, minutes=minutes, weekdays=days[:1])
    kept, cue = str(keep.fill(roles=like)), str(_("from this day on, each week"))
    yield Draft(key="week/keep", track="week", cue=cue, act=kept, after=15, minutes=0, weekdays=days)


def care_steps(answers: Answers) -> Iterator[Draft]:
    """Movement, rest and joy, on the free days (S4.4); the calming thing of day 1 where nothing else is named."""
    care = answers.read(relaunch.Care)
    habits = (("move", care.move), ("meals", care.meals), ("rest", care.rest))
    given = [(name, value, str(_("from this day on"))) for name, value in habits if value]
    if care.joy:
        given.append(("joy", care.joy, ""))
    calm, calming, when = answers.read(absorb.Calm), absorb.calming(answers), absorb.begins(answers)
    # Only with something of the person's own: "a brisk walk" alone would stand in the plan of half the readers (R15).
    if not given and calming and (calm.act or when):
        given = [("calm", calming, when)]
    for place, (name, value, cue) in enumerate(given):
        act = quoted(value, 160)
        yield Draft(key=f"care/{name}", track="care", act=act, cue=cue, after=1 + 7 * place, rest=True, minutes=0)


def setback_step(answers: Answers) -> Draft:
    """If it happens again (E3): always there, and in the person's own words where there are any."""
    setback, case = answers.read(relaunch.Setback), answers.read(Case)
    # A choice alone is in nobody's own words (R15).
    first = setback.first or answers.read(absorb.Calm).act
    steps = []
    if first:
        opening = _("first: {step}") if setback.person or setback.then else Text("{step}")
        steps.append(opening.fill(step=quoted(first)))
    if setback.person:
        steps.append(_("tell {person}").fill(person=quoted(setback.person, 60)))
    if setback.then:
        steps.append(_("and keep on: {step}").fill(step=quoted(setback.then)))
    if not steps and (like := roles_like(case)):
        steps.append(_("open this plan again before I decide anything about {roles}").fill(roles=like))
    if not steps:
        steps.append(_("open this plan again before I decide anything"))
    why = _("People who had planned for another no tended to come through it better (Vinokur & Schul 1997).")
    return Draft(
        key="setback",
        track="setback",
        cue=str(_("If no answer comes again, or a no") if case.channel == "silence" else _("If another no comes")),
        act=listed(map(str, steps)),
        why=str(why),
        after=3,
        minutes=0,
    )


def review_steps(answers: Answers, found: Findings) -> Iterator[Draft]:
    """A look back at the end of the 30 days."""
    like, first = roles_like(answers.read(Case)), found.growth[0].title if found.growth else ""
    if like and first:
        act = _("read this plan once more: what has changed in “{about}”, and what is next on the way to {roles}?")
    elif like:
        act = _("read this plan once more: what has changed on the way to {roles}, and what comes next?")
    else:
        act = _("read this plan once more: what has changed in “{about}”, and what comes next?")
    if like or first:
        filled = act.fill(about=quoted(first, 70), roles=like or "")
        yield Draft(key="review", track="week", act=str(filled), after=DAYS - 3, minutes=30)
