"""Beside the first phase: calm words, a person, the offer to stop (R3, R9)."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.coach.advice import Hint, Moment
from workbook.phases.absorb import UNFAIR, VERY_STRONG, After, Calm, Intensity, Outside, Thought, is_strong
from workbook.words import Text, _


def intensity(moment: Moment) -> Iterator[Hint]:
    """Say calm words at a low point, suggest a person, offer to stop (R3)."""
    before = moment.answers.read(Intensity).before
    if before is not None and before >= VERY_STRONG:
        yield Hint(
            _(
                "That is a lot to carry today. Is there someone you could call or sit with? You may stop here; all of"
                " this waits for you. At the top, “When it gets heavy” says where else to turn."
            )
        )


def calm(moment: Moment) -> Iterator[Hint]:
    """Ask for a moment, and for something that can be seen (E2)."""
    given = moment.answers.read(Calm)
    if given.act and not given.cue and not given.time:
        yield Hint(_("When, or right after what? A fixed moment helps it to happen."), "cue")
    if given.activity == "own" and not given.act:
        yield Hint(_("What will it be, in a few words?"), "act")
    if given.act and (given.cue or given.time):
        yield Hint(_("Good. That is enough for today, if you like."))


def after(moment: Moment) -> Iterator[Hint]:
    """Answer the second number with a sentence (E4)."""
    before, now = moment.answers.read(Intensity).before, moment.answers.read(After).after
    if before is None or now is None:
        return
    if now > before:
        yield Hint(_("It has grown, and that happens. It is a good moment to tell someone, and to stop for today."))
    elif now < before:
        yield Hint(_("It has eased. It may still come in waves, and that is normal."))
    else:
        yield Hint(_("It is the same. It takes the time it takes."))


def outside(moment: Moment) -> Iterator[Hint]:
    """Name an unfair process as one (R10), leave a guess a guess (E6)."""
    for cause in moment.answers.read(Outside).causes:
        if cause.kind in UNFAIR:
            text = _("That was not fair, and it is not yours to improve. Nothing in your plan will ask you to.")
            yield Hint(text, "kind", cause.id)
            if cause.control == "mine":
                text = _("This stands under “In my hands”. What was unfair in it was in theirs; you may move it.")
                yield Hint(text, "control", cause.id)
        elif cause.source == "guess":
            yield Hint(_("It may be so or not. As a guess it stays here and is not worked on."), "source", cause.id)


def thought(moment: Moment) -> Iterator[Hint]:
    """Say what the two numbers mean."""
    given = moment.answers.read(Thought)
    if given.belief is None or given.belief_after is None:
        return
    if given.belief_after < given.belief:
        yield Hint(_("It has lost some of its weight. That is what looking twice can do."))
    else:
        yield Hint(
            _("It weighs as much as before, and that is no failure. A talk with someone may do more than paper.")
        )


def waits(moment: Moment) -> Text | None:
    """Weighing a thought, and what may have decided, waits for the second day or for a calmer hour (R9)."""
    if moment.is_first_day and is_strong(moment.answers):
        return _("This one is easier when the feeling has settled a little, perhaps tomorrow. There is no hurry.")
    return None
