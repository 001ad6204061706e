"""What was made already: kept beside the folders, so that a second run does only what is missing or changed.

It is written whole after each person. It holds names of folders, ids and check sums, and nothing about a case.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict, ValidationError

from workbook.errors import WorkshopNewer
from workbook.files import write_whole

FILE: Final = "workshop.json"
FORMAT: Final = "recovery-workbook workshop"
VERSION: Final = 1


class Made(BaseModel):
    """One folder that was made: of which row's content, with which version, which files, when (seconds since 1970)."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    folder: str
    case: str
    digest: str
    made_with: str
    made_at: float
    files: tuple[str, ...]


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    format: str
    version: int
    people: tuple[Made, ...]


@dataclass(frozen=True)
class Manifest:
    """What was made in the folder *out*."""

    out: Path
    made: dict[str, Made] = field(default_factory=dict)
    """Folder -> what was made there."""

    def is_done(self, folder: str, digest: str, version: str) -> bool:
        """Tell whether *folder* holds everything, made from the same input with the same version."""
        made = self.made.get(folder)
        if made is None or made.digest != digest or made.made_with != version:
            return False
        return all(_is_there(self.out / folder / name) for name in made.files)

    def with_made(self, made: Made) -> Manifest:
        """Return the manifest with *made* in it, written to the disk."""
        more = replace(self, made={**self.made, made.folder: made})
        file = _File(format=FORMAT, version=VERSION, people=tuple(more.made.values()))
        write_whole(self.out / FILE, file.model_dump_json(indent=1).encode() + b"\n")
        return more


def load(out: Path) -> Manifest:
    """Return the manifest of *out*; an empty one where there is none or it is damaged: then all is made again.

    Raises ``WorkshopNewer`` for one of a newer version.
    """
    path = out / FILE
    try:
        data = json.loads(path.read_bytes())
        if isinstance(data, dict) and isinstance(data.get("version"), int) and data["version"] > VERSION:
            raise WorkshopNewer(path=path)
        file = _File.model_validate(data)
    except (OSError, ValueError, ValidationError, RecursionError):
        return Manifest(out)
    return Manifest(out, {made.folder: made for made in file.people if _plain(made)})


def _plain(made: Made) -> bool:
    """Tell whether all names in *made* stay inside the folder: the file may have been touched."""
    names = (made.folder, *made.files)
    return bool(made.folder) and not any(".." in Path(name).parts or Path(name).is_absolute() for name in names)


def _is_there(path: Path) -> bool:
    try:
        return path.stat().st_size > 0
    except OSError:
        return False
