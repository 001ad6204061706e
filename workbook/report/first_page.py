"""The cover and the first page: what stays and what comes (R1)."""

from __future__ import annotations

from typing import Final

from workbook.actions import chosen, quoted
from workbook.blocks import Block, Bullets, Change, Cover, Facts, Opener, Paragraph
from workbook.case import STAGES
from workbook.phases import relaunch
from workbook.plan import Action
from workbook.report.seen import Seen
from workbook.words import _, day, labelled, listed

_LONG_STEP: Final = 110
"""Characters of a step from which on the first page says it without what it quotes."""
_SUBTITLE: Final = _("What I take from one refusal, and what I do next")
_SUBTITLE_SILENCE: Final = _("What I take from an application without an answer, and what I do next")
_LEAD: Final = _("One decision about one role. Here is what stays and what comes.")
_LEAD_SILENCE: Final = _("One application that nobody answered. Here is what stays and what comes.")


def cover(report: Seen) -> list[Block]:
    """Name, role, company, date, and what this is and is not (R1)."""
    case = report.case
    facts = [
        (_("Role"), case.role),
        (_("Company"), case.company),
        (_("How far"), str(STAGES[case.stage]) if case.stage else None),
        (_("Answer of"), day(case.notice_date) if case.notice_date else None),
        (_("Plan from"), day(report.plan.start)),
    ]
    return [
        Cover(
            title=report.title,
            subtitle=str(_SUBTITLE_SILENCE if case.channel == "silence" else _SUBTITLE),
            name=case.candidate or "",
            facts=tuple((str(label), value) for label, value in facts if value),
            note=str(
                _(
                    "This plan comes from a workbook for self-help. It is not advice from a doctor, a therapist or a"
                    " lawyer. Whoever holds it decides what in it is useful."
                )
            ),
        )
    ]


def at_a_glance(report: Seen) -> list[Block]:
    """The first page: strengths with their facts, what to work on, and the next step."""
    blocks: list[Block] = []
    strengths = report.findings.strengths
    if strengths:
        items = tuple(labelled(finding.title, quoted(finding.evidence, 160)) for finding in strengths)
        blocks.append(Bullets(label=str(_("What went well")), items=items))
    rows = []
    growth = chosen(report.answers, report.findings)
    if growth:
        rows.append((_("What I work on"), listed(quoted(finding.title, 160) for finding in growth)))
    upcoming = [one for one in report.plan.actions if one.track not in ("setback", "care") and not one.done]
    if upcoming:
        step = upcoming[0]
        rows.append((_("Next step"), labelled(day(step.day, "weekday"), _said(step))))
    if rows:
        blocks.append(Facts(rows=tuple((str(label), value) for label, value in rows)))
    blocks += _confidence(report)
    if not blocks:
        return []
    lead = _LEAD_SILENCE if report.case.channel == "silence" else _LEAD
    return [Opener(title=str(_("At a glance")), lead=str(lead)), *blocks]


def _said(step: Action) -> str:
    """The step as the plan says it; without what it quotes, where that makes it long."""
    return step.brief if step.brief and len(step.act) > _LONG_STEP else step.act


def _confidence(report: Seen) -> list[Block]:
    """How sure the person is of finding a good role, then and now (S5)."""
    given = report.answers.read(relaunch.Confidence)
    if given.at_start is None:
        return []
    if given.has_fallen:
        # A fall gets a kind sentence, not a chart (R4).
        text = _(
            "Finding a good role feels less sure than it did at first, and that happens on a long road. The plan can be"
            " made smaller, and a talk with someone I trust may do more than any step in it."
        )
        return [Paragraph(text=str(text))]
    return [
        Change(
            label=str(_("How sure I am of finding a good role")),
            before=given.at_start,
            after=given.now,
            before_label=str(_("on the day of the answer")),
            after_label=str(_("now")),
        )
    ]
