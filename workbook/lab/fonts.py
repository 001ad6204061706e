"""The letters of the report on the screen as well: given out by the person's own server, from the fonts' packages."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from workbook.export.fonts import files

_FACES: Final = {
    "Literata[opsz,wght].ttf": ("Literata", "normal", "200 900"),
    "Literata-Italic[opsz,wght].ttf": ("Literata", "italic", "200 900"),
    "SourceSans3[wght].ttf": ("Source Sans 3", "normal", "200 900"),
    "SourceSans3-Italic[wght].ttf": ("Source Sans 3", "italic", "200 900"),
    "Amiri-Regular.ttf": ("Amiri", "normal", "400"),
    "Amiri-Bold.ttf": ("Amiri", "normal", "600 700"),
}


def folders() -> list[str]:
    """Return the folders that a server gives out."""
    return sorted({str(path.parent) for path in files() if path.name in _FACES})


def faces(address: str) -> str:
    """Return the style sheet that names the fonts; *address* is where the server gives out :func:`folders`."""
    rules = []
    for name in sorted({path.name for path in files()} & set(_FACES)):
        family, style, weight = _FACES[name]
        rules.append(
            f'@font-face{{font-family:"{family}";font-style:{style};font-weight:{weight};font-display:swap;'
            f'src:url("{address}{quote(name)}")}}'
        )
    return "\n".join(rules)
