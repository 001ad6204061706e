"""A stored mail (.eml) to headers and one text, reading no more of it than a letter needs.

**Why not ``email.message_from_bytes``:** it walks every line of every attachment, seconds for a 10 MB mail. Here the
boundaries are found with ``bytes.find`` and only the text parts are decoded; headers still go through ``email``.
"""

from __future__ import annotations

import binascii
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.parser import BytesHeaderParser
from email.utils import getaddresses
from typing import Final

from workbook.letter.markup import html_to_text
from workbook.letter.prose import clean, value
from workbook.letter.source import decode, is_html

# "nell @ gather & gloss <nell@...>": no address, says RFC 5322; people write it.
_AT_IN_NAME: Final = re.compile(r"\s*([^<>\",@]{1,60}@[^<>\",@]{1,60}?)\s*<([^<>\s@]{1,64}@[^<>\s@]{1,190})>")
MAX_HEADERS: Final = 65_536
MAX_HEADER: Final = 2_000
MAX_PART: Final = 600_000
MAX_PARTS: Final = 60
MAX_DEPTH: Final = 8


@dataclass(frozen=True, slots=True)
class Address:
    """A person or mailbox of a header: display name and address, both may be empty."""

    name: str = ""
    email: str = ""

    @property
    def domain(self) -> str:
        """The part after the ``@``, small letters."""
        return self.email.rpartition("@")[2].lower()


@dataclass(frozen=True, slots=True)
class Mail:
    """One stored mail: what its headers say, its text, and mails attached to it."""

    sender: Address = field(default_factory=Address)
    reply_to: Address = field(default_factory=Address)
    to: Address = field(default_factory=Address)
    subject: str = ""
    date: str = ""
    message_id: str = ""
    in_reply_to: str = ""
    text: str = ""
    attached: tuple[Mail, ...] = ()


def parse_mail(data: bytes, depth: int = 0) -> Mail:
    """Return the mail stored in *data*; never raises on malformed mail, whatever cannot be read stays empty."""
    data = data.lstrip(b"\xef\xbb\xbf\r\n")
    if data.startswith((b"From ", b">From ")):
        data = data.partition(b"\n")[2]
    headers, body = _split_headers(data)
    plain: list[str] = []
    html: list[str] = []
    attached: list[Mail] = []
    for kind, payload in _leaves(headers, body, depth):
        if isinstance(payload, Mail):
            attached.append(payload)
        else:
            (html if kind == "text/html" else plain).append(payload)
    return Mail(
        sender=parse_address(_raw(headers, "from")),
        reply_to=parse_address(_raw(headers, "reply-to")),
        to=parse_address(_raw(headers, "to")),
        subject=value(decode_words(_raw(headers, "subject")), 300),
        date=decode_words(_raw(headers, "date")),
        message_id=_id(headers, "message-id"),
        in_reply_to=_id(headers, "in-reply-to"),
        text=_best_text("\n".join(plain), "\n".join(html)),
        attached=tuple(attached),
    )


def _split_headers(data: bytes) -> tuple[Message, bytes]:
    window = data[:MAX_HEADERS]
    blank = re.search(rb"\r?\n[ \t]*\r?\n|\r\r", window)
    head, body = (window[: blank.start()], data[blank.end() :]) if blank else (window, data[len(window) :])
    if window.startswith((b"\n", b"\r\n")):  # a part without headers
        head, body = b"", data
    return BytesHeaderParser().parsebytes(head + b"\n\n", headersonly=True), body


def _leaves(headers: Message, body: bytes, depth: int) -> Iterator[tuple[str, str | Mail]]:
    """Yield the text parts (kind, text) and attached mails under one part, bounded in depth and number."""
    pending: list[tuple[Message, bytes, int]] = [(headers, body, depth)]
    seen = 0
    while pending and seen < MAX_PARTS:
        part, content, level = pending.pop(0)
        seen += 1
        kind = part.get_content_type()
        if part.get_content_maintype() == "multipart":
            boundary = part.get_boundary()
            if boundary and level < MAX_DEPTH:
                pieces = _pieces(content, boundary.encode("utf-8", "replace"))
                pending[:0] = [(*_split_headers(piece), level + 1) for piece in pieces]
                continue
            kind = "text/plain"  # a lost boundary: the text is still in there
        if kind == "message/rfc822":
            if level < MAX_DEPTH:
                yield kind, parse_mail(_transfer(part, content), level + 1)
        elif kind in {"text/plain", "text/html"} and not _is_file(part):
            text = decode(_transfer(part, content)[:MAX_PART], part.get_content_charset())
            yield kind, text


