"""A workshop: from a counsellor's list to a folder to hand over for each person.

What is handed over are the facts of the case alone. What a person answers later is in that person's own journal; a
counsellor never holds it (R12).
"""

from __future__ import annotations

from workbook.workshop.handing import Outcome, hand_out
from workbook.workshop.manifest import Manifest
from workbook.workshop.planning import Planned, planned
from workbook.workshop.roster import FIELDS, Person, Problem, Roster, read_roster

__all__ = [
    "FIELDS",
    "Manifest",
    "Outcome",
    "Person",
    "Planned",
    "Problem",
    "Roster",
    "hand_out",
    "planned",
    "read_roster",
]
