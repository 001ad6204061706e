"""What the first notebook calls."""

from __future__ import annotations

from datetime import date
from typing import Literal

from workbook.blocks import Cover, Table
from workbook.case import Case
from workbook.journal import opened
from workbook.phases import PHASES
from workbook.phases.absorb import Support
from workbook.questions import Answers
from workbook.screen import bundle, styles
from workbook.support import support_panel
from workbook.words import _, set_language


class StartPage:
    """The first notebook, open. On paper it is a list of the cases."""

    def __init__(self, mode: Literal["form", "print"], day_given: date | None) -> None:
        self.mode = mode
        self._day_given = day_given

    def _today(self) -> date:
        """The day given, else the clock's: a page may stay open over night."""
        return self._day_given or date.today()

    def head(self) -> None:
        """Show what stands at the top: on screen the support panel (R2), on paper the title."""
        from IPython.display import display

        display({"text/html": styles(), "text/plain": ""}, raw=True)
        if self.mode == "form":
            display(bundle(support_panel(self._own(), self._today())), raw=True)
        else:
            display(bundle(Cover(title=str(_("Your cases")), compact=True)), raw=True)

    def desk(self) -> None:
        """Show the cases, and everything one can do with them."""
        from IPython.display import display

        if self.mode == "form":
            from workbook.start.desk import Desk

            display(Desk(self._today))
            return
        header = (str(_("Case")), str(_("Role")), str(_("Company")), *(str(phase.title) for phase in PHASES))
        with opened() as journal:
            rows = tuple(_row(case, journal.answers(case)) for case in journal.cases())
        display(bundle(Table(header=header, rows=rows, alt=str(_("Your cases")))), raw=True)

    def _own(self) -> Answers:
        """Return the answers of the case that names the person's own support; the newest such case."""
        with opened() as journal:
            all_answers = [journal.answers(case) for case in journal.cases()]
        named = [answers for answers in all_answers if answers.read(Support).person]
        return (named or all_answers or [Answers()])[-1]


def _row(case: str, answers: Answers) -> tuple[str, ...]:
    facts = answers.read(Case)
    progress = (f"{phase.settled(answers)}/{len(phase.sections)}" for phase in PHASES)
    return (case, facts.role or "", facts.company or "", *progress)


def open_start(
    *, case: str = "", mode: str = "form", language: str = "en", audience: str = "private", today: str = ""
) -> StartPage:
    """Open the first page. It is about no one *case* and for no other *audience*: the two are there for all alike.

    *today* is an ISO date; empty means the clock. ``ValueError`` where a parameter is none of its words.
    """
    if mode not in ("form", "print"):
        raise ValueError("mode is one of ['form', 'print']")
    set_language(language)
    return StartPage(mode, date.fromisoformat(today) if today else None)  # type: ignore[arg-type]
