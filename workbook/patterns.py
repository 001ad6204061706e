"""What several cases of one person have in common: counts with their n, an interval where a share is given (R4, R6).

**Why so careful:** a handful of interviews is a handful of noisy measurements (E6), and whoever reads this was turned
down each time. So there is no score of the person, no share and no direction below five cases, and what recurs is told
with the facts it rests on. It is for the person alone: nothing of it is in a bundle.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain
from math import ceil, sqrt
from statistics import median
from typing import Final

from workbook.actions import TRACKS
from workbook.blocks import (
    Bar,
    Bars,
    Block,
    Bullets,
    Callout,
    Card,
    Cards,
    Course,
    CourseRow,
    Cover,
    Facts,
    Heading,
    Opener,
    Paragraph,
    Table,
)
from workbook.bundle import Figures, figures_of
from workbook.case import STAGES, Case
from workbook.findings import Finding, findings
from workbook.journal import Journal, opened
from workbook.phases.absorb import Support
from workbook.phases.analyse import AREAS, DIMENSIONS
from workbook.plan import Action, plan, start_day
from workbook.questions import Answers
from workbook.sheet import Sheet, day_given
from workbook.support import support_panel
from workbook.words import Text, _, day, decimal, n_, set_language

ENOUGH: Final = 5
"""From so many cases on, a share has an interval and dots may be joined (R4)."""
PARTS: Final = ("cover", "cases", "reading", "stages", "dimensions", "growth", "feedback", "steps")
_Z: Final = 1.959964
"""Of the normal distribution, for an interval that holds 95 times of 100."""
_MOST_COLUMNS: Final = 16
_MOST_STEPS: Final = 8
_FURTHER: Final = ("interview", "technical", "final")


def interval(count: int, of: int) -> tuple[int, int]:
    """Return the Wilson interval around *count* of *of*, in whole percent, rounded outwards.

    **Why Wilson's:** with few cases the usual one is too narrow, and for none or all of them it has no width at all.
    """
    share, z2 = count / of, _Z**2
    centre = (share + z2 / (2 * of)) / (1 + z2 / of)
    reach = _Z * sqrt(share * (1 - share) / of + z2 / (4 * of**2)) / (1 + z2 / of)
    low, high = centre - reach, centre + reach
    return (0 if count == 0 else max(0, int(100 * low)), 100 if count == of else min(100, ceil(100 * high)))


@dataclass(frozen=True)
class Past:
    """One case among the others; ``number`` counts from the oldest, ``when`` is the day it stands under."""

    number: int
    when: date
    answers: Answers

    @cached_property
    def case(self) -> Case:
        """Its facts."""
        return self.answers.read(Case)

    @cached_property
    def figures(self) -> Figures:
        """Its numbers and ticks."""
        return figures_of(self.answers)

    @cached_property
    def growth(self) -> tuple[Finding, ...]:
        """Its growth areas."""
        return findings(self.answers).growth

    @property
    def is_looked_at(self) -> bool:
        """Whether the interview was looked at: a number or a growth area is there."""
        return bool(self.figures.scores or self.growth)

    @property
    def title(self) -> str:
        """Role and company, else the words for a case without them."""
        return " – ".join(filter(None, (self.case.role, self.case.company))) or str(_("No role noted"))

    def done(self, today: date) -> list[Action]:
        """Return the steps that were ticked."""
        the_plan = plan(self.answers, findings(self.answers), start_day(self.answers, today))
        return [action for action in the_plan.actions if action.done]


def past_cases(journal: Journal) -> tuple[Past, ...]:
    """Return all cases of *journal*, the oldest first: by the day of the answer, of the interview, or of the entry."""
    found = []
    for name in journal.cases():
        answers = journal.answers(name)
        case = answers.read(Case)
        made = date.fromtimestamp(journal.created_at(name))
        found.append((case.notice_date or case.interview_date or made, answers))
    # sorted() is stable: of the same day, what was entered first comes first.
    return tuple(Past(number, when, answers) for number, (when, answers) in enumerate(sorted(found, key=_day), start=1))


class Patterns:
    """The cases of one person on the day *today*; :meth:`part` gives the blocks."""

    def __init__(self, cases: Sequence[Past], today: date) -> None:
        self.cases = tuple(cases)
        self.today = today

    def part(self, name: str) -> list[Block]:
        """Return the blocks of the part *name* (one of :data:`PARTS`). One case alone has no patterns to show."""
        parts = {
            "cover": self._cover,
            "cases": self._cases,
            "reading": self._reading,
            "stages": self._stages,
            "dimensions": self._dimensions,
            "growth": self._growth,
            "feedback": self._feedback,
            "steps": self._steps,
        }
        alone = len(self.cases) < 2 and name in ("stages", "dimensions", "growth", "feedback")
        empty = not self.cases and name != "cover"
        return [] if alone or empty else parts[name]()

    def _cover(self) -> list[Block]:
        count = len(self.cases)
        facts = [(_("Cases"), str(count)), (_("Printed"), day(self.today))]
        if count > 1:
            span = _("{first} to {last}").fill(first=day(self.cases[0].when), last=day(self.cases[-1].when))
            facts.insert(1, (_("From when"), str(span)))
        cover = Cover(
            title=str(_("Patterns in your cases")),
            subtitle=str(_("What they have in common, and what cannot be known")),
            facts=tuple((str(label), value) for label, value in facts) if count else (),
            compact=True,
        )
        return [cover, Paragraph(text=str(_first_words(count)), tone="lead")]

    def _cases(self) -> list[Block]:
        header = (str(_("No.")), str(_("Day")), str(_("Role and company")), str(_("How far it went")))
        rows = tuple(
            (
                str(one.number),
                day(one.when),
                one.title,
                str(STAGES[one.case.stage]) if one.case.stage else "–",
            )
            for one in self.cases
        )
        return [Heading(text=str(_("Your cases"))), Table(header=header, rows=rows, shares=(1, 4, 8, 5))]

    def _stages(self) -> list[Block]:
        known = [list(STAGES).index(one.case.stage) for one in self.cases if one.case.stage]
        if not known:
            return []
        further = _("{stage} or further")
        bars = []
        for key in _FURTHER:
            count = sum(place >= list(STAGES).index(key) for place in known)
            label = str(STAGES[key]) if key == "final" else str(further.fill(stage=STAGES[key]))
            bars.append(_share(label, count, len(known)))
        lead = _("How far you came, whatever the answer was. Each row counts everything from that step on.")
        return [self._opener(_("How far it went"), lead, len(known)), Bars(items=tuple(bars))]

    def _dimensions(self) -> list[Block]:
        looked = [one for one in self.cases if one.figures.scores]
        if not looked:
            return []
        step = ceil(len(looked) / _MOST_COLUMNS)
        columns = tuple(str(one.number) if place % step == 0 else "" for place, one in enumerate(looked))
        rows = tuple(_over_time(key, title, looked) for key, title in _TITLES)
        lead = _("Your own numbers, in the order of your cases. Each is one impression of one day.")
        course = Course(
            columns=columns,
            rows=rows,
            low_label=str(_("1: hard")),
            high_label=str(_("5: went well")),
        )
        note = _("The numbers below stand for the cases of the list above. A dash: no number was given.")
        title = _("The five sides of the interview")
        return [self._opener(title, lead, len(looked)), course, Paragraph(text=str(note), tone="small")]

    def _growth(self) -> list[Block]:
        looked = [one for one in self.cases if one.is_looked_at]
        if not looked:
            return []
        lead = _(
            "What came up more than once, with the facts it rests on. What came up once is in the plan of its case."
        )
        kinds: Counter[str] = Counter(chain.from_iterable(one.figures.growth for one in looked))
        bars = tuple(_share(str(words), kinds[kind], len(looked)) for kind, words in AREAS.items())
        cards = tuple(_recurring(looked))
        nothing = _("Nothing came up more than once so far.")
        return [
            self._opener(_("Growth areas that come back"), lead, len(looked)),
            *([Cards(items=cards)] if cards else [Paragraph(text=str(nothing))]),
            Bars(label=str(_("By kind")), items=bars),
        ]

    def _feedback(self) -> list[Block]:
        asked = [one for one in self.cases if one.figures.asked]
        bars = [_share(str(_("Asked for feedback")), len(asked), len(self.cases))]
        if asked:
            got = sum(one.figures.answered for one in asked)
            bars.append(_share(str(_("Got some, of those")), got, len(asked)))
        lead = _(
            "In a study of 2022, about 60 to 71 of 100 applicants got no feedback at all (Talent Board). Silence says"
            " nothing about the one who asked."
        )
        return [self._opener(_("Feedback"), lead, len(self.cases)), Bars(items=tuple(bars))]

    def _steps(self) -> list[Block]:
        done = [(one, action) for one in self.cases for action in one.done(self.today)]
        if not done:
            return []
        tracks = Counter(action.track for _one, action in done)
        rows = tuple((str(words), str(tracks[track])) for track, words in TRACKS.items() if tracks[track])
        latest = sorted(done, key=lambda pair: pair[1].day, reverse=True)
        items = [_("Case {number}: {step}").fill(number=one.number, step=action.act) for one, action in latest]
        more = len(items) - _MOST_STEPS
        shown = [str(item) for item in items[:_MOST_STEPS]]
        if more > 0:
            shown.append(str(n_("and {count} more", "and {count} more", more)))
        lead = _("What you did and ticked. What is not here is not missing: it was moved, dropped, or is still ahead.")
        cases = len({one.number for one, _action in done})
        return [
            self._opener(_("What you did"), lead, cases),
            Facts(rows=rows),
            Bullets(label=str(_("The latest")), items=tuple(shown)),
        ]

    def _reading(self) -> list[Block]:
        items = tuple(str(text) for text in _CANNOT)
        numbers = Callout(tone="note", title=str(_("What these numbers cannot say")), items=items)
        return [*([numbers] if len(self.cases) > 1 else []), self.support()]

    def support(self) -> Callout:
        """Return the support panel, with the person whom the newest case names (R2, R13)."""
        everyone = [one.answers for one in self.cases]
        named = [answers for answers in everyone if answers.read(Support).person]
        return support_panel((named or everyone or [Answers()])[-1], self.today)

    def _opener(self, title: Text, lead: Text, count: int) -> Opener:
        every = len(self.cases)
        told = n_("{count} case", "{count} cases", every) if count == every else _("{count} of {all} cases")
        return Opener(title=str(title), when=str(told.fill(count=count, all=every)), lead=str(lead))


_TITLES: Final = tuple((model.about.key, model.about.title) for model in DIMENSIONS)
_CANNOT: Final = (
    _("What you are worth, or how the next one goes. Each was one decision, about one role, on one day."),
    _("Why a number moved. The roles, the companies and the season change as well."),
    _("What is only chance. With few cases, most of what goes up and down is."),
)


def _first_words(count: int) -> Text:
    if count == 0:
        return _("There is no case yet, so there is nothing to compare. That is fine.")
    if count == 1:
        return _("One case has no pattern. Its plan says all there is to say; come back when there are more.")
    if count < ENOUGH:
        return _("A few cases are too few for shares or directions. Here is what there is, with its facts.")
    return _(
        "Enough cases to look for what comes back, and too few to be sure. So each number says how many it rests on."
    )


def _share(label: str, count: int, of: int) -> Bar:
    """A count of cases; from :data:`ENOUGH` on as a bar with its interval, below as words alone."""
    text = str(_("{count} of {all}").fill(count=count, all=of))
    if of < ENOUGH:
        return Bar(label=label, text=text)
    low, high = interval(count, of)
    note = _("With {all} cases, anything from {low}% to {high}% would fit.").fill(all=of, low=low, high=high)
    return Bar(label=label, count=count, of=of, text=text, note=str(note), low=low, high=high)


def _over_time(key: str, title: Text, looked: Sequence[Past]) -> CourseRow:
    values = tuple(one.figures.scores.get(key, 0) for one in looked)  # type: ignore[call-overload]
    known = [value for value in values if value]
    if not known:
        text = _("No number yet.")
    elif len(known) < ENOUGH:
        text = n_(
            "{count} number: too few to speak of a direction.",
            "{count} numbers: too few to speak of a direction.",
            len(known),
        )
    else:
        half = len(known) // 2
        text = _("{count} numbers. The middle value was {before} in the earlier half, {after} in the later half.").fill(
            count=len(known), before=decimal(median(known[:half])), after=decimal(median(known[-half:]))
        )
    return CourseRow(label=str(title), values=values, text=str(text), joined=len(known) >= ENOUGH)


def _recurring(looked: Sequence[Past]) -> Iterator[Card]:
    """Yield what came up in two cases or more, the most frequent first, with the fact of each."""
    found: dict[str, dict[int, Finding]] = {}
    for one in looked:
        for finding in one.growth:
            found.setdefault(_theme(finding), {}).setdefault(one.number, finding)
    titles = {key: str(title) for key, title in _TITLES}
    for theme, cases in sorted(found.items(), key=lambda pair: -len(pair[1])):
        if len(cases) > 1:
            facts = tuple(
                (str(_("Case {number}").fill(number=number)), finding.evidence or finding.title)
                for number, finding in sorted(cases.items())
            )
            tag = _("{count} of {all}").fill(count=len(cases), all=len(looked))
            yield Card(title=titles.get(theme) or next(iter(cases.values())).title, tag=str(tag), parts=facts)


def _theme(finding: Finding) -> str:
    """Return what makes two findings the same: the dimension, else the words of the title."""
    return finding.key if finding.key in dict(_TITLES) else " ".join(finding.title.casefold().split())


def _day(found: tuple[date, Answers]) -> date:
    return found[0]


class PatternsPage(Sheet):
    """The patterns notebook, open."""

    def __init__(self, patterns: Patterns, mode: str) -> None:
        super().__init__(patterns.part, mode, patterns.support())
        self.patterns = patterns


def open_patterns(
    *, case: str = "", mode: str = "form", language: str = "en", audience: str = "private", today: str = ""
) -> PatternsPage:
    """Open the patterns of all cases in this person's journal; *case* and *audience* are there as in all notebooks."""
    set_language(language)
    with opened() as journal:
        cases = past_cases(journal)
    return PatternsPage(Patterns(cases, day_given(today)), mode)
