"""The rows of a counsellor's list: people, and rows that say what is wrong with them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.workshop.conftest import RosterOf
from workbook import samples
from workbook.errors import ColumnNeeded
from workbook.questions import Value
from workbook.workshop import Person


def facts(person: Person) -> dict[str, Value]:
    return {change.field: change.value for change in person.changes}


def test_a_row_becomes_the_facts_of_a_case(roster_of: RosterOf) -> None:
    """And nothing else: every change belongs to the section "case"."""
    [person] = roster_of("Amina Belkacem,Analyst,Numidia,19/11/2026,French,").people
    assert facts(person) == {
        "candidate": "Amina Belkacem", "role": "Analyst", "company": "Numidia", "notice_date": "2026-11-19",
    }  # fmt: skip
    assert (person.row, person.language) == (2, "fr")
    assert {change.section for change in person.changes} == {"case"}


def test_a_letter_beside_the_list_is_read_and_the_list_wins(roster_of: RosterOf, tmp_path: Path) -> None:
    """What the letter states is taken, where the list says nothing else."""
    shutil.copy(samples.LETTER, tmp_path / "letter.eml")
    [person] = roster_of("Amina B.,,Numidia (Algiers),,,letter.eml").people
    found = facts(person)
    assert found["candidate"] == "Amina B."
    assert found["company"] == "Numidia (Algiers)"
    assert found["role"] == "Data Analyst"
    assert found["notice_date"] == "2026-11-19"
    assert "dbt" in str(found["reason"])


def test_a_letter_as_text_in_the_cell(roster_of: RosterOf) -> None:
    """With its line breaks."""
    letter = '"Dear Lina,\n\nUnfortunately we have chosen another candidate for the role of Clerk.\n\nHakim Zerrouki"'
    [person] = roster_of(f"Lina,,,,,{letter}").people
    assert facts(person)["role"] == "Clerk"
    assert person.note is None


def test_a_letter_that_is_no_refusal_is_noted_and_stops_nothing(roster_of: RosterOf) -> None:
    """The counsellor looks at it; the folder is made."""
    [person] = roster_of('Lina,,,,,"Dear Lina, we are happy to invite you to an interview on Monday."').people
    assert "refusal" in str(person.note)


def test_rows_that_cannot_be_used_say_why_and_stop_nobody(roster_of: RosterOf, tmp_path: Path) -> None:
    """By the number that the spreadsheet shows."""
    (tmp_path / "sub").mkdir()
    (tmp_path / "empty.txt").touch()
    (tmp_path / "picture.eml").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    outside = tmp_path.parent / "outside.eml"
    shutil.copy(samples.LETTER, outside)
    roster = roster_of(
        "A,,,,,",
        ",Clerk,X,,,",
        "C,,,31/02/2026,,",
        "D,,,19/11/2027,,",
        "E,,,,German,",
        "F,,,,,nowhere.eml",
        "G,,,,,../outside.eml",
        f"H,,,,,{outside}",
        "I,,,,,picture.eml",
        "J,,,,,empty.txt",
        "K,Clerk, Packer,X,,,,too many",
        "A,,,,,",
        f"{'N' * 81},,,,,",
        "Z,,,,,",
    )
    assert [person.name for person in roster.people] == ["A", "Z"]
    reasons = {problem.row: str(problem.reason) for problem in roster.problems}
    expected = {
        3: "name is missing", 4: "31/02/2026", 5: "2027-11-19 lies ahead", 6: "German", 7: "nowhere.eml",
        8: "not in the folder", 9: "not in the folder", 10: "does not hold text", 11: "empty", 12: "more cells",
        13: "same as row 2", 14: "81 characters",
    }  # fmt: skip
    assert reasons.keys() == expected.keys()
    for row, words in expected.items():
        assert words in reasons[row]


def test_a_link_that_leads_outside_is_not_followed(roster_of: RosterOf, tmp_path: Path) -> None:
    """A list from elsewhere must not bring other files of this computer into a folder that is handed over."""
    outside = tmp_path.parent / "private.txt"
    outside.write_text("Dear Amina, unfortunately we chose another candidate.", encoding="utf-8")
    try:
        (tmp_path / "letter.txt").symlink_to(outside)
    except OSError:
        pytest.skip("no symbolic links here")
    roster = roster_of("A,,,,,letter.txt")
    assert not roster.people
    assert "not in the folder" in str(roster.problems[0].reason)


def test_first_and_family_name_are_joined(roster_of: RosterOf) -> None:
    """Whatever the two columns are called."""
    for headings in ("Nom,Prénom", "First name,Last name", "اللقب,الاسم الأول"):
        row = "Amina,Belkacem" if headings.startswith("First") else "Belkacem,Amina"
        assert [person.name for person in roster_of(row, headings=headings).people] == ["Amina Belkacem"]


def test_the_language_of_the_command_is_for_rows_without_one(roster_of: RosterOf) -> None:
    """Each other row has its own."""
    roster = roster_of("A,,,,,", "B,,,,العربية,", language="fr")
    assert [person.language for person in roster.people] == ["fr", "ar"]


def test_without_a_column_of_names_nothing_is_made(roster_of: RosterOf) -> None:
    """The columns are named, and how to say which it is."""
    with pytest.raises(ColumnNeeded, match=r"--map name=Column.*Vorname"):
        roster_of("Amina,X", headings="Vorname,Company")
    assert roster_of("Amina,X", headings="Vorname,Company", given=["name=Vorname"]).people


def test_the_digest_changes_with_anything_that_matters(roster_of: RosterOf, tmp_path: Path) -> None:
    """The row, the language, and what is in the letter's file; not the place in the list."""
    letter = tmp_path / "l.txt"
    seen = set()
    for text, row in (
        ("one", "A,,,,,"), ("one", "A,x,,,,"), ("one", "A,,,,fr,"), ("Dear A, no.", "A,,,,,l.txt"),
        ("Dear A, no!", "A,,,,,l.txt"),
    ):  # fmt: skip
        letter.write_text(text, encoding="utf-8")
        seen.add(roster_of(row).people[0].digest)
    assert len(seen) == 5
    assert roster_of("B,,,,,", "A,,,,,").people[1].digest == roster_of("A,,,,,").people[0].digest
