"""HTML to text lines. Bounded: whatever is thrown at it, it reads little and stops.

**Why in small bites:** ``html.parser`` looks ahead to the end of what it holds at every ``<``, so one large hostile
text costs the square of its length; bites of a few kilobytes keep that small.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Final

from workbook.letter.lexicon import has_head

MAX_HTML: Final = 400_000
_BITE: Final = 8_192
_BLOCK: Final = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "br",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "tr",
        "ul",
    ]
)
_PARAGRAPH: Final = frozenset(["blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "p", "ol", "ul", "table"])
_SILENT: Final = frozenset(["head", "noscript", "object", "script", "style", "svg", "template", "title"])
_VOID: Final = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all")
_NO_SIZE: Final = re.compile(r"font-size\s*:\s*0(?!\.?\d)")
_SIZE: Final = re.compile(r"font-size\s*:\s*(?:[1-9]|0?\.\d)")
_QUOTE_CLASS: Final = re.compile(r"\b(?:yahoo_quoted|moz-cite|protonmail_quote)\b")
# "Employer" and "Numidia SPA" in the two cells of a row
_CELLS: Final = re.compile(r"^([^\W\d_][^\d:.,;!?]{2,28}[^\W\d_]) {2,}(\S(?:(?! {2}).){1,120})$")
_SPACE: Final = re.compile(r"\s+")
_DECLARATION: Final = re.compile(r"<[!?][^<>]{0,500}>")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self.quotes = 0
        self.silent: list[str] = []  # open elements inside (and with) the outermost silent one
        self.sizeless = False  # the outermost is silent by its font size alone

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: (text or "") for name, text in attrs[:40]}
        style = given.get("style", "").lower()[:500]
        hidden = "hidden" in given or _HIDDEN.search(style) is not None
        if self.silent and self.sizeless and tag not in _VOID and (hidden or _SIZE.search(style)):
            self.silent.clear()  # layout tables close the gaps between their cells with "font-size:0"
        if self.silent:
            # An unclosed silent element must not swallow the letter: a body always ends it.
            if tag == "body":
                self.silent.clear()
            elif tag not in _VOID and len(self.silent) < 200:
                self.silent.append(tag)
            return
        hidden = hidden or tag in _SILENT
        if tag not in _VOID and (hidden or _NO_SIZE.search(style)):
            self.silent.append(tag)
            self.sizeless = not hidden
            return
        if tag in _BLOCK:
            self.out.append("\n\n" if tag in _PARAGRAPH else "\n")
        elif tag in {"td", "th"}:
            self.out.append("  ")
        if tag == "blockquote" or _QUOTE_CLASS.search(given.get("class", "")[:200]):
            self.quotes += tag == "blockquote"
            self.out.append(f"\n\x00{self.quotes}\n")

    def handle_endtag(self, tag: str) -> None:
        if self.silent:
            if tag in self.silent:
                while self.silent and self.silent.pop() != tag:
                    pass
            elif tag in {"head", "body", "html"}:
                self.silent.clear()
            return
        if tag == "blockquote" and self.quotes:
            self.quotes -= 1
            self.out.append(f"\n\x00{self.quotes}\n")
        if tag in _BLOCK:
            self.out.append("\n\n" if tag in _PARAGRAPH else "\n")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.out.append(_SPACE.sub(" ", data.replace("\x00", "")))


def _without_comments(html: str) -> str:
    kept: list[str] = []
    at = 0
    while (start := html.find("<!--", at)) >= 0:
        kept.append(html[at:start])
        end = html.find("-->", start + 4)
        if end < 0:
            return "".join(kept)
        at = end + 3
    kept.append(html[at:])
    # What is left of "<!" and "<?" makes html.parser raise or look far ahead; none of it is text.
    return _DECLARATION.sub("", "".join(kept)).replace("<!", "&lt;!").replace("<?", "&lt;?")


def html_to_text(html: str) -> str:
    """Return the visible text of *html*: one line a block, ``>`` before quoted lines, hidden preview text left out."""
    html = _without_comments(html[:MAX_HTML])
    reader = _Reader()
    for at in range(0, len(html), _BITE):
        reader.feed(html[at : at + _BITE])
        if len(reader.rawdata) > _BITE:
            reader.rawdata = ""
    reader.close()
    depth = 0
    lines: list[str] = []
    for line in "".join(reader.out).split("\n"):
        if line.startswith("\x00"):
            depth = min(int(line[1:] or 0), 9)
            continue
        text = line.strip()
        if (cells := _CELLS.match(text)) and not has_head(cells[1]):
            text = f"{cells[1]}: {cells[2]}"
        if text or (lines and lines[-1].strip("> ")):
            lines.append(">" * depth + (" " if depth else "") + text)
    return "\n".join(lines).strip("\n")
