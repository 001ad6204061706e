"""share, collect, guide, patterns: from the command line to the file."""

from __future__ import annotations

import json
import os
import re
import stat
import sys
from pathlib import Path

import pypdf
import pytest

from tests.cohort import past, people
from tests.cohort.people import PEOPLE
from tests.test_cli import Shell, shell
from workbook.bundle import Bundle, read_bundle
from workbook.casefile import export_case
from workbook.gathering import ENV
from workbook.journal import Journal

__all__ = ["shell"]


@pytest.fixture
def own(shell: Shell) -> Path:
    """The journal of the first of the twelve."""
    shell.journal.parent.mkdir()
    with Journal(shell.journal) as book:
        people.write(book, 0, PEOPLE[0])
    return shell.journal


def made_by(shell: Shell) -> Path:
    return next((shell.folder / "exports" / "case-1").iterdir())


def test_sharing_shows_all_first_and_writes_after_a_yes(shell: Shell, own: Path) -> None:
    """R6, R12: the list is on the screen before the question; the file is for its owner alone."""
    out = shell("share", "case-1", stdin=b"y\n")
    bundle = read_bundle(made_by(shell))
    for rows in bundle.answers.values():
        for fields in rows.values():
            for value in fields.values():
                if isinstance(value, str) and value.startswith("Canari"):
                    assert value in shell.err
    assert shell.err.index("This goes out") < shell.err.index("Make the file?") < shell.err.index("Nothing was sent")
    assert "What stays with you" in shell.err
    assert "Amina" not in shell.err
    assert out.strip() == str(made_by(shell).resolve())
    if sys.platform != "win32":
        assert stat.S_IMODE(made_by(shell).stat().st_mode) == 0o600


@pytest.mark.parametrize("stdin", [b"n\n", b"", b"\n"])
def test_without_a_yes_nothing_is_written(shell: Shell, own: Path, stdin: bytes) -> None:
    """A no, nobody there, or just Enter."""
    shell("share", "case-1", stdin=stdin, code=1)
    assert not (shell.folder / "exports").exists()


def test_sharing_again_takes_the_place_of_the_first(shell: Shell, own: Path) -> None:
    """One file a case, under a name that says nothing."""
    shell("share", "case-1", "--yes")
    first = made_by(shell)
    shell("share", "case-1", "--yes", "--figures")
    assert [path.name for path in first.parent.iterdir()] == [first.name]
    assert read_bundle(first).answers == {}
    assert "None of your own words goes out" in shell.err
    shell("share", "case-1", "--yes", "--name")
    assert "Amina Belkacem" in first.read_text("utf-8")
    assert "Amina Belkacem" in shell.err


def test_a_part_of_a_bundle_is_left_out_by_its_name(shell: Shell, own: Path) -> None:
    """As on the first page; the names stand in the list."""
    shell("share", "case-1", "--yes")
    assert "cv" in read_bundle(made_by(shell)).answers
    assert "[cv]" in shell.err
    shell("share", "case-1", "--yes", "--leave-out", "cv")
    assert "cv" not in read_bundle(made_by(shell)).answers
    assert "could be added" in shell.err


def test_a_bundle_and_the_patterns_go_with_the_case(shell: Shell, own: Path) -> None:
    """R7: what was made from it is deleted with it."""
    shell("share", "case-1", "--yes")
    (shell.folder / "exports" / "patterns.pdf").write_bytes(b"x")
    shell("delete", "case-1", "--yes")
    assert list((shell.folder / "exports").iterdir()) == []


def test_there_is_no_such_case(shell: Shell) -> None:
    """In words."""
    shell("share", "nope", "--yes", code=1)
    assert "no case called" in shell.err


@pytest.mark.slow
def test_twelve_are_collected_one_is_damaged(shell: Shell, folder: Path, twelve: list[Bundle]) -> None:
    """The damaged one is named with its reason, exit code 1; the tables are made from the other eleven."""
    damaged = folder / twelve[4].name
    damaged.write_bytes(damaged.read_bytes()[:-500])
    out = shell("collect", str(folder), code=1)
    assert shell.err.splitlines() == [
        f"{damaged.name} is not a whole bundle: it is cut off, or it is something else.",
        "Ask for it again. It is made with: workbook share CASE",
    ]
    assert "11 people" in out
    pages = "".join(page.extract_text() for page in pypdf.PdfReader(shell.folder / "exports" / "cohort.pdf").pages)
    assert "11 people" in pages
    assert "Canari" not in pages
    assert not shell.journal.exists()
    assert ENV not in os.environ

    # The damaged one comes again: exit code 0, and a word about the two versions.
    damaged.write_bytes(twelve[4].to_json())
    out = shell("collect", str(folder))
    assert "12 people" in out
    assert "Only a few people differ" in shell.err
    shell("collect", str(folder))
    assert shell.err == ""


