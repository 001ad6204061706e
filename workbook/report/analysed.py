"""The interview taken apart, and what comes of it: growth areas, stories, CV lines, the next posting (phase 3)."""

from __future__ import annotations

from typing import Final

from workbook.actions import chosen, quoted, stands_for
from workbook.blocks import (
    Block,
    Bullets,
    Callout,
    Card,
    Cards,
    Facts,
    Heading,
    Pair,
    Pairs,
    Paragraph,
    Quote,
    Score,
    Scores,
    Table,
)
from workbook.findings import Finding, rests_on_unfair
from workbook.phases import absorb, analyse
from workbook.questions import DONT_KNOW, Choice, questions_of
from workbook.report.seen import Seen, section
from workbook.words import Text, _, day, labelled, listed


def debrief(report: Seen) -> list[Block]:
    """The five dimensions with score, anchor, fact and source; feedback (S3.1, S3.2, E7)."""
    items, set_aside = [], False
    for model in analyse.DIMENSIONS:
        given = report.answers.read(model)
        if given.score is None and not given.fact:
            continue
        unfair = rests_on_unfair(report.answers, given)
        set_aside = set_aside or unfair
        items.append(
            Score(
                label=str(model.about.title),
                score=given.score if isinstance(given.score, int) and not unfair else None,
                anchor=str(_("Set aside: the question was not fair")) if unfair else _anchor(model, given.score),
                fact=given.fact or "",
                source=str(absorb.SOURCES[given.source]) if given.source else "",
            )
        )
    blocks: list[Block] = _recalled(report)
    if items:
        spoken = listed(labelled(item.label, item.anchor if item.score is None else item.score) for item in items)
        blocks.append(Scores(items=tuple(items), alt=str(_("Scores from 1 to 5. {scores}").fill(scores=spoken))))
        if set_aside:
            text = _(
                "Where only an unfair question made a number low, the number says nothing about you. It is not counted"
                " here, and no step of the plan comes from it."
            )
            blocks.append(Paragraph(text=str(text)))
        why = _(
            "Interviews are rough measures. Across studies, structured ones went with later work at about .42 on a"
            " scale that ends at 1, unstructured ones at .19. So a score here stands beside a fact, and a guess stays"
            " a guess. Each number has its words: with five of them, ratings came out better than with three."
        )
        source = "Sackett et al. 2022, Journal of Applied Psychology; ETS 2017"
        blocks.append(Callout(tone="why", title=str(_("Why facts")), text=str(why), source=source))
    blocks += _feedback(report)
    lead = _("What went well counts as much as what did not.")
    return section(blocks, "analyse", _("The interview, taken apart"), lead=lead)


def _recalled(report: Seen) -> list[Block]:
    """What was asked and how it went, as caught on the first day (E10); an unfair question stays with the person."""
    went = questions_of(absorb.Recalled)["went"]
    assert isinstance(went, Choice)
    rows = tuple(
        (row.question or "–", row.answer or "–", str(went.options[row.went]) if row.went else "–")
        for row in report.answers.read(absorb.Recall).recall
        if report.audience == "private" or row.went != "unfair"
    )
    if not rows:
        return []
    header = (str(_("They asked")), str(_("I said")), str(_("How it went")))
    return [Heading(text=str(_("What was asked"))), Table(header=header, rows=rows, shares=(4, 5, 2))]


def _anchor(model: type[analyse.Dimension], score: int | str | None) -> str:
    scale = questions_of(model)["score"]
    if score == DONT_KNOW:
        return str(_("I don't know, and that is an answer"))
    return str(scale.anchors[score]) if isinstance(score, int) else ""  # type: ignore[attr-defined]


def _feedback(report: Seen) -> list[Block]:
    """What they said, and what the person takes from it; what they do with it stands where they grow (S3.2)."""
    remarks = [line for line in report.answers.read(analyse.Feedback).feedback if line.words]
    if not remarks:
        return []
    grown = {finding.key for finding in report.findings.growth}
    blocks: list[Block] = [Heading(text=str(_("What they told me")))]
    for line in remarks:
        blocks.append(Quote(text=line.words or ""))
        done = "" if line.id in grown else line.will_do
        taken = [(_("What I take from it"), line.meaning), (_("What I do with it"), done)]
        rows = tuple((str(label), value) for label, value in taken if value)
        if rows:
            blocks.append(Facts(rows=rows))
    return blocks


_MATTERS: Final = {
    1: _("matters a little for the roles I want"),
    2: _("matters quite a bit for the roles I want"),
    3: _("matters very much for the roles I want"),
}
_TAKES: Final = {1: _("takes a few hours"), 2: _("takes a few weeks"), 3: _("takes months")}


