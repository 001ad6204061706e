"""The first page's kernel half: reading, making a case, copies, deleting, wiping; the real worker does the work."""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import Path

import pytest

from workbook import samples
from workbook.bundle import figures_in_words, outgoing, read_bundle
from workbook.case import Case
from workbook.files import EXPORTS_ENV
from workbook.journal import Change, Journal
from workbook.phases.relaunch import Learning
from workbook.start.desk import Desk
from workbook.start.page import open_start
from workbook.words import set_language

from .conftest import Browser

LETTER = samples.LETTER.read_bytes()
INVITATION = "Dear Amina,\nWe are happy to invite you to an interview on Monday at 10.\nKarim"


def test_a_letter_is_read_and_nothing_is_kept(desk: Browser, own_journal: Journal) -> None:
    """What is shown carries its sentences; the journal stays empty until the person says so."""
    answer = desk.ask("read", LETTER)
    assert answer["rejection"] is True
    assert answer["values"]["company"] == "Numidia Analytics SPA"
    assert answer["values"]["notice_date"] == "2026-11-19"
    assert answer["values"]["letter_says"] == ["door_open"]
    assert "another candidate" in answer["sentences"]["role"]
    assert set(answer["sentences"]) >= {"company", "role", "reason", "letter_says"}
    assert not set(answer["values"]) & {"reply_to", "contact_address"}
    assert own_journal.cases() == []


def test_a_corrected_letter_becomes_a_case(desk: Browser, own_journal: Journal) -> None:
    """What the person put in wins, also an emptied field; what the form does not show comes from the letter."""
    values = desk.ask("read", text=LETTER.decode())["values"]
    given = {**values, "company": "Numidia", "reason": None}
    assert desk.ask("create", values=given)["case"] == "case-1"
    raw = own_journal.answers("case-1").raw["case"][""]
    assert raw["company"] == "Numidia"
    assert "reason" not in raw
    assert raw["contact_address"]
    assert raw["reply_to"]


def test_another_contact_does_not_keep_the_address_of_the_first(desk: Browser, own_journal: Journal) -> None:
    """A message must not go to somebody under another's name."""
    values = desk.ask("read", LETTER)["values"]
    desk.ask("create", values={**values, "contact": "Somebody else"})
    assert "contact_address" not in own_journal.answers("case-1").raw["case"][""]


def test_a_case_without_a_letter(desk: Browser, own_journal: Journal) -> None:
    """After a call, or where no answer came; everything may stay empty."""
    assert desk.ask("by_hand")["values"] == {}
    desk.ask("create", values={"channel": "silence", "company": "Sonelgaz"})
    assert own_journal.answers("case-1").read(Case).channel == "silence"
    desk.ask("by_hand")
    desk.ask("create", values={})
    assert own_journal.cases() == ["case-1", "case-2"]


def test_the_next_case_knows_the_person_but_nothing_of_the_last_refusal(desk: Browser, own_journal: Journal) -> None:
    """Name, country, phone and LinkedIn are asked once."""
    own_journal.create("case-1")
    known = {"candidate": "Amina", "country": "dz", "phone": "0550", "company": "Old", "reason": "old"}
    own_journal.save("case-1", [Change(section="case", field=name, value=value) for name, value in known.items()])
    assert desk.ask("by_hand")["values"] == {"candidate": "Amina", "country": "dz"}
    desk.ask("create", values={"candidate": "Amina B.", "company": "New"})
    assert own_journal.answers("case-2").raw["case"][""] == {
        "candidate": "Amina B.", "company": "New", "phone": "0550",
    }  # fmt: skip


def test_what_is_no_refusal_is_said(desk: Browser) -> None:
    """It can be gone on with all the same."""
    answer = desk.ask("read", text=INVITATION)
    assert answer["type"] == "done"
    assert answer["rejection"] is False


@pytest.mark.parametrize("file", [b"", b"%PDF-1.7 \x00\xff", b"\x89PNG\r\n\x1a\n\x00"])
def test_a_file_that_is_no_letter_gets_two_sentences(desk: Browser, file: bytes) -> None:
    """What happened, and what to do."""
    answer = desk.ask("read", file)
    assert answer["type"] == "failed"
    assert answer["what"]
    assert answer["next"]


