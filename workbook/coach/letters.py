"""Beside whatever will be sent: a place left open, tone, length; for the message to the employer and those to people.

**Why word lists, and in three languages at once:** a letter in French from someone who uses the English forms is an
everyday thing here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from workbook.coach.advice import Hint
from workbook.words import _, n_

_PLACE: Final = re.compile(r"\[[^\]]{0,40}\]|\{[^}]{0,40}\}|<[^>]{1,40}>|_{3,}|\.{5,}|\bX{3,}\b")
_BLAME: Final = re.compile(
    r"\b(unfair(?:ly)?|not fair|wrong (?:choice|decision)|your loss|your mistake|you should have|you were wrong"
    r"|waste of (?:my )?time|disrespect\w*"
    r"|injuste\w*|mauvais (?:choix|calcul)|tant pis pour vous|votre erreur|vous auriez dû|perdu mon temps"
    r"|manque de respect)\b"
    r"|ظلم|غير عادل|خطؤكم|أضعتم وقتي|قلة احترام",
    re.IGNORECASE,
)
_PLEADING: Final = re.compile(
    r"\b(i beg|please reconsider|(?:second|another) chance|(?:really|badly) need|desperate\w*"
    r"|anything you (?:have|want)|i need this job"
    r"|je vous supplie|(?:seconde|deuxième|autre) chance|(?:vraiment|tellement) besoin|désespér\w*"
    r"|n'importe quel poste|j'ai besoin de ce travail)\b"
    r"|أرجوكم|أتوسل|فرصة (?:ثانية|أخرى)|أي وظيفة|أحتاج (?:إلى )?هذ",
    re.IGNORECASE,
)
STILL_EMPTY: Final = _("This part is still empty; until you write it, the first wording is used.")
NO_QUESTION: Final = _("A question is easier to answer than a wish: end it with a question mark.")


def has_place(text: str | None) -> bool:
    """Return whether *text* has a place that was left to fill in."""
    return bool(_PLACE.search(text or ""))


def asks(text: str) -> bool:
    """Return whether *text* holds a question."""
    return bool(re.search("[?؟]", text))


def wording(text: str | None, field: str, row: str = "") -> Iterator[Hint]:
    """Say firmly where a place is left open, gently what would close a door."""
    if has_place(text):
        yield Hint(_("There is a place left to fill in here."), field, row, firm=True)
    if _BLAME.search(text or ""):
        yield Hint(_("This may read as a reproach. The door stays open more easily without it."), field, row)
    if _PLEADING.search(text or ""):
        yield Hint(_("This may read as pleading. You can ask on equal terms."), field, row)


def length(body: str, most: int, field: str = "", row: str = "") -> Iterator[Hint]:
    """Say gently that a message is long."""
    count = len(body.split())
    if count > most:
        text = n_(
            "The message has {count} word. Up to about {most} it reads easily.",
            "The message has {count} words. Up to about {most} it reads easily.",
            count,
        )
        yield Hint(text.fill(most=most), field, row)
