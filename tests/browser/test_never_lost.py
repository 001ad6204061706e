"""Nothing that was typed is lost: closed tabs, busy and dead kernels, locked journals, two windows."""

from __future__ import annotations

import json
import os
import signal
import socket
import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from functools import partial
from itertools import cycle, islice
from typing import Any

import pytest

from workbook.form import Form
from workbook.journal import Journal
from workbook.lab import Lab
from workbook.questions import About, Section

from .conftest import Desk, alive, until

SENTENCE = "They asked me to lead the migration, and I said that I had only ever watched one"
FULL = """
const set = Storage.prototype.setItem;
Storage.prototype.setItem = function (key, value) {
    if (key.startsWith("workbook/")) throw new DOMException("", "QuotaExceededError");
    return set.call(this, key, value);
};
"""
SLOW = {"before": "import time", "after": "form.on_saved(lambda: time.sleep(4))"}
PID = {"before": "import os, pathlib\npathlib.Path(case + '.pid').write_text(str(os.getpid()))"}


class Everything(Section):
    about = About(key="everything", title="Everything", minutes=1)  # type: ignore[arg-type]


def drafts(page: Any) -> dict[str, Any]:
    found = page.evaluate("Object.fromEntries(Object.entries(localStorage).filter(([k]) => k.startsWith('workbook/')))")
    return {key: json.loads(value) for key, value in found.items()}


def set_text(page: Any, label: str, text: str) -> None:
    """Put *text* in the box as a paste does, whatever characters it has."""
    put = "(node, json) => { node.value = JSON.parse(json); node.dispatchEvent(new Event('input', { bubbles: true })) }"
    page.get_by_label(label).evaluate(put, json.dumps(text))


def test_a_tab_closed_in_the_middle_of_a_word_loses_nothing(desk: Desk) -> None:
    """The last letters are sent while the tab closes; nobody has to leave the field first."""
    page = desk.open()
    page.get_by_label("Several lines").press_sequentially(SENTENCE)
    page.close()
    desk.saved("text", SENTENCE)


def test_a_reload_shows_what_was_typed_and_the_browser_keeps_no_copy(desk: Desk) -> None:
    """After "Saved" the answer is in the journal alone: no draft stays behind in the browser."""
    page = desk.open()
    page.get_by_label("Several lines").press_sequentially(SENTENCE)
    assert drafts(page)
    page.get_by_text("Saved", exact=True).first.wait_for()
    until(lambda: not drafts(page), "the draft is cleared")
    page.reload()
    alive(page)
    assert page.get_by_label("Several lines").input_value() == SENTENCE


@pytest.mark.parametrize("desk", [SLOW], indirect=True)
def test_a_busy_kernel_is_said_and_a_tab_closed_meanwhile_loses_nothing(desk: Desk) -> None:
    """While the kernel is busy the form says "Not saved yet"; the draft is saved by the next window."""
    page = desk.open()
    page.get_by_label("One line").fill("keeps the kernel busy")
    desk.saved("line", "keeps the kernel busy")
    page.get_by_label("Several lines").press_sequentially(SENTENCE)
    page.get_by_role("alert").filter(has_text="Not saved yet. Keep this window open").wait_for()
    [draft] = drafts(page).values()
    assert draft["value"] == SENTENCE
    page.close()
    again = desk.open()
    assert again.get_by_label("Several lines").input_value() == SENTENCE
    desk.saved("text", SENTENCE)


@pytest.mark.skipif(os.name != "posix", reason="a kernel is killed by a signal")
@pytest.mark.parametrize("desk", [PID], indirect=True)
def test_a_kernel_that_dies_comes_back_by_itself_with_what_was_typed_meanwhile(desk: Desk) -> None:
    """The server restarts the kernel, the notebook runs again, and the new form takes up the draft."""
    page = desk.open()
    until(lambda: desk.values() == {}, "the journal is empty")
    first = page.locator(".wb-section").element_handle()
    os.kill(int((desk.bench.root / f"{desk.case}.pid").read_text()), signal.SIGKILL)
    page.get_by_label("Several lines").press_sequentially(SENTENCE)
    desk.saved("text", SENTENCE)
    assert not first.evaluate("node => node.isConnected")
    assert page.get_by_label("Several lines").input_value() == SENTENCE


