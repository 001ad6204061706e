"""What a person takes away from a case: the plan for themselves or to share, made here and saved by the browser."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from workbook.case import checked_id
from workbook.journal import opened
from workbook.start.talk import Message, Refused, Talking, script, style


class Giving(Talking):
    """Answers what the browser half of taking away (``takeaway.js``) asks."""

    def answer_going_out(self, content: Message, _files: list[bytes]) -> Message:
        """Say what the shared plan would hold, part by part and question by question, and what stays (R6)."""
        # Whoever only fills in a form does not load it.
        from workbook.sharing import going_out, parts, staying, words_of_plan

        with opened(self._path) as journal:
            answers = journal.answers(checked_id(content["case"]))
        offered = parts(answers, lambda given: going_out(given, words_of_plan(given, date.today())))
        return {"parts": [part.to_json() for part in offered], "staying": staying(answers)}

    def answer_going_to_counsellor(self, content: Message, _files: list[bytes]) -> Message:
        """Say what a bundle would hold, and whether a name stands in it that was not meant to (R6, R12)."""
        from workbook.bundle import contents, figures_in_words, gives_away, parts
        from workbook.sharing import staying

        with opened(self._path) as journal:
            answers = journal.answers(checked_id(content["case"]))
        held = contents(answers, **_wishes(content))
        return {
            "figures": figures_in_words(held),
            "parts": [part.to_json() for part in parts(answers, **_wishes(content))],
            "staying": [] if content["figures_only"] else staying(answers),
            "gives_away": gives_away(held, answers),
        }

    def answer_choose(self, content: Message, _files: list[bytes]) -> Message:
        """Note that others may see a part, or not; it is no answer (R6)."""
        from workbook.sharing import choice

        part, goes = content["part"], content["goes"]
        if not isinstance(goes, bool):
            raise Refused
        with opened(self._path) as journal:
            journal.save(checked_id(content["case"]), [choice(part, goes)], writer="share")
        return {}

    def answer_bundle(self, content: Message, _files: list[bytes]) -> tuple[Message, bytes]:
        """Hand over the bundle of a case."""
        from workbook.bundle import contents, make_bundle

        case = checked_id(content["case"])
        with opened(self._path) as journal:
            held = contents(journal.answers(case), **_wishes(content))
            made = make_bundle(journal, case, datetime.now(UTC), held)
        data = made.to_json()
        return {"name": made.name, "size": len(data)}, data

    def answer_make(self, content: Message, _files: list[bytes]) -> None:
        """Make the plan, or everything, in the background."""
        case, audience, what = checked_id(content["case"]), content["audience"], content["what"]
        if (audience, what) not in {("private", "plan"), ("share", "plan"), ("private", "all")}:
            raise Refused
        with opened(self._path) as journal:
            journal.created_at(case)
        self._begin(content, job="make", case=case, audience=audience, what=what)


def _wishes(content: Message) -> dict[str, bool]:
    named, figures_only = content["named"], content["figures_only"]
    if not isinstance(named, bool) or not isinstance(figures_only, bool):
        raise Refused
    return {"named": named, "figures_only": figures_only}


class TakeAway(Giving):
    """Stands in the notebook of the plan: ``display(TakeAway("case-1"))``."""

    _esm = script("talk.js", "takeaway.js", "takeaway_widget.js")
    _css = style()

    def __init__(self, case: str, **spec: Any) -> None:
        super().__init__(case=case, **spec)
