"""Phase 2, respond and ask for feedback (by the next evening): S2.1 to S2.3.

**Why one part a question:** the message then always has its five parts (S2.1), and each can be said in the person's own
words without losing the others. A part left empty is written in words of ours (``reply.py``).
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Final

from workbook.questions import About, Choice, Day, Line, LongText, Section, When
from workbook.words import _

FEEDBACK_QUESTIONS: Final = {
    "one_thing": _("What is the one thing I could have shown more clearly?"),
    "skill": _("Which skill or experience made the difference in your choice?"),
    "answers": _("Which of my answers left you unsure?"),
    "next_role": _("What should I work on to be a strong candidate for a similar role with you?"),
    "own": _("A question of my own"),
}


class Message(Section):
    """The thank-you message in five parts, with a request for feedback (S2.1, S2.2, S2.3)."""

    about = About(
        key="message",
        title=_("A short message that keeps the door open"),
        minutes=10,
        lead=_(
            "Few people answer a refusal, so a courteous answer is remembered. It shows someone who wants to grow, and"
            " it may bring you one useful sentence. Leave a part empty and it is written for you."
        ),
        sources=("S2.1", "S2.2", "S2.3"),
    )
    tone: Annotated[
        str | None,
        Choice(
            _("How should it sound?"),
            options={"warm": _("Warm"), "formal": _("Formal"), "brief": _("Brief")},
            sources=("S2.1",),
        ),
    ] = None
    thanks: Annotated[
        str | None,
        LongText(
            _("Something you honestly want to thank them for"),
            help=_("A detail makes it yours. For example: Thank you for the tour of the workshop."),
            lines=2,
            sources=("S2.1",),
        ),
    ] = None
    disappointment: Annotated[
        str | None,
        LongText(
            _("Your disappointment, with respect for their decision"),
            help=_("One sentence. No reproach, no pleading."),
            lines=2,
            sources=("S2.1",),
        ),
    ] = None
    interest: Annotated[
        str | None,
        Choice(
            _("Would you still like to work there one day?"),
            options={"yes": _("Yes"), "no": _("No, thank you")},
            sources=("S2.1", "S2.2"),
        ),
    ] = None
    question: Annotated[
        str | None, Choice(_("Which question would help you most?"), options=FEEDBACK_QUESTIONS, sources=("S2.3",))
    ] = None
    own_question: Annotated[
        str | None,
        Line(
            _("Your question"),
            help=_("About one thing they saw, so that it is easy to answer."),
            when=When(field="question", any_of=("own",)),
            sources=("S2.3",),
        ),
    ] = None
    close: Annotated[str | None, LongText(_("A friendly last sentence"), lines=2, sources=("S2.1",))] = None


class Sent(Section):
    """What became of the message; no answer is a normal path (E9)."""

    about = About(
        key="sent",
        title=_("What became of it"),
        minutes=1,
        lead=_(
            "Most people never get an answer to such a question. That says nothing about you, and your plan goes on."
        ),
        sources=("E9",),
    )
    sent_on: Annotated[date | None, Day(_("When did you send it?"))] = None
    outcome: Annotated[
        str | None,
        Choice(
            _("Did they answer?"),
            options={"answered": _("Yes"), "waiting": _("Not yet"), "silence": _("No, and I let it go")},
            sources=("E9",),
        ),
    ] = None
    answered_on: Annotated[date | None, Day(_("When?"), when=When(field="outcome", any_of=("answered",)))] = None


SECTIONS: Final[tuple[type[Section], ...]] = (Message, Sent)
