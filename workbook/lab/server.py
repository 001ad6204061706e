"""The process that :mod:`workbook.lab.launch` starts: JupyterLab without a second of its start-up.

**Why ``rfc3987_syntax`` is kept out:** where it is installed, jsonschema imports it to check the form of web addresses,
and that import builds a grammar for 1.1 of the 2.1 s that JupyterLab takes to start. Nothing here needs the check, and
jsonschema does without it.
"""

from __future__ import annotations

import sys


def main() -> None:
    """Run JupyterLab with the options of the command line."""
    sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment]
    from jupyterlab.labapp import main as run  # type: ignore[import-untyped]

    run()


if __name__ == "__main__":
    main()
