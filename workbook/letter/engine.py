"""From messages to a letter: choose the employer's message, collect claims, let them compete, record why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from workbook.letter import verdict
from workbook.letter.chain import Message, split
from workbook.letter.claims import (
    company_claims, hosts, plain_subject, role_claims, role_key, supported,
)  # fmt: skip
from workbook.letter.contest import Claim, Group, Outcome, decide, group
from workbook.letter.dates import dateline, header_date
from workbook.letter.layout import Layout, Sentence, lay_out, sentence
from workbook.letter.markup import html_to_text
from workbook.letter.mime import Address, Mail, parse_mail
from workbook.letter.names import company_key
from workbook.letter.patterns import languages_of
from workbook.letter.people import candidate_claims, contact_address, contact_claims, no_reply, person_of, same_person
from workbook.letter.prose import clean, key, value
from workbook.letter.record import Channel, Letter, Match
from workbook.letter.signature import Signed, read_rows
from workbook.letter.source import decode, is_html, is_mail, load, require_text

MAX_TEXT: Final = 600_000
MAX_EVIDENCE: Final = 400
MAX_REASON: Final = 600


@dataclass(frozen=True, slots=True)
class _Chosen:
    """The employer's newest message, with what is known around it."""

    message: Message
    layout: Layout
    own: bool  # False: all that is there is the candidate's own words
    others: tuple[Address, ...]  # the other side of the chain: the candidate, when it is known
    reply_to: Address
    message_id: str


def read_letter(source: Path | bytes | str) -> Letter:
    """Read a letter: a file (.eml, .txt, .html), its bytes, or a pasted text.

    A text that is no rejection is not an error: ``rejection`` is false. Raises ``LetterMissing``, ``LetterEmpty``,
    ``LetterNotText`` and ``LetterTooLarge``, nothing else.
    """
    loaded = load(source)
    data = loaded if isinstance(loaded, bytes) else loaded[:MAX_TEXT].encode("utf-8", "replace")
    if is_mail(data):
        mail = parse_mail(data)
        messages = _messages(mail)
        require_text(mail.subject + "".join(message.text for message in messages))
        return _read(_choose(messages, mail), mail)
    text = decode(data[: MAX_TEXT * 2])[:MAX_TEXT]
    text = html_to_text(text) if is_html(text) else text
    messages = split(clean(require_text(text)))
    return _read(_choose(messages, None), None)


def _messages(mail: Mail, kind: str = "top") -> list[Message]:
    """Return the mail's own message (with its headers), those it quotes, then attached mails."""
    first, *quoted = split(mail.text)
    headers = [("from", f"From: {mail.sender.name} <{mail.sender.email}>"), ("date", f"Date: {mail.date}")]
    top = replace(
        first,
        kind="attached" if kind == "attached" else first.kind,
        sender=mail.sender if mail.sender.email or mail.sender.name else first.sender,
        to=mail.to if mail.to.email or mail.to.name else first.to,
        date=mail.date or first.date,
        subject=mail.subject or first.subject,
        headers=tuple(headers),
    )
    return [top, *quoted, *(message for inner in mail.attached for message in _messages(inner, "attached"))]


def _letters(message: Message) -> int:
    return sum(map(str.isalpha, message.text[:2_000]))


def _voice(message: Message, sentences: Sequence[Sentence]) -> float:
    employer = min(verdict.total(sentences, "voice", "employer"), 10.0)
    candidate = min(verdict.total(sentences, "voice", "candidate"), 10.0)
    found = verdict.rejection(sentences)
    return employer - candidate + (3.0 if found.holds else 0.0) + (2.0 if no_reply(message.sender) else 0.0)


