"""What a piece of a line is: a person, a rank, a team, a way to reach somebody, and by elimination a company."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from workbook.letter.companies import plausible_company, take_company, without_team
from workbook.letter.lexicon import is_arabic, legal_form, org_word, own_office, role_heads
from workbook.letter.patterns import all_words, common
from workbook.letter.persons import family_names, looks_like_person, untitled
from workbook.letter.prose import fold, key, unmark, value

Kind = Literal["person", "rank", "team", "company", "contact", "none"]
_CONTACT: Final = re.compile(
    r"https?:|www\.|[\w.+-]@[\w-]|\d[\d .()-]{5,}\d|\b(?:tel|tél|phone|mob|fax|هاتف|جوال|ص\.ب)\b"
    r"|\b\d{1,2} ?h(?:\d\d)?\b"
    r"|^(?:bands?|grades?|levels?|room|unit|bt|bât|lot|n°|niveau|étage|porte|appt?|case) ?[\dIVX]"
    r"|^\W*[mt]\s?[:.]\s?[+(\d]|\.example\b|\.(?:com|dz|fr|net|org)/",
    re.IGNORECASE,
)
_HOST: Final = re.compile(r"(?:^|\s)[a-z][\w.-]*\.(?:com|dz|fr|net|org)\b")
_ADDRESS: Final = re.compile(
    r"(?i)\bc/o\b|\b(?:p\.? ?o\.? ?box|private bag|case postale|bo[iî]te postale|postfach"
    r"|cedex|siret|siren|capital social|رأسمالها|س\.ت|صندوق البريد|إقامة|الشقة"
    r"|rue|avenue|av\.|bd|boulevard|street|st\.|road|floor|suite|cité|lot|lotissement|zone|bp|b\.p|route|block|building|bâtiment|base"
    r"|yard|lane|quay|walk|terrace|crescent|شارع|حي|طريق|عمارة|زنقة|نهج|المنطقة|طابق|الطابق|مبنى|المبنى)\b"
    r"|^(?:مدينة|جبل|ميدان|ساحة|دوار|ضاحية|محافظة) \S+$|\bمكتب (?:رقم )?\d"
)
_LOCATED: Final = re.compile(r" (?:في|لدى|من|مع|chez|at|au sein de) (\S+ \S.*)$")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a line and what it is; ``sure`` when a legal form or a word like "bank" says so."""

    kind: Kind
    text: str
    sure: bool = False


@cache
def team_words() -> frozenset[str]:
    """Return the words that teams and departments are called by, in all languages."""
    return all_words("person", "team") | all_words("company", "noise") | frozenset(["-", "–", "—", "&", "/"])


def words_of(text: str) -> list[str]:
    """Return the folded words of *text*."""
    found = [re.sub(r"^(?:d'|l')", "", fold(unmark(token)).strip(".,;:()'\"*«»")) for token in text.split()]
    return [word for word in found if word]


def _bare(word: str) -> str:
    return re.sub(r"^(?:وال|ال|لل|ول|و|ل|ب)(?=\w{3})", "", word)


def _is_org(word: str) -> bool:
    return word in all_words("person", "org") or (word.startswith("لل") and len(word) > 4)


