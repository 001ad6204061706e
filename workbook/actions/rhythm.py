"""The week that the person chose, laid out over its days: quality before volume (S4.1, E8), days off kept free (S4.4).

It never holds more than the hours that the person has; what does not fit is left out and named, not squeezed in. Care
has its place in it, and takes none of these hours.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from workbook.actions.days import ISO_WEEKDAYS, free_days, weekdays_in
from workbook.phases.relaunch import WEEKDAYS, Care, Learning, Week
from workbook.questions import Answers

Kind = Literal["apply", "talk", "learn"]

HOURS: Final[dict[Kind, int]] = {"apply": 2, "talk": 1, "learn": 2}
"""About how long one sitting takes; a learning one may be shorter, or longer where one day is named for all of it."""
EACH_DAY: Final = "each"
"""Stands for the days of the week where something belongs to them all."""


@dataclass(frozen=True)
class Sitting:
    """One thing at one time: what, and about how many hours."""

    kind: Kind
    hours: int


@dataclass(frozen=True)
class Rhythm:
    """``days``: each day of the week with its sittings. ``left_out``: what the hours do not hold.

    ``free`` are the days off. ``care``: the day (or :data:`EACH_DAY`), which question of :class:`Care`, and the answer.
    False where it holds nothing.
    """

    days: tuple[tuple[str, tuple[Sitting, ...]], ...]
    left_out: tuple[Sitting, ...] = ()
    free: tuple[str, ...] = ()
    care: tuple[tuple[str, str, str], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.days)

    @property
    def hours(self) -> int:
        """The hours of the whole week."""
        return sum(sitting.hours for _day, sittings in self.days for sitting in sittings)

    def sittings(self, kind: Kind) -> list[Sitting]:
        """The sittings of one kind."""
        return [sitting for _day, sittings in self.days for sitting in sittings if sitting.kind == kind]

    def hours_on(self, day: str, kind: Kind) -> int:
        """The hours of one kind on one day of the week."""
        return sum(one.hours for name, sittings in self.days for one in sittings if (name, one.kind) == (day, kind))

    def days_for(self, kind: Kind) -> tuple[str, ...]:
        """The days of the week that hold a sitting of this kind."""
        return tuple(day for day, sittings in self.days if any(sitting.kind == kind for sitting in sittings))


def rhythm(answers: Answers) -> Rhythm:
    """Return the week; without days where nothing was chosen that could stand in it."""
    week = answers.read(Week)
    wanted = list(_in_turn(week))
    left = week.hours
    taken: list[Sitting] = []
    left_out: list[Sitting] = []
    for sitting in wanted:
        if left is not None and sitting.hours > left:
            left_out.append(sitting)
            continue
        taken.append(sitting)
        left = None if left is None else left - sitting.hours
    if not taken:
        return Rhythm((), tuple(left_out))
    free = free_days(answers)
    order = _week_order(free)
    days: dict[str, list[Sitting]] = {day: [] for day in order}
    named = [ISO_WEEKDAYS[number] for number in sorted(_learning_days(answers))]
    for sitting in taken:
        # Learning keeps to the days that the person named for it; all else goes where the day is lightest.
        places = [day for day in named if sitting.kind == "learn"] or [day for day in order if day not in free]
        days[min(places, key=lambda day: (sum(one.hours for one in days[day]), order.index(day)))].append(sitting)
    whole = tuple((day, tuple(_together(sittings))) for day, sittings in days.items())
    return Rhythm(whole, tuple(left_out), free, tuple(_care(answers, order, free)))


def _together(sittings: list[Sitting]) -> Iterator[Sitting]:
    """Make one of what is learned on one day."""
    yield from (one for one in sittings if one.kind != "learn")
    if learned := sum(one.hours for one in sittings if one.kind == "learn"):
        yield Sitting("learn", learned)


def _care(answers: Answers, order: list[str], free: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    """Yield care on the days that it names; else joy on the first day off, habits on each day (S4.4)."""
    given = answers.read(Care)
    for name in ("move", "meals", "rest", "joy"):
        text = getattr(given, name)
        if text:
            usual = next(day for day in order if day in free) if name == "joy" else EACH_DAY
            for day in [ISO_WEEKDAYS[number] for number in sorted(weekdays_in(text))] or [usual]:
                yield day, name, text


def _in_turn(week: Week) -> Iterator[Sitting]:
    """Yield what was chosen, one of each kind in turn: if the hours run out, something of each is there."""
    learning = week.learning_hours or 0
    queues = [
        [Sitting("apply", HOURS["apply"])] * (week.applications or 0),
        [Sitting("talk", HOURS["talk"])] * (week.conversations or 0),
        [Sitting("learn", min(HOURS["learn"], learning - done)) for done in range(0, learning, HOURS["learn"])],
    ]
    while any(queues):
        for queue in queues:
            if queue:
                yield queue.pop(0)


def _learning_days(answers: Answers) -> set[int]:
    rows = answers.read(Learning).learning
    return {number for row in rows for number in weekdays_in(f"{row.cue or ''} {row.what or ''}")}


def _week_order(free: tuple[str, ...]) -> list[str]:
    """Return the days of the week, beginning after the last of the free days that stand together."""
    days = list(WEEKDAYS)
    begins = [place for place, day in enumerate(days) if day not in free and days[place - 1] in free]
    first = begins[0] if begins else 0
    return [*days[first:], *days[:first]]
