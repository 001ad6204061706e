"""The real notebooks in the browser: hints, wordings, suggestions, what waits, the message, the line of steps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

import pytest

from workbook.journal import Change, Journal
from workbook.questions import Value
from workbook.run import NOTEBOOKS, Setting, prepare

from .conftest import PATIENCE, Bench, House, until


@dataclass
class Case:
    """A case whose notebooks are opened one by one."""

    bench: Bench
    context: Any
    name: str

    def answer(self, section: str, row: str = "", **values: Value) -> None:
        changes = [Change(section=section, row=row, field=name, value=value) for name, value in values.items()]
        with Journal(self.bench.journal) as journal:
            journal.save(self.name, changes)

    def raw(self, section: str, row: str = "") -> dict[str, Value]:
        with Journal(self.bench.journal) as journal:
            return dict(journal.answers(self.name).raw.get(section, {}).get(row, {}))

    def prepare(self, notebook: str) -> None:
        place = self.bench.root / self.name
        place.mkdir(exist_ok=True)
        setting = Setting(case=self.name, journal=self.bench.journal, today=date(2026, 11, 24))
        prepare(notebook, setting, place / f"{notebook}.ipynb")

    def open(self, notebook: str, forms: int) -> Any:
        """Prepare *notebook* of the case, open it, and wait until its *forms* are alive."""
        self.prepare(notebook)
        page = self.context.new_page()
        page.set_default_timeout(PATIENCE)
        lab = self.bench.lab
        page.goto(f"http://127.0.0.1:{lab.port}/doc/tree/{self.name}/{notebook}.ipynb?token={lab.token}")
        if forms:
            page.wait_for_function(f"document.querySelectorAll('.wb-section[aria-busy=false]').length >= {forms}")
        return page


@pytest.fixture
def case(bench: Bench, browser: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Case]:
    # Sealed with the key of the server that opens it.
    monkeypatch.setenv("WORKBOOK_LAB_DIR", str(bench.home))
    name = f"page-{next(bench.numbers)}"
    with Journal(bench.journal) as journal:
        journal.create(name)
    context = browser.new_context()
    yield Case(bench, context, name)
    context.close()
    for session in bench.sessions():
        if session["path"].startswith(f"{name}/"):
            bench.api("DELETE", f"/api/sessions/{session['id']}")


def section(page: Any, title: str) -> Any:
    return page.get_by_role("region", name=title)


def test_a_low_point_gets_calm_words_at_once(case: Case) -> None:
    """R3: beside the form, after the number alone."""
    page = case.open("1-absorb", 9)
    form = section(page, "How it feels right now")
    form.get_by_label("9", exact=True).check()
    form.get_by_text("call or sit with").wait_for()
    form.get_by_label("3", exact=True).check()
    form.get_by_text("call or sit with").wait_for(state="detached")


def test_a_thought_waits_until_the_person_says_that_they_are_ready(case: Case) -> None:
    """R9: the way in is one click, and it is remembered."""
    case.answer("intensity", before=9)
    page = case.open("1-absorb", 9)
    form = section(page, "A hard thought, looked at twice")
    assert not form.get_by_label("The thought, as it comes to you").is_visible()
    form.get_by_role("button", name="I'm ready now").click()
    form.get_by_label("The thought, as it comes to you").wait_for()
    until(lambda: case.raw("thought").get("_ready") is True, "it is remembered")


def test_a_text_that_was_only_for_the_moment_is_not_kept(case: Case) -> None:
    """E5: beside the clock; asked once more, then the text and all its versions are gone."""
    page = case.open("1-absorb", 9)
    form = section(page, "Writing it off your chest")
    form.get_by_role("button", name="Start the clock").click()
    form.get_by_label("The day, as it was for you").fill("All of it, to nobody")
    until(lambda: case.raw("writing").get("text") == "All of it, to nobody", "it is saved")
    form.get_by_role("button", name="Stop", exact=True).click()
    form.get_by_role("button", name="Don't keep this text").click()
    form.get_by_role("button", name="Yes, forget it").click()
    until(lambda: "text" not in case.raw("writing"), "it is forgotten")
    until(lambda: form.get_by_label("The day, as it was for you").input_value() == "", "the box is empty")
    assert b"to nobody" not in case.bench.journal.read_bytes()


def test_the_message_follows_what_is_written(case: Case) -> None:
    """Wordings are shown as they will be sent; the preview changes; an unfilled place is said."""
    case.answer("case", company="Numidia", role="Analyst", contact="K. H.", channel="mail")
    page = case.open("2-respond", 3)
    form = section(page, "A short message that keeps the door open")
    form.get_by_label("Formal").check()
    form.get_by_text("informing me of your decision about the role of Analyst at Numidia").wait_for()
    form.get_by_label("One thing you honestly liked, added after the thanks").fill("I liked [name].")
    form.get_by_text("There is a place left to fill in here.").wait_for()
    preview = section(page, "Your message, as it reads now")
    preview.get_by_text("I liked [name].").wait_for()
    form.get_by_label("One thing you honestly liked, added after the thanks").fill("I liked the port.")
    preview.get_by_text("I liked the port.").wait_for()
    form.get_by_text("There is a place left to fill in here.").wait_for(state="hidden")


def test_a_message_is_shown_with_its_reader_and_a_note_where_mail_is_a_closed_way(case: Case) -> None:
    """To, subject and text stand apart and can be copied each; a letter without feedback gets another way, too."""
    case.answer("case", company="Numidia", role="Analyst", contact="K. Haddad", contact_address="k@numidia.example")
    case.answer("case", letter_says=["no_feedback"], candidate="Amina B.")
    page = case.open("2-respond", 3)
    preview = section(page, "Your message, as it reads now")
    preview.get_by_text("To: K. Haddad <k@numidia.example>").wait_for()
    preview.get_by_text("Subject: Thank you – Analyst – Amina B.").wait_for()
    preview.get_by_role("heading", name="A note for LinkedIn").wait_for()
    preview.get_by_role("button", name="Copy the subject").click()
    preview.get_by_role("status").filter(has_text="Ctrl+C").or_(
        preview.get_by_role("status").filter(has_text="Copied")
    ).wait_for()
    tools = preview.locator(".wb-footer").first.locator("button, a").all_inner_texts()
    assert tools == ["Copy the text", "Copy the subject", "Open in a mail program", "Save as a mail draft"]
    with page.expect_download() as download:
        preview.get_by_role("link", name="Save as a mail draft").click()
    assert download.value.suggested_filename == "reply.eml"
    mail = message_from_bytes(Path(download.value.path()).read_bytes(), policy=default)
    assert (mail["X-Unsent"], mail["To"]) == ("1", '"K. Haddad" <k@numidia.example>')
    assert "the role of Analyst" in mail.get_content()


def test_messages_to_people_follow_what_is_written(case: Case) -> None:
    """S4.2: shown as they will be sent, once there is a first line; the words change with what is chosen."""
    case.answer("network", "contacts/01", who="Nadia, of the port", kind="person")
    page = case.open("4-relaunch", 8)
    shown = section(page, "Your messages to people, as they read now")
    shown.get_by_text("as soon as you have written").wait_for()
    form = section(page, "People")
    form.get_by_label("What connects you?").fill("I liked your talk.")
    shown.get_by_text("Would you have fifteen minutes in the coming two weeks").wait_for()
    form.get_by_label("Formal").check()
    shown.get_by_text("I have prepared two questions").wait_for()
    form.get_by_label("Second wording").check()
    shown.get_by_text("at a time that suits you").wait_for()


def test_a_low_score_is_suggested_and_taken_over(case: Case) -> None:
    """S3.3: with its reason; taken over with one click, and gone from the suggestions."""
    case.answer("case", notice_date="2026-11-01")
    case.answer("behavioural", score=2, fact="I said we all the time.", source="observed")
    page = case.open("3-analyse", 10)
    form = section(page, "Where you want to grow")
    form.get_by_text("I said we all the time.").first.wait_for()
    form.get_by_role("button", name="Take it over").click()
    until(lambda: case.raw("growth", "growth/behavioural").get("fact") == "I said we all the time.", "it is taken over")
    form.get_by_role("button", name="Take it over").wait_for(state="detached")
    assert "“Tell us about a time when …”" in (form.get_by_label("What would you like to grow in?").first.input_value())


def test_scoring_waits_on_the_day_of_the_answer(case: Case) -> None:
    """E10: all of it, until the person opens one part."""
    case.answer("case", notice_date="2026-11-24")
    page = case.open("3-analyse", 10)
    ways_in = page.get_by_role("button", name="I'm ready now")
    until(lambda: ways_in.filter(visible=True).count() == 10, "everything waits")
    section(page, "The technical part").get_by_role("button", name="I'm ready now").click()
    until(lambda: ways_in.filter(visible=True).count() == 0, "all of it is open")
    section(page, "A story told again").get_by_role("button", name="Add a story").wait_for()


def test_questions_of_day_one_are_offered_for_a_story(case: Case) -> None:
    """E10: no retyping."""
    with Journal(case.bench.journal) as journal:
        journal.save(case.name, [Change(section="recall", row="recall/1", field="question", value="A conflict?")])
    page = case.open("3-analyse", 10)
    line = section(page, "A story told again").get_by_label("The question they asked")
    options = page.locator(f"datalist#{line.get_attribute('list')} option")
    assert options.evaluate_all("nodes => nodes.map(node => node.value)") == ["A conflict?"]


def test_notes_of_day_one_become_the_fact_with_one_click(case: Case) -> None:
    """E10: the row's own words, saved as if typed; a fact of one's own needs no offer."""
    case.answer("case", notice_date="2026-11-01")
    case.answer("recall", "recall/1", question="A conflict?", answer="I said “we” all the time.", went="hard")
    case.answer("recall", "recall/2", question="Will you marry?", answer="That is private.", went="unfair")
    page = case.open("3-analyse", 10)
    form = section(page, "“Tell us about a time when …”")
    offer = form.get_by_role("button", name="Take it over")
    offer.wait_for()
    assert "From your notes of the first day" in form.inner_text()
    assert "marry" not in form.inner_text()
    offer.click()
    note = "A conflict? – I said “we” all the time."
    until(lambda: case.raw("behavioural").get("fact") == note, "it is saved")
    assert form.get_by_label("One thing that happened and shows it").input_value() == note
    offer.wait_for(state="detached")


def test_free_writing_has_a_clock_that_can_be_stopped(case: Case) -> None:
    """E5: minutes, pause, stop; nothing runs before it is started."""
    page = case.open("1-absorb", 9)
    form = section(page, "Writing it off your chest")
    form.get_by_role("button", name=re.compile("Start the clock")).click()
    form.get_by_text("About 15 minutes left").wait_for()
    form.get_by_role("button", name="Pause").click()
    form.get_by_role("button", name="Go on").click()
    form.get_by_role("button", name="Stop").click()
    form.get_by_role("button", name=re.compile("Start the clock")).wait_for()


def test_the_line_of_steps_leads_to_the_other_pages(case: Case) -> None:
    """Another notebook opens in its place and runs by itself."""
    case.prepare("4-relaunch")
    page = case.open("1-absorb", 9)
    page.get_by_role("link", name="Relaunch").click()
    page.get_by_role("region", name="A week you can keep up").wait_for()


def test_the_plan_stands_on_the_screen_and_in_no_file(case: Case) -> None:
    """What is shown is made at that moment; the notebook file on the disk stays without it."""
    case.answer("case", candidate="Amina B.", company="Numidia", role="Analyst")
    page = case.open("5-recovery-plan", 0)
    page.get_by_role("heading", name="Recovery plan").wait_for()
    page.get_by_role("heading", name="Amina B., the next step is yours").wait_for()
    # The boxes are drawn for a pen, so the way to those that can be ticked stands below them.
    page.get_by_text("you tick, move and drop steps under “Your steps”").get_by_role("link", name="Relaunch").wait_for()
    for words in ('600 20px "Literata"', '400 16px "Source Sans 3"', '400 20px "Amiri"'):
        assert page.evaluate("words => document.fonts.load(words).then(found => found.length)", words) == 1, words
    page.keyboard.press("Control+s")
    file = Path(case.bench.root / case.name / "5-recovery-plan.ipynb")
    assert "Amina" not in file.read_text(encoding="utf-8")


def test_what_stands_above_follows_what_is_done(case: Case) -> None:
    """The line of steps, the minutes and the support panel, without a reload; and the way on stands at the foot."""
    page = case.open("1-absorb", 9)
    page.get_by_text("0 of 9 done").wait_for()
    page.get_by_text("minutes are left on this page").wait_for()
    section(page, "How it feels right now").get_by_role("button", name="Done for now").click()
    page.get_by_text("1 of 9 done").wait_for()
    section(page, "Someone on my side").get_by_label("A person I trust").fill("Nadia Z.")
    page.locator(".rw li", has_text="Nadia Z.").wait_for(state="attached")
    page.get_by_text("When it gets heavy").click()
    page.get_by_role("listitem").filter(has_text="Nadia Z.").wait_for()
    onward = page.get_by_role("navigation", name="Previous and next page").get_by_role("link", name="Respond")
    # In a new tab it opens the page, not its file.
    until(lambda: onward.evaluate("link => link.pathname") == f"/doc/tree/{case.name}/2-respond.ipynb", "it leads on")


def test_the_plan_follows_and_the_back_button_leads_back(house: House) -> None:
    """In one window: change an answer, come back to the plan, and it says so; Back shows the page before."""
    house.case("case-1", "demo", role="Analyst", company="Old Ltd")
    page = house.open("case-1/5-recovery-plan")
    page.get_by_text("Old Ltd").first.wait_for()
    page.get_by_role("navigation").get_by_role("link", name="Respond").first.click()
    form = page.get_by_role("region", name="The application").locator("visible=true")
    form.get_by_label("The company").fill("New Ltd")
    until(lambda: house.facts("case-1").get("company") == "New Ltd", "it is saved")
    page.get_by_role("navigation").get_by_role("link", name="Your plan").locator("visible=true").first.click()
    # The message on the page before names the company, too.
    page.wait_for_url("**/5-recovery-plan.ipynb*")
    page.get_by_role("definition").filter(has_text="New Ltd").locator("visible=true").first.wait_for()
    page.go_back()
    form.get_by_label("The company").wait_for()
    assert "2-respond" in page.url


@pytest.mark.parametrize("name", ["0-start", *(f"case-1/{one}" for one in NOTEBOOKS)])
def test_each_page_fits_a_phone(house: House, name: str) -> None:
    """At 390 pixels nothing of a real page sticks out."""
    house.case("case-1", "demo", role="Analyst")
    page = house.open(name)
    page.set_viewport_size({"width": 390, "height": 844})
    out = """() => [...document.querySelectorAll('.wb-form *, .rw *')].filter(node => {
        const box = node.getBoundingClientRect();
        const shown = node.checkVisibility({ visibilityProperty: true });
        return shown && box.width && box.right > innerWidth + 1 && !node.closest('.wb-hidden');
    }).map(node => node.className + ' ' + node.textContent.slice(0, 40))"""
    # The page is laid out anew some moments after the window has become narrow.
    until(lambda: page.evaluate(out) == [], "nothing sticks out", otherwise=lambda: page.evaluate(out))
