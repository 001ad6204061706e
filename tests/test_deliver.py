"""deliver: one folder a case, names that tell the audience, and removal of what is ours alone."""

from __future__ import annotations

from datetime import date
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from workbook.blocks import Quote
from workbook.deliver import Delivery, print_blocks
from workbook.errors import UnknownCase
from workbook.journal import Journal
from workbook.questions import Audience
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


def test_the_mail_is_made_from_all_answers_whoever_else_may_see_them(demo_journal: Journal, tmp_path: Path) -> None:
    """Name and phone belong in a message to the employer."""
    mail = message_from_bytes(delivery(demo_journal, tmp_path, "share").make("eml").read_bytes(), policy=default)
    assert "+213\u00a0550" in mail.get_content()


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
