"""What our own notebooks find ready: what the workbook computes once a process, computed before the first fork.

None of it depends on a case: the compiled templates, the catalogs of all languages, the questions.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from workbook.phases import SECTIONS
from workbook.questions import Answers
from workbook.report import PARTS_OF_REPORT, Report
from workbook.screen import bundle, compile_all, styles
from workbook.twin import twin
from workbook.words import LANGUAGES, language

_ANY_DAY: Final = date(2026, 1, 1)


def make_ready() -> None:
    """Draw the report of a person who has answered nothing, in every language."""
    styles()
    compile_all()
    for code in LANGUAGES:
        with language(code):
            report = Report(Answers(), "private", _ANY_DAY)
            for part in PARTS_OF_REPORT:
                for block in report.part(part):
                    bundle(block)
            for section in SECTIONS:
                twin(section, Answers())
