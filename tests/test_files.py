"""files: whole or not at all, for the owner alone, and kind where the place is no good."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from workbook.errors import DiskFull, FolderUnusable
from workbook.files import make_folder, write_whole

posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX modes and limits")


def test_a_file_is_written_whole_and_replaces_the_old_one(tmp_path: Path) -> None:
    """Nothing else is left in the folder."""
    path = tmp_path / "plan.pdf"
    assert write_whole(path, b"one") == path
    assert write_whole(path, b"two") == path
    assert path.read_bytes() == b"two"
    assert list(tmp_path.iterdir()) == [path]


@posix
def test_only_the_owner_can_read_it(tmp_path: Path) -> None:
    """Also the folder that is made."""
    folder = make_folder(tmp_path / "a" / "b")
    path = write_whole(folder / "x", b"x")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_file_held_open_gets_a_neighbour(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As Windows refuses to replace a PDF in a viewer: written beside, and the name is returned."""
    path = tmp_path / "plan.pdf"
    path.write_bytes(b"open in a viewer")
    replace = Path.replace

    def as_windows_does(self: Path, target: Path) -> Path:
        if Path(target) == path:
            raise PermissionError(13, "held open", str(target))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", as_windows_does)
    assert write_whole(path, b"new") == tmp_path / "plan (2).pdf"
    assert path.read_bytes() == b"open in a viewer"
    assert (tmp_path / "plan (2).pdf").read_bytes() == b"new"


def test_a_file_in_place_of_the_folder_is_said_in_words(tmp_path: Path) -> None:
    """With the way out."""
    (tmp_path / "file").write_text("x")
    with pytest.raises(FolderUnusable, match="--out FOLDER"):
        make_folder(tmp_path / "file" / "sub")
    with pytest.raises(FolderUnusable):
        make_folder(tmp_path / "file")
    with pytest.raises(FolderUnusable):
        write_whole(tmp_path / "missing" / "x.pdf", b"x")


@pytest.mark.skipif(sys.platform != "linux", reason="needs a file system that refuses")
def test_a_read_only_place_is_said_in_words() -> None:
    """Also to root: a place where the system itself refuses."""
    with pytest.raises(FolderUnusable):
        make_folder(Path("/proc/exports"))


@posix
def test_a_full_disk_leaves_the_old_file_whole(tmp_path: Path) -> None:
    """A real limit on the size of files, in a child process."""
    path = tmp_path / "plan.pdf"
    write_whole(path, b"old")
    child = os.fork()
    if child == 0:  # pragma: no cover
        code = 9
        try:
            import resource
            import signal

            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
            try:
                write_whole(path, b"x" * 5000)
            except DiskFull as error:
                code = 0 if "no room" in str(error) and "plan.pdf" in str(error) else 1
        finally:
            os._exit(code)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]
