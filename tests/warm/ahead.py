"""What can go wrong when it is done ahead."""

from __future__ import annotations

import _thread
import subprocess
import sys
import threading
import time
from pathlib import Path


def fails() -> None:
    1 / 0  # noqa: B018


def starts_a_thread() -> None:
    threading.Thread(target=threading.Event().wait, daemon=True).start()


def starts_a_raw_thread() -> None:
    _thread.start_new_thread(lambda: time.sleep(60), ())
    # It has to have begun to be seen.
    time.sleep(0.1)


def starts_a_process() -> None:
    subprocess.Popen(["sleep", "5"])


def prints() -> None:
    print("said while it was made ready")


kept: list[object] = []


def leaves_a_file_open() -> None:
    kept.append(Path(__file__).open())  # noqa: SIM115


def leaves() -> None:
    sys.exit(3)
