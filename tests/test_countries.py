"""countries: what depends on where someone lives, and no number that nobody verified."""

from __future__ import annotations

from datetime import date

import pytest

from tests.test_findings import answers
from tests.test_report import blocks, text
from workbook.actions.days import free_days
from workbook.countries import HERE, KINDS, NAMES, Country, country
from workbook.questions import Value
from workbook.report.ahead import _COURSES, _OPENINGS


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


def places(**given: dict[str, Value]) -> set[str]:
    """Return the addresses that the plan of *given* prints."""
    country_ = str(given.get("case", {}).get("country") or "dz")
    printed = text(blocks(answers(**given)))
    return {resource.url for resource in country(country_).resource if f'"{resource.url}"' in printed}


def test_places_are_printed_wherever_the_plan_sends_people_to_look() -> None:
    """R14: for openings and for courses, also before anything was chosen to learn; else none."""
    case: dict[str, Value] = {"role": "Cashier"}
    openings = {"jobsdz.com/jobs", "anem.dz", "linkedin.com"}
    courses = {"jobsdzar.blogspot.com", "coursera.org", "edx.org", "udemy.com"}
    assert places(case=case) == set()
    assert places(case=case, week={"applications": 1}) == openings
    assert places(case=case, week={"learning_hours": 2}) == courses
    assert places(case=case, learning={"learning/1/what": "the till software"}) == courses
    assert places(case=case, week={"applications": 1, "learning_hours": 2}) == openings | courses
    abroad = places(case={**case, "country": "other"}, week={"applications": 1, "learning_hours": 2})
    assert abroad == {"linkedin.com", "coursera.org", "edx.org", "udemy.com"}


def test_each_kind_of_place_is_printed_somewhere() -> None:
    """A new kind in a country file finds its table."""
    assert set(_OPENINGS) | set(_COURSES) == set(KINDS)
    assert not set(_OPENINGS) & set(_COURSES)
