"""questions: one declaration gives form, validation and reading; nothing typed is thrown away."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import pytest

from workbook.phases import SECTIONS
from workbook.questions import (
    About,
    Answers,
    Choice,
    Choices,
    Day,
    Line,
    LongText,
    Row,
    Rows,
    Scale,
    Section,
    Value,
    describe,
    questions_of,
    row_model,
)
from workbook.words import _


class Item(Row):
    """A row for these tests."""

    name: Annotated[str | None, Line(_("Name"))] = None
    secret: Annotated[str | None, Line(_("Secret"), sensitivity="private")] = None
    much: Annotated[int | None, Scale(_("Much"), low=1, high=3)] = None


class Trial(Section):
    """A section with every kind of question."""

    about = About(key="trial", title=_("Trial"), minutes=3)
    line: Annotated[str | None, Line(_("Line"))] = None
    text: Annotated[str | None, LongText(_("Text"), sensitivity="private")] = None
    scale: Annotated[int | str | None, Scale(_("Scale"), low=0, high=10, dont_know=True)] = None
    choice: Annotated[str | None, Choice(_("Choice"), options={"a": _("A"), "b": _("B")})] = None
    many: Annotated[tuple[str, ...], Choices(_("Many"), options={"a": _("A"), "b": _("B")})] = ()
    day: Annotated[date | None, Day(_("Day"))] = None
    items: Annotated[tuple[Item, ...], Rows(_("Items"))] = ()


def answers(row: str = "", **values: Value) -> Answers:
    return Answers({"trial": {row: values}})


def test_every_answer_may_be_empty() -> None:
    """All sections of the workbook can be read from nothing, without a problem."""
    for section in SECTIONS:
        assert Answers().read(section).is_empty()
        assert not Answers().problems(section)


@pytest.mark.parametrize(
    ("field", "value", "read"),
    [
        ("line", "  Oran  ", "Oran"),
        ("line", "   ", None),
        ("text", "a\nb", "a\nb"),
        ("scale", 0, 0),
        ("scale", "dont_know", "dont_know"),
        ("choice", "b", "b"),
        ("many", ["b", "a"], ("a", "b")),
        ("day", "2026-02-28", date(2026, 2, 28)),
        ("day", "", None),
    ],
)
def test_what_is_valid_reads_as_its_type(field: str, value: Value, read: object) -> None:
    """Zero is an answer, blanks are none, options keep the declared order."""
    assert getattr(answers(**{field: value}).read(Trial), field) == read


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("scale", 11),
        ("scale", True),
        ("scale", "7"),
        ("choice", "z"),
        ("many", ["z"]),
        ("day", "2026-02-30"),
        ("line", 5),
    ],
)
def test_what_is_not_valid_reads_as_empty_with_a_kind_word(field: str, value: Value) -> None:
    """The raw value stays as typed; only the reading leaves it out."""
    given = answers(**{field: value, "text": "stays"})
    section = given.read(Trial)
    assert getattr(section, field) in (None, ())
    assert section.text == "stays"
    assert list(given.problems(Trial)) == [("", field)]
    assert str(given.problems(Trial)["", field])
    assert given.raw["trial"][""][field] == value


def test_a_hundred_kilobytes_without_a_space_is_an_answer() -> None:
    """A long paste reads whole."""
    paste = "x" * 100_000
    assert answers(text=paste).read(Trial).text == paste


def test_rows_come_in_the_order_of_their_ids_without_removed_and_empty_ones() -> None:
    """A removed row can come back; an empty one is not a row yet."""
    raw = {
        "items/02": {"name": "second"},
        "items/01": {"name": "first", "much": 9},
        "items/03": {"name": "third", "_removed": True},
        "items/04": {"name": " "},
        "other/05": {"name": "of another group"},
    }
    given = Answers({"trial": raw})
    assert [(row.id, row.name) for row in given.read(Trial).items] == [("items/01", "first"), ("items/02", "second")]
    assert list(given.problems(Trial)) == [("items/01", "much")]


def test_share_keeps_only_shareable_answers_also_inside_rows() -> None:
    """What stays with the person is not in the answers at all (R6)."""
    given = Answers(
        {"trial": {"": {"line": "x", "text": "mine", "_status": "done"}, "items/1": {"name": "n", "secret": "s"}}}
    )
    shared = given.for_audience("share", (Trial,))
    assert shared.raw == {"trial": {"": {"line": "x", "_status": "done"}, "items/1": {"name": "n"}}}
    assert given.for_audience("private", (Trial,)) is given


class Felt(Section):
    """A section of feelings, with a question that never goes to a counsellor."""

    about = About(key="felt", title=_("Felt"), minutes=1, feelings=True)
    mine: Annotated[str | None, Line(_("Mine"), sensitivity="private")] = None
    sure: Annotated[int | None, Scale(_("Sure"), low=0, high=10)] = None


def test_feelings_are_shared_only_if_they_were_added() -> None:
    """R6: left out by default, whole in what is shared; a bundle has what is not private of them alone (R12)."""
    given = Answers({"felt": {"": {"mine": "m", "sure": 3}}})
    assert given.for_audience("share", (Felt,)).read(Felt).is_empty()
    added = given.sharing([Felt])
    assert added.for_audience("share", (Felt,)).read(Felt) == given.read(Felt)
    assert added.for_audience("counsellor", (Felt,)).read(Felt) == Felt(sure=3)
    # Read once more, as the pages of a shared print do.
    twice = added.for_audience("share", (Felt,)).for_audience("share", (Felt,))
    assert twice.read(Felt) == given.read(Felt)
    assert given.read(Felt) == added.read(Felt)


def test_a_section_that_was_left_out_reads_as_skipped() -> None:
    """Nothing of it is there; what was taken out or dropped in it does not come back."""
    rows: dict[str, dict[str, Value]] = {
        "": {"line": "x", "_status": "done"},
        "items/1": {"name": "n"},
        "items/2": {"name": "gone", "_removed": True},
        "items/3": {"name": "drop"},
    }
    shared = Answers({"trial": rows}).sharing([Trial], False).for_audience("share", (Trial,))
    assert shared.raw == {
        "trial": {"": {"_status": "skip"}, "items/2": {"_removed": True}, "items/3": {"_removed": True}}
    }
    assert Answers({"trial": rows}).sharing([Trial], False).sharing([Trial]).read(Trial).line == "x"


def test_share_drops_what_no_question_declares() -> None:
    """A section or field of a later version is not shown to others by accident."""
    given = Answers({"trial": {"": {"unheard": "x"}}, "unknown": {"": {"line": "y"}}})
    assert given.for_audience("share", (Trial,)).raw == {"trial": {"": {}}}


@pytest.mark.parametrize(("said", "status"), [("done", "done"), ("skip", "skip"), (None, None), ("maybe", None)])
def test_the_status_is_what_the_person_said(said: Value, status: str | None) -> None:
    """Done for now, skip, or nothing."""
    assert answers(_status=said).status(Trial) == status


def test_describe_gives_all_that_a_form_needs() -> None:
    """Kinds, words, ranges, options, the fields of a group."""
    form = describe(Trial)
    assert (form["key"], form["title"], form["minutes"]) == ("trial", "Trial", 3)
    kinds = {entry["name"]: entry["kind"] for entry in form["fields"]}
    assert kinds == {
        "line": "line", "text": "text", "scale": "scale", "choice": "choice", "many": "choices",
        "day": "date", "items": "rows",
    }  # fmt: skip
    assert [entry["name"] for entry in form["fields"][-1]["fields"]] == ["name", "secret", "much"]
    assert [entry["name"] for entry in form["fields"] if entry["private"]] == ["text"]


def test_every_section_of_the_workbook_is_well_declared() -> None:
    """Keys are unique, each has minutes (R9) and sources, conditions point to fields that exist."""
    keys = [section.about.key for section in SECTIONS]
    assert len(set(keys)) == len(keys) > 20
    for section in SECTIONS:
        assert section.about.minutes > 0
        assert section.about.sources, section
        asked = questions_of(section)
        assert set(asked) == set(section.model_fields)
        for name, question in asked.items():
            if question.when:
                assert question.when.field in asked
            if isinstance(question, Rows):
                assert questions_of(row_model(section, name))
            if isinstance(question, Choice):
                assert len(question.options) > 1


def test_dimensions_have_five_written_anchors_and_dont_know() -> None:
    """E7: five anchors beat three, and not knowing is an answer."""
    from workbook.phases.analyse import DIMENSIONS

    assert len(DIMENSIONS) == 5
    for model in DIMENSIONS:
        scale = questions_of(model)["score"]
        assert isinstance(scale, Scale)
        assert sorted(scale.anchors) == [1, 2, 3, 4, 5]
        assert scale.dont_know
