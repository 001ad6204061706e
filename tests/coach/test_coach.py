"""coach: kind, concrete words beside the answers; nothing blocks, nothing is built on a guess."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.test_findings import answers
from workbook import samples
from workbook.coach import Moment, advise
from workbook.findings.stock import says_nothing
from workbook.phases import PHASES, SECTIONS, absorb, analyse, relaunch, respond
from workbook.questions import Answers, Section, Value

TODAY = date(2026, 11, 22)
CHANGES = samples.answers("demo")


def hints(section: type[Section], given_: Answers, today: date = TODAY, others: tuple[Answers, ...] = ()) -> str:
    advice = advise(section, Moment(given_, today, date(2026, 11, 19), others))
    return "\n".join(str(hint.text) for hint in advice.hints)


SIGNED: dict[str, Value] = {"candidate": "Amina Belkacem"}


def firm(given_: Answers, others: tuple[Answers, ...] = ()) -> list[str]:
    advice = advise(respond.Message, Moment(given_, TODAY, TODAY, others))
    return [hint.field for hint in advice.hints if hint.firm]


def test_a_low_point_gets_calm_words_a_person_and_the_offer_to_stop() -> None:
    """R3: by the number alone; no word of the person is scanned."""
    said = hints(absorb.Intensity, answers(intensity={"before": 9}))
    assert "call or sit with" in said
    assert "stop here" in said
    assert not hints(absorb.Intensity, answers(intensity={"before": 5}))


def test_words_about_despair_change_nothing() -> None:
    """R3: no keyword scan, which would only give false assurance."""
    plain = hints(absorb.Intensity, answers(intensity={"before": 5, "own_word": "tired"}))
    dark = hints(absorb.Intensity, answers(intensity={"before": 5, "own_word": "I can't go on"}))
    assert plain == dark


@pytest.mark.parametrize(("after", "word"), [(9, "grown"), (3, "eased"), (7, "the same")])
def test_the_second_number_gets_a_sentence(after: int, word: str) -> None:
    """E4."""
    assert word in hints(absorb.After, answers(intensity={"before": 7}, after={"after": after}))


def test_an_unfair_process_is_named() -> None:
    """R10."""
    assert "not fair" in hints(absorb.Outside, answers(outside={"causes/1/kind": "filled_before"}))


def test_what_was_unfair_is_gently_moved_out_of_ones_own_hands() -> None:
    """R10: only where it was put there."""
    unfair: dict[str, Value] = {"causes/1/kind": "filled_before"}
    assert "you may move it" in hints(absorb.Outside, answers(outside={**unfair, "causes/1/control": "mine"}))
    assert "move it" not in hints(absorb.Outside, answers(outside={**unfair, "causes/1/control": "outside"}))
    own: dict[str, Value] = {"causes/1/kind": "mine", "causes/1/control": "mine"}
    assert not hints(absorb.Outside, answers(outside=own))


def test_a_fall_in_confidence_is_answered() -> None:
    """R4: kindly, and only a fall."""
    assert "long road" in hints(relaunch.Confidence, answers(confidence={"at_start": 6, "now": 3}))
    assert not hints(relaunch.Confidence, answers(confidence={"at_start": 3, "now": 6}))


@pytest.mark.parametrize("section", [absorb.Thought, absorb.Outside])
def test_weighing_waits_on_the_first_day_while_the_feeling_is_strong(section: type[Section]) -> None:
    """R9; the newest rating counts, and the person may open it anyway."""

    def waits(today: date = TODAY, **sections: dict[str, Value]) -> str:
        return advise(section, Moment(answers(**sections), today, TODAY)).waits

    assert waits(intensity={"before": 8})
    assert not waits(intensity={"before": 8}, after={"after": 3})
    assert not waits(intensity={"before": 3})
    assert not waits(intensity={"before": 8}, **{section.about.key: {"_ready": True}})
    assert not waits(TODAY + timedelta(days=1), intensity={"before": 8})
    assert waits(intensity={"before": 8}, case={"notice_date": TODAY.isoformat()})
    assert not waits(intensity={"before": 8}, case={"notice_date": "2026-10-01"})


def test_scoring_waits_until_the_day_after() -> None:
    """E10; someone refused weeks ago waits for nothing (R11); one part that is opened opens all."""

    def waits(today: date, **case: Value) -> str:
        return advise(analyse.Technical, Moment(answers(case=case), today, date(2026, 11, 22))).waits

    first = Moment(answers(), date(2026, 11, 22), date(2026, 11, 22))
    assert all(advise(section, first).waits for section in analyse.SECTIONS)
    opened = Moment(answers(posting={"_ready": True}), date(2026, 11, 22), date(2026, 11, 22))
    assert not any(advise(section, opened).waits for section in analyse.SECTIONS)

    assert waits(date(2026, 11, 22), notice_date="2026-11-22")
    assert not waits(date(2026, 11, 23), notice_date="2026-11-22")
    assert not waits(date(2026, 11, 22), notice_date="2026-10-01")
    assert waits(date(2026, 11, 22))


@pytest.mark.parametrize("place", ["[name]", "{company}", "<role>", "____", "XXX", "....."])
def test_an_unfilled_place_is_said_firmly(place: str) -> None:
    """It would embarrass."""
    assert firm(answers(case=SIGNED, message={"thanks": "own", "thanks_own": f"Thank you, {place}."})) == ["thanks_own"]


def test_a_missing_part_is_said_firmly() -> None:
    """And the first wording stands in until then."""
    assert firm(answers(case=SIGNED, message={"regret": "own"})) == ["regret_own"]
    assert firm(answers(case=SIGNED, message={"question": "own"})) == ["question_own"]
    assert not firm(answers(case=SIGNED, message={"regret": "1"}))


def test_a_message_without_a_name_is_said_firmly() -> None:
    """S2.2: it would arrive unsigned; before anything was chosen, nothing is said."""
    assert firm(answers(message={"regret": "1"})) == [""]
    assert "“The application”" in hints(respond.Message, answers(message={"regret": "1"}))
    assert not firm(Answers())


def test_nobody_is_asked_what_decided_where_nobody_was_chosen() -> None:
    """A role that was withdrawn."""
    withdrawn = answers(case={**SIGNED, "letter_says": ["role_cancelled"]}, message={"question": "skill"})
    assert "nobody was chosen" in hints(respond.Message, withdrawn)
    assert "nobody was chosen" not in hints(respond.Message, answers(message={"question": "skill"}))


def test_the_company_of_another_application_is_said_firmly() -> None:
    """The copy-and-paste slip."""
    other = answers(case={"company": "Tassili Data"})
    said: dict[str, Value] = {"detail": "I liked Tassili Data."}
    mine = answers(case={**SIGNED, "company": "Numidia"}, message=said)
    assert firm(mine, (other,)) == ["detail"]
    assert not firm(answers(case={**SIGNED, "company": "Tassili Data"}, message=said), (other,))
    admired: dict[str, Value] = {"contacts/1/who": "Tassili Data", "contacts/1/kind": "company"}
    assert firm(answers(case={**SIGNED, "company": "Numidia"}, message=said, network=admired)) == ["detail"]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Your choice was unfair.", "reproach"),
        ("Vous auriez dû me prévenir.", "reproach"),
        ("Please reconsider, I need this job.", "pleading"),
        ("Je vous supplie de revoir ma candidature.", "pleading"),
        ("أرجوكم امنحوني فرصة ثانية", "pleading"),
    ],
)
def test_tone_is_hinted_at_gently_in_three_languages(text: str, word: str) -> None:
    """Never firm: the person decides."""
    given_ = answers(case=SIGNED, message={"detail": text})
    assert word in hints(respond.Message, given_)
    assert not firm(given_)


def test_a_long_message_and_a_wish_without_a_question_are_hinted_at() -> None:
    """Over about 170 words."""
    assert "Up to about 170" in hints(respond.Message, answers(message={"detail": "word " * 200}))
    own: dict[str, Value] = {"question": "own", "question_own": "Tell me more"}
    assert "question mark" in hints(respond.Message, answers(message=own))
    own["question_own"] = "ما الذي كان ينقصني؟"
    assert "question mark" not in hints(respond.Message, answers(message=own))


@pytest.mark.parametrize(
    ("days", "said", "not_said"),
    [
        (0, "Tomorrow evening", "weeks"),
        (1, "Tomorrow evening", "weeks"),
        (5, "", "evening"),
        (40, "leave the message out", "evening"),
    ],
)
def test_whoever_was_refused_weeks_ago_sees_no_clock(days: int, said: str, not_said: str) -> None:
    """R11: a calm word on the first two days; later nothing hurries, and after weeks it may be left out."""
    found = hints(respond.Message, answers(case={"notice_date": (TODAY - timedelta(days)).isoformat()}))
    assert said in found
    assert not_said not in found


def test_no_phase_and_no_page_holds_a_clock() -> None:
    """R11: what stands there for everyone is true weeks later, too."""
    clock = re.compile(r"\b(tomorrow|tonight|next evening|hours?|24|deadline|late)\b", re.IGNORECASE)
    assert [str(phase.when) for phase in PHASES if clock.search(str(phase.when))] == []
    pages = json.loads((Path(__file__).parents[2] / "notebooks" / "2-respond.ipynb").read_text(encoding="utf-8"))
    prose = "".join(line for cell in pages["cells"] if cell["cell_type"] == "markdown" for line in cell["source"])
    assert len(prose) > 100
    assert not clock.search(prose)


def test_a_gap_can_be_met_by_a_line_of_the_cv_or_by_a_story() -> None:
    """S3.4: both are offered where the evidence for a requirement is asked for."""
    given_ = answers(cv={"lines/1/after": "Trained 6 cashiers."}, stars={"star/1/question": "The till was short"})
    offers = advise(analyse.Posting, Moment(given_, TODAY, TODAY)).offers
    assert offers["requirements/evidence"] == ("Trained 6 cashiers.",)
    assert offers["requirements/story"] == ("The till was short",)


def test_a_plan_without_a_first_day_is_said_to_move() -> None:
    """R11: the person sees why the dates are others tomorrow."""
    assert "moves on with each day" in hints(relaunch.Week, answers(week={"hours": 6}))
    assert "moves on" not in hints(relaunch.Week, answers(week={"hours": 6, "start": "2026-11-29"}))


def test_growth_areas_are_suggested_in_the_order_of_their_rank() -> None:
    """S3.3: with the score and how it is known as the reason."""
    low: dict[str, Value] = {"fact": "I said we.", "source": "observed"}
    given_ = answers(
        first_impression={**low, "score": 3, "matters": 1}, questions_asked={**low, "score": 1, "matters": 3}
    )
    found = advise(analyse.Growth, Moment(given_, TODAY, TODAY)).suggestions
    assert [(one.row, one.why) for one in found] == [
        ("growth/questions_asked", "1 of 5 on that day; I saw or heard it myself"),
        ("growth/first_impression", "3 of 5 on that day; I saw or heard it myself"),
    ]


def test_a_closed_door_shows_another_way() -> None:
    """A letter that refuses feedback; silence; a call."""
    assert "LinkedIn" in hints(respond.Message, answers(case={"letter_says": ["no_feedback"]}))
    assert "let it go" in hints(respond.Message, answers(case={"channel": "silence"}))
    assert "called" in hints(respond.Message, answers(case={"channel": "phone"}))


def test_the_wordings_are_shown_as_they_will_be_sent() -> None:
    """Filled from the case, in the chosen register."""
    given_ = answers(case={"role": "Analyst", "company": "Numidia"}, message={"tone": "formal"})
    labels = advise(respond.Message, Moment(given_, TODAY, TODAY)).labels
    assert set(labels) == {"thanks", "regret", "interest_words", "request", "close"}
    assert "the role of Analyst at Numidia" in labels["thanks"]["1"]


@pytest.mark.parametrize(("days", "word"), [(2, "about a week"), (9, "Two friendly lines")])
def test_one_gentle_second_try(days: int, word: str) -> None:
    """E9."""
    sent: dict[str, Value] = {"sent_on": "2026-11-20", "outcome": "waiting"}
    today = date(2026, 11, 20 + days)
    assert word in hints(respond.Sent, answers(sent=sent), today)
    assert "enough" in hints(respond.Sent, answers(sent={**sent, "again_on": "2026-11-28"}), today)


def test_a_score_asks_for_its_fact_and_a_guess_stays_one() -> None:
    """E6, E7."""
    assert "One thing that happened" in hints(analyse.Technical, answers(technical={"score": 2}))
    assert "guess stays" in hints(analyse.Technical, answers(technical={"score": 2, "fact": "x", "source": "guess"}))
    assert not hints(analyse.Technical, answers(technical={"score": "dont_know"}))


def star(**parts: Value) -> Answers:
    return answers(stars={f"star/1/{name}": value for name, value in parts.items()})


def test_a_story_is_checked_part_by_part() -> None:
    """Missing, "we", no number, too long."""
    assert hints(analyse.Stars, star(situation="In May.")).count("\n") == 2
    we = {"situation": "s", "task": "t", "action": "We met and we solved it.", "result": "3 days less"}
    assert "own part" in hints(analyse.Stars, star(**we))
    assert not hints(analyse.Stars, star(**{**we, "action": "I met both, and we solved it."}))
    assert "number" in hints(analyse.Stars, star(**{**we, "action": "I did.", "result": "It went better."}))
    assert "two minutes" in hints(analyse.Stars, star(**{**we, "action": "I went " * 200}))
    assert not hints(analyse.Stars, star(question="only the question"))


@pytest.mark.parametrize(
    ("words", "nothing"),
    [
        ("We have decided to move forward with other candidates.", True),
        ("Other candidates were a closer match for our needs.", True),
        ("Nous avons retenu un profil plus proche de nos attentes.", True),
        ("Votre candidature n'a pas été retenue.", True),
        ("تم اختيار مرشح آخر أكثر ملاءمة", True),
        ("The person we chose had run dbt in production.", False),
        ("Other candidates had more experience with Power BI.", False),
        ("Votre niveau d'anglais ne suffit pas pour ce poste.", False),
        ("ينقصك شهادة المحاسبة", False),
    ],
)
def test_stock_phrases_are_recognised(words: str, nothing: bool) -> None:
    """S3.2: there is nothing in them to decode."""
    assert says_nothing(words) is nothing
    assert ("nothing about you" in hints(analyse.Feedback, answers(feedback={"feedback/1/words": words}))) is nothing


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("Responsible for 3 reports", "duty"),
        ("Connaissances de SQL et 2 outils", "duty"),
        ("Built the monthly report", "number"),
        ("Built 3 " + "very " * 40 + "long reports", "seconds"),
    ],
)
def test_cv_lines_are_checked(line: str, word: str) -> None:
    """Verb, number, length (S3.4)."""
    assert word in hints(analyse.Cv, answers(cv={"lines/1/after": line}))


def test_a_good_cv_line_gets_no_hint() -> None:
    """Nothing is said for the sake of saying it."""
    assert not hints(analyse.Cv, answers(cv={"lines/1/after": "Rebuilt the report for 6 regions in half a day."}))


def test_growth_areas_are_suggested_with_their_reason_until_decided() -> None:
    """S3.3: taken over, changed, or not."""
    low: dict[str, Value] = {"score": 2, "fact": "I said we.", "source": "observed"}
    (one,) = advise(analyse.Growth, Moment(answers(behavioural=low), TODAY, TODAY)).suggestions
    assert one.row == "growth/behavioural"
    assert one.values["fact"] == "I said we."
    assert one.why
    decided = answers(behavioural=low, growth={"growth/behavioural/when": "drop"})
    assert not advise(analyse.Growth, Moment(decided, TODAY, TODAY)).suggestions


def test_earlier_questions_and_stories_are_offered_also_from_other_cases() -> None:
    """The day-1 list feeds the stories; no retyping."""
    mine = answers(recall={"recall/1/question": "A conflict?", "recall/2/question": "A conflict?"})
    older = answers(recall={"recall/1/question": "A mistake?"})
    offers = advise(analyse.Stars, Moment(mine, TODAY, TODAY, (older,))).offers
    assert offers["star/question"] == ("A conflict?", "A mistake?")


def test_stories_of_earlier_cases_can_be_taken_along() -> None:
    """Once each; a story without an end is not worth taking."""
    older = star(question="A conflict?", action="I asked both.", result="They signed.")
    half = star(question="A mistake?", action="I told them.")
    (one,) = advise(analyse.Stars, Moment(Answers(), TODAY, TODAY, (older, half))).suggestions
    assert one.values == {"question": "A conflict?", "action": "I asked both.", "result": "They signed."}
    taken = answers(stars={f"{one.row}/{name}": value for name, value in one.values.items()})
    assert not advise(analyse.Stars, Moment(taken, TODAY, TODAY, (older, half))).suggestions


def test_the_reason_in_their_letter_is_suggested_as_feedback() -> None:
    """S3.2: to be confirmed, or not; a stock phrase is not."""
    given_ = answers(case={"reason": "You had no driving licence."})
    (one,) = advise(analyse.Feedback, Moment(given_, TODAY, TODAY)).suggestions
    assert one.values == {"words": "You had no driving licence."}
    stock = answers(case={"reason": "Other candidates were a closer match for our needs."})
    assert not advise(analyse.Feedback, Moment(stock, TODAY, TODAY)).suggestions


def test_a_week_that_does_not_fit_is_said_kindly() -> None:
    """E8: quality before volume."""
    assert "smaller week" in hints(relaunch.Week, answers(week={"hours": 4, "applications": 3, "learning_hours": 4}))
    assert "better work" in hints(relaunch.Week, answers(week={"applications": 5}))


def test_an_overdue_step_is_offered_another_day_without_a_count() -> None:
    """R4: with a new day already in it, one that suits the step; no word about the delay."""
    week: dict[str, Value] = {"start": "2026-11-01"}
    network: dict[str, Value] = {"contacts/1/step": "call Nadia", "contacts/1/cue": "noon"}
    (one,) = [
        one
        for one in advise(relaunch.Steps, Moment(answers(week=week, network=network), TODAY, TODAY)).suggestions
        if "Nadia" in str(one.values["act"])
    ]
    assert one.values["day"] == "2026-11-22"
    assert one.why == "Sunday 22 November in place of Sunday 8 November"
    assert not hints(relaunch.Steps, answers(week=week, network=network))


@pytest.mark.parametrize(
    ("step", "day", "new"),
    [
        ({"act": "call Nadia"}, "2026-11-12", "Sunday 22 November"),
        ({"act": "call Nadia", "cue": "on Tuesday, at noon"}, "2026-11-12", "Tuesday 24 November"),
    ],
)
def test_an_overdue_step_in_the_persons_hands_is_told_a_day_that_suits_it(
    step: dict[str, Value], day: str, new: str
) -> None:
    """R4: also a step of their own; nothing once it is done."""
    row = {f"steps/mine/{name}": value for name, value in {**step, "day": day}.items()}
    said = hints(relaunch.Steps, answers(steps=row))
    assert f"{new} would suit it too" in said
    assert "overdue" not in said
    assert not hints(relaunch.Steps, answers(steps={**row, "steps/mine/state": "done"}))


def test_every_step_of_the_plan_can_be_taken_in_hand() -> None:
    """Until it was edited; then it is the person's."""
    given_ = answers(network={"contacts/1/step": "call Nadia"})
    rows = [one.row for one in advise(relaunch.Steps, Moment(given_, TODAY, TODAY)).suggestions]
    assert rows == ["steps/setback", "steps/network-contacts-1"]
    edited = answers(network={"contacts/1/step": "call Nadia"}, steps={"steps/setback/state": "done"})
    assert len(advise(relaunch.Steps, Moment(edited, TODAY, TODAY)).suggestions) == 1


