"""A mail's text to the messages in it: the newest on top, then those it quotes or forwards."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Final, Literal

from workbook.letter.dates import header_date
from workbook.letter.mime import Address, parse_address
from workbook.letter.patterns import LANGUAGES, Pattern, patterns
from workbook.letter.prose import fold

MAX_LINES: Final = 3_000
MAX_LINE: Final = 4_000
MAX_MESSAGES: Final = 12
_DEPTH: Final = re.compile(r"\s?((?:>\s?){1,12})")
_LABEL: Final = re.compile(r"[\s*_>]*([^\W\d_][\w' /-]{0,22}?)[\s*_]{0,3}[:：][\s*_]{0,4}(.*)", re.DOTALL)
# A quick look before the patterns: these lines begin with a dash or with "begin", "start", in some language.
_FORWARD: Final = re.compile(r"\W*-|(?i:begin|start|début|debut|بدء|بداية)")
_CHAT: Final = (
    # WhatsApp, Telegram: "[12/03/2026, 10:14] Karim: ", "12/03/2026, 10:14 - Karim: ", "[10:14, 12/03/2026] Karim: "
    re.compile(
        r"\s?\[?(?P<date>\d{1,4}[./-]\d{1,2}[./-]\d{2,4})[,،]? (?:à |at )?(?P<time>\d{1,2}[:h.]\d{2}(?::\d{2})?)"
        r"(?: ?[apAP]\.?[mM]\.?| ?[صم])?\]?(?: ?[-–])? ?(?P<who>[^:\n\[\]]{2,50}): ?(?P<text>.*)"
    ),
    re.compile(
        r"\s?\[(?P<time>\d{1,2}:\d{2}(?::\d{2})?)[,،] (?P<date>\d{1,4}[./-]\d{1,2}[./-]\d{2,4})\] "
        r"(?P<who>[^:\n]{2,50}): ?(?P<text>.*)"
    ),
    # Telegram: "Karim, [12.03.2026 10:14]", the text below
    re.compile(
        r"(?P<who>[^:\n\[\]]{2,50}), \[(?P<date>\d{1,4}[./-]\d{1,2}[./-]\d{2,4})[,،]? "
        r"(?P<time>\d{1,2}:\d{2}(?::\d{2})?)\](?P<text>.*)"
    ),
)
# "12/03/2026, 18:42 - Messages are end-to-end encrypted."
_NOTICE: Final = re.compile(r"\s?\[?\d{1,4}[./-]\d{1,2}[./-]\d{2,4}[,،]? (?:à |at )?\d{1,2}[:h.]\d{2}\b")
_SPEAKER: Final = re.compile(r"(?P<who>[^\W\d][^:\n.!?؟,،]{0,29}) ?: (?P<text>\S.*)")
_APP: Final = re.compile(
    r"(?i)\W*(?:whatsapp|messenger|telegram|viber|instagram|facebook|sms|واتساب|مسنجر|تيليغرام)\b[\W_]*"
)

# What mail programs write into a plain text for pictures and links: "[cid:image001.png@01D]", "our site<https://...>".
_ADDED: Final = re.compile(
    r"\[(?:cid:|image: ?|image removed)[^\[\]]{0,120}\](?:<https?:[^<>\s]{0,1500}>)?"
    r"|(?<=\S)<(?:https?|mailto):[^<>\s]{1,1500}>",
    re.IGNORECASE,
)
_SHOWN: Final = re.compile(r"[^:<>@]{2,60} <[^<>\s@]{1,64}@[^<>\s@]{1,190}>")
_TO_ME: Final = re.compile(r"(?i)(?:to|à) (?:me|you|moi|vous)\b|إلي|لي$")

Kind = Literal["top", "quoted", "forwarded", "attached", "chat"]
_FIELDS: Final = ("from", "to", "date", "subject", "other")


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a chain: who wrote it when (as far as its header lines say) and its lines."""

    kind: Kind = "top"
    sender: Address = field(default_factory=Address)
    to: Address = field(default_factory=Address)
    date: str = ""
    subject: str = ""
    lines: tuple[str, ...] = ()
    headers: tuple[tuple[str, str], ...] = ()  # header lines as written, for the evidence

    @property
    def text(self) -> str:
        """Its lines as one text."""
        return "\n".join(self.lines)


@dataclass
class _Draft:
    kind: Kind
    depth: int
    fields: dict[str, str] = field(default_factory=dict)
    raw: list[tuple[str, str]] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)

    def message(self) -> Message:
        return Message(
            kind=self.kind,
            sender=parse_address(_unlink(self.fields.get("from", ""))),
            to=parse_address(_unlink(self.fields.get("to", ""))),
            date=self.fields.get("date", ""),
            subject=self.fields.get("subject", ""),
            lines=tuple(self.lines),
            headers=tuple(self.raw),
        )


def _unlink(raw: str) -> str:
    """``Karim <mailto:k@x.dz>`` and ``Karim [mailto:k@x.dz]`` to a plain address."""
    return re.sub(r"[<\[](?:mailto:)?([^<>\[\]\s]+@[^<>\[\]\s]+)[>\]](?:[<(\[][^\s]*)?", r"<\1>", raw[:400])


