"""The seal of a prepared notebook: what it may run by itself is what we wrote.

A sealed notebook carries ``metadata.workbook.seal``, a keyed hash (HMAC-SHA-256) over the sources of its code cells.
The extension in the browser computes the same and runs the notebook on opening only if the two are equal.

**Why a key, and not a plain hash:** whoever changes the code of a notebook could write its new hash beside it. The key
never leaves this person's data folder and the page that their own server, behind its token, gives them. Jupyter's trust
mark is no guard either: one autosave of a changed notebook signs it again.
"""

from __future__ import annotations

import copy
import hashlib
import hmac
import os
import secrets
from pathlib import Path
from typing import Any, Final

from workbook.lab.home import home

_KEY_BYTES: Final = 32


def key(folder: Path | None = None) -> bytes:
    """Return this person's key, made on first use (mode 0600)."""
    folder = folder or home()
    path = folder / "seal.key"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    found = path.read_bytes() if path.exists() else b""
    if len(found) != _KEY_BYTES:
        found = secrets.token_bytes(_KEY_BYTES)
        handle = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(found)
    return found


def seal(nb: Any, folder: Path | None = None) -> Any:
    """Return a copy of the notebook *nb* with its code hidden, its cells fixed, and the seal on it."""
    sealed = copy.deepcopy(nb)
    for cell in sealed["cells"]:
        cell["metadata"] |= {"editable": False, "deletable": False}
        if cell["cell_type"] == "code":
            cell["metadata"]["jupyter"] = {**cell["metadata"].get("jupyter", {}), "source_hidden": True}
            cell["outputs"] = []
            cell["execution_count"] = None
    sealed["metadata"].pop("widgets", None)
    own = sealed["metadata"].setdefault("workbook", {})
    own["seal"] = _mark(sealed, key(folder))
    return sealed


def is_sealed(nb: Any, folder: Path | None = None) -> bool:
    """Return whether the code of *nb* is as it was when it was sealed with this person's key."""
    found = nb["metadata"].get("workbook", {}).get("seal")
    return isinstance(found, str) and hmac.compare_digest(found.encode(), _mark(nb, key(folder)).encode())


def canonical(nb: Any) -> bytes:
    """Return the code cells' sources in order, each after its length, so that no two notebooks give the same bytes.

    ``remoteEntry.js`` does the same; the browser tests hold them together.
    """
    parts = []
    for cell in nb["cells"]:
        if cell["cell_type"] == "code":
            source = cell["source"]
            text = (source if isinstance(source, str) else "".join(source)).encode("utf-8", "replace")
            parts.append(b"%d\n%b" % (len(text), text))
    return b"".join(parts)


def _mark(nb: Any, secret: bytes) -> str:
    return hmac.new(secret, canonical(nb), hashlib.sha256).hexdigest()
