"""bundle: what goes out is what was shown, nothing private is in it, and damage on the way is found (R6, R12)."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.cohort import people
from tests.cohort.people import MADE, PEOPLE, canary, is_secret, make_bundle
from tests.test_report import private_texts
from workbook import samples
from workbook.bundle import (
    Bundle,
    Figures,
    as_shared,
    figures_in_words,
    gives_away,
    outgoing,
    parts,
    read_bundle,
)
from workbook.casefile import export_case, import_case
from workbook.errors import BundleChanged, BundleError, BundleOtherVersion, BundlePrivate, BundleUnreadable
from workbook.journal import Change, Journal
from workbook.phases import SECTIONS
from workbook.phases.absorb import Thought
from workbook.phases.analyse import AREAS, DIMENSIONS
from workbook.questions import REMOVED, STATUS, Rows, questions_of, row_model
from workbook.sharing import choice, words_of_plan


def leaves(data: Any) -> list[str]:
    """Return every text and number in *data*."""
    if isinstance(data, dict):
        return [leaf for value in data.values() for leaf in leaves(value)]
    if isinstance(data, list):
        return [leaf for value in data for leaf in leaves(value)]
    return [str(data)]


def place(bundle: Bundle, folder: Path) -> Path:
    path = folder / bundle.name
    path.write_bytes(bundle.to_json())
    return path


@pytest.fixture
def bundle(demo_journal: Journal) -> Bundle:
    return make_bundle(demo_journal, "demo", MADE)


def test_a_bundle_comes_back_as_it_was_written(bundle: Bundle, tmp_path: Path) -> None:
    """Under a name that says nothing."""
    path = place(bundle, tmp_path)
    assert read_bundle(path) == bundle
    assert re.fullmatch(r"bundle-[0-9a-f]{8}\.json", path.name)


def test_white_space_and_a_byte_order_mark_do_no_harm(bundle: Bundle, tmp_path: Path) -> None:
    """Mail programs and editors change both."""
    path = place(bundle, tmp_path)
    path.write_text("\ufeff" + json.dumps(json.loads(path.read_text("utf-8")), indent=7).replace("\n", "\r\n"), "utf-8")
    assert read_bundle(path) == bundle


def flat(bundle: Bundle) -> str:
    """Return all that is shown of *bundle* as one text."""
    rows = [*figures_in_words(bundle), *((one.question, one.answer) for one in outgoing(bundle))]
    return "\n".join(f"{question} {answer}" for question, answer in rows)


def test_no_private_answer_is_in_a_bundle_nor_in_what_is_shown(bundle: Bundle) -> None:
    """R6: the fictional candidate's own words that are hers alone."""
    written, told = bundle.to_json().decode(), flat(bundle)
    assert len(private_texts()) > 10
    for secret in private_texts():
        assert secret not in written
        assert secret not in told


def test_no_private_answer_of_any_question_is_in_a_bundle(twelve: list[Bundle]) -> None:
    """Each private question there is was answered with a word of its own; each shareable text goes out."""
    private = shareable = 0
    written = twelve[0].to_json().decode()
    for section in SECTIONS:
        for name, question in questions_of(section).items():
            inner = questions_of(row_model(section, name)) if isinstance(question, Rows) else {}
            for path, asked in {(name,): question, **{(name, field): one for field, one in inner.items()}}.items():
                word = canary(0, section.about.key, *path)
                if asked.sensitivity == "private" and is_secret(asked):
                    private += 1
                    assert f'"{word}"' not in written, word
                elif f'"{word}"' in written:
                    shareable += 1
    assert private > 15
    assert shareable > 50


def test_what_is_private_leaves_no_trace(tmp_path: Path) -> None:
    """R6: two people who differ in private answers alone hand over the same, but for the numbers drawn by lot."""
    made = []
    for number in range(2):
        with Journal(tmp_path / f"{number}.sqlite3") as book:
            people.write(book, 0, PEOPLE[0])
            if number:
                changes = [
                    Change(section=section.about.key, field=name, value="something else entirely")
                    for section in SECTIONS
                    for name, question in questions_of(section).items()
                    if question.sensitivity == "private"
                ]
                assert len(changes) > 15
                book.save("case-1", [*changes, Change(section=Thought.about.key, field=STATUS, value="skip")])
            data = json.loads(make_bundle(book, "case-1", MADE).to_json())
            made.append({key: value for key, value in data.items() if key not in ("person", "case", "sha256")})
    assert made[0] == made[1]