def _mail_patterns(name: str) -> tuple[Pattern, ...]:
    return tuple(pattern for language in LANGUAGES for pattern in patterns(language, "mail", name))


def _matches(name: str, text: str) -> bool:
    folded = fold(text.strip()[:240])
    return any(pattern.regex.search(folded) for pattern in _mail_patterns(name))


@lru_cache(maxsize=512)
def _field(label: str) -> str | None:
    """Return which header line *label* begins; the same few labels come again and again."""
    return next((name for name in _FIELDS if _matches(name, label)), None)


def _label(line: str) -> tuple[str, str] | None:
    """Return (field, value) when *line* is a header line as mail programs write them above a quoted mail."""
    found = _LABEL.match(line[:600])
    if not found:
        return None
    name = _field(found[1])
    return (name, found[2].strip(" *_")) if name else None


def _header_block(lines: Sequence[str], at: int) -> tuple[dict[str, str], list[tuple[str, str]], int] | None:
    """Return the header lines that start at *at* and where they end; two different ones at least, one of them From."""
    found: dict[str, str] = {}
    raw: list[tuple[str, str]] = []
    end = at
    for index in range(at, min(at + 9, len(lines))):
        line = _bare(lines[index])
        if not line.strip():
            if raw and index + 1 < len(lines) and _label(_bare(lines[index + 1])) and len(found) < 4:
                continue
            break
        label = _label(line)
        if label is None:
            if raw and line[:1] in " \t" and found:
                continue
            break
        name, text = label
        if name == "from" and "from" in found:
            break
        found.setdefault(name, text)
        raw.append((name, line.strip(" *>")))
        end = index + 1
    if len(found) < 2 or not ("from" in found or {"subject", "date"} <= set(found) or {"subject", "to"} <= set(found)):
        return None
    return found, raw, end


def _shown_head(lines: Sequence[str]) -> tuple[dict[str, str], list[tuple[str, str]], int]:
    """Return the header of a mail copied from the screen: a subject perhaps, "Name <address>", "to me", a date."""
    filled = [(at, line.strip()) for at, line in enumerate(lines[:16]) if line.strip()][:8]
    place = next((place for place, (_at, row) in enumerate(filled[:4]) if _SHOWN.fullmatch(row)), None)
    above = [(_label(row) or ("subject", row)) for _at, row in filled[:place]] if place is not None else []
    if place is None or any(name != "subject" or len(row) > 120 for name, row in above):
        return {}, [], 0
    fields = {"from": filled[place][1]}
    raw = [("from", filled[place][1])]
    end = 0
    for at, row in filled[place + 1 : place + 5]:
        label = _label(row)
        name = label[0] if label else "date" if len(row) < 60 and header_date(row) else "to"
        if name in fields or not (label or name == "date" or _TO_ME.match(row)):
            break
        fields[name] = label[1] if label else row if name == "date" else ""
        raw.append((name, row))
        end = at + 1
    if not end:
        return {}, [], 0
    if above:
        fields.setdefault("subject", above[0][1])
    return fields, raw, end


def _bare(line: str) -> str:
    return _DEPTH.sub("", line, count=1) if line.lstrip().startswith(">") else line


def _attribution(lines: Sequence[str], at: int) -> tuple[dict[str, str], str, int] | None:
    """Return who and when of "On ... X <x@y> wrote:", which mail programs wrap over up to three lines."""
    first = _bare(lines[at]).strip()
    if not first or len(first) > 220 or (first[0] in "-" and not _matches("reply", first)):
        return None
    text = ""
    for end in range(at, min(at + 3, len(lines))):
        text = f"{text} {_bare(lines[end]).strip()}".strip()
        if text.endswith((":", "：")) and _matches("reply", text):
            # <mailto:...> and doubled addresses
            address = re.search(r"<?(?:mailto:)?([\w.+-]{1,64}@[\w.-]{1,190})", text)
            who = re.search(
                r"(?:\d{4}|\d{1,2}[:h]\d{2}(?::\d{2})?(?: ?[AaPp]\.?[Mm]\.?| ?[صم])?)"
                r"[\s,،]*(?:\([^)]*\)|[+-]\d{4}|GMT|UTC|كتبت?)?"
                r"[\s,،]*((?:(?!\d{1,2}[:h]\d{2})[^<>\d:]){2,60}?)\s*(?:<|\(|\[|a écrit|wrote|كتب|:$)",
                text,
            )
            name = who[1].strip(" ,،") if who else ""
            name = re.sub(r"^(?:at|à|by|par|،|,|كتبت?)\s+", "", name)
            sender = f'"{name}" <{address[1]}>' if address else name
            return {"from": sender, "date": text}, text, end + 1
    return None


