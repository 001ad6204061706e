"""Many bundles in a folder -> one a person: what is damaged is named by file and reason, the others go on (R12)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from workbook.bundle import Bundle, read_bundle
from workbook.errors import BundleError, BundlesMissing

LEAST: Final = 5
"""Fewer people than this are never shown as a group."""
ENV: Final = "WORKBOOK_BUNDLES"
"""The folder that ``workbook collect`` is working on. Not a parameter: the executed notebook would keep its path."""


@dataclass(frozen=True)
class Gathered:
    """``bundles``: one a person. ``refused``: why a file was not taken. ``older``: names of files set aside."""

    bundles: tuple[Bundle, ...]
    refused: tuple[BundleError, ...]
    older: tuple[str, ...]


def gather(folder: Path) -> Gathered:
    """Read every bundle in *folder* and below, or the one file. Of one person the newest counts: nobody counts twice.

    Raises ``BundlesMissing`` where there is no such folder or no file that could be a bundle.
    """
    inside = folder.rglob("*") if folder.is_dir() else [folder]
    paths = sorted(path for path in inside if _may_be_one(path))
    if not paths:
        raise BundlesMissing(path=folder)
    found: list[tuple[Bundle, str]] = []
    refused: list[BundleError] = []
    for path in paths:
        try:
            found.append((read_bundle(path), path.name))
        except BundleError as error:
            refused.append(error)
    newest: dict[str, Bundle] = {}
    older = []
    for bundle, name in sorted(found, key=lambda one: (one[0].made_at, one[1]), reverse=True):
        if bundle.person in newest:
            older.append(name)
        else:
            newest[bundle.person] = bundle
    # In an order that says nothing about when or by whom.
    bundles = tuple(newest[person] for person in sorted(newest))
    return Gathered(bundles, tuple(refused), tuple(sorted(older)))


def _may_be_one(path: Path) -> bool:
    """Mail programs and phones rename files: "bundle-ab12cd34.json.txt", "Bundle (2).json"."""
    name = path.name.casefold()
    return path.is_file() and not name.startswith((".", "~")) and (name.endswith(".json") or name.startswith("bundle"))
