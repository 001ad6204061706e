"""What can go wrong when it is done ahead."""

from __future__ import annotations

import threading


def fails() -> None:
    1 / 0  # noqa: B018


def starts_a_thread() -> None:
    threading.Thread(target=threading.Event().wait, daemon=True).start()
