"""What is worked on: growth areas, stories, CV lines, and what is learned for them (S3.3, S3.4, S4.3)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from workbook.actions.days import weekday
from workbook.actions.draft import DAYS, WEEKS, Draft, quoted, roles_like, short_name
from workbook.actions.rhythm import Rhythm, rhythm
from workbook.case import Case
from workbook.findings import Finding, Findings
from workbook.findings.alike import alike
from workbook.phases import absorb, analyse, relaunch
from workbook.questions import Answers
from workbook.words import _, listed, n_

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
    return alike(one.evidence, other.evidence)


def growth_steps(answers: Answers, found: Findings) -> Iterator[Draft]:
    """One step for each of the first growth areas, and the stories told aloud (S3.3).

    What is learned anyway is not asked for a second time (:func:`_learning`), nor a story that a growth area tells.
    """
    taken, now = served(answers, found).values(), chosen(answers, found)
    stories = [story for story in answers.read(analyse.Stars).star if story.question and story.result]
    role = answers.read(Case).role
    for place, finding in enumerate(_worked_on(now, taken)):
        story = _story_for(finding, stories)
        brief = _BRIEF[finding.key].fill(role=quoted(role, 60)) if finding.key in _BRIEF and role else ""
        if story:
            stories.remove(story)
        yield Draft(
            key=f"growth/{finding.key}",
            track="growth",
            act=_tell(story) if story else _growth_act(finding, answers),
            brief="" if story else str(brief),
            why=_because(finding),
            after=_after(place),
            serves=finding.key,
        )
    for place, story in enumerate(stories[:2]):
        once = str(_("A story told aloud a few times comes by itself when it is needed.")) if not place else ""
        yield Draft(
            key=f"growth/{story.id}", track="growth", act=_tell(story), why=once, after=9 + 8 * place, minutes=30
        )


def _worked_on(now: list[Finding], taken: Collection[str]) -> list[Finding]:
    return [finding for finding in now if finding.key not in taken]


def _after(place: int) -> int:
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


def _because(finding: Finding) -> str:
    if finding.key.startswith("feedback/"):
        return str(_("They said: “{fact}”").fill(fact=quoted(finding.evidence)))
    if finding.score is not None:
        return str(_("{title}: {score} of 5").fill(title=finding.title, score=finding.score))
    return ""


def cv_steps(answers: Answers) -> Iterator[Draft]:
    """The CV lines (S3.4)."""
    role = answers.read(Case).role
    for place, line in enumerate(answers.read(analyse.Cv).lines[:2]):
        if line.after:
            act = _("put this line into my CV: “{line}”").fill(line=quoted(line.after, 300))
        elif parts := listed(filter(None, (line.action, line.result, line.measure))):
            act = _("write a new line for my CV, with: {parts}").fill(parts=quoted(parts, 300))
        else:
            act = _("turn this line of my CV into a result: “{line}”").fill(line=quoted(line.before or "", 300))
        why = str(_("For the next role like {role}").fill(role=quoted(role, 60))) if role and not place else ""
        yield Draft(key=f"cv/{line.id}", track="cv", act=str(act), why=why, after=2 + 6 * place, minutes=30)


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


def learning_steps(answers: Answers, found: Findings, start: date) -> Iterator[Draft]:
    """A first hour for each thing to learn, then the hours of each week that the person chose (S4.3)."""
    the_week, like = rhythm(answers), roles_like(answers.read(Case))
    hours = sum(sitting.hours for sitting in the_week.sittings("learn"))
    rows = [row for row in answers.read(relaunch.Learning).learning if row.what]
    works_on, now = served(answers, found), chosen(answers, found)
    if hours and like and not rows:
        act = n_(
            "choose one thing to learn for {roles}; {count} hour a week is kept for it",
            "choose one thing to learn for {roles}; {count} hours a week are kept for it",
            hours,
        )
        yield Draft(key="learning/choose", track="learning", act=str(act.fill(roles=like)), after=2)
    for place, row in enumerate(rows):
        begin = 2 + 8 * place if row.id in works_on else 8 + 7 * place
        begin = max(begin, _after_signing_up(row, _worked_on(now, works_on.values())))
        what = quoted(row.what or "")
        common = Draft(
            key=f"learning/{row.id}",
            track="learning",
            cue=row.cue or "",
            weekdays=the_week.days_for("learn"),
            act=str(_("give the first hour to this: {what}").fill(what=what)),
            why=quoted(row.purpose or "") or _for_growth(works_on.get(row.id, ""), found),
            after=begin,
            serves=_served_now(works_on.get(row.id, ""), found, now),
        )
        yield common
        if place == len(rows) - 1:
            yield from _hours_after(common, short_name(what), the_week, start)


def _served_now(key: str, found: Findings, now: list[Finding]) -> str:
    """Return the key of the growth area under which the steps for *key* are shown."""
    served_one = next((finding for finding in found.growth if finding.key == key), None)
    shown = stands_for(served_one, now) if served_one else None
    return shown.key if shown else key


def _after_signing_up(row: relaunch.LearningRow, growth: list[Finding]) -> int:
    """Return a day after what the person means to do about the same thing, such as signing up for the course."""
    about = f"{row.what} {row.purpose or ''}"
    return next((_after(place) + 2 for place, one in enumerate(growth) if alike(one.intention, about)), 0)


def _for_growth(key: str, found: Findings) -> str:
    """Return what a thing to learn is good for, where the person did not say: the growth area that it works on."""
    title = next((finding.title for finding in found.growth if finding.key == key), "")
    return str(_("For “{title}”").fill(title=quoted(title))) if title else ""


def _hours_after(first: Draft, what: str, the_week: Rhythm, start: date) -> Iterator[Draft]:
    """Yield the hours of the weeks after the first hour, on the days of the week that hold them and as many (S4.3)."""
    learned = {day: the_week.hours_on(day, "learn") for day in the_week.days_for("learn")}
    done = 1
    for offset in range(first.after + 7, min(first.after + 7 * WEEKS, DAYS - 1)):
        day = weekday(start + timedelta(days=offset))
        if day not in learned:
            continue
        hours = learned[day]
        act = n_("keep on with this, hour {last}: {what}", "keep on with this, hours {first} to {last}: {what}", hours)
        yield replace(
            first,
            key=f"{first.key}/{(offset - first.after) // 7 + 1}/{day}",
            act=str(act.fill(what=what, first=done + 1, last=done + hours)),
            why="",
            after=offset,
            weekdays=(day,),
            minutes=60 * hours,
        )
        done += hours
