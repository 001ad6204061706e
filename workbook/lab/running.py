"""Find the JupyterLab that is open already, so that opening the workbook twice leads back to it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from html import escape
from pathlib import Path

from workbook.lab.home import write_private


@dataclass(frozen=True)
class Running:
    """A server of ours that answers; ``token`` is for this person's browser only."""

    url: str
    token: str
    pages: str = "/doc/tree/"
    probe: str = "/api/status"


def find(runtime: Path, root: Path, port: int) -> Running | None:
    """Return the server on *port* that shows *root*, if one of those noted in *runtime* does and answers."""
    for note in sorted(runtime.glob("jpserver-*.json")):
        try:
            told = json.loads(note.read_text(encoding="utf-8"))
            fits = told["port"] == port and Path(told["root_dir"]) == root
            own = {name: told[name] for name in ("pages", "probe") if name in told}
            found = Running(told["url"].rstrip("/"), told["token"], **own)
        except (OSError, ValueError, KeyError, TypeError):
            # Half-written, or of another version of Jupyter.
            continue
        if fits and _answers(found):
            return found
    return None


def _answers(server: Running) -> bool:
    # Loads ssl; who only prints needs neither.
    import urllib.error
    import urllib.request

    request = urllib.request.Request(f"{server.url}{server.probe}", headers={"Authorization": f"token {server.token}"})
    try:
        with urllib.request.urlopen(request, timeout=3) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def show(address: str, runtime: Path) -> None:
    """Open *address* in the browser by way of a private file.

    **Why a file:** a browser's command line, and so the token in an address, can be read by others on this computer.
    """
    import webbrowser

    leading = runtime / "workbook-open.html"
    write_private(leading, f'<meta charset="utf-8"><meta http-equiv="refresh" content="0; url={escape(address)}">')
    webbrowser.open(leading.as_uri())
