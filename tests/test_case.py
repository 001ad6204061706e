"""case: ids are safe as folder names and say nothing about the person."""

from __future__ import annotations

import pytest

from workbook.case import checked_id, next_id
from workbook.errors import BadCaseId


@pytest.mark.parametrize("case", ["case-1", "demo", "a", "0", "a" * 40])
def test_plain_names_are_allowed(case: str) -> None:
    """Small letters, digits, hyphens."""
    assert checked_id(case) == case


@pytest.mark.parametrize(
    "case",
    [
        "",
        "..",
        "../x",
        "a/b",
        "a\\b",
        "/etc",
        "C:",
        "a.b",
        "A",
        "-a",
        "a" * 41,
        "a\n",
        "é",
        "con",
        "nul",
        "com1",
        "a\0",
    ],
)
def test_path_tricks_are_refused_in_words(case: str) -> None:
    """Nothing that could leave its folder, on any system."""
    with pytest.raises(BadCaseId, match="cannot be the name"):
        checked_id(case)


def test_the_next_id_fills_the_first_gap() -> None:
    """Neutral and short."""
    assert next_id(set()) == "case-1"
    assert next_id({"case-1", "case-3", "demo"}) == "case-2"
