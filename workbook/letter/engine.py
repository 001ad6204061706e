"""From a file to a letter: read the employer's message, let names compete, weigh what it says, record why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

from workbook.letter import verdict
from workbook.letter.chain import Message, split
from workbook.letter.choice import Chosen, choose, messages_of, told_sentences
from workbook.letter.claims import plain_subject
from workbook.letter.contest import Outcome
from workbook.letter.dates import dateline, header_date, today_in
from workbook.letter.layout import Layout, Sentence, sentence, settled
from workbook.letter.lexicon import has_head
from workbook.letter.markup import html_to_text
from workbook.letter.mime import Mail, parse_mail
from workbook.letter.naming import outcomes
from workbook.letter.patterns import any_match, languages_of
from workbook.letter.people import contact_address, no_reply
from workbook.letter.pieces import pieces
from workbook.letter.prose import clean, value
from workbook.letter.reason import find_reason
from workbook.letter.record import Channel, Letter, Match
from workbook.letter.source import decode, is_html, is_mail, load, require_text

MAX_TEXT: Final = 600_000


MAX_EVIDENCE: Final = 400


MAX_REASON: Final = 600


def read_letter(source: Path | bytes | str) -> Letter:
    """Read a letter: a file (.eml, .txt, .html), its bytes, or a pasted text.

    A text that is no rejection is not an error: ``rejection`` is false. Raises ``LetterMissing``, ``LetterEmpty``,
    ``LetterNotText`` and ``LetterTooLarge``, nothing else.
    """
    loaded = load(source)
    data = loaded if isinstance(loaded, bytes) else loaded[:MAX_TEXT].encode("utf-8", "replace")
    if is_mail(data):
        mail = parse_mail(data)
        messages = messages_of(mail)
        require_text(mail.subject + "".join(message.text for message in messages))
        return _read(choose(messages, mail), mail)
    text = decode(data[: MAX_TEXT * 2])[:MAX_TEXT]
    text = html_to_text(text) if is_html(text) else text
    messages = split(clean(require_text(text)))
    return _read(choose(messages, None), None)


def _subject_line(layout: Layout) -> str:
    """Return what stands after "Objet :" above a pasted letter."""
    for row in (*layout.head, *(one.text for one in layout.body[:3])):
        label, mark, text = row.partition(":")
        if mark and len(label) < 20 and any_match("mail", "subject", label.strip()):
            return text.strip()
    first = layout.head[0] if layout.head else ""
    if 0 < len(first) < 110 and _is_headline(first):
        return first
    # A line of its own below the greeting: "Relationship Manager, SME Banking (Ref: SME/RM/0424)".
    told = [one.text for one in layout.body[:3] if one.text not in layout.greeting]
    told = [text for text in told if not any_match("person", "salutation", text)]
    return told[0] if len(layout.body) > 2 and told and len(told[0].split()) < 15 and _is_title(told[0]) else ""


def _is_headline(row: str) -> bool:
    """Tell whether the first line of a pasted letter is its subject without the word: "Your application - Numidia"."""
    return (
        row[-1] not in ".!?،,"
        and (any_match("verdict", "job_talk", row) or any_match("verdict", "no", row)) is not None
        and not any_match("person", "salutation", row)
    )


def _is_title(row: str) -> bool:
    """Tell whether a line below the greeting is written like a title: a profession, most words with capitals."""
    words = [word for word in row.split() if word[0].isalpha() and len(word) > 3]
    capital = sum(word[0].isupper() for word in words)
    return row[-1] not in ".!?;:،," and has_head(row) and len(words) > 1 and capital >= 0.75 * len(words)


def _reasons(layout: Layout) -> list[Sentence]:
    """Return the sentences a reason may stand in: not the lines of a signature."""
    signed = {" ".join(row.split()) for row in layout.signature if all(piece.kind != "none" for piece in pieces(row))}
    told = [one for one in told_sentences(layout) if one.text not in signed]
    for place, one in enumerate(told[:-1]):
        # "Reason:" on a line of its own: what stands below it is read with it.
        if one.text[-1] not in ".!?؟،," and len(one.text) < 80 and any_match("reason", "label", one.text):
            told[place + 1] = _labelled(told[place + 1])
    return told


def _labelled(one: Sentence) -> Sentence:
    """Return a sentence that patterns read as if its label stood before it; its text stays as written."""
    label = "motif : " if one.languages[0] != "ar" else "السبب: "
    return replace(sentence(label + one.text), text=one.text)


def _read(chosen: Chosen, mail: Mail | None) -> Letter:
    message, layout = chosen.message, chosen.layout
    subject = plain_subject(message.subject or (mail.subject if mail else "") or _subject_line(layout))
    told = settled([*told_sentences(layout), *([sentence(subject)] if subject else [])])
    evidence: dict[str, str] = {}
    matches: list[Match] = []

    refused = verdict.rejection(told)
    holds = refused.holds and chosen.own
    matches += refused.matches
    if refused.evidence and holds:
        evidence["rejection"] = refused.evidence

    person, company, role, contact = outcomes(chosen, subject, mail)
    names = {"candidate": person, "company": company, "role": role, "contact": contact}
    values = {name: _value(outcome, evidence, name) for name, outcome in names.items()}

    flags: dict[str, bool] = {}
    for name, section, shut in (
        ("door_open", "door", "shut"),
        ("refuses_feedback", "refusal", "no"),
        ("role_cancelled", "cancelled", ""),
    ):
        yes = "open" if section == "door" else "yes"
        whole = [*layout.body, *layout.tail] if section == "refusal" else told_sentences(layout)
        found = verdict.flag(whole, name, section, yes, shut)
        flags[name] = found.holds and (holds or name == "refuses_feedback")
        if flags[name]:
            matches += found.matches
            evidence[name] = found.evidence or ""
    if not flags["refuses_feedback"] and no_reply(message.sender) and not chosen.reply_to.email:
        flags["refuses_feedback"] = True
        evidence["refuses_feedback"] = f"From: {message.sender.name} <{message.sender.email}>"

    why, reason_matches = (
        find_reason(_reasons(layout), [one for one in values.values() if one]) if holds else (None, ())
    )
    matches += reason_matches
    if why:
        evidence["reason"] = why

    address = contact_address(layout, message.sender, chosen.reply_to, message.to) if chosen.own else None
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


def _value(outcome: Outcome, evidence: dict[str, str], name: str) -> str | None:
    if outcome.winner is None:
        return None
    shown = outcome.rivals[0].value
    claims = sorted(outcome.winner.claims, key=lambda claim: -claim.weight)
    evidence[name] = next((claim for claim in claims if claim.value == shown), claims[0]).evidence
    return value(shown, 120)


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
