"""A notebook brought into format 4, and its gaps filled: an export must not fail over what a file leaves out."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

import nbformat


def mended(notebook: Any) -> Any:
    """Return a copy of *notebook* in format 4, in which each cell has its parts and an id of its own."""
    # A copy first: the conversion writes into what it is given.
    nb = copy.deepcopy(notebook)
    if nb.get("nbformat", 4) != 4:
        nb = nbformat.convert(nb, 4)
    nb["nbformat"], nb["nbformat_minor"] = 4, nb.get("nbformat_minor") or 0
    if not isinstance(nb.get("metadata"), Mapping):
        nb["metadata"] = {}
    if not isinstance(nb["metadata"].get("language", ""), str):
        del nb["metadata"]["language"]
    cells = nb.get("cells") if isinstance(nb.get("cells"), list) else []
    nb["cells"] = [cell for cell in cells or [] if isinstance(cell, Mapping)]
    for at, cell in enumerate(nb["cells"]):
        if not isinstance(cell.get("metadata"), Mapping):
            cell["metadata"] = {}
        if isinstance(cell.get("source"), list):
            cell["source"] = "".join(map(str, cell["source"]))
        if not isinstance(cell.get("source"), str):
            cell["source"] = ""
        if cell.get("cell_type") == "code":
            cell["outputs"] = [out for out in cell.get("outputs") or [] if isinstance(out, Mapping)]
            cell.setdefault("execution_count", None)
        if nb["nbformat_minor"] >= 5 and not isinstance(cell.get("id"), str):
            cell["id"] = f"cell-{at}"
    return nbformat.from_dict(nb)
