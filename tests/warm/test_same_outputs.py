"""A notebook gives the same under both engines, and papermill's own ways hold."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any, Final

import nbformat
import papermill
import pytest
from nbclient.exceptions import CellTimeoutError
from papermill import PapermillExecutionError

from tests.warm.running import Run, comparable, notebook, text
from workbook import run as ours
from workbook.journal import Journal
from workbook.warm import ENGINE

SHOWN: Final = {
    "text": ("print('out'); import sys; print('err', file=sys.stderr)", "1 + 1", "None", "'a'; 'b'"),
    "output of the system": (
        "import os; os.system('echo from a shell')",
        "!echo from IPython",
        "%%bash\necho from a cell",
    ),
    "rich": (
        "from IPython.display import *; display(HTML('<b>bold</b>'), Markdown('*m*'), Latex('$x$'), JSON({'a': [1]}))",
        "display(SVG('<svg xmlns=\"http://www.w3.org/2000/svg\"/>'), {'application/x-own': {'k': 1}}, raw=False)",
        "display({'text/plain': 'p', 'application/x-own+json': {'k': 1}}, raw=True, metadata={'m': 1})",
        "h = display('first', display_id='d')",
        "h.update('second'); print(1); clear_output(); print(2)",
        "Image(data=bytes.fromhex('89504e470d0a1a0a0000000d4948445200000001000000010806000000"
        "1f15c4890000000a49444154789c63000100000500010d0a2db40000000049454e44ae426082'))",
    ),
    "figures": (
        "import matplotlib.pyplot as plt; plt.rcParams['svg.hashsalt'] = 'same'",
        "plt.plot([1, 2, 3]); plt.title('one')",
        "%config InlineBackend.figure_formats = ['svg']",
        "fig, ax = plt.subplots(); ax.bar(['a', 'b'], [2, 1]); plt.show(); print('after')",
        "fig",
        "plt.get_backend(), len(plt.get_fignums())",
    ),
    "figures, the long way": ("%matplotlib inline", "import matplotlib.pyplot as plt", "_ = plt.plot([3, 1, 2])"),
    "table": ("import pandas as pd; pd.DataFrame({'a': [1, 2], 'b': ['x', 'y']})",),
    "widgets": ("import ipywidgets as w; s = w.IntSlider(3); s", "o = w.Output()\nwith o: print('in')", "o"),
    "errors let pass": (
        ("1 / 0", ["raises-exception"]),
        ("def f(): {}['k']\nf()", ["raises-exception"]),
        "print('on')",
    ),
    "syntax error": ("x = = 1",),
    "warning": ("import warnings; warnings.warn('w')", "'\\d'[0] is 0"),
    "input asked for": ("input('name? ')",),
    "late output": ("import threading, time\nt = threading.Timer(0.05, print, ['late']); t.start(); t.join()",),
    "much output": ("for i in range(3000): print(i)", "'x' * 1_000_000 == ''", "print('y' * 300_000)"),
    "await": ("import asyncio\nawait asyncio.sleep(0.01)\nprint('slept')",),
    "subprocesses": (
        "import subprocess, sys; subprocess.run([sys.executable, '-c', 'print(6)'], capture_output=True).stdout",
        "import multiprocessing as m\nwith m.get_context('fork').Pool(2) as pool: print(pool.map(abs, [-1, -2]))",
        "with m.get_context('forkserver').Pool(1) as pool: print(pool.map(abs, [-3]))",
        "with m.get_context('spawn').Pool(1) as pool: print(pool.map(abs, [-4]))",
        "from concurrent.futures import ThreadPoolExecutor\nlist(ThreadPoolExecutor(2).map(abs, [-5]))",
        "from multiprocessing.shared_memory import SharedMemory\nk = SharedMemory(create=True, size=8); k.unlink()",
    ),
    "system exit": ("import sys; sys.exit(0)", "print('on')"),
}  # fmt: skip


@pytest.mark.filterwarnings("ignore::nbformat.warnings.MissingIDFieldWarning")
@pytest.mark.parametrize("kind", SHOWN)
def test_what_is_shown_is_the_same(kind: str, run: Run) -> None:
    """Every kind of output, compared after taking out ids, times and addresses."""
    nb, made = notebook(*SHOWN[kind]), []
    for engine in (ENGINE, None):
        with suppress(PapermillExecutionError):
            run(nb, engine)
        made.append(comparable(run.written()))
    assert made[0] == made[1]
    assert any(cell.get("outputs") for cell in made[0]["cells"])


@pytest.mark.parametrize("preload", [(), ("matplotlib",), ("matplotlib.pyplot",)])
def test_figures_show_also_where_matplotlib_was_loaded_ahead(preload: tuple[str, ...], run: Run) -> None:
    """It decides when it is imported whether it draws into a notebook."""
    made = run(notebook("import matplotlib.pyplot as plt; plt.plot([1, 2])"), preload=preload)
    assert "image/png" in made.cells[0].outputs[1].data


@pytest.mark.parametrize("name", ours.NOTEBOOKS)
def test_our_notebooks_are_the_same(
    name: str, demo_journal: Journal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Block by block."""
    setting = ours.Setting(case="demo", journal=demo_journal.path, today=date(2026, 11, 22))
    warm = ours.run(name, setting, tmp_path / "warm.ipynb")
    monkeypatch.setattr(ours, "ENGINE", None)
    stock = ours.run(name, setting, tmp_path / "stock.ipynb")
    assert comparable(warm) == comparable(stock)
    assert sum(len(cell.get("outputs", [])) for cell in warm.cells) > 5


