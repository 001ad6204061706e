"""One kernel, in the fork: put away what is left of the server, then be the kernel that was asked for."""

from __future__ import annotations

import atexit
import fcntl
import gc
import io
import json
import os
import re
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from multiprocessing import forkserver, resource_tracker
from pathlib import Path
from typing import Any, Final

from workbook.warm import seed
from workbook.warm.forked import is_readable

_PASSED_ON: Final = (signal.SIGHUP, signal.SIGTERM, signal.SIGQUIT, signal.SIGUSR1, signal.SIGUSR2, signal.SIGTSTP)
"""Signals that a kernel ignores if its caller does; the interpreter sees to the others itself."""


@dataclass(frozen=True)
class Kernel:
    """What the kernel has to be: its command line after ``python``, its environment, folder, umask, and signals.

    The caller pickles it; multiprocessing's forkserver unpickles it in the fork and calls ``_bootstrap``.
    """

    command: tuple[str, ...]
    env: dict[str, str]
    cwd: str
    umask: int
    blocked: frozenset[int] = frozenset()
    ignored: frozenset[int] = frozenset()
    cores: frozenset[int] = frozenset()

    @classmethod
    def of_this_thread(cls, command: Sequence[str], env: Mapping[str, str], cwd: str) -> Kernel:
        """Return a kernel that inherits what a process started here would inherit."""
        return cls(
            tuple(command),
            dict(env),
            cwd,
            _umask(),
            frozenset(signal.pthread_sigmask(signal.SIG_BLOCK, ())),
            frozenset(one for one in _PASSED_ON if signal.getsignal(one) == signal.SIG_IGN),
            frozenset(os.sched_getaffinity(0)),
        )

    def _bootstrap(self, parent_sentinel: int) -> int:
        """Run until the kernel is shut down; return its exit code."""
        os.setsid()
        die_with(parent_sentinel)
        ready = _streams()
        self._settle()
        from ipykernel.kernelapp import IPKernelApp

        app: Any = None
        code = 0
        try:
            # The parent is the server; ipykernel ends when that is gone.
            app = IPKernelApp.instance(parent_handle=os.getppid())
            app.initialize(list(self.command[2:]))
            _tell_matplotlib()
            _mend_farewell(app.kernel)
            with os.fdopen(ready, "w", encoding="utf-8") as pipe:
                json.dump(seed.problems, pipe)
            app.start()
        except SystemExit as error:
            code = error.code if isinstance(error.code, int) else int(error.code is not None)
        finally:
            _finish(app)
        return code

    def _settle(self) -> None:
        """Take the place of a process started with ``python -m ipykernel_launcher``."""
        _forget_multiprocessing()
        os.umask(self.umask)
        os.sched_setaffinity(0, self.cores)
        for one in self.ignored:
            signal.signal(one, signal.SIG_IGN)
        signal.pthread_sigmask(signal.SIG_SETMASK, self.blocked)
        os.environ.clear()
        os.environ.update({**seed.environment, **self.env, "JPY_PARENT_PID": str(os.getppid())})
        time.tzset()
        os.chdir(self.cwd)
        launcher = find_spec(self.command[1])
        sys.argv = [str(launcher and launcher.origin), *self.command[2:]]
        sys.orig_argv = [sys.executable, *self.command]
        tempfile.tempdir = None
        if numpy := sys.modules.get("numpy"):
            # Else every fork draws the same numbers; the standard library sees to its own.
            numpy.random.seed()


def die_with(sentinel: int) -> None:
    """Have the system kill this process group as soon as the other end of the pipe *sentinel* is closed.

    **Why no thread:** a cell can keep the interpreter to itself for hours; the system does not ask it.
    """
    fcntl.fcntl(sentinel, fcntl.F_SETOWN, -os.getpgrp())
    fcntl.fcntl(sentinel, fcntl.F_SETSIG, signal.SIGKILL)
    fcntl.fcntl(sentinel, fcntl.F_SETFL, fcntl.fcntl(sentinel, fcntl.F_GETFL) | os.O_ASYNC)
    if is_readable(sentinel, 0):
        # It was closed before we asked.
        os._exit(1)


def _streams() -> int:
    """Take over the caller's output; return where to write that the kernel is ready."""
    fds = forkserver.get_inherited_fds()
    assert fds is not None
    ready: int
    ready, out, err = fds
    for given, place in ((out, 1), (err, 2)):
        os.dup2(given, place)
        os.close(given)
    # Opened anew: what a kernel does to a file that is inherited, it does to that of all others.
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    # The forkserver reads from another number than everybody.
    os.close(sys.stdin.fileno())
    sys.stdin = sys.__stdin__ = open(0, encoding=sys.stdin.encoding, closefd=False)  # type: ignore[misc]  # noqa: SIM115
    return ready


def _forget_multiprocessing() -> None:
    """Let cells that use multiprocessing start servers of their own; ours knows nothing of this kernel."""
    server: Any = forkserver._forkserver
    tracker: Any = resource_tracker._resource_tracker
    os.close(server._forkserver_alive_fd)
    os.close(tracker._fd)
    server.__init__()
    tracker.__init__()
    main: Any = threading.main_thread()
    main._set_native_id()


def _tell_matplotlib() -> None:
    """Draw into the notebook, also if matplotlib was imported before ipykernel said so."""
    if matplotlib := sys.modules.get("matplotlib"):
        matplotlib.rcParams["backend"] = os.environ["MPLBACKEND"]


def _mend_farewell(kernel: Any) -> None:
    """Look for children quickly at the end, and do not wait for dead ones.

    ipykernel looks at every process there is, and sees a child that has ended but was not waited for as one that will
    not end: it waits for that until it is killed.
    """
    from psutil import STATUS_ZOMBIE, NoSuchProcess

    look = kernel._process_children

    def alive(process: Any) -> bool:
        with suppress(NoSuchProcess):
            return bool(process.status() != STATUS_ZOMBIE)
        return False

    def children() -> list[Any]:
        try:
            os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        except ChildProcessError:
            return []
        return [process for process in look() if alive(process)]

    kernel._process_children = children


def _finish(app: Any) -> None:
    """Do what an interpreter does at its end, except take itself apart: the forkserver leaves by ``os._exit``."""
    if app is not None and app.control_thread is not None and app.control_thread.is_alive():
        # ipykernel stops the thread that publishes first; this one may be waiting for it, up to 10 s.
        app.control_thread.stop()
        app.control_thread.join()
    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    # IPython has emptied the notebook's namespace; what is left in cycles, or held by a module, may be a file.
    gc.collect()
    for thing in gc.get_objects():
        if issubclass(type(thing), io.IOBase):
            try:
                if not thing.closed and thing.writable():
                    thing.flush()
            except (OSError, ValueError):
                continue


def _umask() -> int:
    """Return our umask. To ask the system for it is to set it, which other threads would notice."""
    found = re.search(r"^Umask:\s*([0-7]+)$", Path("/proc/self/status").read_text("ascii"), re.MULTILINE)
    return int(found[1], 8) if found else 0o022
