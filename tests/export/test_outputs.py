"""Of each output the form that paper shows best; nothing stops an export."""

from __future__ import annotations

import logging
from typing import Any

import pytest

from tests.export import hostile
from workbook import blocks
from workbook.export import inline, listings, markdown, outputs, tables
from workbook.export.figures import Figures

LOG = logging.getLogger("test-export")


def nodes(*printed: Any, quiet: bool = False) -> list[dict[str, Any]]:
    return outputs.Outputs(Figures(), LOG, quiet_widgets=quiet).nodes(list(printed))


def words(node: dict[str, Any]) -> str:
    return "".join(run["t"] for run in node["runs"])


def test_a_block_comes_before_every_other_form() -> None:
    """Our own block is drawn from its data, though HTML and text stand beside it."""
    data = {"text/html": "<table><tr><td>1</td></tr></table>", blocks.MIME: blocks.Heading(text="Hi").to_json()}
    assert nodes(hostile.shown(data)) == [{"kind": "heading", "text": "Hi", "level": 2}]


def test_a_block_of_an_unknown_kind_falls_back_to_its_plain_form() -> None:
    """A block of a newer version still prints its text."""
    (node,) = nodes(hostile.shown({blocks.MIME: {"kind": "hologram"}, "text/plain": "words"}))
    assert words(node) == "words"


@pytest.mark.parametrize(
    "junk", [None, 3, [], "x", {"kind": "scores", "items": [None, {"score": "high"}, 4]}, {"kind": 1}]
)
def test_a_damaged_block_is_no_error(junk: Any) -> None:
    """Whatever stands in a file edited by hand, the template gets its shape or nothing."""
    assert isinstance(nodes(hostile.shown({blocks.MIME: junk, "text/plain": "x"})), list)


def test_streams_keep_colours_and_show_progress_bars_as_they_end() -> None:
    """ANSI codes become colours; a carriage return overwrites its line."""
    node = listings.plain("\x1b[1;31mred\x1b[0m plain\n10%\r100%\n\x1b]0;title\x07done\x1b[2K")
    assert node["runs"][0] == {"t": "red", "b": True, "fg": "red"}
    assert words(node) == "red plain\n100%\ndone"


def test_code_is_highlighted_and_an_unknown_language_is_plain() -> None:
    """Pygments colours what it knows; the words are the same either way."""
    known, unknown = listings.listing("def f(): pass", "python"), listings.listing("def f(): pass", "klingon")
    assert {"t": "def", "k": "keyword"} in known["runs"]
    assert words(known) == words(unknown) == "def f(): pass"


def test_a_dataframe_keeps_its_multiindex() -> None:
    """Column groups span, row groups span, index cells are headers, numbers stand right."""
    (grid,) = nodes(hostile.shown({"text/html": hostile.DATAFRAME}))
    assert [cell["cs"] for cell in grid["header"][0]] == [1, 1, 2, 2]
    assert grid["rows"][0][0]["rs"] == 2
    assert grid["rows"][0][0]["head"]
    assert len(grid["rows"][1]) == 5
    assert grid["rows"][1][-1]["align"] == "right"


def test_a_wide_table_is_cut_into_parts_that_repeat_the_index() -> None:
    """Thirty columns print as side parts, each led by the index, with no column lost."""
    parts = nodes(hostile.shown({"text/html": hostile.table(3, 30)}))
    assert len(parts) > 1
    heads = [[inline.plain(cell["c"]) for cell in part["header"][0]] for part in parts]
    assert all(head[0] == "" for head in heads)
    assert [name for head in heads for name in head[1:]] == [f"column_{c}" for c in range(30)]
    assert all(inline.plain(part["rows"][2][0]["c"]) == "2" for part in parts)


def test_html_keeps_words_and_form_and_drops_scripts() -> None:
    """Lists, headings, emphasis and links are read; scripts and styles are not."""
    source = "<h2>T</h2><p>a <b>b</b> <a href='https://x.org'>c</a></p><script>evil()</script><ul><li>one</li></ul>"
    out = nodes(hostile.shown({"text/html": source}))
    assert [node["kind"] for node in out] == ["head", "text", "list"]
    assert "evil" not in str(out)
    assert {"i": "link", "to": "https://x.org", "c": [{"i": "text", "t": "c"}]} in out[1]["c"]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "", "java\nscript:x"])
def test_an_unsafe_address_is_left_as_its_text(url: str) -> None:
    """Only web, mail and phone addresses become links."""
    assert inline.link(url, [inline.text("words")])["i"] == "span"


