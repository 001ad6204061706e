"""cohort: counts of five and more, in which nobody can be made out (R6, R12)."""

from __future__ import annotations

import io
import itertools
import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import nbformat
import pypdf
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.cohort.people import PEOPLE
from workbook import words
from workbook.blocks import Bar, Bars, Block, Cover, Opener, Paragraph
from workbook.bundle import Bundle, Figures
from workbook.cohort import PARTS, Cohort, Group, groups_in_order, is_exact, middle, open_cohort, told
from workbook.export import RecoveryPDFExporter
from workbook.gathering import LEAST
from workbook.handouts import print_cohort
from workbook.phases.absorb import FEELINGS
from workbook.run import Setting

TODAY = date(2026, 11, 24)
counts = st.lists(st.integers(0, 9), min_size=1, max_size=8)


def cohort(people: list[Figures]) -> Cohort:
    return Cohort(people, TODAY)


def all_blocks(group: Cohort) -> list[Block]:
    return [block for name in PARTS for block in group.part(name)]


def bars(blocks: list[Block]) -> list[Bar]:
    return [item for block in blocks if isinstance(block, Bars) for item in block.items]


def text(blocks: list[Block]) -> str:
    return json.dumps([block.to_json() for block in blocks], ensure_ascii=False)


@pytest.fixture
def group(twelve: list[Bundle]) -> Cohort:
    return cohort([one.figures for one in twelve])


# What may be shown


@given(counts)
@example([4, 1, 0, 7])
@example([12])
@example([5, 5])
def test_a_group_that_is_shown_has_five_people_and_never_everyone(numbers: list[int]) -> None:
    """All people are in exactly one group, in order; there are two groups or none."""
    found = groups_in_order([(str(place), count) for place, count in enumerate(numbers)])
    if found:
        assert len(found) > 1
        assert all(group.count >= LEAST for group in found)
        assert [label for group in found for label in group.labels] == [str(place) for place in range(len(numbers))]
        assert sum(group.count for group in found) == sum(numbers)
    else:
        ways = range(1, len(numbers))
        assert not any(sum(numbers[:at]) >= LEAST and sum(numbers[at:]) >= LEAST for at in ways)


def test_empty_groups_are_not_told_apart_from_small_ones() -> None:
    """ "Nobody" says something about each single person."""
    assert groups_in_order([("a", 0), ("b", 6), ("c", 0), ("d", 6)]) == (Group(("a", "b"), 6), Group(("c", "d"), 6))
    assert groups_in_order([("a", 0), ("b", 30)]) == ()


@given(st.integers(0, 40), st.integers(0, 40))
def test_a_yes_is_never_told_of_fewer_than_five_on_either_side(count: int, of: int) -> None:
    """And each thing that is said leaves at least five possibilities open, or is said of five on either side."""
    count = min(count, of)
    said = told(count, of)
    same = [other for other in range(of + 1) if str(told(other, of)) == str(said)]
    if said is None:
        assert of < 2 * LEAST - 1
    elif is_exact(count, of):
        assert same == [count]
        assert min(count, of - count) >= LEAST
    else:
        assert len(same) >= LEAST
        assert count in same


def test_a_middle_value_needs_five_numbers() -> None:
    """The middle of four would be half of two people."""
    import pandas as pd

    assert middle(pd.Series([1, 2, 3, 4, None])) is None
    assert middle(pd.Series([1, 2, 3, 4, 10])) == 3


figures = st.builds(
    Figures,
    stage=st.sampled_from([None, "screening", "test", "interview", "technical", "final"]),
    scores=st.dictionaries(st.sampled_from(["first_impression", "behavioural", "technical"]), st.integers(1, 5)),
    growth=st.lists(st.sampled_from(["technical", "soft", "interview"]), unique=True).map(tuple),
    asked=st.booleans(),
    answered=st.booleans(),
    at_start=st.none() | st.integers(0, 10),
    now=st.none() | st.integers(0, 10),
)


