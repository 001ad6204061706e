"""How fast, how long and how large: our PDF exporter against the stock ones, on the sample report.

::

    python bench/print.py [--rounds 5] [--write docs/print.md]

All contenders print the same executed notebook (the demo's recovery plan) in one interleaved run: each round runs
each contender once, in an order that moves on by one a round; the first round only warms up and is not counted.
Ratios are of medians. In each round the plan has other words (the same for all): Typst remembers paragraphs it has
laid out before, and a second person's plan has none of the first one's. What that memory brings when one person
changes one answer and prints again is a row of its own. A contender that cannot run here is named as absent. Nothing
leaves this computer: the addresses in nbconvert's HTML (MathJax, require.js) fail for every contender alike.
"""

from __future__ import annotations

import argparse
import copy
import importlib.metadata
import importlib.util
import io
import json
import logging
import os
import platform
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pypdf
from traitlets.config import Config

from workbook.blocks import MIME
from workbook.journal import ENV

BIN = Path(sys.executable).parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
BEGIN, END = "<!-- bench/print.py writes between these lines -->", "<!-- end of what bench/print.py writes -->"


@dataclass
class Contender:
    """One way to the PDF. ``group`` is what it is compared within, ``run`` makes the PDF."""

    group: str
    name: str
    run: Callable[[], bytes]
    seconds: list[float] = field(default_factory=list)
    data: bytes = b""

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)


# ---------------------------------------------------------------- what is compared


def sample(work: Path) -> tuple[Path, Path]:
    """Return the demo's executed notebook and its journal."""
    subprocess.run([BIN / "workbook", "demo", "--out", work], check=True, stdout=subprocess.DEVNULL)
    return work / "demo" / "notebooks" / "5-recovery-plan.ipynb", work / "demo" / "journal.sqlite3"


class Words:
    """The sample notebook with other words of the same lengths in each round, in the HTML and in the blocks alike."""

    def __init__(self, notebook: Path) -> None:
        self.path = notebook.with_name("round.ipynb")
        self.edited = notebook.with_name("edited.ipynb")
        self.source = json.loads(notebook.read_text("utf-8"))
        self.known = sorted(word for word in written(notebook) if re.fullmatch("[a-z]{4,}", word))

    def turn(self, at: int) -> None:
        """Write the notebook of round *at*."""
        chance = random.Random(at)
        change: dict[str, str] = {}
        for length in {len(word) for word in self.known}:
            same = [word for word in self.known if len(word) == length]
            change |= dict(zip(same, chance.sample(same, len(same)), strict=True))

        def other(text: str) -> str:
            return re.sub("[a-z]{4,}", lambda match: change.get(match[0], match[0]), text)

        def walk(item: Any) -> Any:
            if isinstance(item, str):
                return other(item)
            if isinstance(item, list):
                return [walk(part) for part in item]
            fixed = {"kind", "tone", "track", "day", "start", "end"}
            if isinstance(item, dict):
                return {key: value if key in fixed else walk(value) for key, value in item.items()}
            return item

        nb = copy.deepcopy(self.source)
        for cell in nb["cells"]:
            for output in cell.get("outputs", []):
                data = output.get("data", {})
                if MIME in data:
                    data[MIME] = walk(data[MIME])
                    source = "".join(data["text/html"])
                    data["text/html"] = re.sub(r"(?<=>)[^<]+(?=<)", lambda match: other(match[0]), source)
        self.path.write_text(json.dumps(nb), "utf-8")
        nb = copy.deepcopy(self.source)
        shown = (output["data"] for cell in nb["cells"] for output in cell.get("outputs", []))
        quote = next(data[MIME] for data in shown if data.get(MIME, {}).get("kind") == "quote")
        quote["text"] += f" That was {at} days ago."
        self.edited.write_text(json.dumps(nb), "utf-8")


