"""A notebook as one JSON document: all that the template reads.

::

    {"title": ..., "author": ..., "language": "en", "dir": "ltr", "look": {...}, "labels": {...}, "nodes": [...]}

Everything a person wrote is in it as data. The template draws data; no Typst source is ever made from it.
"""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from workbook import words
from workbook.export import inline, listings, markdown
from workbook.export.figures import Figures
from workbook.export.glyphs import Printable, breakable, visible
from workbook.export.inline import Node
from workbook.export.outline import outlined
from workbook.export.outputs import Log, Outputs, raw_cell
from workbook.words import Text, _

LABELS: Final[dict[str, Text]] = {
    "notebook": _("Notebook"),
    "contents": _("Contents"),
    "page": _("Page {n} of {m}"),
    "score": _("{score} of {high}"),
    "no_picture": _("Picture without a description"),
    "interactive": _("Here the notebook has an interactive part. It works on the screen only."),
    "not_shown": _("Here the notebook has something that paper cannot show ({what})."),
    "rows_left_out": _("{n} more rows are in the notebook."),
    "lines_left_out": _("{n} more lines are in the notebook."),
    "said": _("{label}: {text}"),
    "broken": _("Here the notebook has a picture that could not be read."),
}
RTL: Final = frozenset(("ar", "fa", "he", "ur"))
HIDE_INPUT: Final = frozenset(("hide-input", "hide_input", "remove-input", "remove_input"))
HIDE_OUTPUT: Final = frozenset(("hide-output", "hide_output", "remove-output", "remove_output"))
HIDE_CELL: Final = frozenset(("hide-cell", "hide_cell", "remove-cell", "remove_cell", "screen"))
PARAMETERS: Final = frozenset(("parameters", "injected-parameters"))
_ARABIC = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")


@dataclass(frozen=True)
class Look:
    """What can be chosen about the page. ``font_size`` is in points; ``accent`` a colour like ``#0f5c63``."""

    paper: str = "a4"
    font_size: float = 10.5
    accent: str = "#0f5c63"


@dataclass(frozen=True)
class Shown:
    """Which parts of cells are printed (nbconvert's ``exclude_*`` options)."""

    input: bool = True
    output: bool = True
    markdown: bool = True
    raw: bool = True
    code_cell: bool = True


