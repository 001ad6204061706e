"""The timer of a session: which activity it is, how long it still has, what comes next.

It runs in the browser alone and counts by the clock, so a sleeping tab or a busy kernel does not slow it down. It is
for whoever leads: it makes no sound, and when the time is over it says so and waits. Nobody in the room needs to see it
(R11).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import anywidget
import traitlets

from workbook.facilitator.agenda import Activity
from workbook.words import Text, _, current

_HERE: Final = Path(__file__).parent
WORDS: Final[dict[str, Text]] = {
    "title": _("Timer"),
    "start": _("Start"),
    "pause": _("Pause"),
    "on": _("Go on"),
    "next": _("Next part"),
    "back": _("Part before"),
    "longer": _("Two minutes more"),
    "reset": _("From the beginning"),
    "left": _("{time} left"),
    "over": _("The time for this part is over ({time}). Go on when it suits."),
    "then": _("Then: {what}"),
    "end": _("Then: the end"),
    "done": _("The session is over. Take a moment for yourself, too."),
    "minutes": _("{count} min"),
}


class Timer(anywidget.AnyWidget):
    """The timer for an *agenda*: ``display(Timer(AGENDAS["2h"]))``."""

    _esm = _HERE / "timer.js"
    _css = _HERE / "timer.css"
    _spec = traitlets.Dict().tag(sync=True)

    def __init__(self, agenda: Sequence[Activity]) -> None:
        language = current()
        parts = [{"title": str(one.title), "minutes": one.minutes, "aim": str(one.aim)} for one in agenda]
        words = {key: str(text) for key, text in WORDS.items()}
        super().__init__(_spec={"parts": parts, "words": words, "lang": language.code, "dir": language.direction})

    def __repr__(self) -> str:
        return str(WORDS["title"])
