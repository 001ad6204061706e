"""report and twin: read well full, half-empty and empty; nothing private in a shared one."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.test_findings import answers
from tests.test_words import Shouting
from workbook import samples, words
from workbook.blocks import Block, Callout, Change, Closing, Cover, Opener
from workbook.countries import country
from workbook.phases import SECTIONS, analyse, respond
from workbook.questions import Answers, Audience, Rows, Section, Value, questions_of, row_model
from workbook.report import PARTS_OF_REPORT, Report
from workbook.twin import twin

TODAY = samples.TODAY
CHANGES = samples.answers("demo")


def blocks(given_: Answers, audience: Audience = "private") -> list[Block]:
    report = Report(given_, audience, TODAY)
    return [block for name in PARTS_OF_REPORT for block in report.part(name)]


def text(found: list[Block]) -> str:
    return json.dumps([block.to_json() for block in found], ensure_ascii=False)


def test_the_full_report_has_every_part(demo_answers: Answers) -> None:
    """Every part speaks in the demo."""
    report = Report(demo_answers, "private", TODAY)
    assert [name for name in PARTS_OF_REPORT if not report.part(name)] == []


def test_the_full_report_holds_every_answer(demo_answers: Answers) -> None:
    """What the person wrote stands there, in full where it is quoted."""
    # A phone number is held together by spaces that do not break.
    shown = text(blocks(demo_answers)).replace("\u00a0", " ")
    # Said in another place, or only in the PDF of its phase.
    kept_out = {
        "calm.person", "recall.who", "thought.thought", "thought.speaks_for", "thought.speaks_against",
        "cv.action", "cv.result", "cv.measure", "learning.cue", "linkedin.next",
    }  # fmt: skip
    for change in CHANGES:
        long = isinstance(change.value, str) and " " in change.value
        if long and f"{change.section}.{change.field}" not in kept_out and change.section != "network":
            assert json.dumps(str(change.value), ensure_ascii=False)[1:-1] in shown.replace("‘", "“").replace(
                "’", "’"
            ), change


def test_an_empty_case_gives_a_short_report_without_empty_headings() -> None:
    """Cover, the setback step, support, closing."""
    shown = blocks(Answers())
    assert {block.title for block in shown if isinstance(block, Opener)} == {"My 30 days"}
    assert isinstance(shown[0], Cover)


def test_no_heading_stands_over_nothing(demo_answers: Answers) -> None:
    """After an opener there is always something else."""
    for section in demo_answers.raw:
        only = Answers({section: demo_answers.raw[section]})
        shown = blocks(only)
        for here, after in zip(shown, [*shown[1:], None], strict=True):
            if isinstance(here, Opener):
                assert after is not None
                assert not isinstance(after, Opener), section


def private_texts() -> list[str]:
    """Return every private answer of the demo that is long enough to be found."""
    found = []
    for section in SECTIONS:
        for name, question in questions_of(section).items():
            inner = questions_of(row_model(section, name)) if isinstance(question, Rows) else {}
            for change in CHANGES:
                if change.section != section.about.key:
                    continue
                declared = inner.get(change.field) if change.row.startswith(f"{name}/") else None
                declared = question if not change.row and change.field == name else declared
                if declared and declared.sensitivity == "private" and isinstance(change.value, str):
                    found.append(change.value)
    return found


def test_a_shared_report_holds_no_private_answer(demo_answers: Answers) -> None:
    """R6: not even by way of the plan."""
    private = private_texts()
    assert len(private) > 8
    shown = text(blocks(demo_answers, "share"))
    for secret in private:
        assert secret not in shown
    assert "Lina" not in shown
    assert "How I took it" not in shown


def test_the_private_report_does_hold_them(demo_answers: Answers) -> None:
    """So the test above can fail."""
    shown = text(blocks(demo_answers))
    assert sum(secret in shown for secret in private_texts()) > 4


def test_what_it_is_and_is_not_stands_on_the_cover() -> None:
    """R1, also on an empty one."""
    cover = blocks(Answers())[0]
    assert isinstance(cover, Cover)
    assert "self-help" in cover.note


def test_the_support_panel_is_never_empty_and_names_no_number_of_ours() -> None:
    """R2, R13: the person's own first; no helpline number ships."""
    (panel,) = [block for block in blocks(Answers()) if isinstance(block, Callout) and block.tone == "support"]
    assert len(panel.items) == 3
    assert not any(char.isdigit() for char in "".join(panel.items))
    own = blocks(answers(support={"person": "Lina", "number": "0550"}))
    (panel,) = [block for block in own if isinstance(block, Callout) and block.tone == "support"]
    assert panel.items[0] == "Lina – 0550"


