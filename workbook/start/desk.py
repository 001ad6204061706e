"""The widget of the first page: cases, a new rejection, backup, a clean goodbye."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from workbook.case import checked_id
from workbook.journal import opened
from workbook.start import jobs, reading
from workbook.start.overview import overview
from workbook.start.takeaway import Giving
from workbook.start.talk import Message, Refused, script, style


class Desk(Giving):
    """Stands in the first notebook: ``display(Desk())``. *today* says which day it is."""

    _esm = script("talk.js", "takeaway.js", "newcase.js", "desk.js")
    _css = style()

    def __init__(self, today: Callable[[], date] = date.today) -> None:
        super().__init__(fields=reading.fields(), exports=jobs.exports() is not None)
        self._today = today
        self._reading = reading.Reading()

    # Cases

    def answer_open(self, _content: Message, _files: list[bytes]) -> Message:
        """Say which cases there are, and whose pages are still to be prepared (made or brought in just now)."""
        with opened(self._path) as journal:
            cards = overview(journal, self._today())
        # Seen from this notebook's folder, as the links are.
        missing = [card.id for card in cards if not Path(card.plan).is_file()]
        return {"cases": [card.to_json() for card in cards], "unprepared": missing}

    def answer_prepare(self, content: Message, _files: list[bytes]) -> None:
        """Prepare the pages of some cases in the background."""
        cases = [checked_id(case) for case in content["cases"]]
        with opened(self._path) as journal:
            for case in cases:
                journal.created_at(case)
        self._begin(content, job="prepare", cases=cases)

    def answer_delete(self, content: Message, _files: list[bytes]) -> None:
        """Delete one case in the background."""
        case = checked_id(content["case"])
        with opened(self._path) as journal:
            journal.created_at(case)
        self._begin(content, job="delete", case=case)

    def answer_patterns(self, content: Message, _files: list[bytes]) -> None:
        """Print what all cases have in common, in the background."""
        self._begin(content, job="patterns")

    # A new rejection

    def answer_read(self, content: Message, files: list[bytes]) -> Message:
        """Read a letter; nothing of it is kept on the disk."""
        source = files[0] if files else content["text"]
        if not isinstance(source, str | bytes):
            raise Refused
        with opened(self._path) as journal:
            before = reading.of_the_person(journal)
        self._reading = reading.read(source, before)
        return self._reading.to_json()

    def answer_by_hand(self, _content: Message, _files: list[bytes]) -> Message:
        """Begin without a letter: after a call, or where no answer came."""
        with opened(self._path) as journal:
            self._reading = reading.Reading(values=reading.of_the_person(journal))
        return self._reading.to_json()

    def answer_create(self, content: Message, _files: list[bytes]) -> Message:
        """Make the case from the form."""
        given = content["values"]
        if not isinstance(given, dict):
            raise Refused
        if not all(value is None or isinstance(value, str | list) for value in given.values()):
            raise Refused
        with opened(self._path) as journal:
            case = reading.make_case(journal, self._reading, given)
        self._reading = reading.Reading()
        return {"case": case}

    # To keep, and to leave

    def answer_backup(self, _content: Message, _files: list[bytes]) -> tuple[Message, bytes]:
        """Hand over all cases in one file."""
        from workbook.start import backup

        with opened(self._path) as journal:
            data = backup.pack(journal)
        return {"name": f"workbook-backup-{self._today().isoformat()}.zip", "size": len(data)}, data

    def answer_restore(self, content: Message, files: list[bytes]) -> Message:
        """Bring in the cases of a backup or a case file."""
        from workbook.start import backup

        with opened(self._path) as journal:
            return {"cases": backup.unpack(journal, files[0], str(content["name"])[:200])}

    def answer_wipe(self, content: Message, _files: list[bytes]) -> None:
        """Remove everything of this person from this computer, in the background."""
        self._reading = reading.Reading()
        self._begin(content, job="wipe")
