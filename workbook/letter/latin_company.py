"""Where a company's name in Latin letters ends: commas, ampersands, dots, brackets and legal forms belong to it."""

from __future__ import annotations

import re
from typing import Final

from workbook.letter.lexicon import has_head, is_arabic, legal_form, org_word
from workbook.letter.patterns import all_words, common
from workbook.letter.prose import fold, value

_ARTICLES: Final = frozenset({"Le", "La", "Les", "Au", "Aux", "The", "El", "Al"})
_PAREN: Final = re.compile(r"\(([^()]{1,40})\)")
_HOUSE: Final = re.compile(r"(?:la |le |l['’]|notre )?([a-zà-ÿ]{3,20}) (?=[A-ZÀ-Ý])")
_CAMPUS: Final = re.compile(r"(?:University|Campus) (?:Recruit|Hiring|Relations|Talent)")
_TAIL: Final = re.compile(r"[.,;:!?،؛؟…)\]\"”»'’`*]+$")
_QUOTES: Final = frozenset('"“«')
_LEAD: Final = "\"“«'‘`*([_"


def take_latin(text: str) -> tuple[str, str]:
    """Return the name that *text* starts with and what follows it."""
    if (house := _HOUSE.match(text)) and org_word(house[1]):
        text = text[house.end() :]  # "la boulangerie Au Bon Levain"
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
                or (has_head(paren[1]) and not any(map(org_word, paren[1].split())))  # "Lisa Hart (Sr. Strategist)"
                or re.match(r"(?i)h ?/|f ?/|m ?/|ref|co\. ?no|reg|réf|req|id\b|n°|job|est\.", paren[1])
            ):
                break
            kept.append(paren.group())
            at = paren.end()
            index = next((i for i, later in enumerate(tokens) if later.start() >= at), len(tokens))
            if at < len(text) and text[at] in ".,;:!?":
                break
            continue
        if kept and token[0] in _QUOTES and _slogan(text[tokens[index].start() :]):
            break
        core = token.lstrip(_LEAD)
        tail = _TAIL.search(core)
        word = core[: tail.start()] if tail else core
        ending = tail.group() if tail else ""
        own = re.fullmatch(r"(.+?)['’]s", word)
        if own:
            word = own[1]
        article = not kept and word in _ARTICLES and not ending and index + 1 < len(tokens)
        if article and nameish(tokens[index + 1].group().lstrip(_LEAD).rstrip(".,;:!?"), first=True):
            kept.append(word)
            index += 1
            continue
        if kept and word == "I" and index + 1 < len(tokens) and tokens[index + 1].group()[0].islower():
            break  # "On behalf of Lindqvist AB I thank you"
        if kept and is_arabic(word) and not legal_form(word):
            break  # a Latin name in Arabic text
        if not nameish(word, first=not kept):
            if kept and len(kept) == 1 and fold(kept[0]).removeprefix("l'") in all_words("person", "org"):
                reach = _name_after(tokens[index : index + 5])
                if reach:
                    kept += [token.group() for token in tokens[index : index + reach]]
                    index += reach
                    continue
            joiner = fold(word) in common("joiners") and not ending and kept and index + 1 < len(tokens)
            following = tokens[index + 1].group().lstrip(_LEAD) if joiner else ""
            if fold(word) in {"de", "of"} and following in {"la", "les", "the"} and joiner and index + 2 < len(tokens):
                after = tokens[index + 2].group().rstrip(".,;:!?")
                if after[0].isupper() and nameish(after, first=False):
                    kept += [word, following]  # "Civils de la Défense"
                    index += 2
                    continue
            if not joiner or not nameish(following.rstrip(".,;:!?"), first=False):
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
    while kept and (kept[-1].lower() in common("joiners") or kept[-1] in {",", "-"}):
        kept.pop()
    return value(" ".join(kept), 100).strip(" ,"), text[at:]


def _slogan(quoted: str) -> bool:
    """Tell whether words in quotes behind a name are no part of it: "VoxAtlas « La voix qui rapproche »"."""
    inner = re.match(r"[\"“«]\s*([^\"“”«»]{3,80})[\"”»]", quoted)
    words = inner[1].split() if inner else []
    return len(words) > 2 and sum(word[0].islower() for word in words) * 2 >= len(words)


def _name_after(following: list[re.Match[str]]) -> int:
    """Return how many small words stand before a capitalised one: "Établissement hospitalier privé El Chifa"."""
    for count, token in enumerate(following):
        word = token.group()
        if re.sub(r"^[dl]['’](?=\w)", "", word)[0].isupper():
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


def nameish(word: str, first: bool) -> bool:
    """Tell whether *word* can stand in a company's name; with *first*, at its start."""
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
