"""What JupyterLab may write into a notebook file."""

from __future__ import annotations

import copy

from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from workbook.lab.contents import without_outputs


def test_a_prepared_notebook_is_saved_without_outputs_and_widgets() -> None:
    """Everything that could hold an answer is gone; sources, words and the seal stay."""
    nb = new_notebook(
        cells=[
            new_markdown_cell("# Title"),
            new_code_cell("show()", outputs=[new_output("stream", text="an answer")], execution_count=2),
        ],
        metadata={"workbook": {"seal": "abc"}, "widgets": {"state": "an answer"}},
    )
    without_outputs(model={"type": "notebook", "content": nb}, path="page.ipynb", contents_manager=None)
    assert "an answer" not in str(nb)
    assert [cell.source for cell in nb.cells] == ["# Title", "show()"]
    assert nb.metadata == {"workbook": {"seal": "abc"}}


def test_other_files_are_left_as_they_are() -> None:
    """Somebody's own notebook keeps its outputs; a text file and a folder pass."""
    own = new_notebook(cells=[new_code_cell("1", outputs=[new_output("stream", text="theirs")], execution_count=2)])
    for model in (
        {"type": "notebook", "content": own},
        {"type": "file", "content": "text"},
        {"type": "directory", "content": None},
    ):
        before = copy.deepcopy(model)
        without_outputs(model=model, path="x", contents_manager=None)
        assert model == before
