"""Findings and answers -> what to do, without dates yet. Pure.

Each act quotes what this person said: a fact, a question, a role, a name; each says why, and from which answer it comes
(R15). What nobody said anything about is left out; only the step for the next setback is always there (E3).
"""

from __future__ import annotations

from datetime import date

from workbook.actions.draft import DAYS, ORIGINS, TRACKS, Draft, Track, quoted
from workbook.actions.going_on import care_steps, posting_steps, review_steps, setback_step, week_steps
from workbook.actions.growing import chosen, cv_steps, growth_steps, stands_for
from workbook.actions.learning import learning_steps
from workbook.actions.meeting import network_steps
from workbook.actions.responding import feedback_question, is_late, respond_steps
from workbook.findings import Findings
from workbook.questions import Answers

__all__ = [
    "DAYS",
    "ORIGINS",
    "TRACKS",
    "Draft",
    "Track",
    "chosen",
    "drafts",
    "feedback_question",
    "is_late",
    "quoted",
    "stands_for",
]


def drafts(answers: Answers, found: Findings, start: date) -> list[Draft]:
    """Return what to do for a plan that runs from *start*.

    What the person chose for each week comes first: where the hours are few, it keeps its place and the rest follows.
    """
    return [
        *respond_steps(answers, start),
        *week_steps(answers),
        *posting_steps(answers),
        *learning_steps(answers, found, start),
        *growth_steps(answers, found),
        *network_steps(answers, start),
        *cv_steps(answers),
        *care_steps(answers),
        setback_step(answers),
        *review_steps(answers, found),
    ]
