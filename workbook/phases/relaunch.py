"""Phase 4, recharge and relaunch (after a week): S4.1 to S4.4, and the setback step (E3).

Goals count quality, not volume (E8): tailored applications, conversations, hours of learning. No streaks (R4).
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Final

from workbook.phases.respond import REGISTERS, WORDINGS
from workbook.phases.rows import Named
from workbook.questions import About, Choice, Choices, Day, Line, LongText, Rows, Scale, Section, When
from workbook.words import _

WEEKDAYS: Final = {
    "sun": _("Sunday"),
    "mon": _("Monday"),
    "tue": _("Tuesday"),
    "wed": _("Wednesday"),
    "thu": _("Thursday"),
    "fri": _("Friday"),
    "sat": _("Saturday"),
}


class Week(Section):
    """A week that the person can keep up (S4.1, E8)."""

    about = About(
        key="week",
        title=_("A week you can keep up"),
        minutes=5,
        lead=_(
            "One refusal is no reason to stop applying. What helps is a small, steady rhythm: few applications, each"
            " made for its role, and time with people."
        ),
        sources=("S4.1", "E8", "R11"),
    )
    start: Annotated[date | None, Day(_("From which day should your plan run?"))] = None
    free_days: Annotated[
        tuple[str, ...], Choices(_("Which days do you keep free?"), options=WEEKDAYS, sources=("S4.4", "R11"))
    ] = ()
    time_of_day: Annotated[
        str | None,
        Line(
            _("When in the day does it fit best? Right after what?"),
            help=_("For example: after the morning coffee, before the house wakes up."),
            sources=("S4.1", "E2"),
        ),
    ] = None
    hours: Annotated[
        int | None,
        Scale(
            _("How many hours a week do you have for all this?"),
            low=0,
            high=20,
            step=2,
            sources=("S4.1", "S4.4"),
        ),
    ] = None
    applications: Annotated[
        int | None, Scale(_("Tailored applications a week"), low=0, high=5, sources=("S4.1", "E8"))
    ] = None
    conversations: Annotated[
        int | None, Scale(_("Conversations with people in the field, a week"), low=0, high=5, sources=("S4.2", "E8"))
    ] = None
    learning_hours: Annotated[int | None, Scale(_("Hours of learning a week"), low=0, high=10, sources=("S4.3",))] = (
        None
    )
    portals: Annotated[
        str | None,
        Line(
            _("Where do you look for openings?"),
            help=_("In Algeria for example jobsdz.com/jobs, the public agency ANEM, LinkedIn."),
            sources=("S4.1", "R14"),
        ),
    ] = None


class Contact(Named):
    """One person, company, group or event, and a first step (S4.2)."""

    one = _("Person or place")

    who: Annotated[str | None, Line(_("Who or what?"), sources=("S4.2",))] = None
    kind: Annotated[
        str | None,
        Choice(
            _("What is it?"),
            options={
                "person": _("Someone I know"),
                "company": _("A company I admire"),
                "linkedin": _("My LinkedIn profile, a group or a post"),
                "event": _("An event or a webinar"),
            },
            sources=("S4.2",),
        ),
    ] = None
    link: Annotated[
        str | None,
        Line(
            _("What connects you?"),
            help=_("A whole sentence, for your message: a talk of theirs, a common friend, something they built."),
            sources=("S4.2",),
        ),
    ] = None
    day: Annotated[
        date | None, Day(_("On which day is it?"), when=When(field="kind", any_of=("event",)), sources=("S4.2",))
    ] = None
    step: Annotated[
        str | None,
        Line(
            _("The first step"), help=_("For example: ask Nadia for fifteen minutes about her team."), sources=("S4.2",)
        ),
    ] = None
    cue: Annotated[str | None, Line(_("When, or right after what?"), sources=("E2",))] = None
    wording: Annotated[
        str | None,
        Choice(
            _("How would you like to ask for a short talk?"),
            help=_("The message below shows it, once you have written what connects you."),
            options=WORDINGS,
            when=When(field="kind", any_of=("person", "company")),
            sources=("S4.2",),
        ),
    ] = None
    own: Annotated[
        str | None,
        LongText(_("In your words"), lines=2, when=When(field="wording", any_of=("own",)), sources=("S4.2",)),
    ] = None


class Network(Section):
    """A wider network (S4.2)."""

    about = About(
        key="network",
        title=_("People"),
        minutes=8,
        lead=_("Some roles are found through people. A short talk to learn how someone works is easy to ask for."),
        sources=("S4.2",),
    )
    contacts: Annotated[tuple[Contact, ...], Rows(_("People and places"), add=_("Add someone or something"))] = ()
    tone: Annotated[str | None, Choice(_("How should your messages sound?"), options=REGISTERS, sources=("S4.2",))] = (
        None
    )


class LinkedIn(Section):
    """The profile, brought up to date (S4.2)."""

    about = About(
        key="linkedin",
        title=_("Your LinkedIn profile"),
        minutes=5,
        lead=_("Tick what is done. One of these a week is enough."),
        sources=("S4.2",),
    )
    done: Annotated[
        tuple[str, ...],
        Choices(
            _("What is done?"),
            options={
                "headline": _("The line under my name says what I do, not that I am looking"),
                "about": _("The summary names two results with numbers"),
                "experience": _("Each job has a result, as in my CV"),
                "photo": _("The picture is recent, or there is none on purpose"),
                "connect": _("I have written to three people I worked with"),
                "groups": _("I follow two groups or companies of my field"),
                "engage": _("I have left a useful comment under a post"),
            },
            sources=("S4.2",),
        ),
    ] = ()
    next: Annotated[str | None, Line(_("Which one next, and when?"), sources=("S4.2", "E2"))] = None


class LearningRow(Named):
    """One thing to learn (S4.3)."""

    one = _("Thing to learn")

    what: Annotated[str | None, Line(_("What?"), sources=("S4.3",))] = None
    kind: Annotated[
        str | None,
        Choice(
            _("How?"),
            options={
                "course": _("An online course"),
                "training": _("A course at a training centre"),
                "reading": _("Reading: a blog or a book"),
                "project": _("A project of my own"),
                "volunteering": _("Volunteering"),
            },
            sources=("S4.3",),
        ),
    ] = None
    purpose: Annotated[
        str | None,
        Line(_("What is it good for?"), offer="growth/growth/name findings", sources=("S4.3",)),
    ] = None
    cue: Annotated[str | None, Line(_("When, or right after what?"), sources=("E2",))] = None


class Learning(Section):
    """Time for oneself to grow (S4.3)."""

    about = About(
        key="learning",
        title=_("Learning"),
        minutes=5,
        lead=_(
            "One thing at a time. Coursera, edX and Udemy have courses; what else there is in your country stands in"
            " your plan, with what it costs."
        ),
        sources=("S4.3", "R14"),
    )
    learning: Annotated[tuple[LearningRow, ...], Rows(_("What to learn"), add=_("Add something to learn"))] = ()


class Care(Section):
    """Body and mind: a marathon, not a sprint (S4.4)."""

    about = About(
        key="care",
        title=_("Care"),
        minutes=3,
        lead=_(
            "Looking for work is a long road. Rest, meals, movement and joy are part of it, not a reward for later."
        ),
        sources=("S4.4",),
    )
    move: Annotated[str | None, Line(_("How will you move?"), sources=("S4.4",))] = None
    meals: Annotated[str | None, Line(_("How will you eat well?"), sources=("S4.4",))] = None
    rest: Annotated[str | None, Line(_("How will you rest?"), sources=("S4.4",))] = None
    joy: Annotated[str | None, Line(_("What will you do for joy?"), sources=("S4.4",))] = None


class Setback(Section):
    """If it happens again (E3)."""

    about = About(
        key="setback",
        title=_("If it happens again"),
        minutes=3,
        lead=_(
            "It may happen again. People who had planned for that day tended to come through it better (Vinokur & Schul"
            " 1997)."
        ),
        sources=("E3",),
    )
    first: Annotated[
        str | None,
        Line(_("What will you do first that day?"), help=_("Something that does you good."), sources=("E3",)),
    ] = None
    person: Annotated[str | None, Line(_("Whom will you tell?"), sensitivity="private", sources=("E3",))] = None
    then: Annotated[
        str | None,
        Line(_("And what will you keep doing all the same?"), sources=("E3", "S4.1")),
    ] = None


class StepEdit(Named):
    """What the person did with one step of the plan; the row id is ``steps/<key of the action>``."""

    one = _("Step")

    state: Annotated[
        str | None,
        Choice(_("How is it?"), options={"open": _("To do"), "done": _("Done"), "drop": _("Dropped")}, sources=("R4",)),
    ] = None
    day: Annotated[date | None, Day(_("Another day"), sources=("E2",))] = None
    cue: Annotated[str | None, Line(_("Another moment"), sources=("E2",))] = None
    act: Annotated[str | None, LongText(_("In other words"), lines=2, sources=("R15",))] = None
    why: Annotated[str | None, Line(_("What is it good for?"), sources=("R15",))] = None


class Steps(Section):
    """The steps of the plan, in the person's hands: ticked, moved, dropped, worded anew (R4)."""

    about = About(
        key="steps",
        title=_("Your steps"),
        minutes=5,
        lead=_("Tick what is done, move what does not fit, drop what no longer helps. Nothing here is rated."),
        sources=("E2", "R4"),
    )
    steps: Annotated[tuple[StepEdit, ...], Rows(_("The steps"), add=_("Add a step of my own"), sources=("E2",))] = ()


class Confidence(Section):
    """Confidence at the start and now (S5)."""

    about = About(
        key="confidence",
        title=_("How sure do you feel?"),
        minutes=1,
        sources=("S5", "E1"),
        feelings=True,
    )
    at_start: Annotated[
        int | None,
        Scale(
            _("On the day of the answer: how sure were you of finding a good role?"),
            low=0,
            high=10,
            anchors={0: _("not at all"), 10: _("fully")},
        ),
    ] = None
    now: Annotated[
        int | None,
        Scale(_("And today?"), low=0, high=10, anchors={0: _("not at all"), 10: _("fully")}),
    ] = None

    @property
    def has_fallen(self) -> bool:
        """Whether it is lower now than it was at the start."""
        return self.at_start is not None and self.now is not None and self.now < self.at_start


SECTIONS: Final[tuple[type[Section], ...]] = (Week, Network, LinkedIn, Learning, Care, Setback, Confidence, Steps)
