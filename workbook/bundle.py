"""A bundle: the one file that a person hands to a counsellor, after seeing what is in it (R6, R12).

::

    {"format": "recovery-workbook bundle", "version": 1, "person": "3f…", "case": "a0…",
     "made_at": "2026-11-24T10:00:00Z", "figures": {...}, "answers": {...}, "sha256": "…"}

``figures`` are numbers and ticks alone, and all that a cohort is made from: there is no place in it that a text or a
name could stand in. ``answers`` are the shareable answers in words; a person can leave them out, all or some sections.
Name, company, role and dates stay out unless the person wants to be recognised. ``person`` and ``case`` are drawn by
lot, so that a second bundle takes the place of the first; they say nothing about anyone.

The checksum finds what was damaged on the way. It is no signature: whoever can write a bundle can write its sum.
"""

from __future__ import annotations

import hashlib
import json
import re
import secrets
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from workbook import sharing
from workbook.case import STAGES, Case
from workbook.casefile import FORMAT as CASE_FORMAT
from workbook.casefile import LARGEST
from workbook.errors import BundleChanged, BundleOtherVersion, BundlePrivate, BundleUnreadable
from workbook.findings import findings
from workbook.journal import Change, Journal
from workbook.phases import SECTIONS
from workbook.phases.analyse import AREAS, DIMENSIONS, Feedback
from workbook.phases.relaunch import Confidence
from workbook.phases.respond import Sent
from workbook.questions import Answers, Raw, Row, Rows, Section, Value, questions_of
from workbook.sharing import Outgoing, Part, going_out
from workbook.words import _, listed

FORMAT: Final = "recovery-workbook bundle"
VERSION: Final = 1
_PLACE: Final = "_bundle"
"""Where the journal keeps the two numbers drawn by lot: they go with the case when it is moved or deleted."""
_ROW: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]*/[A-Za-z0-9_-]{1,64}")
_WITHOUT_NAME: Final = ("stage", "channel", "country", "letter_says")
"""What is said of the case when the person does not want to be recognised."""

Lot = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
Number = Annotated[int, Field(strict=True, ge=0, le=10)]


class Figures(BaseModel):
    """One person in numbers and ticks. ``scores``: key of a dimension -> 1 to 5; ``growth``: kinds of growth area."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    stage: Literal["screening", "test", "interview", "technical", "final"] | None = None
    scores: dict[
        Literal["first_impression", "common_questions", "behavioural", "technical", "questions_asked"],
        Annotated[int, Field(strict=True, ge=1, le=5)],
    ] = Field(default_factory=dict)
    growth: tuple[Literal["technical", "soft", "interview"], ...] = ()
    asked: bool = False
    answered: bool = False
    at_start: Number | None = None
    now: Number | None = None


class Contents(BaseModel):
    """What a bundle says of a person; ``answers`` as a journal has them (section, row, field), empty if left out."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    figures: Figures
    answers: dict[str, dict[str, dict[str, Value]]] = Field(default_factory=dict)


class Bundle(Contents):
    """What the file holds."""

    format: Literal["recovery-workbook bundle"] = FORMAT
    version: Literal[1] = VERSION
    person: Lot
    case: Lot
    made_at: AwareDatetime

    @property
    def name(self) -> str:
        """A file name that says nothing, and is the same for the next bundle of this case."""
        return f"bundle-{self.case[:8]}.json"

    def to_json(self) -> bytes:
        """Return the file (UTF-8), with its checksum."""
        # What it is comes first, for whoever opens it in an editor.
        data = {"format": self.format, "version": self.version, **self.model_dump(mode="json")}
        return json.dumps({**data, "sha256": _checksum(data)}, ensure_ascii=False, indent=1).encode() + b"\n"


def contents(answers: Answers, *, named: bool = False, figures_only: bool = False) -> Contents:
    """Return what goes out of *answers*; if *named* with name and facts of the case, if *figures_only* no words."""
    shared = answers.for_audience("counsellor", SECTIONS)
    words = {} if figures_only else dict(_answers(shared, named=named))
    return Contents(figures=figures_of(shared), answers=words)


def make_bundle(journal: Journal, case: str, made_at: datetime, held: Contents) -> Bundle:
    """Return the bundle of *case* with the contents *held*, as the person saw them."""
    person, lot = _lots(journal, case)
    return Bundle(person=person, case=lot, made_at=made_at, figures=held.figures, answers=held.answers)


def figures_of(shared: Answers) -> Figures:
    """Return the numbers of one case, from its shareable answers alone."""
    sent, sure = shared.read(Sent), shared.read(Confidence)
    scores = {model.about.key: shared.read(model).score for model in DIMENSIONS}
    told = any(line.words for line in shared.read(Feedback).feedback)
    kinds = {area.area for area in findings(shared).growth}
    return Figures.model_validate(
        {
            "stage": shared.read(Case).stage,
            "scores": {key: score for key, score in scores.items() if isinstance(score, int)},
            "growth": tuple(kind for kind in AREAS if kind in kinds),
            "asked": sent.sent_on is not None or sent.outcome is not None,
            "answered": sent.outcome == "answered" or told,
            "at_start": sure.at_start,
            "now": sure.now,
        }
    )


def parts(answers: Answers, *, named: bool = False, figures_only: bool = False) -> list[Part]:
    """Return the sections that can be left out of the bundle, or added: of numbers alone, those that they rest on."""
    if not figures_only:
        return sharing.parts(answers, lambda given: outgoing(contents(given, named=named)))
    return [
        Part(section.about.key, str(section.about.title), (), answers.is_shared(section))
        for section in SECTIONS
        if len({contents(answers.sharing([section], goes)).figures.model_dump_json() for goes in (True, False)}) > 1
    ]


