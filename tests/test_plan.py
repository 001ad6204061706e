"""actions and plan: each step is a cue, an act and a day, and quotes what this person said."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.test_findings import answers
from workbook import samples
from workbook.actions import DAYS, ORIGINS, quoted
from workbook.actions.days import ISO_WEEKDAYS, free_days
from workbook.actions.draft import short_company
from workbook.actions.rhythm import rhythm
from workbook.findings import findings
from workbook.phases import SECTIONS
from workbook.plan import MOST_A_DAY, PARTS, Plan, plan, start_day
from workbook.questions import Answers, Value
from workbook.reply import compose

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
    """R15: the question, the story, the CV line, the person to ask."""
    text = acts(made(demo_answers))
    for words in ("Tell us about yourself", "conflict in a team", "Wrote 30 SQL checks", "ask Nadia", "rechta"):
        assert words in text, words


def test_at_most_three_growth_areas_are_worked_on_at_once() -> None:
    """Two or three at a time."""
    low: dict[str, Value] = {"score": 1, "fact": "f", "source": "observed"}
    keys = ["first_impression", "common_questions", "behavioural", "technical", "questions_asked"]
    the_plan = made(answers(**{key: {**low, "fact": f"fact {key}"} for key in keys}))
    assert sum(action.track == "growth" for action in the_plan.actions) == 3


def test_two_parts_of_the_interview_are_two_things_however_alike_their_facts_are() -> None:
    """S3.3: each gets a step of its own."""
    told: dict[str, dict[str, Value]] = {
        key: {"score": 1, "fact": f"The {name} went badly.", "source": "observed"}
        for key, name in (("technical", "task"), ("behavioural", "story"))
    }
    found = made(answers(**told))
    assert {action.key for action in found.actions} >= {"growth/technical", "growth/behavioural"}


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
    for outcome in ("answered", "without", "silence"):
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


CHOSEN: dict[str, Value] = {"hours": 8, "applications": 2, "conversations": 1, "learning_hours": 3}


def test_what_was_chosen_for_a_week_stands_in_the_plan_as_dated_steps() -> None:
    """S4.1 to S4.3, E8: applications, talks and hours of learning, each week one on."""
    given_ = answers(
        case={"role": "Cashier"},
        week=CHOSEN,
        network={"contacts/1/who": "Nadia, of the agency", "contacts/1/kind": "person"},
        learning={"learning/1/what": "the till software"},
    )
    by_track = {
        track: [action for action in made(given_).actions if action.track == track]
        for track in ("week", "network", "learning")
    }
    assert [action.act for action in by_track["week"]][:3] == [
        "look for Cashier roles and choose 2 that are worth a tailored application",
        "write 2 tailored applications, each made for its role: Cashier roles (Sunday; Wednesday)",
        "keep to 2 tailored applications: Cashier roles",
    ]  # fmt: skip
    assert [action.act for action in by_track["network"]] == [
        "write to Nadia and ask for fifteen minutes to talk", "ask Nadia who else could tell me about Cashier roles",
    ]  # fmt: skip
    assert [action.act.partition(":")[0] for action in by_track["learning"]] == [
        "give the first hour to this", "keep on with this, hours 2 to 3", "keep on with this, hour 4",
        "keep on with this, hours 5 to 6", "keep on with this, hour 7",
    ]  # fmt: skip
    for actions in by_track.values():
        weeks = [(action.day - date(2026, 11, 23)).days // 7 for action in actions]
        assert weeks == sorted(weeks)
        assert len(set(weeks)) > 1


@settings(max_examples=80)
@given(
    st.integers(1, 10),
    st.integers(0, 20),
    st.integers(0, 3),
    st.lists(st.sampled_from(ISO_WEEKDAYS), max_size=3, unique=True),
    st.sampled_from(["", "after the coffee", "on Tuesday, after the coffee", "le mardi et le jeudi"]),
    st.integers(0, 6),
)
def test_hours_of_learning_stand_on_the_days_of_the_week_that_hold_them(
    learning: int, hours: int, applications: int, free: list[str], cue: str, offset: int
) -> None:
    """S4.1, S4.3: as many as the week says, on the days that it says, counted on without a gap."""
    given_ = answers(
        week={"learning_hours": learning, "hours": hours, "applications": applications, "free_days": free},
        learning={"learning/1/what": "the till software", "learning/1/cue": cue},
    )
    the_week = rhythm(given_)
    steps = [action for action in made(given_, TODAY + timedelta(offset)).actions if action.key.count("/") > 2]
    done = 1
    for step in steps:
        day_of_it = ISO_WEEKDAYS[step.day.weekday()]
        first, last = (int(number) for number in (re.findall(r"\d+", step.act) * 2)[:2])
        assert last - first + 1 == the_week.hours_on(day_of_it, "learn")
        assert first == done + 1
        done = last
    assert bool(steps) is bool(the_week.sittings("learn"))


@pytest.mark.parametrize("hours", [0, 2, 4, 8, None])
def test_the_plan_asks_for_what_the_week_holds(hours: int | None) -> None:
    """Where the hours hold less than was chosen, the steps say less, too, and stand on the days of the week (S4.1)."""
    given_ = answers(
        case={"role": "Cashier"},
        week={**CHOSEN, "applications": 3, **({} if hours is None else {"hours": hours})},
        learning={"learning/1/what": "the till software"},
    )
    the_week, steps = rhythm(given_), {action.key: action for action in made(given_).actions}
    held = len(the_week.sittings("apply"))
    assert ("week/write" in steps) is bool(held)
    if held:
        assert f"{'one' if held == 1 else held} tailored application" in steps["week/write"].act
        assert ISO_WEEKDAYS[steps["week/write"].day.weekday()] == the_week.days_for("apply")[0]
    learned = the_week.days_for("learn")
    later = {action.key for action in steps.values() if action.key.startswith("learning/learning/1/2/")}
    assert later == {f"learning/learning/1/2/{day}" for day in learned}


def test_two_people_of_one_trade_share_no_sentence() -> None:
    """R15: the same role, the same choices, another company and other words."""

    def sentences(company: str, cue: str) -> set[str]:
        given_ = answers(
            case={"role": "Accountant", "company": company, "notice_date": "2026-11-20"},
            week={"hours": 8, "applications": 2},
            calm={"activity": "walk", "cue": cue},
        )
        found = made(given_).actions
        return {f"{action.cue}: {action.act}" for action in found} | {action.why for action in found}

    one, other = sentences("Sonafer", "After Friday prayer"), sentences("Tassili Eaux", "When the shop closes")
    assert len(one) == len(other) > 4
    assert not one & other
    # A choice alone is nobody's own: it stands in the first phase, and makes no step.
    assert not [act for act in made(answers(calm={"activity": "walk"})).actions if act.track == "care"]


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Numidia Analytics SPA", "Numidia Analytics"),
        ("Dar El Kitab, S.A.R.L.", "Dar El Kitab"),
        ("سنابل الهضاب ش.ذ.م.م", "سنابل الهضاب"),
        ("Visa", "Visa"),
        ("SPA", "SPA"),
    ],
)
def test_a_company_is_named_as_people_say_it(name: str, short: str) -> None:
    """Without its legal form; what is nothing else stays."""
    assert short_company(name) == short


def test_an_event_has_a_step_on_its_day_and_none_to_sign_up_once_it_is_past() -> None:
    """S4.2: sign up before, be there on the day; what is over asks for nothing."""
    event: dict[str, Value] = {"contacts/1/who": "the fair", "contacts/1/kind": "event"}
    for day, expected in {
        "2026-12-03": ["sign up for the fair", "be there: the fair"],
        "2026-11-23": ["be there: the fair"],
        "2026-11-01": [],
    }.items():
        found = made(answers(network={**event, "contacts/1/day": day}), TODAY)
        steps = [action for action in found.actions if action.track == "network"]
        assert [action.act for action in steps] == expected
        assert not steps or steps[-1].day.isoformat() == day


def test_the_steps_of_a_day_stand_by_the_time_of_day() -> None:
    """Before the prayer of dawn comes before the coffee, and both before the evening."""
    cues = ["After the evening meal", "بعد القهوة", "بعد صلاة الفجر", "le matin", "at 15"]
    rows: dict[str, Value] = {}
    for number, cue in enumerate(cues):
        rows |= {f"steps/{number}/act": cue, f"steps/{number}/cue": cue, f"steps/{number}/day": TODAY.isoformat()}
    own = [action.cue for action in made(answers(steps=rows), TODAY).actions if action.track == "own"]
    assert own == ["بعد صلاة الفجر", "le matin", "بعد القهوة", "at 15", "After the evening meal"]


def test_what_was_not_chosen_for_a_week_is_not_in_the_plan() -> None:
    """No application, talk or hour that nobody asked for."""
    given_ = answers(case={"role": "Cashier"}, week={"hours": 8}, learning={"learning/1/what": "the till software"})
    assert [
        action.key for action in made(given_).actions if action.key.startswith(("week", "network", "learning"))
    ] == ["learning/learning/1"]


def test_talks_without_a_name_begin_with_finding_three() -> None:
    """And hours of learning without a thing to learn with choosing one; both name the role."""
    text = acts(made(answers(case={"role": "Cashier"}, week=CHOSEN)))
    assert "three people who could tell me about Cashier roles" in text
    assert "one thing to learn for Cashier roles; 3 hours a week are kept" in text


@pytest.mark.parametrize("hours", [4, 6, 10])
def test_no_week_asks_for_more_than_the_hours_there_are(hours: int) -> None:
    """What does not fit moves on; where the month is too small for it, that is said and nothing is lost."""
    rows: dict[str, Value] = {f"contacts/{n:02}/step": f"call number {n}" for n in range(2 * hours)}
    the_plan = made(answers(week={"hours": hours, "conversations": 5}, network=rows))
    assert not the_plan.too_full
    weeks = Counter((action.day - the_plan.start).days // 7 for action in the_plan.actions if action.track == "network")
    assert max(weeks.values()) <= 2 * hours
    many: dict[str, Value] = {f"contacts/{n:03}/step": f"call number {n}" for n in range(20 * hours)}
    full = made(answers(week={"hours": hours, "conversations": 5}, network=many))
    assert full.too_full
    assert sum(action.track == "network" for action in full.actions) == 20 * hours


def test_what_is_learned_anyway_is_not_asked_for_a_second_time() -> None:
    """A gap and the course for it are one step, which belongs to both; another course is not mixed up with it."""
    gap: dict[str, Value] = {"score": 2, "fact": "I had never written a dbt test.", "source": "observed"}
    one = made(answers(technical=gap, learning={"learning/1/what": "dbt, with tests"}))
    assert [(action.track, action.serves) for action in one.actions if action.track in ("growth", "learning")] == [
        ("learning", "technical")
    ]
    two = made(answers(technical=gap, learning={"learning/1/what": "Spanish for beginners"}))
    assert sorted(action.track for action in two.actions if action.track in ("growth", "learning")) == [
        "growth",
        "learning",
    ]


def test_a_course_begins_after_signing_up_for_it() -> None:
    """What the person means to do with the feedback comes before the first hour."""
    the_plan = made(
        answers(
            feedback={
                "feedback/1/words": "Too little Excel.",
                "feedback/1/will_do": "sign up for the Excel evening class",
            },
            learning={"learning/1/what": "Excel, an evening class"},
        )
    )
    days = {action.track: action.day for action in the_plan.actions}
    assert days["growth"] < days["learning"]


def test_a_story_that_closes_a_gap_is_told_once() -> None:
    """The gap in telling stories is worked on with the story it speaks of, not with a second step beside it."""
    story: dict[str, Value] = {
        f"star/{row}/{name}": f"{name} {row}"
        for row in ("1", "2")
        for name in ("situation", "task", "action", "result")
    }
    given_ = answers(
        behavioural={"score": 2, "fact": "About the conflict in the team I had no end.", "source": "observed"},
        stars={**story, "star/1/question": "A mistake of yours?", "star/2/question": "A conflict in a team?"},
    )
    steps = [action for action in made(given_).actions if action.track == "growth"]
    assert [("conflict" in action.act, action.serves) for action in steps] == [(True, "behavioural"), (False, "")]


def test_a_usual_question_is_practised_by_its_name() -> None:
    """The question of the interview that the fact speaks of; an unfair one never (R10)."""
    low: dict[str, Value] = {"score": 2, "fact": "“Tell us about yourself” took me four minutes.", "source": "observed"}
    asked: dict[str, Value] = {"recall/1/question": "Tell us about yourself."}
    assert "my answer to “Tell us about yourself”" in acts(made(answers(common_questions=low, recall=asked)))
    unfair = made(answers(common_questions=low, recall={**asked, "recall/1/went": "unfair"}))
    assert all(action.track != "growth" for action in unfair.actions)


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


@settings(max_examples=60)
@given(st.sets(st.integers(0, len(CHANGES) - 1)), st.integers(0, 400))
def test_any_part_of_the_answers_gives_a_valid_plan(kept: set[int], offset: int) -> None:
    """Every subset, on any day: dated, within 30 days, with a setback step; each says why and from which answer."""
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
        assert action.why
        assert str(ORIGINS[action.origin])
        said = [
            value for fields in raw.get(action.origin, {}).values() for name, value in fields.items() if name[0] != "_"
        ]
        assert said or action.origin == "setback", action
    assert set(the_plan.parts) == set(PARTS)


HARD: dict[str, Value] = {"score": 2, "fact": "I lost the thread.", "source": "observed"}
STORY: dict[str, Value] = {
    "star/1/question": "A conflict?",
    "star/1/result": "They signed.",
    "star/1/action": "I asked.",
}


@pytest.mark.parametrize(
    ("key", "why", "origin", "sections"),
    [
        ("respond/send", "still like to work at Sonafer", "message", {"message": {"interest": "yes"}}),
        ("respond/send", "do not want to work at Sonafer", "message", {"message": {"interest": "no"}}),
        ("respond/send", "Sonafer left a door open", "case", {"case": {"letter_says": ["door_open"]}}),
        ("respond/send", "Sonafer never answered", "case", {"case": {"channel": "silence"}}),
        ("respond/send", "closes the application to Sonafer", "case", {}),
        ("growth/technical", "The technical part, 2 of 5 at Sonafer", "technical", {"technical": HARD}),
        ("growth/star/1", "My part in it: “I asked”", "stars", {"stars": STORY}),
        ("growth/star/1", "As told last time: “We talked”", "stars",
         {"stars": STORY, "recall": {"recall/1/question": "A conflict?", "recall/1/answer": "We talked."}}),
        ("growth/star/1", "The next posting wants: “calm”", "stars",
         {"stars": STORY, "posting": {"requirements/1/text": "calm", "requirements/1/story": "A conflict?"}}),
        ("cv/lines/1", "Until now it reads: “Sales”", "cv",
         {"cv": {"lines/1/before": "Sales", "lines/1/after": "Sold 9"}}),
        ("cv/lines/1", "For the next role like Clerk", "cv", {"cv": {"lines/1/after": "Sold 9"}}),
        ("learning/learning/1", "to read plans", "learning",
         {"learning": {"learning/1/what": "Plans", "learning/1/purpose": "to read plans"}}),
        ("learning/learning/1", "“I lost the thread”", "technical",
         {"technical": HARD, "learning": {"learning/1/what": "the thread, lost"}}),
        ("network/contacts/1", "I know Nadia", "network",
         {"network": {"contacts/1/who": "Nadia", "contacts/1/kind": "person"}}),
        ("network/contacts/1", "My first line: “Your talk”", "network",
         {"network": {"contacts/1/step": "call", "contacts/1/link": "Your talk."}}),
        ("network/next", "my list ends with Nadia", "week",
         {"week": {"conversations": 1}, "network": {"contacts/1/who": "Nadia"}}),
        ("week/first", "“It asks for dbt”", "reframe",
         {"week": {"applications": 1}, "reframe": {"market": "It asks for dbt."}}),
        ("week/first", "Sonafer is one employer of many", "week", {"week": {"applications": 1}}),
        ("week/write", "“Clear words”", "reframe",
         {"week": {"applications": 1}, "reframe": {"valued": "Clear words."}}),
        ("week/keep", "A no after the application to Sonafer", "week", {"week": {"applications": 1}}),
        ("care/move", "6 hours a week", "care", {"care": {"move": "swim"}, "week": {"hours": 6}}),
        ("setback", "After the application to Sonafer it felt 7 of 10", "setback",
         {"setback": {"first": "swim"}, "intensity": {"before": 7}}),
        ("setback", "After the application to Sonafer", "case", {}),
    ],
)  # fmt: skip
def test_each_step_says_why_in_what_this_person_said(
    key: str, why: str, origin: str, sections: dict[str, dict[str, Value]]
) -> None:
    """R15: an answer, a fact, a name; the same step has another reason where something else was said."""
    case = {"company": "Sonafer SPA", "role": "Clerk", **sections.get("case", {})}
    (step,) = [action for action in made(answers(**{**sections, "case": case})).actions if action.key == key]
    assert why in step.why
    assert step.origin == origin


def test_the_reason_of_an_unfair_question_is_never_quoted() -> None:
    """R10: how it was answered is no reason to tell a story again."""
    unfair: dict[str, Value] = {"recall/1/question": "A conflict?", "recall/1/answer": "No.", "recall/1/went": "unfair"}
    (step,) = [one for one in made(answers(stars=STORY, recall=unfair)).actions if one.key == "growth/star/1"]
    assert "No" not in step.why


def test_the_person_says_what_a_step_is_good_for() -> None:
    """R15: in place of ours; a step of their own without a word about it is their choice."""
    row: dict[str, Value] = {"steps/setback/why": "So that I sleep", "steps/mine/act": "Call the bank"}
    why = {action.key: action.why for action in made(answers(steps=row)).actions}
    assert why == {"setback": "So that I sleep", "steps/mine": "My own choice."}


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
    import workbook

    house = Path(workbook.__file__).parent
    rooms = ("findings", "actions", "plan", "reply", "report")
    files = [path for room in rooms for path in (*house.glob(f"{room}.py"), *house.glob(f"{room}/*.py"))]
    assert len(files) > 8
    text = "".join(path.read_text(encoding="utf-8") for path in files)
    from workbook.phases.absorb import NEVER_PRINTED
    from workbook.phases.analyse import DIMENSIONS

    for section in SECTIONS:
        if section not in DIMENSIONS and section not in NEVER_PRINTED:
            assert section.__name__ in text, section


def test_nobody_is_sent_to_an_address_that_nobody_reads() -> None:
    """S2.3: a note to the person takes the place of the mail; without a person there is no such step."""
    case: dict[str, Value] = {"company": "Sonafer", "contact_address": "no-reply@sonafer.example"}
    assert not [action for action in made(answers(case=case)).actions if action.track == "respond"]
    (step,) = [
        action
        for action in made(answers(case={**case, "contact": "K. Haddad", "role": "Clerk"})).actions
        if action.track == "respond"
    ]
    assert "LinkedIn" in step.act
    assert compose(answers(case={**case, "contact": "K. Haddad"})).link.startswith("mailto:?")


def test_a_silence_of_months_is_late() -> None:
    """R11: no thank-you half a year after the interview."""
    case: dict[str, Value] = {"company": "Clinic", "channel": "silence", "interview_date": "2026-05-01"}
    assert not [action for action in made(answers(case=case)).actions if action.track == "respond"]
