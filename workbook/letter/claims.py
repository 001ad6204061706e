"""Where a letter names the company and the role: every place is a claim, with a weight."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from workbook.letter.contest import Claim, Group
from workbook.letter.layout import Layout, Sentence, sentence
from workbook.letter.mime import Address
from workbook.letter.names import company_key, has_head, legal_form, take_company, take_role, tidy_role
from workbook.letter.patterns import LANGUAGES, Pattern, all_words, patterns
from workbook.letter.people import is_person_name
from workbook.letter.prose import fold, key
from workbook.letter.signature import Signed, like_domain, split_sender

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
_PIECES: Final = re.compile(r"\s+[-–—|·•/@]{1,2}\s+|\s*[|:：]\s+|\s+:\s*")
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


def company_claims(
    layout: Layout, subject: str, sender: Address, people: Sequence[str], signed: Sequence[Signed], domains: frozenset[str]
) -> list[Claim]:
    """Return everything that may name the employer."""
    claims: list[Claim] = []

    def add(name: str | None, weight: float, source: str, evidence: str) -> None:
        if name and not is_person_name(name, people) and not (has_head(name) and not any(map(legal_form, name.split()))):
            claims.append(Claim(name, weight, source, evidence))

    for one in (*layout.body, *(sentence(row) for row in layout.head)):
        for pattern, found in _cues(one, "company", "cue"):
            text, _folded, closed = _named(one, found, "company")
            add(take_company(text, whole=closed), pattern.weight, "sentence", one.text)
    if subject:
        head = sentence(subject)
        for pattern, found in _cues(head, "company", "subject", everywhere=True):
            text, _folded, closed = _named(head, found, "company")
            add(take_company(text, whole=closed), pattern.weight, "subject", f"Subject: {subject}")
        for name in _PIECES.split(subject):
            if like_domain(company_key(name), domains):
                add(take_company(name), 3.0, "subject", f"Subject: {subject}")
    for piece in split_sender(sender.name):
        if piece.kind == "company" and company_key(piece.text) not in _SHARED:
            add(piece.text, 3.5 if piece.sure else 3.0, "From", f"From: {sender.name} <{sender.email}>")
        elif piece.kind == "person" and not people:
            add(take_company(piece.text), 2.0, "From", f"From: {sender.name} <{sender.email}>")
    for item in signed:
        add(item.name, item.weight, "signature", item.row)
    for row in (*layout.signature, *layout.head, *(one.text for one in layout.body), subject):
        for name in _named_like(row, domains):
            add(name, 3.0, "written like the domain", row)
    return claims


def _named_like(row: str, domains: frozenset[str]) -> Iterator[str]:
    """Yield the names in *row* that are written like a domain name of the letter."""
    if not domains or len(row) > 1_500:
        return
    end = -1
    for token in re.finditer(r"(?<![\w'’.-])[A-ZÀ-Ý0-9][^\s]*", row):
        if token.start() < end:
            continue
        name = take_company(row[token.start() : token.start() + 140])
        if name and like_domain(company_key(name), domains):
            end = token.start() + len(name)
            yield name


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
        if like_domain(one.key, domains) or any(len(domain) >= 3 and domain in initials for domain in domains):
            one.claims.append(Claim(one.claims[0].value, 3.0, "domain", ", ".join(sorted(domains))))


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
