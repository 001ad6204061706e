"""The words of the first page and of taking away, in the current language; the scripts hold none of their own."""

from __future__ import annotations

from typing import Final

from workbook.words import Text, _

WORDS: Final[dict[str, Text]] = {
    "opening": _("Opening…"),
    "wiped_elsewhere": _("Everything was removed, in another window. Please close this one."),
    "silent": _("The workbook is not answering right now. Close this window and open the workbook again."),
    "clear": _("Clear this answer"),
    "anchor": _("{number}: {words}"),
    "private": _("Stays with you"),
    "private_help": _("Left out of anything you share, unless it is a feeling that you add there yourself."),
    # Cases
    "cases": _("Your cases"),
    "no_cases": _("Nothing is here yet. When you are ready, begin below; five minutes are enough for today."),
    "unnamed": _("An application without a name yet"),
    "role_at": _("{role} – {company}"),
    "answered": _("Answer of {day}"),
    "begun": _("Begun on {day}"),
    "touched": _("Last worked on {day}"),
    "coming": _("Next day in your plan: {day}"),
    "progress": _("{count} of {all}"),
    "begin": _("Begin: {page}"),
    "go_on": _("Go on: {page}"),
    "plan": _("Your plan"),
    "more": _("Take away or delete"),
    "patterns": _("What your cases have in common (PDF)"),
    "patterns_help": _("How far you got, what came up again, what you did about it. For you alone."),
    # A new rejection
    "new": _("A new rejection"),
    "new_lead": _(
        "Put in the mail or message, and what it says is read out of it here, on this computer. You see it first and "
        "can correct it; until you say so, no case is made."
    ),
    "paste": _("Paste the mail or message here"),
    "paste_help": _("Or drop its file here (.eml, .txt)."),
    "read": _("Read it"),
    "choose": _("Choose a file"),
    "by_hand": _("There is no letter"),
    "reading": _("Reading…"),
    "not_refusal": _("This does not read like a refusal."),
    "not_refusal_help": _(
        "Perhaps it is a question, an invitation, or a note that your papers arrived; then there is nothing to do "
        "here. If it is a refusal all the same, check what stands below and go on."
    ),
    "check": _("What was read"),
    "check_lead": _("Correct whatever is wrong. Everything can stay empty, and can be changed later."),
    "by_hand_title": _("Without a letter"),
    "by_hand_lead": _("After a call, a talk, or when no answer came. Fill in what you know; the rest can stay empty."),
    "from_letter": _("From the letter: “{sentence}”"),
    "make": _("Make the case"),
    "start_over": _("Start over"),
    "made": _("The case is made. There is no hurry."),
    "kept_draft": _("What you had begun here is still in this browser."),
    # Taking away
    "take": _("Take it with you"),
    "take_lead": _("Made on this computer, from what is written at this moment. Nothing is sent anywhere."),
    "take_private": _("My plan (PDF)"),
    "take_share": _("A plan to share (PDF)"),
    "take_all": _("Everything (ZIP)"),
    "take_all_help": _("The plan, each phase, the calendar and the message."),
    "take_bundle": _("A file for a counsellor"),
    "bundle_lead": _(
        "A counsellor can read this file, print a plan from it, and count it into the tables of a group. Nothing is "
        "sent: you hand it over yourself."
    ),
    "bundle_named": _("Add my name, the role, the company and the dates"),
    "bundle_figures": _("Numbers and ticks alone, none of my words"),
    "bundle_gives_away": _(
        "Your name or the company stands in one of these texts. Change it there if that is not what you want."
    ),
    "goes_out": _("This goes out"),
    "choose_parts": _(
        "Take the tick away from what you would rather keep to yourself. What you feel is left out unless you tick it. "
        "Your choice is kept for the next time."
    ),
    "bundle_numbers": _("For the tables of the group, without your name:"),
    "goes_nothing": _("Nothing that may be shared is written yet: the plan would be almost empty."),
    "stays": _("This stays with you, in whole or in part: {sections}"),
    "make_share": _("Make this file"),
    "not_now": _("Not now"),
    "step": _("Step {number} of {all}: {text}"),
    "ready": _("It is ready."),
    "save_file": _("Save {name} ({size})"),
    "show_file": _("Look at it"),
    "kilobytes": _("{count} kB"),
    # Deleting
    "delete": _("Delete this case"),
    "delete_ask": _(
        "This removes all answers of this case with their earlier versions, its pages, and the files that were made "
        "from it in the folder for exports. Nobody can bring them back. Files that you saved elsewhere stay."
    ),
    "delete_yes": _("Yes, delete it"),
    "keep": _("Keep it"),
    "deleted": _("The case is deleted."),
    "left": _("Files of your own were left in {folder}."),
    # Backup
    "backup": _("A copy to keep"),
    "backup_lead": _(
        "One file with all your cases and their history, for another computer or for safe keeping. It holds everything "
        "you wrote, so keep it where only you can get at it."
    ),
    "backup_make": _("Make a copy"),
    "backup_restore": _("Bring in a copy"),
    "restored": _("Your cases are here: {cases}"),
    # Finish and wipe
    "wipe": _("On a computer that others use"),
    "wipe_lead": _("When you are finished, everything of yours can be removed from this computer."),
    "wipe_begin": _("Finish and wipe"),
    "wipe_ask": _(
        "This removes all your cases, their answers with all earlier versions, the pages, the files in the folder for "
        "exports, and what this browser kept. Nobody can bring them back. If you want to keep something, make a copy "
        "first."
    ),
    "wipe_copy": _("Make a copy first"),
    "wipe_yes": _("Yes, remove everything"),
    "wiped": _("Everything is removed."),
    "wiped_cases": _("Cases with all answers and their history: {count}"),
    "wiped_journal": _("The journal itself"),
    "wiped_journal_emptied": _("Everything in the journal (the empty file is still there: another window has it open)"),
    "wiped_pages": _("The prepared pages"),
    "wiped_exports": _("What was made in the folder for exports"),
    "wiped_drafts": _("What this browser kept of your typing: {count}"),
    "wiped_not": _("What cannot be removed from here"),
    "wiped_downloads": _(
        "Files that you saved or downloaded yourself, and mails that you sent. Look in the folder for downloads, and "
        "empty the bin."
    ),
    "wiped_left": _("Files of your own in {folder}"),
    "wiped_windows": _("Other windows of the workbook that are still open: close them."),
    "wiped_close": _("Now close this window, and the small one it was started from. Take good care."),
}


def interface() -> dict[str, str]:
    """Return the words in the current language."""
    return {key: str(words) for key, words in WORDS.items()}
