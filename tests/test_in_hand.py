"""The person has the last word: what they change, add, drop, tick and take away in a form is what the report says."""

from __future__ import annotations

from datetime import date
from email import message_from_bytes
from email.policy import default
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from tests.form.conftest import Browser
from tests.test_samples import changes
from workbook import samples
from workbook.deliver import Delivery
from workbook.findings import Findings, findings
from workbook.form import Form, Preview
from workbook.journal import Change, Journal
from workbook.page import open_page
from workbook.phases import absorb, analyse, relaunch, respond
from workbook.plan import Plan
from workbook.questions import Section
from workbook.report import Report
from workbook.run import Setting
from workbook.words import _

CASE = "case-1"


class Hands:
    """One person at the forms of one case: what the browser would send, what the journal then holds."""

    def __init__(self, journal: Journal, name: str = "demo", today: date = samples.TODAY) -> None:
        self.journal, self.today = journal, today
        self._seconds = count(1)
        journal.create(CASE)
        journal.save(CASE, changes(name))
        self.page = open_page("4-relaunch", case=CASE, today=today.isoformat())

    def at(self, section: type[Section]) -> Browser:
        return Browser(Form(section, self.journal, CASE, lambda: self.page._advice(section)))

    def suggested(self, section: type[Section]) -> dict[str, dict[str, Any]]:
        """Return what the form suggests, by row."""
        return {one["row"]: one for one in self.at(section).ask("open")["advice"]["suggestions"]}

    def say(self, section: type[Section], row: str, **values: Any) -> None:
        moment = 2_000_000_000.0 + next(self._seconds)
        changes = [{"row": row, "field": name, "value": value, "edited_at": moment} for name, value in values.items()]
        answer = self.at(section).ask("save", writer="writer", changes=changes)
        assert (answer["type"], answer["problems"]) == ("saved", [])
        assert len(answer["saved"]) == len(values)

    @property
    def report(self) -> Report:
        return Report(self.journal.answers(CASE), "private", self.today)

    @property
    def plan(self) -> Plan:
        return self.report.plan

    @property
    def findings(self) -> Findings:
        return findings(self.journal.answers(CASE))


@pytest.fixture
def hands() -> Hands:
    """Amina at her forms, in the journal that the pages open by themselves."""
    return Hands(Journal())


# Growth areas (S3.3)


def test_a_suggested_growth_area_is_edited(hands: Hands) -> None:
    """Its name, its fact, its kind and its place in the order are the person's."""
    one = hands.suggested(analyse.Growth)["growth/technical"]
    hands.say(analyse.Growth, one["row"], **{**one["values"], "name": "dbt, from the ground up", "when": "now"})
    hands.say(analyse.Growth, one["row"], fact="I could not say what a dbt test is.", kind="soft")
    first = hands.findings.growth[0]
    assert (first.title, first.evidence, first.area) == (
        "dbt, from the ground up", "I could not say what a dbt test is.", "soft",
    )  # fmt: skip
    assert one["row"] not in hands.suggested(analyse.Growth)


@pytest.mark.parametrize("way", ["declined", "removed", "a guess after all"])
def test_a_suggested_growth_area_is_dropped(hands: Hands, way: str) -> None:
    """By "not for me", by taking the row away, or as a guess: it goes from the report and is not suggested again."""
    one = hands.suggested(analyse.Growth)["growth/common_questions"]
    assert "common_questions" in {finding.key for finding in hands.findings.growth}
    if way == "declined":
        hands.say(analyse.Growth, one["row"], **one["declined"])
    else:
        hands.say(analyse.Growth, one["row"], **one["values"])
        last = {"_removed": True} if way == "removed" else {"source": "guess"}
        hands.say(analyse.Growth, one["row"], **last)
    assert "common_questions" not in {finding.key for finding in hands.findings.growth}
    assert all(action.serves != "common_questions" for action in hands.plan.actions)
    assert one["row"] not in hands.suggested(analyse.Growth)


def test_a_growth_area_of_ones_own_is_added(hands: Hands) -> None:
    """With a fact of one's own, it gets a step that quotes it."""
    hands.say(analyse.Growth, "growth/mine", name="Silence", fact="I filled each pause.", source="observed", when="now")
    assert any("I filled each pause" in action.act for action in hands.plan.actions if action.track == "growth")


# Steps (E2, R4)


def test_a_step_is_ticked_moved_and_worded_anew(hands: Hands) -> None:
    """And stays that way in the plan."""
    row, one = next(iter(hands.suggested(relaunch.Steps).items()))
    hands.say(relaunch.Steps, row, **one["values"])
    hands.say(relaunch.Steps, row, day="2026-12-03", act="ring her instead", cue="at noon", state="done")
    (step,) = [action for action in hands.plan.actions if action.row == row]
    assert (step.day, step.act, step.cue, step.done) == (date(2026, 12, 3), "ring her instead", "at noon", True)
    assert row not in hands.suggested(relaunch.Steps)


@pytest.mark.parametrize("last", [{"state": "drop"}, {"_removed": True}])
def test_a_step_is_dropped(hands: Hands, last: dict[str, Any]) -> None:
    """In either way; the step for the next setback alone stays (E3)."""
    for row, one in hands.suggested(relaunch.Steps).items():
        hands.say(relaunch.Steps, row, **one["values"])
        hands.say(relaunch.Steps, row, **last)
    assert [action.key for action in hands.plan.actions] == ["setback"]
    assert not hands.suggested(relaunch.Steps)


