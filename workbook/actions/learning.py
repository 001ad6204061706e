"""What is learned: a first hour for each thing, then the hours of each week (S4.3)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby

from workbook.actions.days import weekday
from workbook.actions.draft import DAYS, WEEKS, Draft, application, quoted, roles_like, short_name
from workbook.actions.growing import chosen, section_of, served, stands_for, turn, worked_on
from workbook.actions.rhythm import Rhythm, rhythm
from workbook.case import Case
from workbook.findings import Finding, Findings
from workbook.findings.alike import alike
from workbook.phases import relaunch
from workbook.questions import Answers
from workbook.words import Text, _, n_


def learning_steps(answers: Answers, found: Findings, start: date) -> Iterator[Draft]:
    """A first hour for each thing to learn, then the hours of each week that the person chose (S4.3)."""
    the_week, case = rhythm(answers), answers.read(Case)
    hours, like = sum(sitting.hours for sitting in the_week.sittings("learn")), roles_like(case)
    rows = [row for row in answers.read(relaunch.Learning).learning if row.what]
    if answers.read(relaunch.Week).hours == 0:
        return
    works_on, now = served(answers, found), chosen(answers, found)
    if hours and like and not rows:
        act = n_(
            "choose one thing to learn for {roles}; {count} hour a week is kept for it",
            "choose one thing to learn for {roles}; {count} hours a week are kept for it",
            hours,
        )
        if found.growth:
            why = _("It may serve what I want to grow in: “{title}”").fill(title=quoted(found.growth[0].title))
        else:
            why = _("What to learn is still open after {application}.").fill(application=application(case))
        yield Draft(
            key="learning/choose",
            track="learning",
            act=str(act.fill(roles=like)),
            why=str(why),
            origin="week",
            after=2,
        )
    for place, row in enumerate(rows):
        begin = 2 + 8 * place if row.id in works_on else 8 + 7 * place
        begin = max(begin, _after_signing_up(row, worked_on(now, works_on.values())))
        what = quoted(row.what or "")
        finding = next((finding for finding in found.growth if finding.key == works_on.get(row.id)), None)
        common = Draft(
            key=f"learning/{row.id}",
            track="learning",
            cue=row.cue or "",
            weekdays=the_week.days_for("learn"),
            act=str(_("give the first hour to this: {what}").fill(what=what)),
            why=str(_why_learn(row, place, finding, case)),
            origin=section_of(finding) if finding and _is_named_so(row, finding) else "learning",
            after=begin,
            serves=_served_now(finding, now),
        )
        yield common
        if place == len(rows) - 1:
            title = next((one.title for one in found.growth if one.key == common.serves), "")
            yield from _hours_after(common, short_name(what), the_week, start, title, case)


def _served_now(finding: Finding | None, now: list[Finding]) -> str:
    """Return the key of the growth area under which the steps for *finding* are shown."""
    if finding is None:
        return ""
    shown = stands_for(finding, now)
    return shown.key if shown else finding.key


def _after_signing_up(row: relaunch.LearningRow, growth: list[Finding]) -> int:
    """Return a day after what the person means to do about the same thing, such as signing up for the course."""
    about = f"{row.what} {row.purpose or ''}"
    return next((turn(place) + 2 for place, one in enumerate(growth) if alike(one.intention, about)), 0)


def _is_named_so(row: relaunch.LearningRow, finding: Finding) -> bool:
    """Whether the growth area that is worked on says more than the person's own words of what it is good for."""
    return not row.purpose or row.purpose == finding.title


def _why_learn(row: relaunch.LearningRow, place: int, finding: Finding | None, case: Case) -> Text | str:
    """Return what it is good for: in the person's words, else what showed that it is needed."""
    if finding and _is_named_so(row, finding):
        return _("It works on this: “{fact}”").fill(fact=quoted(finding.evidence))
    if row.purpose:
        return quoted(row.purpose)
    if place:
        return _("One thing at a time, and this comes after the first.")
    return _("I chose it after {application}.").fill(application=application(case))


def _hours_after(first: Draft, what: str, the_week: Rhythm, start: date, title: str, case: Case) -> Iterator[Draft]:
    """Yield the hours of the weeks after the first hour, on the days of the week that hold them and as many (S4.3)."""
    learned = {day: the_week.hours_on(day, "learn") for day in the_week.days_for("learn")}
    days = ((after, weekday(start + timedelta(days=after))) for after in range(first.after + 7, DAYS - 1))
    done, weeks = 1, groupby(days, key=lambda one: (one[0] - first.after) // 7)
    for week, of_week in weeks:
        held = [(after, day, learned[day]) for after, day in of_week if day in learned]
        if week >= WEEKS:
            return
        for place, (after, day, hours) in enumerate(held):
            act = n_(
                "keep on with this, hour {last}: {what}", "keep on with this, hours {first} to {last}: {what}", hours
            )
            so_far = done + hours
            further = n_(
                "After this, {count} hour is behind me: {what}",
                "After this, {count} hours are behind me: {what}",
                so_far,
            )
            why = (
                further.fill(what=what) if place else _why_go_on(week, sum(learned.values()), done + hours, title, case)
            )
            yield replace(
                first,
                key=f"{first.key}/{week + 1}/{day}",
                act=str(act.fill(what=what, first=done + 1, last=done + hours)),
                why=str(why),
                origin="week",
                after=after,
                weekdays=(day,),
                minutes=60 * hours,
            )
            done = so_far


def _why_go_on(week: int, hours: int, total: int, title: str, case: Case) -> Text:
    """Return why it goes on: what was chosen for a week, then where the hours lead."""
    if week == 1:
        text = n_(
            "{count} hour a week of learning is what I chose after {application}.",
            "{count} hours a week of learning is what I chose after {application}.",
            hours,
        )
        return text.fill(application=application(case))
    if week == 2:
        if case.role:
            text = n_(
                "With this it comes to {count} hour, which I can name in my next interview as {role}.",
                "With this it comes to {count} hours, which I can name in my next interview as {role}.",
                total,
            )
            return text.fill(role=quoted(case.role, 60))
        return n_(
            "With this it comes to {count} hour, which I can name in my next interview.",
            "With this it comes to {count} hours, which I can name in my next interview.",
            total,
        )
    if title:
        text = n_(
            "At {count} hour I can look again at “{title}”.", "At {count} hours I can look again at “{title}”.", total
        )
        return text.fill(title=quoted(title))
    return n_(
        "At {count} hour I can tell whether to go on with it.",
        "At {count} hours I can tell whether to go on with it.",
        total,
    )
