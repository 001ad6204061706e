"""The command: every way in works, and bad input gets words, exit code 1 and no traceback."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from workbook import cli, samples
from workbook.journal import Change, Journal


class Shell:
    """Runs the command in a folder of its own, with a journal of its own; in this process, which is faster."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, capture: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.journal = folder / "data" / "journal.sqlite3"
        self._monkeypatch = monkeypatch
        self._capture = capture
        monkeypatch.chdir(folder)
        monkeypatch.setenv("WORKBOOK_JOURNAL", str(self.journal))

    def __call__(self, *words: str, stdin: bytes = b"", code: int = 0) -> str:
        self._monkeypatch.setattr(sys, "argv", ["workbook", *words])
        self._monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        with pytest.raises(SystemExit) as left:
            cli.main()
        out, self.err = self._capture.readouterr()
        assert (left.value.code or 0) == code, out + self.err
        assert "Traceback" not in self.err
        return out


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(tmp_path, monkeypatch, capsys)


PROGRAM = Path(sys.executable).with_name("workbook" + (".exe" if sys.platform == "win32" else ""))


@pytest.mark.parametrize("command", [[PROGRAM], [sys.executable, "-m", "workbook"]], ids=["program", "module"])
def test_the_command_is_installed(command: list[str | Path], tmp_path: Path) -> None:
    """As a program of its own, in a folder of its own; trouble is two lines and exit code 1."""
    done = subprocess.run([*command, "run", "nope"], capture_output=True, text=True, cwd=tmp_path, check=False)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 2
    assert "no case called" in done.stderr


LETTER = str(samples.LETTER)


def test_reading_a_letter_gives_flat_json(shell: Shell) -> None:
    """The keys of the contract, null where not stated, each with its sentence."""
    found = json.loads(shell("read", LETTER, "--json"))
    assert set(found) == {
        "rejection", "company", "role", "candidate", "contact", "date", "reason", "door_open", "refuses_feedback",
        "evidence",
    }  # fmt: skip
    assert found["rejection"] is True
    assert found["company"] == "Numidia Analytics SPA"
    assert found["role"] == "Data Analyst"
    assert found["candidate"] == "Amina Belkacem"
    assert found["contact"] == "Karim Haddad"
    assert found["date"] == "2026-11-19"
    assert "dbt" in found["reason"]
    assert found["door_open"] is True
    assert found["refuses_feedback"] is False
    assert found["evidence"]["reason"]
    assert not shell.journal.exists()


def test_reading_shows_words_and_reasons(shell: Shell) -> None:
    """For a person, and with --why."""
    assert "Numidia Analytics SPA" in shell("read", LETTER)
    assert "pattern" in shell("read", LETTER, "--why")


def test_a_letter_becomes_a_case(shell: Shell) -> None:
    """From a file; from standard input; options win over the letter."""
    assert "case-1" in shell("new", LETTER)
    assert "case-2" in shell("new", "-", "--company", "Other", stdin=samples.LETTER.read_bytes())
    listed = shell("list")
    assert "Data Analyst – Numidia Analytics SPA" in listed
    assert "Data Analyst – Other" in listed
    assert re.search(r"Absorb 0/\d+  Respond 0/\d+", listed)


def test_a_case_by_hand(shell: Shell) -> None:
    """Without any letter, with a name of one's own."""
    shell("new", "--company", "بنك الجزائر", "--role", "محاسب", "--notice-date", "2026-11-20", "--id", "bank")
    assert "محاسب – بنك الجزائر" in shell("list")


def test_an_empty_journal_says_how_to_begin(shell: Shell) -> None:
    """Not an error."""
    assert "workbook new" in shell("list")


def test_an_icon_is_made_where_it_is_wanted(shell: Shell) -> None:
    """With the journal and the folder that were given, as they are seen from anywhere."""
    out = shell("shortcut", "--to", "here", "--journal", "mine.sqlite3")
    [icon] = (shell.folder / "here").iterdir()
    assert str(icon.relative_to(shell.folder)) in out
    text = icon.read_text(encoding="utf-8")
    assert str(shell.folder / "mine.sqlite3") in text
    assert str(shell.folder / "exports") in text


@pytest.mark.parametrize("to", ["ics", "eml", "json"])
def test_each_light_format_is_made(shell: Shell, to: str) -> None:
    """The path is printed, and the file is there."""
    shell("new", LETTER)
    assert Path(shell("export", "case-1", "--to", to).strip()).read_bytes()


@pytest.mark.slow
def test_the_pdf_is_made_for_each_audience(shell: Shell) -> None:
    """Under names of their own."""
    shell("new", LETTER)
    mine = Path(shell("export", "case-1").strip())
    shared = Path(shell("export", "case-1", "--audience", "share").strip())
    assert mine.name == "recovery-plan.pdf"
    assert shared.name == "recovery-plan-shared.pdf"
    assert mine.read_bytes().startswith(b"%PDF")
    assert shared.read_bytes().startswith(b"%PDF")


