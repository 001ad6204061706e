"""Draw blocks as HTML for the screen.

**Why Jinja:** it is nbconvert's own template engine, so it is here already, and it escapes whatever a person typed.
Every text has ``dir="auto"``: the browser finds the direction by the first strong character, as paper does.

**Why a file for each drawing:** a page compiles what it shows. Compiling all drawings at once takes 3 MB for a moment,
which the kernel then keeps.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbook.blocks import MIME, Block
from workbook.words import _, current

if TYPE_CHECKING:
    from jinja2 import Environment, Template

HERE = Path(__file__).parent


def to_html(block: Block) -> str:
    """Return the block as a piece of HTML, to stand in a page that holds :func:`styles`."""
    return _template("block.html.j2").render(block=block.to_json(), lang=current(), place=_place)


@dataclass(frozen=True)
class Stop:
    """One of the pages of a case, as the line of steps shows it."""

    title: str
    href: str
    note: str = ""
    here: bool = False


def steps(stops: Sequence[Stop], back: Stop | None = None, note: str = "") -> str:
    """Return the line of steps: where the person is, what is done, where else to go; above it the way *back*."""
    label = str(_("The pages of this workbook"))
    return _template("steps.html.j2").render(steps=stops, back=back, note=note, lang=current(), label=label)


def around(before: Stop | None, after: Stop | None) -> str:
    """Return the links at the foot of a page, to the one before and the one after it."""
    label = str(_("Previous and next page"))
    return _template("around.html.j2").render(before=before, after=after, lang=current(), label=label)


def compile_all() -> None:
    """Compile every drawing, where many pages will be shown from this process."""
    for name in _environment().list_templates(extensions=["j2"]):
        _template(name)


def styles() -> str:
    """Return the ``<style>`` element that the blocks need, once a page."""
    return f"<style>{(HERE / 'screen.css').read_text(encoding='utf-8')}</style>"


def bundle(block: Block) -> dict[str, Any]:
    """Return the block as a notebook output: HTML for the screen, JSON for paper."""
    return {"text/html": to_html(block), MIME: block.to_json(), "text/plain": f"<{block.kind}>"}


def _place(start: str, end: str, day: str) -> float:
    """Return how far *day* lies between two ISO days, in percent."""
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    return round(100 * (date.fromisoformat(day) - first).days / max(1, (last - first).days), 2)


def _template(name: str) -> Template:
    return _environment().get_template(name)


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
