"""A block: one printable piece of the report.

A notebook shows a block as HTML and carries the same block as JSON for paper, under :data:`MIME`. The JSON is all that
the exporter reads, so both sides meet in this vocabulary and nowhere else. Texts are final here: translated, and what
the person wrote is verbatim. Directions are worked out by whoever draws.

To add a block: a dataclass here, a drawing in ``screen/blocks/``, a drawing in ``export/recovery_plan.typ``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any, ClassVar, Final, Literal

MIME: Final = "application/vnd.recovery-plan.block+json"


def _texts(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        part = tuple(part.values())
    if isinstance(part, tuple | list):
        for one in part:
            yield from _texts(one)
    elif isinstance(part, str | int):
        yield str(part)


@dataclass(frozen=True, kw_only=True)
class Block:
    """One printable piece. Subclasses are plain data; ``kind`` names the drawing."""

    kind: ClassVar[str]

    def to_json(self) -> dict[str, Any]:
        """Return the block as JSON data with its ``kind``."""
        return {"kind": self.kind, **asdict(self)}

    def texts(self) -> Iterator[str]:
        """Yield every text and number in it."""
        yield from _texts(asdict(self))


@dataclass(frozen=True, kw_only=True)
class Cover(Block):
    """The first thing on paper. ``compact`` is the head of a phase's PDF; else a page of its own.

    ``facts`` are (label, value) pairs. ``note`` is small print at the foot (R1).
    """

    kind = "cover"
    title: str
    subtitle: str = ""
    name: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    note: str = ""
    compact: bool = False


@dataclass(frozen=True, kw_only=True)
class Opener(Block):
    """Opens a section: its number (empty for none), title, when it is for, and one leading sentence.

    ``new_page`` begins a page on paper: for what is torn out, or hung on a wall.
    """

    kind = "opener"
    title: str
    number: str = ""
    when: str = ""
    lead: str = ""
    new_page: bool = False


@dataclass(frozen=True, kw_only=True)
class Heading(Block):
    """A heading inside a section; ``level`` 2 or 3."""

    kind = "heading"
    text: str
    level: int = 2


@dataclass(frozen=True, kw_only=True)
class Paragraph(Block):
    """Our own sentences."""

    kind = "paragraph"
    text: str
    tone: Literal["body", "lead", "small"] = "body"


@dataclass(frozen=True, kw_only=True)
class Quote(Block):
    """The person's own words (or a letter's), set apart. ``label`` says what they answer."""

    kind = "quote"
    text: str
    label: str = ""


@dataclass(frozen=True, kw_only=True)
class Facts(Block):
    """Short (label, value) pairs at a glance."""

    kind = "facts"
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class Bullets(Block):
    """A list of short lines. ``tags`` draws them as a row of quiet labels instead."""

    kind = "bullets"
    items: tuple[str, ...]
    label: str = ""
    tags: bool = False


@dataclass(frozen=True, kw_only=True)
class QuestionAndAnswer(Block):
    """A question as it was asked, and the answer: the printed twin of one form field.

    An empty answer is drawn as lines to write on (``lines`` of them).
    """

    kind = "answer"
    question: str
    answer: str = ""
    lines: int = 0


@dataclass(frozen=True, kw_only=True)
class Ticks(Block):
    """A question with its options, to tick by pen; ``across`` puts short ones (numbers) side by side.

    ``groups`` are (title, options) under headings, before the options that have none; of sentences each is a column.
    """

    kind = "ticks"
    question: str
    options: tuple[str, ...] = ()
    across: bool = False
    groups: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Score:
    """One dimension: ``score`` from ``low`` to ``high``, or ``None`` with ``anchor`` saying why not (E7)."""

    label: str
    score: int | None
    anchor: str = ""
    fact: str = ""
    source: str = ""
    low: int = 1
    high: int = 5


@dataclass(frozen=True, kw_only=True)
class Scores(Block):
    """Scores as bars, each with its anchor in words and the fact it rests on."""

    kind = "scores"
    items: tuple[Score, ...]
    alt: str = ""


@dataclass(frozen=True, kw_only=True)
class Change(Block):
    """One number before and after, with a sentence; ``after`` may be missing."""

    kind = "change"
    label: str
    before: int
    after: int | None = None
    low: int = 0
    high: int = 10
    before_label: str = ""
    after_label: str = ""
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class Letter(Block):
    """A message as it is sent."""

    kind = "letter"
    paragraphs: tuple[str, ...]
    subject: str = ""
    to: str = ""
    subject_label: str = ""
    to_label: str = ""
    sign_off: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Card:
    """One thing with a title, a quiet tag, and labelled texts."""

    title: str
    tag: str = ""
    parts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Cards(Block):
    """Growth areas, STAR stories: things that stay together on a page."""

    kind = "cards"
    items: tuple[Card, ...]


@dataclass(frozen=True, kw_only=True)
class Pair:
    """Before and after of one text."""

    before: str
    after: str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Pairs(Block):
    """Texts before and after, side by side."""

    kind = "pairs"
    items: tuple[Pair, ...]
    before_label: str = ""
    after_label: str = ""


@dataclass(frozen=True, kw_only=True)
class Step:
    """One dated action. ``day`` is ISO; ``when`` is the same in words; ``track`` is a stable key to group by colour.

    ``origin`` names the part of the report that ``why`` speaks of.
    """

    day: str
    when: str
    cue: str
    act: str
    why: str = ""
    origin: str = ""
    done: bool = False
    track: str = ""
    track_label: str = ""


@dataclass(frozen=True, kw_only=True)
class Timeline(Block):
    """The days from ``start`` to ``end`` (ISO) with a mark for each step; ``weeks`` are (ISO day, label)."""

    kind = "timeline"
    start: str
    end: str
    start_label: str
    end_label: str
    weeks: tuple[tuple[str, str], ...]
    steps: tuple[Step, ...]
    alt: str = ""


@dataclass(frozen=True, kw_only=True)
class StepGroup:
    """The steps of one week."""

    title: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, kw_only=True)
class Checklist(Block):
    """The steps with boxes to tick by pen."""

    kind = "checklist"
    groups: tuple[StepGroup, ...]


@dataclass(frozen=True, kw_only=True)
class Bar:
    """``count`` of ``of`` as a bar; ``of`` 0 draws none. ``low`` and ``high`` (percent) bound an interval around it.

    ``text`` says the same in words, so that nothing hangs on the drawing; ``note`` is small print below.
    """

    label: str
    count: int = 0
    of: int = 0
    text: str = ""
    note: str = ""
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, kw_only=True)
class Bars(Block):
    """Numbers of one kind as bars below each other."""

    kind = "bars"
    items: tuple[Bar, ...]
    label: str = ""


@dataclass(frozen=True, kw_only=True)
class CourseRow:
    """One thing over several cases; a value of 0 is "no number". ``text`` says in words what is to be said of it."""

    label: str
    values: tuple[int, ...]
    text: str = ""
    joined: bool = False


@dataclass(frozen=True, kw_only=True)
class Course(Block):
    """Numbers from ``low`` to ``high`` over the same ``columns`` (short names), a row of dots for each thing.

    Only a ``joined`` row has its dots joined: a line is read as a trend (R4).
    """

    kind = "course"
    columns: tuple[str, ...]
    rows: tuple[CourseRow, ...]
    low: int = 1
    high: int = 5
    low_label: str = ""
    high_label: str = ""


@dataclass(frozen=True, kw_only=True)
class Table(Block):
    """A plain table. ``shares`` are the relative widths of the columns (equal if empty)."""

    kind = "table"
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[int, ...] = ()
    alt: str = ""


@dataclass(frozen=True, kw_only=True)
class Callout(Block):
    """Set apart from the text: ``support`` (R2), ``why`` this works (with its source), or a ``note``."""

    kind = "callout"
    tone: Literal["support", "why", "note"]
    title: str
    text: str = ""
    items: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class Closing(Block):
    """The last words (S5)."""

    kind = "closing"
    title: str
    paragraphs: tuple[str, ...]
