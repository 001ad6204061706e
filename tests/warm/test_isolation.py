"""No state crosses runs: what a notebook changes in its process is gone in the next one.

Each probe is a cell that leaves something behind and a question whether it is there. In a kernel that is used again
every one finds it (else it would prove nothing); in a warm kernel none does.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import pytest

from tests.warm.running import MARK, Run, notebook, text

PROBES: Final = {
    "name": ("planted = 1", "'planted' in globals()"),
    "module": (
        "import sys, types; sys.modules['planted'] = types.ModuleType('planted')",
        "import sys; 'planted' in sys.modules",
    ),
    "module, changed": ("import json; json.planted = 1", "import json; hasattr(json, 'planted')"),
    "module loaded ahead, changed": (
        "import workbook.words as w; w.set_language('ar')",
        "import workbook.words as w; w.current().code == 'ar'",
    ),
    "cache of a module loaded ahead": (
        "import workbook.words as w; w.catalog('planted')",
        "import workbook.words as w; n = w.catalog.cache_info().misses; w.catalog('planted'); "
        "w.catalog.cache_info().misses == n",
    ),
    "class, changed": ("import pathlib; pathlib.Path.planted = 1", "import pathlib; hasattr(pathlib.Path, 'planted')"),
    "builtins": ("import builtins; builtins.planted = 1", "import builtins; hasattr(builtins, 'planted')"),
    "environment": ("import os; os.environ['PLANTED'] = '1'", "import os; 'PLANTED' in os.environ"),
    "current folder": ("import os; os.chdir('/usr')", "import os; os.getcwd() == '/usr'"),
    "search path": ("import sys; sys.path.insert(0, '/planted')", "import sys; '/planted' in sys.path"),
    "random numbers": (
        "import random; random.seed(7)",
        "import random; random.random() == random.Random(7).random()",
    ),
    "random numbers of numpy": (
        "import numpy; numpy.random.seed(7)",
        "import numpy; numpy.random.rand() == numpy.random.RandomState(7).rand()",
    ),
    "thread": (
        "import threading, time; threading.Thread(target=time.sleep, args=(60,), name='planted', daemon=True).start()",
        "import threading; any(t.name == 'planted' for t in threading.enumerate())",
    ),
    "task": (
        "import asyncio; kept = asyncio.get_running_loop().create_task(asyncio.sleep(60), name='planted')",
        "import asyncio; any(t.get_name() == 'planted' for t in asyncio.all_tasks())",
    ),
    "process": (
        f"import subprocess; subprocess.Popen(['sleep', '{MARK}']).pid > 0",
        f"import psutil; any({MARK!r} in (p.info['cmdline'] or []) for p in psutil.process_iter(['cmdline']))",
    ),
    "open file": (
        "import os; os.dup2(os.open(os.devnull, os.O_RDONLY), 200)",
        "import os; os.path.exists('/proc/self/fd/200')",
    ),
    "umask": ("import os; os.umask(0o012)", "import os; os.umask(0o012) == 0o012"),
    "limit": (
        "import resource as r; r.setrlimit(r.RLIMIT_NOFILE, (444, r.getrlimit(r.RLIMIT_NOFILE)[1]))",
        "import resource as r; r.getrlimit(r.RLIMIT_NOFILE)[0] == 444",
    ),
    "signal": (
        "import signal; signal.signal(signal.SIGUSR1, signal.SIG_IGN)",
        "import signal; signal.getsignal(signal.SIGUSR1) == signal.SIG_IGN",
    ),
    "warnings": (
        "import warnings; warnings.simplefilter('ignore', BytesWarning)",
        "import warnings; any(f[2] is BytesWarning and f[0] == 'ignore' for f in warnings.filters)",
    ),
    "logging": (
        "import logging; logging.getLogger().addHandler(logging.NullHandler())",
        "import logging; any(isinstance(h, logging.NullHandler) for h in logging.getLogger().handlers)",
    ),
    "locale": (
        "import locale; locale.setlocale(locale.LC_NUMERIC, 'C.UTF-8')",
        "import locale; locale.setlocale(locale.LC_NUMERIC) == 'C.UTF-8'",
    ),
    "collector": ("import gc; gc.set_threshold(77)", "import gc; gc.get_threshold()[0] == 77"),
    "depth of recursion": ("import sys; sys.setrecursionlimit(4444)", "import sys; sys.getrecursionlimit() == 4444"),
    "folder for temporary files": (
        "import tempfile; tempfile.tempdir = '/usr'",
        "import tempfile; tempfile.gettempdir() == '/usr'",
    ),
    "way to start processes": (
        "import multiprocessing as m; m.set_start_method('spawn', force=True)",
        "import multiprocessing as m; m.get_start_method() == 'spawn'",
    ),
    "magic": (
        "get_ipython().register_magic_function(lambda line: 1, 'line', 'planted')",
        "'planted' in get_ipython().magics_manager.magics['line']",
    ),
    "way to show things": (
        "_ = get_ipython().display_formatter.formatters['text/plain'].for_type(memoryview, lambda o, p, c: 1)",
        "memoryview in get_ipython().display_formatter.formatters['text/plain'].type_printers",
    ),
    "history": ("'planted-' + 'in-history'", "any(\"'planted-' + 'in\" in cell for cell in In[:-1])"),
}  # fmt: skip
"""Name of the probe -> (what it leaves behind, the question whether that is there)."""

AHEAD: Final = ("workbook.page", "numpy", "multiprocessing.context", "logging.handlers")
"""More than our notebooks need, so that more could leak."""


def found(nb: Any, first: int, step: int) -> dict[str, str]:
    return dict(zip(PROBES, (text(cell) for cell in nb.cells[first::step]), strict=True))


@pytest.fixture(scope="module")
def used_again(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What the probes find in one stock kernel that runs on."""
    run = Run(tmp_path_factory.mktemp("again"))
    cells = [source for probe in PROBES.values() for source in probe]
    return found(run(notebook(*cells), None), 1, 2)


