"""What a person takes away from a case: the plan for themselves or to share, made here and saved by the browser."""

from __future__ import annotations

from typing import Any

from workbook.case import checked_id
from workbook.journal import opened
from workbook.sharing import going_out, staying
from workbook.start.talk import Message, Refused, Talking, script, style


class Giving(Talking):
    """Answers what the browser half of taking away (``takeaway.js``) asks."""

    def answer_going_out(self, content: Message, _files: list[bytes]) -> Message:
        """Say what a shared file would hold, question by question, and what stays (R6)."""
        with opened(self._path) as journal:
            answers = journal.answers(checked_id(content["case"]))
        parts: dict[str, list[list[str]]] = {}
        for one in going_out(answers):
            parts.setdefault(one.section, []).append([one.question, one.answer])
        return {"parts": list(parts.items()), "staying": staying(answers)}

    def answer_make(self, content: Message, _files: list[bytes]) -> None:
        """Make the plan, or everything, in the background."""
        case, audience, what = checked_id(content["case"]), content["audience"], content["what"]
        if (audience, what) not in {("private", "plan"), ("share", "plan"), ("private", "all")}:
            raise Refused
        with opened(self._path) as journal:
            journal.created_at(case)
        self._begin(content, job="make", case=case, audience=audience, what=what)


class TakeAway(Giving):
    """Stands in the notebook of the plan: ``display(TakeAway("case-1"))``."""

    _esm = script("talk.js", "takeaway.js", "takeaway_widget.js")
    _css = style()

    def __init__(self, case: str, **spec: Any) -> None:
        super().__init__(case=case, **spec)
