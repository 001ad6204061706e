"""The form of one section, from its questions to the journal.

The browser half (``form.js``) draws native HTML controls and sends each change as a custom message; this half checks
it, saves it and says so. "Saved" is shown only after that answer.

**Why custom messages and no synced traits:** what a trait holds is written into notebook files by JupyterLab and
nbclient. The one trait of a form holds its questions, never an answer.
"""

from __future__ import annotations

import math
import re
import time
from collections.abc import Callable, Iterable, Mapping
from hashlib import blake2s
from pathlib import Path
from typing import Any, Final, TypeGuard

import anywidget
import traitlets

from workbook.errors import WorkbookError
from workbook.form.interface import interface
from workbook.journal import Change, Journal
from workbook.questions import READY, REMOVED, STATUS, Answers, Rows, Section, Value, describe, questions_of, row_model
from workbook.words import _, current, n_

Message = dict[str, Any]
Place = tuple[str, str]
"""Row id ("" outside repeated groups) and field name."""

_HERE: Final = Path(__file__).parent
_SCRIPTS: Final = ("saver.js", "controls.js", "between.js", "form.js")
_ROW: Final = re.compile(r"([A-Za-z_][A-Za-z0-9_]*)/[A-Za-z0-9_-]{1,64}")
_WRITER: Final = re.compile(r"[A-Za-z0-9_-]{1,64}")
_LARGEST: Final = 2**53 - 1
"""The largest whole number that a browser keeps exactly."""
_TICK: Final = 0.001
"""Seconds that an answer is put after the one it was typed over, if the clocks say otherwise."""


