"""The same prepared notebooks with Voila (extra ``app``): pages without code, for one person on one computer alone."""

from __future__ import annotations

import json
import os
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from workbook.errors import AppMissing
from workbook.lab.home import environment, home, runtime, write_private
from workbook.lab.launch import HOST, Lab
from workbook.lab.running import show
from workbook.words import current

_PAGES: Final = Path(__file__).parent / "pages"


class App(Lab):
    """A running Voila on the notebooks in *root*; otherwise as :class:`Lab`. Raises ``AppMissing``, ``PortTaken``."""

    pages = "/voila/render/"
    probe = "/voila/api/contents?content=0"

    def _begin(self, folder: Path) -> None:
        if find_spec("voila") is None:
            raise AppMissing
        # Voila leaves no such note for those who look for it (running.py).
        note = {
            "port": self.port,
            "root_dir": str(self._root),
            "url": f"http://{HOST}:{self.port}",
            "token": self.token,
        }
        note |= {"pages": self.pages, "probe": self.probe}
        write_private(runtime(folder) / f"jpserver-app-{self.port}.json", json.dumps(note))

    def start_kernel(self) -> None:
        """Open the browser; each page that is opened starts its own kernel."""
        if self._browser:
            show(self.url, runtime(home()))

    def _environment(self, folder: Path) -> dict[str, str]:
        searched = os.pathsep.join(filter(None, (str(_PAGES), os.environ.get("JUPYTER_PATH"))))
        return {**environment(folder), "JUPYTER_PATH": searched, "WORKBOOK_LANGUAGE": current().code}

    def _command(self, folder: Path, browser: bool) -> list[str]:
        options: dict[str, object] = {
            "Voila.ip": HOST,
            "Voila.port": self.port,
            "Voila.port_retries": 0,
            "Voila.root_dir": self._root,
            "Voila.open_browser": False,
            # The token comes in the surroundings, which only this person can read.
            "Voila.auto_token": True,
            "Voila.connection_dir_root": runtime(folder),
            "VoilaConfiguration.template": "workbook",
            "VoilaConfiguration.show_tracebacks": False,
            "VoilaConfiguration.allow_template_override": "NO",
            "VoilaConfiguration.allow_theme_override": "NO",
        }
        # Voila makes a folder of its own there.
        return self._words("workbook.lab.app_server", {**options, **self._kernels(runtime(folder) / "voila_12345678")})
