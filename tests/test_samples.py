"""The fictional cases, read as the people in them would: four lives, no report that could be another's."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
from babel.dates import get_day_names

from workbook import samples, words
from workbook.actions import ORIGINS
from workbook.blocks import Block, Callout, Change, Checklist, Closing, Cover, Letter, Opener, Paragraph, Timeline
from workbook.case import Case
from workbook.coach import Moment, advise
from workbook.deliver import Delivery
from workbook.findings import findings
from workbook.ics import entries, to_ics, versions
from workbook.intake import facts
from workbook.journal import Change as Saved
from workbook.journal import Journal
from workbook.letter import read_letter
from workbook.phases import SECTIONS, absorb, analyse, respond, section_named
from workbook.plan import Plan
from workbook.questions import DONT_KNOW, STATUS, Answers, Audience, Question, Value, questions_of, row_model
from workbook.report import PARTS_OF_REPORT, Report
from workbook.run import Setting
from workbook.screen import to_html
from workbook.twin import twin

SPOKEN = {"demo": "en", "bank": "fr", "graduate": "ar", "silence": "en"}
"""The language that each of them writes in."""
LETTERS = {"demo": "rejection", "bank": "bank", "graduate": "graduate"}
UNFAIR_WORDS = ("الزواج", "أنوي", "تنوين")
LONG_SENTENCE = 5
"""Words from which on a sentence that stands twice is noticed."""

every_case = pytest.mark.parametrize("name", SPOKEN)


def changes(name: str) -> list[Saved]:
    """Return what the journal of *name* is given: what the letter states, then what the person answered."""
    read = facts(read_letter(samples.HERE / f"{LETTERS[name]}.eml")) if name in LETTERS else []
    return [*read, *samples.answers(name)]


@cache
def case(name: str) -> Answers:
    raw: dict[str, dict[str, dict[str, Value]]] = {}
    for change in changes(name):
        raw.setdefault(change.section, {}).setdefault(change.row, {})[change.field] = change.value
    return Answers(raw)


def report(name: str, audience: Audience = "private") -> Report:
    return Report(case(name), audience, samples.TODAY)


def blocks(name: str, audience: Audience = "private") -> list[Block]:
    found = report(name, audience)
    return [block for part in PARTS_OF_REPORT for block in found.part(part)]


def shown(found: list[Block]) -> str:
    return json.dumps([block.to_json() for block in found], ensure_ascii=False)


def plan_of(name: str) -> Plan:
    return report(name).plan


def in_the_plan(the_plan: Plan) -> str:
    return "\n".join(f"{action.cue}: {action.act} ({action.why})" for action in the_plan.actions)


def asked(name: str) -> Iterator[tuple[Saved, Question]]:
    """Yield each answer with the question it answers; what answers nothing has none and fails here."""
    for change in changes(name):
        if change.field.startswith("_"):
            assert (change.field, change.value) in {(STATUS, "done"), (STATUS, "skip")}
            continue
        section = section_named(change.section)
        model = row_model(section, change.row.partition("/")[0]) if change.row else section
        yield change, questions_of(model)[change.field]


# The files


@every_case
def test_every_answer_belongs_to_a_question_and_can_be_read(name: str) -> None:
    """No field misspelt, no choice that does not exist."""
    assert len(list(asked(name))) > 10
    for section in SECTIONS:
        assert not case(name).problems(section), section


@every_case
def test_nobody_answered_a_question_that_they_were_not_shown(name: str) -> None:
    """What depends on another answer is there only where that answer asks for it."""
    for change, question in asked(name):
        condition = question.when
        if condition:
            section = case(name).read(section_named(change.section))
            rows = getattr(section, change.row.partition("/")[0]) if change.row else (section,)
            (part,) = [row for row in rows if not change.row or row.id == change.row]
            given = getattr(part, condition.field)
            if condition.at_least is not None:
                assert given is not None
                assert given >= condition.at_least, change
            else:
                assert given in condition.any_of, change


@every_case
def test_nobody_in_them_can_be_called_or_written_to(name: str) -> None:
    """Numbers are made of zeros; addresses end where nothing is delivered."""
    text = (samples.HERE / f"{name}.json").read_text(encoding="utf-8")
    for number in re.findall(r"\d(?:[\d ]{8,})\d", text):
        assert "550 00 00 0" in number, number
    if name in LETTERS:
        text += (samples.HERE / f"{LETTERS[name]}.eml").read_text(encoding="utf-8")
        assert "X-Note: Fictional sample" in text
    for address in re.findall(r"@([\w.-]+)", text):
        assert address.endswith(".example"), address


def test_the_readme_names_every_sample() -> None:
    """And no sample is missing from this test."""
    readme = (samples.HERE / "README.md").read_text(encoding="utf-8")
    files = {path for path in samples.HERE.iterdir() if path.suffix in {".json", ".eml"}}
    assert {path.name for path in files} == set(re.findall(r"`(\w+\.(?:json|eml))`", readme))
    assert {path.stem for path in files if path.suffix == ".json"} == set(SPOKEN)


@pytest.mark.parametrize(
    ("name", "stated"),
    [
        (
            "demo",
            {
                "candidate": "Amina Belkacem",
                "role": "Data Analyst",
                "company": "Numidia Analytics SPA",
                "contact": "Karim Haddad",
                "date": date(2026, 11, 19),
                "language": "en",
                "door_open": True,
            },
        ),
        (
            "bank",
            {
                "candidate": "Mourad Kerrouche",
                "role": "guichetier payeur",
                "company": "Banque de Tiddis SPA",
                "contact": "Farida Zemmouri",
                "contact_address": "f.zemmouri@banque-tiddis.example",
                "date": date(2026, 10, 18),
                "language": "fr",
            },
        ),
        (
            "graduate",
            {
                "candidate": "هاجر لعويسي",
                "role": "مهندس مراقبة الجودة",
                "company": "سنابل الهضاب للصناعات الغذائية ش.ذ.م.م",
                "contact": "نصيرة بوقرة",
                "date": date(2026, 11, 18),
                "language": "ar",
                "reason": None,
                "door_open": False,
            },
        ),
    ],
)
def test_each_letter_is_read_right(name: str, stated: dict[str, object]) -> None:
    """Who, what, where and when, as the letter says it."""
    letter = read_letter(samples.HERE / f"{LETTERS[name]}.eml")
    assert letter.rejection
    assert {field: getattr(letter, field) for field in stated} == stated


def test_the_reason_of_the_bank_is_found_and_that_of_the_graduate_is_not_made_up() -> None:
    """A specific reason is quoted; a letter that says nothing gives none."""
    reason = case("bank").read(Case).reason
    assert reason is not None
    assert "MonéTika" in reason
    assert case("graduate").read(Case).reason is None


def test_the_bank_keeps_the_file_for_later() -> None:
    """The administrative way of saying that the door is open."""
    assert "door_open" in case("bank").read(Case).letter_says


# The people


def test_the_man_of_the_bank_comes_weeks_later_with_a_low_feeling() -> None:
    """Refused five weeks ago, several sections skipped, a plan from a Sunday on."""
    answers = case("bank")
    notice = answers.read(Case).notice_date
    assert notice is not None
    assert (samples.TODAY - notice).days == 35
    assert (answers.read(absorb.Intensity).before or 0) < absorb.STRONG
    assert sum(answers.status(section) == "skip" for section in SECTIONS) >= 6
    assert plan_of("bank").start.strftime("%A") == "Sunday"


def test_the_graduate_was_asked_what_nobody_may_ask() -> None:
    """Seen by herself, and told to nobody as feedback."""
    (cause,) = [row for row in case("graduate").read(absorb.Outside).causes if row.kind in absorb.UNFAIR]
    assert (cause.kind, cause.source) == ("private_questions", "observed")
    assert any(word in (cause.detail or "") for word in UNFAIR_WORDS)
    assert case("graduate").read(analyse.Feedback).is_empty()


def test_the_developer_left_most_of_it_empty() -> None:
    """No letter, a handful of short answers."""
    answers = case("silence")
    assert answers.read(Case).channel == "silence"
    given = [change for change in samples.answers("silence") if change.section != "case"]
    assert len(given) <= 20
    assert all(len(str(change.value)) < 80 for change in given)
    assert sum(answers.read(section).is_empty() for section in SECTIONS) > len(SECTIONS) / 2


# The reports


@pytest.mark.parametrize("language", words.LANGUAGES)
@pytest.mark.parametrize("audience", ["private", "share"])
@every_case
def test_a_report_is_made_of_every_case(name: str, audience: Audience, language: str) -> None:
    """For both audiences, in every language, on paper and on the screen, each phase as well."""
    with words.language(language):
        found = blocks(name, audience)
        assert isinstance(found[0], Cover)
        assert len(found) > 15
        assert json.loads(shown(found))
        assert all(to_html(block) for block in found)
        visible = case(name).for_audience(audience, SECTIONS)
        assert json.loads(shown([block for section in SECTIONS for block in twin(section, visible)]))


@pytest.mark.parametrize("language", words.LANGUAGES)
@pytest.mark.parametrize(("one", "other"), [*combinations(SPOKEN, 2)])
def test_two_people_share_no_step(one: str, other: str, language: str) -> None:
    """R15: each rests on what that person said, and so does its reason."""
    with words.language(language):
        mine, theirs = (
            {text for action in plan_of(name).actions for text in (action.act, action.why)} for name in (one, other)
        )
    assert len(mine) >= 12
    assert mine & theirs == set()


@pytest.mark.parametrize("language", words.LANGUAGES)
@every_case
def test_each_step_has_a_reason_of_its_own(name: str, language: str) -> None:
    """R15: another for each step, and it stands on the page with the part it comes from."""
    with words.language(language):
        actions = plan_of(name).actions
        (checklist,) = [block for block in report(name).part("thirty_days") if isinstance(block, Checklist)]
        origins = {str(ORIGINS[action.origin]) for action in actions}
    assert len({action.why for action in actions}) == len(actions)
    steps = [step for group in checklist.groups for step in group.steps]
    assert {step.why for step in steps} == {action.why for action in actions}
    # Where part and mark have one name, it is said once.
    assert {step.origin or step.track_label for step in steps} == origins


def sentences(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.!?؟:;])\s+", text) if len(part.split()) >= LONG_SENTENCE]


def texts_of_ours(block: Block) -> tuple[str, ...]:
    """Return where our sentences stand; tables, cards and scores hold those of the person."""
    match block:
        case Opener(lead=text) | Paragraph(text=text) | Change(text=text):
            return (text,)
        case Callout(text=text, items=items):
            return (text, *items)
        case Letter(paragraphs=paragraphs) | Closing(paragraphs=paragraphs):
            return paragraphs
        case Checklist(groups=groups):
            return tuple(step.why for group in groups for step in group.steps)
        case _:
            return ()


@pytest.mark.parametrize("language", words.LANGUAGES)
@every_case
def test_no_sentence_of_ours_is_said_twice(name: str, language: str) -> None:
    """A person who reads it from front to back is told each thing once."""
    said = " ".join(str(change.value) for change in changes(name))
    with words.language(language):
        found = Counter(
            sentence
            for block in blocks(name)
            for text in texts_of_ours(block)
            for sentence in sentences(text)
            if sentence.rstrip(".!?") not in said
        )
    assert len(found) > 15
    assert [sentence for sentence, times in found.items() if times > 1] == []


MOST_QUOTED = 3
"""Where it was said, at a glance, and in the step that takes it up."""


@every_case
def test_no_words_of_the_person_are_quoted_again_and_again(name: str) -> None:
    """A sentence of one's own is met where it belongs and where it is used, not on each page."""
    # The timeline draws a mark for each step, no words; moments and the names of stories are there to come again.
    strings = list(_strings([block.to_json() for block in blocks(name) if not isinstance(block, Timeline)]))
    own = {
        change.value
        for change, _question in asked(name)
        if isinstance(change.value, str)
        and change.field not in ("cue", "question")
        and len(change.value.split()) >= 2 * LONG_SENTENCE
    }
    # Quotes are cut, lose their full stop, and have other marks inside.
    quoted = Counter(text for text in own for part in strings if _folded(text)[:60] in _folded(part))
    assert len(quoted) > (0 if name == "silence" else 10)
    assert {text: times for text, times in quoted.items() if times > MOST_QUOTED} == {}


