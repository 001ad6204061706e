"""The exporters as nbconvert and the workbook use them."""

from __future__ import annotations

import copy
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import nbformat
import pypdf
import pytest
from nbformat.v4 import new_markdown_cell, new_output, new_raw_cell
from traitlets.config import Config

from tests.export import hostile, sample_blocks
from tests.export.conftest import Heard, document_of
from workbook.export import RecoveryPDFExporter, RecoveryTypExporter, paper
from workbook.export.document import Document


def pdf(notebook: Any, **options: Any) -> pypdf.PdfReader:
    data, _resources = RecoveryPDFExporter(**options).from_notebook_node(notebook)
    return pypdf.PdfReader(io.BytesIO(data))


def text_of(reader: pypdf.PdfReader) -> str:
    return "\n".join(page.extract_text() for page in reader.pages)


def words_of(reader: pypdf.PdfReader) -> list[str]:
    """The words of the pages without their heads and feet."""
    body = [
        line
        for line in text_of(reader).split("\n")
        if not line.startswith(("Page ", "Amina BelkacemMy", "Amina Belkacem My"))
    ]
    return " ".join(body).split()


def conforms(data: bytes) -> bool:
    return b"pdfuaid" in data


def test_everything_a_notebook_holds_is_exported_under_the_strict_standard(heard: Heard) -> None:
    """All outputs, whole and broken, and hostile characters: PDF/UA-1, with a warning for each thing changed."""
    data, resources = RecoveryPDFExporter().from_notebook_node(hostile.everything())
    assert conforms(data)
    assert resources["output_extension"] == ".pdf"
    told = "\n".join(heard.told)
    assert told.count("picture") >= 3
    assert "application/x-unknown" in told
    assert "characters were changed" in told
    text = text_of(pypdf.PdfReader(io.BytesIO(data)))
    for words in (
        "A general notebook",
        "in its place",
        "progress 100%",
        "ValueError: bad",
        "raw *text*",
        "md output",
        "Alger",
    ):
        assert words in text
    for words in ("progress 10%", "HBox", "evil", "alert(1)"):
        assert words not in text.replace("progress 100%", "")
    assert sum(page.count("x") for page in text.split("\n") if set(page) == {"x"}) == 100_000


def test_markup_in_what_a_person_types_stays_text() -> None:
    """Typst's own signs are printed as typed, in every place of a report."""
    nasty = '#import "x"; *bold* _it_ $x$ @ref <lab> `raw` // c \\ = Head #panic() {n} {m}'
    block = {"kind": "quote", "text": nasty, "label": nasty}
    cell = hostile.code(hostile.shown({"application/vnd.recovery-plan.block+json": block}))
    text = text_of(pdf(hostile.notebook(cell, title=nasty, authors=[{"name": nasty}])))
    assert " ".join(text.split()).count(nasty) == 2


def test_the_same_notebook_gives_the_same_bytes() -> None:
    """No dates, no random ids: a person can compare two exports, also from another process."""
    notebook = sample_blocks.notebook(sample_blocks.english())
    first, _ = RecoveryPDFExporter().from_notebook_node(notebook)
    second, _ = RecoveryPDFExporter().from_notebook_node(copy.deepcopy(notebook))
    assert first == second
    script = (
        "import hashlib; from tests.export import sample_blocks as s;"
        "from workbook.export import RecoveryPDFExporter as E;"
        "print(hashlib.sha256(E().from_notebook_node(s.notebook(s.english()))[0]).hexdigest())"
    )
    root = Path(__file__).parents[2]
    env = {**os.environ, "PYTHONHASHSEED": "7"}
    other = subprocess.run(
        [sys.executable, "-c", script], cwd=root, env=env, capture_output=True, text=True, check=True
    )
    import hashlib

    assert other.stdout.strip() == hashlib.sha256(first).hexdigest()


