"""The session, activity by activity and minute by minute: two hours, or half a day.

**Why this order (R9):** what is light comes first, facts after calming, plans last; nobody is asked to open up before a
group. **Why pairs and not rounds:** to be heard by one person who asks and does not advise is enough, and nobody has to
speak before many.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from workbook.words import Text, _


@dataclass(frozen=True)
class Step:
    """What is done in so many minutes."""

    minutes: int
    text: Text


@dataclass(frozen=True, kw_only=True)
class Activity:
    """One part of the session. ``say`` are words to begin with, ``watch`` what to look out for; a break has neither."""

    key: str
    title: Text
    aim: Text
    steps: tuple[Step, ...]
    say: Text | None = None
    watch: tuple[Text, ...] = ()

    @property
    def minutes(self) -> int:
        """How long it takes."""
        return sum(step.minutes for step in self.steps)


_WELCOME: Final = _("Welcome and ground rules")
_WELCOME_AIM: Final = _("People know what will happen, that they may pass each time, and where the quiet place is.")
_WELCOME_SAY: Final = _(
    "You are here because someone said no to you. Most people in this room know that feeling. Nobody has to tell their"
    " story today. You choose what you write, what you say and what you keep. You may pass each time, and you may go"
    " out and come back whenever you like."
)
_WELCOME_WATCH: Final = (
    _("Greet each person yourself. The first minute decides whether someone stays."),
    _("No round of “where were you turned down”. A first name is enough."),
    _("If two people know each other from work, or are family, do not pair them."),
)
_GREET: Final = _("Greet people as they come. A first name on a card, a place, a glass of water.")
_RULES: Final = _("Read the ground rules aloud and hang them up. Ask if one is missing, and add it.")
_WHAT_TODAY: Final = _(
    "Say what today is: self-help with a workbook, not advice from a doctor, a therapist or a lawyer. Show the support"
    " panel and the quiet place. Say when the breaks are."
)
_WARM_UP: Final = _(
    "In pairs, two minutes each: what kind of work do you like doing, and what is it that you like about it? No talk"
    " of refusals yet."
)

_ABSORB: Final = _("Absorb, lightly")
_ABSORB_AIM: Final = _("Each person sees how it is for them today, and chooses one good thing. More is not needed.")
_ABSORB_SAY: Final = _(
    "We start with ourselves, and we stay light. The first form asks for a number. It is yours alone: nobody will ask"
    " for it. Then you choose one thing that does you good, with a moment for it. If that is all you do today, it was"
    " enough."
)
_ABSORB_WATCH: Final = (
    _("Never ask for the number or for a feeling. Whoever wants to say it will."),
    _("Leave “A hard thought” and the free writing for a calm day at home. They are not for a group."),
    _(
        "Some will feel little, because it was long ago. They skip the words for feelings and rest, or help a"
        " neighbour."
    ),
)
_NUMBER: Final = _("Alone and in silence: the form “How it feels right now”. You do the same, on your own sheet.")
_ONE_THING: Final = _("Alone: “One good thing for today”. Help with the moment: right after what will you do it?")
_WORD_ROUND: Final = _("Whoever likes names one thing that does them good. Passing is as good as an answer.")
_IN_NOBODYS_HANDS: Final = _(
    "Alone: “What was not in your hands”, one line or two. What is only a guess is marked as a guess."
)
_OUTSIDE_ROUND: Final = _(
    "Together, on a board: what can decide that no applicant has in their hands? Write the words up, without names."
)

_RESPOND: Final = _("Respond")
_RESPOND_AIM: Final = _("Everyone has a message that could be sent, or has decided not to send one. Both are fine.")
_RESPOND_SAY: Final = _(
    "A short message keeps a door open: thanks, a word of regret, interest, one question, a friendly close. It is"
    " never too late for it. Many get no answer: in a study of 2022, about 60 to 71 of 100 applicants got no feedback"
    " at all (Talent Board). That says nothing about them, and nothing in the plan hangs on it."
)
_RESPOND_WATCH: Final = (
    _("Nobody sends anything in the room. Say: read it again tomorrow, then decide."),
    _("Where the process was unfair, a message is a choice, not a duty. Do not talk anyone into it."),
    _("For a refusal of weeks ago: no excuse for the time in between, no date. Thanks and one question are enough."),
)
_FIVE_PARTS: Final = _(
    "Show the five parts on the board, with one sentence for each. Take the sentences from the sheet."
)
_WRITE_MESSAGE: Final = _("Alone: choose a wording for each part, or write it in your own words.")
_READ_ALOUD: Final = _("In pairs: read the message aloud. The listener says what came across as clear, and no more.")
_DECIDE: Final = _("Alone: send it, later or not at all? Note it, with a moment if it is yes.")

_ANALYSE: Final = _("Analyse, in pairs")
_ANALYSE_AIM: Final = _(
    "Each person has looked at the interview with facts, and knows one thing to keep and one to work on."
)
_ANALYSE_SAY: Final = _(
    "An interview is a rough measure. So we start with facts: what would a camera have caught? Only then comes the"
    " number. “I don't know” is an answer. One of you tells, the other has three questions and no advice: What"
    " happened? How do you know? What would you keep?"
)
_ANALYSE_WATCH: Final = (
    _("Let people choose their partner. With an odd number, make one group of three; do not join a pair yourself."),
    _("Stop advice kindly: “First the question: how do you know?”"),
    _(
        "If someone was asked about marriage, origin or faith, or the role went to someone's relative: say plainly"
        " that this was not fair. It is nothing to work on."
    ),
    _("Look at hands and shoulders, not at sheets. You see tension there first."),
)
_FACTS_FIRST: Final = _(
    "Show one example on the board: a fact, then where it comes from, then the number. Use your own."
)
_TWO_SIDES: Final = _("Alone: choose two of the five sides. For each one fact, where you know it from, and a number.")
_FIVE_SIDES: Final = _("Alone: go through the five sides. For each one fact, where you know it from, and a number.")
_PAIR_ONE: Final = _("In pairs: the first one tells, the other asks the three questions. You say when to change.")
_PAIR_TWO: Final = _("Change: the other one tells.")
_ONE_AREA: Final = _("Alone: one thing to keep, and one growth area or none. Nobody needs one.")
_STORY: Final = _(
    "In pairs: tell one answer again, with situation, task, action and result, in two minutes. The listener says which"
    " of the four they could see."
)

_RELAUNCH: Final = _("Relaunch")
_RELAUNCH_AIM: Final = _("Each person leaves with one to three steps that have a moment and a day.")
_RELAUNCH_SAY: Final = _(
    "Small and dated beats big and vague. Take one step for this week. Say it like this: when I have done this, I do"
    " that. And because it may happen again: what will you do first on that day?"
)
_RELAUNCH_WATCH: Final = (
    _("A step that hangs on others (“they call me”) is not a step. Ask: what is your part of it?"),
    _("Nobody promises numbers of applications. One that fits counts more than ten that do not."),
    _("Ask about rest as you ask about work: on which day do you do nothing for this?"),
)
_ONE_STEP: Final = _("Alone: one step for this week, with a moment and a day.")
_SAY_STEP: Final = _("In pairs: say it aloud to each other, twice. Saying it tends to make it happen.")
_SETBACK: Final = _("Alone: “If it happens again”. What first, and whom will you tell?")
_WEEK: Final = _("Alone: “A week you can keep up”. Free days first, then hours, then what goes into them.")
_PEOPLE: Final = _("Alone: one person or place, and a first step. The sheet has messages to start from.")

_CLOSE: Final = _("Close")
_CLOSE_AIM: Final = _("People go out calmer than they came in, and know what happens with what they wrote.")
_CLOSE_SAY: Final = _(
    "What you wrote is yours, and it goes home with you. If you hand something over, you see first exactly what goes"
    " out. I stay here a while. If it gets heavy tonight, call the person you wrote down; a call is enough."
)
_CLOSE_WATCH: Final = (
    _("End on time, also in the middle of something. Keeping to the time is part of feeling safe."),
    _("Stay in the room for a quarter of an hour. What matters is often said at the door."),
)
_WHAT_STAYS: Final = _("Say what stays and what goes out: the ground rules hold on, the sheets go home.")
_LAST_WORD: Final = _("A last round, one word or pass: what do you take along?")
_THANKS: Final = _("Thank them. Say where you can be found, and that you stay for a while.")

_BREAK: Final = _("Break")
_BREAK_AIM: Final = _("Air, water, a few steps, and time for prayer for whoever wants it.")
_REST: Final = _("No talk of the sheets. You stay in reach, not in the middle.")


def _break(key: str, minutes: int) -> Activity:
    return Activity(key=key, title=_BREAK, aim=_BREAK_AIM, steps=(Step(minutes, _REST),))


def _activity(key: str, *steps: Step) -> Activity:
    title, aim, say, watch = {
        "welcome": (_WELCOME, _WELCOME_AIM, _WELCOME_SAY, _WELCOME_WATCH),
        "absorb": (_ABSORB, _ABSORB_AIM, _ABSORB_SAY, _ABSORB_WATCH),
        "respond": (_RESPOND, _RESPOND_AIM, _RESPOND_SAY, _RESPOND_WATCH),
        "analyse": (_ANALYSE, _ANALYSE_AIM, _ANALYSE_SAY, _ANALYSE_WATCH),
        "relaunch": (_RELAUNCH, _RELAUNCH_AIM, _RELAUNCH_SAY, _RELAUNCH_WATCH),
        "close": (_CLOSE, _CLOSE_AIM, _CLOSE_SAY, _CLOSE_WATCH),
    }[key]
    return Activity(key=key, title=title, aim=aim, steps=steps, say=say, watch=watch)


AGENDAS: Final[dict[str, tuple[Activity, ...]]] = {
    "2h": (
        _activity("welcome", Step(5, _GREET), Step(4, _RULES), Step(6, _WHAT_TODAY)),
        _activity("absorb", Step(6, _NUMBER), Step(9, _ONE_THING), Step(5, _WORD_ROUND)),
        _activity("respond", Step(4, _FIVE_PARTS), Step(12, _WRITE_MESSAGE), Step(6, _READ_ALOUD), Step(3, _DECIDE)),
        _break("break", 10),
        _activity(
            "analyse",
            Step(4, _FACTS_FIRST),
            Step(7, _TWO_SIDES),
            Step(8, _PAIR_ONE),
            Step(8, _PAIR_TWO),
            Step(3, _ONE_AREA),
        ),
        _activity("relaunch", Step(5, _ONE_STEP), Step(3, _SAY_STEP), Step(4, _SETBACK)),
        _activity("close", Step(2, _WHAT_STAYS), Step(4, _LAST_WORD), Step(2, _THANKS)),
    ),
    "half-day": (
        _activity("welcome", Step(8, _GREET), Step(5, _RULES), Step(6, _WHAT_TODAY), Step(6, _WARM_UP)),
        _activity(
            "absorb",
            Step(6, _NUMBER),
            Step(9, _ONE_THING),
            Step(5, _WORD_ROUND),
            Step(8, _IN_NOBODYS_HANDS),
            Step(7, _OUTSIDE_ROUND),
        ),
        _break("break-1", 15),
        _activity("respond", Step(6, _FIVE_PARTS), Step(20, _WRITE_MESSAGE), Step(14, _READ_ALOUD), Step(5, _DECIDE)),
        _activity(
            "analyse",
            Step(5, _FACTS_FIRST),
            Step(16, _FIVE_SIDES),
            Step(11, _PAIR_ONE),
            Step(11, _PAIR_TWO),
            Step(11, _STORY),
            Step(6, _ONE_AREA),
        ),
        _break("break-2", 15),
        _activity(
            "relaunch",
            Step(9, _WEEK),
            Step(9, _PEOPLE),
            Step(5, _ONE_STEP),
            Step(6, _SAY_STEP),
            Step(6, _SETBACK),
        ),
        _activity("close", Step(3, _WHAT_STAYS), Step(5, _LAST_WORD), Step(2, _THANKS)),
    ),
}
"""How long the session is -> what is done in it. The minutes add up to 120 and 240."""

SESSIONS: Final[dict[str, Text]] = {"2h": _("Two hours"), "half-day": _("Half a day")}
