"""What carries over to letters nobody has seen: signs that add up, clauses that only look like signs, chats."""

from __future__ import annotations

import pytest

from workbook.letter import read_letter

# No sentence here says no; together they leave little doubt.
LEANS_TO_NO = """\
We went back and forth on the shift supervisor role. In the end the other finalist knows our plant, and that swung it.
I'm writing about the accounting job. The director would prefer a person who can start before Ramadan.
Even if we decided to hire someone with more years behind them, your interview for the analyst role left a strong mark.
The interviewing panel was unanimous about your presentation. Nevertheless it has recommended Dr Iqbal for the position.
The sponsor pulled out on Friday, so the volunteer manager post is off the table for 2026.
Désolée, le chantier où je vous voyais conducteur de travaux a été repris par une autre entreprise.
Notre directeur a tranché pour le poste d'analyste : ce sera la personne rencontrée mardi. Bonne route à vous.
بخصوص وظيفة محاسب، اختارت الإدارة زميلا من الفرع. شكرا على وقتك.
وظيفة السائق أخذها ابن عم صاحب الورشة، الله يوفقك.
""".splitlines()

STILL_OPEN = """\
Your file for the analyst position is with our legal team. Other files are ahead of yours, so bear with us.
The director is abroad, hence the silence on the accountant post. He will see you and another once he is back.
The interview room for the clerk position has changed: third floor instead of first. Nothing else changes.
We regret the delay. Your application for the engineer position remains under study.
Sorry I missed your call. I'm in meetings about the barista job until four, then free.
Your test for the welder position is on 4 May. Without safety boots you will not be admitted.
You are second on our list for the teacher job. If the first person declines, it goes to you. She has until Monday.
Thanks for applying. We're a small team so it may take us a while to get through everyone.
About the welder job: bring your certificates at 8:30 to the gate, ask for Omar.
Votre dossier pour le poste d'agent est complet, vous recevrez la convocation la semaine prochaine.
On se voit lundi pour le poste de serveur, ramène ta pièce d'identité.
وصلنا ملفك لوظيفة مهندس وهو عند القسم المعني.
""".splitlines()

# (sentence after a refusal, whether it is a reason)
REASONS = [
    ("The workshop runs on Codesys and yours was Siemens only.", True),
    ("Our partner in Lyon wanted a native French speaker.", True),
    ("We gave the place to our apprentice, who finishes in June.", True),
    ("We could not see any Kubernetes in production in your work.", True),
    ("This post needs Class C and your licence is B.", True),
    ("The mayor has stopped all recruitment until the new budget is voted.", True),
    ("After a careful review of your CV and the interview notes, we have chosen other candidates.", False),
    ("Our Finance Director and our Head of Tax both met you on 2 June.", False),
    ("You can view the status in your account at any time.", False),
    ("Any candidate may ask for a summary of the remarks by writing to us within thirty days.", False),
    ("We were looking for someone with more managerial experience.", True),
    ("Your experience is a bit short and maybe too focused on the back-end.", True),
    ("You are not meeting our academic eligibility criteria.", True),
    ("The board has a firm policy that we would not hire relatives of our managers.", True),
    ("In the end, your distance from the site was a strong factor.", True),
    ("Due to changing business needs, the position has been cancelled.", True),
    ("The position has been cancelled.", False),
    ("We have cancelled the position, and no further steps will be taken.", False),
    ("It went to an individual whose skills more closely match the needs of the Department.", False),
    ("You have a good background, with interesting experience in mobile and Ruby.", False),
    ("You have not been referred to the hiring manager.", False),
    ("You would likely fit nicely in the existing team.", False),
    ("The successful applicant will start in September.", False),
    ("Your profile was carefully examined by our experts in Algiers.", False),
]

# (sentence after a refusal, whether it opens the door)
DOORS = [
    ("Should a desk come free in the spring, you'll hear from me.", True),
    ("Once you have the licence, knock again.", True),
    ("I have another client in Sétif who needs exactly you, can we talk on Monday?", True),
    ("You would be a strong candidate for our Blida site in the autumn.", True),
    ("Should something change on our side, we will not hesitate to contact you.", True),
    ("This does not preclude you from being considered for other vacancies.", True),
    ("We hope you'll explore other opportunities by visiting our careers website.", True),
    ("We'll keep your contact details and let you know of future positions.", True),
    ("We would like to stress that the quality of our candidate pool was very high.", False),
    ("It was a pleasure to meet you in our office in April.", False),
    ("Should you hold any passes, please return them by Friday.", False),
    ("If you have any questions about this decision, do not hesitate to contact us.", False),
    ("We encourage you to search for roles with other employers.", False),
    ("If you would like to hear more about our decision, ring me after three.", False),
    ("I'm happy to go through your test with you on the phone next week.", False),
    ("We hope to see you around at our stores.", False),
]


def _letter(text: str) -> str:
    return f"Dear Amina,\n\n{text}\n\nBest regards,\nKarim Haddad"


@pytest.mark.parametrize("text", LEANS_TO_NO)
def test_signs_add_up_to_a_refusal(text: str) -> None:
    """A letter about a job that leans to a no and speaks of no next step is a refusal, without any known phrase."""
    assert read_letter(_letter(text)).rejection


