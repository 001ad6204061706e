"""The colour of a report: what was asked for, dark enough to be read."""

from __future__ import annotations

import re
from typing import Final

CONTRAST: Final = 5.0  # WCAG AA asks 4.5 on white; the tints of the page are a little darker than white


def readable_accent(colour: str, fallback: str = "#0f5c63") -> str:
    """Return *colour* as ``#rrggbb``, dark enough to be read on white; *fallback* when it is no colour."""
    match = re.fullmatch(r"#?([0-9a-fA-F]{6})", colour.strip())
    if match is None:
        return fallback
    red, green, blue = (int(match[1][at : at + 2], 16) for at in (0, 2, 4))
    while contrast_with_white(red, green, blue) < CONTRAST:
        red, green, blue = (int(part * 0.94) for part in (red, green, blue))
    return f"#{red:02x}{green:02x}{blue:02x}"


def contrast_with_white(red: int, green: int, blue: int) -> float:
    """Return the WCAG 2 contrast ratio of a colour (0 to 255 a channel) on white."""
    linear = [
        part / 255 / 12.92 if part / 255 <= 0.04045 else ((part / 255 + 0.055) / 1.055) ** 2.4
        for part in (red, green, blue)
    ]
    return 1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)
