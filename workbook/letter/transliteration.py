"""Whether a domain name spells an Arabic name in Latin letters: "dobara" is "دوبارة", "sama-gulf" "سما الخليج"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from workbook.letter.lexicon import is_arabic, org_word
from workbook.letter.prose import fold, unmark

# How the folded Arabic letters are written; "" where one is often left out.
_LATIN: Final = {
    letter: tuple(spellings.replace("-", "").split(" "))
    for letters, spellings in (
        ("ا", "a e i o u aa ou ee -"),
        ("ب", "b p"),
        ("پ", "p"),
        ("تط", "t"),
        ("ث", "th t s"),
        ("جچ", "j g dj ch"),
        ("ح", "h"),
        ("خ", "kh k"),
        ("دض", "d dh"),
        ("ذ", "dh th z d"),
        ("ر", "r"),
        ("ز", "z s"),
        ("سص", "s c"),
        ("ش", "sh ch"),
        ("ظ", "z dh d"),
        ("ع", "a e i o -"),
        ("غ", "gh g r"),
        ("فڤ", "f v ph"),
        ("ق", "q k g c"),
        ("كگ", "k c g q ck"),
        ("ل", "l"),
        ("م", "m"),
        ("ن", "n"),
        ("ه", "h a e ah eh t -"),
        ("و", "w u o ou oo v"),
        ("ي", "y i e a ee ei"),
        ("ء", "a -"),
    )
    for letter in letters
}
_VOWELS: Final = frozenset("aeiou")
_LONGEST: Final = 4  # words of a name


def _after(word: str, latin: str, places: frozenset[int]) -> frozenset[int]:
    """Return where in *latin* the spellings of *word* end that start at one of *places*."""
    for letter in word:
        reached: set[int] = set()
        for place in places:
            for start in range(place, min(place + 3, len(latin) + 1)):
                if start > place and latin[start - 1] not in _VOWELS:
                    break
                for spelling in _LATIN.get(letter, ()):
                    if latin.startswith(spelling, start):
                        end = start + len(spelling)
                        reached.add(end)
                        if spelling and latin[end : end + 1] == latin[end - 1]:
                            reached.add(end + 1)  # "ll"
        places = frozenset(reached)
        if not places:
            break
    return places


def _forms(word: str) -> tuple[str, ...]:
    """Return *word* folded, with and without its article."""
    folded = re.sub(r"[^\u0620-\u06ff]", "", fold(unmark(word)))
    return (folded, folded[2:]) if folded.startswith("ال") and len(folded) > 4 else (folded,)


def spelled(words: Sequence[str], latin: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of the *words* that *latin*, a domain name without its dots and dashes, spells in full."""
    for start, first in enumerate(words):
        if len(latin) < 4 or not is_arabic(first):
            continue
        places = frozenset({0})
        for end in range(start, min(start + _LONGEST, len(words))):
            places = frozenset().union(*(_after(form, latin, places) for form in _forms(words[end]) if form))
            if not places:
                break
            if len(latin) in places:
                yield start, end + 1
                break


def spells(name: str, latin: str) -> bool:
    """Tell whether *latin* is, or begins with, the Arabic *name*, with or without what kind of house it is."""
    words = [word for word in name.split() if not org_word(word) and not word.startswith("لل")]
    if not words or not is_arabic(words[0]):
        return False
    if any(True for _found in spelled(words, latin)):
        return True
    first = (_after(form, latin, frozenset({0})) for form in _forms(words[0]) if form)
    return max(frozenset().union(*first), default=0) >= 4  # "نور الصحية" is "noorhealth"
