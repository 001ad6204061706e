"""The weeks to come: 30 days, the week, people, learning (phase 4)."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from typing import Final

from workbook.actions import ORIGINS, TRACKS
from workbook.actions.rhythm import EACH_DAY, Rhythm, Sitting, rhythm
from workbook.blocks import (
    Block,
    Bullets,
    Callout,
    Checklist,
    Facts,
    Heading,
    Letter,
    Paragraph,
    Step,
    StepGroup,
    Table,
    Timeline,
)
from workbook.countries import KINDS, country
from workbook.outreach import outreach
from workbook.phases import relaunch
from workbook.plan import Action, Plan
from workbook.questions import Choice, questions_of
from workbook.report.seen import Seen, section, words_of
from workbook.words import Text, _, day, labelled, listed, n_

_CARE: Final = {"move": _("Movement"), "meals": _("Meals"), "rest": _("Rest"), "joy": _("Joy")}
_FIRMER: Final = _("These have only your usual moment so far. One of their own helps them to happen:")


def thirty_days(report: Seen) -> list[Block]:
    """The plan as timeline and as checklist (E2, E3)."""
    the_plan = report.plan
    # The step for another no has no day of its own on paper: nobody knows that day (E3).
    steps = tuple(_step(action) for action in the_plan.actions if action.track != "setback")
    weeks = tuple(
        ((the_plan.start + timedelta(days=7 * number)).isoformat(), str(_("Week {number}").fill(number=number + 1)))
        for number in range(5)
    )
    blocks: list[Block] = [
        Timeline(
            start=the_plan.start.isoformat(),
            end=the_plan.end.isoformat(),
            start_label=day(the_plan.start, "short"),
            end_label=day(the_plan.end, "short"),
            weeks=weeks,
            steps=steps,
            alt=str(n_("{count} step in 30 days", "{count} steps in 30 days", len(steps))),
        ),
        Checklist(groups=tuple(_by_week(the_plan))),
    ]
    if the_plan.too_full:
        text = _("This month holds more than the hours you have. Move what can wait; drop what matters less.")
        blocks.append(Paragraph(text=str(text)))
    if report.audience == "private" and the_plan.hints:
        blocks.append(Callout(tone="note", title=str(_("To make it firmer")), text=str(_FIRMER), items=the_plan.hints))
    why = _(
        "Tying an act to a moment helps: across 642 tests, plans of the form “when this, then I do that” had a small to"
        " medium effect, larger when they were worded so and rehearsed."
    )
    source = "Gollwitzer & Sheeran 2006; Sheeran et al. 2024"
    blocks.append(Callout(tone="why", title=str(_("Why a moment for each step")), text=str(why), source=source))
    why = _(
        "In studies of a course for people out of work, preparing for setbacks was a part that protected those who lost"
        " a job once more."
    )
    source = "Vinokur & Schul 1997 (JOBS II)"
    blocks.append(Callout(tone="why", title=str(_("Why a step for another no")), text=str(why), source=source))
    lead = _("Each step has a day and a moment. Tick what is done; move what does not fit; drop what no longer helps.")
    return section(blocks, "relaunch", _("My 30 days"), lead=lead)


def _step(action: Action) -> Step:
    track, origin = str(TRACKS[action.track]), str(ORIGINS[action.origin])
    return Step(
        day=action.day.isoformat(),
        when=day(action.day, "weekday"),
        cue=action.cue,
        act=action.act,
        why=action.why,
        # Where the mark beside it says the same, once is enough.
        origin="" if origin == track else origin,
        track=action.track,
        done=action.done,
        track_label=track,
    )


def _by_week(the_plan: Plan) -> list[StepGroup]:
    groups = []
    for number in range(5):
        first = the_plan.start + timedelta(days=7 * number)
        last = min(first + timedelta(days=6), the_plan.end)
        # What was moved before the first day stands in the first week, what was moved past the last in the last one.
        steps = tuple(
            _step(action)
            for action in the_plan.actions
            if action.track != "setback"
            and (
                first <= action.day <= last
                or (action.day > last and number == 4)
                or (action.day < first and number == 0)
            )
        )
        if steps:
            title = _("Week {number}, {first} to {last}").fill(
                number=number + 1, first=day(first, "month_day"), last=day(last, "month_day")
            )
            groups.append(StepGroup(title=str(title), steps=steps))
    again = tuple(replace(_step(action), when="") for action in the_plan.actions if action.track == "setback")
    return [*groups, StepGroup(title=str(relaunch.Setback.about.title), steps=again)]


def week(report: Seen) -> list[Block]:
    """The week over its days, its hours and its care (S4.1 to S4.4, E8)."""
    given, care = report.answers.read(relaunch.Week), report.answers.read(relaunch.Care)
    the_week = rhythm(report.answers)
    rows = [
        (_("Hours I have"), _count(given.hours)),
        (_("Best time"), given.time_of_day),
        (_("Free days"), "" if the_week else listed(words_of(relaunch.Week, "free_days", given.free_days))),
        (_("Where I look"), given.portals),
    ]
    if not the_week:
        rows += [(label, getattr(care, name)) for name, label in _CARE.items()]
    shown = tuple((str(label), value) for label, value in rows if value)
    blocks: list[Block] = [*(_days(the_week) if the_week else ()), *_left_out(the_week)]
    blocks += [Facts(rows=shown)] if shown else []
    if the_week.sittings("apply"):
        blocks.append(_why_few())
    if any(action.key == "week/first" for action in report.plan.actions):
        blocks += _places(report, _("Where to look for openings"), _OPENINGS)
    return section(blocks, "relaunch", _("My week"), lead=_("A marathon, not a sprint: small, steady, with days off."))


def _why_few() -> Callout:
    """Why a goal is few applications that are well made (E8)."""
    why = _(
        "In studies of 378 groups of job seekers, searching more went with more interviews (.23 on a scale that ends at"
        " 1) and somewhat more offers (.14), but not with better jobs. So the week counts care, not number."
    )
    source = "Van Hooft et al. 2021, Journal of Applied Psychology"
    return Callout(tone="why", title=str(_("Why few, and well made")), text=str(why), source=source)


def _days(the_week: Rhythm) -> list[Block]:
    """The days of the week with what each holds, care among it."""
    care: dict[str, list[str]] = {}
    for name, question, text in the_week.care:
        care.setdefault(name, []).append(labelled(_CARE[question], text))
    rows = []
    for name, sittings in the_week.days:
        off = [str(_("a day off"))] if name in the_week.free and not sittings else []
        held = [*off, *(str(_sitting(one)) for one in sittings), *care.get(name, ())]
        rows.append((str(relaunch.WEEKDAYS[name]), listed(held) or "–"))
    if EACH_DAY in care:
        rows.append((str(_("Each day")), listed(care[EACH_DAY])))
    return [Table(header=(str(_("Day")), str(_("What it holds"))), rows=tuple(rows), shares=(2, 5))]


def _left_out(the_week: Rhythm) -> list[Block]:
    """What was chosen and does not fit into the hours."""
    if not the_week.left_out:
        return []
    if the_week.hours:
        text = _("This is what fits into your hours. What you chose beyond that can wait for a lighter week: {what}.")
    else:
        text = _("No hours for now, and that is fine. What you chose waits for a lighter week: {what}.")
    what = Counter(str(_sitting(one)) for one in the_week.left_out)
    told = listed(words if times == 1 else f"{times} × {words}" for words, times in what.items())
    return [Paragraph(text=str(text.fill(what=told)))]


def _sitting(one: Sitting) -> Text:
    match one.kind:
        case "apply":
            return n_("a tailored application, {count} hour", "a tailored application, {count} hours", one.hours)
        case "talk":
            return n_("a talk with someone, {count} hour", "a talk with someone, {count} hours", one.hours)
        case "learn":
            return n_("learning, {count} hour", "learning, {count} hours", one.hours)


def people(report: Seen) -> list[Block]:
    """The network map, the messages to it, and the profile (S4.2)."""
    contacts = report.answers.read(relaunch.Network).contacts
    kind = questions_of(relaunch.Contact)["kind"]
    assert isinstance(kind, Choice)
    when = {action.key: day(action.day, "month_day") for action in report.plan.actions}
    blocks: list[Block] = []
    if contacts:
        rows = tuple(
            (
                row.who or row.step or "–",
                str(kind.options[row.kind]) if row.kind else "–",
                when.get(f"network/{row.id}", "–"),
            )
            for row in contacts
        )
        header = (str(_("Who or what")), str(_("What it is")), str(_("First step")))
        blocks.append(Table(header=header, rows=rows, shares=(6, 4, 3)))
    blocks += [
        Letter(to=message.to, to_label=str(_("To")), paragraphs=message.paragraphs, sign_off=message.sign_off)
        for message in outreach(report.answers)
        # It would say it twice, and more stiffly.
        if not message.has_own_step
    ]
    profile = report.answers.read(relaunch.LinkedIn)
    if profile.done:
        items = tuple(words_of(relaunch.LinkedIn, "done", profile.done))
        blocks.append(Bullets(label=str(_("My profile: what is done")), items=items))
    return section(blocks, "relaunch", _("People"), lead=_("Short talks with people who do this work."))


def learning(report: Seen) -> list[Block]:
    """What to learn, and what for; where to learn, also for whoever is yet to choose (S4.3, R14)."""
    how = questions_of(relaunch.LearningRow)["kind"]
    assert isinstance(how, Choice)
    rows = tuple(
        (row.what or "–", str(how.options[row.kind]) if row.kind else "–", row.purpose or "–")
        for row in report.answers.read(relaunch.Learning).learning
    )
    if not rows and all(action.track != "learning" for action in report.plan.actions):
        return []
    header = (str(_("What")), str(_("How")), str(_("What for")))
    blocks: list[Block] = [Table(header=header, rows=rows, shares=(4, 2, 4))] if rows else []
    blocks += _places(report, _("Where to learn"), _COURSES)
    return section(blocks, "relaunch", _("What I learn"), lead=_("One thing at a time."))


_OPENINGS: Final = ("portal", "agency", "network")
_COURSES: Final = ("reading", "course")


def _places(report: Seen, title: Text, kinds: tuple[str, ...]) -> list[Block]:
    """Where to look in the person's country, and what it costs, wherever the plan sends them to look (R14)."""
    rows = tuple(
        (place.name, str(KINDS[place.kind]), place.url, place.terms())
        for place in country(report.case.country).resource
        if place.kind in kinds
    )
    header = (str(_("Place")), str(_("What for")), str(_("Address")), str(_("Cost")))
    return [Heading(text=str(title)), Table(header=header, rows=rows, shares=(2, 3, 4, 4))] if rows else []


def _count(number: int | None) -> str:
    return "" if number is None else str(number)
