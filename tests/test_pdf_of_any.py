"""Any subset of answers, of any of the people, gives a PDF that opens: nobody's plan fails over what they left out."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.test_samples import SPOKEN, changes
from workbook import samples, words
from workbook.deliver import print_blocks
from workbook.journal import Change
from workbook.questions import Answers, Audience, Value
from workbook.report import PARTS_OF_REPORT, Report

SUBSETS = st.sampled_from(list(SPOKEN)).flatmap(
    lambda name: st.tuples(st.just(name), st.sets(st.integers(0, len(changes(name)) - 1)))
)


def of(kept: list[Change]) -> Answers:
    raw: dict[str, dict[str, dict[str, Value]]] = {}
    for change in kept:
        raw.setdefault(change.section, {}).setdefault(change.row, {})[change.field] = change.value
    return Answers(raw)


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(SUBSETS, st.sampled_from(["private", "share"]), st.sampled_from(list(words.LANGUAGES)))
def test_any_part_of_the_answers_gives_a_pdf(subset: tuple[str, set[int]], audience: Audience, language: str) -> None:
    """In each language, for both audiences; tagged, with a title, ending where a PDF ends."""
    name, kept = subset
    given_ = changes(name)
    with words.language(language):
        report = Report(of([given_[number] for number in sorted(kept)]), audience, samples.TODAY)
        found = [block for part in PARTS_OF_REPORT for block in report.part(part)]
        printed = print_blocks(found, report.title)
    assert printed.startswith(b"%PDF")
    assert printed.rstrip().endswith(b"%%EOF")
    assert b"/MarkInfo" in printed or b"StructTreeRoot" in printed
