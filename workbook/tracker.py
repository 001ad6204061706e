"""Refused applications from anybody's tracker (a CSV file) -> cases of the person's journal, dated back.

Only what the table itself calls refused, or never answered, comes in. What the person noted for themselves (notes,
links) stays in the tracker: a case holds what the employer said (E6).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Final, Literal

from workbook.case import Case, next_id
from workbook.errors import ColumnNeeded
from workbook.journal import Journal, StoredRevision
from workbook.letter.companies import company_key
from workbook.letter.prose import key
from workbook.questions import Value
from workbook.tables import Field, Mapping, Row, Table, guess, overridden
from workbook.tables.rows import BadRow, check_width, past_day
from workbook.tables.values import Order, day_order, read_choice, read_day
from workbook.words import Text, _

FIELDS: Final = (
    Field("company", _("company")),
    Field("role", _("role")),
    Field("status", _("how it stands")),
    Field("applied", _("date of the application")),
    Field("interviewed", _("date of the last interview")),
    Field("answered", _("date of the answer")),
    Field("stage", _("how far it went")),
    Field("reason", _("the reason they gave")),
    Field("contact", _("who wrote or spoke to you")),
    Field("notes", _("notes")),
    Field("url", _("link")),
)
STAY_BEHIND: Final = ("notes", "url")
"""What is recognised and not brought in."""
_DATES: Final = ("applied", "interviewed", "answered")
_SAME_PERSON: Final = ("candidate", "country")
_LONGEST: Final = {"company": 160, "role": 160, "contact": 120, "reason": 4000}

Fate = Literal["new", "duplicate", "not refused", "problem"]

_NAMELESS: Final = _("Neither company nor role is there.")
_NO_STATUS: Final = _("The status is not one that is known as a refusal: “{given}”.")


@dataclass(frozen=True)
class Application:
    """One refused application: the facts for its case, and the day that it belongs to."""

    facts: dict[str, Value]
    applied: date | None = None
    answered: date | None = None

    @property
    def day(self) -> date | None:
        """The day of the answer, else the nearest one known before it."""
        interviewed = self.facts.get("interview_date")
        return self.answered or (date.fromisoformat(str(interviewed)) if interviewed else self.applied)

    @property
    def title(self) -> str:
        """The role and the company, for lists."""
        return " – ".join(str(self.facts[name]) for name in ("role", "company") if self.facts.get(name))


@dataclass(frozen=True)
class Read:
    """What became of one row: ``text`` says why it does not come in."""

    row: int
    fate: Fate
    application: Application | None = None
    text: Text | str | None = None
    status: str = ""


@dataclass(frozen=True)
class Tracker:
    """Everything that a tracker says."""

    mapping: Mapping
    orders: dict[str, Order]
    rows: tuple[Read, ...] = field(repr=False)

    def those(self, fate: Fate) -> list[Read]:
        """Return the rows with that fate, in their order."""
        return [one for one in self.rows if one.fate == fate]


def read_tracker(table: Table, given: Sequence[str], today: date, *, every: bool = False) -> Tracker:
    """Return what *table* says; *given* corrects the guessed columns (``name=Column``).

    *every* takes each row for a refusal. Raises a ``TableError`` where no column says how an application stands.
    """
    mapping = overridden(guess(table, "tracker", FIELDS), given)
    wanted = [FIELDS[0], FIELDS[1]] if not {"company", "role"} & set(mapping.places) else []
    if not every and "status" not in mapping.places and "answered" not in mapping.places:
        wanted.append(FIELDS[2])
    if wanted:
        raise ColumnNeeded(label=wanted[0].label, name=wanted[0].name, columns=", ".join(mapping.table.columns))
    orders: dict[str, Order] = {name: day_order(mapping.values(name)) for name in _DATES if name in mapping.places}
    reader = _Reader(mapping, orders, today, every)
    return Tracker(mapping, orders, tuple(map(reader.read, mapping.table.rows)))


def compared(tracker: Tracker, journal: Journal) -> Tracker:
    """Return *tracker* with what is in *journal* already, or twice in the table, marked as duplicates."""
    known: dict[tuple[str, str], list[Application]] = {}
    for case in journal.cases():
        there = _known(journal, case)
        known.setdefault(_names(there), []).append(there)
    rows = []
    for one in tracker.rows:
        if one.fate == "new" and one.application:
            found = one.application
            alike = known.setdefault(_names(found), [])
            if any(_may_be_same_day(found, other) for other in alike):
                one = replace(one, fate="duplicate")
            else:
                alike.append(found)
        rows.append(one)
    return replace(tracker, rows=tuple(rows))


def bring_in(tracker: Tracker, journal: Journal, now: float) -> list[str]:
    """Make a case of each new row, oldest first, dated back to its day; return the ids.

    Each case comes in whole or not at all, so after a crash the rest comes in with the next call. *now* (seconds since
    1970) is for rows without any date.
    """
    shared = _of_the_person(journal)
    made: list[str] = []
    taken = set(journal.cases())
    fresh = [one.application for one in tracker.those("new") if one.application]
    for application in sorted(fresh, key=lambda one: one.day or date.max):
        moment = _moment(application.day, now)
        facts = {**shared, **application.facts}
        revisions = [
            StoredRevision(Case.about.key, "", name, value, "", moment, moment, None) for name, value in facts.items()
        ]
        case = next_id(taken)
        taken.add(case)
        journal.load(case, moment, revisions)
        made.append(case)
    return made


@dataclass(frozen=True)
class _Reader:
    mapping: Mapping
    orders: dict[str, Order]
    today: date
    every: bool

    def read(self, row: Row) -> Read:
        status = self.mapping.cell(row, "status")
        try:
            check_width(row)
            kind = self._kind(row, status)
            if kind not in ("refused", "silence"):
                return Read(row.number, "not refused", text=_NO_STATUS.fill(given=status[:40]), status=status)
            return Read(row.number, "new", self._application(row, kind), status=status)
        except BadRow as bad:
            return Read(row.number, "problem", text=bad.reason, status=status)

    def _kind(self, row: Row, status: str) -> str | None:
        if self.every:
            return "silence" if read_choice(status, "status") == "silence" else "refused"
        if "status" in self.mapping.places:
            return read_choice(status, "status")
        # No column for it: a day of refusal says it.
        return "refused" if self.mapping.cell(row, "answered") else None

    def _application(self, row: Row, kind: str) -> Application:
        days = {name: self._day(row, name) for name in _DATES}
        stage = read_choice(self.mapping.cell(row, "stage"), "stage") or read_choice(
            self.mapping.cell(row, "status"), "stage"
        )
        facts: dict[str, Value] = {
            "company": self._text(row, "company"),
            "role": self._text(row, "role"),
            "stage": stage,
            "channel": "silence" if kind == "silence" else None,
            "interview_date": days["interviewed"].isoformat() if days["interviewed"] else None,
            "notice_date": days["answered"].isoformat() if days["answered"] else None,
            "contact": self._text(row, "contact"),
            "reason": self._text(row, "reason"),
        }
        if not facts["company"] and not facts["role"]:
            raise BadRow(_NAMELESS)
        return Application({name: value for name, value in facts.items() if value}, days["applied"], days["answered"])

    def _day(self, row: Row, name: str) -> date | None:
        given = self.mapping.cell(row, name)
        if not any(map(str.isdigit, given)):
            # "-", "n/a", "never": no day is meant.
            return None
        return past_day(given, self.orders.get(name, "dmy"), self.today)

    def _text(self, row: Row, name: str) -> str:
        given = self.mapping.cell(row, name)
        return (given if name == "reason" else " ".join(given.split()))[: _LONGEST[name]]


def _known(journal: Journal, case: str) -> Application:
    raw = journal.answers(case).raw.get(Case.about.key, {}).get("", {})
    answered = raw.get("notice_date")
    # A case that was brought in without a day of answer was dated back to the day of its application.
    begun = datetime.fromtimestamp(journal.created_at(case)).date()
    return Application(dict(raw), begun, read_day(str(answered)) if answered else None)


def _names(one: Application) -> tuple[str, str]:
    """Return what two spellings of one company and one role share."""
    return company_key(str(one.facts.get("company") or "")), key(str(one.facts.get("role") or ""))


def _may_be_same_day(one: Application, other: Application) -> bool:
    """Tell whether no day speaks against two being one application."""
    if one.answered and other.answered:
        return one.answered == other.answered
    return one.day is None or other.day is None or one.day == other.day or one.applied == other.applied


def _of_the_person(journal: Journal) -> dict[str, Value]:
    """Return what the latest case that says so knows of the person."""
    found: dict[str, Value] = {}
    for case in journal.cases():
        raw = journal.answers(case).raw.get(Case.about.key, {}).get("", {})
        found |= {name: raw[name] for name in _SAME_PERSON if raw.get(name)}
    return found


def _moment(day: date | None, now: float) -> float:
    """Return noon of *day*, but no time to come."""
    return min(now, datetime.combine(day, time(12)).timestamp()) if day else now


def left_out(rows: Iterable[Read]) -> dict[str, int]:
    """Return status -> number of rows that were not taken for a refusal, the most frequent first."""
    counts: dict[str, int] = {}
    for one in rows:
        if one.fate == "not refused":
            counts[one.status] = counts.get(one.status, 0) + 1
    return dict(sorted(counts.items(), key=lambda pair: -pair[1]))
