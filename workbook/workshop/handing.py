"""Make the folders, two at a time: what papermill prepares and runs, what is printed, what the person brings in.

A folder is made aside and appears in its place whole. After each, the manifest is written, so a run that is stopped or
killed at any moment goes on where it was.
"""

from __future__ import annotations

import errno
import shutil
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor, as_completed
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from workbook import __version__
from workbook.casefile import FORMAT, VERSION, CaseFile, import_case
from workbook.deliver import print_blocks
from workbook.errors import DiskFull, FolderUnusable, WorkbookError
from workbook.files import make_folder, write_whole
from workbook.journal import Journal, StoredRevision
from workbook.phases import PHASES
from workbook.run import NOTEBOOKS, Setting, prepare, printed
from workbook.warm import PRELOAD, begin
from workbook.words import LANGUAGES, Text, _, language
from workbook.worksheet import worksheet
from workbook.workshop.busy import alone
from workbook.workshop.manifest import Made, Manifest
from workbook.workshop.planning import CASE_FILE, Planned
from workbook.workshop.start_sheet import MESSAGE, TITLE, WORKSHEET, start_sheet

WORKERS: Final = 2
NOTEBOOKS_FOLDER: Final = "notebooks"
_MESSAGE_PAGE: Final = next(phase.notebook for phase in PHASES if phase.key == "respond")
_ASIDE: Final = ".making"
_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_UNEXPECTED: Final = _("Something went wrong that the workbook does not know ({kind}).")


@dataclass(frozen=True)
class Outcome:
    """How it went for one person: ``problem`` says what was in the way, if anything."""

    plan: Planned
    problem: Text | str | None = None


def hand_out(
    plans: Sequence[Planned], manifest: Manifest, today: date, workers: int = WORKERS
) -> Generator[Outcome, None, None]:
    """Make the folders of *plans* that are not done; yield how each went, as soon as it is on the disk.

    Raises ``DiskFull`` or ``FolderUnusable`` where going on makes no sense, and ``WorkshopBusy``.
    """
    todo = [plan for plan in plans if not plan.done]
    make_folder(manifest.out)
    with alone(manifest.out), _aside(manifest.out) as aside:
        begin(PRELOAD)
        journal = _journal(aside, todo)
        for code in LANGUAGES:
            # The language is one for the whole process, so one after the other.
            group = [plan for plan in todo if plan.person.language == code]
            if group:
                with language(code):
                    maker = _Maker(manifest.out, aside, journal, today, _worksheet(today))
                    manifest = yield from _made(maker, group, manifest, workers)


def case_file(plan: Planned) -> CaseFile:
    """Return the case to import: the facts of the list and the letter, and nothing else (R12)."""
    moment = plan.made_at
    revisions = [
        StoredRevision(change.section, change.row, change.field, change.value, "", moment, moment, None)
        for change in plan.person.changes
    ]
    return CaseFile(
        format=FORMAT, version=VERSION, case=plan.case, audience="private", created_at=moment, revisions=revisions
    )


@dataclass(frozen=True)
class _Maker:
    """Makes one folder after the other, in the language of the moment."""

    out: Path
    aside: Path
    journal: Path
    today: date
    worksheet: bytes

    def make(self, plan: Planned) -> Made:
        place = make_folder(self.aside / plan.case)
        notebooks = make_folder(place / NOTEBOOKS_FOLDER)
        write_whole(place / CASE_FILE, _bytes(case_file(plan)))
        setting = Setting(case=plan.case, journal=self.journal)
        for name in NOTEBOOKS:
            prepare(name, setting, notebooks / f"{name}.ipynb")
        page = Setting(case=plan.case, journal=self.journal, today=self.today)
        message = printed(_MESSAGE_PAGE, page, self.aside / f"{plan.case}.ipynb")
        write_whole(place / f"{MESSAGE}.pdf", message)
        write_whole(place / f"{WORKSHEET}.pdf", self.worksheet)
        blocks = start_sheet(plan.person.name, CASE_FILE, NOTEBOOKS_FOLDER, self.today)
        write_whole(place / f"{TITLE}.pdf", print_blocks(blocks, str(TITLE)))
        return self._handed(plan, place)

    def _handed(self, plan: Planned, place: Path) -> Made:
        """Put what was made in *place* where it belongs; a folder that is there keeps what is not ours."""
        target = self.out / plan.folder
        names = sorted(path.relative_to(place).as_posix() for path in place.rglob("*") if path.is_file())
        if target.exists():
            make_folder(target / NOTEBOOKS_FOLDER)
            names = [write_whole(target / name, (place / name).read_bytes()).relative_to(target).as_posix()
                     for name in names]  # fmt: skip
            for old in set(plan.before.files if plan.before else ()) - set(names):
                (target / old).unlink(missing_ok=True)
        else:
            place.rename(target)
        return Made(
            folder=plan.folder,
            case=plan.case,
            digest=plan.person.digest,
            made_with=__version__,
            made_at=plan.made_at,
            files=tuple(names),
        )


def _made(
    maker: _Maker, group: Sequence[Planned], manifest: Manifest, workers: int
) -> Generator[Outcome, None, Manifest]:
    """Yield the outcomes of *group*, return the manifest; when stopped, finish and note what is under way."""
    with ThreadPoolExecutor(workers) as pool:
        waiting = {pool.submit(_guarded, maker, plan): plan for plan in group}
        try:
            for future in as_completed(list(waiting)):
                outcome, made = _outcome(waiting[future], future)
                if made:
                    manifest = manifest.with_made(made)
                yield outcome
        except BaseException:
            pool.shutdown(cancel_futures=True)
            for future in waiting:
                with suppress(Exception, CancelledError):
                    # Stopped between making and noting, it is noted now.
                    if (made := future.result()) != manifest.made.get(made.folder):
                        manifest = manifest.with_made(made)
            raise
    return manifest


def _guarded(maker: _Maker, plan: Planned) -> Made:
    try:
        return maker.make(plan)
    except OSError as error:
        if error.errno in _FULL:
            raise DiskFull(name=plan.folder) from error
        raise


def _outcome(plan: Planned, future: Future[Made]) -> tuple[Outcome, Made | None]:
    try:
        return Outcome(plan), future.result()
    except (DiskFull, FolderUnusable):
        raise
    except WorkbookError as error:
        return Outcome(plan, str(error).partition("\n")[0]), None
    except Exception as error:
        # Whatever it is, it must not take the others' folders away. Its text may quote the row, so it is left out.
        return Outcome(plan, _UNEXPECTED.fill(kind=type(error).__name__)), None


def _worksheet(today: date) -> bytes:
    return print_blocks(worksheet(None, today), str(WORKSHEET))


def _journal(aside: Path, plans: Sequence[Planned]) -> Path:
    """Make a journal of all cases, for the notebooks that are run; it goes when the work is done."""
    path = aside / "journal.sqlite3"
    with Journal(path) as journal:
        for plan in plans:
            case = write_whole(aside / CASE_FILE, _bytes(case_file(plan)))
            import_case(journal, case)
    return path


def _bytes(file: CaseFile) -> bytes:
    return file.model_dump_json(indent=1).encode() + b"\n"


@contextmanager
def _aside(out: Path) -> Iterator[Path]:
    """Give a folder for what is not finished; what a killed run left there is removed first."""
    place = out / _ASIDE
    shutil.rmtree(place, ignore_errors=True)
    for left in out.glob(".workshop-*.part"):
        with suppress(OSError):
            left.unlink()
    make_folder(place)
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)
