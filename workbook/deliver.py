"""Make what a person takes away: the plan and the phases as PDF, the calendar, the reply, the case file.

One folder a case below the folder for exports. Files of a shared report carry ``-shared`` in their names, so they never
take the place of private ones.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final, Literal

from workbook.blocks import Block
from workbook.casefile import export_case
from workbook.errors import WorkbookError
from workbook.files import make_folder, write_whole
from workbook.ics import NOTED, entries, to_ics, versions
from workbook.journal import Change, Journal
from workbook.phases import PLAN_NOTEBOOK, SECTIONS
from workbook.phases.relaunch import Week
from workbook.plan import start_day
from workbook.questions import HELD, Answers
from workbook.reply import Reply, compose, is_called_for, to_eml
from workbook.report import Report
from workbook.run import NOTEBOOKS, Setting, printed
from workbook.screen import bundle
from workbook.sharing import going_out, parts, staying, summary, words_of_plan
from workbook.words import current

Format = Literal["pdf", "ics", "eml", "json"]

PLAN: Final = "recovery-plan"
PATTERNS: Final = "patterns.pdf"
"""Made of all cases, beside their folders."""
_RUNS: Final = "notebooks"


def print_blocks(blocks: Sequence[Block], title: str) -> bytes:
    """Return *blocks* as a PDF, by way of a notebook that holds nothing else."""
    from nbformat.v4 import new_code_cell, new_notebook, new_output

    from workbook.export import RecoveryPDFExporter

    outputs = [new_output("display_data", bundle(block)) for block in blocks]
    notebook = new_notebook(
        cells=[new_code_cell(outputs=outputs, metadata={"tags": ["remove_input"]})],
        metadata={"title": title, "workbook": {"language": current().code}},
    )
    data, _resources = RecoveryPDFExporter().from_notebook_node(notebook)
    printed: bytes = data
    return printed


@dataclass(frozen=True)
class Delivery:
    """Where the files of one case go, and for whom they are made."""

    journal: Journal
    setting: Setting
    out: Path

    @property
    def folder(self) -> Path:
        """The folder of this case."""
        return self.out / self.setting.case

    def make(self, to: Format) -> Path:
        """Make one file and return where it is."""
        self._begin()
        if to in ("pdf", "ics"):
            self._hold_start()
        if to == "pdf":
            return self._pdf(PLAN_NOTEBOOK)
        data, name = {
            "ics": (self._ics, "plan.ics"),
            "eml": (self._eml, "reply.eml"),
            "json": (self._json, "case.json"),
        }[to]
        return write_whole(self._path(name), data())

    def going_out(self, to: Format | Literal["all"]) -> list[str]:
        """Return what a shared file shows of the answers, as lines to be read before it is made (R6)."""
        answers = self.journal.answers(self.setting.case)
        return summary(parts(answers, lambda given: going_out(given, self._words(to, given))), staying(answers))

    def _words(self, to: Format | Literal["all"], answers: Answers) -> str | None:
        """Return the text of a shared file of *answers*; nothing where it holds them all."""
        match to:
            case "pdf":
                return words_of_plan(answers, self.setting.today or date.today())
            case "eml":
                reply = self._reply(answers)
                return f"{reply.subject}\n{reply.body}"
            case "ics":
                # Its entries have neutral titles and nothing else.
                return ""
            case "json" | "all":
                return None

    def make_all(self, told: Callable[[str], None]) -> list[Path]:
        """Run all notebooks and make every file; *told* is called with the name of each step before it begins.

        Returns where the files are, the plan first. There is a mail draft only where a message is called for.
        """
        self._begin()
        self._hold_start()
        made = []
        for name in (PLAN_NOTEBOOK, *NOTEBOOKS[:-1]):
            told(name)
            made.append(self._pdf(name))
        answers = self.journal.answers(self.setting.case)
        writes = is_called_for(answers, self.setting.today or date.today())
        told("plan.ics, reply.eml" if writes else "plan.ics")
        return [*made, self.make("ics"), *([self.make("eml")] if writes else [])]

    def remove(self) -> bool:
        """Remove the files made for this case; return whether the folder is gone, too (it keeps what is not ours).

        What was made of all cases goes as well: it holds something of this one.
        """
        for path in self.out.glob("patterns*.pdf"):
            path.unlink()
        if not self.folder.is_dir():
            return True
        shutil.rmtree(self.folder / _RUNS, ignore_errors=True)
        stems = {PLAN, *NOTEBOOKS, "plan", "reply", "case"}
        for path in self.folder.iterdir():
            stem = path.stem.partition(" (")[0].removesuffix("-shared")
            ours = stem in stems or stem.startswith("bundle-")
            if path.is_file() and ours and path.suffix in {".pdf", ".ics", ".eml", ".json"}:
                path.unlink()
        if any(self.folder.iterdir()):
            return False
        self.folder.rmdir()
        return True

    def _begin(self) -> None:
        self.journal.created_at(self.setting.case)
        make_folder(self.out)
        make_folder(self.folder)

    def _hold_start(self) -> None:
        """Note from which day the plan runs, if nobody has said: what was taken away keeps its days (E2).

        It is no answer: nothing counts it as one, and a day that the person chooses wins.
        """
        answers = self.journal.answers(self.setting.case)
        if answers.read(Week).start or answers.held(Week):
            return
        start = start_day(answers, self.setting.today or date.today())
        self._note([Change(section=Week.about.key, field=HELD, value=start.isoformat())])

    def _note(self, notes: Iterable[Change]) -> None:
        """Keep *notes*, if that is possible: a plan whose days may move is better than none."""
        with suppress(WorkbookError):
            self.journal.save(self.setting.case, list(notes), writer="deliver")

    def _pdf(self, name: str) -> Path:
        runs = make_folder(self.folder / _RUNS)
        data = printed(name, self.setting, self._named(runs / f"{name}.ipynb"))
        return write_whole(self._path(f"{PLAN if name == PLAN_NOTEBOOK else name}.pdf"), data)

    def _report(self) -> Report:
        answers = self.journal.answers(self.setting.case)
        return Report(answers, self.setting.audience, self.setting.today or date.today())

    def _ics(self) -> bytes:
        report, case = self._report(), self.setting.case
        made_on = date.fromtimestamp(self.journal.created_at(case))
        now = list(entries(report.plan, report.answers, made_on, report.audience))
        noted = report.everything.raw.get(NOTED, {}).get(report.audience, {})
        day = self.setting.today
        moment = datetime(day.year, day.month, day.day, tzinfo=UTC) if day else datetime.now(UTC).replace(microsecond=0)
        found = versions(now, noted, moment)
        self._note(
            Change(section=NOTED, row=report.audience, field=one.entry.key, value=one.note())
            for one in found
            if one.note() != noted.get(one.entry.key)
        )
        return to_ics(found, case)

    def _eml(self) -> bytes:
        return to_eml(self._reply(self.journal.answers(self.setting.case)))

    def _reply(self, answers: Answers) -> Reply:
        # A shared draft is for somebody else to look at: no address, no phone number (R6).
        return compose(answers.for_audience(self.setting.audience, SECTIONS))

    def _json(self) -> bytes:
        return export_case(self.journal, self.setting.case, self.setting.audience)

    def _path(self, name: str) -> Path:
        return self._named(self.folder / name)

    def _named(self, path: Path) -> Path:
        shared = self.setting.audience == "share"
        return path.with_name(f"{path.stem}-shared{path.suffix}") if shared else path