def _choose(messages: list[Message], mail: Mail | None) -> _Chosen:
    pairs = [(message, lay_out(message.lines)) for message in messages[:16]]
    told = [(message, layout) for message, layout in pairs if _letters(message) >= 12] or pairs[:1]
    voices = [_voice(message, layout.body[:40]) for message, layout in told]
    at = next((index for index, voice in enumerate(voices) if voice > 0), None)
    if len(told) > 1 and told[0][0].kind == "top" and told[1][0].kind in {"forwarded", "attached"} and _letters(told[0][0]) < 400:
        # A plain forward: the note above it is the forwarder's.
        at = next((index for index, voice in enumerate(voices) if index and voice > 0), 1)
    if at is None:
        at = max(range(len(voices)), key=lambda index: (voices[index], -index))
    own = voices[at] >= 0  # below: the candidate's own words are all there is
    message, layout = told[at]
    if message.kind == "chat":
        message, layout = _chat_choice(told, at)
    others = tuple(
        one.sender
        for one in messages
        if one is not message and one.sender.email + one.sender.name != message.sender.email + message.sender.name
    )
    return _Chosen(message, layout, own, others[:3], _reply_to(message, mail), _message_id(message, mail))


def _chat_choice(told: list[tuple[Message, Layout]], at: int) -> tuple[Message, Layout]:
    """In a chat the verdict may stand above a "good luck": the newest of the employer's messages that says something."""
    sender = told[at][0].sender.name
    mine = [pair for pair in told if pair[0].sender.name == sender]
    for message, layout in mine:
        found = verdict.rejection(layout.body)
        if any(abs(match.weight) >= verdict.DECISIVE for match in found.matches):
            return message, layout
    return told[at]


def _reply_to(message: Message, mail: Mail | None) -> Address:
    return mail.reply_to if mail and message.kind == "top" else Address()


def _message_id(message: Message, mail: Mail | None) -> str:
    if mail is None:
        return ""
    if message.kind == "top":
        return mail.message_id
    if message.kind == "attached":
        return next((inner.message_id for inner in mail.attached if inner.subject == message.subject), "")
    return mail.in_reply_to


def _read(chosen: _Chosen, mail: Mail | None) -> Letter:
    message, layout = chosen.message, chosen.layout
    subject = plain_subject(message.subject or (mail.subject if mail else ""))
    told = [*layout.body, *([sentence(subject)] if subject else [])]
    evidence: dict[str, str] = {}
    matches: list[Match] = []

    refused = verdict.rejection(told)
    holds = refused.holds and chosen.own
    matches += refused.matches
    if refused.evidence and holds:
        evidence["rejection"] = refused.evidence

    person, company, role, contact = _names(chosen, subject, mail)
    names = {"candidate": person, "company": company, "role": role, "contact": contact}
    values = {name: _value(outcome, evidence, name) for name, outcome in names.items()}

    flags: dict[str, bool] = {}
    for name, section, shut in (("door_open", "door", "shut"), ("refuses_feedback", "refusal", "no"), ("role_cancelled", "cancelled", "")):
        yes = "open" if section == "door" else "yes"
        found = verdict.flag(layout.body, name, section, yes, shut)
        flags[name] = found.holds and (holds or name == "refuses_feedback")
        if flags[name]:
            matches += found.matches
            evidence[name] = found.evidence or ""
    if not flags["refuses_feedback"] and no_reply(message.sender) and not chosen.reply_to.email:
        flags["refuses_feedback"] = True
        evidence["refuses_feedback"] = f"From: {message.sender.name} <{message.sender.email}>"

    why, reason_matches = verdict.reason(layout.body, [one for one in values.values() if one]) if holds else (None, ())
    matches += reason_matches
    if why:
        evidence["reason"] = why

    address = contact_address(layout, message.sender, chosen.reply_to)
    if address:
        evidence["contact_address"] = address[1]
    sent = _date(message, layout)
    if sent:
        evidence["date"] = sent[1]
    return Letter(
        rejection=holds,
        company=values["company"],
        role=values["role"],
        candidate=values["candidate"],
        contact=values["contact"],
        contact_address=address[0] if address else None,
        date=sent[0] if sent else None,
        reason=value(why, MAX_REASON) if why else None,
        channel=_channel(message, layout, mail),
        language=languages_of(" ".join(one.text for one in layout.body) or subject)[0],
        message_id=chosen.message_id or None,
        subject=value(subject, 200) or None,
        evidence={name: value(text, MAX_EVIDENCE) for name, text in evidence.items() if text},
        matches=tuple(replace(match, sentence=value(match.sentence, MAX_EVIDENCE)) for match in matches[:60]),
        rivals=tuple(rival for outcome in names.values() for rival in outcome.rivals),
        undecided=frozenset(name for name, outcome in names.items() if outcome.undecided),
        **flags,
    )


