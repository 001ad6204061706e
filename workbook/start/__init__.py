"""The first page: one's cases, a new rejection, what is taken away, and a clean goodbye on a shared computer."""

from workbook.start.page import StartPage, open_start
from workbook.start.takeaway import TakeAway

__all__ = ["StartPage", "TakeAway", "open_start"]
