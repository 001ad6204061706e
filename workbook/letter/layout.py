"""One message's lines to the parts of a letter: what stands above the greeting, the sentences, the signature."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from workbook.letter.patterns import LANGUAGES, languages_of, patterns
from workbook.letter.persons import looks_like_person
from workbook.letter.prose import fold, sentences, unmark

MAX_CHARS: Final = 20_000
MAX_SENTENCES: Final = 150
MAX_SENTENCE: Final = 700
_BULLET: Final = re.compile(r"[-*•·–—▪●>]|\d{1,2}[.)] |\W?https?:|www\.|\+?\d")
_KEYED: Final = re.compile(r"[^\W\d][\w /'’]{1,24} ?[:：] \S")
_STAMP: Final = re.compile(r"^\[?\d{1,2}[:h]\d{2}(?: ?(?:[AaPp]\.?[Mm]\.?|[صم]))?\]?\s+(?=\S)")
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
    tail: tuple[Sentence, ...] = ()  # all lines below the body, as sentences
    closed: bool = False  # words like "Kind regards" stand above the signature


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


def unwrap(lines: Sequence[str], chat: bool = False) -> list[str]:
    """Join lines that a mail program wrapped; lists, short lines, "Key: value" lines and a *chat*'s stay apart."""
    if chat or not any(re.search(r"[.!?؟,،;:](?:\s|$)", line) for line in lines):
        return [line.strip() for line in lines]
    out: list[str] = []
    block: list[str] = []
    for raw in [*lines, ""]:
        line = raw.strip()
        if line:
            block.append(line)
            continue
        out += _joined(block)
        out.append("")
        block = []
    return out[:-1]


def _joined(block: list[str]) -> list[str]:
    """Join the lines of one block. Wrapped lines are long and alike; lines that someone broke on purpose are not."""
    if len(block) < 2:
        return block
    longest = max(map(len, block))
    wrapped = 45 <= longest <= 110 and all(len(line) >= 0.7 * longest for line in block[:-1])
    out = [block[0]]
    for before, line in itertools.pairwise(block):
        if len(out[-1]) < 6_000 and _continues(before, line, wrapped, longest):
            out[-1] = f"{out[-1]} {line}"
        else:
            out.append(line)
    return out


def _continues(before: str, line: str, wrapped: bool, longest: int) -> bool:
    if _BULLET.match(line) or _KEYED.match(line) or _DELIMITER.match(line):
        return False
    if line[0].islower():
        return len(before) >= (25 if wrapped else 40) and before[-1] not in ".!?:؟"
    if _KEYED.match(before) and len(before) < 100 and line[0].isupper():
        return False
    if before[-1] in ".!?:؟" or (before.isupper() and not line.isupper()):
        return False
    room = longest - len(before)  # a word that would have fitted was broken off on purpose
    return (
        (wrapped or (len(before) >= 60 and longest <= 100))
        and len(line.split(maxsplit=1)[0]) >= room
        and len(before) >= 45
    )


def is_greeting(line: str) -> bool:
    """Tell whether *line* starts with words that open a letter."""
    opening = re.sub(r"^\W+", "", line[:160])
    return len(line) < 1_500 and any_match("person", "greeting", opening) is not None


def is_closing(line: str) -> bool:
    """Tell whether *line* is what stands above a signature."""
    return (
        bool(line)
        and len(line) < 260
        and any(c.isalpha() for c in line)
        and any_match("person", "closing", line) is not None
    )


def lay_out(lines: Sequence[str], chat: bool = False) -> Layout:
    """Return the parts of the letter in *lines*."""
    rows = [_STAMP.sub("", row) for row in unwrap(_capped(lines), chat)]
    start = _greeting_row(rows)
    head = [row for row in rows[:start] if row] if start is not None else []
    greeting = rows[start] if start is not None else ""
    rest = rows[start:] if start is not None else rows
    body, below, closed = _part_signature([row for row in rest if row])
    found: list[Sentence] = []
    for row in body:
        found += [sentence(part) for part in sentences(row)]
        if len(found) >= MAX_SENTENCES:
            break
    if not below and found and _name_only(found[-1].text):
        below = [found.pop().text]
    tail = [sentence(part) for row in below[:30] for part in sentences(row)]
    signature = tuple(bare for row in _without_disclaimer(below)[:14] if (bare := row.lstrip("-–—~*•_ ")))
    return Layout(tuple(head[:12]), greeting, tuple(found[:MAX_SENTENCES]), signature, tuple(tail[:40]), closed)


def _greeting_row(rows: Sequence[str]) -> int | None:
    """Return where the greeting stands: among the first lines, before any line that reads as text."""
    bare: int | None = None
    for at, row in enumerate(rows[:30]):
        if not row:
            continue
        if is_greeting(row):
            return at
        if bare is None and len(row) < 60 and any_match("person", "salutation", row):
            if _addressed(rows[at + 1 : at + 2]):
                continue  # "Monsieur" above a name and a street
            bare = at
        elif bare is not None or (
            (len(row) > 100 or (len(row) > 60 and row[-1] in ".!?؟")) and not any_match("refusal", "yes", row)
        ):
            return bare
    return bare


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


