"""deliver: one folder a case, names that tell the audience, and removal of what is ours alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from workbook import samples
from workbook.blocks import Quote
from workbook.deliver import Delivery, Format, print_blocks
from workbook.errors import JournalFull, UnknownCase
from workbook.findings import findings
from workbook.journal import Change, Journal
from workbook.phases import SECTIONS
from workbook.phases.relaunch import Week
from workbook.plan import plan, start_day
from workbook.questions import Audience
from workbook.reply import compose
from workbook.run import Setting


def delivery(journal: Journal, out: Path, audience: Audience = "private", case: str = "demo") -> Delivery:
    setting = Setting(case=case, journal=journal.path, audience=audience, today=date(2026, 11, 22))
    return Delivery(journal, setting, out)


def test_a_shared_file_never_takes_the_place_of_a_private_one(demo_journal: Journal, tmp_path: Path) -> None:
    """Both lie side by side."""
    mine = delivery(demo_journal, tmp_path).make("json")
    shared = delivery(demo_journal, tmp_path, "share").make("json")
    assert (mine.name, shared.name) == ("case.json", "case-shared.json")
    assert mine.parent == shared.parent == tmp_path / "demo"


def test_a_shared_mail_holds_no_way_to_reach_anybody(demo_journal: Journal, tmp_path: Path) -> None:
    """Phone and address belong in the message to the employer, and not in one for somebody else to look at (R6)."""
    for audience, expected in (("private", True), ("share", False)):
        data = delivery(demo_journal, tmp_path, audience).make("eml").read_bytes()
        mail = message_from_bytes(data, policy=default)
        assert ("+213\u00a0550" in mail.get_content()) is expected
        assert ("linkedin.com" in mail.get_content()) is expected


def test_what_goes_out_is_listed_for_each_kind_of_file(demo_journal: Journal, tmp_path: Path) -> None:
    """R6: the list of a file is about that file."""
    shared = delivery(demo_journal, tmp_path, "share")
    plan, mail, calendar, everything = ("\n".join(shared.going_out(to)) for to in ("pdf", "eml", "ics", "all"))
    causes, learning = "They chose someone who had already run dbt", "a free dbt fundamentals course"
    assert causes in everything
    assert not any(causes in one for one in (plan, mail, calendar))
    assert learning in plan
    assert learning not in mail
    assert str(compose(demo_journal.answers("demo")).parts["regret"]) in mail
    assert calendar.startswith("None of your answers.")


def test_no_mail_draft_is_made_where_the_message_was_skipped(journal: Journal, tmp_path: Path) -> None:
    """Whoever left it out finds no draft either."""
    journal.create("demo")
    journal.save("demo", samples.answers("bank"))
    names = {path.name for path in delivery(journal, tmp_path).make_all(lambda _name: None)}
    assert "plan.ics" in names
    assert "reply.eml" not in names


@pytest.mark.parametrize("to", ["pdf", "ics"])
def test_what_was_taken_away_keeps_its_days(to: Format, journal: Journal, tmp_path: Path) -> None:
    """E2: the first export notes from which day the plan runs, which is no answer; a day that was chosen wins."""
    journal.create("demo")
    journal.save("demo", [Change(section="care", field="move", value="Walk to the harbour")])
    friday = date(2026, 11, 20)
    first = replace(delivery(journal, tmp_path), setting=Setting(case="demo", journal=journal.path, today=friday))
    first.make(to)
    # Friday and Saturday are free in Algeria.
    answers = journal.answers("demo")
    assert answers.held(Week) == start_day(answers, date(2026, 11, 29)) == date(2026, 11, 22)
    assert answers.for_audience("share", SECTIONS).held(Week) == answers.held(Week)
    assert answers.read(Week).is_empty()
    assert not plan(answers, findings(answers), friday).parts["goal_setting"]
    before = first.make("ics").read_bytes()
    later = replace(first, setting=replace(first.setting, today=date(2026, 11, 26)))
    assert days(later.make("ics").read_bytes()) == days(before) != []
    journal.save("demo", [Change(section="week", field="start", value="2026-12-01")])
    assert days(later.make("ics").read_bytes()) != days(before)
    assert start_day(journal.answers("demo"), friday) == date(2026, 12, 1)


def days(calendar: bytes) -> list[bytes]:
    return [line for line in calendar.splitlines() if line.startswith(b"DTSTART")]


def test_the_mail_and_the_case_file_answer_nothing(journal: Journal, tmp_path: Path) -> None:
    """There is no plan in them; a plan is made all the same where nothing can be saved."""
    journal.create("demo")
    delivery(journal, tmp_path).make("eml")
    delivery(journal, tmp_path).make("json")
    assert journal.last_saved("demo") is None


def test_a_plan_is_made_where_nothing_can_be_saved(
    journal: Journal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is full: its days may move then."""
    journal.create("demo")

    def full(*_args: object, **_rest: object) -> None:
        raise JournalFull(path=journal.path)

    monkeypatch.setattr(journal, "save", full)
    assert delivery(journal, tmp_path).make("ics").is_file()


def test_nothing_is_made_for_an_unknown_case(demo_journal: Journal, tmp_path: Path) -> None:
    """No empty folder is left behind."""
    with pytest.raises(UnknownCase):
        delivery(demo_journal, tmp_path / "out", case="nope").make("ics")
    assert not (tmp_path / "out").exists()


def test_removal_takes_our_files_and_keeps_the_rest(demo_journal: Journal, tmp_path: Path) -> None:
    """Also the "(2)" that Windows makes; a folder that was never there is no trouble."""
    made = delivery(demo_journal, tmp_path)
    assert made.remove()
    made.make("ics")
    (made.folder / "recovery-plan (2).pdf").write_bytes(b"x")
    (made.folder / "notebooks").mkdir()
    (made.folder / "notes.pdf").write_bytes(b"mine")
    assert not made.remove()
    assert [path.name for path in made.folder.iterdir()] == ["notes.pdf"]


def test_blocks_print_by_themselves() -> None:
    """As the worksheet does."""
    assert print_blocks([Quote(text="x")], "A title").startswith(b"%PDF")