@pytest.mark.parametrize(
    ("kind", "rest"),
    [
        ("nonsense", {}),
        ("msg", {}),
        ("read", {}),
        ("read", {"text": 3}),
        ("create", {"values": None}),
        ("create", {"values": {"company": {"a": 1}}}),
        ("make", {"case": "case-1", "audience": "share", "what": "all"}),
        ("make", {"case": "../case-1", "audience": "private", "what": "plan"}),
        ("make", {"case": "nope", "audience": "private", "what": "plan"}),
        ("delete", {"case": "nope"}),
        ("going_out", {"case": ["x"]}),
        ("going_to_counsellor", {"case": "case-1", "named": "yes", "figures_only": False}),
        ("bundle", {"case": "case-1"}),
        ("choose", {"case": "case-1", "part": "writing", "goes": True}),
        ("choose", {"case": "case-1", "part": ["cv"], "goes": True}),
        ("choose", {"case": "case-1", "part": "cv", "goes": "no"}),
        ("prepare", {"cases": ["nope"]}),
        ("restore", {"name": "x"}),
    ],
)
def test_a_message_that_makes_no_sense_is_answered_and_changes_nothing(
    desk: Browser, own_journal: Journal, kind: str, rest: dict[str, object]
) -> None:
    """A page of an older version may say anything."""
    own_journal.create("case-1")
    before = own_journal.path.read_bytes()
    assert desk.ask(kind, **rest)["type"] == "failed"
    assert own_journal.path.read_bytes() == before


def test_no_trait_and_no_name_of_the_widget_holds_an_answer(desk: Browser) -> None:
    """Traits and reprs get into notebook files."""
    desk.ask("read", LETTER)
    assert "Numidia" not in str(desk.widget.get_state())
    assert "Numidia" not in repr(desk.widget)


def test_a_backup_brings_everything_back_elsewhere(desk: Browser, own_journal: Journal, tmp_path: Path) -> None:
    """All cases with their history; twice changes nothing; the same answers give the same bytes."""
    for case in ("case-1", "case-2"):
        own_journal.create(case)
        own_journal.save(case, samples.answers("demo"))
    made = desk.ask("backup")
    assert made["name"].endswith(".zip")
    assert made["file"] == desk.ask("backup")["file"]
    before = {case: own_journal.dump(case) for case in own_journal.cases()}
    own_journal.delete("case-1")
    own_journal.delete("case-2")
    assert desk.ask("restore", made["file"], name="copy.zip")["cases"] == ["case-1", "case-2"]
    assert desk.ask("restore", made["file"], name="copy.zip")["cases"] == ["case-1", "case-2"]
    assert {case: own_journal.dump(case) for case in own_journal.cases()} == before


def test_a_single_case_file_is_brought_in_too(desk: Browser, own_journal: Journal) -> None:
    """As the command makes it with --to json."""
    from workbook.casefile import export_case

    own_journal.create("mine")
    data = export_case(own_journal, "mine")
    own_journal.delete("mine")
    assert desk.ask("restore", data, name="case.json")["cases"] == ["mine"]


def _zip(members: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return packed.getvalue()


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"PK", b"PK\x03\x04 broken", _zip({}), _zip({"a.json": b"no"}), _zip({"../../evil.json": b"{}"})],
    ids=["empty", "half", "two letters", "broken", "nothing in it", "no case", "a way out"],
)
def test_a_file_that_is_no_backup_changes_nothing(desk: Browser, own_journal: Journal, data: bytes) -> None:
    """It is said with the name of the file, and nothing is written outside."""
    around = set(own_journal.path.parent.parent.rglob("*"))
    answer = desk.ask("restore", data, name="copy.zip")
    assert answer["type"] == "failed"
    assert own_journal.cases() == []
    assert set(own_journal.path.parent.parent.rglob("*")) == around


@pytest.mark.slow
def test_pages_are_prepared_where_the_links_lead(desk: Browser, own_journal: Journal) -> None:
    """A case made here has its pages after one job; until then it is said to lack them."""
    case = desk.ask("create", values={"company": "X"})["case"]
    told = desk.ask("open")
    assert told["unprepared"] == [case]
    desk.ask("prepare", cases=[case])
    assert [step["text"] for step in desk.steps] == ["Preparing the pages"]
    again = desk.ask("open")
    assert again["unprepared"] == []
    assert Path(again["cases"][0]["go_on"]).is_file()


@pytest.mark.slow
def test_one_job_at_a_time(desk: Browser, own_journal: Journal) -> None:
    """A second one is refused kindly, and works once the first is done."""
    own_journal.create("case-1")
    desk.widget._busy = True
    assert desk.ask("delete", case="case-1")["type"] == "failed"
    desk.widget._busy = False
    assert desk.ask("delete", case="case-1")["type"] == "done"
    assert own_journal.cases() == []


