"""Bars and courses as HTML: every word is there, numbers can be read without the drawing, odd data harms nothing."""

from __future__ import annotations

import re

import pytest

from tests.test_screen import Tags
from workbook import words
from workbook.blocks import Bar, Bars, Course, CourseRow
from workbook.screen import to_html

BARS = Bars(
    label="Over seven cases",
    items=(
        Bar(label="Got further", count=3, of=7, text="3 of 7", note="Anything would fit.", low=16, high=75),
        Bar(label="Few", text="fewer than 5"),
    ),
)
COURSE = Course(
    columns=("1", "2", "3"),
    rows=(CourseRow(label="First", values=(2, 0, 5), text="Two numbers."), CourseRow(label="Second", values=(0, 0, 0))),
    low_label="1: hard",
    high_label="5: well",
)


def test_every_word_of_bars_is_read_and_only_the_drawing_is_hidden() -> None:
    """A screen reader gets label, count and note; a bar without a whole has no drawing."""
    html, found = to_html(BARS), Tags()
    found.feed(html)
    for word in ("Over seven cases", "Got further", "3 of 7", "Anything would fit.", "fewer than 5"):
        assert word in found.text
    assert html.count('class="rw-rail" aria-hidden="true"') == 1
    assert "width:42.9%" in html
    assert "inset-inline-start:16%;width:59%" in html


def test_a_course_says_its_numbers_in_words() -> None:
    """What is missing is a dash; nothing is joined unless it was said."""
    html, found = to_html(COURSE), Tags()
    found.feed(html)
    for word in ("First", "Two numbers.", "1: hard", "5: well"):
        assert word in found.text
    assert 'aria-label="First: 2 – 5 "' in html
    assert "polyline" not in html
    joined = to_html(Course(columns=("1", "2"), rows=(CourseRow(label="a", values=(1, 5), joined=True),)))
    points = re.search('points="(.*?)"', joined)
    assert points
    assert points[1].split() == ["25.0,90.0", "75.0,10.0"]


@pytest.mark.parametrize("language", list(words.LANGUAGES))
def test_odd_data_is_drawn(language: str) -> None:
    """No columns, equal ends, more than all: a picture is no place to fail."""
    with words.language(language):
        assert to_html(Course(columns=(), rows=(CourseRow(label="a", values=()),), low=3, high=3))
        assert to_html(Bars(items=(Bar(label="a", count=9, of=3), Bar(label="b", of=-1))))
        assert to_html(Bars(items=()))
