"""What to do -> a plan of 30 days: dated if-then actions. Pure; dates are arguments.

Every action is a cue, an act and a day (E2). The plan also says which parts of E1 it covers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Final

from workbook.actions import DAYS, Draft, Track, drafts, quoted
from workbook.actions.days import free_days, hour_in, weekday, weekdays_in
from workbook.findings import Findings
from workbook.phases import absorb, analyse, relaunch
from workbook.questions import REMOVED, Answers
from workbook.reply import is_called_for
from workbook.words import Text, _

MOST_A_DAY: Final = 2
_UNKNOWN_HOUR: Final = 12

PARTS: Final = {
    "skills": _("Job-search skills"),
    "self_presentation": _("Presenting yourself"),
    "self_efficacy": _("Trust in what you can do"),
    "proactivity": _("Taking the first step"),
    "goal_setting": _("Goals"),
    "social_support": _("People on your side"),
}
"""The six parts that worked only together (E1)."""
SKILL_PARTS: Final = ("skills", "self_presentation")
MOTIVATION_PARTS: Final = ("self_efficacy", "proactivity", "goal_setting", "social_support")


@dataclass(frozen=True, kw_only=True)
class Action:
    """One dated step. ``key`` is stable: the same answer gives the same key tomorrow.

    ``why`` and ``origin`` say what it rests on and in which section that was said (R15).
    """

    key: str
    track: Track
    cue: str
    act: str
    why: str
    origin: str
    day: date
    done: bool = False
    brief: str = ""
    serves: str = ""
    rest: bool = False

    @property
    def row(self) -> str:
        """The row of the steps form in which the person edits this action."""
        return self.key if self.key.startswith("steps/") else f"steps/{self.key.replace('/', '-')}"


@dataclass(frozen=True)
class Plan:
    """The 30 days.

    ``parts`` names, for each part of E1, the sections that cover it; ``hints`` say what would make it firmer.
    ``too_full`` says that the month holds more than the hours that the person has for it.
    """

    start: date
    actions: tuple[Action, ...]
    parts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    hints: tuple[str, ...] = ()
    too_full: bool = False

    @property
    def end(self) -> date:
        """The last of the 30 days."""
        return self.start + timedelta(days=DAYS - 1)

    @property
    def missing(self) -> tuple[str, ...]:
        """The parts of E1 that nothing covers yet."""
        return tuple(part for part in PARTS if not self.parts.get(part))


def start_day(answers: Answers, today: date) -> date:
    """Return the day the plan runs from: the person's choice, else that of the plan that was taken away first (E2).

    Without either, the first day after *today* that is not free.
    """
    known = answers.read(relaunch.Week).start or answers.held(relaunch.Week)
    if known:
        return known
    day = today + timedelta(days=1)
    while weekday(day) in free_days(answers):
        day += timedelta(days=1)
    return day


def plan(answers: Answers, found: Findings, start: date) -> Plan:
    """Return the plan of the 30 days from *start*."""
    dated, too_full = _dated(drafts(answers, found, start), answers, start)
    return Plan(start, _edited(dated, answers, start), _parts(answers, found, start), tuple(_hints(answers)), too_full)


def next_day(action: Action, answers: Answers, today: date) -> date:
    """Return a new day for a step whose day has passed: the first from *today* on that suits it (R4)."""
    free = free_days(answers)
    days = [today + timedelta(days=offset) for offset in range(7)]
    named = weekdays_in(f"{action.cue} {action.act}")
    fitting = [day for day in days if named & {day.weekday()}]
    return next(iter(fitting or [day for day in days if (weekday(day) in free) == action.rest] or days))


# When


def _dated(todo: list[Draft], answers: Answers, start: date) -> tuple[tuple[Action, ...], bool]:
    """Give each draft the first fitting day, and say whether the hours of some week did not hold them.

    At most two a day, and no more a week than the hours that the person has (S4.1), unless the month is full.
    """
    free = free_days(answers)
    week = answers.read(relaunch.Week)
    usual = week.time_of_day or str(_("after the evening meal"))
    rested = str(_("on my free day"))
    most = None if week.hours is None else 60 * week.hours
    load: Counter[date] = Counter()
    minutes: Counter[int] = Counter()
    actions, too_full = [], False
    # What has a date of its own takes its place first.
    for draft in sorted(todo, key=lambda draft: draft.on is None):
        days = [start + timedelta(days=offset) for offset in range(min(draft.after, DAYS - 1), DAYS)]
        if draft.before:
            days = [day for day in days if day < draft.before] or days
        named = weekdays_in(f"{draft.cue} {draft.act}")
        fitting = [draft.on] if draft.on else [day for day in days if named & {day.weekday()}]
        fitting = fitting or [day for day in days if (weekday(day) in free) == draft.rest] or days
        open_days = [day for day in fitting if load[day] < MOST_A_DAY]
        # Within a week of its turn, the days that the week keeps for such things; the sort is stable.
        open_days.sort(key=lambda day: not (weekday(day) in draft.weekdays and day < days[0] + timedelta(days=7)))
        week_of = {one: minutes[(one - start).days // 7] for one in open_days}
        light = [one for one in open_days if most is None or week_of[one] + draft.minutes <= most or not draft.minutes]
        too_full = too_full or (most is not None and draft.minutes > 0 and not light)
        day = next(iter(light or open_days), fitting[-1])
        load[day] += 1
        minutes[(day - start).days // 7] += draft.minutes
        cue = draft.cue or (rested if draft.rest and weekday(day) in free else usual)
        actions.append(
            Action(
                key=draft.key, track=draft.track, cue=quoted(cue), act=draft.act, why=draft.why, origin=draft.origin,
                day=day, brief=draft.brief, serves=draft.serves, rest=draft.rest,
            )
        )  # fmt: skip
    return _in_order(actions), too_full


def _in_order(actions: list[Action]) -> tuple[Action, ...]:
    """Put them by day and time of day; of the same hour, what was drafted first comes first."""

    def moment(action: Action) -> tuple[date, int]:
        hour = hour_in(action.cue)
        return action.day, _UNKNOWN_HOUR if hour is None else hour

    return tuple(sorted(actions, key=moment))


def _edited(actions: tuple[Action, ...], answers: Answers, start: date) -> tuple[Action, ...]:
    """Apply what the person did with the steps, and add their own; the step for the next setback stays (E3)."""
    edits = {edit.id: edit for edit in answers.read(relaunch.Steps).steps}
    # A row that was taken away in the form is dropped, as "dropped" is.
    gone = {row for row, fields in answers.raw.get(relaunch.Steps.about.key, {}).items() if fields.get(REMOVED)}
    kept = []
    for action in actions:
        edit = edits.pop(action.row, None)
        if action.row in gone and action.track != "setback":
            continue
        if edit is None:
            kept.append(action)
        elif edit.state != "drop" or action.track == "setback":
            kept.append(
                replace(
                    action,
                    day=edit.day or action.day,
                    cue=edit.cue or action.cue,
                    act=edit.act or action.act,
                    why=edit.why or action.why,
                    brief=edit.act if edit.act and edit.act != action.act else action.brief,
                    done=edit.state == "done",
                )
            )
    usual = answers.read(relaunch.Week).time_of_day or str(_("after the evening meal"))
    kept += [
        Action(
            key=edit.id,
            track="own",
            cue=edit.cue or usual,
            act=edit.act,
            why=edit.why or str(_("My own choice.")),
            origin="steps",
            day=edit.day or start,
            done=edit.state == "done",
        )
        for edit in edits.values()
        if edit.act and edit.state != "drop"
    ]
    return _in_order(kept)


# What the plan covers, and what would make it firmer


def _parts(answers: Answers, found: Findings, start: date) -> dict[str, tuple[str, ...]]:
    """Return which sections cover each part of E1."""
    week = answers.read(relaunch.Week)
    setback = answers.read(relaunch.Setback)
    contacts = answers.read(relaunch.Network).contacts
    reframe = answers.read(absorb.Reframe)
    # Named as the report names its parts.
    covers: dict[str, list[tuple[object, Text]]] = {
        "skills": [
            (answers.read(analyse.Stars).star, _("My stories")),
            (found.growth, _("Where I grow")),
            (answers.read(relaunch.Learning).learning, _("What I learn")),
        ],
        "self_presentation": [
            (answers.read(analyse.Cv).lines, _("My CV, line by line")),
            (is_called_for(answers, start), _("My message")),
        ],
        "self_efficacy": [
            (found.strengths, _("What went well")),
            (reframe.worth or reframe.practised, _("What stays true")),
        ],
        "proactivity": [
            (contacts, _("People")),
            (week.applications, _("Tailored applications")),
        ],
        "goal_setting": [
            (week.start or week.learning_hours or week.applications, _("My week")),
        ],
        "social_support": [
            (answers.read(absorb.Support).person or answers.read(absorb.Calm).person, absorb.Support.about.title),
            (setback.person, relaunch.Setback.about.title),
            (any(contact.kind == "person" for contact in contacts), _("People")),
        ],
    }
    return {part: tuple(str(title) for given, title in pairs if given) for part, pairs in covers.items()}


def _hints(answers: Answers) -> Iterator[str]:
    """What was planned without saying when (E2)."""
    loose: list[tuple[str | None, str | None]] = [(answers.read(absorb.Calm).act, absorb.begins(answers))]
    loose += [(contact.step, contact.cue) for contact in answers.read(relaunch.Network).contacts]
    loose += [(row.what, row.cue) for row in answers.read(relaunch.Learning).learning]
    for act, cue in loose:
        if act and not cue:
            yield quoted(act, 90)
