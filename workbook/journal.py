"""The answers on disk: one SQLite file per person.

One row per revision of a field; the newest wins, and the older ones are its history. Revisions of one field by one
writer (an open tab) within five minutes are one: a journal of keystroke pauses would keep every half-sentence that the
person took back. Two tabs never merge, so what the slower one typed stays in the history.

**Why journal_mode DELETE and synchronous FULL:** an answer that was acknowledged is on the disk, also after a power
cut, and also on the redirected network folders of offices, where WAL is not supported. The price is a fraction of a
millisecond.
"""

from __future__ import annotations

import json
import os
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from workbook.case import checked_id
from workbook.errors import (
    CaseExists,
    JournalCorrupt,
    JournalError,
    JournalFull,
    JournalLocked,
    JournalNewer,
    JournalReadOnly,
    UnknownCase,
)
from workbook.questions import Answers, Value

ENV: Final = "WORKBOOK_JOURNAL"
MERGE_SECONDS: Final = 300.0
BUSY_SECONDS: Final = 15.0

MIGRATIONS: Final[tuple[str, ...]] = (
    """
    CREATE TABLE person_case (id TEXT PRIMARY KEY, created_at REAL NOT NULL);
    CREATE TABLE revision (
        id INTEGER PRIMARY KEY,
        case_id TEXT NOT NULL REFERENCES person_case (id) ON DELETE CASCADE,
        section TEXT NOT NULL, row TEXT NOT NULL, field TEXT NOT NULL,
        value TEXT NOT NULL,
        writer TEXT NOT NULL,
        started_at REAL NOT NULL, saved_at REAL NOT NULL,
        restores INTEGER
    );
    CREATE INDEX newest ON revision (case_id, section, row, field, saved_at, id);
    """,
)
"""The schema, a step a version; ``PRAGMA user_version`` says how many were taken."""


@dataclass(frozen=True, kw_only=True)
class Change:
    """One answer to be saved. ``edited_at`` (seconds since 1970) is when the person typed it."""

    section: str
    field: str
    value: Value
    row: str = ""
    edited_at: float | None = None


@dataclass(frozen=True)
class Revision:
    """One state that an answer was in; the newest comes first in a history."""

    id: int
    value: Value
    saved_at: float
    restores: int | None


@dataclass(frozen=True)
class StoredRevision:
    """One revision with all that the journal knows of it; ``restores`` is a place in the list it comes from."""

    section: str
    row: str
    field: str
    value: Value
    writer: str
    started_at: float
    saved_at: float
    restores: int | None


def default_path() -> Path:
    """Return where this person's journal is: ``WORKBOOK_JOURNAL`` if set, else the user's data folder."""
    named = os.environ.get(ENV)
    if named:
        return Path(named)
    from platformdirs import user_data_path

    return user_data_path("recovery-workbook", appauthor=False) / "journal.sqlite3"


