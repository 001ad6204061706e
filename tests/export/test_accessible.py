"""The PDF can be read by a screen reader: looked at in its structure, not in our code."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import page
import pikepdf
import pypdf
import pytest

from tests.export import hostile, sample_blocks
from workbook.export import RecoveryPDFExporter


def opened(notebook: Any) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(RecoveryPDFExporter().from_notebook_node(notebook)[0]))


def elements(node: Any) -> Iterator[Any]:
    """Every structure element below *node*."""
    children = node.get("/K")
    if children is None:
        return
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield child
            yield from elements(child)


def kinds(pdf: pikepdf.Pdf) -> list[str]:
    return [str(element.S) for element in elements(pdf.Root.StructTreeRoot)]


@pytest.fixture(scope="module")
def report() -> pikepdf.Pdf:
    return opened(sample_blocks.notebook(sample_blocks.english(), author="Amina Belkacem"))


def test_it_says_that_it_conforms_with_title_author_and_language(report: pikepdf.Pdf) -> None:
    """PDF/UA-1 is declared; title, author and language are there; the window shows the title."""
    with report.open_metadata() as meta:
        assert meta["pdfuaid:part"] == "1"
        assert meta["dc:title"] == "My recovery plan"
        assert "Amina Belkacem" in str(meta["dc:creator"])
    assert str(report.Root.Lang) == "en"
    assert bool(report.Root.MarkInfo.Marked)
    assert bool(report.Root.ViewerPreferences.DisplayDocTitle)


def test_headings_follow_one_another_and_are_bookmarks(report: pikepdf.Pdf) -> None:
    """No level is skipped, and each heading is a bookmark."""
    levels = [int(kind[2]) for kind in kinds(report) if kind.startswith("/H") and kind[2:].isdigit()]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))

    def titles(items: Any) -> Iterator[str]:
        for item in items:
            yield item.title
            yield from titles(item.children)

    with report.open_outline() as outline:
        found = list(titles(outline.root))
    assert len(found) == len(levels)
    assert found[0] == "Taking it in"
    assert "Week 1, from 29 November" in found
    assert found[-1] == "What is ahead"


def test_lists_tables_quotes_and_the_timeline_are_marked_as_such(report: pikepdf.Pdf) -> None:
    """Structure carries meaning: header cells, list items, quotes, and a described figure."""
    found = kinds(report)
    for kind in ("/Table", "/TH", "/TD", "/L", "/LI", "/BlockQuote", "/Figure"):
        assert kind in found, kind
    alts = [str(element.Alt) for element in elements(report.Root.StructTreeRoot) if "/Alt" in element]
    assert "Four weeks with nine dated steps, three of them in the first week." in alts


def test_a_long_report_says_what_is_where(report: pikepdf.Pdf) -> None:
    """The list of contents is tagged as one, with an entry for each section, and a short report has none."""
    found = kinds(report)
    assert found.count("/TOCI") == sum(kind == "/H1" for kind in found) > 4
    assert "/TOC" not in kinds(opened(sample_blocks.notebook(sample_blocks.arabic(), language="ar")))


def test_skipped_levels_and_silent_pictures_of_any_notebook_are_mended() -> None:
    """A notebook that skips from 1 to 3 and has pictures without words still conforms."""
    pdf = opened(hostile.everything())
    with pdf.open_metadata() as meta:
        assert meta["pdfuaid:part"] == "1"
    levels = [int(kind[2]) for kind in kinds(pdf) if kind.startswith("/H") and kind[2:].isdigit()]
    assert levels == [1, 2, 3]
    figures = [element for element in elements(pdf.Root.StructTreeRoot) if str(element.S) == "/Figure"]
    assert len(figures) >= 6
    assert all(str(figure.Alt) for figure in figures)
    assert "A square" in [str(figure.Alt) for figure in figures]


def test_each_language_is_marked_where_it_stands() -> None:
    """A quote in English inside an Arabic report is read out in English."""
    pdf = opened(sample_blocks.notebook(sample_blocks.arabic(), language="ar"))
    assert str(pdf.Root.Lang) == "ar"
    langs = {str(element.Lang) for element in elements(pdf.Root.StructTreeRoot) if "/Lang" in element}
    assert "en" in langs


@pytest.mark.parametrize("made", ["english", "arabic", "hostile", "code"])
def test_a_checker_finds_nothing_against_pdf_ua_1(made: str) -> None:
    """Held against every rule of PDF/UA-1 that a machine can check, by a checker that
    finds every fault of veraPDF's test files."""
    notebook = {
        "english": lambda: sample_blocks.notebook(sample_blocks.english(), author="Amina Belkacem"),
        "arabic": lambda: sample_blocks.notebook(sample_blocks.arabic(), language="ar"),
        "hostile": hostile.everything,
        "code": lambda: hostile.notebook(hostile.code(hostile.shown({"text/html": hostile.table(90, 5)}))),
    }[made]()
    report = page.validate_pdf_bytes(RecoveryPDFExporter().from_notebook_node(notebook)[0], profile="ua1")
    assert [(failure.rule_id, failure.message) for failure in report.failures] == []
    assert report.is_compliant
    assert report.rules.total > 90


def test_the_checker_finds_a_fault() -> None:
    """The same report without its structure is refused, so the test above can fail."""
    data, _resources = RecoveryPDFExporter().from_notebook_node(sample_blocks.notebook(sample_blocks.english()))
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    del writer.root_object["/StructTreeRoot"]
    spoiled = io.BytesIO()
    writer.write(spoiled)
    assert not page.validate_pdf_bytes(spoiled.getvalue(), profile="ua1").is_compliant
