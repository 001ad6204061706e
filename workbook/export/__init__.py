"""Notebooks to PDF: an nbconvert exporter and the one fixed Typst template (the only user of nbconvert and typst).

::

    notebook --document.py--> one JSON document --recovery_plan.typ, paper.py--> PDF

Import is light: nbconvert is loaded when an exporter is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from workbook.export.exporter import MenuPDFExporter, MenuTypExporter, RecoveryPDFExporter, RecoveryTypExporter

__all__ = ["MenuPDFExporter", "MenuTypExporter", "RecoveryPDFExporter", "RecoveryTypExporter"]


def __getattr__(name: str) -> Any:
    if name in __all__:
        from workbook.export import exporter

        return getattr(exporter, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