def test_a_step_of_ones_own_is_added_ticked_and_dropped(hands: Hands) -> None:
    """Under the row that the form gave it."""
    hands.say(relaunch.Steps, "steps/mine", act="ask my uncle", day="2026-11-25")
    (step,) = [action for action in hands.plan.actions if action.act == "ask my uncle"]
    assert (step.day, step.row, step.done) == (date(2026, 11, 25), "steps/mine", False)
    hands.say(relaunch.Steps, "steps/mine", state="done")
    assert [action.done for action in hands.plan.actions if action.act == "ask my uncle"] == [True]
    hands.say(relaunch.Steps, "steps/mine", state="drop")
    assert all(action.act != "ask my uncle" for action in hands.plan.actions)


def test_an_overdue_step_is_taken_over_with_its_new_day() -> None:
    """One press: the day offered is from today on, and nothing says late."""
    today = date(2026, 12, 15)
    hands = Hands(Journal(), "bank", today)
    late = [action for action in hands.plan.actions if action.day < today and action.track != "setback"]
    assert len(late) > 8
    for action in late:
        one = hands.suggested(relaunch.Steps)[action.row]
        assert date.fromisoformat(one["values"]["day"]) >= today
        hands.say(relaunch.Steps, action.row, **one["values"])
    assert all(action.day >= today for action in hands.plan.actions if action.track != "setback")


# From one case to the next, and out of the file


def test_a_story_repaired_in_one_case_is_taken_along_into_the_next(hands: Hands) -> None:
    """S3.1: from the form of the first case to the report of the second, with one press and no typing."""
    hands.say(analyse.Stars, "star/01", result="Both heads signed, and nobody asked for the old rate again.")
    hands.journal.create("case-2")
    page = open_page("3-analyse", case="case-2", today=samples.TODAY.isoformat())
    browser = Browser(Form(analyse.Stars, hands.journal, "case-2", lambda: page._advice(analyse.Stars)))
    offered = browser.ask("open")["advice"]["suggestions"]
    assert len(offered) == 2
    for number, (name, value) in enumerate(offered[0]["values"].items(), start=1):
        browser.save(name, value, row=offered[0]["row"], at=2_000_000_100.0 + number)
    answers = hands.journal.answers("case-2")
    (card,) = [block for block in Report(answers, "private", samples.TODAY).part("star_bank") if block.kind == "cards"]
    assert "nobody asked for the old rate again" in str(card)
    assert len(browser.ask("open")["advice"]["suggestions"]) == 1


def test_of_what_was_written_off_ones_chest_nothing_is_kept(hands: Hands) -> None:
    """E5: after "forget this text" no version of it is left, and the file no longer holds its bytes."""
    browser = hands.at(absorb.Writing)
    for number, text in enumerate(["the lift", "the lift stopped between two floors"]):
        browser.writer = f"writer{number}"
        browser.save("text", text, at=2_000_000_000.0 + number)
    folder = hands.journal.path.parent
    assert b"between two floors" in b"".join(path.read_bytes() for path in folder.iterdir())
    browser.ask("forget", row="", field="text")
    assert browser.ask("history", row="", field="text")["states"] == []
    assert b"the lift" not in b"".join(path.read_bytes() for path in folder.iterdir())
    assert hands.journal.answers(CASE).read(absorb.Writing).is_empty()


def test_a_question_marked_unfair_leads_to_a_set_aside_number(hands: Hands) -> None:
    """R10, at the forms: said where it happens, gone from the plan, named in the report; the person can undo it."""
    hands.journal.save(
        CASE,
        [
            Change(section="recall", row="recall/09", field="question", value="When will you have children?"),
            Change(section="recall", row="recall/09", field="went", value="unfair"),
        ],
    )
    hands.say(
        analyse.CommonQuestions, "", fact="I went red when they asked me about children and when I will have some."
    )
    hints = hands.at(analyse.CommonQuestions).ask("open")["advice"]["hints"]
    assert [(name, "set aside" in text) for _row, name, text, _firm in hints] == [("fact", True)]
    assert "common_questions" not in {finding.key for finding in hands.findings.growth}
    assert "Set aside" in str(hands.report.part("debrief"))
    hands.say(analyse.CommonQuestions, "", fact="My first answer took four minutes.")
    assert "common_questions" in {finding.key for finding in hands.findings.growth}
    hands.say(analyse.CommonQuestions, "", indicators=["not_fair"])
    assert "common_questions" not in {finding.key for finding in hands.findings.growth}


def test_the_message_is_there_as_a_draft_where_it_is_written(hands: Hands, tmp_path: Path) -> None:
    """S2.1: the same file as the first page and the command make, and it follows what is written."""
    page = open_page("2-respond", case=CASE, today=samples.TODAY.isoformat())
    drafts = []
    preview = Preview(page._message, [], _("My message"), _("My message"))
    preview.send = lambda content: drafts.append(content["messages"][0]["draft"])
    delivery = Delivery(hands.journal, Setting(case=CASE, journal=hands.journal.path, today=samples.TODAY), tmp_path)
    for own in ("Thank you for the tour of the port.", "شكرا على الوقت"):
        hands.say(respond.Message, "", thanks="own", thanks_own=own)
        preview._handle_custom_msg({"type": "open"}, [])
        made = delivery.make("eml")
        assert (drafts[-1]["name"], drafts[-1]["text"].encode()) == (made.name, made.read_bytes())
        assert own in message_from_bytes(made.read_bytes(), policy=default).get_content()
    assert "X-Unsent" not in str(preview.get_state())
