"""People: a first step for each, and the talks of a week (S4.2, E8)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from workbook.actions.days import hour_in, weekdays_in
from workbook.actions.draft import DAYS, WEEKS, Draft, quoted, roles_like, short_name
from workbook.actions.rhythm import Rhythm, rhythm
from workbook.case import Case
from workbook.phases import relaunch
from workbook.questions import Answers
from workbook.words import _

_CONTACT_ACTS: Final = {
    "person": _("write to {who} and ask for fifteen minutes to talk"),
    "company": _("find one person who hires at {who} and ask for a short talk about their work"),
    "linkedin": _("spend twenty minutes on this: {who}"),
    "event": _("sign up for {who}"),
}


def network_steps(answers: Answers, start: date) -> Iterator[Draft]:
    """A first step for each person or place, as many a week as its hours hold; and the day of an event (S4.2, E8)."""
    contacts = answers.read(relaunch.Network).contacts
    the_week = rhythm(answers)
    weekly = len(the_week.sittings("talk"))
    for place, contact in enumerate(contacts):
        why = ""
        yield from _on_the_day(contact, start)
        if contact.day and contact.day <= start and not contact.step:
            continue
        if contact.step:
            act = quoted(contact.step, 200)
            if contact.link and contact.kind != "company":
                # For a company, a whole message with this line is written (``outreach.py``).
                why = str(_("My first line: “{line}”").fill(line=quoted(contact.link, 160)))
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
            why=why,
            minutes=30,
            # What has a day of its own comes before that day.
            after=0 if contact.day else min(spread, DAYS - 2),
            before=contact.day if contact.day and contact.day > start else None,
            weekdays=() if contact.day else the_week.days_for("talk"),
        )
    yield from _conversations(answers, contacts, the_week)
    profile = answers.read(relaunch.LinkedIn).next
    if profile:
        step, cue = _with_moment(profile)
        further = _("bring my LinkedIn profile one step further: {step}").fill(step=quoted(step, 160))
        yield Draft(key="network/profile", track="network", cue=cue, act=str(further), after=10, minutes=30)


def _on_the_day(contact: relaunch.Contact, start: date) -> Iterator[Draft]:
    """The event itself, where its day lies in the plan."""
    if contact.day and contact.who and 0 <= (contact.day - start).days < DAYS:
        act = _("be there: {who}").fill(who=quoted(contact.who, 90))
        cue = str(_("on the day itself"))
        yield Draft(key=f"network/{contact.id}/day", track="network", cue=cue, act=str(act), on=contact.day, minutes=0)


def _with_moment(text: str) -> tuple[str, str]:
    """Return *text* and the moment at its end, as in "the summary, on Sunday after breakfast" (E2)."""
    parts = re.split(r"[,،](?=[^,،]*$)", text.strip(" ."))
    step, moment = parts[0].strip(), parts[-1].strip()
    if len(parts) > 1 and (weekdays_in(moment) or hour_in(moment) is not None):
        return step, moment
    return text, ""


def _conversations(answers: Answers, contacts: tuple[relaunch.Contact, ...], the_week: Rhythm) -> Iterator[Draft]:
    """The talks of the weeks for which nobody is named yet: found by way of someone who is (S4.2)."""
    like, weekly = roles_like(answers.read(Case)), len(the_week.sittings("talk"))
    named = [contact for contact in contacts if contact.who or contact.step]
    open_week = len(named) // weekly if weekly else WEEKS
    if not like or open_week >= WEEKS:
        return
    known = next((contact for contact in named if contact.who and contact.kind in (None, "person")), None)
    if known:
        act = _("ask {who} who else could tell me about {roles}").fill(who=short_name(known.who or ""))
    else:
        act = _("write down three people who could tell me about {roles}, and ask the first one for fifteen minutes")
    filled = act.fill(roles=like)
    days, after = the_week.days_for("talk"), 3 + 7 * open_week
    yield Draft(key="network/next", track="network", act=str(filled), after=after, minutes=30, weekdays=days)
