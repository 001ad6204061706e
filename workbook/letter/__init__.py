"""Read a letter from an employer and say what it really says.

>>> letter = read_letter("Hi Amina, we have decided to move forward with another candidate. Best, Karim")
>>> letter.rejection
True
"""

from __future__ import annotations

from workbook.letter.engine import read_letter
from workbook.letter.record import Letter

__all__ = ["Letter", "read_letter"]