def test_all_that_goes_out_was_shown(twelve: list[Bundle]) -> None:
    """R6: each answer of the file in its words; private ones, removed rows and marks are not among them."""
    for bundle in twelve:
        told = flat(bundle)
        words = [leaf for leaf in leaves(bundle.answers) if leaf.startswith("Canari")]
        assert len(words) > 50
        assert [word for word in words if word not in told] == []
        assert f'"{STATUS}"' not in bundle.to_json().decode()


def test_what_was_taken_away_does_not_go_out(demo_journal: Journal) -> None:
    """A row that the person removed stays in the journal, but not in the bundle."""
    row = next(row for row in demo_journal.answers("demo").raw["recall"] if row)
    text = str(demo_journal.answers("demo").raw["recall"][row]["question"])
    assert text in make_bundle(demo_journal, "demo", MADE).to_json().decode()
    demo_journal.save("demo", [Change(section="recall", row=row, field=REMOVED, value=True)])
    assert text not in make_bundle(demo_journal, "demo", MADE).to_json().decode()


def test_what_cannot_be_read_does_not_go_out(demo_journal: Journal) -> None:
    """A text where a choice should stand would be in the file and in no list."""
    demo_journal.save("demo", [Change(section="case", field="stage", value="whispered to me")])
    assert "whispered" not in make_bundle(demo_journal, "demo", MADE, named=True).to_json().decode()


def test_name_and_company_go_out_only_if_wished(demo_journal: Journal, bundle: Bundle) -> None:
    """Neither they nor role and dates are needed for the tables."""
    facts = {"candidate": "Amina Belkacem", "company": "Numidia", "role": "Analyst", "notice_date": "2026-11-02"}
    demo_journal.save("demo", [Change(section="case", field=name, value=value) for name, value in facts.items()])
    assert "Belkacem" not in make_bundle(demo_journal, "demo", MADE).to_json().decode()
    named = make_bundle(demo_journal, "demo", MADE, named=True)
    assert {"candidate", "company", "role", "notice_date"} <= set(named.answers["case"][""])
    assert set(bundle.answers["case"][""]) <= {"stage", "channel", "country", "letter_says"}


def test_what_was_left_out_is_not_in_the_bundle_and_feelings_never_are(demo_journal: Journal, tmp_path: Path) -> None:
    """R6, R12: how sure one feels is a number for the tables, if it was added; no other feeling goes out."""
    first = make_bundle(demo_journal, "demo", MADE)
    assert (first.figures.at_start, first.figures.now) == (None, None)
    assert "confidence" not in first.answers
    assert {"technical", "learning"} <= set(first.answers)
    assert first.figures.scores["technical"]
    wishes = {"technical": False, "learning": False, "confidence": True, "intensity": True}
    demo_journal.save("demo", [choice(key, goes) for key, goes in wishes.items()])
    bundle = make_bundle(demo_journal, "demo", MADE)
    assert not {"technical", "learning", "intensity"} & set(bundle.answers)
    assert "technical" not in bundle.figures.scores
    assert (bundle.figures.at_start, bundle.figures.now) == (3, 6)
    assert read_bundle(place(bundle, tmp_path)) == bundle
    offered = {part.key: part for part in parts(demo_journal.answers("demo"))}
    assert not {"intensity", "after", "thought"} & set(offered)
    assert {key for key, part in offered.items() if not part.goes} == {"technical", "learning"}
    assert [(one.question, one.answer) for one in outgoing(bundle)] == [
        row for part in offered.values() for row in part.rows
    ]
    numbers = {part.key for part in parts(demo_journal.answers("demo"), figures_only=True)}
    assert {"case", "technical", "confidence", "sent"} <= numbers
    assert not {"learning", "week", "cv"} & numbers


