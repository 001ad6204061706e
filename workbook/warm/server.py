"""The forkserver: one process a caller, which has done the imports and from which kernels are forked.

It runs the standard library's server (:func:`multiprocessing.forkserver.main`). It is started here and not by the
library's own class, for that one passes on the flags, the search path and the open files of the caller: a kernel has
those of its specification.
"""

from __future__ import annotations

import asyncio
import atexit
import json
import os
import pickle
import shutil
import socket
import subprocess
import tempfile
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from multiprocessing import reduction
from multiprocessing.forkserver import SIGNED_STRUCT
from pathlib import Path
from typing import Final

from workbook.warm.forked import Forked, readable
from workbook.warm.kernel import Kernel

_CODE: Final = """\
import sys
sys.path[:1] = filter(None, sys.path[:1])
from workbook.warm.seed import serve
serve(sys.argv[1])
"""
"""As ipykernel_launcher does, it leaves the current folder out while it imports."""

_READ_AT_START: Final = ("PYTHON", "LD_", "LANG", "LC_", "MALLOC_", "OMP_", "OPENBLAS_", "MKL_", "NUMEXPR_", "MPL")
"""How the variables begin that an interpreter, or a library it loads, reads only once."""

_START_SECONDS: Final = 60


class ServerFailed(RuntimeError):
    """No kernel could be forked."""


@dataclass(frozen=True)
class Recipe:
    """What makes a server the right one for a kernel."""

    python: tuple[str, ...]
    preload: tuple[str, ...]
    early: tuple[tuple[str, str], ...]
    cwd: str

    @classmethod
    def of(cls, python: Sequence[str], preload: Sequence[str], env: Mapping[str, str], cwd: str) -> Recipe:
        """Return the recipe for a kernel that would be started as *python* in *cwd* with *env*."""
        early = sorted((name, value) for name, value in env.items() if name.startswith(_READ_AT_START))
        path = env.get("PYTHONPATH", "")
        relative = bool(path) and not all(Path(folder).is_absolute() for folder in path.split(os.pathsep))
        return cls(tuple(python), tuple(preload), tuple(early), cwd if relative else "/")