@pytest.mark.parametrize("text", STILL_OPEN)
def test_a_letter_that_keeps_somebody_waiting_is_no_refusal(text: str) -> None:
    """Waiting, a receipt, a place and a time: words such as "other", "sorry", "not" decide nothing there."""
    assert not read_letter(_letter(text)).rejection


@pytest.mark.parametrize(("sentence", "given"), REASONS)
def test_a_reason_needs_a_concrete_cause(sentence: str, given: bool) -> None:
    """What was asked, missing, or somebody else's is a reason; what was done, met or may be done next is none."""
    letter = read_letter(
        f"Dear Amina,\n\nThank you for applying for the technician position. Unfortunately you were not selected. "
        f"{sentence}\n\nWe wish you every success.\n\nBest regards,\nKarim Haddad\nSahara Foods"
    )
    assert letter.rejection
    assert (letter.reason is not None) is given


@pytest.mark.parametrize(("sentence", "is_open"), DOORS)
def test_a_door_is_about_a_later_job(sentence: str, is_open: bool) -> None:
    """A call about the decision opens no door; what may come one day does, and is no next step either."""
    letter = read_letter(_letter(f"Unfortunately you were not selected for the technician position. {sentence}"))
    assert (letter.rejection, letter.door_open) == (True, is_open)


@pytest.mark.parametrize(
    "text",
    [
        "Si votre parcours présente un réel intérêt, nous ne pouvons donner suite à votre candidature pour ce poste.",
        "Même si nous avons choisi d'avancer avec une autre personne pour ce poste, votre énergie nous a plu.",
    ],
)
def test_an_if_that_grants_is_no_condition(text: str) -> None:
    """ "If your career is impressive, we cannot ..." says no; "if you are not selected" does not."""
    assert read_letter(_letter(text)).rejection
    assert not read_letter(_letter("Si vous n'êtes pas retenu pour le poste, nous garderons votre CV.")).rejection


def test_a_chat_is_read_in_pieces() -> None:
    """What the employer wrote in several messages is one letter: role above, verdict and reason in the middle."""
    letter = read_letter(
        "[14/01/2026, 10:22:07] HR Palm Court: Good morning, this is about Front Office Supervisor\n"
        "[14/01/2026, 10:24:15] Rajesh: Good morning. Any update?\n"
        "[14/01/2026, 10:31:40] HR Palm Court: The owner wants only people who already hold a transferable visa\n"
        "[14/01/2026, 10:32:02] HR Palm Court: So we cannot process your file further\n"
        "[14/01/2026, 10:41:33] HR Palm Court: All the best"
    )
    assert letter.rejection
    assert letter.role == "Front Office Supervisor"
    assert letter.reason is not None
    assert "visa" in letter.reason


def test_who_writes_to_a_recruiters_desk_is_no_recruiter() -> None:
    """A withdrawal to recruitment@... is the candidate's own, whatever it declines."""
    letter = read_letter(
        "From: Femke de Wit <femke.dewit@postbox.example>\nSent: 11 February 2026 19:05\n"
        "To: recruitment@kesslermarine.example\nSubject: Naval Architect\n\nDear Mr Brandt,\n\n"
        "After careful consideration I have decided not to proceed and to accept a position elsewhere.\n\n"
        "Kind regards,\nFemke de Wit"
    )
    assert not letter.rejection
    assert letter.contact is None


@pytest.mark.parametrize(
    ("signature", "company", "contact"),
    [
        ("Greetings from Brotwerk Linden\nUte Brandt", "Brotwerk Linden", "Ute Brandt"),
        ("Groetjes,\nEmre\nPolder Robotics B.V.", "Polder Robotics B.V.", "Emre"),
        ("For the Director\nL. Mansouri\nSonelec Works Authority", "Sonelec Works Authority", "L. Mansouri"),
        ("Maddie Kowalczyk\nGroup PM, Tidepool Analytics", "Tidepool Analytics", "Maddie Kowalczyk"),
    ],
)
def test_signatures_with_unknown_closing_words(signature: str, company: str, contact: str) -> None:
    """Closing words of another language, an office above a name and a rank with "Group" name nobody."""
    letter = read_letter(f"Dear Amina,\n\nUnfortunately you were not selected for the position.\n\n{signature}")
    assert (letter.company, letter.contact) == (company, contact)


def test_a_name_that_the_text_speaks_of_is_the_house() -> None:
    """Writers do not speak of themselves in full: a line below "Regards" that the text names is the employer."""
    text = "Dear Lauren\n\nWe know you would love to fly with Skerry Air, but you were not selected.\n\nBest wishes\n"
    letter = read_letter(f"{text}Cabin Crew Recruitment\nSkerry Air")
    assert (letter.company, letter.contact) == ("Skerry Air", None)


def test_an_agency_hands_on_its_clients_answer() -> None:
    """The employer is the client that was heard from, not the agency that signs."""
    letter = read_letter(
        "Hi Oussama,\n\nI have heard back from Madar Cloud about the DevOps Engineer role. They have chosen somebody "
        "else.\n\nSana Qureshi\nPrincipal Consultant\nPeopleBridge Recruitment FZ-LLC"
    )
    assert letter.company == "Madar Cloud"
