"""What the plan rests on, the support panel on paper, and the last words (E1, R2, S5)."""

from __future__ import annotations

from workbook.actions import quoted
from workbook.blocks import Block, Callout, Closing, Heading, Paragraph, Table
from workbook.case import Case
from workbook.phases.absorb import Reframe
from workbook.plan import MOTIVATION_PARTS, PARTS, SKILL_PARTS
from workbook.report.seen import Seen
from workbook.support import support_panel
from workbook.words import Text, _, listed


def rests_on(report: Seen) -> list[Block]:
    """Which of the six parts the plan holds, and a plain word where a side is missing (E1)."""
    the_plan = report.plan
    if not the_plan.parts:
        return []
    rows = tuple((str(PARTS[part]), listed(the_plan.parts.get(part, ())) or "–") for part in PARTS)
    missing = set(the_plan.missing)
    blocks: list[Block] = [
        Heading(text=str(_("What the plan rests on"))),
        Table(
            header=(str(_("Part")), str(_("In this plan"))),
            rows=rows,
            shares=(2, 5),
            alt=str(_("The six parts of a job search that works, and where this plan holds them.")),
        ),
    ]
    if missing >= set(SKILL_PARTS):
        text = _("The skill side is still empty: a story told again or a better CV line would fill it.")
        blocks.append(Paragraph(text=str(text), tone="small"))
    if missing >= set(MOTIVATION_PARTS):
        text = _("The motivation side is still empty: a goal for the week or one person to talk to would fill it.")
        blocks.append(Paragraph(text=str(text), tone="small"))
    # R8: a figure stands beside its source, and says what was measured.
    why = _(
        "Forty-seven studies of job-search support were compared. Programmes that trained skills and motivation"
        " together went with about 2.7 times the odds of finding work; those with one side alone did not help."
    )
    source = "Liu, Huang & Wang 2014, Psychological Bulletin 140"
    blocks.append(Callout(tone="why", title=str(_("Why both sides")), text=str(why), source=source))
    return blocks


def support(report: Seen) -> list[Block]:
    """The support panel on paper (R2, R13)."""
    return [support_panel(report.answers, report.today)]


def closing(report: Seen) -> list[Block]:
    """The last words, as possibility and not as promise (S5); they give the person's own words back."""
    case = report.case
    own = _in_their_words(report)
    paragraphs = [
        _last_words(case),
        *([own] if own else []),
        _(
            "There may be a place ahead that fits you better. What you learned here goes with you into every"
            " interview that follows."
        ),
    ]
    title = (
        _("{name}, the next step is yours").fill(name=case.candidate) if case.candidate else _("The next step is yours")
    )
    return [Closing(title=str(title), paragraphs=tuple(map(str, paragraphs)))]


def _in_their_words(report: Seen) -> Text | None:
    """Return one line of the person's own: what is true of them, else what they practised, else what went well."""
    given = report.answers.read(Reframe)
    # A bare "no" or "nothing" is not given back as what stays true.
    if given.worth and len(given.worth.split()) > 2:
        if report.case.channel == "silence":
            line = _("You wrote: “{words}” That was true before this application, and it is true after it.")
        else:
            line = _("You wrote: “{words}” That was true before this answer, and it is true after it.")
        return line.fill(words=_sentence(given.worth))
    if given.practised:
        return _("This much you take with you: “{words}”").fill(words=_sentence(given.practised))
    strengths = report.findings.strengths
    if strengths:
        shown = listed(quoted(finding.evidence, 120) for finding in strengths[:2])
        return _("This went well that day, and it is still yours: {what}.").fill(what=shown)
    return None


def _sentence(text: str) -> str:
    """The first of what was written, short enough for a last page, with its full stop."""
    line = quoted(text, 160)
    return line if line.endswith(("…", "!", "?", "؟")) else f"{line}."


def _last_words(case: Case) -> Text:
    if "role_cancelled" in case.letter_says:
        return _(
            "A role that is put on hold says nothing about you. It sends you another way, and that is all it does."
        )
    if case.channel == "silence":
        return _("No answer is no verdict. It rarely says that you cannot do the work; mostly it says how they work.")
    return _(
        "A refusal sends you another way. It rarely says that you cannot do the work; it says that somebody else was"
        " chosen, this once."
    )
