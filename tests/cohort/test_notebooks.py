"""The three notebooks: clean as committed, with the parameters of all and their own, every part in order."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

import nbformat
import papermill
import pytest

from workbook import cohort, facilitator, patterns
from workbook.blocks import MIME, Block, Callout, Cover, Paragraph
from workbook.lab.seal import is_sealed
from workbook.run import Setting, folder, prepare, source
from workbook.sheet import Sheet

NAMES = {"cohort": cohort.PARTS, "facilitator": facilitator.PARTS, "patterns": patterns.PARTS}
OWN = {"cohort": {"bundles"}, "facilitator": {"session", "start", "country"}, "patterns": set()}


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_is_committed_clean(name: str) -> None:
    """No outputs, no counts, no metadata of programs, no logic."""
    data: dict[str, Any] = json.loads((folder() / f"{name}.ipynb").read_text(encoding="utf-8"))
    nbformat.validate(data)
    assert not set(data["metadata"]) & {"papermill", "widgets"}
    for cell in data["cells"]:
        assert not cell.get("outputs")
        assert cell.get("execution_count") is None
        assert set(cell["metadata"]) <= {"tags"}
        if cell["cell_type"] == "code":
            kinds = {type(node) for node in ast.walk(ast.parse("".join(cell["source"])))}
            assert not kinds & {ast.If, ast.For, ast.Try, ast.FunctionDef, ast.While}


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_has_the_parameters_of_all_and_its_own(name: str) -> None:
    """papermill shows each with its type and its comment."""
    known = papermill.inspect_notebook(str(folder() / f"{name}.ipynb"))
    assert set(known) == set(Setting(case="x", journal=Path("x")).parameters("form")) | OWN[name]
    for parameter in known.values():
        assert parameter["inferred_type_name"] == "str"
        assert parameter["help"]


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_shows_every_part_in_order(name: str) -> None:
    """As the room declares them."""
    found = [
        node.args[0].value
        for cell in source(name).cells
        if cell.cell_type == "code"
        for node in ast.walk(ast.parse(cell.source))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "part"
        if isinstance(node.args[0], ast.Constant)
    ]
    assert found == list(NAMES[name])


def test_one_is_prepared_and_sealed_with_its_own_parameters(tmp_path: Path) -> None:
    """As for the phases; nothing runs."""
    more = {"session": "half-day", "start": "14:00", "country": "other"}
    setting = Setting(case="", journal=tmp_path / "journal.sqlite3", more=more)
    made = nbformat.read(prepare("facilitator", setting, tmp_path / "facilitator.ipynb"), as_version=4)
    assert is_sealed(made)
    injected = next(cell.source for cell in made.cells if "injected-parameters" in cell.metadata.get("tags", []))
    assert 'session = "half-day"' in injected
    assert 'start = "14:00"' in injected
    assert not (tmp_path / "journal.sqlite3").exists()


@pytest.mark.parametrize(("mode", "kinds"), [("form", ["callout", "paragraph"]), ("print", ["cover", "paragraph"])])
def test_a_sheet_has_the_support_panel_on_the_screen_and_the_cover_on_paper(
    mode: str, kinds: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """R2: one click away in every notebook; the title does not come twice."""
    shown: list[Any] = []
    monkeypatch.setattr("IPython.display.display", lambda data, **_rest: shown.append(data))
    blocks: list[Block] = [Cover(title="x"), Paragraph(text="y")]
    sheet = Sheet(lambda _name: blocks, mode, Callout(tone="support", title="z"))
    sheet.head()
    sheet.part("any")
    assert [one[MIME]["kind"] for one in shown if MIME in one] == kinds
    with pytest.raises(ValueError, match="mode"):
        Sheet(lambda _name: blocks, "x", Callout(tone="support", title="z"))