class Journal:
    """The journal at *path*, made on first use (folder 0700, file 0600).

    Raises a ``JournalError`` where the file is locked, read-only, damaged, or newer than the program.
    """

    def __init__(self, path: Path | None = None, migrations: Sequence[str] = MIGRATIONS) -> None:
        self.path = path or default_path()
        self._migrations = migrations
        with self._kindly():
            if not self.path.exists():
                self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                os.close(os.open(self.path, os.O_CREAT | os.O_RDWR, 0o600))
            self._db = sqlite3.connect(self.path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
        try:
            with self._kindly():
                self._set_up()
        except BaseException:
            self._db.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exc: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    # Cases

    def cases(self) -> list[str]:
        """Return the ids of all cases, oldest first."""
        with self._kindly():
            return [case for (case,) in self._db.execute("SELECT id FROM person_case ORDER BY created_at, rowid")]

    def create(self, case: str, *, now: float | None = None) -> None:
        """Make the empty case *case*; ``BadCaseId`` or ``CaseExists`` where it can't be."""
        checked_id(case)
        with self._kindly(), self._transaction():
            if self._has(case):
                raise CaseExists(case=case)
            self._db.execute("INSERT INTO person_case VALUES (?, ?)", (case, _clock(now)))

    def created_at(self, case: str) -> float:
        """Return when the case was made, in seconds since 1970."""
        with self._kindly():
            found = self._db.execute("SELECT created_at FROM person_case WHERE id = ?", (case,)).fetchone()
        if found is None:
            raise UnknownCase(case=case)
        moment: float = found[0]
        return moment

    def delete(self, case: str) -> None:
        """Delete the case with its answers and their history, so that the file no longer holds their bytes."""
        with self._kindly():
            with self._transaction():
                self._need(case)
                self._db.execute("DELETE FROM person_case WHERE id = ?", (case,))
            self._db.execute("VACUUM")

    # Answers

    def save(self, case: str, changes: Sequence[Change], *, writer: str = "", now: float | None = None) -> None:
        """Save *changes* together, or none of them. When this returns, they are on the disk."""
        moment = _clock(now)
        with self._kindly(), self._transaction():
            self._need(case)
            for change in changes:
                self._save_one(case, change, writer, moment)

    def answers(self, case: str) -> Answers:
        """Return the newest answers of *case*."""
        raw: dict[str, dict[str, dict[str, Value]]] = {}
        with self._kindly():
            self._need(case)
            rows = self._db.execute(
                "SELECT section, row, field, value FROM revision WHERE case_id = ? ORDER BY saved_at, id", (case,)
            )
            for section, row, name, value in rows:
                raw.setdefault(section, {}).setdefault(row, {})[name] = _load(value)
        return Answers(raw)

    def saved_times(self, case: str, section: str) -> dict[tuple[str, str], float]:
        """Return (row, field) -> when its newest answer was typed, to compare with a draft."""
        with self._kindly():
            self._need(case)
            rows = self._db.execute(
                "SELECT row, field, max(saved_at) FROM revision WHERE case_id = ? AND section = ? GROUP BY row, field",
                (case, section),
            )
            return {(row, name): moment for row, name, moment in rows}

    def last_saved(self, case: str) -> float | None:
        """Return when anything in *case* was last typed; nothing where nothing was."""
        with self._kindly():
            self._need(case)
            found = self._db.execute("SELECT max(saved_at) FROM revision WHERE case_id = ?", (case,)).fetchone()
            moment: float | None = found[0]
            return moment

    def history(self, case: str, section: str, field: str, row: str = "") -> list[Revision]:
        """Return the states of one answer, newest first."""
        with self._kindly():
            self._need(case)
            rows = self._db.execute(
                "SELECT id, value, saved_at, restores FROM revision"
                " WHERE case_id = ? AND section = ? AND row = ? AND field = ? ORDER BY saved_at DESC, id DESC",
                (case, section, row, field),
            )
            return [Revision(number, _load(value), moment, restores) for number, value, moment, restores in rows]

    def undo(self, case: str, section: str, field: str, row: str = "", *, now: float | None = None) -> bool:
        """Bring back the answer that stood before the present one; again, the one before that.

        Nothing is removed: what is brought back becomes the newest revision. Returns whether there was one.
        """
        states = self.history(case, section, field, row)
        if not states or states[0].restores == 0:
            return False
        shown = states[0].restores or states[0].id
        older = [state for state in states if state.restores is None and state.id < shown]
        target = max(older, key=lambda state: state.id, default=None)
        moment = max(_clock(now), states[0].saved_at)
        with self._kindly(), self._transaction():
            value = _dump(target.value if target else None)
            self._insert(case, section, row, field, value, "undo", moment, target.id if target else 0)
        return True

    def forget(self, case: str, section: str, field: str, row: str = "") -> None:
        """Remove one answer and its whole history, so that the file no longer holds its bytes."""
        with self._kindly():
            with self._transaction():
                self._need(case)
                self._db.execute(
                    "DELETE FROM revision WHERE case_id = ? AND section = ? AND row = ? AND field = ?",
                    (case, section, row, field),
                )
            self._db.execute("VACUUM")

    # Whole cases

    def dump(self, case: str) -> list[StoredRevision]:
        """Return every revision of *case* in order, to be taken elsewhere."""
        with self._kindly():
            self._need(case)
            rows = self._db.execute(
                "SELECT id, section, row, field, value, writer, started_at, saved_at, restores FROM revision"
                " WHERE case_id = ? ORDER BY id",
                (case,),
            ).fetchall()
        # Row numbers differ from file to file: an undone state points to its place in this list, counted from 1.
        place = {0: 0, **{row[0]: number for number, row in enumerate(rows, start=1)}}
        return [
            StoredRevision(
                section, row, field, _load(value), writer, started, saved, None if back is None else place.get(back, 0)
            )
            for _id, section, row, field, value, writer, started, saved, back in rows
        ]

    def load(self, case: str, created_at: float, revisions: Sequence[StoredRevision]) -> None:
        """Make the case *case* from what :meth:`dump` gave, all of it or nothing."""
        checked_id(case)
        with self._kindly(), self._transaction():
            if self._has(case):
                raise CaseExists(case=case)
            self._db.execute("INSERT INTO person_case VALUES (?, ?)", (case, created_at))
            numbers = {0: 0}
            for place, one in enumerate(revisions, start=1):
                back = None if one.restores is None else numbers.get(one.restores, 0)
                numbers[place] = self._insert(
                    case, one.section, one.row, one.field, _dump(one.value), one.writer, one.saved_at, back,
                    started_at=one.started_at,
                )  # fmt: skip

    # Inside

    def _save_one(self, case: str, change: Change, writer: str, now: float) -> None:
        edited = min(change.edited_at or now, now + 1)
        value = _dump(change.value)
        newest = self._db.execute(
            "SELECT id, value, writer, started_at, saved_at, restores FROM revision"
            " WHERE case_id = ? AND section = ? AND row = ? AND field = ? ORDER BY saved_at DESC, id DESC LIMIT 1",
            (case, change.section, change.row, change.field),
        ).fetchone()
        if newest:
            number, before, by, started, saved, restores = newest
            if before == value:
                # Said again: an older draft that arrives later must not win over it.
                self._db.execute("UPDATE revision SET saved_at = ? WHERE id = ?", (max(saved, edited), number))
                return
            recent = 0 <= edited - started <= MERGE_SECONDS
            if by == writer and restores is None and recent and edited >= saved:
                self._db.execute("UPDATE revision SET value = ?, saved_at = ? WHERE id = ?", (value, edited, number))
                return
        self._insert(case, change.section, change.row, change.field, value, writer, edited, None)

    def _insert(
        self,
        case: str,
        section: str,
        row: str,
        field: str,
        value: str,
        writer: str,
        saved_at: float,
        restores: int | None,
        *,
        started_at: float | None = None,
    ) -> int:
        began = saved_at if started_at is None else started_at
        done = self._db.execute(
            "INSERT INTO revision (case_id, section, row, field, value, writer, started_at, saved_at, restores)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (case, section, row, field, value, writer, began, saved_at, restores),
        )
        assert done.lastrowid is not None
        return done.lastrowid

    def _has(self, case: str) -> bool:
        return self._db.execute("SELECT 1 FROM person_case WHERE id = ?", (case,)).fetchone() is not None

    def _need(self, case: str) -> None:
        if not self._has(case):
            raise UnknownCase(case=case)

    def _set_up(self) -> None:
        self._db.execute("PRAGMA foreign_keys = ON")
        self._db.execute("PRAGMA secure_delete = ON")
        self._db.execute("PRAGMA synchronous = FULL")
        if self._version() == len(self._migrations):
            return
        with self._transaction():
            # Read again inside the transaction: another window may have migrated meanwhile.
            version = self._version()
            if version > len(self._migrations):
                raise JournalNewer(path=self.path)
            for step in self._migrations[version:]:
                for statement in step.split(";"):
                    self._db.execute(statement)
            self._db.execute(f"PRAGMA user_version = {len(self._migrations)}")

    def _version(self) -> int:
        found: int = self._db.execute("PRAGMA user_version").fetchone()[0]
        return found

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._db.execute("COMMIT")
        except BaseException:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise

    @contextmanager
    def _kindly(self) -> Iterator[None]:
        """Turn what SQLite and the system say into words for the person."""
        try:
            yield
        except sqlite3.Error as error:
            raise _in_words(error)(path=self.path) from error
        except PermissionError as error:
            raise JournalReadOnly(path=self.path) from error
        except OSError as error:
            raise (JournalFull if _is_full(error) else JournalReadOnly)(path=self.path) from error


def _in_words(error: sqlite3.Error) -> type[JournalError]:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return JournalLocked
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        return JournalReadOnly
    # A write that the disk refuses comes as an I/O error on some systems.
    if code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR):
        return JournalFull
    return JournalCorrupt


def _is_full(error: OSError) -> bool:
    import errno

    return error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def _clock(now: float | None) -> float:
    return time.time() if now is None else now


def _dump(value: Value) -> str:
    """Return *value* as JSON. Half a character, as broken pastes hold, becomes the sign for "unreadable"."""
    if isinstance(value, str):
        value = _whole(value)
    elif isinstance(value, list):
        value = [_whole(item) for item in value]
    return json.dumps(value, ensure_ascii=False)


def _whole(text: str) -> str:
    """Join surrogate pairs and replace lone ones: neither SQLite nor a PDF can hold them."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _load(value: str) -> Value:
    loaded: Value = json.loads(value)
    return loaded


@contextmanager
def opened(path: Path | None = None) -> Iterator[Journal]:
    """Open the journal at *path* (the person's own if none) for the length of the block."""
    with closing(Journal(path)) as journal:
        yield journal
