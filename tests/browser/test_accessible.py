"""axe-core finds nothing in any notebook: in JupyterLab and in Voila, in light and dark, and from right to left."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cohort import people
from workbook.journal import Change, Journal
from workbook.lab import Lab
from workbook.phases import START_NOTEBOOK
from workbook.run import NOTEBOOKS, Setting, prepare, prepare_all
from workbook.words import language

from .conftest import TODAY, House

PAGES = (START_NOTEBOOK, *(f"case-1/{name}" for name in NOTEBOOKS))


def violations(page: Any) -> list[str]:
    """Return what axe-core finds on the whole page: the rule, and where."""
    from axe_playwright_python.sync_playwright import Axe

    response = Axe().run(page).response
    assert len(response["passes"]) > 10
    return [
        f"{one['id']}: {node['target']} {node['html'][:120]}" for one in response["violations"] for node in one["nodes"]
    ]


def check(house: House, browser: Any, name: str, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme)
    try:
        page = house.open(name, context)
        page.wait_for_load_state("networkidle")
        if type(house.lab) is Lab:
            # The theme follows the system after the page is there.
            light = "true" if scheme == "light" else "false"
            page.locator(f'body[data-jp-theme-light="{light}"]').wait_for(state="attached")
        assert violations(page) == []
    finally:
        context.close()


@pytest.fixture
def full(house: House) -> House:
    house.case("case-1", "demo", role="Analyst")
    return house


@pytest.fixture
def full_app(app: House) -> House:
    app.case("case-1", "demo", role="Analyst")
    return app


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_no_violation_in_jupyterlab(full: House, browser: Any, name: str, scheme: str) -> None:
    """The whole window, with what JupyterLab itself draws."""
    check(full, browser, name, scheme)


@pytest.mark.parametrize("name", PAGES)
def test_no_violation_in_voila(full_app: House, browser: Any, name: str) -> None:
    """The same pages without JupyterLab."""
    check(full_app, browser, name, "light")


@pytest.mark.parametrize("name", ["patterns", "facilitator", "cohort"])
def test_no_violation_in_what_is_about_no_one_case(house: House, browser: Any, name: str, tmp_path: Path) -> None:
    """What cases have in common, the guide with its timer, the group in numbers: headings in order, one panel."""
    house.case("case-1", "demo", role="Analyst")
    house.case("case-2", "graduate")
    handed = people.hand_over(people.bundles(tmp_path), tmp_path / "bundles") if name == "cohort" else tmp_path
    more = {"cohort": {"bundles": str(handed)}}.get(name, {})
    prepare(name, Setting(case="", journal=house.journal, today=TODAY, more=more), house.root / f"{name}.ipynb")
    context = browser.new_context(color_scheme="light")
    page = context.new_page()
    page.goto(house.url(name))
    page.locator("[data-workbook=ran]").wait_for(state="attached")
    assert page.locator("details.rw-support").count() <= 1
    assert violations(page) == []
    context.close()


@pytest.mark.parametrize("name", [START_NOTEBOOK, "case-1/1-absorb"])
def test_no_violation_from_right_to_left(app: House, browser: Any, name: str) -> None:
    """In Arabic, the window has its language and direction, too."""
    app.case("case-1", role="محاسب")
    with language("ar"):
        prepare_all("case-1", app.journal)
    check(app, browser, name, "dark")


def test_no_violation_in_what_opens_on_the_first_page(full: House) -> None:
    """What was read, what goes out, the questions before something is removed, progress."""
    with Journal(full.journal) as journal:
        journal.save("case-1", [Change(section="case", field="company", value="Numidia")])
    page = full.open()
    page.get_by_text("Take away or delete").click()
    page.get_by_role("button", name="A plan to share (PDF)").click()
    page.get_by_role("heading", name="This goes out").wait_for()
    page.get_by_role("button", name="Delete this case").click()
    page.get_by_label("Paste the mail or message here").fill("Dear Amina, we invite you to an interview. Karim")
    page.get_by_role("button", name="Read it").click()
    page.get_by_role("heading", name="What was read").wait_for()
    page.get_by_role("button", name="Finish and wipe").click()
    assert violations(page) == []
    page.get_by_role("button", name="My plan (PDF)").click()
    page.get_by_text("Step 1 of 2").wait_for()
    assert violations(page) == []