def test_a_part_is_left_out_or_added_by_its_name(shell: Shell) -> None:
    """R6: the names stand in the list; the choice is kept; what nobody may see cannot be added."""
    shell("new", LETTER)
    with Journal(shell.journal) as journal:
        journal.save("case-1", samples.answers("demo"))
    make = ("export", "case-1", "--to", "json", "--audience", "share")
    shell(*make)
    assert "Learning [learning]" in shell.err
    assert "could be added" in shell.err
    assert "How sure do you feel? [confidence]" in shell.err.partition("could be added")[2]
    made = Path(shell(*make, "--leave-out", "learning", "--leave-out", "cv", "--add", "confidence").strip())
    for _again in range(2):
        sections = {one["section"] for one in json.loads(made.read_bytes())["revisions"] if one["field"][0] != "_"}
        assert not {"learning", "cv"} & sections
        assert {"confidence", "case"} <= sections
        assert "dbt fundamentals" not in shell.err
        shell(*make)
    shell(*make, "--add", "learning")
    assert "dbt fundamentals" in shell.err
    for wrong in ("writing", "nonsense"):
        shell(*make, "--add", wrong, code=2)
        assert f"No part called {wrong}" in shell.err
    shell("export", "case-1", "--to", "json", "--leave-out", "cv", code=2)
    assert "--audience share" in shell.err


@pytest.mark.slow
def test_running_all_makes_everything_for_each_case(shell: Shell) -> None:
    """Five PDFs, calendar, reply; progress is shown."""
    shell("new", LETTER)
    shell("new", "--company", "Two")
    out = shell("run", "--all", "--out", "made")
    assert "1/6" in out
    for case in ("case-1", "case-2"):
        names = {path.name for path in (shell.folder / "made" / case).iterdir()}
        assert names == {
            "recovery-plan.pdf", "1-absorb.pdf", "2-respond.pdf", "3-analyse.pdf", "4-relaunch.pdf",
            "plan.ics", "reply.eml", "notebooks",
        }  # fmt: skip


def test_export_import_is_a_round_trip(shell: Shell, tmp_path: Path) -> None:
    """Another journal, the same bytes."""
    shell("new", LETTER)
    first = Path(shell("export", "case-1", "--to", "json").strip())
    shell("import", str(first), "--journal", "other.sqlite3")
    second = Path(shell("export", "case-1", "--to", "json", "--journal", "other.sqlite3", "--out", "again").strip())
    assert second.read_bytes() == first.read_bytes()


def test_deleting_asks_and_then_leaves_nothing(shell: Shell) -> None:
    """Rows, history, files; another's files in the folder stay, and it says so."""
    shell("new", LETTER)
    shell("export", "case-1", "--to", "ics")
    shell("export", "case-1", "--to", "json", "--audience", "share")
    shell("delete", "case-1", stdin=b"n\n", code=1)
    assert "case-1" in shell("list")
    keep = shell.folder / "exports" / "case-1" / "my own notes.txt"
    keep.write_text("mine")
    assert "left in" in shell("delete", "case-1", "--yes")
    assert list(keep.parent.iterdir()) == [keep]
    assert b"Numidia" not in shell.journal.read_bytes()
    shell("new", LETTER)
    shell("export", "case-1", "--to", "ics")
    keep.unlink()
    shell("delete", "case-1", stdin=b"y\n")
    assert not keep.parent.exists()


def test_what_is_not_a_refusal_is_said_and_the_person_decides(shell: Shell) -> None:
    """A warning; the case is made, and how to take it back is said."""
    out = shell("new", "-", stdin=b"Dear Amina,\nWe are happy to invite you to an interview on Monday.\nKarim")
    assert "does not read like a refusal" in out
    assert "workbook delete" in out
    assert "case-1" in shell("list")


# Bad input


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"   \n\t ", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, "does not hold text"),
        (b"%PDF-1.7\n" + b"\x00\xff" * 5000, "does not hold text"),
    ],
    ids=["empty", "blank", "picture", "pdf"],
)
def test_a_letter_that_is_none_gets_words(shell: Shell, content: bytes, said: str) -> None:
    """From a file and from standard input; nothing is made."""
    (shell.folder / "letter.eml").write_bytes(content)
    for words, stdin in ((("new", "letter.eml"), b""), (("new", "-"), content), (("read", "letter.eml"), b"")):
        shell(*words, stdin=stdin, code=1)
        assert said in shell.err
        assert len(shell.err.strip().splitlines()) == 2
    assert "no case yet" in shell("list")


def test_a_letter_of_50_mb_is_refused_at_once(shell: Shell) -> None:
    """With its size and the way out."""
    (shell.folder / "big.eml").write_bytes(b"Dear Amina,\n" * 4_400_000)
    shell("read", "big.eml", code=1)
    assert "too large" in shell.err