@pytest.fixture(scope="module")
def next_run(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What they find in a warm kernel after another one, where all had left something."""
    run = Run(tmp_path_factory.mktemp("next"))
    run(notebook(*(leave for leave, _question in PROBES.values())), preload=AHEAD)
    return found(run(notebook(*(question for _leave, question in PROBES.values())), preload=AHEAD), 0, 1)


@pytest.mark.parametrize("probe", PROBES)
def test_a_probe_finds_what_is_left_in_a_kernel_that_is_used_again(probe: str, used_again: dict[str, str]) -> None:
    """Else it would find nothing anywhere."""
    assert used_again[probe] == "True"


@pytest.mark.parametrize("probe", PROBES)
def test_nothing_is_left_for_the_next_run(probe: str, next_run: dict[str, str]) -> None:
    """Each run begins in a process that has only done the imports."""
    assert next_run[probe] == "False"


def test_there_are_probes_enough() -> None:
    """The list cannot shrink unseen."""
    assert len(PROBES) >= 14


def test_runs_draw_different_random_numbers(run: Run) -> None:
    """Forks of one process would all draw the same: also from a numpy that was loaded ahead, also for names."""
    cell = (
        "import random, uuid, numpy, tempfile\n"
        "print(random.random(), numpy.random.rand(), uuid.uuid4(), next(tempfile._get_candidate_names()))"
    )
    first, second = (run.said(cell, preload=["numpy", "uuid"])[0].split() for _ in range(2))
    assert len(first) == 4
    assert all(one != other for one, other in zip(first, second, strict=True))


def test_a_kernel_is_what_a_stock_kernel_is(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Search path, arguments, folder, streams, open files, signals, session: as if started with its command line."""
    monkeypatch.setenv("PLANTED_BY_CALLER", "1")
    monkeypatch.setenv("TZ", "Asia/Kathmandu")
    monkeypatch.setenv("PYTHONHASHSEED", "1")
    cells = (
        "import sys; sys.path",
        "sys.argv[0], sys.argv[1:2], sys.argv[3:], sys.orig_argv[:3]",
        "import os; sorted((k, hash(v)) for k, v in os.environ.items() if k != 'JPY_PARENT_PID')",
        "os.getcwd(), oct(os.umask(0o077)), sys.flags, __name__",
        "os.read(0, 1), sys.stdin.read(), sys.__stdin__.fileno()",
        "os.getsid(0) == os.getpgrp() == os.getpid()",
        "import threading as t; t.current_thread() is t.main_thread(), t.get_native_id() == os.getpid()",
        "t.main_thread().native_id == os.getpid()",
        "import signal as s; [(n, s.getsignal(n)) for n in (s.SIGTERM, s.SIGCHLD, s.SIGHUP, s.SIGPIPE, s.SIGINT)]",
        "import time; time.tzname",
        "import multiprocessing as m; m.current_process().name, m.parent_process(), m.active_children()",
        "m.get_start_method()",
        "import gc; gc.isenabled(), gc.get_threshold()",
        "import logging; logging.getLogger().handlers, logging.getLogger().level",
        "type(sys.stdout).__name__, type(sys.stderr).__name__, sys.stdout.encoding",
        "sorted(n for n in globals() if not n.startswith('_'))",
    )  # fmt: skip
    assert run.said(*cells) == run.said(*cells, engine=None)


def test_a_kernel_holds_no_files_of_the_server(run: Run) -> None:
    """Neither of the server nor of another kernel: as many as a stock kernel, and the pipe it is held by."""
    cell = "import os; len([fd for fd in os.listdir('/proc/self/fd')])"
    assert int(run.said(cell)[0]) <= int(run.said(cell, engine=None)[0]) + 1
