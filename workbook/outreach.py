"""Write a short message to one person or company of the network (S4.2).

Composed like the reply: greeting, a first line of the person's own ("what connects you"), who they are, one small ask,
a way out. Each is said in a wording of ours, in one of three registers, or in own words. Without a first line none is
written: it is what gets such messages read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from workbook.actions.draft import short_name
from workbook.case import Case
from workbook.phases.relaunch import Contact, Network
from workbook.questions import Answers
from workbook.reply import SIGN_OFF, Wordings
from workbook.words import Text, _, whole

Whom = Literal["person", "company"]

_SUBJECT: Final[Mapping[Whom, Text]] = {
    "person": _("A question about your work"),
    "company": _("A short talk about your work?"),
}
_GREETING: Final[Mapping[Whom, Mapping[str, Text]]] = {
    "person": {"warm": _("Hello {name},"), "formal": _("Dear {name},"), "brief": _("Hello {name},")},
    "company": {"warm": _("Hello,"), "formal": _("Good day,"), "brief": _("Hello,")},
}
_ABOUT_ME: Final[Mapping[Whom, Mapping[str, Text]]] = {
    "person": {
        "warm": _("I am looking for a role as {role} and would love to hear how this work is done where you are."),
        "formal": _(
            "I am looking for a role as {role} and would like to understand how this work is done where you are."
        ),
        "brief": _("I am looking for a role as {role}."),
    },
    "company": {
        "warm": _("I am working towards a role as {role}, and what you do is one of the reasons why."),
        "formal": _("I am working towards a role as {role}, and your company is one of the few that I follow closely."),
        "brief": _("I am working towards a role as {role}."),
    },
}
_ASK: Final[Mapping[Whom, Wordings]] = {
    "person": {
        "warm": (
            _(
                "Would you have fifteen minutes in the coming two weeks, by phone or over a coffee? I have two"
                " questions."
            ),
            _("May I call you for a quarter of an hour one of these days? I would bring two questions and listen."),
        ),
        "formal": (
            _("Would you have fifteen minutes for me in the coming two weeks? I have prepared two questions."),
            _("May I ask you for a talk of fifteen minutes, at a time that suits you?"),
        ),
        "brief": (
            _("Could we talk for fifteen minutes in the coming two weeks?"),
            _("Would a quarter of an hour by phone be possible?"),
        ),
    },
    "company": {
        "warm": (
            _(
                "I am not asking about an opening. Would someone on your team have a quarter of an hour to tell me how"
                " you work?"
            ),
            _("This is no application, only curiosity: would one of you tell me about your work for fifteen minutes?"),
        ),
        "formal": (
            _("This is not an application. Would someone on your team tell me for fifteen minutes how you work?"),
            _("I would be grateful for a talk of fifteen minutes with someone on your team, not about an opening."),
        ),
        "brief": (
            _("It is not about an opening: could someone on your team spare fifteen minutes?"),
            _("Would a short talk with someone on your team be possible? I am not asking for a job."),
        ),
    },
}
_WAY_OUT: Final[Mapping[Whom, Wordings]] = {
    "person": {
        "warm": (
            _("If it does not suit you, the name of someone else to ask would help me just as much."),
            _("And if it is a busy time, a no is fine, too."),
        ),
        "formal": (
            _("Should it not suit you, I would be just as grateful for the name of someone else."),
            _("I thank you in advance, whatever your answer may be."),
        ),
        "brief": (_("If not, another name would help me, too."), _("Thank you either way.")),
    },
    "company": {
        "warm": (
            _("A short answer would help me, even if it is no."),
            _("I am glad of any answer, also of a short one."),
        ),
        "formal": (
            _("A short answer would be of great help, even if it is no."),
            _("Thank you for considering it."),
        ),
        "brief": (_("A short answer is fine."), _("Thank you either way.")),
    },
}


@dataclass(frozen=True)
class Outreach:
    """A message to ``to``, in paragraphs, with the sign-off; ``row`` is the contact it is for.

    ``has_own_step``: the person wrote a step of their own about this person, which says the same.
    """

    row: str
    to: str
    subject: str
    paragraphs: tuple[str, ...]
    sign_off: tuple[str, ...]
    has_own_step: bool

    @property
    def body(self) -> str:
        """The text of the message."""
        return "\n\n".join([*self.paragraphs, "\n".join(self.sign_off)]) + "\n"


def outreach(answers: Answers) -> list[Outreach]:
    """Return a message for each person or company that the person named a connection to."""
    case, network = answers.read(Case), answers.read(Network)
    register = network.tone or "warm"
    sign_off = tuple(filter(None, (str(SIGN_OFF[register]), case.candidate, whole(case.phone or ""))))
    found = []
    for contact in network.contacts:
        if contact.who and contact.link and contact.kind in ("person", "company"):
            whom: Whom = "person" if contact.kind == "person" else "company"
            paragraphs = tuple(map(str, _paragraphs(contact, whom, case, register)))
            own_step = whom == "person" and bool(contact.step)
            to, subject = short_name(contact.who), str(_SUBJECT[whom])
            found.append(Outreach(contact.id, to, subject, paragraphs, sign_off, own_step))
    return found


def _paragraphs(contact: Contact, whom: Whom, case: Case, register: str) -> Iterator[Text | str]:
    yield _GREETING[whom][register].fill(name=short_name(contact.who or ""))
    yield contact.link or ""
    if contact.wording == "own" and contact.own:
        yield contact.own
        return
    second = contact.wording == "2"
    if case.role:
        yield _ABOUT_ME[whom][register].fill(role=case.role)
    yield _ASK[whom][register][second]
    yield _WAY_OUT[whom][register][second]