def split(text: str) -> list[Message]:
    """Return the messages in *text*, the newest (top) first, at most ``MAX_MESSAGES``.

    A message begins at a marker ("Forwarded message", "On ... wrote:"), at a block of header lines, or where the
    depth of ``>`` grows; when the depth shrinks again, the lines belong to the earlier message of that depth.
    """
    lines = [_ADDED.sub("", line[:MAX_LINE]) for line in text.split("\n", MAX_LINES)[:MAX_LINES]]
    chat = _chat(lines)
    if chat:
        return chat
    drafts = [_Draft("top", 0)]
    current = drafts[0]
    waiting: _Draft | None = None  # a message whose marker was read, before its first line
    drafts[0].fields, drafts[0].raw, at = _shown_head(lines)
    while at < len(lines):
        line = lines[at]
        quote = _DEPTH.match(line)
        depth = quote[1].count(">") if quote else 0
        bare = line[quote.end() :] if quote else line
        if len(drafts) < MAX_MESSAGES:
            opened = _opening(
                lines, at, bare, top=not any(part.strip() for part in drafts[0].lines) and len(drafts) == 1
            )
            if opened is not None:
                draft, at = opened
                if draft.kind == "top":
                    drafts[0].fields, drafts[0].raw = draft.fields, draft.raw
                    continue
                if (
                    waiting is not None
                    and not any(part.strip() for part in waiting.lines)
                    and not (waiting.fields.keys() & draft.fields.keys())
                ):
                    waiting.fields |= draft.fields
                    waiting.raw += draft.raw
                    continue
                draft.depth = depth
                drafts.append(draft)
                waiting = current = draft
                continue
        if not bare.strip():
            current.lines.append("")
        elif waiting is not None:
            waiting.depth = depth
            current, waiting = waiting, None
            current.lines.append(bare)
        else:
            if depth > current.depth and len(drafts) < MAX_MESSAGES:
                current = _Draft("quoted", depth)
                drafts.append(current)
            elif depth < current.depth:
                current = next((draft for draft in reversed(drafts) if draft.depth <= depth), drafts[0])
            current.lines.append(bare)
        at += 1
    return [draft.message() for draft in drafts]


def _opening(lines: Sequence[str], at: int, bare: str, top: bool) -> tuple[_Draft, int] | None:
    stripped = bare.strip()
    if not stripped or len(stripped) > 600:
        return None
    if len(stripped) < 120 and _FORWARD.match(stripped) and _matches("forward", stripped):
        kind: Kind = "quoted" if re.search(r"origin|أصلي", stripped, re.IGNORECASE) else "forwarded"
        return _Draft(kind, 0), at + 1
    attribution = _attribution(lines, at)
    if attribution is not None:
        fields, raw, end = attribution
        return _Draft("quoted", 0, fields, [("from", raw), ("date", raw)]), end
    if stripped.startswith("-") and len(stripped) < 120 and _matches("reply", stripped):
        return _Draft("quoted", 0), at + 1
    if ":" in stripped[:30] or "：" in stripped[:30]:
        block = _header_block(lines, at)
        if block is not None:
            fields, header_lines, end = block
            return _Draft("top" if top else "quoted", 0, fields, header_lines), end
    return None


def _chat(lines: Sequence[str]) -> list[Message]:
    """Return the messages of an exported chat, newest first; neighbours of one writer are one message."""
    messages: list[Message] = []
    for line in lines:
        found = next((match for pattern in _CHAT if (match := pattern.match(line[:MAX_LINE]))), None)
        if found:
            name, text = found["who"].strip(" ~"), found["text"]
            if messages and messages[-1].sender.name == name:
                messages[-1] = replace(messages[-1], lines=(*messages[-1].lines, text))
            else:
                messages.append(
                    Message("chat", Address(name), date=found["date"], lines=(text,), headers=(("from", line),))
                )
        elif messages:
            messages[-1] = replace(messages[-1], lines=(*messages[-1].lines, line))
        elif line.strip() and not _NOTICE.match(line):
            return _unstamped(lines)
    return messages[::-1][:MAX_MESSAGES]


def _unstamped(lines: Sequence[str]) -> list[Message]:
    """Return the messages of a chat without dates: nearly all lines are "Karim: ...", and two writers take turns."""
    rows = [line.strip() for line in lines[:120] if line.strip()]
    said = [_SPEAKER.fullmatch(row[:MAX_LINE]) for row in rows]
    first = next((at for at, found in enumerate(said) if found), len(rows))
    names = [found["who"].strip() for found in said if found]
    if (
        first > 2
        or len(names) < 3
        or not 1 < len(set(names)) <= 3
        or max(map(names.count, names), default=0) < 2
        or len(names) < 0.6 * (len(rows) - first)
        or any(_field(name) for name in set(names))
    ):
        return []
    above = [text for row in rows[:first] if (text := _APP.sub("", row, count=1))]  # "WhatsApp - Café Panorama"
    messages: list[Message] = []
    for row, found in zip(rows[first:], said[first:], strict=True):
        name, text = (found["who"].strip(), found["text"]) if found else ("", row)
        if messages and name in {"", messages[-1].sender.name}:
            messages[-1] = replace(messages[-1], lines=(*messages[-1].lines, text))
        else:
            mine = () if any(one.sender.name == name for one in messages) else tuple(above)
            messages.append(Message("chat", Address(name), lines=(*mine, text), headers=(("from", row),)))
    return messages[::-1][:MAX_MESSAGES]
