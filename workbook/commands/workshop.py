"""``workbook workshop``: from a counsellor's list to a folder for each person."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from workbook.commands.mapped import MapOption, show_mapping, tell_row
from workbook.commands.shared import err, say
from workbook.words import _, current, n_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbook.workshop import Planned, Problem, Roster

_STOPPED = 130
"""The exit code of what was stopped with Ctrl+C."""


def workshop(
    roster: Annotated[Path, typer.Argument(metavar="ROSTER.csv", help="The list: a row for each person.")],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="The folder for the people's folders.")],
    columns: MapOption = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would be made.")] = False,
) -> None:
    """Make a folder to hand over for each person of a list: case file, notebooks, worksheet, how to start."""
    import time

    from workbook import __version__
    from workbook.tables import read_table
    from workbook.workshop import planned, read_roster
    from workbook.workshop.manifest import load
    from workbook.workshop.planning import gone
    from workbook.workshop.roster import MOST_PEOPLE

    today = date.today()
    read = read_roster(read_table(roster, MOST_PEOPLE), columns or [], roster.parent, current().code, today)
    show_mapping(read.mapping, read.order if "date" in read.mapping.places else None)
    manifest = load(out)
    plans = planned(read.people, manifest, __version__, time.time())
    _show_counts(plans, read.problems)
    for plan in plans:
        if plan.person.note:
            tell_row(plan.person.row, plan.person.note)
    if dry_run:
        for plan in plans:
            say((_("ready already: {folder}") if plan.done else _("to make: {folder}")).fill(folder=plan.folder))
        _show_problems(read.problems)
        say(_("Nothing was written."))
        raise typer.Exit(1 if read.problems else 0)
    failed = _make(plans, out, today)
    problems = sorted((*read.problems, *failed), key=lambda problem: problem.row)
    left = gone(plans, manifest)
    if left:
        say(_("No longer on the list, left as they are: {folders}").fill(folders=", ".join(left)))
    _show_problems(problems)
    _write_overview(out, plans, problems, read)
    say(_("The folders are here:"), out.resolve())
    raise typer.Exit(1 if problems else 0)


def _make(plans: Sequence[Planned], out: Path, today: date) -> list[Problem]:
    """Make what is to be made; return what went wrong. Ctrl+C leaves what is finished."""
    from workbook.workshop import Problem, hand_out
    from workbook.workshop.manifest import load
    from workbook.workshop.progress import Progress

    todo = [plan for plan in plans if not plan.done]
    failed: list[Problem] = []
    if not todo:
        return failed
    try:
        # Closed at once when stopped, so that what is under way is finished and noted.
        with Progress(len(todo)) as progress, closing(hand_out(plans, load(out), today)) as outcomes:
            for outcome in outcomes:
                progress.step(outcome.plan.folder)
                if outcome.problem:
                    failed.append(Problem(outcome.plan.person.row, outcome.problem))
    except KeyboardInterrupt:
        err(_("Stopped. What is finished stays; run the same command again for the rest."))
        raise typer.Exit(_STOPPED) from None
    return failed


def _show_counts(plans: Sequence[Planned], problems: Sequence[Problem]) -> None:
    done = sum(plan.done for plan in plans)
    parts = [
        n_("{count} folder to make", "{count} folders to make", len(plans) - done),
        n_("{count} is ready already", "{count} are ready already", done),
        n_("{count} row cannot be used", "{count} rows cannot be used", len(problems)),
    ]
    typer.echo(", ".join(str(part) for part in parts if part.count))


def _show_problems(problems: Sequence[Problem]) -> None:
    if problems:
        err(_("These rows got no folder. Put them right in the list and run the same command again:"))
    for problem in problems:
        tell_row(problem.row, problem.reason, err=True)


def _write_overview(out: Path, plans: Sequence[Planned], problems: Sequence[Problem], read: Roster) -> None:
    """Write who got which folder, and which rows are to be put right, as a table."""
    from workbook.files import make_folder, write_whole
    from workbook.tables import write_csv

    reasons = {problem.row: problem.reason for problem in problems}
    folders = {plan.person.row: plan.folder for plan in plans if plan.person.row not in reasons}
    rows = [
        (row.number, folders.get(row.number, ""), reasons.get(row.number, _("ready")))
        for row in read.mapping.table.rows
        if row.number in folders or row.number in reasons
    ]
    make_folder(out)
    write_whole(out / "overview.csv", write_csv([(_("Row"), _("Folder"), _("How it stands")), *rows]))
