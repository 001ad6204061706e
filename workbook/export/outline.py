"""What runs through a document: the order of its headings, its anchors, and the numbers of the plan's steps."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from workbook.export import inline
from workbook.export.glyphs import visible
from workbook.export.inline import Node


def outlined(nodes: list[Node]) -> list[Node]:
    """Return *nodes* with headings that a screen reader can follow: none empty, no level skipped (PDF/UA)."""
    nodes = [node for kept in nodes for node in _with_words(kept)]
    _number_headings(nodes)
    _anchors(nodes)
    _number_steps(nodes)
    return nodes


def _with_words(node: Node) -> list[Node]:
    """A heading without a visible letter is no heading: what else it holds is kept."""
    if node["kind"] == "head" and not visible(_letters(node["c"])):
        return inline.paragraph(node["c"])
    if node["kind"] == "heading" and not visible(node["text"]):
        return []
    for part in [node, *(node["groups"] if node["kind"] == "checklist" else [])]:
        if part.get("kind") != "text" and isinstance(part.get("title"), str) and not visible(part["title"]):
            part["title"] = ""
    return [node]


def _letters(runs: list[dict[str, Any]]) -> str:
    return inline.plain([run for run in runs if run["i"] != "image"])


def _number_headings(nodes: list[Node]) -> None:
    """Give each heading a level that follows the one before; ``depth`` keeps the level that was asked for."""
    last = 0
    base = 0
    for node in nodes:
        kind = node["kind"]
        if kind in {"opener", "closing"} or (kind == "cover" and node["compact"]):
            if not node["title"]:
                continue
            wanted = base = 1
        elif kind == "head":
            wanted = node["level"]
            base = wanted
        elif kind == "heading":
            wanted = base = max(2, min(node["level"], 6))
        elif kind == "checklist":
            node["level"] = min(base + 1, last + 1, 6)
            last = node["level"] if any(group["title"] for group in node["groups"]) else last
            continue
        else:
            continue
        node["depth"] = wanted
        node["level"] = last = max(1, min(wanted, last + 1))


def _number_steps(nodes: list[Node]) -> None:
    """Number the steps of a timeline in order, and give the same numbers and marks to the checklist that follows it.

    With such a checklist the timeline needs no list of its own: its numbers lead there.
    """
    known: dict[tuple[str, str, str], int] = {}
    marks: dict[str, int] = {}
    for node in nodes:
        if node["kind"] == "timeline":
            known = {}
            for step in sorted(node["steps"], key=lambda step: step["at"]):
                step["mark"] = marks.setdefault(step["track"], len(marks))
                step["n"] = 0
                if step["at"] >= 0:
                    known[step["day"], step["cue"], step["act"]] = step["n"] = len(known) + 1
        elif node["kind"] == "checklist":
            for step in (step for group in node["groups"] for step in group["steps"]):
                step["mark"] = marks.setdefault(step["track"], len(marks))
                step["n"] = known.get((step["day"], step["cue"], step["act"]), 0)
    for at, node in enumerate(nodes):
        if node["kind"] == "timeline":
            lists = [other for other in nodes[at:] if other["kind"] == "checklist"]
            listed = {step["n"] for other in lists for group in other["groups"] for step in group["steps"]}
            node["listed"] = bool(node["steps"]) and all(step["n"] in listed for step in node["steps"] if step["n"])


def _anchors(nodes: list[Node]) -> None:
    """Let links inside the notebook lead to its headings (Jupyter's ids: the text with hyphens for spaces)."""
    known: dict[str, str] = {}
    for node in nodes:
        if node["kind"] == "head":
            form = inline.plain(node["c"]).strip().replace(" ", "-").lower()
            if form and form not in known:
                known[form] = node["id"] = f"heading-{len(known) + 1}"
    for node in nodes:
        _resolve(node, known)


def _resolve(part: Any, known: Mapping[str, str]) -> None:
    stack = [part]
    while stack:
        item = stack.pop()
        if isinstance(item, dict):
            if item.get("i") == "ref":
                target = known.get(re.sub("%20", "-", str(item["to"])).lower())
                item.update({"to": target} if target else {"i": "span"})
            stack.extend(item.values())
        elif isinstance(item, list):
            stack.extend(item)
