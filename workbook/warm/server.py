"""The forkserver: one process a caller, which has done the imports and from which kernels are forked.

It runs the standard library's server (:func:`multiprocessing.forkserver.main`). It is started here and not by the
library's own class, for that one passes on the flags, the search path and the open files of the caller: a kernel has
those of its specification.
"""

from __future__ import annotations

import asyncio
import atexit
import errno
import json
import os
import pickle
import shutil
import socket
import subprocess
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
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

_KEPT: Final = 2
"""Servers that wait for kernels: who runs notebooks of two kinds in turn needs both."""

_RETRIES: Final = 1

_LONGEST_ADDRESS: Final = 100
"""Bytes; a socket's may have 107."""


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
        self.wanted = 0
        self._kernels: set[Forked] = set()
        self._folder = _short_folder()
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
        """Whether it has no kernel, and nobody is about to ask it for one."""
        return not self._kernels and not self.wanted

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
    """The servers of this process, the latest last: a few for new kernels, and earlier ones until they are idle."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._servers: list[Server] = []
        self._failures: dict[Recipe, list[str]] = {}

    def get(self, recipe: Recipe, env: Mapping[str, str]) -> Server:
        """Return the server for *recipe*, started if there is none; ``ServerFailed`` if that cannot be."""
        with self._lock:
            failures = self._failures.get(recipe, [])
            if len(failures) > _RETRIES:
                raise ServerFailed(failures[-1])
            found = next((one for one in self._servers if one.recipe == recipe and one.works), None)
            if found is None:
                try:
                    found = Server(recipe, env)
                except OSError as error:
                    raise ServerFailed(f"{type(error).__name__}: {error}") from error
            else:
                self._servers.remove(found)
            self._servers.append(found)
            self.tidy()
            return found

    @contextmanager
    def reserved(self, recipe: Recipe, env: Mapping[str, str]) -> Iterator[Server]:
        """Give the server for *recipe*, which is kept until a kernel has come from it.

        One from which none comes is stopped; after the second time no other is tried.
        """
        with self._lock:
            server = self.get(recipe, env)
            server.wanted += 1
        failure = None
        try:
            yield server
        except ServerFailed as error:
            failure = str(error)
            raise
        finally:
            with self._lock:
                server.wanted -= 1
                if failure is None:
                    self._failures.pop(recipe, None)
                else:
                    self._failures.setdefault(recipe, []).append(failure)
                    if server.idle and server in self._servers:
                        self._servers.remove(server)
                        server.stop()

    def tidy(self) -> None:
        """Stop those that nobody needs: idle, and not among the latest."""
        with self._lock:
            for server in [one for one in self._servers[:-_KEPT] if one.idle]:
                self._servers.remove(server)
                server.stop()

    def stop(self) -> None:
        """Stop all, and forget what failed."""
        with self._lock:
            for server in self._servers:
                server.stop()
            self._servers, self._failures = [], {}

    def let_go(self) -> None:
        """Forget them in a process that was forked from this one: they are its parent's."""
        for server in self._servers:
            server.let_go()
            server.process.returncode = 0
        self.__init__()  # type: ignore[misc]

    def latest(self) -> Server | None:
        """Return the one that was asked for last, if there is one."""
        return self._servers[-1] if self._servers else None


_servers: Final = _Servers()
atexit.register(_servers.stop)
os.register_at_fork(after_in_child=_servers.let_go)

server_for = _servers.get
reserved = _servers.reserved
stop = _servers.stop
current = _servers.latest


def _short_folder() -> Path:
    """Make a folder for the socket, of which only this person can see what is inside."""
    places = (tempfile.gettempdir(), os.environ.get("XDG_RUNTIME_DIR"), "/tmp", "/dev/shm")
    for place in places:
        if place and len(os.fsencode(place)) + len("/warm-12345678/s") <= _LONGEST_ADDRESS:
            with suppress(OSError):
                return Path(tempfile.mkdtemp(prefix="warm-", dir=place))
    raise OSError(errno.ENAMETOOLONG, "no folder for temporary files has a short name")


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
