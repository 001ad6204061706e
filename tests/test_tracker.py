"""import-tracker: refused applications of anybody's table become cases, dated back, and none of them twice."""

from __future__ import annotations

import io
import sys
from datetime import date, datetime
from pathlib import Path

import pytest

from workbook import cli, samples
from workbook.case import Case
from workbook.errors import ColumnNeeded
from workbook.intake import facts
from workbook.journal import Change, Journal
from workbook.letter import read_letter
from workbook.tables.read import parse_table
from workbook.tracker import Tracker, bring_in, compared, left_out, read_tracker

TODAY = date(2026, 11, 25)
NOW = datetime(2026, 11, 25, 9).timestamp()
ENGLISH = """\
Company,Position,Status,Date Applied,Rejected On,Stage,Interview Date,Rejection Reason,Notes,URL
Numidia Analytics SPA,Data Analyst,Rejected,01/11/2026,19/11/2026,Technical interview,12/11/2026,More dbt,felt awful,https://x.example
Tassili Foods,Clerk,Rejected,02/10/2026,,,,,,
Hoggar Telecom,Technician,Applied,05/11/2026,,,,,,
Atlas Ceramics,HR Assistant,No response,03/08/2026,-,,,,,
Casbah Digital,Developer,Offer declined,03/08/2026,10/08/2026,,,,,
Djurdjura Dairy,Inspector,Interview,03/11/2026,,,,,,
Sahel Bank,Analyst,Rejected,31/02/2026,,,,,,
,,Rejected,01/01/2026,,,,,,
Later SARL,Clerk,Rejected,,19/11/2027,,,,,
Tassili Foods SARL,clerk,Rejected,02/10/2026,,,,,,
Tassili Foods,Clerk,Rejected,02/06/2026,,,,,,
"""
FRENCH = """\
Entreprise;Poste;Statut;Date de candidature;Date de réponse;Étape;Motif du refus
SARL Oued Print;Comptable;Non retenue;01/10/2026;14/10/2026;Entretien RH;le poste demande l’anglais
Cimenterie du Zaccar;Technicien;En attente de réponse;02/11/2026;;;
Raffinerie d’Arzana;Ingénieur;Sans réponse;02/07/2026;;;
"""
ARABIC = """\
الشركة;الوظيفة;الحالة;تاريخ التقديم;تاريخ الرد;المرحلة;سبب الرفض
بنك الجزائر;محاسبة;مرفوض;٠١/١٠/٢٠٢٦;١٩/١٠/٢٠٢٦;مقابلة تقنية;
شركة البناء;مهندس;مقبول;01/10/2026;;;
متجر الواحة;بائع;لا رد;01/09/2026;;;
"""


def tracker(text: str, *given: str, every: bool = False) -> Tracker:
    return read_tracker(parse_table(text, "x"), given, TODAY, every=every)


def brought(journal: Journal, text: str, *given: str) -> list[Case]:
    cases = bring_in(compared(tracker(text, *given), journal), journal, NOW)
    return [journal.answers(case).read(Case) for case in cases]


def test_only_what_the_table_calls_refused_comes_in() -> None:
    """Applied, waiting, accepted, what the person declined: left out, and counted by status."""
    read = tracker(ENGLISH)
    assert [one.row for one in read.those("new")] == [2, 3, 5, 11, 12]
    assert [one.row for one in read.those("not refused")] == [4, 6, 7]
    assert left_out(read.rows) == {"Applied": 1, "Offer declined": 1, "Interview": 1}


def test_rows_that_cannot_be_used_say_why() -> None:
    """A day that does not exist, one that lies ahead, a row without company and role."""
    reasons = {one.row: str(one.text) for one in tracker(ENGLISH).those("problem")}
    assert reasons.keys() == {8, 9, 10}
    assert "31/02/2026" in reasons[8]
    assert "Neither" in reasons[9]
    assert "2027-11-19" in reasons[10]


