"""How far the work is: a bar with rate and time left in a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from types import TracebackType
from typing import Any, Final, Self, TextIO

from workbook.words import _

_BAR: Final = "{percentage:3.0f}% |{bar:24}| {desc}"


class Progress:
    """Counts to *total*. Its words are those of the language in which it is made, whatever is printed meanwhile."""

    def __init__(self, total: int, stream: TextIO | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self._total = total
        self._stream = sys.stderr if stream is None else stream
        self._clock = clock
        self._began = clock()
        self._done = 0
        # Filled here by hand: a Text would follow the language of the person whose folder is being made.
        self._count = str(_("{done} of {total}"))
        self._rate = str(_("{done} of {total}, {rate} a minute, {left} left"))
        self._bar: Any = None

    def __enter__(self) -> Self:
        if self._total and self._stream.isatty():
            from tqdm import tqdm  # type: ignore[import-untyped]

            self._bar = tqdm(total=self._total, file=self._stream, bar_format=_BAR, mininterval=0, dynamic_ncols=True)
            self._bar.set_description_str(self._text())
        return self

    def __exit__(
        self, _type: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.close()

    def step(self, name: str) -> None:
        """Say that *name* is finished."""
        self._done += 1
        if self._bar is not None:
            self._bar.set_description_str(self._text(), refresh=False)
            self._bar.update()
        else:
            print(f"  {self._text()}  {name}", file=self._stream, flush=True)

    def _text(self) -> str:
        values: dict[str, object] = {"done": self._done, "total": self._total}
        spent = self._clock() - self._began
        if not self._done or spent <= 0:
            return self._count.format_map(values)
        per_minute = 60 * self._done / spent
        left = round(spent / self._done * (self._total - self._done))
        values |= {"rate": f"{per_minute:.0f}" if per_minute >= 10 else f"{per_minute:.1f}"}
        values |= {"left": f"{left // 60}:{left % 60:02}"}
        return self._rate.format_map(values)
