"""Answers -> findings: strengths, causes, growth areas. Pure.

A growth area needs a fact that the employer stated or the person observed; a guess alone never becomes one (E6), and an
unfair cause never does, nor a low number that rests on a question which was not fair to ask (R10). Each finding
carries its evidence verbatim, so that the plan can quote it (R15).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final, Literal

from workbook.case import Case
from workbook.findings.alike import alike
from workbook.findings.stock import says_nothing, speaks_unfairly
from workbook.phases.absorb import CAUSES, UNFAIR, Outside, Recall
from workbook.phases.analyse import DIMENSIONS, NOT_FAIR, Area, Dimension, Feedback, FeedbackLine, Growth, GrowthRow
from workbook.questions import REMOVED, Answers, Choices, questions_of
from workbook.words import listed

Source = Literal["stated", "observed", "guess"]

STRONG_SCORE: Final = 4
LOW_SCORE: Final = 3
DEFAULT_GAP: Final = 2
"""The gap of a growth area that has no score: as if scored 3 of 5."""
DEFAULT_WEIGHT: Final = 2
"""Importance, control and effort (1 to 3) where the person said nothing."""
DIMENSION_CONTROL: Final = 3
"""How one comes across in an interview is largely in one's own hands."""


@dataclass(frozen=True, kw_only=True)
class Finding:
    """Something that the analysis concluded.

    ``key`` says which answer it comes from and is stable (``technical``, ``feedback/<row>``). ``title`` is the name of
    the thing in the current language or in the person's words, ``evidence`` what was written, verbatim.
    ``gap`` (0 to 4), ``importance``, ``control`` and ``effort`` (1 to 3) rank growth areas; ``None`` where nothing is
    known about it.
    """

    kind: Literal["strength", "cause", "growth"]
    key: str
    title: str
    evidence: str = ""
    source: Source | None = None
    area: Area | None = None
    fair: bool = True
    intention: str = ""
    control_said: str = ""
    score: int | None = None
    when: Literal["now", "later"] | None = None
    gap: int = 0
    importance: int | None = None
    control: int = DEFAULT_WEIGHT
    effort: int | None = None

    @property
    def rank(self) -> Fraction:
        """Return gap x importance x control / effort: what matters most and costs least comes first."""
        return Fraction(self.gap * (self.importance or DEFAULT_WEIGHT) * self.control, self.effort or DEFAULT_WEIGHT)

    @property
    def row(self) -> str:
        """The row of the growth form in which the person decides about this finding."""
        return self.key if self.key.startswith("growth/") else f"growth/{self.key.replace('/', '-')}"


@dataclass(frozen=True)
class Findings:
    """All findings of a case; ``growth`` is ranked, best first."""

    strengths: tuple[Finding, ...] = ()
    causes: tuple[Finding, ...] = ()
    growth: tuple[Finding, ...] = ()


def findings(answers: Answers) -> Findings:
    """Return what *answers* show, with what the person decided about it."""
    dimensions = [(model, answers.read(model)) for model in DIMENSIONS]
    strengths = [_strength(model, given) for model, given in dimensions if _is_strength(model, given)]
    return Findings(tuple(strengths), tuple(_causes(answers)), tuple(_ranked(answers, suggested(answers))))


def suggested(answers: Answers) -> list[Finding]:
    """Return the growth areas that the answers suggest, before the person decided about them (E6, R10)."""
    return [
        *(
            _gap(model, given)
            for model in DIMENSIONS
            if _is_gap(given := answers.read(model)) and not rests_on_unfair(answers, given)
        ),
        *_from_feedback(answers),
    ]


def rests_on_unfair(answers: Answers, given: Dimension) -> bool:
    """Return whether a low number comes from something that was not fair to ask (R10): the person said so, or the fact
    speaks of what they marked as unfair elsewhere. Then it is set aside; it is named, and nothing is built on it.
    """
    if not (isinstance(given.score, int) and given.score <= LOW_SCORE):
        return False
    if NOT_FAIR in given.indicators:
        return True
    return bool(given.fact) and any(alike(given.fact or "", unfair) for unfair in _named_unfair(answers))


def _named_unfair(answers: Answers) -> list[str]:
    """Return what the person called unfair: questions of the interview, and causes."""
    marked = [row for row in answers.read(Recall).recall if row.went == "unfair"]
    asked = [text for row in marked for text in (row.question, f"{row.question or ''} {row.answer or ''}") if text]
    return asked + [row.detail for row in answers.read(Outside).causes if row.kind in UNFAIR and row.detail]


def _ranked(answers: Answers, found: list[Finding]) -> list[Finding]:
    """Put the person's decisions and additions to the suggestions, and rank them."""
    rows = {row.id: row for row in answers.read(Growth).growth}
    # A row that was taken away in the form is a "no", like "not for me".
    gone = {row for row, fields in answers.raw.get(Growth.about.key, {}).items() if fields.get(REMOVED)}
    growth = [_decided(finding, rows.pop(finding.row, None)) for finding in found if finding.row not in gone]
    growth += [_added(row) for row in rows.values() if row.name and row.fact]
    kept = [finding for finding, row in growth if row is None or (row.when != "drop" and row.source != "guess")]
    # Fixed tie-break: what they stated before what was observed, then the order of asking.
    order = {finding.key: place for place, finding in enumerate(kept)}
    turn = {"now": 0, None: 1, "later": 2}
    return sorted(kept, key=lambda one: (turn[one.when], -one.rank, one.source != "stated", order[one.key]))


