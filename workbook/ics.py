"""The plan as calendar entries.

Titles are neutral (R6): a calendar is seen by others, on a lock screen or a shared computer. What to do stands in the
description, and only in a private export. Each entry has a stable id, so exporting again updates it.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from workbook.actions import Track
from workbook.phases import PHASES
from workbook.plan import Plan
from workbook.questions import Answers, Audience
from workbook.words import Text, _, labelled

if TYPE_CHECKING:
    from icalendar import Event

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


def to_ics(the_plan: Plan, answers: Answers, case: str, made_on: date, audience: Audience, today: date) -> bytes:
    """Return the plan of *case* and its phases as an iCalendar file.

    *made_on* is the day the case was made: the phases are dated from there, so that someone refused weeks ago finds no
    date in the past. *today* is the time stamp: equal plans give equal bytes, and a later export updates the entries.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//recovery-workbook//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for phase in PHASES:
        if not phase.is_done(answers):
            when = made_on + timedelta(days=_PHASE_DAYS[phase.key])
            title = str(_("Workbook, part {number}").fill(number=phase.number))
            calendar.add_component(_event(f"{case}/phase/{phase.key}", when, title, "", today))
    for action in the_plan.actions:
        # Nobody knows the day of another no.
        if not action.done and action.track != "setback":
            text = labelled(action.cue, action.act) if audience == "private" else ""
            entry = _event(f"{case}/{action.key}", action.day, str(_TITLES[action.track]), text, today)
            calendar.add_component(entry)
    data: bytes = calendar.to_ical()
    return data


def _event(key: str, when: date, title: str, text: str, today: date) -> Event:
    from icalendar import Alarm, Event

    event = Event()
    event.add("uid", f"{hashlib.sha256(key.encode()).hexdigest()[:24]}@recovery-workbook")
    event.add("dtstamp", datetime(today.year, today.month, today.day, tzinfo=UTC))
    # Calendars keep the entry with the higher number: a later export updates an earlier one.
    event.add("sequence", today.toordinal() - date(2026, 1, 1).toordinal())
    event.add("dtstart", when)
    event.add("dtend", when + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("summary", title)
    if text:
        # A calendar is UTF-8: a lone surrogate becomes the sign for "unreadable".
        event.add("description", text.encode("utf-8", "replace").decode("utf-8"))
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", timedelta(hours=ALARM_HOUR))
    event.add_component(alarm)
    return event
