"""What a letter really says: one frozen record, flat, ``None`` where the letter does not say it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Literal

from workbook.words import Text, _

Channel = Literal["mail", "message"]

FLAT = ("rejection", "company", "role", "candidate", "contact", "date", "reason", "door_open", "refuses_feedback")

_FIELDS: Mapping[str, Text] = MappingProxyType(
    {
        "rejection": _("rejection"),
        "company": _("company"),
        "role": _("role"),
        "candidate": _("candidate"),
        "contact": _("contact"),
        "contact_address": _("contact’s address"),
        "date": _("date"),
        "reason": _("reason given"),
        "door_open": _("door left open"),
        "refuses_feedback": _("no feedback offered"),
        "role_cancelled": _("role cancelled"),
    }
)
# The kinds of places that a claim may come from.
_SOURCES: Mapping[str, Text] = MappingProxyType(
    {
        "From": _("the sender’s name"),
        "To": _("the recipient’s name"),
        "chain": _("the other messages"),
        "address": _("the address block"),
        "domain": _("the mail domain"),
        "form": _("a form line"),
        "greeting": _("the greeting"),
        "institution": _("words that name an institution"),
        "introduction": _("an introduction"),
        "legal form": _("a legal form"),
        "letterhead": _("the letterhead"),
        "letterhead, with place": _("the letterhead, with the place"),
        "sentence": _("a sentence"),
        "sentence, whole": _("a sentence that marks its end"),
        "signature": _("the signature"),
        "subject": _("the subject line"),
        "subject, with place": _("the subject line, with the place"),
        "written like a title": _("capitals like a title’s"),
        "written like the domain": _("a spelling like the mail domain"),
    }
)
_YES, _NO = _("yes"), _("no")
_UNSTATED = _("{field}: the letter does not say")
_FOUND = _("{field}: {value} (from: “{evidence}”)")
_FOUND_BARE = _("{field}: {value}")
_MATCHED = _("    pattern {pattern}, weight {weight}, in “{sentence}”")
_RIVAL = _("    “{value}” weighs {weight}: {sources}")
_CLOSE = _("    two names weigh almost the same, so none is claimed")


def _place(source: str) -> str:
    return str(_SOURCES.get(source, source))


@dataclass(frozen=True, slots=True)
class Match:
    """One pattern that matched: the field it speaks for, its name (``en.verdict.no:12``), its weight, the sentence."""

    field: str
    pattern: str
    weight: float
    sentence: str


@dataclass(frozen=True, slots=True)
class Rival:
    """One value that competed for a field, with its total weight and the places it was seen in."""

    field: str
    value: str
    weight: float
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter as read. ``evidence`` maps a field to the sentence or header line that it came from.

    ``message_id`` and ``subject`` are the employer's, ready for a reply's ``In-Reply-To`` and ``Re:``.
    """

    rejection: bool = False
    company: str | None = None
    role: str | None = None
    candidate: str | None = None
    contact: str | None = None
    contact_address: str | None = None
    date: date | None = None
    reason: str | None = None
    door_open: bool = False
    refuses_feedback: bool = False
    role_cancelled: bool = False
    channel: Channel = "mail"
    language: str = "en"
    message_id: str | None = None
    subject: str | None = None
    evidence: Mapping[str, str] = field(default_factory=dict)
    matches: tuple[Match, ...] = field(default=(), repr=False)
    rivals: tuple[Rival, ...] = field(default=(), repr=False)
    undecided: frozenset[str] = field(default=frozenset(), repr=False)

    def to_json(self) -> dict[str, object]:
        """Return the flat, JSON-ready form: dates in ISO, ``None`` where not stated, ``evidence`` as a dict."""
        flat: dict[str, object] = {name: getattr(self, name) for name in FLAT}
        flat["date"] = self.date.isoformat() if self.date else None
        return {**flat, "evidence": dict(self.evidence)}

    def why(self) -> list[str]:
        """Return lines that explain each field: what was found where, which patterns matched, which values competed."""
        lines: list[str] = []
        for name, label in _FIELDS.items():
            lines.append(self._headline(name, label))
            lines += [
                str(_MATCHED.fill(pattern=m.pattern, weight=f"{m.weight:g}", sentence=m.sentence))
                for m in self.matches
                if m.field == name
            ]
            lines += [
                str(_RIVAL.fill(value=r.value, weight=f"{r.weight:g}", sources=", ".join(map(_place, r.sources))))
                for r in self.rivals
                if r.field == name
            ]
            if name in self.undecided:
                lines.append(str(_CLOSE))
        return lines

    def _headline(self, name: str, label: Text) -> str:
        value = getattr(self, name)
        if value is None:
            return str(_UNSTATED.fill(field=label))
        shown = (_YES if value else _NO) if isinstance(value, bool) else value
        if name in self.evidence:
            return str(_FOUND.fill(field=label, value=shown, evidence=self.evidence[name]))
        return str(_FOUND_BARE.fill(field=label, value=shown))
