"""Who gets which folder: someone who has one keeps it, even where a row was corrected or moved."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from workbook.casefile import read_case_file
from workbook.errors import CaseFileUnreadable
from workbook.workshop.manifest import Made, Manifest
from workbook.workshop.naming import folder_name
from workbook.workshop.roster import Person

CASE_FILE: Final = "case.json"
_NUMBER: Final = re.compile(r" \(\d+\)$")


@dataclass(frozen=True)
class Planned:
    """A person with the folder and the id of the case; ``before`` is what was made there earlier."""

    person: Person
    folder: str
    case: str
    made_at: float
    before: Made | None = None
    done: bool = False


def planned(people: Sequence[Person], manifest: Manifest, version: str, now: float) -> list[Planned]:
    """Return a plan for each of *people*, in their order. *now* (seconds since 1970) is for new folders."""
    left = dict(manifest.made)
    kept: dict[int, Made] = {}
    # First those whose row is as it was, then those of the same name: two people of one name keep their own.
    for person in people:
        same = next((made for made in left.values() if made.digest == person.digest), None)
        if same:
            kept[person.row] = left.pop(same.folder)
    for person in people:
        if person.row not in kept:
            base = folder_name(person.name, ())
            near = next((made for made in left.values() if _NUMBER.sub("", made.folder) == base), None)
            if near:
                kept[person.row] = left.pop(near.folder)
    taken = set(manifest.made)
    plans = []
    for person in people:
        before = kept.get(person.row)
        if before:
            done = manifest.is_done(before.folder, person.digest, version)
            plans.append(Planned(person, before.folder, before.case, before.made_at, before, done))
        else:
            folder = folder_name(person.name, taken)
            while _is_foreign(manifest.out / folder, _case_id(folder, person.digest)):
                taken.add(folder)
                folder = folder_name(person.name, taken)
            taken.add(folder)
            plans.append(Planned(person, folder, _case_id(folder, person.digest), now))
    return plans


def gone(plans: Sequence[Planned], manifest: Manifest) -> list[str]:
    """Return the folders of people who are no longer on the list; they stay as they are."""
    wanted = {plan.folder for plan in plans}
    return [folder for folder in manifest.made if folder not in wanted]


def _is_foreign(place: Path, case: str) -> bool:
    """Tell whether *place* is there and not ours: ours may be, where a run was killed before it could note it."""
    if not place.exists():
        return False
    try:
        return read_case_file(place / CASE_FILE).case != case
    except CaseFileUnreadable:
        return True


def _case_id(folder: str, digest: str) -> str:
    """Return a neutral id that hardly meets another in a journal that has cases already."""
    return f"workshop-{hashlib.sha256(f'{folder}/{digest}'.encode()).hexdigest()[:6]}"
