"""What stands in a signature, a letterhead or a sender's name: persons, ranks, teams, and by elimination the company."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from workbook.letter.names import (
    company_key, is_arabic, legal_form, looks_like_person, org_word, role_heads, take_company, take_person,
)  # fmt: skip
from workbook.letter.patterns import all_words
from workbook.letter.prose import fold, key, unmark, value

Kind = Literal["person", "rank", "team", "company", "contact", "none"]

_SEPARATOR: Final = re.compile(r"\s+[-–—|·•/@]{1,2}\s+|\s*[|·•()\[\]]\s*|\s*,\s+|\s*،\s*|\s*؛\s*")
_CONTACT: Final = re.compile(
    r"https?:|www\.|[\w.+-]@[\w-]|\d[\d .()-]{5,}\d|\b(?:tel|tél|phone|mob|fax|هاتف|جوال|ص\.ب)\b|^\W*[mt]\s?[:.]\s?[+(\d]|\.example\b|\.(?:com|dz|fr|net|org)\b",
    re.IGNORECASE,
)
_ADDRESS: Final = re.compile(
    r"(?i)\b(?:rue|avenue|av\.|bd|boulevard|street|st\.|road|floor|suite|cité|lot|lotissement|zone|bp|b\.p|route|block|building|bâtiment|base|شارع|حي|طريق|عمارة)\b"
)
_FROM: Final = re.compile(r"^(.{2,40}?)\s+(?:de chez|chez|from|at|de|d['’]|du|من|لدى|@|&)\s*(.+)$")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a line and what it is; ``sure`` when a legal form or a word like "bank" says so."""

    kind: Kind
    text: str
    sure: bool = False


@cache
def _team() -> frozenset[str]:
    return all_words("person", "team") | all_words("company", "noise") | frozenset("- – — & /".split())


def _words(text: str) -> list[str]:
    found = [re.sub(r"^(?:d'|l')", "", fold(unmark(token)).strip(".,;:()'\"*«»")) for token in text.split()]
    return [word for word in found if word]


def _bare(word: str) -> str:
    return re.sub(r"^(?:وال|ال|لل|ول|و|ل|ب)(?=\w{3})", "", word)


def _is_org(word: str) -> bool:
    return word in all_words("person", "org") or (word.startswith("لل") and len(word) > 4)


def classify(text: str) -> Piece:
    """Tell what one piece of a line is, by its words."""
    text = value(text, 120)
    words = _words(text)
    if not words or not any(char.isalpha() for char in text):
        return Piece("none", text)
    if _CONTACT.search(text) or _ADDRESS.search(text) or re.search(r"\b(?:19|20)\d\d\b", text):
        return Piece("contact", text)
    legal = any(legal_form(word) for word in text.split()[1:])
    if all(word in _team() or _bare(word) in _team() for word in words) and not legal:
        return Piece("team", text)
    ranks = all_words("person", "rank")
    ranks = ranks | role_heads()
    ranked = [word in ranks or _bare(word) in ranks for word in words]
    org = [_is_org(word) for word in words]
    if legal or (any(org) and len(words) > 1 and not ranked[0] and words[0] not in _team()):
        # The whole piece: names of institutions hold small words ("Centre national de recherche historique").
        name = _plain(text) if len(words) <= 9 and not _said(words) else take_company(text)
        return Piece("company", name, sure=True) if name else Piece("none", text)
    if any(ranked[:4]):
        return Piece("rank", text)
    if words[0] in _team() and words[0] not in all_words("language", "stop"):
        return Piece("team", text)
    if looks_like_person(text):
        return Piece("person", untitled(text))
    name = take_company(text)
    if name and len(key(name)) > 0.7 * len(key(text)):
        return Piece("company", name)
    return Piece("none", text)


def _plain(text: str) -> str:
    return re.sub(r"^(?:M/s\.? |P/ ?|P/O |(?:For|Pour|From|عن|De|Chez) (?=\S))", "", text)


def _said(words: Sequence[str]) -> bool:
    """Tell whether a line is a sentence rather than a name: it holds a pronoun or a verb of letters."""
    return any(word in _SPEAKING for word in words)


_SPEAKING: Final = frozenset(
    "we you your our is are was has have will us i nous vous votre notre est sont a ont avons je tu ton ta ne pas "
    "نشكركم نعلمكم لك لكم تم لم لن قد نحن هذا هذه".split()
)


def untitled(name: str) -> str:
    """Return *name* without "Mme", "Dr.", "السيد"."""
    titles = all_words("person", "title")
    words = name.replace("/", " ").split()
    while len(words) > 1 and fold(words[0]).strip(".,") in titles and not re.fullmatch(r"[A-ZÀ-Ý]\.", words[0]):
        words.pop(0)
    return value(" ".join(words), 80)


