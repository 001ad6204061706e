"""How fast a page is alive, how soon a keystroke is on the disk, how much memory a form takes.

::

    python bench/browser.py [--rounds 5] [--write docs/browser.md]

Opening is measured from the address to the first form that can be typed into, in JupyterLab and in Voila, against a
stock notebook in a stock server: as many plain ipywidgets as our notebook has controls, shown by its cells. Stock
JupyterLab runs nothing on opening, so there the cells are run by command as soon as the kernel is there, which a
person would do more slowly. All contenders take turns, each time with an empty browser cache; the first round warms up
and is not counted. The kernel is there already, as after coming back to a page; "next page" ends it before, as a page
that was not opened yet has none. The keys are typed in JupyterLab.

Memory is that of each page of a case, run and drawn, with all answers given. It is measured first, while nothing else
runs: what two kernels have loaded is shared between them, and looks like less.
"""

from __future__ import annotations

import argparse
import json
import os
import secrets
import shutil
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from nbformat.v4 import new_code_cell, new_notebook

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NOTEBOOK = "1-absorb"
KEYS = 60
ALIVE = '.wb-section[aria-busy="false"]'
STOCK_ALIVE = ".jupyter-widgets :is(input, textarea, .noUi-handle)"
IDLE = "() => globalThis.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'"


def stock(folder: Path) -> Path:
    """Write the stock notebook: our questions as plain ipywidgets, a cell a section."""
    from workbook.phases import PHASES
    from workbook.questions import describe

    cells = [new_code_cell("import ipywidgets as w")]
    for section in PHASES[0].sections:
        made = []
        for entry in describe(section)["fields"]:
            made += [_widget(inner) for inner in entry.get("fields", [entry])]
        cells.append(new_code_cell(f"w.VBox([{', '.join(made)}])"))
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(new_notebook(cells=cells, metadata={"kernelspec": kernel}), folder / "stock.ipynb")
    return folder / "stock.ipynb"


def _widget(entry: dict[str, Any]) -> str:
    label = repr(entry["label"])
    match entry["kind"]:
        case "scale":
            return f"w.IntSlider(min={entry['low']}, max={entry['high']}, description={label})"
        case "choice":
            return f"w.RadioButtons(options={[one['label'] for one in entry['options']]!r}, description={label})"
        case "choices":
            return f"w.VBox([w.Checkbox(description=t) for t in {[one['label'] for one in entry['options']]!r}])"
        case "date":
            return f"w.DatePicker(description={label})"
        case "line":
            return f"w.Text(description={label})"
    return f"w.Textarea(description={label})"


