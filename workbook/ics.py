"""The plan as calendar entries.

Titles are neutral (R6): a calendar is seen by others, on a lock screen or a shared computer. What to do stands in the
description, and only in a private export.

**Exporting again updates** (RFC 5545): each entry has a stable id, and a calendar takes the version with the higher
number. What it was given is noted in the journal, so an entry gets a new number only when it has changed, and one that
is no longer in the plan (done, dropped, gone with what it came from) is sent once more as cancelled.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from workbook.actions import Track
from workbook.phases import PHASES
from workbook.plan import Plan
from workbook.questions import Answers, Audience, Value
from workbook.words import Text, _, labelled

if TYPE_CHECKING:
    from icalendar import Event

NOTED: Final = "_calendar"
"""Where the journal notes what calendars were given, a row for each audience; it goes with the case."""

_TITLES: Final[dict[Track, Text]] = {
    "respond": _("A message to write"),
    "growth": _("Practice"),
    "cv": _("CV"),
    "network": _("Contacts"),
    "learning": _("Learning"),
    "week": _("Planning"),
    "care": _("Time for me"),
    "setback": _("A note to read"),
    "own": _("Planning"),
}


ALARM_HOUR: Final = 9
"""A calendar reminds at nine in the morning of the day, in the time of wherever the person is."""
_PHASE_DAYS: Final = {"absorb": 0, "respond": 1, "analyse": 2, "relaunch": 7}
"""Days from the answer to the beginning of each phase (R11: whole days, no hour)."""


_FIRST_DAY: Final = date(2026, 1, 1)
"""Versions begin with the number of the day from here: higher than any that the journal no longer knows of."""


@dataclass(frozen=True)
class Entry:
    """What a calendar is to show, or no longer to show."""

    key: str
    day: date
    title: str
    text: str = ""
    cancelled: bool = False

    @property
    def mark(self) -> str:
        """Two entries with one mark say the same."""
        said = (self.day.isoformat(), self.title, self.text, str(self.cancelled))
        return hashlib.sha256("\0".join(said).encode("utf-8", "replace")).hexdigest()[:24]


@dataclass(frozen=True)
class Version:
    """An entry with the number and the moment of its last change."""

    entry: Entry
    number: int
    since: datetime

    def note(self) -> Value:
        """Return what the journal keeps of it (:class:`Noted`)."""
        entry = self.entry
        return [str(self.number), self.since.isoformat(), entry.day.isoformat(), entry.title, entry.mark]


class Noted(NamedTuple):
    """What a calendar was given before: all but the text, which a cancelled entry does not need."""

    number: int
    since: datetime
    day: date
    title: str
    mark: str

    @classmethod
    def read(cls, note: Value) -> Noted | None:
        """Return the note as :meth:`Version.note` wrote it; nothing if it is none."""
        try:
            number, since, day, title, mark = note if isinstance(note, list) else []
            return cls(int(number), datetime.fromisoformat(since), date.fromisoformat(day), title, mark)
        except ValueError:
            return None


def entries(the_plan: Plan, answers: Answers, made_on: date, audience: Audience) -> Iterator[Entry]:
    """Yield what a calendar is to show of the plan and its phases.

    *made_on* is the day the case was made: the phases are dated from there, so that someone refused weeks ago finds no
    date in the past.
    """
    for phase in PHASES:
        if not phase.is_done(answers):
            title = str(_("Workbook, part {number}").fill(number=phase.number))
            yield Entry(f"phase/{phase.key}", made_on + timedelta(days=_PHASE_DAYS[phase.key]), title)
    for action in the_plan.actions:
        # Nobody knows the day of another no.
        if not action.done and action.track != "setback":
            text = labelled(action.cue, action.act) if audience == "private" else ""
            yield Entry(action.key, action.day, str(_TITLES[action.track]), text)


def versions(now: Sequence[Entry], noted: Mapping[str, Value], moment: datetime) -> list[Version]:
    """Return each entry in its version, and as cancelled those that a calendar may hold and that are no longer there.

    *noted* is what earlier exports noted (key -> :meth:`Version.note`). What has not changed since keeps its version,
    so equal answers give equal bytes; what has changed at *moment* gets a higher number.
    """
    held = {key: known for key, note in noted.items() if (known := Noted.read(note))}
    there = {entry.key for entry in now}
    gone = [Entry(key, known.day, known.title, cancelled=True) for key, known in held.items() if key not in there]
    found = []
    for entry in (*now, *gone):
        known = held.get(entry.key)
        if known and known.mark == entry.mark:
            found.append(Version(entry, known.number, known.since))
        else:
            next_one = known.number + 1 if known else 0
            found.append(Version(entry, max(next_one, (moment.date() - _FIRST_DAY).days), moment))
    return found


def to_ics(found: Sequence[Version], case: str) -> bytes:
    """Return *found*, the entries of *case*, as an iCalendar file."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//recovery-workbook//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for version in found:
        calendar.add_component(_event(version, case))
    data: bytes = calendar.to_ical()
    return data


def _event(version: Version, case: str) -> Event:
    from icalendar import Alarm, Event

    entry = version.entry
    event = Event()
    uid = hashlib.sha256(f"{case}/{entry.key}".encode()).hexdigest()[:24]
    event.add("uid", f"{uid}@recovery-workbook")
    event.add("dtstamp", version.since)
    event.add("sequence", version.number)
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("summary", entry.title)
    if entry.text:
        # A calendar is UTF-8: a lone surrogate becomes the sign for "unreadable".
        event.add("description", entry.text.encode("utf-8", "replace").decode("utf-8"))
    if not entry.cancelled:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", entry.title)
        alarm.add("trigger", timedelta(hours=ALARM_HOUR))
        event.add_component(alarm)
    return event
