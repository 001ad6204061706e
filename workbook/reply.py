"""Write the thank-you message (S2.1, S2.2).

Five parts, each in the person's words or, where they left it empty, in ours: thanks; disappointment with respect;
continued interest and the wish that the CV stays on file; a request for feedback; a friendly close. Nothing is sent:
the person copies the message or opens it as a draft.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from typing import Final

from workbook.actions import feedback_question
from workbook.case import Case
from workbook.phases.respond import Message
from workbook.questions import Answers
from workbook.words import Text, _

Register = str

_THANKS: Final[Mapping[Register, Text]] = {
    "warm": _(
        "Thank you for your time and for telling me the outcome for {role}. I enjoyed getting to know {company}."
    ),
    "formal": _("Thank you for your time and for informing me of your decision about {role} at {company}."),
    "brief": _("Thank you for letting me know about {role}."),
}
_DISAPPOINTMENT: Final[Mapping[Register, Text]] = {
    "warm": _("I will not hide that I am disappointed, as I had pictured myself in it. I respect your decision."),
    "formal": _("I am of course disappointed, and I fully respect your decision."),
    "brief": _("It is a disappointment, and I respect your decision."),
}
_INTEREST: Final[Mapping[Register, Text]] = {
    "warm": _(
        "I would still be glad to work with you. If a role comes up that fits better, please keep my CV at hand."
    ),
    "formal": _(
        "I remain interested in working for {company} and would be grateful if you kept my CV on file for a role that"
        " matches it more closely."
    ),
    "brief": _("I remain interested in {company}; please keep my CV on file for a better match."),
}
_NO_INTEREST: Final[Mapping[Register, Text]] = {
    "warm": _("I wish you and your new colleague a good start together."),
    "formal": _("I wish you every success with the person you have chosen."),
    "brief": _("I wish you a good start with your new colleague."),
}
_REQUEST: Final[Mapping[Register, Text]] = {
    "warm": _("One thing would help me a great deal: {question} A single sentence is plenty."),
    "formal": _("If your rules allow it, I would be grateful for a short answer to one question: {question}"),
    "brief": _("May I ask one thing? {question}"),
}
_REQUEST_ANYWAY: Final = _(
    "I understand that you do not give feedback on single applications. If a general word of advice is ever possible, I"
    " would be glad of it."
)
_CLOSE: Final[Mapping[Register, Text]] = {
    "warm": _("I hope that our paths cross again."),
    "formal": _("I thank you once more and wish you and your team all the best."),
    "brief": _("All the best to you and your team."),
}
_SIGN_OFF: Final[Mapping[Register, Text]] = {
    "warm": _("With kind regards"),
    "formal": _("Yours sincerely"),
    "brief": _("Kind regards"),
}
PARTS: Final = ("thanks", "disappointment", "interest", "request", "close")


@dataclass(frozen=True, kw_only=True)
class Reply:
    """The message as it would be sent. ``parts`` are the five parts in order, by name."""

    subject: str
    to: str
    to_address: str
    greeting: str
    parts: Mapping[str, str]
    sign_off: tuple[str, ...]
    in_reply_to: str = ""

    @property
    def body(self) -> str:
        """The text of the mail."""
        return "\n\n".join([self.greeting, *self.parts.values(), "\n".join(self.sign_off)]) + "\n"


def compose(answers: Answers) -> Reply:
    """Return the message in the current language, from what is known; it never holds an unfilled place."""
    case, given = answers.read(Case), answers.read(Message)
    register = given.tone or "warm"
    refused = "no_feedback" in case.letter_says
    role = str(_("the role of {role}").fill(role=case.role)) if case.role else str(_("the role"))
    company = case.company or str(_("your company"))
    question = feedback_question(given) or str(_("What is the one thing I could have shown more clearly?"))
    interest = _NO_INTEREST if given.interest == "no" else _INTEREST
    parts = {
        "thanks": _thanks(given, register, role, company),
        "disappointment": given.disappointment or str(_DISAPPOINTMENT[register]),
        "interest": str(interest[register].fill(company=company)),
        "request": str(_REQUEST_ANYWAY if refused else _REQUEST[register].fill(question=question)),
        "close": given.close or str(_CLOSE[register]),
    }
    return Reply(
        subject=_subject(case),
        to=case.contact or case.company or "",
        to_address=case.contact_address or "",
        greeting=_greeting(case),
        parts=parts,
        sign_off=tuple(filter(None, (f"{_SIGN_OFF[register]},", case.candidate, case.phone, case.linkedin))),
        in_reply_to=case.reply_to or "",
    )


def to_eml(reply: Reply) -> bytes:
    """Return the message as a mail that opens as a draft, ready to be read once more and sent."""
    mail = EmailMessage(policy=SMTP)
    mail["X-Unsent"] = "1"
    mail["Subject"] = _one_line(reply.subject)
    address = _address(reply)
    if address:
        mail["To"] = address
    if reply.in_reply_to.startswith("<") and reply.in_reply_to.endswith(">") and reply.in_reply_to.isprintable():
        mail["In-Reply-To"] = reply.in_reply_to
        mail["References"] = reply.in_reply_to
    # A lone surrogate cannot be sent; the sign for "unreadable" can.
    mail.set_content(reply.body.encode("utf-8", "replace").decode("utf-8"))
    return mail.as_bytes()


def _thanks(given: Message, register: Register, role: str, company: str) -> str:
    ours = str(_THANKS[register].fill(role=role, company=company))
    return f"{ours} {given.thanks}" if given.thanks and given.tone != "brief" else given.thanks or ours


def _subject(case: Case) -> str:
    """Subject with the role and the person's own name (S2.2)."""
    return " – ".join(filter(None, (str(_("Thank you")), case.role, case.candidate)))


def _greeting(case: Case) -> str:
    if case.contact:
        return str(_("Dear {name},").fill(name=case.contact))
    if case.company:
        return str(_("Dear hiring team at {company},").fill(company=case.company))
    return str(_("Good day,"))


def _address(reply: Reply) -> Address | None:
    """Return who it goes to, or ``None`` where the address is not one."""
    try:
        return Address(display_name=_one_line(reply.to), addr_spec=reply.to_address) if reply.to_address else None
    except (ValueError, IndexError, MessageError):
        return None


def _one_line(text: str) -> str:
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())
