"""worksheet: the same questions, blank, on paper."""

from __future__ import annotations

import json
from datetime import date
from itertools import product
from pathlib import Path

import pytest

from tests.test_findings import answers
from workbook.blocks import Callout, Heading, Paragraph, QuestionAndAnswer, Ticks
from workbook.deliver import print_blocks
from workbook.phases import PHASES, SECTIONS, relaunch
from workbook.phases.absorb import FEELING_GROUPS, FEELINGS
from workbook.phases.respond import REGISTERS
from workbook.questions import Rows, questions_of, row_model
from workbook.reply import wordings_by_key
from workbook.worksheet import _LEFT_OUT_QUESTIONS, worksheet

TODAY = date(2026, 11, 22)


def wordings() -> set[str]:
    found = set()
    for section in SECTIONS:
        if section is relaunch.Steps:
            continue
        for name, question in questions_of(section).items():
            if isinstance(question, Rows):
                row = row_model(section, name)
                asked = questions_of(row).items()
                found |= {str(inner.wording) for field, inner in asked if (row, field) not in _LEFT_OUT_QUESTIONS}
            else:
                found.add(str(question.wording))
    return found - {"Message number of their mail"}


def test_every_question_of_the_forms_stands_on_the_worksheet() -> None:
    """A new question is printed by itself."""
    printed = [block.question for block in worksheet(None, TODAY) if isinstance(block, QuestionAndAnswer | Ticks)]
    assert {wording for wording in wordings() if not any(wording in text for text in printed)} == set()


def test_paper_says_which_answer_a_question_belongs_to() -> None:
    """What the screen hides until then: the feelings of a strong day (in their groups), own words, the day."""
    found = {block.question: block for block in worksheet(None, TODAY) if isinstance(block, QuestionAndAnswer | Ticks)}
    feelings = found["If it is 6 or more: What is in it?"]
    assert isinstance(feelings, Ticks)
    assert [title for title, _options in feelings.groups] == [str(title) for title, _keys in FEELING_GROUPS]
    assert sum(len(options) for _title, options in feelings.groups) == len(FEELINGS)
    assert "If “In my own words”: In your words" in found
    assert "If “Yes, with feedback / Yes, but without feedback”: When?" in found
    assert "What will it be?" in found


def test_the_first_day_comes_first() -> None:
    """R9: no facts before the five-minute path; they are asked for where the message needs them."""
    for phase in (None, PHASES[1]):
        headings = [block.text for block in worksheet(phase, TODAY) if isinstance(block, Heading)]
        assert headings.index("The application") == headings.index("A short message that keeps the door open") - 1
    assert headings[0] == "The application"
    panel = worksheet(None, TODAY)[1]
    assert isinstance(panel, Callout)
    assert "My person: ___" in panel.items[0]


def test_every_wording_of_the_message_stands_on_paper() -> None:
    """S2.1: in each register, also for whoever was called, got no answer, or would not go there; each once."""
    columns = [block.groups for block in worksheet(PHASES[1], TODAY) if isinstance(block, Ticks) and block.groups]
    assert {tuple(title for title, _sentences in groups) for groups in columns} == {("Warm", "Formal", "Brief")}
    printed = [sentence for groups in columns for _title, sentences in groups for sentence in sentences]
    assert len(printed) == len(set(printed)) > 60
    case = product([[], ["no_feedback"]], ["mail", "phone", "silence"])
    for (says, channel), tone, interest in product(case, REGISTERS, ["yes", "no"]):
        given = {"tone": tone, "interest": interest, "question": "own", "question_own": "…"}
        shown = wordings_by_key(answers(case={"channel": channel, "letter_says": says}, message=given))
        assert [sentence for both in shown.values() for sentence in both.values() if sentence not in printed] == []


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


def test_the_worksheet_says_between_its_questions_what_the_page_says() -> None:
    """R9: one wording for screen and paper."""
    page = json.loads((Path(__file__).parents[1] / "notebooks" / "1-absorb.ipynb").read_text(encoding="utf-8"))
    prose = "".join("".join(cell["source"]) for cell in page["cells"] if cell["cell_type"] == "markdown")
    shown = [
        block.text for block in worksheet(PHASES[0], TODAY) if isinstance(block, Paragraph) and block.tone != "small"
    ]
    assert len(shown) == 2
    assert all(text in prose for text in shown)
