"""Which characters a font file can draw: a reader of the ``cmap`` table, formats 4 and 12.

**Why not fontTools:** one table of it is needed, and only when a text holds a rare character.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path


def characters(path: Path) -> frozenset[int]:
    """Return the code points that the font at *path* has a glyph for (``ValueError`` when it is no font)."""
    data = _table(path)
    (count,) = struct.unpack_from(">H", data, 2)
    best: tuple[int, int] | None = None
    for i in range(count):
        _platform, _encoding, offset = struct.unpack_from(">HHL", data, 4 + 8 * i)
        (kind,) = struct.unpack_from(">H", data, offset)
        if kind in (4, 12) and (best is None or kind > best[0]):
            best = (kind, offset)
    if best is None:
        raise ValueError(f"no Unicode cmap in {path.name}")
    kind, offset = best
    return frozenset(_groups(data, offset) if kind == 12 else _segments(data, offset))


def _table(path: Path) -> bytes:
    with path.open("rb") as file:
        head = file.read(12)
        (count,) = struct.unpack_from(">H", head, 4)
        for _ in range(count):
            tag, _sum, offset, length = struct.unpack(">4sLLL", file.read(16))
            if tag == b"cmap":
                file.seek(offset)
                return file.read(length)
    raise ValueError(f"no cmap in {path.name}")


def _groups(data: bytes, offset: int) -> Iterator[int]:
    """Format 12: runs of code points with consecutive glyphs."""
    (count,) = struct.unpack_from(">L", data, offset + 12)
    for first, last, glyph in struct.iter_unpack(">LLL", data[offset + 16 : offset + 16 + 12 * count]):
        yield from range(first if glyph else first + 1, last + 1)


def _segments(data: bytes, offset: int) -> Iterator[int]:
    """Format 4: segments of the first 65 536 code points."""
    (twice,) = struct.unpack_from(">H", data, offset + 6)
    n = twice // 2
    ends = struct.unpack_from(f">{n}H", data, offset + 14)
    starts = struct.unpack_from(f">{n}H", data, offset + 16 + twice)
    deltas = struct.unpack_from(f">{n}H", data, offset + 16 + 2 * twice)
    at = offset + 16 + 3 * twice
    shifts = struct.unpack_from(f">{n}H", data, at)
    for i in range(n):
        for code in range(starts[i], min(ends[i], 0xFFFE) + 1):
            glyph = code
            if shifts[i]:
                (glyph,) = struct.unpack_from(">H", data, at + 2 * i + shifts[i] + 2 * (code - starts[i]))
                if glyph == 0:
                    continue
            if (glyph + deltas[i]) & 0xFFFF:
                yield code
