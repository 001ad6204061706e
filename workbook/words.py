"""The one way from a msgid to what a person reads.

English is the msgid. A text is marked with :func:`_` where it is written, stays lazy, and is
translated when it is shown, so a module-level declaration follows the language chosen later. Every text is plain (R5).

**Why not a ``str`` subclass:** ``"".join`` and ``json.dumps`` would read the English underneath
without a word; a type of its own makes the type checker point at every place that forgot ``str()``.
"""

from __future__ import annotations

import gettext
import re
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

    ``locale`` is the CLDR locale for dates: Arabic as written in Algeria, British day order in English.
    """

    code: str
    name: str
    locale: str
    direction: Direction


LANGUAGES: Final = {
    lang.code: lang
    for lang in (
        Language("en", "English", "en_GB", "ltr"),
        Language("fr", "Français", "fr", "ltr"),
        Language("ar", "العربية", "ar_DZ", "rtl"),
    )
}

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
    from babel.dates import format_date

    patterns = {"short": "d MMM", "long": "d MMMM y", "weekday": "EEEE d MMMM", "month_day": "d MMMM"}
    pattern = patterns[form]
    if _current.code == "fr" and when.day == 1:
        pattern = re.sub(r"\bd\b", "d'er'", pattern)
    return format_date(when, pattern, locale=_current.locale)


def listed(items: Iterable[str]) -> str:
    """Return *items* in one line, apart from each other as the current language does it."""
    return str(_("; ")).join(items)


def labelled(label: object, text: object) -> str:
    """Return *text* after its *label*, with the colon of the current language."""
    return str(_("{label}: {text}").fill(label=label, text=text))


def whole(number: str) -> str:
    """Return a phone number that no line break and no change of direction takes apart."""
    return number.replace(" ", "\u00a0")
