"""The blank worksheet: the same questions on paper, for workshops without laptops.

Generated from the same declarations as the forms, so what is asked on screen is asked on paper.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from pydantic import BaseModel

from workbook.blocks import Block, Cover, Heading, Opener, Paragraph, QuestionAndAnswer, Ticks
from workbook.case import Case
from workbook.phases import PHASES, Phase, absorb, analyse, relaunch
from workbook.phases.respond import REGISTERS, Message
from workbook.phases.rows import Named
from workbook.questions import (
    Answers,
    Choice,
    Choices,
    LongText,
    Question,
    Rows,
    Scale,
    Section,
    When,
    questions_of,
    row_model,
)
from workbook.reply import wordings
from workbook.support import support_panel
from workbook.words import Text, _, labelled, listed, n_

ROWS_ON_PAPER: Final = 2
"""How often a group that repeats is printed."""
_LEFT_OUT: Final[tuple[type[Section], ...]] = (relaunch.Steps,)
"""What only makes sense with a plan."""
_LEFT_OUT_QUESTIONS: Final = ((relaunch.Contact, "wording"), (relaunch.Contact, "own"))
"""What chooses between wordings that only the screen shows."""
_BEFORE: Final[Mapping[type[Section], Text]] = {
    absorb.Recall: _("This is a good place to stop for today. What follows can wait until tomorrow, or longer."),
    absorb.Outside: _("From here on it is for another day, when the first wave has passed."),
}
"""What the page says between its forms (R9)."""
_SHORT_HELP: Final = 40
_WORDED: Final[Mapping[str, tuple[Mapping[str, str], ...]]] = {
    "thanks": ({}, {"channel": "phone"}, {"channel": "silence"}),
    "regret": ({}, {"channel": "silence"}),
    "interest_words": ({"interest": "yes"}, {"interest": "no"}, {"interest": "no", "channel": "silence"}),
    "request": ({}, {"letter_says": "no_feedback"}),
    "close": ({},),
}
"""For each part of the message, the answers that it is worded for; the screen shows the wordings that fit."""


def worksheet(phase: Phase | None, today: date) -> list[Block]:
    """Return the blank worksheet of *phase*, or of all four."""
    blocks: list[Block] = [
        Cover(
            title=str(_("Worksheet")),
            subtitle=str(phase.title if phase else _("Four phases after a refusal")),
            note=str(
                _(
                    "Everything here can be skipped, and this sheet is yours alone. It is self-help, not advice from a"
                    " doctor, a therapist or a lawyer."
                )
            ),
            compact=True,
        )
    ]
    # Before the first question, as on every page of the screen, with room for one's own person (R2, R13).
    panel = support_panel(Answers(), today)
    own = str(_("My person: {line}  Number: {line}").fill(line="_" * 22))
    blocks.append(replace(panel, items=(own, *panel.items)))
    for part in (phase,) if phase else PHASES:
        blocks.append(Opener(title=str(part.title), number=str(part.number), when=str(part.when)))
        sections: tuple[type[Section], ...] = part.sections
        if Message in sections:
            # The first day asks for no facts; they are needed for the message.
            sections = (Case, *sections)
        for section in sections:
            if section in _BEFORE:
                blocks.append(Paragraph(text=str(_BEFORE[section])))
            if section not in _LEFT_OUT:
                blocks += _section(section)
    return blocks


def _section(section: type[Section]) -> Iterator[Block]:
    minutes = n_("About {minutes} minute", "About {minutes} minutes", section.about.minutes).fill(
        minutes=section.about.minutes
    )
    yield Heading(text=str(section.about.title))
    yield Paragraph(text=" ".join(map(str, filter(None, (_lead(section), f"({minutes})")))), tone="small")
    yield from _fields(section)


def _lead(section: type[Section]) -> Text | None:
    """What stands above the section; nothing where it speaks of what is seen on the screen alone."""
    return None if section in (analyse.Growth, absorb.Support) else section.about.lead


def _fields(model: type[BaseModel]) -> Iterator[Block]:
    for name, question in questions_of(model).items():
        if not question.asked or (model, name) in _LEFT_OUT_QUESTIONS:
            continue
        if isinstance(question, Rows) and issubclass(model, Section):
            row = row_model(model, name)
            assert issubclass(row, Named)
            for number in range(1, ROWS_ON_PAPER + 1):
                yield Heading(text=f"{row.one} {number}", level=3)
                yield from _fields(row)
        elif model is Message and name in _WORDED:
            assert isinstance(question, Choice)
            yield from _worded(name, question)
        else:
            yield _blank(question, _condition(question.when, model) if question.when else "")


def _worded(name: str, question: Choice) -> Iterator[Ticks]:
    """All wordings of one part of the message, a column for each register (S2.1)."""
    own = tuple(str(words) for key, words in question.options.items() if key == "own")
    for given in _WORDED[name]:
        groups = tuple(
            (str(title), wordings(_answered({**given, "tone": tone}))[name]) for tone, title in REGISTERS.items()
        )
        told = [str(_asked_of(field).options[key]) for field, key in given.items()]
        condition = str(_("If “{answer}”:").fill(answer=" + ".join(told))) if told else ""
        yield Ticks(question=f"{condition} {question.wording}".strip(), groups=groups, options=own)


def _answered(given: Mapping[str, str]) -> Answers:
    """Return the answers *given* to questions of the case and the message; the question to them stays open."""
    case = {name: [key] if name == "letter_says" else key for name, key in given.items() if name in questions_of(Case)}
    message = {name: key for name, key in given.items() if name not in case}
    open_question = {"question": "own", "question_own": "…"}
    return Answers({Case.about.key: {"": case}, Message.about.key: {"": {**open_question, **message}}})


def _asked_of(field: str) -> Choice:
    asked = {**questions_of(Case), **questions_of(Message)}[field]
    assert isinstance(asked, Choice)
    return asked


def _condition(when: When, model: type[BaseModel]) -> str:
    """Say on paper what the screen does by itself: which answer the next question belongs to."""
    asked = questions_of(model)[when.field]
    if when.at_least is not None:
        return str(_("If it is {number} or more:").fill(number=when.at_least))
    assert isinstance(asked, Choice)
    words = [str(asked.options[key]) for key in when.any_of]
    if len(words) == len(asked.options):
        return ""
    return str(_("If “{answer}”:").fill(answer=" / ".join(words)))


def _blank(question: Question, condition: str = "") -> Block:
    wording = f"{condition} {question.wording}".strip()
    if isinstance(question, Scale):
        written = len(question.anchors) == len(question.numbers)
        options = [f"{n}  {question.anchors[n]}" if written else str(n) for n in question.numbers]
        if not written and question.anchors:
            ends = listed(labelled(number, words) for number, words in question.anchors.items())
            wording = f"{wording} ({ends})"
        if question.dont_know:
            options.append(str(_("I don't know")))
        return Ticks(question=wording, options=tuple(options), across=not written)
    if isinstance(question, Choice):
        options = [str(words) for words in question.options.values()]
        if isinstance(question, Choices) and question.groups:
            groups = tuple(
                (str(title), tuple(str(question.options[key]) for key in keys)) for title, keys in question.groups
            )
            return Ticks(question=wording, groups=groups)
        return Ticks(question=wording, options=tuple(options))
    if question.help and len(str(question.help)) <= _SHORT_HELP:
        wording = f"{wording} ({question.help})"
    return QuestionAndAnswer(question=wording, lines=question.lines + 1 if isinstance(question, LongText) else 1)
