"""Write the thank-you message (S2.1, S2.2).

Five parts: thanks; disappointment with respect; continued interest and the wish that the CV stays on file; a request
for feedback; a friendly close. Each is said in a wording of ours, filled from the case, or in the person's own words.
Nothing is sent: the person copies the message or opens it as a draft.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from workbook.actions import feedback_question, is_late
from workbook.addresses import is_unread
from workbook.case import Case
from workbook.phases.respond import FEEDBACK_QUESTIONS, Message, Sent
from workbook.questions import Answers
from workbook.words import Text, _, whole

if TYPE_CHECKING:
    from email.headerregistry import Address

Wordings = Mapping[str, tuple[Text, Text]]
"""Register -> two wordings."""

_THANKS: Final[Wordings] = {
    "warm": (
        _("Thank you for your time and for telling me the outcome for {role}. I enjoyed getting to know {company}."),
        _("Thank you for letting me know about {role}, and for the open way in which you did."),
    ),
    "formal": (
        _("Thank you for your time and for informing me of your decision about {role} at {company}."),
        _("Thank you for considering me for {role} and for letting me know your decision."),
    ),
    "brief": (
        _("Thank you for letting me know about {role}."),
        _("Thank you for your message and for your time."),
    ),
}
_THANKS_PHONE: Final[Wordings] = {
    "warm": (
        _("Thank you for calling me yourself about {role}. I know that such calls are not easy to make."),
        _("Thank you for your call about {role}, and for the open talk that we had before."),
    ),
    "formal": (
        _("Thank you for your call and for informing me of your decision about {role} at {company}."),
        _("Thank you for the interview for {role}, and for your call."),
    ),
    "brief": (
        _("Thank you for your call about {role}."),
        _("Thank you for calling, and for your time."),
    ),
}
_THANKS_SILENCE: Final[Wordings] = {
    "warm": (
        _("Thank you for the time you gave me for {role}. I enjoyed getting to know {company}."),
        _("Thank you again for our talk about {role}; I have thought of it since."),
    ),
    "formal": (
        _("Thank you for the interview for {role} at {company}."),
        _("Thank you for the time that you gave to my application for {role}."),
    ),
    "brief": (
        _("Thank you for the time you gave me for {role}."),
        _("Thank you for our talk."),
    ),
}
_REGRET: Final[Wordings] = {
    "warm": (
        _("I will not hide that I am disappointed, as I had pictured myself in it. I respect your decision."),
        _("Of course I had hoped for another answer; I can respect this one."),
    ),
    "formal": (
        _("I am disappointed, of course, and I fully respect your decision."),
        _("While I had hoped for another outcome, I respect the decision that you have made."),
    ),
    "brief": (
        _("It is a disappointment, and I respect your decision."),
        _("I had hoped for a yes, and I respect your choice."),
    ),
}
_REGRET_SILENCE: Final[Wordings] = {
    "warm": (
        _(
            "As I have not heard from you since, I take it that you have decided otherwise. I am sorry about"
            " it, and I respect it."
        ),
        _("I suppose that it did not work out this time. I am sorry about it, and I respect your decision."),
    ),
    "formal": (
        _("As I have received no answer, I take it that you have decided otherwise, which I regret and respect."),
        _("I understand from the time that has passed that my application was not chosen, which I regret and respect."),
    ),
    "brief": (
        _("I take it that you have decided otherwise. I regret it, and I respect it."),
        _("I suppose that it did not work out. I regret it, and I respect your choice."),
    ),
}
_INTEREST: Final[Wordings] = {
    "warm": (
        _("I would still be glad to work with you one day."),
        _("What you do at {company} still speaks to me, and I would like to be part of it one day."),
    ),
    "formal": (
        _("I remain interested in working for {company}."),
        _("My interest in {company} and its work has not changed."),
    ),
    "brief": (_("I remain interested in {company}."), _("I would still like to work with you.")),
}
_KEEP_CV: Final[Wordings] = {
    "warm": (
        _("Please keep my CV at hand in case a role comes up that fits better."),
        _("If you see a better match for me one day, my CV is yours to keep."),
    ),
    "formal": (
        _("I would be grateful if you kept my CV on file for a role that matches it more closely."),
        _("You are welcome to keep my CV on file, should a role arise that matches it more closely."),
    ),
    "brief": (_("Please keep my CV on file for a better match."), _("My CV is yours to keep for a better match.")),
}
_NO_INTEREST: Final[Wordings] = {
    "warm": (
        _("I wish you and your new colleague a good start together."),
        _("I hope that the person you have chosen soon feels at home with you."),
    ),
    "formal": (
        _("I wish you every success with the person you have chosen."),
        _("I wish the person you have chosen a good start in your team."),
    ),
    "brief": (_("I wish you a good start with your new colleague."), _("All the best to your new colleague.")),
}
_NO_INTEREST_NOBODY: Final[Wordings] = {
    "warm": (
        _("I wish you and your team well with whatever comes next."),
        _("I hope that your plans work out, whoever ends up doing the work."),
    ),
    "formal": (
        _("I wish you every success with what you have planned."),
        _("I wish your team every success in the months to come."),
    ),
    "brief": (_("I wish you all the best with your plans."), _("Good luck with your plans.")),
}
"""Where nobody is known to have been chosen: no answer came, or the role was withdrawn."""
_REQUEST: Final[Wordings] = {
    "warm": (
        _("One question would help me a great deal: {question} A single sentence is plenty."),
        _("I would like to do better next time. Would you tell me, in a line or two: {question}"),
    ),
    "formal": (
        _("If your rules allow it, I would be grateful for a short answer to one question: {question}"),
        _("May I ask you for a short word of feedback? {question}"),
    ),
    "brief": (_("May I ask one thing? {question}"), _("One short question, if I may: {question}")),
}
_REQUEST_ANYWAY: Final[Wordings] = {
    "warm": (
        _(
            "I understand that you do not give feedback on single applications. If a general word of advice is ever"
            " possible, I would be glad of it."
        ),
        _("I know that you cannot write about each application. Should a word find its way to me, I would be glad."),
    ),
    "formal": (
        _(
            "I understand that you give no feedback on single applications. Should a general word of advice be"
            " possible at a later time, I would be grateful for it."
        ),
        _("I respect that you give no feedback. A general remark, at any time, would be most welcome."),
    ),
    "brief": (
        _("I understand that you give no feedback. A general word would be welcome at any time."),
        _("You give no feedback, and I respect that. A short word later would still be welcome."),
    ),
}
_REQUEST_ANYWAY_OWN: Final[Mapping[str, Text]] = {
    "warm": _(
        "I understand that you do not give feedback on single applications. Should a word ever be possible, this is"
        " what I would love to know: {question}"
    ),
    "formal": _(
        "I understand that you give no feedback on single applications. Should an exception be possible, my question"
        " would be: {question}"
    ),
    "brief": _("You give no feedback, and I respect that. Should it ever be possible: {question}"),
}
"""The person has written a question of their own, and it is not taken from them."""
_NOTE: Final[Mapping[str, Text]] = {
    "warm": _(
        "Hello {name}, thank you again for our talk about {role}. I would be glad to stay in touch, and to ask you one"
        " short question about your work when it suits you."
    ),
    "formal": _(
        "Good day {name}, thank you once more for the interview for {role}. I would be glad to stay in contact and"
        " may have one short question for you at a later time."
    ),
    "brief": _("Hello {name}, thank you for our talk about {role}. I would like to stay in touch."),
}
LONGEST_NOTE: Final = 300
"""Characters of a note that LinkedIn sends with an invitation."""
_CLOSE: Final[Wordings] = {
    "warm": (_("I hope that our paths cross again."), _("I wish you and your team all the best.")),
    "formal": (
        _("Thank you once more; I wish you and your team all the best."),
        _("I would be pleased to meet you again on another occasion."),
    ),
    "brief": (_("All the best to you and your team."), _("I hope to meet you again.")),
}
SIGN_OFF: Final[Mapping[str, Text]] = {
    "warm": _("With kind regards,"),
    "formal": _("Yours sincerely,"),
    "brief": _("Kind regards,"),
}
PARTS: Final = ("thanks", "regret", "interest", "request", "close")
LONGEST_LINK: Final = 1800
"""Characters of a mail link that mail programs are sure to open."""


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

    @property
    def link(self) -> str:
        """A ``mailto:`` link that opens it in a mail program; empty where it would be too long for one."""
        link = f"mailto:{quote(self.to_address, safe='@')}?subject={quote(self.subject)}&body={quote(self.body)}"
        return link if len(link) <= LONGEST_LINK else ""


def compose(answers: Answers) -> Reply:
    """Return the message in the current language, from what is known; it never holds an unfilled place."""
    case, given = answers.read(Case), answers.read(Message)
    register = given.tone or "warm"
    choices = wordings(answers)
    return Reply(
        subject=_subject(case),
        to=case.contact or case.company or "",
        # Nobody would read it there.
        to_address="" if is_unread(case.contact_address) else case.contact_address or "",
        greeting=_greeting(case),
        parts={
            "thanks": _said(given.thanks, given.thanks_own, choices["thanks"], given.detail),
            "regret": _said(given.regret, given.regret_own, choices["regret"]),
            "interest": _interest(given, register, choices["interest_words"]),
            "request": _request(case, given, register, choices["request"]),
            "close": _said(given.close, given.close_own, choices["close"]),
        },
        sign_off=tuple(filter(None, (str(SIGN_OFF[register]), case.candidate, whole(case.phone or ""), case.linkedin))),
        in_reply_to=case.reply_to or "",
    )


def is_called_for(answers: Answers, today: date) -> bool:
    """Return whether there is a message to show: not skipped, and something about it or its reader is known."""
    case, sent, message = answers.read(Case), answers.read(Sent), answers.read(Message)
    if answers.status(Message) == "skip" and (sent.sent_on is None or message.is_empty()):
        return False
    return not message.is_empty() or bool((case.company or case.contact) and not is_late(case, today))


def wordings(answers: Answers) -> dict[str, tuple[str, str]]:
    """Return our two wordings of each part that has them, in the chosen register, filled from the case."""
    case, given = answers.read(Case), answers.read(Message)
    register = given.tone or "warm"
    thanks = {"phone": _THANKS_PHONE, "silence": _THANKS_SILENCE}.get(case.channel or "", _THANKS)
    regret = _REGRET_SILENCE if case.channel == "silence" else _REGRET
    role = _("the role of {role}").fill(role=case.role) if case.role else _("the role")
    company = case.company or _("your company")
    question = feedback_question(given) or str(FEEDBACK_QUESTIONS["one_thing"])
    nobody = case.channel == "silence" or "role_cancelled" in case.letter_says
    farewell = _NO_INTEREST_NOBODY if nobody else _NO_INTEREST
    parts = {
        "thanks": thanks,
        "regret": regret,
        "interest_words": farewell if given.interest == "no" else _INTEREST,
        "request": _REQUEST_ANYWAY if "no_feedback" in case.letter_says else _REQUEST,
        "close": _CLOSE,
    }
    found = {}
    for name, texts in parts.items():
        first, second = (text.fill(role=role, company=company, question=question) for text in texts[register])
        found[name] = (str(first), str(second))
    return found


def note(answers: Answers) -> str:
    """Return a note for LinkedIn to the person of the interview, where mail is a closed way; else nothing (S2.3)."""
    case, given = answers.read(Case), answers.read(Message)
    if not ("no_feedback" in case.letter_says or is_unread(case.contact_address)) or not case.contact:
        return ""
    role = _("the role of {role}").fill(role=case.role) if case.role else _("the role")
    text = str(_NOTE[given.tone or "warm"].fill(name=case.contact, role=role))
    signed = f"{text} {case.candidate}" if case.candidate else text
    return next((one for one in (signed, text) if len(one) <= LONGEST_NOTE), "")


def wordings_by_key(answers: Answers) -> dict[str, dict[str, str]]:
    """Return our wordings as the words of the options that choose them (field -> option -> sentence)."""
    return {name: {"1": first, "2": second} for name, (first, second) in wordings(answers).items()}


def to_eml(reply: Reply) -> bytes:
    """Return the message as a mail that opens as a draft, ready to be read once more and sent."""
    # Whoever only fills in a form does not load it.
    from email.message import EmailMessage
    from email.policy import SMTP

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


def _said(choice: str | None, own: str | None, ours: tuple[str, str], detail: str | None = None) -> str:
    """Return the part as chosen; own words that are not there yet fall back to the first wording."""
    text = own if choice == "own" and own else ours[choice == "2"]
    return f"{text} {detail}" if detail else text


def _interest(given: Message, register: str, ours: tuple[str, str]) -> str:
    interest = _said(given.interest_words, given.interest_own, ours)
    if given.interest == "no" or given.keep_cv == "no":
        return interest
    return f"{interest} {_KEEP_CV[register][given.interest_words == '2']}"


def _request(case: Case, given: Message, register: str, ours: tuple[str, str]) -> str:
    if "no_feedback" in case.letter_says and given.question == "own" and given.question_own:
        return str(_REQUEST_ANYWAY_OWN[register].fill(question=given.question_own))
    return _said(given.request, None, ours)


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
    from email.errors import MessageError
    from email.headerregistry import Address

    try:
        return Address(display_name=_one_line(reply.to), addr_spec=reply.to_address) if reply.to_address else None
    except (ValueError, IndexError, MessageError):
        return None


def _one_line(text: str) -> str:
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())
