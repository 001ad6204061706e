"""What people read: plain (R5), without diagnostic words (R1), without streaks (R4), all of it in the catalog.

The lint runs over the English msgids and over every catalog there is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po

from workbook.locale import notebooks

ROOT = Path(__file__).parent.parent
LOCALE = ROOT / "workbook" / "locale"
CATALOGS = sorted(LOCALE.glob("*/LC_MESSAGES/workbook.po"))


@cache
def msgids() -> tuple[str, ...]:
    """Return every text that is marked, in code and in notebooks."""
    found: set[str] = set()
    keywords = {**DEFAULT_KEYWORDS, "_": None, "n_": (1, 2)}
    for folder, method in (
        (ROOT / "workbook", [("**.py", "python")]),
        (ROOT / "notebooks", [("**.ipynb", notebooks.extract)]),
    ):
        for _name, _line, message, _comments, _context in extract_from_dir(folder, method, keywords=keywords):  # type: ignore[arg-type]
            found |= {message} if isinstance(message, str) else set(message)
    return tuple(sorted(found - {""}))


def texts() -> Iterator[tuple[str, str]]:
    """Yield (where, text) of every msgid and every translation."""
    for message in msgids():
        yield "en", message
    for path in CATALOGS:
        with path.open("rb") as file:
            for entry in read_po(file):
                for text in entry.string if isinstance(entry.string, tuple | list) else (entry.string,):
                    if entry.id and text:
                        yield path.parts[-3], text


def test_there_are_texts_to_read() -> None:
    """A walk over nothing would pass everything."""
    assert len(msgids()) > 500
    assert any(text.startswith("You were told no") for text in msgids())


def test_the_template_of_all_catalogs_is_up_to_date() -> None:
    """Renew it with: make messages."""
    with (LOCALE / "workbook.pot").open("rb") as file:
        known = {text for entry in read_po(file) for text in ([entry.id] if isinstance(entry.id, str) else entry.id)}
    assert known - {""} == set(msgids())


def test_no_text_is_marked_inside_an_f_string() -> None:
    """There, the extractor does not see it, and it would stay English."""
    inside = re.compile(r"""f("|')[^\n]*\{[^}\n]*\b(_|n_)\(""")
    for path in (ROOT / "workbook").rglob("*.py"):
        assert not inside.search(path.read_text(encoding="utf-8")), path


DIAGNOSTIC = re.compile(
    r"\b(depress\w*|anxiety disorder|disorder\w*|trauma\w*|ptsd|burn-?out|symptom\w*|diagnos\w*|patholog\w*|clinical\w*"
    r"|patients?|mental (?:illness|health)|suicid\w*|therap(?:y|ies)|treatments?"
    r"|dépress\w*|trouble anxieux|traumatis\w*|symptôm\w*|pathologi\w*|cliniques?|santé mentale|thérapie\w*"
    r"|traitements?)\b"
    r"|اكتئاب|اضطراب|صدمة نفسية|أعراض|تشخيص|مرض نفسي|الصحة النفسية|انتحار|علاج نفسي",
    re.IGNORECASE,
)


def test_no_diagnostic_words_in_any_language() -> None:
    """R1: it is self-help."""
    assert [(where, text) for where, text in texts() if DIAGNOSTIC.search(text)] == []


def test_the_lint_would_find_one() -> None:
    """So the test above can fail."""
    for text in ("signs of depression", "un trouble anxieux", "أعراض الاكتئاب"):
        assert DIAGNOSTIC.search(text)


SCOLDING = re.compile(
    r"\b(streaks?|resilience score|you failed|you must|overdue|don't give up|stay positive|crush it|rock ?star"
    r"|awesome|amazing)\b|!",
    re.IGNORECASE,
)


def test_nothing_scolds_and_nothing_cheers() -> None:
    """R4, R5: no streaks, no "you must", no exclamation marks."""
    assert [(where, text) for where, text in texts() if SCOLDING.search(text)] == []


def grade(text: str) -> float:
    """Return the Flesch-Kincaid grade of an English text."""
    sentences = max(1, len(re.findall(r"[.!?:…]+(?:\s|$)", text)))
    words = re.findall(r"[A-Za-z][A-Za-z'’-]*", text)
    syllables = sum(_syllables(word) for word in words)
    return 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59


def _syllables(word: str) -> int:
    bare = re.sub(r"(?:[^laeiouy]es|[^laeiouytd]ed|[^l]e)$", "", word.lower())
    return max(1, len(re.findall(r"[aeiouy]+", bare)))


def sentences() -> list[str]:
    found = [re.sub(r"\{\w+\}", "it", text) for text in msgids()]
    return [text for text in found if len(text.split()) >= 8 and "pip install" not in text]


def test_all_texts_together_read_at_grade_8_or_below() -> None:
    """R5."""
    plain = " ".join(text if text.endswith((".", "?", "!")) else f"{text}." for text in sentences())
    assert grade(plain) <= 8


def test_no_text_is_hard_to_read() -> None:
    """R5: none far above the rest, the notes on studies apart, which must name what was measured."""
    studies = ("studies", "tests", "measures")
    hard = [(round(grade(text), 1), text) for text in sentences() if grade(text) > 12]
    assert [pair for pair in hard if not any(word in pair[1] for word in studies)] == []


def test_the_readme_says_what_has_not_been_reviewed() -> None:
    """R16."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert re.search(r"not been reviewed by a clinician", readme)
    assert "No helpline number ships" in readme


def test_figures_stand_with_their_source() -> None:
    """R8: no share or ratio, in figures or as "most people", in any text of ours outside the notes on a study."""
    figure = re.compile(r"\d+ ?%|\d+ percent|\d+ of 100|\d+\.\d+|\.\d\d|[Mm]ost people (?:who|never|get)")
    loose = [
        text for text in msgids() if figure.search(text) and not re.search("stud|tests|Interviews are rough", text)
    ]
    assert loose == []


@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: path.parts[-3])
def test_a_catalog_is_complete_and_keeps_its_places(path: Path) -> None:
    """Each text translated; each {place} of the English in the translation."""
    with path.open("rb") as file:
        entries = [entry for entry in read_po(file) if entry.id]
    assert {text for entry in entries for text in ([entry.id] if isinstance(entry.id, str) else entry.id)} == set(
        msgids()
    )
    for entry in entries:
        assert not entry.fuzzy, entry.id
        strings = entry.string if isinstance(entry.string, tuple | list) else (entry.string,)
        ids = entry.id if isinstance(entry.id, tuple | list) else (entry.id,)
        places = set(re.findall(r"\{(\w+)\}", ids[-1]))
        for text in strings:
            assert text, entry.id
            assert set(re.findall(r"\{(\w+)\}", text)) <= places, entry.id
        assert set(re.findall(r"\{(\w+)\}", strings[-1])) == places, entry.id
