"""run and page: papermill prepares and runs the real notebooks in real kernels."""

from __future__ import annotations

import os
import stat
import sys
from datetime import date
from pathlib import Path
from typing import Any

import nbformat
import pytest

from workbook import run as room
from workbook.blocks import MIME
from workbook.errors import NotebookFailed, NotebookMissing, UnknownCase, UnknownParameter
from workbook.journal import ENV, Journal
from workbook.lab.seal import is_sealed
from workbook.page import open_page
from workbook.run import NOTEBOOKS, Setting, check_parameters, prepare, prepare_all, remove_prepared, run, source

TODAY = date(2026, 11, 22)


@pytest.fixture
def setting(demo_journal: Journal) -> Setting:
    return Setting(case="demo", journal=demo_journal.path, today=TODAY)


def kinds(notebook: Any) -> list[str]:
    return [
        output["data"][MIME]["kind"]
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if MIME in output.get("data", {})
    ]


@pytest.mark.slow
@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_notebook_runs_for_print_and_holds_its_blocks(name: str, setting: Setting, tmp_path: Path) -> None:
    """The file is for its owner alone and names nothing of this machine."""
    place = tmp_path / "out.ipynb"
    notebook = run(name, setting, place)
    assert kinds(notebook)[0] == "cover"
    assert len(kinds(notebook)) > 5
    written = place.read_text(encoding="utf-8")
    assert str(tmp_path) not in written
    assert "widget" not in written
    assert nbformat.reads(written, as_version=4).metadata["workbook"]["language"] == "en"
    if sys.platform != "win32":
        assert stat.S_IMODE(place.stat().st_mode) == 0o600


@pytest.mark.slow
def test_a_shared_run_holds_nothing_private(setting: Setting, tmp_path: Path) -> None:
    """R6: also not in the file of the executed notebook."""
    from tests.test_report import private_texts

    shared = Setting(case="demo", journal=setting.journal, today=TODAY, audience="share")
    for name in ("1-absorb", "5-recovery-plan"):
        run(name, shared, tmp_path / "out.ipynb")
        written = (tmp_path / "out.ipynb").read_text(encoding="utf-8")
        for secret in private_texts():
            assert secret not in written


@pytest.mark.slow
def test_a_failing_cell_is_named_and_marked(setting: Setting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Case, notebook and cell; the notebook is saved; the message of the error stays out of ours."""
    broken = source("1-absorb")
    broken.cells[4].source = "raise RuntimeError('a private sentence')"
    monkeypatch.setattr(room, "source", lambda name: broken)
    place = tmp_path / "out.ipynb"
    with pytest.raises(NotebookFailed) as caught:
        run("1-absorb", setting, place)
    said = str(caught.value)
    for word in ("demo", "1-absorb", "RuntimeError", str(place)):
        assert word in said
    assert "a private sentence" not in said
    assert "RuntimeError" in place.read_text(encoding="utf-8")


@pytest.mark.slow
def test_a_kernel_that_dies_is_named_too(setting: Setting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The caller goes on."""
    broken = source("1-absorb")
    broken.cells[4].source = "import os; os._exit(3)"
    monkeypatch.setattr(room, "source", lambda name: broken)
    with pytest.raises(NotebookFailed, match="DeadKernelError"):
        run("1-absorb", setting, tmp_path / "out.ipynb")


@pytest.mark.slow
def test_the_environment_is_given_back(setting: Setting, tmp_path: Path) -> None:
    """A run leaves no variable behind."""
    before = dict(os.environ)
    run("4-relaunch", setting, tmp_path / "out.ipynb")
    assert dict(os.environ) == before


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_prepared_notebook_is_sealed_and_holds_no_answer(name: str, setting: Setting, tmp_path: Path) -> None:
    """Parameters of the case in mode form; code hidden; nothing executed."""
    place = prepare(name, setting, tmp_path / "in.ipynb")
    notebook = nbformat.read(place, as_version=4)
    assert is_sealed(notebook)
    assert not any(cell.get("outputs") for cell in notebook.cells)
    written = place.read_text(encoding="utf-8")
    assert 'case = \\"demo\\"' in written
    assert 'mode = \\"form\\"' in written
    assert "Amina" not in written


def test_all_are_prepared_beside_the_journal_and_removed_with_the_case(demo_journal: Journal) -> None:
    """One folder a case."""
    place = prepare_all("demo", demo_journal.path)
    assert place.parent.parent == demo_journal.path.parent.resolve()
    assert sorted(path.stem for path in place.glob("*.ipynb")) == sorted(NOTEBOOKS)
    remove_prepared("demo", demo_journal.path)
    assert not place.exists()


def test_cells_are_for_the_screen_or_for_paper(setting: Setting, tmp_path: Path) -> None:
    """The hint to stop for today is not printed."""
    prepared = nbformat.read(prepare("1-absorb", setting, tmp_path / "in.ipynb"), as_version=4)
    assert any("good place to stop" in cell.source for cell in prepared.cells)
    printed = room._for_mode(source("1-absorb"), "print")
    assert not any("good place to stop" in cell.source for cell in printed.cells)


def test_unknown_parameters_are_refused() -> None:
    """papermill itself only warns."""
    with pytest.raises(UnknownParameter, match="does not know the parameter feeling"):
        check_parameters("1-absorb", {"case": "x", "feeling": "sad"})


def test_a_missing_notebook_is_said_in_words(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """As after a broken installation."""
    monkeypatch.setattr(room, "folder", lambda: tmp_path)
    with pytest.raises(NotebookMissing, match="Install the workbook again"):
        source("1-absorb")


def test_a_page_of_an_unknown_case_fails_at_once(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the first cell."""
    monkeypatch.setenv(ENV, str(journal.path))
    with pytest.raises(UnknownCase):
        open_page("1-absorb", case="nope")


@pytest.mark.parametrize("wrong", [{"mode": "draw"}, {"audience": "all"}, {"today": "soon"}, {"notebook": "9"}])
def test_a_page_refuses_words_it_does_not_know(
    wrong: dict[str, str], demo_journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A typo in a parameter does not become something else."""
    monkeypatch.setenv(ENV, str(demo_journal.path))
    given = {"notebook": "1-absorb", "case": "demo", **wrong}
    with pytest.raises(ValueError, match=r"is one of|Invalid isoformat"):
        open_page(given.pop("notebook"), **given)
