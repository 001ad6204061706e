"""screen: every block has a drawing, and what a person typed is never markup."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser

import jinja2
import pytest

from workbook import screen, words
from workbook.blocks import MIME, Block, Checklist, Heading, Paragraph, Quote, Step, StepGroup
from workbook.questions import Answers
from workbook.report import PARTS_OF_REPORT, Report
from workbook.samples import TODAY
from workbook.screen import HERE, bundle, compile_all, styles, to_html


def all_kinds() -> set[str]:
    return {kind.kind for kind in Block.__subclasses__()}


class Tags(HTMLParser):
    """Collects the elements and the text of a piece of HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def test_every_block_of_the_demo_is_drawn_with_all_its_words(demo_answers: Answers) -> None:
    """No kind without a drawing; each drawing holds text."""
    seen = set()
    report = Report(demo_answers, "private", TODAY)
    for name in PARTS_OF_REPORT:
        for block in report.part(name):
            seen.add(block.kind)
            found = Tags()
            found.feed(to_html(block))
            assert found.text.strip(), block.kind
    # The others are drawn in worksheets, and in patterns and cohorts (tests/cohort/test_drawn.py).
    assert seen >= all_kinds() - {"answer", "ticks", "bars", "course"}


def test_a_page_compiles_what_it_shows_and_a_fork_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """All drawings at once are 3 MB that a kernel never gives back; what is compiled before forks is there in each."""
    assert {path.name for path in (HERE / "blocks").iterdir()} == {f"{kind}.html.j2" for kind in all_kinds()}
    compiled = []
    compiling = jinja2.Environment.compile

    def noted(self: jinja2.Environment, source: str, name: str, *rest: object) -> object:
        compiled.append(name)
        return compiling(self, source, name, *rest)

    monkeypatch.setattr(jinja2.Environment, "compile", noted)
    screen._environment.cache_clear()
    to_html(Heading(text="x"))
    assert compiled == ["block.html.j2", "blocks/heading.html.j2"]
    compile_all()
    assert sorted(compiled) == sorted(path.relative_to(HERE).as_posix() for path in HERE.rglob("*.j2"))
    to_html(Quote(text="x"))
    assert len(compiled) == len(set(compiled))


def test_a_step_says_where_its_reason_comes_from() -> None:
    """R15: the part of the report, then the reason; the reason alone where no part is named."""
    step = Step(day="2026-11-24", when="", cue="", act="call", why="I know Nadia", origin="My week")
    for origin, expected in (("My week", "My week · I know Nadia"), ("", "I know Nadia")):
        found = Tags()
        found.feed(to_html(Checklist(groups=(StepGroup(title="", steps=(replace(step, origin=origin),)),))))
        assert found.text.split("call")[1].strip() == expected


def test_hostile_text_stays_text() -> None:
    """HTML, scripts and quotes come out as they were typed."""
    hostile = "<script>alert(1)</script> & \"quotes\" 'x' {{ 7*7 }} {% raw %} </div>"
    for block in (Quote(text=hostile, label=hostile), Paragraph(text=hostile)):
        found = Tags()
        found.feed(to_html(block))
        assert "script" not in found.tags
        assert hostile in found.text


def test_an_output_holds_screen_and_paper_and_no_answer_as_plain_text() -> None:
    """Plain text is what a terminal or a log would show."""
    output = bundle(Quote(text="a feeling"))
    assert output[MIME]["text"] == "a feeling"
    assert "a feeling" in output["text/html"]
    assert "a feeling" not in output["text/plain"]


@pytest.mark.parametrize("code", list(words.LANGUAGES))
def test_a_block_says_its_language_and_direction(code: str) -> None:
    """So that a screen reader and the browser know."""
    with words.language(code):
        html = to_html(Paragraph(text="x"))
    assert f'lang="{code}" dir="{words.LANGUAGES[code].direction}"' in html


def test_styles_ask_nothing_of_the_network() -> None:
    """No address in them (R6)."""
    assert "url(" not in styles()
    assert "http" not in styles()
