"""Where a company's name starts and ends: commas, ampersands, dots, brackets and legal forms belong to it."""

from __future__ import annotations

import re
from typing import Final

from workbook.letter.lexicon import is_arabic, legal_form, org_word, role_heads
from workbook.letter.patterns import all_words, common, expression
from workbook.letter.prose import fold, key, unmark, value

_ARTICLES: Final = frozenset({"Le", "La", "Les", "The", "El", "Al"})


_PAREN: Final = re.compile(r"\(([^()]{1,40})\)")


_DATED: Final = re.compile(r"\b\d{1,2}[:h]\d{2}\b|^\d+(?:st|nd|rd|th)\b|^(?:mon|tue|wed|thu|fri|sat|sun)\w* \d")
_CAMPUS: Final = re.compile(r"(?:University|Campus) (?:Recruit|Hiring|Relations|Talent)")
_TAIL: Final = re.compile(r"[.,;:!?،؛؟…)\]\"”»'’*]+$")


_LEAD: Final = "\"“«'‘*([_"


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
            and fold(words[-1]) in {"services", "department"}
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
                not (_nameish(before.strip(",;()\"'“”«»"), first=False) or joiner)
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
    name, rest = _take_arabic(text) if is_arabic(text) else _take_latin(text)
    if not name or (whole and re.sub(r"[\W_]", "", rest)):
        return None
    return name if _plausible_company(name) else None


def _take_latin(text: str) -> tuple[str, str]:
    kept: list[str] = []
    at = 0
    tokens = list(re.finditer(r"\S+", text[:160]))
    index = 0
    while index < len(tokens) and len(kept) < 9:
        token = tokens[index].group()
        if token.startswith("(") and kept:
            paren = _PAREN.match(text, tokens[index].start())
            if (
                paren is None
                or not (paren[1][0].isupper() or legal_form(paren[1]))
                or re.match(r"(?i)h ?/|f ?/|m ?/|ref|réf|req|id\b|n°|job|est\.", paren[1])
            ):
                break
            kept.append(paren.group())
            at = paren.end()
            index = next((i for i, later in enumerate(tokens) if later.start() >= at), len(tokens))
            if at < len(text) and text[at] in ".,;:!?":
                break
            continue
        core = token.lstrip(_LEAD)
        tail = _TAIL.search(core)
        word = core[: tail.start()] if tail else core
        ending = tail.group() if tail else ""
        own = re.fullmatch(r"(.+?)['’]s", word)
        if own:
            word = own[1]
        article = not kept and word in _ARTICLES and not ending and index + 1 < len(tokens)
        if article and _nameish(tokens[index + 1].group().lstrip(_LEAD).rstrip(".,;:!?"), first=True):
            kept.append(word)
            index += 1
            continue
        if kept and is_arabic(word) and not legal_form(word):
            break  # a Latin name in Arabic text
        if not _nameish(word, first=not kept):
            if kept and len(kept) == 1 and fold(kept[0]).removeprefix("l'") in all_words("person", "org"):
                reach = _name_after(tokens[index : index + 5])
                if reach:
                    kept += [token.group() for token in tokens[index : index + reach]]
                    index += reach
                    continue
            joiner = fold(word) in common("joiners") and not ending and kept and index + 1 < len(tokens)
            following = tokens[index + 1].group().lstrip(_LEAD) if joiner else ""
            if not joiner or not _nameish(following.rstrip(".,;:!?"), first=False):
                break
            if fold(word) in {"and", "et", "the", "for", "pour"} and fold(following.strip(".,")) in all_words(
                "company", "never"
            ):
                break
            kept.append(word)
            index += 1
            continue
        if kept and fold(word) in common("team_endings") and _only_team(tokens[index:]):
            break
        if kept and _CAMPUS.match(text, tokens[index].start()):
            break
        dotted = ending.startswith(".") and (legal_form(word) or re.fullmatch(r"(?:\w\.)*\w|Mt|Ste?", word) is not None)
        if own and index + 1 < len(tokens) and org_word(tokens[index + 1].group()):
            word, own = f"{word}'s", None  # "St. Brendan's Hospital"
        kept.append(word + ("." if dotted else ""))
        at = tokens[index].start() + token.rfind(word) + len(word) + bool(dotted)
        index += 1
        if (
            own
            or (len(kept) > 1 and _ends_name(word, tokens[index : index + 1]))
            or (ending and not dotted and not _goes_on(ending, tokens[index : index + 5]))
        ):
            break
        if ending and not dotted and "," in ending:
            kept[-1] += ","
    while kept and (fold(kept[-1]) in common("joiners") or kept[-1] in {",", "-"}):
        kept.pop()
    return value(" ".join(kept), 100).strip(" ,"), text[at:]


