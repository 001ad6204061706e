"""The form: a section drawn as native HTML controls, saved as it is typed."""

from workbook.form.preview import Preview
from workbook.form.widget import Form

__all__ = ["Form", "Preview"]
