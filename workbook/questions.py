"""A question, declared once.

A section is a Pydantic model; each field carries a :class:`Question` in its annotation. The form control, the
validation, the printed twin, the blank worksheet and the translation catalog derive from that declaration::

    class Intensity(Section):
        about = About("intensity", _("How strong is it right now?"), minutes=1)
        before: Annotated[int | None, Scale(_("…"), low=0, high=10)] = None

Every answer may be empty. A value that fails validation stays in the journal as typed; it only reads as empty here,
with a kind message beside it (:meth:`Answers.problems`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from types import MappingProxyType
from typing import Annotated, Any, ClassVar, Final, Literal, TypeVar, get_args, get_origin, get_type_hints

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler, ValidationError
from pydantic_core import CoreSchema, core_schema

from workbook.words import Text, _

__all__ = [
    "DONT_KNOW", "About", "Answers", "Choice", "Choices", "Day", "Line", "LongText", "Question", "Row", "Rows",
    "Scale", "Section", "Sensitivity", "Value", "When", "describe", "questions_of", "row_model",
]  # fmt: skip

Sensitivity = Literal["private", "shareable"]
Audience = Literal["private", "share", "counsellor"]
"""The person; whoever gets a shared file; whoever gets a bundle, which never holds a private answer (R12)."""
Value = str | int | bool | list[str] | None
"""What the journal keeps of one answer: a JSON value. ``None`` is "not answered"."""
Raw = Mapping[str, Mapping[str, Mapping[str, Value]]]
"""Section key -> row id ("" outside repeated groups) -> field name -> value."""

DONT_KNOW: Final = "dont_know"
STATUS: Final = "_status"
READY: Final = "_ready"
HELD: Final = "_held"
"""Set when the person opened a section before its time: "I'm ready now"."""
SHARED: Final = "_shared"
"""Whether the person lets others see a section, if they said so; kept for the next time (R6)."""
DROPPED: Final = "drop"
"""The option of a row that the person does not want."""
REMOVED: Final = "_removed"
LONGEST: Final = 200_000
"""Characters kept of one answer in the plan; a longer paste stays in the journal whole."""


@dataclass(frozen=True, kw_only=True)
class When:
    """Show a question only if another one of the same section was answered so."""

    field: str
    at_least: int | None = None
    any_of: tuple[str, ...] = ()


@dataclass(frozen=True)
class Question:
    """What is asked, in words; a subclass a kind of control."""

    kind: ClassVar[str]
    wrong: ClassVar[Text] = _("This could not be read. It is kept as you typed it.")

    wording: Text
    help: Text | None = field(default=None, kw_only=True)
    sensitivity: Sensitivity = field(default="shareable", kw_only=True)
    when: When | None = field(default=None, kw_only=True)
    sources: tuple[str, ...] = field(default=(), kw_only=True)
    asked: bool = field(default=True, kw_only=True)
    """Whether a person is asked; else the program fills it and no form or paper shows it."""

    def check(self, value: Any) -> Any:
        """Return *value* if it can be an answer, else raise ``ValueError``."""
        return value

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self._checked, handler(source))

    def _checked(self, value: Any) -> Any:
        return None if value is None or value == "" or value == [] else self.check(value)


@dataclass(frozen=True)
class Line(Question):
    """One line of text. ``entry`` is the HTML input type, so that a phone shows the right keys."""

    kind = "line"
    wrong = _("This is longer than the plan can hold. It is kept as you typed it.")
    entry: Literal["text", "email", "tel", "url", "time"] = field(default="text", kw_only=True)
    offer: str = field(default="", kw_only=True)
    """Where earlier answers to choose from come from: ``section/field``, or ``section/group/field``."""

    def check(self, value: Any) -> Any:
        if not isinstance(value, str) or len(value) > LONGEST:
            raise ValueError("line")
        return value.strip() or None


@dataclass(frozen=True)
class LongText(Line):
    """A text of several lines; ``lines`` is the height to begin with, on screen and on paper."""

    kind = "text"
    lines: int = field(default=3, kw_only=True)
    timer: int = field(default=0, kw_only=True)
    """Minutes of a writing time that can be started, paused and stopped (E5); 0 for none."""


@dataclass(frozen=True)
class Scale(Question):
    """A whole number from ``low`` to ``high``; ``anchors`` say in words what a number means (E7)."""

    kind = "scale"
    wrong = _("Please choose one of the numbers shown.")
    low: int = field(default=1, kw_only=True)
    high: int = field(default=5, kw_only=True)
    step: int = field(default=1, kw_only=True)
    anchors: Mapping[int, Text] = field(default_factory=dict, kw_only=True, hash=False)
    dont_know: bool = field(default=False, kw_only=True)

    @property
    def numbers(self) -> range:
        """The numbers that can be chosen."""
        return range(self.low, self.high + 1, self.step)

    def check(self, value: Any) -> Any:
        if value == DONT_KNOW and self.dont_know:
            return value
        if isinstance(value, bool) or not isinstance(value, int) or value not in self.numbers:
            raise ValueError("scale")
        return value


@dataclass(frozen=True)
class Choice(Question):
    """One of ``options`` (key -> words)."""

    kind = "choice"
    wrong = _("Please choose one of the answers shown.")
    options: Mapping[str, Text] = field(default_factory=dict, kw_only=True, hash=False)

    def check(self, value: Any) -> Any:
        if value not in self.options:
            raise ValueError("choice")
        return value


@dataclass(frozen=True)
class Choices(Choice):
    """Any number of ``options``; ``groups`` (title, keys) draw them under headings."""

    kind = "choices"
    groups: tuple[tuple[Text, tuple[str, ...]], ...] = field(default=(), kw_only=True)

    def check(self, value: Any) -> Any:
        if not isinstance(value, list | tuple) or any(item not in self.options for item in value):
            raise ValueError("choices")
        return tuple(key for key in self.options if key in value)


@dataclass(frozen=True)
class Day(Question):
    """A date."""

    kind = "date"
    wrong = _("Please give a date as year-month-day, for example 2026-11-24.")

    def check(self, value: Any) -> Any:
        return value if isinstance(value, date) else date.fromisoformat(value)


@dataclass(frozen=True)
class Rows(Question):
    """A group that repeats; its fields are those of the :class:`Row` in the annotation."""

    kind = "rows"
    add: Text = field(default=_("Add another"), kw_only=True)

    def _checked(self, value: Any) -> Any:
        return value


class Row(BaseModel):
    """One row of a repeated group; ``id`` is stable, so two open tabs do not overwrite each other."""

    model_config = ConfigDict(frozen=True, extra="ignore")
    id: str = ""


@dataclass(frozen=True, kw_only=True)
class About:
    """What a section is: its key in the journal, its title and the minutes it takes (R9).

    ``feelings`` stay out of what is shared unless the person adds them (R6).
    """

    key: str
    title: Text
    minutes: int
    lead: Text | None = None
    sources: tuple[str, ...] = ()
    feelings: bool = False


class Section(BaseModel):
    """A form. Subclasses set ``about`` and declare their questions."""

    model_config = ConfigDict(frozen=True, extra="ignore")
    about: ClassVar[About]

    def is_empty(self) -> bool:
        """Return whether nothing in this section was answered."""
        return all(value in (None, ()) for value in self.__dict__.values())


S = TypeVar("S", bound=Section)
M = TypeVar("M", bound=BaseModel)


@cache
def questions_of(model: type[BaseModel]) -> Mapping[str, Question]:
    """Return field name -> question of a section or a row, in the order they are asked."""
    found: dict[str, Question] = {}
    for name, info in model.model_fields.items():
        for extra in info.metadata:
            if isinstance(extra, Question):
                found[name] = extra
    return MappingProxyType(found)


@cache
def row_model(model: type[Section], name: str) -> type[Row]:
    """Return the row model of the repeated group *name* (annotation ``tuple[SomeRow, ...]``)."""
    hint = get_type_hints(model, include_extras=True)[name]
    if get_origin(hint) is Annotated:
        hint = get_args(hint)[0]
    row: type[Row] = get_args(hint)[0]
    return row


def describe(model: type[BaseModel]) -> dict[str, Any]:
    """Return the section (or row) as plain JSON in the current language, for the form and for paper."""
    about = getattr(model, "about", None)
    fields = []
    for name, question in questions_of(model).items():
        if not question.asked:
            continue
        entry: dict[str, Any] = {
            "name": name,
            "kind": question.kind,
            "label": str(question.wording),
            "help": str(question.help) if question.help else "",
            "private": question.sensitivity == "private" or bool(about and about.feelings),
        }
        if question.when:
            condition = question.when
            entry["when"] = {"field": condition.field, "at_least": condition.at_least, "any_of": list(condition.any_of)}
        if isinstance(question, LongText):
            entry |= {"lines": question.lines, "timer": question.timer}
        elif isinstance(question, Line):
            entry["entry"] = question.entry
        elif isinstance(question, Scale):
            entry |= {
                "low": question.low,
                "high": question.high,
                "step": question.step,
                "anchors": {str(number): str(words) for number, words in question.anchors.items()},
                "dont_know": str(_("I don't know")) if question.dont_know else "",
            }
        elif isinstance(question, Choice):
            entry["options"] = [{"key": key, "label": str(words)} for key, words in question.options.items()]
            if isinstance(question, Choices):
                entry["groups"] = [{"title": str(title), "keys": list(keys)} for title, keys in question.groups]
        elif isinstance(question, Rows) and issubclass(model, Section):
            entry |= {"add": str(question.add), "fields": describe(row_model(model, name))["fields"]}
        fields.append(entry)
    if about is None:
        return {"fields": fields}
    return {
        "key": about.key,
        "title": str(about.title),
        "minutes": about.minutes,
        "lead": str(about.lead) if about.lead else "",
        "fields": fields,
    }


@dataclass(frozen=True)
class Answers:
    """Everything one person answered about one case, as the journal holds it.

    Reading is by section: ``answers.read(Intensity).before``. What fails validation reads as empty.
    """

    raw: Raw = field(default_factory=dict)

    def read(self, model: type[S]) -> S:
        """Return the section with its valid answers."""
        section, _problems = self._parsed(model)
        return section

    def problems(self, model: type[Section]) -> dict[tuple[str, str], Text]:
        """Return (row id, field) -> a kind message, for each value that could not be read."""
        _section, problems = self._parsed(model)
        return problems

    def status(self, model: type[Section]) -> Literal["done", "skip"] | None:
        """Return what the person said of the section: done for now, skip, or nothing yet."""
        said = self.raw.get(model.about.key, {}).get("", {}).get(STATUS)
        return said if said in ("done", "skip") else None  # type: ignore[return-value]

    def is_ready(self, model: type[Section]) -> bool:
        """Return whether the person opened the section before its time."""
        return self.raw.get(model.about.key, {}).get("", {}).get(READY) is True

    def held(self, model: type[Section]) -> date | None:
        """Return the day that was noted when something made from the section was first taken away; no answer."""
        noted = self.raw.get(model.about.key, {}).get("", {}).get(HELD)
        return date.fromisoformat(noted) if isinstance(noted, str) else None

    def is_shared(self, model: type[Section]) -> bool:
        """Return whether others may see the section: what the person said, else all but feelings (R6)."""
        said = self.raw.get(model.about.key, {}).get("", {}).get(SHARED)
        return said if isinstance(said, bool) else not model.about.feelings

    def sharing(self, models: Iterable[type[Section]], goes: bool = True) -> Answers:
        """Return the same answers, as if the person let others see *models*, or not."""
        raw = dict(self.raw)
        for key in (model.about.key for model in models):
            rows = raw.get(key, {})
            raw[key] = {**rows, "": {**rows.get("", {}), SHARED: goes}}
        return Answers(raw)

    def for_audience(self, audience: Audience, models: tuple[type[Section], ...]) -> Answers:
        """Return only what *audience* may see: of each section that others may see, the shareable answers (R6).

        Feelings that the person added are seen whole with ``share``. A section that was left out reads as if it had
        been skipped; what the person took out or dropped in it does not come back for that.
        """
        if audience == "private":
            return self
        kept: dict[str, dict[str, dict[str, Value]]] = {}
        for model in models:
            rows = self.raw.get(model.about.key, {})
            if not self.is_shared(model):
                kept[model.about.key] = {row: {REMOVED: True} for row in rows if row and _is_out(rows[row])}
                kept[model.about.key][""] = {STATUS: "skip"}
                continue
            whole = audience == "share" and model.about.feelings
            allowed = {STATUS, READY, HELD, SHARED, *_shareable(model, whole=whole)}
            kept[model.about.key] = {
                # A row that was taken out stays out; what it said goes to nobody.
                row: {REMOVED: True}
                if fields.get(REMOVED)
                else {name: value for name, value in fields.items() if _path(row, name) in allowed}
                for row, fields in rows.items()
            }
        return Answers(kept)

    @cached_property
    def _cache(self) -> dict[type[Section], tuple[Section, dict[tuple[str, str], Text]]]:
        return {}

    def _parsed(self, model: type[S]) -> tuple[S, dict[tuple[str, str], Text]]:
        if model not in self._cache:
            self._cache[model] = self._parse(model)
        section, problems = self._cache[model]
        assert isinstance(section, model)
        return section, problems

    def _parse(self, model: type[S]) -> tuple[S, dict[tuple[str, str], Text]]:
        rows = self.raw.get(model.about.key, {})
        values: dict[str, Any] = dict(rows.get("", {}))
        problems: dict[tuple[str, str], Text] = {}
        for name, question in questions_of(model).items():
            if isinstance(question, Rows):
                values[name] = tuple(self._rows(row_model(model, name), name, rows, problems))
        section, wrong = _valid(model, values)
        return section, problems | {("", name): text for name, text in wrong.items()}

    def _rows(
        self,
        model: type[Row],
        group: str,
        rows: Mapping[str, Mapping[str, Value]],
        problems: dict[tuple[str, str], Text],
    ) -> Iterator[Row]:
        for key in sorted(rows):
            if not key.startswith(f"{group}/") or rows[key].get(REMOVED):
                continue
            row, wrong = _valid(model, {**rows[key], "id": key})
            problems.update({(key, name): text for name, text in wrong.items()})
            if any(value not in (None, ()) for name, value in row.__dict__.items() if name != "id"):
                yield row


def _path(row: str, name: str) -> str:
    """Return ``field``, or ``group/field`` inside a repeated group."""
    return name if not row or name.startswith("_") else f"{row.partition('/')[0]}/{name}"


def _is_out(fields: Mapping[str, Value]) -> bool:
    """Whether the person does not want a row."""
    return bool(fields.get(REMOVED)) or DROPPED in fields.values()


def _shareable(model: type[Section], *, whole: bool) -> Iterator[str]:
    """Yield the names of shareable fields, or of all; those of a group as ``group/field``."""
    for name, question in questions_of(model).items():
        if question.sensitivity == "private" and not whole:
            continue
        yield name
        if isinstance(question, Rows):
            for inner, inner_question in questions_of(row_model(model, name)).items():
                if inner_question.sensitivity == "shareable":
                    yield f"{name}/{inner}"


def _valid(model: type[M], values: Mapping[str, Any]) -> tuple[M, dict[str, Text]]:
    """Return the model from the values that can be read, and a kind message for each other one."""
    wrong: dict[str, Text] = {}
    left = dict(values)
    while True:
        try:
            return model.model_validate(left), wrong
        except ValidationError as error:
            # Every pass drops at least one field, so this ends.
            for name in {str(problem["loc"][0]) for problem in error.errors(include_input=False, include_url=False)}:
                wrong[name] = questions_of(model)[name].wrong
                left.pop(name, None)
