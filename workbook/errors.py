"""What can go wrong, and the next step for the person.

::

    WorkbookError
    ├── CaseError        UnknownCase  BadCaseId  CaseExists
    ├── LetterError      LetterMissing  LetterEmpty  LetterNotText  LetterTooLarge
    ├── JournalError     JournalLocked  JournalReadOnly  JournalCorrupt  JournalNewer  JournalFull
    ├── RunError         UnknownParameter  NotebookFailed  NotebookMissing  PortTaken  OpenOtherwise
    │                    LabStopped  AppMissing
    ├── TableError       TableMissing  TableEmpty  TableNotText  TableIsSpreadsheet  TableTooLarge  TableTooLong
    │                    TableQuoteOpen  TableCellLong  MapUnreadable  UnknownField  UnknownColumn  ColumnNeeded
    └── FileError        FolderUnusable  DiskFull  CaseFileUnreadable  CaseFileNewer  WorkshopNewer  WorkshopBusy
        └── BundleError  BundleUnreadable  BundleChanged  BundleOtherVersion  BundlePrivate  BundlesMissing

Each says what happened and what to do next: whoever reads it was turned down recently. A message never
holds what a person wrote in an answer.
"""

from __future__ import annotations

from typing import ClassVar

from workbook.words import Text, _


class WorkbookError(Exception):
    """Something a person can act on. ``str()`` gives both sentences in the current language."""

    what: ClassVar[Text]
    next_step: ClassVar[Text]

    def __init__(self, **values: object) -> None:
        self.values = values
        super().__init__(values)

    def __str__(self) -> str:
        return f"{self.what.fill(**self.values)}\n{self.next_step.fill(**self.values)}"


class CaseError(WorkbookError):
    """About a case."""


class UnknownCase(CaseError):
    what = _("There is no case called “{case}” in this journal.")
    next_step = _("To see the cases there are: workbook list")


class BadCaseId(CaseError):
    what = _("“{case}” cannot be the name of a case.")
    next_step = _("Use small letters a to z, digits and hyphens, 40 at most. For example: case-1")


class CaseExists(CaseError):
    what = _("There is a case called “{case}” already, and it is not the same.")
    next_step = _("Nothing was changed. Give this one another name with: --id NAME")


class LetterError(WorkbookError):
    """About a letter that was given to read."""


class LetterMissing(LetterError):
    what = _("There is no readable file at {path}.")
    next_step = _("Check the spelling, or paste the text: workbook new -")


class LetterEmpty(LetterError):
    what = _("The letter is empty.")
    next_step = _("Choose another file, or fill in the case by hand: workbook new --company NAME --role NAME")


class LetterNotText(LetterError):
    what = _("This file is not a letter that can be read: it does not hold text.")
    next_step = _("Save the mail as .eml or .txt, or copy its text and paste it (in a terminal: workbook new -).")


class LetterTooLarge(LetterError):
    what = _("This file is too large for a letter ({size} MB; the limit is {limit} MB).")
    next_step = _("Copy the text of the mail without its attachments and paste it (in a terminal: workbook new -).")


class JournalError(WorkbookError):
    """About the file that holds the answers."""


class JournalLocked(JournalError):
    what = _("Another program is using the journal right now ({path}).")
    next_step = _("Nothing is lost. Close other windows of the workbook and try again.")


class JournalReadOnly(JournalError):
    what = _("The journal cannot be written ({path}).")
    next_step = _("Check that the folder and the file belong to you, or choose another place: --journal FILE")


class JournalCorrupt(JournalError):
    what = _("The journal cannot be read: the file is damaged or is not a journal ({path}).")
    next_step = _("It was left as it is. Bring back a copy of that file, or start a new one: --journal FILE")


class JournalNewer(JournalError):
    what = _("The journal was made by a newer version of the workbook ({path}).")
    next_step = _("It was left as it is. Bring the workbook up to date: pip install --upgrade recovery-workbook")


class JournalFull(JournalError):
    what = _("The answer could not be saved: there is no room left on the disk.")
    next_step = _(
        "What was saved before is safe. Make some room on the disk and try again; a form tries again by itself."
    )


class RunError(WorkbookError):
    """About preparing, running or opening notebooks."""


class UnknownParameter(RunError):
    what = _("The notebook {notebook} does not know the parameter {names}.")
    next_step = _("It knows these: {known}")


class NotebookFailed(RunError):
    what = _("The notebook {notebook} of case {case} stopped at cell {cell} ({kind}).")
    next_step = _("Your answers are safe in the journal. The notebook with the place marked is here: {path}")


class NotebookMissing(RunError):
    what = _("The notebook {notebook} is missing from this installation.")
    next_step = _("Install the workbook again: pip install --force-reinstall recovery-workbook")


class PortTaken(RunError):
    what = _("The workbook seems to be open already: port {port} is in use.")
    next_step = _(
        "Go back to the browser window that is open, or close the other one. To use another: --port NUMBER (what a"
        " browser keeps unsaved belongs to the port where it was typed)"
    )