@pytest.mark.skipif(os.name != "posix", reason="a kernel is killed by a signal")
@pytest.mark.parametrize("desk", [PID], indirect=True)
def test_whoever_types_while_the_form_is_drawn_anew_goes_on_typing(desk: Desk) -> None:
    """Not a letter is lost between the old field and the new one, and the cursor stands where it stood."""
    page = desk.open()
    field = page.get_by_label("Several lines")
    field.fill("[]")
    desk.saved("text", "[]")
    first = page.locator(".wb-section").element_handle()
    os.kill(int((desk.bench.root / f"{desk.case}.pid").read_text()), signal.SIGKILL)
    field.focus()
    page.keyboard.press("ArrowLeft")
    typed = ""
    # As long as the old form is there, and then a little further.
    for letter in islice(cycle("abcdefghij "), 2_000):
        page.keyboard.type(letter, delay=20)
        typed += letter
        if not first.evaluate("node => node.isConnected") and page.locator('.wb-section[aria-busy="false"]').count():
            break
    page.keyboard.type("end")
    desk.saved("text", f"[{typed}end]")
    assert page.get_by_label("Several lines").input_value() == f"[{typed}end]"
    assert page.get_by_label("Several lines").evaluate("field => field === document.activeElement")


def test_a_browser_with_full_storage_says_so_and_asks_before_closing_on_something_unsaved(desk: Desk) -> None:
    """Where no draft can be kept, the warning says to wait, and the browser asks before the window closes."""
    desk.context.add_init_script(FULL)
    page = desk.open()
    page.get_by_label("One line").fill("saved all the same")
    desk.saved("line", "saved all the same")
    desk.end_kernel()
    page.get_by_label("One line").press_sequentially("!")
    page.get_by_role("alert").filter(has_text="This browser keeps no copy of what you type").wait_for()
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    with page.expect_event("close"):
        page.close(run_before_unload=True)
    assert asked == ["beforeunload"]


def test_a_kernel_that_is_gone_is_said_in_plain_words(desk: Desk) -> None:
    """Without a kernel the form warns within seconds, keeps a draft, and saves it when opened again."""
    page = desk.open()
    desk.end_kernel()
    page.get_by_label("Several lines").press_sequentially(SENTENCE)
    started = time.monotonic()
    page.get_by_role("alert").filter(has_text="Not saved yet").wait_for()
    assert time.monotonic() - started < 5
    assert [draft["value"] for draft in drafts(page).values()] == [SENTENCE]
    page.close()
    again = desk.open()
    assert again.get_by_label("Several lines").input_value() == SENTENCE
    desk.saved("text", SENTENCE)


def test_a_journal_that_another_program_holds_is_waited_for(desk: Desk) -> None:
    """The warning stands by the field while the journal is locked, and goes once the answer is saved."""
    page = desk.open()
    with closing(sqlite3.connect(desk.bench.journal, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        page.get_by_label("One line").fill("patient")
        warning = page.get_by_role("alert").filter(has_text="Not saved yet")
        warning.wait_for()
        assert page.locator(".wb-field", has=page.get_by_label("One line")).get_by_role("alert").is_visible()
        page.get_by_text("Not everything on this page is saved yet").wait_for()
        began = time.monotonic()
        until(lambda: time.monotonic() - began > 10, "ten seconds have passed")
        assert warning.is_visible()
        other.execute("ROLLBACK")
    desk.saved("line", "patient")
    warning.wait_for(state="hidden")
    page.get_by_text("Everything on this page is saved").wait_for()


def test_a_save_that_fails_says_what_happened_and_what_to_do(desk: Desk) -> None:
    """The two sentences of the error stand by the field; the answer is kept and tried again."""
    page = desk.open()
    with Journal(desk.bench.journal) as journal:
        journal.delete(desk.case)
    page.get_by_label("One line").fill("still here")
    page.get_by_role("alert").filter(has_text=f"There is no case called “{desk.case}”").wait_for()
    with Journal(desk.bench.journal) as journal:
        journal.create(desk.case)
    desk.saved("line", "still here")
    page.get_by_role("alert").wait_for(state="hidden")


def test_two_windows_keep_both_fields_and_the_newer_of_one_field(desk: Desk) -> None:
    """Different fields do not touch each other; in the same field the newer wins and the older is in its history."""
    one, two = desk.open(), desk.open()
    one.get_by_label("One line").fill("from one")
    two.get_by_label("Several lines").fill("from two")
    until(lambda: desk.values() == {"line": "from one", "text": "from two"}, "both are saved")
    one.get_by_label("A mail address").fill("older@example.org")
    desk.saved("mail", "older@example.org")
    two.get_by_label("A mail address").fill("newer@example.org")
    desk.saved("mail", "newer@example.org")
    assert [state.value for state in desk.history("mail")] == ["newer@example.org", "older@example.org"]
    one.evaluate("window.dispatchEvent(new Event('focus'))")
    until(lambda: one.get_by_label("A mail address").input_value() == "newer@example.org", "window one is up to date")
    assert one.get_by_label("Several lines").input_value() == "from two"


def test_an_older_draft_goes_into_the_history_and_not_over_the_newer_answer(desk: Desk) -> None:
    """A draft that a closed window left is kept, but it does not undo what was typed after it."""
    page = desk.open()
    page.get_by_label("One line").fill("newest")
    desk.saved("line", "newest")
    with Journal(desk.bench.journal) as journal:
        place = Form(Everything, journal, desk.case)._store()
        [newest] = journal.history(desk.case, "everything", "line")
    draft = {"writer": "gone", "row": "", "field": "line", "value": "older", "edited_at": newest.saved_at - 60}
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [f"{place}gone/:line", json.dumps(draft)])
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [f"{place}broken", "{"])
    page.reload()
    alive(page)
    until(lambda: [state.value for state in desk.history("line")] == ["newest", "older"], "the draft is in the history")
    assert page.get_by_label("One line").input_value() == "newest"
    until(lambda: not drafts(page), "no draft is left")


