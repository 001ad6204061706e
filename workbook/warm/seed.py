"""What the server does before its first fork: the imports."""

from __future__ import annotations

import atexit
import gc
import importlib
import json
import os
import shutil
import sys
import threading
from collections.abc import Sequence
from multiprocessing import forkserver
from typing import Any, Final

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
    sow(asked["preload"])
    forkserver.main(asked["listener"], asked["alive"], [])


def sow(entries: Sequence[str]) -> None:
    """Import the modules, call the functions (``module:function``); note in :data:`problems` what did not work."""
    before = dict(os.environ)
    # Else the debugger says on stderr that it will not stop in the standard library.
    os.environ.setdefault("PYDEVD_DISABLE_FILE_VALIDATION", "1")
    for entry in (*BASE, *entries):
        name, _, function = entry.partition(":")
        try:
            found: Any = importlib.import_module(name)
            if function:
                getattr(found, function)()
        except Exception as error:
            # Whatever went wrong there, kernels must start.
            problems[entry] = f"{type(error).__name__}: {error}"
    if NEVER in sys.modules:
        problems[NEVER] = "must not be imported before there is a kernel: figures would not show"
    if threading.active_count() > 1:
        problems[", ".join(entries)] = "started a thread, which no kernel would have"
    kept = {*before, "PYDEVD_DISABLE_FILE_VALIDATION"}
    environment.update((name, value) for name, value in os.environ.items() if name not in kept)
    gc.collect()
    # The collector of a fork leaves these objects alone: shared pages stay shared.
    gc.freeze()


def _remove(folder: str, server: int) -> None:
    # For a caller that was killed. Forks inherit this handler, so they ask whose it is.
    if os.getpid() == server:
        shutil.rmtree(folder, ignore_errors=True)
