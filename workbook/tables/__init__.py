"""Tables as people have them: any CSV file -> rows, with a guess of which column holds what.

>>> table = read_table(Path("roster.csv"))
>>> mapping = guess(table, ROSTER)
>>> [mapping.cell(row, "name") for row in table.rows]
"""

from __future__ import annotations

from workbook.tables.mapping import Field, Mapping, guess, overridden
from workbook.tables.read import LONGEST_CELL, Row, Table, read_table
from workbook.tables.written import safe_cell, write_csv

__all__ = [
    "LONGEST_CELL",
    "Field",
    "Mapping",
    "Row",
    "Table",
    "guess",
    "overridden",
    "read_table",
    "safe_cell",
    "write_csv",
]