def test_a_row_becomes_a_case_with_its_own_date(journal: Journal) -> None:
    """Facts alone; what the person noted for themselves stays in the table (E6)."""
    cases = brought(journal, ENGLISH)
    numidia = cases[-1]
    assert numidia == Case(
        company="Numidia Analytics SPA",
        role="Data Analyst",
        stage="technical",
        interview_date=date(2026, 11, 12),
        notice_date=date(2026, 11, 19),
        reason="More dbt",
    )
    assert b"felt awful" not in journal.path.read_bytes()
    assert b"x.example" not in journal.path.read_bytes()


def test_cases_are_dated_back_and_in_order(journal: Journal) -> None:
    """By the day of the answer, else of the application; the oldest first."""
    brought(journal, ENGLISH)
    days = [datetime.fromtimestamp(journal.created_at(case)).date() for case in journal.cases()]
    assert days == [date(2026, 6, 2), date(2026, 8, 3), date(2026, 10, 2), date(2026, 11, 19)]
    assert journal.cases() == ["case-1", "case-2", "case-3", "case-4"]
    [revision] = journal.history("case-1", "case", "company")
    assert datetime.fromtimestamp(revision.saved_at).date() == date(2026, 6, 2)


def test_a_row_of_today_is_not_dated_ahead(journal: Journal) -> None:
    """Noon may still come."""
    brought(journal, "Company,Role,Status,Rejected on\nX,Y,Rejected,25/11/2026\n")
    assert journal.created_at("case-1") == NOW


def test_a_silence_is_a_silence(journal: Journal) -> None:
    """E9: no answer is a normal way for it to end."""
    silent = [case for case in brought(journal, ENGLISH) if case.channel == "silence"]
    assert [case.company for case in silent] == ["Atlas Ceramics"]


def test_french_and_arabic_tables(journal: Journal) -> None:
    """Headings, statuses, stages, digits."""
    french = brought(journal, FRENCH)
    assert [(case.company, case.stage, case.channel) for case in french] == [
        ("Raffinerie d’Arzana", None, "silence"),
        ("SARL Oued Print", "screening", None),
    ]
    assert french[1].reason == "le poste demande l’anglais"
    arabic = brought(journal, ARABIC)
    assert [(case.company, case.stage, case.notice_date) for case in arabic] == [
        ("متجر الواحة", None, None),
        ("بنك الجزائر", "technical", date(2026, 10, 19)),
    ]


@pytest.mark.parametrize("text", [ENGLISH, FRENCH, ARABIC], ids=["en", "fr", "ar"])
def test_the_same_table_again_brings_nothing(journal: Journal, text: str) -> None:
    """Every row is recognised."""
    first = len(brought(journal, text))
    assert first >= 2
    again = compared(tracker(text), journal)
    assert again.those("new") == []
    assert len(again.those("duplicate")) == len(tracker(text).those("new"))


def test_twice_in_the_table_is_once_in_the_journal(journal: Journal) -> None:
    """Spelled another way, too; another day is another application."""
    read = compared(tracker(ENGLISH), journal)
    assert [one.row for one in read.those("duplicate")] == [11]


def test_a_case_from_a_letter_is_recognised(journal: Journal) -> None:
    """Same company, whatever its legal form; same role; same day, or a day that one of them does not know."""
    journal.create("mine", now=NOW)
    journal.save("mine", facts(read_letter(samples.LETTER)), now=NOW)
    head = "Company,Role,Status,Rejected on\n"
    for row, fate in (
        ("Numidia Analytics,data analyst,Rejected,19/11/2026", "duplicate"),
        ("NUMIDIA ANALYTICS SPA,Data Analyst,Rejected,", "duplicate"),
        ("Numidia Analytics,Data Analyst,Rejected,03/03/2026", "new"),
        ("Numidia Analytics,Data Engineer,Rejected,19/11/2026", "new"),
        ("Numidia Foods,Data Analyst,Rejected,19/11/2026", "new"),
    ):
        assert [one.fate for one in compared(tracker(head + row + "\n"), journal).rows] == [fate], row


