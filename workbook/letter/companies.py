"""The names of companies: cut out of a text, told from other names, and what their spellings share."""

from __future__ import annotations

import re
from typing import Final

from workbook.letter.latin_company import nameish, take_latin
from workbook.letter.lexicon import is_arabic, legal_form, org_word, role_heads
from workbook.letter.patterns import all_words, common, expression
from workbook.letter.prose import fold, key, unmark, value

_DATED: Final = re.compile(
    r"\b\d{1,2}[:h]\d{2}\b|^\d+(?:st|nd|rd|th|er|e|ere|eme|ème)\b|^(?:mon|tue|wed|thu|fri|sat|sun)\w* \d"
)

# "DRWF/50091" is a reference; "FAIRLOPJOBS" the sender of a text message.
_REFERENCE: Final = re.compile(r"[A-Z]{2,8}[/-]\S*\d{2,}\S*|[A-Z]{4,}(?:JOBS|CAREERS|RECRUIT|HIRING)")
# Longer Arabic words with "your" or "you" at their end: "مؤهلاتك", but not "السماك", "بلاستيك", "لينك".
_ADDRESSING: Final = re.compile(r"(?!ال)[\u0620-\u064a]{3,}[^\Wيوا]كم?")


def company_key(name: str) -> str:
    """Return what spellings of one company share: without legal forms, articles and team words."""
    tokens = [token for token in re.split(r"[\s,()]+", re.sub(r"\s\([A-Z]{2,6}\)", "", name)) if token]
    kept = [token for token in tokens if not legal_form(token)]
    if len(kept) > 1 and fold(kept[0]) in {"the", "la", "le", "les", "شركه", "موسسه", "مجموعه", "groupe"}:
        kept = kept[1:]
    return key("".join(kept)) or key(name)


def without_team(name: str) -> str:
    """Cut "Jobs" or "Graduate Recruitment" off the end of a company's name."""
    words = name.split()
    last = ""
    while len(words) > 1 and (
        fold(words[-1]) in common("team_endings") | {"resources", "acquisition"}
        or (
            len(words) > 2
            and fold(words[-1]) in {"service", "services", "department"}
            and fold(words[-2]) in common("team_endings")
        )
        or (fold(words[-1]) in {"university", "campus", "college"} and last in {"recruiting", "recruitment", "hiring"})
    ):
        last = fold(words.pop())
    return " ".join(words)


def with_legal_form(text: str) -> list[str]:
    """Return the names in *text* that end in a legal form: "... Bâti-Ouest EURL - HR portal"."""
    found: list[str] = []
    tokens = list(re.finditer(r"\S+", text[:700]))
    for index, token in enumerate(tokens):
        word = token.group().strip(",;:()!?")
        if index == 0 or not _written_legal(word):
            continue
        first = index
        while first > 0 and index - first < 6:
            before = tokens[first - 1].group()
            if fold(before.strip(",;:")) in role_heads():
                break
            joiner = fold(before) in common("joiners") and first > 1 and tokens[first - 2].group()[0].isupper()
            if (
                not (nameish(before.strip(",;()\"'“”«»"), first=False) or joiner)
                or (before[-1] in ".;:!?)" and len(before) > 3)
                or (before[-1] == "," and first != index)
            ):
                break
            first -= 1
        name = take_company(text[tokens[first].start() : tokens[first].start() + 140]) if first < index else None
        if name and any(legal_form(part) for part in name.split()[1:]):
            found.append(name)
    return found


def _written_legal(word: str) -> bool:
    bare = word.strip(".")
    return bool(
        re.fullmatch(
            r"(?:SARL|SPA|EURL|SNC|SASU?|S\.?A\.?S?|Ltd|LTD|LLC|LLP|Inc|INC|GmbH|AG|PLC|Plc|plc|Corp|B\.?V|N\.?V|W\.?L\.?L|P\.?J\.?S\.?C|S\.?P\.?A|S\.?A\.?R\.?L|s\.a\.l|EPIC|SCOP|EPE|KG|FZE|FZCO)",
            bare,
        )
    ) or (is_arabic(word) and key(word) in common("legal_forms"))


