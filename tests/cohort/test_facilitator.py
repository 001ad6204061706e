"""facilitator: the minutes add up, distress has a page that fits a pocket, nothing counts down for the people (R2, R3,
R11, R12)."""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path

import pypdf
import pytest

from workbook import words
from workbook.blocks import Block, Callout, Opener, Quote, Table
from workbook.countries import Country, Helpline
from workbook.deliver import print_blocks
from workbook.facilitator import AGENDAS, CLOCK, PARTS, SESSIONS, Guide, care, open_guide
from workbook.facilitator.timer import WORDS, Timer

TODAY = date(2026, 11, 24)
MINUTES = {"2h": 120, "half-day": 240}


def all_blocks(guide: Guide) -> list[Block]:
    return [block for name in PARTS for block in guide.part(name)]


def text(blocks: list[Block]) -> str:
    return json.dumps([block.to_json() for block in blocks], ensure_ascii=False)


@pytest.mark.parametrize("session", MINUTES)
def test_the_minutes_add_up(session: str) -> None:
    """To two hours, and to half a day."""
    assert sum(one.minutes for one in AGENDAS[session]) == MINUTES[session]
    assert all(step.minutes > 0 for one in AGENDAS[session] for step in one.steps)


@pytest.mark.parametrize("session", MINUTES)
def test_the_order_is_light_first_and_a_break_comes_within_an_hour_and_three_quarters(session: str) -> None:
    """R9: welcome, absorb, respond, analyse, relaunch, close; nobody sits longer than 105 minutes."""
    keys = [one.key for one in AGENDAS[session]]
    assert [key for key in keys if not key.startswith("break")] == [
        "welcome", "absorb", "respond", "analyse", "relaunch", "close",
    ]  # fmt: skip
    sitting = 0
    for one in AGENDAS[session]:
        sitting = 0 if one.key.startswith("break") else sitting + one.minutes
        assert sitting <= 105
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("session", MINUTES)
def test_each_activity_is_whole(session: str) -> None:
    """What it is for, words to begin with, and what to look out for; a break has none of these words."""
    assert set(AGENDAS) == set(SESSIONS)
    for one in AGENDAS[session]:
        assert one.aim
        if not one.key.startswith("break"):
            assert one.say
            assert len(one.watch) >= 2


def test_the_times_are_those_of_the_clock() -> None:
    """From the hour it begins, or counted from 0:00; past midnight the clock goes on."""
    times = [when for when, _activity in Guide("2h", TODAY, start="14:00").times()]
    assert times == ["14:00", "14:15", "14:35", "15:00", "15:10", "15:40", "15:52"]
    assert Guide("2h", TODAY).times()[0][0] == "0:00"
    table = next(block for block in Guide("2h", TODAY, start="9h30").part("cover") if isinstance(block, Table))
    assert (table.rows[0][0], table.rows[-1][0]) == ("9:30", "11:30")
    assert Guide("half-day", TODAY, start="22:00").times()[-1][0] == "1:50"


@pytest.mark.parametrize("start", ["25:00", "noon", "9", "9:75"])
def test_what_is_no_time_is_refused(start: str) -> None:
    """And so is a session that is not there."""
    assert not CLOCK.fullmatch(start)
    with pytest.raises(ValueError, match="14:00"):
        Guide("2h", TODAY, start=start)
    with pytest.raises(ValueError, match="session"):
        Guide("3h", TODAY)


@pytest.mark.parametrize("language", list(words.LANGUAGES))
@pytest.mark.parametrize("session", MINUTES)
def test_distress_has_a_page_of_its_own(session: str, language: str) -> None:
    """R3: printed, it is one page, so that it can be taken out; each activity is one page, too."""
    with words.language(language):
        guide = Guide(session, TODAY)
        for blocks in (guide.part("distress"), guide.part("before")[:-7]):
            assert len(pypdf.PdfReader(io.BytesIO(print_blocks(blocks, "x"))).pages) == 1
        whole = pypdf.PdfReader(io.BytesIO(print_blocks(all_blocks(guide), "x")))
        assert len(whole.pages) == 12
    openers = [block for block in all_blocks(guide) if isinstance(block, Opener)]
    assert openers[-4].new_page


