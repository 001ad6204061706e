"""Markdown cells as document nodes, through mistune's syntax tree."""

from __future__ import annotations

import html as entities
import re
from collections.abc import Callable
from functools import cache
from typing import Any, Final

from workbook.export import inline, listings
from workbook.export.figures import Figures
from workbook.export.inline import Inline, Node

PLUGINS: Final = (
    "table",
    "strikethrough",
    "math",
    "url",
    "task_lists",
    "footnotes",
    "superscript",
    "subscript",
    "mark",
)
_WRAPS: Final = {"strong": "strong", "emphasis": "emph", "strikethrough": "strike", "superscript": "sup",
                 "subscript": "sub", "mark": "mark", "insert": "mark"}  # fmt: skip
_TAGS: Final = {"b": "strong", "strong": "strong", "i": "emph", "em": "emph", "s": "strike", "del": "strike",
                "sub": "sub", "sup": "sup", "mark": "mark", "kbd": "strong", "u": "emph"}  # fmt: skip
_TAG = re.compile(r"<(/?)\s*([a-zA-Z][a-zA-Z0-9]*)([^>]*)>")
# Stricter than mistune's: "$5 and $10" are prices. No space inside the signs, no digit after them.
_INLINE_MATH: Final = (
    r"\$\$(?P<display_math_text>(?:[^$\\]|\\.)*?)\$\$|"
    r"\$(?P<backtick_math_marker>`+)(?P<backtick_math_text>[\s\S]*?)(?P=backtick_math_marker)\$|"
    r"\$(?![\s$])(?P<math_text>(?:[^$\\\n]|\\.)*?(?:[^$\\\s]|\\.))\$(?!\d)"
)
# MathJax draws these without dollar signs, too.
_ENVIRONMENT: Final = (
    r"^ {0,3}\\begin\{(?P<env>(?:equation|align|alignat|gather|multline|eqnarray|displaymath|flalign)\*?)\}"
    r"[\s\S]*?\\end\{(?P=env)\}[ \t]*(?:\n|$)"
)
# Ordinary words between dollar signs are no formula either, unless a sign of one stands among them.
_FORMULA = re.compile(r"[\\^_=+*/<>{}]|^(?!.*[A-Za-z]{3})(?:\S|,\s)*$")


@cache
def _parser() -> Callable[[str], Any]:
    import mistune

    parser = mistune.create_markdown(renderer=None, plugins=list(PLUGINS))
    parser.inline.specification["inline_math"] = _INLINE_MATH
    parser.block.register("environment", _ENVIRONMENT, _environment, before="list")
    return parser


def _environment(_parser: Any, match: re.Match[str], state: Any) -> int:
    state.append_token({"type": "block_math", "raw": match[0].strip()})
    return match.end()


def nodes(source: str, figures: Figures) -> list[Node]:
    """Return the nodes of a Markdown text."""
    try:
        return _Reader(figures).blocks(_parser()(source))
    except RecursionError:
        return [{"kind": "text", "c": [inline.text(source)]}]


