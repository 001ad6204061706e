"""Answers + findings + plan -> blocks: the report, part by part.

A part without answers gives no blocks at all, so there is never a heading over nothing. Everything here is built from
the answers that the audience may see (``Answers.for_audience``): what is private cannot slip into a shared report,
not even by way of the plan.
"""

from __future__ import annotations

from typing import Final

from workbook.blocks import Block
from workbook.report.ahead import learning, people, thirty_days, week
from workbook.report.analysed import cv, debrief, growth_areas, posting, star_bank
from workbook.report.first_page import at_a_glance, cover
from workbook.report.last_page import closing, rests_on, support
from workbook.report.seen import Parts, Seen
from workbook.report.taken import how_i_took_it, my_message

__all__ = ["PARTS_OF_REPORT", "Report"]

PARTS_OF_REPORT: Final[Parts] = {
    "cover": cover,
    "at_a_glance": at_a_glance,
    "how_i_took_it": how_i_took_it,
    "my_message": my_message,
    "debrief": debrief,
    "growth_areas": growth_areas,
    "star_bank": star_bank,
    "cv": cv,
    "posting": posting,
    "thirty_days": thirty_days,
    "week": week,
    "people": people,
    "learning": learning,
    "rests_on": rests_on,
    "support": support,
    "closing": closing,
}
"""The report in order."""


class Report(Seen):
    """The report of one case, part by part."""

    def part(self, name: str) -> list[Block]:
        """Return the blocks of the part *name* (a key of ``PARTS_OF_REPORT``); none if it has nothing to say."""
        return PARTS_OF_REPORT[name](self)
