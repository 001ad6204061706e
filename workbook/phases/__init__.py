"""The four phases in order, and every section there is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from workbook.case import Case
from workbook.phases import absorb, analyse, relaunch, respond
from workbook.questions import Answers, Section
from workbook.words import Text, _


@dataclass(frozen=True)
class Phase:
    """A phase: its notebook, its place in time, and its sections.

    **Why no clock in ``when`` (R11):** most people in a workshop were refused weeks ago. Whoever was refused today or
    yesterday is told beside the message that tomorrow evening is early enough.
    """

    key: str
    number: int
    title: Text
    when: Text
    notebook: str
    sections: tuple[type[Section], ...]

    def settled(self, answers: Answers) -> int:
        """Return in how many sections the person said "done for now" or "skip"."""
        return sum(answers.status(section) is not None for section in self.sections)

    def is_done(self, answers: Answers) -> bool:
        """Return whether every section is settled."""
        return self.settled(answers) == len(self.sections)


PHASES: Final = (
    Phase("absorb", 1, _("Absorb"), _("first of all"), "1-absorb", absorb.SECTIONS),
    Phase("respond", 2, _("Respond"), _("soon after, if you like"), "2-respond", respond.SECTIONS),
    Phase("analyse", 3, _("Analyse"), _("once a day or more has passed"), "3-analyse", analyse.SECTIONS),
    Phase("relaunch", 4, _("Relaunch"), _("for the weeks to come"), "4-relaunch", relaunch.SECTIONS),
)
START_NOTEBOOK: Final = "0-start"
"""The one notebook that is about all cases."""
PLAN_NOTEBOOK: Final = "5-recovery-plan"
SECTIONS: Final[tuple[type[Section], ...]] = (Case, *(section for phase in PHASES for section in phase.sections))


def section_named(key: str) -> type[Section]:
    """Return the section with *key* (``KeyError`` when there is none)."""
    return {section.about.key: section for section in SECTIONS}[key]


def current_phase(answers: Answers) -> Phase | None:
    """Return the first phase that is not done; ``None`` when all are."""
    return next((phase for phase in PHASES if not phase.is_done(answers)), None)