def _name_after(following: list[re.Match[str]]) -> int:
    """Return how many small words stand before a capitalised one: "Établissement hospitalier privé El Chifa"."""
    for count, token in enumerate(following):
        word = token.group()
        if word[0].isupper():
            return count
        if not word.isalpha() or fold(word) in all_words("language", "stop") - common("joiners"):
            return 0
    return 0


def _ends_name(word: str, following: list[re.Match[str]]) -> bool:
    """Tell whether *word* is a legal form that stands last: "Ltd. Registered in England", "Inc. Global Talent"."""
    if not re.fullmatch(r"(?i)ltd|llc|llp|inc|plc|gmbh|limited", word):
        return False
    after = following[0].group() if following else ""
    return not (after.startswith("(") or after in {"&", "and"} or legal_form(after))


def _only_team(following: list[re.Match[str]]) -> bool:
    """Tell whether the capitalised words that follow are all words of a team: "LLP Graduate Recruitment"."""
    for token in following[:4]:
        word = fold(token.group()).strip(".,;:!?()")
        if token.group()[0].islower() or not word:
            return True
        if word not in common("team_endings") | {"resources", "acquisition", "&", "and", "culture", "department"}:
            return False
        if token.group()[-1] in ".,;:!?":
            return True
    return True


def _nameish(word: str, first: bool) -> bool:
    if not word or not any(char.isalnum() for char in word):
        return False
    if first and fold(word) in all_words("language", "stop") and not (len(word) > 1 and word.isupper()):
        return False
    inner = re.sub(r"^(?:[dlDL]['’])", "", word)
    return (
        inner[:1].isupper()
        or any(char.isupper() for char in inner[1:])
        or (inner[:1].isdigit() and (not first or any(c.isalpha() for c in inner)))
        or is_arabic(inner)
        or legal_form(word)
    )


def _goes_on(ending: str, following: list[re.Match[str]]) -> bool:
    """A comma inside a name: before a legal form ("Foo, Inc.") or in a list of partners ("Foo, Bar & Baz")."""
    if ending != "," or not following:
        return False
    if legal_form(following[0].group()):
        return True
    for token in following:
        word = token.group()
        if fold(word) in {"&", "et", "and"}:
            partners = any(fold(later.group()).startswith(("associe", "partner", "fils")) for later in following)
            return word == "&" or (fold(word) == "et" and partners)
        if not word[:1].isupper():
            return False
    return False


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
        if not kept and stop.fullmatch(fold(word)):
            break
        # "للإسمنت" ends most names; what follows it belongs to the sentence, but for "والتصدير" or an adjective.
        if lam and not (word.startswith(("و", "ال")) or legal_form(core)):
            break
        lam += word.startswith("لل")
        kept.append(core if legal_form(core) else word)
        at = token.end()
        quoted = quoted or token.group()[0] in "\"“«"
        if (core != word and not legal_form(core)) or (quoted and re.search(r"[\"”»]\W*$", token.group())):
            break  # a name in quotes ends where they do
    return value(" ".join(kept), 100), text[at:]


def _plausible_company(name: str) -> bool:
    tokens = [fold(unmark(token)).strip(".,()'\"") for token in name.split()]
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
    if _DATED.search(fold(name)):
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
        return False
    return re.sub(r"^ال", "", tokens[0]) in heads and not any(token.startswith("لل") for token in tokens)