def _strings(data: object) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict | list | tuple):
        for value in data.values() if isinstance(data, dict) else data:
            yield from _strings(value)


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


@every_case
def test_no_step_is_asked_for_twice(name: str) -> None:
    """Different acts, each with a moment."""
    actions = plan_of(name).actions
    assert len({action.act for action in actions}) == len(actions)
    assert all(action.cue for action in actions)


@every_case
def test_a_shared_report_gives_nothing_private_away(name: str) -> None:
    """R6: neither in the plan nor in the phases nor in the calendar; what stands in a shareable answer, too, may go."""
    private = {str(change.value) for change, question in asked(name) if question.sensitivity == "private"}
    open_ = " ".join(str(change.value) for change, question in asked(name) if question.sensitivity == "shareable")
    secrets = {secret for secret in private if len(secret) > 3 and secret not in open_}
    assert secrets
    visible = case(name).for_audience("share", SECTIONS)
    now = entries(report(name, "share").plan, visible, samples.TODAY, "share")
    calendar = to_ics(versions(list(now), {}, datetime(2026, 11, 22, tzinfo=UTC)), name)
    out = shown(blocks(name, "share")) + shown([block for section in SECTIONS for block in twin(section, visible)])
    out += calendar.decode("utf-8").replace("\r\n ", "")
    assert [secret for secret in secrets if secret in out or json.dumps(secret, ensure_ascii=False)[1:-1] in out] == []
    assert any(secret in shown(blocks(name)) for secret in secrets)


