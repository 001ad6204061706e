"""ics: neutral titles, stable ids, calm whole days."""

from __future__ import annotations

from datetime import date, timedelta

from icalendar import Calendar

from workbook.findings import findings
from workbook.ics import to_ics
from workbook.phases import PHASES
from workbook.plan import plan
from workbook.questions import Answers, Audience

TODAY = date(2026, 11, 22)


MADE = date(2026, 11, 19)


def data(answers: Answers, audience: Audience = "private", case: str = "demo", today: date = TODAY) -> bytes:
    return to_ics(plan(answers, findings(answers), date(2026, 11, 23)), answers, case, MADE, audience, today)


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


def to_text(found: Calendar) -> str:
    return "\n".join(str(event.get("DESCRIPTION", "")) for event in found.walk("VEVENT"))


def test_ids_are_stable_and_differ_between_cases(demo_answers: Answers) -> None:
    """Exporting again updates; another case does not collide."""
    ids = [str(event["UID"]) for event in calendar(demo_answers).walk("VEVENT")]
    assert ids == [str(event["UID"]) for event in calendar(demo_answers).walk("VEVENT")]
    assert len(set(ids)) == len(ids)
    assert not set(ids) & {str(event["UID"]) for event in calendar(demo_answers, case="case-2").walk("VEVENT")}


def test_equal_plans_give_equal_bytes(demo_answers: Answers) -> None:
    """No clock inside."""
    assert data(demo_answers) == data(demo_answers)


def test_a_later_export_updates(demo_answers: Answers) -> None:
    """The same ids, a higher sequence."""
    first, later = (
        Calendar.from_ical(data(demo_answers)),
        Calendar.from_ical(data(demo_answers, today=date(2026, 11, 25))),
    )
    for old, new in zip(first.walk("VEVENT"), later.walk("VEVENT"), strict=True):
        assert old["UID"] == new["UID"]
        assert new["SEQUENCE"] > old["SEQUENCE"]


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
