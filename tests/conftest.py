"""Fixtures shared by all tests: a journal in a folder of its own, the fictional candidate, texts that break things."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from workbook import samples, words
from workbook.journal import ENV, Journal
from workbook.questions import Answers

# A busy machine is no failure.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def pytest_configure() -> None:
    """Let Ctrl-C reach what the tests start, also behind a shell that has it ignored (``make test &``)."""
    if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--renew-goldens", action="store_true", help="write the golden texts and page images anew")


@pytest.fixture
def renew(request: pytest.FixtureRequest) -> bool:
    """Whether goldens are written anew instead of compared."""
    return bool(request.config.getoption("--renew-goldens"))


@pytest.fixture(autouse=True)
def _own_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test ever touches the journal or the settings of whoever runs it."""
    monkeypatch.setenv(ENV, str(tmp_path / "own" / "journal.sqlite3"))
    monkeypatch.setenv("WORKBOOK_LAB_DIR", str(tmp_path / "lab"))
    monkeypatch.delenv("WORKBOOK_LANGUAGE", raising=False)


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    words.set_language("en")
    yield
    words.set_language("en")


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with Journal(tmp_path / "journal.sqlite3") as book:
        yield book


@pytest.fixture
def demo_journal(journal: Journal) -> Journal:
    """The journal of the fictional candidate: her case, all sections answered."""
    journal.create("demo", now=1_700_000_000.0)
    journal.save("demo", samples.answers("demo"), now=1_700_000_000.0)
    return journal


@pytest.fixture
def demo_answers(demo_journal: Journal) -> Answers:
    return demo_journal.answers("demo")