def test_fewer_than_five_get_no_tables(shell: Shell, folder: Path) -> None:
    """Nothing is written."""
    for path in sorted(folder.iterdir())[4:]:
        path.unlink()
    out = shell("collect", str(folder))
    assert "4 people" in out
    assert "below 5 people" in out
    assert not (shell.folder / "exports").exists()


def test_an_older_one_and_a_whole_case_are_named(shell: Shell, folder: Path, twelve: list[Bundle]) -> None:
    """The older one is no trouble; the private one is: exit code 1."""
    for path in sorted(folder.iterdir())[3:]:
        path.unlink()
    left = next(one for one in twelve if (folder / one.name).exists())
    (folder / "again.json").write_bytes(left.to_json())
    shell("collect", str(folder))
    assert shell.err.count("set aside") == 1
    with Journal(shell.folder / "private.sqlite3") as book:
        people.write(book, 1, PEOPLE[1])
        (folder / "case.json").write_bytes(export_case(book, "case-1"))
    shell("collect", str(folder), code=1)
    assert "Please delete it" in shell.err
    assert "Canari" not in shell.err


def test_a_folder_without_bundles(shell: Shell, tmp_path: Path) -> None:
    """In words."""
    shell("collect", str(tmp_path / "nowhere"), code=1)
    assert "no bundle" in shell.err


@pytest.mark.slow
def test_the_guide_is_printed(shell: Shell) -> None:
    """For each length, with the hours of the day; a time that is none is sent back."""
    shell("guide", "--session", "half-day", "--start", "9:30", "--out", "out")
    made = shell.folder / "out" / "facilitator-guide-half-day.pdf"
    first = pypdf.PdfReader(made).pages[0].extract_text()
    assert "9:30" in first
    assert "13:30" in first
    shell("guide", "--start", "late", code=2)
    assert "14:00" in shell.err
    assert not shell.journal.exists()


@pytest.mark.slow
def test_the_patterns_are_printed(shell: Shell) -> None:
    """Of all cases of the journal."""
    shell.journal.parent.mkdir()
    with Journal(shell.journal) as book:
        for number in range(3):
            book.create(f"case-{number}")
            book.save(f"case-{number}", past.changes(number))
    shell("patterns")
    pages = pypdf.PdfReader(shell.folder / "exports" / "patterns.pdf").pages
    assert "Patterns in your cases" in pages[0].extract_text()
    assert "Numidia Analytics" in pages[0].extract_text()


def test_the_numbers_of_a_bundle_are_kept_in_the_journal_alone(shell: Shell, own: Path) -> None:
    """And so are gone with it; no other file remembers them."""
    shell("share", "case-1", "--yes")
    person = json.loads(made_by(shell).read_text("utf-8"))["person"]
    others = [path for path in shell.folder.rglob("*") if path.is_file() and path not in (own, made_by(shell))]
    assert all(person.encode() not in path.read_bytes() for path in others)


@pytest.mark.slow
def test_a_plan_is_printed_from_a_bundle_alone(shell: Shell, own: Path) -> None:
    """R12: on another computer, without the journal; what stayed with the person is not in it, nor any name."""
    shell("share", "case-1", "--yes", "--out", "mine")
    (bundle,) = (shell.folder / "mine" / "case-1").iterdir()
    own.unlink()
    out = shell("collect", str(bundle), "--plans", "--out", "theirs")
    (plan,) = (shell.folder / "theirs").glob("plan-*.pdf")
    assert plan.stem.removeprefix("plan-") == bundle.stem.removeprefix("bundle-")
    assert str(plan) in out
    assert "No tables yet" in out
    text = "".join(page.extract_text() for page in pypdf.PdfReader(plan).pages).replace("\u200b", "")
    assert "Amina" not in text
    printed, planted, shared = map(canaries, (text, str(list(people.changes(0, PEOPLE[0]))), bundle.read_text("utf-8")))
    assert len(printed & shared) > 10
    assert len(planted - shared) > 10
    assert not printed & (planted - shared)
    assert not own.exists()
    assert sorted(path.name for path in (shell.folder / "theirs").iterdir()) == [plan.name]


def test_numbers_alone_make_no_plan(shell: Shell, own: Path) -> None:
    """It is said which bundle that is; the others go on."""
    shell("share", "case-1", "--yes", "--figures", "--out", "mine")
    shell("collect", "mine", "--plans", "--out", "theirs")
    assert "numbers alone, so there is no plan" in shell.err
    assert not list(shell.folder.glob("theirs/plan-*"))


def canaries(text: str) -> set[str]:
    """Return the words in *text* that were planted in answers."""
    return set(re.findall(r"Canari00[A-Za-z0-9]+", text))
