"""How the person took it, and what they wrote to the employer: the first two phases."""

from __future__ import annotations

from workbook.actions import quoted
from workbook.blocks import Block, Bullets, Callout, Change, Heading, Letter, Paragraph, Quote, Table
from workbook.findings import Finding, findings
from workbook.phases import absorb, respond
from workbook.questions import Answers
from workbook.reply import compose, is_called_for, note
from workbook.report.seen import Seen, section, words_of
from workbook.words import _, day, labelled


def how_i_took_it(report: Seen) -> list[Block]:
    """The first phase; others see of it the feelings that the person added, and nothing else (S1.1 to S1.5, R6)."""
    answers = report.answers
    own = answers if report.audience == "private" else Answers()
    intensity = answers.read(absorb.Intensity)
    thought, reframe = answers.read(absorb.Thought), own.read(absorb.Reframe)
    blocks: list[Block] = []
    after = answers.read(absorb.After).after
    if intensity.before is not None and after is not None and after > intensity.before:
        # A rise gets a kind sentence, not a chart (E4).
        blocks.append(Paragraph(text=_about_change(intensity.before, after)))
    elif intensity.before is not None:
        blocks.append(
            Change(
                label=str(_("How strong it felt")),
                before=intensity.before,
                after=after,
                before_label=str(_("at first")),
                after_label=str(_("later")),
                text=_about_change(intensity.before, after),
            )
        )
    chosen = words_of(absorb.Intensity, "feelings", intensity.feelings)
    feelings = [*chosen, *filter(None, [intensity.own_word])]
    if feelings:
        blocks.append(Bullets(items=tuple(feelings), label=str(_("What was in it")), tags=True))
        why = _(
            "In several studies, giving a strong feeling its name made it ease a little; with a weak one it could do"
            " the reverse (79 people in the newest). So it is asked only where the number is high."
        )
        source = "Lieberman 2007, 2011; Levy-Gigi 2022"
        blocks.append(Callout(tone="why", title=str(_("Why give it a name")), text=str(why), source=source))
    calming = absorb.calming(own)
    if calming:
        when = absorb.begins(own)
        text = labelled(when, calming) if when else calming
        blocks.append(Quote(label=str(_("What does me good")), text=text))
    blocks += _causes(findings(own).causes)
    for label, value in (
        (_("A hard thought, put more fairly"), thought.fairer),
        (_("What I would tell a friend"), thought.to_a_friend),
        (_("What stays true"), reframe.worth),
        (_("What I practised"), reframe.practised),
        (_("What I know about the market now"), reframe.market),
        (_("What such employers value"), reframe.valued),
    ):
        if value:
            blocks.append(Quote(label=str(label), text=value))
    return section(blocks, "absorb", _("How I took it"), lead=_("In my own words."))


def _about_change(before: int, after: int | None) -> str:
    """A sentence beside the numbers; a rise gets a kind one (E4)."""
    if after is None:
        return ""
    if after < before:
        return str(_("It has eased. It may still come in waves, and that is normal."))
    if after > before:
        return str(_("It grew, and that happens. It is worth telling someone."))
    return str(_("It is the same. It takes the time it takes."))


def _causes(causes: tuple[Finding, ...]) -> list[Block]:
    """What may have decided, by how it is known; an unfair process is named as one (E6, R10)."""
    if not causes:
        return []
    known = {
        "stated": _("they said so"),
        "observed": _("I saw or heard it"),
        "guess": _("a guess, and may stay one"),
        None: _("not known"),
    }
    rows = tuple(
        (
            quoted(cause.title, 300),
            str(absorb.CONTROL[cause.control_said]) if cause.control_said else "–",
            str(known[cause.source]),
        )
        for cause in causes
    )
    header = (str(_("Cause")), str(_("In whose hands")), str(_("How I know")))
    blocks: list[Block] = [
        Heading(text=str(_("What may have decided"))),
        Table(header=header, rows=rows, shares=(6, 2, 2)),
    ]
    if any(not cause.fair for cause in causes):
        text = _(
            "Part of this was unfair. That is not something for you to improve, and nothing in the plan asks you to."
        )
        blocks.append(Paragraph(text=str(text)))
    return blocks


def my_message(report: Seen) -> list[Block]:
    """The message, once something about it or its reader is known (S2.1), and what became of it (E9)."""
    answers = report.answers
    if not is_called_for(answers, report.today):
        return []
    sent = answers.read(respond.Sent)
    reply = compose(answers)
    blocks: list[Block] = [
        Letter(
            subject=reply.subject,
            subject_label=str(_("Subject")),
            to=reply.to,
            to_label=str(_("To")),
            paragraphs=(reply.greeting, *reply.parts.values()),
            sign_off=reply.sign_off,
        )
    ]
    if short := note(answers):
        # Where nobody reads mail, this is the other way (S2.3); a step of the plan speaks of it.
        blocks += [
            Heading(text=str(_("A note for LinkedIn"))),
            Letter(to=reply.to, to_label=str(_("To")), paragraphs=(short,)),
        ]
    outcomes = {
        "answered": _("They answered."),
        "without": _("They answered, without feedback, as often happens. The plan does not need it."),
        "waiting": _("No answer yet. The plan does not wait for it."),
        "silence": _("No answer came. The plan goes on without it."),
    }
    log = []
    if sent.sent_on:
        log.append(str(_("Sent on {day}.").fill(day=day(sent.sent_on))))
    if sent.outcome:
        log.append(str(outcomes[sent.outcome]))
    if log:
        blocks.append(Paragraph(text=" ".join(log), tone="small"))
    if log and sent.outcome != "answered":
        why = _(
            "In a study of 2022, about 60 to 71 of 100 applicants got no feedback at all. Silence says little about the"
            " one who asked."
        )
        title = _("Why the plan does not wait")
        blocks.append(Callout(tone="why", title=str(title), text=str(why), source="Talent Board 2022"))
    return section(blocks, "respond", _("My message"), lead=_("As it would be sent."))