@given(st.lists(figures, min_size=0, max_size=25))
def test_no_table_of_any_group_shows_fewer_than_five(people: list[Figures]) -> None:
    """Whatever they answered: each bar is five people or more, and leaves five or more out of it."""
    found = all_blocks(cohort(people))
    for bar in bars(found):
        if bar.of:
            assert bar.of == len(people)
            assert LEAST <= bar.count <= bar.of - LEAST
    if len(people) < LEAST:
        assert [block.kind for block in found] == ["cover", "paragraph"]
        assert set(re.findall(r"\d+", text(found))) == {"5"}


@given(st.lists(figures, min_size=10, max_size=16))
def test_the_tables_cannot_be_taken_from_each_other(people: list[Figures]) -> None:
    """Each table with groups is about everyone: totals differ nowhere."""
    group = cohort(people)
    for name in ("stages", "confidence"):
        shown = bars(group.part(name))
        assert not shown or sum(bar.count for bar in shown) == len(people)
    blocks = group.part("dimensions")
    for block in blocks:
        if isinstance(block, Bars):
            assert sum(bar.count for bar in block.items) == len(people)


@pytest.mark.parametrize("count", range(LEAST))
def test_fewer_than_five_people_get_no_number(count: int, twelve: list[Bundle]) -> None:
    """Not even how many they are."""
    found = all_blocks(cohort([one.figures for one in twelve[:count]]))
    assert len(found) == 2
    assert isinstance(found[0], Cover)
    assert found[0].facts == ()
    assert str(LEAST) in text(found)


def test_five_people_get_middle_values_and_no_groups(twelve: list[Bundle]) -> None:
    """A second group of five would need ten; "yes" would leave nothing open."""
    found = all_blocks(cohort([one.figures for one in twelve[:5]]))
    assert bars(found) == []
    assert "Middle value" in text(found)


# What the twelve show


def test_the_tables_of_the_twelve(group: Cohort) -> None:
    """Counted by hand from the list of people."""
    assert [(bar.label, bar.count) for bar in bars(group.part("stages"))] == [
        ("First call or screening / Test or exercise / Interview", 7),
        ("Technical interview / Final interview / Not said", 5),
    ]
    assert [(bar.label, bar.count) for bar in bars(group.part("dimensions"))] == [
        ("1 to 3", 7), ("4 or 5, or no number", 5),
        ("1 or 2", 5), ("3 to 5, or no number", 7),
        ("1 or 2", 5), ("3 to 5, or no number", 7),
    ]  # fmt: skip
    assert [bar.text for bar in bars(group.part("growth"))] == ["7 of 12", "fewer than 5 of 12", "5 of 12"]
    assert [bar.text for bar in bars(group.part("feedback"))] == ["8 or more of 12", "fewer than 5 of 12"]
    assert "Middle value at the start: 4; later: 5." in text(group.part("confidence"))


def test_growth_is_counted_by_kind(group: Cohort) -> None:
    """A person can be in several rows; what the employer said counts, too (it was about the technical part)."""
    kinds = [{*one.growth, *(["technical"] if one.outcome == "answered" else [])} for one in PEOPLE]
    expected = [sum(kind in one for one in kinds) for kind in ("technical", "soft", "interview")]
    assert expected == [7, 4, 5]
    assert [bar.text for bar in bars(group.part("growth"))] == [str(told(count, 12)) for count in expected]


def test_each_opener_says_how_many_people_it_is_about(group: Cohort) -> None:
    """The n is always there."""
    openers = [block for block in all_blocks(group) if isinstance(block, Opener)]
    assert len(openers) == 6
    assert {one.when for one in openers} == {"12 people"}


def test_a_table_that_cannot_be_shown_says_so(group: Cohort) -> None:
    """No empty table."""
    assert any(
        isinstance(block, Paragraph) and "too close together" in block.text for block in group.part("dimensions")
    )


