"""Which names win: candidate, company, role and contact, from everything that claims to be one."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from workbook.letter.choice import Chosen
from workbook.letter.claims import company_claims, hosts, supported
from workbook.letter.companies import company_key
from workbook.letter.contest import ENOUGH, Claim, Group, Outcome, decide, group
from workbook.letter.dates import dateline
from workbook.letter.kinds import Piece
from workbook.letter.layout import Layout
from workbook.letter.lexicon import is_arabic, legal_form, org_word
from workbook.letter.mime import Address, Mail
from workbook.letter.patterns import any_match
from workbook.letter.people import candidate_claims, contact_claims, person_of, same_person
from workbook.letter.pieces import pieces
from workbook.letter.prose import fold, key, value
from workbook.letter.role_names import role_key
from workbook.letter.roles import role_claims, role_spelling
from workbook.letter.signature import Signed, read_rows, split_sender
from workbook.letter.transliteration import spells

_SUBJECT: Final = re.compile(
    r"(?i)\W*(?:\w{2,12} ?/ ?)?(?:subject|object|re|sub|objet|sujet|concerne|betreff|onderwerp"
    r"|asunto|oggetto|الموضوع|موضوع) ?[:：]"
)
# "Karim Haddad (directeur chez Numidia)", "Karim (Numidia)  15:07" above a message
_HOLDS: Final = re.compile(
    r"\((?:.{3,60} )?(?:chez|at|@|لدى|في) .+\)|\([^)]{2,40}\)\s+\d{1,2}[:h]\d\d$"
    r"|\w [·|] .{3,60} (?:chez|at|@|لدى|في) \S|^[^\W\d][^@|]{2,50} @ [^\W\d]"
)
_MINISTRY: Final = re.compile(r"(?i)(?:وزارة|minist[eè]re|ministry) ")
_DIRECTORATE: Final = re.compile(
    r"(?i)(?:ال)?(?:مديرية|مندوبية|أكاديمية|مفتشية)|(?:direction|d[ée]l[ée]gation|acad[ée]mie|inspection) "
)
_UNIVERSITY: Final = re.compile(r"(?:ال)?جامعه |universite |university ")
_FACULTY: Final = re.compile(r"(?:عماده |كليه |الكليه |قسم |faculte |ufr |departement |decanat )")
_ESTABLISHMENT: Final = re.compile(
    r"(?i)(?:(?:ال)?(?:مؤسسة|مستشفى|مركز|جامعة|معهد|ثانوية|متوسطة|مدرسة|ديوان|وكالة|صندوق|كلية)"
    r"|[ée]tablissement|h[ôo]pital|centre|universit[ée]|institut|lyc[ée]e|coll[èe]ge|office|agence"
    r"|[ée]cole|caisse|chu\b|chr\b|eph\b) "
)
_SUB: Final = re.compile(r"(?i)فرعي|موارد البشرية|مستخدمين|sous-direction|ressources humaines|du personnel")
_SENT_BY: Final = re.compile(
    r"(?i)(?:(?:sms|whatsapp|messenger|telegram|viber|مسنجر|واتساب)\b|(?:من طرف|من|المرسل|from|de|expéditeur) ?[:：] )"
)


def outcomes(chosen: Chosen, subject: str, mail: Mail | None) -> tuple[Outcome, Outcome, Outcome, Outcome]:
    """Return the outcomes for candidate, company, role and contact."""
    message, layout = chosen.message, chosen.layout
    if chosen.before:
        layout = replace(layout, body=(*chosen.before, *layout.body))
    text = "\n".join((*layout.head, *(one.text for one in layout.body), *layout.signature))
    domains = hosts(text, message.sender, chosen.reply_to)
    employers = _spoken_of_as_employer(layout, subject, message.sender)
    sender = person_of(message.sender, domains | employers)
    addressed = candidate_claims(layout, message.to, chosen.others)
    if mail and message.kind != "top" and (named := _spoken_of(mail.to, message.sender, text + subject)):
        addressed = [named]
    parts = split_sender(message.sender.name, domains | employers)
    organisations = employers | frozenset(
        company_key(piece.text)
        for at, piece in enumerate(parts)
        if piece.kind == "company" or (at and piece.kind == "person")
    )
    organisations |= _spoken_of_by_name(layout, subject, sender)
    signed_rows = [row for row in layout.signature if dateline(row, False) is None]
    signers, signed = read_rows(signed_rows, [sender or ""], domains, organisations)
    rows = [row for row in layout.head if not _SUBJECT.match(row) and dateline(row, False) is None]
    heads, letterhead = read_rows(rows, [claim.value for claim in addressed], domains, organisations)
    letterhead += [
        *_head_names(layout, heads, [*(claim.value for claim in addressed), *(one.name for one in signers)]),
        *_office_of_ministry(rows),
    ]
    writers = contact_claims(layout, signers, message.sender, message.kind == "chat", domains | employers)
    greeted = {claim.value for claim in addressed}
    writers += [
        Claim(one.name, 3.5, "letterhead", one.row)
        for one in heads
        if (one.name not in greeted and any(key(one.name).startswith(key(signer.name)) for signer in signers))
        or ((kinds := {piece.kind for piece in pieces(one.row)}) & {"rank", "team"} and "contact" not in kinds)
        or _HOLDS.search(one.row)
        or _rank_below(one.row, layout.head)
    ]
    if not chosen.own:
        addressed = [Claim(claim.value, claim.weight, claim.source, claim.evidence) for claim in writers]
        writers = []
    contact = decide("contact", group(writers, key, same_person), _longest)
    addressed = [claim for claim in addressed if not _same_as(claim, contact)]
    person = decide("candidate", group(addressed, key, same_person), _longest)
    people = [name for outcome in (contact, person) for name in [won(outcome)] if name]
    houses = {one.name for one in letterhead}
    people += [claim.value for claim in (*addressed, *writers)] + [message.to.name]
    people += [one.name for one in heads if one.name not in houses]

    layout = replace(layout, body=(*chosen.asked, *layout.body))
    claims = company_claims(
        layout, subject, message.sender, people, [*signed, *_lighter(letterhead, *layout.head[:1])], domains, employers
    )
    companies = _in_one_alphabet(_with_initials(group(claims, company_key, _same_company)))
    supported(companies, domains)
    _prefer_witnessed(companies)
    _prefer_university(companies)
    company = decide("company", companies, _company_spelling)
    roles = _one_job(group(role_claims(layout, subject, won(company)), role_key, _same_role))
    return person, company, decide("role", roles, role_spelling), contact


def _rank_below(row: str, head: Sequence[str]) -> bool:
    """Tell whether the line below *row* is a rank, as in a profile: "Kirsten Voll" / "Talent Partner"."""
    below = next((after for line, after in itertools.pairwise(head[:4]) if line == row), "")
    return bool(below) and next(pieces(below), Piece("none", "")).kind == "rank"


def _spoken_of_as_employer(layout: Layout, subject: str, sender: Address) -> frozenset[str]:
    """Return the keys of names that the text takes for the employer: below "Regards" they are no persons."""
    said = company_claims(layout, subject, sender, [], [], frozenset())
    return frozenset(
        company_key(claim.value)
        for claim in said
        if (claim.source == "sentence" and claim.weight >= 3 and not _met(claim)) or claim.source == "subject"
    )


def _spoken_of_by_name(layout: Layout, subject: str, sender: str | None) -> frozenset[str]:
    """Return the keys of signature lines that the text speaks of: writers do not name themselves in full."""
    told = [one.text for one in layout.body[1:] if not any_match("person", "intro", one.text)]
    text = " ".join((subject, *told))
    names = [row.strip(" ,.") for row in layout.signature if 1 < len(row.split()) <= 5]
    return frozenset(
        company_key(name) for name in names if f" {name}" in f" {text}" and not (sender and key(name) in key(sender))
    )


def _met(claim: Claim) -> bool:
    """Tell whether the name stands after "with", where a person may stand too: "your interview with Karim Haddad"."""
    return re.search(rf"\b(?i:with|avec|مع) {re.escape(claim.value)}", claim.evidence) is not None


def _head_names(layout: Layout, heads: Sequence[Signed], people: Sequence[str]) -> list[Signed]:
    """A name alone on top of a letter is the sender's, unless it is one of *people* or has a title and rank."""
    known = set(map(key, people))
    return [
        replace(one, weight=4.0 if _SENT_BY.match(one.row) else 3.5)
        for one in heads
        if people and layout.head[:2].count(one.row) and len(list(pieces(one.row))) <= 2
        and not any(same_person(*sorted((key(one.name), other), key=len, reverse=True)) for other in known)
        and not any(piece.kind == "rank" for piece in pieces(one.row))
        and not _rank_below(one.row, layout.head)
    ]  # fmt: skip


