"""Where our JupyterLab keeps its own things, so that a person's own Jupyter stays as it is."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

ENV: Final = "WORKBOOK_LAB_DIR"
_SOCKET_NAME: Final = 60
"""Characters that Jupyter adds to the runtime folder to name a kernel's sockets."""
_LONGEST_SOCKET: Final = 103
"""The shortest limit among POSIX systems (macOS); Linux has 107."""


def home() -> Path:
    """Return our folder for JupyterLab: ``WORKBOOK_LAB_DIR`` if set, else in the user's data folder."""
    named = os.environ.get(ENV)
    if named:
        return Path(named)
    from platformdirs import user_data_path

    return user_data_path("recovery-workbook", appauthor=False) / "lab"


def environment(folder: Path) -> dict[str, str]:
    """Return the variables that keep Jupyter and IPython inside *folder*."""
    return {
        "JUPYTER_CONFIG_DIR": str(folder / "config"),
        "JUPYTER_DATA_DIR": str(folder / "data"),
        "JUPYTER_RUNTIME_DIR": str(runtime(folder)),
        "JUPYTERLAB_SETTINGS_DIR": str(folder / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(folder / "workspaces"),
        "IPYTHONDIR": str(folder / "ipython"),
        # The packages of this program are meant, whatever the person has switched on elsewhere.
        "JUPYTER_PREFER_ENV_PATH": "1",
    }


def runtime(folder: Path) -> Path:
    """Return where connection files and sockets go: a short path, because a socket's name is limited."""
    given = os.environ.get("XDG_RUNTIME_DIR")
    if given and Path(given).is_dir() and not fits(folder / "run"):
        return Path(given) / "recovery-workbook"
    return folder / "run"


def fits(folder: Path) -> bool:
    """Return whether kernels can use sockets in *folder* (never on Windows)."""
    return sys.platform != "win32" and len(os.fsencode(folder)) + _SOCKET_NAME <= _LONGEST_SOCKET


def make(folder: Path) -> None:
    """Make the folders, for this person alone."""
    for name in ("config/labconfig", "data", "settings", "workspaces", "ipython"):
        (folder / name).mkdir(mode=0o700, parents=True, exist_ok=True)
    runtime(folder).mkdir(mode=0o700, parents=True, exist_ok=True)


def write_private(path: Path, text: str) -> None:
    """Write *text* to a file that only this person can read."""
    handle = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
