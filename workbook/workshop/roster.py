"""The rows of a counsellor's list -> people; a row that cannot be used says why and stops nobody else."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final, NoReturn

from workbook.case import Case
from workbook.errors import ColumnNeeded, LetterMissing, WorkbookError
from workbook.intake import facts
from workbook.journal import Change
from workbook.letter import read_letter
from workbook.questions import Value
from workbook.tables import Field, Mapping, Row, Table, guess, overridden
from workbook.tables.rows import BadRow, check_width, past_day
from workbook.tables.values import Order, day_order, read_choice
from workbook.words import LANGUAGES, Text, _

FIELDS: Final = (
    Field("name", _("name")),
    Field("first_name", _("first name, where it has a column of its own")),
    Field("last_name", _("family name, where it has a column of its own")),
    Field("role", _("role")),
    Field("company", _("company")),
    Field("date", _("date of the answer")),
    Field("language", _("language")),
    Field("letter", _("letter, as text or as the name of a file")),
)
MOST_PEOPLE: Final = 1000
_LONGEST: Final = {"name": 80, "role": 160, "company": 160}
_LETTER_FILES: Final = (".eml", ".txt", ".html", ".htm", ".mht")
_LONGEST_PATH: Final = 240

_TOO_LONG: Final = _("The {label} is too long: {count} characters, {most} at most.")
_NO_NAME: Final = _("The name is missing.")
_NO_LANGUAGE: Final = _("“{given}” is not one of the languages: {known}.")
_OUTSIDE: Final = _("The letter {given} is not in the folder of the list.")
_TWICE: Final = _("The same as row {row}.")


@dataclass(frozen=True)
class Person:
    """One usable row: whom to make a folder for, and the facts of the case.

    ``note`` is something to look at that stops nothing. ``digest`` tells whether anything in the row, its letter
    included, has changed.
    """

    row: int
    name: str
    language: str
    changes: tuple[Change, ...]
    digest: str
    note: Text | None = None


@dataclass(frozen=True)
class Problem:
    """One row that cannot be used, and why."""

    row: int
    reason: Text | str


@dataclass(frozen=True)
class Roster:
    """Everything that a list says."""

    mapping: Mapping
    order: Order
    people: tuple[Person, ...]
    problems: tuple[Problem, ...]


def read_roster(table: Table, given: Sequence[str], folder: Path, language: str, today: date) -> Roster:
    """Return the people of *table*.

    *given* corrects the guessed columns (``name=Column``). Letters are looked for below *folder*. *language* is for
    rows that name none. Raises a ``TableError`` where no column holds names.
    """
    mapping = overridden(guess(table, "roster", FIELDS), given)
    if not {"name", "first_name", "last_name"} & set(mapping.places):
        raise ColumnNeeded(label=FIELDS[0].label, name="name", columns=", ".join(mapping.table.columns))
    reader = _Reader(mapping, folder.resolve(), language, today, day_order(mapping.values("date")))
    people: list[Person] = []
    problems: list[Problem] = []
    seen: dict[str, int] = {}
    for row in mapping.table.rows:
        try:
            person = reader.person(row)
            if person.digest in seen:
                raise BadRow(_TWICE.fill(row=seen[person.digest]))
        except BadRow as bad:
            problems.append(Problem(row.number, bad.reason))
        else:
            seen[person.digest] = row.number
            people.append(person)
    return Roster(mapping, reader.order, tuple(people), tuple(problems))


@dataclass(frozen=True)
class _Reader:
    mapping: Mapping
    folder: Path
    language: str
    today: date
    order: Order

    def person(self, row: Row) -> Person:
        check_width(row)
        name = self._name(row)
        role, company = self._short(row, "role"), self._short(row, "company")
        day, language = self._day(row), self._language(row)
        letter = self._letter(row)
        stated: dict[str, Value] = {
            "candidate": name,
            "role": role,
            "company": company,
            "notice_date": day.isoformat() if day else None,
        }
        found, note = _read(letter)
        # What stands in the list wins over what was read from the letter.
        found |= {key: value for key, value in stated.items() if value}
        changes = tuple(Change(section=Case.about.key, field=key, value=value) for key, value in found.items())
        digest = hashlib.sha256(json.dumps([stated, language]).encode() + b"\0" + letter).hexdigest()
        return Person(row.number, name, language, changes, digest, note)

    def _name(self, row: Row) -> str:
        parts = [self.mapping.cell(row, "first_name"), self.mapping.cell(row, "last_name")]
        whole = self.mapping.cell(row, "name")
        if all(parts) or not whole:
            name = " ".join(filter(None, parts))
        else:
            # "Nom" beside "Prénom" holds the family name.
            name = " ".join(filter(None, (parts[0], whole, parts[1])))
        return self._checked(name, "name") or _raise(_NO_NAME)

    def _short(self, row: Row, name: str) -> str:
        return self._checked(self.mapping.cell(row, name), name)

    def _checked(self, text: str, name: str) -> str:
        flat = " ".join(text.split())
        if len(flat) > _LONGEST[name]:
            label = next(field.label for field in FIELDS if field.name == name)
            raise BadRow(_TOO_LONG.fill(label=label, count=len(flat), most=_LONGEST[name]))
        return flat

    def _day(self, row: Row) -> date | None:
        given = self.mapping.cell(row, "date")
        return past_day(given, self.order, self.today) if given else None

    def _language(self, row: Row) -> str:
        given = self.mapping.cell(row, "language")
        if not given:
            return self.language
        found = read_choice(given, "language")
        return found or _raise(
            _NO_LANGUAGE.fill(given=given[:40], known=", ".join(known.name for known in LANGUAGES.values()))
        )

    def _letter(self, row: Row) -> bytes:
        """Return the letter's bytes; empty where there is none."""
        given = self.mapping.cell(row, "letter")
        if "\n" in given or len(given) > _LONGEST_PATH or not given.lower().endswith(_LETTER_FILES):
            return given.encode()
        path = (self.folder / given.replace("\\", "/")).resolve()
        if not path.is_relative_to(self.folder):
            raise BadRow(_OUTSIDE.fill(given=given))
        try:
            data = path.read_bytes() if path.is_file() and path.stat().st_size < _LARGEST_LETTER else None
        except OSError:
            data = None
        if data is None:
            raise BadRow(LetterMissing.what.fill(path=given))
        return data or _raise(_EMPTY.fill(given=given))


_LARGEST_LETTER: Final = 25 * 1_048_576
_EMPTY: Final = _("The letter {given} is empty.")
_NOT_REFUSAL: Final = _("The letter does not read like a refusal.")


def _read(letter: bytes) -> tuple[dict[str, Value], Text | None]:
    """Return the facts of *letter*, and a note where it is no refusal."""
    if not letter:
        return {}, None
    try:
        read = read_letter(letter)
    except WorkbookError as error:
        raise BadRow(str(error).partition("\n")[0]) from error
    return {change.field: change.value for change in facts(read)}, None if read.rejection else _NOT_REFUSAL


def _raise(reason: Text) -> NoReturn:
    raise BadRow(reason)
