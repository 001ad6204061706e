"""What commands that read a table share: the option ``--map``, and showing which column was taken for what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from workbook.words import Text, _, labelled

if TYPE_CHECKING:
    from workbook.tables import Mapping
    from workbook.tables.values import Order

MapOption = Annotated[
    list[str] | None,
    typer.Option("--map", metavar="NAME=COLUMN", help="Say which column holds what, for example name=Candidate."),
]


def show_mapping(mapping: Mapping, order: Order | None) -> None:
    """Show how the table is understood, so that it can be put right with ``--map``."""
    typer.echo(str(_("The table is read like this (to change it: --map NAME=COLUMN):")))
    width = max(len(field.name) for field in mapping.fields)
    for field in mapping.fields:
        column = mapping.column(field.name)
        if column is not None:
            typer.echo(f"  {field.name.ljust(width)}  <-  {column}")
    missing = [field.name for field in mapping.fields if field.name not in mapping.places]
    if missing:
        tell(_("no column"), ", ".join(missing))
    if unused := mapping.unused():
        tell(_("not read"), ", ".join(unused))
    if order:
        tell(_("dates"), {"dmy": _("day first, as 19/11/2026"), "mdy": _("month first, as 11/19/2026")}[order])


def tell(label: Text, text: object) -> None:
    """Say *text* after its *label*, set in a little."""
    typer.echo(f"  {labelled(label, text)}")


def tell_row(row: int, text: object, *, err: bool = False) -> None:
    """Say something about one row."""
    line = _("Row {row}: {text}").fill(row=row, text=text)
    typer.echo(f"  {line}", err=err)
