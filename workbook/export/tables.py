"""Tables: from HTML or Markdown cells to one grid, and wide ones cut into parts that fit the page."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from workbook.export import inline
from workbook.export.inline import Inline, Node

if TYPE_CHECKING:
    from bs4.element import Tag

    from workbook.export.figures import Figures

LINE: Final = 96  # letters of the smallest table type that fit the page's width
WIDEST: Final = 34  # beyond this a cell wraps
NARROWEST: Final = 3
MOST_CELLS: Final = 60_000
_NUMBER = re.compile(
    r"[-+−]?[\d\s,.'\u00a0\u202f]*\d[\d\s,.'\u00a0\u202f]*(?:e[-+]?\d+)?\s*[%€$£]?|nan|None|<NA>|NaT|-?inf",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Cell:
    """One cell, with the rows and columns it spans. ``head`` marks a header in a body row (a DataFrame's index)."""

    runs: tuple[Inline, ...] = ()
    rows: int = 1
    columns: int = 1
    head: bool = False
    align: str = ""

    @property
    def words(self) -> str:
        """The text alone."""
        return inline.plain(list(self.runs)).strip()


Grid = list[list[tuple[Cell, int, int]]]  # the cell at each place, with the row and column where it starts


def from_html(table: Tag, figures: Figures) -> list[Node]:
    """Return an HTML table as table nodes, with its caption as a line before it."""
    from workbook.export import markup

    header: list[list[Cell]] = []
    rows: list[list[Cell]] = []
    for tr in table.find_all("tr"):
        if tr.find_parent("table") is not table:
            continue
        cells = []
        for td in tr.find_all(["td", "th"], recursive=False):
            style = str(td.get("style") or "")
            align = re.search(r"text-align:\s*(left|right|center)", style)
            cells.append(
                Cell(
                    tuple(markup.inner(td, figures)),
                    rows=_span(td, "rowspan"),
                    columns=_span(td, "colspan"),
                    head=td.name == "th",
                    align=align[1] if align else str(td.get("align") or ""),
                )
            )
        if not cells:
            continue
        in_head = tr.find_parent("thead") is not None
        leading = not rows and all(cell.head for cell in cells) and tr.find_parent("tfoot") is None
        (header if in_head or leading else rows).append(cells)
    caption = table.find("caption")
    title: list[Node] = []
    if caption is not None and caption.get_text().strip():
        title = [{"kind": "text", "c": [inline.wrap("strong", markup.inner(caption, figures))]}]
    return title + nodes(header, rows)


def _span(tag: Any, name: str) -> int:
    try:
        return max(1, min(int(str(tag.get(name) or 1)), 1000))
    except ValueError:
        return 1


def nodes(header: list[list[Cell]], rows: list[list[Cell]]) -> list[Node]:
    """Return one table node, or several side parts when the columns do not fit the page together."""
    if not rows and header:
        header, rows = [], header
    head, body = _filled(header), _filled(rows)
    width = max((len(row) for row in head + body), default=0)
    if not width:
        return []
    cut = max(1, MOST_CELLS // width)
    left_out = max(0, len(body) - cut)
    body = body[:cut]
    for grid in (head, body):
        for r, row in enumerate(grid):
            row.extend((Cell(), r, at) for at in range(len(row), width))
    shares = [_share(at, head, body) for at in range(width)]
    numeric = [_numeric(at, body) for at in range(width)]
    index = 0
    while index < width - 1 and body and all(row[index][0].head for row in body):
        index += 1
    out: list[Node] = [
        {
            "kind": "grid",
            "header": _spanned(head, columns, numeric),
            "rows": _spanned(body, columns, numeric),
            "shares": [shares[at] for at in columns],
        }
        for columns in _parts(shares, index)
    ]
    if left_out:
        out.append({"kind": "notice", "label": "rows_left_out", "n": left_out})
    return out


def _filled(rows: list[list[Cell]]) -> Grid:
    """Return the full matrix: a cell that spans stands at each of its places."""
    grid: Grid = [[] for _ in rows]
    taken: dict[tuple[int, int], tuple[Cell, int, int]] = {}
    for r, row in enumerate(rows):
        column = 0
        for cell in row:
            while (r, column) in taken:
                column += 1
            down = min(cell.rows, len(rows) - r)
            for i in range(down):
                for j in range(cell.columns):
                    taken[r + i, column + j] = (replace(cell, rows=down), r, column)
            column += cell.columns
        width = max((c for (at, c) in taken if at == r), default=-1) + 1
        grid[r] = [taken.get((r, c), (Cell(), r, c)) for c in range(width)]
    return grid


def _share(at: int, head: Grid, body: Grid) -> int:
    """Return a column's width in letters: its longest cell, within reason, and its longest word."""
    longest = NARROWEST
    for row in head + body[:200]:
        cell, _r, start = row[at]
        if cell.columns > 1 or start != at:
            continue
        longest = max(longest, min(_letters(cell.words), WIDEST))
    return longest


def _letters(text: str) -> int:
    return max(
        (sum(1 + (unicodedata.east_asian_width(char) in "WF") for char in line) for line in text.splitlines()),
        default=0,
    )


def _numeric(at: int, body: Grid) -> bool:
    values = [row[at][0].words for row in body[:200] if not row[at][0].head]
    filled = [value for value in values if value]
    return bool(filled) and all(_NUMBER.fullmatch(value) for value in filled)


def _parts(shares: list[int], index: int) -> list[list[int]]:
    """Return which columns stand together; the index columns lead every part."""
    lead = list(range(index))
    room = max(LINE - sum(shares[at] + 2 for at in lead), LINE // 3)
    parts: list[list[int]] = []
    now: list[int] = []
    used = 0
    for at in range(index, len(shares)):
        need = shares[at] + 2
        if now and used + min(need, 14) > room and _squeezed(shares, now, at) > room:
            parts.append(lead + now)
            now, used = [], 0
        now.append(at)
        used += need
    parts.append(lead + now)
    return parts


def _squeezed(shares: list[int], now: list[int], at: int) -> int:
    """Return the width of columns that wrap as far as they can be read: 12 letters."""
    return sum(min(shares[c], 12) + 2 for c in [*now, at])


def _spanned(grid: Grid, columns: list[int], numeric: list[bool]) -> list[list[dict[str, Any]]]:
    """Return rows of cells for the template, spans cut to the *columns* that stand together."""
    out = []
    for r, row in enumerate(grid):
        line: list[dict[str, Any]] = []
        done: set[int] = set()
        for place, at in enumerate(columns):
            cell, top, start = row[at]
            if place in done or top < r:
                continue
            wide = 1
            while place + wide < len(columns) and row[columns[place + wide]][1:] == (top, start) and cell.columns > 1:
                wide += 1
            done.update(range(place, place + wide))
            line.append({"c": list(cell.runs), "rs": cell.rows, "cs": wide, "head": cell.head,
                         "align": cell.align or ("right" if numeric[at] and not cell.head else "")})  # fmt: skip
        out.append(line)
    return out
