"""Text made safe and comparable: cleaning, folding, sentences.

Folding keeps the length of the text, so that what a pattern finds in the folded copy can be cut from the original.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_SPACES: Final = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t"
_BREAKS: Final = re.compile(r"\r\n?|[\u2028\u2029\x0b\x0c\x85]")
_COLOURS: Final = re.compile(r"\x1b\[[0-9;]{0,20}[A-Za-z]")
_MARKS: Final = re.compile(r"[\u0610-\u061a\u064b-\u065f\u0670\u0640]")
_TO_SPACE: Final = dict.fromkeys(map(ord, _SPACES), " ")


def _kept(char: str) -> bool:
    return char == "\n" or unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co", "Cn"}


def clean(text: str) -> str:
    """Return *text* with one kind of space and line break, without control, invisible and surrogate characters."""
    text = _BREAKS.sub("\n", _COLOURS.sub("", text)).translate(_TO_SPACE)
    if text.isascii():
        return re.sub(r"[\x00-\x09\x0b-\x1f\x7f]", "", text)
    bad = {ord(char): None for char in set(text) if not _kept(char)}
    return unicodedata.normalize("NFC", text.translate(bad))


def value(text: str, limit: int = 120) -> str:
    """Return *text* fit to be a value: clean, on one line, without quotes around it, *limit* characters at most."""
    flat = " ".join(clean(text).split())
    flat = flat.strip(" \"'“”«»‘’*_,;:|-–—•·،؛")
    return flat if len(flat) <= limit else flat[:limit].rsplit(" ", 1)[0]


def _fold_table() -> dict[int, str]:
    table: dict[int, str] = {}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFD", chr(code))[0].lower()
        table[code] = base if len(base) == 1 else chr(code)
    table |= dict.fromkeys(map(ord, "’‘ʼ`´‛ʹ"), "'")
    table |= dict.fromkeys(map(ord, "“”„«»‹›"), '"')
    table |= dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
    table |= dict(zip(map(ord, "أإآٱىةؤئکی"), "اااايهوىكي", strict=True))
    table |= dict(zip(map(ord, "،؛؟"), ",;?", strict=True))
    table |= {0x660 + digit: str(digit) for digit in range(10)} | {0x6F0 + digit: str(digit) for digit in range(10)}
    table |= {code: chr(code + 32) for code in range(ord("A"), ord("Z") + 1)}
    return table


_FOLD: Final = _fold_table()


def fold(text: str) -> str:
    """Return *text* in small letters without accents, one spelling of Arabic letters, plain quotes; same length."""
    return text.translate(_FOLD)


def unmark(text: str) -> str:
    """Return *text* without Arabic vowel marks and elongation, which patterns do not know."""
    return _MARKS.sub("", text)


def key(text: str) -> str:
    """Return what two spellings of one name share: folded letters and digits only."""
    return re.sub(r"[\W_]+", "", fold(unmark(text)))


def arabic_share(text: str) -> float:
    """Return the share of Arabic letters among the letters of *text*."""
    letters = sum(map(str.isalpha, text))
    return sum("\u0620" <= char <= "\u06ff" for char in text if char.isalpha()) / letters if letters else 0.0


# A dot after these does not end a sentence, unless a word that only starts sentences follows.
_ABBREVIATION: Final = re.compile(
    r"(?:^|[\s(])(?:mr|mrs|ms|dr|m|mm|mme|mlle|pr|prof|st|ste|gr|mt|rev|capt|hon|messrs|viz|inc|ltd|pvt|pte|pty|co|corp|llc|sr|jr|no|nr|ref|ext|dept|tel|vs|eg|ie"
    r"|etc|approx|min|max|[a-z]|(?:\w\.){1,5}\w)\.$"
)
_STARTER: Final = re.compile(
    r"(?:we|our|your|you|after|the|this|that|these|thank|thanks|unfortunately|i|it|as|while|although|please|there|however"
    r"|nous|votre|vos|apres|le|la|les|malheureusement|merci|je|ce|cette|cependant|toutefois|suite|en|il|si"
    r"|لقد|نحن|بعد|للاسف|شكرا|نود|نشكر\w*)\b"
)
_END: Final = re.compile(
    r"(?:[.!?؟…]+|[:;]-?[)(DP]|[\U0001f300-\U0001faff\u2600-\u27bf]+\ufe0f?)[\"'”»)\]]*(?=\s)|[.!?؟…]+$"
)


def sentences(paragraph: str) -> list[str]:
    """Return the sentences of one *paragraph*; dots in abbreviations and legal forms do not end one."""
    found: list[str] = []
    start = 0
    for end in _END.finditer(paragraph):
        before, after = paragraph[start : end.end()], paragraph[end.end() :].lstrip()
        if after and end.group().startswith("."):
            follows = fold(after[:20])
            if _ABBREVIATION.search(fold(before[-16:])) and not (_STARTER.match(follows) and after[0].isupper()):
                continue
            if after[0].islower() and end.group() == "." and not re.search(r"[^\W\d_]{4,}\.$", before):
                continue
        found.append(before.strip())
        start = end.end()
    found.append(paragraph[start:].strip())
    return [sentence for sentence in found if sentence]