def contenders(words: Words, journal: Path, work: Path, absent: list[str]) -> Iterator[Contender]:
    """Yield every contender that can run here; the others are named in *absent*."""
    notebook = words.path
    webpdf = browser_for_webpdf(work)
    if not webpdf:
        absent.append("webpdf (no playwright or no Chromium)")
    weasy = importlib.util.find_spec("weasyprint") is not None
    if not weasy:
        absent.append("WeasyPrint")
    xelatex = shutil.which("xelatex") and shutil.which("pandoc")
    if not xelatex:
        absent.append("xelatex" if shutil.which("pandoc") else "xelatex (with pandoc)")

    warm = "in one process, warm"
    yield Contender(warm, "recovery-pdf", lambda: ours(notebook))
    yield Contender(warm, "recovery-pdf, again after one change", lambda: ours(words.edited))
    if webpdf:
        yield Contender(warm, "nbconvert webpdf", lambda: stock_webpdf(notebook))
    if weasy:
        yield Contender(warm, "WeasyPrint on nbconvert's HTML", lambda: weasyprint_warm(notebook))
    if xelatex:
        yield Contender(warm, "nbconvert pdf (xelatex)", lambda: stock_latex(notebook))

    command = "by command line"

    def converted(to: str, *options: str) -> bytes:
        out = work / f"{to}.pdf"
        call("jupyter", "nbconvert", "--to", to, "--no-input", *options, "--output", out, notebook)
        return out.read_bytes()

    yield Contender(command, "jupyter nbconvert --to recovery-pdf", lambda: converted("recovery-pdf"))
    if webpdf:
        yield Contender(command, "jupyter nbconvert --to webpdf", lambda: converted("webpdf", *webpdf))
    if weasy:

        def two_steps() -> bytes:
            page, out = work / "page.html", work / "weasy.pdf"
            call("jupyter", "nbconvert", "--to", "html", "--no-input", "--output", page, notebook)
            call("weasyprint", page, out)
            return out.read_bytes()

        yield Contender(command, "jupyter nbconvert --to html, weasyprint", two_steps)
    if xelatex:
        yield Contender(command, "jupyter nbconvert --to pdf", lambda: converted("pdf"))

    whole = "from answers to PDF, by command line"

    def exported() -> bytes:
        call("workbook", "export", "demo", "--to", "pdf", "--journal", journal, "--out", work / "made")
        return (work / "made" / "demo" / "recovery-plan.pdf").read_bytes()

    def papermill_then(*options: str) -> bytes:
        run, out = work / "run.ipynb", work / "run.pdf"
        values = {"case": "demo", "mode": "print", "language": "en", "audience": "private", "today": ""}
        pairs = [part for name, value in values.items() for part in ("-p", name, value)]
        source = Path(__file__).parents[1] / "notebooks" / "5-recovery-plan.ipynb"
        call("papermill", "--no-progress-bar", "-k", "python3", *pairs, source, run, **{ENV: journal})
        call("jupyter", "nbconvert", "--to", "webpdf", "--no-input", *options, "--output", out, run)
        return out.read_bytes()

    yield Contender(whole, "workbook export CASE --to pdf", exported)
    if webpdf:
        yield Contender(whole, "papermill, jupyter nbconvert --to webpdf", lambda: papermill_then(*webpdf))


def ours(notebook: Path) -> bytes:
    """Print with our exporter."""
    from workbook.export import RecoveryPDFExporter

    data, _resources = RecoveryPDFExporter().from_filename(str(notebook))
    return bytes(data)


def html(notebook: Path) -> str:
    """Return nbconvert's HTML."""
    from nbconvert.exporters import HTMLExporter

    source, _resources = HTMLExporter(config=NO_INPUT).from_filename(str(notebook))
    return str(source)


def stock_webpdf(notebook: Path) -> bytes:
    """Print with a browser, as nbconvert does it."""
    from nbconvert.exporters import WebPDFExporter

    data, _resources = WebPDFExporter(config=NO_INPUT, disable_sandbox=is_root()).from_filename(str(notebook))
    return bytes(data)