def notebook_with_parameters() -> Any:
    nb = notebook(("who = 'nobody'\nn: int = 1  # how often", ["parameters"]), "print(who * n)")
    nb.cells[1].metadata["mine"] = {"kept": True}
    nb.metadata["mine"] = {"kept": True}
    return nb


def test_parameters_tags_and_metadata(run: Run) -> None:
    """The injected cell, its tag, what papermill notes, and what the author had noted."""
    given: dict[str, Any] = {"parameters": {"who": "ab", "n": 2}}
    warm, stock = run(notebook_with_parameters(), **given), run(notebook_with_parameters(), None, **given)
    assert comparable(warm) == comparable(stock)
    assert [cell.metadata.get("tags") for cell in warm.cells] == [["parameters"], ["injected-parameters"], []]
    assert text(warm.cells[2]) == "abab"
    assert warm.metadata.mine == warm.cells[2].metadata.mine == {"kept": True}
    for noted in (warm, stock):
        assert noted.metadata.papermill.parameters == given["parameters"]
        assert noted.metadata.papermill.exception is None
        assert noted.metadata.papermill.duration > 0
        assert all(cell.metadata.papermill.status == "completed" for cell in noted.cells)
        assert all(cell.metadata.papermill.end_time for cell in noted.cells)
    assert warm.metadata.papermill.keys() == stock.metadata.papermill.keys()


@pytest.mark.parametrize("engine", [ENGINE, None])
def test_a_failing_cell_stops_and_is_marked(engine: str | None, run: Run) -> None:
    """The error is raised, and the notebook on disk has papermill's marks at the cell and at its top."""
    with pytest.raises(PapermillExecutionError, match="ZeroDivisionError"):
        run(notebook("print('before')", "1 / 0", "print('after')"), engine)
    nb = run.written()
    assert [cell.metadata.papermill.status for cell in nb.cells if cell.cell_type == "code"] == [
        "completed",
        "failed",
        "pending",
    ]
    assert nb.metadata.papermill.exception is True
    assert "An Exception was encountered at" in nb.cells[0].source
    assert [cell.metadata.get("tags") for cell in nb.cells if cell.cell_type == "markdown"] == [
        ["papermill-error-cell-tag"]
    ] * 2


def test_a_failing_notebook_is_the_same(run: Run) -> None:
    """With its traceback."""
    made = []
    for engine in (ENGINE, None):
        with pytest.raises(PapermillExecutionError):
            run(notebook("x = 1", "def f():\n    raise KeyError('k')\nf()"), engine)
        made.append(comparable(run.written()))
    assert made[0] == made[1]


@pytest.mark.parametrize("engine", [ENGINE, None])
def test_a_cell_past_its_time_is_stopped(engine: str | None, run: Run) -> None:
    """What ran before it is on disk."""
    with pytest.raises(CellTimeoutError):
        run(notebook("print('before')", "import time; time.sleep(60)"), engine, execution_timeout=1)
    nb = run.written()
    assert text(nb.cells[0]) == "before"
    assert [cell.metadata.papermill.status for cell in nb.cells] == ["completed", "completed"]


