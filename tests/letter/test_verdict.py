"""Refused or not: the sentences that say no, those that only sound like it, and letters about other things."""

from __future__ import annotations

import pytest

from workbook.letter import read_letter

NO = """\
We regret to inform you that you were not selected for the position.
Unfortunately, we have decided not to move forward with your application at this time.
After careful consideration, we've decided to proceed with candidates whose experience more closely matches our needs.
We will not be progressing your application further on this occasion.
Your application has not been successful.
I'm sorry to say that you have been unsuccessful on this occasion.
We have chosen to pursue other applicants for this role.
The position has been filled.
The role has now been offered to another candidate.
We're not able to offer you a position at this time.
You have not been shortlisted for interview.
We won't be taking your application any further.
The hiring manager has decided to go in a different direction.
Regrettably, your profile does not match our current requirements.
We have decided to put this recruitment on hold until further notice.
Due to a hiring freeze, the position has been cancelled.
At this time we are unable to offer you an interview.
It was a difficult decision, but we chose someone else.
You are no longer being considered for this position.
We went with an internal candidate.
While your background is impressive, we are moving ahead with applicants who have more direct experience.
On this occasion we have not been able to progress your application to the next stage.
We are writing to let you know that this vacancy has been withdrawn.
We do not have a suitable vacancy for you at present.
We feel you are not the right fit for this role.
Although the panel enjoyed meeting you, another applicant was appointed, and we are sure you will soon find a great job!
You did not make the shortlist.
Your candidacy will not be pursued.
Nous avons le regret de vous informer que votre candidature n'a pas été retenue.
Nous ne pouvons malheureusement pas donner une suite favorable à votre candidature.
Après étude de votre dossier, nous sommes au regret de ne pouvoir y donner suite.
Notre choix s'est porté sur un autre candidat.
Nous avons décidé de ne pas poursuivre le processus avec vous.
Votre profil ne correspond pas aux critères recherchés.
Le poste a été pourvu en interne.
Le recrutement est suspendu jusqu'à nouvel ordre.
Malheureusement, nous n'avons pas pu retenir votre candidature.
Vous ne faites pas partie des candidats sélectionnés.
Nous avons retenu un profil plus expérimenté.
Nous ne donnerons pas suite à votre candidature pour ce poste.
Je suis désolée, nous avons choisi quelqu'un d'autre pour le poste.
Votre candidature ne sera pas retenue cette fois-ci.
Nous mettons fin au processus de recrutement vous concernant.
L'offre à laquelle vous avez postulé est annulée faute de budget.
Bien que votre parcours soit remarquable, nous avons privilégié une autre candidature, et vous irez loin !
Nous ne sommes pas en mesure de vous proposer un poste actuellement.
Votre candidature a été refusée.
On a pris qqn d'autre, désolé.
نأسف لإبلاغك بأنه لم يتم اختيارك لهذه الوظيفة.
يؤسفنا إعلامكم بأن طلبكم لم يقبل.
نعتذر عن عدم قبول ترشحكم لهذا المنصب.
قررنا المضي قدما مع مرشحين آخرين.
لقد وقع الاختيار على مترشح آخر.
لم تتم الموافقة على ترشحكم.
للأسف لن نتمكن من متابعة طلبك في الوقت الحالي.
نحيطكم علما أنه تم شغل المنصب.
تم إلغاء الوظيفة لأسباب تتعلق بالميزانية.
تم تجميد التوظيف حتى إشعار آخر.
إن مؤهلاتكم لا تتوافق مع متطلبات المنصب.
لم يحالفك الحظ هذه المرة في الحصول على الوظيفة.
قررت اللجنة عدم قبول ملفكم.
لا يمكننا تقديم عرض عمل لك حاليا.
بعد المقابلة، قررنا اختيار شخص آخر للوظيفة.
نشكرك على اهتمامك، غير أننا لن ننتقل معك إلى المرحلة التالية.
""".splitlines()

