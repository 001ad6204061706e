"""The accent can be chosen and always be read; pages end well; a notebook with gaps is mended."""

from __future__ import annotations

import copy
import io

import pypdf
import pytest

from tests.export import sample_blocks
from tests.export.conftest import Heard, document_of
from workbook import blocks
from workbook.export import RecoveryPDFExporter, listings
from workbook.export.look import CONTRAST, contrast_with_white, readable_accent
from workbook.export.mend import mended


@pytest.mark.parametrize("colour", ["#0f5c63", "#ff0000", "ffff00", "#ffffff", "#000000"])
def test_an_accent_has_contrast_on_white(colour: str) -> None:
    """A light colour is darkened until text in it meets WCAG AA; a dark one stays."""
    out = readable_accent(colour)
    assert contrast_with_white(*bytes.fromhex(out[1:])) >= CONTRAST
    if contrast_with_white(*bytes.fromhex(colour.removeprefix("#"))) >= CONTRAST:
        assert out == colour


@pytest.mark.parametrize("colour", ["", "teal", "#12", "#0f5c63; x", "#gggggg"])
def test_what_is_no_colour_gives_the_own_one(colour: str) -> None:
    """A typing error in the option costs nothing."""
    assert readable_accent(colour) == "#0f5c63"


@pytest.mark.parametrize(
    "broken",
    [
        {},
        {"nbformat": 4, "cells": None, "metadata": None},
        {"nbformat": 4, "metadata": {"language": {"a": 1}}, "cells": ["x", {}, {"cell_type": "code"}]},
        {"nbformat": 4, "nbformat_minor": 5, "cells": [{"cell_type": "markdown", "source": ["a", 1]}]},
        {
            "nbformat": 4,
            "cells": [{"cell_type": "code", "outputs": [None, {}, {"output_type": "stream"}], "source": None}],
        },
    ],
)
def test_gaps_are_filled_and_the_original_is_left_alone(broken: dict[str, object]) -> None:
    """Every cell gets its parts and the same id each time; the given notebook is not written into."""
    before = copy.deepcopy(broken)
    assert mended(broken) == mended(broken)
    assert broken == before
    assert document_of(broken).data["title"] == "Notebook"


def pages_of(*printed: blocks.Block) -> list[str]:
    """The words of each page of a report with these blocks."""
    data, _resources = RecoveryPDFExporter().from_notebook_node(sample_blocks.notebook(list(printed)))
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages]


LETTER = next(block for block in sample_blocks.english() if isinstance(block, blocks.Letter))
SCORES = next(block for block in sample_blocks.english() if isinstance(block, blocks.Scores))
WHY = blocks.Callout(tone="why", title="Why", text="A reason of one line.")
SMALL = blocks.Paragraph(tone="small", text="A note of one line.")


@pytest.mark.parametrize("before", range(6, 34, 3))
@pytest.mark.parametrize(
    ("owner", "note", "last_words"),
    [(LETTER, SMALL, "linkedin.com"), (SCORES, WHY, "That is an answer too")],
    ids=["letter", "scores"],
)
def test_a_note_is_never_alone_at_the_top_of_a_page(
    owner: blocks.Block, note: blocks.Block, last_words: str, before: int
) -> None:
    """However full the page is, small print and reasons stand with the end of what they speak of."""
    filler = [blocks.Paragraph(text="Some words.") for _ in range(before)]
    pages = pages_of(blocks.Opener(title="One"), *filler, owner, note)
    (page,) = [text for text in pages if "of one line" in text]
    assert last_words in page


@pytest.mark.parametrize("before", range(20, 40, 2))
def test_a_heading_is_never_alone_at_the_foot_of_a_page(before: int) -> None:
    """A section's opener and a heading move to the next page with what follows them."""
    filler = [blocks.Paragraph(text="Some words.") for _ in range(before)]
    pages = pages_of(blocks.Opener(title="One"), *filler, blocks.Heading(text="Aheading"), SCORES)
    (page,) = [text for text in pages if "Aheading" in text]
    assert "First impression" in page


def test_a_wide_output_is_set_smaller_only_where_that_is_enough() -> None:
    """Drawn tables of up to a hundred letters hold together; longer lines wrap at the usual size."""
    text = "a |" * 33 + "a"
    assert listings.plain(text)["columns"] == 100
    heights = []
    for words in (text, text * 3):
        cell = {"cell_type": "code", "source": "", "metadata": {}, "execution_count": None,
                "outputs": [{"output_type": "stream", "name": "stdout", "text": words}]}  # fmt: skip
        data, _ = RecoveryPDFExporter().from_notebook_node({"nbformat": 4, "metadata": {}, "cells": [cell]})
        page = pypdf.PdfReader(io.BytesIO(data)).pages[0]
        heights.append(sum("|" in line for line in page.extract_text().splitlines()))
    assert heights == [1, 4]


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        ({"nbformat": 4, "metadata": {}, "cells": []}, False),
        ({"nbformat": 4, "cells": []}, True),
        ({"nbformat": 4, "metadata": {}, "cells": [{"cell_type": "odd", "source": "", "metadata": {}}]}, True),
        (
            {"nbformat": 4, "metadata": {}, "cells": [{"cell_type": "raw", "source": "", "metadata": {"tags": "x"}}]},
            True,
        ),
        ({"nbformat": 3, "worksheets": [{}]}, False),
        ({"nbformat": 3}, False),
    ],
)
def test_what_breaks_the_format_is_told_once(broken: dict[str, object], told: bool, heard: Heard) -> None:
    """One warning for the notebook, however much of it is odd; an older format is no fault."""
    assert document_of(broken).data["title"] == "Notebook"
    assert len(heard.told) == told


def test_ids_are_made_unique() -> None:
    """Two cells with one id (copied by hand) get ids of their own, the same each time."""
    cell = {"cell_type": "raw", "source": "", "metadata": {}, "id": "same"}
    nb = mended({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [dict(cell), dict(cell), dict(cell)]})
    assert [made["id"] for made in nb["cells"]] == ["same", "cell-1", "cell-2"]
