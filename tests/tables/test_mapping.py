"""Which column holds what: guessed in three languages, put right with words."""

from __future__ import annotations

import pytest

from workbook.errors import MapUnreadable, UnknownColumn, UnknownField
from workbook.tables import Mapping, guess, overridden
from workbook.tables.read import parse_table
from workbook.tracker import FIELDS as TRACKER
from workbook.workshop import FIELDS as ROSTER


def guessed(text: str, kind: str = "roster") -> Mapping:
    return guess(parse_table(text, "x"), kind, ROSTER if kind == "roster" else TRACKER)


def columns(mapping: Mapping) -> dict[str, str | None]:
    return {name: mapping.column(name) for name in mapping.places}


@pytest.mark.parametrize(
    "headings",
    [
        "Name,Role,Company,Date,Language,Letter",
        "NAME;JOB TITLE;Employer;Rejection date;Preferred language;rejection_letter",
        "Nom et prénom;Poste visé;Entreprise;Date du refus;Langue;Lettre",
        "candidat;intitulé du poste;société;réponse le / date de réponse;LANGUE;courrier",
        "الاسم الكامل\tالوظيفة\tالشَّرِكة\tتاريخ الرفض\tاللغة\tالرسالة",
        "الإسم واللقب|المنصب|المؤسسة|التاريخ|لغة|نص الرسالة",
        "Nom / الاسم;Poste / المنصب;Entreprise / الشركة;Date (jj/mm/aaaa);Langue [ar, fr, en];Lettre (fichier)",
        "fullName,jobTitle,companyName,noticeDate,lang,letterFile",
    ],
)
def test_headings_are_understood(headings: str) -> None:
    """Synonyms, accents, case, vowel marks, two languages in one heading; in the order of the columns."""
    mapping = guessed(headings + "\n")
    by_place = sorted(mapping.places, key=mapping.places.__getitem__)
    assert by_place == ["name", "role", "company", "date", "language", "letter"]


def test_a_family_name_beside_a_first_name() -> None:
    """Two columns for one name."""
    mapping = guessed("Nom,Prénom,E-mail\n")
    assert columns(mapping) == {"name": "Nom", "first_name": "Prénom"}
    assert mapping.unused() == ["E-mail"]


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        (
            "Company,Position,Status,Date Applied,Rejected On,Stage,Notes,URL,Rejection Reason",
            {
                "company": "Company", "role": "Position", "status": "Status", "applied": "Date Applied",
                "answered": "Rejected On", "stage": "Stage", "notes": "Notes", "url": "URL",
                "reason": "Rejection Reason",
            },
        ),
        (
            "Entreprise;Poste;Statut;Date de candidature;Date de réponse;Étape;Motif du refus;Lien de l'offre",
            {
                "company": "Entreprise", "role": "Poste", "status": "Statut", "applied": "Date de candidature",
                "answered": "Date de réponse", "stage": "Étape", "reason": "Motif du refus", "url": "Lien de l'offre",
            },
        ),
        (
            "الشركة,الوظيفة,الحالة,تاريخ التقديم,تاريخ الرد,المرحلة,سبب الرفض,ملاحظات",
            {
                "company": "الشركة", "role": "الوظيفة", "status": "الحالة", "applied": "تاريخ التقديم",
                "answered": "تاريخ الرد", "stage": "المرحلة", "reason": "سبب الرفض", "notes": "ملاحظات",
            },
        ),
        (
            "Job Title,Company Name,Application Status,Job Description,Date,Interview Date,Salary",
            {
                "role": "Job Title", "company": "Company Name", "status": "Application Status", "applied": "Date",
                "interviewed": "Interview Date",
            },
        ),
    ],
)  # fmt: skip
def test_trackers_are_understood(headings: str, expected: dict[str, str]) -> None:
    """Each column for one thing; what is not known is not read."""
    assert columns(guessed(headings + "\n", "tracker")) == expected


def test_a_table_without_headings_loses_no_row() -> None:
    """Its first row is data; columns are called by number, and can be named."""
    mapping = guessed("Amina,Analyst\nKarim,Clerk\n")
    assert len(mapping.table.rows) == 2
    named = overridden(mapping, ["name=#1", "role=2"])
    assert [named.cell(row, "name") for row in named.table.rows] == ["Amina", "Karim"]
    assert [named.cell(row, "role") for row in named.table.rows] == ["Analyst", "Clerk"]


def test_headings_of_another_language_can_be_named() -> None:
    """None of them is known, but the person names one: then the first row is headings after all."""
    mapping = overridden(guessed("Vorname,Firma\nAmina,X\n"), ["name=vorname", "company=Firma"])
    assert [mapping.cell(row, "name") for row in mapping.table.rows] == ["Amina"]


def test_a_guess_is_put_right() -> None:
    """A column moves to what it was named for; an empty one takes it away; the second of two equals is reachable."""
    mapping = guessed("Name,Title,Date,Date\nA,Dr,01/01/2026,02/01/2026\n")
    changed = overridden(mapping, ["date=Date (2)", "role=", "company=title"])
    assert columns(changed) == {"name": "Name", "date": "Date (2)", "company": "Title"}
    assert changed.cell(changed.table.rows[0], "date") == "02/01/2026"


def test_a_wrong_correction_says_what_there_is() -> None:
    """The fields, the columns with the nearest first, the way to write it."""
    mapping = guessed("Name,Company\nA,B\n")
    with pytest.raises(UnknownField, match="first_name"):
        overridden(mapping, ["nom=Name"])
    with pytest.raises(UnknownColumn, match="Company, Name"):
        overridden(mapping, ["company=Compny"])
    with pytest.raises(MapUnreadable, match="--map name=Column"):
        overridden(mapping, ["name"])