def test_a_plan_from_a_bundle_shows_what_is_in_it(demo_journal: Journal) -> None:
    """Also the number that was added; a message that was left out is not written anew."""
    sure = "How sure I am of finding a good role"
    for added in (False, True):
        demo_journal.save("demo", [choice("confidence", added), choice("message", added)])
        held = as_shared(make_bundle(demo_journal, "demo", MADE, named=True).answers)
        plan = words_of_plan(held, samples.TODAY)
        assert (sure in plan) is added
        assert ("My message" in plan) is added


def test_a_name_in_a_text_is_pointed_out(demo_journal: Journal) -> None:
    """It may stand in an answer; with --name nobody minds."""
    demo_journal.save("demo", [Change(section="case", field="candidate", value="Zoubida Kaci")])
    assert not gives_away(make_bundle(demo_journal, "demo", MADE), demo_journal.answers("demo"))
    demo_journal.save("demo", [Change(section="reframe", field="market", value="They wrote: dear ZOUBIDA KACI")])
    answers = demo_journal.answers("demo")
    assert gives_away(make_bundle(demo_journal, "demo", MADE), answers)
    assert not gives_away(make_bundle(demo_journal, "demo", MADE, named=True), answers)
    assert not gives_away(make_bundle(demo_journal, "demo", MADE, figures_only=True), answers)


def test_figures_alone_hold_no_word_of_the_person(demo_journal: Journal) -> None:
    """Numbers, ticks, and the names that we gave to choices."""
    bundle = make_bundle(demo_journal, "demo", MADE, named=True, figures_only=True)
    assert bundle.answers == {}
    words = {leaf for leaf in leaves(json.loads(bundle.figures.model_dump_json())) if not leaf.isdigit()}
    assert words <= {"final", "technical", "soft", "interview", "True", "False", "None", "screening", "test"}


def test_a_reply_without_feedback_is_counted_as_none(journal: Journal) -> None:
    """E9: what came is a reply; the tables count feedback."""
    journal.create("case")
    counted = {}
    for outcome in ("answered", "without", "silence"):
        journal.save("case", [Change(section="sent", field="outcome", value=outcome)])
        figures = make_bundle(journal, "case", MADE).figures
        counted[outcome] = (figures.asked, figures.answered)
    assert counted == {"answered": (True, True), "without": (True, False), "silence": (True, False)}


def test_the_figures_know_every_stage_dimension_and_area() -> None:
    """A new one in the questions must find its place here."""
    from workbook.case import STAGES

    for stage in STAGES:
        Figures(stage=stage)  # type: ignore[arg-type]
    assert Figures.model_validate({"scores": {one.about.key: 1 for one in DIMENSIONS}, "growth": list(AREAS)})


def test_the_second_bundle_of_a_case_has_the_numbers_of_the_first(demo_journal: Journal, bundle: Bundle) -> None:
    """So it takes its place; another case of the same person is known as theirs; another person is not."""
    again = make_bundle(demo_journal, "demo", MADE + timedelta(days=1))
    assert (again.person, again.case) == (bundle.person, bundle.case)
    demo_journal.create("case-2")
    other = make_bundle(demo_journal, "case-2", MADE)
    assert other.person == bundle.person
    assert other.case != bundle.case


def test_two_people_never_have_the_same_numbers(twelve: list[Bundle]) -> None:
    """Their cases are called the same, and were made at the same moment, as in a workshop."""
    assert len({one.person for one in twelve}) == len({one.case for one in twelve}) == len(PEOPLE)


def test_the_numbers_go_with_the_case_and_with_it_they_end(
    demo_journal: Journal, bundle: Bundle, tmp_path: Path
) -> None:
    """To another computer in a private case file; a shared one does not have them; deleted, nothing links the next."""
    private, shared = tmp_path / "case.json", tmp_path / "shared.json"
    private.write_bytes(export_case(demo_journal, "demo"))
    shared.write_bytes(export_case(demo_journal, "demo", "share"))
    assert bundle.person not in shared.read_text("utf-8")
    with Journal(tmp_path / "other.sqlite3") as other:
        import_case(other, private)
        assert make_bundle(other, "demo", MADE).person == bundle.person
        other.delete("demo")
        other.create("demo")
        assert make_bundle(other, "demo", MADE).person != bundle.person