def outgoing(held: Contents) -> list[Outgoing]:
    """Return every answer that goes out, read from what goes out (R6)."""
    return going_out(as_shared(held.answers), audience="counsellor")


def as_shared(told: Raw) -> Answers:
    """Return the answers of a bundle: what others may see was decided when it was made."""
    held = [section for section in SECTIONS if section.about.key in told]
    return Answers(told).sharing(SECTIONS, False).sharing(held)


def gives_away(held: Contents, answers: Answers) -> bool:
    """Return whether the person's name or the company stands in a text that goes out and should not tell them."""
    case = answers.read(Case)
    names = [name.casefold() for name in (case.candidate, case.company) if name]
    if held.answers.get(Case.about.key, {}).get("", {}).get("candidate"):
        return False
    return any(name in one.answer.casefold() for one in outgoing(held) for name in names)


def read_bundle(path: Path) -> Bundle:
    """Return the bundle in the file *path*.

    Raises ``BundleUnreadable`` (cut off, something else), ``BundleChanged`` (not as it was written),
    ``BundleOtherVersion``, or ``BundlePrivate`` where it holds what should have stayed with the person.
    """
    name = path.name
    try:
        if path.stat().st_size > LARGEST:
            raise BundleUnreadable(name=name)
        data = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError) as error:
        raise BundleUnreadable(name=name) from error
    if not isinstance(data, dict):
        raise BundleUnreadable(name=name)
    if data.get("format") == CASE_FORMAT:
        # A whole case, sent by mistake: its answers are not even looked at.
        raise BundlePrivate(name=name)
    if data.get("format") != FORMAT or not isinstance(data.get("version"), int):
        raise BundleUnreadable(name=name)
    if data["version"] != VERSION:
        raise BundleOtherVersion(name=name, version=data["version"], ours=VERSION)
    if data.pop("sha256", None) != _checksum(data):
        raise BundleChanged(name=name)
    try:
        bundle = Bundle.model_validate(data)
    except ValidationError as error:
        raise BundleUnreadable(name=name) from error
    if _holds_private(bundle):
        raise BundlePrivate(name=name)
    return bundle


def _checksum(data: dict[str, Any]) -> str:
    """Over what it says, not how it is laid out: an editor or a mail program may change the white space."""
    said = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


def _lots(journal: Journal, case: str) -> tuple[str, str]:
    """Return the numbers drawn for this person and this case; drawn now if this is the first bundle."""
    kept = {one: journal.answers(one).raw.get(_PLACE, {}).get("", {}) for one in journal.cases()}
    known = next((fields["person"] for fields in kept.values() if fields.get("person")), None)
    person = str(kept[case].get("person") or known or secrets.token_hex(16))
    lot = str(kept[case].get("case") or secrets.token_hex(16))
    journal.save(
        case,
        [Change(section=_PLACE, field="person", value=person), Change(section=_PLACE, field="case", value=lot)],
        writer=_PLACE,
    )
    return person, lot


def _answers(shared: Answers, *, named: bool) -> Iterator[tuple[str, dict[str, dict[str, Value]]]]:
    """Yield section -> row -> field -> value: what can be read, without rows that were taken away."""
    for model in SECTIONS:
        rows = dict(_rows(shared.read(model)))
        if model is Case and not named:
            rows = {"": {name: value for name, value in rows.get("", {}).items() if name in _WITHOUT_NAME}}
        rows = {row: fields for row, fields in rows.items() if fields}
        if rows:
            yield model.about.key, rows


def _rows(given: Section) -> Iterator[tuple[str, dict[str, Value]]]:
    questions = questions_of(type(given))
    yield "", _fields(given, [name for name, question in questions.items() if not isinstance(question, Rows)])
    for name, question in questions.items():
        if isinstance(question, Rows):
            for number, row in enumerate(getattr(given, name), start=1):
                assert isinstance(row, Row)
                key = row.id if _ROW.fullmatch(row.id) else f"{name}/{number:02}"
                yield key, _fields(row, list(questions_of(type(row))))


def _fields(given: BaseModel, names: list[str]) -> dict[str, Value]:
    data = given.model_dump(mode="json", include=set(names))
    return {name: data[name] for name in names if data[name] not in (None, [])}


def _holds_private(bundle: Bundle) -> bool:
    """Whether a bundle, though its sum is right, has an answer that is not shareable or is of no question."""
    allowed = as_shared(bundle.answers).for_audience("counsellor", SECTIONS).raw
    told = {key: {row: set(fields) for row, fields in rows.items()} for key, rows in bundle.answers.items()}
    return any(
        fields - {name for name in allowed.get(key, {}).get(row, {}) if not name.startswith("_")}
        for key, rows in told.items()
        for row, fields in rows.items()
    )


def figures_in_words(held: Contents) -> list[tuple[str, str]]:
    """Return the numbers and ticks with what they are called."""
    return [(str(label), str(value)) for label, value in _in_words(held.figures)]


def _in_words(figures: Figures) -> Iterator[tuple[object, object]]:
    nothing, yes, no = _("not said"), _("yes"), _("no")
    yield _("How far it went"), STAGES[figures.stage] if figures.stage else nothing
    for model in DIMENSIONS:
        yield model.about.title, figures.scores.get(model.about.key, nothing)  # type: ignore[call-overload]
    yield _("Kinds of growth area"), listed(str(AREAS[kind]) for kind in figures.growth) or nothing
    yield _("Asked for feedback"), yes if figures.asked else no
    yield _("Got feedback"), yes if figures.answered else no
    for label, value in ((_("How sure, at the start"), figures.at_start), (_("How sure, now"), figures.now)):
        yield label, nothing if value is None else value
