"""Folder names that show whose folder it is, on every system; nothing else about the person stands in them (R6)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from typing import Final

_FORBIDDEN: Final = re.compile(r"[<>:\"/\\|?*\x00-\x1f\x7f]")
_RESERVED: Final = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_MOST_BYTES: Final = 120
_NAMELESS: Final = "person"


def folder_name(name: str, taken: Collection[str]) -> str:
    """Return a folder name for *name* that is not among *taken*: "Amina Belkacem", for the next one "… (2)".

    Arabic letters stay as they are. Names that differ in case or composition alone are one folder on some systems, so
    they count as taken.
    """
    base = _safe(name)
    used = {_compared(one) for one in taken}
    number, made = 1, base
    while _compared(made) in used:
        number += 1
        made = f"{base} ({number})"
    return made


def _safe(name: str) -> str:
    kept = "".join(
        char for char in unicodedata.normalize("NFC", name) if unicodedata.category(char) not in {"Cf", "Cs"}
    )
    plain = " ".join(_FORBIDDEN.sub(" ", kept).split())
    while len(plain.encode()) > _MOST_BYTES:
        plain = plain[:-1]
    # Windows drops dots and spaces at the end; a dot at the start hides a folder; a dash reads like an option.
    plain = plain.strip(". ").lstrip("-~$").strip(". ")
    if not any(map(str.isalnum, plain)):
        return _NAMELESS
    return f"{plain}_" if _RESERVED.fullmatch(plain) else plain


def _compared(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKC", name).casefold())
