"""ics: neutral titles, stable ids, calm whole days."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar, Event

from workbook.deliver import Delivery
from workbook.findings import findings
from workbook.ics import Noted, Version, entries, to_ics, versions
from workbook.journal import Change, Journal
from workbook.phases import PHASES
from workbook.plan import plan
from workbook.questions import REMOVED, Answers, Audience, Value
from workbook.run import Setting

TODAY = date(2026, 11, 22)


MADE = date(2026, 11, 19)


def found(
    answers: Answers, audience: Audience = "private", noted: Mapping[str, Value] | None = None, today: date = TODAY
) -> list[Version]:
    the_plan = plan(answers, findings(answers), date(2026, 11, 23))
    now = list(entries(the_plan, answers, MADE, audience))
    return versions(now, noted or {}, datetime(today.year, today.month, today.day, 9, tzinfo=UTC))


def data(answers: Answers, audience: Audience = "private", case: str = "demo") -> bytes:
    return to_ics(found(answers, audience), case)


def calendar(answers: Answers, audience: Audience = "private", case: str = "demo") -> Calendar:
    return Calendar.from_ical(data(answers, audience, case))


def test_each_step_is_a_whole_day_entry(demo_answers: Answers) -> None:
    """No hour, no alarm clock: it does not block the day. Nobody knows the day of another no (E3)."""
    events = calendar(demo_answers).walk("VEVENT")
    actions = plan(demo_answers, findings(demo_answers), date(2026, 11, 23)).actions
    assert len(events) == len([action for action in actions if action.track != "setback"])
    for event in events:
        assert type(event.decoded("dtstart")) is date
        assert event["TRANSP"] == "TRANSPARENT"
        (alarm,) = event.walk("VALARM")
        assert alarm.decoded("trigger") == timedelta(hours=9)


def test_titles_tell_nothing(demo_answers: Answers) -> None:
    """R6: whoever sees the calendar sees a neutral word."""
    titles = {str(event["SUMMARY"]) for event in calendar(demo_answers).walk("VEVENT")}
    assert titles <= {
        "A message to write", "Practice", "CV", "Contacts", "Learning", "Planning", "Time for me",
    }  # fmt: skip


def test_a_shared_calendar_holds_no_description(demo_answers: Answers) -> None:
    """What to do is in the private one alone."""
    assert "Nadia" in to_text(calendar(demo_answers))
    assert all("DESCRIPTION" not in event for event in calendar(demo_answers, "share").walk("VEVENT"))


def to_text(calendar_: Calendar) -> str:
    return "\n".join(str(event.get("DESCRIPTION", "")) for event in calendar_.walk("VEVENT"))


def test_ids_are_stable_and_differ_between_cases(demo_answers: Answers) -> None:
    """Exporting again updates; another case does not collide."""
    ids = [str(event["UID"]) for event in calendar(demo_answers).walk("VEVENT")]
    assert ids == [str(event["UID"]) for event in calendar(demo_answers).walk("VEVENT")]
    assert len(set(ids)) == len(ids)
    assert not set(ids) & {str(event["UID"]) for event in calendar(demo_answers, case="case-2").walk("VEVENT")}


def test_equal_plans_give_equal_bytes(demo_answers: Answers) -> None:
    """No clock inside."""
    assert data(demo_answers) == data(demo_answers)


class Held:
    """A calendar as programs keep it: by id, the version with the higher number (RFC 5545, 3.8.7.4)."""

    def __init__(self) -> None:
        self.events: dict[str, Event] = {}

    def take(self, file: bytes) -> None:
        for event in Calendar.from_ical(file).walk("VEVENT"):
            held = self.events.get(event["UID"])
            if held is None or (event["SEQUENCE"], event.decoded("dtstamp")) > (
                held["SEQUENCE"],
                held.decoded("dtstamp"),
            ):
                self.events[event["UID"]] = event

    def shown(self) -> list[tuple[date, str, str]]:
        """Day, title and description of what stands in it."""
        there = (event for event in self.events.values() if event["STATUS"] != "CANCELLED")
        return sorted((one.decoded("dtstart"), one["SUMMARY"], str(one.get("DESCRIPTION", ""))) for one in there)


def fresh(file: bytes) -> list[tuple[date, str, str]]:
    """What an empty calendar shows of *file*."""
    calendar = Held()
    calendar.take(file)
    return calendar.shown()


STEP = "steps/network-contacts-01"


def test_exporting_again_leaves_a_calendar_as_the_plan_is_now(demo_journal: Journal, tmp_path: Path) -> None:
    """Dropped, ticked, moved, reworded, gone with its answer, back again: all on one day, all in one calendar."""
    setting = Setting(case="demo", journal=demo_journal.path, today=TODAY)
    delivery = Delivery(demo_journal, setting, tmp_path)
    calendar = Held()

    def export(section: str = "", **values: Value) -> bytes:
        row = STEP if section == "steps" else "contacts/01" if section == "network" else ""
        demo_journal.save("demo", [Change(section=section, row=row, field=name, value=v) for name, v in values.items()])
        file = delivery.make("ics").read_bytes()
        calendar.take(file)
        assert calendar.shown() == fresh(file)
        assert file == delivery.make("ics").read_bytes()
        return file

    first = calendar_of(export())
    (uid,) = [event["UID"] for event in first if "ask Nadia for" in str(event.get("DESCRIPTION"))]
    numbers = [calendar.events[uid]["SEQUENCE"]]
    for section, values, there in (
        ("steps", {"state": "drop"}, False),
        ("steps", {"state": "open"}, True),
        ("steps", {"state": "done"}, False),
        ("steps", {"state": "open", "day": "2026-12-02"}, True),
        ("steps", {"act": "call Nadia"}, True),
        ("network", {REMOVED: True}, False),
        ("network", {REMOVED: False}, True),
    ):
        export(section, **values)
        assert (calendar.events[uid]["STATUS"] == "CONFIRMED") is there
        assert ("VALARM" in str(calendar.events[uid].subcomponents)) is there
        numbers.append(calendar.events[uid]["SEQUENCE"])
    assert numbers == sorted(set(numbers))
    others = {event["UID"]: event["SEQUENCE"] for event in first if event["UID"] != uid}
    still = {event["UID"]: event["SEQUENCE"] for event in calendar.events.values()}
    assert sum(still[one] == number for one, number in others.items()) > len(others) / 2


def calendar_of(file: bytes) -> list[Event]:
    return list(Calendar.from_ical(file).walk("VEVENT"))


def test_what_has_not_changed_keeps_its_version(demo_answers: Answers) -> None:
    """Equal answers give equal bytes on any later day; one that was never given out is not cancelled."""
    first = found(demo_answers)
    noted = {one.entry.key: one.note() for one in first}
    assert found(demo_answers, noted=noted, today=date(2026, 12, 24)) == first
    assert not any(one.entry.cancelled for one in first)
    dropped = Answers({**demo_answers.raw, "steps": {STEP: {"state": "drop"}}})
    assert not any(one.entry.cancelled for one in found(dropped))
    (cancelled,) = [one for one in found(dropped, noted=noted) if one.entry.cancelled]
    assert cancelled.number == noted_number(noted, cancelled.entry.key) + 1
    assert not cancelled.entry.text


def noted_number(noted: Mapping[str, Value], key: str) -> int:
    known = Noted.read(noted[key])
    assert known
    return known.number


def test_a_version_that_the_journal_forgot_is_passed(demo_answers: Answers) -> None:
    """A copy brought back from before: a later day begins with a higher number."""
    first, later = found(demo_answers), found(demo_answers, today=date(2026, 11, 25))
    assert [one.entry.key for one in first] == [one.entry.key for one in later]
    assert all(new.number > old.number for old, new in zip(first, later, strict=True))


@pytest.mark.parametrize("note", [None, "x", [], ["1"], ["x", "2026-01-01", "2026-01-01", "", ""], ["1"] * 5])
def test_a_note_that_is_none_does_no_harm(note: Value, demo_answers: Answers) -> None:
    """It may come from a program of another version."""
    assert found(demo_answers, noted={"week/first": note, "gone": note}) == found(demo_answers)


def test_phases_are_dated_from_the_day_the_case_was_made() -> None:
    """Whole days, neutral titles; none that is done (R11)."""
    events = [event for event in calendar(Answers()).walk("VEVENT") if "part" in event["SUMMARY"]]
    assert [event.decoded("dtstart") for event in events] == [
        date(2026, 11, 19), date(2026, 11, 20), date(2026, 11, 21), date(2026, 11, 26),
    ]  # fmt: skip
    done = Answers({section.about.key: {"": {"_status": "done"}} for section in PHASES[0].sections})
    assert sum("part" in event["SUMMARY"] for event in calendar(done).walk("VEVENT")) == 3


def test_line_breaks_and_commas_cannot_add_a_property() -> None:
    """What a person typed stays inside the description."""
    answers = Answers({"network": {"contacts/1": {"step": "call\r\nDTSTART:19700101, ; \\", "cue": "x\nEND:VEVENT"}}})
    (step,) = [event for event in calendar(answers).walk("VEVENT") if event["SUMMARY"] == "Contacts"]
    assert step.decoded("dtstart").year == 2026
    assert "DTSTART:19700101" in str(step["DESCRIPTION"])
