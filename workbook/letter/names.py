"""Where a name ends: cutting a company, a role or a person out of the text that follows a cue."""

from __future__ import annotations

import re
from typing import Final

from workbook.letter.patterns import LANGUAGES, all_words, expression, words
from workbook.letter.prose import fold, key, value

LEGAL: Final = frozenset(
    "sarl spa eurl snc sas sasu sa ltd llc llp inc corp gmbh ag plc co bv nv oy ab srl kg limited incorporated corporation "
    "company cie group groupe holding pty pvt kgaa se eirl scop epe epic epa spas s.p.a s.a.r.l e.u.r.l s.a s.a.s".split()
) | {"شذمم", "شم", "شذم", "شركهمساهمه"}
_JOINERS: Final = frozenset("& + and et of de du des d' la le les the for pour und y e al el ben bin - – / x".split())
_PAREN: Final = re.compile(r"\(([^()]{1,40})\)")
_TAIL: Final = re.compile(r"[.,;:!?…)\]\"”»'’*]+$")
_LEAD: Final = "\"“«'‘*([_"


def legal_form(word: str) -> bool:
    """Tell whether *word* is a legal form of companies: SARL, Ltd., ش.ذ.م.م."""
    folded = fold(word).strip(".,;()")
    return folded in LEGAL or key(word) in LEGAL


def company_key(name: str) -> str:
    """Return what spellings of one company share: without legal forms, articles and team words."""
    tokens = [token for token in re.split(r"[\s,()]+", name) if token]
    kept = [token for token in tokens if not legal_form(token)]
    if len(kept) > 1 and fold(kept[0]) in {"the", "la", "le", "les", "شركه", "موسسه", "مجموعه", "groupe"}:
        kept = kept[1:]
    return key("".join(kept)) or key(name)


def take_company(text: str, whole: bool = False) -> str | None:
    """Return the company name that *text* starts with; with *whole*, only when nothing else follows it."""
    text = text.strip()
    if not text:
        return None
    name, rest = (_take_arabic(text) if is_arabic(text) else _take_latin(text))
    if not name or (whole and re.sub(r"[\W_]", "", rest)):
        return None
    return name if _plausible_company(name) else None


def is_arabic(text: str) -> bool:
    """Tell whether the first letter of *text* is Arabic."""
    first = next((char for char in text if char.isalpha()), "")
    return "\u0620" <= first <= "\u06ff"


def _take_latin(text: str) -> tuple[str, str]:
    kept: list[str] = []
    at = 0
    tokens = list(re.finditer(r"\S+", text[:160]))
    index = 0
    while index < len(tokens) and len(kept) < 9:
        token = tokens[index].group()
        if token.startswith("(") and kept:
            paren = _PAREN.match(text, tokens[index].start())
            if paren is None or not (paren[1][0].isupper() or legal_form(paren[1])) or re.match(r"(?i)h ?/|f ?/|m ?/|ref|réf", paren[1]):
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
        if not _nameish(word, first=not kept):
            joiner = fold(word) in _JOINERS and not ending and kept and index + 1 < len(tokens)
            following = tokens[index + 1].group().lstrip(_LEAD) if joiner else ""
            if not joiner or not _nameish(following.rstrip(".,;:!?"), first=False):
                break
            if fold(word) in {"and", "et", "the", "for", "pour"} and fold(following.strip(".,")) in all_words("company", "never"):
                break
            kept.append(word)
            index += 1
            continue
        if kept and fold(word) in all_words("company", "noise") and fold(word) not in {"and", "of", "services"}:
            break
        dotted = ending.startswith(".") and (legal_form(word) or re.fullmatch(r"(?:\w\.)*\w", word) is not None)
        kept.append(word + ("." if dotted else ""))
        at = tokens[index].start() + token.rfind(word) + len(word) + bool(dotted)
        index += 1
        if own or (ending and not dotted and not _goes_on(ending, tokens[index : index + 5])):
            break
        if ending and not dotted and "," in ending:
            kept[-1] += ","
    while kept and (fold(kept[-1]) in _JOINERS or kept[-1] in {",", "-"}):
        kept.pop()
    return value(" ".join(kept), 100).strip(" ,"), text[at:]


