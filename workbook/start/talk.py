"""What the widgets of this room have in common: they are asked in custom messages and answer the same way.

Like the forms, they hold no answer in a synced trait, so no notebook file ever has one.
"""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import anywidget
import traitlets

import workbook.form
from workbook.errors import WorkbookError
from workbook.journal import default_path
from workbook.start import jobs
from workbook.start.interface import interface
from workbook.words import _, current

Message = dict[str, Any]

_HERE: Final = Path(__file__).parent
_FORM: Final = Path(workbook.form.__file__).parent
_LOST: Final = _("This could not be finished.")
_AGAIN: Final = _("Your answers are safe in the journal. Try again; if it stays, open the workbook again.")


class Refused(Exception):
    """A message that makes no sense: it is answered, never raised over."""


def script(*names: str) -> str:
    """Return one module for the browser: it has no place to import parts from."""
    parts = [_FORM / "controls.js", *(_HERE / name for name in names)]
    return "\n".join(part.read_text(encoding="utf-8") for part in parts)


def style() -> str:
    """Return the look of the forms with what this room adds."""
    return "\n".join(path.read_text(encoding="utf-8") for path in (_FORM / "form.css", _HERE / "start.css"))


class Talking(anywidget.AnyWidget):
    """A widget whose methods ``answer_<type>`` answer the messages of that type.

    A method gets the message and its files, and returns the answer, ``(answer, file)``, or ``None`` where a job was
    begun that will answer.
    """

    _spec = traitlets.Dict().tag(sync=True)

    def __init__(self, **spec: object) -> None:
        language = current()
        locale = language.locale.replace("_", "-")
        super().__init__(_spec={"words": interface(), "dir": language.direction, "lang": locale, **spec})
        self._path = default_path()
        self._language = language.code
        self._busy = False
        self.on_msg(self._receive)

    def __repr__(self) -> str:
        # JupyterLab writes this into the notebook file.
        return str(_("This shows itself when the workbook is open."))

    def _receive(self, _widget: object, content: object, buffers: Sequence[Any]) -> None:
        if not isinstance(content, dict) or not isinstance(content.get("view"), str):
            return
        address = {"to": content["view"], "seq": content.get("seq")}
        handler = getattr(self, f"answer_{content.get('type')}", None)
        data = None
        try:
            if handler is None:
                raise Refused
            answer = handler(content, [bytes(buffer) for buffer in buffers])
            if isinstance(answer, tuple):
                answer, data = answer
        except WorkbookError as error:
            what, _line, next_step = str(error).partition("\n")
            answer = {"type": "failed", "what": what, "next": next_step}
        except (Refused, LookupError, TypeError, ValueError):
            answer = _failed()
        if answer is not None:
            self.send({"type": "done", **answer, **address}, [data] if data else None)

    def _begin(self, content: Message, **job: object) -> None:
        """Begin a job whose lines go to whoever sent *content*; one at a time."""
        if self._busy:
            raise Refused
        self._busy = True
        address = {"to": content["view"], "seq": content.get("seq")}
        exports = jobs.exports()
        whole = {
            "journal": str(self._path),
            "language": self._language,
            "exports": str(exports) if exports else None,
            **job,
        }

        def told(message: Message, data: bytes | None) -> None:
            if message["type"] != "step":
                self._busy = False
                if message["type"] == "failed" and "what" not in message:
                    message = _failed()
            # The page may be closed by now.
            with contextlib.suppress(Exception):
                self.send({**message, **address}, [data] if data else None)

        jobs.start(whole, told)


def _failed() -> Message:
    return {"type": "failed", "what": str(_LOST), "next": str(_AGAIN)}
