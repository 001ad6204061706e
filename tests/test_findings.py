"""findings: facts become growth areas, guesses and unfair causes never do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.findings import findings
from workbook.phases.analyse import QuestionsAsked
from workbook.questions import Answers, Choices, Value, questions_of


def answers(**sections: dict[str, Value]) -> Answers:
    """Sections by keyword; a field ``group/id/name`` goes into a row."""
    raw: dict[str, dict[str, dict[str, Value]]] = {}
    for section, fields in sections.items():
        for name, value in fields.items():
            row, _slash, field = name.rpartition("/")
            raw.setdefault(section, {}).setdefault(row, {})[field] = value
    return Answers(raw)


LOW: dict[str, Value] = {"score": 2, "fact": "I could not name a result.", "source": "observed"}


def test_a_low_score_with_a_fact_becomes_a_growth_area_with_its_evidence() -> None:
    """The fact is quoted verbatim, with where it comes from."""
    (area,) = findings(answers(behavioural=LOW)).growth
    assert (area.key, area.evidence, area.source) == ("behavioural", "I could not name a result.", "observed")
    assert area.gap == 3


@pytest.mark.parametrize(
    "given_",
    [
        {**LOW, "source": "guess"},
        {**LOW, "fact": None},
        {**LOW, "fact": "   "},
        {**LOW, "score": "dont_know"},
        {**LOW, "score": None},
        {**LOW, "score": 4},
    ],
)
def test_a_guess_or_a_bare_number_does_not(given_: dict[str, Value]) -> None:
    """E6: a guess alone never becomes something to work on."""
    assert not findings(answers(behavioural=given_)).growth


def test_a_high_score_is_a_strength_unless_it_is_a_guess() -> None:
    """Strengths count as much as gaps."""
    fact: dict[str, Value] = {"fact": "They asked for my code."}
    found = findings(answers(technical={"score": 5, **fact}, behavioural={"score": 4}))
    assert [finding.key for finding in found.strengths] == ["technical"]
    assert not findings(answers(technical={"score": 5, "source": "guess", **fact})).strengths


def test_a_guess_of_the_person_about_growth_is_left_out() -> None:
    """Also in the list that the person writes."""
    row: dict[str, Value] = {
        "growth/1/name": "Calm",
        "growth/1/fact": "They may have seen it",
        "growth/1/source": "guess",
    }
    assert not findings(answers(growth=row)).growth
    row["growth/1/source"] = "observed"
    assert [finding.title for finding in findings(answers(growth=row)).growth] == ["Calm"]


@pytest.mark.parametrize("kind", ["connections", "private_questions", "filled_before"])
def test_an_unfair_process_is_named_and_never_becomes_work(kind: str) -> None:
    """R10: a cause, marked unfair; no growth area comes from it."""
    found = findings(answers(outside={"causes/1/kind": kind, "causes/1/source": "stated"}))
    (cause,) = found.causes
    assert not cause.fair
    assert not found.growth


UNFAIR: dict[str, Value] = {"recall/1/question": "When will you marry?", "recall/1/went": "unfair"}
WENT_RED: dict[str, Value] = {
    "score": 2,
    "fact": "I went red when they asked whether I will marry.",
    "source": "observed",
}


@pytest.mark.parametrize(
    "sections",
    [
        {"recall": UNFAIR, "common_questions": WENT_RED},
        {
            "outside": {"causes/1/kind": "private_questions", "causes/1/detail": "They asked when I will marry"},
            "common_questions": WENT_RED,
        },
        {"common_questions": {**LOW, "indicators": ["not_fair"]}},
    ],
)
def test_a_low_number_from_an_unfair_question_is_set_aside(sections: dict[str, dict[str, Value]]) -> None:
    """R10: noticed by what was marked as unfair, or said by one tick."""
    assert not findings(answers(**sections)).growth


@pytest.mark.parametrize(
    "sections",
    [
        {"recall": {**UNFAIR, "recall/1/went": "hard"}, "common_questions": WENT_RED},
        {"recall": UNFAIR, "common_questions": LOW},
        {"outside": {"causes/1/kind": "private_questions"}, "common_questions": LOW},
    ],
)
def test_a_low_number_that_rests_on_something_else_stays(sections: dict[str, dict[str, Value]]) -> None:
    """So the test above can fail; an unfair question elsewhere in the talk takes nothing away."""
    assert [finding.key for finding in findings(answers(**sections)).growth] == ["common_questions"]


def test_a_reason_told_again_as_feedback_is_one_cause_less() -> None:
    """Whole or in part, whatever leads into it."""
    reason = "En effet, le poste exige trois années de pratique."
    words: dict[str, Value] = {"feedback/1/words": "Le poste exige trois années de pratique"}
    assert findings(answers(case={"reason": reason})).causes
    assert not findings(answers(case={"reason": reason}, feedback=words)).causes


def test_causes_begin_with_what_the_letter_states() -> None:
    """The reason verbatim; a cancelled role is not named twice."""
    given_ = answers(
        case={"reason": "You had no driving licence.", "letter_says": ["role_cancelled"]},
        outside={"causes/1/kind": "frozen", "causes/1/source": "stated", "causes/2/kind": "other"},
    )
    assert [(cause.key, cause.source) for cause in findings(given_).causes] == [
        ("case/reason", "stated"),
        ("causes/1", "stated"),
    ]


def test_feedback_counts_once_the_person_made_something_of_it() -> None:
    """S3.2: their words are stated; the person's own plan is kept as the intention."""
    row: dict[str, Value] = {"feedback/1/words": "Too few numbers.", "feedback/1/meaning": "they doubt me"}
    assert not findings(answers(feedback=row)).growth
    (area,) = findings(answers(feedback={**row, "feedback/1/will_do": "add two numbers"})).growth
    assert (area.source, area.intention, area.evidence) == ("stated", "add two numbers", "Too few numbers.")


