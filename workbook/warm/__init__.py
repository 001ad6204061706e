"""Warm runs: papermill at the speed of the cells.

A kernel is forked from a process that has done the imports already, instead of being started from nothing. Two parts,
each of use alone, both found by name:

- ``warm``, a papermill engine: ``papermill --engine warm in.ipynb out.ipynb``
- ``warm-provisioner``, a kernel provisioner of jupyter_client: ``JUPYTER_DEFAULT_PROVISIONER_NAME=warm-provisioner``

Where they cannot work (Windows, and macOS, whose system libraries do not bear a fork), the stock kernel starts. See
docs/warm-runs.md.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import Final

ENGINE: Final = "warm"
"""The name of the engine in papermill."""

PRELOAD: Final = ("workbook.page", "workbook.warm.ours:make_ready")
"""What the workbook's own notebooks import or compute once, printing: there before a kernel is forked."""


def supported() -> bool:
    """Return whether kernels can be forked here.

    Linux alone: the death of the caller is told by a signal that only Linux sends.
    """
    return sys.platform == "linux"


def begin(preload: Sequence[str] = ()) -> None:
    """Start the server now, for a kernel of this interpreter that will be asked for soon: it is ready sooner.

    *preload* is as for the provisioner.
    """
    if supported():
        import os
        from pathlib import Path

        from workbook.warm.server import Recipe, ServerFailed, server_for

        # Then the first kernel tells why there is none.
        with suppress(ServerFailed):
            server_for(Recipe.of([sys.executable], preload, os.environ, str(Path.cwd())), os.environ)
