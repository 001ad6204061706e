"""Where a person's name starts and ends."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from workbook.letter.lexicon import is_arabic, legal_form, role_heads
from workbook.letter.patterns import all_words, common
from workbook.letter.prose import fold, unmark, value

_LEAD: Final = "\"“«'‘*([_"


_PERSON_WORD: Final = re.compile(r"[^\W\d_](?:[\w.'’-]*[^\W\d_.])?\.?")

# "P.", "P.-A.", "T.J."
_INITIALS: Final = re.compile(r"(?:[^\W\d_]\.-?){1,4}")
# "هبة السيد منصور": within a name it is one.
_SAYYID: Final = re.compile(r"السيد [\u0620-\u064a]{3}")
_ALI: Final = frozenset({"علي"})

# "OneHCM", "SonaLift": no family names, unlike "McDonald", "DeVito", "AitAli".
_CAMEL: Final = re.compile(
    r"(?<!^Mc)(?<!^Mac)(?<!^De)(?<!^Di)(?<!^Da)(?<!^Le)(?<!^La)(?<!^El)(?<!^Al)(?<!^Ait)(?<!^Ben)(?<!^Abd)(?<=[a-z])[A-Z]"
)


def take_person(text: str, lone_lower: bool = False) -> str | None:
    """Return the person's name that *text* starts with, without titles; with *lone_lower* also "amina" in a chat."""
    text = re.split(r"\s(?:مساء|صباح) (?:الخير|النور)", text)[0].strip().lstrip(_LEAD)
    nobody, titles = all_words("person", "nobody"), all_words("person", "title")
    kept: list[str] = []
    for token in re.finditer(r"\S+", text[:90]):
        core = token.group()
        word = re.sub(r"[.,،;؛:!?؟…)\]\"”»*]+$", "", core)
        initial = _INITIALS.fullmatch(core) is not None
        ended = core != word and not initial
        folded = fold(word).strip(".")
        if folded in titles and not (kept and (initial or _SAYYID.match(text[token.start() :]))):
            if ended and "." not in core:
                break
            continue
        if not word or not _PERSON_WORD.fullmatch(unmark(word)):
            break
        arabic = is_arabic(word)
        if kept and arabic != is_arabic(kept[0]):
            break  # "Mahmoud / محمود"
        if len(kept) >= 5:
            if arabic and folded not in nobody:
                return None  # a sentence: Arabic has no capitals to tell
            break
        if not (
            word[0].isupper()
            or arabic
            or (kept and folded in common("particles"))
            or (lone_lower and not kept and len(word) > 2)
        ):
            break
        named_ali = bool(kept) and word in _ALI  # "محمد علي", which folding makes "on"
        if initial and word[0].isupper():
            kept.append(core)
            continue
        if (
            (folded in nobody and not named_ali)
            or (folded in role_heads() and not arabic and not (kept and family_names([folded])))
            or (folded.startswith("ال") and folded[2:] in role_heads() and not (kept and _given(kept[0])))
            or (not kept and folded in all_words("language", "stop") and not word.isupper())
        ):
            break
        kept.append(word if word[0].isupper() or arabic or kept else word.capitalize())
        if ended:
            break
    while kept and fold(kept[-1]) in common("particles") and not kept[-1][0].isupper():
        kept.pop()
    return value(" ".join(kept), 80) or None


def looks_like_person(line: str) -> bool:
    """Tell whether the whole *line* is one to four words that can be a person's name."""
    bare = unmark(line).strip(" ,.;،*_")
    if re.search(r"\s[A-ZÀ-Ý]\.[ ,]*$", line):
        bare += "."  # "BOUZIANE A."
    tokens = bare.split()
    titles = all_words("person", "title")
    called = len(tokens)
    others = all_words("person", "not_person") | all_words("person", "org") | all_words("person", "place")
    while tokens and fold(tokens[0]).strip(".") in titles:
        tokens.pop(0)
    if is_arabic(bare) and len(tokens) == called and not any(map(_given, tokens)):
        return False
    if any(fold(token) in common("trade_adjectives") for token in tokens[1:]):
        return False
    if not 1 <= len(tokens) <= 5 or any(char.isdigit() or char in "@/|&:" for char in bare):
        return False
    for at, token in enumerate(tokens):
        folded = fold(token).strip(".,")
        if (at and folded in common("particles") and len(tokens) > at + 1) or (
            _INITIALS.fullmatch(token) and token[0].isupper() and len(tokens) > 1
        ):
            continue
        if (
            _CAMEL.search(token)
            or (at + 1 < len(tokens) and re.search(r"['’]s$", token))  # "Doreen's Flower Box"
            or (folded in others and not (token in _ALI and len(tokens) > 1))
            or (folded in all_words("person", "nobody") and not (token in _ALI and len(tokens) > 1))
            or legal_form(token)
            or folded.startswith("لل")
            or not _PERSON_WORD.fullmatch(token.strip(","))
        ):
            return False
        if not (token[0].isupper() or is_arabic(token) or folded in common("particles")):
            return False
    named = _given(tokens[0]) if is_arabic(bare) else fold(tokens[0]) not in role_heads()
    trades = [
        token
        for at, token in enumerate(tokens)
        if fold(token) in role_heads() and not (at and named and family_names([fold(token)]))
    ]
    return not trades and (len(tokens) > 1 or is_arabic(bare) or not bare.isupper())


def _given(word: str) -> bool:
    """Tell whether *word* shows that an Arabic line is a person's name: a given name, "ع.", "بن عودة", "آيت"."""
    folded = fold(word).strip(".,")
    return folded in common("given_names") or len(folded) == 1 or folded.startswith(("بن", "بو", "ايت"))


def family_names(folded: Iterable[str]) -> bool:
    """Tell whether the folded words that name trades are family names too: Boulanger, Berger, any Arabic one."""
    ranks = role_heads() | all_words("person", "rank")
    return all(is_arabic(word) or word in common("surnames") for word in folded if word in ranks)


def untitled(name: str) -> str:
    """Return *name* without "Mme", "Dr.", "السيد"."""
    titles = all_words("person", "title")
    words = name.replace("/", " ").split()
    while (
        len(words) > 1
        and fold(words[0]).strip(".,") in titles
        and (len(words) > 2 or not re.fullmatch(r"[A-ZÀ-Ý]\.", words[0]))
    ):
        words.pop(0)
    return value(" ".join(words), 80)


def titled(line: str) -> bool:
    """Tell whether *line* begins with a title: "أ / سالم", "Ms Hale"."""
    words = line.replace("/", " ").split()
    return len(words) > 1 and fold(words[0]).strip(".,") in all_words("person", "title")
