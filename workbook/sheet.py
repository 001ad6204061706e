"""A notebook that is about no one case, open: the same parts on the screen and on paper."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from workbook.blocks import Block, Callout
from workbook.screen import bundle, styles


class Sheet:
    """Shows parts; *parts* gives the blocks of one by its name, *support* is the support panel for the screen (R2).

    On the screen the notebook's own first lines are the title and the panel stands at the top, so the cover and a
    second panel are for paper alone.
    """

    def __init__(self, parts: Callable[[str], list[Block]], mode: str, support: Callout) -> None:
        if mode not in ("form", "print"):
            raise ValueError("mode is one of ['form', 'print']")
        self.mode = mode
        self._parts = parts
        self._support = support
        self._opened = False

    def head(self) -> None:
        """Show what stands at the top."""
        from IPython.display import display

        display({"text/html": styles(), "text/plain": ""}, raw=True)
        if self.mode == "form":
            display(bundle(self._support), raw=True)

    def part(self, name: str) -> None:
        """Show one part."""
        from IPython.display import display

        for block in self._parts(name):
            # On the screen, the notebook's own first lines and the panel at the top.
            if self.mode == "form" and (block.kind == "cover" or block == self._support):
                continue
            self._opened |= block.kind == "opener"
            display(bundle(block, raised=not self._opened), raw=True)


def day_given(today: str) -> date:
    """Return the day that a notebook was given, an ISO date; empty means the clock's."""
    return date.fromisoformat(today) if today else date.today()
