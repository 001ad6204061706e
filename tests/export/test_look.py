"""The accent can be chosen and always be read; a notebook with gaps is mended."""

from __future__ import annotations

import copy

import pytest

from tests.export.conftest import document_of
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
