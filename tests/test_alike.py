"""findings.alike: two texts about the same thing are noticed in each language; two about different ones are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.findings.alike import alike, telling


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Went quiet for ten minutes on the job queue question.", "job queues, properly"),
        ("I had never written a dbt test.", "a free dbt course, tests included"),
        ("I could not say anything about SQL joins.", "SQL"),
        ("Je n'ai pas su annuler une opération dans MonéTika.", "le module MonéTika, pour annuler sans demander"),
        ("سألوني متى أنوي الزواج وهل سأترك العمل", "متى تنوين الزواج؟ وهل ستتركين العمل بعده؟"),
        ("بدأت بإعادة التحليل بدل توقيف الدفعة", "توقيف الدفعة قبل التحليل"),
    ],
)
def test_the_same_thing_is_noticed(one: str, other: str) -> None:
    """Whatever comes first, with article or plural."""
    assert alike(one, other)
    assert alike(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("My answer took four minutes.", "When will you have children?"),
        ("They asked me a question and I said what I had to say.", "What did you say when they asked the question?"),
        ("Je suis arrivé en avance.", "J'ai bien répondu à la question sur le logiciel."),
        ("وصلت قبل الموعد", "هل ستتركين العمل بعده؟"),
        ("", "anything at all"),
        ("", ""),
        ("and the", "and the"),
    ],
)
def test_different_things_are_not(one: str, other: str) -> None:
    """Words that stand in any sentence tell nothing."""
    assert not alike(one, other)
    assert not alike(other, one)


@given(st.text(max_size=60), st.text(max_size=60))
def test_it_is_the_same_in_both_directions(one: str, other: str) -> None:
    """And a text with a telling word is like itself."""
    assert alike(one, other) == alike(other, one)
    assert alike(one, one) == bool(telling(one))