def test_an_unfair_process_is_called_unfair() -> None:
    """R10."""
    given_ = answers(outside={"causes/1/kind": "private_questions", "causes/1/source": "observed"})
    assert "unfair" in text(blocks(given_))


@pytest.mark.parametrize(("after", "word"), [(3, "eased"), (9, "telling someone"), (8, "same")])
def test_a_second_rating_gets_a_kind_sentence(after: int, word: str) -> None:
    """E4: a rise, too."""
    assert word in text(blocks(answers(intensity={"before": 8}, after={"after": after})))


def test_evidence_comes_with_its_source(demo_answers: Answers) -> None:
    """R8: each note says where it is from, with the year: E1 to E4, E6 to E9."""
    sources = [block.source for block in blocks(demo_answers) if isinstance(block, Callout) and block.tone == "why"]
    assert all(re.search(r"\b(?:19|20)\d\d\b", source) for source in sources)
    for name in ("Liu", "Gollwitzer", "Vinokur", "Lieberman", "Sackett", "ETS", "Van Hooft", "Talent Board"):
        assert sum(name in source for source in sources) == 1, name


@pytest.mark.parametrize(
    ("given_", "source"),
    [
        (answers(intensity={"before": 8}), "Lieberman"),
        (answers(week={"hours": 6}), "Van Hooft"),
        (answers(case={"company": "N"}, sent={"sent_on": "2026-11-20", "outcome": "answered"}), "Talent Board"),
    ],
)
def test_a_note_stands_only_beside_what_it_speaks_of(given_: Answers, source: str) -> None:
    """R4: nothing named, no goal set, an answer received: no note about it."""
    assert source not in text(blocks(given_))


@pytest.mark.parametrize(("now", "falls"), [(2, True), (5, False), (7, False), (None, False)])
def test_a_fall_in_confidence_gets_a_kind_sentence(now: int | None, falls: bool) -> None:
    """R4: in place of a line that goes down."""
    given_ = answers(confidence={"at_start": 5, **({} if now is None else {"now": now})})
    shown = Report(given_, "private", TODAY).part("at_a_glance")
    assert ("feels less sure than it did" in text(shown)) is falls
    assert any(isinstance(block, Change) for block in shown) is not falls


def test_every_text_of_ours_goes_through_the_catalog(monkeypatch: pytest.MonkeyPatch) -> None:
    """With a catalog that marks each text, nothing of ours is left unmarked but names, numbers and sources."""
    # What the person wrote is made a digit, so that it cannot be taken for a text of ours.
    given_ = {
        section: {
            row: {name: "9" if isinstance(value, str) and " " in value else value for name, value in fields.items()}
            for row, fields in rows.items()
        }
        for section, rows in _raw().items()
    }
    monkeypatch.setattr(words, "catalog", lambda code: Shouting())
    loose = []
    for value in _strings([block.to_json() for block in blocks(Answers(given_))]):
        outside = _outside_marks(value)
        if any(char.isalpha() for char in outside) and not any(char.isdigit() for char in value):
            loose.append(value)
    allowed = {resource.name for resource in country("dz").resource}
    assert {value for value in loose if value not in allowed and not value.islower()} == set()


def _raw() -> dict[str, dict[str, dict[str, Value]]]:
    raw: dict[str, dict[str, dict[str, Value]]] = {}
    for change in CHANGES:
        raw.setdefault(change.section, {}).setdefault(change.row, {})[change.field] = change.value
    return raw


def _strings(data: object) -> list[str]:
    if isinstance(data, str):
        return [data]
    if isinstance(data, dict):
        return [found for value in data.values() for found in _strings(value)]
    if isinstance(data, list | tuple):
        return [found for value in data for found in _strings(value)]
    return []


def _outside_marks(value: str) -> str:
    depth, out = 0, []
    for char in value:
        depth += char == "⟦"
        if not depth:
            out.append(char)
        depth -= char == "⟧"
    return "".join(out)


@settings(max_examples=60)
@given(st.sets(st.integers(0, len(CHANGES) - 1)), st.sampled_from(["private", "share"]), st.sampled_from(["en", "ar"]))
def test_any_part_of_the_answers_gives_a_report(kept: set[int], audience: Audience, language: str) -> None:
    """No subset breaks it; every block has JSON that can be written."""
    raw: dict[str, dict[str, dict[str, Value]]] = {}
    for number in kept:
        change = CHANGES[number]
        raw.setdefault(change.section, {}).setdefault(change.row, {})[change.field] = change.value
    with words.language(language):
        shown = blocks(Answers(raw), audience)
        assert isinstance(shown[0], Cover)
        assert text(shown)
        for section in SECTIONS:
            text(twin(section, Answers(raw)))


