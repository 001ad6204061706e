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


def to_html(block: Block, *, raised: bool = False) -> str:
    """Return the block as a piece of HTML, to stand in a page that holds :func:`styles`.

    A heading is *raised* by one level where no opener stands above it: no level may be left out.
    """
    return _template("block.html.j2").render(
        block=block.to_json(), lang=current(), place=_place, along=_along, raised=raised
    )


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


def beside(text: str, stop: Stop) -> str:
    """Return a sentence of ours with the link to *stop* after it."""
    return _template("beside.html.j2").render(text=text, stop=stop, lang=current())


def around(before: Stop | None, after: Stop | None, note: str = "") -> str:
    """Return the foot of a page: the links to the one before and the one after it, below a *note*."""
    label = str(_("Previous and next page"))
    return _template("around.html.j2").render(before=before, after=after, note=note, lang=current(), label=label)


def compile_all() -> None:
    """Compile every drawing, where many pages will be shown from this process."""
    for name in _environment().list_templates(extensions=["j2"]):
        _template(name)


def styles() -> str:
    """Return the ``<style>`` element that the blocks need, once a page."""
    return f"<style>{(HERE / 'screen.css').read_text(encoding='utf-8')}</style>"


def bundle(block: Block, *, raised: bool = False) -> dict[str, Any]:
    """Return the block as a notebook output: HTML for the screen, JSON for paper; *raised* as in :func:`to_html`."""
    return {"text/html": to_html(block, raised=raised), MIME: block.to_json(), "text/plain": f"<{block.kind}>"}


def _place(start: str, end: str, day: str) -> float:
    """Return how far *day* lies between two ISO days, in percent."""
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    return round(100 * (date.fromisoformat(day) - first).days / max(1, (last - first).days), 2)


def _along(value: int | None, low: int, high: int) -> float | None:
    """Return how far *value* lies between *low* and *high*, in percent."""
    return None if value is None else round(100 * (value - low) / max(1, high - low), 2)


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
