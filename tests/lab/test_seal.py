"""The seal: code hidden, cells fixed, and any change of the code seen."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output, new_raw_cell

from workbook.lab import is_sealed, seal
from workbook.lab.seal import canonical, key


@pytest.fixture
def nb() -> Any:
    cells = [new_markdown_cell("# Title"), new_code_cell("case = 'case-1'"), new_code_cell("show()\nmore()")]
    return new_notebook(cells=cells, metadata={"workbook": {"language": "en"}})


def test_a_sealed_notebook_hides_its_code_and_holds_no_output(nb: Any) -> None:
    """Sources are hidden, cells cannot be edited or deleted, outputs and stored widgets are gone; the rest stays."""
    nb.cells[1].outputs = [new_output("stream", text="an answer")]
    nb.cells[1].execution_count = 3
    nb.metadata["widgets"] = {"state": "an answer"}
    before = copy.deepcopy(nb)
    sealed = seal(nb)
    assert nb == before
    nbformat.validate(sealed)
    assert [cell.source for cell in sealed.cells] == [cell.source for cell in nb.cells]
    assert all(cell.metadata["editable"] is False and cell.metadata["deletable"] is False for cell in sealed.cells)
    code = [cell for cell in sealed.cells if cell.cell_type == "code"]
    assert all(cell.metadata["jupyter"]["source_hidden"] for cell in code)
    assert [(cell.outputs, cell.execution_count) for cell in code] == [([], None), ([], None)]
    assert "an answer" not in nbformat.writes(sealed)
    assert sealed.metadata["workbook"]["language"] == "en"


def test_a_sealed_notebook_is_recognised_also_after_a_way_through_a_file(nb: Any, tmp_path: Path) -> None:
    """Writing splits sources into lines; the seal means the text."""
    path = tmp_path / "page.ipynb"
    nbformat.write(seal(nb), path)
    assert is_sealed(nbformat.read(path, as_version=4))
    import json

    assert is_sealed(json.loads(path.read_text(encoding="utf-8")))


def _source(nb: Any) -> None:
    nb.cells[1].source += "\nimport os"


def _order(nb: Any) -> None:
    nb.cells[1:] = reversed(nb.cells[1:])


def _more(nb: Any) -> None:
    nb.cells.append(new_code_cell(""))


def _less(nb: Any) -> None:
    del nb.cells[2]


def _moved(nb: Any) -> None:
    nb.cells[1].source, nb.cells[2].source = "case = 'case-1'\nshow()", "more()"


def _turned(nb: Any) -> None:
    nb.cells[0] = new_code_cell(nb.cells[0].source)


def _bare(nb: Any) -> None:
    del nb.metadata["workbook"]["seal"]


def _null(nb: Any) -> None:
    nb.metadata["workbook"]["seal"] = None


@pytest.mark.parametrize("change", [_source, _order, _more, _less, _moved, _turned, _bare, _null])
def test_a_change_of_the_code_breaks_the_seal(nb: Any, change: Callable[[Any], None]) -> None:
    """A changed, moved, added or missing code cell is seen, and so is a missing seal."""
    sealed = seal(nb)
    assert is_sealed(sealed)
    change(sealed)
    assert not is_sealed(sealed)


def test_what_does_not_run_may_change(nb: Any) -> None:
    """Words and outputs are no code: a translated heading keeps the seal."""
    sealed = seal(nb)
    sealed.cells[0].source = "# Titre"
    sealed.cells.append(new_raw_cell("raw"))
    sealed.cells[1].outputs = [new_output("stream", text="x")]
    assert is_sealed(sealed)


def test_a_seal_of_somebody_elses_key_is_none(nb: Any, tmp_path: Path) -> None:
    """Knowing how it is made is not enough to make one."""
    assert not is_sealed(seal(nb, tmp_path / "theirs"), tmp_path / "ours")


def test_no_two_lists_of_cells_give_the_same_bytes() -> None:
    """Each source stands after its length, so text cannot pass for the border of a cell."""
    pairs = [["a", "b"], ["ab"], ["a\n", "b"], ["1\na", "b"], ["", "ab"], ["a1\nb"]]
    made = {canonical(new_notebook(cells=[new_code_cell(text) for text in texts])) for texts in pairs}
    assert len(made) == len(pairs)


def test_the_key_is_made_once_for_this_person_alone(tmp_path: Path) -> None:
    """32 random bytes, 0600; a key file that broke off is made anew."""
    first = key(tmp_path / "home")
    path = tmp_path / "home" / "seal.key"
    assert len(first) == 32
    assert key(tmp_path / "home") == first != key(tmp_path / "other")
    assert path.stat().st_mode & 0o077 == 0
    path.write_bytes(b"")
    assert len(key(tmp_path / "home")) == 32
