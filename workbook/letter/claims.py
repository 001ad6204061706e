"""Where a letter names the company and the role: every place is a claim, with a weight."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from workbook.letter.contest import Claim, Group
from workbook.letter.layout import Layout, Sentence, sentence
from workbook.letter.mime import Address
from workbook.letter.names import (
    company_key, has_head, legal_form, looks_like_person, strip_team, take_company, take_role, tidy_role,
)  # fmt: skip
from workbook.letter.patterns import LANGUAGES, Pattern, all_words, patterns
from workbook.letter.people import is_person_name, person_of
from workbook.letter.prose import fold, key

# Mail of many employers comes from these: their names say nothing about the employer.
_SHARED: Final = frozenset(
    "gmail googlemail yahoo outlook hotmail live msn icloud me proton protonmail gmx aol mail zoho yandex orange free laposte "
    "sfr wanadoo greenhouse greenhousemail lever hire workday myworkday myworkdayjobs smartrecruiters workable workablemail "
    "ashbyhq ashby bamboohr icims taleo successfactors teamtailor recruitee personio jobvite breezy flatchr taleez emploitic "
    "linkedin indeed bayt glassdoor welcometothejungle welcomekit talentlyft applytojob jazzhr google facebook instagram twitter "
    "youtube x wa whatsapp t bit goo forms typeform calendly zoom teams microsoft apple example com net org".split()
)
_SUBDOMAINS: Final = frozenset(
    "www mail careers career jobs job recruit recruiting recrutement recruitment hr rh talent talents hiring apply people "
    "notifications notification em email smtp mx carriere carrieres emploi emplois candidature candidatures app my info no-reply".split()
)
_TLD: Final = frozenset(
    "com net org dz fr io co uk de eu ma tn ca us ae sa eg qa example test invalid ai app dev info biz gov edu tech group jobs careers".split()
)
_HOST: Final = re.compile(r"(?:https?://|www\.|@)([a-z0-9][a-z0-9.-]{2,80})", re.IGNORECASE)
_REPLY: Final = re.compile(r"^(?:\s*(?:re|fwd?|tr|rv|aw|wg|رد|إعادة توجيه|تحويل|فوروارد|إعادة|external|ext)\s?(?:\[\d+\])?\s*[:：]|\s*\[(?:external|ext|spam\??)\])+\s*", re.IGNORECASE)
_PIECES: Final = re.compile(r"\s+[-–—|·•/]+\s+|\s*[|:：]\s+|\s+:\s*")
_CODES: Final = re.compile(r"\((?:h/?f|f/?h|m/?f|f/?m|h/f/x|m/w/d|m/f/d|m/f/x|f/m/d|all genders)[^)]{0,6}\)|\b(?:h/f|f/h)\b", re.IGNORECASE)


def plain_subject(subject: str) -> str:
    """Return *subject* without "Re:", "TR:", "Fwd:" and warnings of mail gateways."""
    return _REPLY.sub("", subject[:300]).strip()


def _cues(sentence: Sentence, section: str, name: str, everywhere: bool = False) -> Iterator[tuple[Pattern, re.Match[str]]]:
    for language in LANGUAGES if everywhere else sentence.languages:
        for pattern in patterns(language, section, name):
            for number, found in enumerate(pattern.regex.finditer(sentence.folded)):
                if number > 3:
                    break
                yield pattern, found


def _named(sentence: Sentence, found: re.Match[str], name: str) -> tuple[str, str, bool]:
    """Return (text, folded text, closed): closed when words of the pattern stand right after the name."""
    start, end = found.span(name)
    closed = end < found.end() or end - start < 140 and found.re.pattern.find(f"(?P<{name}>\\S") < 0
    stop = end if closed else len(sentence.text)
    return sentence.text[start:stop], sentence.folded[start:stop], closed


def company_claims(layout: Layout, subject: str, sender: Address, people: Sequence[str]) -> list[Claim]:
    """Return everything that may name the employer."""
    claims: list[Claim] = []

    def add(name: str | None, weight: float, source: str, evidence: str) -> None:
        if name and not is_person_name(name, people) and not (has_head(name) and not any(map(legal_form, name.split()))):
            claims.append(Claim(name, weight, source, evidence))

    for one in layout.body:
        for pattern, found in _cues(one, "company", "cue"):
            text, _folded, closed = _named(one, found, "company")
            add(take_company(text, whole=closed), pattern.weight, "sentence", one.text)
    head = sentence(subject)
    if subject:
        for pattern, found in _cues(head, "company", "subject", everywhere=True):
            text, _folded, closed = _named(head, found, "company")
            add(take_company(text, whole=closed), pattern.weight, "subject", f"Subject: {subject}")
    for name, weight in _sender_names(sender):
        add(take_company(name), weight, "From", f"From: {sender.name} <{sender.email}>")
    for row in layout.signature[:10]:
        for name, weight in _row_names(row, 1.5):
            add(name, weight, "signature", row)
    for row in layout.head[:6]:
        for name, weight in _row_names(row, 1.0):
            add(name, weight, "letterhead", row)
    return claims


def _sender_names(sender: Address) -> Iterator[tuple[str, float]]:
    name = sender.name
    if not name or "@" in name:
        return
    for inner in re.findall(r"[(\[]([^()\[\]]{2,60})[)\]]", name):
        yield strip_team(inner), 3.0
    bare = re.sub(r"[(\[][^()\[\]]*[)\]]", "", name).strip()
    pieces = re.split(r"\s[|–—@·•/-]\s|,\s|\s+(?:via|at|from|chez|لدى|من)\s+", bare)
    person = person_of(sender)
    for piece in pieces[1:] if person and len(pieces) > 1 else [] if person else pieces:
        if not looks_like_person(piece) or not person:
            yield strip_team(piece), 3.0


def _row_names(row: str, bare_weight: float) -> Iterator[tuple[str, float]]:
    """Yield the company names in one line of a signature or letterhead."""
    line = sentence(row)
    cued = False
    for pattern, found in _cues(line, "company", "signature", everywhere=True):
        text, _folded, closed = _named(line, found, "company")
        name = take_company(text, whole=closed)
        if name:
            cued = True
            yield name, pattern.weight
    for piece in re.split(r"\s[|–—·•/-]\s|\s*\|\s*", row):
        if any(legal_form(word) for word in piece.split()[1:]):
            name = take_company(piece)
            if name and len(name) > 0.5 * len(piece.strip()):
                yield name, 3.5
        elif not cued and not looks_like_person(piece) and len(piece) < 60 and not re.search(r"[\d@:]|www\.", piece):
            name = take_company(strip_team(piece), whole=True)
            if name:
                yield name, bare_weight + (0.5 if name != piece.strip() else 0.0)


def hosts(text: str, *addresses: Address) -> frozenset[str]:
    """Return the keys of the domain names that are an employer's own: sender's, and those written in the text."""
    found = [address.domain for address in addresses if address.domain]
    found += [match[1].lower() for match in _HOST.finditer(text[:20_000])][:20]
    keys: set[str] = set()
    for host in found:
        labels = [label for label in host.strip(".-").split(".") if label and label not in _TLD]
        main = [label for label in labels if label not in _SUBDOMAINS]
        if main and main[-1] not in _SHARED:
            keys.add(key(main[-1]))
        elif len(main) > 1 and main[-1] in _SHARED and main[-2] not in _SHARED:
            keys.add(key(main[-2]))
    return frozenset(one for one in keys if len(one) >= 2)


def supported(groups: Iterable[Group], domains: frozenset[str]) -> None:
    """Add a claim to each company that a domain name agrees with."""
    for one in groups:
        names = {claim.value for claim in one.claims}
        initials = {key("".join(word[0] for word in name.split() if word[:1].isalnum())) for name in names if len(name.split()) > 1}
        for domain in sorted(domains):
            long = len(domain) >= 4 and len(one.key) >= 4
            if one.key == domain or (long and (domain.startswith(one.key) or one.key.startswith(domain))) or (len(domain) >= 3 and domain in initials):
                one.claims.append(Claim(one.claims[0].value, 3.0, "domain", domain))
                break


def role_claims(layout: Layout, subject: str, company: str | None) -> list[Claim]:
    """Return everything that may name the role."""
    claims: list[Claim] = []
    company_words = company_key(company) if company else ""

    def add(role: str | None, weight: float, source: str, evidence: str) -> None:
        if role is None:
            return
        role = _without_company(role, company)
        if not role or (company_words and company_key(role) == company_words):
            return
        claims.append(Claim(role, weight + (1.0 if has_head(role) else -1.5), source, evidence))

    for one in layout.body:
        for pattern, found in _cues(one, "role", "cue"):
            text, folded, closed = _named(one, found, "role")
            role = tidy_role(text) if closed else take_role(text, folded)
            add(role, pattern.weight, "sentence", one.text)
    for row in layout.head[:8]:
        line = sentence(row)
        for pattern, found in _cues(line, "role", "cue", everywhere=True):
            text, folded, closed = _named(line, found, "role")
            add(tidy_role(text) if closed else take_role(text, folded), pattern.weight, "letterhead", row)
    if subject:
        _from_subject(subject, add)
    return claims


def _from_subject(subject: str, add: object) -> None:
    assert callable(add)
    line = sentence(subject)
    for pattern, found in _cues(line, "role", "subject", everywhere=True):
        text, folded, closed = _named(line, found, "role")
        add(tidy_role(text) if closed else take_role(text, folded), pattern.weight, "subject", f"Subject: {subject}")
    for piece in _PIECES.split(subject):
        if has_head(piece) and not any(fold(word) in all_words("role", "never") for word in piece.split()):
            add(take_role(piece, fold(piece)), 2.0, "subject", f"Subject: {subject}")


def _without_company(role: str, company: str | None) -> str:
    """Cut a company off the end of a role: "Data Analyst, Numidia" or "Data Analyst - Numidia"."""
    if not company:
        return role
    mine = company_key(company)
    for found in re.finditer(r"\s*(?:,|،| - | – | — |\||@| at | chez | لدى | من | de | d'| في | ب)\s*", role):
        rest = company_key(role[found.end() :])
        if rest and (rest == mine or (len(rest) > 3 and mine.startswith(rest))):
            return role[: found.start()].strip()
    return role


def role_key(role: str) -> str:
    """Return what spellings of one role share: without (H/F) and reference codes."""
    bare = _CODES.sub("", role)
    bare = re.sub(r"\((?:ref|réf|n°|no)[^)]*\)", "", bare, flags=re.IGNORECASE)
    return re.sub(r"^ال", "", key(bare)) or key(role)
