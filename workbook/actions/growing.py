"""What is worked on: growth areas, stories, CV lines (S3.3, S3.4)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Final

from workbook.actions.draft import Draft, application, quoted, short_company
from workbook.case import Case
from workbook.findings import Finding, Findings
from workbook.findings.alike import alike
from workbook.phases import absorb, analyse, relaunch
from workbook.questions import Answers
from workbook.words import Text, _, listed

MOST_GROWTH: Final = 3
"""Two or three things at a time."""

_DIMENSION_ACTS: Final = {
    "first_impression": _("walk through the first two minutes of an interview at home, with this in mind: “{fact}”"),
    "common_questions": _("say aloud, in one minute and with one result, the answer where this happened: “{fact}”"),
    "behavioural": _("write one story with situation, task, action and result, so that this goes better: “{fact}”"),
    "technical": _("spend one hour on what was behind this: “{fact}”"),
    "questions_asked": _("read about one company on my list and write three questions of my own. Last time: “{fact}”"),
}
_BRIEF: Final = {
    "first_impression": _("walk through the first two minutes of my next interview as {role}, at home"),
    "common_questions": _("say one answer aloud, in one minute and with one result, for my next interview as {role}"),
    "behavioural": _("write one story with an end, for my next interview as {role}"),
    "technical": _("spend one hour on what was missing, for my next interview as {role}"),
    "questions_asked": _("read about one company and write three questions, for my next interview as {role}"),
}
_SAY_AGAIN: Final = _("say aloud, in one minute and with one result, my answer to “{question}”")
_TELL_AGAIN: Final = _("tell one of my stories aloud again, so that this goes better: “{fact}”")
_TELL: Final = _("tell my story about “{question}” aloud, in two minutes, up to the result: “{result}”")


def chosen(answers: Answers, found: Findings) -> list[Finding]:
    """Return the growth areas that are worked on now, best first: two or three at a time (S3.3).

    What the person chose, or said what to do about, comes before what only ranks high; of two that speak of the same
    thing, the first stands for both.
    """
    begun = set(served(answers, found).values())
    turn = sorted(found.growth, key=lambda one: not (one.when == "now" or one.intention or one.key in begun))
    taken: list[Finding] = []
    for finding in turn:
        if finding.when != "later" and len(taken) < MOST_GROWTH and not any(_same(finding, one) for one in taken):
            taken.append(finding)
    return [finding for finding in found.growth if finding in taken]


def stands_for(finding: Finding, now: list[Finding]) -> Finding | None:
    """Return which of those worked on *now* speaks of the same thing as *finding*, if any."""
    return next((one for one in now if one.key == finding.key or _same(finding, one)), None)


def _same(one: Finding, other: Finding) -> bool:
    """Tell whether both speak of the same thing. Two parts of the interview do not, however alike their facts are."""
    return not {one.key, other.key} <= set(_DIMENSION_ACTS) and alike(one.evidence, other.evidence)


def growth_steps(answers: Answers, found: Findings) -> Iterator[Draft]:
    """One step for each of the first growth areas, and the stories told aloud (S3.3).

    What is learned anyway is not asked for a second time (``learning.py``), nor a story that a growth area tells.
    """
    taken, now = served(answers, found).values(), chosen(answers, found)
    stories = [story for story in answers.read(analyse.Stars).star if story.question and story.result]
    case = answers.read(Case)
    role = case.role
    for place, finding in enumerate(worked_on(now, taken)):
        story = _story_for(finding, stories)
        act = _tell(story) if story else _growth_act(finding, answers)
        brief = _BRIEF[finding.key].fill(role=quoted(role, 60)) if finding.key in _BRIEF and role else ""
        if story:
            stories.remove(story)
        yield Draft(
            key=f"growth/{finding.key}",
            track="growth",
            act=act,
            brief="" if story else str(brief),
            why=str(_because(finding, act, case)),
            origin=section_of(finding),
            after=turn(place),
            serves=finding.key,
        )
    for place, story in enumerate(stories[:2]):
        yield Draft(
            key=f"growth/{story.id}",
            track="growth",
            act=_tell(story),
            why=str(_why_tell(story, answers)),
            origin="stars",
            after=9 + 8 * place,
            minutes=30,
        )


def section_of(finding: Finding) -> str:
    """Return the key of the section that *finding* comes from."""
    return finding.key.partition("/")[0]


def worked_on(now: list[Finding], taken: Collection[str]) -> list[Finding]:
    """Return the growth areas that get a step of their own: those that nothing is learned for."""
    return [finding for finding in now if finding.key not in taken]


def turn(place: int) -> int:
    """Return from which day of the plan on the growth area at *place* has its turn."""
    return 1 + 5 * place


def _story_for(finding: Finding, stories: list[analyse.Star]) -> analyse.Star | None:
    """Return the whole story that answers a gap in telling stories: the one the fact speaks of, else the first."""
    whole = [story for story in stories if _is_whole(story)]
    if finding.key != "behavioural" or not whole:
        return None
    return next((story for story in whole if alike(story.question or "", finding.evidence)), whole[0])


def _tell(story: analyse.Star) -> str:
    question, result = quoted(story.question or "", 80), quoted(story.result or "", 160)
    return str(_TELL.fill(question=question, result=result))


def _is_whole(story: analyse.Star) -> bool:
    return all((story.situation, story.task, story.action, story.result))


def _growth_act(finding: Finding, answers: Answers) -> str:
    if finding.intention:
        return quoted(finding.intention, 300)
    fact = quoted(finding.evidence)
    if finding.key == "behavioural" and any(_is_whole(story) for story in answers.read(analyse.Stars).star):
        return str(_TELL_AGAIN.fill(fact=fact))
    question = _asked_in(finding.evidence, answers) if finding.key == "common_questions" else ""
    if question:
        return str(_SAY_AGAIN.fill(question=quoted(question, 160)))
    if finding.key in _DIMENSION_ACTS:
        return str(_DIMENSION_ACTS[finding.key].fill(fact=fact))
    if finding.key.startswith("feedback/"):
        return str(_("spend half an hour on what they told me: “{fact}”").fill(fact=fact))
    act = _("spend an hour on this: {name}. What showed it: “{fact}”")
    return str(act.fill(name=quoted(finding.title, 60), fact=fact))


def _asked_in(fact: str, answers: Answers) -> str:
    """Return the question of the interview that *fact* speaks of; empty if none; never an unfair one (R10)."""
    asked = [row.question for row in answers.read(absorb.Recall).recall if row.question and row.went != "unfair"]
    return next((question for question in asked if _plain(question) in _plain(fact) or alike(question, fact)), "")


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _because(finding: Finding, act: str, case: Case) -> Text:
    """Return what showed it; the fact where the act does not quote it already."""
    fact, title, company = quoted(finding.evidence), finding.title, short_company(case.company or "")
    if finding.key.startswith("feedback/"):
        return _("They said: “{fact}”").fill(fact=fact)
    if finding.score is None:
        return _("I put “{title}” on my list after {application}.").fill(
            title=quoted(title), application=application(case)
        )
    if fact not in act:
        return _("{title}, {score} of 5: “{fact}”").fill(title=title, score=finding.score, fact=fact)
    if company:
        return _("{title}, {score} of 5 at {company}").fill(title=title, score=finding.score, company=company)
    return _("{title}, {score} of 5 on that day").fill(title=title, score=finding.score)


def _why_tell(story: analyse.Star, answers: Answers) -> Text:
    """Return why a story is told again: how it was told last time, or who asks for it next (S3.1, E10)."""
    asked = _plain(story.question or "")
    noted = [row for row in answers.read(absorb.Recall).recall if row.went != "unfair"]
    if told := story.told or next((row.answer for row in noted if _plain(row.question or "") == asked), None):
        return _("As told last time: “{told}”").fill(told=quoted(told))
    rows = answers.read(analyse.Posting).requirements
    if wish := next((row.text for row in rows if row.text and _plain(row.story or "") == asked), None):
        return _("The next posting wants: “{wish}”").fill(wish=quoted(wish))
    if story.action:
        return _("My part in it: “{action}”").fill(action=quoted(story.action))
    return _("It has an end now, and “{question}” may be asked again.").fill(question=quoted(story.question or "", 80))


def cv_steps(answers: Answers) -> Iterator[Draft]:
    """The CV lines (S3.4)."""
    case = answers.read(Case)
    for place, line in enumerate(answers.read(analyse.Cv).lines[:2]):
        if line.after:
            act = _("put this line into my CV: “{line}”").fill(line=quoted(line.after, 300))
        elif parts := listed(filter(None, (line.action, line.result, line.measure))):
            act = _("write a new line for my CV, with: {parts}").fill(parts=quoted(parts, 300))
        else:
            act = _("turn this line of my CV into a result: “{line}”").fill(line=quoted(line.before or "", 300))
        why = str(_why_write(line, place, case))
        key = f"cv/{line.id}"
        yield Draft(key=key, track="cv", act=str(act), why=why, origin="cv", after=2 + 6 * place, minutes=30)


def _why_write(line: analyse.CvLine, place: int, case: Case) -> Text:
    """Return why a line is put into the CV: what stands there until then, else what for."""
    if line.before and (line.after or line.action or line.result or line.measure):
        return _("Until now it reads: “{before}”").fill(before=quoted(line.before))
    if place:
        return _("It is the second line that I chose after {application}.").fill(application=application(case))
    if case.role:
        return _("For the next role like {role}").fill(role=quoted(case.role, 60))
    return _("It is the first line that I chose after {application}.").fill(application=application(case))


def served(answers: Answers, found: Findings) -> dict[str, str]:
    """Return which growth area each thing to learn works on (row -> key), so that neither is asked for twice."""
    free = [finding for finding in found.growth if not finding.intention]
    served = {}
    for row in answers.read(relaunch.Learning).learning:
        about = f"{row.what or ''} {row.purpose or ''}"
        for finding in free:
            ours = finding.score is not None
            told = finding.evidence if ours else f"{finding.title} {finding.evidence}"
            if row.what and (alike(about, told) or row.purpose == finding.title):
                served[row.id] = finding.key
                free.remove(finding)
                break
    return served
