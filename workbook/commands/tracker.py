"""``workbook import-tracker``: refused applications from a tracker into the person's own journal."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from workbook.commands.mapped import MapOption, show_mapping, tell, tell_row
from workbook.commands.shared import JournalOption, say
from workbook.words import _, n_

if TYPE_CHECKING:
    from workbook.tracker import Tracker


def import_tracker(
    file: Annotated[Path, typer.Argument(metavar="FILE.csv", help="The table in which you note your applications.")],
    columns: MapOption = None,
    every: Annotated[bool, typer.Option("--all", help="Every row is a refusal, whatever its status.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would come in.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    journal: JournalOption = None,
) -> None:
    """Bring in the refused applications of your own tracker, each as a case with its own date."""
    import time

    from workbook.journal import default_path, opened
    from workbook.tables import read_table
    from workbook.tracker import bring_in, compared, read_tracker

    tracker = read_tracker(read_table(file), columns or [], date.today(), every=every)
    show_mapping(tracker.mapping, next(iter(tracker.orders.values()), None))
    path = journal or default_path()
    if dry_run and not path.exists():
        # Looking must not make a journal.
        _finish_dry(tracker)
    with opened(path) as book:
        tracker = compared(tracker, book)
        if dry_run:
            _finish_dry(tracker)
        _show(tracker)
        fresh = tracker.those("new")
        if fresh and not yes and sys.stdin.isatty() and not typer.confirm(str(_("Bring these in?"))):
            raise typer.Exit(1)
        made = bring_in(tracker, book, time.time())
    done = n_("{count} case is new in your journal.", "{count} cases are new in your journal.", len(made))
    say(done)
    if made:
        say(_("To see them: workbook list"))
    raise typer.Exit(1 if tracker.those("problem") else 0)


def _finish_dry(tracker: Tracker) -> None:
    _show(tracker)
    say(_("Nothing was written."))
    raise typer.Exit(1 if tracker.those("problem") else 0)


def _show(tracker: Tracker) -> None:
    from workbook.tracker import STAY_BEHIND, left_out
    from workbook.words import day

    for one in tracker.those("new"):
        if one.application:
            when = day(one.application.day) if one.application.day else str(_("no date"))
            tell_row(one.row, f"{one.application.title} ({when})")
    counts = [
        n_("{count} row to bring in", "{count} rows to bring in", len(tracker.those("new"))),
        n_("{count} is there already", "{count} are there already", len(tracker.those("duplicate"))),
        n_("{count} is not refused", "{count} are not refused", len(tracker.those("not refused"))),
        n_("{count} row cannot be used", "{count} rows cannot be used", len(tracker.those("problem"))),
    ]
    typer.echo(", ".join(str(part) for part in counts if part.count))
    if others := left_out(tracker.rows):
        shown = ", ".join(f"{status or '–'} ({count})" for status, count in list(others.items())[:12])
        tell(_("not taken for a refusal"), shown)
    behind = [column for name in STAY_BEHIND if (column := tracker.mapping.column(name))]
    if behind:
        tell(_("stays in your table, for a case has no place for it"), ", ".join(behind))
    for one in tracker.those("problem"):
        tell_row(one.row, one.text, err=True)
