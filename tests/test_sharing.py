"""sharing: the person sees exactly what goes out (R6)."""

from __future__ import annotations

import json

from tests.test_report import private_texts
from workbook.casefile import export_case
from workbook.journal import Journal
from workbook.questions import Answers
from workbook.sharing import going_out, staying, summary


def test_the_list_is_what_the_shared_file_holds(demo_journal: Journal) -> None:
    """Each text of the shared file stands in the list, and no private one does."""
    listed = {one.answer for one in going_out(demo_journal.answers("demo"))}
    shared = json.loads(export_case(demo_journal, "demo", "share"))
    held = [one["value"] for one in shared["revisions"] if isinstance(one["value"], str) and " " in one["value"]]
    assert len(held) > 40
    assert [value for value in held if value not in listed] == []
    for secret in private_texts():
        assert not any(secret in answer for answer in listed)


def test_what_stays_is_named_by_its_section(demo_answers: Answers) -> None:
    """Titles only."""
    kept = staying(demo_answers)
    assert "How it feels right now" in kept
    assert "A hard thought, looked at twice" in kept
    assert "Learning" not in kept


def test_the_summary_is_short_lines(demo_answers: Answers) -> None:
    """Long answers are cut, so that the list can be read."""
    lines = summary(demo_answers)
    assert max(map(len, lines[:-1])) < 200
    assert lines[-1].startswith("What stays with you")
    assert summary(Answers()) == []
