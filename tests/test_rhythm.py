"""actions.rhythm: a week in quality terms that fits the hours, with days off (S4.1, S4.4, E8)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.test_findings import answers
from tests.test_report import TODAY, blocks, text
from workbook.actions.rhythm import Rhythm, Sitting, rhythm
from workbook.blocks import Table
from workbook.phases.relaunch import WEEKDAYS
from workbook.questions import Value
from workbook.report import Report


def week(**given_: Value) -> Rhythm:
    found = rhythm(answers(week=given_))
    assert found is not None
    return found


def test_the_week_is_spread_over_the_working_days() -> None:
    """It begins after the days off; never two things where a day is empty."""
    found = week(hours=10, applications=2, conversations=1, learning_hours=3)
    assert [name for name, _sittings in found.days] == ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]
    assert [len(sittings) for _name, sittings in found.days] == [1, 1, 1, 1, 1, 0, 0]
    assert found.hours == 8
    assert not found.left_out


def test_learning_keeps_to_the_days_that_were_named_for_it() -> None:
    """Also a free day, if the person named it."""
    found = rhythm(
        answers(
            week={"learning_hours": 3}, learning={"learning/1/what": "SQL", "learning/1/cue": "on Tuesday and Friday"}
        )
    )
    assert found is not None
    assert {name for name, sittings in found.days if sittings} == {"tue", "fri"}


def test_what_is_learned_on_one_day_is_one_sitting() -> None:
    """The one day that was named for all of it."""
    found = rhythm(answers(week={"learning_hours": 5}, learning={"learning/1/what": "SQL", "learning/1/cue": "Monday"}))
    assert found.sittings("learn") == [Sitting("learn", 5)]
    assert found.hours_on("mon", "learn") == 5


CARE: dict[str, Value] = {
    "move": "swim",
    "meals": "lunch at a table",
    "joy": "football on Friday",
    "rest": "sleep on Monday",
}


def test_care_stands_in_the_week() -> None:
    """S4.4: on the day that it names, else joy on a day off and habits on each day; it takes no hours."""
    given_ = answers(week={"applications": 1, "hours": 4}, care=CARE)
    found = rhythm(given_)
    assert {(day, name) for day, name, _text in found.care} == {
        ("each", "move"), ("each", "meals"), ("fri", "joy"), ("mon", "rest"),
    }  # fmt: skip
    assert found.hours == 2
    (table,) = [block for block in Report(given_, "private", TODAY).part("week") if isinstance(block, Table)]
    rows = dict(table.rows)
    assert rows["Friday"] == "a day off; Joy: football on Friday"
    assert rows["Monday"] == "Rest: sleep on Monday"
    assert rows["Each day"] == "Movement: swim; Meals: lunch at a table"
    plain = rhythm(answers(week={"applications": 1}, care={"joy": "paint"}))
    assert [(day, name) for day, name, _text in plain.care] == [("fri", "joy")]


def test_care_without_a_week_is_told_all_the_same() -> None:
    """As facts; and in no other place where the week has it."""
    said = text(Report(answers(care=CARE), "private", TODAY).part("week"))
    assert all(str(one) in said for one in CARE.values())
    both = text(Report(answers(care=CARE, week={"applications": 1}), "private", TODAY).part("week"))
    assert both.count("swim") == 1


def test_what_does_not_fit_is_left_out_and_said() -> None:
    """Something of each kind comes first; the rest waits for a lighter week."""
    given_: dict[str, Value] = {"hours": 4, "applications": 3, "conversations": 1}
    found = week(**given_)
    assert found.hours == 3
    assert found.left_out == (Sitting("apply", 2),) * 2
    assert "can wait for a lighter week" in text(blocks(answers(week=given_)))


@pytest.mark.parametrize("given_", [{}, {"hours": 5}, {"hours": 0, "applications": 2}, {"applications": 0}])
def test_nothing_chosen_or_no_hours_gives_no_week(given_: dict[str, Value]) -> None:
    """An empty table helps nobody."""
    assert not rhythm(answers(week=given_))


@given(
    st.fixed_dictionaries(
        {},
        optional={
            "hours": st.integers(0, 10).map(lambda half: 2 * half),
            "applications": st.integers(0, 5),
            "conversations": st.integers(0, 5),
            "learning_hours": st.integers(0, 10),
            "free_days": st.lists(st.sampled_from(list(WEEKDAYS)), max_size=7, unique=True),
        },
    )
)
def test_no_week_is_fuller_than_its_hours_or_without_a_day_off(given_: dict[str, Value]) -> None:
    """Whatever was chosen; and nothing chosen gets lost."""
    found = rhythm(answers(week=given_))
    if not found:
        return
    hours = given_.get("hours")
    assert hours is None or found.hours <= hours  # type: ignore[operator]
    assert any(not sittings for _name, sittings in found.days)
    assert all(not sittings for name, sittings in found.days if name in found.free)
    chosen = 2 * (given_.get("applications") or 0) + (given_.get("conversations") or 0)  # type: ignore[operator]
    chosen += given_.get("learning_hours") or 0  # type: ignore[operator]
    assert found.hours + sum(sitting.hours for sitting in found.left_out) == chosen
