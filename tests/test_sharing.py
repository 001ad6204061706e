"""sharing: the person sees exactly what goes out (R6)."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from tests.test_report import private_texts
from workbook import samples
from workbook.casefile import export_case
from workbook.deliver import Delivery
from workbook.journal import Journal
from workbook.phases import SECTIONS
from workbook.phases.absorb import After, Intensity, Thought
from workbook.phases.analyse import Stars
from workbook.phases.relaunch import Confidence, Learning, Steps
from workbook.phases.respond import Message, Sent
from workbook.questions import Answers, Section, Value
from workbook.reply import compose
from workbook.report import Report
from workbook.run import Setting
from workbook.sharing import Part, choice, going_out, parts, staying, summary, words_of_plan


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


NAMES = [path.stem for path in samples.HERE.glob("*.json")]


@pytest.mark.parametrize("name", NAMES)
def test_the_list_for_a_plan_is_what_its_pages_say(name: str) -> None:
    """Every text that the person wrote stands in the list if and only if it stands in the shared plan."""
    answers = of(name)
    plan = words_of_plan(answers, samples.TODAY)
    assert len(printed(answers)) > (4 if name == "silence" else 40)
    assert_the_list_is_what_is_printed(answers)
    everything = {one.answer for one in going_out(answers)}
    assert everything > {one.answer for one in going_out(answers, plan)}


@settings(max_examples=60)
@given(st.sampled_from(NAMES), st.dictionaries(st.sampled_from(SECTIONS), st.booleans()))
def test_whatever_was_left_out_or_added_the_list_is_what_is_printed(
    name: str, wishes: dict[type[Section], bool]
) -> None:
    """R6, in both directions; what has no tick is nowhere in the plan, by no way at all."""
    answers = of(name)
    for section, goes in wishes.items():
        answers = answers.sharing([section], goes)
    assert_the_list_is_what_is_printed(answers)
    out = [section for section in SECTIONS if not answers.is_shared(section)]
    seen = "\n".join(text for section in SECTIONS if section not in out for text in written(answers, section))
    hidden = [text for section in out for text in written(answers, section) if text not in seen]
    plan = words_of_plan(answers, samples.TODAY)
    assert [text for text in hidden if begins(text, plan, 5) and not begins(text, seen, 5)] == []


def assert_the_list_is_what_is_printed(answers: Answers) -> None:
    plan = words_of_plan(answers, samples.TODAY)
    outgoing = going_out(answers, plan)
    listed = "\n".join(one.answer for one in outgoing)
    assert [value for value in printed(answers) if value not in listed] == []
    assert [one.answer for one in outgoing if long(one.answer) and not begins(one.answer, plan)] == []


def printed(answers: Answers) -> list[str]:
    plan = words_of_plan(answers, samples.TODAY)
    return [value for value in written(answers) if value in plan]


@cache
def of(name: str) -> Answers:
    raw: dict[str, dict[str, dict[str, Value]]] = {}
    for change in samples.answers(name):
        raw.setdefault(change.section, {}).setdefault(change.row, {})[change.field] = change.value
    return Answers(raw)


def test_feelings_are_offered_and_confidence_is_one(demo_answers: Answers) -> None:
    """R6: without a tick at first; added, they stand in the list and in the plan."""
    offered = {part.key: part for part in plan_parts(demo_answers)}
    assert {key for key, part in offered.items() if not part.goes} == {"intensity", "after", "thought", "confidence"}
    assert not any(part.rows for part in offered.values() if not part.goes)
    assert offered["learning"].rows
    fairer = demo_answers.read(Thought).fairer
    assert fairer
    sure = "How sure I am of finding a good role"
    before = words_of_plan(demo_answers, samples.TODAY)
    assert fairer not in before
    assert sure not in before
    added = demo_answers.sharing([Thought, Confidence])
    plan = words_of_plan(added, samples.TODAY)
    assert fairer in plan
    assert sure in plan
    listed = {part.key: part for part in plan_parts(added)}
    assert fairer in str(listed["thought"].rows)
    assert listed["confidence"].rows
    assert "How I took it" in plan
    assert "What may have decided" not in plan


def test_a_number_is_listed_where_it_is_printed(demo_answers: Answers) -> None:
    """Not because it stands in a date; also where it has words of its own in the form."""
    raw = {**demo_answers.raw, "confidence": {"": {"at_start": 0, "now": 10}}}
    added = {part.key: str(part.rows) for part in plan_parts(Answers(raw).sharing([Thought, Confidence]))}
    assert demo_answers.read(Thought).belief_after == 30
    assert "30 of 100" not in added["thought"]
    assert "0 of 10" in added["confidence"]
    assert "10 of 10" in added["confidence"]
    both = {part.key: str(part.rows) for part in plan_parts(demo_answers.sharing([Intensity, After]))}
    assert "4 of 10" in both["after"]


def plan_parts(answers: Answers) -> list[Part]:
    return parts(answers, lambda given_: going_out(given_, words_of_plan(given_, samples.TODAY)))


def test_a_message_that_was_left_out_is_not_composed_in_its_place(demo_answers: Answers) -> None:
    """Neither the letter in wordings of ours, nor a step that speaks of it."""
    assert "My message" in words_of_plan(demo_answers, samples.TODAY)
    for without in ([Message], [Message, Sent]):
        report = Report(demo_answers.sharing(without, False), "share", samples.TODAY)
        assert not report.part("my_message")
        assert not [action for action in report.plan.actions if action.track == "respond"]


def test_a_step_that_was_dropped_does_not_come_back_with_the_form_left_out(demo_answers: Answers) -> None:
    """What the person did with the steps stays done; their own words for them are gone."""
    raw = {**demo_answers.raw, "steps": {
        "steps/network-contacts-01": {"state": "drop"}, "steps/own": {"state": "open", "act": "paint the kitchen wall"},
    }}  # fmt: skip
    answers = Answers(raw)
    keys = {action.key for action in Report(answers, "private", samples.TODAY).plan.actions}
    assert "steps/own" in keys
    shared = Report(answers.sharing([Steps], False), "share", samples.TODAY)
    assert {action.key for action in shared.plan.actions} <= keys - {"steps/own"}
    assert "network/contacts/01" in {action.key for action in Report(demo_answers, "share", samples.TODAY).plan.actions}


@pytest.mark.slow
def test_what_has_no_tick_is_nowhere_in_any_file(demo_journal: Journal, tmp_path: Path) -> None:
    """The choice is kept in the case as a note; plan, phases, calendar, message and case file keep to it."""
    before = [demo_journal.answers("demo").read(section) for section in SECTIONS]
    demo_journal.save("demo", [choice("intensity", True), choice("learning", False), choice("message", False)])
    answers = demo_journal.answers("demo")
    assert [answers.read(section) for section in SECTIONS] == before
    setting = Setting(case="demo", journal=demo_journal.path, audience="share", today=samples.TODAY)
    delivery = Delivery(demo_journal, setting, tmp_path)
    delivery.make_all(lambda _name: None)
    made = [*(tmp_path / "demo").glob("*.pdf"), *map(delivery.make, ("ics", "eml", "json"))]
    assert len(made) == 8
    text = {path.name: text_of(path) for path in made}
    kept = [value for section in (Learning, Message) for value in written(answers, section)]
    assert len(kept) > 4
    assert [(name, value) for name, said in text.items() for value in kept if flat(value) in said] == []
    felt = str(answers.read(Intensity).own_word)
    for name in ("recovery-plan-shared.pdf", "1-absorb-shared.pdf", "case-shared.json"):
        assert flat(felt) in text[name]
    listed = "\n".join(delivery.going_out("pdf"))
    assert felt in listed
    assert not any(value in listed for value in kept)
    assert "Learning [learning]" in listed


def text_of(path: Path) -> str:
    if path.suffix == ".pdf":
        return flat("\n".join(page.extract_text() for page in PdfReader(path).pages))
    return flat(path.read_text(encoding="utf-8"))


def flat(text: str) -> str:
    """Without the breaks of lines and words that paper adds."""
    return "".join(text.replace("\u200b", "").replace("\xad", "").split())


def test_what_concerns_the_person_alone_cannot_be_added() -> None:
    """R6, R7: a number to call, what was written off one's chest, an unknown name."""
    for key in ("support", "writing", "nothing"):
        with pytest.raises(LookupError):
            choice(key, True)
    assert choice("thought", True).field == "_shared"


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
    lines = summary(parts(demo_answers, going_out), staying(demo_answers))
    story = demo_answers.read(Stars).star[0].situation
    assert story is not None
    assert len(story) > 80
    assert any(story in line for line in lines)
    assert lines[-2].startswith("What stays with you")
    assert "--leave-out" in lines[-1]
    assert summary([], []) == ["None of your answers."]


def written(answers: Answers, *sections: type[Section]) -> list[str]:
    """Return every text of several words that the person typed (in *sections*)."""
    keys = {section.about.key for section in sections} or set(answers.raw)
    texts = (
        value
        for key in keys & set(answers.raw)
        for fields in answers.raw[key].values()
        for value in fields.values()
        if isinstance(value, str)
    )
    return [text for text in texts if len(text.split()) > 2]


def long(text: str) -> bool:
    return len(text.split()) > 5


def begins(text: str, plan: str, count: int = 3) -> bool:
    """Whether some *count* words of *text*, or all of it, stand in *plan* one after the other."""
    words = text.split()
    return any(" ".join(words[at : at + count]) in plan for at in range(max(1, len(words) - count + 1)))


def test_what_was_chosen_in_a_row_goes_out_only_with_the_words_of_the_row(demo_answers: Answers) -> None:
    """R6: "they said so" stands under a score as well; a cause that stays at home takes it along."""
    listed = going_out(demo_answers, words_of_plan(demo_answers, samples.TODAY))
    assert "How do you know?" in {one.question for one in going_out(demo_answers)}
    assert not [one for one in listed if one.key == "outside"]
