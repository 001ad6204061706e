"""Every block is drawn whatever it holds: nothing, one word, a hundred thousand letters, another script."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from tests.export import hostile, sample_blocks
from tests.export.conftest import document_of
from workbook import blocks
from workbook.export import paper, printed

SAMPLES = {block.kind: block for block in sample_blocks.english()}
LONG = "Numidia" * 300 + " and many ordinary words" * 300


def strict(notebook: Any) -> bytes:
    """The PDF of *notebook* under PDF/UA-1, with no way round it."""
    return paper._compile(document_of(notebook), format="pdf", pdf_standards=paper.STANDARD)[0]


def with_text(data: Any, text: str) -> Any:
    """The same block with *text* for each of its texts, but for keys, days and tones."""
    if isinstance(data, dict):
        fixed = {"kind", "tone", "day", "start", "end", "track"}
        return {key: value if key in fixed else with_text(value, text) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [with_text(value, text) for value in data]
    return text if isinstance(data, str) and not data[:4].isdigit() else data


def of(*data: Any, language: str = "en") -> Any:
    """A notebook that printed blocks given as JSON."""
    cells = [hostile.code(hostile.shown({blocks.MIME: item})) for item in data]
    return hostile.notebook(*cells, title="T", workbook={"language": language})


def test_the_sample_has_every_kind() -> None:
    """A new block must join the sample report, and with it the goldens."""
    assert set(SAMPLES) == set(printed.kinds())
    assert len(SAMPLES) > 18


@pytest.mark.parametrize("kind", sorted(printed.kinds()))
def test_an_empty_block_is_drawn(kind: str) -> None:
    """A block in which everything is missing prints little and fails nothing."""
    assert strict(of({"kind": kind}))


@pytest.mark.parametrize("kind", sorted(printed.kinds()))
@pytest.mark.parametrize(
    "text", ["", "سلام يا صديقتي", "1", "\n\n\n", "#let x = *y* $", hostile.CHARACTERS], ids=range(6)
)
def test_a_block_takes_any_text(kind: str, text: str) -> None:
    """Other scripts, empty texts, markup and hostile characters, in both page directions."""
    data = with_text(SAMPLES[kind].to_json(), text)
    assert strict(of(data))
    assert strict(of(data, language="ar"))


@pytest.mark.parametrize("kind", sorted(set(printed.kinds()) - {"timeline", "checklist"}))
def test_a_block_longer_than_a_page_goes_on_to_the_next(kind: str) -> None:
    """No text is cut at the foot of a page: the words of the last paragraph are in the PDF."""
    import io

    import pypdf

    texts = {"title", "text", "lead", "note", "answer", "subtitle"}
    sample = SAMPLES[kind].to_json()
    data = {
        key: LONG + " lastword" if isinstance(value, str) and key in texts else value for key, value in sample.items()
    }
    for key in ("items", "rows", "paragraphs", "facts", "options"):
        if sample.get(key):
            data[key] = with_text(sample[key][:2], LONG + " lastword")
    heights: list[float] = []

    def note(text: str, cm: list[float], tm: list[float], *_font: object) -> None:
        if "lastword" in text:
            heights.append(cm[1] * tm[4] + cm[3] * tm[5] + cm[5])

    for page in pypdf.PdfReader(io.BytesIO(strict(of(data)))).pages:
        page.extract_text(visitor_text=note)
    assert len(heights) == str(data).count("lastword") > 0
    assert all(20 < height < 822 for height in heights)


@pytest.mark.parametrize("days", [1, 2, 30, 400])
def test_a_timeline_of_any_length_with_many_steps_a_day(days: int) -> None:
    """One day or a year, twenty steps on one day, steps outside the period and without a date."""
    from datetime import date, timedelta

    start = date(2026, 11, 29)
    step = blocks.Step(day="2026-11-29", when="Sun", cue="c", act="a", track="t", track_label="T")
    steps = [dataclasses.replace(step, act=f"a{n}", track=f"t{n % 8}", track_label=f"T{n % 8}") for n in range(20)]
    steps += [dataclasses.replace(step, day="2030-01-01"), dataclasses.replace(step, day="soon")]
    timeline = blocks.Timeline(
        start=start.isoformat(), end=(start + timedelta(days - 1)).isoformat(), start_label="s", end_label="e",
        weeks=(("2026-11-29", "A very long name for a week"), ("x", "y")), steps=tuple(steps),
    )  # fmt: skip
    assert strict(of(timeline.to_json()))
    node = printed.node(timeline.to_json())
    assert node is not None
    assert [step["at"] for step in node["steps"]][-3:] == [0, -1, -1]


def test_the_checklist_carries_the_numbers_of_the_timeline() -> None:
    """A number on the axis leads to the same step in the checklist; then the timeline needs no list."""
    steps = sample_blocks.english_steps()
    nodes = document_of(sample_blocks.notebook(sample_blocks.english())).data["nodes"]
    timeline = next(node for node in nodes if node["kind"] == "timeline")
    checklist = next(node for node in nodes if node["kind"] == "checklist")
    assert timeline["listed"]
    numbers = [step["n"] for group in checklist["groups"] for step in group["steps"]]
    assert numbers == [step["n"] for step in timeline["steps"]] == list(range(1, len(steps) + 1))
    alone = document_of(
        sample_blocks.notebook([block for block in sample_blocks.english() if block.kind != "checklist"])
    )
    assert not next(node for node in alone.data["nodes"] if node["kind"] == "timeline")["listed"]
