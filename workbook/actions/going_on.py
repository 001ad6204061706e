"""Applying, caring for oneself, the next setback, and a look back (S4.1, S4.4, E3)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from workbook.actions.draft import DAYS, Draft, application, quoted, roles_like, short_company
from workbook.actions.growing import section_of
from workbook.actions.rhythm import HOURS, rhythm
from workbook.case import STAGES, Case
from workbook.findings import Findings
from workbook.phases import absorb, analyse, relaunch
from workbook.questions import Answers
from workbook.words import Text, _, listed, n_


def posting_steps(answers: Answers) -> Iterator[Draft]:
    """The application that was prepared line by line (S3.4)."""
    posting = answers.read(analyse.Posting)
    shown = next((row for row in posting.requirements if row.match == "yes" and row.evidence), None)
    if posting.role and shown:
        act = _("write the application for {role}, beginning with: “{evidence}”")
        filled = act.fill(role=quoted(posting.role, 80), evidence=quoted(shown.evidence or "", 160))
        if shown.text:
            why = _("They ask for this: “{wish}”").fill(wish=quoted(shown.text))
        else:
            why = _("It is my first line that shows what they ask for.")
        yield Draft(key="posting", track="week", act=str(filled), why=str(why), origin="posting", after=4, minutes=120)


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
    first, (why, origin) = str(choose.fill(roles=like)), _why_choose(answers, count)
    yield Draft(key="week/first", track="week", act=first, why=str(why), origin=origin, after=3, weekdays=days)
    written, (why, origin) = str(write.fill(roles=like)), _why_apply(answers, count)
    if len(days) > 1:
        written = f"{written} ({listed(str(relaunch.WEEKDAYS[day]) for day in days)})"
    yield Draft(
        key="week/write",
        track="week",
        act=written,
        why=str(why),
        origin=origin,
        after=8,
        minutes=60 * HOURS["apply"] * count,
        weekdays=days[:1],
    )
    if case.channel == "silence":
        why = _("No answer after {application} is no reason to stop.")
    else:
        why = _("A no after {application} is no reason to stop.")
    yield Draft(
        key="week/keep",
        track="week",
        cue=str(_("from this day on, each week")),
        act=str(keep.fill(roles=like)),
        why=str(why.fill(application=application(case))),
        origin="week",
        after=15,
        minutes=0,
        weekdays=days,
    )


def _why_choose(answers: Answers, count: int) -> tuple[Text, str]:
    """Return what the choice of openings rests on, and from which section: the market, else the pace (S1.5, E8)."""
    market, company = answers.read(absorb.Reframe).market, short_company(answers.read(Case).company or "")
    if market:
        return _("What I know of the market now: “{words}”").fill(words=quoted(market)), "reframe"
    if company:
        pace = n_(
            "{company} is one employer of many, and one application a week, chosen with care, is my pace.",
            "{company} is one employer of many, and {count} applications a week, chosen with care, are my pace.",
            count,
        )
        return pace.fill(company=company), "week"
    pace = n_(
        "One application a week, chosen with care, is the pace that I set myself.",
        "{count} applications a week, chosen with care, are the pace that I set myself.",
        count,
    )
    return pace, "week"


def _why_apply(answers: Answers, count: int) -> tuple[Text, str]:
    """Return what the applications rest on, and from which section: what is valued, the CV, how far it went (S1.5)."""
    valued, case = answers.read(absorb.Reframe).valued, answers.read(Case)
    lines = sum(line.after is not None for line in answers.read(analyse.Cv).lines)
    company = short_company(case.company or "")
    if valued:
        return _("Such employers value this: “{words}”").fill(words=quoted(valued)), "reframe"
    if lines:
        used = n_(
            "The CV line that I wrote anew after {application} comes into use here.",
            "The {count} CV lines that I wrote anew after {application} come into use here.",
            lines,
        )
        return used.fill(application=application(case)), "cv"
    if company and case.stage:
        far = _("At {company}, mine led as far as this: “{stage}”")
        return far.fill(company=company, stage=STAGES[case.stage]), "case"
    held = n_(
        "About {count} hour of my week goes into this, and {application} showed me what it takes.",
        "About {count} hours of my week go into this, and {application} showed me what it takes.",
        HOURS["apply"] * count,
    )
    return held.fill(application=application(case)), "week"


def care_steps(answers: Answers) -> Iterator[Draft]:
    """Movement, rest and joy, on the free days (S4.4); the calming thing of day 1 where nothing else is named."""
    care = answers.read(relaunch.Care)
    habits = (("move", care.move), ("meals", care.meals), ("rest", care.rest))
    given = [(name, value, str(_("from this day on"))) for name, value in habits if value]
    if care.joy:
        given.append(("joy", care.joy, ""))
    origin = "care"
    calm, calming, when = answers.read(absorb.Calm), absorb.calming(answers), absorb.begins(answers)
    # Only with something of the person's own: "a brisk walk" alone would stand in the plan of half the readers (R15).
    if not given and calming and (calm.act or when):
        given, origin = [("calm", calming, when)], "calm"
    for place, (name, value, cue) in enumerate(given):
        yield Draft(
            key=f"care/{name}",
            track="care",
            act=quoted(value, 160),
            cue=cue,
            why=str(_why_care(name, answers)),
            origin=origin,
            after=1 + 7 * place,
            rest=True,
            minutes=0,
        )


def _why_care(name: str, answers: Answers) -> Text:
    """Return what a habit stands beside, in the week that this person chose (S4.4)."""
    week, case = answers.read(relaunch.Week), answers.read(Case)
    if name == "calm":
        return _("I named it as good for me after {application}.").fill(application=application(case))
    if name == "move" and week.hours:
        return n_(
            "{count} hour a week goes into this plan, mostly sitting, and this is for the body.",
            "{count} hours a week go into this plan, mostly sitting, and this is for the body.",
            week.hours,
        )
    if name == "meals" and week.applications:
        return n_(
            "I chose one application a week, and whoever writes needs to eat.",
            "I chose {count} applications a week, and whoever writes needs to eat.",
            week.applications,
        )
    if name == "rest" and week.time_of_day:
        text = _("My best time needs a rested head: “{time}”")
        return text.fill(time=quoted(week.time_of_day))
    if name == "joy" and case.role:
        text = _("On my free days, {role} roles can wait, and this takes their place.")
        return text.fill(role=quoted(case.role, 60))
    return _WHY_CARE[name]


_WHY_CARE: Final = {
    "move": _("Looking for work is mostly done sitting, and this is for the body."),
    "meals": _("Whoever looks for work needs to eat, too."),
    "rest": _("A rested head is what I want to bring to the next interview."),
    "joy": _("My free days belong to something else than applications."),
}


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
    like = roles_like(case)
    if not steps and like:
        steps.append(_("open this plan again before I decide anything about {roles}").fill(roles=like))
    if not steps:
        steps.append(_("open this plan again before I decide anything"))
    own = bool(setback.first or setback.person or setback.then)
    return Draft(
        key="setback",
        track="setback",
        cue=str(_("If no answer comes again, or a no") if case.channel == "silence" else _("If another no comes")),
        act=listed(map(str, steps)),
        why=str(_why_ready(answers)),
        origin="setback" if own or not (first or like) else "calm" if first else "case",
        after=3,
        minutes=0,
    )


def _why_ready(answers: Answers) -> Text:
    """Return why it is decided beforehand: how it was this time (E3)."""
    felt, case = answers.read(absorb.Intensity).before, answers.read(Case)
    if felt is not None:
        text = _("After {application} it felt {number} of 10, and for the next time it is already decided what I do.")
    elif case.company or case.role:
        text = _("After {application} nothing like this was ready, and for the next time it is.")
    else:
        return _("For the next time, it is already decided what I do.")
    return text.fill(number=felt, application=application(case))


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
        why = _("After {application}, a month of steps shows what helps and what does not.")
        yield Draft(
            key="review",
            track="week",
            act=str(filled),
            why=str(why.fill(application=application(answers.read(Case)))),
            origin="case" if like else section_of(found.growth[0]),
            after=DAYS - 3,
            minutes=30,
        )
