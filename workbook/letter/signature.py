"""Who signs and for which company: signatures, letterheads, names of senders."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from workbook.letter.companies import company_key, take_company
from workbook.letter.kinds import Piece, classify, is_team, words_of
from workbook.letter.lexicon import has_head, is_arabic, org_word
from workbook.letter.patterns import common
from workbook.letter.persons import looks_like_person, titled
from workbook.letter.pieces import pieces
from workbook.letter.prose import fold, key

# "من: Numidia", "De la part de : Numidia" above a text message or a note.
# "Greetings from Numidia"
_GREETED: Final = re.compile(
    r"(?i)^(?:(?:kind|best|warm|many) )?(?:greetings|wishes|regards|love|cheers|hello|salutations|amitiés|bises) "
    r"(?:from|de chez|de la part de) (?:(?:all|everyone|the team) (?:at|of) )?(?=\S)"
)
_SENDER = re.compile(
    r"(?i)^(?:من طرف|من قبل|المرسل|من|إمضاء|الإمضاء|توقيع|signé|signature|de la part de|expéditeur|from|de)"
    r" ?[:：] ?(?=\S)"
)


_ON_BEHALF = re.compile(r"(?:For|[Ff]or and on behalf of|[Oo]n behalf of|Pour|Au nom de|P/|عن|باسم|نيابة عن) ")
# "أمين المكتب: محمد الفيلالي"
_OFFICE = re.compile(r"^([^:|]{3,30}) ?[:：] (?=\S+ \S+(?: \S+){0,2}$)")

# "P. Rochat" is nobody's firm.
_INITIAL = re.compile(r"(?:[A-ZÀ-Ý]\.[ -]?)+[A-ZÀ-Ý]")
# Who hands the answer on, not who gives it: "JobAzur - la plateforme de l'emploi du Sud".
_BOARD = re.compile(
    r"(?i)(?:plateforme|site|portail|moteur)\b.{0,12}\b(?:d['’]|de l['’])?emploi"
    r"|(?:منصة|بوابة|موقع) (?:ال)?(?:توظيف|وظائف)"
)


@dataclass(frozen=True, slots=True)
class Signed:
    """A name read off a line, how much it weighs, and the line."""

    name: str
    weight: float
    row: str


def read_rows(
    rows: Sequence[str], people: Iterable[str], domains: frozenset[str], organisations: frozenset[str] = frozenset()
) -> tuple[list[Signed], list[Signed]]:
    """Return (persons, companies) of the lines of a signature or letterhead.

    The first name that can be a person's is one, unless a domain name says it is the company; a later one is more
    likely the company.
    """
    known = {key(person) for person in people if person}
    persons: list[Signed] = []
    companies: list[Signed] = []
    team_above = False
    for number, row in enumerate(rows[:12]):
        if _unknown_closing(row, rows[number + 1 : number + 2]):
            continue
        if _BOARD.search(row):
            continue
        row = _GREETED.sub("For ", row)
        here = list(pieces(_OFFICE.sub(r"\1 | ", _SENDER.sub("", row))))
        company_here = False
        named = next((person for person in people if person and key(person) in key(row) and len(row) < 60), None)
        if named and not persons:
            persons.append(Signed(named, 4.0, row))
        if named and key(named) == key(row):
            continue
        for place, piece in enumerate(here):
            if piece.kind == "person":
                mine = key(piece.text)
                if place and here[0].kind == "contact" and mine not in known:
                    continue  # "PO Box 9, Warrabilla"
                foreign = known and not any(is_arabic(piece.text) == is_arabic(person) for person in people if person)
                if named and mine in key(named):
                    continue
                if mine in known:
                    persons.append(Signed(piece.text, 4.0, row))
                elif (
                    like_domain(company_key(piece.text), domains)
                    or company_key(piece.text) in organisations
                    or _ON_BEHALF.match(row)
                ):
                    companies.append(Signed(piece.text, 3.0, row))
                    company_here = True
                elif company_here or (companies and len(piece.text.split()) == 1):
                    continue  # a place after the company
                elif place and not persons and here[place - 1].kind == "team":
                    # "Service RH, Zephyr"; "People Team, Zip Depot" may be somebody.
                    companies.append(Signed(piece.text, 3.0 if len(piece.text.split()) == 1 else 2.5, row))
                    company_here = True
                elif (
                    not persons
                    and not place
                    and team_above
                    and len(here) == 1
                    and not titled(row)
                    and not is_arabic(piece.text)
                    and not _INITIAL.match(piece.text)
                ):
                    companies.append(Signed(piece.text, 3.0, row))
                    company_here = True
                elif not persons and (not place or not known or foreign):
                    persons.append(Signed(piece.text, 4.0, row))
                elif any(key(one.name).startswith(mine) or mine.startswith(key(one.name)) for one in persons):
                    if len(mine) > len(key(persons[0].name)):
                        persons.insert(0, Signed(piece.text, 4.0, row))
                elif len(piece.text) > 3:
                    companies.append(Signed(piece.text, 3.0 if place or number else 2.5, row))
                    company_here = True
            elif piece.kind == "company" and not piece.sure and place and here[0].kind == "contact":
                continue  # "زنقة المتنبي، كليز"
            elif piece.kind == "company" and not company_here:
                later = sum(1 for one in companies if one.weight >= 3.0)
                companies.append(Signed(piece.text, (3.5 if piece.sure else 3.0) - (1.0 if later else 0.0), row))
                company_here = True
            elif piece.kind == "none" and place and here[0].kind == "rank" and not company_here:
                # "Senior Consultant | Bluebird Recruitment"
                companies.append(Signed(piece.text, 2.5, row))
                company_here = True
        # "The Head of Recruitment Department" is somebody.
        team_above = bool(here) and all(piece.kind == "team" for piece in here) and not _ON_BEHALF.match(row)
        team_above = team_above and not has_head(row)
    return persons, companies


def _unknown_closing(row: str, following: Sequence[str]) -> bool:
    """Tell whether *row* can be closing words of another language: "Groetjes," above a name."""
    return (
        row[-1:] in {",", "،"}
        and len(row.split()) <= 4
        and bool(following)
        and next(pieces(following[0]), Piece("none", "")).kind == "person"
        and following[0][-1] not in ",،"
    )


def like_domain(name: str, domains: frozenset[str]) -> bool:
    """Tell whether a domain name is written like the company key *name*: equal, begun alike, or a long common start."""
    for domain in domains:
        if name == domain:
            return True
        if min(len(name), len(domain)) >= 4 and (domain.startswith(name) or name.startswith(domain)):
            return True
        common = next(
            (i for i, (a, b) in enumerate(zip(name, domain, strict=False)) if a != b), min(len(name), len(domain))
        )
        if common >= 6 and common >= 0.6 * min(len(name), len(domain)):
            return True
    return False


def split_sender(name: str, domains: frozenset[str] = frozenset()) -> list[Piece]:
    """Return the pieces of a display name: "Imene HR Yalla Pay" is a person, a team and a company."""
    found = _split_sender(name)
    return [
        Piece("company", piece.text)
        if piece.kind == "person" and like_domain(company_key(piece.text), domains)
        else piece
        for piece in found
    ]


def natural_order(name: str) -> str:
    """Return "Haddad, Karim (Numidia)" as "Karim Haddad (Numidia)", and no "[DZ-DZ]" behind it."""
    name = re.sub(r"\s*(?:[\[(][A-Z]{2}(?:-[A-Z]{2,3})?[\])]|[\[(](?i:via|by|through) [^\])]{2,40}[\])])$", "", name)
    both, bracket = (found[1], found[2]) if (found := re.fullmatch(r"(.*?)(\s*[\[(].*)", name)) else (name, "")
    last, comma, first = both.partition(",")
    if comma and looks_like_person(last) and looks_like_person(first):
        return f"{first.strip()} {last.strip()}{bracket}"
    return name


def _split_sender(name: str) -> list[Piece]:
    name = natural_order(name)
    name = re.sub(r"\s+(?:via|pour|at|from|chez|لدى|من|for)\s+", " | ", name)
    found: list[Piece] = []
    for piece in pieces(name):
        words = piece.text.split()
        teams = [is_team(word) for word in words]
        house = next((at for at, word in enumerate(words) if at and is_arabic(word) and org_word(word)), 0)
        if house and looks_like_person(" ".join(words[:house])):  # "رشيد مخبزة لالة خيرة"
            found += [Piece("person", " ".join(words[:house])), _as_company(" ".join(words[house:]))]
            continue
        inner = next((at for at, is_team in enumerate(teams) if is_team and 0 < at < len(words) - 1), None)
        small = [fold(word) in common("small_words") for word in words]
        no_team = all(known or not found for found, known in zip(teams, small, strict=True))
        if piece.sure or no_team or all(teams) or (piece.kind == "rank" and is_arabic(piece.text)):
            found.append(piece)
        elif inner is not None and inner == 1 and classify(words[0]).kind == "person" and not teams[-1]:
            after = inner
            while after < len(words) and teams[after]:
                after += 1
            found += [Piece("person", words[0]), Piece("team", " ".join(words[inner:after]))]
            found.append(_as_company(" ".join(words[after:])))
        else:
            while words and is_team(words[0]):
                words.pop(0)
            while words and is_team(words[-1]):
                words.pop()
            lone = (
                len(words) == 1
                and words_of(piece.text)[-1] in {"rh", "hr", "drh"}
                and classify(words[0]).kind == "person"
            )
            found += [Piece("person", words[0])] if lone else [Piece("team", ""), _as_company(" ".join(words))]
    return found


def _as_company(text: str) -> Piece:
    text = re.sub(r"^(?i:d['’]|de |du |at |of |from )\s*", "", text).strip()
    name = take_company(text)
    return Piece("company", name, sure=True) if name else Piece("none", text)
