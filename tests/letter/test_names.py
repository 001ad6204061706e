"""Company, role, candidate and contact: where letters name them, and where such names end."""

from __future__ import annotations

import pytest

from workbook.letter import read_letter
from workbook.letter.companies import company_key, take_company, with_legal_form
from workbook.letter.persons import looks_like_person, take_person
from workbook.letter.role_names import role_key, take_role

NO = "Unfortunately, we have decided not to move forward with your application."

COMPANIES = [
    "Numidia Analytics",
    "Numidia Analytics SPA",
    "Haddad, Benali & Associés",
    "Haddad & Sons, Inc.",
    "Sahara Wireline & Testing SARL",
    "Société Générale Algérie",
    "Banque de l'Agriculture",
    "Booking.com",
    "3M",
    "eBay",
    "S.A.R.L. Atlas Bois",
    "Weissblau Pumpen GmbH & Co. KG",
    "University of Eastmere",
    "Clinique Les Oliviers",
    "Lumière d'Alger Ltd.",
    "Johnson and Johnson",
    "The Atlas Group",
    "Le Verger Numérique (SCOP)",
    "Al Noor & Partners",
    "O'Neill Systems",
    "KPMG Algérie",
    "Centre Hospitalier de Blida",
]


@pytest.mark.parametrize("company", COMPANIES)
@pytest.mark.parametrize(
    "sentence",
    [
        "Thank you for your interest in {}.",
        "Thank you for applying to {} for this role.",
        "We enjoyed learning about your wish to work at {}, and we were happy to meet you.",
        "Merci de l'intérêt que vous portez à {}.",
        "Vous souhaitez rejoindre {} et nous vous en remercions.",
    ],
)
def test_a_company_is_cut_whole_from_a_sentence(company: str, sentence: str) -> None:
    """Commas, ampersands, dots, brackets and legal forms stay in the name; the sentence that follows does not."""
    letter = read_letter(f"Dear Amina,\n\n{sentence.format(company)} {NO}\n\nBest regards,\nKarim Haddad")
    assert letter.company is not None
    assert company_key(letter.company) == company_key(company)


@pytest.mark.parametrize("company", COMPANIES)
@pytest.mark.parametrize(
    "signature",
    [
        "Karim Haddad\n{}",
        "Karim Haddad\nHR Manager\n{}",
        "Karim Haddad\nHR Manager, {}",
        "The Recruitment Team\n{}",
        "For {}",
    ],
)
def test_a_company_in_the_signature(company: str, signature: str) -> None:
    """The line that is no person, rank or team is the company."""
    letter = read_letter(f"Dear Amina,\n\n{NO}\n\nBest regards,\n{signature.format(company)}")
    assert letter.company is not None
    assert company_key(letter.company) == company_key(company)


@pytest.mark.parametrize(
    ("signature", "company", "contact"),
    [
        ("كريم حداد\nشركة نوميديا للتحليل", "شركة نوميديا للتحليل", "كريم حداد"),
        ("كريم حداد\nمدير الموارد البشرية\nبنك الواحة ش.ذ.أ", "بنك الواحة ش.ذ.أ", "كريم حداد"),
        ("فريق التوظيف\nمجموعة السلام", "مجموعة السلام", None),
        ("مديرية الموارد البشرية\nمستشفى الشفاء", "مستشفى الشفاء", None),
        ("كريم حداد - شركة الأفق", "شركة الأفق", "كريم حداد"),
        ("كريم حداد، شركة الأفق ذ.م.م", "شركة الأفق ذ.م.م", "كريم حداد"),
        ("نوال بن عيسى\nرمال للطاقة", "رمال للطاقة", "نوال بن عيسى"),
        ("عبد الله شرقي\nثانوية المنار", "ثانوية المنار", "عبد الله شرقي"),
    ],
)
def test_arabic_signatures(signature: str, company: str, contact: str | None) -> None:
    """The same in Arabic."""
    letter = read_letter(f"عزيزتي أمينة،\n\nنأسف لإبلاغك بأنه لم يتم اختيارك لهذه الوظيفة.\n\nمع التحية،\n{signature}")
    assert (letter.company, letter.contact, letter.candidate) == (company, contact, "أمينة")


