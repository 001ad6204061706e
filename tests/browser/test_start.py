"""The first page in the browser: cases, a new rejection, taking away, copies, and everything removed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from pypdf import PdfReader

from workbook import samples
from workbook.bundle import read_bundle
from workbook.journal import Change, Journal
from workbook.phases import START_NOTEBOOK

from .conftest import House

LETTER = samples.LETTER.read_text(encoding="utf-8")


def region(page: Any, title: str) -> Any:
    return page.get_by_role("region", name=title)


def test_the_first_page_shows_each_case_and_leads_on(house: House) -> None:
    """Role and company, days, what is settled in each phase; "Go on" opens the first phase that is not done."""
    house.case("case-1", role="Analyst", company="Numidia", notice_date="2026-11-19")
    with Journal(house.journal) as journal:
        journal.save("case-1", [Change(section="intensity", field="_status", value="done")])
    page = house.open()
    card = page.get_by_role("article", name="Analyst – Numidia")
    assert "Answer of 19 November 2026" in card.inner_text()
    assert card.get_by_role("listitem").first.inner_text().split("\n") == ["Absorb", "1 of 9"]
    card.get_by_role("link", name="Go on: Absorb").click()
    region(page, "How it feels right now").wait_for()
    page.get_by_role("link", name="All your cases").click()
    page.get_by_role("article", name="Analyst – Numidia").locator("visible=true").wait_for()


def test_without_a_case_the_page_says_how_to_begin(house: House) -> None:
    """Nothing scolds, nothing is preselected."""
    page = house.open()
    page.get_by_text("Nothing is here yet.").wait_for()
    assert page.locator(".wb-form :checked").count() == 0


def test_a_pasted_letter_is_shown_corrected_and_made_into_a_case(house: House) -> None:
    """What was read stands with its sentence; what the person changes wins; the pages are there at once."""
    page = house.open()
    page.get_by_label("Paste the mail or message here").fill(LETTER)
    page.get_by_role("button", name="Read it").click()
    form = region(page, "A new rejection")
    company = form.get_by_label("The company")
    assert company.input_value() == "Numidia Analytics SPA"
    described = form.get_by_label("The role you applied for").get_attribute("aria-describedby")
    assert "another candidate" in page.locator(f"#{described}").inner_text()
    assert form.get_by_label("I may apply again, or they keep my CV").is_checked()
    assert house.cases() == []
    company.fill("Numidia")
    form.get_by_role("button", name="Make the case").click()
    page.get_by_text("The case is made").wait_for()
    assert house.facts("case-1")["company"] == "Numidia"
    # The focus is on the way in.
    page.keyboard.press("Enter")
    region(page, "How it feels right now").wait_for()


def test_a_chosen_file_and_a_dropped_file_are_read(house: House) -> None:
    """Both ways, without any dialog of our own."""
    page = house.open()
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Choose a file").click()
    chooser.value.set_files(samples.LETTER)
    page.get_by_role("heading", name="What was read").wait_for()
    page.get_by_role("button", name="Start over").click()
    page.get_by_label("Paste the mail or message here").evaluate(
        """(node, text) => {
            const carried = new DataTransfer();
            carried.items.add(new File([text], "mail.eml"));
            node.dispatchEvent(new DragEvent("drop", { dataTransfer: carried, bubbles: true, cancelable: true }));
        }""",
        LETTER,
    )
    page.get_by_role("heading", name="What was read").wait_for()
    assert page.get_by_label("The company").input_value() == "Numidia Analytics SPA"


def test_what_is_no_refusal_is_said_kindly_and_costs_nothing(house: House) -> None:
    """One can go on, or start over; nothing was kept."""
    page = house.open()
    page.get_by_label("Paste the mail or message here").fill("Dear Amina, we invite you to an interview. Karim")
    page.get_by_role("button", name="Read it").click()
    page.get_by_text("This does not read like a refusal.").wait_for()
    page.get_by_role("button", name="Start over").click()
    page.get_by_label("Paste the mail or message here").wait_for()
    assert page.get_by_label("Paste the mail or message here").input_value() == ""
    assert house.cases() == []


def test_a_file_that_is_no_letter_gets_words(house: House) -> None:
    """What happened and what to do, by the field."""
    page = house.open()
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Choose a file").click()
    chooser.value.set_files({"name": "cv.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 \x00\xff"})
    page.get_by_role("alert").filter(has_text="it does not hold text").wait_for()


def test_a_case_without_a_letter(house: House) -> None:
    """After a call: only what is known."""
    page = house.open()
    page.get_by_role("button", name="There is no letter").click()
    form = region(page, "A new rejection")
    form.get_by_label("The company").fill("Sonelgaz")
    form.get_by_label("By phone").check()
    form.get_by_role("button", name="Make the case").click()
    page.get_by_role("article", name="Sonelgaz").wait_for()
    assert house.facts("case-1") == {"company": "Sonelgaz", "channel": "phone"}


def test_what_was_begun_survives_a_closed_window(house: House) -> None:
    """A correction that was typed is there again; once the case is made the browser keeps nothing."""
    page = house.open()
    page.get_by_label("Paste the mail or message here").fill(LETTER)
    page.get_by_role("button", name="Read it").click()
    page.get_by_label("The company").fill("Corrected")
    page.close()
    page = house.open()
    assert page.get_by_label("The company").input_value() == "Corrected"
    page.get_by_role("button", name="Make the case").click()
    page.get_by_text("The case is made").wait_for()
    assert page.evaluate("Object.keys(localStorage).filter(name => name.startsWith('workbook/'))") == []


def test_the_plan_is_made_and_saved_while_the_page_stays_alive(house: House) -> None:
    """Steps are said; the page answers meanwhile; the browser saves the file."""
    house.case("case-1", "demo", role="Analyst")
    page = house.open()
    card = page.get_by_role("article", name="Analyst")
    card.get_by_text("Take away or delete").click()
    card.get_by_role("button", name="My plan (PDF)").click()
    card.get_by_text("Step 1 of 2").wait_for()
    # Another question is answered before the plan is done.
    page.get_by_role("button", name="There is no letter").click()
    page.get_by_role("heading", name="Without a letter").wait_for()
    assert card.get_by_role("link", name="Save recovery-plan.pdf").count() == 0
    save = card.get_by_role("link", name="Save recovery-plan.pdf")
    save.wait_for()
    with page.expect_download() as download:
        save.click()
    assert download.value.suggested_filename == "recovery-plan.pdf"
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF")
    assert not house.exports.exists()


def test_a_shared_plan_shows_first_what_goes_out(house: House) -> None:
    """R6: question by question, each part with its box; nothing is made before. In the notebook of the plan, too."""
    house.case("case-1", "demo", candidate="Amina B.")
    page = house.open("case-1/5-recovery-plan")
    part = region(page, "Take it with you")
    part.get_by_role("button", name="A plan to share (PDF)").click()
    outgoing = part.get_by_role("region", name="This goes out")
    outgoing.get_by_text("Amina B.").wait_for()
    course = outgoing.get_by_text("a free dbt fundamentals course")
    felt = outgoing.get_by_text("flat, like after an exam")
    assert course.count() == 1
    assert felt.count() == 0
    outgoing.get_by_label("Learning", exact=True).uncheck()
    course.wait_for(state="detached")
    outgoing.get_by_label("How it feels right now").check()
    felt.wait_for()
    assert page.evaluate("document.activeElement.dataset.part") == "intensity"
    assert "Learning" in part.get_by_text("This stays with you").inner_text()
    part.get_by_role("button", name="Make this file").click()
    save = part.get_by_role("link", name="Save recovery-plan-shared.pdf")
    save.wait_for()
    with page.expect_download() as download:
        save.click()
    text = " ".join(sheet.extract_text() for sheet in PdfReader(Path(download.value.path())).pages)
    assert "dbt fundamentals" not in text
    assert "flat, like after an exam" in text


def test_a_file_for_a_counsellor_shows_first_what_goes_out(house: House) -> None:
    """R6, R12: the list follows the wishes; the file that the browser saves is the bundle."""
    house.case("case-1", "demo", candidate="Amina B.")
    page = house.open("case-1/5-recovery-plan")
    part = region(page, "Take it with you")
    opener = part.get_by_role("button", name="A file for a counsellor")
    opener.click()
    outgoing = part.get_by_role("region", name="This goes out")
    outgoing.get_by_text("How far it went").wait_for()
    assert opener.get_attribute("aria-expanded") == "true"
    assert outgoing.get_by_text("Amina B.").count() == 0
    part.get_by_label("Add my name, the role, the company and the dates").check()
    outgoing.get_by_text("Amina B.").wait_for()
    part.get_by_role("button", name="Make this file").click()
    save = part.get_by_role("link", name=re.compile("Save bundle-"))
    with page.expect_download() as download:
        save.click()
    bundle = read_bundle(Path(download.value.path()))
    assert bundle.answers["case"][""]["candidate"] == "Amina B."


def test_what_several_cases_have_in_common(house: House) -> None:
    """R4: offered from two cases on; the page goes on living while it is printed."""
    house.case("case-1", "demo", role="Analyst")
    page = house.open()
    begin = page.get_by_role("button", name="What your cases have in common (PDF)")
    page.get_by_role("link", name=re.compile("Go on")).first.wait_for()
    assert not begin.is_visible()
    page.close()
    house.case("case-2", "silence", role="Buyer")
    page = house.open()
    begin = page.get_by_role("button", name="What your cases have in common (PDF)")
    begin.click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Save patterns.pdf").click()
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF")


def test_amounts_of_money_are_no_formulas(house: House) -> None:
    """What stands between two dollar signs is shown as it was typed."""
    house.case("case-1", role="Analyst ($500 now, $700 later)")
    page = house.open("case-1/5-recovery-plan")
    page.get_by_text("Analyst ($500 now, $700 later)").first.wait_for()
    page.wait_for_load_state("networkidle")
    assert page.locator("mjx-container").count() == 0
    assert page.get_by_text("Analyst ($500 now, $700 later)").first.is_visible()


def test_a_copy_brings_the_cases_back(house: House, tmp_path: Path) -> None:
    """Saved by the browser, brought in on an empty computer, its pages ready."""
    house.case("case-1", "demo", role="Analyst")
    page = house.open()
    page.get_by_role("button", name="Make a copy", exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Save workbook-backup-2026-11-22.zip").click()
    download.value.save_as(tmp_path / "copy.zip")
    with Journal(house.journal) as journal:
        before = journal.dump("case-1")
        journal.delete("case-1")
    page.close()
    page = house.open()
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Bring in a copy").click()
    chooser.value.set_files(tmp_path / "copy.zip")
    page.get_by_text("Your cases are here: case-1").wait_for()
    page.get_by_role("article", name="Analyst").wait_for()
    with Journal(house.journal) as journal:
        assert journal.dump("case-1") == before


def test_deleting_asks_first_and_then_leaves_nothing(house: House) -> None:
    """The safe way out has the focus; other cases stay, also what the browser keeps of them."""
    house.case("case-1", company="Secret")
    house.case("case-2", company="Other")
    page = house.open()
    for case in ("case-1", "case-2"):
        page.evaluate("name => localStorage.setItem(name, '{}')", f"workbook/mark/{case}/case/x")
    card = page.get_by_role("article", name="Secret")
    card.get_by_text("Take away or delete").click()
    card.get_by_role("button", name="Delete this case").click()
    assert page.evaluate("document.activeElement.textContent") == "Keep it"
    page.keyboard.press("Enter")
    assert house.cases() == ["case-1", "case-2"]
    card.get_by_role("button", name="Delete this case").click()
    card.get_by_role("button", name="Yes, delete it").click()
    page.get_by_text("The case is deleted.").wait_for()
    assert house.cases() == ["case-2"]
    assert not (house.root / "case-1").exists()
    assert b"Secret" not in house.journal.read_bytes()
    names = page.evaluate("Object.keys(localStorage).filter(name => name.startsWith('workbook/'))")
    assert names == ["workbook/mark/case-2/case/x"]


def test_finish_and_wipe_leaves_nothing_on_the_computer(house: House) -> None:
    """R12: journal, pages, exports, drafts; another window lets go, too; what cannot be removed is said."""
    house.case("case-1", company="Secret")
    (house.exports / "case-1").mkdir(parents=True)
    (house.exports / "case-1" / "recovery-plan.pdf").write_bytes(b"%PDF Secret")
    other = house.open("case-1/1-absorb")
    page = house.open()
    page.evaluate("localStorage.setItem('workbook/mark/case-1/case/x', '{}')")
    page.get_by_role("button", name="Finish and wipe").click()
    page.get_by_role("button", name="Yes, remove everything").click()
    page.get_by_role("heading", name="Everything is removed.").wait_for()
    said = region(page, "Everything is removed.").inner_text()
    assert "Files that you saved or downloaded yourself" in said
    other.get_by_text("Everything was removed, in another window.").wait_for()
    other.close()
    assert page.evaluate("Object.keys(localStorage).filter(name => name.startsWith('workbook/'))") == []
    assert not house.journal.exists()
    assert [path.name for path in house.root.iterdir() if not path.name.startswith(".")] == [f"{START_NOTEBOOK}.ipynb"]
    assert not house.exports.exists() or list(house.exports.iterdir()) == []
    for path in house.journal.parent.rglob("*"):
        if path.is_file():
            assert b"Secret" not in path.read_bytes(), path
    page.close()
    # And one can begin anew.
    house.open().get_by_text("Nothing is here yet.").wait_for()


def test_a_kernel_that_is_gone_is_said_on_the_first_page(house: House) -> None:
    """Within the time that a busy kernel gets, in plain words."""
    page = house.open()
    for session in house.sessions():
        house.end(session["id"])
    page.get_by_role("button", name="There is no letter").click()
    page.get_by_role("alert").filter(has_text="The workbook is not answering").wait_for()
