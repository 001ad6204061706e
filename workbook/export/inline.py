"""The small parts of a line: how text, emphasis, links and pictures are written in the document JSON."""

from __future__ import annotations

import re
from typing import Any, Final

Inline = dict[str, Any]
Node = dict[str, Any]

_SCHEMES: Final = ("http://", "https://", "mailto:", "tel:")
_SPACES = re.compile(r"[ \t\r\n\f]+")
_HIDDEN = re.compile("[\x00-\x20\x7f]")


def text(value: str) -> Inline:
    """A run of plain text."""
    return {"i": "text", "t": value}


def wrap(kind: str, children: list[Inline]) -> Inline:
    """``strong``, ``emph``, ``strike``, ``sub``, ``sup`` or ``mark`` around *children*."""
    return {"i": kind, "c": children}


def code(value: str) -> Inline:
    """Code in a line."""
    return {"i": "code", "t": value}


def math(source: str) -> Inline:
    """A formula in a line: drawn where all of it is known, else as its source."""
    return {"i": "math", **_formula(source)}


def display(source: str) -> Node:
    """A formula on a line of its own."""
    return {"kind": "math", **_formula(source)}


def _formula(source: str) -> dict[str, Any]:
    from workbook.export import formulas

    drawn = formulas.tree(source)
    return {"t": source} if drawn is None else {"t": source, "m": drawn}


def line_break() -> Inline:
    """A new line in the same paragraph."""
    return {"i": "break"}


def link(url: str, children: list[Inline]) -> Inline:
    """A link; an address that a reader should not follow from paper (``javascript:``, files) is left as its text."""
    url = _HIDDEN.sub("", url)
    if url.startswith("#") and len(url) > 1:
        return {"i": "ref", "to": url[1:], "c": children or [text(url)]}
    if url.lower().startswith(_SCHEMES) and len(url) < 2000:
        return {"i": "link", "to": url, "c": children or [text(url)]}
    return wrap("span", children or [text(url)])


def image(file: str, alt: str) -> Inline:
    """A picture in a line."""
    return {"i": "image", "file": file, "alt": alt}


def plain(children: list[Inline]) -> str:
    """Return the words of *children* without their form."""
    parts = []
    for child in children:
        if child["i"] == "break":
            parts.append(" ")
        elif "t" in child:
            parts.append(child["t"])
        elif "c" in child:
            parts.append(plain(child["c"]))
        else:
            parts.append(child.get("alt", ""))
    return "".join(parts)


def tidy(children: list[Inline]) -> list[Inline]:
    """Return *children* with spaces as HTML shows them: one for many, none at the ends."""
    out: list[Inline] = []
    for child in children:
        if child["i"] == "text":
            value = _SPACES.sub(" ", child["t"])
            if (not out or out[-1]["i"] == "break") and value.startswith(" "):
                value = value[1:]
            if out and out[-1]["i"] == "text":
                joined = out[-1]["t"] + value
                out[-1] = text(_SPACES.sub(" ", joined))
            elif value:
                out.append(text(value))
        else:
            out.append(child)
    while out and (out[-1]["i"] == "break" or (out[-1]["i"] == "text" and not out[-1]["t"].strip())):
        out.pop()
    return out


def paragraph(children: list[Inline]) -> list[Node]:
    """Return a paragraph; a picture alone in it becomes a figure, and an empty one nothing."""
    seen = [child for child in children if child["i"] != "text" or child["t"].strip()]
    if not seen:
        return []
    if len(seen) == 1 and seen[0]["i"] == "image":
        return [{"kind": "figure", "file": seen[0]["file"], "alt": seen[0]["alt"]}]
    return [{"kind": "text", "c": children}]