def _part_signature(rows: list[str]) -> tuple[list[str], list[str], bool]:
    """Return (body, lines below it, closed): parted at the last closing words, else at the short lines that end it."""
    rows = [row for row in rows if not any_match("person", "sent_from", row)]
    for at in range(len(rows) - 1, -1, -1):
        row = rows[at]
        if is_closing(row) and _short_tail(rows[at + 1 :]):
            cut = _closing_inside(row)
            if cut and _can_sign(cut[1]):  # "With kind regards, Numidia" on one line
                return [*rows[:at], *([cut[0]] if cut[0] else [])], [cut[1], *rows[at + 1 :]], True
            if at == 0:
                break
            return rows[:at], rows[at + 1 :], True
        cut = _closing_inside(row)
        if cut and _short_tail(rows[at + 1 :]):
            before, name = cut
            return [*rows[:at], before], [name, *rows[at + 1 :]], True
    end = next((at for at, row in enumerate(rows) if at > 1 and any_match("mail", "disclaimer", row)), len(rows))
    for at in range(end - 1, 0, -1):
        if _DELIMITER.fullmatch(rows[at]) and at > 1 and len(rows) - at <= 12:
            end = at
    at = end
    while at > 1 and end - at < 5 and _signs(rows[at - 1]):
        at -= 1
    return rows[:at], rows[at:], False


def _name_only(text: str) -> bool:
    """Tell whether the last words of a text are a name: "Sihem de Djurdjura Lait"."""
    words = text.split()
    if len(words) > 7 or text[-1] in "!?:؟":
        return False
    if not words[0][0].isupper():
        return len(words) <= 3 and looks_like_person(text)
    return all(
        word.lstrip("(")[:1].isupper()
        or fold(word) in {"de", "from", "at", "chez", "@", "&", "-", "–", "/", "|", "du", "of"}
        for word in words
    )


def _signs(row: str) -> bool:
    """Tell whether *row* can be a line of a signature by its looks: short, no end of sentence, nothing said."""
    if (
        len(row) > 70
        or len(row.split()) > 9
        or (row[-1] in ".!?:؟…" and not re.search(r"(?:\W\w|\b[A-Za-z]{1,4})\.$", row))
    ):
        return False
    return (not _KEYED.match(row) or re.match(r"(?i)(?:for|pour|p\. ?[po]\.?) ?:", row) is not None) and not _says(row)


def _says(row: str) -> bool:
    """Tell whether *row* speaks to the candidate: it is text, not a signature."""
    return any(
        any_match(section, name, row) for section, name in (("verdict", "no"), ("voice", "employer"), ("door", "open"))
    )


def _short_tail(rows: list[str]) -> bool:
    """Tell whether *rows* can be a signature: few lines, no long text before a disclaimer."""
    for row in rows[:12]:
        if any_match("mail", "disclaimer", row) or _DELIMITER.match(row):
            return True
        if len(row) > 140 or (len(row) > 30 and _says(row)):
            return False
    return len(rows) <= 14


def _closing_inside(row: str) -> tuple[str, str] | None:
    """Split "... Best regards, Karim Haddad" into text and name."""
    last = sentences(row)[-1] if row else ""
    for separator in (",", "،", " - ", " – ", " — ", "\n"):
        head, found, tail = last.partition(separator)
        if found and 0 < len(tail.strip()) <= 90 and len(head) < 60 and is_closing(head):
            return row[: len(row) - len(last)].strip(), tail.strip()
    signed = re.fullmatch(r"(?i:x+|best|cheers|thanks|thx|bises|bisous|cdlt|a\+|à\+|تحياتي|سلام)[ ,،]+(.{2,60})", last)
    if signed and len(signed[1].split()) <= 6 and (signed[1][0].isupper() or not signed[1][0].isascii()):
        return row[: len(row) - len(last)].strip(), signed[1].strip(" .")
    words = last.split()
    for count in (1, 2, 3):
        if (
            count < len(words) <= count + 3
            and is_closing(" ".join(words[:count]))
            and all(w[0].isupper() for w in words[count:])
        ):
            return row[: len(row) - len(last)].strip(), " ".join(words[count:])
    return None


def _can_sign(text: str) -> bool:
    """Tell whether what follows closing words on their line can be a name: "Kind regards, Numidia"."""
    first = text[0]
    return len(text.split()) <= 6 and (first.isupper() or not first.isascii()) and not is_closing(text)


def _without_disclaimer(rows: list[str]) -> list[str]:
    kept: list[str] = []
    for row in rows:
        if any_match("mail", "disclaimer", row):
            break
        if not _DELIMITER.fullmatch(row):
            kept.append(row)
    return kept
