"""journal: what was acknowledged is there, what was forgotten is gone, and trouble comes in words."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import stat
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook import journal as room
from workbook.errors import (
    CaseExists,
    JournalCorrupt,
    JournalFull,
    JournalLocked,
    JournalNewer,
    JournalReadOnly,
    UnknownCase,
)
from workbook.journal import MIGRATIONS, Change, Journal, default_path

posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals and limits")


def say(value: object, *, field: str = "f", at: float | None = None) -> list[Change]:
    return [Change(section="s", field=field, value=value, edited_at=at)]  # type: ignore[arg-type]


@pytest.fixture
def book(journal: Journal) -> Journal:
    journal.create("case-1")
    return journal


def shown(book: Journal, field: str = "f") -> object:
    return book.answers("case-1").raw["s"][""][field]


def test_an_answer_is_there_after_opening_again(book: Journal) -> None:
    """The next process reads what this one saved, whatever its kind."""
    values = {"a": "text", "b": 3, "c": ["x", "y"], "d": None, "e": True, "g": "السلام 😀 \x00 \u202e"}
    book.save("case-1", [Change(section="s", field=name, value=value) for name, value in values.items()])  # type: ignore[arg-type]
    with Journal(book.path) as again:
        assert again.answers("case-1").raw["s"][""] == values


def test_half_a_character_becomes_the_sign_for_unreadable(book: Journal) -> None:
    """A broken paste is saved all the same; a pair of halves is one character."""
    book.save("case-1", say("a\ud800b \ud83d\ude00"))
    assert shown(book) == "a\ufffdb 😀"


def test_changes_are_saved_together_or_not_at_all(book: Journal) -> None:
    """The second change of a pair cannot be written as JSON, so the first is not kept either."""
    with pytest.raises(TypeError):
        book.save("case-1", [*say("first"), Change(section="s", field="g", value=object())])  # type: ignore[arg-type]
    assert book.answers("case-1").raw == {}


def test_keystrokes_of_five_minutes_are_one_revision(book: Journal) -> None:
    """No journal of half-sentences; a pause begins a new one."""
    for second in range(0, 600, 60):
        book.save("case-1", say(f"at {second}"), writer="tab", now=1000.0 + second)
    assert [state.value for state in book.history("case-1", "s", "f")] == ["at 540", "at 300"]


def test_two_tabs_do_not_merge(book: Journal) -> None:
    """What the slower one typed stays in the history."""
    book.save("case-1", say("one", at=1000.0), writer="a", now=1000.0)
    book.save("case-1", say("two", at=1001.0), writer="b", now=1001.0)
    assert [state.value for state in book.history("case-1", "s", "f")] == ["two", "one"]


def test_a_late_draft_does_not_overwrite_what_is_newer(book: Journal) -> None:
    """A tab that wakes up brings its text into the history."""
    book.save("case-1", say("newer", at=2000.0), writer="a", now=2000.0)
    book.save("case-1", say("older draft", at=1500.0), writer="b", now=2010.0)
    assert shown(book) == "newer"
    assert [state.value for state in book.history("case-1", "s", "f")] == ["newer", "older draft"]


def test_a_clock_that_runs_ahead_does_not_lock_a_field(book: Journal) -> None:
    """A browser an hour ahead cannot make its answer the newest for an hour."""
    book.save("case-1", say("ahead", at=9000.0), writer="a", now=1000.0)
    book.save("case-1", say("next", at=1002.0), writer="b", now=1002.0)
    assert shown(book) == "next"


def test_undo_goes_back_step_by_step_and_removes_nothing(book: Journal) -> None:
    """Three states, then empty, then nothing more to undo; typing after it goes on from there."""
    for number, value in enumerate(["one", "two", "three"]):
        book.save("case-1", say(value), writer=str(number), now=1000.0 + number)
    seen = []
    while book.undo("case-1", "s", "f", now=2000.0):
        seen.append(shown(book))
    assert seen == ["two", "one", None]
    assert {"one", "two", "three"} <= {state.value for state in book.history("case-1", "s", "f")}
    book.save("case-1", say("four"), writer="0", now=2001.0)
    assert shown(book) == "four"
    assert book.undo("case-1", "s", "f", now=2002.0)
    assert shown(book) != "four"


def test_undo_of_what_was_never_answered_does_nothing(book: Journal) -> None:
    """It says so."""
    assert not book.undo("case-1", "s", "f")


def test_forgetting_removes_the_bytes_from_the_file(book: Journal) -> None:
    """The text, its history, and no trace in the file; the other answers stay."""
    secret = "nobody-must-find-this"
    book.save("case-1", say(f"{secret} one"), writer="a", now=1.0)
    book.save("case-1", say(f"{secret} two"), writer="b", now=2.0)
    book.save("case-1", say("stays", field="g"))
    assert secret.encode() in book.path.read_bytes()
    book.forget("case-1", "s", "f")
    assert secret.encode() not in book.path.read_bytes()
    assert book.answers("case-1").raw == {"s": {"": {"g": "stays"}}}


def test_deleting_a_case_removes_the_bytes_from_the_file(book: Journal) -> None:
    """Rows, history and all; the other case stays."""
    book.create("case-2")
    book.save("case-1", say("goodbye-old-text"))
    book.save("case-2", say("stays"))
    book.delete("case-1")
    assert book.cases() == ["case-2"]
    assert b"goodbye-old-text" not in book.path.read_bytes()
    assert book.answers("case-2").raw["s"][""]["f"] == "stays"


def test_the_file_is_for_its_owner_alone(book: Journal) -> None:
    """Mode 0600."""
    if sys.platform != "win32":
        assert stat.S_IMODE(book.path.stat().st_mode) == 0o600


def test_an_unknown_case_is_said_in_words(book: Journal) -> None:
    """Every way in."""
    for action in (
        lambda: book.answers("nope"),
        lambda: book.save("nope", say("x")),
        lambda: book.delete("nope"),
        lambda: book.history("nope", "s", "f"),
        lambda: book.created_at("nope"),
        lambda: book.dump("nope"),
    ):
        with pytest.raises(UnknownCase, match="no case called “nope”"):
            action()
    with pytest.raises(CaseExists):
        book.create("case-1")


def test_a_dump_loads_into_another_journal_with_its_history(book: Journal, tmp_path: Path) -> None:
    """Also what was undone, and undoing goes on there."""
    for number, value in enumerate(["one", "two", "three"]):
        book.save("case-1", say(value), writer=str(number), now=1000.0 + number)
    book.undo("case-1", "s", "f", now=2000.0)
    with Journal(tmp_path / "other.sqlite3") as other:
        # Row numbers must not need to be the same.
        other.create("case-0")
        other.save("case-0", say("x"))
        other.load("case-1", 1.0, book.dump("case-1"))
        assert other.dump("case-1") == book.dump("case-1")
        assert other.undo("case-1", "s", "f", now=2001.0)
        assert shown(other) == "one"


@given(st.lists(st.tuples(st.sampled_from("ab"), st.integers(1, 1000), st.text(max_size=3)), min_size=1, max_size=12))
def test_the_newest_typed_always_wins(edits: list[tuple[str, int, str]]) -> None:
    """Whatever the order of arrival and whoever wrote it."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder, Journal(Path(folder) / "j.sqlite3") as book:
        book.create("case-1")
        for writer, at, value in edits:
            book.save("case-1", say(value, at=at), writer=writer, now=2000.0)
        newest = max(at for _writer, at, _value in edits)
        assert shown(book) in {room._whole(value) for _writer, at, value in edits if at == newest}


