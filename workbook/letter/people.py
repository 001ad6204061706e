"""Who the letter is to and who it is from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from workbook.letter.contest import Claim
from workbook.letter.layout import Layout
from workbook.letter.mime import Address
from workbook.letter.names import looks_like_person, strip_team, take_person
from workbook.letter.patterns import LANGUAGES, all_words, patterns
from workbook.letter.prose import fold, key, unmark, value

NO_REPLY: Final = re.compile(
    r"(?:no|ne|not|do-?not|donot|pas)[-_.]?(?:pas[-_.]?)?(?:reply|repl|respond|repondre|answer)|nepasrepondre|noreply|mailer-daemon|postmaster|bounce"
)
_EMAIL: Final = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")


def no_reply(address: Address) -> bool:
    """Tell whether nobody reads what is sent to *address*."""
    return bool(NO_REPLY.search(address.email.partition("@")[0]) or re.search(r"(?i)\bno-?reply\b|ne pas répondre", address.name))


def person_of(address: Address) -> str | None:
    """Return the person in a header's display name: "Haddad, Karim (Numidia)" is Karim Haddad; a team is nobody."""
    name = re.sub(r"\([^)]*\)|\[[^\]]*\]", "", address.name)
    name = re.split(r"\s[|–—@·•/-]\s|\s+(?:via|at|from|chez|de chez|لدى|من)\s+", name)[0]
    if "@" in name:
        return None
    last, comma, first = name.partition(",")
    if comma and looks_like_person(last) and looks_like_person(first):
        name = f"{first.strip()} {last.strip()}"
    elif comma:
        name = last
    return _untitled(name) if looks_like_person(name) and len(name.split()) > 1 else None


def _untitled(name: str) -> str:
    titles = all_words("person", "title")
    return value(" ".join(word for word in name.split() if fold(word).strip(".,") not in titles), 80)


def same_person(longer: str, shorter: str) -> bool:
    """Tell whether two name keys can be one person: "aminabelkacem" and "amina"."""
    return len(shorter) >= 3 and (longer.startswith(shorter) or longer.endswith(shorter))


def candidate_claims(layout: Layout, to: Address, others: Iterable[Address]) -> list[Claim]:
    """Return who may be addressed: the greeting, the To header, who the chain's other side is."""
    claims: list[Claim] = []
    greeted = _greeted(layout.greeting)
    if greeted:
        claims.append(Claim(greeted, 4.0, "greeting", layout.greeting[:200]))
    for weight, source, address in ((3.0, "To", to), *((2.0, "chain", other) for other in others)):
        name = person_of(address)
        if name:
            claims.append(Claim(name, weight, source, f"{source}: {address.name} <{address.email}>"))
    return claims


def _greeted(line: str) -> str | None:
    plain = unmark(line)
    folded = fold(plain)
    for language in LANGUAGES:
        for pattern in patterns(language, "person", "greeting"):
            found = pattern.regex.search(folded[:160])
            if found:
                name = take_person(plain[found.start("person") : found.start("person") + 90], lone_lower=True)
                if name and not _lone_word_of_a_sentence(name, plain[found.start("person") :]):
                    return name
    return None


def _lone_word_of_a_sentence(name: str, rest: str) -> bool:
    """ "hello we ..." holds no name: a lower-case word counts only before a comma or the end of the line."""
    if rest.strip()[:1].isupper() or not rest.strip()[:1].isascii():
        return False
    return not re.match(rf"\s*{re.escape(name)}\s*(?:[,!.:;-]|$)", rest, re.IGNORECASE)


def contact_claims(layout: Layout, sender: Address, is_chat: bool) -> list[Claim]:
    """Return who may have written: the signature and the From header."""
    claims: list[Claim] = []
    for place, row in enumerate(layout.signature[:6]):
        for part in re.split(r"\s[|–—·•/-]\s|[,،(]", row)[:1]:
            if looks_like_person(part):
                claims.append(Claim(_untitled(part), 4.0 - 0.5 * place, "signature", row))
        if claims:
            break
    name = person_of(sender)
    if not name and is_chat and looks_like_person(sender.name):
        name = _untitled(sender.name)
    if name:
        claims.append(Claim(name, 3.0, "From", f"From: {sender.name} <{sender.email}>".replace(" <>", "")))
    return claims


def contact_address(layout: Layout, sender: Address, reply_to: Address) -> tuple[str, str] | None:
    """Return (address, evidence) of where a reply would be read: Reply-To, From, or one in the signature."""
    for name, address in (("Reply-To", reply_to), ("From", sender)):
        if _EMAIL.fullmatch(address.email) and not no_reply(address):
            return address.email, f"{name}: {address.email}"
    for row in layout.signature:
        found = _EMAIL.search(row)
        if found and not NO_REPLY.search(found.group().partition("@")[0].lower()):
            return found.group().lower(), row
    return None


def is_person_name(text: str, people: Iterable[str]) -> bool:
    """Tell whether *text* is one of the letter's *people* rather than an organisation."""
    mine = key(strip_team(text))
    return any(mine and mine == key(person) for person in people if person)
