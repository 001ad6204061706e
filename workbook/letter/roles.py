"""Where a letter names the role: after a cue, in the subject, in a form, or a profession written like a title."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from workbook.letter.companies import company_key
from workbook.letter.contest import Claim, Group
from workbook.letter.layout import Layout, Sentence, sentence, settled
from workbook.letter.lexicon import has_head, is_arabic, role_heads
from workbook.letter.patterns import LANGUAGES, all_words, common, cued, languages_of, named
from workbook.letter.persons import looks_like_person
from workbook.letter.pieces import pieces
from workbook.letter.prose import fold
from workbook.letter.role_names import take_role, tidy_role, unled, without_company

_PIECES: Final = re.compile(r"\s+(?:[-–—|·•@]{1,2}|//)\s+|\s*[|]\s*|\s*[:：](?=\s)\s*|\s+:\s*|\s*[«»\"“”]\s*")
_KEPT: Final = re.compile(
    r" (?:internship|traineeship|apprenticeship|residency|fellowship|scheme|program(?:me)?)\b", re.IGNORECASE
)
# French words for who does something: "tourier", "affineuse", "biostatisticienne".
_AGENT: Final = re.compile(
    r"(?!premier|dernier|dossier|courrier|metier|atelier|chantier|secteur|interieur|exterieur|superieur|inferieur|valeur)"
    r"\w{3,}(?:iere?|eur|euse|trice|iste|logue|cien|cienne)s?\b"
)
_BRANCH: Final = re.compile(r"(?i)(?:تخصص|spécialité|speciality|specialty|option|filière|department|département)$")
_SUBJECT_OF: Final = re.compile(r"(?i)(?:the|our|le|la|les|notre|votre)\s|l['’]")
Add = Callable[[str | None, float, str, str], None]


def role_claims(layout: Layout, subject: str, company: str | None) -> list[Claim]:
    """Return everything that may name the role."""
    claims: list[Claim] = []
    mine = company_key(company) if company else ""

    def add(role: str | None, weight: float, source: str, evidence: str) -> None:
        role = without_company(role, company) if role else None
        if not role or (mine and company_key(role) == mine):
            return
        if has_head(role):
            weight += 1.0
        elif len(re.split(r"[,(]", role)[0].split()) > 5 and not (source == "sentence, whole" and _all_capitals(role)):
            return  # "the shift with its present guard company, so there is no post"
        else:
            plain = 1.0 if weight >= 4 and _AGENT.match(fold(role)) else 1.5
            weight -= 0.5 if role[0].isupper() or role[0].isdigit() or is_arabic(role) else plain
        claims.append(Claim(role, weight, source, evidence))

    before = ""
    spoken = next((one.languages for one in layout.body if len(one.languages) == 1 and len(one.text.split()) > 4), ())
    for place, one in enumerate(layout.body):
        if before and any(True for _hit in cued(sentence(before), "role", "next", one.languages)):
            add(take_role(one.text, one.languages), 3.5, "sentence", one.text)
        before = one.text if one.text.endswith(":") else ""
        # A role in "come back when we open a Junior post" is another one.
        off = 1.0 if any(True for _hit in cued(one, "door", "open", one.languages)) else 0.0
        # What a letter says again in another language counts less.
        off += 0.75 if spoken and len(one.languages) == 1 and one.languages != spoken else 0.0
        _from_sentence(one, add, off)
        for role in _titled(one.text):
            add(tidy_role(role), 2.0 - off, "written like a title", one.text)
        if _labelled_reason(one):
            continue
        alone = one.text not in layout.greeting and len(one.text.split()) <= 12 and one.text[-1] not in ".!?؟"
        if place < 6 and alone:
            _from_pieces(one.text, add, 2.0, "letterhead", one.languages)
    for one in layout.tail:
        if len(one.text.split()) > 7 or not {piece.kind for piece in pieces(one.text)} & {"rank", "team"}:
            _from_sentence(one, add, 0.0)
    for row in layout.head:
        if any(piece.kind == "person" for piece in pieces(row)):
            continue
        _from_sentence(sentence(row), add, 0.0, everywhere=True)
        _from_pieces(row, add, 2.0, "letterhead", languages_of(row))
    if subject:
        line = settled([*layout.body, sentence(subject)])[-1]
        for pattern, found in cued(line, "role", "subject", LANGUAGES):
            text, closed = named(line, found, "role")
            if closed and not _one_title(text):
                continue
            whole = tidy_role(text) if closed else take_role(text, line.languages)
            add(tidy_role(unled(whole)) if whole else None, pattern.weight, "subject", f"Subject: {subject}")
        _from_pieces(subject, add, 3.0, "subject", line.languages)
    return claims


def _all_capitals(role: str) -> bool:
    """Tell whether each word is written like a title's: "Cybersecurity Research and Development - Leadership"."""
    words = [word for word in role.split() if word[0].isalpha() and fold(word) not in common("small_words")]
    return not is_arabic(role) and all(word[0].isupper() for word in words)


def _labelled_reason(one: Sentence) -> bool:
    """Tell whether a line says "Reason: ..."."""
    return any(
        pattern.weight > 3 and found.start() == 0 for pattern, found in cued(one, "reason", "cause", one.languages)
    )


