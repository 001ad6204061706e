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
    company_claims, hosts, plain_subject, supported,
)  # fmt: skip
from workbook.letter.contest import Claim, Group, Outcome, decide, group
from workbook.letter.dates import dateline, header_date, today_in
from workbook.letter.layout import Layout, Sentence, any_match, lay_out, sentence
from workbook.letter.markup import html_to_text
from workbook.letter.mime import Address, Mail, parse_mail
from workbook.letter.names import company_key, legal_form, org_word
from workbook.letter.patterns import languages_of
from workbook.letter.people import candidate_claims, contact_address, contact_claims, no_reply, person_of, same_person
from workbook.letter.prose import clean, key, value
from workbook.letter.record import Channel, Letter, Match
from workbook.letter.roles import role_claims, role_key, role_spelling
from workbook.letter.signature import Signed, pieces, read_rows, split_sender
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


def _subject_line(layout: Layout) -> str:
    """Return what stands after "Objet :" above a pasted letter."""
    for row in (*layout.head[:6], *(one.text for one in layout.body[:3])):
        label, mark, text = row.partition(":")
        if mark and len(label) < 20 and any_match("mail", "subject", label.strip()):
            return text.strip()
    return ""


def _told(layout: Layout) -> list[Sentence]:
    """Return the sentences that count: what stands below no closing words may be text as well as a signature."""
    return [*layout.body, *(() if layout.closed else layout.tail)]


def _voice(message: Message, sentences: Sequence[Sentence]) -> float:
    employer = min(verdict.total(sentences, "voice", "employer"), 10.0)
    candidate = min(verdict.total(sentences, "voice", "candidate"), 10.0)
    found = verdict.rejection(sentences)
    return employer - candidate + (3.0 if found.holds else 0.0) + (2.0 if no_reply(message.sender) else 0.0)


def _choose(messages: list[Message], mail: Mail | None) -> _Chosen:
    pairs = [(message, lay_out(message.lines, message.kind == "chat")) for message in messages[:16]]
    told = [(message, layout) for message, layout in pairs if _letters(message) >= 12] or pairs[:1]
    voices = [_voice(message, _told(layout)[:60]) for message, layout in told]
    at = next((index for index, voice in enumerate(voices) if voice > 0), None)
    if (
        len(told) > 1
        and told[0][0].kind == "top"
        and told[1][0].kind in {"forwarded", "attached"}
        and _letters(told[0][0]) < 400
    ):
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
        found = verdict.rejection(_told(layout))
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
    subject = plain_subject(message.subject or (mail.subject if mail else "") or _subject_line(layout))
    told = [*_told(layout), *([sentence(subject)] if subject else [])]
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
    for name, section, shut in (
        ("door_open", "door", "shut"),
        ("refuses_feedback", "refusal", "no"),
        ("role_cancelled", "cancelled", ""),
    ):
        yes = "open" if section == "door" else "yes"
        whole = [*layout.body, *layout.tail] if section == "refusal" else _told(layout)
        found = verdict.flag(whole, name, section, yes, shut)
        flags[name] = found.holds and (holds or name == "refuses_feedback")
        if flags[name]:
            matches += found.matches
            evidence[name] = found.evidence or ""
    if not flags["refuses_feedback"] and no_reply(message.sender) and not chosen.reply_to.email:
        flags["refuses_feedback"] = True
        evidence["refuses_feedback"] = f"From: {message.sender.name} <{message.sender.email}>"

    why, reason_matches = (
        verdict.reason(_told(layout), [one for one in values.values() if one]) if holds else (None, ())
    )
    matches += reason_matches
    if why:
        evidence["reason"] = why

    address = contact_address(layout, message.sender, chosen.reply_to) if chosen.own else None
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
    sender = person_of(message.sender, domains)
    addressed = candidate_claims(layout, message.to, chosen.others)
    if mail and message.kind != "top" and (named := _spoken_of(mail.to, text + subject)):
        addressed = [named]
    parts = split_sender(message.sender.name, domains)
    organisations = frozenset(
        company_key(piece.text)
        for at, piece in enumerate(parts)
        if piece.kind == "company" or (at and piece.kind == "person")
    )
    signers, signed = read_rows(layout.signature, [sender or ""], domains, organisations)
    heads, letterhead = read_rows(layout.head, [claim.value for claim in addressed], domains, organisations)
    letterhead += _head_names(layout, heads, addressed)
    writers = contact_claims(layout, signers, message.sender, message.kind == "chat", domains)
    writers += [
        Claim(one.name, 3.5, "letterhead", one.row)
        for one in heads
        if any(piece.kind == "rank" for piece in pieces(one.row))
    ]
    if not chosen.own:
        addressed = [Claim(claim.value, claim.weight, claim.source, claim.evidence) for claim in writers]
        writers = []
    contact = decide("contact", group(writers, key, same_person), _longest)
    addressed = [claim for claim in addressed if not _same_as(claim, contact)]
    person = decide("candidate", group(addressed, key, same_person), _longest)
    people = [name for outcome in (contact, person) for name in [_won(outcome)] if name]
    people += [claim.value for claim in (*addressed, *writers)] + [one.name for one in heads] + [message.to.name]

    claims = company_claims(layout, subject, message.sender, people, [*signed, *_lighter(letterhead)], domains)
    companies = group(claims, company_key, _same_company)
    supported(companies, domains)
    company = decide("company", companies, _company_spelling)
    roles = group(role_claims(layout, subject, _won(company)), role_key, _same_role)
    return person, company, decide("role", roles, role_spelling), contact


