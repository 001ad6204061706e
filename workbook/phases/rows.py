"""A row of a group that repeats, with the name that one of them has: "Story 2" on paper, not "My stories 2"."""

from __future__ import annotations

from typing import ClassVar

from workbook.questions import Row
from workbook.words import Text


class Named(Row):
    """A row; ``one`` is what one of them is called."""

    one: ClassVar[Text]
