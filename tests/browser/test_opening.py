"""A prepared notebook opens as a page that is alive; a changed one does not run; no notebook file holds an answer."""

from __future__ import annotations

import time
from typing import Any

import nbformat
import pytest

from workbook.lab import is_sealed, seal

from .conftest import Bench, Desk, alive, until

RAN = "import pathlib\npathlib.Path(case + '.ran').touch()"


def test_a_prepared_notebook_runs_by_itself_and_shows_no_code(desk: Desk) -> None:
    """Within seconds of opening the address there is a form, and nothing that looks like programming."""
    started = time.monotonic()
    page = desk.open()
    assert time.monotonic() - started < 20
    assert page.get_by_role("heading", name="A page").is_visible()
    shown = page.locator("body").inner_text()
    assert "import" not in shown
    assert "Kernel" not in shown
    assert not page.locator(".jp-InputPrompt, .cm-editor, .jp-Toolbar").locator("visible=true").count()


def test_no_request_leaves_this_computer(desk: Desk) -> None:
    """From opening to saving, the page talks to its own server only."""
    seen: list[str] = []
    page = desk.context.new_page()
    page.on("request", lambda request: seen.append(request.url))
    page.goto(desk.url)
    alive(page)
    page.get_by_label("One line").fill("x")
    desk.saved("line", "x")
    assert any("/api/kernels" in url or "/api/sessions" in url for url in seen)
    own = f"http://127.0.0.1:{desk.bench.lab.port}/"
    assert [url for url in seen if not url.startswith((own, "data:", "blob:"))] == []


@pytest.mark.parametrize("desk", [{"before": RAN}], indirect=True)
@pytest.mark.parametrize("change", ["a cell's code", "a cell more", "another key", "no seal"])
def test_a_notebook_that_was_changed_does_not_run(desk: Desk, change: str, tmp_path: Any) -> None:
    """Whoever changes the code cannot make it run on opening, also not with a seal of their own."""
    nb = nbformat.read(desk.notebook, as_version=4)
    if change == "a cell's code":
        nb.cells[1].source += "\n# more"
    elif change == "a cell more":
        nb.cells.append(nbformat.v4.new_code_cell("1"))
    elif change == "another key":
        nb = seal(nb, tmp_path / "elsewhere")
    else:
        del nb.metadata["workbook"]["seal"]
    assert not is_sealed(nb, desk.bench.home)
    nbformat.write(nb, desk.notebook)
    page = desk.visit()
    page.get_by_role("status").filter(has_text="This notebook was changed, so it was not started").wait_for()
    # Not only there, but to be seen.
    page.wait_for_function("document.querySelector('.wb-note').parentElement.offsetHeight > 40")
    page.get_by_role("heading", name="A page").wait_for()
    desk.kernel_at_rest()
    assert not (desk.bench.root / f"{desk.case}.ran").exists()


def test_somebody_elses_notebook_is_left_alone(desk: Desk) -> None:
    """A notebook that is not ours opens as in any JupyterLab: nothing runs and nothing is said."""
    nb = nbformat.read(desk.notebook, as_version=4)
    del nb.metadata["workbook"]
    nb.cells[2].source = RAN
    nbformat.write(nb, desk.notebook)
    page = desk.visit()
    page.get_by_role("heading", name="A page").wait_for()
    desk.kernel_at_rest()
    assert not page.locator(".wb-note, .wb-sealed").count()
    assert not (desk.bench.root / f"{desk.case}.ran").exists()


@pytest.mark.parametrize("desk", [{"after": "print(form._journal.answers(case).raw)"}], indirect=True)
def test_a_saved_notebook_holds_no_answer(desk: Desk) -> None:
    """Saved by JupyterLab with answers on the screen, the file has no output, no widget and no answer."""
    page = desk.open()
    page.get_by_label("Several lines").fill("a private sentence")
    desk.saved("text", "a private sentence")
    page.close()
    page = desk.visit(desk.url.replace("/doc/tree/", "/lab/tree/"))
    alive(page)
    page.get_by_text("'a private sentence'").wait_for()
    before = desk.notebook.stat().st_mtime_ns
    with page.expect_response(lambda answer: answer.request.method == "PUT" and "/api/contents/" in answer.url) as done:
        page.get_by_role("menuitem", name="File").click()
        page.get_by_text("Save Notebook", exact=True).click()
    assert done.value.ok
    until(lambda: desk.notebook.stat().st_mtime_ns > before, "the file is written")
    written = desk.notebook.read_text(encoding="utf-8")
    assert "private sentence" not in written
    nb = nbformat.reads(written, as_version=4)
    assert [cell.outputs for cell in nb.cells if cell.cell_type == "code"] == [[], [], []]
    assert "widgets" not in nb.metadata
    assert is_sealed(nb, desk.bench.home)


def test_a_finished_page_asks_nothing_on_closing(desk: Desk) -> None:
    """There is nothing to save in the notebook, so the browser does not ask whether to leave."""
    page = desk.open()
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.get_by_label("One line").fill("x")
    desk.saved("line", "x")
    with page.expect_event("close"):
        page.close(run_before_unload=True)
    assert asked == []


def test_a_link_leads_to_the_next_notebook_which_runs_too(desk: Desk, bench: Bench) -> None:
    """The pages of a case link to each other; each comes alive when it is opened."""
    target = bench.root / f"{desk.case}-next.ipynb"
    target.write_bytes(desk.notebook.read_bytes())
    nb = nbformat.read(desk.notebook, as_version=4)
    nb.cells[0].source += f"\n\n[On to the next]({target.name})"
    nbformat.write(seal(nb, bench.home), desk.notebook)
    page = desk.open()
    page.get_by_role("link", name="On to the next").click()
    until(lambda: any(one["path"] == target.name for one in bench.api("GET", "/api/sessions")), "the next one is open")
    page.locator('.jp-NotebookPanel:not(.lm-mod-hidden) .wb-section[aria-busy="false"]').wait_for()
    assert target.name in page.url
