"""Beside the analysis: a fact for each score, whole stories, lines with results; and what the answers suggest."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from hashlib import blake2s
from typing import Final

from workbook.case import Case
from workbook.coach.advice import Hint, Moment, Suggestion
from workbook.findings import is_unfair, rests_on_unfair, suggested
from workbook.findings.stock import says_nothing
from workbook.phases.absorb import SOURCES, Recall
from workbook.phases.analyse import (
    DIMENSIONS,
    NOT_FAIR,
    SECTIONS,
    Behavioural,
    CommonQuestions,
    Cv,
    Dimension,
    Feedback,
    Growth,
    Posting,
    QuestionsAsked,
    Star,
    Stars,
    Technical,
)
from workbook.questions import Answers, Section, Value
from workbook.words import Text, _, listed, n_

SPOKEN_WORDS: Final = 260
"""About what is said in two minutes."""
LONG_LINE: Final = 30
_NUMBER: Final = re.compile(r"[0-9٠-٩]")
_WE: Final = re.compile(
    r"\b(we|our|us|nous|notre|nos|on (?:a|est|était|avait))\b|نحن|قمنا|لدينا|عملنا|نظمنا|أنجزنا|وزعنا|أعددنا|كنا",
    re.IGNORECASE,
)
_I: Final = re.compile(r"\b(i|me|je|moi)\b|\bj['’]|أنا|قمت|كتبت|عملت|نظمت|أعددت|توليت", re.IGNORECASE)
_DUTY: Final = re.compile(
    r"^\W*(responsible for|in charge of|duties|tasks?\b|knowledge of|experience (?:in|with)|participat\w+"
    r"|worked (?:in|on|as|with)|(?:was|were) part of|helped|daily|assist\w+ (?:in|with)"
    r"|responsable d|chargée? d|connaissances?|maîtrise|participation|gestion|suivi|traitement d|aide à|travail "
    r"|مسؤول|مكلف|معرفة|المشاركة|تسيير|متابعة|مساعدة|العمل)",
    re.IGNORECASE,
)


ASKED: Final = (CommonQuestions, Behavioural, Technical, QuestionsAsked)
"""The dimensions that the questions of the first day's notes speak of."""


def dimension(model: type[Dimension]) -> Callable[[Moment], Iterator[Hint]]:
    """Return the hints beside one of the five dimensions (E6, E7)."""

    def hints(moment: Moment) -> Iterator[Hint]:
        given = moment.answers.read(model)
        if rests_on_unfair(moment.answers, given):
            # R10: said, set aside, and left to the person.
            if NOT_FAIR in given.indicators:
                yield Hint(_("It is set aside. It was not fair, and nothing in your plan asks you to improve on it."))
            else:
                yield Hint(
                    _(
                        "This speaks of a question that you called unfair. The number is set aside, and nothing is"
                        " built on it. If something else made it low, write that here instead."
                    ),
                    "fact",
                )
            return
        if isinstance(given.score, int) and not given.fact:
            yield Hint(
                _("One thing that happened makes this number useful; without it, nothing is built on it."), "fact"
            )
        if given.source == "guess" and isinstance(given.score, int):
            yield Hint(_("A guess stays a guess: it is noted, and nothing is built on it."), "source")

    return hints


def noted(answers: Answers, model: type[Dimension]) -> tuple[str, ...]:
    """Return the notes of the first day that can be taken over as the fact, as long as there is none (E10, R10).

    A note that is the fact of one dimension is not offered for another.
    """
    facts = {answers.read(one).fact for one in DIMENSIONS}
    if model not in ASKED or answers.read(model).fact:
        return ()
    rows = [row for row in answers.read(Recall).recall if row.question and row.went != "unfair"]
    notes = (" – ".join(filter(None, (row.question, row.answer))) for row in rows)
    return tuple(dict.fromkeys(note for note in notes if note not in facts))


def waits(section: type[Section], moment: Moment) -> Text | None:
    """All of it waits until the day after, or until the person opens one part of it (E10)."""
    if not moment.is_first_day or any(map(moment.answers.is_ready, SECTIONS)):
        return None
    if section is SECTIONS[0]:
        return _("This is for tomorrow or later, when the day is behind you. Things look different by then.")
    return _("This opens together with the first part of the page.")


_PARTS: Final[tuple[tuple[str, Text], ...]] = (
    ("situation", _("Where was it, and what was going on?")),
    ("task", _("What was yours to do?")),
    ("action", _("What did you do, step by step?")),
    ("result", _("How did it end? This is what they wait for.")),
)


def stars(moment: Moment) -> Iterator[Hint]:
    """Check each story: a missing part, "we" without "I", no number or outcome, too long to tell (S3.1)."""
    for story in moment.answers.read(Stars).star:
        if any(getattr(story, name) for name, _text in _PARTS):
            yield from (Hint(text, name, story.id) for name, text in _PARTS if not getattr(story, name))
        action = story.action or ""
        if _WE.search(action) and not _I.search(action):
            yield Hint(_("This says “we”. What was your own part? Say “I” at least once."), "action", story.id)
        if story.result and not _NUMBER.search(story.result):
            yield Hint(
                _("Is there a number: how many, how fast, how much less? If not, who noticed?"), "result", story.id
            )
        if _spoken(story) > SPOKEN_WORDS:
            text = _("Told aloud, this takes more than two minutes. The situation can usually be shorter.")
            yield Hint(text, "situation", story.id)


