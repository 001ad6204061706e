"""Texts become printable, and stay as written wherever a font can draw them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbook.export import cmap, fonts, glyphs, paper
from workbook.export.document import LABELS, Document
from workbook.export.glyphs import Printable


def compiled(text: str) -> bytes:
    """The text alone, through the template, under the strict standard (``RuntimeError`` on a missing glyph)."""
    data = {
        "title": "T", "author": "", "language": "en", "dir": "ltr", "report": False, "arabic": False,
        "labels": {key: value.msgid for key, value in LABELS.items()},
        "look": {"paper": "a4", "size": 10.5, "accent": "#0f5c63"},
        "nodes": [{"kind": "text", "c": [{"i": "text", "t": text}]}],
    }  # fmt: skip
    return paper._compile(Document(data), format="pdf", pdf_standards=paper.STANDARD)[0]


@pytest.mark.parametrize(
    "text",
    [
        "Plain words.",
        "Été, œuvre, ça",
        "خيبة أملٍ مُرّة، لا؟",
        "I cried 😢 then 👩🏽‍💻 ❤️ 🇩🇿",
        "a → b ≥ c",
        "שלום",
        "naïve £5 – “so”",
    ],
)
def test_what_can_be_drawn_stays_as_written(text: str) -> None:
    """A person's words, accents, Arabic with its marks and emoji are printed as they typed them."""
    printable = Printable()
    assert printable.text(text) == text
    assert printable.warning() == ""
    assert compiled(text).startswith(b"%PDF")


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("a\x00\x07b", "ab"),
        ("one\r\ntwo\u2028three", "one\ntwo\nthree"),
        ("\u202egnp.exe\u202c", "gnp.exe"),
        ("a\ud83db", "a\ufffdb"),
        ("tab\there", "tab    here"),
        ("中文", "□□"),
        ("z\u0337\u0322\u031b\u0353\u032f\u031d\u034e", None),
        ("𝐛old", None),
    ],
)
def test_the_nearest_printable_thing(text: str, printed: str | None) -> None:
    """Control characters, overrides, lone surrogates and stacked marks give way; the rest of the text remains."""
    out = Printable().text(text)
    if printed is not None:
        assert out == printed
    assert compiled(out + ".").startswith(b"%PDF")


def test_the_warning_names_characters_and_never_the_text() -> None:
    """One sentence says how many characters changed, by code point."""
    printable = Printable()
    printable.tree({"a": ["secret 中", "\x00"]})
    assert printable.warning() == (
        "1 characters have no glyph in the fonts and are printed as □ (U+4E2D); "
        "1 invisible or stacked characters are left out"
    )


@settings(max_examples=150)
@given(st.text(st.characters(exclude_categories=[]), max_size=60))
def test_any_text_passes_the_strict_standard(text: str) -> None:
    """Whatever is typed, the export under PDF/UA-1 holds."""
    assert compiled(Printable().text(text) + ".").startswith(b"%PDF")


def test_the_list_of_embedded_glyphs_is_true() -> None:
    """Each character that the data file claims for Typst's own fonts is drawn without a missing glyph."""
    listed = glyphs.embedded()
    assert set(listed) == {"DejaVu Sans Mono", "New Computer Modern Math", "Libertinus Serif"}
    claimed = sorted(set().union(*listed.values()))
    assert len(claimed) > 5000
    text = " ".join(Printable().text(chr(code)) for code in claimed if code > 32)
    assert compiled(text).startswith(b"%PDF")


def test_every_font_file_is_read() -> None:
    """The fonts are where they are looked for, and each tells what it can draw."""
    names = {path.name.partition("[")[0].partition("-")[0] for path in fonts.files()}
    assert names == {"NotoEmoji", "SourceSans3", "Literata", "Amiri"}
    assert all(len(cmap.characters(path)) > 1000 for path in fonts.files())
    assert {"Source Sans 3", "Literata", "Amiri", "Noto Emoji", "DejaVu Sans Mono"} <= set(fonts.loaded().families())


def test_a_file_that_is_no_font_is_refused(tmp_path: object) -> None:
    """A wrong file is an error for the maintainer, not a silent gap."""
    from pathlib import Path

    path = Path(str(tmp_path)) / "x.ttf"
    path.write_bytes(b"\x00\x01\x00\x00\x00\x00" + b"\x00" * 6)
    with pytest.raises(ValueError, match="no cmap"):
        cmap.characters(path)


def test_long_words_get_places_to_break_and_short_ones_stay_whole() -> None:
    """A word too long for a line can break; nothing else changes, and taking the places out gives the word back."""
    assert glyphs.breakable("ordinary words stay") == "ordinary words stay"
    url = "https://example.org/a/very/long/path?with=parameters&and=more"
    assert re.sub("\u200b", "", glyphs.breakable(url)) == url
    assert max(map(len, glyphs.breakable("x" * 1000).split("\u200b"))) <= 16
