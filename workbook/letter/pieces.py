"""What the parts of a line are: a person, a rank, a team, a way to reach somebody, and by elimination a company."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from workbook.letter.companies import take_company, without_team
from workbook.letter.lexicon import is_arabic, legal_form, org_word, role_heads
from workbook.letter.patterns import all_words, common
from workbook.letter.persons import looks_like_person, untitled
from workbook.letter.prose import fold, key, unmark, value

Kind = Literal["person", "rank", "team", "company", "contact", "none"]


_SEPARATOR: Final = re.compile(r"\s+[-–—|·•/@]{1,2}\s+|\s*[|·•()\[\]]\s*|\s*,\s+|\s*،\s*|\s*؛\s*")


_CONTACT: Final = re.compile(
    r"https?:|www\.|[\w.+-]@[\w-]|\d[\d .()-]{5,}\d|\b(?:tel|tél|phone|mob|fax|هاتف|جوال|ص\.ب)\b"
    r"|^\W*[mt]\s?[:.]\s?[+(\d]|\.example\b|\.(?:com|dz|fr|net|org)/",
    re.IGNORECASE,
)


_HOST: Final = re.compile(r"(?:^|\s)[a-z][\w.-]*\.(?:com|dz|fr|net|org)\b")


_ADDRESS: Final = re.compile(
    r"(?i)\b(?:rue|avenue|av\.|bd|boulevard|street|st\.|road|floor|suite|cité|lot|lotissement|zone|bp|b\.p|route|block|building|bâtiment|base|yard|lane|quay|walk|terrace|crescent|شارع|حي|طريق|عمارة)\b"
)


_LOCATED: Final = re.compile(r" (?:في|لدى|من|مع|chez|at|au sein de) (\S+ \S.*)$")
_FROM: Final = re.compile(r"^(.{2,40}?)\s+(?:(?:de chez|chez|from|at|de|du|من|لدى|في)\s+|(?:d['’]|@|&)\s*)(.+)$")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a line and what it is; ``sure`` when a legal form or a word like "bank" says so."""

    kind: Kind
    text: str
    sure: bool = False


@cache
def _team() -> frozenset[str]:
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
    legal = any(legal_form(word) for word in tokens[1:]) or (len(tokens) > 1 and legal_form(tokens[0]))
    if all(word in _team() or _bare(word) in _team() for word in words) and not legal:
        return Piece("team", text)
    legal = legal or any(word in all_words("company", "tail") for word in words[1:])
    ranks = all_words("person", "rank")
    ranks = ranks | role_heads()
    ranked = [word in ranks or (_bare(word) in ranks and not word.startswith("لل")) for word in words]
    org = [_is_org(word) or _is_org(re.sub(r"^ال", "", word)) for word in words]
    if any(word in common("stamps") or _bare(word) in common("stamps") for word in words):
        return Piece("none", text)
    inner = _LOCATED.search(text)
    if inner and not legal and not org[0] and org_word(inner[1].split()[0]):
        return classify(inner[1])  # "عرض عمل في شركة البنيان"
    if legal or (
        len(words) > 1 and not ranked[-1] and (org[0] or (any(org) and not any(ranked[:2]) and words[0] not in _team()))
    ):
        # The whole piece: names of institutions hold small words ("Centre national de recherche historique").
        name = without_team(_plain(text)) if len(words) <= 9 and not _said(words) else take_company(text)
        return Piece("company", name, sure=True) if name else Piece("none", text)
    if (len(words) > 2 and words[-1] in common("team_endings") and any(ranked)) or words[-1] in common("bodies"):
        return Piece("team", text)  # "Cabin Crew Recruitment", "Search Committee"
    if words[0] in all_words("person", "title") and len(words) > 1 and looks_like_person(text):
        return Piece("person", untitled(text))  # "Professor J. Whitlock"
    if any(ranked[:4]):
        return Piece("rank", text)
    if words[0] in _team() and words[0] not in all_words("language", "stop"):
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
    return re.sub(r"^(?:M/s\.? |P/ ?|P/O |pp |(?:For|Pour|From|عن|باسم|نيابة عن|De|Chez) (?=\S))", "", text)


