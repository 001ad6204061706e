"""HTML as document nodes: tables as tables, the rest as the words and their form. Scripts and styles are left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from workbook.export import inline, listings, tables
from workbook.export.inline import Inline, Node

if TYPE_CHECKING:
    from bs4.element import PageElement, Tag

    from workbook.export.figures import Figures

_SKIPPED: Final = frozenset(
    (
        *("script", "style", "head", "template", "noscript", "object", "canvas", "button", "select", "source", "track"),
        *("textarea", "link", "meta", "title", "colgroup", "col"),
    )
)
_WRAPS: Final = {"b": "strong", "strong": "strong", "th": "strong", "dt": "strong", "summary": "strong", "i": "emph",
                 "em": "emph", "cite": "emph", "u": "emph", "s": "strike", "del": "strike", "strike": "strike",
                 "sub": "sub", "sup": "sup", "mark": "mark"}  # fmt: skip
_BLOCKS: Final = frozenset(
    (
        *(
            "address",
            "article",
            "aside",
            "blockquote",
            "body",
            "center",
            "dd",
            "details",
            "div",
            "dl",
            "dt",
            "fieldset",
        ),
        *("figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li"),
        *(
            "main",
            "nav",
            "ol",
            "p",
            "pre",
            "section",
            "summary",
            "table",
            "tbody",
            "td",
            "tfoot",
            "th",
            "thead",
            "tr",
            "ul",
        ),
    )
)
_PLAYERS: Final = ["iframe", "video", "audio", "embed", "object", "canvas"]
DEEPEST: Final = 24


def nodes(source: str, figures: Figures) -> list[Node]:
    """Return the nodes of an HTML text."""
    root = _soup(source)
    for frame in root.find_all("iframe", srcdoc=True) + root.find_all("iframe", attrs={"data-html": True}):
        # A page in a page (a map): beside it stands a word to the reader on screen, not on paper.
        for word in frame.parent.find_all("span"):
            word.decompose()
    try:
        return _blocks(root, figures, 0)
    except RecursionError:
        return inline.paragraph(inline.tidy([inline.text(root.get_text(" "))]))


def line(source: str, figures: Figures) -> list[Inline]:
    """Return the runs of a piece of inline HTML."""
    return inner(_soup(source), figures)


def has_table(source: str) -> bool:
    """Whether the HTML holds a table, told without parsing it."""
    return "<table" in source.lower()


def is_live(source: str) -> bool:
    """Whether HTML without words is something to look at in a browser: a player, a canvas, a plot that a script draws.

    A style or a script alone is none: it only prepares the page.
    """
    root = _soup(source)
    if root.find(_PLAYERS):
        return True
    return root.find("script") is not None and root.find(["div", "span", "p", "figure"]) is not None


def inner(tag: Tag, figures: Figures) -> list[Inline]:
    """Return the runs inside *tag*, whatever their layout."""
    return inline.tidy(_runs(tag, figures, 0))


def _soup(source: str) -> Any:
    import warnings

    from bs4 import BeautifulSoup

    with warnings.catch_warnings():
        # A text that is no markup (a path, a URL) is not a fault here.
        warnings.simplefilter("ignore")
        return BeautifulSoup(source, "html.parser")


def _blocks(tag: Tag, figures: Figures, depth: int) -> list[Node]:
    out: list[Node] = []
    loose: list[Inline] = []

    def flush() -> None:
        out.extend(inline.paragraph(inline.tidy(loose)))
        loose.clear()

    for child in tag.children:
        name = getattr(child, "name", None)
        if name in _BLOCKS or (name and _holds_block(child)):
            flush()
            out.extend(_block(child, figures, depth + 1))  # type: ignore[arg-type]
        else:
            loose.extend(_run(child, figures, depth + 1))
    flush()
    return out


def _holds_block(tag: Any) -> bool:
    return tag.name not in _SKIPPED and tag.find(lambda inside: inside.name in _BLOCKS) is not None


def _block(tag: Tag, figures: Figures, depth: int) -> list[Node]:
    name = tag.name
    if depth > DEEPEST:
        return inline.paragraph(inline.tidy([inline.text(tag.get_text(" "))]))
    if name == "table":
        return tables.from_html(tag, figures)
    if name == "hr":
        return [{"kind": "rule"}]
    if name == "pre":
        return [listings.plain(tag.get_text().rstrip("\n"))]
    if len(name) == 2 and name[0] == "h" and name[1] in "123456":
        runs = inner(tag, figures)
        return [{"kind": "head", "level": int(name[1]), "c": runs}] if inline.plain(runs).strip() else []
    if name in {"ul", "ol"}:
        items = [_blocks(li, figures, depth) for li in tag.find_all("li", recursive=False)]
        return [{"kind": "list", "ordered": name == "ol", "start": 1, "ticks": [], "items": items}] if items else []
    if name == "blockquote":
        return [{"kind": "aside", "nodes": _blocks(tag, figures, depth)}]
    if name in {"dt", "summary"}:
        return inline.paragraph([inline.wrap("strong", inner(tag, figures))])
    return _blocks(tag, figures, depth)


def _runs(tag: Tag, figures: Figures, depth: int) -> list[Inline]:
    out: list[Inline] = []
    for child in tag.children:
        if getattr(child, "name", None) in _BLOCKS and out and out[-1]["i"] != "break":
            out.append(inline.line_break())
        out.extend(_run(child, figures, depth + 1))
    return out


def _run(item: PageElement, figures: Figures, depth: int) -> list[Inline]:
    from bs4.element import NavigableString, PreformattedString, Tag

    if not isinstance(item, Tag):
        hidden = isinstance(item, PreformattedString) or not isinstance(item, NavigableString)
        return [] if hidden else _text(str(item))
    name = item.name
    if name in _SKIPPED:
        return []
    if name == "br":
        return [inline.line_break()]
    if depth > DEEPEST:
        return [inline.text(item.get_text(" "))]
    if name == "img":
        return _image(item, figures)
    if name in _PLAYERS:
        return _player(item)
    if name == "svg":
        file = figures.add("image/svg+xml", str(item))
        return [inline.image(file, str(item.get("aria-label") or ""))] if file else []
    if name == "a":
        runs = _runs(item, figures, depth)
        return [inline.link(str(item.get("href") or ""), runs)] if inline.plain(runs).strip() else runs
    if name in {"code", "kbd", "samp", "tt"}:
        return [inline.code(item.get_text())]
    runs = _runs(item, figures, depth)
    return [inline.wrap(_WRAPS[name], runs)] if name in _WRAPS else runs


def _text(words: str) -> list[Inline]:
    """Return a text; what stands between double dollar signs is a formula (Jupyter draws it in HTML, too)."""
    if words.count("$$") < 2:
        return [inline.text(words)]
    out: list[Inline] = []
    for at, part in enumerate(words.split("$$")):
        if at % 2 and part.strip():
            out += [inline.line_break(), inline.math(part.strip()), inline.line_break()]
        elif part.strip():
            out.append(inline.text(part))
    return out


def _image(tag: Tag, figures: Figures) -> list[Inline]:
    url, alt = str(tag.get("src") or ""), str(tag.get("alt") or "")
    file = figures.from_url(url)
    if file:
        return [inline.image(file, alt)]
    label = [inline.text(alt)] if alt.strip() else []
    return label if not url or url.startswith(("data:", "attachment:")) else [inline.link(url, label)]


def _player(tag: Tag) -> list[Inline]:
    """Return the link to what plays elsewhere; what is inside the notebook itself has no words."""
    inside = tag.find("source")
    url = str(tag.get("src") or (inside.get("src") if inside is not None else "") or "")
    return [inline.link(url, [])] if url.startswith(("https://", "http://")) else []