def test_other_ways_of_papermill(run: Run, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Folder, report mode, output to files and log, a kernel named by the notebook, no output at all."""
    there = tmp_path / "there"
    there.mkdir()
    out, err = io.StringIO(), io.StringIO()
    with caplog.at_level("INFO", "papermill"):
        nb = run(
            notebook("import os, sys; print(os.getcwd()); print('e', file=sys.stderr)"),
            cwd=str(there),
            report_mode=True,
            stdout_file=out,
            stderr_file=err,
            log_output=True,
        )
    assert text(nb.cells[0]).splitlines()[0] == str(there) == out.getvalue().strip()
    assert err.getvalue() == "e\n"
    assert str(there) in caplog.text
    assert nb.cells[0].metadata.jupyter.source_hidden is True
    made = papermill.execute_notebook(notebook("6 * 7"), None, engine_name=ENGINE, progress_bar=False)
    assert text(made.cells[0]) == "42"


def test_the_command_line(tmp_path: Path, runtime: Path) -> None:
    """``papermill --engine warm`` with progress bar, folder and parameters; it leaves neither process nor folder."""
    nbformat.write(notebook(("n = 1", ["parameters"]), "import os; print(n, os.getcwd())"), tmp_path / "in.ipynb")
    (tmp_path / "there").mkdir()
    (tmp_path / "tmp").mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "papermill", "--engine", "warm", "--progress-bar", "--cwd", "there", "-p", "n", "5",
         "in.ipynb", "out.ipynb"],
        cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False,
        env={**os.environ, "TMPDIR": str(tmp_path / "tmp")},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "Executing: 100%" in done.stderr
    assert "ColdStart" not in done.stderr
    made = nbformat.read(tmp_path / "out.ipynb", as_version=4)
    assert text(made.cells[2]) == f"5 {tmp_path / 'there'}"
    assert not list((tmp_path / "tmp").iterdir())


def test_the_notebook_on_disk_follows_the_run(run: Run) -> None:
    """It is written once a second, not twice a cell: while a long cell runs, it shows what went before."""
    seen = (
        "import json, time\n"
        "def seen(): return [c['metadata']['papermill']['status'] for c in json.load(open('out.ipynb'))['cells']]"
    )
    cells = (seen, "1", "2", "time.sleep(1.5); print(seen())", "time.sleep(0.1); print(seen()[3])")
    nb = run(notebook(*cells), cwd=str(run.folder))
    assert text(nb.cells[3]) == str(["completed"] * 3 + ["running", "pending"])
    assert text(nb.cells[4]) == "running"
    assert [cell.metadata.papermill.status for cell in nb.cells] == ["completed"] * 5


PAPERMILLS: Final = Path(papermill.__file__).parent / "tests" / "notebooks"
SLEEPERS: Final = ("keyboard_interrupt", "gcs-simple_notebook")
"""They sleep for half a minute; ``PAPERMILL_SLEEPS=1`` runs them, too."""


def papermills() -> list[Path]:
    found = sorted(PAPERMILLS.rglob("*.ipynb"))
    return [path for path in found if path.stem not in SLEEPERS or os.environ.get("PAPERMILL_SLEEPS")]


def test_papermill_ships_its_notebooks() -> None:
    """Else the next test would be none."""
    assert len(papermills()) > 15


@pytest.mark.parametrize("path", papermills(), ids=lambda path: path.stem)
def test_papermills_own_notebooks_are_the_same(path: Path, run: Run) -> None:
    """The ones it is tested with: the same result or the same failure."""
    made = []
    for engine in (ENGINE, None):
        failure = None
        (run.folder / "out.ipynb").unlink(missing_ok=True)
        try:
            papermill.execute_notebook(
                str(path), str(run.folder / "out.ipynb"), engine_name=engine, progress_bar=False, kernel_name="python3",
                execution_timeout=15,
            )  # fmt: skip
        except Exception as error:  # whatever it is, it must be the same
            failure = type(error).__name__, getattr(error, "ename", None), getattr(error, "exec_count", None)
        there = (run.folder / "out.ipynb").exists()
        made.append((failure, comparable(run.written()) if there else None))
    assert made[0] == made[1]
