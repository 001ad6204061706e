"""The facilitator's timer: it counts by the clock, says once that the time is over, and runs in the real notebook."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import workbook.facilitator
from workbook.facilitator import AGENDAS
from workbook.facilitator.timer import Timer
from workbook.run import Setting, prepare
from workbook.words import language

from .conftest import PATIENCE, Bench

HERE = Path(workbook.facilitator.__file__).parent


@pytest.fixture
def tab(browser: Any) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 900, "height": 900})
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    yield page
    context.close()


def show(page: Any, code: str = "en") -> None:
    """Draw the timer of two hours with its real script, on a page whose clock the test holds."""
    with language(code):
        spec = Timer(AGENDAS["2h"])._spec
    page.clock.install(time="2026-11-24T14:00:00Z")
    page.set_content(f"<style>{(HERE / 'timer.css').read_text('utf-8')}</style><div id='here'></div>")
    script = (HERE / "timer.js").read_text("utf-8").replace("export default { render };", "")
    call = f"render({{ model: {{ get: () => ({json.dumps(spec)}) }}, el: document.getElementById('here') }});"
    page.add_script_tag(content=f"{{{script}\n{call}}}")


def press(page: Any, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def clock(page: Any) -> str:
    return str(page.get_by_role("timer").inner_text())


def test_it_counts_by_the_clock_and_waits_when_paused(tab: Any) -> None:
    """Fifteen minutes of welcome; a tab that slept for seven shows eight."""
    show(tab)
    assert clock(tab) == "15:00 left"
    tab.clock.run_for(60_000)
    assert clock(tab) == "15:00 left"
    press(tab, "Start")
    tab.clock.fast_forward(7 * 60_000)
    tab.clock.run_for(1000)
    assert clock(tab) == "7:59 left"
    press(tab, "Pause")
    tab.clock.run_for(120_000)
    assert clock(tab) == "7:59 left"
    press(tab, "Go on")
    press(tab, "Two minutes more")
    tab.clock.run_for(60_000)
    assert clock(tab) == "8:59 left"


def test_when_the_time_is_over_it_says_so_once_and_waits(tab: Any) -> None:
    """It does not go on by itself, and a screen reader hears it one time."""
    show(tab)
    press(tab, "Start")
    tab.clock.fast_forward(15 * 60_000 + 2_000)
    tab.clock.run_for(1000)
    said = tab.get_by_role("status").inner_text()
    assert said.startswith("The time for this part is over (+0:0")
    tab.clock.run_for(60_000)
    assert tab.get_by_role("status").inner_text() == said
    assert tab.get_by_role("heading", name="Welcome and ground rules").is_visible()
    press(tab, "Next part")
    assert clock(tab) == "20:00 left"
    assert tab.get_by_role("status").inner_text() == ""
    tab.clock.run_for(30_000)
    assert clock(tab) == "19:30 left"
    assert tab.locator("[aria-current=step]").inner_text().startswith("Absorb, lightly")


def test_one_can_go_back_and_to_the_end(tab: Any) -> None:
    """After the last part comes a word for whoever led; going back leads to the last part again."""
    show(tab)
    for _part in AGENDAS["2h"]:
        press(tab, "Next part")
    assert "Take a moment for yourself" in tab.get_by_role("status").inner_text()
    assert tab.get_by_role("button", name="Start", exact=True).is_disabled()
    press(tab, "Part before")
    assert clock(tab) == "8:00 left"
    press(tab, "From the beginning")
    assert clock(tab) == "15:00 left"


def test_in_arabic_it_reads_from_the_right(tab: Any) -> None:
    """Everything fits the width of a phone."""
    tab.set_viewport_size({"width": 360, "height": 800})
    show(tab, "ar")
    assert tab.locator("#here").get_attribute("dir") == "rtl"
    assert tab.evaluate("document.documentElement.scrollWidth <= 360")


def test_it_runs_in_the_real_notebook(bench: Bench, tab: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Prepared and sealed, the page runs by itself: support panel, timer, the session; nothing asks the network."""
    # Sealed with the key of the server that opens it.
    monkeypatch.setenv("WORKBOOK_LAB_DIR", str(bench.home))
    more = {"session": "half-day", "start": "14:00", "country": "dz"}
    setting = Setting(case="", journal=bench.journal, today=date(2026, 11, 24), more=more)
    prepare("facilitator", setting, bench.root / "facilitator.ipynb")
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(f"http://127.0.0.1:{bench.lab.port}/doc/tree/facilitator.ipynb?token={bench.lab.token}")
    press(tab, "Start")
    tab.wait_for_function("document.querySelector('.wt-clock')?.textContent.startsWith('24:')")
    assert tab.get_by_role("heading", name="When someone is in distress").count() == 1
    assert tab.locator("details.rw-support > summary").first.is_visible()
    assert tab.get_by_role("cell", name="14:25").count() == 1
    strangers = [url for url in asked if not url.startswith((f"http://127.0.0.1:{bench.lab.port}/", "data:", "blob:"))]
    assert strangers == []
    for session in bench.api("GET", "/api/sessions"):
        if session["path"] == "facilitator.ipynb":
            bench.api("DELETE", f"/api/sessions/{session['id']}")
