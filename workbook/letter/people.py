"""Who the letter is to and who it is from."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from typing import Final

from workbook.addresses import is_unread
from workbook.letter.contest import Claim
from workbook.letter.kinds import is_team
from workbook.letter.layout import Layout
from workbook.letter.lexicon import is_arabic, org_word
from workbook.letter.mime import Address
from workbook.letter.patterns import LANGUAGES, any_match, common, patterns
from workbook.letter.persons import looks_like_person, take_person, untitled
from workbook.letter.prose import fold, key, unmark
from workbook.letter.signature import Signed, natural_order, split_sender

# Relays of recruiting programs: a reply may or may not arrive, a person does not read there.
_RELAY: Final = re.compile(
    r"invalidemail|@(?:[\w-]+\.)*(?:my)?(?:workday|taleo|greenhouse|lever|smartrecruiters|icims|successfactors)\b|undeliverable"
)
_BARE: Final = re.compile(r".{2,40}[,!:] ?")  # "Seth," alone on the first line
# "Amina, thank you for ..." with no greeting.
_CALLED: Final = re.compile(
    r"(\w{2,15}(?: \w{2,15})?)[,،] "
    r"(?:merci|thank|thanks|je |nous |on |j['’]|we |i |شكرا|نشكر|أشكر|نود|كان|سعد|أكتب|يؤسف|للأسف"
    r"|إليك|نعلمك|نبلغك|تم |هذه |وصلنا |voici |here |your |ta |votre |ton )"
)
_TITLED: Final = re.compile(
    r"(?i)(?:mr|mrs|ms|m|mme|mlle|dr|madame|monsieur|mademoiselle"
    r"|السيدة?|الآنسة|المكرمة?|الأستاذة?|سعادة|حضرة|الفاضلة?)[. /]"
)
_EMAIL: Final = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")


def no_reply(address: Address) -> bool:
    """Tell whether nobody reads what is sent to *address*."""
    return bool(
        is_unread(address.email)
        or re.search(r"(?i)\bno-?reply\b|ne pas répondre", address.name)
        or "invalidemail" in address.email
    )


def person_of(address: Address, domains: frozenset[str] = frozenset()) -> str | None:
    """Return the person in a header's display name: "Haddad, Karim (Numidia)" is Karim Haddad; a team is nobody."""
    name = address.name
    if not name or "@" in name:
        return None
    name = natural_order(name)
    if whole_person(address):
        return untitled(name)
    found = split_sender(name, domains)
    if found and found[0].kind == "company" and len(found) > 1 and found[1].kind == "person":
        found.pop(0)  # "Lagune Fintech (Cédric N'Guessan)"
    return untitled(found[0].text) if found and found[0].kind == "person" else None


def whole_person(address: Address) -> bool:
    """Tell whether the mailbox says that all of the display name is one person's: "Femke de Wit <femke.dewit@...>"."""
    name, mailbox = natural_order(address.name), address.email.partition("@")[0]
    words, box = name.split(), key(mailbox)
    written = [key(word) for word in words]
    parts = [key(part) for part in re.split(r"[._]", mailbox)]
    if len(words) in {2, 3} and parts in (written, written[::-1]) and not any(map(is_team, words)):
        return True  # "Carson Mills <carson.mills@...>", whatever a mill is
    return (
        len(words) > 2
        and looks_like_person(name)
        and len(box) > 3
        and (key(name) == box or key(name[len(words[0]) :]) in box)
        and not any(org_word(word) for word in words)
    )


def same_person(longer: str, shorter: str) -> bool:
    """Tell whether two name keys can be one person: "aminabelkacem" and "amina"."""
    if len(shorter) >= 5 and shorter[0] == longer[0]:
        if longer.endswith(shorter[1:]):
            return True  # "P. Achterberg" and "Peter Achterberg"
        if len(shorter) >= 7 and longer.endswith(shorter[2:]) and shorter[1] in longer[1 : -len(shorter) + 2]:
            return True  # "J.-B. Aubry" and "Jean-Baptiste Aubry"
    if len(shorter) >= 8 and sorted(longer) == sorted(shorter):
        return True  # "BRICOUT Stephane"
    return len(shorter) >= 3 and (longer.startswith(shorter) or longer.endswith(shorter))