@pytest.mark.slow
def test_the_plan_comes_as_a_file_and_leaves_none_behind(takeaway: Browser, own_journal: Journal) -> None:
    """Private and shared; the shared one holds no private word and says first what it holds."""
    from pypdf import PdfReader

    own_journal.create("case-1")
    own_journal.save("case-1", samples.answers("demo"))
    own_journal.save("case-1", [Change(section="intensity", field="note", value="x")])
    around = set(own_journal.path.parent.rglob("*"))
    mine = takeaway.ask("make", case="case-1", audience="private", what="plan")
    assert mine["name"] == "recovery-plan.pdf"
    assert mine["size"] == len(mine["file"])
    assert [(step["number"], step["all"]) for step in takeaway.steps] == [(1, 2), (2, 2)]
    shared = takeaway.ask("make", case="case-1", audience="share", what="plan")
    assert shared["name"] == "recovery-plan-shared.pdf"
    pages = {kind: len(PdfReader(io.BytesIO(one["file"])).pages) for kind, one in (("m", mine), ("s", shared))}
    assert pages["s"] < pages["m"]
    assert set(own_journal.path.parent.rglob("*")) == around
    listed = takeaway.ask("going_out", case="case-1")
    goes = {part["title"]: part["goes"] for part in listed["parts"]}
    assert goes["The application"]
    assert not goes["How it feels right now"]
    assert "How it feels right now" in listed["staying"]


def test_a_part_is_left_out_or_added(takeaway: Browser, own_journal: Journal) -> None:
    """R6: what is chosen is kept as a note; plan and bundle follow it."""
    own_journal.create("case-1")
    own_journal.save("case-1", samples.answers("demo"))
    empty = own_journal.answers("case-1").read(Learning)
    assert not empty.is_empty()

    def goes(kind: str, **wishes: bool) -> dict[str, bool]:
        return {part["key"]: bool(part["rows"]) for part in takeaway.ask(kind, case="case-1", **wishes)["parts"]}

    wishes = {"named": False, "figures_only": False}
    assert goes("going_out")["learning"]
    assert not goes("going_out")["intensity"]
    for part, wish in (("learning", False), ("intensity", True)):
        assert takeaway.ask("choose", case="case-1", part=part, goes=wish)["type"] == "done"
    assert not goes("going_out")["learning"]
    assert goes("going_out")["intensity"]
    assert not goes("going_to_counsellor", **wishes)["learning"]
    assert "intensity" not in goes("going_to_counsellor", **wishes)
    made = json.loads(takeaway.ask("bundle", case="case-1", **wishes)["file"])
    assert not {"learning", "intensity"} & set(made["answers"])
    assert own_journal.answers("case-1").read(Learning) == empty


def test_a_file_for_a_counsellor(takeaway: Browser, own_journal: Journal) -> None:
    """R6, R12: what was shown goes out, with the wishes; looking alone writes nothing into the journal."""
    own_journal.create("case-1")
    own_journal.save("case-1", [*samples.answers("demo"), Change(section="case", field="candidate", value="Amina B.")])
    before = own_journal.dump("case-1")
    wishes = {"named": False, "figures_only": False}
    shown = takeaway.ask("going_to_counsellor", case="case-1", **wishes)
    assert "Amina B." not in json.dumps(shown["parts"], ensure_ascii=False)
    assert "How it feels right now" in shown["staying"]
    assert not shown["gives_away"]
    named = takeaway.ask("going_to_counsellor", case="case-1", **{**wishes, "named": True})
    assert "Amina B." in json.dumps(named["parts"], ensure_ascii=False)
    assert own_journal.dump("case-1") == before

    made = takeaway.ask("bundle", case="case-1", **wishes)
    assert re.fullmatch(r"bundle-[0-9a-f]{8}\.json", made["name"])
    path = own_journal.path.parent / made["name"]
    path.write_bytes(made["file"])
    bundle = read_bundle(path)
    rows = [tuple(row) for part in shown["parts"] for row in part["rows"]]
    assert rows == [(one.question, one.answer) for one in outgoing(bundle)]
    assert shown["figures"] == figures_in_words(bundle)
    numbers = takeaway.ask("bundle", case="case-1", **{**wishes, "figures_only": True})
    assert numbers["name"] == made["name"]
    assert json.loads(numbers["file"])["answers"] == {}

    own_journal.save("case-1", [Change(section="reframe", field="market", value="Amina B. was here")])
    assert takeaway.ask("going_to_counsellor", case="case-1", **wishes)["gives_away"]


@pytest.mark.slow
def test_what_the_cases_have_in_common(desk: Browser, own_journal: Journal) -> None:
    """The same page as ``workbook patterns`` makes; no copy stays."""
    for case in ("case-1", "case-2"):
        own_journal.create(case)
        own_journal.save(case, samples.answers("demo"))
    around = set(own_journal.path.parent.rglob("*"))
    made = desk.ask("patterns")
    assert made["name"] == "patterns.pdf"
    assert made["file"].startswith(b"%PDF")
    assert [(step["number"], step["all"]) for step in desk.steps] == [(1, 2), (2, 2)]
    assert set(own_journal.path.parent.rglob("*")) == around


