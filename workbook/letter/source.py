"""From a file, bytes or a pasted text to something that can be read, or a kind refusal."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from workbook.errors import LetterEmpty, LetterMissing, LetterNotText, LetterTooLarge

LIMIT_MB: Final = 25
_LIMIT: Final = LIMIT_MB * 1024 * 1024
_NOT_TEXT: Final = (b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b",
                    b"{\\rtf", b"\x7fELF", b"MZ\x90", b"Rar!", b"7z\xbc\xaf")  # fmt: skip
_HEADER: Final = re.compile(
    rb"(?:from|to|subject|date|mime-version|received|return-path|message-id|content-type|delivered-to|reply-to"
    rb"|dkim-signature|arc-seal|x-[\w-]+|sender|authentication-results|cc|bcc|in-reply-to|references|thread-topic"
    rb"|content-transfer-encoding)[ \t]*:",
    re.IGNORECASE,
)
_MIME_HEADER: Final = re.compile(rb"^(?:mime-version|received|return-path|message-id|content-type)[ \t]*:", re.I | re.M)
_HTML: Final = re.compile(r"<(?:!doctype html|html|body|head|div|table|p)\b[^<>]{0,500}>", re.IGNORECASE)
_CHARSET: Final = re.compile(
    r"utf-?(?:7|8|16|16le|16be|32)|us-ascii|iso-?8859-?\d{1,2}|windows-?125\d|cp-?125\d|latin-?\d"
    r"|mac(?:roman|arabic|intosh)|x-mac-\w{1,12}|koi8-[ru]|asmo-?708"
)


def load(source: Path | bytes | str) -> bytes | str:
    """Return what *source* holds: bytes of a file, or the pasted text as it is.

    Raises ``LetterMissing``, ``LetterTooLarge``, ``LetterEmpty`` or ``LetterNotText``.
    """
    if isinstance(source, str):
        if len(source) > _LIMIT:
            raise LetterTooLarge(size=len(source) // 1_048_576, limit=LIMIT_MB)
        if not source.strip():
            raise LetterEmpty
        if _is_noise(source[:20_000]):
            raise LetterNotText
        return source
    data = _from_file(source) if isinstance(source, Path) else source
    if len(data) > _LIMIT:
        raise LetterTooLarge(size=len(data) // 1_048_576, limit=LIMIT_MB)
    if not data.strip():
        raise LetterEmpty
    if data.startswith(_NOT_TEXT) or (b"\0" in data[:4096] and not _wide(data)):
        raise LetterNotText
    return data


def _from_file(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > _LIMIT:
            raise LetterTooLarge(size=size // 1_048_576, limit=LIMIT_MB)
        if not path.is_file():
            raise LetterMissing(path=path)
        return path.read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a path with a NUL in it
        raise LetterMissing(path=path) from error


def is_mail(data: bytes) -> bool:
    """Tell whether *data* starts with the header lines of a stored mail (and not with a pasted letter)."""
    head = data[:65_536].lstrip(b"\xef\xbb\xbf \r\n\t").replace(b"\r\n", b"\n")
    if head.startswith((b"From ", b">From ")):
        head = head.partition(b"\n")[2]
    block = head.partition(b"\n\n")[0]
    lines = [line for line in block.split(b"\n")[:400] if line[:1] not in (b" ", b"\t")]
    known = sum(1 for line in lines if _HEADER.match(line))
    if not lines or not _HEADER.match(lines[0]) or known < 2:
        return False
    # A pasted "From: / Subject:" block reads the same; headers of machines, or nothing but headers, make it a mail.
    return bool(_MIME_HEADER.search(block)) or known == len(lines)


def is_html(text: str) -> bool:
    """Tell whether *text* is a saved web page or mail body rather than plain text."""
    return len(_HTML.findall(text[:20_000])) >= 2


def decode(data: bytes, charset: str | None = None) -> str:
    """Return *data* as text: by its byte order mark, the stated *charset* where it fits, else the likeliest one."""
    if _wide(data):
        return data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else _wide_guess(data), "replace")
    stated = (charset or "").strip().strip("\"'").lower()
    if stated and _CHARSET.fullmatch(stated) and not re.fullmatch(r"us-ascii|iso-?8859-?1|latin-?1|utf-?8", stated):
        try:
            return data.decode(stated, "replace")
        except LookupError:
            pass
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.start > len(data) - 4:  # the cap cut a character in two
            return data[: error.start].decode("utf-8-sig")
    if stated.replace("-", "") == "utf8" and len(data.decode("utf-8", "ignore").encode()) > 0.98 * len(data):
        return data.decode("utf-8", "replace")
    return data.decode(_single_byte(data), "replace")


def _single_byte(data: bytes) -> str:
    """Arabic words are runs of high bytes, French accents stand alone: windows-1256 or windows-1252."""
    runs = re.findall(rb"[\x80-\xff]+", data[:100_000])
    long = sum(len(run) for run in runs if len(run) >= 3)
    return "cp1256" if long > 0.5 * sum(map(len, runs)) else "cp1252"


def _wide(data: bytes) -> bool:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return True
    sample = data[:2000]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    return len(sample) >= 8 and max(even, odd) > 0.35 * len(sample) / 2 and min(even, odd) < 0.02 * len(sample)


def _wide_guess(data: bytes) -> str:
    sample = data[:2000]
    return "utf-16-be" if sample[::2].count(0) > sample[1::2].count(0) else "utf-16-le"


def _is_noise(sample: str) -> bool:
    bad = sum(1 for char in sample if (char < " " and char not in "\t\n\r\f\v\x1b") or char == "\ufffd")
    return bad > 0.1 * len(sample)


def require_text(text: str) -> str:
    """Return *text*; raise ``LetterNotText`` when it is noise and ``LetterEmpty`` when it holds no letter or digit."""
    if _is_noise(text[:20_000]):
        raise LetterNotText
    if not any(char.isalnum() for char in text):
        raise LetterEmpty
    return text
