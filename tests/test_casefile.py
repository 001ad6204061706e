"""casefile: the round trip is equal, half a file changes nothing, a shared file holds nothing private."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.test_report import private_texts
from workbook.casefile import export_case, import_case
from workbook.errors import CaseExists, CaseFileNewer, CaseFileUnreadable
from workbook.journal import Change, Journal


@pytest.fixture
def file(demo_journal: Journal, tmp_path: Path) -> Path:
    demo_journal.save("demo", [Change(section="reframe", field="worth", value="again 😀")], writer="later")
    demo_journal.undo("demo", "reframe", "worth")
    path = tmp_path / "case.json"
    path.write_bytes(export_case(demo_journal, "demo"))
    return path


def test_export_import_export_gives_the_same_bytes(file: Path, tmp_path: Path) -> None:
    """With history and what was undone."""
    with Journal(tmp_path / "other.sqlite3") as other:
        assert import_case(other, file) == "demo"
        assert export_case(other, "demo") == file.read_bytes()


def test_importing_twice_changes_nothing(file: Path, demo_journal: Journal) -> None:
    """The same file into the journal that it came from."""
    before = demo_journal.dump("demo")
    assert import_case(demo_journal, file) == "demo"
    assert demo_journal.dump("demo") == before


def test_another_case_of_that_name_is_not_overwritten(file: Path, tmp_path: Path) -> None:
    """It is refused, and another name works."""
    with Journal(tmp_path / "other.sqlite3") as other:
        other.create("demo")
        with pytest.raises(CaseExists):
            import_case(other, file)
        assert other.answers("demo").raw == {}
        assert import_case(other, file, "case-7") == "case-7"
        assert other.answers("case-7").raw


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.99])
def test_a_file_cut_in_half_changes_nothing(file: Path, tmp_path: Path, share: float) -> None:
    """Said in words, with the way to make it again."""
    whole = file.read_bytes()
    file.write_bytes(whole[: int(len(whole) * share)])
    with Journal(tmp_path / "other.sqlite3") as other:
        with pytest.raises(CaseFileUnreadable, match="not a whole case file"):
            import_case(other, file)
        assert other.cases() == []


@pytest.mark.parametrize(
    "content",
    [
        b"[]",
        b"null",
        b'{"format": "x"}',
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"format":"recovery-workbook case","version":1}',
    ],
)
def test_something_else_is_refused(content: bytes, tmp_path: Path, journal: Journal) -> None:
    """Any JSON, no JSON, nesting without end."""
    path = tmp_path / "x.json"
    path.write_bytes(content)
    with pytest.raises(CaseFileUnreadable):
        import_case(journal, path)
    with pytest.raises(CaseFileUnreadable):
        import_case(journal, tmp_path / "missing.json")


def test_a_file_of_a_newer_version_is_refused(file: Path, journal: Journal) -> None:
    """With the advice to update."""
    data = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps({**data, "version": 2, "more": 1}), encoding="utf-8")
    with pytest.raises(CaseFileNewer, match="newer version"):
        import_case(journal, file)


@pytest.mark.parametrize("case", ["../evil", "a/b", ""])
def test_a_file_cannot_choose_a_place_outside(file: Path, tmp_path: Path, case: str) -> None:
    """The id in a file is checked like any other."""
    from workbook.errors import BadCaseId

    data = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps({**data, "case": case}), encoding="utf-8")
    with Journal(tmp_path / "other.sqlite3") as other, pytest.raises(BadCaseId):
        import_case(other, file)


def test_a_shared_file_holds_no_private_answer_and_no_history(file: Path, demo_journal: Journal) -> None:
    """R6, R12: it can be handed over."""
    shared = export_case(demo_journal, "demo", "share").decode()
    for secret in private_texts():
        assert secret not in shared
    fields = [(one["section"], one["row"], one["field"]) for one in json.loads(shared)["revisions"]]
    assert len(set(fields)) == len(fields) > 40
    assert "I had never written a dbt test" in shared


def test_a_row_that_was_taken_out_is_not_shared(demo_journal: Journal, tmp_path: Path) -> None:
    """What it said stays with the person; that it is out goes along, so that no suggestion brings it back."""
    demo_journal.save("demo", [Change(section="posting", row="requirements/r9", field="text", value="canary-word")])
    assert b"canary-word" in export_case(demo_journal, "demo", "share")
    demo_journal.save("demo", [Change(section="posting", row="requirements/r9", field="_removed", value=True)])
    shared = export_case(demo_journal, "demo", "share")
    assert b"canary-word" not in shared
    assert b"requirements/r9" in shared
    assert b"canary-word" in export_case(demo_journal, "demo")
