"""What the server does before its first fork: the imports."""

from __future__ import annotations

import atexit
import fcntl
import gc
import importlib
import json
import os
import shutil
import signal
import stat
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing import forkserver
from pathlib import Path
from typing import Any, Final

from workbook.warm.forked import is_readable

BASE: Final = (
    "workbook.warm.kernel",
    "ipykernel.kernelapp",
    "ipykernel.ipkernel",
    "ipykernel.debugger",
    "IPython.core.completerlib",
    "IPython.core.debugger",
    "IPython.core.logger",
    "IPython.core.oinspect",
    "IPython.extensions.storemagic",
    "encodings.idna",
    "encodings.unicode_escape",
    "faulthandler",
    "psutil",
    "sqlite3",
    "tornado.platform.asyncio",
)
"""What a kernel has imported once it has run a cell."""

NEVER: Final = "matplotlib_inline.backend_inline"
"""Looks for the running kernel when it is imported; without one it never shows a figure, and says nothing."""

problems: dict[str, str] = {}
"""What could not be done ahead, and why. Every fork tells it to whoever asked for the kernel."""

environment: dict[str, str] = {}
"""The variables that imports have set: each kernel has them, unless its own environment does."""


def serve(given: str) -> None:
    """Do what is asked in *given* (JSON), then be the forkserver until the caller is gone."""
    asked = json.loads(given)
    atexit.register(_remove, asked["folder"], os.getpid())
    with _ending_with(asked["alive"]):
        sow(asked["preload"])
    forkserver.main(asked["listener"], asked["alive"], [])


@contextmanager
def _ending_with(alive: int) -> Iterator[None]:
    """End as soon as the caller is gone: the forkserver itself looks for that only once all imports are done."""

    def end(_signum: int, _frame: object) -> None:
        sys.exit(1)

    signal.signal(signal.SIGTERM, end)
    flags = fcntl.fcntl(alive, fcntl.F_GETFL)
    fcntl.fcntl(alive, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(alive, fcntl.F_SETSIG, signal.SIGTERM)
    fcntl.fcntl(alive, fcntl.F_SETFL, flags | os.O_ASYNC)
    if is_readable(alive, 0):
        sys.exit(1)
    try:
        yield
    finally:
        fcntl.fcntl(alive, fcntl.F_SETFL, flags)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)


def sow(entries: Sequence[str]) -> None:
    """Import the modules, call the functions (``module:function``); note in :data:`problems` what did not work."""
    before = dict(os.environ)
    # Else the debugger says on stderr that it will not stop in the standard library.
    os.environ.setdefault("PYDEVD_DISABLE_FILE_VALIDATION", "1")
    for entry in (*BASE, *entries):
        if why := _done(entry):
            problems[entry] = why
    if NEVER in sys.modules:
        problems[NEVER] = "must not be imported before there is a kernel: figures would not show"
    kept = {*before, "PYDEVD_DISABLE_FILE_VALIDATION"}
    environment.update((name, value) for name, value in os.environ.items() if name not in kept)
    gc.collect()
    # The collector of a fork leaves these objects alone: shared pages stay shared.
    gc.freeze()


def _done(entry: str) -> str | None:
    """Import or call *entry*; return what is wrong with doing it ahead, if anything is."""
    name, _, function = entry.partition(":")
    files = _files()
    # Not through sys.stdout: a library may write by itself.
    with _printed() as size:
        try:
            found: Any = importlib.import_module(name)
            if function:
                getattr(found, function)()
        except Exception as error:
            # Whatever went wrong there, kernels must start.
            return f"{type(error).__name__}: {error}"
        except SystemExit:
            return "wanted to leave"
    # All that run Python code, also those that threading did not start.
    if len(sys._current_frames()) > 1:
        return "started a thread, which no kernel would have"
    if _has_children():
        return "started a process, which would not end with a kernel"
    if size():
        return "printed something, which no notebook would show"
    if left := _files() - files:
        return f"left a file open ({', '.join(sorted(left))}), which all kernels would share"
    return None


def _has_children() -> bool:
    try:
        os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
    except ChildProcessError:
        return False
    return True


def _files() -> set[str]:
    """Return the names of the ordinary files that are open."""
    found = set()
    for fd in Path("/proc/self/fd").iterdir():
        try:
            if stat.S_ISREG(fd.stat().st_mode):
                found.add(str(fd.readlink()))
        except OSError:
            continue
    return found


@contextmanager
def _printed() -> Iterator[Callable[[], int]]:
    """Keep what is printed from the caller's output; give how much it was."""
    sys.stdout.flush()
    kept, aside = os.dup(1), os.memfd_create("printed")
    os.dup2(aside, 1)
    size = 0
    try:
        yield lambda: size
    finally:
        sys.stdout.flush()
        size = os.fstat(aside).st_size
        os.dup2(kept, 1)
        os.close(kept)
        os.close(aside)


def _remove(folder: str, server: int) -> None:
    # For a caller that was killed. Forks inherit this handler, so they ask whose it is.
    if os.getpid() == server:
        shutil.rmtree(folder, ignore_errors=True)