def stock_latex(notebook: Path) -> bytes:
    """Print through LaTeX, as nbconvert does it."""
    from nbconvert.exporters import PDFExporter

    data, _resources = PDFExporter(config=NO_INPUT).from_filename(str(notebook))
    return bytes(data)


def weasyprint_warm(notebook: Path) -> bytes:
    """Print nbconvert's HTML with WeasyPrint."""
    import weasyprint

    return bytes(weasyprint.HTML(string=html(notebook)).write_pdf())


NO_INPUT = Config({"TemplateExporter": {"exclude_input": True, "exclude_input_prompt": True}})


# ---------------------------------------------------------------- running


def call(program: str, *arguments: Any, **environment: Any) -> None:
    """Run a command of this Python's environment."""
    env = {**os.environ, **{key: str(value) for key, value in environment.items()}}
    done = subprocess.run([BIN / program, *map(str, arguments)], env=env, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{program} failed:\n{done.stderr[-2000:]}")


def measure(ways: list[Contender], words: Words, rounds: int) -> None:
    """Run all *ways* interleaved; the first round warms up."""
    for at in range(rounds + 1):
        words.turn(at)
        for way in ways[at % len(ways) :] + ways[: at % len(ways)]:
            before = time.perf_counter()
            way.data = way.run()
            if at:
                way.seconds.append(time.perf_counter() - before)
        print(f"round {at} of {rounds}", file=sys.stderr, flush=True)


def browser_for_webpdf(work: Path) -> list[str]:
    """Let playwright find the system's Chromium; return the options that nbconvert's command needs, or none.

    Playwright looks for its own download, by revision. A link of that name leads it to the installed browser.
    """
    spec = importlib.util.find_spec("playwright")
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if spec is None or browser is None or not spec.submodule_search_locations:
        return []
    listed = Path(spec.submodule_search_locations[0]) / "driver" / "package" / "browsers.json"
    known = {item["name"]: item for item in json.loads(listed.read_text("utf-8"))["browsers"]}
    revision = known["chromium-headless-shell"]["revision"]
    folder = work / "browsers" / f"chromium_headless_shell-{revision}"
    link = folder / "chrome-headless-shell-linux64" / "chrome-headless-shell"
    link.parent.mkdir(parents=True, exist_ok=True)
    # Marks a complete download.
    (folder / "INSTALLATION_COMPLETE").touch()
    link.unlink(missing_ok=True)
    link.symlink_to(browser)
    os.environ["PLAYWRIGHT_BROWSERS_PATH"] = str(work / "browsers")
    return ["--WebPDFExporter.disable_sandbox=True"] if is_root() else ["--WebPDFExporter.disable_sandbox=False"]


def is_root() -> bool:
    """Whether Chromium needs to run without its sandbox."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


# ---------------------------------------------------------------- comparing what came out


def words_of(data: bytes) -> list[str]:
    """Return the words of a PDF, without signs and in lower case, broken words joined."""
    text = "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)
    return re.findall(r"[^\W_]+", text.lower())


def written(notebook: Path) -> set[str]:
    """Return the words that the notebook's blocks hold, each of which should be on paper."""
    shown = {"title", "subtitle", "name", "facts", "note", "text", "lead", "label", "items", "rows", "paragraphs",
             "question", "answer", "anchor", "fact", "header", "act", "cue", "parts", "subject", "to", "sign_off",
             "tag", "before_label", "after_label", "source", "groups", "steps"}  # fmt: skip
    found: set[str] = set()

    def walk(item: Any) -> None:
        if isinstance(item, str):
            found.update(re.findall(r"[^\W_]+", item.lower()))
        elif isinstance(item, list):
            for part in item:
                walk(part)
        elif isinstance(item, dict):
            for key, value in item.items():
                if key in shown:
                    walk(value)

    for cell in json.loads(notebook.read_text("utf-8"))["cells"]:
        for output in cell.get("outputs", []):
            walk(output.get("data", {}).get(MIME))
    return found


# ---------------------------------------------------------------- telling


def table(ways: list[Contender], words: Words, absent: list[str], rounds: int) -> Iterator[str]:
    """Yield the lines of the Markdown table."""
    original, changed = written(words.edited.with_name("5-recovery-plan.ipynb")), written(words.path)
    yield f"*Measured* {machine()}. Medians of {rounds} interleaved rounds."
    yield ""
    yield "| | median | against ours | pages | KB | tagged, PDF/UA-1 | words of the plan found |"
    yield "|---|---:|---:|---:|---:|---|---:|"
    group, base = "", 0.0
    for way in ways:
        if way.group != group:
            group, base = way.group, way.median
            yield f"| **{group}** | | | | | | |"
        reader = pypdf.PdfReader(io.BytesIO(way.data))
        tagged = "/StructTreeRoot" in reader.trailer["/Root"]
        expected = original if way.name.startswith(("workbook", "papermill")) or "again" in way.name else changed
        kept = len(expected & set(words_of(way.data)))
        strict = "yes" if tagged and b"pdfuaid" in way.data else "tagged only" if tagged else "no"
        yield (
            f"| {way.name} | {spell(way.median)} | {way.median / base:.1f} × | {len(reader.pages)} "
            f"| {len(way.data) / 1000:.0f} | {strict} | {kept} of {len(expected)} |"
        )
    yield ""
    yield f"Absent on this machine: {', '.join(absent)}." if absent else "No contender was absent."


def spell(seconds: float) -> str:
    """Return a time in its unit."""
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.2f} s"