def _is_file(part: Message) -> bool:
    return part.get_content_disposition() == "attachment"


def _pieces(content: bytes, boundary: bytes) -> Iterator[bytes]:
    marks = re.compile(rb"\n--" + re.escape(boundary) + rb"(--)?[ \t]*\r?(?:\n|$)")
    content = b"\n" + content
    start = -1
    for number, mark in enumerate(marks.finditer(content)):
        if start >= 0:
            yield content[start : mark.start()]
        if mark.group(1) or number >= MAX_PARTS:
            return
        # The line break that ends this boundary may be the one that starts the next.
        start = mark.end()
    if start >= 0:
        yield content[start:]


def _transfer(part: Message, content: bytes) -> bytes:
    coding = str(part.get("content-transfer-encoding", "")).strip().lower()
    content = content[: MAX_PART * 2]
    if coding == "quoted-printable":
        return quopri.decodestring(content)
    if coding == "base64":
        useful = re.sub(rb"[^A-Za-z0-9+/]", b"", content)
        useful = useful[: len(useful) // 4 * 4 or None] if len(useful) % 4 == 1 else useful
        try:
            return binascii.a2b_base64(useful + b"=" * (-len(useful) % 4))
        except binascii.Error:
            return content
    return content


def _best_text(plain: str, html: str) -> str:
    """The plain part, unless it is only a stub ("your program cannot show HTML") beside the real text in HTML."""
    if plain and is_html(plain) and not html:
        plain, html = "", plain
    shown = clean(html_to_text(html)) if html else ""
    plain = clean(plain)
    return shown if len(plain.strip()) < 0.3 * len(shown.strip()) else plain


def _raw(headers: Message, name: str) -> str:
    # Not headers.get(): that turns raw 8-bit headers into replacement characters.
    return next((str(raw)[:MAX_HEADER] for found, raw in headers.raw_items() if found.lower() == name), "")


def decode_words(raw: str) -> str:
    """Return a header value with its encoded words decoded; raw 8-bit headers are read by likeliest charset."""
    raw = re.sub(r"\r?\n[ \t]*", " ", raw)
    if not raw.isascii():
        raw = decode(raw.encode("utf-8", "surrogateescape"))
    if "=?" not in raw:
        return clean(raw).strip()
    try:
        pieces = decode_header(raw)
    except (HeaderParseError, ValueError, binascii.Error):
        return clean(raw).strip()
    # Neighbours in one charset are joined before decoding: writers cut in the middle of a character.
    text = "".join(decode(piece, charset) if isinstance(piece, bytes) else piece for piece, charset in pieces)
    return clean(text).strip()


def parse_address(raw: str) -> Address:
    """Return the first address of a header value; a comma in an unquoted name does not cut it in two."""
    raw = re.sub(r"\r?\n[ \t]*", " ", raw)
    if "@" not in raw:
        return Address(value(decode_words(raw), 160))
    if at := _AT_IN_NAME.match(raw):
        return Address(value(decode_words(at[1]), 160), clean(at[2]).lower()[:254])
    before: list[str] = []
    for name, email in getaddresses([raw if "=?" in raw else decode_words(raw)]):
        if "@" in email:
            full = ", ".join([*before[:2], decode_words(name)] if name else before[:2])
            return Address(value(full, 160), clean(email).strip().lower()[:254])
        before += [decode_words(part) for part in (name, email) if part]
    return Address(value(" ".join(before[:3]), 160))


def _id(headers: Message, name: str) -> str:
    found = re.search(r"<[^<>\s]{1,250}>", _raw(headers, name))
    return clean(found.group()) if found else ""
