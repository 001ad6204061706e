"""The papermill engine ``warm``: papermill's own, with kernels that are forked and fewer writes to disk.

papermill loads every engine when it is imported, also for who uses another one; so nothing else is imported here.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any, Final

from workbook.warm import supported

SAVED_AT_LEAST_EVERY: Final = 1.0
"""Seconds that the notebook on disk may be behind the one that runs."""


class WarmEngine:
    """Runs a notebook as papermill's own engine does, and takes whatever that takes.

    Only the kernel manager is another one (unless the caller names one), and the notebook is written to disk once a
    second, not twice a cell; where a run ends or fails it is written whole, as ever.
    """

    @classmethod
    def execute_notebook(cls, *args: Any, **kwargs: Any) -> Any:
        """Run a notebook; all arguments are those of papermill's own engine."""
        return _engine().execute_notebook(*args, **kwargs)

    @classmethod
    def nb_kernel_name(cls, nb: Any, name: str | None = None) -> Any:
        """Return the name of the kernel for *nb*."""
        return _engine().nb_kernel_name(nb, name)

    @classmethod
    def nb_language(cls, nb: Any, language: str | None = None) -> Any:
        """Return the language of *nb*."""
        return _engine().nb_language(nb, language)


@cache
def _engine() -> Any:
    # Not at the top: papermill imports this module while it is imported itself.
    from papermill.engines import NBClientEngine

    class Engine(NBClientEngine):  # type: ignore[misc]  # papermill has no types
        @classmethod
        def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **kwargs: Any) -> Any:
            if supported():
                from workbook.warm.manager import WarmKernelManager

                kwargs.setdefault("kernel_manager_class", WarmKernelManager)
            with _saving_now_and_then(nb_man):
                return super().execute_managed_notebook(nb_man, kernel_name, **kwargs)

    return Engine


@contextmanager
def _saving_now_and_then(nb_man: Any) -> Iterator[None]:
    saver = _Saver(nb_man.save)
    nb_man.save = saver
    try:
        yield
    finally:
        # What follows is papermill's last save; that one is written at once.
        del nb_man.save
        saver.stop()


class _Saver:
    """Saves at once if that was not done lately, else a little later: in between no change waits longer than that."""

    def __init__(self, save: Callable[..., None]) -> None:
        self._save = save
        self._saved = float("-inf")
        self._later: asyncio.TimerHandle | None = None

    def __call__(self, **kwargs: Any) -> None:
        wait = self._saved + SAVED_AT_LEAST_EVERY - time.monotonic()
        if wait <= 0:
            self._now(**kwargs)
        elif self._later is None:
            if _inside_a_loop():
                # An open notebook's: it stands still until this run ends, and would save nothing until then.
                self._now(**kwargs)
                return
            from jupyter_core.utils import ensure_event_loop

            # The loop that runs while a cell does.
            self._later = ensure_event_loop().call_later(wait, self._now)

    def _now(self, **kwargs: Any) -> None:
        self.stop()
        self._save(**kwargs)
        self._saved = time.monotonic()

    def stop(self) -> None:
        if self._later is not None:
            self._later.cancel()
            self._later = None


def _inside_a_loop() -> bool:
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True
