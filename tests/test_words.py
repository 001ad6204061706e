"""words: lazy texts, directions, dates, and that nothing a person reads escapes the catalogs."""

from __future__ import annotations

import gettext
from datetime import date, timedelta

import pytest
from babel.dates import format_date
from babel.numbers import format_decimal

from workbook import words
from workbook.words import Text, _, day, decimal, direction, n_


class Shouting(gettext.NullTranslations):
    """A catalog whose every text can be told from an untranslated one."""

    def gettext(self, message: str) -> str:
        return f"⟦{message}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"⟦{msgid1 if n == 1 else msgid2}⟧"


def test_a_text_follows_the_language_chosen_after_it_was_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """A module-level text is translated when it is shown."""
    text = _("Recovery plan")
    assert str(text) == "Recovery plan"
    monkeypatch.setattr(words, "catalog", lambda code: Shouting())
    assert str(text) == "⟦Recovery plan⟧"


def test_braces_that_a_person_typed_stay_braces() -> None:
    """Values are filled in and never parsed."""
    assert str(_("They said: “{fact}”").fill(fact="{name} {0} {{}}")) == "They said: “{name} {0} {{}}”"


def test_a_count_chooses_the_form() -> None:
    """One step, two steps."""
    assert [str(n_("{count} step", "{count} steps", count)) for count in (1, 2)] == ["1 step", "2 steps"]


def test_a_filled_text_keeps_earlier_values() -> None:
    """Places can be filled one after the other."""
    assert str(_("{a} and {b}").fill(a=1).fill(b=2)) == "1 and 2"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("hello", "ltr"), ("«مرحبا» hello", "rtl"), ("12 — مرحبا", "rtl"), ("😀", "ltr"), ("", "ltr")],
)
def test_direction_is_that_of_the_first_strong_character(text: str, expected: str) -> None:
    """Digits, marks and emoji do not decide; without any letter the reader's own direction does."""
    assert direction(text) == expected


def test_dates_are_written_as_each_language_does() -> None:
    """Day before month everywhere; Arabic month names as used in Algeria."""
    when = date(2026, 1, 4)
    shown = {}
    for code in words.LANGUAGES:
        with words.language(code):
            shown[code] = [day(when), day(when, "weekday")]
    assert shown["en"] == ["4 January 2026", "Sunday 4 January"]
    assert shown["fr"] == ["4 janvier 2026", "dimanche 4 janvier"]
    assert shown["ar"] == ["4 جانفي 2026", "الأحد 4 جانفي"]


@pytest.mark.parametrize("code", list(words.LANGUAGES))
def test_dates_and_numbers_are_those_of_cldr(code: str) -> None:
    """Every day of a year, as Babel writes it; French has its own first of a month."""
    patterns = {"short": "d MMM", "long": "d MMMM y", "weekday": "EEEE d MMMM", "month_day": "d MMMM"}
    with words.language(code) as language:
        for number in range(366):
            when = date(2028, 1, 1) + timedelta(days=number)
            for form, pattern in patterns.items():
                if code == "fr" and when.day == 1:
                    pattern = pattern.replace("d", "d'er'")
                assert day(when, form) == format_date(when, pattern, locale=language.locale)  # type: ignore[arg-type]
        for value in (0, 3, 3.0, 2.5, 10.5):
            assert decimal(value) == format_decimal(value, "0.#", locale=language.locale)


def test_the_language_is_given_back_after_a_block() -> None:
    """Also when the block fails."""
    with pytest.raises(ZeroDivisionError), words.language("ar"):
        _ = 1 / 0
    assert words.current().code == "en"


def test_an_unknown_language_is_refused() -> None:
    """A typo does not silently become English."""
    with pytest.raises(KeyError):
        words.set_language("xx")


def test_a_text_is_not_a_str() -> None:
    """So the type checker sees every place that forgot to show it."""
    assert not isinstance(Text("x"), str)
