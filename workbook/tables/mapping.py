"""Which column holds what: guessed from the headings, shown, and put right by the person."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Final

from workbook.errors import MapUnreadable, UnknownColumn, UnknownField
from workbook.letter.prose import fold, unmark
from workbook.tables.read import Row, Table
from workbook.words import Text

_FILE: Final = Path(__file__).with_name("headers.toml")
_PARTS: Final = re.compile(r"[()\[\]/|:]")


@dataclass(frozen=True)
class Field:
    """Something a table can say: its name, for ``--map`` and in ``headers.toml``, and its label for people."""

    name: str
    label: Text


@dataclass(frozen=True)
class Mapping:
    """*table* with the place of each known field."""

    table: Table
    fields: tuple[Field, ...]
    places: dict[str, int]

    def cell(self, row: Row, name: str) -> str:
        """Return what *row* says of the field *name*; empty where no column holds it."""
        place = self.places.get(name)
        return "" if place is None else row.cells[place]

    def column(self, name: str) -> str | None:
        """Return the heading of the column for *name*."""
        place = self.places.get(name)
        return None if place is None else self.table.columns[place]

    def values(self, name: str) -> list[str]:
        """Return everything the column for *name* holds."""
        return [self.cell(row, name) for row in self.table.rows]

    def unused(self) -> list[str]:
        """Return the headings of the columns that are not read."""
        taken = set(self.places.values())
        return [heading for place, heading in enumerate(self.table.columns) if place not in taken]


def guess(table: Table, kind: str, fields: Sequence[Field]) -> Mapping:
    """Return the likeliest mapping of the *fields* of *kind* (a table of ``headers.toml``).

    A table whose first row holds no known heading has no headings: that row counts as data.
    """
    claims = sorted(_claims(table, kind, fields), key=lambda claim: claim[0], reverse=True)
    places: dict[str, int] = {}
    for _weight, place, name in claims:
        if name not in places and place not in places.values():
            places[name] = place
    return Mapping(table if places else table.without_headings(), tuple(fields), places)


def overridden(mapping: Mapping, given: Sequence[str]) -> Mapping:
    """Return *mapping* with what the person said: ``name=Column``, or ``name=`` for "no column".

    Raises ``MapUnreadable``, ``UnknownField`` or ``UnknownColumn``, each with what there is to choose from.
    """
    known = {field.name for field in mapping.fields}
    pairs = []
    for one in given:
        name, sign, heading = (part.strip() for part in one.partition("="))
        if not sign:
            raise MapUnreadable(given=one)
        if name not in known:
            raise UnknownField(name=name, known=", ".join(field.name for field in mapping.fields))
        pairs.append((name, heading))
    table = _with_headings_named(mapping.table, [heading for _name, heading in pairs])
    places = dict(mapping.places) if table is mapping.table else {}
    for name, heading in pairs:
        places.pop(name, None)
        if heading:
            place = _place(table, heading)
            # A column that was guessed for something else is wanted here.
            places = {other: taken for other, taken in places.items() if taken != place}
            places[name] = place
    return replace(mapping, table=table, places=places)


def _with_headings_named(table: Table, headings: Sequence[str]) -> Table:
    """Return *table* with its first row as headings, where none was known but the person names one of them."""
    if table.first.number or not table.rows:
        return table
    first = table.rows[0]
    if not any(_key(heading) in map(_key, first.cells) for heading in headings if heading):
        return table
    return Table(first, table.rows[1:], table.delimiter, table.encoding)


def _place(table: Table, heading: str) -> int:
    columns = table.columns
    if heading in columns:
        return columns.index(heading)
    keys = [_key(column) for column in columns]
    if _key(heading) in keys:
        return keys.index(_key(heading))
    number = heading.removeprefix("#")
    if number.isdecimal() and 1 <= int(number) <= len(columns):
        return int(number) - 1
    near = difflib.get_close_matches(heading, columns, n=1)
    raise UnknownColumn(column=heading, columns=", ".join((*near, *(one for one in columns if one not in near))))


def _claims(table: Table, kind: str, fields: Sequence[Field]) -> Iterator[tuple[tuple[int, int, int], int, str]]:
    """Yield (weight, place, field): a heading that is a known name counts more than one that only holds it."""
    names = _names(kind)
    for place, heading in enumerate(table.first.cells):
        whole = _words(heading)
        parts = [_words(part) for part in _PARTS.split(heading) if part.strip()]
        for order, field in enumerate(fields):
            exact = [name for name in names[field.name] if name == whole or name in parts]
            held = [name for name in names[field.name] if _holds(whole, name)] if len(whole) <= 7 else []
            best = max((len("".join(name)) for name in exact or held), default=0)
            if best:
                # On equal terms the earlier column, then the field that was declared first.
                yield ((2 if exact else 1) * 1000 + best, -place, -order), place, field.name


def _holds(words: tuple[str, ...], name: tuple[str, ...]) -> bool:
    return any(words[at : at + len(name)] == name for at in range(len(words) - len(name) + 1))


@cache
def _names(kind: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    with _FILE.open("rb") as file:
        data: dict[str, list[str]] = tomllib.load(file)[kind]
    return {name: tuple(map(_words, spellings)) for name, spellings in data.items()}


def _words(text: str) -> tuple[str, ...]:
    """Return the words of *text* without accents, case, vowel marks; "company_name" and "companyName" are two."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text)
    return tuple(re.findall(r"[^\W_]+", fold(unmark(apart))))


def _key(text: str) -> str:
    return "".join(_words(text))
