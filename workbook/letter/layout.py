"""One message's lines to the parts of a letter: what stands above the greeting, the sentences, the signature."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from workbook.letter.closing import name_only, part_signature, without_disclaimer
from workbook.letter.patterns import any_match, languages_of
from workbook.letter.persons import looks_like_person
from workbook.letter.prose import fold, sentences, unmark
from workbook.letter.unwrapping import unwrap

MAX_CHARS: Final = 20_000
MAX_SENTENCES: Final = 150
MAX_SENTENCE: Final = 700
_STAMP: Final = re.compile(r"^\[?\d{1,2}[:h]\d{2}(?: ?(?:[AaPp]\.?[Mm]\.?|[صم]))?\]?\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as written, its folded copy of the same length, and the languages to read it in."""

    text: str
    folded: str
    languages: tuple[str, ...]


_TICKED: Final = re.compile(r"\s*(?:\[\s*[xX✓✔×]\s*\]|[☑☒])\s*(?=\S)")
_OPENING: Final = re.compile(r"(?i)(?:dear|hello|hi|bonjour|chère?|salut)\b")
_UNTICKED: Final = re.compile(r"\s*(?:\[\s*\]|☐)\s*\S")


@dataclass(frozen=True, slots=True)
class Layout:
    """The parts of a letter; each may be empty."""

    head: tuple[str, ...]
    greeting: str
    body: tuple[Sentence, ...]
    signature: tuple[str, ...]
    tail: tuple[Sentence, ...] = ()  # all lines below the body, as sentences
    closed: bool = False  # words like "Kind regards" stand above the signature


def sentence(text: str) -> Sentence:
    """Return *text* as one sentence, capped, ready for patterns."""
    flat = unmark(" ".join(text[:MAX_SENTENCE].split()))
    return Sentence(flat, fold(flat), languages_of(flat))


def settled(told: Sequence[Sentence]) -> list[Sentence]:
    """Return lines that may be in two languages as ones in the letter's: "Reclamation" in English is no complaint."""
    whole = languages_of(" ".join(one.text for one in told))
    kept = [tuple(language for language in one.languages if language in whole) for one in told]
    return [replace(one, languages=mine) if mine else one for one, mine in zip(told, kept, strict=True)]


def is_greeting(line: str) -> bool:
    """Tell whether *line* starts with words that open a letter."""
    opening = re.sub(r"^\W+", "", line[:160])
    return len(line) < 1_500 and any_match("person", "greeting", opening) is not None


def lay_out(lines: Sequence[str], chat: bool = False) -> Layout:
    """Return the parts of the letter in *lines*."""
    rows = _ticked([_STAMP.sub("", row) for row in unwrap(_capped(lines), chat)])
    start = _greeting_row(rows)
    head = [row for row in rows[:start] if row] if start is not None else []
    greeting = rows[start] if start is not None else ""
    if greeting:
        # "Dear Sir" says no name and "Dear Mr Ait-Kaci" half of one; the address above may say it all.
        last = greeting.split()[-1].strip(" ,.:!،")
        unsaid = any_match("person", "salutation", greeting)
        addresses = (row for row in head if is_greeting(row) and looks_like_person(row))
        greeting = next((row for row in addresses if unsaid or last == row.split()[-1].strip(" ,.:!،")), greeting)
    rest = rows[start:] if start is not None else rows
    body, below, closed = part_signature([row for row in rest if row])
    found: list[Sentence] = []
    for row in body:
        found += [sentence(part) for part in sentences(row)]
        if len(found) >= MAX_SENTENCES:
            break
    if not below and found and name_only(found[-1].text):
        below = [found.pop().text]
    tail = [sentence(part) for row in below[:30] for part in sentences(row)]
    signature = tuple(bare for row in without_disclaimer(below)[:14] if (bare := row.lstrip("-–—~*•_ ")))
    return Layout(tuple(head[:12]), greeting, tuple(found[:MAX_SENTENCES]), signature, tuple(tail[:40]), closed)


def _greeting_row(rows: Sequence[str]) -> int | None:
    """Return where the greeting stands: among the first lines, before any line that reads as text."""
    bare: int | None = None
    for at, row in enumerate(rows[:30]):
        if not row:
            continue
        if is_greeting(row):
            return _after_address(rows, at)
        if bare is None and len(row) < 60 and any_match("person", "salutation", row):
            if _addressed(rows[at + 1 : at + 2]):
                continue  # "Monsieur" above a name and a street
            bare = at
        elif bare is not None or (
            (len(row) > 100 or (len(row) > 60 and row[-1] in ".!?؟")) and not any_match("refusal", "yes", row)
        ):
            return bare
    return bare


def _after_address(rows: Sequence[str], at: int) -> int:
    """Return where the greeting stands when row *at* may be an address, with a street and "Dear Mr. Lau," below it."""
    if rows[at][-1] in ",:!،" or not looks_like_person(rows[at]):
        return at
    for place in range(at + 1, min(at + 9, len(rows))):
        row = rows[place]
        if len(row) > 100:
            break
        if (
            row
            and (row[-1] in ",:،" or _OPENING.match(row))
            and (is_greeting(row) or any_match("person", "salutation", row))
        ):
            return place
    return at


def _ticked(rows: list[str]) -> list[str]:
    """Leave out what is not ticked on a form with boxes; the ticked lines lose their box."""
    if not any(_TICKED.match(row) for row in rows):
        return rows
    return [_TICKED.sub("", row) for row in rows if not _UNTICKED.match(row)]


def _addressed(following: Sequence[str]) -> bool:
    """Tell whether the line right below a bare "Madame" is a name: an address, not a greeting."""
    return bool(following and following[0]) and following[0][-1] not in ".,:!" and looks_like_person(following[0])


def _capped(lines: Sequence[str]) -> list[str]:
    kept: list[str] = []
    room = MAX_CHARS
    for line in lines:
        if room <= 0:
            break
        kept.append(line[:room])
        room -= len(line) + 1
    return kept
