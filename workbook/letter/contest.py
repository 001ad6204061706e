"""Values compete by evidence: claims for one field are grouped by spelling, weighed, and the heaviest wins or none."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final

from workbook.letter.record import Rival

ENOUGH: Final = 3.0
LEAD: Final = 1.2


@dataclass(frozen=True, slots=True)
class Claim:
    """One place that says what a field is: the value, its weight, the kind of place, the line or sentence."""

    value: str
    weight: float
    source: str
    evidence: str


@dataclass(slots=True)
class Group:
    """Claims that mean the same value."""

    key: str
    claims: list[Claim] = field(default_factory=list)

    @property
    def weight(self) -> float:
        """The heaviest claim counts whole, each further kind of place a half: repetition is no proof."""
        best: dict[str, float] = {}
        for claim in self.claims:
            best[claim.source] = max(best.get(claim.source, 0.0), claim.weight)
        ordered = sorted(best.values(), reverse=True)
        extra = 0.25 * min(2, len(self.claims) - len(ordered))
        return ordered[0] + 0.5 * sum(ordered[1:]) + extra if ordered else 0.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """Who won (``None`` when nobody did), all rivals by weight, and whether it was too close to tell."""

    winner: Group | None
    rivals: tuple[Rival, ...]
    undecided: bool


def group(claims: Iterable[Claim], key: Callable[[str], str], same: Callable[[str, str], bool]) -> list[Group]:
    """Group *claims* by the *key* of their value; a group whose key is the *same* as a longer one's joins it."""
    groups: dict[str, Group] = {}
    for claim in claims:
        name = key(claim.value)
        if name:
            groups.setdefault(name, Group(name)).claims.append(claim)
    ordered = sorted(groups.values(), key=lambda one: (-len(one.key), one.key))
    kept: list[Group] = []
    for one in ordered:
        home = next((longer for longer in kept if same(longer.key, one.key)), None)
        if home is None:
            kept.append(one)
        else:
            home.claims += one.claims
    return kept


def decide(field_name: str, groups: Iterable[Group], best: Callable[[Group], str]) -> Outcome:
    """Return the outcome: the heaviest group, if it weighs enough and clearly more than the next."""
    ranked = sorted(groups, key=lambda one: (-one.weight, one.key))
    rivals = tuple(
        Rival(field_name, best(one), round(one.weight, 2), tuple(dict.fromkeys(claim.source for claim in one.claims)))
        for one in ranked[:6]
    )
    if not ranked or ranked[0].weight < ENOUGH:
        return Outcome(None, rivals, False)
    if len(ranked) > 1 and ranked[0].weight < ranked[1].weight * LEAD and ranked[0].weight - ranked[1].weight < 1:
        return Outcome(None, rivals, True)
    return Outcome(ranked[0], rivals, False)
