"""What a notebook calls: open the page, show its forms, show the parts of the report.

A page knows its case, language, audience and mode. In mode ``form`` a call shows something to fill in; in mode
``print`` the same call shows what was answered, as blocks for paper. So each notebook is written once.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from workbook.blocks import Block, Cover, Paragraph
from workbook.case import Case
from workbook.journal import Journal
from workbook.outreach import outreach
from workbook.phases import PHASES, PLAN_NOTEBOOK, START_NOTEBOOK, Phase, section_named
from workbook.phases.absorb import NEVER_PRINTED
from workbook.phases.relaunch import Steps
from workbook.phases.respond import Message
from workbook.questions import Answers, Audience, Section
from workbook.reply import compose, note, to_eml, wordings_by_key
from workbook.screen import Stop, around, beside, bundle, steps, styles, to_html
from workbook.support import support_panel
from workbook.twin import twin
from workbook.words import Text, _, day, n_, set_language

if TYPE_CHECKING:
    from IPython.display import DisplayHandle

    from workbook.form import Form
    from workbook.report import Report

Mode = Literal["form", "print"]


class Page:
    """One notebook of one case, open."""

    def __init__(self, notebook: str, case: str, mode: Mode, audience: Audience, day_given: date | None) -> None:
        self.notebook = notebook
        self.case_id = case
        self.mode = mode
        self.audience = audience
        self._day_given = day_given
        self._forms: list[Form] = []
        self._above: list[tuple[DisplayHandle | None, dict[str, str]]] = []
        self._journal = Journal()
        # Fails here, in the first cell, if there is no such case.
        self._journal.created_at(case)

    @property
    def today(self) -> date:
        """The day given, else the clock's: a page may stay open over night."""
        return self._day_given or date.today()

    @property
    def answers(self) -> Answers:
        """The newest answers, as the audience of a print may see them."""
        from workbook.phases import SECTIONS

        answers = self._journal.answers(self.case_id)
        return answers if self.mode == "form" else answers.for_audience(self.audience, SECTIONS)

    @cached_property
    def _phase(self) -> Phase | None:
        return next((phase for phase in PHASES if phase.notebook == self.notebook), None)

    def head(self) -> None:
        """Show what stands at the top of a phase: on paper its title, on screen the support panel as well (R2)."""
        from IPython.display import display

        display({"text/html": styles(), "text/plain": ""}, raw=True)
        if self.mode == "form":
            self._above = [
                (display(shown, raw=True, display_id=True), shown) for shown in self._standing_above(self.answers)
            ]
            return
        phase = self._phase
        if phase is None:
            return
        case = self.answers.read(Case)
        facts = [
            (_("Role"), case.role),
            (_("Company"), case.company),
            (_("Printed"), day(self.today)),
        ]
        cover = Cover(
            title=str(phase.title),
            subtitle=str(phase.when),
            name=case.candidate or "",
            facts=tuple((str(label), value) for label, value in facts if value),
            compact=True,
        )
        empty = phase.key != "respond" and not any(
            twin(section, self.answers) for section in phase.sections if section not in NEVER_PRINTED
        )
        note = _("Nothing is written here yet. It is there for the day it helps.")
        self._show([cover, *([Paragraph(text=str(note))] if empty else [])])

    def _standing_above(self, answers: Answers) -> list[dict[str, str]]:
        """The line of steps with the minutes left, and the support panel: two outputs, as they are now."""
        back = Stop(title=str(_("All your cases")), href=f"../{START_NOTEBOOK}.ipynb")
        drawn = (
            steps(self._stops(answers), back, self._minutes(answers)),
            to_html(support_panel(answers, self.today)),
        )
        return [{"text/html": html, "text/plain": ""} for html in drawn]

    def _minutes(self, answers: Answers) -> str:
        """What is still open on this page, in minutes."""
        if self._phase is None:
            return ""
        left = sum(one.about.minutes for one in self._phase.sections if answers.status(one) is None)
        text = n_(
            "About {count} minute is left on this page; you can stop after any form.",
            "About {count} minutes are left on this page; you can stop after any form.",
            left,
        )
        return str(text) if left else ""

    def _follow(self) -> None:
        """Bring what stands above up to date after an answer was saved."""
        for place, now in enumerate(self._standing_above(self.answers)):
            handle, shown = self._above[place]
            # Only what is another: a panel that was opened stays open.
            if handle is not None and now != shown:
                self._above[place] = (handle, now)
                handle.update(now, raw=True)

    def foot(self) -> None:
        """Show the way to the page before and the page after; nothing on paper."""
        if self.mode == "print":
            return
        from IPython.display import display

        pages = self._stops(self.answers)
        here = next(place for place, stop in enumerate(pages) if stop.here)
        before = pages[here - 1] if here else None
        after = pages[here + 1] if here + 1 < len(pages) else None
        text = _("Done for now? You can close this window: what is saved is here when you come back.")
        note = str(text) if self._phase else ""
        display({"text/html": around(before, after, note), "text/plain": ""}, raw=True)

    def _stops(self, answers: Answers) -> list[Stop]:
        """The four phases and the plan, with what is settled in each."""
        done = _("{count} of {all} done")
        stops = [
            Stop(
                title=str(phase.title),
                href=f"{phase.notebook}.ipynb",
                note=str(done.fill(count=phase.settled(answers), all=len(phase.sections))),
                here=phase.notebook == self.notebook,
            )
            for phase in PHASES
        ]
        here = self.notebook == PLAN_NOTEBOOK
        return [*stops, Stop(title=str(_("Your plan")), href=f"{PLAN_NOTEBOOK}.ipynb", here=here)]

    def form(self, key: str) -> None:
        """Show the section *key*: its form, or what was answered."""
        section = section_named(key)
        if self.mode == "print":
            labels = wordings_by_key(self.answers) if section is Message else {}
            self._show([] if section in NEVER_PRINTED else twin(section, self.answers, labels))
            return
        from IPython.display import display

        from workbook.form import Form

        form = Form(section, self._journal, self.case_id, lambda: self._advice(section))
        form.on_saved(self._follow)
        self._forms.append(form)
        display(form)

    def preview(self) -> None:
        """Show the message as it reads now, following the forms above it; on paper, as it is sent."""
        if self.mode == "print":
            self._show(self._report.part("my_message"))
        else:
            self._preview(self._message, _("Your message, as it reads now"))

    def messages(self) -> None:
        """Show the messages to people and companies as they read now; on paper they stand in the plan."""
        if self.mode == "form":
            self._preview(self._outreach, _("Your messages to people, as they read now"))

    def _preview(self, composed: Callable[[], list[dict[str, object]]], title: Text) -> None:
        from IPython.display import display

        from workbook.form import Preview

        empty = _("A message stands here as soon as you have written, above, what connects you to someone.")
        display(Preview(composed, self._forms, title, empty))

    def _message(self) -> list[dict[str, object]]:
        answers = self._journal.answers(self.case_id)
        reply = compose(answers)
        to = f"{reply.to} <{reply.to_address}>" if reply.to_address else reply.to
        draft = {"name": "reply.eml", "text": to_eml(reply).decode("utf-8")}
        shown: list[dict[str, object]] = [
            {"to": to, "subject": reply.subject, "body": reply.body, "link": reply.link, "draft": draft}
        ]
        if short := note(answers):
            shown.append({"title": str(_("A note for LinkedIn")), "to": reply.to, "body": short})
        return shown

    def _outreach(self) -> list[dict[str, object]]:
        return [
            {"title": message.to, "subject": message.subject, "body": message.body}
            for message in outreach(self._journal.answers(self.case_id))
        ]

    def _advice(self, section: type[Section]) -> dict[str, object]:
        """What is said beside *section* now; the person's other cases lend their stories and their companies."""
        from workbook.coach import Moment, advise

        journal, case = self._journal, self.case_id
        others = tuple(journal.answers(other) for other in journal.cases() if other != case)
        made_on = date.fromtimestamp(journal.created_at(case))
        moment = Moment(journal.answers(case), self.today, made_on, others)
        return advise(section, moment).to_json()

    def take_away(self) -> None:
        """Show the buttons that make the plan as PDF, for oneself or to share; nothing on paper."""
        if self.mode == "print":
            return
        from IPython.display import display

        from workbook.start import TakeAway

        display(TakeAway(self.case_id))

    def part(self, name: str) -> None:
        """Show one part of the report, from the answers of this moment."""
        blocks = self._report.part(name)
        self._show(blocks)
        if self.mode == "form" and any(block.kind == "checklist" for block in blocks):
            self._where_steps_are_ticked()

    def _where_steps_are_ticked(self) -> None:
        from IPython.display import display

        phase = next(phase for phase in PHASES if Steps in phase.sections)
        text = _("The boxes are for paper. On the screen you tick, move and drop steps under “{form}”:")
        stop = Stop(title=str(phase.title), href=f"{phase.notebook}.ipynb")
        shown = beside(str(text.fill(form=Steps.about.title)), stop)
        display({"text/html": shown, "text/plain": ""}, raw=True)

    @property
    def _report(self) -> Report:
        from workbook.report import Report

        return Report(self._journal.answers(self.case_id), self.audience, self.today)

    def _show(self, blocks: list[Block]) -> None:
        from IPython.display import display

        for block in blocks:
            display(bundle(block), raw=True)


def open_page(
    notebook: str,
    *,
    case: str,
    mode: str = "form",
    language: str = "en",
    audience: str = "private",
    today: str = "",
) -> Page:
    """Open *notebook* (``1-absorb`` … ``5-recovery-plan``) for *case*.

    *today* is an ISO date; empty means the clock. ``ValueError`` where a parameter is none of its words.
    """
    known = {phase.notebook for phase in PHASES} | {PLAN_NOTEBOOK}
    for name, value, allowed in (
        ("notebook", notebook, known),
        ("mode", mode, {"form", "print"}),
        ("audience", audience, {"private", "share"}),
    ):
        if value not in allowed:
            raise ValueError(f"{name} is one of {sorted(allowed)}")
    set_language(language)
    day_given = date.fromisoformat(today) if today else None
    return Page(notebook, case, mode, audience, day_given)  # type: ignore[arg-type]