def test_any_text_survives_the_way_there_and_back(desk: Desk) -> None:
    """Emoji, control characters, both directions and 100 kB come back as typed; half an emoji as the sign for it."""
    text = "é 👩🏽‍💻 \x00\x1b\x7f\u2028\ufeff سلام <script>alert(1)</script> </textarea> $&{x}\\" + "x" * 100_000
    page = desk.open()
    set_text(page, "Several lines", "\ud83d" + text)
    text = "\ufffd" + text
    desk.saved("text", text)
    page.reload()
    alive(page)
    assert json.loads(page.get_by_label("Several lines").evaluate("node => JSON.stringify(node.value)")) == text
    page.get_by_label("Several lines").press("End")
    page.get_by_label("Several lines").press_sequentially("!")
    desk.saved("text", text + "!")


def test_earlier_versions_come_back_and_can_be_forgotten(desk: Desk) -> None:
    """A text has its history; "forget" asks first, then removes the text and all of it, also from the file."""
    page = desk.open()
    field = page.locator(".wb-field", has=page.get_by_label("Several lines"))
    page.get_by_label("Several lines").fill("a first version")
    desk.saved("text", "a first version")
    other = desk.open()
    other.get_by_label("Several lines").fill("a second version")
    desk.saved("text", "a second version")
    page.bring_to_front()
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    until(lambda: page.get_by_label("Several lines").input_value() == "a second version", "the newer version shows")

    field.get_by_role("button", name="Earlier versions").click()
    field.get_by_text("a first version").wait_for()
    field.get_by_role("button", name="Undo the last change").click()
    desk.saved("text", "a first version")
    until(lambda: page.get_by_label("Several lines").input_value() == "a first version", "the first version shows")
    field.get_by_text("a second version").wait_for()
    field.get_by_role("listitem").filter(has_text="a second version").get_by_role("button").click()
    desk.saved("text", "a second version")

    field.get_by_role("button", name="Earlier versions").click()
    field.get_by_role("button", name="Forget this text").click()
    field.get_by_role("button", name="Keep it").click()
    assert desk.values()["text"] == "a second version"
    field.get_by_role("button", name="Forget this text").click()
    field.get_by_role("button", name="Yes, forget it").click()
    until(lambda: "text" not in desk.values(), "the text is forgotten")
    until(lambda: page.get_by_label("Several lines").input_value() == "", "the box is empty")
    assert desk.history("text") == []
    assert b"second version" not in desk.bench.journal.read_bytes()
    assert not drafts(page)


