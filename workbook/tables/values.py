"""What stands in a cell -> a value: a day, one of some choices."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Final, Literal

from workbook.letter.dates import month_numbers
from workbook.letter.prose import fold, unmark

Order = Literal["dmy", "mdy"]

_FILE: Final = Path(__file__).with_name("words.toml")
_EXCEL_BEGAN: Final = date(1899, 12, 30)
_LONGEST_DAY: Final = 60
_SERIALS: Final = range(36_526, 73_051)
"""Days of 2000 to 2099 as Excel counts them."""
_SERIAL: Final = re.compile(r"(\d{5})(?:[.,]\d+)?")
_TIME: Final = re.compile(
    r"[ t,]*(?:(?:at|a|الساعه) )?\d{1,2}[:h]\d{2}(?::\d{2}(?:[.,]\d+)?)?\s?(?:[ap]\.?m\.?|[صم])?"
    r"\s?(?:z|utc|gmt|[+-]\d\d:?\d\d)?$"
)
_ISO: Final = re.compile(r"(\d{4})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?(\d{1,2})|(\d{4})(\d\d)(\d\d)")
_NUMERIC: Final = re.compile(r"(\d{1,2})\s?[-/. ]\s?(\d{1,2})\s?[-/. ]\s?(\d{4}|\d\d)")
_DAY_FIRST: Final = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|er|e)?[ \-/.,]*(?:of |de )?([^\W\d]+)\.?[ \-/.,]*(?:de )?(\d{4}|\d\d)"
)
_MONTH_FIRST: Final = re.compile(r"([^\W\d]+)\.?[ \-/.]*(\d{1,2})(?:st|nd|rd|th)?[ \-/.,]+(\d{4}|\d\d)")
_WEEKDAY: Final = re.compile(
    r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|satur|sat|sun)(?:day)?\.?,? +"
    r"|^(?:lun|mar|mer|jeu|ven|sam|dim)(?:di|credi|dredi|edi|anche)?\.?,? +"
    r"|^(?:يوم )?(?:ال)?(?:احد|اثنين|ثلاثاء|اربعاء|خميس|جمعه|سبت)[,،]? +"
)
_TWO_WORDS: Final = re.compile(r"(تشرين|كانون) (ال\w+)")


def day_order(values: Iterable[str]) -> Order:
    """Return how a column writes its days: the month comes first only where that alone fits; else the day does."""
    fits = {"dmy": 0, "mdy": 0}
    for text in values:
        if found := _NUMERIC.match(_plain(text[:_LONGEST_DAY])):
            fits["dmy"] += int(found[1]) > 12
            fits["mdy"] += int(found[2]) > 12
    return "mdy" if fits["mdy"] and not fits["dmy"] else "dmy"


def read_day(text: str, order: Order = "dmy") -> date | None:
    """Return the day that *text* names and nothing else, or ``None``: ISO, numeric, in words, or Excel's count."""
    if len(text) > _LONGEST_DAY:
        return None
    plain = _TIME.sub("", _WEEKDAY.sub("", _plain(text))).rstrip(" م") if text.strip() else ""
    if found := _ISO.fullmatch(plain):
        return _day(*(found[place] or found[place + 3] for place in (1, 2, 3)))
    if found := _SERIAL.fullmatch(plain):
        return _EXCEL_BEGAN + timedelta(int(found[1])) if int(found[1]) in _SERIALS else None
    if found := _NUMERIC.fullmatch(plain):
        first, second = (found[1], found[2]) if order == "dmy" else (found[2], found[1])
        return _day(found[3], second, first)
    if (found := _DAY_FIRST.fullmatch(plain)) and (month := _months().get(found[2])):
        return _day(found[3], month, found[1])
    if (found := _MONTH_FIRST.fullmatch(plain)) and (month := _months().get(found[1])):
        return _day(found[3], month, found[2])
    return None


@cache
def choices(kind: str) -> Mapping[str, tuple[str, ...]]:
    """Return what people write for each choice of *kind*, a table of ``words.toml``."""
    with _FILE.open("rb") as file:
        return {key: tuple(spellings) for key, spellings in tomllib.load(file)[kind].items()}


def read_choice(text: str, kind: str) -> str | None:
    """Return the choice of *kind* that *text* names, or ``None``.

    Longer spellings are taken out first ("not rejected" before "rejected"); of what is left, the choice that stands
    first in the file wins.
    """
    words, found = f" {_words(text)} ", set()
    for length, spelling, key in _spellings(kind):
        if spelling.startswith("="):
            if words.strip() == spelling[1:]:
                return key
        elif length <= len(words) and f" {spelling} " in words:
            words = words.replace(f" {spelling} ", " | ")
            found.add(key)
    return next((key for key in choices(kind) if key in found), None)


@cache
def _spellings(kind: str) -> list[tuple[int, str, str]]:
    """Return (length, spelling in plain words, choice), the longest first."""
    every = [
        (len(spelling), spelling[: spelling.startswith("=")] + _words(spelling), key)
        for key, spellings in choices(kind).items()
        for spelling in spellings
    ]
    return sorted(every, reverse=True)


def _day(year: str, month: str | int, day: str) -> date | None:
    whole = int(year) + (2000 if len(year) == 2 else 0)
    try:
        return date(whole, int(month), int(day)) if 1990 <= whole <= 2100 else None
    except ValueError:
        return None


def _plain(text: str) -> str:
    plain = " ".join(fold(unmark(text)).replace("،", ",").split())
    return _TWO_WORDS.sub(r"\1_\2", plain)


def _words(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", fold(unmark(text))))


@cache
def _months() -> dict[str, int]:
    # One word each, as _plain makes them.
    return {name.replace(" ", "_"): number for name, number in month_numbers().items()}
