"""The command starts sooner, and nothing else changes."""

from __future__ import annotations

import subprocess
import sys

import pytest

CHECK = """
import jsonschema, sys
check = jsonschema.FormatChecker()
texts = ("http://exämple.org/ü", "not an iri", "x:y")
print([check.conforms(text, "iri") for text in texts], [check.conforms(text, "iri-reference") for text in texts])
"""


def told(script: str) -> list[str]:
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, encoding="utf-8")
    return done.stdout.splitlines()


def test_notebooks_are_read_without_the_grammar_of_addresses() -> None:
    """nbformat is imported and a notebook validated, and the slow module never ran."""
    pytest.importorskip("rfc3987_syntax")
    script = (
        "from workbook.export.quick import quicken; quicken(); import sys, nbformat;"
        "nbformat.validate(nbformat.v4.new_notebook()); print('rfc3987_syntax.syntax_helpers' in sys.modules)"
    )
    assert told(script) == ["False"]


def test_the_check_of_addresses_answers_as_before() -> None:
    """Who asks for it gets the real module's answer, only later."""
    assert told("from workbook.export.quick import quicken; quicken()" + CHECK) == told(CHECK)


def test_where_jsonschema_is_loaded_already_nothing_is_touched() -> None:
    """In a process of someone else's the modules stay as they are."""
    script = (
        "import sys, jsonschema; before = sys.modules.get('rfc3987_syntax');"
        "from workbook.export.quick import quicken; quicken(); print(sys.modules.get('rfc3987_syntax') is before)"
    )
    assert told(script) == ["True"]
