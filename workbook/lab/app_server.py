"""The process that shows the prepared notebooks with Voila: pages without code, for this computer alone."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any, Final

from workbook.lab.fonts import faces, folders
from workbook.words import _, set_language

_HERE: Final = Path(__file__).parent
_TITLE: Final = _("Recovery workbook")
_OPENING: Final = _("Opening…")
_EXTENSIONS: Final = ("@voila-dashboards/widgets-manager8", "@jupyter-widgets/jupyterlab-manager", "anywidget")
"""All that the pages need in the browser; whatever else is installed stays out."""

_FORMULAS: Final = ("@jupyterlab/mathjax2-extension:plugin", "@jupyterlab/mathjax-extension:plugin")


def only_sealed(request: Any, notebook: Any, cwd: str) -> Any:
    """Refuse a notebook whose code is not as it was prepared (Voila's ``prelaunch_hook``)."""
    # Asking for it gives the page the cookie with which it may end its kernel when it is left.
    request.xsrf_token  # noqa: B018
    from tornado.web import HTTPError

    from workbook.lab.seal import is_sealed

    if not is_sealed(notebook):
        raise HTTPError(403, reason="This notebook was changed")
    return notebook


def on_this_computer(page_config: dict[str, Any], **_rest: object) -> dict[str, Any]:
    """Take addresses on the network out of the page's settings, and give it its words and looks."""
    style = "\n".join(
        (_HERE / name).read_text(encoding="utf-8")
        for name in ("pages/app.css", "extension/recovery-workbook/static/sealed.css")
    )
    return {
        **page_config,
        # Formulas would come from the network; no page of ours holds one, and an amount in dollars is none.
        "fullMathjaxUrl": "",
        "disabledExtensions": [*page_config.get("disabledExtensions", []), *_FORMULAS],
        "workbookTitle": str(_TITLE),
        "workbookOpening": str(_OPENING),
        "workbookStyle": f"{faces('/voila/static/')}\n{style}",
    }


def main() -> None:
    """Run Voila with the options of the command line."""
    # As in server.py: it builds a grammar for a second, and nothing here needs it.
    sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment]
    from traitlets.config import Config
    from voila.app import Voila  # type: ignore[import-untyped]

    class Pages(Voila):  # type: ignore[misc]
        """Voila, which gives out our fonts as well."""

        def setup_template_dirs(self) -> None:
            super().setup_template_dirs()
            self.static_paths += folders()

    set_language(os.environ.get("WORKBOOK_LANGUAGE", "en"))
    config = Config()
    config.VoilaConfiguration.prelaunch_hook = only_sealed
    config.VoilaConfiguration.page_config_hook = on_this_computer
    config.VoilaConfiguration.extension_allowlist = list(_EXTENSIONS)
    # No file beside a notebook is given out.
    config.VoilaConfiguration.file_denylist = [".*"]
    Pages.launch_instance(sys.argv[1:], config=config)


if __name__ == "__main__":
    main()