def _office_of_ministry(rows: Sequence[str]) -> list[Signed]:
    """Return the directorate that writes below the name of its ministry, or the establishment below that."""
    above = False
    office = ""
    for row in rows:
        if above and _ESTABLISHMENT.match(row) and len(row.split()) > 1:
            return [Signed(value(row), 7.0, row)]
        if above and _DIRECTORATE.match(row) and not _SUB.search(row) and len(row.split()) > 2:
            office = office or row
        above = above or _MINISTRY.match(row) is not None
    return [Signed(value(office), 7.0, office)] if office else []


def _spoken_of(to: Address, sender: Address, text: str) -> Claim | None:
    """An agency hands on an answer: whom the outer mail is to and the inner one speaks of is the candidate."""
    name = person_of(to)
    other = to.email != sender.email and key(to.name) != key(sender.name)
    if name and other and len(name.split()) > 1 and key(name) in key(text):
        return Claim(name, 4.0, "To", f"To: {to.name} <{to.email}>")
    return None


def _lighter(signed: Sequence[Signed], first: str = "") -> list[Signed]:
    """Weigh names of a letterhead: what stands on its first line is the sender, the rest may be an address."""
    return [
        replace(one, weight=one.weight + (0.5 if _said_sender(one.row) or _alone(one.row, first) else -0.5))
        for one in signed
    ]


