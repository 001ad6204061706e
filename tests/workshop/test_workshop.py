"""``workbook workshop``: a list of thirty becomes thirty folders, whatever happens on the way."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
import psutil
import pytest
from pypdf import PdfReader

from workbook import samples
from workbook.case import Case
from workbook.casefile import import_case, read_case_file
from workbook.journal import ENV, Journal
from workbook.phases import PLAN_NOTEBOOK, SECTIONS
from workbook.questions import Answers
from workbook.run import NOTEBOOKS
from workbook.samples import ROSTER
from workbook.workshop.manifest import FILE, load

BROKEN = {22, 28, 32}
PEOPLE = 30

pytestmark = pytest.mark.slow


@dataclass
class Workshop:
    """A counsellor's computer: a list, a folder for what is made, a journal that must stay untouched."""

    folder: Path
    out: Path = field(init=False)
    roster: Path = field(init=False)

    def __post_init__(self) -> None:
        self.out = self.folder / "made"
        self.roster = self.folder / "list" / "roster.csv"
        self.roster.parent.mkdir()
        shutil.copy(ROSTER, self.roster)
        for letter in ("rejection.eml", "bank.eml"):
            shutil.copy(samples.HERE / letter, self.roster.parent)

    @property
    def environment(self) -> dict[str, str]:
        own = {
            ENV: str(self.folder / "own" / "journal.sqlite3"),
            "WORKBOOK_LAB_DIR": str(self.folder / "lab"),
            "TMPDIR": str(self.folder / "tmp"),
        }
        (self.folder / "tmp").mkdir(exist_ok=True)
        return {**os.environ, **own, "PYTHONUTF8": "1"}

    def begin(self, *words: str, prelude: str = "") -> subprocess.Popen[str]:
        """Start the command as a process of its own."""
        arguments = ["workbook", "workshop", str(self.roster), "--out", str(self.out), *words]
        code = f"import sys; sys.argv = {arguments!r}\n{prelude}\nfrom workbook.cli import main; main()"
        return subprocess.Popen(
            [sys.executable, "-c", code],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            start_new_session=True,
        )

    def run(self, *words: str, code: int = 0, prelude: str = "") -> tuple[str, str]:
        process = self.begin(*words, prelude=prelude)
        out, err = process.communicate(timeout=300)
        assert process.returncode == code, out + err
        assert "Traceback" not in err
        return out, err

    def keep(self, *rows: int) -> None:
        """Keep only some rows of the list, by their numbers, and the headings."""
        with self.roster.open(encoding="utf-8-sig", newline="") as file:
            every = list(csv.reader(file, delimiter=";"))
        text = io.StringIO()
        csv.writer(text, delimiter=";").writerows([every[0], *(every[row - 1] for row in rows)])
        self.roster.write_text(text.getvalue(), encoding="utf-8-sig", newline="")

    def states(self, *folders: str) -> dict[Path, tuple[int, int, int]]:
        """Return what tells whether a file was written again: inode, time, size."""
        return {
            path: (status.st_ino, status.st_mtime_ns, status.st_size)
            for folder in folders
            for path in sorted((self.out / folder).rglob("*"))
            if path.is_file()
            for status in [path.stat()]
        }


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    return Workshop(tmp_path)


def wait_for(what: Callable[[], object], seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)


@dataclass
class Killed:
    """A run of thirty that was killed in the middle, and the second one."""

    workshop: Workshop
    finished: list[str]
    before: dict[Path, tuple[int, int, int]]
    after: dict[Path, tuple[int, int, int]]
    left_running: list[int]
    out: str
    err: str


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> Killed:
    if sys.platform == "win32":
        pytest.skip("no SIGKILL here")
    workshop = Workshop(tmp_path_factory.mktemp("killed"))
    process = workshop.begin()
    wait_for(lambda: len(load(workshop.out).made) >= 8)
    family = psutil.Process(process.pid).children(recursive=True)
    process.kill()
    process.communicate()
    finished = list(load(workshop.out).made)
    before = workshop.states(*finished)
    _gone, alive = psutil.wait_procs(family, timeout=20)
    out, err = workshop.run(code=1)
    return Killed(workshop, finished, before, workshop.states(*finished), [process.pid for process in alive], out, err)


