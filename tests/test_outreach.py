"""outreach: a message only where the person has a first line of their own (S4.2)."""

from __future__ import annotations

import pytest

from tests.test_findings import answers
from workbook.outreach import Outreach, outreach
from workbook.phases.respond import REGISTERS
from workbook.questions import Value

CASE: dict[str, Value] = {"candidate": "Amina", "role": "Data Analyst"}

every_kind = pytest.mark.parametrize("kind", ["person", "company"])


def message(kind: str, case: dict[str, Value] = CASE, tone: str | None = None, **row: Value) -> Outreach:
    given: dict[str, Value] = {"who": "Nadia Ferhat, of the port", "kind": kind, "link": "I liked your talk.", **row}
    rows: dict[str, Value] = {f"contacts/1/{name}": value for name, value in given.items()}
    (made,) = outreach(answers(case=case, network={**rows, "tone": tone}))
    return made


@every_kind
def test_a_message_begins_with_what_connects(kind: str) -> None:
    """And asks for a short talk, not for a job."""
    made = message(kind)
    assert made.to == "Nadia Ferhat"
    assert made.paragraphs[1] == "I liked your talk."
    assert any("Data Analyst" in paragraph for paragraph in made.paragraphs)
    assert made.sign_off[-1] == "Amina"
    assert made.subject
    assert made.body.endswith("Amina\n")


@every_kind
def test_each_register_has_wordings_to_choose_from(kind: str) -> None:
    """Like the reply: three registers, two wordings, none like another; a person is greeted by name."""
    asks = [message(kind, tone=tone, wording=number).paragraphs[3:] for tone in REGISTERS for number in ("1", "2")]
    assert len(set(asks)) == len(asks) == 6
    for tone in REGISTERS:
        made = message(kind, tone=tone)
        assert ("Nadia Ferhat" in made.paragraphs[0]) is (kind == "person")
        assert len(made.body.split()) < 110


@every_kind
def test_own_words_stand_after_the_first_line(kind: str) -> None:
    """Ours step back; until they are written, ours stand in."""
    assert message(kind, wording="own", own="May I come by on Monday?").paragraphs[2:] == ("May I come by on Monday?",)
    assert len(message(kind, wording="own").paragraphs) == 5


def test_without_a_connection_or_for_an_event_there_is_none() -> None:
    """A letter to nobody in particular is not written."""
    assert not outreach(answers(network={"contacts/1/who": "Nadia", "contacts/1/kind": "person"}))
    assert not outreach(
        answers(network={"contacts/1/who": "A fair", "contacts/1/kind": "event", "contacts/1/link": "x"})
    )


@every_kind
@pytest.mark.parametrize("tone", REGISTERS)
def test_nothing_known_leaves_no_open_place(kind: str, tone: str) -> None:
    """No role, no name."""
    made = message(kind, {}, tone)
    assert not any(sign in made.body for sign in ("{", "None"))