def _decided(finding: Finding, row: GrowthRow | None) -> tuple[Finding, GrowthRow | None]:
    if row is None:
        return finding, None
    return replace(
        finding,
        title=row.name or finding.title,
        evidence=row.fact or finding.evidence,
        source=_source(row.source) or finding.source,
        area=_area(row.kind) or finding.area,
        when=_turn(row.when),
        importance=row.importance or finding.importance,
        control=row.control or finding.control,
        effort=row.effort or finding.effort,
    ), row


def _added(row: GrowthRow) -> tuple[Finding, GrowthRow | None]:
    return Finding(
        kind="growth",
        key=row.id,
        title=row.name or "",
        evidence=row.fact or "",
        source=_source(row.source) or "observed",
        area=_area(row.kind),
        when=_turn(row.when),
        gap=DEFAULT_GAP,
        importance=row.importance,
        control=row.control or DEFAULT_WEIGHT,
        effort=row.effort,
    ), row


def _turn(value: str | None) -> Literal["now", "later"] | None:
    return value if value in ("now", "later") else None  # type: ignore[return-value]


def _is_strength(model: type[Dimension], given: Dimension) -> bool:
    high = isinstance(given.score, int) and given.score >= STRONG_SCORE
    return high and bool(_shown(model, given)) and given.source != "guess"


def _shown(model: type[Dimension], given: Dimension) -> str:
    """Return what a high score rests on: the fact, else the signs that were ticked."""
    return given.fact or listed(_signs(model, given))


def _signs(model: type[Dimension], given: Dimension) -> list[str]:
    """Return the ticked signs of a dimension in words, without the one that calls it unfair."""
    question = questions_of(model)["indicators"]
    assert isinstance(question, Choices)
    return [str(question.options[key]) for key in given.indicators if key != NOT_FAIR]


def _strength(model: type[Dimension], given: Dimension) -> Finding:
    assert isinstance(given.score, int)
    return Finding(
        kind="strength",
        key=model.about.key,
        title=str(model.about.title),
        evidence=_shown(model, given),
        source=_source(given.source),
        area=model.area,
        score=given.score,
    )


def _is_gap(given: Dimension) -> bool:
    """A low score that rests on a fact. A fact without a source was written as something that happened."""
    low = isinstance(given.score, int) and given.score <= LOW_SCORE
    return low and bool(given.fact) and given.source != "guess"


def _gap(model: type[Dimension], given: Dimension) -> Finding:
    assert isinstance(given.score, int)
    return Finding(
        kind="growth",
        key=model.about.key,
        title=str(model.about.title),
        evidence=given.fact or "",
        source=_source(given.source) or "observed",
        area=model.area,
        score=given.score,
        gap=5 - given.score,
        importance=given.matters,
        control=DIMENSION_CONTROL,
        effort=model.effort,
    )


def _from_feedback(answers: Answers) -> list[Finding]:
    """Feedback becomes a growth area where the person made something of it (S3.2).

    It was said about this very decision, so it matters; what the person means to do about it is in their hands.
    """
    return [
        Finding(
            kind="growth",
            key=line.id,
            title=line.meaning or line.will_do or "",
            evidence=line.words or "",
            source="stated",
            area=_area(line.area),
            intention=line.will_do or "",
            gap=DEFAULT_GAP,
            importance=3,
            control=3 if line.will_do else DEFAULT_WEIGHT,
        )
        for line in answers.read(Feedback).feedback
        # What it may have meant is a guess (E6); only what the person means to do about it makes it an area.
        if line.words and line.will_do and not says_nothing(line.words) and not is_unfair(answers, line)
    ]


def is_unfair(answers: Answers, line: FeedbackLine) -> bool:
    """Return whether a remark was unfair: the person said so, or it speaks of what nobody may judge by (R10)."""
    if line.fair is not None:
        return line.fair == "no"
    told = f"{line.words or ''} {line.meaning or ''}"
    return speaks_unfairly(told) or any(alike(told, unfair) for unfair in _named_unfair(answers))


def _causes(answers: Answers) -> list[Finding]:
    """What may have decided: what the letter states first, then what the person put down (S1.3)."""
    case = answers.read(Case)
    found = []
    if case.reason and not _is_told_again(case.reason, answers):
        found.append(Finding(kind="cause", key="case/reason", title=case.reason, evidence=case.reason, source="stated"))
    rows = answers.read(Outside).causes
    if "role_cancelled" in case.letter_says and all(row.kind != "frozen" for row in rows):
        found.append(Finding(kind="cause", key="case/frozen", title=str(CAUSES["frozen"]), source="stated"))
    found += [
        Finding(
            kind="cause",
            key=row.id,
            title=row.detail or str(CAUSES[row.kind or "other"]),
            evidence=row.detail or "",
            source=_source(row.source),
            fair=row.kind not in UNFAIR,
            control_said=row.control or "",
        )
        for row in rows
        if row.detail or row.kind not in (None, "other")
    ]
    return found


def _is_told_again(reason: str, answers: Answers) -> bool:
    """Whether the reason of the letter stands among the feedback, whole or in part."""
    told = [_folded(line.words) for line in answers.read(Feedback).feedback if line.words]
    return any(words in _folded(reason) or _folded(reason) in words for words in told)


def _folded(text: str | None) -> str:
    return " ".join((text or "").casefold().split()).strip(" .")


def _source(value: str | None) -> Source | None:
    return value if value in ("stated", "observed", "guess") else None  # type: ignore[return-value]


def _area(value: str | None) -> Area | None:
    return value if value in ("technical", "soft", "interview") else None  # type: ignore[return-value]
