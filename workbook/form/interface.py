"""The words of the form itself, in the current language; ``form.js`` holds none of its own."""

from __future__ import annotations

from typing import Final

from workbook.words import Text, _

WORDS: Final[dict[str, Text]] = {
    "opening": _("Opening…"),
    "wiped_elsewhere": _("Everything was removed, in another window. Please close this one."),
    "private": _("Stays with you"),
    "private_help": _("Left out of anything you share, unless it is a feeling that you add there yourself."),
    "saved": _("Saved"),
    "whole_saved": _("Everything on this page is saved"),
    "whole_saving": _("Saving…"),
    "whole_unsaved": _("Not everything on this page is saved yet"),
    "late": _("Not saved yet. Keep this window open; saving is tried again by itself."),
    "stuck": _(
        "Not saved yet, but this browser keeps what you typed. Please open the workbook again, in a new window: it is"
        " saved there."
    ),
    "silent": _(
        "The workbook is not answering right now. You can go on typing: your words are kept in this browser. "
        "If this message stays, close this window and open the workbook again."
    ),
    "no_drafts": _("This browser keeps no copy of what you type, so wait for “Saved” before you close the window."),
    "too_long": _("This is too long to be saved here. Please split it, or keep it in a file of its own."),
    "clear": _("Clear this answer"),
    "remove": _("Remove"),
    "removed": _("Removed."),
    "bring_back": _("Bring it back"),
    "done": _("Done for now"),
    "skip": _("Skip this"),
    "said_done": _("Marked as done. You can still change everything."),
    "said_skip": _("Skipped. You can come back to it whenever you like."),
    "history": _("Earlier versions"),
    "history_none": _("There is no earlier version yet."),
    "history_empty": _("(empty)"),
    "undo": _("Undo the last change"),
    "restore": _("Bring back this version"),
    "forget": _("Forget this text"),
    "forget_now": _("Don't keep this text"),
    "forget_ask": _("This removes the text and all its earlier versions for good. Nobody can bring them back."),
    "forget_yes": _("Yes, forget it"),
    "forget_no": _("Keep it"),
    "forgotten": _("Forgotten."),
    "kept": _("You typed: {value}"),
    "ready": _("I'm ready now"),
    "suggested": _("Suggested by your answers"),
    "noted": _("From your notes of the first day"),
    "take": _("Take it over"),
    "decline": _("Not for me"),
    "timer_start": _("Start the clock ({minutes} minutes)"),
    "timer_pause": _("Pause"),
    "timer_go_on": _("Go on"),
    "timer_stop": _("Stop"),
    "timer_left": _("About {minutes} minutes left"),
    "timer_over": _("The time is up. You can stop here, or write on."),
    "anchor": _("{number}: {words}"),
}


def interface() -> dict[str, str]:
    """Return the words of the form in the current language."""
    return {key: str(words) for key, words in WORDS.items()}
