"""outreach: a message only where the person has a first line of their own (S4.2)."""

from __future__ import annotations

import pytest

from tests.test_findings import answers
from workbook.outreach import outreach
from workbook.questions import Value

CASE: dict[str, Value] = {"candidate": "Amina", "role": "Data Analyst"}


@pytest.mark.parametrize("kind", ["person", "company"])
def test_a_message_begins_with_what_connects(kind: str) -> None:
    """And asks for a short talk, not for a job."""
    row: dict[str, Value] = {
        "contacts/1/who": "Nadia",
        "contacts/1/kind": kind,
        "contacts/1/link": "I liked your talk.",
    }
    (message,) = outreach(answers(case=CASE, network=row))
    assert message.to == "Nadia"
    assert message.paragraphs[1] == "I liked your talk."
    assert any("Data Analyst" in paragraph for paragraph in message.paragraphs)
    assert message.sign_off[-1] == "Amina"


def test_without_a_connection_or_for_an_event_there_is_none() -> None:
    """A letter to nobody in particular is not written."""
    assert not outreach(answers(network={"contacts/1/who": "Nadia", "contacts/1/kind": "person"}))
    assert not outreach(
        answers(network={"contacts/1/who": "A fair", "contacts/1/kind": "event", "contacts/1/link": "x"})
    )


def test_nothing_known_leaves_no_open_place() -> None:
    """No role, no name."""
    (message,) = outreach(
        answers(network={"contacts/1/who": "N", "contacts/1/kind": "person", "contacts/1/link": "Hi."})
    )
    assert not any(sign in " ".join(message.paragraphs) for sign in ("{", "None"))
