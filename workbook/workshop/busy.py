"""One run at a time in one folder. The lock goes with the process, however it ends."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from workbook.errors import WorkshopBusy

_FILE: Final = ".workshop.lock"
_HELD: Final = frozenset({errno.EAGAIN, errno.EACCES, errno.EDEADLK})


@contextmanager
def alone(out: Path) -> Iterator[None]:
    """Hold the folder *out* for the length of the block; ``WorkshopBusy`` where another run holds it."""
    handle = os.open(out / _FILE, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        try:
            _lock(handle)
        except OSError as error:
            # Some network folders know no locks: then it goes without.
            if error.errno in _HELD:
                raise WorkshopBusy(path=out) from error
        yield
    finally:
        os.close(handle)


def _lock(handle: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
