"""General moulds of letters, in invented words: what is said in them is read whatever the names and the order."""

from __future__ import annotations

import pytest

from workbook.letter import read_letter

OPEN = "Hi Sam,\n\nThank you for applying for the Data Analyst position at Brixley.\n\n"
NO = "Unfortunately, we will not be moving forward with your application."
END = "\n\nKind regards,\nBrixley Recruiting"


@pytest.mark.parametrize(
    "sentence",
    [
        "We chose candidates with more relevant experience.",
        "We have identified other candidates who are a better fit for the position.",
        "We had over 500 applications for this role, which made the decision hard.",
        "We have decided to pursue candidates whose experience better aligns with the requirements of the role.",
        "You should be proud of reaching this stage, as only 5% of applicants do.",
        "As you may know, we are growing quickly and new roles open often.",
        "Due to the high number of applications we cannot provide individual feedback.",
        "The position has been filled.",
    ],
)
def test_a_form_letters_sentence_is_no_reason(sentence: str) -> None:
    """What every form letter says is never claimed as the reason."""
    assert read_letter(f"{OPEN}{NO}\n\n{sentence}{END}").reason is None


@pytest.mark.parametrize(
    "sentence",
    [
        "The role requires a valid work permit, which you do not currently hold.",
        "Your salary expectations are above our budget for this role.",
        "The successful candidate already had direct experience with SAP.",
        "Your technical test score was below our threshold.",
        "Reason: no CCNA certification.",
        "We've decided to promote someone from within the team.",
        "The client has withdrawn the project, so the vacancy no longer exists.",
        "This desk handles bonds, and all your years have been in equities.",
        "The lab lost its grant in June.",
        "Your application arrived after the deadline.",
    ],
)
def test_a_concrete_cause_is_the_reason(sentence: str) -> None:
    """A missing paper, pay, another's named experience, a test, money, a deadline: word for word."""
    assert read_letter(f"{OPEN}{NO}\n\n{sentence}{END}").reason == sentence


@pytest.mark.parametrize(
    "sentence",
    [
        "Unfortunately we can't reimburse travel expenses for your interview on Monday.",
        "While we cannot guarantee an interview, your application will be reviewed carefully.",
        "Unfortunately we cannot give feedback at this stage as the process is still ongoing.",
        "We regret that we have not been able to reach you by phone. Please call us back.",
        "Thanks for applying! Not hearing back within 14 days means you have not been selected.",
        "Those who are unsuccessful will be told within five working days. The next step is an online assessment.",
        "We regret that you decided not to accept our offer.",
        "You started applying but didn't finish. Don't forget to complete it: pick up where you left off.",
        "Your assessment completion status: Complete. Reuse of answers spares you another test.",
        "We are still in process of reviewing your file and will contact you if you are determined to be a match.",
    ],
)
def test_a_no_to_something_else_is_no_rejection(sentence: str) -> None:
    """A no to expenses, feedback or a phone call, a condition, the candidate's own no: the application lives."""
    assert not read_letter(f"{OPEN}{sentence}{END}").rejection


@pytest.mark.parametrize(
    "sentence",
    [
        "Unfortunately, Brixley has moved to the next step in their hiring process, and your application was not "
        "selected at this time.",
        "Our team reviewed your application and did not select it for further consideration.",
        "It has been decided that this role will not be moving ahead.",
        "We are not able to move you to the next step right now.",
        "While we were pleased to learn about your background, we've decided to move forward with other candidates.",
        "We shall not be in a position to employ you.",
        "Our choice did not fall on you.",
    ],
)
@pytest.mark.parametrize("opening", ["", OPEN, "Thank you for taking the time to complete your application.\n\n"])
def test_a_refusal_in_one_sentence(sentence: str, opening: str) -> None:
    """Next steps that are denied or thanked for, and pleasure that ends in a no, do not hide the refusal."""
    assert read_letter(f"{opening}{sentence}").rejection


def test_the_foot_of_a_newsletter_does_not_hide_a_refusal() -> None:
    """ "You are receiving this because you applied", "Unsubscribe": a refusal of an application stays one."""
    foot = "\n\nYou are receiving this message because you applied on our site. Unsubscribe"
    assert read_letter(f"{OPEN}{NO} We wish you the best in your search.{END}{foot}").rejection
    advice = "Rejected after the final round? Five ways to bounce back from a no.\n\nNew jobs this week\n\nUnsubscribe"
    assert not read_letter(advice).rejection


def test_a_machines_notice_is_the_employers() -> None:
    """The name of a button ("Track My Application") is no candidate's voice below a notice that nobody answers."""
    foot = "To see your status, log in and click on 'Track My Application.'\n\nTHIS E-MAIL IS AUTOMATICALLY GENERATED."
    letter = read_letter(f"Dear Adrian Vance,\n\nYou were found:\n\nIneligible for the position.\n\n{foot}")
    assert (letter.rejection, letter.candidate) == (True, "Adrian Vance")
    own = "After some thought, I have to respectfully decline your invitation to an interview."
    assert not read_letter(f"Hello Katherine,\n\n{own}\n\nSincerely,\nAnna Burke").rejection


def test_a_word_of_another_language_says_nothing_in_a_letter_of_one() -> None:
    """ "Reclamation" in an English subject is land won from the sea, not the French complaint."""
    text = f"Subject: Outcome - Engineer (Dredging & Reclamation)\n\nDear Sir,\n\n{NO} Thank you for your interest."
    assert read_letter(text).rejection


