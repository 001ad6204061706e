"""worksheet: the same questions, blank, on paper."""

from __future__ import annotations

from datetime import date

import pytest

from workbook.blocks import Callout, QuestionAndAnswer, Ticks
from workbook.deliver import print_blocks
from workbook.phases import PHASES, SECTIONS, relaunch
from workbook.questions import Rows, questions_of, row_model
from workbook.worksheet import worksheet

TODAY = date(2026, 11, 22)


def wordings() -> set[str]:
    found = set()
    for section in SECTIONS:
        if section is relaunch.Steps:
            continue
        for name, question in questions_of(section).items():
            if isinstance(question, Rows):
                found |= {str(inner.wording) for inner in questions_of(row_model(section, name)).values()}
            else:
                found.add(str(question.wording))
    return found - {"Message number of their mail"}


def test_every_question_of_the_forms_stands_on_the_worksheet() -> None:
    """A new question is printed by itself."""
    printed = [block.question for block in worksheet(None, TODAY) if isinstance(block, QuestionAndAnswer | Ticks)]
    assert {wording for wording in wordings() if not any(text.startswith(wording) for text in printed)} == set()


def test_nothing_is_filled_in() -> None:
    """Lines to write on, boxes to tick."""
    for block in worksheet(None, TODAY):
        if isinstance(block, QuestionAndAnswer):
            assert not block.answer
            assert block.lines > 0


def test_the_support_panel_is_on_it() -> None:
    """R2, also without a computer."""
    for phase in (None, *PHASES):
        assert [block for block in worksheet(phase, TODAY) if isinstance(block, Callout)]


@pytest.mark.parametrize("phase", PHASES, ids=lambda phase: phase.key)
def test_one_phase_prints_as_a_pdf(phase: object) -> None:
    """Through the exporter."""
    assert print_blocks(worksheet(phase, TODAY), "Worksheet").startswith(b"%PDF")  # type: ignore[arg-type]
