"""notebooks: clean as committed, one set of parameters, every section and every part asked for once."""

from __future__ import annotations

import ast
import json
import os
from pathlib import Path
from typing import Any, Final

import nbformat
import papermill
import pytest
from jupyter_client.manager import run_kernel

from workbook.journal import ENV, Journal
from workbook.phases import PHASES, SECTIONS, START_NOTEBOOK
from workbook.report import PARTS_OF_REPORT
from workbook.run import NOTEBOOKS, Setting, folder, source

HEAVY: Final = {
    "pandas", "numpy", "nbconvert", "papermill", "typst", "babel", "bs4", "mistune", "icalendar",
    "email.headerregistry",
    "workbook.letter", "workbook.casefile", "workbook.bundle", "workbook.export", "workbook.run",
}  # fmt: skip
"""What a button, a print or a command needs, and a page that is only filled in or read does not."""
PATHS = [folder() / f"{name}.ipynb" for name in NOTEBOOKS]


def calls(name: str) -> list[tuple[str, str]]:
    """Return (method, first argument) of each call on the page."""
    found = []
    for cell in source(name).cells:
        if cell.cell_type == "code" and "parameters" not in cell.metadata.get("tags", []):
            for node in ast.walk(ast.parse(cell.source)):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
                    argument = node.args[0]
                    assert isinstance(argument, ast.Constant)
                    found.append((node.func.attr, argument.value))
    return found


def test_the_five_notebooks_are_there() -> None:
    """In order."""
    assert [path.stem for path in PATHS] == ["1-absorb", "2-respond", "3-analyse", "4-relaunch", "5-recovery-plan"]
    assert all(path.is_file() for path in PATHS)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_a_notebook_is_committed_clean(path: Path) -> None:
    """No outputs, no counts, no papermill or widget metadata, nothing but one call a cell."""
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    nbformat.validate(data)
    assert not set(data["metadata"]) & {"papermill", "widgets"}
    for cell in data["cells"]:
        assert not cell.get("outputs")
        assert cell.get("execution_count") is None
        assert set(cell["metadata"]) <= {"tags"}
        text = "".join(cell["source"])
        if cell["cell_type"] == "code":
            assert "try" not in text
            assert "sys.path" not in text


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_notebook_has_the_one_set_of_parameters_with_help(name: str) -> None:
    """papermill shows each with its type and its comment."""
    known = papermill.inspect_notebook(str(folder() / f"{name}.ipynb"))
    assert set(known) == set(Setting(case="x", journal=Path("x")).parameters("form"))
    for parameter in known.values():
        assert parameter["inferred_type_name"] == "str"
        assert parameter["help"]


@pytest.mark.parametrize("phase", PHASES, ids=lambda phase: phase.key)
def test_a_phase_notebook_asks_each_of_its_sections_once(phase: Any) -> None:
    """A new section that no notebook shows is found here."""
    asked = [key for method, key in calls(phase.notebook) if method == "form"]
    assert [key for key in asked if key != "case"] != []
    assert sorted(key for key in asked if key != "case") == sorted(section.about.key for section in phase.sections)


def test_every_section_is_asked_somewhere() -> None:
    """The case, too."""
    asked = {key for name in NOTEBOOKS for method, key in calls(name) if method == "form"}
    assert asked == {section.about.key for section in SECTIONS}


def test_the_plan_notebook_shows_every_part_in_order() -> None:
    """As the report declares them."""
    assert [key for method, key in calls("5-recovery-plan") if method == "part"] == list(PARTS_OF_REPORT)


@pytest.mark.slow
@pytest.mark.parametrize("name", [START_NOTEBOOK, *NOTEBOOKS])
def test_a_page_that_is_open_and_filled_in_has_loaded_nothing_heavy(name: str, demo_journal: Journal) -> None:
    """Each of a person's open pages has a kernel, and office computers have little memory."""
    widgets: list[str] = []
    printed: list[str] = []

    def noted(message: dict[str, Any]) -> None:
        content = message["content"]
        if message["msg_type"] == "comm_open" and content["data"]["state"].get("_model_module") == "anywidget":
            widgets.append(content["comm_id"])
        elif message["msg_type"] == "stream":
            printed.append(content["text"])

    skip = {"row": "", "field": "_status", "value": "skip", "edited_at": 1_800_000_000}
    with run_kernel(env={**os.environ, ENV: str(demo_journal.path)}) as client:

        def run(code: str) -> None:
            assert client.execute_interactive(code, timeout=60, output_hook=noted)["content"]["status"] == "ok"

        parameters, *cells = [cell.source for cell in source(name).cells if cell.cell_type == "code"]
        for cell in (parameters, "case = 'demo'", *cells):
            run(cell)
        for widget in widgets:
            for said in ({"type": "open"}, {"type": "save", "writer": "tab", "changes": [skip]}):
                content = {"comm_id": widget, "data": {"method": "custom", "content": {"view": "a", **said}}}
                client.shell_channel.send(client.session.msg("comm_msg", content))
        run("import sys; print(*sys.modules)")
    loaded = set("".join(printed).split())
    answers = demo_journal.answers("demo")
    assert all(answers.status(one) == "skip" for phase in PHASES if phase.notebook == name for one in phase.sections)
    assert loaded & {"workbook.coach", "workbook.report"}
    # The mail draft stands ready to be saved beside the message.
    needed = {"email.headerregistry"} if name == "2-respond" else set()
    assert loaded & HEAVY == needed
