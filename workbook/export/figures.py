"""The pictures of a document: held in memory, named by order, each stored once. Nothing is fetched."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import unquote, unquote_to_bytes

from workbook.export import raster

ENDINGS: Final = {
    "image/svg+xml": "svg",
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/jpg": "jpg",
    "image/gif": "gif",
    "image/webp": "webp",
}
_MAGIC: Final = {
    "png": b"\x89PNG\r\n\x1a\n",
    "jpg": b"\xff\xd8\xff",
    "gif": b"GIF8",
    "webp": b"RIFF",
}
_LINKED = re.compile(rb"""\s(?:xlink:)?href\s*=\s*(?:"\s*(?!#|data:)[^"]*"|'\s*(?!#|data:)[^']*')""", re.IGNORECASE)
_ACTIVE = re.compile(
    rb"<(script|foreignObject)\b.*?</\1\s*>|@import[^;]*;|<!DOCTYPE[^>\[]*(\[.*?\])?[^>]*>", re.DOTALL | re.I
)


@dataclass
class Figures:
    """Pictures by file name, as Typst will see them."""

    files: dict[str, bytes] = field(default_factory=dict)
    attachments: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    _known: dict[str, str] = field(default_factory=dict)

    def add(self, mime: str, data: Any) -> str | None:
        """Store a picture as a notebook holds it (base64 text, SVG text or bytes); ``None`` when it is not one."""
        ending = ENDINGS.get(mime.partition(";")[0].strip().lower())
        if ending is None:
            return None
        raw = _decoded(ending, data)
        if raw is None:
            return None
        # Some notebooks call every picture PNG: the first bytes know better.
        ending = next((name for name, magic in _MAGIC.items() if raw.startswith(magic)), ending)
        if ending == "svg":
            if b"<svg" not in raw:
                return None
            raw = _LINKED.sub(b"", _ACTIVE.sub(b"", raw))
        else:
            whole = raster.wrapped(ending, raw) if raw.startswith(_MAGIC[ending]) else None
            if whole is None:
                return None
            raw = whole
        digest = hashlib.sha256(raw).hexdigest()
        if digest not in self._known:
            self._known[digest] = f"figure-{len(self._known) + 1}.svg"
            self.files[self._known[digest]] = raw
        return self._known[digest]

    def from_url(self, url: str) -> str | None:
        """Store the picture of a ``data:`` or ``attachment:`` address; ``None`` for any other."""
        url = url.strip()
        if url.startswith("attachment:"):
            bundle = self.attachments.get(unquote(url[11:])) or self.attachments.get(url[11:]) or {}
            return next((name for mime, data in bundle.items() if (name := self.add(mime, data))), None)
        if url.startswith("data:"):
            head, comma, body = url[5:].partition(",")
            if not comma:
                return None
            return self.add(head, body if head.endswith(";base64") else unquote_to_bytes(body))
        return None


def _decoded(ending: str, data: Any) -> bytes | None:
    if isinstance(data, list):
        data = "".join(str(part) for part in data)
    if isinstance(data, bytes):
        return data
    if not isinstance(data, str):
        return None
    if ending == "svg" and "<svg" in data:
        return data.encode("utf-8", "replace")
    try:
        return base64.b64decode(unquote(data) if "%" in data else data)
    except (binascii.Error, ValueError):
        return None
