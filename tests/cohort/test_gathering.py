"""gathering: of one person the newest; what is damaged is named, the others go on."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from tests.cohort import people
from tests.cohort.people import MADE, PEOPLE, make_bundle
from workbook.bundle import Bundle
from workbook.casefile import export_case
from workbook.errors import BundleChanged, BundleOtherVersion, BundlePrivate, BundlesMissing, BundleUnreadable
from workbook.gathering import gather
from workbook.journal import Change, Journal


def test_twelve_are_gathered(folder: Path, twelve: list[Bundle]) -> None:
    """All of them, in an order that says nothing about who came first."""
    gathered = gather(folder)
    assert len(gathered.bundles) == 12
    assert {one.case for one in gathered.bundles} == {one.case for one in twelve}
    assert [one.person for one in gathered.bundles] == sorted(one.person for one in twelve)
    assert (gathered.refused, gathered.older) == ((), ())


def test_one_damaged_does_not_stop_the_others(folder: Path, twelve: list[Bundle]) -> None:
    """It is named by file and reason; eleven are left."""
    path = folder / twelve[4].name
    path.write_bytes(path.read_bytes()[:900])
    gathered = gather(folder)
    assert len(gathered.bundles) == 11
    [refused] = gathered.refused
    assert isinstance(refused, BundleUnreadable)
    assert path.name in str(refused)


def test_every_reason_is_told_apart(folder: Path, demo_journal: Journal) -> None:
    """Cut off, changed, another version, a whole case: four files, four reasons, and eight go on."""
    paths = sorted(folder.iterdir())
    data = [json.loads(path.read_text("utf-8")) for path in paths]
    paths[0].write_bytes(b"{")
    paths[1].write_text(json.dumps({**data[1], "person": "0" * 32}), "utf-8")
    paths[2].write_text(json.dumps({**data[2], "version": 7}), "utf-8")
    paths[3].write_bytes(export_case(demo_journal, "demo"))
    gathered = gather(folder)
    assert len(gathered.bundles) == 8
    assert [type(one) for one in gathered.refused] == [
        BundleUnreadable,
        BundleChanged,
        BundleOtherVersion,
        BundlePrivate,
    ]
    assert [one.values["name"] for one in gathered.refused] == [path.name for path in paths[:4]]


def test_of_one_person_the_newest_counts_whatever_the_file_is_called(tmp_path: Path) -> None:
    """Two bundles of a case, one of another case, and a copy: one person, with the last she made."""
    with Journal(tmp_path / "journal.sqlite3") as book:
        people.write(book, 0, PEOPLE[0])
        first = make_bundle(book, "case-1", MADE)
        book.save("case-1", [Change(section="confidence", field="now", value=9)])
        last = make_bundle(book, "case-1", MADE + timedelta(seconds=1))
        book.create("case-2")
        other = make_bundle(book, "case-2", MADE - timedelta(days=3))
    place = tmp_path / "in"
    (place / "later").mkdir(parents=True)
    for name, one in {"a.json": last, "later/z.json": first, "b.json": other, "Bundle (2).JSON": last}.items():
        (place / name).write_bytes(one.to_json())
    gathered = gather(place)
    assert gathered.bundles == (last,)
    assert gathered.bundles[0].figures.now == 9
    assert len(gathered.older) == 3


def test_renamed_files_are_found_and_others_left_alone(folder: Path, twelve: list[Bundle]) -> None:
    """Phones add .txt; pictures, hidden and half-written files are no bundles."""
    one = folder / twelve[0].name
    one.rename(one.with_name(one.name + ".txt"))
    for name in (".bundle-x.json", "~bundle.json", "photo.png", "notes.txt"):
        (folder / name).write_bytes(b"x")
    gathered = gather(folder)
    assert len(gathered.bundles) == 12
    assert gathered.refused == ()


def test_an_empty_or_missing_folder_gets_words(tmp_path: Path) -> None:
    """With what to do."""
    for place in (tmp_path, tmp_path / "missing"):
        with pytest.raises(BundlesMissing, match="no bundle"):
            gather(place)
