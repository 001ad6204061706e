"""Where a letter's text ends: at its closing words, else where short lines sign it."""

from __future__ import annotations

import re
from typing import Final

from workbook.letter.kinds import Piece
from workbook.letter.patterns import any_match
from workbook.letter.persons import looks_like_person
from workbook.letter.pieces import pieces
from workbook.letter.prose import fold, sentences
from workbook.letter.unwrapping import DELIMITER, KEYED

# Below a signature: who else gets the letter, what is enclosed.
_COPY: Final = re.compile(
    r"(?i)\W*(?:cc|copies?(?: (?:à|pour)(?: information)?)?|p\.?j\.?|pi[èe]ces? jointes?"
    r"|نسخة(?: \S+)?|المرفقات|المرفق) ?[:：/]"
)


def is_closing(line: str) -> bool:
    """Tell whether *line* is what stands above a signature."""
    return (
        bool(line)
        and len(line) < 260
        and any(c.isalpha() for c in line)
        and any_match("person", "closing", line) is not None
    )


def part_signature(rows: list[str]) -> tuple[list[str], list[str], bool]:
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
        if at > 1 and _greets(row, rows[at + 1 :]):
            return rows[:at], rows[at + 1 :], True
        cut = _closing_inside(row)
        if cut and _short_tail(rows[at + 1 :]):
            before, name = cut
            return [*rows[:at], before], [name, *rows[at + 1 :]], True
    end = next((at for at, row in enumerate(rows) if at > 1 and any_match("mail", "disclaimer", row)), len(rows))
    for at in range(end - 1, 0, -1):
        if DELIMITER.fullmatch(rows[at]) and at > 1 and len(rows) - at <= 12:
            end = at
    # Lines about the house may follow a name and a rank: "Amina Warsame" / "HR Manager" / "We never ask for money".
    for at in range(end - 3, max(1, end - 6), -1):
        if _names_rank(rows[at], rows[at + 1]) and rows[at - 1][-1] in ".!?؟,،" and not any(map(_says, rows[at:end])):
            return rows[:at], rows[at:], False
    at = end
    while at > 1 and end - at < 5 and _signs(rows[at - 1]):
        at -= 1
    return rows[:at], rows[at:], False


def _greets(row: str, below: list[str]) -> bool:
    """Tell whether *row* reads like closing words of somebody's own: "Love and muddy boots," above a person's name."""
    return (
        row[-1] in ",،"
        and len(row.split()) <= 8
        and not any_match("person", "greeting", row)
        and bool(below)
        and len(below[0].split()) in {2, 3, 4}
        and below[0][-1] not in ",،:"
        and looks_like_person(below[0])
        and _short_tail(below)
        and not _says(row)
    )


def _names_rank(row: str, below: str) -> bool:
    """Tell whether *row* is a person's name and the line *below* begins with a profession or rank."""
    return (
        len(row.split()) > 1
        and looks_like_person(row)
        and len(below) < 70
        and next(pieces(below), Piece("none", "")).kind == "rank"
    )


def name_only(text: str) -> bool:
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
    return (
        not KEYED.match(row) or re.match(r"(?i)(?:for|pour|p\. ?[po]\.?|signé|إمضاء|الإمضاء|توقيع) ?:", row) is not None
    ) and not _says(row)


def _says(row: str) -> bool:
    """Tell whether *row* speaks to the candidate: it is text, not a signature."""
    return any(
        any_match(section, name, row) for section, name in (("verdict", "no"), ("voice", "employer"), ("door", "open"))
    )


def _short_tail(rows: list[str]) -> bool:
    """Tell whether *rows* can be a signature: few lines, no long text before a disclaimer."""
    for row in rows[:12]:
        if any_match("mail", "disclaimer", row) or DELIMITER.match(row):
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


def without_disclaimer(rows: list[str]) -> list[str]:
    """Return *rows* up to a disclaimer, without rulers."""
    kept: list[str] = []
    for row in rows:
        if any_match("mail", "disclaimer", row) or _COPY.match(row):
            break
        if not DELIMITER.fullmatch(row) and not any_match("refusal", "yes", row):
            kept.append(row)
    return kept
