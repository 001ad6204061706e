"""Raster pictures: whether they are whole, their size, and a wrapping that Typst takes from memory.

**Why wrap:** Typst's Python package takes only text files from memory. A small SVG around the picture is text, needs
no file on the disk, and keeps a JPEG as it is.
"""

from __future__ import annotations

import base64
import struct
import zlib
from typing import Final

MOST_PIXELS: Final = 100_000_000
MIMES: Final = {"png": "image/png", "jpg": "image/jpeg", "gif": "image/gif", "webp": "image/webp"}


def wrapped(ending: str, data: bytes) -> bytes | None:
    """Return an SVG that shows the picture at 96 dots an inch; ``None`` when it is damaged or far too large."""
    try:
        width, height = _READERS[ending](data)
    except (ValueError, struct.error, IndexError, zlib.error):
        return None
    if not 0 < width * height <= MOST_PIXELS:
        return None
    body = base64.b64encode(data).decode("ascii")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
        f'<image width="{width}" height="{height}" href="data:{MIMES[ending]};base64,{body}"/></svg>'
    ).encode("ascii")


def _png(data: bytes) -> tuple[int, int]:
    width, height = struct.unpack_from(">LL", data, 16)
    at, pixels = 8, []
    while True:
        length, name = struct.unpack_from(">L4s", data, at)
        chunk = data[at + 8 : at + 8 + length]
        (check,) = struct.unpack_from(">L", data, at + 8 + length)
        if zlib.crc32(name + chunk) != check:
            raise ValueError("damaged")
        if name == b"IDAT":
            pixels.append(chunk)
        elif name == b"IEND":
            break
        at += 12 + length
    unpacker = zlib.decompressobj()
    # No more than the pixels can take: a small file that unpacks without end is damaged too.
    unpacker.decompress(b"".join(pixels), width * height * 8 + height + 1024)
    if not pixels or not unpacker.eof:
        raise ValueError("damaged")
    return width, height


def _jpg(data: bytes) -> tuple[int, int]:
    at = 2
    while True:
        if data[at] != 0xFF:
            raise ValueError("damaged")
        kind = data[at + 1]
        if kind == 0xFF or kind == 0x01 or 0xD0 <= kind <= 0xD8:
            at += 1 if kind == 0xFF else 2
            continue
        (length,) = struct.unpack_from(">H", data, at + 2)
        if 0xC0 <= kind <= 0xCF and kind not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack_from(">HH", data, at + 5)
            if b"\xff\xda" not in data[at:]:
                raise ValueError("damaged")
            return width, height
        if kind in (0xD9, 0xDA):
            raise ValueError("damaged")
        at += 2 + length


def _gif(data: bytes) -> tuple[int, int]:
    width, height = struct.unpack_from("<HH", data, 6)
    return width, height


def _webp(data: bytes) -> tuple[int, int]:
    kind = data[12:16]
    if kind == b"VP8X":
        return 1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(data[27:30], "little")
    if kind == b"VP8L":
        (bits,) = struct.unpack_from("<L", data, 21)
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if kind == b"VP8 ":
        width, height = struct.unpack_from("<HH", data, 26)
        return width & 0x3FFF, height & 0x3FFF
    raise ValueError("damaged")


_READERS: Final = {"png": _png, "jpg": _jpg, "gif": _gif, "webp": _webp}