@pytest.mark.parametrize(
    ("signature", "company", "contact"),
    [
        ("Karim Haddad (Numidia Analytics)", "Numidia Analytics", "Karim Haddad"),
        ("Karim Haddad | Talent Partner | Numidia Analytics", "Numidia Analytics", "Karim Haddad"),
        ("Karim Haddad\nHead of People @ Numidia", "Numidia", "Karim Haddad"),
        (
            "K. Haddad\nNumidia Analytics SPA\n12 rue Didouche Mourad, Alger\n+213 21 00 00 00",
            "Numidia Analytics SPA",
            "K. Haddad",
        ),
        (
            "Mme Leïla Aït Ouyahia\nDirectrice des ressources humaines\nNumidia Analytics",
            "Numidia Analytics",
            "Leïla Aït Ouyahia",
        ),
        ("HADDAD Karim\nChargé de recrutement\nNumidia", "Numidia", "HADDAD Karim"),
        ("The Numidia Analytics Team", "Numidia Analytics", None),
        ("L'équipe recrutement de Numidia", "Numidia", None),
        ("Human Resources Department\nNumidia Analytics", "Numidia Analytics", None),
        ("Recruitment Team", None, None),
        ("Karim", None, "Karim"),
        ("Dr. Karim Haddad, Chief Scientist", None, "Karim Haddad"),
    ],
)
def test_signatures(signature: str, company: str | None, contact: str | None) -> None:
    """Persons, ranks, teams, places and numbers are told apart."""
    letter = read_letter(f"Dear Amina,\n\n{NO}\n\nKind regards,\n\n{signature}")
    assert (letter.company, letter.contact) == (company, contact)


ROLES = [
    "Data Analyst",
    "Senior Software Engineer II",
    "Data Analyst (Ref. DA-204)",
    "Chargée de clientèle (H/F)",
    "Site Reliability Engineer, Level III",
    "Chef de projet / Scrum Master",
    "Responsable QHSE - Hassi Messaoud",
    ".NET Developer",
    "C++ Engineer",
    "UX/UI Designer",
    "Technicien de maintenance",
    "Ingénieur d'affaires",
    "Assistante de direction trilingue",
    "Customer Support Agent (FR/AR/EN)",
]


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(
    "sentence",
    [
        "Thank you for applying for the position of {} at Numidia Analytics.",
        "Thank you for applying for the {} position at Numidia Analytics.",
        "Your application for the {} role has been reviewed.",
        "Vous avez postulé au poste de {} au sein de Numidia Analytics.",
        "Nous avons étudié votre candidature au poste de {}.",
    ],
)
def test_a_role_is_cut_whole_from_a_sentence(role: str, sentence: str) -> None:
    """Codes, levels, slashes, places and (H/F) stay; the company and the rest of the sentence do not."""
    letter = read_letter(f"Dear Amina,\n\n{sentence.format(role)} {NO}\n\nBest regards,\nKarim Haddad")
    assert letter.role is not None
    assert role_key(letter.role) == role_key(role)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(
    "subject", ["{}", "Your application: {}", "{} - Numidia Analytics", "Candidature {}", "Re: {} | your application"]
)
def test_a_role_in_the_subject(role: str, subject: str) -> None:
    """A piece of the subject that holds a profession is the role."""
    head = (
        "From: Karim Haddad <karim@numidia-analytics.example>\nTo: Amina Belkacem <a@mail.example>\nMIME-Version: 1.0\n"
    )
    mail = (
        f"{head}Subject: {subject.format(role)}\nContent-Type: text/plain; charset=utf-8\n\nDear Amina,\n\n"
        f"{NO}\n\nKarim Haddad\nNumidia Analytics"
    )
    letter = read_letter(mail.encode())
    assert letter.role is not None
    assert role_key(letter.role).startswith(role_key(role).split("hassi")[0][:12])


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("شكرا لتقدمك لوظيفة محلل بيانات في شركة نوميديا.", "محلل بيانات"),
        ("نشكركم على ترشحكم لمنصب مهندس دولة في الإعلام الآلي لدى مؤسستنا.", "مهندس دولة في الإعلام الآلي"),
        ("بخصوص منصب مدير مشاريع، قررنا المضي مع مرشح آخر.", "مدير مشاريع"),
        ("نعلمكم أن وظيفة محاسب رئيسي قد تم شغلها.", "محاسب رئيسي"),
        ('راجعنا طلبك لوظيفة "مطور واجهات" بعناية.', "مطور واجهات"),
    ],
)
def test_arabic_roles(sentence: str, role: str) -> None:
    """The same in Arabic."""
    letter = read_letter(f"عزيزتي أمينة،\n\n{sentence} نأسف لعدم اختيارك.\n\nمع التحية،\nكريم حداد")
    assert letter.role == role