def _said_sender(row: str) -> bool:
    return bool(_SENT_BY.match(row) or _HOLDS.search(row))


def _alone(row: str, first: str) -> bool:
    return row == first and len(list(pieces(first))) <= 2


def _same_as(claim: Claim, contact: Outcome) -> bool:
    name = won(contact)
    return claim.source != "greeting" and name is not None and key(claim.value) == key(name)


def won(outcome: Outcome) -> str | None:
    """Return the winning value, if anybody won."""
    return outcome.rivals[0].value if outcome.winner else None


def _prefer_witnessed(companies: Sequence[Group]) -> None:
    """Weigh a name that is only built like an institution's ("Sahel Region") less than one that two places agree on."""
    sources = [{claim.source for claim in one.claims} - {"domain"} for one in companies]
    if any(len(seen - {"institution"}) > 1 for seen in sources):
        for one, seen in zip(companies, sources, strict=True):
            if seen == {"institution"}:
                one.claims[:] = [replace(claim, weight=claim.weight - 1.0) for claim in one.claims]


def _prefer_university(companies: Sequence[Group]) -> None:
    """Weigh a faculty less where its university is named too."""
    names = [fold(one.claims[0].value) for one in companies]
    if any(_UNIVERSITY.match(name) for name in names):
        for one, name in zip(companies, names, strict=True):
            if _FACULTY.match(name):
                one.claims[:] = [replace(claim, weight=claim.weight - 2.0) for claim in one.claims]


def _with_initials(companies: list[Group]) -> list[Group]:
    """Let "GM" join "General Motors"."""
    kept: list[Group] = []
    for one in sorted(companies, key=lambda one: -len(one.key)):
        home = next((longer for longer in kept if _initials(longer) & _shortened(one)), None)
        if home is None:
            kept.append(one)
        else:
            home.claims += one.claims
    return kept


def _in_one_alphabet(companies: list[Group]) -> list[Group]:
    """Let "سنابل" join "Sanabel": letters of bilingual houses name them both ways."""
    arabic = [one for one in companies if is_arabic(one.claims[0].value)]
    kept = [one for one in companies if one not in arabic]
    for one in arabic:
        home = next((latin for latin in kept if any(spells(claim.value, latin.key) for claim in one.claims)), None)
        if home is None:
            kept.append(one)
        else:
            home.claims += one.claims
    return kept


