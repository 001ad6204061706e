"""The page that lies on top of a folder: how to start, on a computer or on paper (R1, R2, R9, R11, R12)."""

from __future__ import annotations

from datetime import date

from workbook.blocks import Block, Bullets, Cover, Heading, Paragraph
from workbook.questions import Answers
from workbook.support import support_panel
from workbook.words import Text, _, current

TITLE = _("Start here")
MESSAGE = _("Message to the employer")
WORKSHEET = _("Worksheet")


def start_sheet(name: str, case_file: str, notebooks: str, today: date) -> list[Block]:
    """Return the page for *name*; *case_file* and *notebooks* are what they are called in the folder."""
    return [
        Cover(
            title=str(TITLE),
            subtitle=str(_("A workbook for the time after a refusal")),
            name=name,
            note=str(
                _(
                    "Everything here can be skipped, and this sheet is yours alone. It is self-help, not advice from a"
                    " doctor, a therapist or a lawyer."
                )
            ),
            compact=True,
        ),
        _paragraph(
            _(
                "This folder was prepared for you. It holds the facts of one application, and empty pages. What you"
                " write in them is yours: nobody else gets it unless you hand it over yourself."
            )
        ),
        _paragraph(
            _(
                "Five minutes are enough for the first day, and the rest can wait. That holds as well if the refusal"
                " came weeks ago."
            )
        ),
        Heading(text=str(_("On a computer"))),
        Bullets(
            items=(
                _filled(
                    _("Open the workbook with “{command}”, or ask the person who leads the group."),
                    command=command("open"),
                ),
                _filled(
                    _("On the first page, choose “{button}”, and there the file {file} from this folder."),
                    button=_("Bring in a copy"),
                    file=case_file,
                ),
                str(_("Begin with the first phase. What you type is saved while you type, on this computer alone.")),
                _filled(
                    _("If others use this computer: at the end, make a copy for yourself, then “{button}”."),
                    button=_("Finish and wipe"),
                ),
            )
        ),
        Heading(text=str(_("On paper"))),
        Bullets(
            items=(
                _filled(_("{file}: all the questions, to fill in by pen."), file=f"{WORKSHEET}.pdf"),
                _filled(
                    _("{file}: a first draft of a thank-you message. Change every word you like, or leave it."),
                    file=f"{MESSAGE}.pdf",
                ),
            )
        ),
        Paragraph(
            text=_filled(
                _(
                    "For those who know Jupyter: the same pages are in the folder {folder}. First bring the case in"
                    " with “{command}”."
                ),
                folder=notebooks,
                command=command(f"import {case_file}"),
            ),
            tone="small",
        ),
        support_panel(Answers(), today),
    ]


def command(words: str) -> str:
    """Return what to type for the command *words* in the current language."""
    code = current().code
    return f"workbook {words}" if code == "en" else f"workbook --language {code} {words}"


def _paragraph(text: Text) -> Paragraph:
    return Paragraph(text=str(text))


def _filled(text: Text, **values: object) -> str:
    return str(text.fill(**values))