@pytest.mark.parametrize(
    ("greeting", "candidate"),
    [
        ("Dear Amina,", "Amina"),
        ("Dear Ms. Amina Belkacem,", "Amina Belkacem"),
        ("Hi Amina!", "Amina"),
        ("hello amina,", "Amina"),
        ("Thanks Amina Belkacem!", "Amina Belkacem"),
        ("Thanks a lot!", None),
        ("Dear Dr Ben Salah,", "Ben Salah"),
        ("Bonjour Madame Belkacem,", "Belkacem"),
        ("Chère Amina,", "Amina"),
        ("Madame Amina Aït Ouyahia,", "Amina Aït Ouyahia"),
        ("عزيزتي أمينة،", "أمينة"),
        ("السيدة أمينة بلقاسم المحترمة،", "أمينة بلقاسم"),
        ("السلام عليكم أمينة،", "أمينة"),
        ("الأستاذة الفاضلة/ أمينة بلقاسم", "أمينة بلقاسم"),
        ("Dear Candidate,", None),
        ("Dear Sir or Madam,", None),
        ("Madame, Monsieur,", None),
        ("Dear Hiring Manager,", None),
        ("السيد المترشح،", None),
        ("تحية طيبة وبعد،", None),
        ("To whom it may concern,", None),
    ],
)
def test_who_is_addressed(greeting: str, candidate: str | None) -> None:
    """The greeting names the candidate without titles, or nobody."""
    letter = read_letter(f"{greeting}\n\n{NO}\n\nBest regards,\nKarim Haddad")
    assert letter.candidate == candidate


def test_the_header_gives_the_whole_name_of_who_is_greeted() -> None:
    """A first name in the greeting and a whole name in the To header are one person."""
    head = "From: hr@x.example\nTo: Amina Belkacem <a@mail.example>\nMIME-Version: 1.0\nSubject: x\n\n"
    assert read_letter(f"{head}Dear Amina,\n\n{NO}".encode()).candidate == "Amina Belkacem"


@pytest.mark.parametrize(
    ("sender", "contact", "address", "company"),
    [
        ("Karim Haddad <karim@numidia.example>", "Karim Haddad", "karim@numidia.example", None),
        ('"Haddad, Karim" <karim@numidia.example>', "Karim Haddad", "karim@numidia.example", None),
        ("Karim Haddad (Numidia) <karim@numidia.example>", "Karim Haddad", "karim@numidia.example", "Numidia"),
        ('"Haddad, Karim [DZ-DZ]" <karim@numidia.example>', "Karim Haddad", "karim@numidia.example", None),
        ('"Haddad, Karim (Numidia)" <karim@numidia.example>', "Karim Haddad", "karim@numidia.example", "Numidia"),
        ("Carson Mills <carson.mills@numidia.example>", "Carson Mills", "carson.mills@numidia.example", None),
        ("Carson Mills <jobs@carsonmills.example>", None, "jobs@carsonmills.example", "Carson Mills"),
        ("Karim from Numidia <jobs@numidia.example>", None, "jobs@numidia.example", "Numidia"),
        ("Numidia Careers <careers@numidia.example>", None, "careers@numidia.example", "Numidia"),
        ("Numidia Analytics <no-reply@greenhouse.example>", None, None, "Numidia Analytics"),
        ("Recruitment <ne-pas-repondre@numidia.example>", None, None, None),
        ("Greenhouse pour Numidia <no-reply@greenhouse.example>", None, None, "Numidia"),
    ],
)
def test_who_sent_it(sender: str, contact: str | None, address: str | None, company: str | None) -> None:
    """Persons, companies and mailboxes that nobody reads are told apart in the From header."""
    mail = (
        f"From: {sender}\nTo: Amina Belkacem <a@mail.example>\nMIME-Version: 1.0\nSubject: x\n\nDear Amina,\n\n{NO}\n"
    )
    letter = read_letter(mail.encode())
    assert (letter.contact, letter.contact_address, letter.company) == (contact, address, company)
    assert letter.refuses_feedback is (address is None)


