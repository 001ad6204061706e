"""The one way from a msgid to what a person reads.

English is the msgid. A text is marked with :func:`_` where it is written, stays lazy, and is
translated when it is shown, so a module-level declaration follows the language chosen later. Every text is plain (R5).

**Why not a ``str`` subclass:** ``"".join`` and ``json.dumps`` would read the English underneath
without a word; a type of its own makes the type checker point at every place that forgot ``str()``.
"""

from __future__ import annotations

import gettext
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final, Literal

__all__ = [
    "LANGUAGES",
    "Language",
    "Text",
    "_",
    "current",
    "day",
    "decimal",
    "direction",
    "labelled",
    "language",
    "listed",
    "n_",
    "set_language",
    "whole",
]

Direction = Literal["ltr", "rtl"]

DOMAIN: Final = "workbook"
LOCALE_DIR: Final = Path(__file__).parent / "locale"


@dataclass(frozen=True, slots=True)
class Language:
    """A language a person can read the workbook in.

    ``locale`` is the CLDR locale: Arabic as written in Algeria, British day order in English. The months, the days of
    the week from Monday on, and the decimal ``point`` are those of CLDR, too.

    **Why not asked of Babel:** its data takes 7 MB of every kernel.
    """

    code: str
    name: str
    locale: str
    direction: Direction
    months: tuple[str, ...]
    short_months: tuple[str, ...]
    weekdays: tuple[str, ...]
    point: str


_MONTHS_IN_ARABIC: Final = (
    "جانفي", "فيفري", "مارس", "أفريل", "ماي", "جوان", "جويلية", "أوت", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر",
)  # fmt: skip

LANGUAGES: Final = {
    lang.code: lang
    for lang in (
        Language(
            "en", "English", "en_GB", "ltr",
            months=(
                "January", "February", "March", "April", "May", "June",
                "July", "August", "September", "October", "November", "December",
            ),
            short_months=("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec"),
            weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
            point=".",
        ),
        Language(
            "fr", "Français", "fr", "ltr",
            months=(
                "janvier", "février", "mars", "avril", "mai", "juin",
                "juillet", "août", "septembre", "octobre", "novembre", "décembre",
            ),
            short_months=(
                "janv.", "févr.", "mars", "avr.", "mai", "juin",
                "juil.", "août", "sept.", "oct.", "nov.", "déc.",
            ),
            weekdays=("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
            point=",",
        ),
        Language(
            "ar", "العربية", "ar_DZ", "rtl",
            months=_MONTHS_IN_ARABIC,
            short_months=_MONTHS_IN_ARABIC,
            weekdays=("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"),
            point=",",
        ),
    )
}  # fmt: skip

# R16: no catalog counts as done until a native reader has reviewed it; the README says so until then.
_current = LANGUAGES["en"]


def current() -> Language:
    """Return the language that texts are shown in now."""
    return _current


def set_language(code: str) -> None:
    """Show texts in the language *code* from here on (process-wide; ``KeyError`` when unknown)."""
    global _current
    _current = LANGUAGES[code]


@contextmanager
def language(code: str) -> Iterator[Language]:
    """Show texts in the language *code* inside the block."""
    before = _current
    set_language(code)
    try:
        yield _current
    finally:
        set_language(before.code)


def direction(text: str) -> Direction:
    """Return the direction of *text* by its first strong character; the reader's own if it has none."""
    import unicodedata

    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind == "L":
            return "ltr"
        if kind in {"R", "AL"}:
            return "rtl"
    return _current.direction


@cache
def catalog(code: str) -> gettext.NullTranslations:
    """Return the catalog of language *code*; English, and a language without one, read the msgids."""
    return gettext.translation(DOMAIN, LOCALE_DIR, [code], fallback=True)


@dataclass(frozen=True)
class Text:
    """A text to be shown later, in the language of that moment; ``str()`` gives it.

    ``values`` fill ``{named}`` places. They are filled after translation and never parsed
    themselves, so braces in what a person typed stay braces.
    """

    msgid: str
    plural: str = ""
    count: int = 0
    values: dict[str, object] = field(default_factory=dict, hash=False)

    def fill(self, **values: object) -> Text:
        """Return the text with more places filled."""
        return Text(self.msgid, self.plural, self.count, {**self.values, **values})

    def __str__(self) -> str:
        known = catalog(_current.code)
        shown = known.ngettext(self.msgid, self.plural, self.count) if self.plural else known.gettext(self.msgid)
        return shown.format_map(self.values) if self.values else shown


def _(msgid: str) -> Text:
    """Mark *msgid* as a text that a person reads."""
    return Text(msgid)


def n_(singular: str, plural: str, count: int) -> Text:
    """Mark a text that changes with a number; ``{count}`` is filled."""
    return Text(singular, plural, count, {"count": count})


def day(when: date, form: Literal["short", "long", "weekday", "month_day"] = "long") -> str:
    """Return *when* as the current language writes it: ``24 Nov``, ``24 November 2026``, ``Tuesday 24 November``."""
    number = f"{when.day}er" if _current.code == "fr" and when.day == 1 else str(when.day)
    if form == "short":
        return f"{number} {_current.short_months[when.month - 1]}"
    of_month = f"{number} {_current.months[when.month - 1]}"
    if form == "weekday":
        return f"{_current.weekdays[when.weekday()]} {of_month}"
    return f"{of_month} {when.year}" if form == "long" else of_month


def decimal(value: float) -> str:
    """Return a middle value as the current language writes it: whole, or with a half."""
    return f"{value:.1f}".removesuffix(".0").replace(".", _current.point)


def listed(items: Iterable[str]) -> str:
    """Return *items* in one line, apart from each other as the current language does it."""
    return str(_("; ")).join(items)


def labelled(label: object, text: object) -> str:
    """Return *text* after its *label*, with the colon of the current language."""
    return str(_("{label}: {text}").fill(label=label, text=text))


def whole(number: str) -> str:
    """Return a phone number that no line break and no change of direction takes apart."""
    return number.replace(" ", "\u00a0")
