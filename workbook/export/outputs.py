"""What a cell printed, as document nodes: of each output, the form that paper shows best."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from logging import Logger, LoggerAdapter
from typing import Any

from workbook import blocks
from workbook.export import inline, listings, printed
from workbook.export.figures import ENDINGS, Figures
from workbook.export.inline import Node

WIDGET = "application/vnd.jupyter.widget-view+json"
Log = Logger | LoggerAdapter[Any]
# What stands in for an output that only a browser shows: no words for paper.
_STAND_IN = re.compile(r"<IPython\.(?:core|lib)\.display\.\w+(?: object| at 0x[0-9a-f]+)?>|<[\w.]+ at 0x[0-9a-f]+>")
# Drawn by a script of its own in the browser; the loaders among them draw nothing.
_LIVE = re.compile(
    r"(?:application|text)/(?:vnd\.(?:plotly|vega|vegalite|bokehjs_exec|holoviews_exec|jupyter\.es6)|geo\+json)"
)
_LOADERS = re.compile(r"application/(?:javascript|vnd\.(?:bokehjs_load|holoviews_load)\b)")


@dataclass(frozen=True)
class Outputs:
    """Reads outputs; ``log`` hears of each that could not be shown as it is."""

    figures: Figures
    log: Log
    quiet_widgets: bool = False

    def nodes(self, outputs: list[Any]) -> list[Node]:
        """Return the nodes of a cell's outputs, in order."""
        out: list[Node] = []
        for output in outputs:
            kind = output.get("output_type")
            if kind == "stream":
                text = _joined(output.get("text"))
                out.extend([listings.plain(text.rstrip("\n"), "stream")] if text.strip() else [])
            elif kind == "error":
                trace = "\n".join(_joined(line) for line in output.get("traceback") or [])
                told = trace or f"{output.get('ename', '')}: {output.get('evalue', '')}"
                out.append(listings.plain(told.rstrip("\n"), "error"))
            else:
                out.extend(self.data(output.get("data") or {}, output.get("metadata") or {}))
        return out

    def data(self, data: Mapping[str, Any], metadata: Mapping[str, Any]) -> list[Node]:
        """Return the nodes of one output: the first form that works."""
        if blocks.MIME in data:
            node = printed.node(_json(data[blocks.MIME]))
            if node is not None:
                return [node]
            self.log.warning("A block of a kind this version does not know is printed as its plain form.")
        if WIDGET in data:
            return [] if self.quiet_widgets else [{"kind": "notice", "label": "interactive"}]
        source = _joined(data.get("text/html"))
        if source:
            from workbook.export import markup

            if markup.has_table(source):
                found = markup.nodes(source, self.figures)
                if found:
                    return found
        damaged = False
        for mime in ENDINGS:
            if mime in data:
                file = self.figures.add(mime, data[mime])
                if file:
                    formula = _joined(data.get("text/latex")).strip().strip("$").strip()
                    return [{"kind": "figure", "file": file, **_described(mime, metadata, formula)}]
                damaged = True
                self.log.warning("A picture (%s) is damaged and is left out or printed in another form.", mime)
        if source:
            found = markup.nodes(source, self.figures)
            if found:
                return found
        if "text/markdown" in data:
            from workbook.export import markdown

            return markdown.nodes(_joined(data["text/markdown"]), self.figures)
        if "text/latex" in data:
            return _latex(_joined(data["text/latex"]))
        if (source and markup.is_live(source)) or any(_LIVE.match(mime) for mime in data):
            return [{"kind": "notice", "label": "interactive"}]
        text = _joined(data.get("text/plain"))
        if text.strip() and not (_STAND_IN.fullmatch(text.strip()) and len(data) > 1):
            return [listings.plain(text.rstrip("\n"))]
        for mime in sorted(data):
            if mime.startswith(("text/", _CONSOLE)) and mime not in _SEEN and isinstance(data[mime], str | list):
                # Of a kind made for one program, and text all the same.
                return [listings.plain(_joined(data[mime]).rstrip("\n"))]
            if mime == "application/json" or (mime.endswith("+json") and not _LOADERS.match(mime)):
                told = json.dumps(_json(data[mime]), indent=2, ensure_ascii=False)
                if mime == "application/json" or len(told) < _MOST_JSON:
                    return [listings.listing(told, "json")]
        if damaged:
            return [{"kind": "notice", "label": "broken"}]
        unknown = sorted(mime for mime in data if mime not in _SEEN and not _LOADERS.match(mime))
        if unknown:
            names = ", ".join(unknown)
            self.log.warning("An output has no form that paper can show (%s) and is left out.", names)
            return [{"kind": "notice", "label": "not_shown", "text": names}]
        # Styles, scripts and empty texts: meant to be invisible.
        return []


_SEEN = frozenset(("text/html", "text/plain"))
_CONSOLE = "application/vnd.jupyter.std"
_MOST_JSON = 4000


def _latex(source: str) -> list[Node]:
    """Return LaTeX output: a formula; with words around it, as Markdown reads it."""
    bare = source.strip()
    if bare.startswith("$") and bare.endswith("$") and "$" not in bare.strip("$"):
        return [inline.display(bare.strip("$").strip())]
    if "$" in bare:
        from workbook.export import markdown

        return markdown.nodes(source, Figures())
    return [inline.display(bare)]


def raw_cell(source: str, mime: str, figures: Figures) -> list[Node]:
    """Return a raw cell: Markdown and HTML as themselves, plain text as it stands, other formats left out."""
    if mime in {"text/markdown", "text/x-markdown"}:
        from workbook.export import markdown

        return markdown.nodes(source, figures)
    if mime == "text/html":
        from workbook.export import markup

        return markup.nodes(source, figures)
    return (
        [listings.plain(source)]
        if source.strip() and mime in {"", "text/plain", "text/restructuredtext", "text/x-rst"}
        else []
    )


def _described(mime: str, metadata: Mapping[str, Any], formula: str = "") -> dict[str, Any]:
    """Return the alternative text and the width that the output's metadata give; a drawn formula has its source."""
    own = metadata.get(mime)
    both = {**metadata, **own} if isinstance(own, Mapping) else dict(metadata)
    width = both.get("width")
    return {
        "alt": str(both.get("alt") or formula),
        "width": width if isinstance(width, int | float) and 0 < width < 10**5 else 0,
    }


def _joined(text: Any) -> str:
    if isinstance(text, list):
        return "".join(str(part) for part in text)
    return "" if text is None else str(text)


def _json(data: Any) -> Any:
    if isinstance(data, list) and all(isinstance(part, str) for part in data):
        data = "".join(data)
    if isinstance(data, str):
        try:
            return json.loads(data)
        except ValueError:
            return None
    return data


def is_blank(node: Node) -> bool:
    """Whether *node* would print nothing."""
    return node["kind"] == "text" and not inline.plain(node["c"]).strip()
