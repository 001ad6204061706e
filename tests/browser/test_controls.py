"""Every kind of control saves, and each can go back to "not answered"."""

from __future__ import annotations

from typing import Any

from .conftest import Desk, alive, until


def group(page: Any, name: str) -> Any:
    return page.get_by_role("group", name=name)


def test_every_kind_of_control_saves(desk: Desk) -> None:
    """What is chosen or typed in each kind of control is in the journal, as the value that the questions declare."""
    page = desk.open()
    page.get_by_label("One line").fill("short")
    page.get_by_label("Several lines").fill("first\nsecond")
    page.get_by_label("A mail address").fill("a@example.org")
    group(page, "How strong is it?").get_by_label("10: very").check()
    group(page, "How clear were you?").get_by_label("I don't know").check()
    group(page, "One of these").get_by_label("Beta").check()
    group(page, "Any of these").get_by_label("Ex").check()
    group(page, "Any of these").get_by_label("Why").check()
    page.get_by_label("Which day?").fill("2026-11-24")
    page.get_by_label("What were you asked?").fill("Why here?")
    page.get_by_role("button", name="Done for now").click()
    expected = {
        "line": "short", "text": "first\nsecond", "mail": "a@example.org", "feeling": 10, "rating": "dont_know",
        "one": "b", "many": ["x", "y"], "day": "2026-11-24", "_status": "done",
    }  # fmt: skip
    until(lambda: desk.values() == expected, "everything is saved")
    assert [row["question"] for row in desk.rows().values()] == ["Why here?"]


def test_nothing_is_preselected_and_nothing_is_saved_by_looking(desk: Desk) -> None:
    """A form that was only opened shows no answer, and the journal holds none."""
    page = desk.open()
    assert page.locator(".wb-form :checked").count() == 0
    assert page.locator('[aria-pressed="true"]').count() == 0
    page.get_by_label("One line").focus()
    page.get_by_label("Several lines").focus()
    page.reload()
    alive(page)
    assert desk.values() == {}
    assert desk.rows() == {}


def test_an_answer_can_be_taken_back(desk: Desk) -> None:
    """Choice, scale, section status and text go back to "not answered"."""
    page = desk.open()
    one, feeling = group(page, "One of these"), group(page, "How strong is it?")
    assert one.get_by_role("button", name="Clear this answer").count() == 0
    one.get_by_label("Alpha").check()
    feeling.get_by_label("3", exact=True).check()
    page.get_by_label("One line").fill("x")
    page.get_by_role("button", name="Skip this").click()
    until(lambda: len(desk.values()) == 4, "four answers are saved")
    one.get_by_role("button", name="Clear this answer").click()
    feeling.get_by_role("button", name="Clear this answer").click()
    page.get_by_label("One line").fill("")
    page.get_by_role("button", name="Skip this").click()
    until(lambda: set(desk.values().values()) == {None}, "all four are empty again")
    assert page.locator(".wb-form :checked").count() == 0


def test_a_conditional_question_shows_only_when_its_condition_holds(desk: Desk) -> None:
    """``at_least`` and ``any_of`` show and hide a question; what was typed into it stays saved."""
    page = desk.open()
    more, strong = page.get_by_label("More about Beta"), page.get_by_label("What helps?")
    assert not more.is_visible()
    assert not strong.is_visible()
    group(page, "One of these").get_by_label("Beta").check()
    more.fill("kept")
    group(page, "How strong is it?").get_by_label("7", exact=True).check()
    strong.wait_for()
    group(page, "How strong is it?").get_by_label("6", exact=True).check()
    group(page, "One of these").get_by_label("Alpha").check()
    more.wait_for(state="hidden")
    strong.wait_for(state="hidden")
    desk.saved("one", "a")
    assert desk.values()["more"] == "kept"


def test_rows_are_added_removed_and_brought_back(desk: Desk) -> None:
    """A repeated group keeps its order; a removed row leaves the answers, and can be brought back at once."""
    page = desk.open()
    for number, words in enumerate(("one", "two", "three")):
        if number:
            page.get_by_role("button", name="Add a question").click()
        page.get_by_label("What were you asked?").nth(number).fill(words)
    until(lambda: [row.get("question") for _id, row in sorted(desk.rows().items())] == ["one", "two", "three"], "saved")
    assert all(row.startswith("asked/") for row in desk.rows())
    page.get_by_role("button", name="Remove").nth(1).click()
    until(lambda: [row.get("_removed") for _id, row in sorted(desk.rows().items())] == [None, True, None], "removed")
    page.get_by_role("button", name="Bring it back").click()
    until(lambda: [row.get("_removed") for _id, row in sorted(desk.rows().items())] == [None, False, None], "back")
    page.get_by_role("button", name="Remove").nth(0).click()
    until(lambda: sorted(desk.rows().items())[0][1].get("_removed") is True, "removed")
    page.reload()
    alive(page)
    assert page.get_by_label("What were you asked?").locator("visible=true").evaluate_all(
        "all => all.map(one => one.value)"
    ) == ["two", "three"]


def test_the_keyboard_alone_is_enough_and_acts_on_the_form_only(desk: Desk) -> None:
    """Tab, Space and the arrow keys answer; letters that are shortcuts of JupyterLab are just letters."""
    page = desk.open()
    cells = page.locator(".jp-Cell").count()
    page.get_by_label("One line").focus()
    page.keyboard.type("b a x dd m y 00")
    page.keyboard.press("Tab")
    while not page.evaluate("document.activeElement.matches('input[type=radio]')"):
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    desk.saved("feeling", 2)
    desk.saved("line", "b a x dd m y 00")
    assert page.locator(".jp-Cell").count() == cells


def test_a_wrong_value_is_kept_and_named_kindly(desk: Desk) -> None:
    """A value that cannot be read stays as typed, with a message tied to its control."""
    long = "w" * 200_001
    page = desk.open()
    page.get_by_label("One line").evaluate(
        "(node, text) => { node.value = text; node.dispatchEvent(new Event('input')) }", long
    )
    page.get_by_text("This is longer than the plan can hold").wait_for()
    assert desk.values()["line"] == long
    described = page.get_by_label("One line").get_attribute("aria-describedby") or ""
    texts = [page.locator(f"#{one}").inner_text() for one in described.split()]
    assert "A short answer." in texts
    assert any("longer than the plan" in text for text in texts)
    page.get_by_label("One line").fill("fine")
    page.get_by_text("This is longer than the plan can hold").wait_for(state="hidden")
