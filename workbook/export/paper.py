"""From the document to the page: the fixed template, compiled in this process.

Typst stays loaded between documents, so a second export costs a tenth of a second. An export never fails over what
it shows: what the strict standard refuses is taken out piece by piece, with a warning for each.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

from workbook.export import fonts
from workbook.export.document import Document
from workbook.export.inline import Node
from workbook.export.outputs import Log

if TYPE_CHECKING:
    import typst

STANDARD: Final = "ua-1"
TEMPLATE: Final = Path(__file__).parent / "recovery_plan.typ"
_one_at_a_time = Lock()


@cache
def template() -> bytes:
    """Return the template's source."""
    return TEMPLATE.read_bytes()


@cache
def _compiler() -> typst.Compiler:
    import typst

    # The root is a folder that holds nothing of the person's: a picture cannot name a file to read.
    return typst.Compiler(root=str(fonts.OWN), font_paths=fonts.loaded())


def _compile(document: Document, **options: Any) -> list[bytes]:
    files = {"main.typ": template(), "doc.json": document.json(), **document.figures}
    with _one_at_a_time:
        out = _compiler().compile(files, **options)
    return out if isinstance(out, list) else [out]  # type: ignore[list-item]


def pdf(document: Document, log: Log) -> bytes:
    """Return *document* as a tagged PDF/UA-1; as a plain PDF, with a warning, if the standard refuses it."""
    try:
        return _compile(document, format="pdf", pdf_standards=STANDARD)[0]
    except RuntimeError as error:
        log.debug("The first attempt failed: %s", error)
    document = _without_broken_figures(document, log)
    for standard in ([STANDARD], []):
        try:
            out = _compile(document, format="pdf", pdf_standards=standard)[0]
        except RuntimeError as error:
            log.debug("Another attempt failed: %s", error)
        else:
            if not standard:
                log.warning("The PDF does not meet the accessibility standard PDF/UA-1; it is complete otherwise.")
            return out
    return _compile(_without_failing_nodes(document, log), format="pdf")[0]


def pages(document: Document, ppi: float = 100) -> list[bytes]:
    """Return each page of *document* as a PNG picture."""
    return _compile(document, format="png", ppi=ppi)


def _compiles(document: Document) -> bool:
    try:
        _compile(document, format="pdf")
    except RuntimeError:
        return False
    return True


def _without_broken_figures(document: Document, log: Log) -> Document:
    """Take out the pictures that cannot be decoded; each place says so."""
    broken = set()
    for name, data in document.figures.items():
        node = {"kind": "figure", "file": name, "alt": "", "width": 0}
        trial = Document({**document.data, "nodes": [node]}, {name: data})
        if not _compiles(trial):
            broken.add(name)
            log.warning("A picture cannot be read (%s) and is left out.", name)
    if not broken:
        return document
    figures = {name: data for name, data in document.figures.items() if name not in broken}
    return Document(_replaced(document.data, broken), figures)


def _replaced(data: Any, broken: set[str]) -> Any:
    if isinstance(data, dict):
        if data.get("file") in broken:
            in_line = "i" in data
            words = [{"i": "text", "t": data.get("alt", "")}]
            return {"i": "span", "c": words} if in_line else {"kind": "notice", "label": "broken"}
        return {key: _replaced(value, broken) for key, value in data.items()}
    if isinstance(data, list):
        return [_replaced(item, broken) for item in data]
    return data


def _without_failing_nodes(document: Document, log: Log) -> Document:
    """Print as plain words each node that the template cannot draw; the rest stays as it is."""
    nodes: list[Node] = []
    for node in document.data["nodes"]:
        if _compiles(replace(document, data={**document.data, "nodes": [node]})):
            nodes.append(node)
        else:
            log.warning("A part of the notebook (%s) cannot be drawn and is printed as plain text.", node.get("kind"))
            nodes.extend(_as_text(node))
    plain = replace(document, data={**document.data, "nodes": nodes})
    if _compiles(plain):
        return plain
    every = [text for node in document.data["nodes"] for text in _as_text(node)]
    return replace(document, data={**document.data, "nodes": every})


def _as_text(node: Node) -> list[Node]:
    return [{"kind": "text", "c": [{"i": "text", "t": words}]} for words in _words(node)]


def _words(data: Any, key: str = "") -> Iterator[str]:
    if isinstance(data, str):
        if data.strip() and key not in {
            "kind",
            "i",
            "to",
            "file",
            "id",
            "track",
            "tone",
            "role",
            "k",
            "fg",
            "align",
            "day",
        }:
            yield data
    elif isinstance(data, dict):
        for name, value in data.items():
            yield from _words(value, name)
    elif isinstance(data, list):
        for value in data:
            yield from _words(value, key)


def package(document: Document) -> dict[str, bytes]:
    """Return the files to go on with in Typst: the template, the document, pictures, fonts and a note."""
    from workbook.words import _

    note = _(
        "This folder holds your document in a form you can edit.\n\n"
        "doc.json      the texts and numbers\n"
        "main.typ      how they are drawn\n"
        "fonts/        the typefaces, free to use under the SIL Open Font License\n\n"
        "With Typst (typst.app, or the free program):\n"
        "typst compile --font-path fonts --ignore-system-fonts --pdf-standard ua-1 main.typ\n"
    )
    files = {
        "main.typ": template(),
        "doc.json": json.dumps(document.data, ensure_ascii=False, indent=1).encode("utf-8"),
    }
    files |= document.figures
    files |= {f"fonts/{path.name}": path.read_bytes() for path in fonts.files()}
    files |= {f"fonts/{name}": path.read_bytes() for name, path in fonts.licences().items()}
    files["README.txt"] = str(note).encode("utf-8")
    return files