def _nameish(word: str, first: bool) -> bool:
    if not word or not any(char.isalnum() for char in word):
        return False
    if first and fold(word) in all_words("language", "stop") and not (len(word) > 1 and word.isupper()):
        return False
    inner = re.sub(r"^(?:[dlDL]['’])", "", word)
    return inner[:1].isupper() or any(char.isupper() for char in inner[1:]) or (inner[:1].isdigit() and (not first or any(c.isalpha() for c in inner))) or is_arabic(inner) or legal_form(word)


def _goes_on(ending: str, following: list[re.Match[str]]) -> bool:
    """A comma inside a name: before a legal form ("Foo, Inc.") or in a list of partners ("Foo, Bar & Baz")."""
    if ending != "," or not following:
        return False
    if legal_form(following[0].group()):
        return True
    for token in following:
        word = token.group()
        if word in {"&", "et", "and"}:
            return word == "&" or len(following) > 1 and following[-1].group()[:1].isupper() and word == "et" and "Associés" in following[-1].group()
        if not word[:1].isupper():
            return False
    return False


def _take_arabic(text: str) -> tuple[str, str]:
    kept: list[str] = []
    at = 0
    stop = expression("ar", "company", "stop")
    for token in re.finditer(r"\S+", text[:120]):
        core = token.group().strip("\"“”«»'*()")
        word = re.sub(r"[.,،;؛:!?؟…]+$", "", core)
        if not word or (kept and stop.fullmatch(fold(word))) or len(kept) >= 6:
            break
        if not kept and stop.fullmatch(fold(word)):
            break
        kept.append(core if legal_form(core) else word)
        at = token.end()
        if core != word and not legal_form(core):
            break
    return value(" ".join(kept), 100), text[at:]


def _plausible_company(name: str) -> bool:
    tokens = [fold(token).strip(".,()'\"") for token in name.split()]
    empty = all_words("company", "never") | all_words("company", "noise") | _JOINERS
    if len(key(name)) < 2 or all(token in empty or token.isdigit() for token in tokens):
        return False
    return not all(legal_form(token) for token in tokens) and "@" not in name


def take_role(text: str, folded: str) -> str | None:
    """Return the role that *text* starts with (*folded* is its folded copy), or ``None`` when that is no role."""
    end = len(text)
    for language in LANGUAGES:
        if found := expression(language, "role", "stop").search(folded, 1):
            end = min(end, found.start())
    depth = 0
    for at, char in enumerate(text[:end]):
        depth += (char in "([") - (char in ")]")
        following = text[at + 1 : at + 2]
        if depth < 0 or (char in "!?;\n؟؛" and depth == 0) or (char == "." and depth == 0 and (not following or following == " ")):
            if char == "." and following == " " and re.search(r"(?i)(?:^|\W)(?:sr|jr|ref|réf|no|n|dr|st|resp|ing|dev|asst)$", text[:at]):
                continue
            end = at
            break
        if char in ",،" and depth == 0 and not _role_comma(text[at + 1 : end]):
            end = at
            break
        if char == ":" and following == " " and depth == 0:
            end = at
            break
    return tidy_role(text[:end])


def _role_comma(after: str) -> bool:
    """A comma inside a role: before a place, a level or a code ("Sales Assistant, Oran"), not before a clause."""
    first = re.match(r"\s*([^\s,]+)", after)
    if not first:
        return False
    word = first[1]
    if fold(word) in all_words("language", "stop") or fold(word) in all_words("role", "never"):
        return False
    return word[0].isupper() or word[0].isdigit()


