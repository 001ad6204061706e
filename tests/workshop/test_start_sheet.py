"""The page on top of a folder: one page, in each language, with what the workbook really offers."""

from __future__ import annotations

import io
from datetime import date

import pytest
from pypdf import PdfReader

from workbook.deliver import print_blocks
from workbook.start.interface import WORDS
from workbook.words import LANGUAGES, language
from workbook.workshop.start_sheet import TITLE, command, start_sheet

TODAY = date(2026, 11, 25)


def texts(name: str = "Amina Belkacem") -> str:
    return "\n".join(str(block.to_json()) for block in start_sheet(name, "case.json", "notebooks", TODAY))


@pytest.mark.parametrize("code", LANGUAGES)
def test_it_is_one_page(code: str) -> None:
    """Also with a long name."""
    with language(code):
        data = print_blocks(start_sheet("Fatima-Zohra Bentoumi " * 3, "case.json", "notebooks", TODAY), str(TITLE))
    assert len(PdfReader(io.BytesIO(data)).pages) == 1


def test_its_buttons_are_those_of_the_first_page() -> None:
    """A button that is called otherwise cannot be found."""
    for key in ("backup_restore", "wipe_begin"):
        assert str(WORDS[key]) in texts()


def test_its_commands_choose_the_language() -> None:
    """English is what the workbook speaks by itself."""
    assert command("open") == "workbook open"
    with language("ar"):
        assert command("open") == "workbook --language ar open"
        assert "workbook --language ar import case.json" in texts()


def test_it_says_what_it_is_and_where_to_turn() -> None:
    """R1, R2, R12."""
    shown = texts()
    assert "self-help" in shown
    assert "emergency services" in shown
    assert "nobody else gets it" in shown
