"""Start the command a second sooner: what a notebook never needs is loaded when it is first asked for.

**Why:** ``import nbformat`` imports jsonschema, which imports ``rfc3987_syntax`` where JupyterLab brought it along, and
that compiles its grammar 38 times over, 1.0 of the 1.2 seconds. It serves one check, of addresses in letters beyond
ASCII (the format ``iri``); no notebook schema has it. The stand-in answers the same question by loading the real
module then, so nothing changes but the moment.

Only for a process of our own (``workbook``): a guest in someone's process leaves their modules alone.
"""

from __future__ import annotations

import importlib
import sys
from importlib.util import find_spec
from types import ModuleType
from typing import Any, Final

SLOW: Final = "rfc3987_syntax"


def quicken() -> None:
    """Let jsonschema load the grammar of addresses when it first checks one; call before ``import nbformat``."""
    if "jsonschema" not in sys.modules and SLOW not in sys.modules and find_spec(SLOW) is not None:
        sys.modules[SLOW] = _Later(SLOW)


class _Later(ModuleType):
    """Stands for the module until something of it is called."""

    def is_valid_syntax(self, *args: Any) -> Any:
        sys.modules.pop(SLOW, None)
        return importlib.import_module(SLOW).is_valid_syntax(*args)

    def __getattr__(self, name: str) -> Any:
        # Whatever else is asked of it comes from the real one; its own machinery has no such names.
        if name.startswith("__"):
            raise AttributeError(name)
        sys.modules.pop(SLOW, None)
        return getattr(importlib.import_module(SLOW), name)
