"""Lines that a mail program wrapped, joined again; what somebody broke on purpose stays apart."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from typing import Final

from workbook.letter.persons import looks_like_person

_BULLET: Final = re.compile(r"[-*•·–—▪●>]|\d{1,2}[.)] |\W?https?:|www\.|\+?\d")
KEYED: Final = re.compile(r"[^\W\d][\w /'’]{1,24} ?[:：] \S")
DELIMITER: Final = re.compile(r"--\s*$|[-_=*~—]{3,}\s*$")


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
        named = len(block) == 2 and line[-1] not in ".!?؟" and len(line.split()) <= 3 and looks_like_person(line)
        if not named and len(out[-1]) < 6_000 and _continues(before, line, wrapped, longest):
            out[-1] = f"{out[-1]} {line}"
        else:
            out.append(line)
    return out


def _continues(before: str, line: str, wrapped: bool, longest: int) -> bool:
    if _BULLET.match(line) or KEYED.match(line) or DELIMITER.match(line):
        return False
    if line[0].islower():
        return len(before) >= (25 if wrapped else 40) and before[-1] not in ".!?:؟"
    if KEYED.match(before) and len(before) < 100 and line[0].isupper():
        return False
    if before[-1] in ".!?:؟" or (before.isupper() and not line.isupper()):
        return False
    room = longest - len(before)  # a word that would have fitted was broken off on purpose
    return (
        (wrapped or (len(before) >= 60 and longest <= 100))
        and len(line.split(maxsplit=1)[0]) >= room
        and len(before) >= 45
    )