# Trouble


def test_a_journal_of_a_newer_version_is_left_alone(book: Journal) -> None:
    """With the way to go on; the file stays byte for byte."""
    book.close()
    with sqlite3.connect(book.path) as db:
        db.execute("PRAGMA user_version = 99")
    db.close()
    before = book.path.read_bytes()
    with pytest.raises(JournalNewer, match="newer version"):
        Journal(book.path)
    assert book.path.read_bytes() == before


def test_a_migration_brings_old_answers_along(book: Journal) -> None:
    """A file of today opens with a later schema."""
    book.save("case-1", say("old"))
    book.close()
    with Journal(book.path, (*MIGRATIONS, "ALTER TABLE person_case ADD COLUMN country TEXT")) as newer:
        assert shown(newer) == "old"
    with pytest.raises(JournalNewer):
        Journal(book.path)


def test_a_migration_that_fails_leaves_the_file_as_it_was(book: Journal) -> None:
    """All steps or none."""
    book.save("case-1", say("old"))
    book.close()
    with pytest.raises(JournalCorrupt):
        Journal(book.path, (*MIGRATIONS, "CREATE TABLE extra (x)", "NOT SQL"))
    with Journal(book.path) as again:
        assert shown(again) == "old"


@pytest.mark.parametrize("content", [b"not a journal at all, just text" * 50, b"SQLite format 3\x00" + b"\xff" * 4000])
def test_a_damaged_file_is_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    """And said to be damaged."""
    path = tmp_path / "bad.sqlite3"
    path.write_bytes(content)
    with pytest.raises(JournalCorrupt, match="damaged"):
        Journal(path).cases()
    assert path.read_bytes() == content


