"""sharing: the person sees exactly what goes out (R6)."""

from __future__ import annotations

import json

import pytest

from tests.test_report import private_texts
from workbook import samples
from workbook.casefile import export_case
from workbook.journal import Journal
from workbook.phases import SECTIONS
from workbook.phases.analyse import Stars
from workbook.questions import Answers
from workbook.reply import compose
from workbook.sharing import going_out, staying, summary, words_of_plan


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


@pytest.mark.parametrize("name", [path.stem for path in samples.HERE.glob("*.json")])
def test_the_list_for_a_plan_is_what_its_pages_say(name: str, journal: Journal) -> None:
    """Every text that the person wrote stands in the list if and only if it stands in the shared plan."""
    journal.create("case")
    journal.save("case", samples.answers(name))
    answers = journal.answers("case")
    plan = words_of_plan(answers, samples.TODAY)
    listed = "\n".join(one.answer for one in going_out(answers, plan))
    printed = [value for value in written(answers) if value in plan]
    assert len(printed) > (4 if name == "silence" else 40)
    assert [value for value in printed if value not in listed] == []
    assert [one.answer for one in going_out(answers, plan) if long(one.answer) and not begins(one.answer, plan)] == []
    everything = {one.answer for one in going_out(answers)}
    assert everything > {one.answer for one in going_out(answers, plan)}


def test_a_quoted_beginning_or_sentence_is_listed() -> None:
    """A plan quotes long answers in part."""
    long = "I told them about the six regions. Then " + "and then " * 40 + "end"
    answers = Answers({"common_questions": {"": {"fact": long}}})
    for quote in (long[:35], "Then and then and then and then and then …"):
        assert [one.answer for one in going_out(answers, f"“{quote}”")] == [long]
    assert going_out(answers, "Nothing of it.") == []


def test_the_wordings_of_a_message_are_listed_as_sentences(demo_answers: Answers) -> None:
    """Not as "First wording"."""
    sentences = compose(demo_answers.for_audience("share", SECTIONS)).parts
    listed = [one.answer for one in going_out(demo_answers)]
    assert "First wording" not in listed
    assert sentences["regret"] in listed


def test_the_summary_holds_whole_answers(demo_answers: Answers) -> None:
    """Nothing is cut, so that the person sees all of it; an empty file says so."""
    lines = summary(demo_answers)
    story = demo_answers.read(Stars).star[0].situation
    assert story is not None
    assert len(story) > 80
    assert any(story in line for line in lines)
    assert lines[-1].startswith("What stays with you")
    assert summary(Answers()) == ["None of your answers."]


def written(answers: Answers) -> list[str]:
    """Return every text of several words that the person typed."""
    texts = (
        value
        for rows in answers.raw.values()
        for fields in rows.values()
        for value in fields.values()
        if isinstance(value, str)
    )
    return [text for text in texts if len(text.split()) > 2]


def long(text: str) -> bool:
    return len(text.split()) > 5


def begins(text: str, plan: str) -> bool:
    """Whether some three words of *text* stand in *plan* one after the other."""
    words = text.split()
    return any(" ".join(words[at : at + 3]) in plan for at in range(len(words) - 2))
