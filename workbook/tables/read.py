"""A CSV file, whatever its delimiter, as rows that are numbered as a spreadsheet numbers them."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from workbook.errors import TableCellLong, TableEmpty, TableMissing, TableQuoteOpen, TableTooLarge, TableTooLong
from workbook.letter.prose import clean
from workbook.tables.decode import decode

LIMIT_MB: Final = 20
LONGEST_CELL: Final = 100_000
MOST_ROWS: Final = 20_000
MOST_COLUMNS: Final = 200
_DELIMITERS: Final = ",;\t|"
_SAMPLE: Final = 200
_SEP_LINE: Final = re.compile(r"\"?sep=([,;|\t])\"?\r?\n", re.IGNORECASE)


@dataclass(frozen=True)
class Row:
    """One row. ``number`` is the one a spreadsheet shows; ``extra`` are cells that no column is there for."""

    number: int
    cells: tuple[str, ...]
    extra: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """The rows below the headings. ``first`` is the heading row as it stands in the file, or what looks like one."""

    first: Row
    rows: tuple[Row, ...] = field(repr=False)
    delimiter: str
    encoding: str

    @property
    def columns(self) -> tuple[str, ...]:
        """The headings, each once: the second "Date" is called "Date (2)", one without a heading by its number."""
        seen: Counter[str] = Counter()
        named = []
        for place, cell in enumerate(self.first.cells, start=1):
            heading = " ".join(cell.split()) or f"#{place}"
            seen[heading] += 1
            named.append(heading if seen[heading] == 1 else f"{heading} ({seen[heading]})")
        return tuple(named)

    def without_headings(self) -> Table:
        """Return the same table with its first row as a row of data; columns are called #1, #2 …"""
        width = len(self.first.cells)
        return Table(Row(0, ("",) * width), (self.first, *self.rows), self.delimiter, self.encoding)


def read_table(path: Path, most_rows: int = MOST_ROWS) -> Table:
    """Return what *path* holds.

    Raises ``TableMissing``, ``TableEmpty``, ``TableIsSpreadsheet``, ``TableNotText``, ``TableTooLarge`` (bytes),
    ``TableTooLong`` (rows, columns, one cell) or ``TableQuoteOpen``.
    """
    text, encoding = decode(_bytes(path), path.name)
    return parse_table(text, path.name, encoding, most_rows)


def parse_table(text: str, name: str, encoding: str = "utf-8", most_rows: int = MOST_ROWS) -> Table:
    """Return what the CSV *text* of the file *name* holds."""
    delimiter = ""
    skipped = 0
    if stated := _SEP_LINE.match(text):
        # A line that Excel reads and hides.
        delimiter, text, skipped = stated[1], text[stated.end() :], 1
    delimiter = delimiter or _delimiter(text)
    records = _records(text, delimiter, name, skipped)
    first = next(records, None)
    if first is None:
        raise TableEmpty(name=name)
    number, cells = first
    if len(cells) > MOST_COLUMNS:
        raise TableTooLong(name=name, what=f"{len(cells)} > {MOST_COLUMNS}")
    width = len(cells)
    rows: list[Row] = []
    for place, found in records:
        if len(rows) == most_rows:
            raise TableTooLong(name=name, what=f"> {most_rows}")
        padded = (*found, *("",) * (width - len(found)))
        rows.append(Row(place, padded[:width], tuple(cell for cell in padded[width:] if cell)))
    return Table(Row(number, cells), tuple(rows), delimiter, encoding)


def _bytes(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise TableMissing(path=path)
        size = path.stat().st_size
        if size > LIMIT_MB * 1_048_576:
            raise TableTooLarge(size=size // 1_048_576, limit=LIMIT_MB)
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise TableMissing(path=path) from error


def _records(text: str, delimiter: str, name: str, skipped: int = 0) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the rows that are not empty, each with its number."""
    number = skipped
    for number, cells in enumerate(_parsed(text, delimiter, name, skipped), start=1 + skipped):
        kept = tuple(clean(cell).strip() for cell in cells)
        if any(kept):
            yield number, kept


def _parsed(text: str, delimiter: str, name: str, skipped: int) -> list[list[str]]:
    before = csv.field_size_limit(LONGEST_CELL)
    parsed: list[list[str]] = []
    try:
        try:
            parsed.extend(_reader(text, delimiter, strict=True))
        except csv.Error as error:
            # Strict tells of a quotation mark that is never closed; other things it minds are read as they are.
            if "end of data" in str(error) or "limit" in str(error):
                raise
            parsed.clear()
            parsed.extend(_reader(text, delimiter, strict=False))
    except csv.Error as error:
        row = len(parsed) + 1 + skipped
        if "limit" in str(error):
            raise TableCellLong(name=name, row=row, most=LONGEST_CELL) from error
        raise TableQuoteOpen(name=name, row=row) from error
    finally:
        csv.field_size_limit(before)
    return parsed


def _reader(text: str, delimiter: str, *, strict: bool) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict, skipinitialspace=True)


def _delimiter(text: str) -> str:
    """Return the delimiter that makes the first rows alike and widest; a comma where there is one column only."""
    return max(_DELIMITERS, key=lambda delimiter: _evenness(text, delimiter))


def _evenness(text: str, delimiter: str) -> tuple[float, int]:
    widths: list[int] = []
    try:
        for cells in _reader(text, delimiter, strict=False):
            if any(cells):
                widths.append(len(cells))
            if len(widths) == _SAMPLE:
                break
    except csv.Error:
        return 0.0, 0
    if not widths or widths[0] == 1:
        return 0.0, 0
    # A comma in a sentence splits some rows; the real delimiter splits the headings and most rows alike.
    alike = sum(width == widths[0] for width in widths) / len(widths)
    return alike, widths[0]
