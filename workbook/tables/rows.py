"""What can be wrong with a row, whatever its table is about."""

from __future__ import annotations

from datetime import date
from typing import Final

from workbook.tables.read import Row
from workbook.tables.values import Order, read_day
from workbook.words import Text, _

_EXTRA: Final = _(
    "The row has more cells than there are headings. A delimiter in a text needs quotation marks around it."
)
_NO_DAY: Final = _("“{given}” is not a date that can be read. Write it as 19/11/2026 or 2026-11-19.")
_FUTURE: Final = _("The date {day} lies ahead.")


class BadRow(Exception):
    """A row that cannot be used; *reason* says why, for whoever made the table."""

    def __init__(self, reason: Text | str) -> None:
        self.reason = reason


def check_width(row: Row) -> None:
    """Raise ``BadRow`` for a row with cells beyond the last heading."""
    if row.extra:
        raise BadRow(_EXTRA)


def past_day(given: str, order: Order, today: date) -> date:
    """Return the day that is written in *given*; ``BadRow`` if there is none, or if it comes after *today*."""
    day = read_day(given, order)
    if day is None:
        raise BadRow(_NO_DAY.fill(given=given[:40]))
    if day > today:
        raise BadRow(_FUTURE.fill(day=day.isoformat()))
    return day