def test_a_locked_journal_says_so(book: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    """After waiting; nothing is lost and the next try works."""
    monkeypatch.setattr(room, "BUSY_SECONDS", 0.05)
    other = sqlite3.connect(book.path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(JournalLocked, match="Another program"):
        Journal(book.path).save("case-1", say("x"))
    other.execute("ROLLBACK")
    other.close()
    book.save("case-1", say("now"))
    assert shown(book) == "now"


def test_a_place_that_cannot_be_written_is_said_in_words(tmp_path: Path) -> None:
    """A file where the folder should be."""
    (tmp_path / "file").write_text("x")
    with pytest.raises(JournalReadOnly, match="cannot be written"):
        Journal(tmp_path / "file" / "journal.sqlite3")
    (tmp_path / "folder").mkdir()
    with pytest.raises(JournalReadOnly):
        Journal(tmp_path / "folder")


@posix
def test_a_full_disk_is_said_in_words_and_what_was_saved_stays(book: Journal) -> None:
    """A real limit on the size of files, in a child process."""
    book.save("case-1", say("before"))
    size = book.path.stat().st_size
    book.close()

    def child() -> int:
        import resource

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size + 4096, size + 4096))
        with Journal(book.path) as full:
            try:
                full.save("case-1", say("x" * 200_000))
            except JournalFull as error:
                return 0 if "no room" in str(error) else 1
        return 2

    assert _forked(child) == 0
    with Journal(book.path) as again:
        assert shown(again) == "before"


@posix
def test_kill_9_loses_no_acknowledged_answer(book: Journal) -> None:
    """Three hundred times: killed at a random moment, all that was acknowledged is there, and the file is whole."""
    seed = random.Random(4)
    book.close()
    count = 0
    for _round in range(300):
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:  # pragma: no cover  (it is killed)
            os.close(reader)
            with Journal(book.path) as own:
                for number in range(count, count + 10_000):
                    own.save("case-1", [Change(section="s", field=f"f{number}", value=f"answer {number}")])
                    os.write(writer, f"{number}\n".encode())
            os._exit(0)
        os.close(writer)
        time.sleep(seed.uniform(0.002, 0.02))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        with os.fdopen(reader, "rb") as acknowledged:
            said = [int(line) for line in acknowledged.read().split()]
        with Journal(book.path) as again:
            kept = again.answers("case-1").raw.get("s", {}).get("", {})
            assert again._db.execute("PRAGMA quick_check").fetchone() == ("ok",)
        for number in said:
            assert kept[f"f{number}"] == f"answer {number}"
        count = max([count - 1, *said]) + 2
    assert count > 300


def _forked(work: object) -> int:
    child = os.fork()
    if child == 0:  # pragma: no cover
        code = 9
        try:
            code = work()  # type: ignore[operator]
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def test_the_default_place_is_the_persons_data_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Not the current folder: the same answers tomorrow, from anywhere."""
    monkeypatch.delenv(room.ENV)
    assert default_path().name == "journal.sqlite3"
    assert Path.cwd() not in default_path().parents
    monkeypatch.setenv(room.ENV, str(tmp_path / "named"))
    assert default_path() == tmp_path / "named"


def test_the_journal_knows_when_a_case_was_last_worked_on(journal: Journal) -> None:
    """The latest of all its answers; nothing where there is none; another case does not count."""
    journal.create("one", now=1.0)
    journal.create("two", now=2.0)
    assert journal.last_saved("one") is None
    journal.save("one", [Change(section="reframe", field="worth", value="a")], now=50.0)
    journal.save("one", [Change(section="case", field="role", value="b")], now=900.0)
    journal.save("two", [Change(section="case", field="role", value="c")], now=5000.0)
    assert journal.last_saved("one") == 900.0
