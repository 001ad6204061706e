"""The forms a letter comes in: parts, encodings, chains. Whatever the form, the same employer's message is read."""

from __future__ import annotations

from datetime import date
from email.message import EmailMessage
from email.mime.message import MIMEMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import pytest

from workbook.letter import read_letter
from workbook.letter.markup import html_to_text

ENGLISH = """Dear Amina,

Thank you for your interest in Numidia Analytics. For the Data Analyst position we have decided to move forward with a
candidate who has more experience with dbt. We will keep your CV on file for future openings.

Kind regards,
Karim Haddad
Numidia Analytics SPA
"""
FRENCH = """Bonjour Amina,

Votre candidature au poste de comptable a été étudiée avec attention. Nous avons le regret de vous informer qu'elle
n'a pas été retenue, car le poste exige la maîtrise de la fiscalité pétrolière.

Cordialement,
Karim Haddad
Numidia Analytics SPA
"""
ARABIC = """عزيزتي أمينة،

نشكرك على اهتمامك بوظيفة محلل بيانات في شركة نوميديا للتحليل. نأسف لإبلاغك أنه لم يتم اختيارك لأن الوظيفة تتطلب إتقان
اللغة الألمانية.

مع التحية،
كريم حداد
شركة نوميديا للتحليل
"""
HTML = (
    "<html><head><style>p {color: red}</style><title>Update</title></head><body>"
    "<div style='display:none'>Great news inside &zwnj;</div><table><tr><td>"
    + "".join(f"<p>{part}</p>" for part in ENGLISH.split("\n\n")).replace("Karim Haddad\n", "Karim Haddad<br>")
    + "</td></tr></table></body></html>"
)


def mail(body: str = ENGLISH, charset: str = "utf-8", cte: str = "quoted-printable", **headers: str) -> EmailMessage:
    """Return a plain mail from the employer to the candidate."""
    message = EmailMessage()
    message["From"] = headers.get("sender", "Karim Haddad <karim.haddad@numidia-analytics.example>")
    message["To"] = headers.get("to", "Amina Belkacem <amina@mail.example>")
    message["Subject"] = headers.get("subject", "Your application")
    message["Date"] = "Thu, 19 Nov 2026 09:30:00 +0100"
    message["Message-ID"] = "<1@numidia-analytics.example>"
    message.set_content(body, charset=charset, cte=cte)
    return message


def expect(letter_bytes: bytes | str) -> None:
    """The one letter of this module was read, whatever it was wrapped in."""
    letter = read_letter(letter_bytes)
    assert letter.rejection
    assert letter.company in {"Numidia Analytics SPA", "Numidia Analytics"}
    assert letter.role == "Data Analyst"
    assert letter.candidate in {"Amina Belkacem", "Amina"}
    assert letter.contact == "Karim Haddad"
    assert (letter.reason or "").endswith("more experience with dbt.")
    assert letter.door_open


@pytest.mark.parametrize("cte", ["7bit", "quoted-printable", "base64"])
def test_transfer_encodings(cte: str) -> None:
    """The way bytes travel changes nothing."""
    expect(mail(cte=cte).as_bytes())


def test_html_only() -> None:
    """A mail in HTML only is read by its visible text; styles, title and hidden preview are not text."""
    message = mail()
    message.set_content(HTML, subtype="html", cte="quoted-printable")
    expect(message.as_bytes())


def test_cells_without_a_font_size_hold_text() -> None:
    """Layout tables say "font-size:0" on a cell and the real size within; a preview text without any stays hidden."""
    inner = HTML.partition("<body>")[2].partition("</body>")[0].replace("<p>", "<p style='font-size:14px'>")
    html = (
        "<html><body><div style='font-size:0'>Great news inside</div>"
        "<table><tr><td style='direction:ltr;font-size:0px'><img src='x' style='font-size:13px'>Great news again"
        f"<div style='display:none;font-size:1px'>Welcome aboard</div>{inner}</td></tr></table></body></html>"
    )
    message = mail()
    message.set_content(html, subtype="html")
    expect(message.as_bytes())
    assert "news" not in html_to_text(html)
    assert "aboard" not in html_to_text(html)


