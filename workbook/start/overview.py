"""What the first page says of each case: how far it is, when it was, where to go on."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from workbook.case import Case
from workbook.journal import Journal
from workbook.phases import PHASES, PLAN_NOTEBOOK, current_phase
from workbook.questions import Answers
from workbook.words import _


@dataclass(frozen=True, kw_only=True)
class Stage:
    """One phase of a case: its title, its page, and how many of its sections are settled."""

    title: str
    href: str
    settled: int
    all: int


@dataclass(frozen=True, kw_only=True)
class Card:
    """One case as the first page shows it. Days are ISO; ``touched`` is in seconds since 1970."""

    id: str
    role: str
    company: str
    notice: str
    begun: str
    touched: float
    coming: str
    stages: tuple[Stage, ...]
    plan: str
    go_on: str
    go_on_title: str
    untouched: bool

    def to_json(self) -> dict[str, Any]:
        """Return it as plain data for the browser."""
        return asdict(self)


def overview(journal: Journal, today: date) -> list[Card]:
    """Return every case of *journal*, the one worked on last first."""
    return sorted((_card(journal, case, today) for case in journal.cases()), key=lambda card: -card.touched)


def _card(journal: Journal, case: str, today: date) -> Card:
    answers = journal.answers(case)
    facts = answers.read(Case)
    created = journal.created_at(case)
    phase = current_phase(answers)
    return Card(
        id=case,
        role=facts.role or "",
        company=facts.company or "",
        notice=facts.notice_date.isoformat() if facts.notice_date else "",
        begun=date.fromtimestamp(created).isoformat(),
        touched=journal.last_saved(case) or created,
        coming=_coming(answers, today),
        stages=tuple(
            Stage(
                title=str(phase.title),
                href=page_of(case, phase.notebook),
                settled=phase.settled(answers),
                all=len(phase.sections),
            )
            for phase in PHASES
        ),
        plan=page_of(case, PLAN_NOTEBOOK),
        go_on=page_of(case, phase.notebook if phase else PLAN_NOTEBOOK),
        go_on_title=str(phase.title if phase else _("Your plan")),
        untouched=not any(phase.settled(answers) for phase in PHASES),
    )


def page_of(case: str, notebook: str) -> str:
    """Return the address of a page of *case*, as seen from the first page."""
    return f"{case}/{notebook}.ipynb"


def _coming(answers: Answers, today: date) -> str:
    """Return the next day of the plan; calm: one day, no count of days (R11)."""
    from workbook.report import Report

    days = [action.day for action in Report(answers, "private", today).plan.actions if action.day >= today]
    return min(days).isoformat() if days else ""
