"""The nbconvert exporters: ``recovery-pdf`` and ``recovery-typ``."""

from __future__ import annotations

import io
import json
import sys
import zipfile
from typing import Any, Final

import nbformat
from nbconvert.exporters.exporter import Exporter
from traitlets import Bool, CaselessStrEnum, Float, Unicode, default, validate

from workbook.export import paper
from workbook.export.document import Document, Look, Shown, build
from workbook.export.look import readable_accent
from workbook.export.mend import keeps_to_format, mended

__all__ = ["MenuPDFExporter", "MenuTypExporter", "RecoveryPDFExporter", "RecoveryTypExporter"]


_ODD: Final = "The notebook does not keep to its format everywhere; what can be read is exported."


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

    @default("enabled")
    def _is_within_reach(self) -> bool:
        # In a Jupyter server a name with a hyphen answers 404, so there only the names for menus are offered.
        server = sys.modules.get("jupyter_server.serverapp")
        return server is None or not server.ServerApp.initialized()

    @validate("font_size")
    def _font_size_prints(self, proposal: dict[str, Any]) -> float:
        return min(max(float(proposal["value"]), 7.0), 24.0)

    @classmethod
    def section_names(cls) -> list[str]:
        """Read nbconvert's ``TemplateExporter`` options too: that is where ``--no-input`` arrives."""
        return ["TemplateExporter", *super().section_names()]

    def __init__(self, config: Any = None, **kw: Any) -> None:
        # Here for its types: nbconvert's has none.
        super().__init__(config, **kw)  # type: ignore[no-untyped-call]

    def _preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Run the preprocessors, without nbconvert's copies: the notebook is our own copy already."""
        for preprocessor in self._preprocessors:
            nb, resources = preprocessor(nb, resources)
        return nb, resources

    def document(self, nb: Any, resources: Any = None) -> tuple[Document, Any]:
        """Return the document of notebook *nb*, and nbconvert's resources."""
        if nb.get("nbformat", 4) == 4 and not keeps_to_format(nb):
            self.log.warning(_ODD)
        nb = mended(nb)
        nb, resources = self._preprocess(nb, self._init_resources(resources))  # type: ignore[no-untyped-call]
        name = str(resources["metadata"].get("name") or "") or "Notebook"
        look = Look(self.paper.lower(), self.font_size, readable_accent(self.accent))
        shown = Shown(not self.exclude_input, not self.exclude_output, not self.exclude_markdown, not self.exclude_raw,
                      not self.exclude_code_cell)  # fmt: skip
        return build(nb, name=name, log=self.log, look=look, shown=shown), resources

    def from_file(self, file_stream: Any, resources: Any = None, **kw: Any) -> tuple[Any, Any]:
        """Read a notebook from an open file; one that breaks its format is read as far as it goes."""
        source = file_stream.read()
        try:
            nb = nbformat.reader.reads(source)
        except nbformat.ValidationError:
            self.log.warning(_ODD)
            nb = json.loads(source)
        return self.from_notebook_node(nb, resources, **kw)


class RecoveryPDFExporter(_DocumentExporter):
    """A notebook as a tagged PDF (PDF/UA-1), drawn by the report's template."""

    file_extension = Unicode(".pdf")
    output_mimetype = "application/pdf"

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


class _Menu(_DocumentExporter):
    """An exporter as JupyterLab's menu offers it, under a name without a hyphen.

    **Why a second name:** Jupyter's servers take the name from the address ``/nbconvert/NAME/...`` as letters, digits
    and underscores only, but list every exporter in the menu: ``recovery-pdf`` would be offered and not be found.
    """

    @default("enabled")
    def _is_within_reach(self) -> bool:
        return True


class MenuPDFExporter(_Menu, RecoveryPDFExporter):
    """``recoverypdf``: the same as ``recovery-pdf``."""

    export_from_notebook = "Recovery plan (PDF)"


class MenuTypExporter(_Menu, RecoveryTypExporter):
    """``recoverytyp``: the same as ``recovery-typ``."""

    export_from_notebook = "Recovery plan (Typst, to edit)"
