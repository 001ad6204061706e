"""What commands share: their usual options, and how they speak. Imports nothing heavy, for ``workbook --help``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from workbook.words import Text, _

if TYPE_CHECKING:
    from workbook.journal import Journal

DEFAULT_OUT: Final = Path("exports")
DEFAULT_PORT: Final = 8765

CaseArgument = Annotated[str, typer.Argument(metavar="CASE", help='The case, as "workbook list" shows it.')]
JournalOption = Annotated[
    Path | None, typer.Option("--journal", metavar="FILE", help="The journal to use instead of your own.")
]
OutOption = Annotated[Path, typer.Option("--out", metavar="DIR", help="The folder for what is made.")]
PortOption = Annotated[int, typer.Option(help="The port on this computer.", min=1024, max=65535)]
BrowserOption = Annotated[bool, typer.Option(help="Open the browser.")]
LeaveOutOption = Annotated[
    list[str] | None,
    typer.Option("--leave-out", metavar="PART", help="Leave this part out of what is shared, from now on."),
]
AddOption = Annotated[
    list[str] | None, typer.Option("--add", metavar="PART", help="Add this part to what is shared, from now on.")
]


def say(text: Text | str, *more: object) -> None:
    """Write a line of words to the terminal."""
    typer.echo(" ".join(map(str, (text, *more))))


def err(text: Text) -> None:
    """The same beside what a program may read."""
    typer.echo(str(text), err=True)


def choose(book: Journal, case: str, leave_out: Sequence[str] | None, add: Sequence[str] | None) -> None:
    """Note which parts of *case* others may see, or not (R6)."""
    from workbook.sharing import choice

    try:
        wishes = [*(choice(name, False) for name in leave_out or ()), *(choice(name, True) for name in add or ())]
    except LookupError as error:
        text = _("No part called {name} can be shared. The names stand in brackets, in the list of what goes out.")
        raise typer.BadParameter(str(text.fill(name=error.args[0]))) from None
    book.save(case, wishes, writer="share")


def say_opening() -> Callable[[str, bool], None]:
    """Say that the pages open; return what shows their address once they are there, and whether they were before."""
    say(_("Opening the workbook…"))

    def ready(url: str, again: bool) -> None:
        say(_("If no browser opens, go to this address: {url}").fill(url=url))
        if again:
            say(_("It was open already; this window may be closed."))
        else:
            say(_("Keep this window open. To finish, press Ctrl+C here."))

    return ready
