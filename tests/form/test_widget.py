"""The form's half in the kernel: what it saves, what it refuses, what it says, what it never writes down."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbook import journal as journal_room
from workbook.form import Form
from workbook.form.widget import spec
from workbook.journal import Journal
from workbook.words import language

from .conftest import NOON, Browser, Everything

Held = Callable[..., dict[str, Any]]


def test_a_change_is_on_the_disk_when_it_is_acknowledged(browser: Browser, journal: Journal) -> None:
    """The acknowledgement names the field and its time; another connection reads the answer."""
    answer = browser.save("line", "hello")
    assert answer["type"] == "saved"
    assert answer["saved"] == [["", "line", NOON]]
    with Journal(journal.path) as other:
        assert other.answers("case-1").raw == {"everything": {"": {"line": "hello"}}}


@pytest.mark.parametrize(
    ("name", "value"),
    [("line", "x"), ("text", "a\nb"), ("feeling", 0), ("one", "b"), ("many", ["x", "y"]), ("day", "2026-11-24"),
     ("line", None), ("_status", "done"), ("_status", None)],
)  # fmt: skip
def test_each_kind_of_value_is_saved_as_it_is(browser: Browser, held: Held, name: str, value: Any) -> None:
    """Values reach the journal as the browser gave them; null is "not answered"."""
    browser.save(name, value)
    assert held() == {name: value}


def test_a_row_is_saved_under_its_id_and_can_be_removed(browser: Browser, held: Held) -> None:
    """A field of a repeated group goes to its row; ``_removed`` takes the row out of the answers."""
    browser.save("question", "Why us?", row="asked/lx3k9abc")
    browser.save("_removed", True, row="asked/lx3k9abc", at=NOON + 1)
    assert held("asked/lx3k9abc") == {"question": "Why us?", "_removed": True}


def test_opening_gives_answers_times_and_problems(browser: Browser) -> None:
    """A view that opens gets all it needs to show the section, and where its drafts belong."""
    browser.save("one", "neither of them")
    browser.save("question", "Why us?", row="asked/a", at=NOON + 1)
    answer = browser.ask("open")
    assert answer["type"] == "opened"
    assert sorted(answer["answers"]) == [["", "one", "neither of them"], ["asked/a", "question", "Why us?"]]
    assert sorted(answer["saved_at"]) == [["", "one", NOON], ["asked/a", "question", NOON + 1]]
    assert answer["problems"] == [["", "one", "Please choose one of the answers shown."]]
    assert answer["store"].startswith("workbook/")
    assert answer["store"].endswith("/case-1/everything/")


def test_a_wrong_value_is_kept_and_named(browser: Browser, held: Held) -> None:
    """What fails validation is saved as typed, and the acknowledgement carries a kind message."""
    answer = browser.save("day", "the day after")
    assert held() == {"day": "the day after"}
    [[row, name, words]] = answer["problems"]
    assert (row, name) == ("", "day")
    assert words.startswith("Please give a date")
    assert browser.save("day", "2026-11-24", at=NOON + 1)["problems"] == []


def test_one_bad_change_does_not_take_the_others_with_it(browser: Browser, held: Held) -> None:
    """In one message the sound changes are saved; the others are left out without a word about their content."""
    sound = {"row": "", "field": "line", "value": "sound", "edited_at": NOON}
    bad = [
        {**sound, "field": "nobody asked"},
        {**sound, "field": "asked"},
        {**sound, "row": "asked/a"},
        {**sound, "row": "other/a", "field": "question"},
        {**sound, "row": "asked/../a", "field": "question"},
        {**sound, "field": ["line"]},
        {**sound, "value": {"a": 1}},
        {**sound, "value": 1.5},
        {**sound, "value": [1]},
        {**sound, "value": 10**400},
        {**sound, "edited_at": "yesterday"},
        {**sound, "edited_at": 10**400},
        {**sound, "edited_at": float("nan")},
        {"field": "line"},
        "text",
        None,
    ]
    answer = browser.ask("save", writer="w", changes=[*bad, sound])
    assert answer["saved"] == [["", "line", NOON]]
    assert held() == {"line": "sound"}


@pytest.mark.parametrize(
    "content",
    [
        {"type": "save"},
        {"type": "save", "writer": "w", "changes": "all"},
        {"type": "save", "writer": "../w", "changes": []},
        {"type": "save", "writer": 3, "changes": []},
        {"type": "history"},
        {"type": "undo", "field": "nobody asked"},
        {"type": "forget", "row": "asked/a", "field": "line"},
        {"type": "dance"},
        {},
    ],
)
def test_a_message_that_makes_no_sense_is_refused(browser: Browser, held: Held, content: dict[str, Any]) -> None:
    """The browser is told, nothing is saved, and the form goes on working."""
    assert browser.send({**content, "view": "v", "seq": 9}) == {"type": "refused", "to": "v", "seq": 9}
    assert held() == {}
    assert browser.save("line", "still works")["type"] == "saved"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
NAMES = st.sampled_from(["line", "asked", "question", "_status", "_removed", ""]) | JSON
CHANGES = st.fixed_dictionaries(
    {}, optional={"row": st.sampled_from(["", "asked/a"]) | JSON, "field": NAMES, "value": JSON, "edited_at": JSON,
                  "seen": JSON}
)  # fmt: skip
MESSAGES = st.fixed_dictionaries(
    {"view": st.text(max_size=3)},
    optional={
        "type": st.sampled_from(["open", "save", "history", "undo", "forget", "ping"]) | JSON,
        "seq": JSON, "writer": st.sampled_from(["w"]) | JSON, "changes": st.lists(CHANGES, max_size=3) | JSON,
        "row": JSON, "field": NAMES,
    },
)  # fmt: skip


@given(content=MESSAGES | JSON)
@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_message_breaks_the_form(browser: Browser, content: Any) -> None:
    """Whatever arrives, the answer is one of the known kinds or none, and the next message is answered."""
    answer = browser.send(content)
    kinds = {"opened", "saved", "history", "undone", "forgotten", "here", "refused"}
    assert answer is None or answer["type"] in kinds
    assert browser.ask("ping")["type"] == "here"


@given(text=st.text(st.characters(), max_size=200))
@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_can_be_sent_back(browser: Browser, text: str) -> None:
    """Every text that was saved, also with half an emoji in it, can be encoded in the answer to "open"."""
    browser.save("text", text or None, at=NOON + next(browser.numbers))
    assert json.dumps(browser.ask("open"), ensure_ascii=False).encode("utf-8")


def test_an_answer_goes_to_the_view_that_asked(browser: Browser) -> None:
    """The kernel sends to all views at once, so each answer carries whom it is for."""
    answer = browser.send({"type": "ping", "view": "another", "seq": 5})
    assert answer == {"type": "here", "to": "another", "seq": 5}
    assert browser.send({"type": "ping", "seq": 5}) is None


# Time


def test_a_message_that_comes_twice_is_one_version(browser: Browser, journal: Journal) -> None:
    """A resend, because an acknowledgement was late, adds nothing, also after another window saved in between."""
    browser.save("line", "mine")
    other = Browser(Form(Everything, journal, "case-1"), writer="other")
    other.save("line", "theirs", at=NOON + 5)
    assert browser.save("line", "mine")["saved"] == [["", "line", NOON]]
    assert [state.value for state in journal.history("case-1", "everything", "line")] == ["theirs", "mine"]


def test_the_newer_of_two_windows_wins_and_the_older_is_told(browser: Browser, journal: Journal, held: Held) -> None:
    """What was typed earlier and arrives later goes into the history, and its window learns that it is behind."""
    other = Browser(Form(Everything, journal, "case-1"), writer="other")
    assert other.save("line", "newer", at=NOON + 60)["behind"] is False
    assert browser.save("line", "older", at=NOON)["behind"] is True
    assert held() == {"line": "newer"}
    assert [state.value for state in journal.history("case-1", "everything", "line")] == ["newer", "older"]


def test_what_was_typed_over_the_newest_version_is_newer_whatever_the_clock_says(browser: Browser, held: Held) -> None:
    """After the clock was set back a year, an edit of what the person sees still stands."""
    browser.save("line", "before the clock was set back", at=NOON)
    answer = browser.save("line", "after", at=NOON - 31_536_000, seen=NOON)
    assert held() == {"line": "after"}
    assert answer["behind"] is False
    assert answer["saved"][0][2] > NOON


def test_a_clock_ahead_does_not_lock_a_field(browser: Browser, held: Held) -> None:
    """A time far in the future counts as now, so that later edits are not taken for older ones."""
    browser.save("line", "from the future", at=NOON * 2)
    browser.save("line", "now", at=journal_room.time.time() + 2, seen=None)
    assert held() == {"line": "now"}


# History


def test_history_undo_and_forget(browser: Browser, journal: Journal, held: Held) -> None:
    """A text's versions can be read, stepped back through, and removed for good."""
    browser.save("text", "first")
    browser.writer = "another-window"
    browser.save("text", "second", at=NOON + 1)
    states = browser.ask("history", field="text")["states"]
    assert [(state["value"], state["saved_at"]) for state in states] == [("second", NOON + 1), ("first", NOON)]
    undone = browser.ask("undo", field="text")
    assert undone["type"] == "undone"
    assert ["", "text", "first"] in undone["answers"]
    forgotten = browser.ask("forget", row="", field="text")
    assert (forgotten["type"], forgotten["field"]) == ("forgotten", "text")
    assert forgotten["answers"] == []
    assert held() == {}
    assert journal.history("case-1", "everything", "text") == []
    browser.save("text", "third", at=NOON + 2)
    assert held() == {"text": "third"}