def test_what_matters_most_and_costs_least_comes_first() -> None:
    """rank = gap x importance x control / effort."""
    found = findings(
        answers(
            technical={**LOW, "matters": 3},
            common_questions={**LOW, "matters": 3},
            behavioural={**LOW, "matters": 1},
        )
    )
    assert [finding.key for finding in found.growth] == ["common_questions", "technical", "behavioural"]
    assert [finding.rank for finding in found.growth] == [27, 9, pytest.approx(4.5)]


def test_ties_go_to_what_was_stated_then_to_the_order_of_asking() -> None:
    """The same answers always give the same order."""
    same: dict[str, Value] = {**LOW, "matters": 2}
    found = findings(
        answers(first_impression=same, common_questions={**same, "source": "stated"}, questions_asked=same)
    )
    assert [finding.key for finding in found.growth] == ["common_questions", "first_impression", "questions_asked"]


@given(
    st.dictionaries(
        st.sampled_from(["first_impression", "common_questions", "behavioural", "technical", "questions_asked"]),
        st.fixed_dictionaries(
            {},
            optional={
                "score": st.one_of(st.integers(-1, 7), st.just("dont_know"), st.none()),
                "fact": st.text(max_size=5),
                "source": st.sampled_from(["stated", "observed", "guess", "odd"]),
                "matters": st.integers(0, 4),
            },
        ),
    )
)
def test_every_growth_area_rests_on_a_fact(sections: dict[str, dict[str, Value]]) -> None:
    """Whatever was answered: evidence, a source that is not a guess, a rank above zero."""
    for area in findings(answers(**sections)).growth:
        assert area.evidence
        assert area.source in ("stated", "observed")
        assert area.rank > 0


@pytest.mark.parametrize(
    ("words", "more"),
    [
        ("We need someone without children.", {}),
        ("On a pensé que vous étiez trop âgée.", {}),
        ("أردنا شخصا غير متزوج", {}),
        ("You are not like us.", {"fair": "no"}),
        ("We decided to move forward with other candidates.", {}),
    ],
)
def test_an_unfair_or_an_empty_remark_is_never_worked_on(words: str, more: dict[str, Value]) -> None:
    """R10, S3.2: neither an area nor a step; what the person calls fair after all is theirs to use."""
    row = {"words": words, "meaning": "they meant it", "will_do": "do better", **more}
    given = {f"feedback/1/{name}": value for name, value in row.items()}
    assert not findings(answers(feedback=given)).growth
    if "other candidates" not in words:
        assert findings(answers(feedback={**given, "feedback/1/fair": "yes"})).growth


def test_who_works_with_children_may_hear_of_them() -> None:
    """A remark about the work is no remark about the person."""
    row: dict[str, Value] = {
        "feedback/1/words": "You were unsure when the children cried.",
        "feedback/1/will_do": "ask for a trial day",
    }
    assert findings(answers(feedback=row)).growth


def test_ticked_signs_stand_for_a_strength_where_no_fact_was_written() -> None:
    """Strengths count as much as gaps: five of five with two signs is one."""
    asked = questions_of(QuestionsAsked)["indicators"]
    assert isinstance(asked, Choices)
    given: dict[str, Value] = {"score": 5, "indicators": list(asked.options)[:2]}
    (strength,) = findings(answers(questions_asked=given)).strengths
    assert "two questions" in strength.evidence
    assert not findings(answers(questions_asked={"score": 5})).strengths
