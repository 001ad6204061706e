"""Notebooks made for a test, run by papermill's own engine or by ours."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.warm.running import Run, left_over
from workbook.warm import supported

if not supported():
    collect_ignore = ["test_ends.py", "test_isolation.py", "test_readiness.py", "test_rough.py", "test_same_outputs.py"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here starts kernels."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.slow)


@pytest.fixture(autouse=True)
def runtime(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder for sockets with a name short enough for one."""
    folder = Path(tempfile.mkdtemp(prefix="t"))
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", str(folder))
    monkeypatch.setenv("IPYTHONDIR", str(folder / "ipython"))
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def run(tmp_path: Path) -> Run:
    return Run(tmp_path)


@pytest.fixture
def nothing_left() -> Iterator[None]:
    """Of what a test starts with :func:`tests.warm.running.marked`, nothing is alive afterwards."""
    yield
    assert not left_over()
