"""Pictures: held in memory, checked, never fetched."""

from __future__ import annotations

import base64

import pytest

from tests.export import hostile
from workbook.export.figures import Figures
from workbook.export.raster import wrapped


@pytest.mark.parametrize(
    ("mime", "kind"), [("image/png", "PNG"), ("image/jpeg", "JPEG"), ("image/gif", "GIF"), ("image/webp", "WEBP")]
)
def test_each_kind_is_kept_with_its_size(mime: str, kind: str) -> None:
    """The picture is stored with its width and height; the same picture twice is stored once."""
    figures = Figures()
    data = hostile.picture(kind, (123, 45))
    name = figures.add(mime, data)
    assert name == figures.add(mime, data) == "figure-1.svg"
    assert b'viewBox="0 0 123 45"' in figures.files[name]
    assert list(figures.files) == [name]


@pytest.mark.parametrize("broken", ["not base64!!", "", base64.b64encode(b"\x89PNG\r\n\x1a\nbroken").decode(), None, 5])
def test_a_broken_picture_is_none(broken: object) -> None:
    """What cannot be decoded is told at once."""
    assert Figures().add("image/png", broken) is None


def test_a_cut_or_changed_png_is_none() -> None:
    """Checksums and the end of the data are looked at: a PNG with a hole would print as nothing."""
    whole = base64.b64decode(hostile.picture())
    assert wrapped("png", whole) is not None
    assert wrapped("png", whole[:-20]) is None
    assert wrapped("png", whole[:60] + b"\xff" + whole[61:]) is None


def test_a_picture_of_absurd_size_is_none() -> None:
    """A few bytes that claim 60000 by 60000 points would take all memory."""
    whole = base64.b64decode(hostile.picture("GIF"))
    assert wrapped("gif", whole[:6] + b"\x60\xea\x60\xea" + whole[10:]) is None


def test_an_svg_loses_scripts_and_links_out() -> None:
    """Nothing in a drawing can run, or name a file or an address to load."""
    figures = Figures()
    name = figures.add("image/svg+xml", hostile.SVG)
    assert name is not None
    assert b"circle" in figures.files[name]
    for word in (b"script", b"alert", b"file:", b"hostname"):
        assert word not in figures.files[name]


def test_attachments_and_data_addresses_are_found_and_others_not() -> None:
    """A picture comes from the notebook itself or not at all."""
    figures = Figures(attachments={"my pic.png": {"image/png": hostile.picture()}})
    assert figures.from_url("attachment:my%20pic.png") == "figure-1.svg"
    assert figures.from_url(f"data:image/png;base64,{hostile.picture(size=(3, 3))}") == "figure-2.svg"
    for url in ("https://example.com/a.png", "a.png", "/etc/passwd", "attachment:none.png", "data:x"):
        assert figures.from_url(url) is None
