"""Where things are not as they should be: long paths, many files, several kinds of kernels at once, odd callers."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import nbformat
import psutil
import pytest
from jupyter_core.utils import ensure_event_loop

from tests.warm.running import Run, notebook, text, until
from tests.warm.test_readiness import IS_FORK, is_fork, started
from workbook import warm
from workbook.warm import server
from workbook.warm.provisioner import ColdStart


def test_a_folder_for_temporary_files_with_a_long_name(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A socket could not stand there; it stands elsewhere."""
    long = tmp_path / ("x" * 120)
    long.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(long))
    server.stop()
    warm.begin()
    assert is_fork(run)
    assert not list(long.glob("warm-*"))


@pytest.mark.filterwarnings("always::workbook.warm.provisioner.ColdStart")
def test_where_no_socket_can_stand_the_stock_kernel_starts(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a warning; to begin early says nothing."""
    monkeypatch.setattr(server, "_LONGEST_ADDRESS", 1)
    server.stop()
    warm.begin()
    with pytest.warns(ColdStart, match="no folder"):
        assert not is_fork(run)
    server.stop()


@pytest.mark.filterwarnings("always::workbook.warm.provisioner.ColdStart")
def test_what_fails_twice_is_not_tried_for_every_kernel(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """The third kernel starts as ever, at once, and says why."""
    made = []

    class Counted(server.Server):
        def __init__(self, *given: Any) -> None:
            made.append(1)
            super().__init__(*given)

    monkeypatch.setattr(server, "_CODE", "import sys; sys.exit(1)")
    monkeypatch.setattr(server, "Server", Counted)
    server.stop()
    for _ in range(4):
        with pytest.warns(ColdStart, match="could not be forked"):
            assert not is_fork(run)
    assert len(made) == 2
    server.stop()


def test_threads_with_kernels_of_different_kinds(tmp_path: Path) -> None:
    """No server is stopped while somebody waits for a kernel from it."""
    said = []

    def one(number: int) -> None:
        folder = tmp_path / str(number)
        folder.mkdir()
        run = Run(folder)
        said.extend(run.said(IS_FORK, preload=[("colorsys", "mailbox", "wave")[number]])[0] for _ in range(3))
        ensure_event_loop().close()

    threads = [threading.Thread(target=one, args=(number,)) for number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert said == ["True"] * 9


def test_a_caller_with_more_than_1024_open_files(run: Run) -> None:
    """As a server with fifty kernels has."""
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard < 3000:
        pytest.skip("this system allows too few open files")
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, 3000), hard))
    kept = [os.open(os.devnull, os.O_RDONLY) for _ in range(1100)]
    try:
        assert is_fork(run)
    finally:
        for fd in kept:
            os.close(fd)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_a_caller_that_is_killed_while_modules_are_loaded(tmp_path: Path) -> None:
    """The server does not finish its imports first."""
    (tmp_path / "slow.py").write_text("import time; time.sleep(60)")
    code = """
import time
from workbook.warm import begin
from workbook.warm import server
begin(["slow"])
print(server.current().process.pid, flush=True)
time.sleep(60)
"""
    caller = subprocess.Popen(
        [sys.executable, "-c", code],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(tmp_path), "TMPDIR": str(tmp_path)},
    )
    assert caller.stdout is not None
    pid = int(caller.stdout.readline())
    until(lambda: any("seed" in str(one) for one in psutil.Process(pid).cmdline()))
    caller.kill()
    caller.wait()
    caller.stdout.close()
    until(lambda: not psutil.pid_exists(pid), 5)
    until(lambda: not list(tmp_path.glob("warm-*")))


def test_output_stays_clean_while_modules_are_loaded(run: Run, tmp_path: Path) -> None:
    """A module that prints when it is imported does not print between the lines of a notebook."""
    nbformat.write(notebook("1"), tmp_path / "in.ipynb")
    done = subprocess.run(
        [sys.executable, "-m", "papermill", "--engine", "warm", "--no-progress-bar", "in.ipynb", "-"],
        cwd=tmp_path, capture_output=True, text=True, check=True, env={**os.environ, "WORKBOOK_WARM_PRELOAD": "this"},
    )  # fmt: skip
    assert json.loads(done.stdout)["cells"]
    assert "printed something" in done.stderr


def test_in_an_open_notebook_the_file_follows_the_run(run: Run) -> None:
    """papermill called where a loop runs already: the notebook on disk shows what went before the running cell."""
    seen = (
        "import json, time\n"
        "def seen(): return [c['metadata']['papermill']['status'] for c in json.load(open('out.ipynb'))['cells']]"
    )

    async def scene() -> Any:
        return run(notebook(seen, "1", "print(seen())"), cwd=str(run.folder))

    nb = asyncio.run(scene())
    assert text(nb.cells[2]) == str(["completed", "completed", "running"])


def test_this_interpreter_by_another_name(run: Run, runtime: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """bin/python and bin/python3 of one environment are the same."""
    others = [one for one in Path(sys.executable).parent.glob("python*") if str(one) != sys.executable]
    same = [one for one in others if one.resolve() == Path(sys.executable).resolve()]
    if not same:
        pytest.skip("the interpreter has one name here")
    folder = runtime / "share" / "kernels" / "named"
    folder.mkdir(parents=True)
    argv = [str(same[0]), "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    (folder / "kernel.json").write_text(json.dumps({"argv": argv, "display_name": "x", "language": "python"}))
    monkeypatch.setenv("JUPYTER_PATH", str(runtime / "share"))
    assert is_fork(run, kernel_name="named")


def test_the_engine_is_imported_first() -> None:
    """papermill loads it while it is imported itself; the other way round works as well."""
    probe = "import workbook.warm.engine, papermill.engines as e; e.papermill_engines.get_engine('warm')"
    subprocess.run([sys.executable, "-c", probe], check=True)


def test_signals_are_passed_on_as_to_any_child(run: Run) -> None:
    """Blocked and ignored ones are those of who starts the kernel, not of the server."""
    run.said("1")
    cell = "import signal; sorted(signal.pthread_sigmask(signal.SIG_BLOCK, [])), signal.getsignal(signal.SIGUSR1).name"
    before = signal.signal(signal.SIGUSR1, signal.SIG_IGN)
    try:
        signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR2])
        assert run.said(cell) == run.said(cell, engine=None)
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGUSR2])
        signal.signal(signal.SIGUSR1, before)
    assert run.said(cell) == run.said(cell, engine=None)


def test_input_is_not_shared_by_kernels(run: Run) -> None:
    """What one does to its standard input, another does not see."""
    assert run.said("import os; os.set_blocking(0, False); os.get_blocking(0)") == ["False"]
    assert run.said("import os; os.get_blocking(0)") == ["True"]


def test_several_may_wait_for_one_kernel(runtime: Path) -> None:
    """Each is told of its end."""

    async def scene() -> None:
        km, kc = await started()
        forked = km.provisioner._forked
        waiting = [asyncio.ensure_future(forked.end()) for _ in range(3)]
        await asyncio.sleep(0)
        forked.kill()
        assert await asyncio.gather(*waiting) == [-signal.SIGKILL] * 3
        await km.shutdown_kernel(now=True)
        kc.stop_channels()

    asyncio.run(asyncio.wait_for(scene(), 30))
