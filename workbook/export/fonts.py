"""The fonts of the report: found in their packages, read once, system fonts ignored.

System fonts stay out so that a report looks the same on every computer.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import typst

PACKAGES: Final = ("fontpkg_source_sans_3", "fontpkg_literata", "fontpkg_amiri")
OWN: Final = Path(__file__).parent / "fonts"


@cache
def folders() -> tuple[Path, ...]:
    """Return the folders that hold the font files.

    **Why not** ``fontpkg.family``: it reads the entry points of every installed package, 80 ms for three paths.
    """
    found = [OWN]
    for package in PACKAGES:
        spec = find_spec(package)
        if spec is not None and spec.submodule_search_locations:
            found.append(Path(spec.submodule_search_locations[0]) / "files")
    return tuple(found)


def files() -> tuple[Path, ...]:
    """Return every font file, in a stable order."""
    return tuple(path for folder in folders() for path in sorted(folder.glob("*.ttf")))


def licences() -> dict[str, Path]:
    """Return the licence of each family by a file name of its own."""
    found = {}
    for folder in folders():
        name = folder.parent.name.removeprefix("fontpkg_").replace("_", "-") if folder != OWN else "noto-emoji"
        path = folder / "OFL.txt" if folder == OWN else folder.parent / "LICENSE"
        if path.is_file():
            found[f"LICENCE-{name}.txt"] = path
    return found


@cache
def loaded() -> typst.Fonts:
    """Return the fonts as Typst reads them, once for the process."""
    import typst

    return typst.Fonts(include_system_fonts=False, font_paths=[str(folder) for folder in folders()])