def free_port() -> int:
    """Return a port of this computer that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@contextmanager
def stock_server(words: list[str], probe: str, place: Path) -> Iterator[None]:
    """Run a stock server with empty settings of its own until the block ends."""
    own = {f"JUPYTER_{name}_DIR": str(place / name) for name in ("CONFIG", "DATA", "RUNTIME")}
    own |= {f"JUPYTERLAB_{name}_DIR": str(place / name) for name in ("SETTINGS", "WORKSPACES")}
    process = subprocess.Popen(
        [sys.executable, "-m", *words],
        env={**os.environ, **own, "IPYTHONDIR": str(place / "ipython")},
        cwd=place,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        end = time.monotonic() + 60
        while time.monotonic() < end:
            try:
                urllib.request.urlopen(probe, timeout=5).close()
            except urllib.error.HTTPError:
                # Any answer is one.
                pass
            except OSError:
                time.sleep(0.05)
                continue
            break
        yield
    finally:
        process.terminate()
        process.wait()


@dataclass(frozen=True)
class Contender:
    """A page to open: its address, what is there when it is alive, and what is done before or after loading."""

    url: str
    alive: str
    run: bool = False
    before: Callable[[], None] = lambda: None


def end_kernels(lab: Any) -> None:
    """End all kernels of *lab*."""
    headers = {"Authorization": f"token {lab.token}"}
    sessions = f"http://127.0.0.1:{lab.port}/api/sessions"
    with urllib.request.urlopen(urllib.request.Request(sessions, headers=headers)) as reply:
        found = json.load(reply)
    for one in found:
        request = urllib.request.Request(f"{sessions}/{one['id']}", headers=headers, method="DELETE")
        urllib.request.urlopen(request).close()


def opening(browser: Any, rounds: int, contenders: dict[str, Contender]) -> dict[str, list[float]]:
    """Return seconds from the address to the first live form, for each contender in each round that counts."""
    seconds: dict[str, list[float]] = {name: [] for name in contenders}
    names = list(contenders)
    for number in range(rounds + 1):
        for name in names[number % len(names) :] + names[: number % len(names)]:
            contender = contenders[name]
            contender.before()
            context = browser.new_context()
            page = context.new_page()
            started = time.perf_counter()
            page.goto(contender.url)
            if contender.run:
                page.wait_for_function(IDLE, timeout=60_000)
                page.evaluate("jupyterapp.commands.execute('notebook:run-all-cells')")
            page.locator(contender.alive).locator("visible=true").first.wait_for(timeout=60_000)
            if number:
                seconds[name].append(time.perf_counter() - started)
            page.goto("about:blank")
            context.close()
    return seconds


def keystrokes(browser: Any, url: str, journal: Path) -> list[float]:
    """Return seconds from a key, after a pause, to the same text in the journal."""
    page = browser.new_page()
    page.goto(url)
    page.locator(ALIVE).nth(1).wait_for(timeout=60_000)
    box = page.get_by_label("The company")
    box.fill("")
    taken = []
    text = ""
    with closing(sqlite3.connect(f"file:{journal}?mode=ro", uri=True)) as book:
        for number in range(KEYS):
            letter = "abcdefghij"[number % 10]
            text += letter
            started = time.perf_counter()
            box.press(letter)
            while _company(book) != f'"{text}"':
                time.sleep(0.001)
            taken.append(time.perf_counter() - started)
    page.close()
    return taken


def _company(book: sqlite3.Connection) -> str:
    found = book.execute(
        "SELECT value FROM revision WHERE section = 'case' AND field = 'company' ORDER BY saved_at DESC LIMIT 1"
    ).fetchone()
    return found[0] if found else ""


def memory(place: Path) -> Iterator[str]:
    """Measure the private memory of kernels and yield it as a table, in MB."""
    from workbook import samples
    from workbook.journal import Journal
    from workbook.phases import START_NOTEBOOK
    from workbook.run import NOTEBOOKS, source

    journal = place / "memory.sqlite3"
    with Journal(journal) as book:
        book.create("demo")
        book.save("demo", samples.answers("demo"))
    bare = _kernel_memory(["1"], journal)
    plain = _kernel_memory([cell.source for cell in nbformat.read(stock(place), as_version=4).cells], journal)
    yield "\nPrivate memory of a kernel whose page is open (MB)\n"
    yield "| | MB | over bare | over bare, in Arabic |\n|---|---|---|---|"
    yield f"| a bare ipykernel | {bare:.1f} | | |"
    yield f"| with as many plain ipywidgets as {NOTEBOOK} has controls | {plain:.1f} | {plain - bare:.1f} | |"
    for name in (START_NOTEBOOK, *NOTEBOOKS):
        parameters, *cells = [cell.source for cell in source(name).cells if cell.cell_type == "code"]
        english, arabic = (
            _kernel_memory([parameters, f"case, language = 'demo', {code!r}", *cells], journal) for code in ("en", "ar")
        )
        yield f"| {name} | {english:.1f} | {english - bare:.1f} | {arabic - bare:.1f} |"


def _kernel_memory(cells: list[str], journal: Path) -> float:
    """Run *cells* in a kernel, say to each of our widgets what a browser says on drawing it, and return its memory."""
    from jupyter_client.manager import start_new_kernel

    widgets = []

    def noted(message: dict[str, Any]) -> None:
        content = message["content"]
        if message["msg_type"] == "comm_open" and content["data"]["state"].get("_model_module") == "anywidget":
            widgets.append(content["comm_id"])

    manager, client = start_new_kernel(env={**os.environ, "WORKBOOK_JOURNAL": str(journal)})
    try:
        for cell in cells:
            reply = client.execute_interactive(cell, timeout=60, output_hook=noted)
            assert reply["content"]["status"] == "ok", reply["content"]
        for widget in widgets:
            opening = {"method": "custom", "content": {"type": "open", "view": "bench"}}
            client.shell_channel.send(client.session.msg("comm_msg", {"comm_id": widget, "data": opening}))
        # Answered after all that came before.
        client.execute_interactive("None", timeout=60)
        rollup = Path(f"/proc/{manager.provisioner.pid}/smaps_rollup").read_text()
        return sum(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Private_")) / 1024
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def measure(rounds: int) -> Iterator[str]:
    """Measure everything and yield the lines of the report."""
    from playwright.sync_api import sync_playwright

    from workbook.journal import Journal
    from workbook.lab import App, Lab
    from workbook.run import prepare_all

    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        raise SystemExit("There is no Chromium or Chrome on this computer.")
    with tempfile.TemporaryDirectory(prefix="rw") as folder, ExitStack() as stack:
        place = Path(folder)
        os.environ["WORKBOOK_LAB_DIR"] = str(place / "lab")
        sizes = list(memory(place)) if sys.platform == "linux" else []
        journal = place / "journal.sqlite3"
        with Journal(journal) as book:
            book.create("case-1")
        root = prepare_all("case-1", journal).parent
        first = root / "case-1" / f"{NOTEBOOK}.ipynb"
        stock(place)
        begin: Callable[..., Any] = stack.enter_context
        lab = begin(Lab(first, root=root, journal=journal, port=free_port(), browser=False)).ready()
        app = begin(App(first, root=root, journal=journal, port=free_port(), browser=False)).ready()
        token, lab_port, voila_port = secrets.token_hex(8), free_port(), free_port()
        words = [
            "jupyterlab",
            f"--port={lab_port}",
            f"--IdentityProvider.token={token}",
            "--no-browser",
            "--allow-root",
        ]
        stock_lab = f"http://127.0.0.1:{lab_port}"
        begin(stock_server([*words, "--expose-app-in-browser"], f"{stock_lab}/api", place))
        stock_voila = f"http://127.0.0.1:{voila_port}"
        begin(
            stock_server(
                ["voila", f"--port={voila_port}", "--no-browser", "stock.ipynb"], f"{stock_voila}/voila/static/x", place
            )
        )
        browser = begin(sync_playwright()).chromium.launch(executable_path=found, args=ARGUMENTS)
        seconds = opening(
            browser,
            rounds,
            {
                "JupyterLab, ours": Contender(lab.url, ALIVE),
                "JupyterLab, stock": Contender(
                    f"{stock_lab}/lab/tree/stock.ipynb?token={token}", STOCK_ALIVE, run=True
                ),
                "JupyterLab, ours, next page": Contender(lab.url, ALIVE, before=lambda: end_kernels(lab)),
                "Voila, ours": Contender(app.url, ALIVE),
                "Voila, stock": Contender(stock_voila, STOCK_ALIVE),
            },
        )
        yield f"Opening to the first live form (s, {rounds} rounds)\n"
        yield "| | median | fastest | slowest |\n|---|---|---|---|"
        for name, all_seconds in seconds.items():
            yield f"| {name} | {statistics.median(all_seconds):.2f} | {min(all_seconds):.2f} | {max(all_seconds):.2f} |"
        taken = sorted(keystrokes(browser, lab.url.replace(NOTEBOOK, "2-respond"), journal))
        middle, late = statistics.median(taken), taken[int(0.99 * (len(taken) - 1))]
        yield f"\nA key to the disk, of which 0.25 s is the wait for a pause ({KEYS} keys): "
        yield f"p50 {middle * 1000:.0f} ms, p99 {late * 1000:.0f} ms"
        browser.close()
        yield from sizes


def main() -> None:
    """Measure, print, and write the report where it is wanted."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--write", type=Path)
    given = parser.parse_args()
    lines = []
    for line in measure(given.rounds):
        print(line, flush=True)
        lines.append(line)
    if given.write:
        made_by = "Made by `python bench/browser.py --write docs/browser.md`; what is compared stands there."
        text = "\n".join(["# The browser, measured\n", f"{made_by}\n", *lines, ""])
        given.write.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