@pytest.mark.parametrize("language", list(words.LANGUAGES))
def test_the_order_of_people_changes_nothing(twelve: list[Bundle], language: str) -> None:
    """In any language."""
    people = [one.figures for one in twelve]
    with words.language(language):
        assert text(all_blocks(cohort(people))) == text(all_blocks(cohort(people[::-1])))


# The real notebook and its PDF


def forbidden(twelve: list[Bundle]) -> Iterator[str]:
    """Yield what must not stand in any output: every text of everyone, names, numbers drawn by lot."""
    for one, bundle in zip(PEOPLE, twelve, strict=True):
        yield one.name
        yield from (part for part in one.name.split() if len(part) > 4)
        yield bundle.person
        yield bundle.case
        yield bundle.case[:8]
    yield "Canari"
    yield from (str(feeling) for feeling in FEELINGS.values() if len(str(feeling)) > 7)


@pytest.mark.slow
@pytest.mark.parametrize("language", list(words.LANGUAGES))
def test_no_private_answer_and_no_text_is_in_any_output_of_the_cohort(
    folder: Path, twelve: list[Bundle], tmp_path: Path, language: str
) -> None:
    """R6, R12: in every private and every free answer of twelve people stands a word to look for. It is in their
    bundles (so the search could fail), and neither in the notebook, nor in the PDF, nor in the document between them.
    """
    assert all(b"Canari" in path.read_bytes() for path in folder.iterdir())
    out = tmp_path / "out"
    with words.language(language):
        setting = Setting(case="", journal=tmp_path / "journal.sqlite3", audience="share", today=TODAY)
        made = print_cohort(folder, out, setting)
        notebook = (out / "cohort.ipynb").read_text("utf-8")
        document, _resources = RecoveryPDFExporter().document(nbformat.reads(notebook, as_version=4))
    reader = pypdf.PdfReader(io.BytesIO(made.read_bytes()))
    pages = "\n".join(page.extract_text() for page in reader.pages)
    assert len(pages) > 1000
    assert "12" in pages
    outputs = (
        json.dumps(json.loads(notebook), ensure_ascii=False),
        pages,
        str(reader.metadata),
        document.json().decode(),
    )
    for word, output in itertools.product(set(forbidden(twelve)), outputs):
        assert word not in output, word
    assert str(tmp_path) not in notebook
    assert not (tmp_path / "journal.sqlite3").exists()


def test_the_search_would_find_a_text(twelve: list[Bundle]) -> None:
    """So the test above can fail."""
    written = twelve[0].to_json().decode()
    assert sum(word in written for word in set(forbidden(twelve))) >= 3


def test_the_notebook_reads_the_folder_it_is_given(folder: Path) -> None:
    """As a parameter, for who opens it in a Jupyter of their own."""
    assert open_cohort(bundles=str(folder), language="fr", today="2026-11-24").cohort.people == 12
    assert words.current().code == "fr"


def test_the_cohort_looks_at_figures_alone(twelve: list[Bundle]) -> None:
    """With or without words in the bundles, the tables are the same."""
    bare = [one.model_copy(update={"answers": {}}) for one in twelve]
    assert text(all_blocks(cohort([one.figures for one in bare]))) == text(
        all_blocks(cohort([one.figures for one in twelve]))
    )


def test_no_output_is_a_plain_text(group: Cohort, capsys: pytest.CaptureFixture[str], monkeypatch: Any) -> None:
    """What is shown are blocks, for the screen and for paper."""
    from workbook.cohort import CohortPage

    shown: list[Any] = []
    monkeypatch.setattr("IPython.display.display", lambda data, **_rest: shown.append(data))
    page = CohortPage(group, "print")
    page.head()
    for name in PARTS:
        page.part(name)
    assert len(shown) > 20
    assert capsys.readouterr().out == ""
