"""The support panel: where to turn when it gets heavy (R2, R13). It never depends on what was answered elsewhere."""

from __future__ import annotations

from datetime import date

from workbook.blocks import Callout
from workbook.case import Case
from workbook.countries import country
from workbook.phases.absorb import Support
from workbook.questions import Answers
from workbook.words import _, labelled, whole


def support_panel(answers: Answers, today: date) -> Callout:
    """Return the panel: the person's own place first, then verified helplines, then what is true everywhere."""
    own = answers.read(Support)
    items = []
    if own.person:
        items.append(" – ".join(filter(None, (own.person, whole(own.number or "")))))
    items += [
        labelled(line.name, f"{whole(line.number)} ({line.source})")
        for line in country(answers.read(Case).country).helplines(today)
    ]
    items += [
        str(_("A person I trust: a call is enough, there need be no plan for the talk.")),
        str(_("My doctor, if sleep, food or everyday life stay hard for more than two weeks.")),
        str(_("The local emergency services, at once, if I or someone else may be in danger.")),
    ]
    return Callout(tone="support", title=str(_("When it gets heavy")), items=tuple(items))