# Files that come back damaged, changed, from elsewhere


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.9, 0.999])
def test_a_file_cut_off_is_named(bundle: Bundle, tmp_path: Path, share: float) -> None:
    """Wherever it breaks."""
    path = place(bundle, tmp_path)
    whole = path.read_bytes().rstrip()
    path.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(BundleUnreadable, match="bundle-"):
        read_bundle(path)


def test_any_changed_answer_is_noticed(bundle: Bundle, tmp_path: Path) -> None:
    """One digit is enough; so is a sum that was left out."""
    path = place(bundle, tmp_path)
    data = json.loads(path.read_text("utf-8"))
    for changed in (
        {**data, "figures": {**data["figures"], "now": 10}},
        {**data, "made_at": "2030-01-01T00:00:00Z"},
        {key: value for key, value in data.items() if key != "sha256"},
    ):
        path.write_text(json.dumps(changed), "utf-8")
        with pytest.raises(BundleChanged, match="damaged or changed"):
            read_bundle(path)


@pytest.mark.parametrize("version", [0, 2, 99])
def test_another_version_is_named(bundle: Bundle, tmp_path: Path, version: int) -> None:
    """Older or newer, with both numbers."""
    path = place(bundle, tmp_path)
    data = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps({**data, "version": version, "more": 1}), "utf-8")
    with pytest.raises(BundleOtherVersion, match=rf"\({version}; this one reads 1\)"):
        read_bundle(path)


def test_a_whole_case_sent_by_mistake_is_not_read(demo_journal: Journal, tmp_path: Path) -> None:
    """R12: the counsellor is asked to delete it and to say so."""
    path = tmp_path / "case.json"
    path.write_bytes(export_case(demo_journal, "demo"))
    with pytest.raises(BundlePrivate, match="Please delete it"):
        read_bundle(path)


@pytest.mark.parametrize(
    "answers",
    [
        {"intensity": {"": {"before": 9}}},
        {"recall": {"recall/1": {"who": "K. H."}}},
        {"diary": {"": {"text": "x"}}},
        {"case": {"": {"nothing_like_this": "x"}}},
        {"thought": {"": {"_status": "skip"}}},
    ],
)
def test_a_bundle_with_a_private_answer_is_refused_though_its_sum_is_right(
    bundle: Bundle, tmp_path: Path, answers: dict[str, Any]
) -> None:
    """R12: made by another program, or by hand."""
    path = place(bundle.model_copy(update={"answers": answers}), tmp_path)
    with pytest.raises(BundlePrivate):
        read_bundle(path)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"null",
        b'{"format": "x"}',
        b"\xff\xfe",
        b"\x80abc",
        b"[" * 100_000,
        b'{"format":"recovery-workbook bundle"}',
        b'{"format":"recovery-workbook bundle","version":"1"}',
        b'{"format":"recovery-workbook bundle","version":1}',
        b'{"format":"recovery-workbook bundle","version":1,"sha256":{}}',
    ],
)
def test_something_else_is_refused(content: bytes, tmp_path: Path) -> None:
    """Any JSON, no JSON, nesting without end."""
    path = tmp_path / "bundle.json"
    path.write_bytes(content)
    with pytest.raises(BundleError):
        read_bundle(path)


def test_a_file_beyond_any_bundle_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its size is looked at first."""
    monkeypatch.setattr("workbook.bundle.LARGEST", 10)
    path = tmp_path / "bundle.json"
    path.write_bytes(b'{"format": "recovery-workbook case"}')
    with pytest.raises(BundleUnreadable):
        read_bundle(path)


@pytest.mark.parametrize(
    "wrong", [{"now": 11}, {"now": "6"}, {"scores": {"technical": 6}}, {"name": "A"}, {"growth": ["x"]}]
)
def test_figures_have_no_room_for_anything_else(wrong: dict[str, Any]) -> None:
    """No text, no number out of range, no further field."""
    with pytest.raises(ValueError, match="validation error"):
        Figures.model_validate(wrong)