def test_what_was_written_off_her_chest_is_printed_nowhere() -> None:
    """E5: not even for herself."""
    text = case("graduate").read(absorb.Writing).text
    assert text
    assert text[:20] not in shown(blocks("graduate"))


# The unfair question (R10)


@pytest.mark.parametrize("audience", ["private", "share"])
def test_the_unfair_question_is_never_something_to_work_on(audience: Audience) -> None:
    """Not in a growth area, a step, a message or the first page."""
    found = report("graduate", audience)
    areas = "".join(f"{area.title} {area.evidence} {area.intention}" for area in found.findings.growth)
    worked_on = areas + in_the_plan(found.plan)
    worked_on += shown([block for part in ("at_a_glance", "growth_areas", "my_message", "people", "thirty_days",
                                           "closing") for block in found.part(part)])  # fmt: skip
    assert len(worked_on) > 2000
    assert [word for word in UNFAIR_WORDS if word in worked_on] == []


def test_the_unfair_question_is_called_unfair() -> None:
    """In her own report, beside her words for it."""
    found = shown(report("graduate").part("how_i_took_it"))
    assert "متى أنوي الزواج" in found
    assert "Part of this was unfair." in found


def test_the_unfair_question_is_no_growth_area_that_the_form_suggests() -> None:
    """Nor does any hint ask for a better answer to it."""
    advice = advise(analyse.Growth, Moment(case("graduate"), samples.TODAY, samples.TODAY))
    assert advice.suggestions
    assert not any(word in json.dumps(advice.to_json(), ensure_ascii=False) for word in UNFAIR_WORDS)