def test_killed_in_the_middle_it_goes_on_and_redoes_no_finished_work(killed: Killed) -> None:
    """Not one file of a finished person is written again; all thirty are there in the end."""
    assert 8 <= len(killed.finished) < PEOPLE
    assert len(killed.before) == 9 * len(killed.finished)
    assert killed.after == killed.before
    assert f"{PEOPLE - len(killed.finished)} folders to make" in killed.out
    assert f"{len(killed.finished)} are ready already" in killed.out
    assert len(load(killed.workshop.out).made) == PEOPLE


def test_what_was_killed_leaves_nothing_behind(killed: Killed) -> None:
    """No process, and nothing half made among the folders."""
    assert killed.left_running == []
    names = {path.name for path in killed.workshop.out.iterdir()}
    assert names == {*load(killed.workshop.out).made, FILE, "overview.csv", ".workshop.lock"}


def test_broken_rows_are_named_and_stop_nobody(killed: Killed) -> None:
    """By row and reason, on the screen and in the overview."""
    for row, words in ((22, "name is missing"), (28, "31/02/2026"), (32, "رسالة.eml")):
        assert any(f"Row {row}:" in line and words in line for line in killed.err.splitlines())
    text = (killed.workshop.out / "overview.csv").read_text(encoding="utf-8-sig")
    rows = {int(row): (folder, state) for row, folder, state in list(csv.reader(io.StringIO(text)))[1:]}
    assert len(rows) == PEOPLE + len(BROKEN)
    assert {row for row, (folder, _state) in rows.items() if not folder} == BROKEN
    assert rows[2] == ("Amina Belkacem", "ready")
    assert rows[10] == ("Amina Belkacem (2)", "ready")
    assert rows[23][0] == "أمينة بلقاسم"


def test_a_folder_holds_what_a_person_needs_in_their_language(killed: Killed) -> None:
    """Case file, five notebooks, and three PDFs that open, the first of one page."""
    assert {made.folder for made in load(killed.workshop.out).made.values()}
    languages = set()
    for made in load(killed.workshop.out).made.values():
        place = killed.workshop.out / made.folder
        assert {name for name in made.files if name.startswith("notebooks/")} == {
            f"notebooks/{name}.ipynb" for name in NOTEBOOKS
        }
        assert "case.json" in made.files
        pages = {name: len(PdfReader(place / name).pages) for name in made.files if name.endswith(".pdf")}
        assert len(pages) == 3
        assert min(pages.values()) == 1
        assert max(pages.values()) > 15
        notebook = nbformat.read(place / "notebooks" / f"{PLAN_NOTEBOOK}.ipynb", as_version=4)
        languages.add(notebook.metadata["workbook"]["language"])
        parameters = "\n".join(cell.source for cell in notebook.cells if "injected-parameters" in cell.metadata.tags)
        assert f'case = "{made.case}"' in parameters
        assert 'mode = "form"' in parameters
    assert languages == {"en", "fr", "ar"}


def test_a_counsellor_never_holds_an_answer(killed: Killed) -> None:
    """R12: the case file has facts of the case and nothing more; notebooks are empty; no journal is left or touched."""
    facts = {"candidate", "role", "company", "channel", "notice_date", "contact", "contact_address", "reason",
             "letter_says", "reply_to"}  # fmt: skip
    seen = set()
    for made in load(killed.workshop.out).made.values():
        place = killed.workshop.out / made.folder
        file = read_case_file(place / "case.json")
        assert {(one.section, one.row) for one in file.revisions} == {(Case.about.key, "")}
        seen |= {one.field for one in file.revisions}
        for path in (place / "notebooks").iterdir():
            for cell in nbformat.read(path, as_version=4).cells:
                assert cell.cell_type == "markdown" or (not cell.outputs and cell.execution_count is None)
    assert {"candidate", "role", "company", "notice_date", "reason"} <= seen <= facts
    folder = killed.workshop.folder
    assert not (folder / "own").exists()
    assert not list(folder.rglob("*.sqlite3*"))


