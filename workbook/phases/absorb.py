"""Phase 1, absorb (day 1): S1.1 to S1.5.

**Why it starts so small (R9):** how strong it is, one calming thing, stop. That is a whole day's work. Catching the
facts comes after, because details fade within hours (E10); weighing a hard thought waits for a calmer day.
"""

from __future__ import annotations

from typing import Annotated, Final

from workbook.phases.rows import Named
from workbook.questions import About, Answers, Choice, Choices, Line, LongText, Rows, Scale, Section, When
from workbook.words import Text, _

STRONG: Final = 6
"""From here up, naming the feeling is offered; below, it can make a weak feeling worse (E4)."""
VERY_STRONG: Final = 8
"""From here up, calm words, a person and the offer to stop come first (R3)."""

ANCHORS: Final = {0: _("hardly there"), 5: _("clearly there"), 10: _("as strong as it gets")}
BELIEF: Final = {0: _("not at all"), 50: _("half"), 100: _("fully")}

SOURCES: Final = {
    "stated": _("They said so"),
    "observed": _("I saw or heard it myself"),
    "guess": _("It is my guess"),
}
"""Where a piece of knowledge comes from (E6)."""

CONTROL: Final = {
    "mine": _("In my hands"),
    "outside": _("Not in my hands"),
    "unknown": _("I can't know"),
}

UNFAIR: Final = frozenset({"connections", "private_questions", "filled_before"})
"""Causes that are never turned into something to improve (R10)."""

CAUSES: Final = {
    "stronger": _("Someone had experience that I could not have yet"),
    "fit": _("They were looking for another style, or another fit with the team"),
    "internal": _("Someone from inside got the role"),
    "frozen": _("The role was changed, put on hold or cancelled"),
    "budget": _("Money: the budget or the salary"),
    "place": _("Place, hours or a formal condition"),
    "mine": _("Something in how I came across"),
    "connections": _("Connections counted more than the interview"),
    "private_questions": _("I was asked about marriage, origin, faith or the like"),
    "filled_before": _("The role was given away before the interview"),
    "other": _("Something else"),
}

FEELINGS: Final = {
    "disappointed": _("disappointed"),
    "sad": _("sad"),
    "hurt": _("hurt"),
    "empty": _("empty"),
    "lonely": _("alone with it"),
    "angry": _("angry"),
    "unfair": _("treated unfairly"),
    "envious": _("envious"),
    "impatient": _("impatient"),
    "ashamed": _("ashamed"),
    "guilty": _("guilty"),
    "small": _("small"),
    "worried": _("worried"),
    "tense": _("tense"),
    "afraid": _("afraid for what comes"),
    "tired": _("tired"),
    "numb": _("numb"),
    "confused": _("confused"),
    "relieved": _("relieved, too"),
    "curious": _("curious, too"),
    "proud": _("proud that I tried"),
}
FEELING_GROUPS: Final[tuple[tuple[Text, tuple[str, ...]], ...]] = (
    (_("Sad"), ("disappointed", "sad", "hurt", "empty", "lonely")),
    (_("Angry"), ("angry", "unfair", "envious", "impatient")),
    (_("Ashamed"), ("ashamed", "guilty", "small")),
    (_("Worried"), ("worried", "tense", "afraid")),
    (_("Worn out"), ("tired", "numb", "confused")),
    (_("And also"), ("relieved", "curious", "proud")),
)

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
        feelings=True,
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
            options=FEELINGS,
            groups=FEELING_GROUPS,
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
        minutes=3,
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
    time: Annotated[str | None, Line(_("At about what time?"), entry="time", sources=("S1.2", "E2"))] = None
    person: Annotated[
        str | None, Line(_("Whom could you tell about today?"), sensitivity="private", sources=("S1.2",))
    ] = None


class Recalled(Named):
    """One question of the interview, as far as it is remembered (E10, R7)."""

    one = _("Question")

    question: Annotated[str | None, Line(_("What did they ask?"), sources=("E10",))] = None
    answer: Annotated[str | None, LongText(_("What did you say, in a line or two?"), lines=2, sources=("E10",))] = None
    who: Annotated[
        str | None, Line(_("Who asked?"), help=_("Initials are enough."), sensitivity="private", sources=("R7",))
    ] = None
    went: Annotated[
        str | None,
        Choice(
            _("How did it go?"),
            options={
                "well": _("Well"),
                "middling": _("So-so"),
                "hard": _("It was hard"),
                "unfair": _("It was not fair to ask"),
                "dont_know": _("I don't know"),
            },
            sources=("E10",),
        ),
    ] = None


class Recall(Section):
    """The facts, caught before they fade; after calming, and optional (E10, R9)."""

    about = About(
        key="recall",
        title=_("Catch the questions"),
        minutes=10,
        lead=_(
            "If you feel like it: what you still know of the interview fades within hours. Only notes, no judging."
            " They will be there when you look at it in a few days."
        ),
        sources=("E10", "R7", "R9"),
    )
    recall: Annotated[
        tuple[Recalled, ...], Rows(_("Questions and answers"), add=_("Add a question"), sources=("E10",))
    ] = ()


