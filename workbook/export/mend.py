"""A notebook brought into format 4, and its gaps filled: an export must not fail over what a file leaves out.

The result is valid: what is missing gets its empty form, what is of the wrong kind is left out.

**Why not** ``nbformat.validate``: it says that something is wrong, not how to go on, and its first call costs 26 ms.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from typing import Any, Final

import nbformat
from nbformat.v3.rwbase import rejoin_lines

CELLS: Final = frozenset(("markdown", "code", "raw"))
OUTPUTS: Final = frozenset(("stream", "error", "display_data", "execute_result"))


def mended(notebook: Any) -> Any:
    """Return a copy of *notebook* in format 4, in which each cell has its parts and an id of its own.

    All of it is new but the texts, so that preprocessors may write into it.
    """
    nb = {**notebook}
    if nb.get("nbformat", 4) != 4:
        # The conversion writes into what it is given.
        nb = _newer(copy.deepcopy(nb))
    minor = nb.get("nbformat_minor")
    nb["nbformat"], nb["nbformat_minor"] = 4, minor if isinstance(minor, int) else 0
    nb["metadata"] = _mapping(nb.get("metadata"))
    for key in ("kernelspec", "language_info"):
        if key in nb["metadata"]:
            nb["metadata"][key] = _mapping(nb["metadata"][key])
    if not isinstance(nb["metadata"].get("language", ""), str):
        del nb["metadata"]["language"]
    nb["cells"] = [_cell(cell) for cell in _mappings(nb.get("cells"))]
    if nb["nbformat_minor"] >= 5:
        _name(nb["cells"])
    return nbformat.from_dict(nb)


def keeps_to_format(notebook: Any) -> bool:
    """Whether everything in *notebook* (format 4) that an export reads has the kind that the format says."""
    cells = notebook.get("cells")
    if not isinstance(notebook.get("metadata"), Mapping) or not isinstance(cells, list):
        return False
    return all(isinstance(cell, Mapping) and _is_whole(cell) for cell in cells)


def _is_whole(cell: Mapping[str, Any]) -> bool:
    meta, source = cell.get("metadata"), cell.get("source")
    if cell.get("cell_type") not in CELLS or not isinstance(meta, Mapping) or not isinstance(source, str | list):
        return False
    if not isinstance(meta.get("tags", []), list) or not isinstance(meta.get("jupyter", {}), Mapping):
        return False
    outputs = cell.get("outputs", [])
    return isinstance(outputs, list) and all(
        isinstance(output, Mapping)
        and output.get("output_type") in OUTPUTS
        and isinstance(output.get("data", {}), Mapping)
        and isinstance(output.get("metadata", {}), Mapping)
        for output in outputs
    )


def _newer(nb: Any) -> Any:
    """Return a notebook of an older format (or of one that is not out yet) as format 4."""
    if nb.get("nbformat") == 3:
        nb["metadata"] = _mapping(nb.get("metadata"))
        nb["worksheets"] = list(_mappings(nb.get("worksheets")))
        for sheet in nb["worksheets"]:
            sheet["cells"] = list(_mappings(sheet.get("cells")))
            sheet["metadata"] = _mapping(sheet.get("metadata"))
            for cell in sheet["cells"]:
                cell["metadata"] = _mapping(cell.get("metadata"))
        nb.setdefault("nbformat_minor", 0)
        return nbformat.convert(rejoin_lines(nbformat.from_dict(nb)), 4)
    try:
        return nbformat.convert(nb, 4)
    except (nbformat.ValidationError, ValueError):
        return nb


def _cell(cell: dict[str, Any]) -> dict[str, Any]:
    meta = cell["metadata"] = _mapping(cell.get("metadata"))
    if "tags" in meta:
        meta["tags"] = [tag for tag in meta["tags"] if isinstance(tag, str)] if isinstance(meta["tags"], list) else []
    if "jupyter" in meta:
        meta["jupyter"] = _mapping(meta["jupyter"])
    source = cell.get("source")
    cell["source"] = (
        "".join(map(str, source)) if isinstance(source, list) else source if isinstance(source, str) else ""
    )
    if "attachments" in cell:
        cell["attachments"] = {name: _mapping(data) for name, data in _mapping(cell["attachments"]).items()}
    if cell.get("cell_type") == "code":
        cell["outputs"] = list(_mappings(cell.get("outputs")))
        cell.setdefault("execution_count", None)
        for output in cell["outputs"]:
            for key in ("data", "metadata"):
                if key in output:
                    output[key] = _mapping(output[key])
    return cell


def _name(cells: list[dict[str, Any]]) -> None:
    """Give an id to each cell that has none or one that was taken; the same ids each time."""
    taken = set()
    for at, cell in enumerate(cells):
        if not isinstance(cell.get("id"), str) or cell["id"] in taken:
            cell["id"] = f"cell-{at}"
        taken.add(cell["id"])


def _mapping(value: Any) -> dict[str, Any]:
    return dict(value) if isinstance(value, Mapping) else {}


def _mappings(value: Any) -> Iterator[dict[str, Any]]:
    return (dict(item) for item in value if isinstance(item, Mapping)) if isinstance(value, list) else iter(())
