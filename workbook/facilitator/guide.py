"""The guide: the session as blocks, for the screen and for paper; a page for each part, to turn as it goes on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from workbook.blocks import (
    Block,
    Bullets,
    Callout,
    Cover,
    Heading,
    Opener,
    Paragraph,
    QuestionAndAnswer,
    Quote,
    Table,
)
from workbook.case import Case
from workbook.facilitator import care
from workbook.facilitator.agenda import AGENDAS, SESSIONS, Activity
from workbook.questions import Answers
from workbook.sheet import Sheet, day_given
from workbook.support import support_panel
from workbook.words import Text, _, n_, set_language

PARTS: Final = ("cover", "before", "session", "distress", "weeks_ago", "private", "afterwards")
CLOCK: Final = re.compile(r"([01]?\d|2[0-3])[:.h]([0-5]\d)")
"""A time of day, as 14:00, 14.00 or 14h00."""


class Guide:
    """The guide to a session of the length *session*, from *start* (``14:00``; empty: counted from 0:00) on."""

    def __init__(self, session: str, today: date, *, start: str = "", country: str = "dz") -> None:
        if session not in AGENDAS:
            raise ValueError(f"session is one of {sorted(AGENDAS)}")
        clock = CLOCK.fullmatch(start) if start else None
        if start and not clock:
            raise ValueError("start is a time as 14:00")
        self.session = session
        self.agenda = AGENDAS[session]
        self.today = today
        self._start = 60 * int(clock[1]) + int(clock[2]) if clock else 0
        self._local = Answers({Case.about.key: {"": {"country": country}}})

    def part(self, name: str) -> list[Block]:
        """Return the blocks of the part *name* (one of :data:`PARTS`)."""
        parts = {
            "cover": self._cover,
            "before": self._before,
            "session": self._session,
            "distress": self._distress,
            "weeks_ago": self._weeks_ago,
            "private": self._private,
            "afterwards": self._afterwards,
        }
        return parts[name]()

    def times(self) -> list[tuple[str, Activity]]:
        """Return when each activity begins, and the activity."""
        found, at = [], self._start
        for activity in self.agenda:
            found.append((_clock(at), activity))
            at += activity.minutes
        return found

    def support(self) -> Callout:
        """Return the support panel of the country (R2)."""
        return support_panel(self._local, self.today)

    def _cover(self) -> list[Block]:
        rows = tuple(
            (when, str(activity.title), str(_minutes(activity.minutes)), str(activity.aim))
            for when, activity in self.times()
        )
        end = _clock(self._start + sum(activity.minutes for activity in self.agenda))
        header = (str(_("Begins")), str(_("What")), str(_("How long")), str(_("What it is for")))
        last = (end, str(_("End")), "", str(_("You stay in the room for a while.")))
        return [
            Cover(
                title=str(_("A session after a refusal")),
                subtitle=str(_("Guide for whoever leads it")),
                facts=(
                    (str(_("Length")), str(SESSIONS[self.session])),
                    (str(_("Group size")), str(_("up to twelve"))),
                    (str(_("Leading")), str(_("two of you"))),
                ),
                compact=True,
            ),
            Heading(text=str(_("The session at a glance"))),
            Table(header=header, rows=(*rows, last), shares=(2, 5, 3, 9)),
            Heading(text=str(_("Write down before you start"))),
            *(QuestionAndAnswer(question=str(text), lines=1) for text in care.NUMBERS),
        ]

    def _before(self) -> list[Block]:
        rows = tuple((str(what), str(many), command or "–") for what, many, command in care.PRINTS)
        return [
            Opener(title=str(_("Before")), lead=str(_("A calm hour before is worth more than any word during."))),
            Paragraph(text=str(_FIRST)),
            _list(_("The room and the people"), care.ROOM),
            Heading(text=str(_("What to print and bring"))),
            Table(header=(str(_("What")), str(_("How many")), str(_("Made with"))), rows=rows, shares=(6, 5, 4)),
            Opener(
                title=str(_("Ground rules")),
                lead=str(_("To read aloud, and to write out large for the wall.")),
                new_page=True,
            ),
            *(Paragraph(text=str(rule), tone="lead") for rule in care.RULES),
        ]

    def _session(self) -> list[Block]:
        blocks: list[Block] = []
        number = 0
        for when, activity in self.times():
            told = _("{time}, {minutes}").fill(time=when, minutes=_minutes(activity.minutes))
            if activity.say is None:
                blocks.append(
                    Callout(
                        tone="note",
                        title=f"{activity.title} · {told}",
                        text=str(activity.aim),
                        items=tuple(str(step.text) for step in activity.steps),
                    )
                )
                continue
            number += 1
            blocks += [
                Opener(
                    title=str(activity.title),
                    number=str(number),
                    when=str(told),
                    lead=str(activity.aim),
                    new_page=True,
                ),
                *_steps(activity),
                Quote(text=str(activity.say), label=str(_("Words to begin with"))),
                _list(_("Look out for"), activity.watch),
            ]
        return blocks

    def _distress(self) -> list[Block]:
        return [
            Opener(
                title=str(_("When someone is in distress")),
                lead=str(_("You need not know what it is. You need to be there, and to know whom to call.")),
                new_page=True,
            ),
            _list(_("What to do"), care.DISTRESS),
            Callout(
                tone="note",
                title=str(_("If someone may be in danger")),
                items=tuple(map(str, care.DANGER)),
            ),
            self.support(),
        ]

    def _weeks_ago(self) -> list[Block]:
        return [
            Opener(
                title=str(_("Refused weeks ago")),
                lead=str(_("Day 1 of the workbook is the day someone opens it, not the day of the answer.")),
                new_page=True,
            ),
            Bullets(items=tuple(map(str, care.WEEKS_AGO))),
        ]

    def _private(self) -> list[Block]:
        return [
            Opener(
                title=str(_("What stays private")),
                lead=str(_("People write more freely where nobody collects.")),
            ),
            Bullets(items=tuple(map(str, care.PRIVATE))),
        ]

    def _afterwards(self) -> list[Block]:
        asked = (_("What took longer, what shorter?"), _("Which words worked?"), _("What will I change next time?"))
        return [
            Opener(
                title=str(_("After the session")),
                lead=str(_("Three lines about the session, and none about a person.")),
            ),
            *(QuestionAndAnswer(question=str(text), lines=2) for text in asked),
            _list(_("If it was heavy for someone"), care.AFTERWARDS),
        ]


_FIRST: Final = _(
    "Your part is to keep the frame: the times, the rules, the calm. The work is done by the people themselves, on"
    " their own sheet. You need not mend anyone."
)


def _steps(activity: Activity) -> list[Block]:
    rows = tuple((str(_minutes(step.minutes)), str(step.text)) for step in activity.steps)
    return [Table(header=(str(_("Time")), str(_("What is done"))), rows=rows, shares=(2, 11))]


def _list(label: Text, items: Sequence[Text]) -> Bullets:
    return Bullets(label=str(label), items=tuple(map(str, items)))


def _minutes(count: int) -> Text:
    return n_("{count} minute", "{count} minutes", count)


def _clock(minutes: int) -> str:
    return f"{minutes // 60 % 24}:{minutes % 60:02}"


class GuidePage(Sheet):
    """The facilitator's notebook, open."""

    def __init__(self, guide: Guide, mode: str) -> None:
        super().__init__(guide.part, mode, guide.support())
        self.guide = guide

    def timer(self) -> None:
        """Show the timer of the session; nothing on paper."""
        if self.mode == "print":
            return
        from IPython.display import display

        from workbook.facilitator.timer import Timer

        display(Timer(self.guide.agenda))


def open_guide(
    *,
    session: str = "2h",
    start: str = "",
    country: str = "dz",
    case: str = "",
    mode: str = "form",
    language: str = "en",
    audience: str = "private",
    today: str = "",
) -> GuidePage:
    """Open the guide to a *session* (``2h`` or ``half-day``) that begins at *start* (``14:00``) in *country*.

    *case* and *audience* are there as in all notebooks. ``ValueError`` where a parameter is none of its words.
    """
    set_language(language)
    return GuidePage(Guide(session, day_given(today), start=start, country=country), mode)
