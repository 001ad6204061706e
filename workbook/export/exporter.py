"""The nbconvert exporters: ``recovery-pdf`` and ``recovery-typ``."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import nbformat
from nbconvert.exporters.exporter import Exporter
from traitlets import Bool, CaselessStrEnum, Float, Unicode, validate

from workbook.export import paper
from workbook.export.document import Document, Look, Shown, build
from workbook.export.look import readable_accent
from workbook.export.mend import mended

__all__ = ["RecoveryPDFExporter", "RecoveryTypExporter"]


class _DocumentExporter(Exporter):
    """Any notebook to one document; subclasses write it.

    Takes nbconvert's own switches (``--no-input``, ``--no-prompt``, ``TemplateExporter.exclude_*``) and tags.
    """

    paper = CaselessStrEnum(["a4", "letter"], default_value="a4", help="Paper: a4 or letter.").tag(config=True)
    font_size = Float(10.5, help="Size of the text in points; 14 for large print.").tag(config=True)
    accent = Unicode("#0f5c63", help="The one colour, as #rrggbb; darkened where it could not be read on white.").tag(
        config=True
    )

    exclude_input = Bool(False, help="Leave out the code of code cells.").tag(config=True)
    exclude_output = Bool(False, help="Leave out the outputs of code cells.").tag(config=True)
    exclude_markdown = Bool(False, help="Leave out Markdown cells.").tag(config=True)
    exclude_raw = Bool(False, help="Leave out raw cells.").tag(config=True)
    exclude_code_cell = Bool(False, help="Leave out code cells with their outputs.").tag(config=True)

    @validate("font_size")
    def _font_size_prints(self, proposal: dict[str, Any]) -> float:
        return min(max(float(proposal["value"]), 7.0), 24.0)

    @classmethod
    def section_names(cls) -> list[str]:
        """Read nbconvert's ``TemplateExporter`` options too: that is where ``--no-input`` arrives."""
        return ["TemplateExporter", *super().section_names()]

    def __init__(self, config: Any = None, **kw: Any) -> None:
        super().__init__(config, **kw)  # type: ignore[no-untyped-call]
        # Checked once after all preprocessors, not after each of eleven.
        self.optimistic_validation = True

    def _validate_preprocessor(self, nbc: Any, preprocessor: Any) -> None:
        try:
            super()._validate_preprocessor(nbc, preprocessor)  # type: ignore[no-untyped-call]
        except nbformat.ValidationError:
            self.log.warning("The notebook does not keep to its format everywhere; what can be read is exported.")

    def document(self, nb: Any, resources: Any = None) -> tuple[Document, Any]:
        """Return the document of notebook *nb*, and nbconvert's resources."""
        nb = mended(nb)
        nb, resources = super().from_notebook_node(nb, resources)
        name = str(resources["metadata"].get("name") or "") or "Notebook"
        look = Look(self.paper.lower(), self.font_size, readable_accent(self.accent))
        shown = Shown(not self.exclude_input, not self.exclude_output, not self.exclude_markdown, not self.exclude_raw,
                      not self.exclude_code_cell)  # fmt: skip
        return build(nb, name=name, log=self.log, look=look, shown=shown), resources

    def from_file(self, file_stream: Any, resources: Any = None, **kw: Any) -> tuple[Any, Any]:
        """Read a notebook from an open file; one that breaks its format is read as far as it goes."""
        return self.from_notebook_node(nbformat.reader.reads(file_stream.read()), resources, **kw)


class RecoveryPDFExporter(_DocumentExporter):
    """A notebook as a tagged PDF (PDF/UA-1), drawn by the report's template."""

    file_extension = Unicode(".pdf")
    output_mimetype = "application/pdf"
    export_from_notebook = "Recovery plan (PDF)"

    def from_notebook_node(  # type: ignore[override]
        self, nb: Any, resources: Any = None, **kw: Any
    ) -> tuple[bytes, Any]:
        """Return the PDF of notebook *nb*, and nbconvert's resources."""
        document, resources = self.document(nb, resources)
        return paper.pdf(document, self.log), resources


class RecoveryTypExporter(_DocumentExporter):
    """A notebook as a zip with the template, the document and the fonts, for who wants to edit it."""

    file_extension = Unicode(".typ.zip")
    output_mimetype = "application/zip"
    export_from_notebook = "Recovery plan (Typst, to edit)"

    def from_notebook_node(  # type: ignore[override]
        self, nb: Any, resources: Any = None, **kw: Any
    ) -> tuple[bytes, Any]:
        """Return the zip of notebook *nb*, and nbconvert's resources."""
        document, resources = self.document(nb, resources)
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in sorted(paper.package(document).items()):
                # A fixed date: the same notebook gives the same bytes.
                archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
        return buffer.getvalue(), resources
