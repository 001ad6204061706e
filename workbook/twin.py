"""The printed twin of a form: its questions with the answers given, as blocks.

Derived from the same declaration as the form, so that a question asked is a question printed. Questions without an
answer are left out; a section without answers gives no blocks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from pydantic import BaseModel

from workbook.blocks import Block, Bullets, Card, Cards, Heading, QuestionAndAnswer
from workbook.questions import DONT_KNOW, Answers, Choice, Question, Rows, Scale, Section, questions_of
from workbook.words import _, day, labelled

Labels = Mapping[str, Mapping[str, str]]
"""Field -> option -> words, where the words of a choice depend on answers."""


def twin(section: type[Section], answers: Answers, labels: Labels | None = None) -> list[Block]:
    """Return the section as it is printed, without its empty questions."""
    given = answers.read(section)
    blocks = list(_fields(given, labels or {}))
    return [Heading(text=str(section.about.title)), *blocks] if blocks else []


def in_words(question: Question, value: Any) -> str:
    """Return an answer as a person reads it: the anchor beside a number, the words of a choice, a written date."""
    if value == DONT_KNOW:
        return str(_("I don't know"))
    if isinstance(question, Scale):
        anchor = question.anchors.get(value)
        if not question.anchors:
            return str(value)
        number = str(_("{number} of {high}").fill(number=value, high=question.high))
        return labelled(number, anchor) if anchor else number
    if isinstance(question, Choice):
        return str(question.options[value])
    if isinstance(value, date):
        return day(value)
    return str(value)


def _fields(given: BaseModel, labels: Labels) -> Iterator[Block]:
    for name, question in questions_of(type(given)).items():
        value = getattr(given, name)
        if value in (None, ()) or not question.asked:
            continue
        if isinstance(question, Rows):
            yield Cards(items=tuple(_card(row) for row in value))
        elif isinstance(value, tuple):
            words = tuple(in_words(question, item) for item in value)
            yield Bullets(label=str(question.wording), items=words, tags=True)
        else:
            answer = labels.get(name, {}).get(str(value)) or in_words(question, value)
            yield QuestionAndAnswer(question=str(question.wording), answer=answer)


def _card(row: BaseModel) -> Card:
    """A row as a card, its first answer as the title."""
    parts = [
        (str(question.wording), in_words(question, getattr(row, name)))
        for name, question in questions_of(type(row)).items()
        if getattr(row, name) not in (None, ())
    ]
    return Card(title=parts[0][1], parts=tuple(parts[1:]))
