"""What depends on the country: the weekend, where to look and learn, whom to call (R2, R11, R14).

One data file a country. Nothing is opened by the workbook; an address is shown, and the person decides. A helpline is
shown only while its entry is valid: number, source, the day a person verified it, the day that expires (R2).
"""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict

from workbook.words import Text, _, listed

HERE: Final = Path(__file__).parent
DEFAULT: Final = "dz"

NAMES: Final[dict[str, Text]] = {"dz": _("Algeria"), "other": _("Another country")}
KINDS: Final[dict[str, Text]] = {
    "portal": _("Openings"),
    "agency": _("Public employment agency"),
    "network": _("Network"),
    "reading": _("Reading"),
    "course": _("Courses"),
}
FREE: Final[dict[str, Text]] = {"yes": _("free"), "partly": _("free in part"), "no": _("to be paid for")}
PAY: Final[dict[str, Text]] = {
    "none": Text(""),
    "local": _("can be paid for from here"),
    "card": _("paid parts need an international card"),
}


class Resource(BaseModel):
    """A place to look or to learn; it says whether it is free and payable from here (R14)."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    name: str
    url: str
    kind: Literal["portal", "agency", "network", "reading", "course"]
    free: Literal["yes", "partly", "no"]
    pay: Literal["none", "local", "card"]

    def terms(self) -> str:
        """Return in words what it costs."""
        return listed(filter(None, (str(FREE[self.free]), "" if self.pay == "none" else str(PAY[self.pay]))))


class Helpline(BaseModel):
    """A number that a person has verified (R2)."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    name: str
    number: str
    source: str
    verified: date
    expires: date


class Country(BaseModel):
    """One country's data."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    weekend: tuple[Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"], ...]
    resource: tuple[Resource, ...] = ()
    support: tuple[Helpline, ...] = ()

    def helplines(self, today: date) -> tuple[Helpline, ...]:
        """Return the numbers that are valid *today*; an expired or not yet verified one is not shown."""
        return tuple(line for line in self.support if line.verified <= today < line.expires)


@cache
def country(code: str | None) -> Country:
    """Return the data of the country *code*; Algeria where none was chosen."""
    data = tomllib.loads((HERE / f"{code or DEFAULT}.toml").read_text(encoding="utf-8"))
    return Country.model_validate(data)
