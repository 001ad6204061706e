"""errors: each says what happened and what to do, and the tree in the docstring is the real one."""

from __future__ import annotations

import inspect
import string

import pytest

from workbook import errors
from workbook.errors import WorkbookError

ALL = [
    found
    for _name, found in inspect.getmembers(errors, inspect.isclass)
    if issubclass(found, WorkbookError) and hasattr(found, "what")
]


def test_there_are_errors_to_check() -> None:
    """A walk over nothing would pass everything."""
    assert len(ALL) > 15


@pytest.mark.parametrize("error", ALL, ids=lambda found: found.__name__)
def test_an_error_gives_two_sentences(error: type[WorkbookError]) -> None:
    """What happened, and the next step; filled, with no place left open."""
    fields = {
        name
        for text in (error.what, error.next_step)
        for _lit, name, _spec, _conv in string.Formatter().parse(text.msgid)
        if name
    }
    what, next_step = str(error(**dict.fromkeys(fields, "VALUE"))).split("\n")
    assert what
    assert next_step
    assert "{" not in what + next_step


def test_the_tree_in_the_docstring_names_every_error() -> None:
    """It is the first thing a newcomer reads."""
    assert errors.__doc__
    missing = [error.__name__ for error in ALL if error.__name__ not in errors.__doc__]
    assert not missing