def test_stub_beside_html() -> None:
    """A plain part that only says "use another program" does not hide the letter in the HTML part."""
    message = mail("This message is in HTML. Please use a mail program that shows it.")
    message.add_alternative(HTML, subtype="html")
    expect(message.as_bytes())


def test_text_in_nested_parts_with_an_attachment_before_it() -> None:
    """The text is found behind an attachment, two parts deep."""
    outer = MIMEMultipart("mixed")
    for name, value in mail().items():
        if name not in {"Content-Type", "Content-Transfer-Encoding", "MIME-Version"}:
            outer[name] = value
    pdf = MIMEText("%PDF-1.4 no text", "plain")
    pdf.add_header("Content-Disposition", "attachment", filename="terms.txt")
    outer.attach(pdf)
    inner = MIMEMultipart("alternative")
    inner.attach(MIMEText(ENGLISH, "plain", "utf-8"))
    inner.attach(MIMEText(HTML, "html", "utf-8"))
    outer.attach(inner)
    expect(outer.as_bytes())


@pytest.mark.parametrize(
    ("body", "charset", "role"),
    [
        (FRENCH, "windows-1252", "comptable"),
        (FRENCH, "iso-8859-15", "comptable"),
        (ARABIC, "windows-1256", "محلل بيانات"),
        (ARABIC, "iso-8859-6", "محلل بيانات"),
        (ARABIC, "utf-8", "محلل بيانات"),
    ],
)
@pytest.mark.parametrize("cte", ["quoted-printable", "base64", "8bit"])
def test_charsets(body: str, charset: str, role: str, cte: str) -> None:
    """Letters in the charsets of French and Arabic mail programs come out whole."""
    body = body if charset != "iso-8859-6" else body.replace("\u200f", "")
    letter = read_letter(mail(body, charset, cte).as_bytes())
    assert (letter.rejection, letter.role) == (True, role)
    assert letter.reason is not None


@pytest.mark.parametrize(
    ("body", "charset"), [(FRENCH, "cp1252"), (ARABIC, "cp1256"), (ARABIC, "utf-8"), (FRENCH, "utf-16")]
)
def test_text_files_without_a_stated_charset(body: str, charset: str) -> None:
    """A .txt file says nothing about its charset: it is recognised."""
    letter = read_letter(body.encode(charset))
    assert letter.rejection
    assert letter.language == ("fr" if body is FRENCH else "ar")


def test_undeclared_eight_bit_mail() -> None:
    """Arabic in windows-1256 without any charset, as old programs send it, subject included."""
    head = b"From: RH <rh@x.example>\r\nTo: a@mail.example\r\nMIME-Version: 1.0\r\nSubject: " + "محلل بيانات".encode(
        "cp1256"
    )
    letter = read_letter(head + b"\r\nContent-Type: text/plain\r\n\r\n" + ARABIC.encode("cp1256"))
    assert letter.rejection
    assert letter.subject == "محلل بيانات"
    assert letter.company == "شركة نوميديا للتحليل"


def test_encoded_headers() -> None:
    """Encoded words in headers are decoded, also when a writer cut in the middle of a character."""
    message = mail(sender="=?utf-8?q?Am=C3=A9lie_Haddad?= <a@numidia-analytics.example>", subject="x")
    raw = message.as_bytes().replace(b"Subject: x", b"Subject: =?utf-8?b?UmVmdXMgw6l0w6k=?=")
    letter = read_letter(raw)
    assert letter.subject == "Refus été"


def quoted(text: str) -> str:
    """Return *text* as mail programs quote it."""
    return "\n".join(f"> {line}" if line else ">" for line in text.splitlines())