class OpenOtherwise(RunError):
    what = _("The workbook is open already, in its other form: one is with --app, one without.")
    next_step = _(
        "Go on in the browser window that is open. To change, close it first: press Ctrl+C in the window where it was"
        " started."
    )


class LabStopped(RunError):
    what = _("JupyterLab, which shows the workbook, did not start.")
    next_step = _("Nothing is lost. Try once more, then install it again: pip install --force-reinstall jupyterlab")


class TableError(WorkbookError):
    """About a table (CSV) that was given to read."""


class TableMissing(TableError):
    what = _("There is no readable table at {path}.")
    next_step = _("Check the spelling. A table is a file that ends in .csv.")


class TableEmpty(TableError):
    what = _("{name} is empty.")
    next_step = _("It needs a row of headings and, below it, a row for each entry.")


class TableNotText(TableError):
    what = _("{name} is not a table that can be read: it does not hold text.")
    next_step = _("Open it in your spreadsheet program and save it as CSV (UTF-8).")


class TableIsSpreadsheet(TableError):
    what = _("{name} is a spreadsheet file, not CSV.")
    next_step = _("Open it in your spreadsheet program, choose “Save as” and there CSV (UTF-8), and give that file.")


class TableTooLarge(TableError):
    what = _("This table is too large ({size} MB; the limit is {limit} MB).")
    next_step = _("Keep only the rows you need, in a file of their own.")


class TableTooLong(TableError):
    what = _("{name} has more rows or columns than can be read ({what}).")
    next_step = _("Split it into several files and give them one after the other.")


class TableQuoteOpen(TableError):
    what = _("In {name}, a quotation mark is opened at row {row} and never closed.")
    next_step = _("Put that row right, or save the table as CSV again from your spreadsheet program.")


class TableCellLong(TableError):
    what = _("In {name}, a cell in row {row} is too long (more than {most} characters).")
    next_step = _("Perhaps a quotation mark before it was never closed. Put that row right, then try again.")


class MapUnreadable(TableError):
    what = _("“{given}” does not say which column holds what.")
    next_step = _("Write it like this: --map name=Column")


class UnknownField(TableError):
    what = _("--map does not know “{name}”.")
    next_step = _("It knows these: {known}")


class UnknownColumn(TableError):
    what = _("The table has no column called “{column}”.")
    next_step = _("It has these: {columns}")


class ColumnNeeded(TableError):
    what = _("No column says this: {label}.")
    next_step = _("Name it with --map {name}=Column. The table has these: {columns}")


class AppMissing(RunError):
    what = _("To open the workbook in this way, one more package is needed (Voila).")
    next_step = _('Install it: pip install "recovery-workbook[app]". Or open it without --app.')


class FileError(WorkbookError):
    """About files that the person asked for."""


class FolderUnusable(FileError):
    what = _("Nothing can be written in {path}.")
    next_step = _("Choose a folder of your own, for example in Documents: --out FOLDER")


class DiskFull(FileError):
    what = _("There is no room left on the disk to write {name}.")
    next_step = _("What was there before is unchanged. Free some space and run it again.")


class CaseFileUnreadable(FileError):
    what = _("{path} is not a whole case file.")
    next_step = _("Nothing was changed. Make it again with: workbook export CASE --to json")


class CaseFileNewer(FileError):
    what = _("{path} was made by a newer version of the workbook.")
    next_step = _("Nothing was changed. Bring the workbook up to date: pip install --upgrade recovery-workbook")


class BundleError(FileError):
    """About bundles, by which people hand something to a counsellor."""


class BundleUnreadable(BundleError):
    what = _("{name} is not a whole bundle: it is cut off, or it is something else.")
    next_step = _("Ask for it again. It is made with: workbook share CASE")


class BundleChanged(BundleError):
    what = _("{name} is not as it was written: something in it was damaged or changed.")
    next_step = _("Ask for it again, as a file and not as pasted text. It is made with: workbook share CASE")


class BundleOtherVersion(BundleError):
    what = _("{name} comes from another version of the workbook ({version}; this one reads {ours}).")
    next_step = _("Bring both up to date, then ask for it again: pip install --upgrade recovery-workbook")


class BundlePrivate(BundleError):
    what = _("{name} holds answers that should have stayed with the person. It was not read.")
    next_step = _("Please delete it, let them know, and ask for a bundle instead: workbook share CASE")


class BundlesMissing(BundleError):
    what = _("There is no bundle in {path}.")
    next_step = _("Put the files that people gave you (bundle-….json) into one folder, and give that folder.")


class WorkshopNewer(FileError):
    what = _("{path} was made by a newer version of the workbook.")
    next_step = _("Nothing was changed. Bring the workbook up to date: pip install --upgrade recovery-workbook")


class WorkshopBusy(FileError):
    what = _("The folders in {path} are being made right now, in another window.")
    next_step = _("Wait until that is finished, then run the same command again.")
