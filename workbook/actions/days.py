"""Days and hours: which days of a week are free, which ones a text names, and what time of day."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import Final

from workbook.case import Case
from workbook.countries import country
from workbook.phases import relaunch
from workbook.questions import Answers
from workbook.words import LANGUAGES

ISO_WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WORDS: Final = re.compile(r"\w+")
_CLOCK: Final = re.compile(
    r"\b([01]?\d|2[0-3])\s*(?:h\b|:[0-5]\d|heures?\b|o[’']clock)|(?:الساعة|\bat)\s+([01]?\d|2[0-3])\b"
)
_HOURS: Final = tuple(
    (hour, re.compile(words))
    for hour, words in (
        (5, r"\bfajr\b|\bdawn\b|\baube\b|الفجر"),
        (7, r"wak(?:e|ing)|breakfast|réveil|petit[- ]déj|أستيقظ|الفطور"),
        (8, r"morning|\bmatin|صباح"),
        (9, r"coffee|\bcafé\b|قهوة"),
        (13, r"\blunch|\bnoon\b|dhuhr|\bmidi\b|déjeuner|الظهر|الغداء"),
        (16, r"afternoon|\basr\b|après-midi|العصر"),
        (18, r"\bmaghre?i?b\b|sunset|المغرب"),
        (20, r"evening|dinner|supper|\bsoir|dîner|مساء|العشاء"),
        (22, r"\bisha\b|\bbed\b|\bnight|\bnuit|coucher|الليل|النوم"),
    )
)


def free_days(answers: Answers) -> tuple[str, ...]:
    """Return the days of the week without work on the plan: those chosen, else the country's weekend (R11).

    Never all seven: a month without a day for the plan would be no plan.
    """
    weekend = country(answers.read(Case).country).weekend
    chosen = answers.read(relaunch.Week).free_days or weekend
    return chosen if len(chosen) < len(ISO_WEEKDAYS) else weekend


def weekdays_in(text: str) -> set[int]:
    """Return the days of the week (0 is Monday) that *text* names, in any of our languages."""
    folded = f" {' '.join(_WORDS.findall(text.casefold()))} "
    return {number for name, number in _weekday_names().items() if f" {name} " in folded}


@cache
def _weekday_names() -> dict[str, int]:
    names = {}
    for language in LANGUAGES.values():
        for number, name in enumerate(language.weekdays):
            # Arabic also writes the day without its article, as in "every Sunday".
            for form in (name.casefold(), f"{name.casefold()}s", name.removeprefix("ال")):
                names[form] = number
    return names


def weekday(day: date) -> str:
    """Return the short name of the day of the week, as in ``ISO_WEEKDAYS``."""
    return ISO_WEEKDAYS[day.weekday()]


def hour_in(text: str) -> int | None:
    """Return about which hour of the day (0 to 23) *text* speaks of, if any; only an order rests on it."""
    folded = text.casefold()
    clock = _CLOCK.search(folded)
    if clock:
        return int(clock[1] or clock[2])
    return next((hour for hour, words in _HOURS if words.search(folded)), None)
