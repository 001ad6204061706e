"""``workbook share``, ``collect``, ``guide``, ``patterns``: one person among many, and many cases of one person."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from workbook.commands.shared import (
    DEFAULT_OUT,
    DEFAULT_PORT,
    AddOption,
    BrowserOption,
    CaseArgument,
    JournalOption,
    LeaveOutOption,
    OutOption,
    PortOption,
    choose,
    err,
    say,
    say_opening,
)
from workbook.words import _, labelled, n_

if TYPE_CHECKING:
    from workbook.handouts import Name
    from workbook.run import Setting

_OPEN = typer.Option("--open", help="Open the page in your browser instead of printing it.")


def share(
    case: CaseArgument,
    name: Annotated[bool, typer.Option("--name", help="Add your name, the role, the company and the dates.")] = False,
    figures: Annotated[
        bool, typer.Option("--figures", help="Numbers and ticks for the group's tables alone, none of your words.")
    ] = False,
    leave_out: LeaveOutOption = None,
    add: AddOption = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask before the file is made.")] = False,
    out: OutOption = DEFAULT_OUT,
    journal: JournalOption = None,
) -> None:
    """Make a bundle of a case to hand to a counsellor, after showing what goes out."""
    from datetime import UTC, datetime

    from workbook.bundle import contents, figures_in_words, gives_away, make_bundle, parts
    from workbook.files import make_folder, write_whole
    from workbook.journal import opened
    from workbook.sharing import in_lines, staying, summary

    with opened(journal) as book:
        choose(book, case, leave_out, add)
        answers = book.answers(case)
    held = contents(answers, named=name, figures_only=figures)
    err(_("This goes out:"))
    numbers = (str(_("For the tables of the group, without your name:")), figures_in_words(held))
    offered = parts(answers, named=name, figures_only=figures)
    if figures:
        told = summary(offered, [], nothing=_("None of your own words goes out."))
    else:
        told = summary(offered, staying(answers))
    for line in (*in_lines([numbers]), *told):
        typer.echo(line, err=True)
    if not name:
        err(_("Your name, the role, the company and the dates stay with you. To add them: --name"))
    if gives_away(held, answers):
        err(_("Your name or the company stands in one of these texts. Change it there if that is not what you want."))
    if not yes and not typer.confirm(str(_("Make the file?")), err=True):
        raise typer.Exit(1)
    with opened(journal) as book:
        bundle = make_bundle(book, case, datetime.now(UTC), held)
    make_folder(out)
    made = write_whole(make_folder(out / case) / bundle.name, bundle.to_json())
    typer.echo(made.resolve())
    err(_("Nothing was sent. Give this file to the person you trust with it, or delete it."))


def collect(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="The folder with the bundles that people gave you, or one bundle.")
    ],
    plans: Annotated[
        bool, typer.Option("--plans", help="Print the plan of each person who shared their words, too.")
    ] = False,
    out: OutOption = DEFAULT_OUT,
) -> None:
    """Check the bundles of a group and print its tables, or each person's plan, made from bundles alone."""
    from workbook.files import make_folder
    from workbook.gathering import LEAST, gather
    from workbook.handouts import changed_by_few, print_cohort, print_plan
    from workbook.journal import default_path
    from workbook.run import Setting

    gathered = gather(folder)
    for name in gathered.older:
        err(_("{name}: set aside, the same person has a newer one here.").fill(name=name))
    for problem in gathered.refused:
        typer.echo(str(problem), err=True)
    people = len(gathered.bundles)
    say(
        n_("{count} person in the bundles that can be read.", "{count} people in the bundles that can be read.", people)
    )
    if people < LEAST:
        say(_("No tables yet: below {least} people they would show single ones.").fill(least=LEAST))
    else:
        make_folder(out)
        few = changed_by_few(gathered, out, LEAST)
        made = print_cohort(folder, out, Setting(case="", journal=default_path(), audience="share"))
        say(labelled(_("The tables of the group"), made.resolve()))
        if few:
            err(_("Only a few people differ from the last tables. Whoever has both can tell them apart: pass on one."))
    for bundle in gathered.bundles if plans else ():
        if printed := print_plan(bundle, out):
            say(labelled(_("A person's plan"), printed.resolve()))
        else:
            err(_("{name}: numbers alone, so there is no plan to print.").fill(name=bundle.name))
    if gathered.refused:
        raise typer.Exit(1)


def guide(
    session: Annotated[Literal["2h", "half-day"], typer.Option("--session", help="How long the session is.")] = "2h",
    start: Annotated[str, typer.Option("--start", metavar="TIME", help="When it begins, as 14:00.")] = "",
    country: Annotated[
        Literal["dz", "other"], typer.Option("--country", help="Whose support panel is printed.")
    ] = "dz",
    page: Annotated[bool, _OPEN] = False,
    port: PortOption = DEFAULT_PORT,
    browser: BrowserOption = True,
    out: OutOption = DEFAULT_OUT,
) -> None:
    """Print the guide for whoever leads a session, or open it with its timer."""
    from workbook.facilitator import CLOCK
    from workbook.journal import default_path
    from workbook.run import Setting

    if start and not CLOCK.fullmatch(start):
        raise typer.BadParameter(str(_("Give the time as 14:00.")))
    more = {"session": session, "start": start, "country": country}
    setting = Setting(case="", journal=default_path(), more=more)
    _print_or_open("facilitator", setting, out, f"facilitator-guide-{session}.pdf", port if page else None, browser)


def patterns(
    page: Annotated[bool, _OPEN] = False,
    port: PortOption = DEFAULT_PORT,
    browser: BrowserOption = True,
    out: OutOption = DEFAULT_OUT,
    journal: JournalOption = None,
) -> None:
    """Print what your cases have in common, for yourself, or open it as a page."""
    from workbook.deliver import PATTERNS
    from workbook.journal import default_path
    from workbook.run import Setting

    setting = Setting(case="", journal=journal or default_path())
    _print_or_open("patterns", setting, out, PATTERNS, port if page else None, browser)


def _print_or_open(name: Name, setting: Setting, out: Path, file: str, port: int | None, browser: bool) -> None:
    from workbook.handouts import open_notebook, print_notebook

    if port is None:
        typer.echo(print_notebook(name, setting, out / file).resolve())
        return
    code = open_notebook(name, setting, exports=out, port=port, browser=browser, on_ready=say_opening())
    raise typer.Exit(code)
