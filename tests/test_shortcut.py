"""The icon on the desktop: made for each system, whatever the folders are called, and it really opens the workbook."""

from __future__ import annotations

import os
import re
import shlex
import signal
import socket
import subprocess
import sys
import threading
import urllib.request
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from workbook.shortcut import Opening, desktop, linux, mac, place, windows
from workbook.words import set_language

FOLDERS = ["/home/amina/env", "/home/أمينة/بيئة العمل", '/home/o\'neil/a "b" $c `d` \\e 100% &f;g', "/home/é\nè/x"]


def opening(folder: str, kind: type[PurePosixPath] | type[PureWindowsPath] = PurePosixPath) -> Opening:
    return Opening(program=kind(folder) / "python", language="ar", exports=kind(folder) / "exports", port=9000)


@pytest.mark.parametrize("folder", FOLDERS)
def test_on_macos_the_words_arrive_whole(folder: str) -> None:
    """As a POSIX shell reads the script."""
    given = opening(folder)
    lines = mac(given).split("\n", 1)
    assert lines[0] == "#!/bin/sh"
    assert shlex.split(lines[1]) == ["exec", *given.words]


@pytest.mark.parametrize("folder", FOLDERS)
def test_on_linux_the_words_arrive_whole(folder: str) -> None:
    """As the specification says to read ``Exec``: first the escapes of the value, then the quotes of each word.

    A shell runs them, which waits after an error, so that it can be read.
    """
    given = opening(folder)
    entry = dict(line.partition("=")[::2] for line in linux(given).split("\n")[1:] if line)
    assert entry["Type"] == "Application"
    assert entry["Terminal"] == "true"
    value = re.sub(r"\\(.)", lambda found: {"n": "\n", "s": " ", "t": "\t"}.get(found[1], found[1]), entry["Exec"])
    words = re.findall(r'"((?:[^"\\]|\\.)*)"', value, re.DOTALL)
    shell, option, script = (re.sub(r"\\(.)", r"\1", word).replace("%%", "%") for word in words)
    assert (shell, option) == ("/bin/sh", "-c")
    assert shlex.split(script) == [*given.words, "||", "read", "-r", "_"]


@pytest.mark.parametrize("folder", ["C:\\Users\\Amina\\env", "C:\\Users\\أمينة B & C\\100%\\(x)^é"])
def test_on_windows_the_words_arrive_whole(folder: str) -> None:
    """Quoted, so that no sign of cmd acts; a per cent sign is doubled; the file says that it is UTF-8."""
    given = opening(folder, PureWindowsPath)
    lines = windows(given).split("\r\n")
    assert lines[:2] == ["@echo off", "chcp 65001 >nul"]
    assert [word.replace("%%", "%") for word in re.findall(r'"([^"]*)"', lines[3])] == given.words
    assert re.sub(r'"[^"]*"', "", lines[3]).strip() == ""
    assert "pause" in lines[4]


@pytest.mark.parametrize(("system", "suffix"), [("win32", ".cmd"), ("darwin", ".command"), ("linux", ".desktop")])
def test_the_icon_is_for_this_person_and_can_be_started(tmp_path: Path, system: str, suffix: str) -> None:
    """In a folder that is made if need be; made again, it replaces the old one."""
    for language in ("en", "en", "fr"):
        set_language(language)
        made = place(opening("/x"), tmp_path / "Bureau", system)
        assert made.suffix == suffix
        if os.name == "posix":
            assert made.stat().st_mode & 0o777 == 0o700
    assert made.read_bytes()
    assert len(list((tmp_path / "Bureau").iterdir())) <= 2


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="XDG user folders")
def test_the_desktop_is_where_the_system_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the person's language, as XDG user folders name it."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "user-dirs.dirs").write_text('XDG_DESKTOP_DIR="$HOME/سطح المكتب"\n', encoding="utf-8")
    assert desktop() == tmp_path / "سطح المكتب"


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="the script for macOS runs in any POSIX shell")
def test_a_double_click_opens_the_first_page(tmp_path: Path) -> None:
    """The script starts the workbook on its port, from any folder, also one with a module of Python's in it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    home = tmp_path / "my desk's top"
    given = Opening(
        program=Path(sys.executable),
        language="fr",
        exports=home / "exports",
        journal=home / "data" / "journal.sqlite3",
        port=port,
    )
    script = place(given, home, "darwin")
    (home / "random.py").write_text("raise SystemExit('shadowed')")
    surroundings = {**os.environ, "BROWSER": "true", "WORKBOOK_LAB_DIR": str(tmp_path / "lab")}
    address = f"http://127.0.0.1:{port}/doc/tree/0-start.ipynb"
    with subprocess.Popen(
        [script], cwd=home, env=surroundings, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True
    ) as started:
        overdue = threading.Timer(60, os.killpg, (started.pid, signal.SIGKILL))
        overdue.start()
        try:
            assert started.stdout
            said = ""
            while address not in said and (line := started.stdout.readline()):
                said += line.decode()
            assert address in said
            urllib.request.urlopen(f"http://127.0.0.1:{port}/api", timeout=5).close()
        finally:
            os.killpg(started.pid, signal.SIGINT)
    overdue.cancel()
    assert (home / "data" / "prepared" / "0-start.ipynb").is_file()