@pytest.mark.parametrize(
    ("sentence", "company"),
    [
        ("We chose Dr Marin, formerly Assistant Professor of History at Kansas State University.", "Atlas College"),
        ("We chose Dr Marin, who comes to us from Delta Bank.", "Atlas College"),
        ("You also worked with a great team at Delta Loop.", "Atlas College"),
        ("Your ten years of experience at Delta Bank are impressive.", "Atlas College"),
        ("You met Lisa Hart (Sr. Strategist) and the Director of Cyber Solutions.", "Atlas College"),
        ("You will be at our Mumbai Office.", "Atlas College"),
    ],
)
def test_where_somebody_worked_is_no_employer(sentence: str, company: str) -> None:
    """Where the chosen person or the candidate worked, and whom one met, never names who writes."""
    assert read_letter(f"Dear Amina,\n\n{NO} {sentence}\n\nBest regards,\nKarim Haddad").company is None
    other = read_letter(
        f"Dear Amina,\n\nThank you for your interest in the {company} History position. {NO} {sentence}"
    )
    assert other.company == company


@pytest.mark.parametrize(
    ("sentence", "company"),
    [
        ("Thank you for your interest in the Palo Alto office of Baker Botts.", "Baker Botts"),
        ("Let us stay in touch as Tidewater Analytics continues to grow.", "Tidewater Analytics"),
        ("Thank you for applying to Porter Botts.", "Porter Botts"),
        ("Thank you for applying for the Butler position.", None),
    ],
)
def test_a_company_in_its_sentence(sentence: str, company: str | None) -> None:
    """An office is the house's; a trade may be a family's name."""
    assert read_letter(f"Dear Amina,\n\n{sentence} {NO}\n\nBest regards,\nKarim Haddad").company == company


def test_initials_that_begin_the_domain() -> None:
    """ "ECS" in the subject of a mail from ecstech.example."""
    mail = (
        "From: Carson Mills <carson.mills@ecstech.example>\nTo: a@mail.example\nMIME-Version: 1.0\n"
        f"Subject: ECS - Regarding Your Job Submission for Data Analyst Position #2007\n\nHi Kelly,\n\n{NO}\n"
    )
    letter = read_letter(mail.encode())
    assert (letter.company, letter.role, letter.contact) == ("ECS", "Data Analyst", "Carson Mills")


def test_a_conflict_is_no_claim() -> None:
    """Two companies with the same evidence: neither is claimed, and why() shows both."""
    letter = read_letter(
        f"Dear Amina,\n\nThank you for your interest in Alpha Foods and thank you for applying to Beta Motors. "
        f"{NO}\n\nKarim"
    )
    assert letter.company is None
    shown = "\n".join(letter.why())
    assert "Alpha Foods" in shown
    assert "Beta Motors" in shown


def test_nothing_is_invented() -> None:
    """A letter that names nobody and nothing gives nothing."""
    letter = read_letter(f"Hello,\n\n{NO}\n\nBest regards,\nRecruitment Team")
    assert letter.rejection
    found = (
        letter.company,
        letter.role,
        letter.candidate,
        letter.contact,
        letter.date,
        letter.reason,
        letter.contact_address,
    )
    assert found == (None,) * 7


def test_small_parts() -> None:
    """The helpers that cut names, on their own."""
    assert take_company("Numidia, we regret") == "Numidia"
    assert take_company("our team this year") is None
    assert take_company("the Atlas Group and we are") == "Atlas Group"
    assert with_legal_form("as told, Bâti-Ouest EURL - HR portal") == ["Bâti-Ouest EURL"]
    assert take_person("Mme Amina Belkacem, suite à") == "Amina Belkacem"
    assert take_person("whom it may concern") is None
    assert looks_like_person("Karim Haddad")
    assert not looks_like_person("Human Resources")
    assert take_role("Data Analyst at Numidia", ("en",)) == "Data Analyst"
    assert take_role("the future", ("en",)) is None
