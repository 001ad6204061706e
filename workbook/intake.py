"""A letter that was read -> the facts of a case, as changes to its journal."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.case import Case
from workbook.journal import Change
from workbook.letter import Letter
from workbook.questions import Value


def facts(letter: Letter) -> list[Change]:
    """Return what *letter* states as changes to the case; what it does not state stays unanswered."""
    return [Change(section=Case.about.key, field=name, value=value) for name, value in _facts(letter)]


def _facts(letter: Letter) -> Iterator[tuple[str, Value]]:
    said = {
        "door_open": letter.door_open,
        "no_feedback": letter.refuses_feedback,
        "role_cancelled": letter.role_cancelled,
    }
    values: dict[str, Value] = {
        "candidate": letter.candidate,
        "role": letter.role,
        "company": letter.company,
        "channel": letter.channel,
        "notice_date": letter.date.isoformat() if letter.date else None,
        "contact": letter.contact,
        "contact_address": None if letter.refuses_feedback else letter.contact_address,
        "reason": letter.reason,
        "letter_says": [key for key, stated in said.items() if stated],
        "reply_to": letter.message_id,
    }
    yield from ((name, value) for name, value in values.items() if value)