class After(Section):
    """The second rating (E4)."""

    about = About(
        key="after",
        title=_("How it feels now"),
        minutes=1,
        lead=_("Later today or tomorrow: the same number once more. Lower, the same or higher, all are fine."),
        sources=("E4",),
        feelings=True,
    )
    after: Annotated[
        int | None,
        Scale(_("How strong is it now?"), low=0, high=10, anchors=ANCHORS, sensitivity="private", sources=("E4",)),
    ] = None


class Cause(Named):
    """One thing that may have decided, and how the person knows (S1.3, E6, R10)."""

    one = _("Cause")

    kind: Annotated[str | None, Choice(_("What may have decided?"), options=CAUSES, sources=("S1.3", "R10"))] = None
    detail: Annotated[str | None, Line(_("In your words"), sources=("S1.3",))] = None
    control: Annotated[str | None, Choice(_("In whose hands was it?"), options=CONTROL, sources=("S1.3",))] = None
    source: Annotated[str | None, Choice(_("How do you know?"), options=SOURCES, sources=("E6",))] = None


class Outside(Section):
    """What lay outside the person's control (S1.3, E6, R10)."""

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


class Thought(Section):
    """A hard thought, weighed on a calmer day (S1.3, S1.4, R9)."""

    about = About(
        key="thought",
        title=_("A hard thought, looked at twice"),
        minutes=8,
        lead=_("Thoughts like “I was not good enough” sound like facts. Written down, they can be checked like facts."),
        sources=("S1.3", "S1.4", "R9"),
        feelings=True,
    )
    thought: Annotated[
        str | None,
        LongText(_("The thought, as it comes to you"), lines=2, sensitivity="private", sources=("S1.3",)),
    ] = None
    belief: Annotated[
        int | None,
        Scale(
            _("How true does it feel, from 0 to 100?"),
            low=0,
            high=100,
            step=10,
            anchors=BELIEF,
            sensitivity="private",
            sources=("S1.3",),
        ),
    ] = None
    speaks_for: Annotated[
        str | None,
        LongText(_("Which facts speak for it?"), lines=2, sensitivity="private", sources=("S1.3",)),
    ] = None
    speaks_against: Annotated[
        str | None,
        LongText(_("Which facts speak against it?"), lines=2, sensitivity="private", sources=("S1.3",)),
    ] = None
    to_a_friend: Annotated[
        str | None,
        LongText(
            _("What would you say to a friend who thought this?"),
            lines=2,
            sensitivity="private",
            sources=("S1.3", "S1.4"),
        ),
    ] = None
    fairer: Annotated[
        str | None,
        LongText(
            _("A fairer way to put it"),
            help=_("Not rosier: fairer. A sentence that all these facts fit into."),
            lines=2,
            sensitivity="private",
            sources=("S1.3", "S1.4"),
        ),
    ] = None
    belief_after: Annotated[
        int | None,
        Scale(
            _("How true does the first thought feel now?"),
            low=0,
            high=100,
            step=10,
            anchors=BELIEF,
            sensitivity="private",
            sources=("S1.3",),
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


class Writing(Section):
    """Free writing with a clock of its own; it helps some people, a little (E5)."""

    about = About(
        key="writing",
        title=_("Writing it off your chest"),
        minutes=15,
        lead=_(
            "Some people find it good to write about the day for a quarter of an hour, without minding style. Others do"
            " not: across 146 studies it did a little good on average (Frattaroli 2006). Stop whenever you like; you"
            " need not keep a word of it."
        ),
        sources=("E5",),
    )
    text: Annotated[
        str | None,
        LongText(
            _("The day, as it was for you"),
            help=_("It is never printed. To keep no word of it: “Don't keep this text”."),
            lines=8,
            timer=15,
            sensitivity="private",
            sources=("E5",),
        ),
    ] = None


SECTIONS: Final[tuple[type[Section], ...]] = (
    Intensity,
    Calm,
    Support,
    Recall,
    After,
    Outside,
    Thought,
    Reframe,
    Writing,
)
NEVER_PRINTED: Final[tuple[type[Section], ...]] = (Writing,)
"""What is written off one's chest stays there."""


def begins(answers: Answers) -> str:
    """Return when the calming thing is to happen, in the person's words, with the time; empty if nothing was said."""
    calm = answers.read(Calm)
    return ", ".join(filter(None, (calm.cue, calm.time)))


def is_strong(answers: Answers) -> bool:
    """Return whether the feeling is strong by its newest rating, so that weighing a thought waits (E4, R9)."""
    newest = answers.read(After).after
    return (answers.read(Intensity).before or 0 if newest is None else newest) >= STRONG


def calming(answers: Answers) -> str:
    """Return the calming thing in the person's words, else the words of the choice; empty if nothing was chosen."""
    calm = answers.read(Calm)
    if calm.act:
        return calm.act
    return str(ACTIVITIES[calm.activity]) if calm.activity and calm.activity != "own" else ""
