"""Which message is the employer's newest: in a forward the forwarded one, in a candidate's reply the quoted one."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from workbook.letter import verdict
from workbook.letter.chain import Message, split
from workbook.letter.layout import Layout, Sentence, lay_out, sentence
from workbook.letter.mime import Address, Mail
from workbook.letter.patterns import any_match, common
from workbook.letter.people import no_reply
from workbook.letter.prose import key


@dataclass(frozen=True, slots=True)
class Chosen:
    """The employer's newest message, with what is known around it."""

    message: Message
    layout: Layout
    own: bool  # False: all that is there is the candidate's own words
    others: tuple[Address, ...]  # the other side of the chain: the candidate, when it is known
    reply_to: Address
    message_id: str
    before: tuple[Sentence, ...] = ()  # what the employer said earlier in a chat: names may stand there
    asked: tuple[Sentence, ...] = ()  # what the other side said in a chat: company and role may stand there


def messages_of(mail: Mail, kind: str = "top") -> list[Message]:
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
    return [top, *quoted, *(message for inner in mail.attached for message in messages_of(inner, "attached"))]


def _letters(message: Message) -> int:
    return sum(map(str.isalpha, message.text[:2_000]))


def told_sentences(layout: Layout) -> list[Sentence]:
    """Return the sentences that count: what stands below no closing words may be text as well as a signature.

    A disclaimer below the body is the end: it goes on, and may say everything again in another language.
    """
    told = [one for one in layout.body if not any_match("mail", "disclaimer", one.text) or verdict.bulk(one)]
    for one in () if layout.closed else layout.tail:
        if verdict.bulk(one):
            told.append(one)
        elif any_match("mail", "disclaimer", one.text):
            break
        else:
            told.append(one)
    return told


def _voice(message: Message, layout: Layout) -> float:
    """Return how much a message speaks as an employer (above zero) or as a candidate (below)."""
    sentences = told_sentences(layout)[:60]
    employer = min(verdict.total(sentences, "voice", "employer"), 10.0) + (2.0 if no_reply(message.sender) else 0.0)
    employer += 3.0 if any(any_match("voice", "recruiter", row) for row in layout.signature[:6]) else 0.0
    candidate = min(verdict.total(sentences, "voice", "candidate"), 12.0)
    employer += 3.0 if _is_desk(message.sender) and not _is_desk(message.to) else 0.0
    # Who writes to recruitment@... from another house is no recruiter.
    if _is_desk(message.to) and not _is_desk(message.sender) and message.to.domain != message.sender.domain:
        candidate += 4.0
    if candidate < 4 and verdict.rejection(sentences).holds:
        employer += 3.0
    return employer - candidate


def _is_desk(address: Address) -> bool:
    """Tell whether *address* is a recruiting team's: jobs@, recrutement@, rh@."""
    parts = re.split(r"[._+-]", address.email.partition("@")[0])
    return any(part in common("sub_domains") - {"mail", "app", "my", "info", "em", "mx", "www"} for part in parts)


def choose(messages: list[Message], mail: Mail | None) -> Chosen:
    """Return the employer's newest message of *messages* (the newest first)."""
    pairs = [(message, lay_out(message.lines, message.kind == "chat")) for message in messages[:16]]
    told = [(message, layout) for message, layout in pairs if _letters(message) >= 12] or pairs[:1]
    voices = [_voice(message, layout) for message, layout in told]
    at = next((index for index, voice in enumerate(voices) if voice > 0), None)
    if (
        len(told) > 1
        and told[0][0].kind == "top"
        and told[1][0].kind in {"forwarded", "attached"}
        and _letters(told[0][0]) < 400
    ):
        # A plain forward: the note above it is the forwarder's.
        at = next((index for index, voice in enumerate(voices) if index and voice > 0), 1)
    elif at and any(_who(told[0][0]) & _who(told[index][0]) for index in range(1, len(told)) if voices[index] > 0):
        at = 0  # the employer writes again, above an earlier mail of theirs
    if at is None:
        at = max(range(len(voices)), key=lambda index: (voices[index], -index))
    own = voices[at] > -2  # below: the candidate's own words are all there is
    message, layout = told[at]
    before: tuple[Sentence, ...] = ()
    asked: tuple[Sentence, ...] = ()
    if message.kind == "chat":
        message, layout, before = _chat_choice(told, at)
        others_said = [line for one, _layout in reversed(told) if one.sender != message.sender for line in one.lines]
        asked = lay_out(others_said, chat=True).body
    others = tuple(
        one.sender
        for one in messages
        if one is not message and one.sender.email + one.sender.name != message.sender.email + message.sender.name
    )
    return Chosen(message, layout, own, others[:3], _reply_to(message, mail), _message_id(message, mail), before, asked)


def _who(message: Message) -> set[str]:
    """Return what a writer goes by: address and name, as far as known."""
    return {message.sender.email, key(message.sender.name)} - {""}


def _chat_choice(told: list[tuple[Message, Layout]], at: int) -> tuple[Message, Layout, tuple[Sentence, ...]]:
    """In a chat one letter comes in pieces: read all the employer's messages since the newest that says something.

    What was said before ("please come on Monday") no longer holds; what is told there names company and role.
    """
    sender = told[at][0].sender.name
    mine = [message for message, _layout in told if message.sender.name == sender]
    lines: list[str] = []
    decided = False
    for message in mine:
        if decided and not verdict.rejection(told_sentences(lay_out(message.lines, chat=True))).holds:
            break  # what was refused once is often said again: "the place is gone", below why
        found = verdict.rejection(told_sentences(lay_out([*message.lines, *lines], chat=True)))
        lines = [*message.lines, *lines]
        decided = decided or any(abs(match.weight) >= verdict.DECISIVE for match in found.matches)
        if decided and not found.holds:
            break
    earlier = [line for message in reversed(mine) for line in message.lines]
    before = lay_out(earlier[: len(earlier) - len(lines)], chat=True)
    told_before = (*before.body, *before.tail) if len(earlier) > len(lines) else ()
    greeting = (sentence(before.greeting),) if before.greeting else ()
    return told[at][0], lay_out(lines, chat=True), (*greeting, *told_before)


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