# Failing


def test_a_locked_journal_gives_the_two_sentences_and_nothing_is_taken_for_saved(
    browser: Browser, journal: Journal, held: Held
) -> None:
    """What happened and what to do go to the browser; the same message can be sent again later."""
    journal._db.execute("PRAGMA busy_timeout = 20")
    with closing(sqlite3.connect(journal.path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        answer = browser.save("line", "x")
        assert answer["type"] == "failed"
        assert answer["what"].startswith("Another program is using the journal right now")
        assert answer["next"] == "Nothing is lost. Close other windows of the workbook and try again."
        other.execute("ROLLBACK")
    assert browser.save("line", "x")["type"] == "saved"
    assert held() == {"line": "x"}


def test_a_case_that_was_deleted_meanwhile_is_said(browser: Browser, journal: Journal) -> None:
    """No message crashes over a case that is gone."""
    journal.delete("case-1")
    assert browser.ask("open")["type"] == "failed"
    assert "case-1" in browser.save("line", "x")["what"]


# Callbacks


def test_callbacks_run_after_a_change_was_acknowledged(browser: Browser, form: Form) -> None:
    """A page can update itself; looking, resending and failing call nobody."""
    seen: list[int] = []
    form.on_saved(lambda: seen.append(len(browser.got)))
    browser.ask("open")
    browser.save("line", "x")
    browser.save("line", "x")
    browser.ask("history", field="line")
    assert seen == [2]
    browser.ask("undo", field="line")
    browser.ask("forget", field="line")
    assert len(seen) == 3


# What is never written down


def test_neither_state_nor_repr_holds_an_answer(browser: Browser, form: Form) -> None:
    """What JupyterLab and nbclient write into notebook files: questions and words only."""
    browser.save("text", "a private sentence")
    browser.ask("open")
    kept = json.dumps(form.get_state()) + json.dumps(form._repr_mimebundle_()) + repr(form) + str(form)
    assert "private sentence" not in kept
    assert "case-1" not in kept
    assert repr(form) == "A form. It shows itself when the workbook is open."


def test_drafts_of_two_journals_and_of_a_case_made_anew_do_not_mix(journal: Journal, tmp_path: Any) -> None:
    """The place of drafts tells journals apart, and a case from an earlier one of the same name."""
    journal.create("case-1", now=1.0)
    first = Form(Everything, journal, "case-1")._store()
    assert Form(Everything, journal, "case-1")._store() == first
    assert str(journal.path) not in first
    with Journal(tmp_path / "other.sqlite3") as other:
        other.create("case-1", now=1.0)
        assert Form(Everything, other, "case-1")._store() != first
    journal.delete("case-1")
    journal.create("case-1", now=2.0)
    assert Form(Everything, journal, "case-1")._store() != first


# Words


def test_the_form_speaks_the_language_of_the_moment() -> None:
    """Direction, locale and words come with the questions."""
    assert (spec(Everything)["dir"], spec(Everything)["lang"]) == ("ltr", "en-GB")
    assert spec(Everything)["words"]["minutes"] == "About 3 minutes"
    with language("ar"):
        assert (spec(Everything)["dir"], spec(Everything)["lang"]) == ("rtl", "ar-DZ")