def test_the_twin_of_a_form_shows_what_was_answered_in_words(demo_answers: Answers) -> None:
    """Anchors, options and dates as words; empty questions left out."""
    from workbook.phases.absorb import Intensity
    from workbook.phases.respond import Sent

    shown = text(twin(Intensity, demo_answers))
    assert "8 of 10" in shown
    assert "disappointed" in shown
    sent = text(twin(Sent, demo_answers))
    assert "20 November 2026" in sent
    assert "When?" not in sent
    assert not twin(Sent, Answers())


def test_the_demo_is_dated() -> None:
    """It comes out the same every day."""
    assert date(2026, 11, 22) == samples.TODAY


@pytest.mark.parametrize(
    ("audience", "kept", "given_back"),
    [
        ("private", set(SECTIONS), "afraid of them"),
        ("share", set(SECTIONS), "without one formula"),
        ("private", {analyse.QuestionsAsked}, "who uses the port dashboards"),
        ("private", set(), ""),
    ],
)
def test_the_last_words_are_a_possibility_and_give_the_persons_own_words_back(
    audience: Audience, kept: set[type[Section]], given_back: str, demo_answers: Answers
) -> None:
    """S5: nothing is promised; what is true of the person, what they practised, what went well, or nothing of it."""
    raw = {section.about.key: demo_answers.raw.get(section.about.key, {}) for section in kept}
    (last,) = [block for block in blocks(Answers(raw), audience) if isinstance(block, Closing)]
    said = " ".join(last.paragraphs)
    assert "may be" in said
    assert "will get" not in said
    assert given_back in said
    assert len(last.paragraphs) == (3 if given_back else 2)


def test_the_note_that_a_step_speaks_of_stands_in_the_plan() -> None:
    """S2.3: where the mail address takes no answers, the other way is written out; it is not in a shared plan (R6)."""
    facts = {
        "candidate": "Amina",
        "company": "Sonafer",
        "contact": "K. Haddad",
        "contact_address": "no-reply@s.example",
    }
    closed = Answers({"case": {"": facts}})
    assert "short note from this plan" in text(blocks(closed))
    assert "A note for LinkedIn" in text(blocks(closed))
    assert "Haddad" not in text(blocks(closed, "share"))
    open_way = Answers({"case": {"": {**facts, "contact_address": "k@s.example"}}})
    assert "LinkedIn" not in text(blocks(open_way))


def test_no_reply_and_no_feedback_are_two_things() -> None:
    """E9: both are normal, and each is told as it was; the day of a reply is asked for in both kinds."""
    case: dict[str, Value] = {"company": "Sonafer", "notice_date": TODAY.isoformat()}
    said = {
        outcome: text(blocks(answers(case=case, sent={"sent_on": TODAY.isoformat(), "outcome": outcome})))
        for outcome in ("answered", "without", "waiting", "silence")
    }
    assert "They answered, without feedback" in said["without"]
    assert "No answer came" not in said["without"]
    assert "No answer came" in said["silence"]
    assert "without feedback" not in "".join(said[one] for one in said if one != "without")
    when = questions_of(respond.Sent)["answered_on"].when
    assert when
    assert when.any_of == ("answered", "without")


def test_no_hours_is_an_answer_that_the_plan_keeps_to() -> None:
    """E8: nothing of an hour's length is asked for, and what was chosen waits; no table says otherwise."""
    given_ = answers(
        week={"hours": 0, "applications": 2, "learning_hours": 3},
        learning={"learning/1/what": "IFRS basics"},
        case={"role": "Analyst", "company": "Numidia"},
    )
    found = text(blocks(given_))
    assert "No hours for now, and that is fine" in found
    assert "This is what fits into your hours" not in found
    assert "give the first hour" not in found


def test_an_unfair_question_is_left_out_of_a_shared_report() -> None:
    """R10, R6: it may touch what is nobody's business; in one's own plan it stands."""
    given_ = answers(
        recall={
            "recall/1/question": "When will you marry?",
            "recall/1/went": "unfair",
            "recall/2/question": "Why here?",
            "recall/2/answer": "For the port data",
        }
    )
    shared, own = (text(blocks(given_, audience)) for audience in ("share", "private"))  # type: ignore[arg-type]
    assert "marry" in own
    assert "marry" not in shared
    assert "Why here?" in shared


@pytest.mark.parametrize(("worth", "given_back"), [("no", False), ("I help people count", True)])
def test_a_bare_no_is_not_given_back_as_what_stays_true(worth: str, given_back: bool) -> None:
    """S5."""
    assert ("You wrote" in text(blocks(answers(reframe={"worth": worth})))) is given_back