def pieces(row: str) -> Iterator[Piece]:
    """Yield the classified parts of one line; a comma before a legal form or in a list of partners does not part."""
    row = re.sub(
        r"\((?:[A-ZÀ-Ý]{2,6}|(?:[\w.]\.){2,6}\w?\.?)\)",
        lambda found: found.group() if legal_form(found.group()) else " ",
        row,
    )
    start = 0
    cuts = [found for found in _SEPARATOR.finditer(row)]
    for cut in [*cuts, None]:
        end = cut.start() if cut else len(row)
        after = row[cut.end() :].split(maxsplit=1)[:1] if cut else []
        if cut and "," in cut.group() + "،" and after and legal_form(after[0]) and end > start:
            continue
        part = row[start:end].strip()
        if part:
            yield from _parted(part)
        start = cut.end() if cut else end


def _parted(part: str) -> Iterator[Piece]:
    """ "Amine de Kliko" and "Directrice chez Kliko" are two pieces."""
    whole = classify(part)
    found = _FROM.match(part)
    if (
        found
        and whole.kind in {"person", "rank", "team", "none", "company"}
        and not (whole.kind == "company" and whole.sure)
    ):
        first, second = classify(found[1]), classify(found[2])
        joined = re.match(r".{2,40}?\s+(de|du|d['’]|&)\s", part)
        lone = first.kind == "person" and len(first.text.split()) == 1
        if lone and second.kind in {"company", "person"} and len(part) < 45:
            yield first
            yield Piece("company", second.text, second.sure)
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
    for number, row in enumerate(rows[:12]):
        here = list(pieces(row))
        company_here = False
        named = next((person for person in people if person and key(person) in key(row) and len(row) < 60), None)
        if named and not persons:
            persons.append(Signed(named, 4.0, row))
        for place, piece in enumerate(here):
            if piece.kind == "person":
                mine = key(piece.text)
                foreign = known and not any(is_arabic(piece.text) == is_arabic(person) for person in people if person)
                if named and mine in key(named):
                    continue
                if mine in known:
                    persons.append(Signed(piece.text, 4.0, row))
                elif like_domain(company_key(piece.text), domains) or company_key(piece.text) in organisations:
                    companies.append(Signed(piece.text, 3.0, row))
                    company_here = True
                elif company_here or (companies and len(piece.text.split()) == 1):
                    continue  # a place after the company
                elif not persons and (not place or not known or foreign):
                    persons.append(Signed(piece.text, 4.0, row))
                elif any(key(one.name).startswith(mine) or mine.startswith(key(one.name)) for one in persons):
                    if len(mine) > len(key(persons[0].name)):
                        persons.insert(0, Signed(piece.text, 4.0, row))
                elif len(piece.text) > 3:
                    companies.append(Signed(piece.text, 3.0 if place or number else 2.5, row))
                    company_here = True
            elif piece.kind == "company" and not company_here:
                later = sum(1 for one in companies if one.weight >= 3.0)
                companies.append(Signed(piece.text, (3.5 if piece.sure else 3.0) - (1.0 if later else 0.0), row))
                company_here = True
    return persons, companies


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


def _split_sender(name: str) -> list[Piece]:
    name = re.sub(r"\s+(?:via|pour|at|from|chez|لدى|من|for)\s+", " | ", name)
    found: list[Piece] = []
    for piece in pieces(name):
        words = piece.text.split()
        teams = [_is_team(word) for word in words]
        inner = next((at for at, is_team in enumerate(teams) if is_team and 0 < at < len(words) - 1), None)
        if piece.sure or not any(teams) or all(teams):
            found.append(piece)
        elif inner is not None and inner == 1 and classify(words[0]).kind == "person" and not teams[-1]:
            after = inner
            while after < len(words) and teams[after]:
                after += 1
            found += [Piece("person", words[0]), Piece("team", " ".join(words[inner:after]))]
            found.append(_as_company(" ".join(words[after:])))
        else:
            while words and _is_team(words[0]):
                words.pop(0)
            while words and _is_team(words[-1]):
                words.pop()
            found += [Piece("team", ""), _as_company(" ".join(words))]
    return found


def _is_team(word: str) -> bool:
    words = _words(word)
    return not words or words[0] in _team() or _bare(words[0]) in _team()


def _as_company(text: str) -> Piece:
    text = re.sub(r"^(?i:d['’]|de |du |at |of |from )\s*", "", text).strip()
    name = take_company(text)
    return Piece("company", name, sure=True) if name else Piece("none", text)


def first_person(text: str) -> str | None:
    """Return the person that *text* starts with."""
    return take_person(text, lone_lower=True)


__all__ = [
    "Piece",
    "Signed",
    "classify",
    "first_person",
    "is_arabic",
    "like_domain",
    "pieces",
    "read_rows",
    "split_sender",
    "untitled",
]
