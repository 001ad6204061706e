"""A real Chromium on a real JupyterLab, with a journal of its own.

The tests wait on conditions, never for a time. One JupyterLab serves the tests of a file; each test gets its own case,
its own notebook and its own kernel.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from workbook import samples
from workbook.journal import Change, Journal, Revision
from workbook.lab import App, Lab, seal
from workbook.phases import START_NOTEBOOK
from workbook.questions import Value
from workbook.run import Setting, prepare, prepare_all

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
PATIENCE = 30_000

ALL_KINDS = """
from datetime import date
from typing import Annotated
from workbook.questions import (
    About, Choice, Choices, Day, Line, LongText, Row, Rows, Scale, Section, When)
from workbook.words import _

class Asked(Row):
    question: Annotated[str | None, Line(_("What were you asked?"))] = None
    went: Annotated[int | None, Scale(_("How did it go?"), low=1, high=3)] = None

class Everything(Section):
    about = About(key="everything", title=_("Every kind of question"), minutes=3)
    line: Annotated[str | None, Line(_("One line"), help=_("A short answer."))] = None
    text: Annotated[str | None, LongText(_("Several lines"), sensitivity="private")] = None
    mail: Annotated[str | None, Line(_("A mail address"), entry="email")] = None
    feeling: Annotated[int | None, Scale(_("How strong is it?"), low=0, high=10,
        anchors={0: _("not at all"), 5: _("somewhat"), 10: _("very")})] = None
    rating: Annotated[int | None | str, Scale(_("How clear were you?"), dont_know=True,
        anchors={n: _("Anchor") for n in range(1, 6)})] = None
    one: Annotated[str | None, Choice(_("One of these"), options={"a": _("Alpha"), "b": _("Beta")})] = None
    more: Annotated[str | None, LongText(_("More about Beta"), when=When(field="one", any_of=("b",)))] = None
    strong: Annotated[str | None, Line(_("What helps?"), when=When(field="feeling", at_least=7))] = None
    many: Annotated[tuple[str, ...], Choices(_("Any of these"), options={"x": _("Ex"), "y": _("Why")})] = ()
    day: Annotated[date | None, Day(_("Which day?"))] = None
    asked: Annotated[tuple[Asked, ...], Rows(_("The questions"), add=_("Add a question"))] = ()
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


def _browser_path() -> str:
    found = os.environ.get("CHROME") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if not found:
        reason = f"there is no Chromium or Chrome (looked for {', '.join(BROWSERS)})"
        if os.environ.get("REQUIRE_BROWSER") == "1":
            pytest.fail(f"REQUIRE_BROWSER=1, but {reason}")
        pytest.skip(reason)
    return found


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A running browser."""
    path = _browser_path()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield running
        running.close()


def asked(lab: Lab, method: str, path: str) -> Any:
    """Ask a server as its owner; return what it says."""
    request = urllib.request.Request(
        f"http://127.0.0.1:{lab.port}{path}", method=method, headers={"Authorization": f"token {lab.token}"}
    )
    with urllib.request.urlopen(request, timeout=20) as answer:
        body = answer.read()
    return json.loads(body) if body else None


@contextmanager
def lab_home() -> Iterator[Path]:
    """A folder for a server's own things, in use within.

    Its path is short, as a person's is: so kernels are talked to by way of files, and no kernel finds a port that it
    was given taken by what else runs on this computer.
    """
    with tempfile.TemporaryDirectory(prefix="wb-") as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("WORKBOOK_LAB_DIR", folder)
        # So that a server that hangs can be asked where.
        patch.setenv("PYTHONFAULTHANDLER", "1")
        yield Path(folder)


@dataclass
class Server:
    """A server of ours, the folder of its own things, the root of its pages and its journal."""

    lab: Lab
    home: Path
    root: Path
    journal: Path

    def api(self, method: str, path: str) -> Any:
        """Ask it as its owner; one that hangs is ended, and its log says where it stood."""
        try:
            return asked(self.lab, method, path)
        except TimeoutError:
            process = self.lab._process
            process.send_signal(signal.SIGABRT)
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            pytest.fail(f"the server hung; its log:\n{(self.home / 'lab.log').read_text(encoding='utf-8')[-8000:]}")

    def sessions(self) -> list[dict[str, Any]]:
        return list(self.api("GET", "/api/sessions"))


S = TypeVar("S", bound=Server)


@contextmanager
def standing(make: Callable[[], AbstractContextManager[S]]) -> Iterator[Callable[[], S]]:
    """Keep a server for many tests; after one that ended it (or made it hang) the next gets a new one."""
    with ExitStack() as made:
        server = made.enter_context(make())

        def at_hand() -> S:
            nonlocal server
            if server.lab._process.poll() is not None:
                server = made.enter_context(make())
            return server

        yield at_hand


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Bench(Server):
    """The JupyterLab of a file of tests, with notebooks made for them."""

    numbers: Iterator[int] = field(default_factory=lambda: count(1))


@contextmanager
def a_bench(place: Path) -> Iterator[Bench]:
    """Set up a bench below *place*."""
    root, journal = place / "notebooks", place / "journal.sqlite3"
    root.mkdir()
    Journal(journal).close()
    first = root / "first.ipynb"
    nbformat.write(new_notebook(), first)
    with lab_home() as home, Lab(first, root=root, journal=journal, port=free_port(), browser=False) as lab:
        yield Bench(lab.ready(), home, root, journal)


@pytest.fixture(scope="module")
def benches(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], Bench]]:
    with standing(lambda: a_bench(tmp_path_factory.mktemp("bench"))) as at_hand:
        yield at_hand


@pytest.fixture
def bench(benches: Callable[[], Bench]) -> Bench:
    return benches()


def until(wanted: Callable[[], Any], what: str, seconds: float = 20, otherwise: Callable[[], Any] = lambda: "") -> Any:
    """Return what *wanted* gives as soon as it is true; else say *what* is missing, and what there is *otherwise*."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if result := wanted():
            return result
        time.sleep(0.02)
    pytest.fail(f"waited {seconds:g} s in vain until {what} {otherwise()}")


