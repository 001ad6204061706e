"""What a mail address says by itself. Pure, and light: forms and the reader of letters both ask."""

from __future__ import annotations

import re
from typing import Final

# Whole words: Bruno Replat reads his mail.
_UNREAD: Final = re.compile(
    r"(?<![a-z])(?:no|ne|not|pas)[-_.]?(?:pas[-_.]?)?(?:reply|repl|respond|repondre|answer)(?![a-z])"
    r"|do-?not[-_.]?(?:reply|repl|respond|answer)|ne[-_.]?pas[-_.]?repondre|no-?reply|mailer-daemon|postmaster|bounce",
    re.IGNORECASE,
)


def is_unread(address: str | None) -> bool:
    """Return whether nobody reads what is sent to *address*, by its name: "no-reply"."""
    return bool(address and _UNREAD.search(address.partition("@")[0]))
