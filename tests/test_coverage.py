"""The coaching brief, row by row: docs/coverage.md names a file and a test for each, and both cite the row.

Rows shown by this file itself: S1.1 to S1.5, S2.3, S3.1, S4.1, S4.3, S4.4, E5 and R7 are questions; each is declared,
asked in a notebook (``test_notebooks.py``), and found here by its source.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.test_findings import answers
from workbook.phases import SECTIONS, absorb
from workbook.phases.rows import Named
from workbook.questions import LongText, Rows, questions_of, row_model
from workbook.twin import twin

ROOT = Path(__file__).parent.parent
IDS = [
    *(f"S1.{n}" for n in range(1, 6)),
    *(f"S2.{n}" for n in range(1, 4)),
    *(f"S3.{n}" for n in range(1, 5)),
    *(f"S4.{n}" for n in range(1, 5)),
    "S5",
    *(f"E{n}" for n in range(1, 11)),
    *(f"R{n}" for n in range(1, 17)),
]


def rows() -> dict[str, tuple[str, str]]:
    table = (ROOT / "docs" / "coverage.md").read_text(encoding="utf-8")
    return {
        row: (file, test)
        for row, file, test in re.findall(r"^\| (\w[\d.]+) \|.*\| `(.+?)` \| `(.+?)` \|$", table, re.M)
    }


def test_the_table_has_every_row_of_the_brief() -> None:
    """None forgotten, none invented."""
    assert list(rows()) == IDS


@pytest.mark.parametrize("row", IDS)
def test_the_named_file_and_test_cite_the_row(row: str) -> None:
    """So the table cannot drift from the code."""
    file, test = rows()[row]
    for path in (ROOT / "workbook" / file, ROOT / "tests" / test):
        assert re.search(rf"\b{re.escape(row)}\b", path.read_text(encoding="utf-8")), f"{path} does not cite {row}"


def asked() -> Iterator[tuple[str, str]]:
    """Yield (row id, question) of every question there is."""
    for section in SECTIONS:
        for row in section.about.sources:
            yield row, section.about.key
        for name, question in questions_of(section).items():
            for row in question.sources:
                yield row, f"{section.about.key}/{name}"
            if isinstance(question, Rows):
                for inner, inner_question in questions_of(row_model(section, name)).items():
                    for row in inner_question.sources:
                        yield row, f"{section.about.key}/{name}/{inner}"


@pytest.mark.parametrize(
    ("row", "questions"),
    [
        ("S1.1", {"intensity/before", "intensity/feelings", "intensity/own_word"}),
        ("S1.2", {"calm/activity", "calm/act", "calm/person"}),
        ("S1.3", {"outside/causes", "thought/thought", "thought/speaks_against"}),
        ("S1.4", {"reframe/worth", "thought/fairer"}),
        ("S1.5", {"reframe/practised", "reframe/market", "reframe/valued"}),
        ("S2.3", {"message/question"}),
        ("S3.1", {"first_impression", "common_questions", "behavioural", "technical", "questions_asked", "stars/star"}),
        ("S4.1", {"week/applications", "week/portals"}),
        ("S4.3", {"learning/learning/what", "learning/learning/kind"}),
        ("S4.4", {"care/move", "care/meals", "care/rest", "care/joy"}),
        ("E5", {"writing/text"}),
        ("R7", {"recall/recall/who", "case/contact"}),
    ],
)
def test_a_row_is_asked_about(row: str, questions: set[str]) -> None:
    """Each of these questions carries the row as its source."""
    assert questions <= {question for source, question in asked() if source == row}


def test_the_first_screen_says_what_this_is_and_is_not() -> None:
    """R1, R4: self-help, and everything can be skipped; before the first form."""
    cells = json.loads((ROOT / "notebooks" / "1-absorb.ipynb").read_text(encoding="utf-8"))["cells"]
    first = "".join(cells[0]["source"])
    assert cells[0]["cell_type"] == "markdown"
    assert "This is self-help." in first
    assert "can be skipped" in first


def test_each_group_has_a_name_for_one_of_its_rows() -> None:
    """Paper counts "Story 1", "Story 2"."""
    found = [
        row_model(section, name)
        for section in SECTIONS
        for name, question in questions_of(section).items()
        if isinstance(question, Rows)
    ]
    assert len(found) >= 9
    assert all(issubclass(row, Named) and str(row.one) for row in found)


def test_free_writing_is_timed_private_and_never_printed() -> None:
    """E5: optional, with a clock that can be stopped; it asks for no meaning, and stays there."""
    (question,) = questions_of(absorb.Writing).values()
    assert isinstance(question, LongText)
    assert question.timer == 15
    assert question.sensitivity == "private"
    assert absorb.Writing in absorb.NEVER_PRINTED
    assert twin(absorb.Writing, answers(writing={"text": "x"}))
    assert not re.search(r"\bwhy\b", str(question.wording), re.I)