def test_the_unfair_question_is_not_offered_as_a_story_to_tell_again() -> None:
    """A better story about when one wants to marry is nobody's task."""
    advice = advise(analyse.Stars, Moment(case("graduate"), samples.TODAY, samples.TODAY))
    assert not any(word in question for question in advice.offers["star/question"] for word in UNFAIR_WORDS)


# No advice that overlooks an answer


def test_a_guess_is_not_worked_on() -> None:
    """E6: he only believes that he spoke too much of his old director."""
    given = case("bank").read(analyse.CommonQuestions)
    assert given.source == "guess"
    assert "common_questions" not in {area.key for area in findings(case("bank")).growth}
    assert "directeur" not in in_the_plan(plan_of("bank"))


def test_not_knowing_is_no_gap() -> None:
    """E7: she could not tell how her story was taken."""
    assert case("graduate").read(analyse.Behavioural).score == DONT_KNOW
    assert "behavioural" not in {area.key for area in findings(case("graduate")).growth}


def test_after_five_weeks_no_thanks_are_planned() -> None:
    """The plan of the bank looks ahead."""
    assert all(action.track != "respond" for action in plan_of("bank").actions)


def test_a_skipped_message_is_not_written_for_him() -> None:
    """He said no to it; nothing in his name says how glad he would be."""
    assert case("bank").status(respond.Message) == "skip"
    assert report("bank").part("my_message") == []


