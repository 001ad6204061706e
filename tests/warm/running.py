"""What the tests of warm runs share: run a notebook with either engine, find processes, make two results comparable."""

from __future__ import annotations

import copy
import re
import tempfile
import time
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import nbformat
import papermill
import psutil
from jupyter_core.paths import jupyter_runtime_dir
from nbformat.v4 import new_code_cell, new_notebook
from traitlets.config import Config

from workbook.warm import ENGINE

QUIET: Final = ["--IPKernelApp.log_level=CRITICAL"]
MARK: Final = f"{uuid.uuid4().int % 10**7 + 10**8}.5"
"""Seconds that nothing sleeps for, except what a test started."""


def notebook(*given: str | tuple[str, Sequence[str]]) -> Any:
    """Return a notebook of code cells; a cell may be given with its tags."""
    cells = []
    for cell in given:
        source, tags = (cell, ()) if isinstance(cell, str) else cell
        cells.append(new_code_cell(source, metadata={"tags": list(tags)} if tags else {}))
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return new_notebook(cells=cells, metadata={"kernelspec": kernel})


def own_sockets() -> dict[str, str]:
    """Return how a kernel is reached through files that are its alone."""
    return {"transport": "ipc", "connection_file": str(Path(jupyter_runtime_dir()) / f"k{uuid.uuid4().hex[:8]}.json")}


@dataclass(frozen=True)
class Run:
    """Runs notebooks in a folder."""

    folder: Path

    def __call__(self, nb: Any, engine: str | None = ENGINE, *, preload: Sequence[str] = (), **given: Any) -> Any:
        """Run *nb* and return what papermill wrote."""
        before, after = self.folder / "in.ipynb", self.folder / "out.ipynb"
        nbformat.write(nb, before)
        config = Config(KernelManager=own_sockets(), WarmProvisioner={"preload": list(preload)} if preload else {})
        given = {"progress_bar": False, "extra_arguments": QUIET, "config": config, **given}
        papermill.execute_notebook(str(before), str(after), engine_name=engine, **given)
        return self.written()

    def written(self) -> Any:
        """Return the notebook as it is on disk."""
        return nbformat.read(self.folder / "out.ipynb", as_version=4)

    def said(self, *sources: str, **given: Any) -> list[str]:
        """Run cells and return the text of each one's output."""
        return [text(cell) for cell in self(notebook(*sources), **given).cells]


def text(cell: Any) -> str:
    """Return what a cell printed or gave."""
    return "".join(output.get("text") or output.data["text/plain"] for output in cell.outputs).strip()


def left_over() -> list[str]:
    """Return what still runs of the processes that carry the mark; they have a second to go."""
    deadline = time.monotonic() + 1
    while found := [process for process in psutil.process_iter(["cmdline"]) if MARK in str(process.info["cmdline"])]:
        if time.monotonic() > deadline:
            return [str(process) for process in found]
        time.sleep(0.02)
    return []


def until(true: Callable[[], Any], seconds: float = 10) -> Any:
    """Wait until *true* is, and return what it gave."""
    deadline = time.monotonic() + seconds
    while not (found := true()):
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.02)
    return found


def comparable(nb: Any) -> dict[str, Any]:
    """Return a notebook without what differs between any two runs of it: times, places, addresses, ids."""
    same = copy.deepcopy(nb)
    same.metadata.pop("papermill", None)
    widgets = same.metadata.pop("widgets", None)
    same.metadata["widget_models"] = (
        len(widgets["application/vnd.jupyter.widget-state+json"]["state"]) if widgets else 0
    )
    for cell in same.cells:
        cell.pop("id", None)
        cell.metadata.pop("execution", None)
        noted = cell.metadata.pop("papermill", {})
        cell.metadata["status"] = [noted.get("status"), noted.get("exception")]
    made: dict[str, Any] = plain(same)
    for cell in made["cells"]:
        joined: list[Any] = []
        for output in cell.get("outputs", []):
            # Where a stream is cut depends on when it was looked at.
            if (
                joined
                and output["output_type"] == "stream" == joined[-1]["output_type"]
                and (output["name"] == joined[-1]["name"])
            ):
                joined[-1]["text"] += output["text"]
            else:
                joined.append(output)
        if joined:
            cell["outputs"] = joined
    return made


def plain(written: Any) -> Any:
    """Take addresses in memory, ids of processes and of widgets, and times of drawing out of all texts."""
    if isinstance(written, dict):
        return {name: plain(value) for name, value in written.items()}
    if isinstance(written, list):
        return [plain(value) for value in written]
    if not isinstance(written, str):
        return written
    for pattern, instead in (
        (r"0x[0-9a-f]{6,}", "0x"),
        (r"ipykernel_\d+", "ipykernel_0"),
        (re.escape(tempfile.gettempdir()) + r"/\S+?(?=[\s\"':,)]|$)", "somewhere"),
        (r"[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "id"),
        (r"<dc:date>.*?</dc:date>", ""),
        (r"(id=\"|#)([a-z]{1,4})[0-9a-f]{10}", r"\1\2"),
    ):
        written = re.sub(pattern, instead, written)
    return written
