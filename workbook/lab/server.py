"""The process that :mod:`workbook.lab.launch` starts: JupyterLab without a second of its start-up.

**Why ``rfc3987_syntax`` is kept out:** jsonschema imports it, where it is installed, to check the form of web addresses;
importing it builds a grammar for 1.1 of the 2.1 s that JupyterLab takes to start. Nothing here needs that check, and
jsonschema does without it.
"""

from __future__ import annotations

import sys


def main() -> None:
    """Run JupyterLab with the options of the command line."""
    sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment]
    from jupyterlab.labapp import main as run

    run()


if __name__ == "__main__":
    main()
