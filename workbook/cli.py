"""The command ``workbook``.

Only Typer is imported at the top: help and small commands answer at once, each command brings in what it needs.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from datetime import date, datetime
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, NoReturn

import typer

from workbook import __version__
from workbook.commands.group import collect, guide, patterns, share
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
from workbook.commands.tracker import import_tracker
from workbook.commands.workshop import workshop
from workbook.errors import WorkbookError
from workbook.words import LANGUAGES, Text, _, labelled, set_language

if TYPE_CHECKING:
    from workbook.deliver import Delivery
    from workbook.journal import Change, Journal
    from workbook.letter import Letter
    from workbook.questions import Audience

app = typer.Typer(
    name="workbook",
    help="Turn one job-interview rejection into a personal recovery plan (PDF).",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

YesOption = Annotated[bool, typer.Option("--yes", help="Do not ask before a shared file is made.")]
AudienceOption = Annotated[
    Literal["private", "share"],
    typer.Option("--audience", help="private: everything. share: without what only concerns you."),
]
LetterArgument = Annotated[str, typer.Argument(metavar="LETTER", help='A mail (.eml) or text file, or "-" to paste.')]


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"workbook {__version__}")
        raise typer.Exit


@app.callback()
def _language(
    language: Annotated[
        Literal["en", "fr", "ar"], typer.Option("--language", envvar="WORKBOOK_LANGUAGE", help="en, fr or ar.")
    ] = "en",
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    set_language(LANGUAGES[language].code)


@app.command()
def demo(out: OutOption = DEFAULT_OUT) -> None:
    """Make a whole plan for a fictional candidate, from her letter to the PDF."""
    _get_kernels_ready()
    from workbook import samples
    from workbook.intake import facts
    from workbook.journal import Journal

    case, folder = "demo", out / "demo"
    _make_out(folder)
    path = folder / "journal.sqlite3"
    # The demo's own journal, made afresh each time; it holds nothing of yours.
    path.unlink(missing_ok=True)
    say(_("1. Reading the letter"))
    letter = _read_letter(str(samples.LETTER))
    _show_letter(letter)
    say(_("2. Making the case, with the answers of {name}, who is fictional").fill(name=letter.candidate))
    with Journal(path) as journal:
        journal.create(case)
        changes: list[Change] = [*facts(letter), *samples.answers("demo")]
        journal.save(case, changes)
        say(_("3. Running the notebooks and printing"))
        made = _delivery(journal, case, out, "private", samples.TODAY).make_all(_step_by_step())
    say(_("Done. The plan is here:"), made[0].resolve())
    for other in made[1:]:
        typer.echo(f"  {other.resolve()}")
    say(_("Next, for your own: workbook new LETTER"))


@app.command()
def read(
    letter: LetterArgument,
    as_json: Annotated[bool, typer.Option("--json", help="Print flat JSON, null where not stated.")] = False,
    why: Annotated[bool, typer.Option("--why", help="Show which words led to what was read.")] = False,
) -> None:
    """Say what a letter really says. Nothing is kept."""
    found = _read_letter(letter)
    if as_json:
        typer.echo(json.dumps(found.to_json(), ensure_ascii=False, indent=1))
    elif why:
        typer.echo("\n".join(found.why()))
    else:
        _show_letter(found)


@app.command()
def new(
    letter: Annotated[
        str | None, typer.Argument(metavar="[LETTER]", help='A mail (.eml) or text file, or "-" to paste.')
    ] = None,
    company: Annotated[str | None, typer.Option(help="The company.")] = None,
    role: Annotated[str | None, typer.Option(help="The role.")] = None,
    candidate: Annotated[str | None, typer.Option(help="Your name.")] = None,
    stage: Annotated[
        Literal["screening", "test", "interview", "technical", "final"] | None, typer.Option(help="How far it went.")
    ] = None,
    channel: Annotated[
        Literal["mail", "phone", "message", "silence"] | None, typer.Option(help="How the answer came.")
    ] = None,
    interview_date: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The last interview, as 2026-11-24.")
    ] = None,
    notice_date: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day of the answer, as 2026-11-24.")
    ] = None,
    case_id: Annotated[str | None, typer.Option("--id", metavar="NAME", help="A name for the case.")] = None,
    journal: JournalOption = None,
) -> None:
    """Make a case from a letter, from options, or from both. What you give wins over the letter."""
    from workbook.case import Case, next_id
    from workbook.intake import facts
    from workbook.journal import Change, opened

    changes: list[Change] = []
    if letter:
        found = _read_letter(letter)
        _show_letter(found)
        if not found.rejection and not _is_meant(letter):
            raise typer.Exit(1)
        changes += facts(found)
    given = {
        "company": company,
        "role": role,
        "candidate": candidate,
        "stage": stage,
        "channel": channel,
        "interview_date": interview_date and interview_date.date().isoformat(),
        "notice_date": notice_date and notice_date.date().isoformat(),
    }
    changes += [Change(section=Case.about.key, field=name, value=value) for name, value in given.items() if value]
    with opened(journal) as book:
        name = case_id or next_id(set(book.cases()))
        book.create(name)
        book.save(name, changes)
    say(_("The case is called {case}. Next: workbook open {case}").fill(case=name))


@app.command("list")
def list_cases(journal: JournalOption = None) -> None:
    """Show your cases, how far each is, and what comes next."""
    from workbook.case import Case
    from workbook.journal import opened
    from workbook.phases import PHASES
    from workbook.report import Report
    from workbook.words import day

    with opened(journal) as book:
        cases = [(case, book.answers(case)) for case in book.cases()]
    if not cases:
        say(_("There is no case yet. Begin with: workbook new LETTER"))
    following = _("Next")
    for case, answers in cases:
        facts = answers.read(Case)
        typer.echo(f"{case}  {' – '.join(filter(None, (facts.role, facts.company)))}".rstrip())
        progress = [f"{phase.title} {phase.settled(answers)}/{len(phase.sections)}" for phase in PHASES]
        typer.echo("  " + "  ".join(progress))
        coming = [act for act in Report(answers, "private", date.today()).plan.actions if act.day >= date.today()]
        if coming:
            typer.echo(f"  {labelled(following, day(coming[0].day, 'weekday'))}")


@app.command("open")
def open_pages(
    case: Annotated[str | None, typer.Argument(metavar="[CASE]", help="One case; without it, the first page.")] = None,
    journal: JournalOption = None,
    out: OutOption = DEFAULT_OUT,
    port: PortOption = DEFAULT_PORT,
    browser: BrowserOption = True,
    app_pages: Annotated[
        bool, typer.Option("--app", help="Show plain pages with Voila instead of JupyterLab.")
    ] = False,
) -> None:
    """Open the workbook in your browser: the first page with all cases, or one case where you left it."""
    from workbook.journal import default_path, opened
    from workbook.lab import open_lab
    from workbook.phases import PLAN_NOTEBOOK, START_NOTEBOOK, current_phase

    path = journal or default_path()
    name = START_NOTEBOOK
    with opened(path) as book:
        cases = book.cases()
        if case is not None:
            phase = current_phase(book.answers(case))
            name = f"{case}/{phase.notebook if phase else PLAN_NOTEBOOK}"
    root = _prepared(cases, path)
    code = open_lab(
        root / f"{name}.ipynb",
        root=root,
        journal=path,
        exports=out,
        app=app_pages,
        port=port,
        browser=browser,
        on_ready=say_opening(),
    )
    raise typer.Exit(code)


@app.command()
def shortcut(
    to: Annotated[
        Path | None, typer.Option("--to", metavar="DIR", help="Another folder than the desktop for the icon.")
    ] = None,
    journal: JournalOption = None,
    out: OutOption = DEFAULT_OUT,
    port: PortOption = DEFAULT_PORT,
) -> None:
    """Put an icon on your desktop: a double-click opens the workbook, no terminal needed."""
    from workbook.shortcut import Opening, desktop, place
    from workbook.words import current

    opening = Opening(
        program=Path(sys.executable),
        language=current().code,
        exports=out.resolve(),
        journal=journal.resolve() if journal else None,
        port=port if port != DEFAULT_PORT else None,
    )
    made = place(opening, to or desktop(), sys.platform)
    say(_("The icon is here. A double-click opens the workbook:"), made)
    if sys.platform.startswith("linux"):
        say(_("If nothing happens: right-click the icon and choose “Allow Launching”."))


@app.command()
def run(
    case: Annotated[str | None, typer.Argument(metavar="[CASE]", help="The case; or use --all.")] = None,
    every: Annotated[bool, typer.Option("--all", help="All cases of the journal.")] = False,
    audience: AudienceOption = "private",
    leave_out: LeaveOutOption = None,
    add: AddOption = None,
    yes: YesOption = False,
    out: OutOption = DEFAULT_OUT,
    journal: JournalOption = None,
) -> None:
    """Run all notebooks of a case with papermill and print them."""
    if (case is None) is not every:
        raise typer.BadParameter(str(_("Give a case, or --all.")))
    _needs_share(audience, leave_out, add)
    _get_kernels_ready()
    from workbook.journal import opened

    with opened(journal) as book:
        cases = book.cases() if case is None else [case]
        failed = []
        for name in cases:
            typer.echo(name)
            try:
                choose(book, name, leave_out, add)
                delivery = _delivery(book, name, out, audience)
                if audience == "share" and not _agreed(delivery.going_out("all"), yes):
                    continue
                made = delivery.make_all(_step_by_step())
            except WorkbookError as error:
                if not every:
                    raise
                # One case that fails does not stop the others.
                typer.echo(str(error), err=True)
                failed.append(name)
            else:
                say(_("The plan is here:"), made[0].resolve())
    if failed:
        raise typer.Exit(1)


@app.command()
def export(
    case: CaseArgument,
    to: Annotated[Literal["pdf", "ics", "eml", "json"], typer.Option("--to", help="What to make.")] = "pdf",
    audience: AudienceOption = "private",
    leave_out: LeaveOutOption = None,
    add: AddOption = None,
    yes: YesOption = False,
    out: OutOption = DEFAULT_OUT,
    journal: JournalOption = None,
) -> None:
    """Make one file of a case: the plan as PDF, the calendar, the reply as a mail draft, or the case file."""
    _needs_share(audience, leave_out, add)
    if to == "pdf":
        _get_kernels_ready()
    from workbook.journal import opened

    with opened(journal) as book:
        choose(book, case, leave_out, add)
        delivery = _delivery(book, case, out, audience)
        if audience == "share" and not _agreed(delivery.going_out(to), yes):
            raise typer.Exit(1)
        typer.echo(delivery.make(to).resolve())


@app.command()
def worksheet(
    phase: Annotated[int | None, typer.Option(min=1, max=4, help="One phase only: 1 to 4.")] = None,
    out: OutOption = DEFAULT_OUT,
) -> None:
    """Print the questions as a blank worksheet, to fill in by pen."""
    from workbook.deliver import print_blocks
    from workbook.files import make_folder, write_whole
    from workbook.phases import PHASES
    from workbook.worksheet import worksheet as blank

    make_folder(out)
    chosen = PHASES[phase - 1] if phase else None
    name = f"worksheet-{phase}.pdf" if phase else "worksheet.pdf"
    typer.echo(write_whole(out / name, print_blocks(blank(chosen, date.today()), str(_("Worksheet")))).resolve())


@app.command("import")
def import_file(
    file: Annotated[Path, typer.Argument(metavar="FILE.json", help="A case file.")],
    case_id: Annotated[str | None, typer.Option("--id", metavar="NAME", help="Another name for the case.")] = None,
    journal: JournalOption = None,
) -> None:
    """Bring in a case that was exported with --to json."""
    from workbook.casefile import import_case
    from workbook.journal import opened

    with opened(journal) as book:
        name = import_case(book, file, case_id)
    say(_("The case {case} is in your journal.").fill(case=name))


@app.command()
def delete(
    case: CaseArgument,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    out: OutOption = DEFAULT_OUT,
    journal: JournalOption = None,
) -> None:
    """Delete a case for good: its answers, their history, and the files made from it."""
    from workbook.journal import default_path, opened
    from workbook.run import remove_prepared

    path = journal or default_path()
    with opened(path) as book:
        book.created_at(case)
        question = _("Delete {case} with all its answers and files? This cannot be undone.").fill(case=case)
        if not yes and not typer.confirm(str(question)):
            raise typer.Exit(1)
        clean = _delivery(book, case, out, "private").remove()
        remove_prepared(case, path)
        book.delete(case)
    say(_("{case} is deleted.").fill(case=case))
    if not clean:
        say(_("Files of your own were left in {folder}.").fill(folder=out / case))


app.command()(workshop)
app.command("import-tracker")(import_tracker)
for command in (share, collect, guide, patterns):
    app.command()(command)


def main() -> NoReturn:
    """Run the command; what a person can act on is said in words, without a traceback, exit code 1."""
    from workbook.export.quick import quicken

    quicken()
    for stream in (sys.stdout, sys.stderr):
        # Windows pipes are not UTF-8 by themselves.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        app()
    except WorkbookError as error:
        typer.echo(str(error), err=True)
        raise SystemExit(1) from None
    raise SystemExit(0)


def _read_letter(given: str) -> Letter:
    from workbook.letter import read_letter
    from workbook.letter.source import LIMIT_MB

    if given != "-":
        return read_letter(Path(given))
    if sys.stdin.isatty():
        say(
            _("Paste the letter, then press Enter and {keys}.").fill(
                keys="Ctrl+Z" if sys.platform == "win32" else "Ctrl+D"
            )
        )
    return read_letter(sys.stdin.buffer.read(LIMIT_MB * 1_048_576 + 1))


def _show_letter(letter: Letter) -> None:
    rows: list[tuple[Text, object]] = [
        (_("Company"), letter.company),
        (_("Role"), letter.role),
        (_("To"), letter.candidate),
        (_("From"), letter.contact),
        (_("Date"), letter.date),
        (_("Reason given"), letter.reason),
        (_("Door left open"), _("yes") if letter.door_open else None),
        (_("Gives no feedback"), _("yes") if letter.refuses_feedback else None),
    ]
    verdict = _("This is a refusal.") if letter.rejection else _("This does not read like a refusal.")
    typer.echo(f"  {verdict}")
    for label, value in rows:
        if value:
            typer.echo(f"  {labelled(label, value)}")


def _is_meant(letter: str) -> bool:
    """Ask whether to go on with a letter that does not read like a refusal; without a person to ask, go on."""
    if letter == "-" or not sys.stdin.isatty():
        say(_("The case is made all the same; if that is wrong: workbook delete CASE"))
        return True
    return typer.confirm(str(_("Make a case from it all the same?")))


def _needs_share(audience: Audience, *parts: Sequence[str] | None) -> None:
    """Refuse a choice of parts for a file that holds everything."""
    if audience != "share" and any(parts):
        raise typer.BadParameter(str(_("Parts are left out of a shared file, or added to it: --audience share")))


def _agreed(going_out: list[str], yes: bool) -> bool:
    """Show what goes out in a shared file; with a person there, ask (R6)."""
    err(_("This goes out:"))
    for line in going_out:
        typer.echo(line, err=True)
    return yes or not sys.stdin.isatty() or typer.confirm(str(_("Make the file?")), err=True)


def _delivery(journal: Journal, case: str, out: Path, audience: Audience, today: date | None = None) -> Delivery:
    from workbook.deliver import Delivery
    from workbook.run import Setting

    return Delivery(journal, Setting(case=case, journal=journal.path, audience=audience, today=today), out)


def _prepared(cases: list[str], journal: Path) -> Path:
    """Prepare the first page and the pages of all *cases* afresh; return their folder."""
    from workbook.files import make_folder
    from workbook.phases import START_NOTEBOOK
    from workbook.run import Setting, prepare, prepare_all, prepared_folder

    root = make_folder(prepared_folder("case", journal).parent)
    prepare(START_NOTEBOOK, Setting(case="", journal=journal), root / f"{START_NOTEBOOK}.ipynb")
    for case in cases:
        prepare_all(case, journal)
    return root


def _get_kernels_ready() -> None:
    """Begin with what takes longest, while the rest of the program is loaded."""
    from workbook.warm import PRELOAD, begin

    begin(PRELOAD)


def _make_out(folder: Path) -> None:
    from workbook.files import make_folder

    make_folder(folder)


def _step_by_step() -> Callable[[str], None]:
    """Return a function that says which step is being done."""
    from workbook.run import NOTEBOOKS

    numbers, last = count(1), len(NOTEBOOKS) + 1
    return lambda name: typer.echo(f"   {next(numbers)}/{last}  {name}")


if __name__ == "__main__":
    main()
