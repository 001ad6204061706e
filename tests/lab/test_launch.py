"""JupyterLab starts on this computer alone, with its own settings, and stops with everything it started."""

from __future__ import annotations

import json
import os
import socket
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from workbook.errors import LabStopped, OpenOtherwise, PortTaken
from workbook.journal import Journal
from workbook.lab import Lab, open_lab, seal
from workbook.lab import home as lab_home
from workbook.lab import running as lab_running

KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number: int = probe.getsockname()[1]
    return number


@pytest.fixture
def notebook(tmp_path: Path) -> Path:
    """A prepared notebook that notes the surroundings of its kernel."""
    code = "import json, os, pathlib\npathlib.Path('env.json').write_text(json.dumps(dict(os.environ)))"
    path = tmp_path / "prepared" / "page é.ipynb"
    path.parent.mkdir()
    nbformat.write(seal(new_notebook(cells=[new_code_cell(code)], metadata={"kernelspec": KERNEL})), path)
    return path


@pytest.fixture
def lab(notebook: Path, port: int, tmp_path: Path) -> Iterator[Lab]:
    with Lab(notebook, root=notebook.parent, journal=tmp_path / "j.sqlite3", port=port, browser=False) as lab:
        yield lab.ready()


def fetch(lab: Lab, path: str, token: str = "") -> Any:
    request = urllib.request.Request(f"http://127.0.0.1:{lab.port}{path}")
    if token:
        request.add_header("Authorization", f"token {token}")
    with urllib.request.urlopen(request, timeout=20) as answer:
        return json.loads(answer.read())


def test_a_port_in_use_is_said_before_anything_starts(notebook: Path, tmp_path: Path) -> None:
    """Another program on the port: the error names it and the way out."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = other.getsockname()[1]
        with pytest.raises(PortTaken, match=f"port {taken} is in use"):
            open_lab(notebook, root=notebook.parent, journal=tmp_path / "j.sqlite3", port=taken, browser=False)


def test_a_server_that_ends_while_starting_is_said(
    notebook: Path, tmp_path: Path, port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where JupyterLab does not come up, the wait ends at once with what to do next."""
    monkeypatch.setattr(sys, "executable", "/bin/false" if os.name == "posix" else "where.exe")
    started = time.monotonic()
    with (
        pytest.raises(LabStopped),
        Lab(notebook, root=notebook.parent, journal=tmp_path / "j.sqlite3", port=port, browser=False) as lab,
    ):
        lab.ready()
    assert time.monotonic() - started < 10


@pytest.mark.slow
def test_it_listens_here_only_and_answers_to_its_token_only(lab: Lab) -> None:
    """No token, no answer; the token is in no command line; nothing listens towards the network."""
    with pytest.raises(urllib.error.HTTPError) as refused:
        fetch(lab, "/api/contents")
    with refused.value as answer:
        assert answer.code == 403
    assert [item["name"] for item in fetch(lab, "/api/contents", lab.token)["content"]] == ["page é.ipynb"]
    assert lab.token not in " ".join(map(str, lab._process.args))  # type: ignore[arg-type]
    addresses = {info[4][0] for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}
    for address in addresses - {"127.0.0.1", "127.0.1.1"}:
        with pytest.raises(OSError), socket.create_connection((address, lab.port), timeout=2):
            pass


@pytest.mark.slow
def test_the_settings_of_the_page_are_ours(lab: Lab) -> None:
    """No news, no update check, no second extension than those needed, own folders for everything it keeps."""
    settings = {one["id"]: one["settings"] for one in fetch(lab, "/lab/api/settings", lab.token)["settings"]}
    news = "@jupyterlab/apputils-extension:notification"
    schemas = {one["id"]: one["schema"] for one in fetch(lab, "/lab/api/settings", lab.token)["settings"]}
    assert settings[news] == {}
    assert schemas[news]["properties"]["fetchNews"]["default"] == "false"
    assert schemas[news]["properties"]["checkForUpdates"]["default"] is False
    ours = lab_home.home()
    given = lab_home.environment(ours)
    folders = [Path(value) for name, value in given.items() if "DIR" in name]
    assert len(folders) == 6
    assert all(folder.is_relative_to(ours) or folder.name == "recovery-workbook" for folder in folders)
    page = json.loads((ours / "config" / "labconfig" / "page_config.json").read_text(encoding="utf-8"))
    assert page["workbookKey"] == (ours / "seal.key").read_bytes().hex()
    for private in ("config/labconfig/page_config.json", "seal.key", "lab.log"):
        assert (ours / private).stat().st_mode & 0o077 == 0