def classify(text: str) -> Piece:
    """Tell what one piece of a line is, by its words."""
    text = _plain(value(text, 120))
    words = words_of(text)
    if not words or not any(char.isalpha() for char in text):
        return Piece("none", text)
    if (
        _CONTACT.search(text)
        or _HOST.search(text)
        or _ADDRESS.search(text)
        or re.search(r"\b(?:19|20)\d\d\b", fold(text))
    ):
        return Piece("contact", text)
    tokens = text.split()
    legal = any(legal_form(word) for word in tokens[1:]) or (
        len(tokens) > 1 and legal_form(tokens[0]) and words[-1] not in all_words("person", "rank")  # "Group PM"
    )
    team = all(word in team_words() or _bare(word) in team_words() for word in words)
    team = team or " ".join(words) in {"capital humain", "human capital", "راس المال البشري"}
    if team and not legal and any(len(word) > 1 for word in words):  # "D." is an initial
        return Piece("team", text)
    legal = legal or any(word in all_words("company", "tail") for word in words[1:])
    ranks = all_words("person", "rank")
    ranks = ranks | role_heads()
    ranked = [word in ranks or (_bare(word) in ranks and not word.startswith("لل")) for word in words]
    if is_arabic(text) and not ranked[0] and words[0] not in all_words("person", "title") | all_words("role", "before"):
        ranked = [False] * len(words)  # a profession stands first: "نبض التقنية" is none
    if not ranked[0] and len(words) < 4 and family_names(words[1:]) and looks_like_person(text):
        ranked = [False] * len(words)  # "Jean Berger", "منى صراف"
    org = [_is_org(word) or _is_org(re.sub(r"^ال", "", word)) for word in words]
    org = [found and word not in all_words("person", "place") for found, word in zip(org, words, strict=True)]
    org[0] = org[0] and not own_office(words)
    if any(word in common("stamps") or _bare(word) in common("stamps") for word in words):
        return Piece("none", text)
    inner = _LOCATED.search(text)
    if inner and not legal and not org[0] and org_word(inner[1].split()[0]):
        return classify(inner[1])  # "عرض عمل في شركة البنيان"
    if ranked[0] and words[1:2] == ["of"] and not {word for word in words if legal_form(word)} - {"group"}:
        return Piece("rank", text)  # "Head of Snow Group"
    if (
        legal
        or (
            len(words) > 1
            and (not ranked[-1] or (org[0] and is_arabic(text)))  # in Arabic a profession stands first
            and (org[0] or (any(org) and not any(ranked[:2]) and words[0] not in team_words()))
        )
    ):
        # The whole piece: names of institutions hold small words ("Centre national de recherche historique").
        text = re.split(r" ?: ", text)[0]  # "عن شركة الأفق: سمير"
        name = without_team(_plain(text)) if len(words) <= 9 and not _said(words) else take_company(text)
        named = name and (not is_arabic(name) or plausible_company(name))  # not "شركة التوظيف"
        return Piece("company", name or text, sure=True) if named else Piece("none", text)
    if (len(words) > 2 and words[-1] in common("team_endings") and any(ranked)) or words[-1] in common("bodies"):
        return Piece("team", text)  # "Cabin Crew Recruitment", "Search Committee"
    if words[0] in all_words("person", "title") and len(words) > 1 and looks_like_person(text):
        return Piece("person", untitled(text))  # "Professor J. Whitlock"
    if any(ranked[:4]):
        return Piece("rank", text)
    if words[0] in team_words() and words[0] not in all_words("language", "stop"):
        return Piece("team", text)
    if looks_like_person(text):
        return Piece("person", untitled(text))
    if re.search(r"['’]s [A-ZÀ-Ý]", text) and all(word[0].isupper() or word in {"&", "of", "and"} for word in tokens):
        return Piece("company", text)  # "Doreen's Flower Box"
    lead = without_team(text)
    gone = len(words) - len(lead.split())
    if (gone > 1 or (gone and words[-1] not in {"hr", "human"})) and take_company(lead, whole=True):
        return Piece("company", take_company(lead) or lead)  # "Northbank Human Resources"
    name = take_company(text)
    if name and len(key(name)) > 0.7 * len(key(text)):
        return Piece("company", name)
    return Piece("none", text)


def _plain(text: str) -> str:
    text = re.sub(r"^.{3,60} (?:chez|at|@|لدى) (?=\S)", "", text)
    return re.sub(
        r"^(?:M/s\.? |P/ ?|P/O |p\.? ?p\.? |i\. ?[AV]\. |gez\. |(?:[Ff]or and on behalf of|[Oo]n behalf of"
        r"|For|Pour|Au nom de|From|عن|باسم|نيابة عن|Chez) (?=\S))",
        "",
        text,
    )


def _said(words: Sequence[str]) -> bool:
    """Tell whether a line is a sentence rather than a name: it holds a pronoun or a verb of letters."""
    return any(word in common("speaking") for word in words)


def is_team(word: str) -> bool:
    """Tell whether *word* belongs to a team or department: HR, recrutement, قسم."""
    words = words_of(word)
    return not words or words[0] in team_words() or _bare(words[0]) in team_words()