def test_names_of_files_tell_nothing_but_the_person(killed: Killed) -> None:
    """R6: no company, no role, no word of a refusal in any name."""
    names = " ".join(path.name for path in killed.workshop.out.rglob("*")).lower()
    for word in ("numidia", "analyst", "refus", "reject", "الرفض", "comptable", "banque"):
        assert word not in names


def test_a_case_file_can_be_brought_in(killed: Killed, tmp_path: Path) -> None:
    """Into the person's own journal; again, it changes nothing. Nothing is answered or settled yet."""
    made = load(killed.workshop.out).made["Amina Belkacem"]
    path = killed.workshop.out / made.folder / "case.json"
    with Journal(tmp_path / "person.sqlite3") as journal:
        assert import_case(journal, path) == import_case(journal, path) == made.case
        answers: Answers = journal.answers(made.case)
    assert answers.read(Case).company == "Numidia Analytics SPA"
    assert set(answers.raw) == {"case"}
    assert all(answers.status(section) is None for section in SECTIONS)


def test_the_message_is_drafted_from_the_facts(killed: Killed) -> None:
    """papermill has run the notebook: name, role and company stand in what is printed."""
    made = load(killed.workshop.out).made["Karim Sahraoui"]
    place = killed.workshop.out / made.folder
    texts = ["".join(page.extract_text() for page in PdfReader(place / name).pages) for name in made.files
             if name.endswith(".pdf")]  # fmt: skip
    with_company = [text for text in texts if "Cimenterie du Zaccar" in text]
    assert len(with_company) == 1
    assert "Technicien de maintenance" in with_company[0]
    assert "Karim Sahraoui" in with_company[0]


def test_a_third_run_has_nothing_to_do(killed: Killed) -> None:
    """And is quick: no kernel is started for it."""
    began = time.monotonic()
    out, _err = killed.workshop.run(code=1)
    assert "30 are ready already" in out
    assert time.monotonic() - began < 10


def test_a_dry_run_shows_the_mapping_and_writes_nothing(workshop: Workshop) -> None:
    """Exit code 1, for there are rows to put right."""
    out, err = workshop.run("--dry-run", code=1)
    assert "name        <-  Nom et prénom" in out
    assert "day first" in out
    assert "30 folders to make, 3 rows cannot be used" in out
    assert "Amina Belkacem (2)" in out
    assert "Row 28:" in err
    assert not workshop.out.exists()


def test_only_what_changed_or_is_missing_is_made(workshop: Workshop) -> None:
    """A corrected row, a file that was removed; the counsellor's own note in a folder stays."""
    workshop.keep(3, 10, 24)
    workshop.run()
    folders = sorted(load(workshop.out).made)
    assert len(folders) == 3
    case = load(workshop.out).made["Yacine Ould Ali"].case
    (workshop.out / "Yacine Ould Ali" / "my note.txt").write_text("room 3")
    (workshop.out / "يوسف قاسمي" / "case.json").unlink()
    before = workshop.states("Amina Belkacem")
    text = workshop.roster.read_text(encoding="utf-8-sig")
    workshop.roster.write_text(text.replace("Junior Accountant", "Senior Accountant"), encoding="cp1256")
    out, _err = workshop.run()
    assert "2 folders to make, 1 is ready already" in out
    assert workshop.states("Amina Belkacem") == before
    changed = read_case_file(workshop.out / "Yacine Ould Ali" / "case.json")
    assert changed.case == case
    assert "Senior Accountant" in {one.value for one in changed.revisions}
    assert (workshop.out / "Yacine Ould Ali" / "my note.txt").read_text() == "room 3"
    assert (workshop.out / "يوسف قاسمي" / "case.json").exists()
    assert sorted(load(workshop.out).made) == folders


