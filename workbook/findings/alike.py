"""Whether two texts speak of the same thing, by the words that they share.

It decides only what is said once instead of twice, and where to ask the person; both texts are short and about one
interview. **Why word counting:** it can be explained in a sentence and works the same in all three languages.
"""

from __future__ import annotations

import re
from typing import Final

ENOUGH: Final = 2
"""Telling words that two texts share when they speak of the same thing; one, where one of them has no more."""
_WORD: Final = re.compile(r"[^\W_]+")
_MARKS: Final = re.compile(r"[\u064b-\u0652\u0640]")
_SHORTEST: Final = 3
_ARTICLE: Final = re.compile(r"^(?:وال|بال|كال|فال|ال|لل)(?=\w{3})")
_COMMON: Final = frozenset(
    _WORD.findall("""
    the and for with that this was were had have has not but from they them their then than what when who whom how why
    all one two three into about over after before out could would did does done been being very too just also more
    most some any each other there here his her its our your you she him are can will asked ask said say told tell
    question questions answer answers answered last first time again only long good well better
    les des une pour avec que qui dans sur pas plus moins mon mes son ses ton leur leurs nous vous ils elle elles est
    sont était ont avait été fait faire comme aux par sans tout tous toute cette ces cet quoi quand dit dire demandé
    demander question questions réponse réponses répondu bien très peu avant après trop non oui aussi encore suis
    على إلى عن أن إن كان كانت كنت هذا هذه ذلك التي الذي لم لن ثم قبل بعد كل مع من في ما متى هل كيف لماذا قلت قال قالت
    سؤال السؤال أسئلة جواب الجواب سألني سألوني عند عندما حتى أنا هو هي وهل شيء شيئا
    """)
)


def alike(one: str, other: str) -> bool:
    """Return whether the two texts share enough telling words."""
    first, second = telling(one), telling(other)
    enough = min(ENOUGH, len(first), len(second))
    return enough > 0 and len(first & second) >= enough


def telling(text: str) -> frozenset[str]:
    """Return the words of *text* that say what it is about, without article and plural ending."""
    words = (_bare(word) for word in _WORD.findall(_MARKS.sub("", text.casefold())))
    return frozenset(word for word in words if len(word) >= _SHORTEST and word not in _COMMON)


def _bare(word: str) -> str:
    if word in _COMMON:
        return word
    if word.isascii() and len(word) > _SHORTEST + 1 and not word.endswith("ss"):
        return word.removesuffix("s")
    return _ARTICLE.sub("", word)