def _initials(one: Group) -> set[str]:
    """Return the short forms of a company's names: "GM", and "CH Saint-Vérane" of "Centre Hospitalier de ..."."""
    short: set[str] = set()
    for words in (claim.value.split() for claim in one.claims if len(claim.value.split()) > 1):
        firsts = [word[0] if word[0].isupper() else "" for word in words]
        short.add(key("".join(firsts)))
        for cut in range(2, len(words)):
            rest = words[cut + 1 :] if not firsts[cut] else words[cut:]
            if rest:
                short.add(key("".join(firsts[:cut])) + " " + key("".join(rest)))
    return short


def _shortened(one: Group) -> set[str]:
    short = {one.key} if 1 < len(one.key) < 6 else set()
    for first, *rest in (claim.value.split() for claim in one.claims):
        if rest and first.isupper() and 1 < len(first) < 6:
            short.add(f"{key(first)} {key(''.join(rest))}")
    return short


def _same_company(longer: str, shorter: str) -> bool:
    return len(shorter) >= 3 and (longer.startswith(shorter) or (len(shorter) >= 5 and longer.endswith(shorter)))


def _same_role(longer: str, shorter: str) -> bool:
    return len(shorter) >= 5 and shorter in longer


def _one_job(roles: list[Group]) -> list[Group]:
    """Let "Dev Full-Stack" join "Développeur Full-Stack", and a subject in another alphabet give way to the text."""
    kept: list[Group] = []
    for one in sorted(roles, key=lambda one: -len(one.key)):
        home = next((longer for longer in kept if _abbreviates(one, longer)), None)
        if home is None:
            kept.append(one)
        else:
            home.claims += one.claims
    # What a bilingual letter says again in another language.
    again = {claim for one in kept for claim in one.claims if not re.search(r"[\u0620-\u064a]", claim.evidence)}
    told = any(is_arabic(one.claims[0].value) and not _of_subject(one) and one.weight >= ENOUGH for one in kept)
    return [
        one
        for one in kept
        if is_arabic(one.claims[0].value) or not (told and (_of_subject(one) or set(one.claims) <= again))
    ]


def _abbreviates(one: Group, longer: Group) -> bool:
    """Tell whether each word of a role begins the same word of a longer one, and one of them is cut short."""
    short, whole = (re.findall(r"\w+", fold(group.claims[0].value)) for group in (one, longer))
    return (
        1 < len(short) <= len(whole)
        and all(len(word) > 1 and full.startswith(word) for word, full in zip(short, whole, strict=False))
        and len(short[0]) > 2
        and not all(word == full for word, full in zip(short, whole, strict=False))
    )


def _of_subject(one: Group) -> bool:
    return all(claim.source.startswith("subject") for claim in one.claims)


def _longest(one: Group) -> str:
    return max((claim.value for claim in one.claims), key=lambda name: (len(name.split()), len(name)))


def _company_spelling(one: Group) -> str:
    """The spelling with the most weight; one with a legal form, or that begins with what it is, counts double."""
    counts: dict[str, float] = {}
    for claim in one.claims:
        if claim.source != "domain":
            counts[claim.value] = counts.get(claim.value, 0.0) + claim.weight
    for name in counts:
        # A spelling that holds another has its weight too.
        counts[name] += sum(weight for other, weight in counts.items() if other != name and key(other) in key(name)) / 2
    full = {name for name in counts if any(legal_form(word) or org_word(word) for word in name.split())}

    def rank(name: str) -> tuple[float, bool, int, str]:
        # Among equals not the one in capitals, then the longer one; the text itself so that it is always the same one.
        return counts[name] * (2 if name in full else 1), not name.isupper(), len(name), name

    best = max(counts, key=rank)
    whole = {claim.value for claim in one.claims if claim.source in {"signature", "form", "From"}} & full
    longer = [name for name in whole if key(best) in key(name) and len(key(name)) > len(key(best))]
    best = max(longer, key=lambda name: (len(key(name)), *rank(name)), default=best)
    return next((name for name in counts if key(name) == key(best) and not name.isupper()), best)