@pytest.mark.slow
def test_everything_comes_as_one_file(takeaway: Browser, own_journal: Journal) -> None:
    """Plan, phases, calendar, message; each step is said."""
    own_journal.create("case-1")
    own_journal.save("case-1", samples.answers("demo"))
    answer = takeaway.ask("make", case="case-1", audience="private", what="all")
    with zipfile.ZipFile(io.BytesIO(answer["file"])) as archive:
        assert sorted(archive.namelist()) == [
            "1-absorb.pdf", "2-respond.pdf", "3-analyse.pdf", "4-relaunch.pdf", "plan.ics", "recovery-plan.pdf",
            "reply.eml",
        ]  # fmt: skip
    assert [step["number"] for step in takeaway.steps] == list(range(1, takeaway.steps[0]["all"] + 1))


@pytest.mark.slow
def test_what_goes_wrong_in_the_worker_is_said(takeaway: Browser, own_journal: Journal, tmp_path: Path) -> None:
    """A case that was deleted meanwhile: the words of the error; a process that dies: words, too."""
    own_journal.create("case-1")
    path = takeaway.widget._path
    takeaway.widget._language = "nowhere"
    answer = takeaway.ask("make", case="case-1", audience="private", what="plan")
    assert (answer["type"], answer["what"]) == ("failed", "This could not be finished.")
    assert takeaway.widget._path == path
    takeaway.widget._language = "en"
    own_journal.path.chmod(0o600)
    assert takeaway.ask("make", case="case-1", audience="private", what="plan")["type"] == "done"


@pytest.fixture
def exports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(EXPORTS_ENV, str(tmp_path / "exports"))
    return tmp_path / "exports"


@pytest.mark.slow
def test_a_deleted_case_is_gone_with_its_pages_and_exports(own_journal: Journal, exports: Path) -> None:
    """Other cases stay; a file of the person's own stays, and it is said where."""
    desk = Browser(Desk())
    for case in ("case-1", "case-2"):
        own_journal.create(case)
        own_journal.save(case, [Change(section="case", field="company", value=f"Secret {case}")])
        (exports / case).mkdir(parents=True)
        (exports / case / "recovery-plan.pdf").write_bytes(b"%PDF")
    (exports / "case-1" / "own.txt").write_text("mine")
    desk.ask("prepare", cases=["case-1", "case-2"])
    answer = desk.ask("delete", case="case-1")
    assert answer["left"] == [str(exports / "case-1")]
    assert own_journal.cases() == ["case-2"]
    assert b"Secret case-1" not in own_journal.path.read_bytes()
    assert [path.name for path in (exports / "case-1").iterdir()] == ["own.txt"]
    assert (exports / "case-2" / "recovery-plan.pdf").is_file()
    assert sorted(path.name for path in Path.cwd().iterdir()) == ["case-2"]


@pytest.mark.slow
def test_wiping_leaves_nothing_of_the_person(own_journal: Journal, exports: Path, tmp_path: Path) -> None:
    """Journal, pages, exports; the first page stays, for it holds nothing; and one can begin anew."""
    desk = Browser(Desk())
    desk.ask("create", values={"company": "Secret"})
    desk.ask("prepare", cases=["case-1"])
    (Path.cwd() / "0-start.ipynb").write_text("{}")
    (exports / "case-1" / "notebooks").mkdir(parents=True)
    (exports / "case-1" / "recovery-plan.pdf").write_bytes(b"%PDF")
    own_journal.close()
    answer = desk.ask("wipe")
    assert (answer["cases"], answer["journal_gone"], answer["left"]) == (1, True, [])
    assert [path.relative_to(tmp_path).as_posix() for path in sorted(tmp_path.rglob("*")) if path.is_file()] == [
        "lab/seal.key", "prepared/0-start.ipynb",
    ]  # fmt: skip
    assert desk.ask("open")["cases"] == []


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_page_speaks_the_language_it_was_opened_in(own_journal: Journal, language: str) -> None:
    """Its words and its direction travel with it."""
    set_language(language)
    spec = Desk()._spec
    assert spec["dir"] == ("rtl" if language == "ar" else "ltr")
    assert spec["lang"].startswith(language)
    assert [entry["name"] for entry in spec["fields"]][:2] == ["company", "role"]


def test_a_parameter_that_is_none_of_its_words_is_refused() -> None:
    """As on every page."""
    with pytest.raises(ValueError, match="mode is one of"):
        open_start(mode="x")
