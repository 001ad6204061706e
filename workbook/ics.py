"""The plan as calendar entries.

Titles are neutral (R6): a calendar is seen by others, on a lock screen or a shared computer. What to do stands in the
description, and only in a private export. Each entry has a stable id, so exporting again updates it.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from workbook.actions import Track
from workbook.plan import Action, Plan
from workbook.questions import Audience
from workbook.words import Text, _

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


def to_ics(the_plan: Plan, case: str, audience: Audience, today: date) -> bytes:
    """Return the plan of *case* as an iCalendar file; *today* is its time stamp, so equal plans give equal bytes."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//recovery-workbook//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for action in the_plan.actions:
        calendar.add_component(_event(action, case, audience, today))
    data: bytes = calendar.to_ical()
    return data


def _event(action: Action, case: str, audience: Audience, today: date) -> Event:
    from icalendar import Event

    event = Event()
    number = hashlib.sha256(f"{case}/{action.key}".encode()).hexdigest()[:24]
    event.add("uid", f"{number}@recovery-workbook")
    event.add("dtstamp", datetime(today.year, today.month, today.day, tzinfo=UTC))
    event.add("dtstart", action.day)
    event.add("dtend", action.day + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("summary", str(_TITLES[action.track]))
    if audience == "private":
        text = f"{action.cue}: {action.act}"
        # A calendar is UTF-8: a lone surrogate becomes the sign for "unreadable".
        event.add("description", text.encode("utf-8", "replace").decode("utf-8"))
    return event
