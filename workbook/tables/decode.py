"""Bytes of a table -> text, in the encodings that spreadsheets in Algeria write.

UTF-8 proves itself: other text is almost never valid UTF-8 by chance. UTF-16 shows by its mark or by zero bytes. What
is left is windows-1252 (French) or windows-1256 (Arabic, and French in small letters, too). Arabic words are rows of
high bytes that are all Arabic letters; French never has three accented letters in a row.
"""

from __future__ import annotations

import codecs
import re
from typing import Final

from workbook.errors import TableIsSpreadsheet, TableNotText

_SPREADSHEETS: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_LETTERS: Final = re.compile(rb"[\x81\x8d-\x90\x98\x9a\xc0-\xd6\xd8-\xdf\xe1\xe3-\xe6\xec\xed]{3,}")
"""Three bytes or more that are Arabic letters in windows-1256."""
_UNUSED_1252: Final = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\ufffd]")
_MOST_BROKEN: Final = 0.02


def decode(data: bytes, name: str) -> tuple[str, str]:
    """Return *data* as text, and the name of its encoding; *name* is the file's, for the errors.

    Raises ``TableIsSpreadsheet`` for what is an Excel or LibreOffice file, and ``TableNotText`` for other bytes.
    """
    if data.startswith(_SPREADSHEETS):
        raise TableIsSpreadsheet(name=name)
    encoding = _encoding(data)
    text = data.decode(encoding, "replace").removeprefix("\ufeff")
    if len(_CONTROL.findall(text[:20_000])) > _MOST_BROKEN * len(text[:20_000]):
        raise TableNotText(name=name)
    return text.replace("\x00", ""), encoding


def _encoding(data: bytes) -> str:
    if data.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if wide := _wide(data[:4000]):
        return wide
    try:
        data.decode()
    except UnicodeDecodeError:
        pass
    else:
        return "utf-8"
    return "utf-8" if _almost_utf8(data) else _single_byte(data)


def _wide(sample: bytes) -> str:
    """Return which UTF-16 *sample* is in by its zero bytes, or an empty string."""
    if len(sample) < 8:
        return ""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) < 0.15 * len(sample) or min(even, odd) > 0.02 * len(sample):
        return ""
    return "utf-16-be" if even > odd else "utf-16-le"


def _almost_utf8(data: bytes) -> bool:
    """Tell whether a few bytes alone keep *data* from being UTF-8: a file that was cut or glued together."""
    kept = data.decode("utf-8", "ignore")
    whole = sum(char > "\x7f" for char in kept)
    lost = len(data) - len(kept.encode())
    return whole >= 10 * lost


def _single_byte(data: bytes) -> str:
    arabic = sum(len(found) for found in _LETTERS.findall(data))
    if arabic or _UNUSED_1252.search(data):
        return "cp1256"
    return "cp1252"
