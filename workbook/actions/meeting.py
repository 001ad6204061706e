"""People: a first step for each, and the talks of a week (S4.2, E8)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from workbook.actions.days import hour_in, weekdays_in
from workbook.actions.draft import DAYS, WEEKS, Draft, application, quoted, roles_like, short_name
from workbook.actions.rhythm import Rhythm, rhythm
from workbook.case import Case
from workbook.phases import relaunch
from workbook.questions import Answers, Choices, questions_of
from workbook.words import Text, _, day, n_

_CONTACT_ACTS: Final = {
    "person": _("write to {who} and ask for fifteen minutes to talk"),
    "company": _("find one person who hires at {who} and ask for a short talk about their work"),
    "linkedin": _("spend twenty minutes on this: {who}"),
    "event": _("sign up for {who}"),
}
_WHY_MEET: Final = {
    "person": _("I know {who}, and a short talk is easy to ask for."),
    "company": _("{who} is a company that I admire."),
    "linkedin": _("{who} is where people of my field can come across my name."),
    "event": _("{who} brings people of my field into one place."),
    "": _("I put {who} on my list after {application}."),
}


def network_steps(answers: Answers, start: date) -> Iterator[Draft]:
    """A first step for each person or place, as many a week as its hours hold; and the day of an event (S4.2, E8)."""
    contacts = answers.read(relaunch.Network).contacts
    the_week, case = rhythm(answers), answers.read(Case)
    weekly = len(the_week.sittings("talk"))
    for place, contact in enumerate(contacts):
        yield from _on_the_day(contact, start)
        if contact.day and contact.day <= start and not contact.step:
            continue
        if contact.step:
            act = quoted(contact.step, 200)
        elif contact.who:
            who = quoted(contact.who, 70) if contact.kind in ("event", "linkedin") else short_name(contact.who)
            act = str(_CONTACT_ACTS[contact.kind or "person"].fill(who=who))
        else:
            continue
        spread = 3 + 7 * (place // weekly) if weekly else 6 + 8 * place
        yield Draft(
            key=f"network/{contact.id}",
            track="network",
            cue=contact.cue or "",
            act=act,
            why=str(_why_meet(contact, case)),
            origin="network",
            minutes=30,
            # What has a day of its own comes before that day.
            after=0 if contact.day else min(spread, DAYS - 2),
            before=contact.day if contact.day and contact.day > start else None,
            weekdays=() if contact.day else the_week.days_for("talk"),
        )
    yield from _conversations(answers, contacts, the_week)
    profile = answers.read(relaunch.LinkedIn)
    if profile.next:
        step, cue = _with_moment(profile.next)
        further = _("bring my LinkedIn profile one step further: {step}").fill(step=quoted(step, 160))
        yield Draft(
            key="network/profile",
            track="network",
            cue=cue,
            act=str(further),
            why=str(_why_profile(profile)),
            origin="linkedin",
            after=10,
            minutes=30,
        )


def _why_meet(contact: relaunch.Contact, case: Case) -> Text:
    """Return what connects the two, else what the person said that it is."""
    who = quoted(contact.who or "", 90)
    if contact.link and contact.kind == "company":
        # A whole message that begins with this line is written (``outreach.py``).
        return _("What connects us: “{line}”").fill(line=quoted(contact.link, 160))
    if contact.link:
        return _("My first line: “{line}”").fill(line=quoted(contact.link, 160))
    if contact.kind == "event" and contact.day:
        text = _("It takes place on {day}, and I want to be ready for it.")
        return text.fill(day=day(contact.day, "month_day"))
    if not who:
        return _("It is a first step of my own after {application}.").fill(application=application(case))
    return _WHY_MEET[contact.kind or ""].fill(who=who, application=application(case))


def _why_profile(profile: relaunch.LinkedIn) -> Text:
    """Return how far the profile is."""
    question = questions_of(relaunch.LinkedIn)["done"]
    assert isinstance(question, Choices)
    if not profile.done:
        return _("It is the first thing on my list for the profile.")
    text = n_(
        "{count} of {all} things on my list for the profile is done, and this comes next.",
        "{count} of {all} things on my list for the profile are done, and this comes next.",
        len(profile.done),
    )
    return text.fill(all=len(question.options))


def _on_the_day(contact: relaunch.Contact, start: date) -> Iterator[Draft]:
    """The event itself, where its day lies in the plan."""
    if contact.day and contact.who and 0 <= (contact.day - start).days < DAYS:
        act = _("be there: {who}").fill(who=quoted(contact.who, 90))
        why = _("On {day}, people whom I would have to look for are in one place.")
        yield Draft(
            key=f"network/{contact.id}/day",
            track="network",
            cue=str(_("on the day itself")),
            act=str(act),
            why=str(why.fill(day=day(contact.day, "month_day"))),
            origin="network",
            on=contact.day,
            minutes=0,
        )


def _with_moment(text: str) -> tuple[str, str]:
    """Return *text* and the moment at its end, as in "the summary, on Sunday after breakfast" (E2)."""
    parts = re.split(r"[,،](?=[^,،]*$)", text.strip(" ."))
    step, moment = parts[0].strip(), parts[-1].strip()
    if len(parts) > 1 and (weekdays_in(moment) or hour_in(moment) is not None):
        return step, moment
    return text, ""


def _conversations(answers: Answers, contacts: tuple[relaunch.Contact, ...], the_week: Rhythm) -> Iterator[Draft]:
    """The talks of the weeks for which nobody is named yet: found by way of someone who is (S4.2)."""
    case, weekly = answers.read(Case), len(the_week.sittings("talk"))
    like = roles_like(case)
    named = [contact for contact in contacts if contact.who or contact.step]
    open_week = len(named) // weekly if weekly else WEEKS
    if not like or open_week >= WEEKS:
        return
    known = next((contact for contact in named if contact.who and contact.kind in (None, "person")), None)
    if known:
        act = _("ask {who} who else could tell me about {roles}").fill(who=short_name(known.who or ""))
    else:
        act = _("write down three people who could tell me about {roles}, and ask the first one for fifteen minutes")
    if named:
        people = [contact for contact in named if contact.kind not in ("event", "linkedin")] or named
        why = n_(
            "I chose one talk a week, and my list ends with {who}.",
            "I chose {count} talks a week, and my list ends with {who}.",
            weekly,
        ).fill(who=short_name(people[-1].who or people[-1].step or ""))
    else:
        why = n_(
            "I chose one talk a week after {application}, and it has no name yet.",
            "I chose {count} talks a week after {application}, and they have no names yet.",
            weekly,
        ).fill(application=application(case))
    yield Draft(
        key="network/next",
        track="network",
        act=str(act.fill(roles=like)),
        why=str(why),
        origin="week",
        after=3 + 7 * open_week,
        minutes=30,
        weekdays=the_week.days_for("talk"),
    )
