"""The process that does what takes seconds for the first page: prepare, print, delete, wipe.

It reads one job as JSON from its standard input and writes a line of JSON for each step and for the end. It exists so
that a kernel, which only holds forms, never imports what prints.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, TextIO

from workbook.errors import WorkbookError
from workbook.words import LANGUAGES, _, set_language

Message = dict[str, Any]

_FILES_OF_JOURNAL: Final = ("", "-journal", "-wal", "-shm")


def main() -> None:
    """Do the job that comes in, and say how it went."""
    # Whatever else is printed must not get between the lines.
    lines = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    sys.stdout = sys.stderr
    job = json.load(sys.stdin)
    try:
        set_language(LANGUAGES[job["language"]].code)
        tell = _Steps(lines)
        found = JOBS[job["job"]](job, tell)
    except WorkbookError as error:
        what, _line, next_step = str(error).partition("\n")
        _say(lines, {"type": "failed", "what": what, "next": next_step})
    else:
        _say(lines, {"type": "done", **found})


class _Steps:
    """Says each step before it begins, with its number."""

    def __init__(self, lines: TextIO) -> None:
        self._lines = lines
        self._number = 0
        self.all = 1

    def __call__(self, text: object) -> None:
        self._number += 1
        _say(self._lines, {"type": "step", "number": self._number, "all": self.all, "text": str(text)})


def prepare(job: Message, tell: _Steps) -> Message:
    """Prepare the notebooks of some cases."""
    tell(_("Preparing the pages"))
    from workbook.run import prepare_all

    for case in job["cases"]:
        prepare_all(case, Path(job["journal"]))
    return {"cases": job["cases"]}


def make(job: Message, tell: _Steps) -> Message:
    """Make the plan as PDF, or everything as one zip file, into the job's folder."""
    from workbook.phases import PHASES, PLAN_NOTEBOOK

    titles = {PLAN_NOTEBOOK: _("Your plan"), **{phase.notebook: phase.title for phase in PHASES}}
    whole = job["what"] == "all"
    tell.all = len(titles) + 2 if whole else 2
    tell(_("Getting ready"))
    from workbook.deliver import Delivery
    from workbook.export import RecoveryPDFExporter  # noqa: F401  so that the next step is the printing alone
    from workbook.journal import opened
    from workbook.run import Setting

    journal, out = Path(job["journal"]), Path(job["folder"])
    with opened(journal) as book:
        setting = Setting(case=job["case"], journal=journal, audience=job["audience"])
        delivery = Delivery(book, setting, out)
        if not whole:
            tell(_("Writing and printing your plan"))
            made = delivery.make("pdf")
        else:
            pages = delivery.make_all(lambda name: tell(titles.get(name, _("Calendar and message"))))
            made = out / "recovery-plan.zip"
            with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
                for page in pages:
                    archive.write(page, page.name)
    return _handed(made)


def patterns(job: Message, tell: _Steps) -> Message:
    """Make what all cases have in common as PDF, into the job's folder."""
    tell.all = 2
    tell(_("Getting ready"))
    from workbook.deliver import PATTERNS
    from workbook.export import RecoveryPDFExporter  # noqa: F401  so that the next step is the printing alone
    from workbook.handouts import print_notebook
    from workbook.run import Setting

    tell(_("Writing and printing what your cases have in common"))
    setting = Setting(case="", journal=Path(job["journal"]))
    return _handed(print_notebook("patterns", setting, Path(job["folder"]) / PATTERNS))


def _handed(made: Path) -> Message:
    return {"made": str(made), "name": made.name, "size": made.stat().st_size}


def delete(job: Message, tell: _Steps) -> Message:
    """Delete one case: what was exported of it, its pages, its answers with their history."""
    tell(_("Deleting"))
    from workbook.journal import opened

    with opened(Path(job["journal"])) as book:
        return {"case": job["case"], "left": _delete(book, job["case"], job["exports"])}


def wipe(job: Message, tell: _Steps) -> Message:
    """Remove everything of this person that the workbook has on this computer, and say what that was."""
    from workbook.journal import opened

    journal = Path(job["journal"])
    left = []
    with opened(journal) as book:
        cases = book.cases()
        tell.all = len(cases) + 2
        for case in cases:
            tell(case)
            left += _delete(book, case, job["exports"])
    tell(_("The journal"))
    # Another window may hold the file open: then it stays, but without a byte of an answer in it.
    kept = [end for end in _FILES_OF_JOURNAL if not _remove(journal.with_name(journal.name + end))]
    tell(_("The prepared pages"))
    from workbook.run import prepared_folder

    # The first page is still open; it holds nothing.
    prepared = prepared_folder("case", journal).parent
    for folder in prepared.iterdir() if prepared.is_dir() else ():
        if folder.is_dir():
            shutil.rmtree(folder, ignore_errors=True)
    return {"cases": len(cases), "journal_gone": not kept, "left": left}


def _delete(book: Any, case: str, exports: str | None) -> list[str]:
    """Delete *case*; return where files of the person's own were left."""
    from workbook.deliver import Delivery
    from workbook.run import Setting, remove_prepared

    left = []
    if exports:
        delivery = Delivery(book, Setting(case=case, journal=book.path), Path(exports))
        if not delivery.remove():
            left.append(str(delivery.folder))
    remove_prepared(case, book.path)
    book.delete(case)
    return left


def _remove(path: Path) -> bool:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return False
    return True


def _say(lines: TextIO, message: Message) -> None:
    lines.write(json.dumps(message) + "\n")
    lines.flush()


JOBS: Final[dict[str, Callable[[Message, _Steps], Message]]] = {
    "prepare": prepare,
    "make": make,
    "patterns": patterns,
    "delete": delete,
    "wipe": wipe,
}


if __name__ == "__main__":
    main()