@dataclass
class Desk:
    """One person at work: a case, a prepared notebook, a browser profile."""

    bench: Bench
    context: Any
    case: str
    notebook: Path
    section: str

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.bench.lab.port}/doc/tree/{self.notebook.name}?token={self.bench.lab.token}"

    def visit(self, url: str = "") -> Any:
        """Open the notebook in a new tab."""
        page = self.context.new_page()
        page.set_default_timeout(PATIENCE)
        page.goto(url or self.url)
        return page

    def open(self) -> Any:
        """Open the notebook in a new tab and wait until its form is alive."""
        page = self.visit()
        alive(page)
        return page

    def values(self, row: str = "") -> dict[str, Value]:
        """Return what the journal holds."""
        with Journal(self.bench.journal) as journal:
            return dict(journal.answers(self.case).raw.get(self.section, {}).get(row, {}))

    def rows(self) -> dict[str, dict[str, Value]]:
        with Journal(self.bench.journal) as journal:
            raw = journal.answers(self.case).raw.get(self.section, {})
        return {row: dict(values) for row, values in raw.items() if row}

    def history(self, name: str) -> list[Revision]:
        with Journal(self.bench.journal) as journal:
            return journal.history(self.case, self.section, name)

    def saved(self, name: str, value: Value) -> None:
        """Wait until the journal holds *value*."""
        until(lambda: self.values().get(name) == value, f"{name} is saved (now {str(self.values().get(name))[:80]!r})")

    def kernel(self) -> dict[str, Any] | None:
        """Return the kernel of this notebook, if it has one."""
        return next((one["kernel"] for one in self.bench.sessions() if one["path"] == self.notebook.name), None)

    def kernel_at_rest(self) -> None:
        """Wait until the kernel has nothing to do."""
        until(lambda: (self.kernel() or {}).get("execution_state") == "idle", "the kernel is at rest")

    def end_kernel(self) -> None:
        """Shut the kernel down."""
        if found := self.kernel():
            self.bench.api("DELETE", f"/api/kernels/{found['id']}")


def alive(page: Any) -> None:
    """Wait until the form can be typed into; what went wrong instead is said at once."""
    wrong = '.jp-RenderedText[data-mime-type*="error"], .wb-note'
    page.locator(f'.wb-section[aria-busy="false"], {wrong}').first.wait_for()
    for error in page.locator(wrong).all_inner_texts():
        pytest.fail(error)


