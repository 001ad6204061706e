"""What is done ahead, what could not be, and when the stock kernel starts instead."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import nbformat
import psutil
import pytest
from jupyter_client.manager import AsyncKernelManager, KernelManager
from jupyter_client.provisioning.factory import KernelProvisionerFactory
from jupyter_core.utils import ensure_event_loop
from traitlets.config import Config

from tests.warm.running import QUIET, Run, notebook, own_sockets, text, until
from workbook import run as ours
from workbook import warm
from workbook.warm import server
from workbook.warm.manager import WarmKernelManager
from workbook.warm.provisioner import ENV, ColdStart, WarmProvisioner
from workbook.warm.seed import NEVER

IS_FORK = "import pathlib; 'workbook.warm.seed' in pathlib.Path('/proc/self/cmdline').read_text()"


def is_fork(run: Run, **given: Any) -> bool:
    return run.said(IS_FORK, **given) == ["True"]


def test_nothing_that_our_notebooks_import_is_imported_in_the_fork(
    run: Run, demo_journal: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each forgotten module would be a silent slowdown."""
    before = "import sys; sys._early = set(sys.modules)"
    for name in ours.NOTEBOOKS:
        nb = ours.source(name)
        nb.cells.insert(0, nbformat.v4.new_code_cell(before))
        nb.cells.append(nbformat.v4.new_code_cell("print(*sorted(set(sys.modules) - sys._early))"))
        monkeypatch.setattr(ours, "source", lambda _name, nb=nb: nb)
        made = ours.run(name, ours.Setting(case="demo", journal=demo_journal.path), tmp_path / "out.ipynb")
        late = text(made.cells[-1]).split()
        assert not late, name


