"""Score the reader on the corpus in ``tests/letters``: ``python -m tests.letter.score [--misses FIELD]``.

Prints one table for the open letters and one for the held-out ones. Of the held-out ones only totals are ever shown, so
that nobody tunes the reader on them.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from workbook.letter import Letter, read_letter
from workbook.letter.prose import fold, unmark

CORPUS: Final = Path(__file__).parents[1] / "letters"
NAMES: Final = ("company", "role", "candidate", "contact", "contact_address", "date")
FLAGS: Final = ("rejection", "door_open", "refuses_feedback")
FIELDS: Final = (*FLAGS, "reason", *NAMES)
SETS: Final = ("open", "held_out")


@dataclass
class Tally:
    """How often one field was right: over all letters, where it is stated, and how often a wrong value was claimed."""

    right: int = 0
    all: int = 0
    stated_right: int = 0
    stated: int = 0
    claims: int = 0
    wrong: int = 0
    misses: list[str] = field(default_factory=list, repr=False)  # a failing test must not show held-out letters

    @property
    def accuracy(self) -> float:
        """Share of letters where the field is right, an empty one included."""
        return self.right / self.all if self.all else 1.0

    @property
    def recall(self) -> float:
        """Share of letters that state the field where it was found."""
        return self.stated_right / self.stated if self.stated else 1.0

    @property
    def wrong_share(self) -> float:
        """Share of the values claimed that are wrong."""
        return self.wrong / self.claims if self.claims else 0.0


def rows(which: str) -> Iterator[dict[str, Any]]:
    """Yield the expected answers of one set, in the order of the file."""
    path = CORPUS / "expected.jsonl"
    for line in path.read_text("utf-8").splitlines() if path.exists() else ():
        row: dict[str, Any] = json.loads(line)
        if row["file"].startswith(f"{which}/"):
            yield row


def same(one: object, other: object) -> bool:
    """Tell whether two answers are equal: letter case, accents' spelling, white space and punctuation folded."""
    if isinstance(one, str) and isinstance(other, str):
        return _plain(one) == _plain(other)
    return one == other


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", fold(unmark(text)).casefold())


def given(letter: Letter, name: str) -> object:
    """Return what the reader says about *name*, dates in ISO."""
    value = getattr(letter, name)
    return value.isoformat() if name == "date" and value else value


def acceptable(row: dict[str, Any], name: str) -> list[Any]:
    """Return every right answer for *name*."""
    return [row[name], *(row.get("accept") or {}).get(name, [])]


def score(expected: Iterable[dict[str, Any]]) -> dict[str, Tally]:
    """Read each letter and compare each field."""
    tallies = {name: Tally() for name in FIELDS}
    for row in expected:
        letter = read_letter(CORPUS / row["file"])
        for name in FIELDS:
            got, right = given(letter, name), acceptable(row, name)
            hit = any(same(got, answer) for answer in right)
            tally = tallies[name]
            tally.all += 1
            tally.right += hit
            if row[name] is not None:
                tally.stated += 1
                tally.stated_right += hit
            if got is not None and got is not False:
                tally.claims += 1
                tally.wrong += not hit
            if not hit:
                tally.misses.append(f"{row['file']}: got {got!r}, expected {right!r}")
    return tallies


def table(tallies: dict[str, Tally]) -> str:
    """Return the tallies as lines of text."""
    lines = [f"{'field':<18}{'letters':>8}{'right':>8}{'stated':>8}{'found':>8}{'claims':>8}{'wrong':>8}"]
    for name, one in tallies.items():
        lines.append(
            f"{name:<18}{one.all:>8}{one.accuracy:>8.1%}{one.stated:>8}{one.recall:>8.1%}{one.claims:>8}{one.wrong_share:>8.1%}"
        )
    named = [tallies[name] for name in NAMES]
    wrong, claims = sum(one.wrong for one in named), sum(one.claims for one in named)
    lines.append(f"wrong claims in names, address and date: {wrong} of {claims} ({wrong / max(claims, 1):.1%})")
    return "\n".join(lines)


def main() -> None:
    """Print the tables; with ``--misses FIELD`` also the open letters where that field is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", choices=FIELDS, action="append", default=[])
    parser.add_argument("--only", choices=SETS)
    parser.add_argument("--languages", action="store_true", help="one table a language as well")
    options = parser.parse_args()
    for which in SETS if options.only is None else (options.only,):
        every = list(rows(which))
        print(f"\n{which}: {len(every)} letters\n{table(total := score(every))}")
        if options.languages:
            for language in ("en", "fr", "ar"):
                part = [row for row in every if row["language"] == language]
                print(f"\n{which}, {language}: {len(part)} letters\n{table(score(part))}")
        if which == "open":
            for name in options.misses:
                print(f"\n{name}:", *total[name].misses, sep="\n  ")


if __name__ == "__main__":
    main()
