"""The process of one kernel, as its caller sees it."""

from __future__ import annotations

import asyncio
import os
import select
import signal
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.forkserver import SIGNED_STRUCT

LOST = 255
"""The exit code of a kernel whose server is gone, as multiprocessing has it."""


class Forked:
    """A process with the manners of :class:`subprocess.Popen`, as far as jupyter_client uses them.

    *status* is where the server tells how the kernel ended. *leash* is a pipe whose other end the kernel holds: the
    system kills the kernel when it is closed, so also when this process is killed.
    """

    stdin = stdout = stderr = None

    def __init__(self, pid: int, status: int, leash: int, ended: Callable[[Forked], None]) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self._status = status
        self._leash = leash
        self._ended = ended

    def poll(self) -> int | None:
        """Return the exit code, or nothing while the kernel runs."""
        if self._status < 0 and self.returncode is None:
            self.returncode = LOST
        elif self.returncode is None and is_readable(self._status, 0):
            told = os.read(self._status, SIGNED_STRUCT.size)
            self.returncode = SIGNED_STRUCT.unpack(told)[0] if told else LOST
            # What the kernel forked or started is in its group, and goes with it.
            with suppress(ProcessLookupError):
                os.killpg(self.pid, signal.SIGKILL)
            self.close()
            self._ended(self)
        return self.returncode

    def wait(self) -> int:
        """Wait for the end; return the exit code."""
        while (code := self.poll()) is None:
            is_readable(self._status)
        return code

    async def end(self) -> int:
        """Wait for the end without keeping others waiting; return the exit code."""
        while (code := self.poll()) is None:
            await readable(self._status)
        return code

    def send_signal(self, signum: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, signum)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def close(self) -> None:
        """Let go of the kernel: it dies if it has not."""
        for fd in (self._status, self._leash):
            if fd >= 0:
                os.close(fd)
        self._status = self._leash = -1


def is_readable(fd: int, seconds: float | None = None) -> bool:
    """Wait until there is something to read from *fd*, or its other end is closed; return whether that came in time.

    **Why not select:** it knows no more than 1024 files of a process.
    """
    asked = select.poll()
    asked.register(fd, select.POLLIN)
    return bool(asked.poll(None if seconds is None else seconds * 1000))


async def readable(fd: int) -> None:
    """The same without keeping others waiting."""
    loop = asyncio.get_running_loop()
    heard = asyncio.Event()
    # Of its own: several may wait for one kernel, and the first one that is told closes the file.
    own = os.dup(fd)
    loop.add_reader(own, heard.set)
    try:
        await heard.wait()
    finally:
        loop.remove_reader(own)
        os.close(own)