def test_code_is_shown_in_general_and_hidden_in_our_own_notebooks() -> None:
    """A general notebook prints its code; a notebook of the workbook never does."""
    cell = hostile.code(new_output("stream", name="stdout", text="printed"), source="secret_code = 1")
    assert "secret_code" in text_of(pdf(hostile.notebook(cell)))
    own = text_of(pdf(hostile.notebook(cell, workbook={"language": "en"})))
    assert "secret_code" not in own
    assert "printed" in own


@pytest.mark.parametrize(
    "metadata",
    [
        {"tags": ["hide-input"]},
        {"tags": ["remove_input"]},
        {"tags": ["parameters"]},
        {"jupyter": {"source_hidden": True}},
    ],
)
def test_hidden_code_is_hidden(metadata: dict[str, Any]) -> None:
    """Tags and Jupyter's own mark hide the code and leave the output."""
    cell = hostile.code(new_output("stream", name="stdout", text="printed"), source="secret_code = 1", **metadata)
    text = text_of(pdf(hostile.notebook(cell)))
    assert "secret_code" not in text
    assert "printed" in text


def test_nbconvert_options_are_taken() -> None:
    """The switches of ``jupyter nbconvert`` (``--no-input`` and its kin) work as for its own exporters."""
    notebook = hostile.notebook(
        new_markdown_cell("some prose"),
        hostile.code(new_output("stream", name="stdout", text="printed"), source="secret_code = 1"),
        hostile.code(source="tagged = 1", tags=["away"]),
        new_raw_cell("raw words"),
    )

    def shown(**template: Any) -> str:
        config = Config(
            {"TemplateExporter": template, "TagRemovePreprocessor": {"remove_cell_tags": ["away"], "enabled": True}}
        )
        return text_of(pdf(notebook, config=config))

    assert "tagged" not in shown()
    assert "secret_code" not in shown(exclude_input=True)
    assert "printed" not in shown(exclude_output=True)
    assert "some prose" not in shown(exclude_markdown=True)
    assert "raw words" not in shown(exclude_raw=True)


def test_old_and_broken_notebooks_are_read(tmp_path: Path) -> None:
    """Format 3 is brought up to 4; a notebook that breaks its format is exported as far as it goes."""
    cells = [nbformat.v3.new_text_cell("markdown", source="# Old words"), nbformat.v3.new_code_cell("x=1")]
    old = nbformat.v3.new_notebook(worksheets=[nbformat.v3.new_worksheet(cells=cells)])
    path = tmp_path / "old.ipynb"
    path.write_text(nbformat.v3.writes_json(copy.deepcopy(old)), encoding="utf-8")
    assert "Old words" in text_of(pdf(old))
    assert old.nbformat == 3
    data, _ = RecoveryPDFExporter().from_filename(str(path))
    assert "Old words" in text_of(pypdf.PdfReader(io.BytesIO(data)))
    broken = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [
        {"cell_type": "markdown", "metadata": {}, "source": ["# Still ", "here"], "id": "a", "odd": 1},
        {"cell_type": "code", "metadata": {}, "source": "y",
         "outputs": [{"output_type": "display_data", "data": {"text/plain": "out"}}]},
    ]}  # fmt: skip
    path.write_text(json.dumps(broken), encoding="utf-8")
    data, _ = RecoveryPDFExporter().from_filename(str(path))
    text = text_of(pypdf.PdfReader(io.BytesIO(data)))
    assert "Still here" in text
    assert "out" in text


def test_title_author_and_language_come_from_the_notebook() -> None:
    """Metadata first, then the cover, then the first heading, then the file's name."""
    heading = hostile.notebook(new_markdown_cell("# First *heading*"))
    assert document_of(heading).data["title"] == "First heading"
    assert document_of(hostile.notebook()).data["title"] == "Notebook"
    cover = sample_blocks.notebook(sample_blocks.english())
    assert document_of(cover).data["title"] == "My recovery plan"
    assert document_of(cover).data["author"] == "Amina Belkacem"
    named = hostile.notebook(title="Mine", authors=[{"name": "A. B."}], workbook={"language": "fr"})
    data = document_of(named).data
    assert (data["title"], data["author"], data["language"]) == ("Mine", "A. B.", "fr")