def test_distress_says_what_to_do_and_has_the_support_panel_of_the_country(monkeypatch: pytest.MonkeyPatch) -> None:
    """R2, R3: stay, ask, call; a helpline only while it is verified; nobody is kept from leaving."""
    blocks = Guide("2h", TODAY).part("distress")
    support = next(block for block in blocks if isinstance(block, Callout) and block.tone == "support")
    assert len(support.items) == 3
    said = text(blocks)
    for needed in ("Stay with them", "emergency services", "Nobody is stopped on the way out", "not promise"):
        assert needed in said
    line = Helpline(name="A line", number="1 23", source="x", verified=date(2026, 11, 1), expires=date(2027, 1, 1))
    there = Country(weekend=("fri",), support=(line,))
    monkeypatch.setattr(
        "workbook.support.country", lambda code: there if code == "other" else Country(weekend=("fri",))
    )
    assert "A line" in text(Guide("2h", TODAY, country="other").part("distress"))
    assert "A line" not in text(Guide("2h", TODAY, country="dz").part("distress"))
    assert "A line" not in text(Guide("2h", date(2027, 1, 1), country="other").part("distress"))


def test_refusals_of_weeks_ago_have_their_part() -> None:
    """R11: nobody is late; weak feelings are left alone; silence is an answer."""
    said = text(Guide("2h", TODAY).part("weeks_ago"))
    for needed in ("nobody is late", "its words are skipped", "the silence is the answer"):
        assert needed in said


def test_nothing_private_is_collected() -> None:
    """R12: no sheets, no notes on people, no table of fewer than five."""
    said = text([*Guide("2h", TODAY).part("private"), *Guide("2h", TODAY).part("afterwards")])
    for needed in ("You hold no private answers", "fewer than five people", "Do not write down who it was"):
        assert needed in said


def test_an_unfair_question_is_named_and_not_worked_on() -> None:
    """R10, in the activity where it comes up."""
    analyse = next(one for one in AGENDAS["2h"] if one.key == "analyse")
    assert any("this was not fair" in str(line) for line in analyse.watch)


def test_the_words_to_begin_with_let_people_pass() -> None:
    """R4: in the first words, and in the rules."""
    first = next(block for block in Guide("2h", TODAY).part("session") if isinstance(block, Quote))
    assert "pass each time" in first.text
    assert any("pass" in str(rule) for rule in care.RULES)


def test_the_timer_holds_titles_and_minutes_and_nothing_of_anyone() -> None:
    """What JupyterLab could write into a file."""
    with words.language("ar"):
        timer = Timer(AGENDAS["2h"])
    spec = timer._spec
    assert [part["minutes"] for part in spec["parts"]] == [one.minutes for one in AGENDAS["2h"]]
    assert spec["dir"] == "rtl"
    assert set(spec["words"]) == set(WORDS)
    script = (Path(open_guide.__code__.co_filename).parent / "timer.js").read_text("utf-8")
    for word in ("fetch(", "http:", "https:", "import ", "Audio", "localStorage"):
        assert word not in script


@pytest.mark.parametrize("mode", ["form", "print"])
def test_the_notebook_shows_every_part(mode: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The timer on the screen alone."""
    shown: list[object] = []
    monkeypatch.setattr("IPython.display.display", lambda data, **_rest: shown.append(data))
    page = open_guide(session="half-day", start="9:00", mode=mode, today="2026-11-24")
    page.head()
    page.timer()
    for name in PARTS:
        page.part(name)
    assert sum(isinstance(one, Timer) for one in shown) == (mode == "form")
    assert len(shown) > 40
    with pytest.raises(ValueError, match="mode"):
        open_guide(mode="x")
