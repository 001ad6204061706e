"""Blocks as they come back from a notebook file: whatever the JSON holds, the template gets the shape it expects.

A block may come from another version of the workbook, or from a file edited by hand.
"""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from workbook import blocks
from workbook.export.inline import Node

_LONGEST_PERIOD = 3660


@cache
def kinds() -> dict[str, type[blocks.Block]]:
    """Return the block class of each kind."""
    return {cls.kind: cls for cls in blocks.Block.__subclasses__()}


def node(data: Any) -> Node | None:
    """Return the block *data* in the shape of its kind; ``None`` when it is no block known here."""
    if not isinstance(data, Mapping):
        return None
    cls = kinds().get(str(data.get("kind")))
    if cls is None:
        return None
    out = {"kind": cls.kind, **_fields(cls, data)}
    if cls is blocks.Timeline:
        return _placed(out)
    if cls in (blocks.Scores, blocks.Change, blocks.Course):
        for item in out.get("items", [out]):
            item["high"] = min(max(item["high"], item["low"] + 1), item["low"] + 20)
    return out


def _fields(cls: Any, data: Mapping[str, Any]) -> dict[str, Any]:
    hints = _hints(cls)
    out = {}
    for field in fields(cls):
        default = None if field.default is MISSING else field.default
        out[field.name] = _fit(hints[field.name], data.get(field.name, default), default)
    return out


@cache
def _hints(cls: Any) -> dict[str, Any]:
    return get_type_hints(cls)


def _fit(hint: Any, value: Any, default: Any = None) -> Any:
    origin, args = get_origin(hint), get_args(hint)
    if origin is Literal:
        return value if value in args else args[0]
    if origin in (Union, types.UnionType):
        return None if value is None else _fit(next(arg for arg in args if arg is not type(None)), value, default)
    if origin is tuple:
        items = value if isinstance(value, list | tuple) else ()
        if len(args) == 2 and args[1] is Ellipsis:
            return [_fit(args[0], item) for item in items if item is not None]
        padded = [*items, *[None] * len(args)]
        return [_fit(arg, item) for arg, item in zip(args, padded, strict=False)]
    if is_dataclass(hint):
        return _fields(hint, value if isinstance(value, Mapping) else {})
    if hint is bool:
        return bool(value)
    if hint is int:
        return value if isinstance(value, int) and abs(value) < 10**6 else (default or 0)
    return "" if value is None else str(value)


def _placed(timeline: Node) -> Node:
    """Count days from the start, so that the template only has to draw; what lies outside is left off the axis."""
    start, end = _day(timeline["start"]), _day(timeline["end"])
    known = [day for step in timeline["steps"] if (day := _day(step["day"]))]
    start = start or min(known, default=None)
    end = end or max(known, default=None)
    days = (end - start).days + 1 if start and end else 0
    timeline["days"] = days if 0 < days <= _LONGEST_PERIOD else 0

    def at(iso: str) -> int:
        day = _day(iso)
        place = (day - start).days if day and start else -1
        return place if 0 <= place < timeline["days"] else -1

    for step in timeline["steps"]:
        step["at"] = at(step["day"])
    timeline["weeks"] = [{"at": at(iso), "label": label} for iso, label in timeline["weeks"] if at(iso) >= 0]
    return timeline


def _day(iso: str) -> date | None:
    try:
        return date.fromisoformat(iso[:10])
    except ValueError:
        return None
