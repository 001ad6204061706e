"""Where a letter names the role: after a cue, in the subject, in a form, or a profession written like a title."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from workbook.letter.companies import company_key
from workbook.letter.contest import Claim, Group
from workbook.letter.layout import Layout, Sentence, sentence
from workbook.letter.lexicon import has_head, is_arabic, role_heads
from workbook.letter.patterns import LANGUAGES, all_words, common, cued, expression, languages_of, named
from workbook.letter.persons import looks_like_person
from workbook.letter.pieces import pieces
from workbook.letter.prose import fold, key, unmark, value

_CODES: Final = re.compile(
    r"\((?:h/?f|f/?h|m/?f|f/?m|h/f/x|m/w/d|m/f/d|m/f/x|f/m/d|all genders|réf\.?|ref\.?|req|n°|no\.?|job|id)"
    r"[^)]{0,30}\)|\b(?:h/f|f/h)\b",
    re.IGNORECASE,
)
_PIECES: Final = re.compile(r"\s+(?:[-–—|·•@]{1,2}|//)\s+|\s*[|]\s*|\s*[:：](?=\s)\s*|\s+:\s*|\s*[«»\"“”]\s*")
# What follows a role in "Cabin Crew Assessment Day, Algiers".
_EVENT: Final = re.compile(
    r"(?i)(?<=\w) (?:interview|assessment (?:day|centre|center)|application|open day|selection day"
    r"|recruitment|campaign|process|test piece|test)\b.*$"
)
# "a search for a faculty position", "to be part of our team as a Software Engineer"
_WITHIN: Final = re.compile(
    r"(?i)^(?:.{1,60} )?(?:(?:as|for|be|become) (?:an?|our|your)|(?:application|interest) (?:for|in)(?: the| our)?) "
    r"(?=\S)"
)
_KEPT: Final = re.compile(
    r" (?:internship|traineeship|apprenticeship|residency|fellowship|scheme|programme)\b", re.IGNORECASE
)
_ENDED: Final = re.compile(r"(?i)(?:^|\W)(?:sr|jr|ref|réf|no|n|dr|st|resp|ing|dev|asst|dept)$")

Add = Callable[[str | None, float, str, str], None]


def role_key(role: str) -> str:
    """Return what spellings of one role share: without (H/F), reference codes and the Arabic article."""
    bare = _CODES.sub("", role)
    return re.sub(r"^ال", "", key(bare)) or key(role)


def take_role(text: str, languages: Sequence[str]) -> str | None:
    """Return the role that *text* starts with, or ``None`` when it starts with none."""
    folded = fold(text)
    end = found.start() if (found := re.search(r"\s*\(?https?:", folded)) else len(text)
    for language in languages:
        if found := expression(language, "role", "stop").search(folded, 1):
            end = min(end, found.start())
    if text and not is_arabic(text) and (other := re.search(r"\s[\u0620-\u06ff]", text)):
        end = min(end, other.start())  # a Latin role in an Arabic sentence
    depth = 0
    for at, char in enumerate(text[:end]):
        depth += (char in "([") - (char in ")]")
        following = text[at + 1 : at + 2]
        dot = char == "." and depth == 0 and (not following or following == " ")
        if depth < 0 or (char in "!?;؟؛" and depth == 0) or dot or (char == ":" and following == " " and depth == 0):
            if dot and following and _ENDED.search(text[:at]):
                continue
            end = at
            break
        if char in ",،" and depth == 0 and not _goes_on(text[at + 1 : end]):
            end = at
            break
        if char in '«»“”"' and at:
            end = at
            break
    return tidy_role(text[:end])


def _goes_on(after: str) -> bool:
    """A comma inside a role: before a place, a level or a code ("Sales Assistant, Oran"), not before a clause."""
    first = re.match(r"\s*([^\s,]+)", after)
    if not first:
        return False
    word = fold(first[1])
    if word in all_words("language", "stop") or word in all_words("role", "never") or is_arabic(word):
        return False
    short = len(after.split(",")[0].split()) <= 3
    return (
        first[1][0].isupper()
        or first[1][0].isdigit()
        or (short and word in {"niveau", "level", "secteur", "segment", "airport", "grade"})
    )


def tidy_role(raw: str) -> str | None:
    """Return *raw* as a role without articles, quotes and loose ends; ``None`` when it names no role."""
    role = value(raw, 120).strip('"“”«» ')
    role = re.sub(
        r"^(?:(?i:the|an?|our|your|this|un|une|le|la|notre|de|(?:poste|rôle|emploi|offre|position|role|job|post|[لب]?(?:وظيفة|منصب|شاغر|رتبة|دور)(?=\s\S{4}))"
        r"(?: of| de)?)\s+|(?i:[dl]['’]))+(?=\S)",
        "",
        role,
    )
    role = re.sub(r"^(?i:vacancy|requisition|suitable|vacant|advertised) (?=\S)", "", role)
    role = _WITHIN.sub("", _EVENT.sub("", role))
    role = re.sub(r"\s*[(\[][^)\]]*$", "", role).strip(" ,;:-–—'\"“”«»*_")
    tokens = role.split()
    if not tokens or len(tokens) > 14 or len(key(role)) < 2:
        return None
    folded = [re.sub(r"^l'", "", fold(token).strip(".,()'\"")) for token in tokens]
    while tokens and (folded[-1] in common("small_words") or not folded[-1]):
        tokens.pop()
        folded.pop()
    never = all_words("role", "never")
    if not tokens or any(
        # "Customer Success Manager I (US)": a capital within a title is no pronoun
        word in never and (not at or role.isupper() or not token.lstrip('(["')[:1].isupper())
        for at, (token, word) in enumerate(zip(tokens, folded, strict=True))
    ):
        return None
    if len(tokens) == 1 and any(char.isdigit() for char in role):
        return None  # a reference
    plain = all_words("role", "generic") | all_words("language", "stop")
    if all(token in plain or token.isdigit() for token in folded):
        return None
    return " ".join(tokens)


def role_claims(layout: Layout, subject: str, company: str | None) -> list[Claim]:
    """Return everything that may name the role."""
    claims: list[Claim] = []
    mine = company_key(company) if company else ""

    def add(role: str | None, weight: float, source: str, evidence: str) -> None:
        role = _without_company(role, company) if role else None
        if not role or (mine and company_key(role) == mine):
            return
        if has_head(role):
            weight += 1.0
        else:
            plain = 1.0 if weight >= 4 and source == "sentence" and len(role.split()) <= 4 else 1.5
            weight -= 0.5 if role[0].isupper() or role[0].isdigit() or is_arabic(role) else plain
        claims.append(Claim(role, weight, source, evidence))

    before = ""
    for place, one in enumerate(layout.body):
        if before and any(True for _hit in cued(sentence(before), "role", "next", one.languages)):
            add(take_role(one.text, one.languages), 3.5, "sentence", one.text)
        before = one.text if one.text.endswith(":") else ""
        # A role in "come back when we open a Junior post" is another one.
        off = 1.0 if any(True for _hit in cued(one, "door", "open", one.languages)) else 0.0
        _from_sentence(one, add, off)
        for role in _titled(one.text):
            add(tidy_role(role), 2.0 - off, "written like a title", one.text)
        if _labelled_reason(one):
            continue
        alone = one.text not in layout.greeting and len(one.text.split()) <= 12 and one.text[-1] not in ".!?؟"
        if place < 4 and alone:
            _from_pieces(one.text, add, 2.0, "letterhead")
    for one in layout.tail:
        _from_sentence(one, add, 0.0)
    for row in layout.head:
        if any(piece.kind == "person" for piece in pieces(row)):
            continue
        _from_sentence(sentence(row), add, 0.0, everywhere=True)
        _from_pieces(row, add, 2.0, "letterhead")
    if subject:
        line = sentence(subject)
        for pattern, found in cued(line, "role", "subject", LANGUAGES):
            text, closed = named(line, found, "role")
            whole = tidy_role(text) if closed else take_role(text, languages_of(subject))
            add(tidy_role(_unled(whole)) if whole else None, pattern.weight, "subject", f"Subject: {subject}")
        _from_pieces(subject, add, 3.0, "subject")
    return claims


def _labelled_reason(one: Sentence) -> bool:
    """Tell whether a line says "Reason: ..."."""
    return any(
        pattern.weight > 3 and found.start() == 0 for pattern, found in cued(one, "reason", "cause", one.languages)
    )


def _from_sentence(one: Sentence, add: Add, off: float, everywhere: bool = False) -> None:
    for pattern, found in cued(one, "role", "cue", LANGUAGES if everywhere else one.languages):
        text, closed = named(one, found, "role")
        weight = pattern.weight - off
        quoted = re.match(r"\s*[«“\"]\s*([^«»“”\"]{3,90}?)\s*[»”\"]", text)
        if closed:
            after = _KEPT.match(one.text[found.end("role") :])
            add(tidy_role(text + (after.group() if after else "")), weight, "sentence, whole", one.text)
        elif quoted:
            add(tidy_role(quoted[1]), weight, "sentence, whole", one.text)
        elif found.start() == 0 and pattern.weight >= 5:
            add(tidy_role(_unled(text)), weight, "form", one.text)
        elif pattern.weight > 2 or _begins_with_head(text):
            add(take_role(text, one.languages), weight, "sentence", one.text)
    for inner in re.finditer(r"[«“\"]\s*([^«»“”\"]{3,90}?)\s*[»”\"]", one.text):
        if has_head(inner[1]) and len(inner[1].split()) <= 9:
            add(tidy_role(inner[1]), 2.5 - off, "sentence, whole", one.text)


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


def _from_pieces(text: str, add: Add, weight: float, source: str) -> None:
    """A piece of a subject that holds a profession is the role: "Réf. 25-118 / Key Account Manager Africa"."""
    parts = [part for part in _PIECES.split(text) if part.strip()]
    for at, part in enumerate(parts):
        role = _unled(part)
        if not has_head(role) or (is_arabic(role) and not has_head(role.split()[0])):
            continue
        if is_arabic(role) and source == "letterhead" and (len(role.split()) > 4 or role.startswith("ال")):
            continue  # "المدير ارتاح كثيرا ...", a title above a name
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
        add(take_role(role, languages_of(text)), weight, source, f"Subject: {text}" if source == "subject" else text)
        if after and len(after.split()) <= 3 and not has_head(after) and len(parts) == at + 2:
            joined = text[text.find(part) : text.find(after, text.find(part)) + len(after)]
            add(tidy_role(_unled(joined)), weight - 2.0, f"{source}, with place", text)


def _unled(part: str) -> str:
    """Cut leading words such as "Your application for", "Retour candidature" off a piece of a subject."""
    words = part.split()
    leads = all_words("role", "lead")
    head = next((at for at, word in enumerate(words) if has_head(word)), 0)
    words = words[max((at + 1 for at, word in enumerate(words[:head]) if _plain(word) in leads), default=0) :]
    empty = leads | all_words("language", "stop")
    while len(words) > 1 and (
        fold(unmark(words[0])).strip(".,:'’()") in empty or re.fullmatch(r"[#nN]?[°º.]?[\d./-]{2,}|\W+", words[0])
    ):
        words.pop(0)
    return re.sub(r"^(?i:[dl]['’])", "", " ".join(words))


def _plain(word: str) -> str:
    return re.sub(r"^[لب](?=\w{3})", "", fold(unmark(word)).strip(".,:'’()"))


def _without_company(role: str, company: str | None) -> str:
    """Cut a company off the end of a role: "Data Analyst, Numidia" or "Data Analyst - Numidia"."""
    if not company:
        return role
    mine = company_key(company)
    first = re.match(rf"{re.escape(company)} (?=\S)", role)
    if first and has_head(role[first.end() :]):
        return role[first.end() :]
    for found in re.finditer(r"\s*(?:,|،| - | – | — |\||@| at | chez | لدى | من | de | d'| في | ب|\s)\s*", role):
        rest = company_key(role[found.end() :])
        if (
            found.start() > 2
            and rest
            and len(rest) > 3
            and (rest == mine or (mine.startswith(rest) and len(rest) > 0.6 * len(mine)) or rest.startswith(mine))
        ):
            return re.sub(r"\s+(?:في|ب|de|at|chez|لدى|من)$", "", role[: found.start()].strip())
    return role


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
    # "Assistant Miller", seen in two kinds of places, before the subject's "Miller".
    fuller = [name for name, seen in sources.items() if len(seen) > 1 and name.endswith(f" {chosen}")]
    return max(fuller, key=len, default=chosen)
