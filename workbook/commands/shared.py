"""What commands share: their usual options, and how they speak. Imports nothing heavy, for ``workbook --help``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Final

import typer

from workbook.words import Text, _

DEFAULT_OUT: Final = Path("exports")
DEFAULT_PORT: Final = 8765

CaseArgument = Annotated[str, typer.Argument(metavar="CASE", help='The case, as "workbook list" shows it.')]
JournalOption = Annotated[
    Path | None, typer.Option("--journal", metavar="FILE", help="The journal to use instead of your own.")
]
OutOption = Annotated[Path, typer.Option("--out", metavar="DIR", help="The folder for what is made.")]
PortOption = Annotated[int, typer.Option(help="The port on this computer.", min=1024, max=65535)]
BrowserOption = Annotated[bool, typer.Option(help="Open the browser.")]


def say(text: Text | str, *more: object) -> None:
    """Write a line of words to the terminal."""
    typer.echo(" ".join(map(str, (text, *more))))


def err(text: Text) -> None:
    """The same beside what a program may read."""
    typer.echo(str(text), err=True)


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
