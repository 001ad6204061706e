"""The vocabulary of advice, and the moment it is given in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from workbook.case import Case
from workbook.questions import REMOVED, Answers, Section, Value
from workbook.words import Text


@dataclass(frozen=True)
class Moment:
    """What is known when advice is given: the answers, today, the day the case was made, the person's other cases."""

    answers: Answers
    today: date
    made_on: date
    others: tuple[Answers, ...] = ()

    @property
    def is_first_day(self) -> bool:
        """Whether it is still the day of the answer, or the day the case was made if that is not known (E10)."""
        return self.today <= (self.answers.read(Case).notice_date or self.made_on)

    def rows(self, section: type[Section]) -> set[str]:
        """Return the ids of all rows of *section* that were ever touched, removed ones too."""
        return {row for row in self.answers.raw.get(section.about.key, {}) if row}


@dataclass(frozen=True)
class Hint:
    """Something said beside a field; without a field, below the form.

    ``firm`` marks the few that would embarrass the person if overlooked, such as an unfilled place in a message.
    """

    text: Text
    field: str = ""
    row: str = ""
    firm: bool = False


@dataclass(frozen=True)
class Suggestion:
    """A row that the person may take over, with its first values and why it is suggested.

    ``declined`` is what is saved when the person does not want it, so that it is not suggested again.
    """

    row: str
    values: Mapping[str, Value]
    why: str
    declined: Mapping[str, Value] = field(default_factory=lambda: {REMOVED: True})


@dataclass(frozen=True)
class Advice:
    """All that is said beside one section.

    ``labels`` are the words of a choice's options where they depend on answers (field -> key -> words). ``offers`` are
    earlier answers to choose from (``field`` or ``group/field``): below a line as a list, below a text each with a
    button. ``waits`` says why the section waits; empty if it is
    open.
    """

    hints: tuple[Hint, ...] = ()
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    offers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    suggestions: tuple[Suggestion, ...] = ()
    waits: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return the advice as JSON data for the form."""
        return {
            "hints": [[hint.row, hint.field, str(hint.text), hint.firm] for hint in self.hints],
            "labels": {name: dict(words) for name, words in self.labels.items()},
            "offers": {name: list(values) for name, values in self.offers.items()},
            "suggestions": [
                {"row": one.row, "values": dict(one.values), "why": one.why, "declined": dict(one.declined)}
                for one in self.suggestions
            ],
            "waits": self.waits,
        }
