"""A fictional person with one to many cases behind her."""

from __future__ import annotations

from datetime import date, timedelta

from workbook.journal import Change
from workbook.patterns import Past
from workbook.questions import Answers

STAGES = ("screening", "interview", "technical", "interview", "final", "technical", "final", "interview")
ROLES = (
    ("Data analyst", "Numidia Analytics"),
    ("Junior data analyst", "Atlas Telecom"),
    ("محللة بيانات", "مؤسسة الهضاب"),
    ("Analyste BI", "Banque du Sahel"),
    ("Data analyst", "Zéphyr Énergie"),
    ("Reporting analyst", "Oued Logistics"),
    ("Chargée d’études", "Institut Tassili"),
    ("Data analyst", "Djurdjura Foods"),
)
SCORES = (
    (3, 2, 2, 1, 1),
    (3, 3, 2, 2, 0),
    (4, 3, 3, 2, 2),
    (0, 3, 2, 0, 2),
    (4, 4, 3, 2, 3),
    (4, 3, 3, 3, 0),
    (5, 4, 4, 2, 3),
    (4, 4, 4, 3, 4),
)
KEYS = ("first_impression", "common_questions", "behavioural", "technical", "questions_asked")
FACTS = {
    "first_impression": "I looked at my notes when they greeted me.",
    "technical": "They asked for a window function, and I did not know one.",
    "behavioural": "My story stopped before what came of it.",
    "common_questions": "“Tell us about yourself” took four minutes.",
    "questions_asked": "I asked about holidays, and about nothing else.",
}


def changes(number: int) -> list[Change]:
    """Return what she answered about case *number* (from 0)."""
    place = number % len(STAGES)
    role, company = ROLES[place]
    day = date(2026, 3, 8) + timedelta(days=31 * number)
    found = [
        Change(section="case", field="role", value=role),
        Change(section="case", field="company", value=company),
        Change(section="case", field="stage", value=STAGES[place]),
        Change(section="case", field="notice_date", value=day.isoformat()),
        Change(section="confidence", field="now", value=5),
    ]
    for key, score in zip(KEYS, SCORES[place], strict=True):
        if score:
            found += [
                Change(section=key, field="score", value=score),
                Change(section=key, field="fact", value=FACTS[key]),
                Change(section=key, field="source", value="observed"),
            ]
    if place % 3 != 0:
        found.append(Change(section="sent", field="sent_on", value=(day + timedelta(days=2)).isoformat()))
        found.append(Change(section="sent", field="outcome", value="answered" if place == 4 else "silence"))
    if place % 2 == 0:
        found += [
            Change(section="care", field="move", value="Walk to the harbour and back"),
            Change(section="steps", row="steps/own01", field="act", value=f"Ring Nadia about {company}"),
            Change(section="steps", row="steps/own01", field="state", value="done"),
            Change(section="steps", row="steps/care-move", field="state", value="done"),
        ]
    return found


def answers(number: int) -> Answers:
    """Return the same as a journal would give it."""
    raw: dict[str, dict[str, dict[str, object]]] = {}
    for one in changes(number):
        raw.setdefault(one.section, {}).setdefault(one.row, {})[one.field] = one.value
    return Answers(raw)  # type: ignore[arg-type]


def cases(count: int, _language: str = "en") -> tuple[Past, ...]:
    """Return *count* cases, the oldest first."""
    found = []
    for number in range(count):
        given = answers(number)
        when = date.fromisoformat(str(given.raw["case"][""]["notice_date"]))
        found.append(Past(number + 1, when, given))
    return tuple(found)