def _from_sentence(one: Sentence, add: Add, off: float, everywhere: bool = False) -> None:
    for pattern, found in cued(one, "role", "cue", LANGUAGES if everywhere else one.languages):
        text, closed = named(one, found, "role")
        weight = pattern.weight - off
        quoted = re.match(r"\s*[«“\"]\s*([^«»“”\"]{3,90}?)\s*[»”\"]", text) or re.match(
            r"\s*\(\s*([^()]{6,90}?)\s*\)", text
        )
        if closed and not _one_title(text):
            continue
        if closed:
            after = _KEPT.match(one.text[found.end("role") :])
            add(tidy_role(text + (after.group() if after else "")), weight, "sentence, whole", one.text)
        elif quoted:
            add(tidy_role(quoted[1]), weight, "sentence, whole", one.text)
        elif found.start() == 0 and pattern.weight >= 5:
            add(tidy_role(unled(text)), weight, "form", one.text)
        elif pattern.weight > 2 or _begins_with_head(text):
            text = unled(text) if found.start() == 0 else text
            add(take_role(text, one.languages), weight, "sentence", one.text)
    for inner in re.finditer(r"[«“\"]\s*([^«»“”\"]{3,90}?)\s*[»”\"]", one.text):
        if has_head(inner[1]) and len(inner[1].split()) <= 9:
            add(tidy_role(inner[1]), 2.5 - off, "sentence, whole", one.text)


def _one_title(text: str) -> bool:
    """Tell whether the parts around a colon are one title: "Engineer: Detection", not "as follows: cook"."""
    parts = re.split(r"\s*:\s*", text)
    return len(parts) == 1 or (
        len(parts) == 2
        and all(part[:1].isupper() for part in parts)
        and has_head(text)
        and not all(fold(word) in all_words("role", "lead") for word in parts[0].split())
    )


def _begins_with_head(text: str) -> bool:
    """Tell whether *text* begins with a profession, or with what stands before one in English: "data engineer"."""
    first = text.split()[:4]
    while len(first) > 1 and fold(first[0]).strip(".,") in all_words("role", "before"):
        first.pop(0)
    return bool(first) and has_head(first[0])


def _titled(text: str) -> Iterator[str]:
    """Yield runs of capitalised words that hold a profession: "... tests for Relationship Manager, SME segment"."""
    for run in re.finditer(
        r"(?<![.!?] )(?<!^)\b[A-ZÀ-Ý][\w/&+#'’-]*(?: (?:[A-ZÀ-Ý0-9][\w/&+#'’-]*|of|and|&|de|d['’]\w+))*", text
    ):
        words = [fold(word).strip(".,()") for word in run.group().split()]
        if (
            len(words) > 1
            and len(words) <= 8
            and (words[-1].rstrip("s") in role_heads() or words[-1] in role_heads() or words[0] in role_heads())
        ):
            end = run.end()
            paren = re.match(r" \([^()]{2,30}\)", text[end:])
            yield run.group() + (paren.group() if paren and not run.group().endswith(")") else "")


def _from_pieces(text: str, add: Add, weight: float, source: str, languages: Sequence[str]) -> None:
    """A piece of a subject that holds a profession is the role: "Réf. 25-118 / Key Account Manager Africa"."""
    parts = [part for part in _PIECES.split(text) if part.strip()]
    for at, part in enumerate(parts):
        role = unled(part)
        if not has_head(role) or (is_arabic(role) and not has_head(role.split()[0])):
            continue
        if is_arabic(role) and source == "letterhead" and (len(role.split()) > 4 or role.startswith("ال")):
            continue  # "المدير ارتاح كثيرا ...", a title above a name
        if at and _BRANCH.search(parts[at - 1]):
            continue  # "speciality: topography"
        if source == "letterhead" and _SUBJECT_OF.match(part) and len(part.split()) > 3:
            continue  # "The chef has already taken somebody"
        if at + 1 < len(parts) and looks_like_person(parts[at + 1]) and source == "letterhead":
            continue  # "Secretary: Karim Haddad"
        slash = re.split(r"\s+/\s+", role)
        if len(slash) > 1:
            first = next((number for number, piece in enumerate(slash) if has_head(piece)), 0)
            kept = [slash[first]]
            kept += [piece for piece in slash[first + 1 : first + 2] if piece[:1].isupper() or is_arabic(piece)]
            role = " / ".join(kept)
        # A place or a level after a dash belongs to it: "Responsable QHSE – Hassi R'Mel".
        after = parts[at + 1].strip() if at + 1 < len(parts) else ""
        add(take_role(role, languages), weight, source, f"Subject: {text}" if source == "subject" else text)
        if after and len(after.split()) <= 3 and not has_head(after) and len(parts) == at + 2:
            joined = text[text.find(part) : text.find(after, text.find(part)) + len(after)]
            add(tidy_role(unled(joined)), weight - 2.0, f"{source}, with place", text)


def role_spelling(one: Group) -> str:
    """The spelling that is delimited on both sides (a form, a closed phrase, a subject) before an open-ended one."""
    order = {"form": 4, "sentence, whole": 3, "subject": 2, "letterhead": 2, "written like a title": 1, "sentence": 1}
    sources: dict[str, set[str]] = {}
    for claim in one.claims:
        sources.setdefault(claim.value, set()).add(claim.source)
    best = max(order.get(claim.source, 0) for claim in one.claims)
    closed = [claim for claim in one.claims if order.get(claim.source, 0) == best]
    top = max(claim.weight for claim in closed)
    chosen = max((claim.value for claim in closed if claim.weight >= top - 1.0), key=len)
    if len(chosen.split()) == 1 and chosen.islower():
        # "the planner role" below "Re: Maintenance Planner - Karrabin"
        named = [
            claim
            for claim in one.claims
            if claim.source in {"subject", "form"} and re.search(rf"(?i)\b{re.escape(chosen)}\b", claim.value)
        ]
        heaviest = max(named, key=lambda claim: claim.weight, default=None)
        if heaviest and len(heaviest.value.split()) > 1:
            return heaviest.value
    # "Assistant Miller", seen in two kinds of places, before the subject's "Miller".
    fuller = [name for name, seen in sources.items() if len(seen) > 1 and name.endswith(f" {chosen}")]
    return max(fuller, key=len, default=chosen)
