"""However a run ends, nothing stays behind and nothing reaches the next one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import nbformat
import psutil
import pytest
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from papermill import PapermillExecutionError

from tests.warm.running import MARK, Run, left_over, notebook, text, until
from workbook.warm import ENGINE, server

SLEEP: Final = f"import subprocess; subprocess.Popen(['sleep', '{MARK}']).pid > 0"
FORK: Final = f"import os, subprocess\nif os.fork() == 0:\n    subprocess.run(['sleep', '{MARK}']); os._exit(0)"
HOLDS_THE_GIL: Final = "import re; re.match('(a+)+$', 'a' * 60 + 'b')"
SEGFAULT: Final = "import ctypes; ctypes.string_at(1)"

pytestmark = pytest.mark.usefixtures("nothing_left", "_server_is_well")


@pytest.fixture
def _server_is_well(run: Run) -> Iterator[None]:
    """The next run works, comes from the same server, and that has no children left."""
    run.said("1")
    before = server.current()
    assert before is not None
    yield
    assert run.said("6 * 7") == ["42"]
    assert server.current() is before
    assert before.idle
    until(lambda: not psutil.Process(before.process.pid).children())


@pytest.mark.parametrize(
    ("cell", "error"),
    [
        ("import os; os._exit(3)", DeadKernelError),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", DeadKernelError),
        (SEGFAULT, DeadKernelError),
        ("import os; os.abort()", DeadKernelError),
        ("import time; time.sleep(100)", CellTimeoutError),
        ("while True: pass", CellTimeoutError),
        ("while True:\n    try:\n        while True: pass\n    except BaseException: pass", CellTimeoutError),
        (HOLDS_THE_GIL, CellTimeoutError),
        ("1 / 0", PapermillExecutionError),
        ("exit()", None),
        ("import sys; sys.exit(3)", PapermillExecutionError),
    ],
    ids=lambda given: given.splitlines()[-1][:24] if isinstance(given, str) else "",
)
def test_a_bad_cell_ends_alone(cell: str, error: type[Exception] | None, run: Run) -> None:
    """It crashes, hangs, or keeps the interpreter to itself, after it has started another process and a fork."""
    nb = notebook(SLEEP, FORK, cell)
    if error is None:
        run(nb, execution_timeout=1)
        return
    with pytest.raises(error):
        run(nb, execution_timeout=1)
    assert text(run.written().cells[0] if error is not PapermillExecutionError else run.written().cells[1]) == "True"


@pytest.mark.parametrize(
    "cell",
    [
        SLEEP,
        FORK,
        "import os\nfor _ in range(20):\n    if os.fork() == 0:\n        import time; time.sleep(100)",
        "import threading, time; threading.Thread(target=time.sleep, args=(100,), daemon=True).start()",
        "import multiprocessing as m, time; m.get_context('fork').Process(target=time.sleep, args=(100,)).start()",
        "import os; os.system('sleep 100 &')",
    ],
    ids=["process", "fork", "many forks", "thread", "multiprocessing", "shell"],
)
def test_what_a_cell_started_ends_with_it(cell: str, run: Run) -> None:
    """In a run that went well, and soon: nothing waits for it."""
    before = time.monotonic()
    run(notebook(cell))
    assert time.monotonic() - before < 4


@pytest.mark.parametrize("engine", [ENGINE, None])
def test_a_kernel_ends_as_a_stock_kernel_does(engine: str | None, run: Run, tmp_path: Path) -> None:
    """What was written is in its file although nobody closed it; what was to be done at the end is done."""
    place = tmp_path / "made"
    place.mkdir()
    cells = (
        "import atexit, threading, time, types, sys",
        "kept = open('open', 'w'); _ = kept.write('kept')",
        "sys.modules['holder'] = types.ModuleType('holder'); sys.modules['holder'].f = open('held', 'wb')",
        "_ = sys.modules['holder'].f.write(b'held')",
        "_ = atexit.register(lambda: open('atexit', 'w').write('done'))",
        "def slow():\n    time.sleep(0.3); open('thread', 'w').write('done')\nthreading.Thread(target=slow).start()",
    )
    run(notebook(*cells), engine, cwd=str(place))
    made = {path.name: path.read_text() for path in place.iterdir()}
    assert made == {"open": "kept", "held": "held", "atexit": "done", "thread": "done"}


QUICK: Final = "from workbook.export.quick import quicken; quicken()"
"""Spares a second of imports."""

CALLER: Final = f"""
{QUICK}
import sys, papermill
papermill.execute_notebook(sys.argv[1], sys.argv[2], engine_name='warm', progress_bar=False)
"""


@pytest.fixture
def caller(tmp_path: Path, cell: str) -> Iterator[subprocess.Popen[bytes]]:
    """A process that runs a notebook, and is at its last cell, which would take long."""
    nbformat.write(notebook("open('begun', 'w').close()", SLEEP, FORK, cell), tmp_path / "in.ipynb")
    (tmp_path / "tmp").mkdir()
    process = subprocess.Popen(
        [sys.executable, "-c", CALLER, "in.ipynb", "out.ipynb"],
        cwd=tmp_path, start_new_session=True, stderr=subprocess.DEVNULL,
        env={**os.environ, "TMPDIR": str(tmp_path / "tmp")},
    )  # fmt: skip
    until(lambda: len(left_over()) >= 2, 60)
    time.sleep(0.3)
    yield process
    process.kill()
    process.wait()


def runs(process: psutil.Process) -> bool:
    """Whether it has not ended; an orphan that has is still listed until init takes note of it."""
    try:
        return process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


@pytest.mark.parametrize(
    ("signum", "cell"),
    [
        (signal.SIGINT, "import time; time.sleep(100)"),
        (signal.SIGINT, HOLDS_THE_GIL),
        (signal.SIGTERM, "import time; time.sleep(100)"),
        (signal.SIGKILL, "import time; time.sleep(100)"),
        (signal.SIGKILL, HOLDS_THE_GIL),
    ],
)
def test_no_process_outlives_its_caller(
    caller: subprocess.Popen[bytes], cell: str, signum: int, tmp_path: Path
) -> None:
    """Ctrl-C (to the whole group, as a terminal does) and any kill: caller, server, kernel, and what the cell started;
    also where the cell keeps the interpreter to itself. Our folder for temporary files goes, too.
    """
    family = [psutil.Process(caller.pid), *psutil.Process(caller.pid).children(recursive=True)]
    assert len(family) >= 4
    before = time.monotonic()
    if signum == signal.SIGINT:
        os.killpg(caller.pid, signum)
    else:
        caller.send_signal(signum)
    caller.wait(20)
    _gone, alive = psutil.wait_procs(family, timeout=2)
    assert not [process for process in alive if runs(process)]
    assert time.monotonic() - before < 10
    until(lambda: not list((tmp_path / "tmp").glob("warm-*")))


def test_a_caller_that_has_forked_is_outlived_by_nothing(tmp_path: Path) -> None:
    """A copy of the caller holds neither the server nor its kernels."""
    code = f"""
{QUICK}
import os, sys, time, papermill
from workbook.warm import ENGINE, server
papermill.execute_notebook('in.ipynb', 'out.ipynb', engine_name='warm', progress_bar=False)
if os.fork() == 0:
    papermill.execute_notebook('in.ipynb', 'out2.ipynb', engine_name='warm', progress_bar=False)
    print('child', server.current().process.pid, flush=True)
    os._exit(0)
os.wait()
print('parent', server.current().process.pid, server.current().works, flush=True)
if os.fork() == 0:
    os.dup2(os.open(os.devnull, os.O_RDWR), 1)
    os.dup2(1, 2)
    os.execvp('sleep', ['sleep', '{MARK}'])
os.kill(os.getpid(), 9)
"""
    nbformat.write(notebook("1"), tmp_path / "in.ipynb")
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, timeout=60)
    (child, own), (parent, first, works) = (line.split() for line in done.stdout.splitlines())
    assert (child, parent, works) == ("child", "parent", "True")
    assert own != first
    until(lambda: not psutil.pid_exists(int(own)) and not psutil.pid_exists(int(first)))
    (sleeper,) = (p for p in psutil.process_iter(["cmdline"]) if MARK in (p.info["cmdline"] or []))
    sleeper.kill()
