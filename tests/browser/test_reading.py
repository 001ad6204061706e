"""The form can be read: right to left, on a phone, in the dark, aloud."""

from __future__ import annotations

from typing import Any

import pytest

from .conftest import Desk, alive

PHONE = {"context": {"viewport": {"width": 390, "height": 844}}}
ARABIC = {"before": "from workbook.words import set_language\nset_language('ar')"}


@pytest.mark.parametrize("desk", [ARABIC], indirect=True)
def test_an_arabic_form_runs_from_right_to_left(desk: Desk) -> None:
    """The form has its direction and language; a text takes the direction of what is written in it."""
    page = desk.open()
    form = page.locator(".wb-form")
    assert form.get_attribute("dir") == "rtl"
    assert form.get_attribute("lang") == "ar-DZ"
    line, mail = form.locator("input[type=text]").first, form.locator("input[type=email]")
    direction = "node => getComputedStyle(node).direction"
    assert line.evaluate(direction) == "rtl"
    line.fill("an English answer")
    assert line.evaluate(direction) == "ltr"
    line.fill("جواب")
    assert line.evaluate(direction) == "rtl"
    assert mail.evaluate(direction) == "ltr"
    numbers = page.locator(".wb-numbers .wb-option")
    assert numbers.nth(0).bounding_box()["x"] > numbers.nth(1).bounding_box()["x"]


@pytest.mark.parametrize("desk", [PHONE, PHONE | ARABIC], indirect=True)
def test_a_phone_shows_everything_without_scrolling_sideways(desk: Desk) -> None:
    """At 390 pixels, which is also 780 at 200% zoom, nothing sticks out, and what is tapped is 44 pixels high."""
    page = desk.open()
    page.get_by_role("group").filter(has=page.locator("label", has_text="Beta")).get_by_label("Beta").check()
    out = page.evaluate(
        """() => [...document.querySelectorAll('.wb-form, .wb-form *')].filter(node => {
            const box = node.getBoundingClientRect();
            return box.width && !node.closest('.wb-hidden') && (box.right > innerWidth + 1 || box.left < -1);
        }).map(node => node.className || node.tagName)"""
    )
    assert out == []
    low = page.evaluate(
        """() => [...document.querySelectorAll('.wb-option, .wb-input, .wb-button')].filter(node => {
            const box = node.getBoundingClientRect();
            return box.height && box.height < 43.5;
        }).map(node => node.outerHTML.slice(0, 80))"""
    )
    assert low == []


def test_each_control_has_a_name_and_each_group_its_question(desk: Desk) -> None:
    """Every control has an accessible name; help belongs to its control; the section is a named region."""
    page = desk.open()
    tree = page.locator(".wb-section").aria_snapshot()
    nameless = [
        line.strip()
        for line in tree.splitlines()
        if line.strip() in {"- textbox", "- radio", "- checkbox", "- button", "- group", "- region"}
    ]
    assert nameless == []
    assert page.get_by_role("region", name="Every kind of question").is_visible()
    assert page.get_by_role("radio", name="0: not at all").count() == 1
    assert page.get_by_label("Several lines").get_attribute("aria-describedby") is None
    help_id = page.get_by_label("One line").get_attribute("aria-describedby")
    assert page.locator(f"#{help_id}").inner_text() == "A short answer."
    assert page.locator("label, legend", has_text="Several lines").get_by_text("Stays with you").is_visible()


def test_saved_is_read_aloud_once(desk: Desk) -> None:
    """The live region says "Saved" the first time, and is not spoken again at each pause of typing."""
    page = desk.open()
    page.evaluate(
        """() => {
            window.spoken = [];
            new MutationObserver(() => spoken.push(live.textContent)).observe(
                (window.live = document.querySelector('.wb-hidden[role=status]')),
                { childList: true, characterData: true, subtree: true });
        }"""
    )
    for words in ("one", "two", "three"):
        page.get_by_label("One line").fill(words)
        desk.saved("line", words)
        page.locator('.wb-section[data-state="saved"]').wait_for()
    assert page.evaluate("spoken") == ["Saved"]


@pytest.mark.parametrize("desk", [{"context": {"color_scheme": "dark"}}, {}], indirect=True)
def test_the_form_follows_light_and_dark(desk: Desk, request: pytest.FixtureRequest) -> None:
    """The form takes the ground of the page around it: no white card in a dark page, no dark one in a white page."""
    page = desk.open()
    dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")

    def light(selector: str, what: str) -> float:
        color: str = page.locator(selector).first.evaluate(f"node => getComputedStyle(node).{what}")
        red, green, blue = (int(part) for part in color.removeprefix("rgb(").removesuffix(")").split(","))
        return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255

    page.locator("body[data-jp-theme-light]").wait_for(state="attached")
    ground, ink = light(".wb-section", "backgroundColor"), light(".wb-title", "color")
    assert (ground < 0.3, ink > 0.7) == (dark, dark)


def test_a_form_of_a_second_view_keeps_its_own_controls(desk: Desk) -> None:
    """Two views of one section on one page do not share ids, so each label belongs to its own control."""
    page = desk.open()
    ids: list[Any] = page.evaluate("[...document.querySelectorAll('.wb-form [id]')].map(node => node.id)")
    assert len(ids) == len(set(ids))
    page.reload()
    alive(page)
    again: list[Any] = page.evaluate("[...document.querySelectorAll('.wb-form [id]')].map(node => node.id)")
    assert not set(ids) & set(again)