@pytest.fixture
def own_lab(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Lab]:
    """Start a server of this test's own for its desk, each time on the same port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    bench = desk.bench
    # Its key is the one that the notebook was sealed with.
    monkeypatch.setenv("WORKBOOK_LAB_DIR", str(bench.home))
    return partial(Lab, desk.notebook, root=bench.root, journal=bench.journal, port=port, browser=False)


def at(desk: Desk, lab: Lab) -> Desk:
    return replace(desk, bench=replace(desk.bench, lab=lab.ready()))


def test_a_tab_forgotten_for_long_comes_back_alive(desk: Desk, own_lab: Callable[..., Lab]) -> None:
    """A kernel ends after hours without a sign of life, also that of an open tab; coming back starts it again."""
    with own_lab(idle_seconds=2) as lab:
        own = at(desk, lab)
        page = own.open()
        page.get_by_label("One line").fill("before")
        own.saved("line", "before")
        until(lambda: own.kernel() is None, "the kernel has ended")
        page.get_by_label("Several lines").press_sequentially(SENTENCE)

        def back_again() -> bool:
            page.evaluate("window.dispatchEvent(new Event('focus'))")
            return own.values().get("text") == SENTENCE

        until(back_again, "what was typed is saved")
        assert page.get_by_label("One line").input_value() == "before"
        assert page.get_by_label("Several lines").input_value() == SENTENCE
        assert page.get_by_role("dialog").all_inner_texts() == []


def kill(lab: Lab) -> None:
    lab._process.kill()
    lab._process.wait()


def test_a_tab_left_open_goes_on_once_a_killed_server_was_started_again(
    desk: Desk, own_lab: Callable[..., Lab]
) -> None:
    """The page says in our words what to do, by the form too, and takes itself up again with every word."""
    with own_lab() as lab:
        own = at(desk, lab)
        page = own.open()
        page.get_by_label("One line").fill("before")
        own.saved("line", "before")
        kill(lab)
        page.get_by_label("Several lines").press_sequentially(SENTENCE)
        page.get_by_role("alert").filter(has_text="Not saved yet").wait_for()
        page.get_by_role("status").filter(has_text="open the workbook again").wait_for()
        # Not only there, but to be seen.
        page.wait_for_function("document.querySelector('.wb-note').parentElement.offsetHeight > 40")
        page.get_by_role("alert").filter(has_text="this browser keeps what you typed").wait_for()
        assert page.get_by_role("dialog").all_inner_texts() == []
    assert "text" not in desk.values()
    with own_lab() as lab:
        lab.ready()
        desk.saved("text", SENTENCE)
        page.locator(".wb-note").wait_for(state="detached")
        page.get_by_role("alert").wait_for(state="hidden")
        alive(page)
        page.get_by_label("Several lines").press("End")
        page.get_by_label("Several lines").press_sequentially("!")
        desk.saved("text", SENTENCE + "!")
        assert page.get_by_label("One line").input_value() == "before"


def test_a_tab_closed_after_its_server_was_killed_loses_nothing(desk: Desk, own_lab: Callable[..., Lab]) -> None:
    """The next window, on the next server, takes up what was typed with nobody there to save it."""
    with own_lab() as lab:
        page = at(desk, lab).open()
        kill(lab)
        page.get_by_label("Several lines").press_sequentially(SENTENCE)
        page.get_by_role("alert").filter(has_text="Not saved yet").wait_for()
        page.close()
    assert desk.values() == {}
    with own_lab() as lab:
        again = at(desk, lab).open()
        desk.saved("text", SENTENCE)
        assert again.get_by_label("Several lines").input_value() == SENTENCE


@pytest.mark.skipif(sys.platform != "linux", reason="Linux can make the disk full for one process")
@pytest.mark.parametrize("desk", [PID], indirect=True)
def test_a_full_disk_is_said_and_the_answer_saved_once_there_is_room(desk: Desk) -> None:
    """The warning says that the disk is full and what to do; nothing has to be typed again."""
    import resource

    page = desk.open()
    page.get_by_label("One line").fill("before")
    desk.saved("line", "before")
    kernel = int((desk.bench.root / f"{desk.case}.pid").read_text())
    soft, hard = resource.prlimit(kernel, resource.RLIMIT_FSIZE)
    resource.prlimit(kernel, resource.RLIMIT_FSIZE, (desk.bench.journal.stat().st_size, hard))
    text = f"{SENTENCE}. " * 400
    page.get_by_label("Several lines").focus()
    set_text(page, "Several lines", text)
    warning = page.get_by_role("alert").filter(has_text="no room left on the disk")
    warning.wait_for()
    assert "a form tries again by itself" in warning.inner_text()
    box = warning.bounding_box()
    assert box["y"] + box["height"] <= page.viewport_size["height"], "the warning is in sight"
    assert desk.values() == {"line": "before"}
    resource.prlimit(kernel, resource.RLIMIT_FSIZE, (soft, hard))
    desk.saved("text", text)
    page.get_by_role("alert").wait_for(state="hidden")
    assert not drafts(page)
