"""Windows, and macOS by default: kernels start as ever."""

from __future__ import annotations

import subprocess
import sys

import pytest
from jupyter_client.provisioning.factory import KernelProvisionerFactory

from tests.warm.running import Run
from workbook import warm


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_the_stock_kernel_starts_without_a_word(system: str, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """By engine and by provisioner: started with its own command line."""
    with monkeypatch.context() as patched:
        patched.setattr(warm.sys, "platform", system)
        assert not warm.supported()
        warm.begin()
    monkeypatch.setattr(KernelProvisionerFactory.instance(), "default_provisioner_name", "warm-provisioner")
    monkeypatch.setattr("workbook.warm.engine.supported", lambda: False)
    monkeypatch.setattr("workbook.warm.provisioner.supported", lambda: False)
    assert run.said("import sys; sys.orig_argv[1:3]", "6 * 7") == ["['-m', 'ipykernel_launcher']", "42"]
    if sys.platform == "linux":
        command = "open('/proc/self/cmdline').read().split(chr(0))[1:3]"
        assert run.said(command) == ["['-m', 'ipykernel_launcher']"]


def test_what_jupyter_and_papermill_load_by_name_needs_nothing_of_posix() -> None:
    """Both are loaded for a look, also where they will not be used."""
    probe = (
        "import sys; sys.modules['fcntl'] = sys.modules['multiprocessing.forkserver'] = None\n"
        "import papermill, workbook.warm.provisioner, workbook.warm.manager\n"
        "papermill.engines.papermill_engines.get_engine('warm')"
    )
    subprocess.run([sys.executable, "-c", probe], check=True)
