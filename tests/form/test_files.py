"""The browser files: no words of their own, colours that can be read."""

from __future__ import annotations

import re
from itertools import product

import pytest

from workbook.form.interface import WORDS
from workbook.form.widget import _HERE, _SCRIPTS

CSS = (_HERE / "form.css").read_text(encoding="utf-8")
SCRIPTS = "\n".join((_HERE / name).read_text(encoding="utf-8") for name in _SCRIPTS)


def test_the_scripts_hold_no_sentence() -> None:
    """What a person reads comes through gettext: outside comments no string literal has two words in a row."""
    code = re.sub(r"/\*.*?\*/|(?<!:)//[^\n]*", "", SCRIPTS, flags=re.S)
    literals = [a or b for a, b in re.findall(r'"([^"\n]*)"|`([^`]*)`', code)]
    assert len(literals) > 100
    sentences = [text for text in literals if re.search(r"[A-Z][a-z]+ [a-z]+|[a-z]{3,} [a-z]{3,} [a-z]{3,}", text)]
    assert [text for text in sentences if not text.startswith("wb-")] == []


def test_each_word_of_the_interface_is_used_and_each_used_one_is_there() -> None:
    """No dead entry, and no place that would read "undefined"."""
    used = set(re.findall(r"\bwords\.(\w+)", SCRIPTS)) | {"said_done", "said_skip", "done", "skip"}
    assert used == set(WORDS) | {"minutes"}


def palettes() -> list[dict[str, str]]:
    found = [dict(re.findall(r"--wb-([\w-]+): (#[0-9a-f]{6});", block)) for block in re.findall(r"\{([^{}]*)\}", CSS)]
    return [palette for palette in found if palette]


def luminance(color: str) -> float:
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_there_is_a_light_and_a_dark_palette_and_the_dark_ones_agree() -> None:
    """The dark colours stand twice, for a dark JupyterLab and for a dark system; they are the same."""
    light, dark, system = palettes()
    assert dark == system
    assert light.keys() == dark.keys()
    assert luminance(light["paper"]) > 0.9 > 0.1 > luminance(dark["paper"])


@pytest.mark.parametrize("palette", palettes(), ids=["light", "dark", "dark system"])
def test_contrast_is_enough(palette: dict[str, str]) -> None:
    """Text has 4.5 to 1 on each ground that it stands on, edges of controls 3 to 1 (WCAG 2.2, AA)."""
    for text, ground in product(("ink", "soft", "accent"), ("paper", "tint")):
        assert contrast(palette[text], palette[ground]) >= 4.5, (text, ground)
    assert contrast(palette["warn-ink"], palette["warn-paper"]) >= 4.5
    assert contrast(palette["warn-ink"], palette["paper"]) >= 4.5
    assert contrast(palette["on-accent"], palette["accent"]) >= 4.5
    for edge in ("edge", "accent", "warn-line"):
        assert contrast(palette[edge], palette["paper"]) >= 3, edge