def candidate_claims(layout: Layout, to: Address, others: Iterable[Address]) -> list[Claim]:
    """Return who may be addressed: the greeting, the To header, who the chain's other side is."""
    claims: list[Claim] = []
    for row in (*layout.head, layout.greeting, *(one.text for one in layout.body[:12])):
        name = _cued(row, "form")
        if name:
            claims.append(Claim(name, 5.0, "form", row))
    greeted = _known_part(_cued(layout.greeting, "greeting"), to)
    if greeted:
        claims.append(Claim(greeted, 4.0, "greeting", layout.greeting[:200]))
    elif layout.greeting and (below := next((one.text for one in layout.body[1:2] if len(one.text) < 45), "")):
        # "Peace be upon you" first, the name on the next line.
        greeted = _cued(below, "greeting")
        if greeted:
            claims.append(Claim(greeted, 4.0, "greeting", below))
    elif not layout.greeting and layout.body and _BARE.fullmatch(layout.body[0].text):
        name = layout.body[0].text.rstrip(" ,!:")
        if looks_like_person(name) and len(name.split()) <= 4:
            claims.append(Claim(untitled(name), 3.5, "greeting", layout.body[0].text))
    elif not layout.greeting and layout.body and _written_to(layout.body[0].text, to):
        claims.append(Claim(layout.body[0].text, 3.5, "greeting", layout.body[0].text))
    elif not layout.greeting and (called := _called_alone([one.text for one in layout.body[1:5]])):
        claims.append(Claim(called, 3.5, "greeting", called))
    elif not layout.greeting and layout.body and (called := _called(layout.body[0].text)):
        claims.append(Claim(untitled(called), 3.5, "greeting", layout.body[0].text))
    for row, below in itertools.pairwise(layout.head):
        if any_match("person", "salutation", row) and looks_like_person(below) and not greeted:
            claims.append(Claim(untitled(below), 3.5, "address", below))
    for row in layout.head[:6]:
        addressed = _cued(row, "greeting") if _TITLED.match(row) else None
        if addressed and not greeted:
            claims.append(Claim(addressed, 3.5, "address", row))
    for weight, source, address in ((3.5, "To", to), *((3.0, "chain", other) for other in others)):
        name = person_of(address)
        if name and (len(name.split()) > 1 or not greeted):
            # The same person in two alphabets is no conflict: the letter's own spelling stands.
            if greeted and is_arabic(greeted) != is_arabic(name):
                weight = 1.0
            claims.append(Claim(name, weight, source, f"{source}: {address.name} <{address.email}>"))
    return claims


def _written_to(row: str, to: Address) -> bool:
    """Tell whether a first line is only a name, without a comma, that the mailbox written to bears: "Ewan"."""
    parts = [key(part) for part in re.split(r"[._-]", to.email.partition("@")[0])]
    return looks_like_person(row) and len(row.split()) <= 3 and key(row.split()[0]) in parts


def _called_alone(rows: Sequence[str]) -> str | None:
    """Return a name that stands alone with a comma, below a line or two of a notice: "Dana,"."""
    row = next((row for row in rows if row[-1] in ",،" and len(row.split()) <= 3), "")
    found = row.rstrip(" ,،")
    if not found or any(any_match("person", name, row) for name in ("closing", "salutation")):
        return None
    # Arabic has no capitals to tell a name from other words: one word without article or "and".
    if is_arabic(found) and (len(found.split()) > 1 or found.startswith(("ال", "و", "ب"))):
        return None
    return untitled(found) if looks_like_person(found) else None


def _called(text: str) -> str | None:
    found = _CALLED.match(text)
    return found[1] if found and looks_like_person(found[1]) else None


