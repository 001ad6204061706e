"""The reader explains itself, and its patterns are data that can be trusted."""

from __future__ import annotations

import dataclasses
import json
from datetime import date
from pathlib import Path

import pytest

from workbook.letter import read_letter
from workbook.letter.dates import find_date, header_date
from workbook.letter.patterns import LANGUAGES, _data, patterns, word_list
from workbook.words import language

SAMPLE = Path(__file__).parents[2] / "workbook" / "samples" / "rejection.eml"
FLAT = {
    "rejection",
    "company",
    "role",
    "candidate",
    "contact",
    "date",
    "reason",
    "door_open",
    "refuses_feedback",
    "evidence",
}


def test_the_sample_letter() -> None:
    """The letter of the demo is read whole, and says itself that it is fictional."""
    assert b"X-Note: Fictional sample" in SAMPLE.read_bytes()
    letter = read_letter(SAMPLE)
    assert letter.rejection
    assert (letter.company, letter.role) == ("Numidia Analytics SPA", "Data Analyst")
    assert (letter.candidate, letter.contact) == ("Amina Belkacem", "Karim Haddad")
    assert letter.contact_address == "karim.haddad@numidia-analytics.example"
    assert letter.date == date(2026, 11, 19)
    assert letter.reason is not None
    assert "dbt" in letter.reason
    assert "Power BI" in letter.reason
    assert (letter.door_open, letter.refuses_feedback, letter.role_cancelled) == (True, False, False)
    assert (letter.channel, letter.language) == ("mail", "en")
    assert letter.message_id is not None
    assert letter.subject is not None


def test_flat_json() -> None:
    """The JSON form has exactly the flat keys, ISO dates, and nothing that JSON cannot say."""
    flat = read_letter(SAMPLE).to_json()
    assert set(flat) == FLAT
    assert flat["date"] == "2026-11-19"
    assert json.loads(json.dumps(flat)) == flat


def test_evidence_is_what_the_letter_says() -> None:
    """Each field that was found points to the sentence or header line it came from."""
    letter = read_letter(SAMPLE)
    for name in (
        "rejection",
        "company",
        "role",
        "candidate",
        "contact",
        "contact_address",
        "date",
        "reason",
        "door_open",
    ):
        assert letter.evidence[name]
    assert letter.evidence["reason"] == letter.reason
    assert letter.evidence["date"].startswith("Date: ")


def test_why_names_patterns_and_rivals() -> None:
    """The explanation shows the pattern, its weight, and who competed; also in the other languages."""
    letter = read_letter(SAMPLE)
    lines = "\n".join(letter.why())
    assert "en.verdict.no:" in lines
    assert "“Numidia Analytics SPA” weighs" in lines
    for code in LANGUAGES:
        with language(code):
            assert len(letter.why()) == len(lines.split("\n"))


def test_a_letter_does_not_change() -> None:
    """A letter is a frozen record."""
    with pytest.raises(dataclasses.FrozenInstanceError):
        read_letter("Dear Amina, sorry.").company = "x"  # type: ignore[misc]


def test_braces_in_a_letter_stay_braces() -> None:
    """What somebody wrote is never taken for a place to fill."""
    letter = read_letter(
        "Dear Amina,\n\nUnfortunately the {field} position at Numidia {0} SPA has been filled.\n\nKarim"
    )
    assert letter.rejection
    assert any("{field}" in line for line in letter.why())


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_pattern_compiles_and_has_a_weight(code: str) -> None:
    """Each line of the data files is a weight and a pattern; its name is where it stands."""
    count = 0
    for section, lists in _data(code).items():
        for name, value in lists.items():
            if isinstance(value, list):
                for number, pattern in enumerate(patterns(code, section, name), 1):
                    assert pattern.name == f"{code}.{section}.{name}:{number}"
                    assert 0 < pattern.weight <= 9
                    assert pattern.regex.search("") is None
                    count += 1
    assert count > 100


@pytest.mark.parametrize("code", LANGUAGES)
def test_languages_hold_the_same_lists(code: str) -> None:
    """What one language knows to look for, the others do too."""
    english = {(section, name) for section, lists in _data("en").items() for name in lists if section != "macros"}
    other = {(section, name) for section, lists in _data(code).items() for name in lists if section != "macros"}
    assert english - other <= {("date", "extra")} | {("company", "stop")}
    assert other - english <= {("company", "stop")}
    assert len(word_list(code, "date", "months")) == 12


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Algiers, 19 November 2026", date(2026, 11, 19)),
        ("November 19th, 2026", date(2026, 11, 19)),
        ("Alger, le 1er mars 2026", date(2026, 3, 1)),
        ("Fait à Oran le 03/05/2026", date(2026, 5, 3)),
        ("2026-11-19", date(2026, 11, 19)),
        ("الجزائر في 19 نوفمبر 2026", date(2026, 11, 19)),
        ("١٩ نوفمبر ٢٠٢٦", date(2026, 11, 19)),
        ("3 جويلية 2026", date(2026, 7, 3)),
        ("بيروت ٩ تشرين الأول ٢٠٢٤", date(2024, 10, 9)),
        ("31 février 2026", None),
        ("next Tuesday", None),
        ("19 November", None),
    ],
)
def test_dates_as_letters_write_them(text: str, found: date | None) -> None:
    """Words or digits, day first, in the months of Algiers, Beirut or the Gulf; a day without a year is none."""
    assert find_date(text) == found


def test_a_date_that_can_be_read_two_ways_is_none() -> None:
    """In English 03/05/2026 is March or May; 19/11/2026 is one day only."""
    assert find_date("03/05/2026", month_first=True) is None
    assert find_date("19/11/2026", month_first=True) == date(2026, 11, 19)


def test_the_day_is_the_senders() -> None:
    """A mail sent late in the evening keeps the sender's day."""
    assert header_date("Thu, 19 Nov 2026 23:30:00 -0500") == date(2026, 11, 19)
    assert header_date("rubbish") is None


def test_the_interviews_date_is_not_the_letters() -> None:
    """A date in the text is not the letter's; one on a line of its own is."""
    text = (
        "Dear Amina,\n\nThank you for your interview on 3 November 2026. Unfortunately we chose someone else.\n\nKarim"
    )
    assert read_letter(text).date is None
    assert read_letter(f"Algiers, 19 November 2026\n\n{text}").date == date(2026, 11, 19)
