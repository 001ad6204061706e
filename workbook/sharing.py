"""What goes out in a shared report or file: shown to the person first, question by question (R6)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final

from pydantic import BaseModel

from workbook.phases import SECTIONS
from workbook.phases.respond import Message
from workbook.questions import Answers, Question, Rows, Scale, Section, questions_of
from workbook.reply import wordings_by_key
from workbook.report import PARTS_OF_REPORT, Report
from workbook.twin import Labels, in_words
from workbook.words import _, day, labelled, listed

_QUOTED: Final = 40
_QUOTE_MARKS: Final = re.compile(r"[\"“”„‘’'«»]+")
_PART_END: Final = re.compile(r"[.!?؟…\n,،;؛:]+")
_SENTENCE_END: Final = re.compile(r"[.!?؟…\n]+")
_ENDS: Final = ("?", "؟", ":", ".", "!", "…")


@dataclass(frozen=True)
class Outgoing:
    """One answer that others will see: the section's title, the question, the answer in words."""

    section: str
    question: str
    answer: str


def going_out(answers: Answers, words: str | None = None) -> list[Outgoing]:
    """Return every answer that goes out in a shared file; what is private is not among them.

    *words* is the text of a file that holds less than all answers (:func:`words_of_plan`, a message): of those, the
    answers are returned whose words or numbers stand in it.
    """
    shared = answers.for_audience("share", SECTIONS)
    sentences: dict[type[Section], Labels] = {Message: wordings_by_key(shared)}
    held = None if words is None else _plain(words)
    return [
        Outgoing(str(section.about.title), question, answer)
        for section in SECTIONS
        for question, answer, shown in _answers(shared.read(section), sentences.get(section, {}))
        if held is None or any(one in held for one in shown)
    ]


def words_of_plan(answers: Answers, today: date) -> str:
    """Return all the text of the shared plan."""
    report = Report(answers, "share", today)
    return "\n".join(text for name in PARTS_OF_REPORT for block in report.part(name) for text in block.texts())


def in_parts(outgoing: list[Outgoing]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return *outgoing* by section: its title, then questions with answers."""
    return [
        (section, [(one.question, one.answer) for one in ones])
        for section, ones in groupby(outgoing, key=lambda one: one.section)
    ]


def in_lines(parts: list[tuple[str, list[tuple[str, str]]]]) -> list[str]:
    """Return *parts* as lines to be read in a terminal."""
    lines: list[str] = []
    for title, rows in parts:
        lines.append(title)
        for question, answer in rows:
            told = " ".join(answer.split())
            lines.append(f"  {question} {told}" if question.endswith(_ENDS) else f"  {labelled(question, told)}")
    return lines


def staying(answers: Answers) -> list[str]:
    """Return the titles of sections with answers that stay with the person, in whole or in part."""
    shared = answers.for_audience("share", SECTIONS)
    return [
        str(section.about.title)
        for section in SECTIONS
        if len(list(_answers(answers.read(section), {}))) > len(list(_answers(shared.read(section), {})))
    ]


def _answers(given: BaseModel, sentences: Labels) -> Iterator[tuple[str, str, list[str]]]:
    """Yield question, answer, and the ways in which a file may show it."""
    for name, question in questions_of(type(given)).items():
        value = getattr(given, name)
        if isinstance(question, Rows):
            for row in value:
                yield from _answers(row, {})
        elif value not in (None, ()):
            items = value if isinstance(value, tuple) else (value,)
            said = [sentences.get(name, {}).get(str(item)) or in_words(question, item) for item in items]
            shown = [way for item, words in zip(items, said, strict=True) for way in _ways(question, item, words)]
            yield str(question.wording), listed(said), [_plain(way) for way in shown]


def _ways(question: Question, value: object, words: str) -> Iterator[str]:
    if isinstance(value, date):
        yield from (day(value, form) for form in ("long", "weekday", "month_day", "short"))
    elif isinstance(question, Scale):
        anchor = question.anchors.get(value) if isinstance(value, int) else None
        yield str(anchor or value)
    else:
        # Long ones are quoted in part: a sentence, the beginning of one, or a part between commas.
        parts = [part for part in _PART_END.split(words) if len(part.split()) > 2]
        for sentence in filter(None, map(str.strip, (*_SENTENCE_END.split(words), *parts))):
            yield sentence[:_QUOTED].rsplit(" ", 1)[0] if len(sentence) > _QUOTED else sentence


def _plain(text: str) -> str:
    return " ".join(_QUOTE_MARKS.sub(" ", text).split()).rstrip(".").casefold()


def summary(answers: Answers, words: str | None = None) -> list[str]:
    """Return the list of what goes out (*words* as for :func:`going_out`) as lines, then what stays."""
    lines = in_lines(in_parts(going_out(answers, words))) or [str(_("None of your answers."))]
    kept = staying(answers)
    if kept:
        lines.append(str(_("What stays with you, in whole or in part: {sections}").fill(sections=listed(kept))))
    return lines
