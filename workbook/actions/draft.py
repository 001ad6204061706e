"""The vocabulary of actions: a draft, its track, and how a person's words are quoted in one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from workbook.case import Case
from workbook.phases import analyse
from workbook.words import Text, _, current

Track = Literal["respond", "growth", "cv", "network", "learning", "week", "care", "setback", "own"]

DAYS: Final = 30
WEEKS: Final = 4
"""Whole weeks in a plan."""

TRACKS: Final[dict[Track, Text]] = {
    "respond": _("Respond"),
    "growth": _("Grow"),
    "cv": _("CV"),
    "network": _("People"),
    "learning": _("Learn"),
    "week": _("Apply"),
    "care": _("Care"),
    "setback": _("If it happens again"),
    "own": _("My own step"),
}

_APART: Final = _("The interview, taken apart")
ORIGINS: Final[dict[str, Text]] = {
    "case": _("The application"),
    "calm": _("What does me good"),
    "reframe": _("What the interview gave me"),
    "message": _("My message"),
    "sent": _("My message"),
    **{model.about.key: _APART for model in analyse.DIMENSIONS},
    "stars": _("My stories"),
    "feedback": _APART,
    "growth": _("Where I grow"),
    "cv": _("My CV, line by line"),
    "posting": _("The next posting"),
    "week": _("My week"),
    "network": _("People"),
    "linkedin": _("My profile"),
    "learning": _("What I learn"),
    "care": _("My week"),
    "setback": _("If it happens again"),
    "steps": _("My own step"),
}
"""The sections that a step can come from, named as the report names its parts."""

# The reader of letters knows more of them; it is not loaded for this where a form only needs a plan (90 ms).
_LEGAL_FORM: Final = re.compile(
    r"[\s,،]+(?:s\.?p\.?a|s\.?a\.?r\.?l|e\.?u\.?r\.?l|s\.?a\.?s|s\.?a|ltd|limited|inc|llc|plc|gmbh"
    r"|ش\.?\s?ذ\.?\s?م\.?\s?م|ش\.?\s?م)\.?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True)
class Draft:
    """An action that has no day yet.

    ``why`` is a short sentence that rests on what this person said, ``origin`` the section where it was said (R15).
    Not before day ``after`` of the plan, before the date ``before``, with ``rest`` on a free day, best on one of
    ``weekdays``; ``on`` is a date that is fixed. ``key`` is stable: the same answer, the same key. ``minutes`` is about
    what it takes of the week's hours. ``brief`` is the act without what it quotes, for the first page. ``serves`` is
    the key of the growth area that it works on.
    """

    key: str
    track: Track
    act: str
    why: str
    origin: str
    cue: str = ""
    after: int = 0
    rest: bool = False
    before: date | None = None
    on: date | None = None
    weekdays: tuple[str, ...] = ()
    minutes: int = 60
    brief: str = ""
    serves: str = ""


def quoted(text: str, most: int = 110) -> str:
    """Return *text* on one line, cut at a word if it is long, as a quote inside a sentence can carry it."""
    line = _inner_quotes(" ".join(text.split()).strip(" ."))
    if len(line) <= most:
        return line
    cut = line[:most].rsplit(" ", 1)[0] if " " in line[:most] else line[:most]
    return f"{cut.rstrip(' ,;:.')} …"


def _inner_quotes(line: str) -> str:
    """Return *line* with the quote marks that stand inside a quote in the current language."""
    opening, closing = ("‘", "’") if current().code == "en" else ("“", "”")
    line = re.sub(r"«\s*|“", opening, line)
    return re.sub(r"\s*»|”", closing, line)


def short_name(text: str) -> str:
    """Return *text* up to its first comma or bracket: "Nadia Ferhat" of "Nadia Ferhat, analyst at the port"."""
    return quoted(re.split(r"\s*[,،;(–—]", text, maxsplit=1)[0] or text, 70)


def short_company(name: str) -> str:
    """Return the name of a company as people say it, without its legal form."""
    return quoted(_LEGAL_FORM.sub("", name.strip()) or name, 60)


def application(case: Case) -> Text:
    """Return what the case is about, for the middle of a sentence: "the application to Numidia Analytics"."""
    company, role = short_company(case.company or ""), quoted(case.role or "", 60)
    if company:
        return _("the application to {company}").fill(company=company)
    return _("the application for {role}").fill(role=role) if role else _("this application")


def roles_like(case: Case) -> Text | None:
    """Return what kind of roles the person looks for, in the words of this case; nothing where it has none (R15)."""
    role, company = quoted(case.role or "", 60), short_company(case.company or "")
    if role and company:
        return _("{role} roles like the one at {company}").fill(role=role, company=company)
    if role:
        return _("{role} roles").fill(role=role)
    return _("roles like the one at {company}").fill(company=company) if company else None