@settings(max_examples=40)
@given(st.sets(st.integers(0, len(CHANGES) - 1)), st.dates(date(2026, 1, 1), date(2028, 1, 1)))
def test_no_subset_of_answers_breaks_the_advice(kept: set[int], today: date) -> None:
    """And all of it is JSON that points to fields that exist."""
    raw: dict[str, dict[str, dict[str, Value]]] = {}
    for number in kept:
        change = CHANGES[number]
        raw.setdefault(change.section, {}).setdefault(change.row, {})[change.field] = change.value
    for section in SECTIONS:
        advice = advise(section, Moment(Answers(raw), today, date(2026, 11, 19)))
        for hint in advice.hints:
            assert str(hint.text)
            assert not hint.field or hint.row or hint.field in section.model_fields
        assert advice.to_json()["waits"] == advice.waits


def test_the_notes_of_the_first_day_are_there_when_they_are_needed() -> None:
    """E10: a story begins with them, a fact is taken from them; an unfair question is no story and no fact (R10)."""
    notes: dict[str, Value] = {
        "recall/1/question": "Why this shop?", "recall/1/answer": "It is near.", "recall/1/went": "hard",
        "recall/2/question": "Will you marry?", "recall/2/answer": "No idea.", "recall/2/went": "unfair",
    }  # fmt: skip
    moment = Moment(answers(recall=notes), TODAY, TODAY)
    (story,) = advise(analyse.Stars, moment).suggestions
    assert story.values == {"question": "Why this shop?", "told": "It is near."}
    for model in (analyse.CommonQuestions, analyse.Behavioural, analyse.Technical, analyse.QuestionsAsked):
        assert advise(model, moment).offers["fact"] == ("Why this shop? – It is near.",)
    assert advise(analyse.FirstImpression, moment).offers["fact"] == ()
    taken = answers(recall=notes, technical={"fact": "It is near."})
    assert advise(analyse.Technical, Moment(taken, TODAY, TODAY)).offers["fact"] == ()
    elsewhere = answers(recall=notes, technical={"fact": "Why this shop? – It is near."})
    assert advise(analyse.Behavioural, Moment(elsewhere, TODAY, TODAY)).offers["fact"] == ()


