"""Phase 2, respond and ask for feedback (by the next evening): S2.1 to S2.3.

**Why one part a question:** the message then always has its five parts (S2.1), and each can be said in the person's own
words without losing the others. For each part there are wordings of ours to choose from, filled from the case; the form
shows them as they will be sent (``reply.py`` holds them).
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Final

from workbook.questions import About, Choice, Day, Line, LongText, Section, When
from workbook.words import Text, _

FEEDBACK_QUESTIONS: Final = {
    "one_thing": _("What is the one thing I could have shown more clearly?"),
    "skill": _("Which skill or experience made the difference in your choice?"),
    "answers": _("Which of my answers left you unsure?"),
    "next_role": _("What should I work on to be a strong candidate for a similar role with you?"),
    "own": _("A question of my own"),
}

REGISTERS: Final = {"warm": _("Warm"), "formal": _("Formal"), "brief": _("Brief")}
YES_NO: Final = {"yes": _("Yes"), "no": _("No, thank you")}
WORDINGS: Final[dict[str, Text]] = {
    "1": _("First wording"),
    "2": _("Second wording"),
    "own": _("In my own words"),
}
"""How each part can be said; the form shows the sentences themselves in place of these."""
OURS: Final = {key: words for key, words in WORDINGS.items() if key != "own"}
"""The same for a part whose own words stand in another question."""


def _wording(question: Text, *sources: str) -> Choice:
    return Choice(question, options=WORDINGS, sources=sources)


def _own(name: str, help_: Text | None = None) -> LongText:
    return LongText(_("In your words"), help=help_, lines=2, when=When(field=name, any_of=("own",)), sources=("S2.1",))


class Message(Section):
    """The thank-you message in five parts, with a request for feedback (S2.1, S2.2, S2.3)."""

    about = About(
        key="message",
        title=_("A short message that keeps the door open"),
        minutes=10,
        lead=_(
            "A courteous answer to a refusal leaves a good last impression. It shows someone who wants to grow, and it"
            " may bring you one useful sentence about what you cannot see from your side."
        ),
        sources=("S2.1", "S2.2", "S2.3"),
    )
    tone: Annotated[str | None, Choice(_("How should it sound?"), options=REGISTERS, sources=("S2.1",))] = None
    thanks: Annotated[str | None, _wording(_("1. Thanks for their time"), "S2.1")] = None
    thanks_own: Annotated[
        str | None,
        _own("thanks", _("A detail makes it yours. For example: Thank you for the tour of the workshop.")),
    ] = None
    detail: Annotated[
        str | None,
        Line(
            _("One thing you honestly liked, added after the thanks"),
            help=_("A whole sentence. For example: The case on delivery times was a lively hour."),
            sources=("S2.1",),
        ),
    ] = None
    regret: Annotated[str | None, _wording(_("2. Your disappointment, with respect for their decision"), "S2.1")] = None
    regret_own: Annotated[str | None, _own("regret", _("One sentence. No reproach, no pleading."))] = None
    interest: Annotated[
        str | None,
        Choice(_("3. Would you still like to work there one day?"), options=YES_NO, sources=("S2.1", "S2.2")),
    ] = None
    interest_words: Annotated[
        str | None,
        Choice(
            _("In which words?"), options=WORDINGS, when=When(field="interest", any_of=("yes", "no")), sources=("S2.1",)
        ),
    ] = None
    interest_own: Annotated[str | None, _own("interest_words")] = None
    keep_cv: Annotated[
        str | None,
        Choice(
            _("Should they keep your CV for a better match?"),
            options={"yes": _("Yes"), "no": _("No")},
            when=When(field="interest", any_of=("yes",)),
            sources=("S2.2",),
        ),
    ] = None
    question: Annotated[
        str | None,
        Choice(_("4. Which question would help you most?"), options=FEEDBACK_QUESTIONS, sources=("S2.1", "S2.3")),
    ] = None
    question_own: Annotated[
        str | None,
        Line(
            _("Your question"),
            help=_("About one thing they saw, so that it is easy to answer."),
            when=When(field="question", any_of=("own",)),
            sources=("S2.3",),
        ),
    ] = None
    request: Annotated[
        str | None, Choice(_("How would you like to ask it?"), options=OURS, sources=("S2.1", "S2.3"))
    ] = None
    close: Annotated[str | None, _wording(_("5. A friendly last sentence"), "S2.1")] = None
    close_own: Annotated[str | None, _own("close")] = None


class Sent(Section):
    """What became of the message; no reply, or one without feedback, is a normal path (E9)."""

    about = About(
        key="sent",
        title=_("What became of it"),
        minutes=1,
        lead=_(
            "In a study of 2022, about 60 to 71 of 100 applicants got no feedback at all (Talent Board). Silence says"
            " nothing about you, and your plan goes on."
        ),
        sources=("E9",),
    )
    sent_on: Annotated[date | None, Day(_("When did you send it?"))] = None
    outcome: Annotated[
        str | None,
        Choice(
            _("Did they answer?"),
            options={
                "answered": _("Yes, with feedback"),
                "without": _("Yes, but without feedback"),
                "waiting": _("Not yet"),
                "silence": _("No, and I let it go"),
            },
            sources=("E9",),
        ),
    ] = None
    answered_on: Annotated[date | None, Day(_("When?"), when=When(field="outcome", any_of=("answered", "without")))] = (
        None
    )
    again_on: Annotated[
        date | None,
        Day(_("Did you ask a second time? When?"), when=When(field="outcome", any_of=("waiting", "silence"))),
    ] = None


SECTIONS: Final[tuple[type[Section], ...]] = (Message, Sent)
