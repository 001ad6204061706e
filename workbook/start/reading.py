"""A letter that was pasted or chosen -> what stands in the form for a new case, each with the sentence it is from.

Nothing is kept until the person has seen it and says "make the case", so a wrong reading costs nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from workbook.case import Case, next_id
from workbook.journal import Change, Journal
from workbook.questions import Value, describe

if TYPE_CHECKING:
    from workbook.letter import Letter

ASKED: Final = (
    "company", "role", "candidate", "country", "channel", "stage", "notice_date", "interview_date", "contact",
    "reason", "letter_says",
)  # fmt: skip
"""What the first page asks of a new case; the rest is asked where it is used."""
SAME_PERSON: Final = ("candidate", "country", "phone", "linkedin")
"""What holds for the next case as it did for the last one."""
_SENTENCES: Final = {
    "company": ("company",),
    "role": ("role",),
    "candidate": ("candidate",),
    "contact": ("contact",),
    "notice_date": ("date",),
    "reason": ("reason",),
    "letter_says": ("door_open", "refuses_feedback", "role_cancelled"),
}
"""Field of the form -> fields of the letter that it was read from."""
_LONGEST_SENTENCE: Final = 400


@dataclass(frozen=True)
class Reading:
    """What was read: all facts for the case, what the form shows of them, and the sentences."""

    rejection: bool = True
    values: Mapping[str, Value] = field(default_factory=dict)
    sentences: Mapping[str, str] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Return what the form shows."""
        shown = {name: value for name, value in self.values.items() if name in ASKED}
        return {"rejection": self.rejection, "values": shown, "sentences": dict(self.sentences)}


def fields() -> list[dict[str, Any]]:
    """Return the questions of a new case, as :func:`workbook.questions.describe` gives them."""
    known = {entry["name"]: entry for entry in describe(Case)["fields"]}
    return [known[name] for name in ASKED]


def read(source: bytes | str, before: Mapping[str, Value]) -> Reading:
    """Read a letter; *before* holds what is known of the person. Raises a ``LetterError`` where there is none."""
    # Whoever only looks at the cases does not load the reader.
    from workbook.intake import facts
    from workbook.letter import read_letter

    letter = read_letter(source)
    values = {**before, **{change.field: change.value for change in facts(letter)}}
    return Reading(letter.rejection, values, dict(_sentences(letter)))


def of_the_person(journal: Journal) -> dict[str, Value]:
    """Return what the person's latest case says of the person."""
    known: dict[str, Value] = {}
    for case in journal.cases():
        raw = journal.answers(case).raw.get(Case.about.key, {}).get("", {})
        known |= {name: raw[name] for name in SAME_PERSON if raw.get(name)}
    return known


def make_case(journal: Journal, reading: Reading, given: Mapping[str, Value]) -> str:
    """Make the case from what was read, and what the person left or put in the form; return its id."""
    values = {**reading.values, **{name: given.get(name) for name in ASKED}}
    if given.get("contact") != reading.values.get("contact"):
        # Another person: the address that was read belongs to the first one.
        values.pop("contact_address", None)
    case = next_id(set(journal.cases()))
    journal.create(case)
    journal.save(case, [_change(name, value) for name, value in values.items() if value not in (None, "", [])])
    return case


def _change(name: str, value: Value) -> Change:
    return Change(section=Case.about.key, field=name, value=value)


def _sentences(letter: Letter) -> list[tuple[str, str]]:
    found = []
    for name, sources in _SENTENCES.items():
        said = dict.fromkeys(letter.evidence[source] for source in sources if source in letter.evidence)
        if said:
            found.append((name, " … ".join(said)[:_LONGEST_SENTENCE]))
    return found