def test_an_area_without_a_fact_is_asked_for_one() -> None:
    """E6: it does not vanish without a word."""
    assert "What in this interview showed it?" in hints(analyse.Growth, answers(growth={"growth/1/name": "Panels"}))


@pytest.mark.parametrize(
    "text",
    [
        "You treated me unfairly.",
        "It is your loss.",
        "Please give me another chance.",
        "J'ai vraiment besoin de ce poste.",
    ],
)
def test_what_would_close_the_door_is_hinted_at(text: str) -> None:
    """S2.1."""
    said = hints(respond.Message, answers(case=SIGNED, message={"detail": text}))
    assert "reproach" in said or "pleading" in said


def test_a_place_left_open_in_the_facts_is_said_firmly() -> None:
    """It would be greeted as "Dear [Name]"."""
    assert firm(answers(case={**SIGNED, "contact": "[Name]"}, message={"regret": "1"})) == [""]


def beside_contacts(case: dict[str, Value] | None = None, **contact: Value) -> list[tuple[str, str, bool]]:
    """Field, words and firmness of what is said beside one contact who gets a message."""
    given_: dict[str, Value] = {"who": "Nadia", "kind": "person", "link": "I liked your talk.", **contact}
    rows: dict[str, Value] = {f"contacts/1/{name}": value for name, value in given_.items()}
    rows |= {"contacts/2/who": "Sonafer", "contacts/2/kind": "company"}
    moment = Moment(answers(case=SIGNED if case is None else case, network=rows), TODAY, TODAY)
    beside = advise(relaunch.Network, moment).hints
    return [(hint.field, str(hint.text), hint.firm) for hint in beside if hint.row in ("", "contacts/1")]