def test_a_remote_picture_becomes_its_link() -> None:
    """Nothing is fetched."""
    (node,) = markdown.nodes("![alt](https://example.com/p.png)", Figures())
    assert node["c"] == [{"i": "link", "to": "https://example.com/p.png", "c": [{"i": "text", "t": "alt"}]}]


def test_prices_are_no_formula() -> None:
    """Two dollar signs in a sentence stay as typed; a formula is set apart."""
    (node,) = markdown.nodes("costs $5 and $10, $E=mc^2$", Figures())
    assert inline.plain(node["c"]) == "costs $5 and $10, E=mc^2"
    assert (node["c"][-1]["i"], node["c"][-1]["t"]) == ("math", "E=mc^2")


def test_html_inside_markdown_is_paired() -> None:
    """Inline tags give their form; what is not closed does no harm."""
    (node,) = markdown.nodes("H<sub>2</sub>O <b>bold <i>x</i></b> <u>open a&amp;b", Figures())
    assert inline.plain(node["c"]) == "H2O bold x open a&b"
    assert node["c"][1]["i"] == "sub"


@pytest.mark.parametrize(
    "source", [">" * 500 + " x", "<div>" * 3000 + "x", "- " * 400 + "x", "[" * 5000, "*" * 5000, "|" * 3000]
)
def test_deep_nesting_is_no_error(source: str) -> None:
    """Markdown made to break parsers is printed some way."""
    assert isinstance(markdown.nodes(source, Figures()), list)


def test_widgets_are_named_in_general_and_silent_in_our_own_notebooks() -> None:
    """A repr like HBox() is never printed."""
    data = {outputs.WIDGET: {"model_id": "x"}, "text/plain": "HBox()"}
    assert nodes(hostile.shown(data)) == [{"kind": "notice", "label": "interactive"}]
    assert nodes(hostile.shown(data), quiet=True) == []


@pytest.mark.parametrize(
    "data",
    [
        {"text/html": "<style>p { color: red }</style>", "text/plain": ""},
        {"text/html": ["<style>", "p {}</style>"], "text/plain": []},
        {"text/html": "<script>run()</script><!-- x -->", "text/plain": "<IPython.core.display.HTML object>"},
        {"application/javascript": "run()", "text/plain": "<IPython.core.display.Javascript object>"},
        {"application/vnd.bokehjs_load.v0+json": ""},
        {"text/html": "", "text/plain": " "},
    ],
    ids=range(6),
)
def test_an_output_meant_to_be_invisible_is_nothing(data: dict[str, Any], caplog: pytest.LogCaptureFixture) -> None:
    """Styles, scripts and empty texts leave nothing on paper and no warning."""
    assert nodes(hostile.shown(data)) == []
    assert caplog.text == ""


@pytest.mark.parametrize(
    "data",
    [
        {"text/html": "<div id='a'></div><script>draw('a')</script>", "text/plain": "<x.Plot at 0x7f>"},
        {"text/html": "<div><span>Make this Notebook Trusted to load map</span><iframe srcdoc='x'></iframe></div>"},
        {"application/vnd.plotly.v1+json": {"data": []}},
        {"text/html": "<video src='data:video/mp4;base64,AA'></video>"},
    ],
    ids=range(4),
)
def test_what_only_a_browser_can_show_is_named_as_such(data: dict[str, Any]) -> None:
    """A plot that a script draws, a map, a film: a sentence in its place, never its repr."""
    assert nodes(hostile.shown(data)) == [{"kind": "notice", "label": "interactive"}]


def test_a_film_elsewhere_becomes_its_link() -> None:
    """Nothing is fetched; who reads the PDF on screen can follow."""
    (node,) = nodes(hostile.shown({"text/html": '<iframe src="https://example.org/film" width="400"></iframe>'}))
    assert node["c"][0]["to"] == "https://example.org/film"


def test_a_drawn_formula_is_described_by_its_source() -> None:
    """A picture that comes with LaTeX (as sympy prints) is read out as that."""
    (node,) = nodes(hostile.shown({"image/png": hostile.picture(), "text/latex": r"$\displaystyle x^2$"}))
    assert node["alt"] == r"\displaystyle x^2"


def test_spans_beyond_the_table_are_cut() -> None:
    """A cell that claims a thousand rows takes those there are."""
    out = tables.nodes(
        [], [[tables.Cell((inline.text("a"),), rows=1000, columns=3)], [tables.Cell((inline.text("b"),))]]
    )
    assert out[0]["rows"][0][0]["rs"] == 2