class Server:
    """A running forkserver, and the kernels that came from it."""

    def __init__(self, recipe: Recipe, env: Mapping[str, str]) -> None:
        self.recipe = recipe
        self._kernels: set[Forked] = set()
        self._folder = Path(tempfile.mkdtemp(prefix="warm-"))
        self._address = str(self._folder / "s")
        alive, self._alive = os.pipe()
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(self._address)
            listener.listen()
            asked = {
                "listener": listener.fileno(),
                "alive": alive,
                "folder": str(self._folder),
                "preload": recipe.preload,
            }
            self.process = subprocess.Popen(
                [*recipe.python, "-c", _CODE, json.dumps(asked)],
                pass_fds=(listener.fileno(), alive),
                env=dict(env),
                cwd=recipe.cwd,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )
        os.close(alive)

    async def fork(self, kernel: Kernel) -> tuple[Forked, dict[str, str]]:
        """Return the process of *kernel*, which listens by now, and what could not be done ahead.

        ``ServerFailed`` if there is no such process.
        """
        try:
            return await asyncio.wait_for(self._fork(kernel), _START_SECONDS)
        except (OSError, EOFError) as error:
            raise ServerFailed(f"{type(error).__name__}: {error}") from error

    async def _fork(self, kernel: Kernel) -> tuple[Forked, dict[str, str]]:
        ready, told = os.pipe()
        status, status_w = os.pipe()
        data, leash = os.pipe()
        forked = None
        try:
            try:
                self._ask(data, status_w, told)
            finally:
                for fd in (data, status_w, told):
                    os.close(fd)
            # multiprocessing's protocol: how to prepare (not at all), then the process.
            with os.fdopen(os.dup(leash), "wb") as pipe:
                pipe.write(pickle.dumps({}) + pickle.dumps(kernel))
            pid = SIGNED_STRUCT.unpack(await _read(status, SIGNED_STRUCT.size))[0]
            forked = Forked(pid, status, leash, self._ended)
            self._kernels.add(forked)
            problems: dict[str, str] = json.loads(await _read(ready))
        except BaseException:
            if forked is None:
                os.close(status)
                os.close(leash)
            else:
                self._kernels.discard(forked)
                forked.close()
            raise
        finally:
            os.close(ready)
        return forked, problems

    def _ask(self, data: int, status: int, ready: int) -> None:
        """Send the ends of the pipes that server and kernel use, and our output.

        Third and fourth in multiprocessing's order come the server's own lifeline and the resource tracker; a kernel
        gets neither, so none keeps the server alive.
        """
        nothing = os.open(os.devnull, os.O_RDWR)
        out, err = (fd if _is_open(fd) else nothing for fd in (1, 2))
        try:
            with socket.socket(socket.AF_UNIX) as client:
                client.connect(self._address)
                reduction.sendfds(client, [data, status, nothing, nothing, ready, out, err])
        finally:
            os.close(nothing)

    def _ended(self, kernel: Forked) -> None:
        self._kernels.discard(kernel)
        _servers.tidy()

    @property
    def works(self) -> bool:
        """Whether the process runs."""
        return self.process.poll() is None

    @property
    def idle(self) -> bool:
        """Whether it has no kernel."""
        return not self._kernels

    def stop(self) -> None:
        """End the server and its kernels; it holds nothing that could be lost."""
        self.let_go()
        self.process.kill()
        self.process.wait()
        shutil.rmtree(self._folder, ignore_errors=True)

    def let_go(self) -> None:
        """Close our ends of all pipes: server and kernels die of it, unless somebody else holds them too."""
        for kernel in self._kernels:
            kernel.close()
        self._kernels.clear()
        if self._alive >= 0:
            os.close(self._alive)
            self._alive = -1


class _Servers:
    """The servers of this process: the one for new kernels, and earlier ones until their last kernel has ended."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self.now: Server | None = None
        self._earlier: set[Server] = set()

    def get(self, recipe: Recipe, env: Mapping[str, str]) -> Server:
        with self._lock:
            now = self.now
            if now is not None and now.recipe == recipe and now.works:
                return now
            if now is not None:
                self._earlier.add(now)
            self.now = Server(recipe, env)
            self.tidy()
            return self.now

    def tidy(self) -> None:
        with self._lock:
            for server in [server for server in self._earlier if server.idle]:
                self._earlier.discard(server)
                server.stop()

    def stop(self) -> None:
        with self._lock:
            for server in self._all():
                server.stop()
            self.now = None
            self._earlier = set()

    def let_go(self) -> None:
        """Forget them in a process that was forked from this one: they are its parent's."""
        for server in self._all():
            server.let_go()
            server.process.returncode = 0
        self.__init__()  # type: ignore[misc]

    def _all(self) -> list[Server]:
        return [*self._earlier, *([self.now] if self.now else [])]


_servers: Final = _Servers()
atexit.register(_servers.stop)
os.register_at_fork(after_in_child=_servers.let_go)

server_for = _servers.get
stop = _servers.stop


async def _read(fd: int, size: int | None = None) -> bytes:
    """Return *size* bytes from *fd*, or all there is; ``EOFError`` if that is nothing."""
    got = b""
    while size is None or len(got) < size:
        await readable(fd)
        more = os.read(fd, 65536 if size is None else size - len(got))
        if not more:
            break
        got += more
    if not got:
        raise EOFError("the process ended")
    return got


def _is_open(fd: int) -> bool:
    try:
        os.fstat(fd)
    except OSError:
        return False
    return True


def current() -> Server | None:
    """Return the server that new kernels come from, if there is one."""
    return _servers.now
