"""A section with every kind of question, and a form whose messages are caught where the browser would get them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from typing import Annotated, Any

import pytest

from workbook.form import Form
from workbook.journal import Journal
from workbook.questions import About, Choice, Choices, Day, Line, LongText, Row, Rows, Scale, Section, When
from workbook.words import _

NOON = 1_700_000_000.0


class Asked(Row):
    question: Annotated[str | None, Line(_("What were you asked?"))] = None
    went: Annotated[int | None, Scale(_("How did it go?"), low=1, high=3)] = None


class Everything(Section):
    about = About(key="everything", title=_("Every kind of question"), minutes=3)
    line: Annotated[str | None, Line(_("One line"))] = None
    text: Annotated[str | None, LongText(_("Several lines"), sensitivity="private")] = None
    feeling: Annotated[int | None, Scale(_("How strong is it?"), low=0, high=10, anchors={0: _("not at all")})] = None
    one: Annotated[str | None, Choice(_("One of these"), options={"a": _("Alpha"), "b": _("Beta")})] = None
    more: Annotated[str | None, LongText(_("More about Beta"), when=When(field="one", any_of=("b",)))] = None
    many: Annotated[tuple[str, ...], Choices(_("Any of these"), options={"x": _("Ex"), "y": _("Why")})] = ()
    day: Annotated[date | None, Day(_("Which day?"))] = None
    asked: Annotated[tuple[Asked, ...], Rows(_("The questions"))] = ()


@dataclass
class Browser:
    """What stands at the other end of a form: it sends messages and keeps the answers."""

    form: Form
    view: str = "view"
    writer: str = "writer"
    got: list[dict[str, Any]] = field(default_factory=list)
    numbers: Any = field(default_factory=lambda: count(1))

    def __post_init__(self) -> None:
        self.form.send = lambda content, buffers=None: self.got.append(content)

    def send(self, content: object) -> dict[str, Any] | None:
        """Send anything and return the answer, if there is one."""
        before = len(self.got)
        self.form._handle_custom_msg(content, [])
        return self.got[-1] if len(self.got) > before else None

    def ask(self, kind: str, **rest: Any) -> dict[str, Any]:
        """Send a well-formed message and return its answer."""
        number = next(self.numbers)
        answer = self.send({"type": kind, "view": self.view, "seq": number, **rest})
        assert answer is not None
        assert (answer["to"], answer["seq"]) == (self.view, number)
        return answer

    def save(self, field: str, value: Any, *, row: str = "", at: float = NOON, **rest: Any) -> dict[str, Any]:
        change = {"row": row, "field": field, "value": value, "edited_at": at, **rest}
        return self.ask("save", writer=self.writer, changes=[change])


@pytest.fixture
def form(journal: Journal) -> Form:
    journal.create("case-1")
    return Form(Everything, journal, "case-1")


@pytest.fixture
def browser(form: Form) -> Browser:
    return Browser(form)


@pytest.fixture
def held(journal: Journal) -> Callable[..., dict[str, Any]]:
    """Return what the journal holds of the section, by row."""
    return lambda row="": dict(journal.answers("case-1").raw.get("everything", {}).get(row, {}))
