"""Any CSV file becomes the same rows, and what cannot be read is refused in words."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.errors import (
    TableCellLong,
    TableEmpty,
    TableError,
    TableIsSpreadsheet,
    TableMissing,
    TableNotText,
    TableQuoteOpen,
    TableTooLarge,
    TableTooLong,
)
from workbook.tables import read_table, safe_cell, write_csv
from workbook.tables.decode import decode
from workbook.tables.read import LIMIT_MB, parse_table

FRENCH = "Nom,Société,Motif\nAïcha Ben,Société Générale Algérie,déjà pourvu à l’été\nNoël,Hôtel El Kettani,çà et là\n"
ARABIC = "الاسم,الشركة,Poste\nأمينة بلقاسم,بنك الجزائر,Chargée d'études\nيوسف,شركة البناء,Comptable\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_french_reads_the_same_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    """With and without a mark; windows-1252 is not taken for windows-1256."""
    path = tmp_path / "t.csv"
    path.write_bytes(FRENCH.encode(encoding))
    table = read_table(path)
    assert table.columns == ("Nom", "Société", "Motif")
    assert table.rows[0].cells == ("Aïcha Ben", "Société Générale Algérie", "déjà pourvu à l’été")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1256"])
def test_arabic_with_french_reads_the_same_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    """One Arabic word is enough to tell windows-1256, whatever French stands beside it."""
    path = tmp_path / "t.csv"
    path.write_bytes(ARABIC.encode(encoding))
    table = read_table(path)
    assert table.columns[:2] == ("الاسم", "الشركة")
    assert table.rows[0].cells == ("أمينة بلقاسم", "بنك الجزائر", "Chargée d'études")


def test_one_arabic_name_in_a_french_list_is_told() -> None:
    """Many accents, one name in Arabic: still windows-1256, which has the small French letters, too."""
    text = "Nom;Société\n" + "Aérée Créée;Réseau été à côté\n" * 60 + "أمينة;Café\n"
    assert decode(text.encode("cp1256"), "x") == (text, "cp1256")


def test_utf8_with_one_broken_byte_stays_utf8() -> None:
    """A file glued together from two; the rest of it must not turn into other letters."""
    data = (ARABIC * 3).encode()
    text, encoding = decode(data[:40] + b"\xff" + data[40:], "x")
    assert encoding == "utf-8"
    assert text.count("أمينة") == 3
    assert text.count("\ufffd") == 1


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(delimiter: str) -> None:
    """Also where cells hold the other ones."""
    rows = [["Name", "Role", "Note"], ["A", "x, y; z", "1,5"], ["B", "p; q", "a, b, c"]]
    quoted = "\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in rows)
    bare = "\n".join(delimiter.join(f'"{cell}"' if delimiter in cell else cell for cell in row) for row in rows)
    for text in (quoted, bare):
        table = parse_table(text, "x")
        assert table.delimiter == delimiter
        assert [list(row.cells) for row in table.rows] == rows[1:]


def test_a_line_for_excel_names_the_delimiter_and_counts_as_a_row() -> None:
    """ "sep=;" is hidden by Excel, but it numbers the rows with it."""
    table = parse_table("sep=;\nName;Role\nA;b, c, d\n", "x")
    assert table.columns == ("Name", "Role")
    assert table.rows[0].number == 3


def test_rows_have_the_numbers_a_spreadsheet_shows() -> None:
    """Line breaks in quotation marks do not count, empty lines do."""
    table = parse_table('Name,Letter\nA,"one\n\ntwo"\n\n,\nB,x\n', "x")
    assert [(row.number, row.cells[0]) for row in table.rows] == [(2, "A"), (5, "B")]
    assert table.rows[0].cells[1] == "one\n\ntwo"


def test_missing_cells_are_empty_and_extra_ones_are_kept_apart() -> None:
    """Empty extra cells are nothing."""
    table = parse_table("A,B\n1\n1,2,,\n1,2,3\n", "x")
    assert [row.cells for row in table.rows] == [("1", ""), ("1", "2"), ("1", "2")]
    assert [row.extra for row in table.rows] == [(), (), ("3",)]


def test_headings_are_told_apart() -> None:
    """A second one of the same name, and one without a name."""
    assert parse_table("Date,,Date\n1,2,3\n", "x").columns == ("Date", "#2", "Date (2)")


def test_invisible_signs_do_not_stay_in_cells() -> None:
    """Directional marks, NUL and controls come along with copied text."""
    table = parse_table("Name\n\u200fأمينة\u200e \x07 b\u0000\n", "x")
    assert table.rows[0].cells == ("أمينة  b",)


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", TableEmpty),
        (b"\n\n ,,\n", TableEmpty),
        (b"\xef\xbb\xbf", TableEmpty),
        (b"PK\x03\x04rest of an xlsx", TableIsSpreadsheet),
        (b"\xd0\xcf\x11\xe0rest of an xls", TableIsSpreadsheet),
        (b"%PDF-1.7\n" + bytes(range(256)) * 30, TableNotText),
        (b'Name,Letter\nA,x\nB,"never closed\nC,y\n', TableQuoteOpen),
        (b"A,B\n" + b'"' + b"x" * 200_000 + b'",1\n', TableCellLong),
        (b"A,B\n" + b"1,2\n" * 20_001, TableTooLong),
        (b"a," * 300 + b"\n", TableTooLong),
    ],
)
def test_what_is_no_table_is_refused_in_words(tmp_path: Path, data: bytes, error: type[TableError]) -> None:
    """Each with its next step."""
    path = tmp_path / "list.csv"
    path.write_bytes(data)
    with pytest.raises(error) as raised:
        read_table(path)
    assert len(str(raised.value).splitlines()) == 2


def test_an_open_quotation_mark_names_its_row(tmp_path: Path) -> None:
    """Where it begins, not where the file ends."""
    with pytest.raises(TableQuoteOpen, match="row 3"):
        parse_table('Name,Letter\nA,x\nB,"never closed\nC,y\n', "x")


def test_a_missing_file_a_folder_and_a_huge_file_are_refused(tmp_path: Path) -> None:
    """Before anything is read."""
    for path in (tmp_path / "none.csv", tmp_path, Path("a\0b")):
        with pytest.raises(TableMissing):
            read_table(path)
    big = tmp_path / "big.csv"
    with big.open("wb") as file:
        file.truncate(LIMIT_MB * 1_048_576 + 1)
    with pytest.raises(TableTooLarge):
        read_table(big)


@given(st.binary(max_size=400))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    """A table or a refusal in words, nothing else."""
    with suppress(TableError):
        text, _encoding = decode(data, "x")
        assert parse_table(text, "x").columns


@given(st.lists(st.lists(st.text(st.characters(codec="utf-8"), max_size=8), min_size=2, max_size=4), max_size=5))
def test_no_cell_that_is_written_begins_a_formula(rows: list[list[str]]) -> None:
    """Whatever stands in it, seen as a spreadsheet reads it."""
    text = write_csv([["h1", "h2", "h3", "h4"], *rows]).decode("utf-8-sig")
    table = parse_table(text, "x", most_rows=10) if text.strip() else None
    assert table is not None
    for row in table.rows:
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row.cells)


@pytest.mark.parametrize("text", ["=1+1", "+33", "-2", "@SUM(A1)", "\t=1", " =1", "\r=1", "＝1", "\u200e=1"])
def test_formulas_are_written_as_text(text: str) -> None:
    """A name like =HYPERLINK(...) in a list from elsewhere must not do anything."""
    assert safe_cell(text) == f"'{text}"


def test_plain_cells_are_written_as_they_are() -> None:
    """Also empty ones."""
    assert [safe_cell(text) for text in ("", "Amina", "a=b", "أمينة", "3-1")] == ["", "Amina", "a=b", "أمينة", "3-1"]
