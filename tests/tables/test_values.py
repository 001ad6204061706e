"""What stands in a cell: days, and words for choices."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.case import STAGES
from workbook.tables.values import choices, day_order, read_choice, read_day
from workbook.words import LANGUAGES


@pytest.mark.parametrize(
    "text",
    [
        "19/11/2026", "19-11-2026", "19.11.26", "19 11 2026", "2026-11-19", "2026/11/19", "20261119", "46345",
        "46345.0", "46345,75", "19/11/2026 14:30", "2026-11-19T14:30:00Z", "2026-11-19 14:30:00+01:00",
        "19 Nov 2026", "19-Nov-26",
        "Nov 19, 2026", "November 19th, 2026", "Nov 19, 2026 2:30 PM", "Thu, 19 November 2026", "19 novembre 2026",
        "jeudi 19 novembre 2026", "19 nov. 2026", "19 نوفمبر 2026", "الخميس 19 نوفمبر 2026", "19 تشرين الثاني 2026",
        "١٩/١١/٢٠٢٦", "٢٠٢٦-١١-١٩", "۱۹/۱۱/۲۰۲۶", "19/11/2026م", " 19/11/2026 ", "\u200f19/11/2026",
    ],
)  # fmt: skip
def test_one_day_in_many_ways(text: str) -> None:
    """Day first, ISO, in words of three languages, as Excel counts, in other digits, with a time."""
    assert read_day(text.replace("\u200f", "")) == date(2026, 11, 19)


@pytest.mark.parametrize("text", ["1er mai 2026", "1 ماي 2026", "1 مايو 2026", "1st May 2026", "01/05/2026"])
def test_the_first_of_a_month(text: str) -> None:
    """French has a word of its own for it; Algeria has names of its own for months."""
    assert read_day(text) == date(2026, 5, 1)


@pytest.mark.parametrize(
    "text",
    ["", "-", "soon", "31/02/2026", "11/19/2026", "2026", "11/2026", "19/11", "12345", "99999",
     "19/11/2026 or 20/11/2026", "0/0/0", "1/1/1850", "19 foo 2026", "٣١/٠٢/٢٠٢٦"],
)  # fmt: skip
def test_what_is_no_day_is_none(text: str) -> None:
    """Never a guess."""
    assert read_day(text) is None


def test_a_column_that_writes_the_month_first_is_told() -> None:
    """Only where the day cannot come first, and nothing speaks for the other."""
    assert day_order(["11/19/2026", "01/02/2026"]) == "mdy"
    assert read_day("01/02/2026", "mdy") == date(2026, 1, 2)
    assert day_order(["01/02/2026", "2026-11-19", ""]) == "dmy"
    assert day_order(["11/19/2026", "19/11/2026"]) == "dmy"


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_every_day_is_read_back(day: date) -> None:
    """As ISO and day first."""
    assert read_day(day.isoformat()) == day
    assert read_day(f"{day:%d/%m/%Y}") == day


def test_a_huge_cell_is_no_day_at_once() -> None:
    """Text that makes patterns try and try again."""
    for text in ("t" * 100_000, "1" * 100_000, "a 1 " * 30_000, " " * 100_000):
        began = time.process_time()
        assert read_day(text) is None
        assert day_order([text]) == "dmy"
        assert read_choice(text, "status") is None
        assert time.process_time() - began < 2


@given(st.text(max_size=40))
def test_no_text_breaks_it(text: str) -> None:
    """A day or nothing."""
    assert read_day(text) is None or isinstance(read_day(text), date)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Rejected", "refused"), ("❌ rejected", "refused"), ("REJECTED - position filled", "refused"),
        ("Rejected after interview", "refused"), ("Declined", "refused"), ("Not selected", "refused"),
        ("No", "refused"), ("Refusé", "refused"), ("Refusée (mail)", "refused"), ("Non retenu", "refused"),
        ("Candidature non retenue", "refused"),
        ("Réponse négative", "refused"), ("مرفوض", "refused"), ("تم الرفض", "refused"), ("رُفِض", "refused"),
        ("مرفوضة بعد المقابلة", "refused"), ("لم يتم القبول", "refused"),
        ("No response", "silence"), ("Applied, no response", "silence"), ("Ghosted", "silence"),
        ("Sans réponse", "silence"), ("Sans suite", "silence"), ("لا رد", "silence"), ("لم يردوا", "silence"),
        ("Not rejected", "waiting"), ("No response yet", "waiting"), ("En attente de réponse", "waiting"),
        ("لا رد بعد", "waiting"), ("Pending", "waiting"),
        ("Applied", "open"), ("Interview", "open"), ("Entretien", "open"), ("مقابلة", "open"),
        ("Offer declined", "other"), ("I declined the offer", "other"), ("Withdrawn", "other"),
        ("Offre refusée", "other"), ("Accepted", "other"), ("مقبول", "other"), ("رفضت العرض", "other"),
        ("Refusé par moi", "other"),
        ("No news is good news", None), ("", None), ("???", None), ("Rejectedd", None),
    ],
)  # fmt: skip
def test_how_an_application_stands(text: str, kind: str | None) -> None:
    """Only what says so is a refusal; what the person refused, or still waits for, is none."""
    assert read_choice(text, "status") == kind


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("Phone screen", "screening"), ("Entretien RH", "screening"), ("Test technique", "test"), ("اختبار", "test"),
        ("Technical interview", "technical"), ("entretien technique", "technical"), ("مقابلة تقنية", "technical"),
        ("Final round", "final"), ("المقابلة النهائية", "final"), ("1st interview", "interview"),
        ("Entretien", "interview"), ("مقابلة", "interview"), ("Screening, then interview", "interview"),
        ("CV", None), ("", None),
    ],
)  # fmt: skip
def test_how_far_it_went(text: str, stage: str | None) -> None:
    """The furthest that is named."""
    assert read_choice(text, "stage") == stage


def test_choices_are_those_of_a_case() -> None:
    """The data file and the questions agree."""
    assert set(choices("stage")) == set(STAGES)
    assert set(choices("language")) == set(LANGUAGES)


@pytest.mark.parametrize(
    ("text", "code"),
    [("en", "en"), ("English", "en"), ("anglais", "en"), ("الإنجليزية", "en"), ("FR", "fr"), ("Français", "fr"),
     ("فرنسية", "fr"), ("ar", "ar"), ("Arabe", "ar"), ("العربية", "ar"), ("عربي", "ar"), ("de", None),
     ("tamazight", None)],
)  # fmt: skip
def test_languages(text: str, code: str | None) -> None:
    """In each language's word for each."""
    assert read_choice(text, "language") == code
