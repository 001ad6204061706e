"""How far the work is: plain lines, or a bar where there is a terminal."""

from __future__ import annotations

import io

from workbook import words
from workbook.workshop.progress import Progress


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_plain_lines_name_each_with_rate_and_time_left() -> None:
    """For logs and pipes; nothing is drawn over."""
    stream, clock = io.StringIO(), Clock()
    with Progress(30, stream, clock) as progress:
        clock.now += 2
        progress.step("Amina")
        clock.now += 2
        progress.step("أمينة")
    assert stream.getvalue().splitlines() == [
        "  1 of 30, 30 a minute, 0:58 left  Amina",
        "  2 of 30, 30 a minute, 0:56 left  أمينة",
    ]


def test_a_terminal_gets_a_bar() -> None:
    """The same words beside it, and the end is full."""
    stream, clock = Terminal(), Clock()
    with Progress(2, stream, clock) as progress:
        for name in ("A", "B"):
            clock.now += 30
            progress.step(name)
    shown = stream.getvalue()
    assert "0 of 2" in shown
    assert "1 of 2, 2.0 a minute, 0:30 left" in shown
    assert "100%" in shown


def test_the_words_stay_those_of_the_reader() -> None:
    """While a folder is made in another language."""
    stream, clock = io.StringIO(), Clock()
    with Progress(1, stream, clock) as progress, words.language("ar"):
        clock.now += 60
        progress.step("أمينة")
    assert "1 of 1, 1.0 a minute, 0:00 left" in stream.getvalue()


def test_nothing_to_do_draws_nothing() -> None:
    """Not even an empty bar."""
    stream = Terminal()
    with Progress(0, stream):
        pass
    assert stream.getvalue() == ""
