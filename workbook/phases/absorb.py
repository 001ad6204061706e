"""Phase 1, absorb (day 1): S1.1 to S1.5.

**Why it starts so small (R9):** how strong it is, one calming thing, stop. That is a whole day's work; the rest waits.
"""

from __future__ import annotations

from typing import Annotated, Final

from workbook.questions import About, Answers, Choice, Choices, Line, LongText, Row, Rows, Scale, Section, When
from workbook.words import _

STRONG: Final = 6
"""From here up, naming the feeling is offered; below, it can make a weak feeling worse (E4)."""

ANCHORS: Final = {0: _("hardly there"), 5: _("clearly there"), 10: _("as strong as it gets")}

SOURCES: Final = {
    "stated": _("They said so"),
    "observed": _("I saw or heard it myself"),
    "guess": _("It is my guess"),
}
"""Where a piece of knowledge comes from (E6)."""

UNFAIR: Final = frozenset({"connections", "private_questions", "filled_before"})
"""Causes that are never turned into something to improve (R10)."""

CAUSES: Final = {
    "stronger": _("Someone had experience that I could not have yet"),
    "fit": _("They looked for another style or team fit"),
    "internal": _("Someone from inside got the role"),
    "frozen": _("The role was changed, put on hold or cancelled"),
    "budget": _("Money: the budget or the salary"),
    "place": _("Place, hours or a formal condition"),
    "connections": _("Connections counted more than the interview"),
    "private_questions": _("I was asked about marriage, origin, faith or the like"),
    "filled_before": _("The role was given away before the interview"),
    "other": _("Something else"),
}

ACTIVITIES: Final = {
    "walk": _("A brisk walk"),
    "sport": _("A run or a workout"),
    "talk": _("A talk with someone I trust"),
    "read": _("Reading something good"),
    "film": _("A film or a series"),
    "music": _("Music: listening or playing"),
    "quiet": _("Prayer or a quiet hour"),
    "cook": _("Cooking something I like"),
    "rest": _("Sleep and rest"),
    "own": _("Something of my own"),
}


class Support(Section):
    """The person's own place in the support panel, so that it is never empty (R2, R13)."""

    about = About(
        key="support",
        title=_("Someone on my side"),
        minutes=1,
        lead=_("This stands in the support panel of every page. It stays with you."),
        sources=("R2", "R13"),
    )
    person: Annotated[str | None, Line(_("A person I trust"), sensitivity="private", sources=("R13",))] = None
    number: Annotated[
        str | None, Line(_("How to reach them"), entry="tel", sensitivity="private", sources=("R13",))
    ] = None


class Intensity(Section):
    """How strong it is, and its name when it is strong (S1.1, E4)."""

    about = About(
        key="intensity",
        title=_("How it feels right now"),
        minutes=1,
        lead=_(
            "Being turned down hurts, and it hurts most people. Nobody has to get over it at once:"
            " a few hours or a whole day are fine."
        ),
        sources=("S1.1", "E4", "R9"),
    )
    before: Annotated[
        int | None,
        Scale(_("How strong is it?"), low=0, high=10, anchors=ANCHORS, sensitivity="private", sources=("S1.1", "E4")),
    ] = None
    feelings: Annotated[
        tuple[str, ...],
        Choices(
            _("What is in it?"),
            help=_("Choose as many as fit. Giving a strong feeling its name tends to take some of its force."),
            options={
                "disappointed": _("disappointed"),
                "sad": _("sad"),
                "angry": _("angry"),
                "ashamed": _("ashamed"),
                "worried": _("worried"),
                "tired": _("tired"),
                "confused": _("confused"),
                "envious": _("envious"),
                "empty": _("empty"),
                "relieved": _("relieved, too"),
            },
            when=When(field="before", at_least=STRONG),
            sensitivity="private",
            sources=("S1.1", "E4"),
        ),
    ] = ()
    own_word: Annotated[
        str | None,
        Line(
            _("Or in a word of your own"),
            when=When(field="before", at_least=STRONG),
            sensitivity="private",
            sources=("S1.1",),
        ),
    ] = None


