"""Large and hostile input: a second at most, nothing raised but a kind refusal, nothing harmful in what comes out."""

from __future__ import annotations

import contextlib
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbook.errors import LetterEmpty, LetterError, LetterMissing, LetterNotText, LetterTooLarge
from workbook.letter import Letter, read_letter
from workbook.letter.patterns import LANGUAGES, _data, patterns

MB = 1024 * 1024
HEAD = b"From: a <a@b.example>\nTo: x@y.example\nSubject: s\nMIME-Version: 1.0\n"
HTML = HEAD + b"Content-Type: text/html\n\n"


def bombs() -> dict[str, bytes | str]:
    """Return ten megabytes of each kind of trouble."""
    nested = b"".join(b"--b%d\nContent-Type: multipart/mixed; boundary=b%d\n\n" % (i, i + 1) for i in range(20_000))
    return {
        "words": "we have decided not to move forward with your application. " * (10 * MB // 59),
        "one line": "a" * 10 * MB,
        "short lines": "a\n" * (5 * MB),
        "quotes": (">" * 50 + "\n") * (10 * MB // 51) + "x",
        "growing quotes": "".join(">" * (i % 200) + " x\n" for i in range(100_000)),
        "attributions": ("On Mon, 3 Nov 2025 at 10:00 " * 4 + "\n") * 50_000,
        "header lines": "From: a\n" * 500_000,
        "keys": "Position: Data Analyst\n" * 300_000,
        "capitals": "Data Analyst & " * (10 * MB // 15),
        "brackets": "x" + "(" * 10 * MB,
        "Arabic": "قررنا عدم المضي مع شخص آخر لوظيفة " * 150_000,
        "French": "nous avons le regret de ne pas retenir votre candidature au poste de chef chez " * 130_000,
        "open tags": HTML + b"<" * 10 * MB,
        "open attributes": HTML + b'<a b="' * (10 * MB // 6),
        "elements": HTML + b"<div>" * (2 * MB),
        "comments": HTML + b"<!--" * (10 * MB // 4),
        "declarations": HTML + b"<![if " * (10 * MB // 6),
        "entities": HTML + b"&amp" * (10 * MB // 4),
        "blockquotes": HTML + b"<blockquote>x" * (10 * MB // 13),
        "open style": HTML + b"<style>" + b"x{} " * (10 * MB // 4),
        "nested parts": HEAD + b"Content-Type: multipart/mixed; boundary=b0\n\n" + nested,
        "many parts": HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nhello\n" * 500_000,
        "nested mails": (HEAD + b"Content-Type: message/rfc822\n\n") * 50_000 + b"Subject: x\n\nhi",
        "many headers": HEAD + b"X-A: b\n" * 500_000 + b"\nhello dear",
        "encoded header": HEAD + b"X-Y: z\nSubject: " + b"=?utf-8?q?=C3=A9?= " * 200_000 + b"\n\nhello dear",
        "address header": b"MIME-Version: 1.0\nFrom: " + b"((" * 100_000 + b"\n\nhello dear",
        "base64": HEAD + b"Content-Transfer-Encoding: base64\n\n" + b"QUJD" * (10 * MB // 4),
        "quoted-printable": HEAD + b"Content-Transfer-Encoding: quoted-printable\n\n" + b"=41=\n" * (2 * MB),
    }


@pytest.mark.parametrize("name", bombs())
def test_ten_megabytes_take_a_second_at_most(name: str) -> None:
    """What is read is capped, parts and depths are bounded, patterns do not run away.

    A guard, not a measurement: time of the processor, with room for a slow machine.
    """
    bomb = bombs()[name]
    read_letter("Dear Amina, we are sorry.")  # the patterns are compiled
    start = time.process_time()
    with contextlib.suppress(LetterError):
        read_letter(bomb)
    assert time.process_time() - start < 2.0


def literals() -> list[str]:
    """Return each pattern's own words in a row: what makes it try hardest."""
    found = []
    for language in LANGUAGES:
        for section, lists in _data(language).items():
            for name, lines in lists.items():
                if isinstance(lines, list):
                    for pattern in patterns(language, section, name):
                        plain = "".join(
                            c if c.isalpha() else " "
                            for c in pattern.regex.pattern.replace("\\w", " ").replace("\\S", " ")
                        )
                        found.append(" ".join(plain.split())[:400])
    return found


def test_no_pattern_runs_away_on_its_own_words() -> None:
    """Each pattern searches a long line made of its own words again and again in less than a tenth of a second."""
    lines = literals()
    assert len(lines) > 400
    everything = [
        pattern
        for language in LANGUAGES
        for section, lists in _data(language).items()
        for name, value in lists.items()
        if isinstance(value, list)
        for pattern in patterns(language, section, name)
    ]
    for pattern, line in zip(everything, lines, strict=True):
        text = (f"{line} " * 50)[:700]
        start = time.process_time()
        for _match in pattern.regex.finditer(text):
            break
        assert time.process_time() - start < 0.5, pattern.name


def test_a_letter_of_all_patterns_words_takes_a_second_at_most() -> None:
    """Twenty thousand characters of words that patterns look for, without an end of a sentence."""
    words = " ".join(literals()).split()
    random.Random(7).shuffle(words)
    text = "Dear Amina,\n\n" + "\n".join(" ".join(words[at : at + 60]) for at in range(0, len(words), 60))
    read_letter("Dear Amina, we are sorry.")
    start = time.process_time()
    read_letter(text)
    assert time.process_time() - start < 3.0


def values(letter: Letter) -> list[str]:
    """Return every text that comes out of a letter."""
    named = (
        letter.company,
        letter.role,
        letter.candidate,
        letter.contact,
        letter.reason,
        letter.subject,
        letter.contact_address,
    )
    return [text for text in (*named, *letter.evidence.values(), *letter.why()) if text]


def test_hostile_characters_do_not_come_out() -> None:
    """Direction overrides, control characters and lone surrogates are gone, lengths capped, white space folded."""
    letter = read_letter(
        "Dear Amina\ud800 Belkacem,\n\nWe regret\u202e to inform\x07 you that you were not selected for the "
        "\u2066Data\u2069\t\u00a0Analyst"
        " position at Numidia\u200b Analytics\x1b[31m because the role requires "
        + "Ada " * 400
        + ".\n\nBest regards,\nKarim\u061c Haddad"
    )
    assert (letter.rejection, letter.role, letter.contact) == (True, "Data Analyst", "Karim Haddad")
    for text in values(letter):
        assert not set(text) & set("\ud800\u202e\u2066\u2069\u200b\u061c\x07\x1b\t\u00a0\n")
        text.encode("utf-8")
        assert len(text) <= 1_200


@settings(max_examples=150)
@given(
    st.one_of(
        st.text(max_size=400),
        st.binary(max_size=400),
        st.binary(max_size=300).map(lambda data: HEAD + b'Content-Type: multipart/mixed; boundary="b"\n\n--b\n' + data),
    )
)
def test_anything_is_read_or_refused_kindly(source: str | bytes) -> None:
    """Whatever comes in: a letter or a kind refusal, nothing else."""
    try:
        letter = read_letter(source)
    except LetterError:
        return
    assert all(text == text.encode("utf-8", "ignore").decode() for text in values(letter))
    assert isinstance(letter.to_json(), dict)


def test_broken_mails_are_read_as_far_as_they_go() -> None:
    """Cut anywhere, a mail is still read without an error."""
    whole = HEAD + b"Content-Type: multipart/alternative; boundary=b\n\n--b\n"
    whole += b"Content-Type: text/plain; charset=utf-8\n"
    whole += b"Content-Transfer-Encoding: quoted-printable\n\nD=C3=A9sol=C3=A9, nous avons pris qqn d'autre.\n--b--\n"
    for cut in range(0, len(whole), 7):
        try:
            read_letter(whole[:cut])
        except LetterError:
            continue


@pytest.mark.parametrize("empty", ["", " \n\t ", b"", b"\n \n", "\u200b\u200e\n", "...\n---"])
def test_empty(empty: str | bytes) -> None:
    """Nothing to read is said kindly."""
    with pytest.raises(LetterEmpty):
        read_letter(empty)


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7 x",
        b"PK\x03\x04zip",
        b"\xd0\xcf\x11\xe0ole",
        b"\x89PNG\r\n",
        b"\0" * 100,
        b"ab\0cd" * 50,
        "\x01\x02" * 50,
    ],
)
def test_not_text(data: bytes | str) -> None:
    """Other kinds of files are said to be no letter."""
    with pytest.raises(LetterNotText):
        read_letter(data)


def test_missing_and_too_large_files(tmp_path: Path) -> None:
    """A missing path, a folder and a file over the limit are refused before anything is read."""
    for missing in (tmp_path / "none.eml", tmp_path, Path("bad\0name")):
        with pytest.raises(LetterMissing):
            read_letter(missing)
    large = tmp_path / "large.eml"
    with large.open("wb") as file:
        file.truncate(50 * MB)
    with pytest.raises(LetterTooLarge) as refused:
        read_letter(large)
    assert "50 MB" in str(refused.value)
    with pytest.raises(LetterTooLarge):
        read_letter(b"a " * (13 * MB))


def test_the_import_is_light() -> None:
    """Reading a letter needs neither tables nor the notebook's libraries, and importing it compiles no pattern."""
    code = (
        "import sys, workbook.letter as l; from workbook.letter.patterns import patterns;"
        "assert patterns.cache_info().currsize == 0;"
        "bad = {'pandas', 'bs4', 'numpy', 'pydantic', 'IPython', 'nbformat', 'babel'} & set(sys.modules);"
        "assert not bad, bad"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[2])
