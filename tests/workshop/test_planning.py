"""Who gets which folder: names that are safe everywhere, and that stay with their person."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workshop.conftest import RosterOf
from workbook.case import checked_id
from workbook.errors import WorkshopNewer
from workbook.workshop import Manifest, Planned, planned
from workbook.workshop.manifest import FILE, Made, load
from workbook.workshop.naming import folder_name
from workbook.workshop.planning import gone

VERSION = "1.0"


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("Amina Belkacem", "Amina Belkacem"),
        ("أمينة بلقاسم", "أمينة بلقاسم"),
        ("Inès d’Aït-Kaci", "Inès d’Aït-Kaci"),
        ("../../etc/passwd", "etc passwd"),
        ("A/B\\C:D*E?", "A B C D E"),
        ("..", "person"),
        ("CON", "CON_"),
        ("nul.txt", "nul.txt_"),
        ("Amina. ", "Amina"),
        (".hidden", "hidden"),
        ("-rf", "rf"),
        ("\u202egpj.exe", "gpj.exe"),
        ("!!!", "person"),
        ("😀", "person"),
    ],
)
def test_a_folder_is_called_like_its_person_and_is_safe(name: str, folder: str) -> None:
    """On Windows, macOS and Linux; no way out of the folder, no hidden ones, no turned letters."""
    assert folder_name(name, ()) == folder


def test_people_of_one_name_have_folders_of_their_own() -> None:
    """Also where a system takes two spellings for one."""
    assert folder_name("Amina", ["Amina"]) == "Amina (2)"
    assert folder_name("AMINA", ["Amina", "Amina (2)"]) == "AMINA (3)"
    assert folder_name("Ine\u0300s", ["Inès"]) == "Inès (2)"


@given(st.text(max_size=200))
def test_any_name_can_be_a_folder(name: str) -> None:
    """Short enough, one part, not special."""
    made = folder_name(name, ())
    assert 0 < len(made.encode()) <= 130
    assert Path(made).parts == (made,)
    assert made not in {".", ".."}
    assert made == made.strip(" .")


def made(plan: Planned, version: str = VERSION) -> Made:
    return Made(
        folder=plan.folder, case=plan.case, digest=plan.person.digest, made_with=version, made_at=plan.made_at,
        files=("case.json",),
    )  # fmt: skip


def finished(plans: list[Planned], out: Path) -> Manifest:
    """Make as if the folders of *plans* were finished."""
    manifest = Manifest(out)
    out.mkdir(exist_ok=True)
    for plan in plans:
        (out / plan.folder).mkdir()
        (out / plan.folder / "case.json").write_text("{}")
        manifest = manifest.with_made(made(plan))
    return load(out)


def test_what_is_finished_is_not_made_again(roster_of: RosterOf, tmp_path: Path) -> None:
    """Unless its row, the version, or a file of it is another."""
    people = roster_of("A,,,,,", "B,,,,,").people
    plans = planned(people, Manifest(tmp_path / "out"), VERSION, 1.0)
    assert not any(plan.done for plan in plans)
    manifest = finished(plans, tmp_path / "out")
    assert all(plan.done for plan in planned(people, manifest, VERSION, 2.0))
    assert not any(plan.done for plan in planned(people, manifest, "1.1", 2.0))
    corrected = planned(roster_of("A,Clerk,,,,", "B,,,,,").people, manifest, VERSION, 2.0)
    assert [plan.done for plan in corrected] == [False, True]
    (tmp_path / "out" / "B" / "case.json").unlink()
    assert [plan.done for plan in planned(people, manifest, VERSION, 2.0)] == [True, False]


def test_a_corrected_row_keeps_its_folder_and_its_case(roster_of: RosterOf, tmp_path: Path) -> None:
    """Also the second of two people of one name, and wherever the row moves."""
    before = planned(roster_of("A,x,,,,", "A,y,,,,", "B,,,,,").people, Manifest(tmp_path / "out"), VERSION, 1.0)
    assert [plan.folder for plan in before] == ["A", "A (2)", "B"]
    manifest = finished(before, tmp_path / "out")
    after = planned(roster_of("C,,,,,", "B,,,,,", "A,z,,,,", "A,x,,,,").people, manifest, VERSION, 2.0)
    assert [plan.folder for plan in after] == ["C", "B", "A (2)", "A"]
    assert [plan.done for plan in after] == [False, True, False, True]
    assert after[2].case == before[1].case
    assert after[2].made_at == 1.0


def test_people_who_left_the_list_are_named_and_their_name_is_not_given_away(
    roster_of: RosterOf, tmp_path: Path
) -> None:
    """Their folder may have been handed over already."""
    manifest = finished(
        planned(roster_of("A,x,,,,", "B,,,,,").people, Manifest(tmp_path / "out"), VERSION, 1.0), tmp_path / "out"
    )
    plans = planned(roster_of("C,,,,,").people, manifest, VERSION, 2.0)
    assert gone(plans, manifest) == ["A", "B"]


def test_a_folder_that_is_not_ours_is_left_alone(roster_of: RosterOf, tmp_path: Path) -> None:
    """The counsellor keeps other things there under the same name."""
    (tmp_path / "out" / "A").mkdir(parents=True)
    (tmp_path / "out" / "A" / "case.json").write_text("my own")
    [plan] = planned(roster_of("A,,,,,").people, Manifest(tmp_path / "out"), VERSION, 1.0)
    assert plan.folder == "A (2)"


def test_ids_of_cases_are_neutral(roster_of: RosterOf, tmp_path: Path) -> None:
    """They become folders of the person's own; nothing of the person stands in them (R6)."""
    people = roster_of("Amina,Clerk,Numidia,,,", "أمينة,,,,,").people
    for plan in planned(people, Manifest(tmp_path), VERSION, 1.0):
        assert checked_id(plan.case) == plan.case
        assert plan.case.startswith("workshop-")
        assert len(plan.case) == 15


@pytest.mark.parametrize("content", ["", "{", "[]", '{"version": 1}', '{"version": 1, "people": [{"folder": 3}]}'])
def test_a_damaged_manifest_means_making_everything(tmp_path: Path, content: str) -> None:
    """Nothing is lost by that but time."""
    (tmp_path / FILE).write_text(content)
    assert load(tmp_path).made == {}


def test_a_manifest_that_points_elsewhere_is_not_believed(tmp_path: Path) -> None:
    """Old files of a folder are removed by it, so no name in it may lead out."""
    entry = Made(folder="A", case="c", digest="", made_with="", made_at=0, files=("case.json",))
    for bad in (
        entry.model_copy(update={"folder": "../A"}),
        entry.model_copy(update={"files": ("../../x",)}),
        entry.model_copy(update={"files": ("/etc/passwd",)}),
    ):
        Manifest(tmp_path).with_made(bad)
        assert load(tmp_path).made == {}


def test_a_manifest_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    """Said in words."""
    (tmp_path / FILE).write_text('{"version": 99}')
    with pytest.raises(WorkshopNewer):
        load(tmp_path)
