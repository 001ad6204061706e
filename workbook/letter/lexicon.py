"""Words that say what a name is: legal forms, words for organisations, professions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from workbook.letter.patterns import all_words, common
from workbook.letter.prose import fold, key


def legal_form(word: str) -> bool:
    """Tell whether *word* is a legal form of companies: SARL, Ltd., ش.ذ.م.م."""
    folded = fold(word).strip(".,;()")
    return folded in common("legal_forms") or key(word) in common("legal_forms")


def org_word(word: str) -> bool:
    """Tell whether *word* is one that organisations are called by: bank, clinique, شركة."""
    folded = fold(word).strip(".,;:()'\"«»“”")
    return re.sub(r"^l'", "", folded) in all_words("person", "org")


def own_office(words: Sequence[str]) -> bool:
    """Tell whether folded *words* name an office within a house, not a firm: "مكتب الضبط", "مكتب عمان"."""
    if not words or words[0] != "مكتب":
        return False
    inner = ("place", "rank", "team")
    return len(words) < 2 or words[1].startswith("ال") or any(words[1] in all_words("person", name) for name in inner)


@cache
def role_heads() -> frozenset[str]:
    """Return the words that name a profession, in all languages: their names mix."""
    return all_words("role", "head")


def is_arabic(text: str) -> bool:
    """Tell whether the first letter of *text* is Arabic."""
    first = next((char for char in text if char.isalpha()), "")
    return "\u0620" <= first <= "\u06ff"


# English words for who does something, beside those listed: "metallurgist", "boatwright", "beekeeper".
_MAKER: Final = re.compile(
    r"(?!beforehand|secondhand|assist|exist|persist|consist|insist|resist|desist|enlist|twist|wishlist|shortlist|checklist|playlist|physician?s\b)"
    r"\w{3,}(?:ologist|ographer|ician|[^l]ist|wright|smith|keeper|maker|worker|master|monger|[kmne]hand)s?"
)


def has_head(role: str) -> bool:
    """Tell whether *role* holds a word that names a profession: engineer, comptable, مهندس."""
    folded = fold(role)
    return any(_is_head(token) for token in (*re.split(r"\W+", folded), *re.findall(r"\w+-\w+", folded)))


def _is_head(token: str) -> bool:
    heads = role_heads()
    if token in heads or (token.endswith("s") and token[:-1] in heads) or _MAKER.fullmatch(token):
        return True
    bare = re.sub(r"^(?:ال|لل|ل|ب|ك|و)(?=\w{3})", "", token)
    return (bare != token and bare in heads) or (token.endswith("ا") and is_arabic(token) and token[:-1] in heads)