NOT_YET = """\
Thank you for applying. Your application has been received and our team will review it shortly.
If you are not selected, we will keep your CV on file for other positions.
Only shortlisted candidates will be contacted for an interview.
If you do not hear from us within four weeks, please consider your application unsuccessful.
We would like to invite you to an interview for the position on Tuesday.
Congratulations! We are pleased to offer you the position of Data Analyst.
We have not made a decision on the position yet and hope to come back to you next week.
You have been placed on the waiting list for this position.
Your interview for the position has been moved to another date.
Unfortunately we have to reschedule your interview for the position.
Nous avons bien reçu votre candidature et reviendrons vers vous après étude de votre dossier.
Sans réponse de notre part sous un mois, veuillez considérer que votre candidature n'a pas été retenue.
Seuls les candidats retenus seront contactés pour le poste.
Nous avons le plaisir de vous inviter à un entretien pour le poste de comptable.
Votre candidature est toujours en cours d'examen, aucune décision n'a été prise pour le poste.
Vous êtes sur liste d'attente pour ce poste.
Malheureusement, votre entretien pour le poste doit être reporté à une autre date.
لقد استلمنا طلبك للوظيفة وسيقوم فريقنا بدراسته.
في حال عدم اتصالنا بك خلال شهر فهذا يعني أنه لم يتم اختيارك للوظيفة.
يسرنا دعوتك لإجراء مقابلة للوظيفة يوم الأحد.
سيتم التواصل فقط مع المرشحين المقبولين للوظيفة.
لم نتخذ قرارا بعد بخصوص المنصب.
""".splitlines()

OTHER_SUBJECT = """\
We regret to inform you that your invoice has been rejected because the purchase order number is missing.
Your leave request from 3 to 9 May has not been approved.
We regret that your tender was not selected; the contract was awarded to another supplier.
Unfortunately your loan application has been declined.
Your manuscript has not been accepted for publication.
Votre demande de congé du 3 au 9 mai n'a pas été acceptée.
Nous avons le regret de vous informer que votre facture a été rejetée.
Votre demande de crédit n'a pas été retenue.
Votre offre relative à l'appel d'offres n° 12 n'a pas été retenue.
نأسف لرفض فاتورتكم رقم 12.
لم تتم الموافقة على طلب إجازتك.
نعتذر عن عدم قبول طلب القرض الخاص بكم.
""".splitlines()


@pytest.mark.parametrize("sentence", NO)
def test_a_sentence_that_says_no(sentence: str) -> None:
    """Each way to say no is a refusal on its own, between a greeting and a name."""
    letter = read_letter(f"Dear Amina,\n\n{sentence}\n\nBest regards,\nKarim Haddad")
    assert letter.rejection
    assert letter.evidence["rejection"]


@pytest.mark.parametrize("sentence", [*NOT_YET, *OTHER_SUBJECT])
def test_a_sentence_that_only_sounds_like_it(sentence: str) -> None:
    """Receipts, conditions, invitations, delays and refusals of other things are no refusal of an application."""
    assert not read_letter(f"Dear Amina,\n\n{sentence}\n\nBest regards,\nKarim Haddad").rejection


@pytest.mark.parametrize(
    "text",
    [
        "Hello world",
        "Lorem ipsum dolor sit amet, consectetur adipiscing elit.",
        "Dear Karim,\n\nThank you for the interview this morning. I enjoyed meeting the team and remain very "
        "interested.\n\nAmina",
        "Monsieur,\n\nJe vous remercie de m'avoir reçue. Si ma candidature n'était pas retenue, je reste "
        "disponible.\n\nAmina",
        "الأستاذ كريم،\n\nشكرا على المقابلة. أرجو إعلامي بنتيجة ترشحي حتى لو لم يتم اختياري.\n\nأمينة",
    ],
)
def test_other_texts_are_no_refusal_and_no_error(text: str) -> None:
    """A text that is no refusal is read all the same: the person decides."""
    assert not read_letter(text).rejection


def test_a_verdict_buried_before_an_upbeat_ending() -> None:
    """A refusal in a subordinate clause is one, whatever follows."""
    letter = read_letter(
        "Dear Amina,\n\nThank you so much for the wonderful day with our team! Your energy impressed everyone, "
        "and although we have offered "
        "this Data Analyst position to somebody else, we are excited to follow your career and wish you a "
        "bright future!\n\nKarim"
    )
    assert letter.rejection


