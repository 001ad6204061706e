"""Cases run side by side in one process: two workers are two threads, which share the server and its memory."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from jupyter_core.utils import ensure_event_loop

from tests.warm.running import Run, comparable
from workbook import run as ours
from workbook import samples
from workbook.case import Case
from workbook.journal import Change, Journal
from workbook.run import Setting
from workbook.warm import ENGINE


def journal_of(path: Path, *names: str) -> Path:
    with Journal(path) as journal:
        for name in names:
            journal.create(name, now=1_700_000_000.0)
            mine = Change(section=Case.about.key, field="company", value=f"Company of {name}")
            journal.save(name, [*samples.answers("demo"), mine], now=1_700_000_000.0)
    return path


def test_threads_run_cases_side_by_side(tmp_path: Path) -> None:
    """Of one journal and of two: each result is that of its case alone, and the environment is as before."""
    journals = {
        "a1": journal_of(tmp_path / "a.sqlite3", "a1", "a2"),
        "a2": tmp_path / "a.sqlite3",
        "b1": journal_of(tmp_path / "b.sqlite3", "b1"),
    }

    def run(name: str) -> str:
        setting = Setting(case=name, journal=journals[name], today=date(2026, 11, 22))
        try:
            return str(comparable(ours.run("5-recovery-plan", setting, tmp_path / f"{name}.ipynb")))
        finally:
            # Jupyter leaves one open in each thread.
            ensure_event_loop().close()

    before = dict(os.environ)
    with ThreadPoolExecutor(3) as pool:
        together = dict(zip(journals, pool.map(run, journals), strict=True))
    assert dict(os.environ) == before
    for name, said in together.items():
        assert f"Company of {name}" in said
        assert not any(f"Company of {other}" in said for other in journals if other != name)
        assert said == run(name)


@pytest.mark.parametrize("engine", [ENGINE, None])
def test_a_kernel_runs_notebooks_too(engine: str | None, run: Run, tmp_path: Path) -> None:
    """As behind the button for the report: in the kernel of an open notebook, warm itself or not."""
    journal = journal_of(tmp_path / "a.sqlite3", "a1")
    setting = f"Setting(case='a1', journal=Path({str(journal)!r}))"
    said = run.said(
        "from pathlib import Path\nfrom workbook.run import Setting, run\nfrom workbook.warm import server",
        f"len(run('4-relaunch', {setting}, Path('inner.ipynb')).cells) > 5",
        "import os; server.current().works and server.current().process.pid != os.getppid()",
        engine=engine,
        cwd=str(tmp_path),
    )
    assert said[1:] == ["True", "True"]
