"""The message to the employer, or one gentle second try, then letting go (S2.1, E9)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from workbook.actions.draft import DAYS, Draft, application, quoted, short_company
from workbook.addresses import is_unread
from workbook.case import Case
from workbook.phases import respond
from workbook.questions import Answers
from workbook.words import Text, _, day

LATE_FOR_THANKS: Final = 30
"""Days after which a thank-you message would surprise more than please."""


def respond_steps(answers: Answers, start: date) -> Iterator[Draft]:
    """The message, or one gentle second try, then letting go (S2.1, E9)."""
    case, sent, message = answers.read(Case), answers.read(respond.Sent), answers.read(respond.Message)
    closed = is_unread(case.contact_address)
    whom = case.contact or ("" if closed else case.company)
    if not whom or answers.status(respond.Message) == "skip":
        return
    if sent.sent_on is None and not is_late(case, start):
        question = feedback_question(message)
        if closed:
            act = _("send {whom} the short note from this plan on LinkedIn: the mail address takes no answers")
        elif question and "no_feedback" not in case.letter_says:
            act = _("send {whom} the thank-you message and ask: “{question}”").fill(question=quoted(question))
        else:
            act = _("send {whom} the thank-you message from this plan")
        yield Draft(
            key="respond/send",
            track="respond",
            act=str(act.fill(whom=whom)),
            why=str(_why_write(case, message)),
            origin="message" if message.interest or question else "case",
            minutes=30,
        )
    elif not closed and sent.sent_on and sent.outcome in (None, "waiting") and sent.again_on is None:
        after = max(0, (sent.sent_on + timedelta(days=7) - start).days)
        if after < DAYS:
            act = _("ask {whom} once more, in two friendly lines, and then let it go").fill(whom=whom)
            why = _("No answer from {whom} is noted since {day}, and nothing in this plan waits for one.")
            filled = str(why.fill(whom=whom, day=day(sent.sent_on, "month_day")))
            yield Draft(
                key="respond/again", track="respond", act=str(act), why=filled, origin="sent", after=after, minutes=15
            )


def _why_write(case: Case, message: respond.Message) -> Text:
    """Return what the message is good for, by what the person said of the company, else by how it ended."""
    company = short_company(case.company or "")
    if company and case.channel == "silence":
        why = _("{company} never answered, and this closes the matter from my side.")
    elif company and message.interest == "yes":
        why = _("I would still like to work at {company} one day, and this keeps the door open.")
    elif company and message.interest == "no":
        why = _("I do not want to work at {company} now, and a courteous word closes it well all the same.")
    elif company and "door_open" in case.letter_says:
        why = _("{company} left a door open, and a friendly word keeps it so.")
    else:
        return _("A courteous word closes {application} well.").fill(application=application(case))
    return why.fill(company=company)


def is_late(case: Case, on: date) -> bool:
    """Return whether the answer came so long ago that a thank-you message would surprise.

    Where none came, two months after the interview are as late.
    """
    if case.notice_date is None and case.channel == "silence" and case.interview_date:
        return (on - case.interview_date).days > 2 * LATE_FOR_THANKS
    return case.notice_date is not None and (on - case.notice_date).days > LATE_FOR_THANKS


def feedback_question(message: respond.Message) -> str:
    """Return the question the person wants to ask; empty if none was chosen."""
    if message.question == "own":
        return message.question_own or ""
    return str(respond.FEEDBACK_QUESTIONS[message.question]) if message.question else ""