def tidy_role(raw: str) -> str | None:
    """Return *raw* as a role without articles, quotes and loose ends; ``None`` when it names no role."""
    role = value(raw, 120)
    role = re.sub(r"^(?i:the|an?|our|your|this|un|une|le|la|notre|d['’]|de |l['’])\s*(?=\S)", "", role) if not role.isupper() else role
    role = re.sub(r"\s*[(\[][^)\]]*$", "", role).strip(" ,;:-–—'\"“”«»*_")
    tokens = role.split()
    if not tokens or len(tokens) > 14 or len(key(role)) < 2:
        return None
    folded = [re.sub(r"^(?:d'|l')", "", fold(token).strip(".,()'\"")) for token in tokens]
    if any(token in all_words("role", "never") for token in folded):
        return None
    if all(token in all_words("role", "generic") | all_words("language", "stop") or token.isdigit() for token in folded):
        return None
    return role


def has_head(role: str) -> bool:
    """Tell whether *role* holds a word that names a profession: engineer, comptable, مهندس."""
    heads = all_words("role", "head")
    for token in re.split(r"[^\w]+", fold(role)):
        if token in heads or (token.endswith("s") and token[:-1] in heads):
            return True
        bare = re.sub(r"^(?:ال|لل|ل|ب|ك|و)", "", token)
        if bare != token and bare in heads:
            return True
    return False


_PERSON_WORD: Final = re.compile(r"[^\W\d_](?:[\w.'’-]*[^\W\d_.])?\.?")
_PARTICLES: Final = frozenset("ben bin bint el al ait ould abd abu abou ibn de van von da di du la le den der bou mc o'".split())


def take_person(text: str, lone_lower: bool = False) -> str | None:
    """Return the person's name that *text* starts with, without titles; with *lone_lower* also "amina" in a chat."""
    text = text.strip().lstrip(_LEAD)
    nobody, titles = all_words("person", "nobody"), all_words("person", "title")
    kept: list[str] = []
    for token in re.finditer(r"\S+", text[:90]):
        core = token.group()
        word = re.sub(r"[.,،;؛:!?؟…)\]\"”»*]+$", "", core)
        ended = core != word and not re.fullmatch(r"[^\W\d_]\.", core)
        folded = fold(word).strip(".")
        if folded in titles:
            if ended and "." not in core:
                break
            continue
        if not word or not _PERSON_WORD.fullmatch(word) or len(kept) >= 5:
            break
        arabic = is_arabic(word)
        if not (word[0].isupper() or arabic or (kept and folded in _PARTICLES) or (lone_lower and not kept and len(word) > 2)):
            break
        if folded in nobody or (not kept and folded in all_words("language", "stop") and not word.isupper()):
            break
        kept.append(word if word[0].isupper() or arabic or kept else word.capitalize())
        if ended:
            break
    while kept and fold(kept[-1]) in _PARTICLES:
        kept.pop()
    return value(" ".join(kept), 80) or None


def looks_like_person(line: str) -> bool:
    """Tell whether the whole *line* is one to four words that can be a person's name."""
    bare = line.strip(" ,.;،*_")
    tokens = bare.split()
    titles, others = all_words("person", "title"), all_words("person", "not_person") | all_words("person", "org")
    while tokens and fold(tokens[0]).strip(".") in titles:
        tokens.pop(0)
    if not 1 <= len(tokens) <= 5 or any(char.isdigit() or char in "@/|&:" for char in bare):
        return False
    for token in tokens:
        folded = fold(token).strip(".,")
        if folded in others or folded in all_words("person", "nobody") or legal_form(token) or folded.startswith("لل") or not _PERSON_WORD.fullmatch(token.strip(",")):
            return False
        if not (token[0].isupper() or is_arabic(token) or folded in _PARTICLES):
            return False
    return not has_head(bare) and (len(tokens) > 1 or is_arabic(bare) or not bare.isupper())
