"""JupyterLab as the workbook shows it: opened on one notebook, which runs by itself and keeps no answer."""

from workbook.lab.app import App
from workbook.lab.launch import DEFAULT_PORT, Lab, open_lab
from workbook.lab.seal import is_sealed, seal

__all__ = ["DEFAULT_PORT", "App", "Lab", "is_sealed", "open_lab", "seal"]
