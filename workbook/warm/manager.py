"""A kernel manager and a client that wait for what happens instead of for a while."""

from __future__ import annotations

import time
import uuid
from queue import Empty
from typing import Any, Final

from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.factory import KernelProvisionerFactory
from traitlets import DottedObjectName, Type

from workbook.warm.provisioner import WarmProvisioner

_REPLY_SECONDS: Final = 1.0
_PUBLISHED_SECONDS: Final = 0.2
"""After these a kernel that was not heard is asked once more."""


class WarmClient(AsyncKernelClient):
    """A client that is ready once the kernel was heard on both channels.

    **Why:** what a kernel publishes before the subscription has reached it is lost. jupyter_client cannot tell when
    that is, so it waits until nothing was heard for 0.2 s. That our own request is published as done tells it.
    """

    async def _ready(self, timeout: float | None = None) -> None:
        deadline = time.monotonic() + (float("inf") if timeout is None else timeout)
        while True:
            asked = self.kernel_info()
            reply = await self._heard(self.shell_channel, asked, "kernel_info_reply", _REPLY_SECONDS)
            if reply and await self._heard(self.iopub_channel, asked, "status", _PUBLISHED_SECONDS, "idle"):
                self._handle_kernel_info_reply(reply)
                return
            if not await self._async_is_alive():
                raise RuntimeError("Kernel died before replying to kernel_info")
            if time.monotonic() > deadline:
                raise RuntimeError(f"Kernel didn't respond in {timeout} seconds")

    async def _heard(
        self, channel: Any, asked: str, kind: str, seconds: float, state: str | None = None
    ) -> dict[str, Any] | None:
        """Return the message of *kind* that answers *asked*; nothing if it does not come in time."""
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            try:
                message: dict[str, Any] = await channel.get_msg(timeout=left)
            except Empty:
                return None
            answers = message["parent_header"].get("msg_id") == asked and message["msg_type"] == kind
            if answers and message["content"].get("execution_state") == state:
                return message
        return None

    wait_for_ready = _ready


class WarmKernelManager(AsyncKernelManager):
    """Starts kernels with the warm provisioner, unless the kernel or the configuration names another one."""

    client_class = DottedObjectName("workbook.warm.manager.WarmClient", config=True)
    client_factory = Type(klass=WarmClient, config=True)

    async def _async_pre_start_kernel(self, **kwargs: Any) -> Any:
        if self.provisioner is None and self.kernel_spec is not None and self._is_free():
            self.kernel_id = self.kernel_id or kwargs.pop("kernel_id", str(uuid.uuid4()))
            self.provisioner = WarmProvisioner(kernel_id=self.kernel_id, kernel_spec=self.kernel_spec, parent=self)
        return await super()._async_pre_start_kernel(**kwargs)

    def _is_free(self) -> bool:
        """Return whether nobody has chosen how this kernel is started."""
        factory = KernelProvisionerFactory.instance(parent=self.parent)
        assert self.kernel_spec is not None
        chosen = self.kernel_spec.metadata.get("kernel_provisioner")
        return not chosen and factory.default_provisioner_name == "local-provisioner"
