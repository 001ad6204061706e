"""The case: one rejection, in facts.

A case is a section like the others, kept in the journal with the answers: what was read from a letter is corrected in
the same kind of form as everything else, with the same history.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Final

from workbook.countries import NAMES
from workbook.errors import BadCaseId
from workbook.questions import About, Choice, Choices, Day, Line, LongText, Section
from workbook.words import _

STAGES: Final = {
    "screening": _("First call or screening"),
    "test": _("Test or exercise"),
    "interview": _("Interview"),
    "technical": _("Technical interview"),
    "final": _("Final interview"),
}
CHANNELS: Final = {
    "mail": _("By mail"),
    "phone": _("By phone"),
    "message": _("By message or chat"),
    "silence": _("No answer ever came"),
}
_ID: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")


class Case(Section):
    """One rejection: who applied for what, where, and how the answer came (S2.2, E6 for what was stated)."""

    about = About(
        key="case",
        title=_("The application"),
        minutes=2,
        lead=_("Check what is written here. Everything can be changed, and everything can stay empty."),
        sources=("S2.2",),
    )
    candidate: Annotated[str | None, Line(_("Your name, as you would sign a letter"))] = None
    role: Annotated[str | None, Line(_("The role you applied for"))] = None
    company: Annotated[str | None, Line(_("The company"))] = None
    country: Annotated[str | None, Choice(_("Where do you look for work?"), options=NAMES, sources=("R11", "R14"))] = (
        None
    )
    stage: Annotated[str | None, Choice(_("How far did it go?"), options=STAGES)] = None
    channel: Annotated[str | None, Choice(_("How did the answer come?"), options=CHANNELS)] = None
    interview_date: Annotated[date | None, Day(_("When was the last interview?"))] = None
    notice_date: Annotated[date | None, Day(_("When did the answer come?"))] = None
    contact: Annotated[
        str | None,
        Line(
            _("Who wrote or spoke to you?"),
            help=_("The name you would write to. Initials are fine."),
            sensitivity="private",
            sources=("R7",),
        ),
    ] = None
    contact_address: Annotated[str | None, Line(_("Their mail address"), entry="email", sensitivity="private")] = None
    phone: Annotated[str | None, Line(_("Your phone number, for the sign-off"), entry="tel", sensitivity="private")] = (
        None
    )
    linkedin: Annotated[
        str | None, Line(_("Your LinkedIn address, for the sign-off"), entry="url", sensitivity="private")
    ] = None
    reason: Annotated[
        str | None,
        LongText(
            _("The reason they gave, in their words"),
            help=_("Only if they said something specific. “Other candidates fit better” says nothing."),
            sources=("E6",),
        ),
    ] = None
    letter_says: Annotated[
        tuple[str, ...],
        Choices(
            _("What else did they say?"),
            options={
                "door_open": _("I may apply again, or they keep my CV"),
                "no_feedback": _("They give no feedback, or their address takes no replies"),
                "role_cancelled": _("The role was put on hold or cancelled"),
            },
        ),
    ] = ()
    reply_to: Annotated[
        str | None,
        Line(_("Message number of their mail"), sensitivity="private", asked=False),
    ] = None


def checked_id(case: str) -> str:
    """Return *case* if it can name a case, so that it can safely be a folder; else raise ``BadCaseId``.

    **Why neutral ids** (``case-1``): they stand in folder names, and a folder is seen by whoever shares the computer.
    """
    if not _ID.fullmatch(case) or case in {"con", "prn", "aux", "nul"} or re.fullmatch(r"(com|lpt)\d", case):
        raise BadCaseId(case=case)
    return case


def next_id(taken: set[str]) -> str:
    """Return the first of ``case-1``, ``case-2`` … that is free."""
    number = 1
    while f"case-{number}" in taken:
        number += 1
    return f"case-{number}"
