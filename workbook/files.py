"""Write a file for the person: whole or not at all, readable by them alone.

Written beside its place and renamed, so a full disk or a lost power leaves the old file as it was. Windows refuses to
replace a PDF that a viewer holds open: then it is written beside as "(2)", and the caller is told the name.
"""

from __future__ import annotations

import errno
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Final

from workbook.errors import DiskFull, FolderUnusable

EXPORTS_ENV: Final = "WORKBOOK_EXPORTS"
"""The folder for exports of the command that opened the pages: what was made there goes with its case."""
_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_MOST_BESIDE: Final = 50


def make_folder(folder: Path) -> Path:
    """Return *folder*, made if it was not there (0700); ``FolderUnusable`` where it can't be written."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise _in_words(error, folder) from error
    return folder


def write_whole(path: Path, data: bytes) -> Path:
    """Write *data* to *path* (0600) and return where it is now, which may be ``name (2).pdf``."""
    beside: Path | None = None
    try:
        descriptor, name = tempfile.mkstemp(prefix=f".{path.stem}-", suffix=".part", dir=path.parent)
        beside = Path(name)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        return _put(beside, path)
    except OSError as error:
        raise _in_words(error, path) from error
    finally:
        if beside is not None:
            with suppress(OSError):
                beside.unlink(missing_ok=True)


def _put(beside: Path, path: Path) -> Path:
    """Rename *beside* to *path*, or to the first name beside it that is not held open."""
    for number in range(1, _MOST_BESIDE):
        place = path if number == 1 else path.with_name(f"{path.stem} ({number}){path.suffix}")
        try:
            beside.replace(place)
        except PermissionError:
            if not place.is_file() or not os.access(path.parent, os.W_OK):
                raise
        else:
            return place
    raise PermissionError(errno.EACCES, "every name is held open", str(path))


def _in_words(error: OSError, path: Path) -> FolderUnusable | DiskFull:
    if error.errno in _FULL:
        return DiskFull(name=path.name)
    return FolderUnusable(path=path if path.is_dir() else path.parent)
