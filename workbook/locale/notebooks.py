"""Tell Babel which texts stand in the notebooks: each paragraph of each Markdown cell is a msgid."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from typing import BinaryIO

Message = tuple[int, str, str, list[str]]


def extract(
    file: BinaryIO, keywords: Mapping[str, object], comments: Collection[str], options: Mapping[str, str]
) -> Iterator[Message]:
    """Yield (line, function, msgid, comments) for a notebook, as a Babel extractor does."""
    for cell in json.load(file)["cells"]:
        if cell["cell_type"] == "markdown":
            for paragraph in paragraphs("".join(cell["source"])):
                yield 1, "", paragraph, []


def paragraphs(source: str) -> list[str]:
    """Return the paragraphs of a Markdown cell, as they are translated one by one."""
    return source.split("\n\n")