def test_a_missing_letter_gets_words(shell: Shell) -> None:
    """A wrong path, and a folder."""
    for path in ("nowhere.eml", "."):
        shell("new", path, code=1)
        assert "no readable file" in shell.err


@pytest.mark.parametrize("case", ["nope", "../evil", "a/b", "..", "x\ty", "C:\\x"])
@pytest.mark.parametrize("words", [["open"], ["run"], ["export"], ["delete", "--yes"]], ids=lambda words: words[0])
def test_an_unknown_case_or_a_path_trick_gets_words(shell: Shell, case: str, words: list[str]) -> None:
    """Nothing is written or removed anywhere."""
    before = sorted(shell.folder.rglob("*"))
    shell(words[0], case, *words[1:], code=1)
    assert "no case called" in shell.err
    assert [path for path in sorted(shell.folder.rglob("*")) if "data" not in path.parts] == before


@pytest.mark.parametrize("name", ["../evil", "A", "a b", "con"])
def test_a_new_case_with_a_bad_name_gets_words(shell: Shell, name: str) -> None:
    """Before anything is made."""
    shell("new", "--company", "X", "--id", name, code=1)
    assert "cannot be the name" in shell.err
    assert "no case yet" in shell("list")


def test_a_name_that_is_taken_gets_words(shell: Shell) -> None:
    """The old case stays."""
    shell("new", LETTER, "--id", "mine")
    shell("new", "--company", "X", "--id", "mine", code=1)
    assert "already" in shell.err
    assert "Numidia" in shell("list")


def test_an_output_folder_that_is_none_gets_words(shell: Shell) -> None:
    """A file in its place; a place that cannot be written."""
    shell("new", LETTER)
    (shell.folder / "file").write_text("x")
    places = ["file", "file/sub"] + (["/proc/exports"] if sys.platform == "linux" else [])
    for place in places:
        shell("export", "case-1", "--to", "ics", "--out", place, code=1)
        assert "Nothing can be written" in shell.err


def test_a_journal_that_is_none_gets_words(shell: Shell) -> None:
    """Damaged, newer, in no place: as it was left."""
    shell.journal.parent.mkdir()
    shell.journal.write_bytes(b"not a journal " * 100)
    shell("list", code=1)
    assert "damaged" in shell.err
    shell("list", "--journal", "/proc/nowhere/j.sqlite3" if sys.platform == "linux" else "con/x", code=1)
    assert "cannot be written" in shell.err


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX limits")
def test_a_disk_that_fills_during_an_export_leaves_the_old_file(shell: Shell) -> None:
    """A real limit; words; the old file whole."""
    shell("new", LETTER)
    path = Path(shell("export", "case-1", "--to", "json").strip())
    old = path.read_bytes()
    with Journal(shell.journal) as book:
        book.save("case-1", [Change(section="reframe", field="worth", value="x" * 300_000)])
    limit = (
        "import resource,signal,sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (60000, 60000));"
        "sys.argv = ['workbook', 'export', 'case-1', '--to', 'json']; from workbook.cli import main; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", limit],
        cwd=shell.folder,
        env={**os.environ, "WORKBOOK_JOURNAL": str(shell.journal)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "no room left" in done.stderr
    assert "Traceback" not in done.stderr
    assert path.read_bytes() == old


def test_run_wants_a_case_or_all(shell: Shell) -> None:
    """One of the two."""
    shell("run", code=2)
    shell("run", "x", "--all", code=2)


# Help


def commands(shell: Shell) -> list[str]:
    return re.findall(r"^  ([a-z-]+) ", shell("--help").split("Commands:")[1], re.MULTILINE)


def test_every_command_has_help_and_stands_in_the_readme(shell: Shell) -> None:
    """README and help are held together."""
    readme = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
    found = commands(shell)
    assert {"demo", "read", "new", "list", "open", "run", "export", "import", "delete"} <= set(found)
    for command in found:
        text = shell(command, "--help")
        assert "Usage:" in text
        assert len(text.splitlines()) > 5
        assert f"workbook {command}" in readme, f"README does not show workbook {command}"


def test_every_command_in_the_readme_exists(shell: Shell) -> None:
    """Also its options."""
    readme = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
    code = "\n".join(re.findall(r"`[^`\n]+`|^ {4}workbook .*$", readme, re.MULTILINE))
    shown = re.findall(r"\bworkbook ([a-z][a-z-]*)((?:\s+--[a-z-]+)*)", code)
    assert len(shown) > 8
    known = set(commands(shell))
    for command, options in shown:
        assert command in known, f"README shows workbook {command}"
        text = shell(command, "--help")
        for option in options.split():
            assert option in text, f"README shows workbook {command} {option}"
