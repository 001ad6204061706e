"""The people of one workshop in numbers, from bundles alone (R6, R12). The only user of pandas.

**What keeps single people out of it:** a cohort reads :class:`~workbook.bundle.Figures`, which has no place for a text
or a name. Of those numbers, a table shows only this:

- For fewer than five people nothing at all, and no middle value of fewer than five numbers.
- Everyone is in every table: who said nothing is a group like the others. So a total tells nothing that the groups do
  not, and two tables cannot be taken from each other.
- A group is shown when it has five people or more; smaller ones, also empty ones, are put together with their
  neighbours until they have. A table that ends up as one group is not shown. **Why put together and not blacked out:**
  what is blacked out can be worked out from the total and the rest. **Why empty ones too:** "nobody" and "everybody"
  say something about each single person.
- "Yes" is counted exactly only with five people on either side; else as "fewer than 5 of 12" or "8 or more of 12". Not
  at all below nine people, where one of the two would leave nothing open.

The tables are fixed: nobody chooses a part of the group. What this cannot stop is a comparison of two cohorts that
differ by one person; ``workbook collect`` says so when it happens.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import pandas as pd

from workbook.blocks import Bar, Bars, Block, Bullets, Callout, Cover, Heading, Opener, Paragraph
from workbook.bundle import Figures
from workbook.case import STAGES
from workbook.gathering import ENV, LEAST, gather
from workbook.phases.analyse import AREAS, DIMENSIONS
from workbook.questions import Answers
from workbook.sheet import Sheet, day_given
from workbook.support import support_panel
from workbook.words import Text, _, day, decimal, n_, set_language

_BOTH_SIDES: Final = 2 * LEAST - 1
"""From so many people on, "fewer than 5" and "5 or more" each leave open what they stand for."""

PARTS: Final = ("people", "stages", "dimensions", "growth", "feedback", "confidence", "reading")

_TITLE: Final = _("The group in numbers")
_SCORES: Final = range(1, 6)
_NO_NUMBER: Final = _("no number")
_NOT_SHOWN: Final = _(
    "The answers lie too close together, or too far apart, to show them without showing single people."
)


@dataclass(frozen=True)
class Group:
    """People who are shown together: the categories they are in, and how many they are."""

    labels: tuple[str, ...]
    count: int


def groups_in_order(counts: Sequence[tuple[str, int]]) -> tuple[Group, ...]:
    """Return neighbours put together until each group has :data:`LEAST` people; empty if that leaves one group."""
    found: list[Group] = []
    labels: tuple[str, ...] = ()
    waiting = 0
    for label, count in counts:
        labels, waiting = (*labels, label), waiting + count
        if waiting >= LEAST:
            found.append(Group(labels, waiting))
            labels, waiting = (), 0
    if labels and found:
        last = found.pop()
        found.append(Group((*last.labels, *labels), last.count + waiting))
    return tuple(found) if len(found) > 1 else ()


def told(count: int, of: int) -> Text | None:
    """Return how many of *of* people are *count*, as exactly as may be said; ``None`` if nothing may."""
    if of < _BOTH_SIDES:
        return None
    if count < LEAST:
        return _("fewer than {least} of {all}").fill(least=LEAST, all=of)
    if of - count < LEAST:
        return _("{count} or more of {all}").fill(count=of - LEAST + 1, all=of)
    return _("{count} of {all}").fill(count=count, all=of)


def is_exact(count: int, of: int) -> bool:
    """Return whether :func:`told` says the number itself."""
    return of >= _BOTH_SIDES and count >= LEAST and of - count >= LEAST


def middle(numbers: pd.Series) -> float | None:
    """Return the middle value of *numbers*; ``None`` for fewer than :data:`LEAST`."""
    known = numbers.dropna()
    return float(known.median()) if len(known) >= LEAST else None


class Cohort:
    """The figures of a group, a row a person; :meth:`part` gives the blocks of one table."""

    def __init__(self, people: Sequence[Figures], today: date) -> None:
        self.people = len(people)
        self.today = today
        keys = [model.about.key for model in DIMENSIONS]
        rows = [
            {
                "stage": one.stage,
                **{key: one.scores.get(key) for key in keys},  # type: ignore[call-overload]
                **{f"grows_{kind}": kind in one.growth for kind in AREAS},
                "asked": one.asked,
                "answered": one.answered,
                "at_start": one.at_start,
                "now": one.now,
            }
            for one in people
        ]
        columns = ["stage", *keys, *(f"grows_{kind}" for kind in AREAS), "asked", "answered", "at_start", "now"]
        self._table = pd.DataFrame(rows, columns=columns)
        for name in (*keys, "at_start", "now"):
            self._table[name] = pd.to_numeric(self._table[name])

    @property
    def is_small(self) -> bool:
        """Whether there are too few people to say anything."""
        return self.people < LEAST

    def part(self, name: str) -> list[Block]:
        """Return the blocks of the part *name* (one of :data:`PARTS`); of a small group only the first says a word."""
        parts = {
            "people": self._people,
            "stages": self._stages,
            "dimensions": self._dimensions,
            "growth": self._growth,
            "feedback": self._feedback,
            "confidence": self._confidence,
            "reading": self._reading,
        }
        return [] if self.is_small and name != "people" else parts[name]()

    def _people(self) -> list[Block]:
        cover = Cover(
            title=str(_TITLE),
            subtitle=str(_("Made from what people chose to hand over")),
            facts=() if self.is_small else self._facts(),
            compact=True,
        )
        if not self.is_small:
            return [cover, Paragraph(text=str(_PROMISE), tone="lead")]
        small = _("Fewer than {least} people have handed something over so far. Numbers come when there are {least}.")
        return [cover, Paragraph(text=str(small.fill(least=LEAST)))]

    def _facts(self) -> tuple[tuple[str, str], ...]:
        return ((str(_("Number of people")), str(self.people)), (str(_("Printed")), day(self.today)))

    def _stages(self) -> list[Block]:
        counts = self._table["stage"].value_counts()
        ordered = [(str(words), int(counts.get(key, 0))) for key, words in STAGES.items()]
        ordered.append((str(_("Not said")), self.people - sum(count for _label, count in ordered)))
        return [
            self._opener(_("How far it went"), _("The last step of the process before the no.")),
            *self._bars(groups_in_order(ordered)),
        ]

    def _dimensions(self) -> list[Block]:
        lead = _(
            "How people saw their own interview, from 1 (hard) to 5 (went well). These are impressions of one day."
        )
        blocks: list[Block] = [self._opener(_("The five sides of the interview"), lead)]
        for model in DIMENSIONS:
            numbers = self._table[model.about.key]
            ordered = [(str(score), int((numbers == score).sum())) for score in _SCORES]
            ordered.append((str(_NO_NUMBER), int(numbers.isna().sum())))
            blocks += [Heading(text=str(model.about.title)), *self._bars(groups_in_order(ordered))]
            value = middle(numbers)
            if value is not None:
                blocks.append(Paragraph(text=str(_("Middle value: {value}").fill(value=decimal(value)))))
        return blocks

    def _growth(self) -> list[Block]:
        lead = _("People with at least one growth area of this kind. One person can be in several rows.")
        rows = [(str(words), int(self._table[f"grows_{kind}"].sum())) for kind, words in AREAS.items()]
        return [self._opener(_("Growth areas"), lead), *self._yes(rows)]

    def _feedback(self) -> list[Block]:
        lead = _(
            "In a study of 2022, about 60 to 71 of 100 applicants got no feedback at all (Talent Board). A low number"
            " in the second row says nothing about the group."
        )
        rows = [
            (str(_("Asked for feedback")), int(self._table["asked"].sum())),
            (str(_("Got feedback, asked for or not")), int(self._table["answered"].sum())),
        ]
        return [self._opener(_("Feedback"), lead), *self._yes(rows)]

    def _confidence(self) -> list[Block]:
        lead = _("How sure people were of finding a good role, from 0 to 10: on the day of the answer, and later.")
        both = self._table[["at_start", "now"]].dropna()
        change = both["now"] - both["at_start"]
        ordered = [
            (str(_("lower than at the start")), int((change < 0).sum())),
            (str(_("the same")), int((change == 0).sum())),
            (str(_("higher than at the start")), int((change > 0).sum())),
            (str(_("not both numbers given")), self.people - len(both)),
        ]
        title = _("Confidence, before and after")
        blocks: list[Block] = [self._opener(title, lead), *self._bars(groups_in_order(ordered))]
        before, after = middle(both["at_start"]), middle(both["now"])
        if before is not None and after is not None:
            text = _("Middle value at the start: {before}; later: {after}.")
            blocks.append(Paragraph(text=str(text.fill(before=decimal(before), after=decimal(after)))))
        return blocks

    def _reading(self) -> list[Block]:
        return [
            self._opener(_("How to read this"), _("What is here, what is not, and what to be careful with.")),
            Bullets(items=tuple(str(text.fill(least=LEAST)) for text in _READING)),
            Callout(tone="note", title=str(_("Before you pass it on")), text=str(_PASSING_ON)),
        ]

    def _opener(self, title: Text, lead: Text) -> Opener:
        people = n_("{count} person", "{count} people", self.people)
        return Opener(title=str(title), when=str(people), lead=str(lead))

    def _bars(self, groups: tuple[Group, ...]) -> list[Block]:
        if not groups:
            return [Paragraph(text=str(_NOT_SHOWN))]
        bars = tuple(
            Bar(
                label=_named(group.labels),
                count=group.count,
                of=self.people,
                text=str(_("{count} of {all}").fill(count=group.count, all=self.people)),
            )
            for group in groups
        )
        return [Bars(items=bars)]

    def _yes(self, rows: list[tuple[str, int]]) -> list[Block]:
        if self.people < _BOTH_SIDES:
            return [Paragraph(text=str(_NOT_SHOWN))]
        bars = []
        for label, count in rows:
            exact = is_exact(count, self.people)
            bars.append(
                Bar(
                    label=label,
                    count=count if exact else 0,
                    of=self.people if exact else 0,
                    text=str(told(count, self.people)),
                )
            )
        return [Bars(items=tuple(bars))]


def _named(labels: tuple[str, ...]) -> str:
    """Return what a group of neighbours is called: “1 to 3”, “4 to 5, or no number”, “Test or exercise / Interview”."""
    scores = [label for label in labels if label.isdecimal()]
    others = [label for label in labels if not label.isdecimal()]
    if len(scores) > 1:
        between = _("{first} or {last}") if len(scores) == 2 else _("{first} to {last}")
        scores = [str(between.fill(first=scores[0], last=scores[-1]))]
    named = " / ".join(others)
    return (
        str(_("{numbers}, or {other}").fill(numbers=scores[0], other=named))
        if scores and others
        else named or scores[0]
    )


_PROMISE: Final = _(
    "No names, no texts, no feelings: only counts, and none of fewer than five people. Each person counts once, with"
    " what they handed over last."
)
_READING: Final = (
    _("Fewer than {least} people are put together with their neighbours: “1 to 3” is then one group."),
    _("Whoever said nothing is part of each table, so that all tables are about the same people."),
    _("“Fewer than {least}” and “or more” are as exact as it gets without pointing at someone."),
    _("The middle value: half of the numbers lie at it or below, half at it or above."),
    _("Only people who chose to hand something over are in here. They need not be like the others."),
    _("Why a number changed, and whether the workshop had a part in it, cannot be seen here."),
    _("This is a small group, seen once. It compares nobody, and it is no measure of anyone's work."),
)
_PASSING_ON: Final = _(
    "Two versions that differ by a few people can be compared, and then they show these few. Pass on one version only,"
    " the one from the end."
)


class CohortPage(Sheet):
    """The cohort notebook, open."""

    def __init__(self, cohort: Cohort, mode: str) -> None:
        super().__init__(cohort.part, mode, support_panel(Answers(), cohort.today))
        self.cohort = cohort


def open_cohort(
    *,
    bundles: str = "",
    case: str = "",
    mode: str = "form",
    language: str = "en",
    audience: str = "private",
    today: str = "",
) -> CohortPage:
    """Open the cohort of the folder *bundles*; empty means the one that ``workbook collect`` is working on.

    *case* and *audience* are there as in all notebooks: it is about no one case, and for everyone alike. Damaged files
    are left out here; ``workbook collect`` names them.
    """
    set_language(language)
    gathered = gather(Path(bundles or os.environ.get(ENV) or "bundles"))
    return CohortPage(Cohort([one.figures for one in gathered.bundles], day_given(today)), mode)
