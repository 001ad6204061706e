"""The parts of a line of a signature, letterhead or sender's name, each with what it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from workbook.letter.companies import take_company
from workbook.letter.kinds import Piece, classify, is_team, team_words
from workbook.letter.lexicon import is_arabic, legal_form, org_word
from workbook.letter.patterns import all_words, common
from workbook.letter.prose import fold

_SEPARATOR: Final = re.compile(r"\s+[-–—|·•/@]{1,2}\s+|\s*[|•()\[\]]\s*|\s+·\s*|\s*·\s+|\s{3,}|\s*,\s+|\s*،\s*|\s*؛\s*")
_FROM: Final = re.compile(r"^(.{2,40}?)\s+(?:(?:de chez|chez|from|at|de|du|من|لدى|في)\s+|(?:d['’]|@|&)\s*)(.+)$")

# "أ.د/ وائل سراج الدين", "ا / حمدي الطوخي"
_TITLE_SLASH: Final = re.compile(
    r"^\W*([أادم](?:\.[دم])?|السيدة?|الأستاذة?|الدكتورة?|المهندسة?|الآنسة)\.? ?/ ?(?=[\u0620-\u064a]{2})"
)


def pieces(row: str) -> Iterator[Piece]:
    """Yield the classified parts of one line; a comma before a legal form or in a list of partners does not part."""
    row = re.sub(
        r"\((?:[A-ZÀ-Ý]{2,6}|(?:[\w.]\.){2,6}\w?\.?)\)",
        lambda found: found.group() if legal_form(found.group()) else " ",
        row,
    )
    row = re.sub(r" \(([\w .&-]{2,30})\)(?= (?:Ltd|LTD|LLC|SARL|SPA|Inc|plc|PLC)\b)", r" {\1}", row)
    row = _TITLE_SLASH.sub(r"\1 ", row)
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
# "l'équipe talents de mimosa & lin"
_SMALL_OWNER: Final = re.compile(
    r"(?i:(?:l['’]|notre |the )?(?:[ée]quipe|team)) (?:\w+ ){0,3}?(?:de|chez|at) ([a-zà-ÿ\d]+(?: & [a-zà-ÿ\d]+)?)"
)
# Public bodies that are called by what they see to: "Direction générale des Impôts", "Direction de la Santé".
_PUBLIC: Final = re.compile(
    r"(?:sous-)?direction(?P<tier> (?:inter)?(?:regionale|departementale))?(?: \w+ale){0,2}"
    r" (?:de la |de l'|des |du |de |d')(?P<service>\w+).*"
    r"|service public (?:federal|regional|de wallonie)\b.*"
    r"|administration (?:communale|cantonale|federale|provinciale)\b.*"
)
_TEAM: Final = re.compile(r"(?i)(?:l['’]|votre |toute l['’])[ée]quipe [A-ZÀ-Ý]")
_ARTICLE: Final = re.compile(r"^(?:(?i:toute?|le|la|les|votre|notre)\s+|(?i:l['’]))+(?=\S)")
_OF: Final = frozenset(
    {"عن", "de", "du", "des", "d", "la", "le", "l", "chez", "a", "au", "@", "-", "–", "—", "في", "لدى"}
)


def team_owner(part: str) -> str | None:
    """Return what follows a team: "Le service recrutement de Numidia", "إدارة الموارد البشرية بشركة نور"."""
    text = _ARTICLE.sub("", part.strip())
    tokens = list(re.finditer(r"\S+", text))
    if (
        len(tokens) < 2
        or len(tokens[0].group().strip(".")) < 2
        or not is_team(tokens[0].group())
        or fold(tokens[0].group()) in _OF
    ):
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
    body = _PUBLIC.fullmatch(fold(part)) if len(part) < 110 else None
    service = body["service"] if body else None
    if body and (not service or service in common("public_services") or (body["tier"] and service == "services")):
        yield Piece("company", part, sure=True)
        return
    whole = classify(part)
    named = team_owner(part) if len(part) < 90 else None
    if named and (company := classify(named)).kind in {"company", "person"}:
        yield Piece("team", "")
        yield Piece("company", company.text, sure=True)
        return
    if named and _TEAM.match(part) and len(named.split()) > 2 and not any(map(is_team, named.split()[::2])):
        yield Piece("team", "")  # "L'équipe Civils de la défense"
        yield Piece("company", named, sure=True)
        return
    small = _SMALL_OWNER.fullmatch(part) if whole.kind == "team" else None
    if small and not any(
        is_team(word) or fold(word) in all_words("language", "stop") for word in small[1].split() if word != "&"
    ):
        yield Piece("team", "")
        yield Piece("company", small[1], sure=True)
        return
    owner = _TEAM_OF.fullmatch(part) if len(part) < 80 and whole.kind in {"team", "none", "company", "rank"} else None
    named = next((name for name in owner.groups() if name), "") if owner else ""
    if owner and owner["ar"] and owner.string[owner.start("ar") - 1] == "ب" and not org_word(named.split()[0]):
        named = ""  # "مديرية الصحة لولاية بومرداس"
    if named and not is_team(named.split()[-1]) and (owned := take_company(named)):
        yield Piece("team", "")
        yield Piece("company", owned, sure=True)
        return
    first_name = re.match(r"^([A-ZÀ-Ý][\w'’-]{1,19}) (?:de(?: la)?|du) (\S.*)$", part)
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
        # "Karim de la Banque du Sud", but "Civils de la Défense"
        articled_name = joined_by in {"du", "des"} or re.match(r"(?:la|le|les) |l['’]", found[2])
        lone = lone and (second.sure or not articled_name)
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
            word = token.group()
            glued = word[0] == "ب" and not org_word(word) and org_word(word[1:])  # "مسؤول التوظيف بشركة النور"
            word = word[1:] if glued else word
            if org_word(word) and fold(word) not in team_words() and token is not tokens[-1]:
                inner = classify(part[token.start() + glued :])
                if inner.kind == "company":
                    yield inner
                return