def test_an_arabic_notebook_is_mirrored_without_being_told() -> None:
    """Most letters decide when the notebook names no language."""
    data = document_of(hostile.notebook(new_markdown_cell("# خطتي\n\nنص عربي مع word واحدة"))).data
    assert (data["language"], data["dir"]) == ("ar", "rtl")


@pytest.mark.parametrize("paper_size", ["a4", "letter"])
def test_paper_and_type_size_can_be_chosen(paper_size: str) -> None:
    """A4 or letter; large print takes more pages and keeps every word."""
    notebook = sample_blocks.notebook(sample_blocks.english())
    small, large = pdf(notebook, paper=paper_size), pdf(notebook, paper=paper_size, font_size=14.0)
    width = round(float(small.pages[0].mediabox.width))
    assert width == {"a4": 595, "letter": 612}[paper_size]
    assert len(large.pages) > len(small.pages)
    # The numbers of pages differ.
    kept = [{word for word in words_of(one) if not word.isdigit()} for one in (small, large)]
    assert kept[0] == kept[1]


def test_a_template_failure_loses_one_part_and_not_the_export(heard: Heard) -> None:
    """A node that cannot be drawn is printed as its words; what stands around it is untouched."""
    good = document_of(sample_blocks.notebook(sample_blocks.english()[:4]))
    bad = {"kind": "scores", "items": [{"label": "these words remain"}]}
    document = Document({**good.data, "nodes": [*good.data["nodes"], bad]}, good.figures)
    data = paper.pdf(document, RecoveryPDFExporter().log)
    text = text_of(pypdf.PdfReader(io.BytesIO(data)))
    assert "these words remain" in text
    assert "Taking it in" in text
    assert any("plain text" in told for told in heard.told)


def test_the_folder_to_edit_compiles_to_the_same_document() -> None:
    """The zip holds the template, the document and the fonts, and Typst makes the same PDF from them."""
    import typst

    notebook = sample_blocks.notebook(sample_blocks.english())
    data, resources = RecoveryTypExporter().from_notebook_node(notebook)
    again, _ = RecoveryTypExporter().from_notebook_node(notebook)
    assert data == again
    assert resources["output_extension"] == ".typ.zip"
    archive = zipfile.ZipFile(io.BytesIO(data))
    names = archive.namelist()
    assert {"main.typ", "doc.json", "README.txt", "fonts/LICENCE-amiri.txt"} <= set(names)
    files = {name: archive.read(name) for name in names if name in {"main.typ", "doc.json"} or name.endswith(".svg")}
    made = typst.Compiler(font_paths=paper.fonts.loaded()).compile(files, format="pdf", pdf_standards="ua-1")
    assert made == RecoveryPDFExporter().from_notebook_node(notebook)[0]


def test_jupyterlab_offers_names_that_its_server_can_reach(monkeypatch: pytest.MonkeyPatch) -> None:
    """The server's address of an export takes no hyphen: in a server only the other names are listed."""
    from jupyter_server.nbconvert.handlers import default_handlers
    from jupyter_server.serverapp import ServerApp
    from nbconvert.exporters import get_export_names

    def ours() -> set[str]:
        return {name for name in get_export_names() if name.startswith("recovery")}

    monkeypatch.setattr(ServerApp, "initialized", classmethod(lambda _cls: False))
    assert ours() == {"recovery-pdf", "recovery-typ", "recoverypdf", "recoverytyp"}
    monkeypatch.setattr(ServerApp, "initialized", classmethod(lambda _cls: True))
    assert ours() == {"recoverypdf", "recoverytyp"}
    routes = [re.compile(route) for route, _handler in default_handlers]
    for name in ours():
        assert any(route.fullmatch(f"/nbconvert/{name}/a.ipynb") for route in routes)


def test_importing_the_package_loads_no_exporter() -> None:
    """The workbook can name the exporter without paying for nbconvert and Typst."""
    heavy = ("nbconvert", "typst", "bs4", "pygments", "mistune")
    script = f"import sys, workbook.export; print([m for m in {heavy} if m in sys.modules])"
    out = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"
