"""What people see: the words in order, and the pages as pictures. Renew: ``pytest --renew-goldens``."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pypdf
import pytest
from PIL import Image

from tests.export import sample_blocks
from tests.export.conftest import document_of
from workbook.export import RecoveryPDFExporter, paper

GOLDENS = Path(__file__).parent / "goldens"
PPI = 48
REPORTS = {"english": sample_blocks.english, "arabic": sample_blocks.arabic}
LANGUAGE = {"english": "en", "arabic": "ar"}


@pytest.mark.parametrize("name", REPORTS)
def test_the_words_of_the_report(name: str, renew: bool) -> None:
    """Every word of the sample report is in the PDF, in the order it is read."""
    notebook = sample_blocks.notebook(REPORTS[name](), language=LANGUAGE[name])
    data, _resources = RecoveryPDFExporter().from_notebook_node(notebook)
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages]
    found = "\n\f\n".join("\n".join(line.rstrip() for line in page.splitlines()) for page in pages) + "\n"
    path = GOLDENS / f"{name}.txt"
    if renew:
        path.write_text(found, encoding="utf-8")
    assert found == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", REPORTS)
def test_the_pages_of_the_report(name: str, renew: bool) -> None:
    """Each page looks as it did when it was last looked at, but for the edges of letters."""
    pages = paper.pages(document_of(sample_blocks.notebook(REPORTS[name](), language=LANGUAGE[name])), ppi=PPI)
    if renew:
        for old in GOLDENS.glob(f"{name}-*.png"):
            old.unlink()
        for at, page in enumerate(pages, 1):
            Image.open(io.BytesIO(page)).convert("RGB").quantize(32).save(GOLDENS / f"{name}-{at}.png", optimize=True)
    known = sorted(GOLDENS.glob(f"{name}-*.png"), key=lambda path: int(path.stem.rpartition("-")[2]))
    assert len(known) == len(pages)
    for path, page in zip(known, pages, strict=True):
        golden = np.asarray(Image.open(path).convert("L"), dtype=float)
        now = np.asarray(Image.open(io.BytesIO(page)).convert("RGB").convert("L"), dtype=float)
        assert now.shape == golden.shape, path.name
        assert (np.abs(now - golden) > 60).mean() < 0.002, path.name


def test_a_changed_page_would_be_noticed() -> None:
    """The comparison is fine enough to see one heading move."""
    page = np.asarray(Image.open(GOLDENS / "english-2.png").convert("L"), dtype=float)
    assert (np.abs(np.roll(page, 3, axis=0) - page) > 60).mean() > 0.01
