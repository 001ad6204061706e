"""A copy of all cases in one file, and the way back: each case as the case file that ``workbook import`` reads."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from workbook.casefile import LARGEST, export_case, import_case
from workbook.errors import CaseFileUnreadable
from workbook.journal import Journal

_MOST: Final = 500
"""Cases that one backup holds at most."""


def pack(journal: Journal) -> bytes:
    """Return all cases as a zip file of case files, whole with their history."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for case in journal.cases():
            # A date of its own would make two backups of the same answers differ.
            archive.writestr(zipfile.ZipInfo(f"{case}.json", (1980, 1, 1, 0, 0, 0)), export_case(journal, case))
    return packed.getvalue()


def unpack(journal: Journal, data: bytes, name: str) -> list[str]:
    """Bring the cases of a backup, or of one case file, into *journal*; return their ids.

    What is there already and the same stays as it is. *name* is for the person. Raises ``CaseFileUnreadable``,
    ``CaseFileNewer`` or ``CaseExists``; the cases before the one that failed are in.
    """
    with _files(data, name) as files:
        return [import_case(journal, path) for path in files]


@contextmanager
def _files(data: bytes, name: str) -> Iterator[list[Path]]:
    """Give the case files of a backup as paths, in a folder of this person alone, for as long as they are read."""
    with tempfile.TemporaryDirectory(prefix="rw") as folder:
        place = Path(folder)
        if not data.startswith(b"PK"):
            yield [_write(place, name, data)]
            return
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                members = archive.infolist()
                whole = sum(member.file_size for member in members)
                if not members or len(members) > _MOST or whole > LARGEST:
                    raise CaseFileUnreadable(path=name)
                paths = [_write(place, member.filename, archive.read(member)) for member in members]
        except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError, EOFError) as error:
            raise CaseFileUnreadable(path=name) from error
        yield paths


def _write(folder: Path, name: str, data: bytes) -> Path:
    # Only the last part of a name from elsewhere, so that no file lands outside the folder.
    path = folder / (Path(name.replace("\\", "/")).name or "case.json")
    path.write_bytes(data)
    return path