def _spoken(story: Star) -> int:
    return sum(len((getattr(story, name) or "").split()) for name, _text in _PARTS)


def earlier_stories(moment: Moment) -> Iterator[Suggestion]:
    """Yield what was noted on the first day, and the stories of other cases, so that nothing is typed twice (E10)."""
    have = moment.rows(Stars)
    for told in moment.answers.read(Recall).recall:
        if told.question and told.answer and told.went != "unfair":
            row = f"star/{blake2s(told.id.encode(), digest_size=8).hexdigest()}"
            if row not in have:
                noted = {"question": told.question, "told": told.answer}
                yield Suggestion(row, noted, str(_("from your notes of the first day")))
    for answers in moment.others:
        for story in answers.read(Stars).star:
            values: dict[str, Value] = {name: getattr(story, name) for name in ("question", *(n for n, _t in _PARTS))}
            if not story.result or not story.action:
                continue
            row = f"star/{blake2s(repr(sorted(values.items())).encode(), digest_size=8).hexdigest()}"
            if row not in have:
                why = str(_("A story from an earlier application"))
                yield Suggestion(row, {name: value for name, value in values.items() if value}, why)


def stated_reason(moment: Moment) -> Iterator[Suggestion]:
    """Yield the reason that their letter gives, to be looked at like any other feedback (S3.2)."""
    case, rows = moment.answers.read(Case), moment.rows(Feedback)
    if case.reason and "feedback/letter" not in rows and not says_nothing(case.reason):
        yield Suggestion("feedback/letter", {"words": case.reason}, str(_("from their letter")))


def feedback(moment: Moment) -> Iterator[Hint]:
    """Recognise sentences that say nothing; lead from their words to an act (S3.2)."""
    for line in moment.answers.read(Feedback).feedback:
        if not line.words:
            continue
        if says_nothing(line.words):
            text = _(
                "This sentence stands in many refusals and says nothing about you. There is nothing in it to decode."
            )
            yield Hint(text, "words", line.id)
        elif is_unfair(moment.answers, line):
            text = _("If this was not fair, it is not yours to improve. Nothing in your plan will ask you to.")
            yield Hint(text, "fair", line.id)
        elif line.meaning and not line.will_do:
            yield Hint(_("What is one thing you would do with it? It goes into your plan."), "will_do", line.id)


def growth(moment: Moment) -> Iterator[Hint]:
    """Two or three at a time (S3.3)."""
    now = [row for row in moment.answers.read(Growth).growth if row.when == "now"]
    if len(now) > 3:
        text = n_(
            "You have chosen {count} for now. Three are a lot for a month; the others keep.",
            "You have chosen {count} for now. Three are a lot for a month; the others keep.",
            len(now),
        )
        yield Hint(text)
    for row in moment.answers.read(Growth).growth:
        if row.source == "guess":
            yield Hint(_("A guess stays a guess: it is noted, and nothing is built on it."), "source", row.id)
        elif row.name and not row.fact and row.when != "drop":
            text = _("What in this interview showed it? With one thing that happened, it finds its place in your plan.")
            yield Hint(text, "fact", row.id)


def suggestions(moment: Moment) -> Iterator[Suggestion]:
    """Yield each growth area that the answers suggest, with its reason; the person takes it over, or not (S3.3)."""
    decided = moment.rows(Growth)
    for finding in sorted(suggested(moment.answers), key=lambda one: -one.rank):
        if finding.row not in decided:
            values: dict[str, Value] = {
                "name": finding.title,
                "kind": finding.area,
                "fact": finding.evidence,
                "source": finding.source,
            }
            scored = _("{score} of 5 on that day").fill(score=finding.score) if finding.score is not None else ""
            why = listed(filter(None, (str(scored), str(SOURCES[finding.source]) if finding.source else "")))
            given = {name: value for name, value in values.items() if value}
            yield Suggestion(finding.row, given, why, declined={**given, "when": "drop"})


def cv(moment: Moment) -> Iterator[Hint]:
    """Check each line: a strong verb, a number, its length (S3.4)."""
    for line in moment.answers.read(Cv).lines:
        new = line.after
        if not new:
            continue
        if _DUTY.search(new):
            yield Hint(
                _("This still begins like a duty. Begin with what you did: built, led, cut, taught."), "after", line.id
            )
        if not _NUMBER.search(new):
            yield Hint(_("A number would carry this line: how many, how often, how much?"), "after", line.id)
        if len(new.split()) > LONG_LINE:
            yield Hint(_("A CV is read in seconds: up to {most} words.").fill(most=LONG_LINE), "after", line.id)


def posting(moment: Moment) -> Iterator[Hint]:
    """Turn each gap into something to do or to say (S3.4)."""
    for row in moment.answers.read(Posting).requirements:
        if row.match and not (row.evidence or row.story):
            text = _("Which line or story comes nearest? If there is none yet, one could be written above.")
            yield Hint(text, "evidence", row.id)
        if row.match == "no" and not row.gap:
            yield Hint(_("Something to learn, or to say openly: what would you bring instead?"), "gap", row.id)