def take_company(text: str, whole: bool = False) -> str | None:
    """Return the company name that *text* starts with; with *whole*, only when nothing else follows it."""
    text = text.strip()
    if not text:
        return None
    text = re.sub(
        r"^(?:[lLdD]['’](?=[A-ZÀ-Ý])|M/s\.? |P/ ?|P/O |pp |p\.o\.? |(?:For|Pour|عن) (?=\S)|the (?=[A-ZÀ-Ý]))", "", text
    )
    name, rest = _take_arabic(text) if is_arabic(text) else take_latin(text)
    if not name or (whole and re.sub(r"[\W_]", "", rest)):
        return None
    return name if plausible_company(name) else None


def _take_arabic(text: str) -> tuple[str, str]:
    kept: list[str] = []
    at = 0
    stop = expression("ar", "company", "stop")
    lam = 0
    quoted = False
    for token in re.finditer(r"\S+", text[:120]):
        core = token.group().strip("\"“”«»'*()")
        word = re.sub(r"[.,،;؛:!?؟…\"“”«»]+$", "", core)
        if not word or (kept and stop.fullmatch(fold(word))) or len(kept) >= 6:
            break
        if kept and token.group()[0] == "(" and not legal_form(core):
            break  # "عيادة ابتسامتي لطب الأسنان (فرع السالمية)"
        if len(kept) > 1 and fold(word) in role_heads() and not legal_form(core):
            break  # "اختارت مدرسة النور الخاصة معلمة أخرى"
        if not kept and stop.fullmatch(fold(word)):
            break
        # "للإسمنت" ends most names; what follows it belongs to the sentence, but for "والتصدير" or an adjective.
        if lam and not (word.startswith(("و", "ال")) or legal_form(core)):
            break
        lam += word.startswith("لل")
        kept.append(core if legal_form(core) else word)
        at = token.end()
        quoted = quoted or token.group()[0] in '"“«'
        if (core != word and not legal_form(core)) or (quoted and re.search(r"[\"”»]\W*$", token.group())):
            break  # a name in quotes ends where they do
    return value(" ".join(kept), 100), text[at:]


def plausible_company(name: str) -> bool:
    """Tell whether *name* can be one: not only words of teams and places, no words of letters."""
    tokens = [fold(unmark(token)).strip(".,()'\"") for token in name.split()]
    if tokens and tokens[0] in common("states"):
        return False
    empty = (
        all_words("company", "never") | all_words("company", "noise") | all_words("person", "place") | common("joiners")
    )
    if (
        len(key(name)) < 2
        or any(len(token) > 30 for token in tokens)
        or all(token in empty or token.isdigit() for token in tokens)
    ):
        return False
    team = all_words("person", "team") | all_words("person", "title")
    if not (name.isupper() and len(tokens) > 1 and any(map(org_word, tokens))) and all(
        token in team or token in all_words("person", "org") or re.sub(r"^ال", "", token) in team for token in tokens
    ):
        return False
    if _DATED.search(fold(name)) or _REFERENCE.fullmatch(name):
        return False
    if not org_word(tokens[0]) and any(map(_ADDRESSING.fullmatch, tokens)):
        return False
    if not org_word(tokens[0]) and any(
        re.sub(r"^(?:وال|ال|لل|[ولب])(?=\w{2})", "", token) in all_words("company", "talk") for token in tokens
    ):
        return False
    return not all(legal_form(token) for token in tokens) and "@" not in name


def role_like(name: str) -> bool:
    """Tell whether *name* reads as a job rather than a company: it begins or ends with a profession."""
    tokens = [fold(unmark(token)).strip(".,()'\"") for token in re.sub(r"\([^)]*\)", "", name).split()]
    if not tokens or "&" in tokens or any(legal_form(token) for token in tokens):
        return False
    heads = role_heads() - all_words("person", "org")
    if len(tokens) > 1 and tokens[-1] in heads:
        return True
    if any(token in heads for token in tokens[1:-1]) and not any(map(org_word, tokens)):
        return True
    if org_word(tokens[0]):
        # "Software Engineer", "Bank Manager"
        return len(tokens) > 1 and tokens[1] in heads and not is_arabic(name)
    if len(tokens) == 2 and tokens[0] in common("trade_names"):
        return False
    return re.sub(r"^ال", "", tokens[0]) in heads and not any(token.startswith("لل") for token in tokens)