CHAINS = {
    "gmail forward": "Look at this!\n\n---------- Forwarded message ---------\nFrom: Karim Haddad "
    "<karim.haddad@numidia-analytics.example>\n"
    "Date: Thu, 19 Nov 2026 at 09:30\nSubject: Your application\nTo: Amina Belkacem <amina@mail.example>\n\n\n"
    + ENGLISH,
    "apple forward": "Salam, what do you think?\n\nBegin forwarded message:\n\n> From: Karim Haddad "
    "<karim.haddad@numidia-analytics.example>\n"
    "> Subject: Your application\n> Date: 19 November 2026 at 09:30:00 GMT+1\n> To: Amina Belkacem "
    "<amina@mail.example>\n>\n" + quoted(ENGLISH),
    "outlook forward": "FYI\n\n________________________________\nDe : Karim Haddad "
    "<karim.haddad@numidia-analytics.example>\n"
    "Envoyé : jeudi 19 novembre 2026 09:30\nÀ : Amina Belkacem <amina@mail.example>\nObjet : Your application\n\n"
    + ENGLISH,
    "arabic forward": "شوفي الرد\n\n---------- رسالة معاد توجيهها ---------\nمن: Karim Haddad "
    "<karim.haddad@numidia-analytics.example>\n"
    "التاريخ: الخميس، 19 نوفمبر 2026 في 9:30 ص\nالموضوع: Your application\nإلى: Amina Belkacem "
    "<amina@mail.example>\n\n" + ENGLISH,
    "candidate's reply": "Dear Karim,\n\nThank you for letting me know. I remain interested in working with "
    "you, and would welcome any feedback on my "
    "interview.\n\nBest regards,\nAmina Belkacem\n\nOn Thu, 19 Nov 2026 at 09:30, Karim Haddad "
    "<karim.haddad@numidia-analytics.example>\nwrote:\n\n" + quoted(ENGLISH),
    "candidate's reply, French program": "Dear Karim,\n\nThank you for informing me that my application was not "
    "successful.\n\nAmina Belkacem\n\n"
    "Le jeu. 19 nov. 2026 à 09:30, Karim Haddad <karim.haddad@numidia-analytics.example> a écrit :\n\n"
    + quoted(ENGLISH),
}


@pytest.mark.parametrize("name", CHAINS)
def test_the_employers_message_in_a_chain_counts(name: str) -> None:
    """In a forward it is the forwarded mail, in a candidate's reply the quoted one; also when the chain was "
    "pasted."""
    outer = mail(
        CHAINS[name],
        sender="Amina Belkacem <amina@mail.example>",
        to="Karim Haddad <karim.haddad@numidia-analytics.example>",
    )
    outer["In-Reply-To"] = "<original@numidia-analytics.example>"
    expect(outer.as_bytes())
    assert read_letter(outer.as_bytes()).message_id == "<original@numidia-analytics.example>"
    expect(CHAINS[name])


def test_the_newest_employers_message_counts() -> None:
    """An employer who answers the candidate's question above quoted mails is read, not the mails below."""
    body = (
        ENGLISH + "\n\nOn Wed, 18 Nov 2026 at 10:00, Amina Belkacem <amina@mail.example> wrote:\n\n> Dear Karim, is "
        "there any news on my application?\n>\n"
        "> On Mon, 2 Nov 2026 at 10:00, Karim Haddad wrote:\n>> We are pleased to invite you to an interview "
        "for the Data Analyst position.\n"
    )
    expect(mail(body).as_bytes())


def test_an_old_refusal_below_a_new_invitation_is_history() -> None:
    """A refusal that is only quoted below an invitation does not count."""
    body = (
        "Hi Amina,\n\nGood news: the position is open again. Are you still interested? I would like to invite "
        "you for an interview.\n\nKarim\n\n"
        "On Mon, 2 Nov 2026 at 10:00, Karim Haddad <k@x.example> wrote:\n\n" + quoted(ENGLISH)
    )
    assert not read_letter(mail(body).as_bytes()).rejection


@pytest.mark.parametrize(
    "quote", ["<blockquote class='gmail_quote'>{}</blockquote>", "<div style='border-top:solid 1pt'>{}</div>"]
)
def test_html_reply_of_the_candidate(quote: str) -> None:
    """Quotes in HTML are quotes: the block of header lines or the blockquote parts them."""
    inner = "".join(f"<p>{part}</p>" for part in ENGLISH.split("\n\n")).replace("Karim Haddad\n", "Karim Haddad<br>")
    header = (
        "<p><b>From:</b> Karim Haddad &lt;karim.haddad@numidia-analytics.example&gt;<br><b>Sent:</b> "
        "Thursday, 19 November 2026 09:30<br>"
    )
    header += "<b>To:</b> Amina Belkacem<br><b>Subject:</b> Your application</p>"
    html = (
        "<p>Dear Karim,</p><p>Thank you for letting me know about my application.</p><p>Amina</p>"
        + header
        + quote.format(inner)
    )
    message = mail(sender="Amina Belkacem <amina@mail.example>", to="karim.haddad@numidia-analytics.example")
    message.set_content(html, subtype="html")
    expect(message.as_bytes())