def growth_areas(report: Seen) -> list[Block]:
    """Growth areas, ranked, each with what ranks it and the days of its steps (S3.3, E6).

    The fact stands in the debrief and is quoted in the step; here only what was not told before.
    """
    cards = []
    now = chosen(report.answers, report.findings)
    for finding in report.findings.growth:
        steps = [act for act in report.plan.actions if act.serves == finding.key]
        own = finding.key.startswith("growth/")
        twin = stands_for(finding, now)
        if twin is None:
            later = _("later; two or three things at a time are enough")
        elif twin.key == finding.key:
            later = _("when I choose")
        else:
            later = _("together with “{title}”").fill(title=quoted(twin.title))
        parts = [
            (_("What shows it"), finding.evidence if own else ""),
            (_("How I know"), str(absorb.SOURCES[finding.source]) if own and finding.source else ""),
            (_("Why it stands here"), listed(map(str, _reasons(finding, report)))),
            (_("When"), listed(dict.fromkeys(day(step.day, "month_day") for step in steps)) or str(later)),
        ]
        cards.append(
            Card(
                title=finding.title,
                tag=str(analyse.AREAS[finding.area]).partition(":")[0].strip() if finding.area else "",
                parts=tuple((str(label), value) for label, value in parts if value),
            )
        )
    blocks: list[Block] = [Cards(items=tuple(cards))] if cards else []
    lead = _("Two or three at a time. First comes what matters most and costs least.")
    return section(blocks, "analyse", _("Where I grow"), lead=lead)


def _reasons(finding: Finding, report: Seen) -> list[Text]:
    """What ranks it, in words: what was said about it, not what is assumed where nothing was said (S3.3)."""
    rows = {row.id: row for row in report.answers.read(analyse.Growth).growth}
    effort = rows[finding.row].effort if finding.row in rows else None
    reasons = []
    if finding.score is not None:
        reasons.append(_("{score} of 5 on that day").fill(score=finding.score))
    if finding.key.startswith("feedback/"):
        reasons.append(_("they named it themselves"))
    elif finding.importance:
        reasons.append(_MATTERS[finding.importance])
    if effort:
        reasons.append(_TAKES[effort])
    return reasons


def star_bank(report: Seen) -> list[Block]:
    """The stories (S3.1)."""
    labels = (_("Situation"), _("Task"), _("Action"), _("Result"), _("As I told it that day"))
    cards = tuple(
        Card(
            title=story.question or str(_("A story of mine")),
            parts=tuple((str(label), value) for label, value in zip(labels, _told(story), strict=True) if value),
        )
        for story in report.answers.read(analyse.Stars).star
    )
    lead = _("Ready for the next interview.")
    return section([Cards(items=cards)] if cards else [], "analyse", _("My stories"), lead=lead)


def _told(story: analyse.Star) -> tuple[str | None, ...]:
    return story.situation, story.task, story.action, story.result, story.told


def cv(report: Seen) -> list[Block]:
    """CV lines before and after (S3.4)."""
    pairs = tuple(
        Pair(before=line.before or "", after=line.after or _made_of(line) or str(_("not written yet")))
        for line in report.answers.read(analyse.Cv).lines
    )
    blocks: list[Block] = (
        [Pairs(items=pairs, before_label=str(_("As it was")), after_label=str(_("As a result")))] if pairs else []
    )
    return section(blocks, "analyse", _("My CV, line by line"), lead=_("Results in place of duties."))


def _made_of(line: analyse.CvLine) -> str:
    """The parts of a line that is not written yet."""
    return listed(filter(None, (line.action, line.result, line.measure)))


_POINTS: Final = {
    "yes": _("You ask for {requirement}. {evidence}"),
    "partly": _("You ask for {requirement}. A part of it I bring: {evidence}"),
}


def posting(report: Seen) -> list[Block]:
    """The next posting against what can be shown, and the points for the letter (S3.4)."""
    given = report.answers.read(analyse.Posting)
    match = questions_of(analyse.Requirement)["match"]
    assert isinstance(match, Choice)
    rows = tuple(
        (row.text or "–", str(match.options[row.match]) if row.match else "–", *_shown_by(row))
        for row in given.requirements
    )
    if not rows:
        return []
    header = (str(_("They ask for")), str(_("Can I show it?")), str(_("In my CV")), str(_("In a story")))
    blocks: list[Block] = [Table(header=header, rows=rows, shares=(4, 2, 4, 4))]
    points = tuple(
        str(_POINTS[row.match].fill(requirement=quoted(row.text, 200), evidence=row.evidence or _told_in(row)))
        for row in given.requirements
        if row.match in _POINTS and (row.evidence or row.story) and row.text
    )
    if points:
        blocks.append(Bullets(label=str(_("Points for the letter")), items=points))
    gaps = tuple(labelled(quoted(row.text or "–", 200), row.gap) for row in given.requirements if row.gap)
    if gaps:
        blocks.append(Bullets(label=str(_("What is still missing, and what I do or say about it")), items=gaps))
    lead = _("What I can show goes into the letter.")
    title = _("The next posting: {role}").fill(role=given.role) if given.role else _("The next posting")
    return section(blocks, "analyse", title, lead=lead)


def _told_in(row: analyse.Requirement) -> Text:
    return _("I can tell of it: {story}").fill(story=quoted(row.story or "", 160))


def _shown_by(row: analyse.Requirement) -> tuple[str, str]:
    return row.evidence or "–", quoted(row.story, 160) if row.story else "–"