class Calm(Section):
    """One calming thing for today, as a cue and an act (S1.2, E2)."""

    about = About(
        key="calm",
        title=_("One good thing for today"),
        minutes=2,
        lead=_("Choose one thing that usually does you good. After it, you can stop for today. Everything else waits."),
        sources=("S1.2", "E2", "R9"),
    )
    activity: Annotated[str | None, Choice(_("What will it be?"), options=ACTIVITIES, sources=("S1.2",))] = None
    act: Annotated[
        str | None,
        Line(
            _("What exactly?"),
            help=_("For example: walk along the sea to the harbour and back."),
            sources=("S1.2", "E2"),
        ),
    ] = None
    cue: Annotated[
        str | None,
        Line(
            _("When, or right after what?"),
            help=_("Something that happens anyway works best. For example: when I have put my bag down at home."),
            sources=("E2",),
        ),
    ] = None
    person: Annotated[
        str | None, Line(_("Whom could you tell about today?"), sensitivity="private", sources=("S1.2",))
    ] = None


class Cause(Row):
    """One thing that may have decided, and how the person knows (S1.3, E6, R10)."""

    kind: Annotated[str | None, Choice(_("What may have decided?"), options=CAUSES, sources=("S1.3", "R10"))] = None
    detail: Annotated[str | None, Line(_("In your words"), sources=("S1.3",))] = None
    source: Annotated[str | None, Choice(_("How do you know?"), options=SOURCES, sources=("E6",))] = None


class Outside(Section):
    """What lay outside the person's control (S1.3, S1.4)."""

    about = About(
        key="outside",
        title=_("What was not in your hands"),
        minutes=4,
        lead=_(
            "An interview measures less well than people think. Much of what decides is never seen from your side"
            " of the table. What is only a guess may stay a guess."
        ),
        sources=("S1.3", "S1.4", "E6", "R10"),
    )
    causes: Annotated[
        tuple[Cause, ...], Rows(_("What may have decided"), add=_("Add another cause"), sources=("S1.3",))
    ] = ()
    thought: Annotated[
        str | None,
        LongText(
            _("A hard thought about yourself that keeps coming back"),
            help=_("You need not answer it now. Written down, it has a place and can wait."),
            lines=2,
            sensitivity="private",
            sources=("S1.3", "R9"),
        ),
    ] = None
    to_a_friend: Annotated[
        str | None,
        LongText(
            _("What would you say to a friend who was told the same?"),
            lines=3,
            sensitivity="private",
            sources=("S1.3", "S1.4"),
        ),
    ] = None


class Reframe(Section):
    """What stays the person's own, and what the interview gave (S1.4, S1.5)."""

    about = About(
        key="reframe",
        title=_("What stays yours"),
        minutes=5,
        lead=_("They made one decision, about one role, at one moment. It says little about what you are worth."),
        sources=("S1.4", "S1.5"),
    )
    worth: Annotated[
        str | None,
        LongText(
            _("What is true about you and your work, whatever they decided?"),
            sensitivity="private",
            sources=("S1.4",),
        ),
    ] = None
    practised: Annotated[str | None, LongText(_("What did you practise in this interview?"), sources=("S1.5",))] = None
    market: Annotated[
        str | None, LongText(_("What do you know about the market that you did not know before?"), sources=("S1.5",))
    ] = None
    valued: Annotated[
        str | None, LongText(_("What do you now know about what such employers value?"), sources=("S1.5",))
    ] = None


class After(Section):
    """The second rating (E4)."""

    about = About(
        key="after",
        title=_("How it feels now"),
        minutes=1,
        lead=_(
            "Later today or tomorrow: once more the same number. It may be lower, the same or higher; all are fine."
        ),
        sources=("E4",),
    )
    after: Annotated[
        int | None,
        Scale(_("How strong is it now?"), low=0, high=10, anchors=ANCHORS, sensitivity="private", sources=("E4",)),
    ] = None


SECTIONS: Final[tuple[type[Section], ...]] = (Support, Intensity, Calm, Outside, Reframe, After)


def is_strong(answers: Answers) -> bool:
    """Return whether the feeling was rated strong, so that naming it may help (E4) and weighing waits (R9)."""
    return (answers.read(Intensity).before or 0) >= STRONG


def calming(answers: Answers) -> str:
    """Return the calming thing in the person's words, else the words of the choice; empty if nothing was chosen."""
    calm = answers.read(Calm)
    if calm.act:
        return calm.act
    return str(ACTIVITIES[calm.activity]) if calm.activity and calm.activity != "own" else ""