def _known_part(greeted: str | None, to: Address) -> str | None:
    """Return *greeted* from the word on that the recipient's name begins with: "our dear Amina" is Amina."""
    known = {fold(unmark(word)) for word in to.name.split()[:1] if len(word) > 2}
    words = greeted.split() if greeted else []
    at = next((at for at, word in enumerate(words) if fold(unmark(word)) in known), 0)
    return " ".join(words[at:]) or None


def _cued(line: str, name: str) -> str | None:
    plain = unmark(line).replace("/", " ")
    plain = re.sub(r"^\W+", "", plain)
    folded = fold(plain)
    for language in LANGUAGES:
        for pattern in patterns(language, "person", name):
            found = pattern.regex.search(folded[:220])
            if found:
                start = found.start("person")
                if name == "intro" and "," in found["person"]:
                    continue  # "M. Amara, suite au test du 11 mai"
                end = found.end("person") if found.end() > found.end("person") else start + 90
                person = take_person(plain[start:end], lone_lower=True)
                if person and not _lone_word_of_a_sentence(person, plain[start:]):
                    return untitled(person)
    return None


def _lone_word_of_a_sentence(name: str, rest: str) -> bool:
    """Tell whether *name* is no name, as in "hello we ...": a small word counts only before a comma or a line's end."""
    if rest.strip()[:1].isupper() or not rest.strip()[:1].isascii():
        return False
    return not re.match(rf"\s*{re.escape(name)}\s*(?:[,!.:;-]|$)", rest, re.IGNORECASE)


def contact_claims(
    layout: Layout, signed: Sequence[Signed], sender: Address, is_chat: bool, domains: frozenset[str]
) -> list[Claim]:
    """Return who may have written: the signature, the From header, "it's Dalila from ..."."""
    claims = [
        Claim(one.name, max(1.5, one.weight - place), "signature", one.row) for place, one in enumerate(signed[:4])
    ]
    name = person_of(sender, domains)
    if name and (len(name.split()) > 1 or is_chat or (claims and not no_reply(sender))):
        # The same person in two alphabets is no conflict: the letter's own spelling stands.
        other_script = claims and is_arabic(claims[0].value) != is_arabic(name)
        shared = no_reply(sender) or any(
            part in common("sub_domains") for part in re.split(r"[._+-]", sender.email.partition("@")[0])
        )
        weight = 1.0 if other_script else 2.5 if shared else 3.5  # "Anna Kitchens <jobs@...>" may be a restaurant
        claims.append(Claim(name, weight, "From", f"From: {sender.name} <{sender.email}>".replace(" <>", "")))
    for row in (*layout.head[:2], *(one.text for one in (*layout.body[:3], *layout.tail))):
        said = _cued(row, "intro")
        if said:
            claims.append(Claim(said, 3.5, "sentence", row))
    for row in (*(one.text for one in (*layout.body[3:], *layout.tail)), *layout.head):
        said = _cued(row, "contact")
        if said:
            claims.append(Claim(said, 4.0, "sentence", row))
    return claims


def contact_address(layout: Layout, sender: Address, reply_to: Address, to: Address) -> tuple[str, str] | None:
    """Return (address, evidence) of where a reply would be read: Reply-To, From, or one in the signature."""
    if reply_to.email and no_reply(reply_to):
        return None
    for name, address in (("Reply-To", reply_to), ("From", sender)):
        if _EMAIL.fullmatch(address.email) and not no_reply(address) and not _RELAY.search(address.email):
            return address.email, f"{name}: {address.email}"
    for row in (*layout.signature, *(one.text for one in layout.body[-4:]), *layout.head):
        found = _EMAIL.search(row)
        if found and found.group().lower() != to.email.lower() and not is_unread(found.group()):
            return found.group().lower().rstrip("."), row
    return None


def is_person_name(text: str, people: Iterable[str]) -> bool:
    """Tell whether *text* is one of the letter's *people* rather than an organisation."""
    mine = key(text)
    return any(mine and mine == key(person) for person in people if person)
