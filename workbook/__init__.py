"""A coaching workbook that turns one interview rejection into a recovery plan.

The package stays empty on purpose: importing it costs nothing, each room is imported where it is used.
"""

__version__ = "0.1.0"
