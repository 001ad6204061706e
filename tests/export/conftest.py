"""Fixtures of the export tests. Goldens are renewed with: ``pytest --renew-goldens``."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest

from workbook.export.document import Document
from workbook.export.exporter import RecoveryPDFExporter


class Heard(logging.Handler):
    """Keeps what a logger was told."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.told: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.told.append(record.getMessage())


@pytest.fixture
def heard() -> Iterator[Heard]:
    """What nbconvert's logger was told during the test."""
    handler, logger = Heard(), RecoveryPDFExporter().log
    logger.addHandler(handler)
    yield handler
    logger.removeHandler(handler)


def document_of(notebook: object, **options: object) -> Document:
    """The document of *notebook*, as the exporter makes it."""
    exporter = RecoveryPDFExporter(**options)
    return exporter.document(notebook)[0]


__all__ = ["Heard", "document_of"]
