"""A table that is written for a spreadsheet program: it must show what is in it, and calculate nothing."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final

_FORMULA: Final = frozenset("=+-@＝＋－＠")
_SKIPPED: Final = ("\t", "\r", "\n")


def safe_cell(text: str) -> str:
    """Return *text* so that no spreadsheet takes it for a formula: whoever wrote it may not mean well."""
    # Spreadsheets drop spaces and signs that are not seen from the front.
    first = next((char for char in text if unicodedata.category(char)[0] not in "ZC"), "")
    return f"'{text}" if first in _FORMULA or text.startswith(_SKIPPED) else text


def write_csv(rows: Iterable[Sequence[object]]) -> bytes:
    """Return *rows* as CSV that Excel opens with the right letters (UTF-8 with its mark)."""
    made = io.StringIO(newline="")
    csv.writer(made).writerows([safe_cell(str(cell)) for cell in row] for row in rows)
    return made.getvalue().encode("utf-8-sig")