def test_what_holds_for_the_person_comes_along(journal: Journal) -> None:
    """Name and country of the latest case; nothing else of it."""
    journal.create("mine", now=NOW)
    known = {"candidate": "Amina Belkacem", "country": "dz", "phone": "0550 00 00 01", "reason": "private"}
    journal.save("mine", [Change(section="case", field=key, value=value) for key, value in known.items()], now=NOW)
    [case] = brought(journal, "Company,Status\nX,Rejected\n")
    assert (case.candidate, case.country, case.phone, case.reason) == ("Amina Belkacem", "dz", None, None)


def test_without_a_status_a_day_of_refusal_says_it() -> None:
    """Rows without one are still open."""
    read = tracker("Company,Applied,Rejected on\nX,01/10/2026,02/10/2026\nY,01/10/2026,\n")
    assert [one.fate for one in read.rows] == ["new", "not refused"]


def test_without_anything_that_says_so_it_asks() -> None:
    """For a column, or for --all; and for company or role."""
    with pytest.raises(ColumnNeeded, match="--map status="):
        tracker("Company,Date\nX,01/10/2026\n")
    assert tracker("Company,Date\nX,01/10/2026\n", every=True).those("new")
    with pytest.raises(ColumnNeeded, match="--map company="):
        tracker("Status,Date\nRejected,01/10/2026\n")


def test_a_correction_of_the_mapping_counts() -> None:
    """Notes can be the reason, if the person says so."""
    [one] = tracker("Company,Status,Notes\nX,Rejected,they wanted dbt\n", "reason=Notes").those("new")
    assert one.application
    assert one.application.facts["reason"] == "they wanted dbt"


# The command


def command(monkeypatch: pytest.MonkeyPatch, *words: str, code: int = 0) -> None:
    monkeypatch.setattr(sys, "argv", ["workbook", "import-tracker", *words])
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    with pytest.raises(SystemExit) as left:
        cli.main()
    assert (left.value.code or 0) == code


def test_a_dry_run_shows_everything_and_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Not even a journal is made."""
    (tmp_path / "t.csv").write_text(ENGLISH, encoding="utf-8")
    path = tmp_path / "none" / "j.sqlite3"
    command(monkeypatch, str(tmp_path / "t.csv"), "--dry-run", "--journal", str(path), code=1)
    out, err = capsys.readouterr()
    assert "answered     <-  Rejected On" in out
    assert "Data Analyst – Numidia Analytics SPA (19 November 2026)" in out
    assert "Applied (1)" in out
    assert "Notes, URL" in out
    assert "Nothing was written" in out
    assert "Row 8:" in err
    assert not path.exists()
    with Journal(path):
        pass
    command(monkeypatch, str(tmp_path / "t.csv"), "--dry-run", "--journal", str(path), code=1)
    with Journal(path) as journal:
        assert journal.cases() == []


def test_the_command_brings_in_and_says_how_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """windows-1256 from a spreadsheet; the second time nothing is new."""
    (tmp_path / "t.csv").write_bytes(ARABIC.translate({0x660 + n: str(n) for n in range(10)}).encode("cp1256"))
    for said in ("2 cases are new", "0 cases are new"):
        command(monkeypatch, str(tmp_path / "t.csv"), "--journal", str(tmp_path / "j.sqlite3"))
        assert said in capsys.readouterr().out
    with Journal(tmp_path / "j.sqlite3") as journal:
        assert len(journal.cases()) == 2


def test_a_table_that_is_none_gets_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two sentences and exit code 1."""
    (tmp_path / "t.csv").write_bytes(b"PK\x03\x04")
    for path, words in ((tmp_path / "t.csv", "spreadsheet file"), (tmp_path / "none.csv", "no readable table")):
        command(monkeypatch, str(path), code=1)
        err = capsys.readouterr().err
        assert words in err
        assert len(err.strip().splitlines()) == 2
