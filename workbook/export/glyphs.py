"""Text as it can be printed: what no font can draw becomes the nearest thing that one can.

A PDF that a screen reader can use must not hold a missing glyph, and an export must never fail over a character.
What a person wrote stays as written wherever the fonts allow it, emoji included.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final

from workbook.export import cmap, fonts

STAND_IN: Final = "□"
LONG_WORD: Final = 28
_MARKS_KEPT: Final = 3

# Covered by Source Sans 3 and Amiri, and harmless: nothing to look at.
_UNUSUAL = re.compile(r"[^\n\t -~\u00A1-\u00AC\u00AE-\u017F\u2010-\u2014\u2018-\u201E\u2020-\u2022\u2026€→"
                      r"\u060C\u061B\u061F\u0621-\u063A\u0640-\u0652\u0660-\u066C\u0670]")  # fmt: skip
_BREAKS = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# Overrides and isolates: each text gets its direction from its own letters, so these can only mislead.
_DROPPED = re.compile("[\u00ad\u202a-\u202e\u2066-\u2069\u206a-\u206f\ufeff\ufff9-\ufffb]")
_LONG = re.compile(rf"\S{{{LONG_WORD},}}")
_BREAK_AFTER = re.compile(r"([/\\?&=._\-:;,+@)\]}|])(?=\w)|(\w{12})(?=\w{4})")


@dataclass
class Printable:
    """Makes texts printable and counts what had to change, for one warning at the end."""

    replaced: dict[str, int] = field(default_factory=dict)
    dropped: int = 0

    def tree(self, data: Any) -> Any:
        """Return JSON *data* with every text in it made printable (keys are ours and stay)."""
        if isinstance(data, str):
            return self.text(data)
        if isinstance(data, list | tuple):
            return [self.tree(item) for item in data]
        if isinstance(data, dict):
            return {str(key): self.tree(value) for key, value in data.items()}
        return data

    def text(self, text: str) -> str:
        """Return *text* with line feeds for line ends and only characters that a font can draw."""
        if _UNUSUAL.search(text):
            text = self._nearest(text)
        return text.replace("\t", "    ") if "\t" in text else text

    def _nearest(self, text: str) -> str:
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        text = _BREAKS.sub("\n", text)
        kept = _DROPPED.sub("", text)
        self.dropped += len(text) - len(kept)
        return "".join(self._cluster(part) for part in _clusters(kept))

    def _cluster(self, part: str) -> str:
        base = part[0]
        if base not in "\n\t" and unicodedata.category(base) in {"Cc", "Cs", "Cn"}:
            self.dropped += 1
            return ""
        if _drawable(part):
            return part
        for form in ("NFC", "NFKC"):
            composed = unicodedata.normalize(form, part)
            if composed != part and all(_drawable(piece) for piece in _clusters(composed)):
                return composed
        if len(part) > 1:
            self.dropped += 1
            head = unicodedata.normalize("NFC", part)
            while len(head) > 1 and not _drawable(head):
                head = head[:-1]
            return self._cluster(head)
        plain = unicodedata.normalize("NFKD", base)[0]
        if plain != base and _drawable(plain):
            return plain
        category = unicodedata.category(base)
        if category in {"Mn", "Me", "Mc", "Cf"}:
            self.dropped += 1
            return ""
        if category.startswith("Z"):
            return " "
        self.replaced[base] = self.replaced.get(base, 0) + 1
        return STAND_IN

    def warning(self) -> str:
        """Return one sentence on what was changed, or an empty one. It names characters, never what was written."""
        parts = []
        if self.replaced:
            names = ", ".join(f"U+{ord(char):04X}" for char in sorted(self.replaced)[:8])
            count = sum(self.replaced.values())
            parts.append(f"{count} characters have no glyph in the fonts and are printed as {STAND_IN} ({names})")
        if self.dropped:
            parts.append(f"{self.dropped} invisible or stacked characters are left out")
        return "; ".join(parts)


def breakable(text: str) -> str:
    """Return *text* with places to break inside words too long for a line (zero-width spaces)."""
    return _LONG.sub(lambda match: _BREAK_AFTER.sub("\\g<0>\u200b", match[0]), text)


def visible(text: str) -> bool:
    """Whether *text* leaves a mark on paper: more than spaces and invisible signs."""
    return any(unicodedata.category(char) not in {"Cc", "Cf", "Zs", "Zl", "Zp"} for char in text)


def _clusters(text: str) -> Iterator[str]:
    """Yield each character with the marks that sit on it; marks stacked beyond reading are left out."""
    start, marks = 0, 0
    part = ""
    for at, char in enumerate(text):
        if at > start and (unicodedata.category(char) in {"Mn", "Me", "Mc"} or char in "\u200d\ufe0e\ufe0f"):
            marks += 1
            if marks <= _MARKS_KEPT:
                part += char
            continue
        if part:
            yield part
        start, marks, part = at, 0, char
    if part:
        yield part


@cache
def _drawable(part: str) -> bool:
    """Whether one font can draw the whole of *part*: a letter and its marks come from the same font."""
    if part in "\n\t":
        return True
    codes = {ord(char) for char in part} - {0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x061C, 0x2060, 0xFE0E, 0xFE0F}
    return any(codes <= font for font in covered())


@cache
def covered() -> tuple[frozenset[int], ...]:
    """Return what each font can draw: the report's own, then those inside Typst."""
    return (*(cmap.characters(path) for path in fonts.files()), *embedded().values())


@cache
def embedded() -> dict[str, frozenset[int]]:
    """Return what the fonts inside Typst can draw, from the data file beside this module."""
    lines = (Path(__file__).parent / "embedded_fonts.txt").read_text("ascii").splitlines()
    return {name: frozenset(_ranges(spec)) for name, _colon, spec in (line.partition(": ") for line in lines[1:])}


def _ranges(spec: str) -> Iterator[int]:
    for part in spec.split():
        first, _dash, last = part.partition("-")
        yield from range(int(first, 16), int(last or first, 16) + 1)