@pytest.mark.slow
def test_the_kernel_gets_the_journal_and_leaves_the_persons_own_settings_alone(
    lab: Lab, notebook: Path, tmp_path: Path
) -> None:
    """A kernel of this server reads our journal and keeps its own folders; it ends with the server."""
    lab.start_kernel()
    [session] = fetch(lab, "/api/sessions", lab.token)
    assert session["path"] == "page é.ipynb"
    from jupyter_client.blocking import BlockingKernelClient

    connection = lab_home.runtime(lab_home.home()) / f"kernel-{session['kernel']['id']}.json"
    end = time.monotonic() + 20
    while not connection.exists() and time.monotonic() < end:
        time.sleep(0.02)
    client = BlockingKernelClient(connection_file=str(connection))
    client.load_connection_file()
    client.start_channels()
    client.wait_for_ready(timeout=30)
    source = nbformat.read(notebook, as_version=4).cells[0].source + "\nimport os\n_pid = os.getpid()"
    client.execute_interactive(source + "\nopen('pid', 'w').write(str(_pid))", timeout=30)
    client.stop_channels()
    seen = json.loads((notebook.parent / "env.json").read_text(encoding="utf-8"))
    assert seen["WORKBOOK_JOURNAL"] == str(tmp_path / "j.sqlite3")
    assert seen["IPYTHONDIR"] == str(lab_home.home() / "ipython")
    pid = int((notebook.parent / "pid").read_text())
    lab.stop()
    end = time.monotonic() + 10
    while _runs(pid) and time.monotonic() < end:
        time.sleep(0.02)
    assert not _runs(pid)


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{pid}/stat")
    return not (stat.exists() and stat.read_text().rpartition(")")[2].split()[0] == "Z")


@pytest.mark.slow
def test_opening_twice_leads_back_to_the_page_that_is_open(
    lab: Lab, notebook: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second "open" starts nothing; it shows the running one, and puts its token into no command line."""
    import webbrowser

    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", opened.append)
    told: list[str] = []
    code = open_lab(
        notebook,
        root=notebook.parent,
        journal=tmp_path / "j.sqlite3",
        port=lab.port,
        on_ready=lambda url, again: told.append(url if again else ""),
    )
    assert code == 0
    assert told == [lab.url]
    [address] = opened
    assert lab.token not in address
    leading = Path(address.removeprefix("file://"))
    assert lab.token in leading.read_text(encoding="utf-8")
    assert leading.stat().st_mode & 0o077 == 0
    with pytest.raises(OpenOtherwise):
        open_lab(notebook, root=notebook.parent, journal=tmp_path / "j.sqlite3", port=lab.port, app=True)
    elsewhere = tmp_path / "another case"
    elsewhere.mkdir()
    other = elsewhere / "page.ipynb"
    other.write_bytes(notebook.read_bytes())
    with pytest.raises(PortTaken):
        open_lab(other, root=elsewhere, journal=tmp_path / "j.sqlite3", port=lab.port, browser=False)


def test_a_server_that_is_gone_is_not_found(tmp_path: Path, port: int) -> None:
    """Notes that a killed server left, or broken ones, lead nowhere."""
    note = {"port": port, "root_dir": str(tmp_path), "url": f"http://127.0.0.1:{port}/", "token": "t"}
    (tmp_path / "jpserver-1.json").write_text(json.dumps(note), encoding="utf-8")
    (tmp_path / "jpserver-2.json").write_text("{", encoding="utf-8")
    (tmp_path / "jpserver-3.json").write_text("[]", encoding="utf-8")
    assert lab_running.find(tmp_path, tmp_path, port) is None


def test_sockets_are_used_only_where_their_names_fit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A long home folder moves them to the system's runtime folder; without one, kernels use ports."""
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    long = Path("/home/" + "x" * 60)
    assert lab_home.fits(Path("/run/user/1000/recovery-workbook")) is (sys.platform != "win32")
    assert not lab_home.fits(lab_home.runtime(long))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    assert lab_home.runtime(long) == tmp_path / "recovery-workbook"
    assert lab_home.runtime(Path("/short")) == Path("/short/run")


def test_the_journal_is_not_touched_by_opening(lab: Lab, tmp_path: Path) -> None:
    """The server itself never opens the journal; only kernels do."""
    assert not (tmp_path / "j.sqlite3").exists()
    Journal(tmp_path / "j.sqlite3").close()
