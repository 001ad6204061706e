"""countries: what depends on where someone lives, and no number that nobody verified."""

from __future__ import annotations

from datetime import date

import pytest

from tests.test_findings import answers
from workbook.actions.days import free_days
from workbook.countries import HERE, NAMES, Country, country


@pytest.mark.parametrize("code", sorted(NAMES))
def test_each_country_has_its_data(code: str) -> None:
    """Weekend, and resources that say what they cost (R14)."""
    found = country(code)
    assert found.weekend
    assert found.resource
    for resource in found.resource:
        assert resource.terms()
        assert "://" not in resource.url


def test_every_file_has_a_name() -> None:
    """And every name a file."""
    assert {path.stem for path in HERE.glob("*.toml")} == set(NAMES)


def test_algeria_has_the_places_of_the_guide() -> None:
    """R14."""
    urls = {resource.url for resource in country("dz").resource}
    assert {"jobsdz.com/jobs", "jobsdzar.blogspot.com", "anem.dz", "coursera.org", "edx.org", "udemy.com"} <= urls


def test_no_helpline_ships_until_a_person_has_verified_it() -> None:
    """R2."""
    assert all(not country(code).support for code in NAMES)


def test_an_expired_helpline_is_not_shown() -> None:
    """Nor one that is not yet valid."""
    line = {"name": "Test", "number": "0", "source": "a page", "verified": "2026-01-01", "expires": "2027-01-01"}
    made = Country.model_validate({"weekend": ["fri"], "support": [line]})
    assert made.helplines(date(2026, 6, 1))
    assert not made.helplines(date(2027, 1, 1))
    assert not made.helplines(date(2025, 12, 31))


def test_the_weekend_follows_the_country_unless_days_were_chosen() -> None:
    """R11."""
    assert free_days(answers()) == ("fri", "sat")
    assert free_days(answers(case={"country": "other"})) == ("sat", "sun")
    assert free_days(answers(case={"country": "other"}, week={"free_days": ["tue"]})) == ("tue",)