def test_a_message_to_people_is_checked_like_the_reply() -> None:
    """S4.2: firm about what would embarrass; a message that is well has no word beside it."""
    assert beside_contacts() == []
    assert beside_contacts(wording="own", own="May I call you on Monday?") == []
    for field, contact in {
        "link": {"link": "I liked your talk about [topic]."},
        "who": {"who": "Nadia XXX"},
        "own": {"wording": "own", "own": "May I call you on ____?"},
    }.items():
        ((place, text, firmly),) = beside_contacts(**contact)  # type: ignore[arg-type]
        assert (place, firmly) == (field, True)
        assert "place left" in text
    assert [hint[::2] for hint in beside_contacts(wording="own")] == [("own", True)]
    assert [hint[2] for hint in beside_contacts({})] == [True]
    assert [hint[2] for hint in beside_contacts({**SIGNED, "role": "[role]"})] == [True]


@pytest.mark.parametrize(
    ("contact", "field", "word"),
    [
        ({"wording": "own", "own": "I beg you, may I come by?"}, "own", "pleading"),
        ({"link": "Votre collègue a été injuste avec moi."}, "link", "reproach"),
        ({"wording": "own", "own": "I would like to come by."}, "own", "question mark"),
        ({"link": "word " * 130}, "link", "Up to about 120"),
        ({"link": "What you build at Sonafer is close to my own work."}, "link", "“Sonafer”"),
    ],
)
def test_the_tone_of_a_message_to_people_is_hinted_at_gently(contact: dict[str, Value], field: str, word: str) -> None:
    """S4.2: as beside the reply; nothing blocks."""
    ((place, text, firmly),) = beside_contacts(**contact)
    assert (place, firmly) == (field, False)
    assert word in text


def test_whoever_gets_no_message_is_not_checked() -> None:
    """A note on a group or an event, and a company with its own name in the line."""
    assert beside_contacts(kind="event", link="[which hall?]") == []
    assert beside_contacts(kind="company", who="Sonafer", link="What you do at Sonafer speaks to me.") == []


def test_asking_again_needs_no_tick() -> None:
    """E9: a sent message without a word about its answer waits for one."""
    sent = {"sent_on": (TODAY - timedelta(days=8)).isoformat()}
    assert "Two friendly lines" in hints(respond.Sent, answers(sent=sent))
