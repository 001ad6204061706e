"""The house: a room imports only from rooms above it, and what is heavy or delicate has one user."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import workbook

ROOT = Path(workbook.__file__).parent

ROOMS = (
    "words",
    "addresses",
    "errors",
    "countries",
    "questions",
    "case",
    "phases",
    "letter",
    "journal",
    "intake",
    "tables",
    "tracker",
    "findings",
    "actions",
    "reply",
    "plan",
    "outreach",
    "coach",
    "casefile",
    "blocks",
    "support",
    "report",
    "twin",
    "sharing",
    "bundle",
    "gathering",
    "worksheet",
    "screen",
    "sheet",
    "cohort",
    "patterns",
    "facilitator",
    "ics",
    "files",
    "form",
    "start",
    "export",
    "lab",
    "warm",
    "locale",
    "page",
    "run",
    "deliver",
    "handouts",
    "workshop",
    "work",
    "shortcut",
    "samples",
    "commands",
    "cli",
    "__main__",
)
"""From the top of the house to the bottom."""

ONLY_USER = {
    "sqlite3": {"journal"},
    "anywidget": {"form", "start", "facilitator"},
    "ipywidgets": {"form"},
    "nbconvert": {"export"},
    "typst": {"export"},
    "papermill": {"run", "warm"},
    "tqdm": {"workshop"},
    "typer": {"commands", "cli"},
    "icalendar": {"ics"},
    "pandas": {"cohort"},
}
"""What may be imported in which rooms alone."""


def modules() -> list[Path]:
    return sorted(path for path in ROOT.rglob("*.py") if path != ROOT / "__init__.py")


def room_of(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} uses a relative import"
            found |= {node.module or ""} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def test_the_walk_finds_the_house() -> None:
    """A test over no files would pass everything."""
    assert len(modules()) > 40
    assert {room_of(path) for path in modules()} == set(ROOMS)


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_room_imports_only_from_rooms_above(path: Path) -> None:
    """One direction, no way back."""
    here = ROOMS.index(room_of(path))
    for name in imports(path):
        if name.startswith("workbook."):
            room = name.split(".")[1]
            if room in ROOMS:
                assert ROOMS.index(room) <= here, f"{room_of(path)} imports from {room}, which is below it"


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_what_is_delicate_has_one_user(path: Path) -> None:
    """Storage, widgets, printing, running: each behind one door."""
    for name in imports(path):
        top = name.split(".")[0]
        if top in ONLY_USER:
            assert room_of(path) in ONLY_USER[top], f"{top} is imported in {room_of(path)}"


def test_nothing_asks_the_network() -> None:
    """R6: no client library is imported; the lab talks to its own server on this computer alone."""
    clients = {"requests", "httpx", "aiohttp", "http.client", "ftplib", "smtplib", "urllib3"}
    for path in modules():
        assert not imports(path) & clients, path
        if "urllib.request" in imports(path):
            assert room_of(path) == "lab"
    # What it talks to is a server of this computer: launch.py binds it there.
    assert 'HOST: Final = "127.0.0.1"' in "".join(path.read_text(encoding="utf-8") for path in modules())


@pytest.mark.parametrize(
    ("code", "heavy"),
    [
        ("import workbook", ("pydantic", "typer", "IPython")),
        ("import workbook.cli", ("pydantic", "nbconvert", "papermill", "typst", "babel", "IPython", "jupyterlab")),
        (
            "import workbook.page, workbook.form",
            ("pandas", "nbconvert", "papermill", "typst", "babel", "bs4", "mistune"),
        ),
    ],
)
def test_importing_brings_in_nothing_heavy(code: str, heavy: tuple[str, ...]) -> None:
    """Help answers at once, and the way from a form to the journal stays light."""
    probe = f"{code}\nimport sys\nprint([name for name in {heavy!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
