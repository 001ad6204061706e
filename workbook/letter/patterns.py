"""The patterns and word lists of each language, from one data file a language, compiled when first used.

The signs a pattern may hold are explained at the top of ``patterns/en.toml``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, Protocol

from workbook.letter.prose import arabic_share, fold, unmark

LANGUAGES: Final = ("en", "fr", "ar")
_FOLDER: Final = Path(__file__).parent / "patterns"
_LINE: Final = re.compile(r"(\d+(?:\.\d+)?) (.+)", re.DOTALL)
_MACRO: Final = re.compile(r"\{([a-z]+)\}")
_CAPTURE: Final = re.compile(r"<(company|role|person)>(\Z)?")
_PLAIN: Final = re.compile(r"\\.|[^\\]+", re.DOTALL)
# Lengths are bounded everywhere, so that no text can make a pattern run away.
_LOOSE: Final = frozenset({"verdict", "door", "refusal", "cancelled", "reason"})
_ARABIC_WORD: Final = re.compile(r" (?=[\u0620-\u064a]|\(\?:)")
_REST: Final = r"(?P<what>\S[^\n]{0,400})"
_GAP: Final = r"\W(?:[^.!?]{0,60}\W)?"
_NAME_AT_END: Final = r"(?=(?P<\1>\\S[^\\n]{0,140}))"
_NAME_INSIDE: Final = r"(?P<{name}>(?:(?!(?:the|our|this|votre|notre) )[^\n!?;{colon}]){{2,90}}?)"


@dataclass(frozen=True, slots=True)
class Pattern:
    """One line of a data file: ``name`` is where it stands, ``weight`` how much it says."""

    name: str
    weight: float
    regex: re.Pattern[str]


@cache
def _data(language: str) -> dict[str, Any]:
    with (_FOLDER / f"{language}.toml").open("rb") as file:
        return tomllib.load(file)


def _fold_source(source: str) -> str:
    return "".join(part if part[0] == "\\" else fold(part) for part in _PLAIN.findall(source))


def _captured(found: re.Match[str]) -> str:
    """Return the group that a place such as ``<role>`` stands for; a role may hold a colon, other names none."""
    if found[2] is not None:
        return found.expand(_NAME_AT_END)
    return _NAME_INSIDE.format(name=found[1], colon="" if found[1] == "role" else ":")


def _compile(language: str, source: str, loose: bool) -> re.Pattern[str]:
    macros: dict[str, str] = _data(language)["macros"]
    for _depth in range(3):
        source = _MACRO.sub(lambda found: macros[found[1]], source)
    source = _fold_source(source).replace(" .. ", _GAP).replace("<what>", _REST)
    source = _CAPTURE.sub(_captured, source)
    if language == "ar":
        # One-letter words are written onto the next word; endings are too. With *loose* any word may have the article.
        source = _ARABIC_WORD.sub(r"\g<0>(?:ال)?", source) if loose else source
        return re.compile(rf"(?<!\w)(?:[وفبل]|ال|وال|بال|لل)?(?:{source})")
    return re.compile(rf"(?<!\w)(?:{source})(?:(?!\w)|(?<!\w))")


@cache
def patterns(language: str, section: str, name: str) -> tuple[Pattern, ...]:
    """Return the patterns of ``[section] name`` in the data file of *language*."""
    found = []
    for number, line in enumerate(_data(language).get(section, {}).get(name, ()), 1):
        parts = _LINE.fullmatch(line)
        if parts is None:
            raise ValueError(f"{language}.toml, [{section}] {name}, line {number}: no weight")
        found.append(
            Pattern(
                f"{language}.{section}.{name}:{number}",
                float(parts[1]),
                _compile(language, parts[2], section in _LOOSE),
            )
        )
    return tuple(found)


@cache
def common(name: str) -> frozenset[str]:
    """Return the list *name* of ``common.toml``."""
    return frozenset(fold(str(_data("common")[name])).split())


@cache
def words(language: str, section: str, name: str) -> frozenset[str]:
    """Return the folded words of ``[section] name`` in the data file of *language*."""
    return frozenset(fold(str(_data(language).get(section, {}).get(name, ""))).split())


@cache
def all_words(section: str, name: str) -> frozenset[str]:
    """Return the folded words of ``[section] name`` of all languages: names mix them."""
    return frozenset().union(*(words(language, section, name) for language in LANGUAGES))


@cache
def word_list(language: str, section: str, name: str) -> tuple[str, ...]:
    """Return the folded words of ``[section] name`` in their order."""
    return tuple(fold(str(_data(language).get(section, {}).get(name, ""))).split())


@cache
def expression(language: str, section: str, name: str) -> re.Pattern[str]:
    """Return the one regular expression ``[section] name`` of *language*."""
    return re.compile(rf"{_fold_source(_data(language)[section][name])}(?!\w)")


def any_match(section: str, name: str, line: str) -> re.Match[str] | None:
    """Return the first match of ``[section] name``, in any language, in *line*."""
    folded = fold(unmark(line))
    for language in LANGUAGES:
        for pattern in patterns(language, section, name):
            if found := pattern.regex.search(folded):
                return found
    return None


def languages_of(text: str) -> tuple[str, ...]:
    """Return the languages that *text* (one sentence or one letter) may be in, likeliest first."""
    share = arabic_share(text)
    if share > 0.7:
        return ("ar",)
    tokens = re.findall(r"[a-z]+", fold(text[:4000]))
    english = sum(token in words("en", "language", "stop") for token in tokens)
    french = sum(token in words("fr", "language", "stop") for token in tokens)
    latin: tuple[str, ...] = ("en", "fr") if english >= french else ("fr", "en")
    if max(english, french) >= 3 * min(english, french) + 2:
        latin = latin[:1]
    if share > 0.3:
        return ("ar", *latin)
    return (*latin, "ar") if share > 0.02 else latin


class Line(Protocol):
    """What patterns are searched in: a text and its folded copy of the same length."""

    @property
    def text(self) -> str: ...
    @property
    def folded(self) -> str: ...


def cued(line: Line, section: str, name: str, languages: Iterable[str]) -> Iterator[tuple[Pattern, re.Match[str]]]:
    """Yield the matches of ``[section] name`` in *line*, a few of each pattern."""
    for language in languages:
        for pattern in patterns(language, section, name):
            for _number, found in zip(range(4), pattern.regex.finditer(line.folded), strict=False):
                yield pattern, found


def named(line: Line, found: re.Match[str], name: str) -> tuple[str, bool]:
    """Return the text at the place *name* of a match, and whether words of the pattern stand right after it."""
    start, end = found.span(name)
    open_end = f"(?P<{name}>\\S" in found.re.pattern
    return line.text[start : len(line.text) if open_end else end], not open_end
