"""One message's lines to the parts of a letter: what stands above the greeting, the sentences, the signature."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from workbook.letter.patterns import LANGUAGES, languages_of, patterns
from workbook.letter.prose import fold, sentences, unmark

MAX_CHARS: Final = 20_000
MAX_SENTENCES: Final = 150
MAX_SENTENCE: Final = 700
_BULLET: Final = re.compile(r"[-*•·–—▪●>]|\d{1,2}[.)] |\W?https?:|www\.|\+?\d")
_KEYED: Final = re.compile(r"[^\W\d][\w /'’]{1,24} ?[:：] \S")
_DELIMITER: Final = re.compile(r"--\s*$|[-_=*~—]{3,}\s*$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as written, its folded copy of the same length, and the languages to read it in."""

    text: str
    folded: str
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """The parts of a letter; each may be empty."""

    head: tuple[str, ...]
    greeting: str
    body: tuple[Sentence, ...]
    signature: tuple[str, ...]


def sentence(text: str) -> Sentence:
    """Return *text* as one sentence, capped, ready for patterns."""
    flat = unmark(" ".join(text[:MAX_SENTENCE].split()))
    return Sentence(flat, fold(flat), languages_of(flat))


def any_match(section: str, name: str, line: str) -> re.Match[str] | None:
    """Return the first match of ``[section] name``, in any language, in *line*."""
    folded = fold(unmark(line))
    for language in LANGUAGES:
        for pattern in patterns(language, section, name):
            if found := pattern.regex.search(folded):
                return found
    return None


def unwrap(lines: Sequence[str]) -> list[str]:
    """Join lines that a mail program wrapped; lists, short lines and "Key: value" lines stay apart."""
    out: list[str] = []
    width = 0
    for raw in lines:
        line = raw.strip()
        before = out[-1] if out else ""
        if line and before and width and _continues(before, line, width):
            out[-1] = f"{before} {line}"
        else:
            out.append(line)
        width = len(line)
    return out


def _continues(before: str, line: str, width: int) -> bool:
    if _BULLET.match(line) or _KEYED.match(line) or _DELIMITER.match(line) or len(before) > 6_000:
        return False
    if before[-1] in ".!?:؟" and not line[0].islower():
        return False
    if line[0].islower():
        return width >= 25
    names_only = len(line) < 40 and line[-1] not in ".!?" and all(not word[0].islower() for word in line.split())
    return width >= (45 if not names_only else 62) and before[-1] != ","  or (before[-1] == "," and width >= 58)


def is_greeting(line: str) -> bool:
    """Tell whether *line* starts with words that open a letter."""
    return len(line) < 1_500 and any_match("person", "greeting", line[:160]) is not None


def is_closing(line: str) -> bool:
    """Tell whether *line* is what stands above a signature."""
    return bool(line) and len(line) < 260 and any(c.isalpha() for c in line) and any_match("person", "closing", line) is not None


def lay_out(lines: Sequence[str]) -> Layout:
    """Return the parts of the letter in *lines*."""
    rows = [row for row in unwrap(_capped(lines))]
    start = next((at for at, row in enumerate(rows[:40]) if row and is_greeting(row)), None)
    head = [row for row in rows[:start] if row] if start is not None else []
    greeting = rows[start] if start is not None else ""
    rest = rows[start:] if start is not None else rows
    body, signature = _part_signature([row for row in rest if row])
    found: list[Sentence] = []
    if start is not None and start > 6:
        # Text above a late greeting is text, not a letterhead.
        found += [sentence(part) for row in head for part in sentences(row) if len(part) > 60]
    for row in body:
        found += [sentence(part) for part in sentences(row)]
        if len(found) >= MAX_SENTENCES:
            break
    return Layout(tuple(head[:12]), greeting, tuple(found[:MAX_SENTENCES]), tuple(signature[:14]))


def _capped(lines: Sequence[str]) -> list[str]:
    kept: list[str] = []
    room = MAX_CHARS
    for line in lines:
        if room <= 0:
            break
        kept.append(line[:room])
        room -= len(line) + 1
    return kept


def _part_signature(rows: list[str]) -> tuple[list[str], list[str]]:
    """Return (body, signature): by the last closing words, else by the short lines that end the text."""
    rows = [row for row in rows if not any_match("person", "sent_from", row)]
    for at in range(len(rows) - 1, -1, -1):
        row = rows[at]
        if is_closing(row) and _short_tail(rows[at + 1 :]):
            if at == 0:
                break
            return rows[:at], _without_disclaimer(rows[at + 1 :])
        cut = _closing_inside(row)
        if cut and _short_tail(rows[at + 1 :]):
            before, name = cut
            return [*rows[:at], before], _without_disclaimer([name, *rows[at + 1 :]])
    for at in range(len(rows) - 1, 0, -1):
        if _DELIMITER.fullmatch(rows[at]) and at > 1 and len(rows) - at <= 12:
            return rows[:at], _without_disclaimer(rows[at + 1 :])
    at = len(rows)
    while at > 1 and len(rows) - at < 5 and len(rows[at - 1]) < 70 and rows[at - 1][-1] not in ".!?:؟…":
        at -= 1
    return rows[:at], _without_disclaimer(rows[at:])


def _short_tail(rows: list[str]) -> bool:
    """Tell whether *rows* can be a signature: few lines, no long text before a disclaimer."""
    for row in rows[:12]:
        if any_match("mail", "disclaimer", row) or _DELIMITER.match(row):
            return True
        if len(row) > 220:
            return False
    return len(rows) <= 14


def _closing_inside(row: str) -> tuple[str, str] | None:
    """Split "... Best regards, Karim Haddad" into text and name."""
    last = sentences(row)[-1] if row else ""
    for separator in (",", "،", " - ", " – ", " — ", "\n"):
        head, found, tail = last.partition(separator)
        if found and 0 < len(tail.strip()) <= 90 and len(head) < 60 and is_closing(head):
            return row[: len(row) - len(last)].strip(), tail.strip()
    words = last.split()
    for count in (1, 2, 3):
        if count < len(words) <= count + 3 and is_closing(" ".join(words[:count])) and all(w[0].isupper() for w in words[count:]):
            return row[: len(row) - len(last)].strip(), " ".join(words[count:])
    return None


def _without_disclaimer(rows: list[str]) -> list[str]:
    kept: list[str] = []
    for row in rows:
        if any_match("mail", "disclaimer", row):
            break
        if not _DELIMITER.fullmatch(row):
            kept.append(row)
    return kept
