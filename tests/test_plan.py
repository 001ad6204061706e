"""actions and plan: each step is a cue, an act and a day, and quotes what this person said."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.test_findings import answers
from workbook import samples
from workbook.actions import quoted
from workbook.findings import findings
from workbook.phases import SECTIONS
from workbook.plan import DAYS, MOST_A_DAY, PARTS, Plan, free_days, plan, start_day
from workbook.questions import Answers, Value

TODAY = date(2026, 11, 22)  # a Sunday


def made(given_: Answers, today: date = TODAY) -> Plan:
    return plan(given_, findings(given_), start_day(given_, today))


def acts(the_plan: Plan) -> str:
    return "\n".join(action.act for action in the_plan.actions)


def test_the_plan_of_the_demo_has_cue_act_and_day_for_each_step(demo_answers: Answers) -> None:
    """Within the 30 days, sorted, none without a moment (E2)."""
    the_plan = made(demo_answers)
    assert len(the_plan.actions) >= 12
    days = [action.day for action in the_plan.actions]
    assert days == sorted(days)
    assert the_plan.start <= min(days) <= max(days) <= the_plan.end
    assert all(action.cue and action.act for action in the_plan.actions)
    assert len({action.key for action in the_plan.actions}) == len(the_plan.actions)
    assert len({action.act for action in the_plan.actions}) == len(the_plan.actions)


def test_acts_quote_the_person(demo_answers: Answers) -> None:
    """R15: the fact, the story, the CV line, the person to ask."""
    text = acts(made(demo_answers))
    for words in ("took four minutes", "conflict in a team", "Wrote 30 SQL checks", "ask Nadia", "rechta"):
        assert words in text, words


def test_at_most_three_growth_areas_are_worked_on_at_once() -> None:
    """Two or three at a time."""
    low: dict[str, Value] = {"score": 1, "fact": "f", "source": "observed"}
    keys = ["first_impression", "common_questions", "behavioural", "technical", "questions_asked"]
    the_plan = made(answers(**{key: {**low, "fact": f"fact {key}"} for key in keys}))
    assert sum(action.track == "growth" for action in the_plan.actions) == 3


def test_nothing_said_gives_the_setback_step_alone() -> None:
    """E3: always there; nothing is invented around it."""
    assert [action.key for action in made(Answers()).actions] == ["setback"]


def test_the_setback_step_is_in_the_persons_words() -> None:
    """First, whom to tell, what goes on."""
    the_plan = made(answers(setback={"first": "swim", "person": "Omar", "then": "the Tuesday course"}))
    (step,) = [action for action in the_plan.actions if action.track == "setback"]
    for words in ("swim", "Omar", "the Tuesday course"):
        assert words in step.act


def test_free_days_hold_rest_and_work_days_work(demo_answers: Answers) -> None:
    """R11: Friday and Saturday here."""
    for action in made(demo_answers).actions:
        if action.track != "setback":
            assert (action.day.weekday() in (4, 5)) == (action.track == "care"), action


def test_no_more_than_two_steps_a_day(demo_answers: Answers) -> None:
    """A plan that can be kept."""
    assert max(Counter(action.day for action in made(demo_answers).actions).values()) <= MOST_A_DAY


def test_all_seven_days_free_falls_back_to_the_weekend() -> None:
    """A month without a day for the plan would be no plan."""
    every: list[str] = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]
    assert free_days(answers(week={"free_days": every})) == ("fri", "sat")


@pytest.mark.parametrize(
    ("today", "start"),
    [(date(2026, 11, 22), date(2026, 11, 23)), (date(2026, 11, 26), date(2026, 11, 29))],
)
def test_the_plan_starts_on_the_next_working_day(today: date, start: date) -> None:
    """Thursday evening leads to Sunday."""
    assert start_day(Answers(), today) == start


def test_the_person_chooses_the_start() -> None:
    """Any day, also a free one."""
    assert start_day(answers(week={"start": "2027-01-01"}), TODAY) == date(2027, 1, 1)


def test_a_message_not_sent_yet_comes_first_unless_it_is_late() -> None:
    """After a month a thank-you would surprise more than please."""
    fresh: dict[str, Value] = {"company": "Numidia", "notice_date": "2026-11-20"}
    assert made(answers(case=fresh)).actions[0].key == "respond/send"
    late: dict[str, Value] = {"company": "Numidia", "notice_date": "2026-09-20"}
    assert all(action.track != "respond" for action in made(answers(case=late)).actions)


def test_a_letter_that_refuses_feedback_gets_no_question() -> None:
    """The message goes out without one."""
    case: dict[str, Value] = {"company": "Numidia", "letter_says": ["no_feedback"]}
    step = made(answers(case=case, message={"question": "skill"})).actions[0]
    assert "“" not in step.act


def test_one_gentle_second_try_a_week_after_sending() -> None:
    """E9: then let go; never twice, and not once they answered."""
    sent: dict[str, Value] = {"sent_on": "2026-11-20", "outcome": "waiting"}
    (again,) = [a for a in made(answers(case={"company": "N"}, sent=sent)).actions if a.track == "respond"]
    assert (again.key, again.day) == ("respond/again", date(2026, 11, 29))
    for outcome in ("answered", "silence"):
        the_plan = made(answers(case={"company": "N"}, sent={**sent, "outcome": outcome}))
        assert all(action.track != "respond" for action in the_plan.actions)


def test_the_six_parts_name_what_covers_them(demo_answers: Answers) -> None:
    """E1: all six in the demo; none in an empty case."""
    assert made(demo_answers).missing == ()
    assert made(Answers()).missing == tuple(PARTS)


def test_a_step_without_a_moment_is_sent_back_with_a_hint() -> None:
    """E2: kindly, quoting it."""
    (hint,) = made(answers(network={"contacts/1/who": "Nadia", "contacts/1/step": "call Nadia"})).hints
    assert "call Nadia" in hint
    assert not made(answers(network={"contacts/1/step": "call Nadia", "contacts/1/cue": "after lunch"})).hints


def test_two_people_share_no_action(demo_answers: Answers) -> None:
    """R15, with the same questions answered by someone else."""
    other = {
        section: {
            row: {
                name: f"other {name} {row}" if isinstance(value, str) and " " in value else value
                for name, value in fields.items()
            }
            for row, fields in rows.items()
        }
        for section, rows in demo_answers.raw.items()
    }
    mine = {action.act for action in made(demo_answers).actions}
    theirs = {action.act for action in made(Answers(other)).actions}
    # What a growth area is called is ours; everything else in an act comes from the person.
    assert {act for act in mine & theirs if "plan once more" not in act} == set()


def test_the_same_answers_give_the_same_plan(demo_answers: Answers) -> None:
    """Pure."""
    assert made(demo_answers) == made(Answers(demo_answers.raw))


CHANGES = samples.answers("demo")


@settings(deadline=None, max_examples=60)
@given(st.sets(st.integers(0, len(CHANGES) - 1)), st.integers(0, 400))
def test_any_part_of_the_answers_gives_a_valid_plan(kept: set[int], offset: int) -> None:
    """Every subset, on any day: dated, within 30 days, with a setback step."""
    raw: dict[str, dict[str, dict[str, Value]]] = {}
    for number in kept:
        change = CHANGES[number]
        raw.setdefault(change.section, {}).setdefault(change.row, {})[change.field] = change.value
    the_plan = made(Answers(raw), TODAY + timedelta(days=offset))
    assert any(action.track == "setback" for action in the_plan.actions)
    for action in the_plan.actions:
        assert action.cue
        assert action.act
        assert 0 <= (action.day - the_plan.start).days < DAYS
    assert set(the_plan.parts) == set(PARTS)


def test_a_month_too_full_keeps_every_step() -> None:
    """A hundred contacts: none is dropped, all stay within the 30 days."""
    rows: dict[str, Value] = {f"contacts/{n:03}/step": f"call number {n}" for n in range(100)}
    the_plan = made(answers(network=rows))
    assert sum(action.track == "network" for action in the_plan.actions) == 100
    assert the_plan.actions[-1].day <= the_plan.end


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("short.", "short"),
        ("two\nlines", "two lines"),
        ("she said “no”", "she said ‘no’"),
        ("word " * 40, ("word " * 22).strip() + " …"),
        ("x" * 300, "x" * 110 + " …"),
    ],
)
def test_a_quote_fits_into_a_sentence(text: str, shown: str) -> None:
    """One line, cut at a word, quote marks single inside."""
    assert quoted(text) == shown


def test_all_sections_take_part_somewhere() -> None:
    """Each section is read by findings, plan, reply or report: no question is asked for nothing."""
    from pathlib import Path

    import workbook.actions
    import workbook.findings
    import workbook.page
    import workbook.plan
    import workbook.reply
    import workbook.report

    rooms = (workbook.findings, workbook.actions, workbook.plan, workbook.reply, workbook.report)
    text = "".join(Path(room.__file__).read_text(encoding="utf-8") for room in rooms)
    from workbook.phases.absorb import NEVER_PRINTED
    from workbook.phases.analyse import DIMENSIONS

    for section in SECTIONS:
        if section not in DIMENSIONS and section not in NEVER_PRINTED:
            assert section.__name__ in text, section