def test_a_missing_module_is_said(run: Run) -> None:
    """As a warning, which is an error in tests; the kernel that came along is gone."""
    with pytest.raises(ColdStart, match=r"no_such_module.*ModuleNotFoundError"):
        run(notebook("1"), preload=["no_such_module"])
    gone = server.current()
    assert gone is not None
    assert gone.idle


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        ("workbook.words:no_such_function", "AttributeError"),
        ("tests.warm.ahead:fails", "ZeroDivisionError"),
        ("tests.warm.ahead:starts_a_thread", "started a thread"),
        ("tests.warm.ahead:starts_a_raw_thread", "started a thread"),
        ("tests.warm.ahead:starts_a_process", "started a process"),
        ("tests.warm.ahead:prints", "printed something"),
        ("tests.warm.ahead:leaves_a_file_open", "left a file open"),
        ("tests.warm.ahead:leaves", "wanted to leave"),
        (NEVER, "figures would not show"),
    ],
)
def test_what_goes_wrong_ahead_is_said(entry: str, why: str, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A function that is not there, fails, or does what would be missing in kernels or shared by all of them."""
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
    with pytest.raises(ColdStart, match=why):
        run(notebook("1"), preload=[entry])


@pytest.mark.filterwarnings("always::workbook.warm.provisioner.ColdStart")
def test_where_warnings_are_warnings_the_kernel_runs(run: Run) -> None:
    """In use: said once, and the notebook is run."""
    with pytest.warns(ColdStart, match="no_such_module"):
        assert run.said("6 * 7", preload=["no_such_module"]) == ["42"]


def test_a_user_of_papermill_names_modules_in_the_environment(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command line has no other way."""
    monkeypatch.setenv(ENV, "colorsys, mailbox")
    assert run.said("import sys; {'colorsys', 'mailbox'} <= sys.modules.keys()") == ["True"]
    monkeypatch.setenv(ENV, "no_such_module")
    with pytest.raises(ColdStart, match="no_such_module"):
        run.said("1")


def test_a_server_that_was_killed_is_replaced(run: Run) -> None:
    """As by a system short of memory."""
    run.said("1")
    first = server.current()
    assert first is not None
    first.process.kill()
    first.process.wait()
    assert is_fork(run)
    assert server.current() is not first


@pytest.mark.filterwarnings("always::workbook.warm.provisioner.ColdStart")
def test_where_no_fork_comes_the_stock_kernel_starts(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a warning."""
    monkeypatch.setattr(server, "_CODE", "import sys; sys.exit(1)")
    server.stop()
    with pytest.warns(ColdStart, match="could not be forked"):
        assert not is_fork(run)
    server.stop()


def test_other_kernels_start_as_ever(run: Run, runtime: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A kernel of another interpreter, of another program, or with a provisioner of its own."""
    other = runtime / "other-python"
    other.write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n')
    other.chmod(0o755)
    spec = '{"argv": ["%s", "-m", "%s", "-f", "{connection_file}"], "display_name": "x", "language": "python", %s}'
    kinds = {
        "interpreter": (str(other), "ipykernel_launcher", '"metadata": {}'),
        "program": (sys.executable, "ipykernel", '"metadata": {}'),
        "own": (
            sys.executable,
            "ipykernel_launcher",
            '"metadata": {"kernel_provisioner": {"provisioner_name": "local-provisioner"}}',
        ),
        "flags": (f'{sys.executable}", "-Xdev', "ipykernel_launcher", '"metadata": {}'),
    }
    for name, parts in kinds.items():
        folder = runtime / "share" / "kernels" / name
        folder.mkdir(parents=True)
        (folder / "kernel.json").write_text(spec % parts)
    monkeypatch.setenv("JUPYTER_PATH", str(runtime / "share"))
    for name in kinds:
        assert is_fork(run, kernel_name=name) == (name == "flags"), name
    assert run.said("import sys; sys.flags.dev_mode", kernel_name="flags") == ["True"]


def test_an_early_variable_makes_a_server_of_its_own(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """What an interpreter reads only when it starts holds for the kernel; who goes back finds the first server."""
    cell = "import sys; hash('a'), sys.flags.hash_randomization, [p for p in sys.path if 'mine' in p]"
    run.said("1")
    first = server.current()
    monkeypatch.setenv("PYTHONHASHSEED", "3")
    monkeypatch.setenv("PYTHONPATH", f"{run.folder / 'elsewhere' / 'mine'}:mine")
    (run.folder / "mine").mkdir()
    assert run.said(cell, cwd=str(run.folder)) == run.said(cell, cwd=str(run.folder), engine=None)
    second = server.current()
    assert first is not None
    assert second is not first
    monkeypatch.setenv("SOMETHING_ELSE", "3")
    run.said("1", cwd=str(run.folder))
    assert server.current() is second
    monkeypatch.delenv("PYTHONHASHSEED")
    monkeypatch.delenv("PYTHONPATH")
    run.said("1")
    assert server.current() is first


def test_a_server_ends_with_its_last_kernel(runtime: Path) -> None:
    """Not before, if there are others for new kernels: one runs on in it."""

    async def scene() -> None:
        km, kc = await started(preload=["colorsys"])
        first = server.current()
        for other in ("wave", "shelve"):
            km3, kc3 = await started(preload=["colorsys", other])
            await km3.shutdown_kernel()
            kc3.stop_channels()
        km2, kc2 = await started(preload=["mailbox"])
        second = server.current()
        assert first is not None
        assert second is not first
        assert first.works
        assert await kc.execute_interactive("1", timeout=10)
        await km.shutdown_kernel()
        kc.stop_channels()
        until(lambda: not first.works)
        assert await kc2.execute_interactive("1", timeout=10)
        await km2.shutdown_kernel()
        kc2.stop_channels()

    asyncio.run(asyncio.wait_for(scene(), 60))


async def started(**given: Any) -> tuple[Any, Any]:
    km = WarmKernelManager(config=Config(WarmProvisioner=given), **own_sockets())
    await km.start_kernel(extra_arguments=QUIET)
    kc = km.client()
    kc.start_channels()
    await kc.wait_for_ready()
    return km, kc


def test_kernels_run_side_by_side(runtime: Path) -> None:
    """Forked at the same time; one that crashes leaves the others alone."""

    async def scene() -> None:
        kernels = await asyncio.gather(*(started() for _ in range(4)))
        pids = {km.provisioner.pid for km, _kc in kernels}
        assert len(pids) == 4
        kernels[0][1].execute("import os; os._exit(1)")
        assert await kernels[0][0].provisioner.wait() == 1
        for _km, kc in kernels[1:]:
            reply = await kc.execute_interactive("import time; time.sleep(0.1)", timeout=10)
            assert reply["content"]["status"] == "ok"
        for km, kc in kernels:
            await km.shutdown_kernel(now=True)
            kc.stop_channels()

    asyncio.run(asyncio.wait_for(scene(), 60))


def test_threads_of_a_caller_run_notebooks_side_by_side(tmp_path: Path) -> None:
    """As in a server that runs notebooks for many."""
    said: dict[int, list[str]] = {}

    def one(number: int) -> None:
        folder = tmp_path / str(number)
        folder.mkdir()
        said[number] = Run(folder).said(f"import time; time.sleep(0.2); {number}")
        ensure_event_loop().close()

    threads = [threading.Thread(target=one, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert said == {number: [str(number)] for number in range(4)}


@pytest.mark.parametrize("manager", [KernelManager, AsyncKernelManager])
def test_the_provisioner_serves_whatever_starts_kernels(
    manager: type[Any], runtime: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Start, interrupt, restart, end, by Jupyter's own managers: as a server for JupyterLab does."""
    monkeypatch.setattr(KernelProvisionerFactory.instance(), "default_provisioner_name", "warm-provisioner")

    async def of(value: Any) -> Any:
        return await value if asyncio.iscoroutine(value) or asyncio.isfuture(value) else value

    async def scene() -> None:
        km = manager(**own_sockets())
        await of(km.start_kernel(extra_arguments=QUIET))
        assert isinstance(km.provisioner, WarmProvisioner)
        first = km.provisioner.pid
        kc = km.client()
        kc.start_channels()
        await of(kc.wait_for_ready(timeout=20))
        kc.execute("import time; time.sleep(100)")
        await asyncio.sleep(0.3)
        await of(km.interrupt_kernel())
        reply = await of(kc.get_shell_msg(timeout=10))
        while reply["msg_type"] != "execute_reply":
            reply = await of(kc.get_shell_msg(timeout=10))
        assert reply["content"]["ename"] == "KeyboardInterrupt"
        await of(km.restart_kernel())
        await of(kc.wait_for_ready(timeout=20))
        assert km.provisioner.pid != first
        assert await of(km.is_alive())
        second = km.provisioner.pid
        await of(km.shutdown_kernel())
        kc.stop_channels()
        assert not psutil.pid_exists(first)
        assert not psutil.pid_exists(second)
        assert not await of(km.is_alive())

    asyncio.run(asyncio.wait_for(scene(), 60))


def test_memory_is_flat_over_runs(run: Run) -> None:
    """Neither the server nor the caller grows, and no file stays open."""
    nb = notebook("x = bytearray(20_000_000); len(x)", "print('y' * 10_000)")
    for _ in range(5):
        run(nb)
    server_now = server.current()
    assert server_now is not None
    family = [psutil.Process(server_now.process.pid), psutil.Process()]
    before = [(process.memory_info().rss, process.num_fds(), process.num_threads()) for process in family]
    for _ in range(20):
        run(nb)
    after = [(process.memory_info().rss, process.num_fds(), process.num_threads()) for process in family]
    for (rss, fds, threads), (rss_before, fds_before, threads_before) in zip(after, before, strict=True):
        assert rss - rss_before < 3_000_000
        assert fds <= fds_before
        assert threads <= threads_before


def test_the_server_is_no_heavier_than_a_kernel_and_has_one_thread(run: Run) -> None:
    """It holds the imports and nothing else."""
    pid = int(run.said("import os; os.getppid()")[0])
    assert server.current() is not None
    process = psutil.Process(pid)
    assert process.num_threads() == 1
    assert process.memory_info().rss < 120_000_000


def test_the_first_kernel_is_ready_sooner_if_begun_early(monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    """``begin`` starts the server that the first kernel will come from."""
    server.stop()
    warm.begin(["colorsys"])
    begun = server.current()
    assert begun is not None
    assert is_fork(run, preload=["colorsys"])
    assert server.current() is begun


def test_papermill_finds_the_engine_and_jupyter_the_provisioner() -> None:
    """By name, from the metadata of the installation; papermill imports nothing of ours but the engine."""
    probe = (
        "import sys, papermill.engines as e; print(e.papermill_engines.get_engine('warm').__name__,"
        " sorted(n for n in sys.modules if n.startswith('workbook.')))"
    )
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "WarmEngine ['workbook.warm', 'workbook.warm.engine']"
    factory = KernelProvisionerFactory.instance()
    assert factory.get_provisioner_entries()["warm-provisioner"] == "workbook.warm.provisioner:WarmProvisioner"
