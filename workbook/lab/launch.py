"""Start JupyterLab on one notebook, on this computer alone."""

from __future__ import annotations

import json
import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final, Self
from urllib.parse import quote

from workbook.errors import LabStopped, OpenOtherwise, PortTaken
from workbook.files import EXPORTS_ENV
from workbook.journal import ENV as JOURNAL_ENV
from workbook.lab.fonts import faces, folders
from workbook.lab.home import environment, fits, home, make, runtime, write_private
from workbook.lab.seal import key
from workbook.words import _

DEFAULT_PORT: Final = 8765
"""Fixed, because a browser keeps drafts apart for each port."""
HOST: Final = "127.0.0.1"
IDLE_SECONDS: Final = 3 * 3600
"""After so long without a sign of life a kernel ends, also that of an open tab; coming back starts it again."""
_HERE: Final = Path(__file__).parent
_START_SECONDS: Final = 60.0
_CHANGED: Final = _("This notebook was changed, so it was not started. Please open it afresh: workbook open")

_STOPPED: Final = _(
    "The workbook was closed or has stopped. Leave this window open and open the workbook again as you did before:"
    " this page then goes on by itself."
)


class Lab:
    """A running JupyterLab, opened on *notebook* (inside *root*); a context manager that stops it at the end.

    Raises ``PortTaken``. Its log is ``lab.log`` in :func:`workbook.lab.home.home`.
    """

    pages = "/doc/tree/"
    """What stands before the path of a notebook in its address, where it fills the window."""
    probe = "/api/status"
    """What only the owner is answered."""

    def __init__(
        self,
        notebook: Path,
        *,
        root: Path,
        journal: Path,
        exports: Path | None = None,
        port: int = DEFAULT_PORT,
        browser: bool = True,
        idle_seconds: int = IDLE_SECONDS,
    ) -> None:
        if _is_taken(port):
            raise PortTaken(port=port)
        self.port = port
        self.token = secrets.token_hex(24)
        self._root = root.resolve()
        self._path = inside(notebook, root)
        self._browser = browser
        self._idle_seconds = idle_seconds
        folder = home()
        make(folder)
        self._begin(folder)
        own = {JOURNAL_ENV: str(journal.resolve()), "JUPYTER_TOKEN": self.token}
        if exports:
            own[EXPORTS_ENV] = str(exports.resolve())
        write_private(folder / "lab.log", "")
        with (folder / "lab.log").open("a", encoding="utf-8") as log:
            self._process = subprocess.Popen(
                self._command(folder, browser),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self._root,
                env={**os.environ, **self._environment(folder), **own},
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exc: object) -> None:
        self.stop()

    @property
    def url(self) -> str:
        """The address of the notebook, with the token: for this person's browser only."""
        return f"http://{HOST}:{self.port}{page(self.pages, self._path)}?token={self.token}"

    def ready(self) -> Self:
        """Wait until it answers; ``LabStopped`` if it ends first or takes a minute."""
        end = time.monotonic() + _START_SECONDS
        while not _is_taken(self.port):
            if self._process.poll() is not None or time.monotonic() > end:
                self.stop()
                raise LabStopped
            time.sleep(0.02)
        return self

    def start_kernel(self) -> None:
        """Start the notebook's kernel, so that it is there when the page has loaded."""
        import urllib.request

        session = {"path": self._path, "name": "", "type": "notebook", "kernel": {"name": "python3"}}
        request = urllib.request.Request(
            f"http://{HOST}:{self.port}/api/sessions",
            data=json.dumps(session).encode(),
            headers={"Authorization": f"token {self.token}", "Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=_START_SECONDS):
            pass

    def wait(self) -> int:
        """Wait until it is shut down. Returns its exit code; 0 after Ctrl+C."""
        try:
            return self._process.wait()
        except KeyboardInterrupt:
            self.stop()
            return 0

    def stop(self) -> None:
        """Shut it down with its kernels."""
        if self._process.poll() is None:
            self._process.terminate()
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _begin(self, folder: Path) -> None:
        """Write what the server reads when it starts."""
        write_private(
            folder / "config" / "labconfig" / "page_config.json",
            json.dumps(
                {
                    "workbookKey": key(folder).hex(),
                    "workbookChanged": str(_CHANGED),
                    "workbookStopped": str(_STOPPED),
                    "workbookFonts": faces("/static/"),
                }
            ),
        )

    def _environment(self, folder: Path) -> dict[str, str]:
        """Return what the server and its kernels get besides the person's own variables."""
        return environment(folder)

    def _command(self, folder: Path, browser: bool) -> list[str]:
        options: dict[str, object] = {
            "ServerApp.ip": HOST,
            "ServerApp.port": self.port,
            "ServerApp.port_retries": 0,
            "ServerApp.root_dir": self._root,
            "ServerApp.open_browser": browser,
            # In a container there is often no other user.
            "ServerApp.allow_root": True,
            "ServerApp.answer_yes": True,
            "ServerApp.terminals_enabled": False,
            "ServerApp.extra_static_paths": folders(),
            "LabApp.default_url": page(self.pages, self._path),
            # What a page never uses is off there (page_config.json), with the plugins that cannot do without it. The
            # state of the window is kept by our extension, in its own way.
            "LabApp.app_settings_dir": _HERE / "settings",
            "LabApp.extra_labextensions_path": _HERE / "extension",
            "LabApp.extension_manager": "readonly",
            "LabApp.news_url": "",
            "FileContentsManager.pre_save_hook": "workbook.lab.contents.without_outputs",
        }
        return self._words("workbook.lab.server", {**options, **self._kernels(runtime(folder))})

    def _kernels(self, sockets: Path) -> dict[str, object]:
        """Return how kernels are talked to (by way of files in *sockets*), and when they end by themselves."""
        # A kernel that dies in its first seconds would come back at other addresses, while the page, told too early,
        # has connected to the old ones. Files of this person's own are never taken by others, as a port may be.
        files = {"KernelManager.transport": "ipc", "KernelRestarter.random_ports_until_alive": False}
        talk = files if fits(sockets) else {}
        return {
            **talk,
            "MappingKernelManager.cull_idle_timeout": self._idle_seconds,
            "MappingKernelManager.cull_interval": max(1, self._idle_seconds // 20),
            "MappingKernelManager.cull_connected": True,
        }

    def _words(self, module: str, options: dict[str, object]) -> list[str]:
        words = [sys.executable, "-m", module]
        for name, value in options.items():
            words += [f"--{name}={one}" for one in (value if isinstance(value, list) else [value])]
        return words


def open_lab(
    notebook: Path,
    *,
    root: Path,
    journal: Path,
    exports: Path | None = None,
    app: bool = False,
    port: int = DEFAULT_PORT,
    browser: bool = True,
    on_ready: Callable[[str, bool], object] | None = None,
) -> int:
    """Open the prepared *notebook* in JupyterLab (with *app*, in Voila) and wait until it is shut down.

    Returns its exit code. If *root* is open on *port* already, the browser is led back there, and this returns 0 at
    once. *on_ready* gets the address, and whether it was open before. Raises ``PortTaken``,
    ``OpenOtherwise``, ``LabStopped`` or ``AppMissing``.
    """
    from workbook.lab.app import App
    from workbook.lab.running import find, show

    kind = App if app else Lab
    if server := find(runtime(home()), root.resolve(), port):
        if server.pages != kind.pages:
            raise OpenOtherwise
        address = f"{server.url}{page(server.pages, inside(notebook, root))}?token={server.token}"
        if browser:
            show(address, runtime(home()))
        if on_ready:
            on_ready(address, True)
        return 0
    with kind(notebook, root=root, journal=journal, exports=exports, port=port, browser=browser) as lab:
        lab.ready().start_kernel()
        if on_ready:
            on_ready(lab.url, False)
        return lab.wait()


def inside(notebook: Path, root: Path) -> str:
    """Return the path of *notebook* in the server that shows *root*."""
    return notebook.resolve().relative_to(root.resolve()).as_posix()


def page(pages: str, path: str) -> str:
    """Return the address in the server of the notebook at *path*."""
    return f"{pages}{quote(path)}"


def _is_taken(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((HOST, port)) == 0