def test_forwarded_as_attachment() -> None:
    """A mail attached to a mail is the employer's message."""
    outer = MIMEMultipart("mixed")
    outer["From"], outer["To"], outer["Subject"] = (
        "Amina Belkacem <amina@mail.example>",
        "coach@mail.example",
        "TR: Your application",
    )
    outer["MIME-Version"] = "1.0"
    outer.attach(MIMEText("Bonjour, voici la réponse reçue.", "plain", "utf-8"))
    outer.attach(MIMEMessage(mail()))
    expect(outer.as_bytes())
    assert read_letter(outer.as_bytes()).message_id == "<1@numidia-analytics.example>"


def test_header_lines_pasted_above_a_letter() -> None:
    """A mail copied from the screen, with the lines that stand above it there."""
    head = (
        "De : Karim Haddad <karim.haddad@numidia-analytics.example>\nEnvoyé : jeudi 19 novembre 2026 09:30\n"
        "À : Amina Belkacem\nObjet : Your application\n\n"
    )
    expect(head + ENGLISH)
    letter = read_letter(head + ENGLISH)
    assert letter.date == date(2026, 11, 19)
    assert letter.contact_address == "karim.haddad@numidia-analytics.example"


def test_pictures_and_links_in_plain_text_are_no_text() -> None:
    """What mail programs write for them neither hides a signature nor speaks."""
    foot = (
        "[cid:image001.png@01DBDC6A.20F801D0]<http://numidia-analytics.example/>\n\n"
        "Karim Haddad\nSenior Recruiter\nJoin Our Talent Network!<https://jobs.example/numidia/en-us/join-our-talent-network>"
        "\n[Image removed by sender.]"
    )
    text = ENGLISH.replace("We will keep your CV on file for future openings.", "Looking forward to hearing from you!")
    letter = read_letter(mail(text.replace("Karim Haddad", f"Karim\n{foot}")).as_bytes())
    assert (letter.rejection, letter.contact, letter.company) == (True, "Karim Haddad", "Numidia Analytics SPA")
    assert not letter.door_open


@pytest.mark.parametrize(
    "head",
    [
        "Your application\nInbox\n\n{sender}\nNov 19, 2026, 2:11 PM (3 days ago)\nto me\n\n",
        "RE: Your application\n{sender}\nto me | November 19, 2026\n\n",
        "{sender}\nThu, 19 Nov 2026 09:30\nTo: Amina Belkacem\n\n",
        "{sender}\n19 nov. 2026 09:30\nà moi\n\n",
    ],
)
def test_a_mail_copied_from_the_screen(head: str) -> None:
    """What a mail program shows above a mail: a subject perhaps, "Name <address>", a date, "to me"."""
    text = head.format(sender="Karim Haddad <karim.haddad@numidia-analytics.example>") + ENGLISH
    expect(text)
    letter = read_letter(text)
    assert letter.date == date(2026, 11, 19)
    assert letter.contact_address == "karim.haddad@numidia-analytics.example"
    assert letter.subject == ("Your application" if "application" in head else None)


@pytest.mark.parametrize(
    "export",
    [
        "[19/11/2026, 10:14] Karim Numidia: Hi Amina, sorry, for the data analyst job they took someone else\n"
        "[19/11/2026, 10:20] Amina: ok thank you",
        "19/11/2026, 10:14 - Karim Numidia: Hi Amina, sorry, for the data analyst job they took someone else\n"
        "19/11/2026, 10:20 - Amina: ok thank you\n"
        "19/11/2026, 10:21 - Karim Numidia: good luck!",
        "[10:14, 19/11/2026] Karim Numidia: Hi Amina, sorry, for the data analyst job they took someone else",
    ],
)
def test_chat_exports(export: str) -> None:
    """A chat is read by what the employer wrote in it, also when small talk follows."""
    letter = read_letter(export)
    assert (letter.rejection, letter.channel, letter.role, letter.candidate) == (
        True,
        "message",
        "data analyst",
        "Amina",
    )
    assert letter.date == date(2026, 11, 19)