def test_a_changed_language_leaves_no_file_of_the_old_one(workshop: Workshop) -> None:
    """Everything in the folder is in the manifest."""
    workshop.keep(3)
    workshop.run()
    text = workshop.roster.read_text(encoding="utf-8-sig").replace("English", "fr")
    workshop.roster.write_text(text, encoding="utf-8")
    workshop.run()
    [made] = load(workshop.out).made.values()
    place = workshop.out / made.folder
    assert {path.relative_to(place).as_posix() for path in place.rglob("*") if path.is_file()} == set(made.files)


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_ctrl_c_finishes_what_is_under_way_and_says_how_to_go_on(workshop: Workshop) -> None:
    """Exit code 130; every folder that is there is whole and noted."""
    process = workshop.begin()
    wait_for(lambda: len(load(workshop.out).made) >= 2)
    process.send_signal(signal.SIGINT)
    _out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "run the same command again" in err
    assert "Traceback" not in err
    made = load(workshop.out).made
    assert 2 <= len(made) < PEOPLE
    assert {path.name for path in workshop.out.iterdir() if path.is_dir()} == set(made)
    assert all((workshop.out / folder / name).stat().st_size for folder in made for name in made[folder].files)


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX limits")
def test_a_full_disk_is_said_and_ends_the_work(workshop: Workshop) -> None:
    """A real limit on what may be written; nothing half made is taken for finished."""
    workshop.keep(3, 5)
    limit = (
        "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, 150_000))"
    )
    _out, err = workshop.run(code=1, prelude=limit)
    assert "no room left on the disk" in err
    assert load(workshop.out).made == {}
    assert not [path for path in workshop.out.iterdir() if path.is_dir()]
    out, _err = workshop.run()
    assert "2 folders to make" in out


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX locks")
def test_two_runs_in_one_folder_do_not_meet(workshop: Workshop) -> None:
    """The second one says so and changes nothing."""
    process = workshop.begin()
    try:
        wait_for(lambda: (workshop.out / ".making").is_dir())
        _out, err = workshop.run(code=1)
        assert "in another window" in err
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)


def test_trouble_with_one_person_does_not_stop_the_others(workshop: Workshop) -> None:
    """Something that nobody foresaw, in the middle of one folder: named by row, without its text; exit code 1."""
    workshop.keep(3, 5, 6)
    trouble = (
        "from workbook.workshop import handing\n"
        "whole = handing.start_sheet\n"
        "def broken(name, *more):\n"
        "    if name.startswith('Sofiane'):\n"
        "        raise KeyError('something private')\n"
        "    return whole(name, *more)\n"
        "handing.start_sheet = broken"
    )
    _out, err = workshop.run(code=1, prelude=trouble)
    assert "Row 3:" in err
    assert "KeyError" in err
    assert "private" not in err
    assert len(load(workshop.out).made) == 2
    out, _err = workshop.run()
    assert "1 folder to make, 2 are ready already" in out


def test_a_list_without_names_or_no_list_gets_words(workshop: Workshop) -> None:
    """Two sentences, exit code 1, nothing made."""
    workshop.roster.write_text("Firma,Ort\nX,Y\n")
    _out, err = workshop.run(code=1)
    assert "--map name=Column" in err
    workshop.roster.write_bytes(b"PK\x03\x04 an xlsx")
    _out, err = workshop.run(code=1)
    assert "Save as" in err
    assert not workshop.out.exists()


def test_the_manifest_holds_nothing_about_a_case(workshop: Workshop) -> None:
    """Names of folders, ids, check sums."""
    workshop.keep(3)
    workshop.run()
    data = json.loads((workshop.out / FILE).read_text(encoding="utf-8"))
    assert set(data["people"][0]) == {"folder", "case", "digest", "made_with", "made_at", "files"}
    assert "Tassili" not in json.dumps(data)
