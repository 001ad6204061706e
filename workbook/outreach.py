"""Write a short message to one person or company of the network (S4.2).

A first line of one's own ("what connects you") is what gets such messages read; without it, none is written. Nor is one
for a person whom there is a step of one's own for: it would say it twice, and more stiffly.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from workbook.case import Case
from workbook.phases.relaunch import Contact, Network
from workbook.questions import Answers
from workbook.words import Text, _


@dataclass(frozen=True)
class Outreach:
    """A message to ``to``, in paragraphs, with the sign-off."""

    to: str
    paragraphs: tuple[str, ...]
    sign_off: tuple[str, ...]


def outreach(answers: Answers) -> list[Outreach]:
    """Return a message for each person or company that the person named a connection to."""
    case = answers.read(Case)
    sign_off = tuple(filter(None, (str(_("With kind regards,")), case.candidate)))
    return [
        Outreach(contact.who, tuple(map(str, _paragraphs(contact, case))), sign_off)
        for contact in answers.read(Network).contacts
        if contact.who
        and contact.link
        and (contact.kind == "company" or (contact.kind == "person" and not contact.step))
    ]


def _paragraphs(contact: Contact, case: Case) -> Iterator[Text | str]:
    assert contact.link is not None
    if contact.kind == "person":
        yield _("Hello,")
        yield contact.link
        if case.role:
            text = _(
                "I am looking for a role as {role} and would like to understand how this work is done where you are."
            )
            yield text.fill(role=case.role)
        yield _(
            "Would you have fifteen minutes in the coming two weeks, by phone or over a coffee? I have two questions."
        )
        yield _("If it does not suit you, the name of someone else to ask would help me just as much.")
        return
    yield _("Good day,")
    yield contact.link
    if case.role:
        text = _("I am working towards a role as {role}, and your company is one of the few that I follow closely.")
        yield text.fill(role=case.role)
    yield _(
        "I am not asking about an opening. Would someone on your team have a quarter of an hour to tell me how"
        " you work?"
    )
    yield _("A short answer would help me, even if it is no.")
