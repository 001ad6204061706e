"""The messages as they will be sent, beside the forms that make them.

Like the forms, it holds no answer in a trait: the text travels as a custom message, so no notebook file ever has it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import anywidget
import traitlets

from workbook.form.widget import Form
from workbook.words import Text, _, current

Message = dict[str, Any]

_HERE: Final = Path(__file__).parent
WORDS: Final[dict[str, Text]] = {
    "to": _("To: {text}"),
    "subject": _("Subject: {text}"),
    "copy_subject": _("Copy the subject"),
    "copy": _("Copy the text"),
    "copied": _("Copied. You can paste it into a mail or a message."),
    "selected": _("The text is selected: press Ctrl+C to copy it."),
    "mail": _("Open in a mail program"),
    "draft": _("Save as a mail draft"),
    "draft_help": _("A file that opens in your mail program, to be read once more and sent."),
}


class Preview(anywidget.AnyWidget):
    """Shows the messages that *compose* gives, anew after each change in *forms*.

    A message has a ``body`` and, where it has them, ``title``, ``to``, ``subject``, ``link`` and ``draft`` (a file:
    ``name`` and ``text``). *title* stands above them all; where there is none yet, *empty* says what is missing.
    """

    # One module for the browser: it has no place to import parts from.
    _esm = "\n".join((_HERE / name).read_text(encoding="utf-8") for name in ("controls.js", "preview.js"))
    _css = _HERE / "form.css"
    _words = traitlets.Dict().tag(sync=True)

    def __init__(self, compose: Callable[[], list[Message]], forms: list[Form], title: Text, empty: Text) -> None:
        language = current()
        words = {key: str(text) for key, text in {**WORDS, "title": title, "empty": empty}.items()}
        super().__init__(_words={**words, "lang": language.code, "dir": language.direction})
        self._compose = compose
        self.on_msg(self._receive)
        for form in forms:
            form.on_saved(self.refresh)

    def __repr__(self) -> str:
        return str(self._words["title"])

    def refresh(self) -> None:
        """Show the messages of this moment."""
        self.send({"messages": self._compose()})

    def _receive(self, _widget: object, content: object, _buffers: object) -> None:
        if isinstance(content, dict) and content.get("type") == "open":
            self.refresh()
