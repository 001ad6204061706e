"""The twelve people, made once: their bundles as files in a folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cohort import people
from workbook.bundle import Bundle


@pytest.fixture(scope="session")
def twelve(tmp_path_factory: pytest.TempPathFactory) -> list[Bundle]:
    """A bundle of each of the twelve, with all that can be shared."""
    return people.bundles(tmp_path_factory.mktemp("people"))


@pytest.fixture
def folder(twelve: list[Bundle], tmp_path: Path) -> Path:
    """The folder into which a counsellor put the twelve files."""
    return people.hand_over(twelve, tmp_path / "bundles")