class _Reader:
    def __init__(self, figures: Figures) -> None:
        self.figures = figures

    def blocks(self, tokens: list[dict[str, Any]]) -> list[Node]:
        out: list[Node] = []
        for token in tokens:
            out.extend(self.block(token))
        return out

    def block(self, token: dict[str, Any]) -> list[Node]:
        kind, attrs = token["type"], token.get("attrs", {})
        match kind:
            case "heading":
                children = self.line(token["children"])
                return (
                    [{"kind": "head", "level": attrs["level"], "c": children}] if inline.plain(children).strip() else []
                )
            case "paragraph" | "block_text":
                return inline.paragraph(self.line(token["children"]))
            case "list":
                return [self.listed(token, attrs)]
            case "block_quote":
                return [{"kind": "aside", "nodes": self.blocks(token["children"])}]
            case "block_code":
                return [listings.listing(token["raw"].rstrip("\n"), (attrs.get("info") or "").partition(" ")[0])]
            case "thematic_break":
                return [{"kind": "rule"}]
            case "block_math":
                return [inline.display(token["raw"].strip())]
            case "table":
                return self.table(token)
            case "block_html":
                from workbook.export import markup

                return markup.nodes(token["raw"], self.figures)
            case "footnotes":
                notes = [self.blocks(item["children"]) for item in token["children"]]
                return [{"kind": "rule"}, {"kind": "list", "ordered": True, "start": 1, "small": True, "items": notes}]
            case "blank_line":
                return []
        if "children" in token:
            return self.blocks(token["children"])
        return inline.paragraph([inline.text(token.get("raw", ""))])

    def listed(self, token: dict[str, Any], attrs: dict[str, Any]) -> Node:
        items, ticks = [], []
        for item in token["children"]:
            items.append(self.blocks(item["children"]))
            ticks.append(item.get("attrs", {}).get("checked") if item["type"] == "task_list_item" else None)
        return {
            "kind": "list",
            "ordered": bool(attrs.get("ordered")),
            "start": max(0, min(attrs.get("start", 1), 10**6)),
            "items": items,
            "ticks": ticks if any(tick is not None for tick in ticks) else [],
        }

    def table(self, token: dict[str, Any]) -> list[Node]:
        from workbook.export import tables

        header: list[list[tables.Cell]] = []
        rows: list[list[tables.Cell]] = []
        for part in token["children"]:
            lines = (
                [part["children"]] if part["type"] == "table_head" else [row["children"] for row in part["children"]]
            )
            for line in lines:
                cells = [
                    tables.Cell(tuple(self.line(cell["children"])), align=cell["attrs"].get("align") or "")
                    for cell in line
                ]
                (header if part["type"] == "table_head" else rows).append(cells)
        return tables.nodes(header, rows)

    def line(self, tokens: list[dict[str, Any]]) -> list[Inline]:
        """Return inline runs; inline HTML tags arrive one by one and are paired here."""
        open_tags: list[tuple[str, list[Inline]]] = []
        out: list[Inline] = []
        for token in tokens:
            if token["type"] != "inline_html":
                out.extend(self.run(token))
                continue
            match = _TAG.fullmatch(token["raw"].strip())
            if match is None:
                continue
            closing, tag, rest = match[1], match[2].lower(), match[3]
            if tag == "br":
                out.append(inline.line_break())
            elif tag == "img":
                from workbook.export import markup

                out.extend(markup.line(token["raw"], self.figures))
            elif closing:
                if open_tags and open_tags[-1][0].partition(" ")[0] == tag:
                    name, before = open_tags.pop()
                    out = [*before, _close(name, out)]
            elif not rest.endswith("/") and (tag in _TAGS or tag in {"a", "code", "span"}):
                open_tags.append((f"{tag} {rest}", out))
                out = []
        while open_tags:
            _name, before = open_tags.pop()
            out = [*before, *out]
        return out

    def run(self, token: dict[str, Any]) -> list[Inline]:
        kind = token["type"]
        match kind:
            case "text":
                return [inline.text(entities.unescape(token["raw"]))]
            case "softbreak":
                return [inline.text(" ")]
            case "linebreak":
                return [inline.line_break()]
            case "codespan":
                return [inline.code(entities.unescape(token["raw"]))]
            case "block_math":
                return [inline.math(token["raw"].strip())]
            case "inline_math":
                raw = token["raw"]
                return [inline.math(raw) if _FORMULA.search(raw) else inline.text(f"${raw}$")]
            case "link":
                return [inline.link(token["attrs"]["url"], self.line(token["children"]))]
            case "image":
                return self.image(token["attrs"]["url"], inline.plain(self.line(token["children"])))
            case "footnote_ref":
                return [inline.wrap("sup", [inline.text(str(token["attrs"]["index"]))])]
        if kind in _WRAPS:
            return [inline.wrap(_WRAPS[kind], self.line(token["children"]))]
        if "children" in token:
            return self.line(token["children"])
        return [inline.text(token.get("raw", ""))]

    def image(self, url: str, alt: str) -> list[Inline]:
        """Return a picture that the notebook holds; one elsewhere becomes its link, and nothing is fetched."""
        file = self.figures.from_url(url)
        if file:
            return [inline.image(file, alt)]
        label = [inline.text(alt)] if alt.strip() else []
        return [inline.link(url, label)] if not url.startswith(("data:", "attachment:")) else label


def _close(name: str, children: list[Inline]) -> Inline:
    tag, _space, rest = name.partition(" ")
    if tag == "a":
        match = re.search(r"""href\s*=\s*["']?([^"'\s>]+)""", rest)
        return inline.link(entities.unescape(match[1]), children) if match else inline.wrap("span", children)
    if tag == "code":
        return inline.code(inline.plain(children))
    return inline.wrap(_TAGS.get(tag, "span"), children)