@pytest.mark.parametrize(
    ("sentence", "cancelled"),
    [
        ("The position has been put on hold because the budget was frozen.", True),
        ("Le poste a été supprimé suite à une réorganisation.", True),
        ("تم إلغاء الوظيفة بسبب تجميد الميزانية.", True),
        ("We chose another candidate for the position.", False),
    ],
)
def test_a_cancelled_role_is_a_refusal_and_said_to_be_cancelled(sentence: str, cancelled: bool) -> None:
    """Nobody was better: the role itself is gone."""
    letter = read_letter(f"Dear Amina,\n\n{sentence}\n\nKarim")
    assert (letter.rejection, letter.role_cancelled) == (True, cancelled)


@pytest.mark.parametrize(
    ("sentence", "is_open"),
    [
        ("We will keep your CV on file for future openings.", True),
        ("Please do apply again next year.", True),
        ("Nous conservons votre CV dans notre vivier.", True),
        ("N'hésitez pas à postuler à nos prochaines offres.", True),
        ("سنحتفظ بسيرتك الذاتية في قاعدة بياناتنا.", True),
        ("نرحب بتقدمك لوظائف أخرى مستقبلا.", True),
        ("We wish you success in your search.", False),
        ("We will delete your data in line with our privacy policy.", False),
        ("Nous vous souhaitons bonne chance.", False),
        ("نتمنى لك التوفيق.", False),
    ],
)
def test_an_open_door(sentence: str, is_open: bool) -> None:
    """To apply again, a kept CV, a talent pool are an open door; good wishes are not."""
    letter = read_letter(
        f"Dear Amina,\n\nUnfortunately you were not selected for the position.\n{sentence}\n\nBest regards,\nKarim"
    )
    assert letter.door_open is is_open


@pytest.mark.parametrize(
    ("sentence", "refuses"),
    [
        ("We are unable to provide individual feedback.", True),
        ("Please do not reply to this e-mail.", True),
        ("Nous ne pouvons pas faire de retour individuel.", True),
        ("Merci de ne pas répondre à ce message.", True),
        ("لا يمكننا تقديم ملاحظات فردية.", True),
        ("الرجاء عدم الرد على هذه الرسالة.", True),
        ("I would be happy to give you feedback by phone.", False),
        ("N'hésitez pas à m'appeler pour un retour plus détaillé.", False),
        ("يسعدنا تقديم ملاحظات إذا رغبت.", False),
    ],
)
def test_feedback_ruled_out(sentence: str, refuses: bool) -> None:
    """The letter says that no feedback comes, or that nobody reads answers."""
    letter = read_letter(
        f"Dear Amina,\n\nUnfortunately you were not selected for the position.\n{sentence}\n\nBest regards,\nKarim"
    )
    assert letter.refuses_feedback is refuses


@pytest.mark.parametrize(
    ("sentence", "given"),
    [
        ("We chose a candidate who had five years of experience with SAP.", True),
        ("The role requires fluent German, which you do not speak yet.", True),
        ("Your salary expectations exceed our budget.", True),
        ("Notre choix s'est porté sur une personne qui maîtrise déjà Power BI.", True),
        ("Le poste exige un permis poids lourd.", True),
        ("تتطلب الوظيفة إتقان اللغة الألمانية.", True),
        ("We chose candidates whose profile more closely matches our requirements.", False),
        ("We received a high number of applications.", False),
        ("Nous avons retenu un profil plus en adéquation avec nos besoins.", False),
        ("Nous avons reçu un grand nombre de candidatures.", False),
        ("اخترنا مرشحين آخرين تتوافق مؤهلاتهم بشكل أكبر مع احتياجاتنا.", False),
        ("استلمنا عددا كبيرا من الطلبات.", False),
    ],
)
def test_a_reason_is_only_what_says_something(sentence: str, given: bool) -> None:
    """ "Others fit better" is no reason; a skill, a language, a price is."""
    letter = read_letter(
        f"Dear Amina,\n\nUnfortunately you were not selected for the position.\n{sentence}\n\nBest regards,\nKarim"
    )
    assert (letter.reason == sentence) is given
    assert letter.reason in {sentence, None}
