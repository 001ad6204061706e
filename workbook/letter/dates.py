"""The day a letter was sent: from a mail header, a quoted header line or a place-and-date line; never from the text.

A date in the text may be the interview's. A numeric date that could be read two ways is not a date.
"""

from __future__ import annotations

import re
from datetime import date
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Final

from workbook.letter.patterns import LANGUAGES, common, word_list
from workbook.letter.prose import fold, unmark

_ISO: Final = re.compile(r"\b((?:19|20)\d\d)[-/.](\d{1,2})[-/.](\d{1,2})\b")
_NUMERIC: Final = re.compile(r"\b(\d{1,2})[./-](\d{1,2})[./-]((?:20)?\d\d)\b")
_LABELLED: Final = re.compile(r"(?:^|\s)(?:date|dt|dated|التاريخ|بتاريخ) ?[:.] ?(.{6,30})")
_PLACE: Final = re.compile(r"(?:\A|[,،:]|\ble|\bon|\bin|\bفي|\bdate|التاريخ|بتاريخ|يوم)\s*\Z")


@cache
def month_numbers() -> dict[str, int]:
    """Return name -> number of the month, in all languages, as folded text has it."""
    table: dict[str, int] = {}
    for language in LANGUAGES:
        for name in ("months", "short"):
            table |= {word: number for number, word in enumerate(word_list(language, "date", name), 1)}
        table |= {
            pair.split("=")[0].replace("_", " "): int(pair.split("=")[1])
            for pair in word_list(language, "date", "extra")
        }
    return table


@cache
def _worded() -> tuple[re.Pattern[str], re.Pattern[str]]:
    names = "|".join(sorted(map(re.escape, month_numbers()), key=len, reverse=True))
    return (
        re.compile(
            rf"\b(\d{{1,2}})(?:st|nd|rd|th|er|e)?(?:[ -]+|\. ?)(?:of |de )?({names})\.?[ ,،-]+(?:de )?((?:19|20)\d\d)\b"
        ),
        re.compile(rf"\b({names})\.? (\d{{1,2}})(?:st|nd|rd|th)?,? +((?:19|20)\d\d)\b"),
    )


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if 1990 <= year <= 2100 else None
    except ValueError:
        return None


def header_date(raw: str) -> date | None:
    """Return the day of a mail header, in the sender's own time zone."""
    try:
        return parsedate_to_datetime(raw[:100]).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return find_date(raw[:100])


def find_date(text: str, month_first: bool = False) -> date | None:
    """Return the first whole date in *text*, worded or numeric (day first unless only month first fits)."""
    folded = fold(unmark(text[:400]))
    first, second = _worded()
    if found := first.search(folded):
        return _day(int(found[3]), month_numbers()[found[2]], int(found[1]))
    if found := second.search(folded):
        return _day(int(found[3]), month_numbers()[found[1]], int(found[2]))
    if found := _ISO.search(folded):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _NUMERIC.search(folded):
        one, two, year = int(found[1]), int(found[2]), int(found[3])
        year += 2000 if year < 100 else 0
        if month_first and two <= 12 and one <= 12 and one != two and "." not in found.group():
            return None
        return _day(year, two, one) or _day(year, one, two)
    return None


def dateline(line: str, english: bool) -> date | None:
    """Return the date of a line that holds little else: "Algiers, 19 November 2026", "Date: 3 mai 2026"."""
    labelled = _LABELLED.search(fold(line[:200]))
    if labelled and (found := find_date(labelled[1], month_first=english)):
        return found
    words = re.findall(r"[^\W\d_]+", fold(line))
    if len(line) > 90 or len([word for word in words if word not in month_numbers()]) > 8:
        return None
    if any(word in common("events") for word in words):
        return None
    return find_date(line, month_first=english)


def today_in(text: str) -> date | None:
    """Return the date of "as of today, 3 March 2026"."""
    found = re.search(r"\b(?:today|aujourd'hui|ce jour|اليوم)[ ,،]+(?:le )?(.{6,30})", fold(text[:400]))
    return find_date(found[1]) if found else None
