"""The same pages with Voila: no code, no request to elsewhere, nothing lost, and only for whoever has the token."""

from __future__ import annotations

import importlib.util
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import nbformat
import pytest

from workbook.errors import AppMissing
from workbook.journal import Change, Journal
from workbook.lab import App, is_sealed, open_lab
from workbook.lab import running as lab_running

from .conftest import House, alive, until

MONEY = "I asked for $500 and they offered $300, so it was $200 less"


def voila_kernels(app: House) -> set[str]:
    """Return the kernels that the server has, from its log: it has no list to ask for."""
    started, ended = set(), set()
    for line in (app.home / "lab.log").read_text(encoding="utf-8").splitlines():
        words = line.split()
        if "Kernel started:" in line:
            started.add(words[-1])
        elif "Kernel shutdown:" in line:
            ended.add(words[-1])
    return started - ended


def ask(app: House, path: str, token: str = "") -> tuple[int, bytes]:
    """Ask the server from outside the browser; redirections are not followed."""

    class Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *_args: Any) -> None:
            return None

    request = urllib.request.Request(f"http://127.0.0.1:{app.lab.port}{path}")
    if token:
        request.add_header("Authorization", f"token {token}")
    try:
        with urllib.request.build_opener(Stay).open(request, timeout=20) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read()


def test_a_way_through_the_pages_shows_no_code_and_no_request_leaves_this_computer(app: House) -> None:
    """First page, a phase, the plan with its PDF, and back: each page comes in its place, all from one server."""
    app.case("case-1", "demo", role="Analyst")
    with Journal(app.journal) as journal:
        journal.save("case-1", [Change(section="feedback", field="words", value=MONEY)])
        journal.save("case-1", [Change(section="intensity", field="_status", value=None)])
    seen: list[str] = []
    app.context.on("request", lambda request: seen.append(request.url))
    page = app.open()
    page.get_by_role("article", name="Analyst").get_by_role("link", name="Go on: Absorb").click()
    page.get_by_role("region", name="How it feels right now").wait_for()
    alive(page)
    shown = page.locator("body").inner_text()
    assert "import" not in shown
    assert "page.form" not in shown
    page.get_by_role("link", name="Your plan").click()
    page.get_by_role("button", name="My plan (PDF)").click()
    page.get_by_role("link", name="Save recovery-plan.pdf").wait_for()
    page.get_by_role("link", name="All your cases").click()
    page.get_by_role("article", name="Analyst").wait_for()
    assert len(app.context.pages) == 1
    own = f"http://127.0.0.1:{app.lab.port}/"
    assert any(url.startswith(own) for url in seen)
    assert [url for url in seen if not url.startswith((own, "data:", f"blob:{own}"))] == []


def test_what_is_typed_is_saved_also_when_the_tab_closes_in_the_middle_of_a_word(app: House) -> None:
    """Leaving a page ends its kernel; what it did not get is kept in the browser and saved by the next page."""
    app.case("case-1")
    page = app.open("case-1/2-respond")
    page.get_by_label("The company").press_sequentially("Numidia Analy")
    page.close()
    again = app.open("case-1/2-respond")
    assert again.get_by_label("The company").input_value() == "Numidia Analy"
    until(lambda: app.facts("case-1").get("company") == "Numidia Analy", "it is saved")


def test_a_page_that_is_left_leaves_no_kernel(app: House) -> None:
    """A day of going to and fro does not fill the memory."""
    before = voila_kernels(app)
    page = app.open()
    until(lambda: voila_kernels(app) - before, "a kernel runs")
    page.goto("about:blank")
    until(lambda: not voila_kernels(app) - before, "that kernel is gone")


def test_a_notebook_that_was_changed_is_refused(app: House) -> None:
    """Whoever changes the code cannot make it run on opening."""
    app.case("case-1")
    path = app.root / "case-1" / "1-absorb.ipynb"
    nb = nbformat.read(path, as_version=4)
    nb.cells[-1].source += f"\nopen({str(app.root / 'ran')!r}, 'w')"
    nbformat.write(nb, path)
    assert not is_sealed(nb, app.home)
    status, _body = ask(app, "/voila/render/case-1/1-absorb.ipynb", app.lab.token)
    assert status == 403
    assert not (app.root / "ran").exists()


@pytest.mark.parametrize(
    "path",
    ["/voila/render/0-start.ipynb", "/voila/tree", "/voila/api/contents", "/", "/api/kernels/" + "0" * 8],
)
def test_without_the_token_nothing_is_shown(app: House, path: str) -> None:
    """Another person on this computer gets no page, no list and no kernel."""
    app.case("case-1")
    for token in ("", "wrong"):
        status, body = ask(app, path, token)
        assert status in (302, 403, 404)
        assert b"case-1" not in body
    assert app.lab.token not in " ".join(map(str, app.lab._process.args))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "path",
    [
        "/voila/files/case-1/1-absorb.ipynb",
        "/voila/files/../journal.sqlite3",
        "/voila/files/..%2Fjournal.sqlite3",
        "/voila/render/..%2F..%2Foutside.ipynb",
        "/voila/render/../../outside.ipynb",
    ],
)
def test_no_file_is_given_out_and_nothing_beside_the_pages_is_opened(app: House, path: str) -> None:
    """Also not to the owner of the token."""
    app.case("case-1")
    (app.root.parent.parent / "outside.ipynb").write_text('{"cells": [], "metadata": {}}')
    status, body = ask(app, path, app.lab.token)
    assert status >= 400
    assert b"SQLite" not in body


def test_opening_twice_leads_back(app: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """The running one is found by its note, asked with its token, and shown again."""
    import webbrowser

    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", opened.append)
    told: list[str] = []
    first = app.root / "0-start.ipynb"
    assert (
        open_lab(
            first,
            root=app.root,
            journal=app.journal,
            app=True,
            port=app.lab.port,
            on_ready=lambda url, again: told.append(url if again else ""),
        )
        == 0
    )
    assert told == [app.url()]
    assert app.lab.token in Path(opened[0].removeprefix("file://")).read_text(encoding="utf-8")
    wrong = lab_running.Running(f"http://127.0.0.1:{app.lab.port}", "wrong", App.pages, App.probe)
    assert not lab_running._answers(wrong)


def test_where_voila_is_missing_the_way_out_is_said(app: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """In words, before anything is started."""
    found = importlib.util.find_spec
    monkeypatch.setattr(
        "workbook.lab.app.find_spec", lambda name: None if name == "voila" else found(name), raising=True
    )
    with pytest.raises(AppMissing, match=r"recovery-workbook\[app\]"):
        open_lab(app.root / "0-start.ipynb", root=app.root, journal=app.journal, app=True, port=8, browser=False)
