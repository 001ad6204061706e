"""Fictional people, for the demo and the tests. Any likeness to someone real is chance."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final

from workbook.journal import Change

HERE: Final = Path(__file__).parent
LETTER: Final = HERE / "rejection.eml"
ROSTER: Final = HERE / "roster.csv"
"""A counsellor's list: thirty people in three languages, and three rows that are broken on purpose."""
TODAY: Final = date(2026, 11, 22)
"""The day on which the demo takes place, so that it comes out the same every day."""


def answers(name: str) -> list[Change]:
    """Return the answers in ``NAME.json``: section -> field -> value; a list of objects is a repeated group."""
    data: dict[str, dict[str, Any]] = json.loads((HERE / f"{name}.json").read_text(encoding="utf-8"))
    return [change for key, fields in data.items() for change in _section(key, fields)]


def _section(key: str, fields: dict[str, Any]) -> Iterator[Change]:
    for name, value in fields.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            for number, row in enumerate(value, start=1):
                for field, inner in row.items():
                    yield Change(section=key, row=f"{name}/{number:02}", field=field, value=inner)
        else:
            yield Change(section=key, field=name, value=value)