def _said(words: Sequence[str]) -> bool:
    """Tell whether a line is a sentence rather than a name: it holds a pronoun or a verb of letters."""
    return any(word in common("speaking") for word in words)


def pieces(row: str) -> Iterator[Piece]:
    """Yield the classified parts of one line; a comma before a legal form or in a list of partners does not part."""
    row = re.sub(
        r"\((?:[A-ZÀ-Ý]{2,6}|(?:[\w.]\.){2,6}\w?\.?)\)",
        lambda found: found.group() if legal_form(found.group()) else " ",
        row,
    )
    row = re.sub(r" \(([\w .&-]{2,30})\)(?= (?:Ltd|LTD|LLC|SARL|SPA|Inc|plc|PLC)\b)", r" {\1}", row)
    start = 0
    cuts = list(_SEPARATOR.finditer(row))
    for cut in [*cuts, None]:
        end = cut.start() if cut else len(row)
        if cut and end > start and _one_name(row[start:end], row[cut.end() :], cut.group()):
            continue
        part = re.sub(r"\{(.*?)\}", r"(\1)", row[start:end].strip())
        if part:
            yield from _parted(part)
        start = cut.end() if cut else end


def _one_name(before: str, after: str, cut: str) -> bool:
    """Tell whether a comma stands inside a name: "Foo, Inc." or "Foo, Bar & Baz"."""
    following = after.split()
    if cut.strip(" ") not in {",", "،"} or not following:
        return False
    if legal_form(following[0]):
        return len(following) == 1 or not following[1][0].isupper() or following[1] in {"&", "Co."}
    return "&" in following[:3] and len(following) > 2 and classify(before).kind in {"person", "none", "company"}


_TEAM_OF: Final = re.compile(
    r"(?i:(?:l['’])?(?:équipe|equipe|service|direction|département|departement|pôle|bureau|cellule)"
    r"\b.*?\b(?:de chez |chez |de |du |d['’]))(?P<fr>[A-ZÀ-Ý].+)"
    r"|(?i:.*\b(?:team(?: at| of| from|,)?|(?:department|panel|office|committee)(?: at| of| from|,)) )"
    r"(?P<en>[A-ZÀ-Ý].+)"
    r"|(?:فريق|قسم|إدارة|مصلحة|مديرية) (?:\S+ ){1,3}?(?:في|لدى|ب) ?(?P<ar>\S.+)"
    r"|(?:[Tt]he )?(?P<the>[A-ZÀ-Ý].+?) "
    r"(?i:(?:Recruitment|Recruiting|Talent|Acquisition|Hiring|People|HR|Careers|Graduate|Global|Corporate|Assessment"
    r"|Candidate|Early|Staffing|and|&|Culture) )*"
    r"(?:[Tt]eam|[Cc]rew)"
)


_ARTICLE: Final = re.compile(r"^(?:(?i:toute?|le|la|les|votre|notre)\s+|(?i:l['’]))+(?=\S)")
_OF: Final = frozenset(
    {"عن", "de", "du", "des", "d", "la", "le", "l", "chez", "a", "au", "@", "-", "–", "—", "في", "لدى"}
)


def team_owner(part: str) -> str | None:
    """Return what follows a team: "Le service recrutement de Numidia", "إدارة الموارد البشرية بشركة نور"."""
    text = _ARTICLE.sub("", part.strip())
    tokens = list(re.finditer(r"\S+", text))
    if len(tokens) < 2 or not is_team(tokens[0].group()) or fold(tokens[0].group()) in _OF:
        return None
    small = True
    for token in tokens[1:]:
        word = token.group()
        small = fold(word) in _OF
        joined = re.match(r"(?:[dl]['’]|ب(?=\w{3}))", word)
        inner = word[joined.end() :] if joined else word
        if fold(word).strip(".") in all_words("person", "title"):
            return None
        if small or is_team(word) or (joined and inner and is_team(inner)):
            continue
        if joined and word[0] == "ب" and not org_word(inner):
            joined, inner = None, word
        start = token.start() + (joined.end() if joined and not org_word(word) else 0)
        before = text[: token.start()].split()[-1]
        if not (inner[0].isupper() or org_word(inner) or (is_arabic(inner) and (joined or before in {"في", "لدى"}))):
            return None
        return text[start:]
    return None


