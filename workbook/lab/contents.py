"""What JupyterLab writes into a notebook file: never an answer.

In form mode, cells show forms and what was computed from answers. JupyterLab's autosave would keep those outputs in the
``.ipynb``, beside the folder that a person zips and sends. The server calls :func:`without_outputs` before each save.

It also keeps out stored widgets, which look alive on the next opening, accept typing, and save nothing.
"""

from __future__ import annotations

from typing import Any


def without_outputs(model: dict[str, Any], **_rest: object) -> None:
    """Empty the outputs of a notebook that the workbook prepared (jupyter_server's ``pre_save_hook``)."""
    if model.get("type") != "notebook":
        return
    content = model["content"]
    metadata = content.get("metadata", {})
    if "workbook" not in metadata:
        return
    metadata.pop("widgets", None)
    for cell in content.get("cells", []):
        if cell.get("cell_type") == "code":
            cell["outputs"] = []
            cell["execution_count"] = None
