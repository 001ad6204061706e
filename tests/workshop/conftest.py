"""A roster in a folder of its own, and what is read from it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest

from workbook.tables import read_table
from workbook.workshop import Roster, read_roster

TODAY = date(2026, 11, 25)
HEADINGS = "Name,Role,Company,Date,Language,Letter"
RosterOf = Callable[..., Roster]


@pytest.fixture
def roster_of(tmp_path: Path) -> RosterOf:
    """Return a function that reads a roster of some rows."""

    def read(*rows: str, headings: str = HEADINGS, given: Sequence[str] = (), language: str = "en") -> Roster:
        path = tmp_path / "roster.csv"
        path.write_text("\n".join((headings, *rows)) + "\n", encoding="utf-8")
        return read_roster(read_table(path), given, tmp_path, language, TODAY)

    return read
