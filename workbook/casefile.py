"""A case as one JSON file: to keep, to take to another computer, to hand over (R7, R12).

A private file holds every revision, so that importing and exporting again gives the same file. A shared one holds the
newest shareable answers alone.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from workbook.errors import CaseExists, CaseFileNewer, CaseFileUnreadable
from workbook.journal import Journal, StoredRevision
from workbook.phases import SECTIONS
from workbook.questions import Audience

FORMAT: Final = "recovery-workbook case"
VERSION: Final = 1
LARGEST: Final = 64_000_000
"""Bytes of a case file that are read at most."""


class CaseFile(BaseModel):
    """What the file holds. ``revisions`` are oldest first."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    format: Literal["recovery-workbook case"]
    version: int
    case: str
    audience: Audience
    created_at: float
    revisions: list[StoredRevision]


def export_case(journal: Journal, case: str, audience: Audience = "private") -> bytes:
    """Return *case* as a JSON file (UTF-8)."""
    revisions = journal.dump(case)
    if audience == "share":
        allowed = journal.answers(case).for_audience(audience, SECTIONS).raw
        newest = {(one.section, one.row, one.field): one for one in sorted(revisions, key=lambda one: one.saved_at)}
        revisions = [
            StoredRevision(one.section, one.row, one.field, one.value, "", one.saved_at, one.saved_at, None)
            for (section, row, name), one in newest.items()
            if name in allowed.get(section, {}).get(row, {})
        ]
    file = CaseFile(
        format=FORMAT,
        version=VERSION,
        case=case,
        audience=audience,
        created_at=journal.created_at(case),
        revisions=revisions,
    )
    return file.model_dump_json(indent=1).encode() + b"\n"


def import_case(journal: Journal, path: Path, case: str | None = None) -> str:
    """Bring the case file *path* into *journal* and return the case's id; again, it changes nothing.

    Raises ``CaseFileUnreadable`` (cut in half, something else), ``CaseFileNewer``, or ``CaseExists`` where another case
    has that id.
    """
    file = read_case_file(path)
    name = case or file.case
    if name in journal.cases():
        same = journal.dump(name) == file.revisions and journal.created_at(name) == file.created_at
        if same:
            return name
        raise CaseExists(case=name)
    journal.load(name, file.created_at, file.revisions)
    return name


def read_case_file(path: Path) -> CaseFile:
    """Return what *path* holds."""
    try:
        if path.stat().st_size > LARGEST:
            raise CaseFileUnreadable(path=path)
        data = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError) as error:
        raise CaseFileUnreadable(path=path) from error
    if isinstance(data, dict) and data.get("format") == FORMAT and isinstance(data.get("version"), int):
        if data["version"] > VERSION:
            raise CaseFileNewer(path=path)
        try:
            return CaseFile.model_validate(data)
        except ValidationError as error:
            raise CaseFileUnreadable(path=path) from error
    raise CaseFileUnreadable(path=path)