def machine() -> str:
    """Describe the machine in one line."""
    cpu = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.is_file():
        match = re.search(r"model name\s*:\s*(.+)", info.read_text("utf-8", "replace"))
        cpu = match[1].strip() if match else cpu
    names = ("nbconvert", "typst", "playwright", "weasyprint", "papermill")
    versions = [f"{name} {version}" for name in names if (version := version_of(name))]
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser:
        told = subprocess.run([browser, "--version"], capture_output=True, text=True).stdout
        versions.append(" ".join(told.split()[:2]))
    system = f"{platform.system()} ({os.cpu_count()} cores, {cpu})"
    return f"on {system}, Python {platform.python_version()}, {', '.join(versions)}"


def version_of(name: str) -> str:
    """Return the version of an installed package, or nothing."""
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return ""


@contextmanager
def quiet() -> Iterator[None]:
    """Keep the chatter of the contenders out of the table."""
    for name in ("weasyprint", "fontTools", "pypdf", "traitlets"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    yield


def put_between(begin: str, end: str, lines: str, path: Path) -> None:
    """Write *lines* between the two markers of the file at *path*."""
    before, _begin, rest = path.read_text("utf-8").partition(begin)
    _old, _end, after = rest.partition(end)
    path.write_text(f"{before}{begin}\n\n{lines}\n\n{end}{after}", "utf-8")


def main() -> int:
    """Measure, tell, and write the table where asked."""
    parser = argparse.ArgumentParser(description=str(__doc__).partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--write", type=Path, metavar="FILE", help="put the table between the markers of FILE")
    args = parser.parse_args()
    absent: list[str] = []
    with tempfile.TemporaryDirectory() as folder, quiet():
        work = Path(folder)
        notebook, journal = sample(work)
        words = Words(notebook)
        ways = list(contenders(words, journal, work, absent))
        measure(ways, words, args.rounds)
        lines = "\n".join(table(ways, words, absent, args.rounds))
    print(lines)
    if args.write:
        put_between(BEGIN, END, lines, args.write)
    return 0


if __name__ == "__main__":
    sys.exit(main())
