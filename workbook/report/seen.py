"""One case as an audience sees it: answers, findings, plan."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from workbook.blocks import Block, Opener
from workbook.case import Case
from workbook.findings import Findings, findings
from workbook.phases import PHASES, SECTIONS
from workbook.plan import Plan, plan, start_day
from workbook.questions import Answers, Audience, Choices, questions_of
from workbook.words import Text, _


@dataclass(frozen=True)
class Seen:
    """One case as it may be seen by *audience* on the day *today*.

    Everything is built from what the audience may see (``Answers.for_audience``): what is private cannot slip into a
    shared report, not even by way of the plan (R6).
    """

    everything: Answers
    audience: Audience
    today: date

    @cached_property
    def answers(self) -> Answers:
        """What this audience may see."""
        return self.everything.for_audience(self.audience, SECTIONS)

    @cached_property
    def case(self) -> Case:
        """The case."""
        return self.answers.read(Case)

    @cached_property
    def findings(self) -> Findings:
        """What the answers show."""
        return findings(self.answers)

    @cached_property
    def plan(self) -> Plan:
        """The 30 days."""
        return plan(self.answers, self.findings, start_day(self.answers, self.today))

    @property
    def title(self) -> str:
        """The title of the report."""
        return str(_("Recovery plan"))


Part = Callable[[Seen], list[Block]]
Parts = Mapping[str, Part]


def section(blocks: list[Block], phase: str, title: Text, *, lead: Text) -> list[Block]:
    """Put an opener before *blocks*, if there are any; it says which phase they belong to."""
    if not blocks:
        return []
    belongs = next(str(known.title) for known in PHASES if known.key == phase)
    return [Opener(title=str(title), when=belongs, lead=str(lead)), *blocks]


def words_of(model: type, name: str, keys: tuple[str, ...]) -> list[str]:
    """Return the words of the chosen options."""
    question = questions_of(model)[name]
    assert isinstance(question, Choices)
    return [str(question.options[key]) for key in keys]