def notebook_of(home: Path, section: str, case: str, source: str, before: str = "", after: str = "") -> Any:
    """Return a prepared notebook that shows the form of *section*, sealed with the key in *home*."""
    cells = [
        new_markdown_cell("# A page\n\nSome words above the form."),
        new_code_cell(f'case = "{case}"', metadata={"tags": ["parameters"]}),
        new_code_cell(f"from workbook.form import Form\nfrom workbook.journal import Journal\n{source}\n{before}"),
        new_code_cell(f"form = Form({section}, Journal(), case)\ndisplay(form)\n{after}"),
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return seal(new_notebook(cells=cells, metadata={"kernelspec": kernel, "workbook": {"language": "en"}}), home)


@pytest.fixture
def desk(browser: Any, bench: Bench, request: pytest.FixtureRequest) -> Iterator[Desk]:
    """A desk with every kind of question on it; an indirect parameter changes the notebook or the browser."""
    wanted = {"section": "Everything", "key": "everything", "source": ALL_KINDS, **getattr(request, "param", {})}
    number = next(bench.numbers)
    case, path = f"case-{number}", bench.root / f"page-{number}.ipynb"
    with Journal(bench.journal) as journal:
        journal.create(case)
    key = wanted.pop("key")
    context = wanted.pop("context", {})
    nbformat.write(notebook_of(bench.home, case=case, **wanted), path)
    opened = browser.new_context(**{"viewport": {"width": 1100, "height": 900}, **context})
    made = Desk(bench, opened, case, path, key)
    yield made
    opened.close()
    made.end_kernel()


TODAY = date(2026, 11, 22)


@dataclass
class House(Server):
    """One person's workbook as ``workbook open`` sets it up: a journal, its prepared pages, a server on them."""

    exports: Path
    context: Any

    def case(self, name: str, sample: str = "", **facts: Any) -> None:
        with Journal(self.journal) as journal:
            journal.create(name)
            if sample:
                journal.save(name, samples.answers(sample))
            journal.save(name, [Change(section="case", field=field, value=value) for field, value in facts.items()])
        prepare_all(name, self.journal)

    def cases(self) -> list[str]:
        with Journal(self.journal) as journal:
            return journal.cases()

    def raw(self, case: str, section: str) -> dict[str, Value]:
        with Journal(self.journal) as journal:
            return dict(journal.answers(case).raw.get(section, {}).get("", {}))

    def facts(self, case: str) -> dict[str, Value]:
        return self.raw(case, "case")

    def url(self, page: str = START_NOTEBOOK) -> str:
        return f"http://127.0.0.1:{self.lab.port}{self.lab.pages}{page}.ipynb?token={self.lab.token}"

    def open(self, page: str = START_NOTEBOOK, context: Any = None) -> Any:
        """Open a page in a new tab, and wait until it is alive; what went wrong instead is said at once."""
        tab = (context or self.context).new_page()
        tab.set_default_timeout(PATIENCE)
        tab.goto(self.url(page))
        alive(tab)
        return tab

    def end(self, session: str) -> None:
        self.api("DELETE", f"/api/sessions/{session}")
        until(lambda: all(one["id"] != session for one in self.sessions()), "the session is gone")


@contextmanager
def a_house(kind: type[Lab], place: Path) -> Iterator[House]:
    """Set up a house below *place*."""
    journal, root, exports = place / "journal.sqlite3", place / "prepared", place / "exports"
    root.mkdir()
    Journal(journal).close()
    with lab_home() as home:
        first = prepare(
            START_NOTEBOOK, Setting(case="", journal=journal, today=TODAY), root / f"{START_NOTEBOOK}.ipynb"
        )
        with kind(first, root=root, journal=journal, exports=exports, port=free_port(), browser=False) as lab:
            yield House(lab.ready(), home, root, journal, exports, None)


@contextmanager
def at_home(house: House, browser: Any) -> Iterator[House]:
    """Begin with an empty journal and a new browser profile."""
    with pytest.MonkeyPatch.context() as patch:
        # Sealed with the key of the server that opens it.
        patch.setenv("WORKBOOK_LAB_DIR", str(house.home))
        with Journal(house.journal) as journal:
            for case in journal.cases():
                journal.delete(case)
        context = browser.new_context(viewport={"width": 1100, "height": 900})
        yield replace(house, context=context)
        context.close()


@pytest.fixture(scope="module")
def lab_houses(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], House]]:
    with standing(lambda: a_house(Lab, tmp_path_factory.mktemp("lab"))) as at_hand:
        yield at_hand


@pytest.fixture(scope="module")
def app_houses(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], House]]:
    with standing(lambda: a_house(App, tmp_path_factory.mktemp("app"))) as at_hand:
        yield at_hand


@pytest.fixture
def house(lab_houses: Callable[[], House], browser: Any) -> Iterator[House]:
    """A person's house with JupyterLab; its kernels end with the test."""
    with at_home(lab_houses(), browser) as made:
        yield made
        for session in made.sessions():
            made.end(session["id"])


@pytest.fixture
def app(app_houses: Callable[[], House], browser: Any) -> Iterator[House]:
    """The same with Voila."""
    with at_home(app_houses(), browser) as made:
        yield made
