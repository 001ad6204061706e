"""Where a role's name starts and ends: codes, levels, places and brackets belong to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from workbook.letter.companies import company_key
from workbook.letter.lexicon import has_head, is_arabic
from workbook.letter.patterns import all_words, common, expression
from workbook.letter.prose import fold, key, unmark, value

_CODES: Final = re.compile(
    r"\((?:h/?f|f/?h|m/?f|f/?m|h/f/x|m/w/d|m/f/d|m/f/x|f/m/d|all genders|réf\.?|ref\.?|req|n°|no\.?|job|id)"
    r"[^)]{0,30}\)|\b(?:h/f|f/h)\b",
    re.IGNORECASE,
)
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
# "EMPLOYMENT AS ASSISTANT FISHERIES OFFICER"
_EMPLOYED: Final = re.compile(r"(?i)^(?:employment|appointment|engagement) as (?:an? |the )?(?=\S)")
# "Adrian Vance - JR2505367 Senior Analyst (CAND2500223678)", as Workday heads its mails
_CANDIDATES: Final = re.compile(r"^(?:[^\W\d_][\w.'’-]* ){1,4}- (?=[A-Z]{0,4}-?\d{4,}\w* \S)|\s\(C(?:AND)?\d{5,}\)$")
# "ERS-2291 Lecturer in Marine Geochemistry", "ID 8821, Registered Nurse"
_CODE_FIRST: Final = re.compile(
    r"(?!(?:19|20)\d\d )(?:(?i:id|ref|req|job|no|n°)[ .:#]*)?[A-Z]{0,6}(?:[-/][A-Z]{1,6})?[-/]?\d{3,}"
    r"[\w/-]*[ ,:|–-]+(?=[A-ZÀ-Ý])"
)
# "Cashier - Job ID 5530", "Analyst YPB/77320 03-Jun-2025", "Assistante (H/F) - Réf. KDZ/88120"
_CODE_INSIDE: Final = re.compile(
    r"(?<=[^\W\d]|\))(?:\s*[-–—|,]\s*|\s+)"
    r"(?:(?i:job|req|ref|réf|id|post|offre)[\w .:#°]{0,12}?\d{3,}\S*|[A-Z]{2,6}/\d{3,}).*$"
)
# "METER READER X2 POSTS"
_TIMES: Final = re.compile(r"(?i)\s+\(?[x×] ?\d{1,2}\b(?: (?:posts?|postes?|positions?))?\)?$")
# "our open Team Lead position", "the two supervisor openings"; not "Open Source Engineer"
_COUNTED: Final = re.compile(
    r"^(?:open|current|two|three|four|five|(?:recently|currently|newly) (?:advertised|posted|open|vacant)) (?=\S)"
)
# Who decides is no role that was applied for; "the Oran office of Numidia" is a place.
_NO_ROLE: Final = re.compile(
    r"(?i)^hiring (?:manager|team)s?\b|^(?:office|branch|department|team|campus) of\b"
    r"|^(?:\w+ )?(?:number|range|variety) of\b"
)
_YEAR: Final = re.compile(r"\s(?:19|20)\d\d(?:[-/]\d{2,4})?$")
_ENDED: Final = re.compile(r"(?i)(?:^|\W)(?:sr|jr|ref|réf|no|n|dr|st|resp|ing|dev|asst|dept|gr)$")


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
    if first[1].isupper() and len(first[1]) > 1:
        return True  # "Manager, IT Audit"
    if word in all_words("language", "stop") or word in all_words("role", "never") or is_arabic(word):
        return False
    if re.match(r"\s*(?:[A-ZÀ-Ý][\w'’-]* )+(?:[a-zà-ÿ]{3,}[^s]s|a|has|have|had|will|would|vous|you)\b", after):
        return False  # "..., AirNumid informs you"
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
        r"^(?:(?i:au|à la)\s+(?=(?:poste|place|fonction)\b)|(?i:the|an?|our|your|this|un|une|le|la|notre|de"
        r"|(?:poste|rôle|fonction|place|métier|emploi|offre|position|role|job|post"
        r"|[لب]?(?:وظيفة|منصب|شاغر|رتبة|دور)(?=\s\S{4}))"
        r"(?: of| de)?)\s+|(?i:[dl]['’]))+(?=\S)",
        "",
        role,
    )
    role = re.sub(r"^(?i:vacancy|requisition|suitable|vacant|advertised) (?=\S)", "", role)
    role = _CANDIDATES.sub("", _EMPLOYED.sub("", _COUNTED.sub("", role)))
    role = re.sub(r"^(?i:of|as|for) (?=[A-ZÀ-Ý])", "", role)
    if (coded := _CODE_FIRST.match(role)) and has_head(role[coded.end() :]):
        role = role[coded.end() :]
    role = _TIMES.sub("", role)
    if (coded := _CODE_INSIDE.search(role)) and has_head(role[: coded.start()]) and not has_head(coded.group()):
        role = role[: coded.start()]
    role = _YEAR.sub("", _WITHIN.sub("", _EVENT.sub("", role)))
    while (last := re.search(r"\s+[-–—|:/]\s+([^-–—|:/]{2,40})$", role)) and _only_leads(last[1]):
        role = role[: last.start()]  # "Chargé de communication – Décision"
    role = re.sub(r"\s*[(\[][^)\]]*$", "", role).strip(" ,;:-–—'\"“”«»*_")
    tokens = role.split()
    if not tokens or len(tokens) > 14 or len(key(role)) < 2:
        return None
    folded = [re.sub(r"^l'", "", fold(token).strip(".,()'\"")) for token in tokens]
    while tokens and (folded[-1] in common("small_words") or not folded[-1]):
        tokens.pop()
        folded.pop()
    never = all_words("role", "never")
    inside = [role.count("(", 0, at) > role.count(")", 0, at) for at in _starts(role)]  # "Baker (full time)"
    if not tokens or any(
        # "Customer Success Manager I (US)": a capital within a title is no pronoun
        word in never and (not at or _cries(role, word) or not token.lstrip('(["')[:1].isupper())
        for at, (token, word, within) in enumerate(zip(tokens, folded, inside, strict=False))
        if not within
    ):
        return None
    if _NO_ROLE.match(role) or re.fullmatch(r"(?i)\w+ n[°o]\.? ?\d+", role) or re.match(r"\d+/\d", role):
        return None  # "Support n° 0412", "5/3/2/HR of 2024"
    if (len(tokens) == 1 and any(char.isdigit() for char in role)) or folded[0] in {"في", "لدي", "من", "علي", "عند"}:
        return None  # a reference; "in Doha"
    plain = all_words("role", "generic") | all_words("language", "stop")
    if all(token in plain or token.isdigit() for token in folded):
        return None
    return " ".join(tokens)


def _cries(role: str, word: str) -> bool:
    """Tell whether capitals say nothing about *word*, as all of *role* has them; "IT" is one there too."""
    return role.isupper() and not (word == "it" and has_head(role))


def _only_leads(text: str) -> bool:
    """Tell whether *text* is made of words of subjects and numbers: "Décision", "réf. 118"."""
    words = [_plain(word) for word in text.split()]
    return all(word in all_words("role", "lead") or re.fullmatch(r"[\W\d]*", word) for word in words)


def _starts(text: str) -> list[int]:
    return [found.start() for found in re.finditer(r"\S+", text)]


def unled(part: str) -> str:
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


def without_company(role: str, company: str | None) -> str:
    """Cut a company off the end of a role: "Data Analyst, Numidia" or "Data Analyst - Numidia"."""
    if not company:
        return role
    mine = company_key(company)
    first = re.match(rf"{re.escape(company)} (?=\S)", role)
    rest = tidy_role(role[first.end() :]) if first else None
    if first and (rest is None or has_head(rest) or (" " in company and rest[0].isupper())):
        return rest or ""
    for found in re.finditer(r"\s*(?:,|،| - | – | — |\||@| at | chez | لدى | من | de | d'| في | ب|\s)\s*", role):
        rest = company_key(role[found.end() :])
        if (
            found.start() > 2
            and rest
            and len(rest) > 3
            and (rest == mine or (mine.startswith(rest) and len(rest) > 0.6 * len(mine)) or rest.startswith(mine))
        ):
            return re.sub(r"\s+(?:في|ب|de|at|in|of|with|chez|لدى|من|à|au|du)$", "", role[: found.start()].strip())
    return role