def _names(chosen: _Chosen, subject: str, mail: Mail | None) -> tuple[Outcome, Outcome, Outcome, Outcome]:
    """Return the outcomes for candidate, company, role and contact."""
    message, layout = chosen.message, chosen.layout
    text = "\n".join((*layout.head, *(one.text for one in layout.body), *layout.signature))
    domains = hosts(text, message.sender, chosen.reply_to)
    sender = person_of(message.sender)
    addressed = candidate_claims(layout, message.to, chosen.others)
    signers, signed = read_rows(layout.signature, [sender or ""], domains)
    heads, letterhead = read_rows(layout.head, [claim.value for claim in addressed], domains)

    writers = contact_claims(layout, signers, message.sender, message.kind == "chat")
    contact = decide("contact", group(writers, key, same_person), _longest)
    addressed = [claim for claim in addressed if not _same_as(claim, contact)]
    person = decide("candidate", group(addressed, key, same_person), _longest)
    people = [name for outcome in (contact, person) for name in [_won(outcome)] if name]
    people += [claim.value for claim in (*addressed, *writers)] + [one.name for one in heads]

    claims = company_claims(layout, subject, message.sender, people, [*signed, *_lighter(letterhead)], domains)
    companies = group(claims, company_key, _same_company)
    supported(companies, domains)
    company = decide("company", companies, _company_spelling)
    roles = group(role_claims(layout, subject, _won(company)), role_key, _same_role)
    return person, company, decide("role", roles, _role_spelling), contact


def _lighter(signed: Sequence[Signed]) -> list[Signed]:
    return [replace(one, weight=one.weight - 0.5) for one in signed]


def _same_as(claim: Claim, contact: Outcome) -> bool:
    name = _won(contact)
    return claim.source != "greeting" and name is not None and key(claim.value) == key(name)


def _won(outcome: Outcome) -> str | None:
    return outcome.rivals[0].value if outcome.winner else None


def _value(outcome: Outcome, evidence: dict[str, str], name: str) -> str | None:
    if outcome.winner is None:
        return None
    shown = outcome.rivals[0].value
    claims = sorted(outcome.winner.claims, key=lambda claim: -claim.weight)
    evidence[name] = next((claim for claim in claims if claim.value == shown), claims[0]).evidence
    return value(shown, 120)


def _same_company(longer: str, shorter: str) -> bool:
    return len(shorter) >= 3 and longer.startswith(shorter)


def _same_role(longer: str, shorter: str) -> bool:
    return len(shorter) >= 5 and shorter in longer


def _longest(one: Group) -> str:
    return max((claim.value for claim in one.claims), key=lambda name: (len(name.split()), len(name)))


def _company_spelling(one: Group) -> str:
    counts: dict[str, float] = {}
    for claim in one.claims:
        counts[claim.value] = counts.get(claim.value, 0.0) + claim.weight
    return max(counts, key=lambda name: (counts[name], len(name)))


def _role_spelling(one: Group) -> str:
    top = max(claim.weight for claim in one.claims)
    return max((claim.value for claim in one.claims if claim.weight >= top - 1.0), key=len)


def _date(message: Message, layout: Layout) -> tuple[date, str] | None:
    if message.date:
        found = header_date(message.date)
        if found:
            return found, f"Date: {message.date}"
    english = languages_of(" ".join(one.text for one in layout.body))[0] == "en"
    for row in (*layout.head, *layout.signature):
        found = dateline(row, english)
        if found:
            return found, row
    for one in layout.body[:2]:
        found = dateline(one.text, english)
        if found:
            return found, one.text
    return None


def _channel(message: Message, layout: Layout, mail: Mail | None) -> Channel:
    if message.kind == "chat":
        return "message"
    if mail is not None or message.sender.email or message.subject or len(layout.head) > 1:
        return "mail"
    short = sum(len(one.text) for one in layout.body) < 700
    return "message" if short and len(layout.signature) < 2 else "mail"
