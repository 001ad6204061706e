"""LaTeX formulas: drawn where all of it is known, else left as their source; never an error."""

# ruff: noqa: E501
from __future__ import annotations

import io
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.export import hostile
from tests.export.conftest import document_of
from tests.export.test_accessible import elements
from workbook.export import formulas, inline, latex_names, markdown, paper
from workbook.export.document import Document
from workbook.export.figures import Figures
from workbook.export.glyphs import Printable

KNOWN = (
    r"E=mc^2", r"\frac12 + \dfrac{a}{b}", r"\sqrt{x} + \sqrt[3]{x+1}", r"\int_0^\infty e^{-x^2}\,dx = \frac{\sqrt\pi}{2}",
    r"\sum_{i=1}^n i = \prod_{\substack{i<n \\ j<m}} a_{ij}", r"\lim_{n \to \infty} \sup_n \operatorname*{argmax}_\theta f'(x)",
    r"\hat\beta + \vec{v} + \overline{ab} + \underbrace{a+b}_{n} + \overbrace{c}^{m}", r"\mathbf{x} \in \mathbb{R}^{n \times m}",
    r"\left[ \frac{x^3}{3} \middle| y \right]_0^1 \left. z \right|_0", r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}",
    r"f(x) = \begin{cases} x & \text{if $x > 0$} \\ 0 & \text{otherwise} \end{cases}",
    r"\begin{align} a &= b \\ &= c \tag{1} \end{align}", r"\begin{array}{c|c} a & b \\ \hline c & d \end{array}",
    r"{n \choose k} = \binom{n}{k}, {a \over b}", r"x \xrightarrow[n]{\text{a.s.}} y \not= z \not\in A", r"\mathrm{d}x \; {\bf v} \quad a \bmod b \pmod{n}",
    r"\overset{!}{=} \underset{x}{\min} \stackrel{d}{\to}", r"P(A \mid B) = 12.5\,\% \text{ of } \{a, b\} \| c \|", r"\boxed{x} \phantom{y} \cancel{z} \color{red}{w}",
    r"^2_3 x'' \ldots \cdots \hspace{-1em}", "\\alpha % a comment\n + \\beta", r"\ddot x + \dddot{y} + \mathring A + \widehat{abc}", r"\LaTeX \mathcal{L} \mathscr{F} \mathfrak g",
)  # fmt: skip
UNKNOWN = (
    r"\foo{x}", r"\newcommand{\x}{y} \x", r"\left( x", r"\begin{tikzpicture}\end{tikzpicture}", "x^", "{", "}", "$", r"\frac{1}", r"\begin{align} x",
    r"\end{align}", r"\sqrt[", r"\not\sum\not", "", "  ", "% only", r"\text{\foo}", "{" * 200, "x" * 10_000,
)  # fmt: skip


def strict(*sources: str) -> bytes:
    """A PDF/UA-1 with the formulas, both in a line and on lines of their own."""
    nodes = [
        node for source in sources for node in (inline.display(source), {"kind": "text", "c": [inline.math(source)]})
    ]
    sample = document_of(hostile.notebook(title="Formulas"))
    return paper._compile(
        Document({**sample.data, "nodes": Printable().tree(nodes)}), format="pdf", pdf_standards=paper.STANDARD
    )[0]


def test_what_notebooks_write_is_known_and_drawn_under_the_strict_standard() -> None:
    """Fractions, roots, sums, matrices, cases, aligned lines, accents: all as trees, all accepted by PDF/UA-1."""
    assert [source for source in KNOWN if formulas.tree(source) is None] == []
    assert strict(*KNOWN)


@pytest.mark.parametrize("source", UNKNOWN, ids=range(len(UNKNOWN)))
def test_what_is_not_known_stays_its_source(source: str) -> None:
    """Never half a formula: a macro of one's own, or a mistake, leaves all of it as typed."""
    assert formulas.tree(source) is None
    assert inline.math(source) == {"i": "math", "t": source}


