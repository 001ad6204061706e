"""Long work in a process of its own, so that the page stays alive and its kernel stays small.

The process is ``python -m workbook.work``: it reads one job as JSON, and says each step and its end as a line of JSON.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from workbook.files import EXPORTS_ENV

Message = dict[str, Any]

_WORKER: Final = "workbook.work"


def start(job: Mapping[str, object], told: Callable[[Message, bytes | None], object]) -> threading.Thread:
    """Do *job* in the background. *told* gets each line, and with the last one the file that was made, if any.

    The last line has ``done`` or ``failed`` as its type, whatever happens.
    """
    thread = threading.Thread(target=_watch, args=(dict(job), told), daemon=True)
    thread.start()
    return thread


def _watch(job: Message, told: Callable[[Message, bytes | None], object]) -> None:
    last: Message = {"type": "failed"}
    data = None
    # What is made is handed to the browser, which saves it where the person wants it; no copy stays here.
    with tempfile.TemporaryDirectory(prefix="rw", ignore_cleanup_errors=True) as folder:
        process = subprocess.Popen(
            [sys.executable, "-m", _WORKER],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            # What a library says there could quote an answer.
            stderr=subprocess.DEVNULL,
            # Its own modules are meant, not what lies about in the folder of the notebooks.
            env={**os.environ, "PYTHONSAFEPATH": "1", "PYTHONUTF8": "1"},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        assert process.stdin is not None
        assert process.stdout is not None
        with process:
            process.stdin.write(json.dumps({**job, "folder": folder}).encode())
            process.stdin.close()
            for line in process.stdout:
                message = json.loads(line)
                if message["type"] == "step":
                    told(message, None)
                else:
                    last = message
        if made := last.pop("made", None):
            data = Path(made).read_bytes()
    told(last, data)


def exports() -> Path | None:
    """Return the folder for exports of whoever opened this page, if it is known."""
    named = os.environ.get(EXPORTS_ENV)
    return Path(named) if named else None
