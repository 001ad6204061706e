"""Answers + findings + plan -> blocks: the report, part by part.

A part without answers gives no blocks at all, so there is never a heading over nothing. Everything here is built from
the answers that the audience may see (``Answers.for_audience``): what is private cannot slip into a shared report,
not even by way of the plan.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Final

from workbook.actions import TRACKS, is_late, quoted
from workbook.blocks import (
    Block,
    Bullets,
    Callout,
    Card,
    Cards,
    Change,
    Checklist,
    Closing,
    Cover,
    Facts,
    Heading,
    Letter,
    Opener,
    Pair,
    Pairs,
    Paragraph,
    Quote,
    Score,
    Scores,
    Step,
    StepGroup,
    Table,
    Timeline,
)
from workbook.case import STAGES, Case
from workbook.countries import KINDS, country
from workbook.findings import Finding, Findings, findings
from workbook.outreach import outreach
from workbook.phases import PHASES, SECTIONS, absorb, analyse, relaunch, respond
from workbook.plan import MOTIVATION_PARTS, PARTS, SKILL_PARTS, Action, Plan, plan, start_day
from workbook.questions import DONT_KNOW, Answers, Audience, Choice, Choices, questions_of
from workbook.reply import compose
from workbook.support import support_panel
from workbook.words import Text, _, day, labelled, listed, n_


@dataclass(frozen=True)
class Report:
    """One case as it may be seen by *audience* on the day *today*."""

    everything: Answers
    audience: Audience
    today: date

    @cached_property
    def answers(self) -> Answers:
        """What this audience may see."""
        return self.everything.for_audience(self.audience, SECTIONS)

    @cached_property
    def case(self) -> Case:
        """The case."""
        return self.answers.read(Case)

    @cached_property
    def findings(self) -> Findings:
        """What the answers show."""
        return findings(self.answers)

    @cached_property
    def plan(self) -> Plan:
        """The 30 days."""
        return plan(self.answers, self.findings, start_day(self.answers, self.today))

    @property
    def title(self) -> str:
        """The title of the report."""
        return str(_("Recovery plan"))

    def part(self, name: str) -> list[Block]:
        """Return the blocks of the part *name* (a key of ``PARTS_OF_REPORT``); none if it has nothing to say."""
        return PARTS_OF_REPORT[name](self)


_SUBTITLE: Final = _("What I take from one refusal, and what I do next")
_SUBTITLE_SILENCE: Final = _("What I take from an application without an answer, and what I do next")


def cover(report: Report) -> list[Block]:
    """Name, role, company, date, and what this is and is not (R1)."""
    case = report.case
    facts = [
        (_("Role"), case.role),
        (_("Company"), case.company),
        (_("How far"), str(STAGES[case.stage]) if case.stage else None),
        (_("Answer of"), day(case.notice_date) if case.notice_date else None),
        (_("Plan from"), day(report.plan.start)),
    ]
    return [
        Cover(
            title=report.title,
            subtitle=str(_SUBTITLE_SILENCE if case.channel == "silence" else _SUBTITLE),
            name=case.candidate or "",
            facts=tuple((str(label), value) for label, value in facts if value),
            note=str(
                _(
                    "This plan comes from a workbook for self-help. It is not advice from a doctor, a therapist or a"
                    " lawyer. Whoever holds it decides what in it is useful."
                )
            ),
        )
    ]


def at_a_glance(report: Report) -> list[Block]:
    """The first page: strengths, what to work on, the next step, what the plan rests on (E1)."""
    found, the_plan = report.findings, report.plan
    blocks: list[Block] = []
    rows = []
    if found.strengths:
        rows.append((_("What went well"), listed(finding.title for finding in found.strengths)))
    if found.growth:
        rows.append((_("What I work on"), listed(quoted(finding.title, 80) for finding in found.growth[:3])))
    upcoming = [action for action in the_plan.actions if action.track not in ("setback", "care")]
    if upcoming:
        rows.append((_("Next step"), labelled(day(upcoming[0].day, "weekday"), upcoming[0].act)))
    change = _confidence(report)
    if rows or change:
        blocks = [
            Opener(
                title=str(_("At a glance")),
                lead=str(_("One decision about one role. Here is what stays and what comes.")),
            )
        ]
        if rows:
            blocks.append(Facts(rows=tuple((str(label), value) for label, value in rows)))
        blocks += change
        blocks += _coverage(the_plan)
    return blocks


def _confidence(report: Report) -> list[Block]:
    given = report.answers.read(relaunch.Confidence)
    if given.at_start is None:
        return []
    return [
        Change(
            label=str(_("How sure I am of finding a good role")),
            before=given.at_start,
            after=given.now,
            before_label=str(_("on the day of the answer")),
            after_label=str(_("now")),
        )
    ]


def _coverage(the_plan: Plan) -> list[Block]:
    """Which of the six parts the plan holds, and a plain word where a side is missing (E1)."""
    rows = tuple((str(PARTS[part]), listed(the_plan.parts.get(part, ())) or "–") for part in PARTS)
    missing = set(the_plan.missing)
    blocks: list[Block] = [
        Heading(text=str(_("What the plan rests on"))),
        Table(
            header=(str(_("Part")), str(_("In this plan"))),
            rows=rows,
            shares=(2, 5),
            alt=str(_("The six parts of a job search that works, and where this plan holds them.")),
        ),
    ]
    if missing >= set(SKILL_PARTS):
        text = _("The skill side is still empty: a story told again or a better CV line would fill it.")
        blocks.append(Paragraph(text=str(text), tone="small"))
    if missing >= set(MOTIVATION_PARTS):
        text = _("The motivation side is still empty: a goal for the week or one person to talk to would fill it.")
        blocks.append(Paragraph(text=str(text), tone="small"))
    # R8: a figure stands beside its source, and says what was measured.
    why = _(
        "Forty-seven studies of job-search support were compared. Programmes that trained skills and motivation"
        " together went with about 2.7 times the odds of finding work; those with one side alone did not help."
    )
    source = "Liu, Huang & Wang 2014, Psychological Bulletin 140"
    blocks.append(Callout(tone="why", title=str(_("Why both sides")), text=str(why), source=source))
    return blocks


def how_i_took_it(report: Report) -> list[Block]:
    """The first phase; the private parts of it are seen in a private report alone (S1.1 to S1.5, R6)."""
    if report.audience == "share":
        return []
    answers = report.answers
    intensity, calm = answers.read(absorb.Intensity), answers.read(absorb.Calm)
    thought, reframe = answers.read(absorb.Thought), answers.read(absorb.Reframe)
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
    feelings = [*_chosen(absorb.Intensity, "feelings", intensity.feelings), *filter(None, [intensity.own_word])]
    if feelings:
        blocks.append(Bullets(items=tuple(feelings), label=str(_("What was in it")), tags=True))
    calming = absorb.calming(answers)
    if calming:
        text = labelled(calm.cue, calming) if calm.cue else calming
        blocks.append(Quote(label=str(_("What does me good")), text=text))
    blocks += _causes(report.findings.causes)
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
    return _section(blocks, "absorb", _("How I took it"), lead=_("In my own words."))


def _about_change(before: int, after: int | None) -> str:
    """A sentence beside the numbers; a rise gets a kind one (E4)."""
    if after is None:
        return ""
    if after < before:
        return str(_("It has eased. It may come back in waves, and each tends to be smaller."))
    if after > before:
        return str(_("It has grown, and that happens. It is a good moment to tell someone, and to stop for today."))
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


def my_message(report: Report) -> list[Block]:
    """The message, once something about it or its reader is known (S2.1)."""
    answers, case = report.answers, report.case
    sent, message = answers.read(respond.Sent), answers.read(respond.Message)
    if answers.status(respond.Message) == "skip" and sent.sent_on is None:
        return []
    if message.is_empty() and (not (case.company or case.contact) or is_late(case, report.today)):
        return []
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
    outcomes = {
        "answered": _("They answered."),
        "waiting": _("No answer yet. Most people never get one, and the plan does not wait for it."),
        "silence": _("No answer came, as most people find. The plan goes on without it."),
    }
    log = []
    if sent.sent_on:
        log.append(str(_("Sent on {day}.").fill(day=day(sent.sent_on))))
    if sent.outcome:
        log.append(str(outcomes[sent.outcome]))
    if log:
        blocks.append(Paragraph(text=" ".join(log), tone="small"))
    return _section(blocks, "respond", _("My message"), lead=_("Courteous and short."))


def debrief(report: Report) -> list[Block]:
    """The five dimensions with score, anchor, fact and source; feedback (S3.1, S3.2, E7)."""
    items = []
    for model in analyse.DIMENSIONS:
        given = report.answers.read(model)
        if given.score is None and not given.fact:
            continue
        items.append(
            Score(
                label=str(model.about.title),
                score=given.score if isinstance(given.score, int) else None,
                anchor=_anchor(model, given.score),
                fact=given.fact or "",
                source=str(absorb.SOURCES[given.source]) if given.source else "",
            )
        )
    blocks: list[Block] = _recalled(report)
    if items:
        spoken = listed(labelled(item.label, item.anchor if item.score is None else item.score) for item in items)
        blocks.append(Scores(items=tuple(items), alt=str(_("Scores from 1 to 5. {scores}").fill(scores=spoken))))
    if items:
        why = _(
            "Interviews are rough measures. Across studies, structured ones went with later work at about .42 on a"
            " scale that ends at 1, unstructured ones at .19. So a score here stands beside a fact, and a guess stays"
            " a guess."
        )
        source = "Sackett et al. 2022, Journal of Applied Psychology"
        blocks.append(Callout(tone="why", title=str(_("Why facts")), text=str(why), source=source))
    remarks = [line for line in report.answers.read(analyse.Feedback).feedback if line.words]
    if remarks:
        blocks.append(Heading(text=str(_("What they told me"))))
        for line in remarks:
            blocks.append(Quote(text=line.words or ""))
            taken = [(_("What I take from it"), line.meaning), (_("What I do with it"), line.will_do)]
            rows = tuple((str(label), value) for label, value in taken if value)
            if rows:
                blocks.append(Facts(rows=rows))
    lead = _("What went well counts as much as what did not.")
    return _section(blocks, "analyse", _("The interview, taken apart"), lead=lead)


def _recalled(report: Report) -> list[Block]:
    """What was asked and how it went, as caught on the first day (E10)."""
    went = questions_of(absorb.Recalled)["went"]
    assert isinstance(went, Choice)
    rows = tuple(
        (row.question or "–", row.answer or "–", str(went.options[row.went]) if row.went else "–")
        for row in report.answers.read(absorb.Recall).recall
    )
    if not rows:
        return []
    header = (str(_("They asked")), str(_("I said")), str(_("How it went")))
    return [Heading(text=str(_("What was asked"))), Table(header=header, rows=rows, shares=(4, 5, 2))]


def _anchor(model: type[analyse.Dimension], score: int | str | None) -> str:
    scale = questions_of(model)["score"]
    if score == DONT_KNOW:
        return str(_("I don't know, and that is an answer"))
    return str(scale.anchors[score]) if isinstance(score, int) else ""  # type: ignore[attr-defined]


def growth_areas(report: Report) -> list[Block]:
    """Growth areas, ranked, each with its evidence and its actions (S3.3, E6)."""
    cards = []
    for finding in report.findings.growth:
        steps = [act for act in report.plan.actions if act.key == f"growth/{finding.key}"]
        parts = [
            (_("What shows it"), finding.evidence),
            (_("How I know"), str(absorb.SOURCES[finding.source]) if finding.source else ""),
            (_("What I do"), listed(labelled(day(step.day, "month_day"), step.act) for step in steps)),
            (_("When"), "" if steps else str(_("later; two or three things at a time are enough"))),
        ]
        cards.append(
            Card(
                title=finding.title,
                tag=str(analyse.AREAS[finding.area]).partition(":")[0].strip() if finding.area else "",
                parts=tuple((str(label), value) for label, value in parts if value),
            )
        )
    blocks: list[Block] = [Cards(items=tuple(cards))] if cards else []
    lead = _("Two or three at a time. First comes what matters most and costs least.")
    return _section(blocks, "analyse", _("Where I grow"), lead=lead)


def star_bank(report: Report) -> list[Block]:
    """The stories (S3.1)."""
    labels = (_("Situation"), _("Task"), _("Action"), _("Result"), _("As I told it that day"))
    cards = tuple(
        Card(
            title=story.question or str(_("A story of mine")),
            parts=tuple((str(label), value) for label, value in zip(labels, _told(story), strict=True) if value),
        )
        for story in report.answers.read(analyse.Stars).star
    )
    return _section(
        [Cards(items=cards)] if cards else [], "analyse", _("My stories"), lead=_("Ready for the next interview.")
    )


def _told(story: analyse.Star) -> tuple[str | None, ...]:
    return story.situation, story.task, story.action, story.result, story.told


def cv(report: Report) -> list[Block]:
    """CV lines before and after (S3.4)."""
    pairs = tuple(
        Pair(before=line.before or "", after=line.after or _made_of(line))
        for line in report.answers.read(analyse.Cv).lines
    )
    blocks: list[Block] = (
        [Pairs(items=pairs, before_label=str(_("As it was")), after_label=str(_("As a result")))] if pairs else []
    )
    return _section(blocks, "analyse", _("My CV, line by line"), lead=_("Results in place of duties."))


def _made_of(line: analyse.CvLine) -> str:
    """The parts of a line that is not written yet."""
    return listed(filter(None, (line.action, line.result, line.measure)))


def posting(report: Report) -> list[Block]:
    """The next posting against what can be shown, and the points for the letter (S3.4)."""
    given = report.answers.read(analyse.Posting)
    match = questions_of(analyse.Requirement)["match"]
    assert isinstance(match, Choice)
    rows = tuple(
        (row.text or "–", str(match.options[row.match]) if row.match else "–", row.evidence or "–")
        for row in given.requirements
    )
    if not rows:
        return []
    header = (str(_("They ask for")), str(_("Can I show it?")), str(_("With what")))
    blocks: list[Block] = [Table(header=header, rows=rows, shares=(4, 2, 5))]
    points = [row for row in given.requirements if row.match == "yes" and row.evidence]
    if points:
        line = _("You ask for {requirement}. {evidence}")
        items = tuple(
            str(line.fill(requirement=quoted(row.text or "", 200), evidence=row.evidence)) for row in points if row.text
        )
        blocks.append(Bullets(label=str(_("Points for the letter")), items=items))
    lead = _("What I can show goes into the letter.")
    title = _("The next posting: {role}").fill(role=given.role) if given.role else _("The next posting")
    return _section(blocks, "analyse", title, lead=lead)


_FIRMER: Final = _("When, or right after what? A fixed moment makes these far more likely to happen:")


def thirty_days(report: Report) -> list[Block]:
    """The plan as timeline and as checklist (E2, E3)."""
    the_plan = report.plan
    # The step for another no has no day of its own on paper: nobody knows that day (E3).
    steps = tuple(_step(action) for action in the_plan.actions if action.track != "setback")
    weeks = tuple(
        ((the_plan.start + timedelta(days=7 * number)).isoformat(), str(_("Week {number}").fill(number=number + 1)))
        for number in range(5)
    )
    blocks: list[Block] = [
        Timeline(
            start=the_plan.start.isoformat(),
            end=the_plan.end.isoformat(),
            start_label=day(the_plan.start, "short"),
            end_label=day(the_plan.end, "short"),
            weeks=weeks,
            steps=steps,
            alt=str(n_("{count} step in 30 days", "{count} steps in 30 days", len(steps)).fill(count=len(steps))),
        ),
        Checklist(groups=tuple(_by_week(the_plan))),
    ]
    if report.audience == "private" and the_plan.hints:
        blocks.append(Callout(tone="note", title=str(_("To make it firmer")), text=str(_FIRMER), items=the_plan.hints))
    why = _(
        "Tying an act to a moment helps: across 642 tests, plans of the form “when this, then I do that” had a small to"
        " medium effect, larger when they were worded so and rehearsed."
    )
    source = "Gollwitzer & Sheeran 2006; Sheeran et al. 2024"
    blocks.append(Callout(tone="why", title=str(_("Why a moment for each step")), text=str(why), source=source))
    lead = _("Each step has a day and a moment. Tick what is done; move what does not fit; drop what no longer helps.")
    return _section(blocks, "relaunch", _("My 30 days"), lead=lead)


def _step(action: Action) -> Step:
    return Step(
        day=action.day.isoformat(),
        when=day(action.day, "weekday"),
        cue=action.cue,
        act=action.act,
        why=action.why,
        track=action.track,
        done=action.done,
        track_label=str(TRACKS[action.track]),
    )


def _by_week(the_plan: Plan) -> list[StepGroup]:
    groups = []
    for number in range(5):
        first = the_plan.start + timedelta(days=7 * number)
        last = min(first + timedelta(days=6), the_plan.end)
        steps = tuple(
            _step(action)
            for action in the_plan.actions
            if action.track != "setback" and (first <= action.day <= last or (action.day > last and number == 4))
        )
        if steps:
            title = _("Week {number}, {first} to {last}").fill(
                number=number + 1, first=day(first, "month_day"), last=day(last, "month_day")
            )
            groups.append(StepGroup(title=str(title), steps=steps))
    again = tuple(replace(_step(action), when="") for action in the_plan.actions if action.track == "setback")
    return [*groups, StepGroup(title=str(relaunch.Setback.about.title), steps=again)]


def week(report: Report) -> list[Block]:
    """The weekly rhythm and care (S4.1 to S4.4, E8)."""
    given, care = report.answers.read(relaunch.Week), report.answers.read(relaunch.Care)
    rows = [
        (_("Hours I have"), _count(given.hours)),
        (_("Tailored applications"), _count(given.applications)),
        (_("Conversations"), _count(given.conversations)),
        (_("Hours of learning"), _count(given.learning_hours)),
        (_("Best time"), given.time_of_day),
        (_("Free days"), listed(_chosen(relaunch.Week, "free_days", given.free_days))),
        (_("Where I look"), given.portals),
        (_("Movement"), care.move),
        (_("Meals"), care.meals),
        (_("Rest"), care.rest),
        (_("Joy"), care.joy),
    ]
    shown = tuple((str(label), value) for label, value in rows if value)
    blocks: list[Block] = [Facts(rows=shown)] if shown else []
    return _section(blocks, "relaunch", _("My week"), lead=_("A marathon, not a sprint: small, steady, with days off."))


def people(report: Report) -> list[Block]:
    """The network map, the messages to it, the profile and what to learn (S4.2, S4.3)."""
    contacts = report.answers.read(relaunch.Network).contacts
    kind = questions_of(relaunch.Contact)["kind"]
    assert isinstance(kind, Choice)
    blocks: list[Block] = []
    if contacts:
        rows = tuple(
            (row.who or "–", str(kind.options[row.kind]) if row.kind else "–", row.step or "–") for row in contacts
        )
        header = (str(_("Who or what")), str(_("What it is")), str(_("First step")))
        blocks.append(Table(header=header, rows=rows, shares=(4, 3, 5)))
    blocks += [
        Letter(to=message.to, to_label=str(_("To")), paragraphs=message.paragraphs, sign_off=message.sign_off)
        for message in outreach(report.answers)
    ]
    profile = report.answers.read(relaunch.LinkedIn)
    if profile.done:
        items = tuple(_chosen(relaunch.LinkedIn, "done", profile.done))
        blocks.append(Bullets(label=str(_("My profile: what is done")), items=items))
    if profile.next:
        blocks.append(Facts(rows=((str(_("My profile: next")), profile.next),)))
    return _section(blocks, "relaunch", _("People"), lead=_("Short talks with people who do this work."))


def learning(report: Report) -> list[Block]:
    """What to learn, and what for (S4.3)."""
    how = questions_of(relaunch.LearningRow)["kind"]
    assert isinstance(how, Choice)
    rows = tuple(
        (row.what or "–", str(how.options[row.kind]) if row.kind else "–", row.purpose or "–")
        for row in report.answers.read(relaunch.Learning).learning
    )
    header = (str(_("What")), str(_("How")), str(_("What for")))
    if not rows:
        return []
    places = tuple(
        (place.name, str(KINDS[place.kind]), place.url, place.terms())
        for place in country(report.case.country).resource
    )
    places_header = (str(_("Place")), str(_("What for")), str(_("Address")), str(_("Cost")))
    blocks: list[Block] = [
        Table(header=header, rows=rows, shares=(4, 2, 4)),
        Heading(text=str(_("Where to look and learn"))),
        Table(header=places_header, rows=places, shares=(2, 3, 4, 4)),
    ]
    return _section(blocks, "relaunch", _("What I learn"), lead=_("One thing at a time."))


def _count(number: int | None) -> str:
    return "" if number is None else str(number)


def support(report: Report) -> list[Block]:
    """The support panel on paper (R2, R13)."""
    return [support_panel(report.answers, report.today)]


def closing(report: Report) -> list[Block]:
    """The last words, as possibility and not as promise (S5)."""
    case = report.case
    paragraphs = [_last_words(case)]
    strengths = report.findings.strengths
    if strengths:
        line = _("You have already shown this: “{fact}”.")
        paragraphs.append(line.fill(fact=quoted(strengths[0].evidence, 200)))
    paragraphs.append(
        _("There may be a place ahead that fits you better. What you learned here goes with you to each next talk.")
    )
    title = (
        _("{name}, the next step is yours").fill(name=case.candidate) if case.candidate else _("The next step is yours")
    )
    return [Closing(title=str(title), paragraphs=tuple(map(str, paragraphs)))]


def _last_words(case: Case) -> Text:
    if "role_cancelled" in case.letter_says:
        return _(
            "A role that is put on hold says nothing about you. It sends you another way, and that is all it does."
        )
    if case.channel == "silence":
        return _("No answer is no verdict. It rarely says that you cannot do the work; mostly it says how they work.")
    return _(
        "A refusal sends you another way. It rarely says that you cannot do the work; it says that somebody else was"
        " chosen, this once."
    )


PARTS_OF_REPORT: Final[Mapping[str, Callable[[Report], list[Block]]]] = {
    "cover": cover,
    "at_a_glance": at_a_glance,
    "how_i_took_it": how_i_took_it,
    "my_message": my_message,
    "debrief": debrief,
    "growth_areas": growth_areas,
    "star_bank": star_bank,
    "cv": cv,
    "posting": posting,
    "thirty_days": thirty_days,
    "week": week,
    "people": people,
    "learning": learning,
    "support": support,
    "closing": closing,
}
"""The report in order."""


def _section(blocks: list[Block], phase: str, title: Text, *, lead: Text) -> list[Block]:
    """Put an opener before *blocks*, if there are any; it says which phase they belong to."""
    if not blocks:
        return []
    belongs = next(str(known.title) for known in PHASES if known.key == phase)
    return [Opener(title=str(title), when=belongs, lead=str(lead)), *blocks]


def _chosen(model: type, name: str, keys: tuple[str, ...]) -> list[str]:
    """Return the words of the chosen options."""
    question = questions_of(model)[name]
    assert isinstance(question, Choices)
    return [str(question.options[key]) for key in keys]
