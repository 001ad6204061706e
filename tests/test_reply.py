"""reply: five parts, filled from what is known, never with a place left open."""

from __future__ import annotations

import email
import itertools
from email.policy import default

import pytest

from tests.test_findings import answers
from workbook.phases.respond import FEEDBACK_QUESTIONS, REGISTERS
from workbook.questions import Answers, Value
from workbook.reply import LONGEST_NOTE, PARTS, compose, note, to_eml

CASE: dict[str, Value] = {
    "candidate": "Amina Belkacem",
    "role": "Data Analyst",
    "company": "Numidia Analytics",
    "contact": "Karim Haddad",
    "contact_address": "karim@numidia.example",
    "phone": "0550 00 00 00",
    "reply_to": "<abc@numidia.example>",
}


def test_the_message_has_its_five_parts_and_the_sign_off() -> None:
    """S2.1, S2.2."""
    reply = compose(answers(case=CASE, message={"question": "skill"}))
    assert tuple(reply.parts) == PARTS
    assert reply.subject == "Thank you – Data Analyst – Amina Belkacem"
    assert reply.greeting == "Dear Karim Haddad,"
    assert "Which skill or experience made the difference" in reply.parts["request"]
    assert reply.sign_off == ("With kind regards,", "Amina Belkacem", "0550\u00a000\u00a000\u00a000")
    assert "CV" in reply.parts["interest"]


KNOWN = [
    keys for size in range(5) for keys in itertools.combinations(("role", "company", "contact", "candidate"), size)
]


@pytest.mark.parametrize("known", KNOWN)
@pytest.mark.parametrize("tone", ["warm", "formal", "brief", None])
@pytest.mark.parametrize("interest", ["yes", "no", None])
def test_nothing_known_leaves_no_open_place(known: tuple[str, ...], tone: str | None, interest: str | None) -> None:
    """Whatever is missing, it reads as a whole message."""
    case = {name: CASE[name] for name in known}
    reply = compose(answers(case=case, message={"tone": tone, "interest": interest}))
    assert all(reply.parts.values())
    for sign in ("{", "}", "None", "[", "  "):
        assert sign not in reply.body


def test_the_persons_own_words_stand() -> None:
    """Where a part is written, ours steps back."""
    own: dict[str, Value] = {
        "thanks": "own",
        "thanks_own": "Merci pour la visite.",
        "regret": "own",
        "regret_own": "Dommage.",
        "close": "own",
        "close_own": "À bientôt.",
    }
    parts = compose(answers(case=CASE, message=own)).parts
    assert (parts["thanks"], parts["regret"], parts["close"]) == (
        "Merci pour la visite.",
        "Dommage.",
        "À bientôt.",
    )


@pytest.mark.parametrize("tone", REGISTERS)
def test_each_part_has_wordings_to_choose_from(tone: str) -> None:
    """S2.1: two of ours for each part, in each register, all different, none with a place left open."""
    chosen: list[dict[str, str]] = []
    for number in ("1", "2"):
        message: dict[str, Value] = {
            "tone": tone, "question": "skill", "interest": "yes", "thanks": number, "regret": number,
            "interest_words": number, "request": number, "close": number,
        }  # fmt: skip
        chosen.append(dict(compose(answers(case=CASE, message=message)).parts))
    one, other = chosen
    assert [name for name in one if one[name] == other[name]] == []
    assert "{" not in "".join([*one.values(), *other.values()])
    assert all(str(FEEDBACK_QUESTIONS["skill"]) in parts["request"] for parts in chosen)


@pytest.mark.parametrize("tone", REGISTERS)
@pytest.mark.parametrize(
    "case", [{}, {"channel": "silence"}, {"letter_says": ["role_cancelled"]}, {"letter_says": ["no_feedback"]}]
)
def test_each_way_has_wordings_in_each_register(tone: str, case: dict[str, Value]) -> None:
    """Also for whoever is no longer interested, and for a company that gives no feedback."""
    one, other = (
        compose(
            answers(
                case={**CASE, **case},
                message={"tone": tone, "interest": "no", "interest_words": number, "request": number},
            )
        ).parts
        for number in ("1", "2")
    )
    assert one["interest"] != other["interest"]
    assert one["request"] != other["request"]
    if case and "no_feedback" not in str(case):
        # Nobody is known to have been chosen.
        assert not any(word in one["interest"] + other["interest"] for word in ("colleague", "person you have chosen"))


def test_a_company_that_gives_no_feedback_is_not_asked_for_it() -> None:
    """The request becomes an open, light one; a question that the person wrote stays."""
    closed: dict[str, Value] = {**CASE, "letter_says": ["no_feedback"]}
    assert "?" not in compose(answers(case=closed, message={"question": "skill"})).parts["request"]
    own: dict[str, Value] = {"question": "own", "question_own": "Was my English enough?"}
    for tone in REGISTERS:
        assert "Was my English enough?" in compose(answers(case=closed, message={**own, "tone": tone})).parts["request"]


@pytest.mark.parametrize("tone", REGISTERS)
def test_where_mail_is_a_closed_way_there_is_a_note_for_linkedin(tone: str) -> None:
    """Short enough for an invitation; to a person, or not at all."""
    closed: dict[str, Value] = {**CASE, "letter_says": ["no_feedback"]}
    found = note(answers(case=closed, message={"tone": tone}))
    assert "Karim Haddad" in found
    assert found.endswith("Amina Belkacem")
    assert len(found) <= LONGEST_NOTE
    assert not note(answers(case=CASE, message={"tone": tone}))
    assert not note(answers(case={**closed, "contact": None}, message={"tone": tone}))
    assert not note(answers(case={**closed, "role": "R" * 300}, message={"tone": tone}))


def test_no_interest_means_no_wish_for_the_cv() -> None:
    """It would not be honest."""
    assert "CV" not in compose(answers(case=CASE, message={"interest": "no"})).body


def test_the_mail_opens_as_a_draft_in_the_thread() -> None:
    """X-Unsent, To with the name, In-Reply-To; and nothing is lost on the way."""
    reply = compose(answers(case={**CASE, "contact": "Karim Haddad, RH"}))
    mail = email.message_from_bytes(to_eml(reply), policy=default)
    assert mail["X-Unsent"] == "1"
    assert mail["To"].addresses[0].addr_spec == "karim@numidia.example"
    assert mail["To"].addresses[0].display_name == "Karim Haddad, RH"
    assert mail["In-Reply-To"] == "<abc@numidia.example>"
    assert mail["Subject"] == reply.subject
    assert mail.get_content().replace("\r\n", "\n") == reply.body


@pytest.mark.parametrize(
    "trouble",
    ["x\r\nBcc: all@example.com", "\u202egnp.exe", "عرض \x00 عمل", "😀" * 400, "a@b@c", "no address", "\ufffd"],
)
def test_hostile_facts_make_a_whole_mail(trouble: str) -> None:
    """No header comes in by a line break; an address that is none is left out."""
    given = answers(
        case=dict.fromkeys(CASE, trouble), message={"thanks": trouble, "question_own": trouble, "question": "own"}
    )
    mail = email.message_from_bytes(to_eml(compose(given)), policy=default)
    assert "Bcc" not in mail
    assert mail["X-Unsent"] == "1"
    assert mail["Subject"].startswith("Thank you")


def test_an_empty_case_still_makes_a_mail() -> None:
    """Without an address."""
    mail = email.message_from_bytes(to_eml(compose(Answers())), policy=default)
    assert mail["To"] is None