def _head_names(layout: Layout, heads: Sequence[Signed], addressed: Sequence[Claim]) -> list[Signed]:
    """A name alone on top of a letter is the sender's, unless it is the person addressed or has a title and rank."""
    known = {key(claim.value) for claim in addressed}
    return [
        replace(one, weight=3.5)
        for one in heads
        if addressed and layout.head[:2].count(one.row) and len(list(pieces(one.row))) <= 2
        and not any(same_person(*sorted((key(one.name), other), key=len, reverse=True)) for other in known)
        and not any(piece.kind == "rank" for piece in pieces(one.row))
    ]  # fmt: skip


def _spoken_of(to: Address, text: str) -> Claim | None:
    """An agency hands on its client's answer: whom the outer mail is to, and the inner one speaks of, is the candidate."""
    name = person_of(to)
    if name and len(name.split()) > 1 and key(name) in key(text):
        return Claim(name, 4.0, "To", f"To: {to.name} <{to.email}>")
    return None


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
    return len(shorter) >= 3 and (longer.startswith(shorter) or (len(shorter) >= 5 and longer.endswith(shorter)))


def _same_role(longer: str, shorter: str) -> bool:
    return len(shorter) >= 5 and shorter in longer


def _longest(one: Group) -> str:
    return max((claim.value for claim in one.claims), key=lambda name: (len(name.split()), len(name)))


def _company_spelling(one: Group) -> str:
    """The spelling with the most weight; one with a legal form, or that begins with what it is, counts double."""
    counts: dict[str, float] = {}
    for claim in one.claims:
        if claim.source != "domain":
            counts[claim.value] = counts.get(claim.value, 0.0) + claim.weight
    full = {name for name in counts if any(legal_form(word) or org_word(word) for word in name.split())}
    return max(counts, key=lambda name: (counts[name] * (2 if name in full else 1), len(name)))


def _date(message: Message, layout: Layout) -> tuple[date, str] | None:
    if message.date:
        found = header_date(message.date)
        if found:
            return found, f"Date: {message.date}"
    english = languages_of(" ".join(one.text for one in layout.body))[0] == "en"
    rows = [*layout.head, *(one.text for one in layout.tail[:8]), *(one.text for one in layout.body)]
    for row in rows:
        found = dateline(row, english)
        if found:
            return found, row
    for one in layout.body:
        found = today_in(one.text)
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
