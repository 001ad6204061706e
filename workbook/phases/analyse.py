"""Phase 3, analyse and plan (week 1): S3.1 to S3.4.

A score always stands beside one fact and where it comes from: an interview is a noisy measurement (E6), and a guess
alone never becomes something to work on. Five written anchors a dimension (E7); "I don't know" is an answer.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Final, Literal

from workbook.phases.absorb import SOURCES
from workbook.phases.rows import Named
from workbook.questions import About, Choice, Choices, Line, LongText, Rows, Scale, Section, When
from workbook.words import Text, _

Area = Literal["technical", "soft", "interview"]
Known = int | str | None
"""A number, ``"dont_know"``, or no answer."""

AREAS: Final[dict[str, Text]] = {
    "technical": _("Technical skill: a tool, a certificate, knowledge of the field"),
    "soft": _("Soft skill: communication, leadership, teamwork"),
    "interview": _("Interview technique: telling it well, body language, confidence"),
}
"""The three kinds of growth area (S3.3)."""

_SCORE: Final = _("All in all, how was it that day?")
_SEEN: Final = _("Which of these were there?")
NOT_FAIR: Final = "not_fair"
_NOT_FAIR: Final[dict[str, Text]] = {NOT_FAIR: _("Only an unfair question made this number low: set it aside")}
"""Stands below the signs of each dimension, so that one tick takes it out of the plan (R10)."""
_LITTLE_TO_MUCH: Final = {1: _("a little"), 2: _("quite a bit"), 3: _("very much")}


class Dimension(Section):
    """One of the five dimensions (S3.1).

    ``area`` is the kind of growth that a gap would ask for, ``effort`` (1 to 3) what closing it costs.
    """

    area: ClassVar[Area]
    effort: ClassVar[int]

    indicators: Annotated[tuple[str, ...], Choices(_SEEN)] = ()
    score: Annotated[Known, Scale(_SCORE, dont_know=True)] = None
    fact: Annotated[
        str | None,
        LongText(
            _("One thing that happened and shows it"),
            help=_("What was said or done, as a camera would have caught it."),
            lines=2,
            sources=("E6", "E7"),
        ),
    ] = None
    source: Annotated[str | None, Choice(_("How do you know?"), options=SOURCES, sources=("E6",))] = None
    matters: Annotated[
        int | None,
        Scale(_("How much does it matter for the roles you want?"), low=1, high=3, anchors=_LITTLE_TO_MUCH),
    ] = None


class FirstImpression(Dimension):
    """(a) First impression and appearance (S3.1)."""

    about = About(key="first_impression", title=_("First impression"), minutes=3, sources=("S3.1", "E7"))
    area = "interview"
    effort = 1
    indicators: Annotated[
        tuple[str, ...],
        Choices(
            _SEEN,
            options={
                "on_time": _("I was there on time"),
                "dressed": _("I was dressed for the place"),
                "greeting": _("I greeted people and looked at them"),
                "posture": _("I sat and spoke steadily"),
                **_NOT_FAIR,
            },
            sources=("S3.1",),
        ),
    ] = ()
    score: Annotated[
        Known,
        Scale(
            _SCORE,
            help=_("On time, dressed for the place, steady in voice and posture."),
            anchors={
                1: _("Late or flustered, and it stayed with me"),
                2: _("A rough start; I took a while to find my feet"),
                3: _("Fine: on time and dressed for it, a little tense"),
                4: _("A good start: calm, friendly, at ease after a minute"),
                5: _("At ease from the door on; we had a real conversation"),
            },
            dont_know=True,
            sources=("S3.1", "E7"),
        ),
    ] = None


class CommonQuestions(Dimension):
    """(b) The common questions (S3.1)."""

    about = About(key="common_questions", title=_("The usual questions"), minutes=3, sources=("S3.1", "E7"))
    area = "interview"
    effort = 1
    indicators: Annotated[
        tuple[str, ...],
        Choices(
            _SEEN,
            options={
                "short": _("My answers took two minutes or less"),
                "results": _("I named results, not only duties"),
                "tied": _("I tied my skills to this job"),
                "why": _("I could say why this role and this company"),
                **_NOT_FAIR,
            },
            sources=("S3.1",),
        ),
    ] = ()
    score: Annotated[
        Known,
        Scale(
            _SCORE,
            help=_("“Tell us about yourself”, “why this role”: short, about results, tied to the job."),
            anchors={
                1: _("I lost the thread or had no answer"),
                2: _("Long answers, mostly a list of duties"),
                3: _("Clear, but with few results or little link to the job"),
                4: _("Mostly short, with results, and tied to the job"),
                5: _("Each answer short, with a result, made for this job"),
            },
            dont_know=True,
            sources=("S3.1", "E7"),
        ),
    ] = None


class Behavioural(Dimension):
    """(c) Behavioural questions by the STAR method (S3.1)."""

    about = About(key="behavioural", title=_("“Tell us about a time when …”"), minutes=3, sources=("S3.1", "E7"))
    area = "soft"
    effort = 2
    indicators: Annotated[
        tuple[str, ...],
        Choices(
            _SEEN,
            options={
                "example": _("I had a real example each time"),
                "my_part": _("I said what I did myself"),
                "result": _("I said how it ended"),
                "fitting": _("The example fitted the question"),
                **_NOT_FAIR,
            },
            sources=("S3.1",),
        ),
    ] = ()
    score: Annotated[
        Known,
        Scale(
            _SCORE,
            help=_("A story with situation, task, action and result, and the right story for the question."),
            anchors={
                1: _("No example came to mind"),
                2: _("An example, but not for this question, or without an end"),
                3: _("A fitting example; my own part or the result stayed vague"),
                4: _("A clear story with my part in it; the result was thin"),
                5: _("A clear story: my part, the result, what I learned"),
            },
            dont_know=True,
            sources=("S3.1", "E7"),
        ),
    ] = None


class Technical(Dimension):
    """(d) Technical performance (S3.1)."""

    about = About(key="technical", title=_("The technical part"), minutes=3, sources=("S3.1", "E7"))
    area = "technical"
    effort = 3
    indicators: Annotated[
        tuple[str, ...],
        Choices(
            _SEEN,
            options={
                "knew": _("I knew most of what was asked"),
                "gap_named": _("I said openly what I did not know"),
                "thought_aloud": _("I thought aloud while working"),
                "sure": _("I sounded sure of what I knew"),
                **_NOT_FAIR,
            },
            sources=("S3.1",),
        ),
    ] = ()
    score: Annotated[
        Known,
        Scale(
            _SCORE,
            help=_("What you knew, what was missing, and how sure you were."),
            anchors={
                1: _("Key things were missing, and I could not work around them"),
                2: _("Several gaps; I needed much help"),
                3: _("The basics were there; one real gap"),
                4: _("Solid; small gaps that I named openly"),
                5: _("Solid and sure, even where it got hard"),
            },
            dont_know=True,
            sources=("S3.1", "E7"),
        ),
    ] = None


class QuestionsAsked(Dimension):
    """(e) The questions they asked (S3.1)."""

    about = About(key="questions_asked", title=_("The questions you asked"), minutes=2, sources=("S3.1", "E7"))
    area = "interview"
    effort = 1
    indicators: Annotated[
        tuple[str, ...],
        Choices(
            _SEEN,
            options={
                "asked": _("I asked at least two questions"),
                "researched": _("They rested on what I had read"),
                "about_work": _("They were about the work and the team"),
                **_NOT_FAIR,
            },
            sources=("S3.1",),
        ),
    ] = ()
    score: Annotated[
        Known,
        Scale(
            _SCORE,
            help=_("Thoughtful questions that show you had looked into them."),
            anchors={
                1: _("I asked nothing"),
                2: _("Only about pay or holidays"),
                3: _("One or two that fit any company"),
                4: _("Questions about this team and this work"),
                5: _("Questions that rested on my own research and led to a talk"),
            },
            dont_know=True,
            sources=("S3.1", "E7"),
        ),
    ] = None


class Star(Named):
    """One story: situation, task, action, result (S3.1)."""

    one = _("Story")

    question: Annotated[
        str | None, Line(_("The question they asked"), offer="recall/recall/question", sources=("S3.1", "E10"))
    ] = None
    told: Annotated[
        str | None,
        LongText(_("How you told it that day"), lines=2, sources=("S3.1", "E10")),
    ] = None
    situation: Annotated[str | None, LongText(_("Situation: where was it, what was going on?"), lines=2)] = None
    task: Annotated[str | None, LongText(_("Task: what did you have to do?"), lines=2)] = None
    action: Annotated[str | None, LongText(_("Action: what did you do, you yourself?"), lines=3)] = None
    result: Annotated[str | None, LongText(_("Result: what came of it? A number helps."), lines=2)] = None


class Stars(Section):
    """Stories told again, better; they stay for the next interviews (S3.1)."""

    about = About(
        key="stars",
        title=_("A story told again"),
        minutes=10,
        lead=_(
            "Take a question whose answer you would like to give again. These stories come with you to the next one."
        ),
        sources=("S3.1",),
    )
    star: Annotated[tuple[Star, ...], Rows(_("My stories"), add=_("Add a story"), sources=("S3.1",))] = ()


class FeedbackLine(Named):
    """One thing the employer said, and what to make of it (S3.2)."""

    one = _("Remark")

    words: Annotated[str | None, LongText(_("Their words, as they were"), lines=2, sources=("S3.2",))] = None
    fair: Annotated[
        str | None,
        Choice(
            _("Was it a fair thing to say?"),
            options={"yes": _("Yes"), "no": _("No: it was about something that should not count")},
            sources=("R10",),
        ),
    ] = None
    meaning: Annotated[str | None, LongText(_("What may they have meant?"), lines=2, sources=("S3.2",))] = None
    area: Annotated[str | None, Choice(_("What kind of thing is it?"), options=AREAS, sources=("S3.3",))] = None
    will_do: Annotated[str | None, Line(_("What will you do with it, in one sentence?"), sources=("S3.2",))] = None


class Feedback(Section):
    """Feedback as coaching that costs nothing (S3.2)."""

    about = About(
        key="feedback",
        title=_("What they told you"),
        minutes=5,
        lead=_(
            "Feedback is coaching that costs nothing. You need not agree: write it down, find the useful part, leave"
            " the rest. If you got none, skip this; your plan works without it."
        ),
        sources=("S3.2", "E9"),
    )
    feedback: Annotated[tuple[FeedbackLine, ...], Rows(_("What they said"), add=_("Add a remark"))] = ()


class GrowthRow(Named):
    """A growth area that the person adds (S3.3), with what ranks it."""

    one = _("Growth area")

    name: Annotated[str | None, Line(_("What would you like to grow in?"), sources=("S3.3",))] = None
    when: Annotated[
        str | None,
        Choice(
            _("When?"),
            options={"now": _("Now"), "later": _("Later"), "drop": _("Not for me")},
            sources=("S3.3",),
        ),
    ] = None
    kind: Annotated[str | None, Choice(_("What kind is it?"), options=AREAS, sources=("S3.3",))] = None
    fact: Annotated[str | None, LongText(_("What in this interview showed it?"), lines=2, sources=("E6", "R15"))] = None
    source: Annotated[str | None, Choice(_("How do you know?"), options=SOURCES, sources=("E6",))] = None
    importance: Annotated[
        int | None, Scale(_("How much does it matter for the roles you want?"), low=1, high=3, anchors=_LITTLE_TO_MUCH)
    ] = None
    control: Annotated[
        int | None, Scale(_("How much of it is in your hands?"), low=1, high=3, anchors=_LITTLE_TO_MUCH)
    ] = None
    effort: Annotated[
        int | None,
        Scale(
            _("How much work is it?"),
            low=1,
            high=3,
            anchors={1: _("a few hours"), 2: _("a few weeks"), 3: _("months")},
        ),
    ] = None


class Growth(Section):
    """Growth areas of three kinds, added by the person (S3.3)."""

    about = About(
        key="growth",
        title=_("Where you want to grow"),
        minutes=5,
        lead=_(
            "Below is what your answers suggest, each with its reason. Two or three at a time are enough: say which"
            " come now, which later, which not at all, and add what is missing."
        ),
        sources=("S3.3",),
    )
    growth: Annotated[tuple[GrowthRow, ...], Rows(_("Growth areas"), add=_("Add a growth area"))] = ()


class CvLine(Named):
    """One line of the CV: a duty, and the same as a result (S3.4)."""

    one = _("CV line")

    before: Annotated[str | None, LongText(_("The line as it stands in your CV"), lines=2, sources=("S3.4",))] = None
    action: Annotated[str | None, Line(_("What did you do? Start with a strong verb"), sources=("S3.4",))] = None
    result: Annotated[str | None, Line(_("What came of it?"), sources=("S3.4",))] = None
    measure: Annotated[
        str | None,
        Line(_("How much, how many, how fast?"), help=_("A number you can stand behind."), sources=("S3.4",)),
    ] = None
    after: Annotated[
        str | None,
        LongText(_("The new line, in one sentence"), lines=2, sources=("S3.4",)),
    ] = None


class Cv(Section):
    """CV lines with results in place of duties (S3.4)."""

    about = About(
        key="cv",
        title=_("Your CV, two lines better"),
        minutes=10,
        lead=_(
            "Results in place of duties, chosen for the role. Two lines done today are worth more than ten planned."
        ),
        sources=("S3.4",),
    )
    lines: Annotated[tuple[CvLine, ...], Rows(_("CV lines"), add=_("Add a line"))] = ()


class Requirement(Named):
    """One requirement of the next posting against what the person can show (S3.4)."""

    one = _("Requirement")

    text: Annotated[str | None, Line(_("What they ask for, in their words"), sources=("S3.4",))] = None
    match: Annotated[
        str | None,
        Choice(
            _("Can you show it?"),
            options={"yes": _("Yes"), "partly": _("In part"), "no": _("Not yet")},
            sources=("S3.4",),
        ),
    ] = None
    evidence: Annotated[
        str | None,
        Line(
            _("Which line of your CV shows it, or comes nearest?"),
            help=_("Choose one from above, or write it as you would say it in a letter."),
            offer="cv/lines/after",
            sources=("S3.4",),
        ),
    ] = None
    story: Annotated[
        str | None,
        Line(_("Which of your stories shows it, or comes nearest?"), offer="stars/star/question", sources=("S3.4",)),
    ] = None
    gap: Annotated[
        str | None,
        Line(
            _("What will you learn, or say about it?"),
            when=When(field="match", any_of=("partly", "no")),
            sources=("S3.4",),
        ),
    ] = None


class Posting(Section):
    """The next posting, requirement by requirement (S3.4)."""

    about = About(
        key="posting",
        title=_("The next posting, line by line"),
        minutes=10,
        lead=_(
            "Take an opening that you like. What you can show goes into the letter; what you cannot show yet is a thing"
            " to learn, or to say openly."
        ),
        sources=("S3.4",),
    )
    role: Annotated[str | None, Line(_("Which role, and where?"), sources=("S3.4",))] = None
    requirements: Annotated[
        tuple[Requirement, ...], Rows(_("What they ask for"), add=_("Add a requirement"), sources=("S3.4",))
    ] = ()


DIMENSIONS: Final[tuple[type[Dimension], ...]] = (
    FirstImpression,
    CommonQuestions,
    Behavioural,
    Technical,
    QuestionsAsked,
)
SECTIONS: Final[tuple[type[Section], ...]] = (*DIMENSIONS, Stars, Feedback, Growth, Cv, Posting)
