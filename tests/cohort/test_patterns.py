"""patterns: n is always there, an interval where a share is given, no direction below five (R4)."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cohort import past
from workbook import words
from workbook.blocks import Bar, Bars, Block, Callout, Cards, Course, Cover, Facts, Opener, Table
from workbook.case import STAGES
from workbook.journal import ENV, Change, Journal
from workbook.patterns import ENOUGH, PARTS, Past, Patterns, interval, open_patterns, past_cases
from workbook.questions import Answers

TODAY = date(2026, 11, 24)
B = TypeVar("B", bound=Block)


def patterns(count: int) -> Patterns:
    return Patterns(past.cases(count), TODAY)


def all_blocks(found: Patterns) -> list[Block]:
    return [block for name in PARTS for block in found.part(name)]


def bars(blocks: list[Block]) -> list[Bar]:
    return [item for block in blocks if isinstance(block, Bars) for item in block.items]


def one(blocks: list[Block], kind: type[B]) -> B:
    return next(block for block in blocks if isinstance(block, kind))


def text(blocks: list[Block]) -> str:
    return json.dumps([block.to_json() for block in blocks], ensure_ascii=False)


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    # Newcombe 1998, Statistics in Medicine 17, table I, method 3; rounded outwards.
    [(81, 263, 25, 37), (15, 148, 6, 17), (0, 20, 0, 17), (1, 29, 0, 18)],
)
def test_the_interval_is_wilsons(count: int, of: int, low: int, high: int) -> None:
    """Known values; for none it begins at 0 and has a width."""
    assert interval(count, of) == (low, high)


@given(st.integers(1, 200), st.data())
def test_the_interval_holds_the_share_and_mirrors(of: int, data: st.DataObject) -> None:
    """Within 0 to 100; "yes" and "no" have the same interval from the other side."""
    count = data.draw(st.integers(0, of))
    low, high = interval(count, of)
    assert 0 <= low <= 100 * count / of <= high <= 100
    assert low < high
    assert interval(of - count, of) == (100 - high, 100 - low)


def test_cases_are_in_the_order_of_their_answers(journal: Journal) -> None:
    """By the day of the answer, else of the interview, else of the entry: an old one that is entered late is old."""
    for name, fields in {
        "late": {"notice_date": "2026-03-01"},
        "early": {"interview_date": "2026-01-01"},
        "entered": {},
    }.items():
        journal.create(name, now=1_780_000_000.0)
        journal.save(name, [Change(section="case", field=key, value=value) for key, value in fields.items()])
    found = past_cases(journal)
    assert [one.when.isoformat() for one in found] == ["2026-01-01", "2026-03-01", "2026-05-28"]
    assert [one.number for one in found] == [1, 2, 3]


def test_no_case_at_all_gets_a_kind_word() -> None:
    """And nothing else."""
    found = all_blocks(Patterns((), TODAY))
    assert [block.kind for block in found] == ["cover", "paragraph"]
    assert one(found, Cover).facts == ()


def test_one_case_has_no_pattern() -> None:
    """Its line, what was done, where to turn; no bar, no dot, no warning about numbers that are not there."""
    found = all_blocks(patterns(1))
    assert not [block for block in found if block.kind in ("bars", "course", "cards")]
    assert [block.tone for block in found if isinstance(block, Callout)] == ["support"]
    assert len(one(found, Table).rows) == 1


@pytest.mark.parametrize("count", [2, 3, 4])
def test_below_five_there_is_no_share_and_no_direction(count: int) -> None:
    """R4: counts with their n alone; dots that nothing joins; "too few" is said."""
    found = all_blocks(patterns(count))
    for bar in bars(found):
        assert (bar.of, bar.low, bar.high, bar.note) == (0, None, None, "")
        assert " of " in bar.text
    rows = one(found, Course).rows
    assert not any(row.joined for row in rows)
    assert all("too few" in row.text for row in rows)
    assert "%" not in text(found)


def test_from_five_on_each_share_has_its_interval() -> None:
    """Where fewer than five cases stand behind a row, it has none, also among eight."""
    found = all_blocks(patterns(8))
    seen = {True: 0, False: 0}
    for bar in bars(found):
        count, of = (int(number) for number in bar.text.split(" of "))
        seen[of >= ENOUGH] += 1
        if of >= ENOUGH:
            assert (bar.low, bar.high) == interval(count, of)
            assert f"{bar.low}% to {bar.high}%" in bar.note
        else:
            assert bar.low is None
    assert seen[True] >= 7
    few = Patterns(past.cases(6), TODAY)
    assert [bar.of for bar in bars(few.part("feedback"))] == [6, 0]


def test_dots_are_joined_by_their_own_number() -> None:
    """A side with four numbers has no line, whatever the others have."""
    cases = list(past.cases(6))
    rows = {row.label: row for row in one(Patterns(cases, TODAY).part("dimensions"), Course).rows}
    for row in rows.values():
        known = [value for value in row.values if value]
        assert row.joined == (len(known) >= ENOUGH)
        assert str(len(known)) in row.text
    assert {row.joined for row in rows.values()} == {True, False}


def test_each_opener_says_how_many_cases_it_rests_on() -> None:
    """The n is always there; of part of the cases, both numbers."""
    openers = [block for block in all_blocks(patterns(8)) if isinstance(block, Opener)]
    assert len(openers) == 5
    assert [one.when for one in openers] == ["8 cases", "8 cases", "8 cases", "8 cases", "4 of 8 cases"]


def test_how_far_it_went_counts_from_each_step_on() -> None:
    """By hand: of eight, all but the first got to an interview."""
    expected = [
        sum(list(STAGES).index(stage) >= list(STAGES).index(key) for stage in past.STAGES)
        for key in ("interview", "technical", "final")
    ]
    assert expected == [7, 4, 2]
    assert [bar.count for bar in bars(patterns(8).part("stages"))] == expected


def test_what_comes_back_is_told_with_the_facts_of_each_case() -> None:
    """R15: the most frequent first, the words verbatim; what came once is not there."""
    cards = one(patterns(8).part("growth"), Cards).items
    assert [card.tag for card in cards] == ["7 of 8", "6 of 8", "5 of 8", "5 of 8", "2 of 8"]
    assert all(len(card.parts) == int(card.tag.split(" ")[0]) for card in cards)
    assert past.FACTS["technical"] in text(patterns(8).part("growth"))
    once = Patterns([past.cases(1)[0], Past(2, TODAY, Answers())], TODAY)
    assert not [block for block in once.part("growth") if isinstance(block, Cards)]
    assert "more than once so far" in text(once.part("growth"))


def test_own_words_that_come_back_are_found_in_any_spelling() -> None:
    """A growth area that the person names the same way twice."""
    rows = {"growth/1": {"name": "Window  functions", "fact": "x", "kind": "technical"}}
    again = {"growth/9": {"name": "window functions", "fact": "y", "kind": "technical"}}
    cases = [Past(1, TODAY, Answers({"growth": rows})), Past(2, TODAY, Answers({"growth": again}))]  # type: ignore[dict-item]
    cards = one(Patterns(cases, TODAY).part("growth"), Cards).items
    assert [(card.title, card.tag) for card in cards] == [("Window  functions", "2 of 2")]


def test_what_was_done_is_told_and_what_was_not_is_not_counted() -> None:
    """R4: the steps that were ticked, by kind, and the latest in words; no share of anything."""
    blocks = patterns(8).part("steps")
    assert one(blocks, Facts).rows == (("Care", "4"), ("My own step", "4"))
    assert "Walk to the harbour and back" in text(blocks)
    assert "%" not in text(blocks)
    assert " of 8 steps" not in text(blocks)
    assert Patterns((past.cases(2)[1],), TODAY).part("steps") == []


def test_many_cases_keep_their_columns_readable() -> None:
    """Sixty cases: at most sixteen names below the dots."""
    course = one(patterns(60).part("dimensions"), Course)
    assert len(course.columns) == 60
    assert sum(bool(name) for name in course.columns) <= 16


@pytest.mark.parametrize("language", list(words.LANGUAGES))
@pytest.mark.parametrize("count", [1, 4, 8])
def test_it_prints_in_each_language(count: int, language: str) -> None:
    """A whole PDF, accessible."""
    from workbook.deliver import print_blocks

    with words.language(language):
        assert print_blocks(all_blocks(patterns(count)), "x").startswith(b"%PDF")


def test_the_page_reads_the_persons_own_journal(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    """All cases of it; the mode is one of two words."""
    monkeypatch.setenv(ENV, str(journal.path))
    for number in range(3):
        journal.create(f"case-{number}", now=1_780_000_000.0)
        journal.save(f"case-{number}", past.changes(number))
    page = open_patterns(mode="print", language="ar", today="2026-11-24")
    assert len(page.patterns.cases) == 3
    with pytest.raises(ValueError, match="mode"):
        open_patterns(mode="x")


@pytest.mark.slow
def test_the_notebook_runs_and_prints(journal: Journal, tmp_path: Path) -> None:
    """In a real kernel; no executed notebook is left behind, for it holds answers."""
    from workbook.handouts import print_notebook
    from workbook.run import Setting

    for number in range(5):
        journal.create(f"case-{number}", now=1_780_000_000.0)
        journal.save(f"case-{number}", past.changes(number))
    out = tmp_path / "out"
    made = print_notebook("patterns", Setting(case="", journal=journal.path, today=TODAY), out / "patterns.pdf")
    import pypdf

    pages = "\n".join(page.extract_text() for page in pypdf.PdfReader(made).pages)
    assert past.FACTS["technical"] in " ".join(pages.split())
    assert [path.name for path in out.iterdir()] == ["patterns.pdf"]
