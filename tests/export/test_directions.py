"""Arabic and Latin words in one line, looked at as pictures: what is inside keeps its order and its signs."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
import pytest
from nbformat.v4 import new_markdown_cell, new_notebook
from numpy.lib.stride_tricks import sliding_window_view
from PIL import Image

from tests.export.conftest import document_of
from workbook.export import paper

Ink = np.ndarray[Any, np.dtype[np.float64]]


def ink(markdown: str) -> Ink:
    """The first page of an Arabic notebook, without its foot: 0 is paper, 1 is ink."""
    notebook = new_notebook(cells=[new_markdown_cell(markdown)], metadata={"language": "ar", "title": "-"})
    page = Image.open(io.BytesIO(paper.pages(document_of(notebook), ppi=288)[0])).convert("L")
    return 1 - np.asarray(page, dtype=float)[: page.height // 2] / 255


def cut(found: Ink) -> Ink:
    """Only what is drawn, without the paper around it."""
    rows, columns = (found > 0.1).any(axis=1).nonzero()[0], (found > 0.1).any(axis=0).nonzero()[0]
    return found[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def likeness(part: Ink, whole: Ink) -> float:
    """How well the columns of *part* are found somewhere in *whole*: 1 is the same picture."""
    piece, line = part.sum(axis=0), whole.sum(axis=0)
    windows = sliding_window_view(line, len(piece))
    piece, windows = piece - piece.mean(), windows - windows.mean(axis=1, keepdims=True)
    spread = np.linalg.norm(windows, axis=1) * np.linalg.norm(piece)
    return float((windows @ piece / np.maximum(spread, 1e-9)).max())


@pytest.mark.parametrize(
    "words",
    [
        "+213 550 00 00 04",
        "0550 17 23 48",
        "2026-11-24",
        "C++",
        "C#",
        "Senior Data Engineer (m/f/d)",
        "Node.js & co: R&D",
    ],
)
def test_latin_words_and_numbers_keep_their_order(words: str) -> None:
    """Inside an Arabic sentence a number, a name with signs and a phrase look as they do alone."""
    alone = cut(ink(words))
    assert likeness(alone, cut(ink(f"كتبت {words} في الرسالة"))) > 0.9


def test_a_changed_order_would_be_noticed() -> None:
    """The groups of a number the other way round are another picture."""
    assert likeness(cut(ink("48 23 17 0550")), cut(ink("كتبت 0550 17 23 48 في الرسالة"))) < 0.8


def test_an_arabic_sentence_may_begin_with_a_foreign_name() -> None:
    """It reads from the right all the same: the name stands at the right edge."""
    sentence, name = cut(ink("HACCP أول ما يطلبه المخبر في سطيف")), cut(ink("HACCP"))
    right = sentence[:, -name.shape[1] - 4 :]
    assert likeness(name, right) > 0.9


def test_a_foreign_sentence_stands_at_its_own_side() -> None:
    """Words in Latin letters alone begin at the left margin, Arabic ones at the right."""
    sides = []
    for words in ("We chose another person.", "وقع الاختيار على غيرك."):
        columns = (ink(words) > 0.1).any(axis=0).nonzero()[0]
        sides.append((columns[0], columns[-1]))
    (latin_left, latin_right), (arabic_left, arabic_right) = sides
    assert latin_left < arabic_left
    assert latin_right < arabic_right
