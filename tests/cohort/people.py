"""Twelve fictional people, each with a journal of their own, every question answered, and a word of its own in every
answer that must never come out in a cohort."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from workbook import bundle as room
from workbook import sharing
from workbook.bundle import Bundle
from workbook.case import Case
from workbook.journal import Change, Journal
from workbook.phases import SECTIONS
from workbook.phases.analyse import DIMENSIONS, Growth
from workbook.phases.relaunch import Confidence
from workbook.phases.respond import Sent
from workbook.questions import Choice, Choices, Day, Line, Question, Rows, Scale, Value, questions_of, row_model

MADE = datetime(2026, 11, 24, 10, tzinfo=UTC)


@dataclass(frozen=True)
class Person:
    """Name, how far it went, the five numbers (0: none), kinds of growth area, feedback, confidence before and now."""

    name: str
    stage: str
    scores: tuple[int, int, int, int, int]
    growth: tuple[str, ...]
    outcome: str | None
    sure: tuple[int | None, int | None]


PEOPLE = (
    Person("Amina Belkacem", "final", (4, 3, 2, 2, 3), ("technical",), "answered", (3, 6)),
    Person("Yacine Meziane", "technical", (3, 3, 3, 1, 2), ("technical", "interview"), "waiting", (4, 5)),
    Person("سارة بن علي", "interview", (5, 4, 3, 0, 4), ("soft",), None, (2, 5)),
    Person("Nadia Cherif", "interview", (4, 2, 2, 3, 1), ("soft", "interview"), "silence", (5, 5)),
    Person("محمد حداد", "technical", (3, 4, 0, 2, 3), ("technical",), "answered", (6, 7)),
    Person("Lina Ouali", "screening", (4, 3, 3, 0, 2), ("interview",), None, (3, 3)),
    Person("Karim Saadi", "test", (0, 0, 0, 2, 0), ("technical",), "waiting", (None, None)),
    Person("Sofia Rahmani", "interview", (5, 5, 4, 4, 4), (), "answered", (6, 8)),
    Person("إلياس بوزيد", "final", (4, 4, 3, 3, 5), ("soft",), "silence", (5, 4)),
    Person("Meriem Haddad", "interview", (2, 2, 1, 2, 1), ("interview", "technical"), "waiting", (1, 4)),
    Person("Rachid Amrani", "technical", (3, 3, 2, 3, 2), ("technical", "soft"), "answered", (4, 6)),
    Person("Inès Benali", "interview", (4, 3, 3, 0, 3), ("interview",), None, (3, 4)),
)


def canary(person: int, *place: str) -> str:
    """Return the word that stands in this person's answer at *place*, and nowhere else."""
    return f"Canari{person:02}{''.join(part.title().replace('_', '') for part in place)}"


def is_secret(question: Question) -> bool:
    """Whether an answer must not come out: it is private, or it is a text."""
    return question.sensitivity == "private" or isinstance(question, Line)


def changes(number: int, person: Person) -> Iterator[Change]:
    """Yield an answer to every question there is; in texts and private answers a word to look for."""
    own = dict(_own(person))
    for section in SECTIONS:
        key = section.about.key
        for name, question in questions_of(section).items():
            if isinstance(question, Rows):
                if section is Growth:
                    yield from _growth(number, person)
                    continue
                for field, inner in questions_of(row_model(section, name)).items():
                    value = _value(inner, canary(number, key, name, field))
                    yield Change(section=key, row=f"{name}/01", field=field, value=value)
            elif (key, name) in own:
                yield Change(section=key, field=name, value=own[key, name])
            else:
                yield Change(section=key, field=name, value=_value(question, canary(number, key, name)))


def _own(person: Person) -> Iterator[tuple[tuple[str, str], Value]]:
    yield (Case.about.key, "candidate"), person.name
    yield (Case.about.key, "stage"), person.stage
    for model, score in zip(DIMENSIONS, person.scores, strict=True):
        yield (model.about.key, "score"), score or "dont_know"
        # Nothing of the five sides becomes a growth area here: those are said for themselves.
        yield (model.about.key, "source"), "guess"
        yield (model.about.key, "indicators"), []
    yield (Sent.about.key, "outcome"), person.outcome
    yield (Sent.about.key, "sent_on"), "2026-11-02" if person.outcome else None
    yield (Sent.about.key, "answered_on"), None
    yield (Sent.about.key, "again_on"), None
    yield (Confidence.about.key, "at_start"), person.sure[0]
    yield (Confidence.about.key, "now"), person.sure[1]


def _growth(number: int, person: Person) -> Iterator[Change]:
    for kind in person.growth:
        row = f"growth/{kind}01"
        values: dict[str, Value] = {
            "name": canary(number, "growth", kind, "name"),
            "fact": canary(number, "growth", kind, "fact"),
            "kind": kind,
            "source": "observed",
            "when": "now",
        }
        for field, value in values.items():
            yield Change(section=Growth.about.key, row=row, field=field, value=value)


def _value(question: Question, text: str) -> Value:
    if isinstance(question, Scale):
        return question.numbers[len(question.numbers) // 2]
    if isinstance(question, Choices):
        return [next(iter(question.options))]
    if isinstance(question, Choice):
        return next(iter(question.options))
    if isinstance(question, Day):
        return date(2026, 11, 2).isoformat()
    return text


def write(book: Journal, number: int, person: Person) -> None:
    """Make the case of *person* in *book*."""
    book.create("case-1", now=1_700_000_000.0)
    # Feedback rows would count as feedback for everyone.
    told = [one for one in changes(number, person) if not (one.section == "feedback" and person.outcome != "answered")]
    # How sure one feels goes out only if one adds it.
    told.append(sharing.choice(Confidence.about.key, True))
    book.save("case-1", told, now=1_700_000_000.0)


def make_bundle(book: Journal, case: str, made_at: datetime, **wishes: bool) -> Bundle:
    """Return the bundle of *case*, as a person makes it: look at the contents, then hand them over."""
    return room.make_bundle(book, case, made_at, room.contents(book.answers(case), **wishes))


def bundles(folder: Path, **wishes: Any) -> list[Bundle]:
    """Return the bundle of each of the twelve, from a journal of their own in *folder*."""
    made = []
    for number, person in enumerate(PEOPLE):
        with Journal(folder / f"journal-{number}.sqlite3") as book:
            write(book, number, person)
            made.append(make_bundle(book, "case-1", MADE + timedelta(minutes=number), **wishes))
    return made


def hand_over(found: list[Bundle], folder: Path) -> Path:
    """Write *found* into *folder* as files and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    for bundle in found:
        (folder / bundle.name).write_bytes(bundle.to_json())
    return folder
