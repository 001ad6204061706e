"""An icon for the desktop: a double-click opens the workbook, so that coming back tomorrow needs no terminal.

It is a small text file of the kind that each system starts: ``.cmd`` on Windows, ``.command`` on macOS, ``.desktop`` on
Linux. No administrator rights and no other program are needed.

**Why a window stays open:** the workbook runs as long as it does, and closing it is how one ends it. A program without
a window would go on unseen, on a computer that others may use.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Final

from workbook.files import make_folder, write_whole
from workbook.words import _

_NAME: Final = _("Recovery workbook")
_COMMENT: Final = _("From a no to a plan of your own")


@dataclass(frozen=True, kw_only=True)
class Opening:
    """What a double-click runs: ``workbook open`` with this Python, in this language."""

    program: PurePath
    language: str
    exports: PurePath
    journal: PurePath | None = None
    port: int | None = None

    @property
    def words(self) -> list[str]:
        """Return the command, word by word."""
        # -P: a desktop can hold files with the names of Python's own modules.
        words = [str(self.program), "-P", "-m", "workbook.cli", "--language", self.language, "open"]
        words += ["--out", str(self.exports)]
        if self.journal:
            words += ["--journal", str(self.journal)]
        if self.port:
            words += ["--port", str(self.port)]
        return words


def desktop() -> Path:
    """Return this person's desktop, wherever it is (in OneDrive, under another name, in another language)."""
    from platformdirs import user_desktop_path

    return user_desktop_path()


def place(opening: Opening, folder: Path, system: str) -> Path:
    """Write the icon for *system* (as ``sys.platform`` names it) into *folder*; return where it is."""
    make_folder(folder)
    suffix, text = {"win32": (".cmd", windows), "darwin": (".command", mac)}.get(system, (".desktop", linux))
    data = text(opening).encode("utf-8", "surrogateescape")
    made = write_whole(folder / f"{_NAME}{suffix}", data)
    made.chmod(0o700)
    if system.startswith("linux"):
        _trust(made)
    return made


def windows(opening: Opening) -> str:
    """Return a command file. It says first that it is in UTF-8: a person's folder can have any name."""
    command = " ".join(f'"{word}"' for word in opening.words).replace("%", "%%")
    lines = ("@echo off", "chcp 65001 >nul", f"title {_NAME}", command, "if errorlevel 1 pause", "")
    return "\r\n".join(lines)


def mac(opening: Opening) -> str:
    """Return a shell script, which the Terminal runs on a double-click."""
    return f"#!/bin/sh\nexec {shlex.join(opening.words)}\n"


def linux(opening: Opening) -> str:
    """Return a desktop entry (freedesktop.org)."""
    # After an error the terminal waits, so that its words can be read.
    script = f"{shlex.join(opening.words)} || read -r _"
    command = " ".join(_quoted(word) for word in ("/bin/sh", "-c", script))
    lines = (
        "[Desktop Entry]",
        "Type=Application",
        "Version=1.5",
        f"Name={_NAME}",
        f"Comment={_COMMENT}",
        f"Exec={_escaped(command)}",
        "Icon=accessories-text-editor",
        "Terminal=true",
        "Categories=Education;",
        "",
    )
    return "\n".join(lines)


def _quoted(word: str) -> str:
    """Return one word of ``Exec``: in quotes, and with the signs kept that mean something there."""
    for sign in '\\"`$':
        word = word.replace(sign, f"\\{sign}")
    return f'"{word}"'.replace("%", "%%")


def _escaped(value: str) -> str:
    """Return a value of a desktop entry, where a backslash begins an escape."""
    return value.replace("\\", "\\\\").replace("\n", "\\n")


def _trust(entry: Path) -> None:
    """Tell a GNOME desktop that the person made this icon; where that fails, it asks."""
    program = shutil.which("gio")
    if program:
        words = [program, "set", os.fspath(entry), "metadata::trusted", "true"]
        subprocess.run(words, check=False, timeout=10, stdin=subprocess.DEVNULL, capture_output=True)
