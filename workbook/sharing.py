"""What goes out in a shared report or file: shown to the person first, question by question (R6)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from pydantic import BaseModel

from workbook.phases import SECTIONS
from workbook.questions import Answers, Rows, Section, questions_of, row_model
from workbook.twin import in_words
from workbook.words import _, listed


@dataclass(frozen=True)
class Outgoing:
    """One answer that others will see: the section's title, the question, the answer in words."""

    section: str
    question: str
    answer: str


def going_out(answers: Answers) -> list[Outgoing]:
    """Return every answer of a shared report; what is private is not among them."""
    shared = answers.for_audience("share", SECTIONS)
    return [
        Outgoing(str(section.about.title), question, answer)
        for section in SECTIONS
        for question, answer in _answers(shared.read(section))
    ]


def in_parts(outgoing: list[Outgoing]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return *outgoing* by section: its title, then questions with answers."""
    return [
        (section, [(one.question, one.answer) for one in ones])
        for section, ones in groupby(outgoing, key=lambda one: one.section)
    ]


def staying(answers: Answers) -> list[str]:
    """Return the titles of sections with answers that stay with the person, in whole or in part."""
    shared = answers.for_audience("share", SECTIONS)
    return [
        str(section.about.title)
        for section in SECTIONS
        if len(list(_answers(answers.read(section)))) > len(list(_answers(shared.read(section))))
    ]


def _answers(given: Section) -> Iterator[tuple[str, str]]:
    for name, question in questions_of(type(given)).items():
        value = getattr(given, name)
        if isinstance(question, Rows):
            for row in value:
                yield from _fields(row, row_model(type(given), name))
        elif value not in (None, ()):
            items = value if isinstance(value, tuple) else (value,)
            yield str(question.wording), listed(in_words(question, item) for item in items)


def _fields(row: BaseModel, model: type[BaseModel]) -> Iterator[tuple[str, str]]:
    for name, question in questions_of(model).items():
        value = getattr(row, name)
        if value not in (None, ()):
            yield str(question.wording), in_words(question, value)


def summary(answers: Answers, most: int = 70) -> list[str]:
    """Return the list of what goes out as lines, answers cut to *most* characters, then what stays."""
    lines: list[str] = []
    for section, rows in in_parts(going_out(answers)):
        lines.append(section)
        for question, answer in rows:
            text = " ".join(answer.split())
            lines.append(f"  {question} {text if len(text) <= most else text[:most].rstrip() + ' …'}")
    kept = staying(answers)
    if kept:
        lines.append(str(_("What stays with you, in whole or in part: {sections}").fill(sections=listed(kept))))
    return lines
