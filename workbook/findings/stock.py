"""Phrases that stand in many refusals and say nothing about the reader (S3.2, E9)."""

from __future__ import annotations

import re
from typing import Final

_STOCK: Final = re.compile(
    "|".join(
        (
            # English
            r"(?:other|another|different) candidates? (?:\w+ ){0,4}(?:closer|better|more closely|best|stronger)",
            r"(?:move|moving|proceed|go) (?:forward|ahead) with (?:other|another)",
            r"(?:not|isn['’]t) (?:the right|a good|quite the right) (?:fit|match)",
            r"(?:high|large|great|overwhelming) (?:number|volume|quality) of (?:applica|candida)",
            r"(?:more|most) suitable candidate",
            r"(?:closer|closely|better) (?:match|fit|align)\w* (?:\w+ ){0,3}(?:our|the) (?:needs|requirements|role)",
            r"keep your (?:cv|resume|résumé|details|application) on file",
            # French
            r"profils? (?:\w+ ){0,3}(?:plus )?(?:proches?|adapté\w*|correspond\w*|en adéquation)",
            r"(?:autres?|d['’]autres) (?:candidat\w*|profils?)",
            r"(?:grand )?nombre (?:important |élevé )?de candidatures",
            r"pas (?:été )?(?:retenue?|en mesure de donner)",
            r"ne correspond(?:ait)? pas (?:\w+ ){0,4}(?:besoins?|attentes|profil)",
            # Arabic
            r"مرشح\w* (?:آخر\w*|أكثر|أنسب)",
            r"(?:العدد|عدد) الكبير",
            r"لا (?:يتوافق|يتناسب|يتطابق)",
            r"الأنسب|الأكثر ملاءمة",
        )
    ),
    re.IGNORECASE,
)
_SPECIFIC: Final = re.compile(
    r"[0-9٠-٩]|because|parce que|car |lacks?|manque|ينقص|بسبب|لأن|experience (?:with|in) [A-Z]"
)
# Not every child or mother: who teaches or nurses hears of them, too.
_UNFAIR: Final = re.compile(
    r"\b(?:pregnan\w+|maternity leave|mothers|(?:have|having|your|no|without|want) (?:small |young )?(?:children|kids)"
    r"|married|marriage|husband|wife|your religion|your faith|hijab|headscarf|ethnic\w*|skin colou?r|your origins?"
    r"|too old|too young|your age"
    r"|enceintes?|congé maternité|(?:avoir|vos|sans) (?:des |d['’])?enfants|mariée?s?|mariage|votre (?:mari|épouse)"
    r"|votre religion|voile|foulard|vos origines|trop (?:âgée?s?|vieux|vieille|jeunes?)|votre âge)\b"
    r"|أمومة|متزوج|الزواج|زوجك|ديانت|دينك|حجاب|أصولك|أصلك|كبير في السن|سنك",
    re.IGNORECASE,
)
_LONGEST: Final = 400


def says_nothing(words: str) -> bool:
    """Return whether *words* are a stock phrase without anything specific in them."""
    text = " ".join(words[: _LONGEST * 2].split())
    return len(text) <= _LONGEST and bool(_STOCK.search(text)) and not _SPECIFIC.search(text)


def speaks_unfairly(words: str) -> bool:
    """Return whether *words* speak of marriage, children, origin, faith or age, by which nobody may be judged (R10)."""
    return bool(_UNFAIR.search(words[: _LONGEST * 4]))
