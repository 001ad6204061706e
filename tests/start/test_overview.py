"""What the first page says of each case."""

from __future__ import annotations

from datetime import date, datetime

from workbook import samples
from workbook.journal import Change, Journal
from workbook.start.overview import overview

TODAY = date(2026, 11, 22)


def test_a_card_says_how_far_a_case_is_and_where_to_go_on(journal: Journal) -> None:
    """Role, company, days, four phases with what is settled, the page of the first phase that is not done."""
    made = datetime(2026, 11, 20, 12).timestamp()
    journal.create("case-1", now=made)
    changes = [
        Change(section="case", field="role", value="Analyst", edited_at=made),
        Change(section="case", field="company", value="Numidia", edited_at=made),
        Change(section="case", field="notice_date", value="2026-11-19", edited_at=made),
        Change(section="intensity", field="_status", value="done", edited_at=made + 60),
        Change(section="calm", field="_status", value="skip", edited_at=made + 90),
    ]
    journal.save("case-1", changes, now=made + 100)
    [card] = overview(journal, TODAY)
    assert (card.role, card.company, card.notice, card.begun) == ("Analyst", "Numidia", "2026-11-19", "2026-11-20")
    assert card.touched == made + 90
    assert [(stage.title, stage.settled) for stage in card.stages] == [
        ("Absorb", 2), ("Respond", 0), ("Analyse", 0), ("Relaunch", 0),
    ]  # fmt: skip
    assert (card.go_on, card.go_on_title, card.untouched) == ("case-1/1-absorb.ipynb", "Absorb", False)
    assert card.coming > TODAY.isoformat()


def test_a_finished_case_goes_on_with_the_plan_and_the_newest_comes_first(journal: Journal) -> None:
    """The order is that of work: what was touched last is on top."""
    journal.create("old", now=1_000.0)
    journal.save("old", [Change(section="case", field="role", value="x", edited_at=1_001.0)], now=1_002.0)
    journal.create("new", now=2_000.0)
    journal.save("new", samples.answers("demo"), now=2_001.0)
    first, second = overview(journal, TODAY)
    assert (first.id, second.id) == ("new", "old")
    assert first.go_on == first.plan == "new/5-recovery-plan.ipynb"
    assert not first.untouched
    assert second.untouched


def test_an_empty_case_and_an_empty_journal_are_shown(journal: Journal) -> None:
    """Nothing is asked of a case to stand in the list."""
    assert overview(journal, TODAY) == []
    journal.create("case-1")
    [card] = overview(journal, TODAY)
    assert (card.role, card.company, card.notice, card.untouched) == ("", "", "", True)
