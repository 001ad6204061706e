"""What is about no case of one's own: patterns, cohort, the facilitator's guide, the plan of a bundle."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Literal

from workbook import gathering
from workbook.bundle import Bundle, as_shared
from workbook.files import make_folder, write_whole
from workbook.gathering import Gathered
from workbook.journal import Change, Journal
from workbook.phases import PLAN_NOTEBOOK
from workbook.run import Setting, prepare, prepared_folder, printed

_LAST: Final = ".cohort-last.json"
"""Whom the last cohort was made of, as numbers drawn by lot; nothing else tells that two cohorts differ by one."""

Name = Literal["patterns", "cohort", "facilitator"]


def print_notebook(name: Name, setting: Setting, place: Path, *, keep: Path | None = None) -> Path:
    """Run *name*, write it as PDF to *place* and return where it is; the executed notebook goes to *keep*, if given."""
    make_folder(place.parent)
    with tempfile.TemporaryDirectory() as work:
        data = printed(name, setting, keep or Path(work) / f"{name}.ipynb")
    return write_whole(place, data)


def print_plan(bundle: Bundle, out: Path) -> Path | None:
    """Print the plan of one person from their bundle alone (R12), as it was on the day when they made it.

    Returns where it is, or nothing where only numbers were handed over.
    """
    if not bundle.answers:
        return None
    case = "shared"
    with tempfile.TemporaryDirectory() as work:
        path = Path(work) / "journal.sqlite3"
        with Journal(path) as journal:
            journal.create(case, now=bundle.made_at.timestamp())
            journal.save(case, list(_changes(bundle)))
        setting = Setting(case=case, journal=path, audience="share", today=bundle.made_at.astimezone().date())
        data = printed(PLAN_NOTEBOOK, setting, Path(work) / "plan.ipynb")
    return write_whole(make_folder(out) / f"plan-{bundle.case[:8]}.pdf", data)


def _changes(bundle: Bundle) -> Iterator[Change]:
    for section, rows in as_shared(bundle.answers).raw.items():
        for row, fields in rows.items():
            for field, value in fields.items():
                yield Change(section=section, row=row, field=field, value=value)


def print_cohort(folder: Path, out: Path, setting: Setting) -> Path:
    """Make the PDF of the cohort of the bundles in *folder*, and its notebook, in *out*."""
    with _bundles_in(folder):
        return print_notebook("cohort", setting, out / "cohort.pdf", keep=make_folder(out) / "cohort.ipynb")


def changed_by_few(gathered: Gathered, out: Path, least: int) -> bool:
    """Return whether the last cohort in *out* had nearly the same people, and note those of this one.

    Fewer than *least* people more or less, and whoever has both can tell something about these few.
    """
    people = {bundle.person for bundle in gathered.bundles}
    path = out / _LAST
    try:
        before = set(map(str, json.loads(path.read_bytes())))
    except (OSError, ValueError, TypeError):
        before = set()
    write_whole(path, json.dumps(sorted(people)).encode())
    return bool(before) and 0 < len(before ^ people) < least


def open_notebook(
    name: Name, setting: Setting, *, exports: Path, port: int, browser: bool, on_ready: Callable[[str, bool], None]
) -> int:
    """Prepare *name* afresh, open it in JupyterLab, and return the exit code when that ends."""
    from workbook.lab import open_lab

    root = make_folder(prepared_folder("case", setting.journal).parent)
    notebook = prepare(name, setting, root / f"{name}.ipynb")
    return open_lab(
        notebook, root=root, journal=setting.journal, exports=exports, port=port, browser=browser, on_ready=on_ready
    )


@contextmanager
def _bundles_in(folder: Path) -> Iterator[None]:
    """Tell the kernel where the bundles are."""
    before = os.environ.get(gathering.ENV)
    os.environ[gathering.ENV] = str(folder.resolve())
    try:
        yield
    finally:
        if before is None:
            del os.environ[gathering.ENV]
        else:
            os.environ[gathering.ENV] = before