def test_he_signs_up_for_a_day_before_it_has_passed_and_goes_there() -> None:
    """The recruitment day is on the eighth of December."""
    before, there = [action for action in plan_of("bank").actions if "8 décembre" in action.act]
    assert before.day < there.day == date(2026, 12, 8)


@pytest.mark.parametrize("name", ["demo", "bank"])
def test_a_moment_on_a_day_of_the_week_falls_on_that_day(name: str) -> None:
    """“On Tuesday and Thursday, after the coffee” is no moment of a Monday."""
    days = get_day_names("wide", locale=SPOKEN[name])
    named = 0
    for action in plan_of(name).actions:
        meant = {number for number, day in days.items() if re.search(rf"\b{day}\b", action.cue, re.I)}
        named += bool(meant)
        assert not meant or action.day.weekday() in meant, f"{action.day:%A}: {action.cue}"
    assert named


def test_the_posting_that_she_took_apart_leads_to_an_application() -> None:
    """S3.4, S4.1: the press at El Eulma is looking for someone now."""
    assert "ظل الزيتونة" in (case("graduate").read(analyse.Posting).role or "")
    assert "ظل الزيتونة" in in_the_plan(plan_of("graduate"))


def test_nobody_is_said_to_have_been_chosen_where_no_answer_came() -> None:
    """The last words fit what happened."""
    assert "somebody else was chosen" not in shown(report("silence").part("closing"))


def test_a_number_to_call_keeps_its_order_in_a_line_from_right_to_left() -> None:
    """R13: with ordinary spaces “0550 00 00 05” is drawn as “05 00 00 0550”; no-break spaces hold it together."""
    with words.language("ar"):
        found = [*report("graduate").part("support"), *report("graduate").part("my_message")]
    numbers = re.findall(r"0550[^\d]00[^\d]00[^\d]0\d", shown(found))
    assert len(numbers) == 2
    assert not any(" " in number for number in numbers)


# The whole way


@pytest.mark.slow
@every_case
def test_the_plan_of_each_is_printed_in_their_language(name: str, tmp_path: Path) -> None:
    """Letter, journal, notebook, PDF."""
    with Journal(tmp_path / "journal.sqlite3") as journal, words.language(SPOKEN[name]):
        journal.create("case-1")
        journal.save("case-1", changes(name))
        setting = Setting(case="case-1", journal=journal.path, today=samples.TODAY)
        printed = Delivery(journal, setting, tmp_path / "exports").make("pdf").read_bytes()
    assert printed.startswith(b"%PDF")
    assert len(printed) > 20_000