def _parted(part: str) -> Iterator[Piece]:
    """Part "Amine de Kliko" and "Directrice chez Kliko" in two."""
    articled = re.match(r"^(?:Le |La |L['’])(?=(\w+) [A-ZÀ-Ý])", part)
    if articled and org_word(articled[1]) and articled[1].islower():
        part = part[articled.end() :]  # "Le cabinet Numidia"
    whole = classify(part)
    named = team_owner(part) if len(part) < 90 else None
    if named and (company := classify(named)).kind in {"company", "person"}:
        yield Piece("team", "")
        yield Piece("company", company.text, sure=True)
        return
    owner = _TEAM_OF.fullmatch(part) if len(part) < 80 and whole.kind in {"team", "none", "company", "rank"} else None
    named = next((name for name in owner.groups() if name), "") if owner else ""
    if named and not is_team(named.split()[-1]) and (owned := take_company(named)):
        yield Piece("team", "")
        yield Piece("company", owned, sure=True)
        return
    first_name = re.match(r"^([A-ZÀ-Ý][\w'’-]{1,19}) de (\S.*)$", part)
    named_first = first_name is not None and not org_word(first_name[1]) and classify(first_name[1]).kind == "person"
    if first_name and named_first and whole.kind == "company":
        second = classify(first_name[2])
        if second.kind == "company" and second.sure:  # "Margaux de Papillote & Co"
            yield classify(first_name[1])
            yield second
            return
    strong = re.match(r"^(\S{2,20}(?: \S{2,20})?) (?:de chez|chez|from|at|@|لدى|من) (\S.*)$", part)
    if strong and len(part) < 60 and classify(strong[1]).kind == "person":
        after = classify(strong[2])
        yield classify(strong[1])
        yield Piece("company", after.text, after.sure) if after.kind in {"company", "person"} else after
        return
    found = _FROM.match(part)
    if (
        found
        and whole.kind in {"person", "rank", "team", "none", "company"}
        and not (whole.kind == "company" and whole.sure)
    ):
        first, second = classify(found[1]), classify(found[2])
        joined_by = found[0][found.end(1) : found.start(2)].strip()
        joined = re.match(r".{2,40}?\s+(de|du|d['’]|&)\s", part)
        lone = first.kind == "person" and len(first.text.split()) == 1 and joined_by != "&"
        if lone and second.kind in {"company", "person"} and len(part) < 45:
            yield first
            yield Piece("company", second.text, second.sure)
            return
        if first.kind == "rank" and len(first.text.split()) <= 2 and second.kind == "person" and len(part) < 45:
            yield first
            yield Piece("company", second.text)
            return
        if (
            first.kind in {"person", "rank"}
            and second.kind == "company"
            and (not joined or (first.kind == "rank" and second.sure))
        ):
            yield first
            yield second
            return
        if first.kind in {"rank", "team"} and second.kind in {"person", "company"} and not joined:
            yield first
            yield second if second.kind == "company" else Piece("company", found[2].strip())
            return
    yield whole
    if whole.kind in {"rank", "team"}:
        # "أمانة مكتبة الإسكندر": a team of an institution.
        tokens = list(re.finditer(r"\S+", part))
        for token in tokens[1:]:
            if org_word(token.group()) and fold(token.group()) not in _team() and token is not tokens[-1]:
                inner = classify(part[token.start() :])
                if inner.kind == "company":
                    yield inner
                return


def is_team(word: str) -> bool:
    """Tell whether *word* belongs to a team or department: HR, recrutement, قسم."""
    words = words_of(word)
    return not words or words[0] in _team() or _bare(words[0]) in _team()
