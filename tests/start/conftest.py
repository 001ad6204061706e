"""The first page's widgets with their messages caught where the browser would get them."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from workbook.journal import ENV, Journal
from workbook.start.desk import Desk
from workbook.start.takeaway import TakeAway


@dataclass
class Browser:
    """What stands at the other end: it asks, and waits for the last answer as the page does."""

    widget: Any
    steps: list[dict[str, Any]] = field(default_factory=list)
    numbers: Any = field(default_factory=lambda: count(1))

    def __post_init__(self) -> None:
        self._answers: dict[Any, tuple[dict[str, Any], bytes | None]] = {}
        self._came = threading.Condition()
        self.widget.send = self._got

    def _got(self, content: dict[str, Any], buffers: list[bytes] | None = None) -> None:
        with self._came:
            if content["type"] == "step":
                self.steps.append(content)
            else:
                self._answers[content["seq"]] = (content, buffers[0] if buffers else None)
            self._came.notify_all()

    def ask(self, kind: str, *files: bytes, **rest: Any) -> dict[str, Any]:
        """Ask and return the answer, with the file that came as ``file``."""
        number = next(self.numbers)
        self.widget._handle_custom_msg({"type": kind, "view": "v", "seq": number, **rest}, list(files))
        with self._came:
            assert self._came.wait_for(lambda: number in self._answers, timeout=60)
        answer, data = self._answers[number]
        assert answer["to"] == "v"
        return {**answer, "file": data}


@pytest.fixture
def own_journal(journal: Journal, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Journal:
    """The journal that the page finds, in the folder where its notebook is."""
    monkeypatch.setenv(ENV, str(journal.path))
    prepared = tmp_path / "prepared"
    prepared.mkdir()
    monkeypatch.chdir(prepared)
    return journal


@pytest.fixture
def desk(own_journal: Journal) -> Browser:
    return Browser(Desk())


@pytest.fixture
def takeaway(own_journal: Journal) -> Browser:
    return Browser(TakeAway("case-1"))
