"""What a facilitator needs to lead a session: the plan with its times, a timer, a guide to print (R2, R3, R11, R12)."""

from __future__ import annotations

from workbook.facilitator.agenda import AGENDAS, SESSIONS, Activity, Step
from workbook.facilitator.guide import CLOCK, PARTS, Guide, GuidePage, open_guide

__all__ = ["AGENDAS", "CLOCK", "PARTS", "SESSIONS", "Activity", "Guide", "GuidePage", "Step", "open_guide"]