def test_every_sign_has_a_glyph() -> None:
    """The table of signs holds nothing that the fonts cannot draw."""
    signs = latex_names.signs()
    assert len(signs) >= 300
    assert all(len(sign) == 1 for sign in signs.values())
    assert strict(*(f"\\{name}" for name in signs))


def test_a_formula_is_read_out_as_its_source() -> None:
    """A screen reader gets the LaTeX, which is what people who write formulas know."""
    data = strict(r"\frac{a}{b}")
    pdf = pikepdf.open(io.BytesIO(data))
    found = list(elements(pdf.Root.StructTreeRoot))
    assert [str(element.Alt) for element in found if str(element.S) == "/Formula"] == [r"\frac{a}{b}"] * 2


def test_formulas_are_found_where_jupyter_finds_them() -> None:
    """Dollar signs, environments without them, HTML and LaTeX outputs; code and prices are left alone."""
    out = markdown.nodes(
        "a $x$ b\n\n$$y$$\n\n\\begin{align}\nz &= 1\n\\end{align}\n\n```\n\\begin{align}\n```\n", Figures()
    )
    assert [node["kind"] for node in out] == ["text", "math", "math", "code"]
    assert [run["i"] for run in out[0]["c"]] == ["text", "math", "text"]
    from tests.export.test_outputs import nodes

    (html,) = nodes(hostile.shown({"text/html": "A: $$x^2$$ and $5"}))
    assert [run["i"] for run in html["c"]] == ["text", "break", "math", "break", "text"]
    (latex,) = nodes(hostile.shown({"text/latex": r"$\displaystyle x^{2}$"}))
    assert latex["kind"] == "math"
    assert "m" in latex


@pytest.mark.parametrize(
    "words", ["costs $5 and $10", "US$ and A$", "$10; US$", "the $HOME and $PATH variables", "$abc def$"]
)
def test_money_and_names_are_no_formulas(words: str) -> None:
    """Dollar signs in ordinary sentences stay as typed."""
    (node,) = markdown.nodes(words, Figures())
    assert inline.plain(node["c"]) == words


PIECES = st.sampled_from([*"abx12+-=^_{}&'()[]|$#%~ ", "\\\\", "\\frac", "\\sqrt", "\\left(", "\\right)", "\\sum", "\\hat", "\\text{a b}",
                          "\\begin{matrix}", "\\end{matrix}", "\\mathbf", "\\over", "\\limits", "\\not", "\\foo", "\\alpha", "{x}", "é", "中"])  # fmt: skip


@settings(max_examples=300)
@given(st.lists(PIECES, max_size=14).map("".join))
def test_any_source_gives_a_tree_or_none(source: str) -> None:
    """The reader ends, whatever it reads."""
    assert formulas.tree(source) is None or formulas.tree(source)["f"]  # type: ignore[index]


def test_any_tree_can_be_drawn() -> None:
    """What the reader accepts, the template draws: three hundred sources put together at random."""
    import random

    chance = random.Random(3)
    pieces: list[Any] = ["a", "b", "12", "+", "^2", "_i", "{x}", "'", r"\frac{1}{2}", r"\sqrt{}", r"\left(x\right)", r"\sum", r"\hat{}", r"\text{ a }", "&",
                         r"\\", r"\begin{matrix}a&b\\c\end{matrix}", r"\mathbf{}", r"\limits", r"\not=", r"\alpha", "中", r"\lim", r"\overbrace{a}^b", "^{}", "_{}",
                         r"\begin{cases}a\end{cases}", r"\begin{aligned}a&=b\end{aligned}", r"\binom{}{}", r"\underset{}{x}", r"\xrightarrow{}"]  # fmt: skip
    sources = ["".join(chance.choices(pieces, k=7)) for _ in range(600)]
    known = [source for source in sources if formulas.tree(source)]
    assert len(known) > 300
    assert strict(*known[:300])