def test_a_disclaimer_ends_the_letter() -> None:
    """What a disclaimer goes on with, in any language, is not the employer's word."""
    foot = "\n\nThis e-mail is confidential.\nIf you received it by mistake please delete it."
    assert read_letter(f"Dear Sam,\n\n{NO}\n\nBrixley W.L.L.{foot}").rejection


@pytest.mark.parametrize(
    ("text", "company", "role"),
    [
        (
            "Thank you for your interest in the Warehouse Associate I - $18.50/hr position at Shipwell in Columbus, "
            "Ohio, United States. Unfortunately, Shipwell did not select your application.\n\nRegards,\nShipwell",
            "Shipwell",
            "Warehouse Associate I - $18.50/hr",
        ),
        (
            "Thank you for applying to the Java / Kotlin on Android Developer - Remote position at Tilt.ly. "
            "Your application was not selected.",
            "Tilt.ly",
            "Java / Kotlin on Android Developer - Remote",
        ),
        (
            "Subject: Quantiva | Application update\n\nDear applicant,\n\nWe received your application for Junior "
            "Accountant and have decided not to proceed.\n\nThe Quantiva Recruiting Team",
            "Quantiva",
            "Junior Accountant",
        ),
        (
            "Hi,\n\nThanks for applying to be part of our team as a Customer Success Manager I, EMEA (US). We have "
            "filled the role.\n\n—Harrow Vale Talent Acquisition Team",
            "Harrow Vale",
            "Customer Success Manager I, EMEA (US)",
        ),
        (
            "You were not selected for the following position:\n\nEntry Level Rotor Engineer - Blades, 6548BR.\n\n"
            "Thank you for your interest in Kestrel Wind Systems, Inc.",
            "Kestrel Wind Systems, Inc.",
            "Entry Level Rotor Engineer - Blades, 6548BR",
        ),
        ("Hi Ana,\n\nWe went with somebody else. Best of luck with your search for a meaningful position.", None, None),
    ],
)
def test_company_and_role_by_mould(text: str, company: str | None, role: str | None) -> None:
    """Places, codes, pay, slashes and sign-offs stay outside the company; the role keeps what belongs to it."""
    letter = read_letter(text)
    assert (letter.company, letter.role) == (company, role)


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        (
            "Thank you for applying to the Security Engineer: Detection and Response role.",
            "Security Engineer: Detection and Response",
        ),
        ("Thank you for applying for our open Team Lead position.", "Team Lead"),
        ("You applied for the Open Source Engineer position.", "Open Source Engineer"),
        ("We had thirty applications for the two supervisor openings.", "supervisor"),
        ("Thank you for your interest in our recently advertised position.", None),
        ("You have not been referred to the hiring manager for position NT-2210-6.", None),
        ("Position Title: SUPERVISORY IT SPECIALIST (INFOSEC)", "SUPERVISORY IT SPECIALIST (INFOSEC)"),
        (
            "Your results for the Cybersecurity Research and Development - Leadership position have expired.",
            "Cybersecurity Research and Development - Leadership",
        ),
        (
            "Thank you for applying for the Postdoctoral Fellowship in Child Language through our department.",
            "Postdoctoral Fellowship in Child Language",
        ),
        ("You applied for the following role: Data Analyst position.", "Data Analyst"),
        ("You applied for EMPLOYMENT AS ASSISTANT FISHERIES OFFICER.", "ASSISTANT FISHERIES OFFICER"),
    ],
)
def test_a_role_among_words_that_are_not_its_own(sentence: str, role: str | None) -> None:
    """A colon may stand inside a title; counts, "open" and "employment as" are no part of it, who decides is none."""
    assert read_letter(f"Hi Sam,\n\n{sentence}\n\n{NO}{END}").role == role


@pytest.mark.parametrize(
    ("subject", "role"),
    [
        ("Update on Brixley Position Full Spectrum AI Researcher", "Full Spectrum AI Researcher"),
        ("Adrian Vance - JR2505367 Senior Threat Analyst (CAND2500223678)", "Senior Threat Analyst"),
    ],
)
def test_a_role_in_a_subject(subject: str, role: str) -> None:
    """No word of another language cuts it, and neither the candidate's name nor number belongs to it."""
    assert read_letter(f"Subject: {subject}\n\nHi Adrian,\n\n{NO} We wish you the best.{END}").role == role


@pytest.mark.parametrize("name", ["Profolio", "Skerry Air", "DRYDEN CHEMICALS"])
def test_the_employer_below_regards_is_no_person(name: str) -> None:
    """A name that the text takes for the employer is the company below "Regards", not who writes."""
    letter = read_letter(f"Hi Sam,\n\nThank you for your interest in {name}. {NO}\n\nRegards,\n\n{name}")
    assert (letter.company, letter.contact) == (name, None)


@pytest.mark.parametrize(
    ("first", "candidate"), [("Seth,", "Seth"), ("Marisol Vega,", "Marisol Vega"), ("Hello,", None)]
)
def test_a_bare_name_greets(first: str, candidate: str | None) -> None:
    """A name alone on the first line, with a comma, is the person addressed."""
    assert read_letter(f"{first}\n\nThank you for applying. {NO}").candidate == candidate
