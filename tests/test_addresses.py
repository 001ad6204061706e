"""addresses: nobody is written to where nobody reads."""

from __future__ import annotations

import pytest

from workbook.addresses import is_unread


@pytest.mark.parametrize(
    ("address", "unread"),
    [
        ("no-reply@example.org", True),
        ("NoReply@example.org", True),
        ("careersnoreply@example.org", True),
        ("do-not-reply@example.org", True),
        ("donotreply+12@example.org", True),
        ("ne-pas-repondre@example.org", True),
        ("nepasrepondre@example.org", True),
        ("jobs.noreply.eu@example.org", True),
        ("postmaster@example.org", True),
        ("bruno.replat@example.org", False),
        ("reply@example.org", False),
        ("noria.answer@example.org", False),
        ("karim@no-reply.example", False),
        ("", False),
        (None, False),
    ],
)
def test_an_address_that_nobody_reads_is_known_by_its_name(address: str | None, unread: bool) -> None:
    """S2.3: a closed way is not offered, and a person whose name only sounds like it is reached."""
    assert is_unread(address) is unread
