"""The kernel provisioner ``warm-provisioner``: kernels are forked where that works, else started as ever.

It is jupyter_client's own for this computer; only the way a process comes to be is another one. So it serves whatever
starts kernels: papermill, nbconvert, Jupyter servers.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import warnings
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from traitlets import List, Unicode, default

from workbook.warm import supported

if TYPE_CHECKING:
    from workbook.warm.forked import Forked

_IDLE_KERNELS_END_IN: Final = 0.3
"""Seconds, at most; a busy one is interrupted after them."""

ENV: Final = "WORKBOOK_WARM_PRELOAD"

# For whoever installs or configures it; in English, as Jupyter's own warnings are.
_NOT_AHEAD: Final = "Kernels start slowly: {name} could not be made ready ahead ({why}). Install it, or leave it out."
_NO_FORK: Final = "This kernel started slowly: it could not be forked ({why}). It works all the same."


class ColdStart(UserWarning):
    """Something makes kernels slower than they could be."""


class WarmProvisioner(LocalProvisioner):
    """Starts a kernel as a fork of a process that has done the imports."""

    preload = List(
        Unicode(),
        help=f"What notebooks import: modules, or functions to call as module:function. Default: {ENV}, with commas.",
    ).tag(config=True)

    _forked: Forked | None = None

    @default("preload")
    def _preload_of_environment(self) -> list[str]:
        return [name.strip() for name in os.environ.get(ENV, "").split(",") if name.strip()]

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Fork the kernel and return how to reach it; it listens by then."""
        cwd = kwargs.get("cwd") or Path.cwd()
        self._forked = None
        if supported() and (python := _interpreter(cmd)) and set(kwargs) <= {"cwd", "env", "kernel_id"}:
            self._forked = await self._fork(python, cmd, str(cwd), dict(kwargs["env"]))
        if self._forked is None:
            return await super().launch_kernel(cmd, **kwargs)
        self.process = self._forked  # type: ignore[assignment]  # as much of Popen as is used
        self.pid = self.pgid = self._forked.pid
        self.cwd = cwd
        return self.connection_info

    async def _fork(self, python: list[str], cmd: list[str], cwd: str, env: dict[str, str]) -> Forked | None:
        from workbook.warm.kernel import Kernel
        from workbook.warm.server import Recipe, ServerFailed, reserved

        kernel = Kernel.of_this_thread(cmd[len(python) :], env, str(Path(cwd).resolve()))
        try:
            with reserved(Recipe.of(python, self.preload, env, kernel.cwd), env) as server:
                forked, problems = await server.fork(kernel)
        except ServerFailed as error:
            warnings.warn(_NO_FORK.format(why=error), ColdStart, stacklevel=2)
            return None
        try:
            for name, why in problems.items():
                warnings.warn(_NOT_AHEAD.format(name=name, why=why), ColdStart, stacklevel=2)
        except ColdStart:
            # Where warnings are errors, no kernel stays behind.
            forked.kill()
            await forked.end()
            raise
        return forked

    async def send_signal(self, signum: int) -> None:
        """Send *signum* to the kernel and what it started.

        Before jupyter_client asks a kernel to end, it interrupts it. That is left for later: an idle kernel ends by
        itself, and the interrupt would meet it in the midst of that.
        """
        if self._forked is None or signum != signal.SIGINT or not getattr(self.parent, "shutting_down", False):
            await super().send_signal(signum)

    async def shutdown_requested(self, restart: bool = False) -> None:
        """Wait for the kernel's end; interrupt what keeps it from that. Then jupyter_client takes stronger means."""
        if self._forked is None:
            return
        patience = self.get_shutdown_wait_time(getattr(self.parent, "shutdown_wait_time", 5.0)) / 2
        with suppress(asyncio.TimeoutError):
            await asyncio.wait_for(self._forked.end(), min(_IDLE_KERNELS_END_IN, patience))
            return
        await super().send_signal(signal.SIGINT)
        with suppress(asyncio.TimeoutError):
            await asyncio.wait_for(self._forked.end(), patience)

    async def wait(self) -> int | None:
        """Wait for the kernel's end; return its exit code."""
        if self._forked is None:
            return await super().wait()
        code = await self._forked.end()
        self.process = self._forked = None
        return code


def _interpreter(cmd: list[str]) -> list[str] | None:
    """Return how the interpreter of *cmd* is started, if this is a kernel that can be forked from one like us."""
    if "-m" not in cmd or not _is_ours(cmd[0]):
        return None
    at = cmd.index("-m")
    return cmd[:at] if cmd[at + 1 : at + 2] == ["ipykernel_launcher"] else None


def _is_ours(python: str) -> bool:
    """Return whether *python* is this interpreter in this environment, by whatever name."""
    ours = sys.executable
    same_folder = Path(python).parent.resolve() == Path(ours).parent.resolve()
    return python == ours or (same_folder and Path(python).resolve() == Path(ours).resolve())
