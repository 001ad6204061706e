"""Beside the message: firm words about what would embarrass, gentle ones about tone (S2.1).

**Why word lists, and in three languages at once:** a letter in French from someone who uses the English forms is an
everyday thing here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from workbook.actions import is_late
from workbook.case import Case
from workbook.coach.advice import Hint, Moment
from workbook.phases.relaunch import Network
from workbook.phases.respond import Message, Sent
from workbook.reply import compose
from workbook.words import Text, _, n_

MOST_WORDS: Final = 170
_OWN: Final = ("thanks_own", "detail", "regret_own", "interest_own", "question_own", "close_own")
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


def message(moment: Moment) -> Iterator[Hint]:
    """Check the message: an unfilled place, a missing part, another company's name; then length and tone."""
    case, given = moment.answers.read(Case), moment.answers.read(Message)
    own = {name: getattr(given, name) or "" for name in _OWN}
    for name, text in own.items():
        if _PLACE.search(text):
            yield Hint(_("There is a place left to fill in here."), name, firm=True)
        yield from (
            Hint(_("This names “{company}”, which is another application.").fill(company=other), name, firm=True)
            for other in _other_companies(moment)
            if other.casefold() in text.casefold()
        )
        if _BLAME.search(text):
            yield Hint(_("This may read as a reproach. The door stays open more easily without it."), name)
        if _PLEADING.search(text):
            yield Hint(_("This may read as pleading. You can ask on equal terms."), name)
    for name, words in (
        ("thanks", "thanks_own"),
        ("regret", "regret_own"),
        ("interest_words", "interest_own"),
        ("close", "close_own"),
    ):
        if getattr(given, name) == "own" and not own[words]:
            text = _("This part is still empty; until you write it, the first wording is used.")
            yield Hint(text, words, firm=True)
    if given.question == "own" and not own["question_own"]:
        yield Hint(
            _("Your question is still empty; until you write it, one of ours is asked."), "question_own", firm=True
        )
    elif given.question == "own" and not re.search("[?؟]", own["question_own"]):
        yield Hint(_("A question is easier to answer than a wish: end it with a question mark."), "question_own")
    if given.question == "skill" and "role_cancelled" in case.letter_says:
        yield Hint(_("The role itself was withdrawn, so nobody was chosen. Another question fits better."), "question")
    if any(_PLACE.search(text or "") for text in (case.role, case.company, case.contact, case.candidate)):
        yield Hint(_("Above, in “The application”, there is a place left to fill in."), firm=True)
    if given.interest == "no" and given.question == "next_role":
        yield Hint(_("You said no to working there: another question fits better."), "question")
    if not given.is_empty() and not case.candidate:
        yield Hint(_("Nobody has signed it yet: your name belongs above, in “The application”."), firm=True)
    length = len(compose(moment.answers).body.split())
    if length > MOST_WORDS:
        text = n_(
            "The message has {count} word. Up to about {most} it reads easily.",
            "The message has {count} words. Up to about {most} it reads easily.",
            length,
        )
        yield Hint(text.fill(most=MOST_WORDS))
    yield from map(Hint, _ways(case, moment))


def _ways(case: Case, moment: Moment) -> Iterator[Text]:
    """When it is good to write (R11), and what to do where the usual way is closed or another one fits better."""
    if moment.answers.read(Sent).sent_on is None and case.notice_date:
        if is_late(case, moment.today):
            yield _("Some weeks have passed since their answer. You can leave the message out; your plan does so, too.")
        elif (moment.today - case.notice_date).days <= 1:
            yield _("Tomorrow evening is early enough for it. It need not be today.")
    if "no_feedback" in case.letter_says:
        yield _(
            "They wrote that they give no feedback or take no replies. A short note to someone from the interview on"
            " LinkedIn, or a question in three months, may still reach a person. Your plan does not need it."
        )
    if case.channel == "phone":
        yield _("They called you. A mail afterwards is fine: it can be read when there is time for it.")
    if case.channel == "silence":
        yield _("No answer came. This message closes the matter from your side, kindly, and then you can let it go.")


def _other_companies(moment: Moment) -> set[str]:
    own = (moment.answers.read(Case).company or "").casefold()
    names = {answers.read(Case).company for answers in moment.others}
    names |= {contact.who for contact in moment.answers.read(Network).contacts if contact.kind == "company"}
    return {name for name in names if name and len(name) > 3 and name.casefold() not in own}


def sent(moment: Moment) -> Iterator[Hint]:
    """One gentle second try after about a week, then let go (E9)."""
    given = moment.answers.read(Sent)
    if given.sent_on is None or given.outcome not in (None, "waiting"):
        return
    days = (moment.today - given.sent_on).days
    if given.again_on:
        yield Hint(_("You have asked twice; that is enough. From here on, nothing depends on their answer."))
    elif days >= 7:
        yield Hint(_("A week has passed. Two friendly lines are fine now, once; then let it go."))
    else:
        yield Hint(_("Give them about a week. Your plan goes on, with or without an answer."))
