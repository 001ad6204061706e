"""papermill: prepare a notebook for a person to fill in, run it for print, make the PDFs.

``prepare`` writes a notebook with the case's parameters and runs nothing. ``run`` executes it in mode print, so that it
holds the blocks of its paper. Both start afresh from the notebooks of the package.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from threading import Condition
from typing import TYPE_CHECKING, Any, Final
from uuid import uuid4

import nbformat
from nbformat import NotebookNode

from workbook.case import checked_id
from workbook.errors import NotebookFailed, NotebookMissing, UnknownParameter
from workbook.files import make_folder, write_whole
from workbook.journal import ENV
from workbook.lab.home import environment, fits, make
from workbook.lab.seal import seal
from workbook.locale.notebooks import paragraphs
from workbook.phases import PHASES, PLAN_NOTEBOOK
from workbook.questions import Audience
from workbook.warm import ENGINE, PRELOAD, begin
from workbook.words import Text, current

if TYPE_CHECKING:
    from traitlets.config import Config

NOTEBOOKS: Final = (*(phase.notebook for phase in PHASES), PLAN_NOTEBOOK)
_KERNEL: Final = "python3"
_CELL_SECONDS: Final = 120


@dataclass(frozen=True, kw_only=True)
class Setting:
    """For whom and when a notebook is prepared or run: its parameters, and the journal that its kernel reads.

    ``more`` are parameters that this notebook has beyond those of all.
    """

    case: str
    journal: Path
    audience: Audience = "private"
    today: date | None = None
    more: Mapping[str, str] = field(default_factory=dict)

    def parameters(self, mode: str) -> dict[str, str]:
        """Return the one set of parameters that all notebooks have."""
        return {
            "case": self.case,
            "mode": mode,
            "language": current().code,
            "audience": self.audience,
            "today": self.today.isoformat() if self.today else "",
            **self.more,
        }


def folder() -> Path:
    """Return where the notebooks are: inside an installed package, or at the top of a checkout."""
    installed = Path(__file__).parent / "notebooks"
    return installed if installed.is_dir() else Path(__file__).parent.parent / "notebooks"


def source(name: str) -> NotebookNode:
    """Return the notebook *name* as the package ships it."""
    path = folder() / f"{name}.ipynb"
    if not path.is_file():
        raise NotebookMissing(notebook=name)
    shipped: NotebookNode = nbformat.read(path, as_version=4)
    return shipped


def prepare(name: str, setting: Setting, place: Path) -> Path:
    """Write *name* to *place*, ready for a person to open; nothing runs and nothing is answered in it."""
    notebook, _failure = _papermill(name, setting.parameters("form"), prepare_only=True)
    if name == PLAN_NOTEBOOK:
        # It shows what the other pages hold, so it is run again whenever somebody comes back to it.
        notebook.metadata["workbook"]["follows"] = True
    return write_whole(place, nbformat.writes(seal(notebook)).encode())


def run(name: str, setting: Setting, place: Path) -> NotebookNode:
    """Execute *name* in mode print, write it to *place* (it holds answers: 0600), and return it.

    On a failing cell the notebook is written with the place marked, and ``NotebookFailed`` names case, notebook and
    cell.
    """
    with _environment(setting.journal):
        notebook, failure = _papermill(name, setting.parameters("print"), prepare_only=False)
    write_whole(place, nbformat.writes(notebook).encode())
    if failure:
        raise NotebookFailed(notebook=name, case=setting.case, cell=failure.cell, kind=failure.kind, path=place)
    return notebook


def printed(name: str, setting: Setting, place: Path) -> bytes:
    """Execute *name* as :func:`run` does, and return its PDF."""
    # Gets ready while the exporter is imported.
    begin(PRELOAD)
    from workbook.export import RecoveryPDFExporter

    data: bytes
    data, _resources = RecoveryPDFExporter().from_notebook_node(run(name, setting, place))
    return data


def check_parameters(name: str, given: Mapping[str, Any]) -> None:
    """Refuse parameters that the notebook does not have; papermill only warns."""
    import papermill

    known = papermill.inspect_notebook(str(folder() / f"{name}.ipynb"))
    unknown = sorted(set(given) - set(known))
    if unknown:
        raise UnknownParameter(notebook=name, names=", ".join(unknown), known=", ".join(known))


@dataclass(frozen=True)
class _Failure:
    """Where a notebook stopped; its message is left out, for it can quote an answer."""

    cell: int
    kind: str


def _papermill(name: str, parameters: Mapping[str, str], *, prepare_only: bool) -> tuple[NotebookNode, _Failure | None]:
    if not prepare_only:
        # Ready by the time papermill is imported.
        begin(PRELOAD)
    import papermill
    from nbclient.exceptions import CellTimeoutError, DeadKernelError

    check_parameters(name, parameters)
    failure = None
    # papermill reads and writes files; a folder of our own keeps half-written ones out of sight.
    with tempfile.TemporaryDirectory() as work:
        before, after = Path(work) / f"{name}.ipynb", Path(work) / f"{name}.out.ipynb"
        nbformat.write(_for_mode(source(name), parameters["mode"]), before)
        try:
            papermill.execute_notebook(
                str(before),
                str(after),
                parameters=dict(parameters),
                prepare_only=prepare_only,
                kernel_name=_KERNEL,
                engine_name=ENGINE,
                progress_bar=False,
                execution_timeout=_CELL_SECONDS,
                store_widget_state=False,
                extra_arguments=["--IPKernelApp.log_level=ERROR"],
                config=_kernel_config(),
            )
        except papermill.PapermillExecutionError as error:
            failure = _Failure(error.exec_count, error.ename)
        except (CellTimeoutError, DeadKernelError, RuntimeError) as error:
            # RuntimeError is how Jupyter says that a kernel did not start.
            failure = _Failure(0, type(error).__name__)
        done: NotebookNode = nbformat.read(after if after.exists() else before, as_version=4)
    return _clean(done), failure


def _for_mode(notebook: NotebookNode, mode: str) -> NotebookNode:
    """Translate the Markdown, and leave out the cells that are for the other mode."""
    other = {"form": "paper", "print": "screen"}[mode]
    notebook.cells = [cell for cell in notebook.cells if other not in cell.metadata.get("tags", [])]
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = "\n\n".join(str(Text(part)) for part in paragraphs(cell.source))
    notebook.metadata["workbook"] = {"language": current().code}
    return notebook


def _clean(notebook: NotebookNode) -> NotebookNode:
    """Take out what papermill notes about this machine."""
    notebook.metadata.pop("papermill", None)
    for cell in notebook.cells:
        cell.metadata.pop("papermill", None)
    return notebook


def _kernel_config() -> Config:
    """Talk to the kernel through files of this person where the system can, not through open ports.

    The connection file has a name of its own: sockets are named after it, and by default all would be called the same,
    in the current folder.
    """
    from jupyter_core.paths import jupyter_runtime_dir
    from traitlets.config import Config

    runtime = Path(jupyter_runtime_dir())
    return Config(
        KernelManager={
            "transport": "ipc" if fits(runtime) else "tcp",
            "connection_file": str(runtime / f"kernel-{uuid4()}.json"),
        },
        WarmProvisioner={"preload": list(PRELOAD)},
    )


class _Environment:
    """What kernels read: which journal, and folders that keep the person's own Jupyter and IPython settings out of it.

    The variables are those of the whole process, so threads that run notebooks of one journal at the same time share
    them, and another journal waits.
    """

    def __init__(self) -> None:
        self._changed = Condition()
        self._journal: Path | None = None
        self._users = 0
        self._set = ExitStack()

    @contextmanager
    def __call__(self, journal: Path) -> Iterator[None]:
        journal = journal.resolve()
        with self._changed:
            self._changed.wait_for(lambda: self._users == 0 or self._journal == journal)
            if self._users == 0:
                self._journal = journal
                self._set.enter_context(_variables(journal))
            self._users += 1
        try:
            yield
        finally:
            with self._changed:
                self._users -= 1
                if self._users == 0:
                    self._set.close()
                    self._changed.notify_all()


_environment: Final = _Environment()


@contextmanager
def _variables(journal: Path) -> Iterator[None]:
    with tempfile.TemporaryDirectory(prefix="rw", ignore_cleanup_errors=True) as own:
        ours = {**environment(Path(own)), ENV: str(journal)}
        make(Path(own))
        before = {name: os.environ.get(name) for name in ours}
        os.environ.update(ours)
        try:
            yield
        finally:
            for name, value in before.items():
                if value is None:
                    os.environ.pop(name, None)
                else:
                    os.environ[name] = value


def prepared_folder(case: str, journal: Path) -> Path:
    """Return where the prepared notebooks of *case* are: beside the journal, one folder a case."""
    return journal.resolve().parent / "prepared" / checked_id(case)


def prepare_all(case: str, journal: Path) -> Path:
    """Prepare all notebooks of *case* afresh and return their folder."""
    place = prepared_folder(case, journal)
    make_folder(place)
    for name in NOTEBOOKS:
        prepare(name, Setting(case=case, journal=journal), place / f"{name}.ipynb")
    return place


def remove_prepared(case: str, journal: Path) -> None:
    """Remove the prepared notebooks of *case*."""
    shutil.rmtree(prepared_folder(case, journal), ignore_errors=True)