@dataclass(frozen=True)
class Document:
    """The JSON document and the pictures it names."""

    data: dict[str, Any]
    figures: dict[str, bytes] = field(default_factory=dict)

    def json(self) -> bytes:
        """Return the document as the bytes that the template reads; equal documents give equal bytes."""
        return json.dumps(self.data, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8")


def build(notebook: Any, *, name: str, log: Log, look: Look | None = None, shown: Shown | None = None) -> Document:
    """Return the document of *notebook* (format 4). *name* titles a notebook that has no title of its own."""
    meta = notebook.get("metadata") or {}
    own = isinstance(meta.get("workbook"), Mapping)
    figures, printable = Figures(), Printable()
    nodes = printable.tree(list(_cells(notebook, figures, log, shown or Shown(), own=own)))
    cover: Node = next((node for node in nodes if node["kind"] == "cover"), {})
    first = next((node for node in nodes if node["kind"] == "head" and node["level"] == 1), None)
    heading = " ".join(inline.plain(first["c"]).split()) if first else ""
    stated = meta.get("title")
    titles = (stated if isinstance(stated, str) else "", cover.get("title"), heading, name, LABELS["notebook"])
    title = next(line for told in titles if visible(line := printable.text(" ".join(str(told or "").split()))))
    nodes = outlined([node for node in nodes if not (cover and node is first and heading == cover["title"].strip())])
    language = _language(meta, nodes)
    with words.language(language) if language in words.LANGUAGES else contextlib.nullcontext():
        labels = {key: str(text) for key, text in LABELS.items()}
    look = look or Look()
    data = {
        "title": title,
        "author": " ".join(printable.text(_author(meta) or cover.get("name", "")).split()),
        "language": language,
        "dir": "rtl" if language in RTL else "ltr",
        "report": own or any(node["kind"] in _REPORT for node in nodes),
        "labels": labels,
        "look": {"paper": look.paper, "size": look.font_size, "accent": look.accent},
        "nodes": _breakable(nodes),
    }
    data["arabic"] = bool(_ARABIC.search(json.dumps(data, ensure_ascii=False)))
    if printable.warning():
        log.warning("Some characters were changed for print: %s.", printable.warning())
    return Document(data, figures.files)


_REPORT: Final = frozenset(("cover", "opener", "answer", "scores", "timeline", "checklist"))


def _cells(notebook: Any, figures: Figures, log: Log, shown: Shown, *, own: bool) -> Iterator[Node]:
    outputs = Outputs(figures, log, quiet_widgets=own)
    language = _code_language(notebook.get("metadata") or {})
    for cell in notebook.get("cells") or []:
        meta = cell.get("metadata") or {}
        tags = set(meta.get("tags") or ())
        jupyter = meta.get("jupyter") or {}
        if tags & HIDE_CELL:
            continue
        source = cell.get("source") or ""
        source = "".join(source) if isinstance(source, list) else str(source)
        figures.attachments = cell.get("attachments") or {}
        kind = cell.get("cell_type")
        if kind == "markdown" and shown.markdown:
            yield from markdown.nodes(source, figures)
        elif kind == "raw" and shown.raw:
            yield from raw_cell(source, str(meta.get("raw_mimetype") or meta.get("format") or ""), figures)
        elif kind == "code" and shown.code_cell:
            hidden = own or bool(tags & (HIDE_INPUT | PARAMETERS)) or jupyter.get("source_hidden")
            if shown.input and not hidden and source.strip():
                yield listings.listing(source.rstrip("\n"), _magic_language(source, language))
            if shown.output and not tags & HIDE_OUTPUT and not jupyter.get("outputs_hidden"):
                yield from outputs.nodes(list(cell.get("outputs") or []))


def _code_language(meta: Mapping[str, Any]) -> str:
    info, kernel = meta.get("language_info") or {}, meta.get("kernelspec") or {}
    lexer = info.get("pygments_lexer") or info.get("name") or kernel.get("language") or "python"
    return "python" if str(lexer).startswith("ipython") else str(lexer)


def _magic_language(source: str, language: str) -> str:
    match = re.match(r"\s*%%(bash|sh|html|javascript|js|latex|perl|ruby|sql|cython|svg)\b", source)
    return match[1] if match else language


def _author(meta: Mapping[str, Any]) -> str:
    authors = meta.get("authors")
    first = authors[0] if isinstance(authors, list) and authors else authors
    if isinstance(first, Mapping):
        first = first.get("name")
    return first.strip() if isinstance(first, str) else ""


def _language(meta: Mapping[str, Any], nodes: list[Node]) -> str:
    """Return the language: as the notebook says, else Arabic if most letters are, else the reader's own."""
    own = meta.get("workbook")
    stated = own.get("language") if isinstance(own, Mapping) else meta.get("language")
    if isinstance(stated, str) and re.fullmatch("[a-z]{2,3}", stated[:2].lower()):
        return stated[:2].lower()
    everything = json.dumps([node for node in nodes if node["kind"] != "code"], ensure_ascii=False)
    values = " ".join(re.findall(r'"(?:t|title|text|answer|lead)": "((?:[^"\\]|\\.)*)"', everything))
    if len(_ARABIC.findall(values)) > len(_LATIN.findall(values)):
        return "ar"
    return words.current().code


def _breakable(data: Any) -> Any:
    """Give every text of the nodes places to break; keys that are not shown stay as they are."""
    if isinstance(data, str):
        return breakable(data)
    if isinstance(data, list):
        return [_breakable(item) for item in data]
    if isinstance(data, dict):
        return {key: value if key in NOT_SHOWN else _breakable(value) for key, value in data.items()}
    return data


NOT_SHOWN: Final = frozenset(
    (
        "kind",
        "i",
        "to",
        "file",
        "id",
        "track",
        "tone",
        "day",
        "start",
        "end",
        "role",
        "k",
        "fg",
        "align",
        "alt",
        "f",
        "what",
        "l",
        "r",
    )
)
