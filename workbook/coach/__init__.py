"""What the workbook says beside an answer: a hint, a suggestion, an earlier answer to choose, a reason to wait.

Pure: answers in, words out; the form shows them. A hint is kind and concrete and never blocks anything (R4).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

from workbook.coach import absorbing, analysing, relaunching, responding
from workbook.coach.advice import Advice, Hint, Moment, Suggestion
from workbook.findings import findings
from workbook.phases import absorb, analyse, relaunch, respond, section_named
from workbook.questions import Answers, Line, Rows, Section, questions_of, row_model
from workbook.reply import wordings_by_key

__all__ = ["Advice", "Hint", "Moment", "Suggestion", "advise"]

_HINTS: Final[Mapping[type[Section], Callable[[Moment], Iterator[Hint]]]] = {
    absorb.Intensity: absorbing.intensity,
    absorb.Calm: absorbing.calm,
    absorb.After: absorbing.after,
    absorb.Outside: absorbing.outside,
    absorb.Thought: absorbing.thought,
    respond.Message: responding.message,
    respond.Sent: responding.sent,
    **{model: analysing.dimension(model) for model in analyse.DIMENSIONS},
    analyse.Stars: analysing.stars,
    analyse.Feedback: analysing.feedback,
    analyse.Growth: analysing.growth,
    analyse.Cv: analysing.cv,
    analyse.Posting: analysing.posting,
    relaunch.Week: relaunching.week,
    relaunch.Network: relaunching.network,
    relaunch.Learning: relaunching.learning,
    relaunch.Setback: relaunching.setback,
    relaunch.Confidence: relaunching.confidence,
    relaunch.Steps: relaunching.steps,
}
_SUGGESTIONS: Final[Mapping[type[Section], Callable[[Moment], Iterator[Suggestion]]]] = {
    analyse.Stars: analysing.earlier_stories,
    analyse.Feedback: analysing.stated_reason,
    analyse.Growth: analysing.suggestions,
    relaunch.Steps: relaunching.suggestions,
}


def advise(section: type[Section], moment: Moment) -> Advice:
    """Return what is said beside *section* at this *moment*."""
    return Advice(
        hints=tuple(_HINTS[section](moment)) if section in _HINTS else (),
        labels=wordings_by_key(moment.answers) if section is respond.Message else {},
        offers=dict(_offers(section, [moment.answers, *moment.others])),
        suggestions=tuple(_SUGGESTIONS[section](moment)) if section in _SUGGESTIONS else (),
        waits=str(_waits(section, moment) or ""),
    )


def _waits(section: type[Section], moment: Moment) -> object:
    """Weighing waits for a calmer moment (R9), taking the interview apart for the day after (E10)."""
    if section in (absorb.Outside, absorb.Thought) and not moment.answers.is_ready(section):
        return absorbing.waits(moment)
    if section in analyse.SECTIONS:
        return analysing.waits(section, moment)
    return None


def _offers(section: type[Section], cases: Sequence[Answers]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the earlier answers that a line can be chosen from, each once, this case's first; notes for a fact."""
    if issubclass(section, analyse.Dimension):
        yield "fact", analysing.noted(cases[0], section)
    for name, question in questions_of(section).items():
        if isinstance(question, Line) and question.offer:
            yield name, tuple(dict.fromkeys(_earlier(question.offer, cases)))
        elif isinstance(question, Rows):
            for inner, asked in questions_of(row_model(section, name)).items():
                if isinstance(asked, Line) and asked.offer:
                    yield f"{name}/{inner}", tuple(dict.fromkeys(_earlier(asked.offer, cases)))


def _earlier(path: str, cases: Sequence[Answers]) -> Iterable[str]:
    """Yield the answers at ``section/field`` or ``section/group/field``, or the names of what was found (``findings``).

    Several such places stand apart by a space.
    """
    for one, answers in ((one, answers) for one in path.split() for answers in cases):
        if one == "findings":
            yield from (finding.title for finding in findings(answers).growth)
            continue
        key, *groups, name = one.split("/")
        given = answers.read(section_named(key))
        for part in getattr(given, groups[0]) if groups else (given,):
            # A question that was not fair to ask is no story to practise (R10).
            if getattr(part, name) and getattr(part, "went", None) != "unfair":
                yield getattr(part, name)
