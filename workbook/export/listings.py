"""Code and program output: highlighted by Pygments, coloured by its ANSI codes, always as plain runs."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Final

from workbook.export.inline import Node

LONGEST: Final = 200_000  # letters of one listing that are highlighted; beyond, plain
MOST_LINES: Final = 2000  # lines of one output that are printed
_KINDS: Final = (
    ("Comment", "comment"),
    ("Keyword", "keyword"),
    ("Operator.Word", "keyword"),
    ("Name.Builtin", "keyword"),
    ("Name.Tag", "keyword"),
    ("Literal.String", "string"),
    ("Literal.Number", "number"),
    ("Name.Function", "name"),
    ("Name.Class", "name"),
    ("Name.Decorator", "name"),
    ("Name.Namespace", "name"),
    ("Name.Attribute", "name"),
)
_ANSI = re.compile(r"\x1b\[([0-9;:]*)m")
_OTHER_ESCAPES = re.compile(r"\x1b(?:\][^\x07\x1b]*(?:\x07|\x1b\\)|\[[0-9;?]*[A-Za-ln-z]|[@-Z\\-_])")
_COLOURS: Final = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")

Run = dict[str, Any]


def listing(source: str, language: str) -> Node:
    """Return source code as a highlighted listing; an unknown *language* is drawn plain."""
    return {"kind": "code", "role": "input", "runs": _highlighted(source.expandtabs(4), language), "columns": 0}


def plain(text: str, role: str = "output") -> Node:
    """Return program output with its colours. Roles: ``output``, ``stream``, ``error``."""
    lines = _returned(_OTHER_ESCAPES.sub("", text)).split("\n")
    runs = _coloured("\n".join(lines[:MOST_LINES]).expandtabs(8))
    widest = max(map(len, "".join(run["t"] for run in runs).split("\n")))
    # A table drawn with letters falls apart when its lines wrap: such an output is set smaller where that is enough.
    node: Node = {"kind": "code", "role": role, "runs": runs, "columns": widest}
    if len(lines) > MOST_LINES:
        node["left_out"] = len(lines) - MOST_LINES
    return node


@cache
def _lexer(language: str) -> Any:
    from pygments.lexers import get_lexer_by_name  # type: ignore[import-untyped]
    from pygments.util import ClassNotFound  # type: ignore[import-untyped]

    try:
        return get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None


@cache
def _kind(token: Any) -> str:
    name = str(token).removeprefix("Token.")
    return next((kind for prefix, kind in _KINDS if name == prefix or name.startswith(prefix + ".")), "")


def _highlighted(source: str, language: str) -> list[Run]:
    lexer = _lexer(language.lower()) if language and len(source) <= LONGEST else None
    if lexer is None:
        return [{"t": source}]
    runs: list[Run] = []
    for token, value in lexer.get_tokens(source):
        _append(runs, value, {"k": _kind(token)} if _kind(token) else {})
    return runs


def _append(runs: list[Run], value: str, style: dict[str, Any]) -> None:
    """Add *value*, joined to the run before it when both look the same."""
    if not value:
        return
    if runs and {**runs[-1], "t": ""} == {**style, "t": ""}:
        runs[-1]["t"] += value
    else:
        runs.append({"t": value, **style})


def _returned(text: str) -> str:
    """Return *text* as a terminal leaves it: a carriage return overwrites the line (progress bars)."""
    text = text.replace("\r\n", "\n")
    if "\r" in text:
        text = "\n".join(line.rstrip("\r").rpartition("\r")[2] for line in text.split("\n"))
    while "\b" in text:
        shorter = re.sub("[^\b\n]\b", "", text)
        if shorter == text:
            return text.replace("\b", "")
        text = shorter
    return text


def _coloured(text: str) -> list[Run]:
    runs: list[Run] = []
    style: dict[str, Any] = {}
    at = 0
    for match in _ANSI.finditer(text):
        _append(runs, text[at : match.start()], style)
        style = _styled(style, match[1])
        at = match.end()
    _append(runs, text[at:], style)
    return runs or [{"t": ""}]


def _styled(style: dict[str, Any], codes: str) -> dict[str, Any]:
    style = dict(style)
    numbers = [int(part) if part else 0 for part in re.split("[;:]", codes)]
    at = 0
    while at < len(numbers):
        number = numbers[at]
        if number == 0:
            style = {}
        elif number == 1:
            style["b"] = True
        elif number == 22:
            style.pop("b", None)
        elif 30 <= number <= 37 or 90 <= number <= 97:
            style["fg"] = _COLOURS[number % 10]
        elif number == 39:
            style.pop("fg", None)
        elif number in (38, 48):
            at += 2 if numbers[at + 1 : at + 2] == [5] else 4
        at += 1
    return style
