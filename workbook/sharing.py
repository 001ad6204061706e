"""What goes out in a shared report or file: shown to the person first, question by question (R6).

Part by part it can be left out, and feelings can be added; the choice is kept in the case as a note, no answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Final

from pydantic import BaseModel

from workbook.journal import Change
from workbook.phases import SECTIONS, section_named
from workbook.phases.respond import Message
from workbook.questions import SHARED, Answers, Audience, Line, LongText, Question, Rows, Scale, Section, questions_of
from workbook.reply import wordings_by_key
from workbook.report import PARTS_OF_REPORT, Report
from workbook.twin import Labels, in_words
from workbook.words import Text, _, day, labelled, listed

_QUOTED: Final = 40
_QUOTE_MARKS: Final = re.compile(r"[\"“”„‘’'«»]+")
_PART_END: Final = re.compile(r"[.!?؟…\n,،;؛:]+")
_SENTENCE_END: Final = re.compile(r"[.!?؟…\n]+")
_NOTHING: Final = _("None of your answers.")
_ENDS: Final = ("?", "؟", ":", ".", "!", "…")


@dataclass(frozen=True)
class Outgoing:
    """One answer that others will see: its section (key and title), the question, the answer in words."""

    key: str
    section: str
    question: str
    answer: str


@dataclass(frozen=True)
class Part:
    """A section that the person may leave out or add: what of it stands in the file, and whether it may."""

    key: str
    title: str
    rows: tuple[tuple[str, str], ...]
    goes: bool

    def to_json(self) -> dict[str, Any]:
        """Return it as plain data for the browser."""
        return asdict(self)


def going_out(answers: Answers, words: str | None = None, audience: Audience = "share") -> list[Outgoing]:
    """Return every answer that goes out in a shared file; what is private is not among them.

    *words* is the text of a file that holds less than all answers (:func:`words_of_plan`, a message): of those, the
    answers are returned whose words or numbers stand in it.
    """
    shared = answers.for_audience(audience, SECTIONS)
    sentences: dict[type[Section], Labels] = {Message: wordings_by_key(shared)}
    held = None if words is None else "\n".join(["", *map(_plain, words.splitlines()), ""])
    return [
        Outgoing(section.about.key, str(section.about.title), question, answer)
        for section in SECTIONS
        for question, answer, shown, beside in _answers(shared.read(section), sentences.get(section, {}))
        if held is None or (any(one in held for one in shown) and (not beside or any(one in held for one in beside)))
    ]


def parts(answers: Answers, told: Callable[[Answers], list[Outgoing]]) -> list[Part]:
    """Return the sections that the person may leave out of a file or add to it; *told* lists what goes out in it."""
    now, possible = told(answers), told(answers.sharing(SECTIONS))
    found = {one.key for one in (*now, *possible)}
    return [
        Part(
            section.about.key,
            str(section.about.title),
            tuple((one.question, one.answer) for one in now if one.key == section.about.key),
            answers.is_shared(section),
        )
        for section in SECTIONS
        if section.about.key in found
    ]


def choice(key: str, goes: bool) -> Change:
    """Return the note that others may see the section *key*, or not; ``LookupError`` where nobody ever may."""
    section = section_named(key)
    if not (section.about.feelings or any(one.sensitivity == "shareable" for one in questions_of(section).values())):
        raise LookupError(key)
    return Change(section=key, field=SHARED, value=goes)


def words_of_plan(answers: Answers, today: date) -> str:
    """Return all the text of the shared plan."""
    report = Report(answers, "share", today)
    return "\n".join(text for name in PARTS_OF_REPORT for block in report.part(name) for text in block.texts())


def in_lines(titled: Iterable[tuple[str, Iterable[tuple[str, str]]]]) -> list[str]:
    """Return questions with answers, each group under its title, as lines to be read in a terminal."""
    lines: list[str] = []
    for title, rows in titled:
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


def _answers(given: BaseModel, sentences: Labels) -> Iterator[tuple[str, str, list[str], list[str]]]:
    """Yield question, answer, the ways in which a file may show it, and those of its row's own words.

    What was chosen in a row ("they said so") stands elsewhere too; it goes out only where the row does.
    """
    for name, question in questions_of(type(given)).items():
        value = getattr(given, name)
        if isinstance(question, Rows):
            for row in value:
                yield from _of_row(row)
        elif value not in (None, ()):
            items = value if isinstance(value, tuple) else (value,)
            said = [sentences.get(name, {}).get(str(item)) or in_words(question, item) for item in items]
            shown = [way for item, words in zip(items, said, strict=True) for way in _ways(question, item, words)]
            yield str(question.wording), listed(said), shown, []


def _of_row(row: BaseModel) -> Iterator[tuple[str, str, list[str], list[str]]]:
    kinds = questions_of(type(row))
    written = {str(kind.wording) for kind in kinds.values() if isinstance(kind, Line | LongText)}
    told = list(_answers(row, {}))
    beside = [way for question, _answer, shown, _beside in told if question in written for way in shown]
    for question, answer, shown, _beside in told:
        yield question, answer, shown, beside


def _ways(question: Question, value: object, words: str) -> Iterator[str]:
    if isinstance(value, date):
        yield from (_plain(day(value, form)) for form in ("long", "weekday", "month_day", "short"))
    elif isinstance(question, Scale):
        anchor = question.anchors.get(value) if isinstance(value, int) else None
        if len(question.anchors) < len(question.numbers):
            # A number between written ends is drawn by itself; one without any stands in a sentence.
            yield f"\n{value}\n" if question.anchors else str(value)
        elif anchor:
            yield _plain(str(anchor))
    else:
        # Long ones are quoted in part: a sentence, the beginning of one, or a part between commas.
        parts = [part for part in _PART_END.split(words) if len(part.split()) > 2]
        for sentence in filter(None, map(str.strip, (*_SENTENCE_END.split(words), *parts))):
            yield _plain(sentence[:_QUOTED].rsplit(" ", 1)[0] if len(sentence) > _QUOTED else sentence)


def _plain(text: str) -> str:
    return " ".join(_QUOTE_MARKS.sub(" ", text).split()).rstrip(".").casefold()


def summary(offered: list[Part], kept: list[str], nothing: Text = _NOTHING) -> list[str]:
    """Return what goes out as lines: each part with its name, those left out, then what stays (:func:`staying`)."""
    lines = in_lines((_named(part), part.rows) for part in offered if part.rows) or [str(nothing)]
    if out := [_named(part) for part in offered if not part.goes]:
        lines.append(str(_("Left out, and could be added: {parts}").fill(parts=listed(out))))
    if kept:
        lines.append(str(_("What stays with you, in whole or in part: {sections}").fill(sections=listed(kept))))
    if offered:
        lines.append(
            str(_("To leave a part out: --leave-out NAME. To add one: --add NAME. The names stand in brackets."))
        )
    return lines


def _named(part: Part) -> str:
    return f"{part.title} [{part.key}]"