class Form(anywidget.AnyWidget):
    """The form of *section* for one *case*, saving into *journal*: ``display(Form(Case, journal, "case-1"))``.

    *advise* gives what is said beside the answers (``Advice.to_json``); it is asked after each change.
    """

    # One module for the browser: it has no place to import parts from.
    _esm = "\n".join((_HERE / name).read_text(encoding="utf-8") for name in _SCRIPTS)
    _css = (_HERE / "form.css").read_text(encoding="utf-8")
    _spec = traitlets.Dict().tag(sync=True)

    def __init__(
        self, section: type[Section], journal: Journal, case: str, advise: Callable[[], Message] | None = None
    ) -> None:
        super().__init__(_spec=spec(section))
        self._advise = advise
        self._section = section
        self._journal = journal
        self._case = case
        self._taken: dict[tuple[str, Place], float] = {}
        self._callbacks: list[Callable[[], object]] = []
        self.on_msg(self._receive)

    def __repr__(self) -> str:
        # JupyterLab writes this into the notebook file, where it stands if the form cannot be drawn.
        return str(_("A form. It shows itself when the workbook is open."))

    def on_saved(self, callback: Callable[[], object]) -> None:
        """Call *callback* after each change, when it is on the disk and the person was told."""
        self._callbacks.append(callback)

    def _receive(self, _widget: object, content: object, _buffers: object) -> None:
        """Answer a message from the browser. One that makes no sense is refused, never raised over."""
        if not isinstance(content, dict) or not isinstance(content.get("view"), str):
            return
        try:
            reply = self._answer(content)
        except WorkbookError as error:
            what, _line, next_step = str(error).partition("\n")
            reply = {"type": "failed", "what": what, "next": next_step}
        changed = reply.pop("changed", False)
        self.send({**reply, "to": content["view"], "seq": content.get("seq")})
        if changed:
            for callback in self._callbacks:
                callback()

    def _answer(self, content: Message) -> Message:
        match content.get("type"):
            case "ping":
                return {"type": "here"}
            case "open":
                return self._open()
            case "save":
                return self._save(content)
            case "history" | "undo" | "forget" as wish:
                place = self._place(content)
                if place is not None:
                    act = {"history": self._history, "undo": self._undo, "forget": self._forget}[wish]
                    return {"row": place[0], "field": place[1], **act(*place)}
        return {"type": "refused"}

    def _open(self) -> Message:
        answers = self._journal.answers(self._case)
        stored = answers.raw.get(self._key, {})
        values = [[row, name, value] for row, fields in stored.items() for name, value in fields.items()]
        return {
            "type": "opened",
            "store": self._store(),
            "answers": values,
            "saved_at": [[*place, moment] for place, moment in self._saved_times().items()],
            "problems": [[*place, str(text)] for place, text in answers.problems(self._section).items()],
            "advice": self._advise() if self._advise else None,
        }

    def _save(self, content: Message) -> Message:
        writer, items = content.get("writer"), content.get("changes")
        if not isinstance(writer, str) or not _WRITER.fullmatch(writer) or not isinstance(items, list):
            return {"type": "refused"}
        newest = self._saved_times()
        now = time.time()
        changes = [change for item in items if (change := self._change(item, newest, now))]
        # What comes again, because its acknowledgement was late, is not a new version.
        fresh = [change for change in changes if self._taken.get((writer, _of(change)), -math.inf) < _at(change)]
        if fresh:
            # The clock of the journal may be behind the version that was typed over.
            self._journal.save(self._case, fresh, writer=writer, now=max(now, *map(_at, fresh)))
            self._taken.update({(writer, _of(change)): _at(change) for change in fresh})
        problems = Answers({self._key: _raw(changes)}).problems(self._section)
        return {
            "type": "saved",
            "changed": bool(fresh),
            "saved": [[*_of(change), _at(change)] for change in changes],
            "behind": any(_at(change) < newest.get(_of(change), -math.inf) for change in changes),
            "problems": [[*place, str(text)] for place, text in problems.items()],
            "advice": self._advise() if self._advise and fresh else None,
        }

    def _history(self, row: str, name: str) -> Message:
        states = self._journal.history(self._case, self._key, name, row)
        shown = [{"value": state.value, "saved_at": state.saved_at} for state in states]
        return {"type": "history", "states": shown}

    def _undo(self, row: str, name: str) -> Message:
        changed = self._journal.undo(self._case, self._key, name, row)
        return {**self._open(), "type": "undone", "changed": changed}

    def _forget(self, row: str, name: str) -> Message:
        self._journal.forget(self._case, self._key, name, row)
        return {**self._open(), "type": "forgotten", "changed": True}

    # What a message may say

    def _place(self, item: Message) -> Place | None:
        """Return the place that *item* is about, if this section has it."""
        row, name = item.get("row", ""), item.get("field")
        if not isinstance(row, str) or not isinstance(name, str):
            return None
        questions = questions_of(self._section)
        if not row:
            known = name in (STATUS, READY) or (name in questions and not isinstance(questions[name], Rows))
        else:
            match = _ROW.fullmatch(row)
            group = match[1] if match else ""
            if not isinstance(questions.get(group), Rows):
                return None
            known = name == REMOVED or name in questions_of(row_model(self._section, group))
        return (row, name) if known else None

    def _change(self, item: object, newest: Mapping[Place, float], now: float) -> Change | None:
        """Return *item* as a change, at the time that it gets in the journal; ``None`` if it makes no sense."""
        if not isinstance(item, dict) or "value" not in item or not _is_value(item["value"]):
            return None
        place, edited = self._place(item), item.get("edited_at")
        if place is None or not _is_moment(edited):
            return None
        moment = min(float(edited), now + 1)
        seen, last = item.get("seen"), newest.get(place)
        if last is not None and _is_moment(seen) and seen >= last:
            # Typed over the newest version, so it is newer, even if a clock was set back since.
            moment = max(moment, last + _TICK)
        row, name = place
        return Change(section=self._key, row=row, field=name, value=item["value"], edited_at=moment)

    # This form's own part of the journal

    @property
    def _key(self) -> str:
        return self._section.about.key

    def _saved_times(self) -> dict[Place, float]:
        return self._journal.saved_times(self._case, self._key)

    def _store(self) -> str:
        """Return where the browser keeps drafts: apart for each journal, and for each case ever made in it."""
        made = f"{self._journal.path.resolve()}|{self._journal.created_at(self._case)}"
        mark = blake2s(made.encode("utf-8", "surrogateescape"), digest_size=6).hexdigest()
        return f"workbook/{mark}/{self._case}/{self._key}/"


def spec(section: type[Section]) -> Message:
    """Return what the browser needs to draw *section* in the current language. It holds no answer."""
    language = current()
    minutes = n_("About {count} minute", "About {count} minutes", section.about.minutes)
    return {
        "section": describe(section),
        "words": {**interface(), "minutes": str(minutes)},
        "dir": language.direction,
        "lang": language.locale.replace("_", "-"),
    }


def _of(change: Change) -> Place:
    return (change.row, change.field)


def _at(change: Change) -> float:
    assert change.edited_at is not None
    return change.edited_at


def _raw(changes: Iterable[Change]) -> dict[str, dict[str, Value]]:
    raw: dict[str, dict[str, Value]] = {}
    for change in changes:
        raw.setdefault(change.row, {})[change.field] = change.value
    return raw


def _is_value(value: object) -> bool:
    if isinstance(value, list):
        return all(isinstance(item, str) for item in value)
    return value is None or isinstance(value, str) or (isinstance(value, int) and abs(value) <= _LARGEST)


def _is_moment(value: object) -> TypeGuard[float]:
    return isinstance(value, int | float) and 0 < value <= _LARGEST
