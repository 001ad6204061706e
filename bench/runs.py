"""How fast cases are run and printed: warm runs against papermill's own ways, on the same notebooks and answers.

::

    python bench/runs.py [--quick] [--rounds N] [--write docs/warm-runs.md]

Everything is interleaved, and what came out is compared: the outputs of every cell of the executed notebooks must be
equal on both sides. Each case is the demo's with other words, because Typst remembers paragraphs it has laid out
before, and another person's plan has none of the first one's. Medians; where one side takes minutes for a case, a few
cases are measured and compared, and the table says how many. Nothing leaves this computer.
"""

# ruff: noqa: E402

from __future__ import annotations

from workbook.export.quick import quicken

# As the command does; before anything imports nbformat.
quicken()

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

import nbformat
import psutil
from print import BEGIN as _BEGIN
from print import browser_for_webpdf, call, machine, put_between

from workbook import run as runs
from workbook import samples
from workbook.deliver import Delivery
from workbook.export import RecoveryPDFExporter
from workbook.journal import ENV, Change, Journal
from workbook.run import NOTEBOOKS, Setting

HERE: Final = Path(__file__).name
BEGIN: Final = _BEGIN.replace("print.py", HERE)
END: Final = f"<!-- end of what bench/{HERE} writes -->"


# ---------------------------------------------------------------- the cases


def answers(number: int) -> list[Change]:
    """Return the demo's answers with something of case *number* in every sentence."""

    def other(value: Any) -> Any:
        return f"{value} ({number})" if isinstance(value, str) and " " in value.strip() else value

    return [replace(change, value=other(change.value)) for change in samples.answers("demo")]


def journal_of(path: Path, numbers: range) -> Path:
    """Make a journal of cases ``c0``, ``c1`` ... at *path*."""
    with Journal(path) as journal:
        for number in numbers:
            journal.create(f"c{number}", now=1_700_000_000.0)
            journal.save(f"c{number}", answers(number), now=1_700_000_000.0)
    return path


# ---------------------------------------------------------------- the two sides


@dataclass
class Stock:
    """papermill's command line, then nbconvert's with a browser: one process a step."""

    work: Path
    webpdf: list[str]
    run_seconds: list[float] = field(default_factory=list)
    pdf_seconds: dict[str, list[float]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Write the notebooks as ``workbook run`` gives them to papermill."""
        self.sources = {name: self.work / f"{name}.ipynb" for name in NOTEBOOKS}
        for name, path in self.sources.items():
            nbformat.write(runs._for_mode(runs.source(name), "print"), path)

    def case(self, name: str, journal: Path, out: Path) -> None:
        """Run and print the five notebooks of a case."""
        out.mkdir(parents=True, exist_ok=True)
        setting = Setting(case=name, journal=journal).parameters("print")
        pairs = [part for key, value in setting.items() for part in ("-p", key, value)]
        for notebook, source in self.sources.items():
            done = out / f"{notebook}.ipynb"
            before = time.perf_counter()
            call("papermill", "--no-progress-bar", "-k", "python3", *pairs, source, done, **{ENV: journal})
            between = time.perf_counter()
            self.run_seconds.append(between - before)
            if self.webpdf:
                call("jupyter", "nbconvert", "--to", "webpdf", "--no-input", *self.webpdf, done)
                self.pdf_seconds.setdefault(notebook, []).append(time.perf_counter() - between)

    def cases(self, names: list[str], journal: Path, out: Path) -> None:
        """Run and print several cases, two at a time."""
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(lambda name: self.case(name, journal, out / name), names))


def ours(journal: Path, out: Path, *which: str) -> None:
    """Run and print cases with the command that a person gives."""
    call("workbook", "run", *which, "--journal", journal, "--out", out)


def check_same(ours_at: Path, stock_at: Path) -> int:
    """Return how many outputs in two folders were compared; stop if one differs."""
    ours, stock = (
        [nbformat.read(at / f"{name}.ipynb", as_version=4) for name in NOTEBOOKS] for at in (ours_at, stock_at)
    )
    return compare(ours, stock)


def compare(ours: list[Any], stock: list[Any]) -> int:
    """Return how many outputs of a case's executed notebooks were compared; stop if one differs."""
    compared = 0
    for name, one, other in zip(NOTEBOOKS, map(_outputs, ours), map(_outputs, stock), strict=True):
        if one != other:
            raise SystemExit(f"{name}: the outputs differ")
        compared += sum(map(len, one))
    if compared < 50:
        raise SystemExit(f"only {compared} outputs to compare: the notebooks did not show what they should")
    return compared


def _outputs(nb: Any) -> list[list[Any]]:
    plain = re.compile(r"0x[0-9a-f]{6,}|[0-9a-f]{32}")
    return [json.loads(plain.sub("", json.dumps(cell.outputs))) for cell in nb.cells if cell.cell_type == "code"]


# ---------------------------------------------------------------- measuring


@dataclass
class Watch:
    """Takes times by name, and the most memory that everything below this process took meanwhile."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    memory: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def __call__(self, name: str, *, memory: bool = False) -> Iterator[None]:
        done = threading.Event()
        sampler = threading.Thread(target=self._sample, args=(name, done))
        if memory:
            sampler.start()
        before = time.perf_counter()
        yield
        self.seconds.setdefault(name, []).append(time.perf_counter() - before)
        done.set()
        if memory:
            sampler.join()
        print(f"{name}: {self.seconds[name][-1]:.2f} s", file=sys.stderr, flush=True)

    def _sample(self, name: str, done: threading.Event) -> None:
        while not done.wait(0.3):
            now = 0
            for process in psutil.Process().children(recursive=True):
                try:
                    # Pages that several processes share count once.
                    now += process.memory_full_info().pss
                except (psutil.NoSuchProcess, psutil.AccessDenied, psutil.ZombieProcess):
                    continue
            self.memory[name] = max(self.memory.get(name, 0), now / 1e6)

    def median(self, name: str) -> float:
        return statistics.median(self.seconds[name])


def one_case(watch: Watch, stock: Stock, work: Path, rounds: int) -> int:
    """One case, by command line, interleaved. Return how many outputs were compared."""
    compared = 0
    for at in range(rounds):
        journal = journal_of(work / f"one{at}.sqlite3", range(at, at + 1))
        sides: list[tuple[str, Callable[[], None]]] = [
            ("one case, ours", lambda j=journal, at=at: ours(j, work / "ours", f"c{at}")),
            ("one case, stock", lambda j=journal, at=at: stock.case(f"c{at}", j, work / "stock" / f"c{at}")),
        ]
        for name, side in sides[at % 2 :] + sides[: at % 2]:
            with watch(name):
                side()
        compared += check_same(work / "ours" / f"c{at}" / "notebooks", work / "stock" / f"c{at}")
    return compared


def in_one_process(watch: Watch, work: Path, rounds: int) -> int:
    """The five notebooks in a process that has started before, with either engine, interleaved; then their PDFs.

    Return how many outputs were compared.
    """
    compared = 0
    journal = journal_of(work / "warm.sqlite3", range(rounds + 1))
    for at in range(rounds + 1):
        made: dict[str, list[Any]] = {}
        engines = [("warm engine", runs.ENGINE), ("papermill's engine", None)]
        for name, engine in engines[at % 2 :] + engines[: at % 2]:
            chosen, runs.ENGINE = runs.ENGINE, engine  # type: ignore[misc]
            try:
                # The first round warms up.
                with watch(name if at else "warming up"):
                    made[name] = [
                        runs.run(nb, Setting(case=f"c{at}", journal=journal), work / f"{nb}.ipynb") for nb in NOTEBOOKS
                    ]
            finally:
                runs.ENGINE = chosen  # type: ignore[misc]
        compared += compare(made["warm engine"], made["papermill's engine"])
        with watch("five PDFs" if at else "warming up"):
            for nb in made["warm engine"]:
                RecoveryPDFExporter().from_notebook_node(nb)
    return compared


def many(watch: Watch, stock: Stock, work: Path, sizes: list[int], sample: int, rounds: int) -> int:
    """Many cases with two workers: ours are two threads of a process, stock's are two command lines at a time.

    Every round, the sides change places. Return how many outputs were compared.
    """
    small, large = sizes
    cases = [f"c{number}" for number in range(sample)]
    compared = 0
    for at in range(rounds):
        journals = {size: journal_of(work / f"{size}-{at}.sqlite3", range(size)) for size in sizes}
        whole, some = work / f"many{at}", work / f"some{at}"
        for side in [small, None, large][:: -1 if at % 2 else 1]:
            with watch(f"{side} cases, ours" if side else "many cases, stock", memory=True):
                if side:
                    command = [sys.executable, __file__, "--cases", journals[side], "--out", whole / str(side)]
                    subprocess.run(list(map(str, command)), check=True, stdout=subprocess.DEVNULL)
                else:
                    stock.cases(cases, journals[small], some)
        for case in cases:
            compared += check_same(whole / str(small) / case / "notebooks", some / case)
    return compared


def work_off(path: Path, out: Path, workers: int = 2) -> None:
    """Make what every case of a journal takes away, as ``workbook run`` does; a worker is a thread."""

    def one(case: str) -> None:
        with Journal(path) as journal:
            Delivery(journal, Setting(case=case, journal=path), out).make_all(lambda _step: None)

    with Journal(path) as journal:
        cases = journal.cases()
    with ThreadPoolExecutor(workers) as pool:
        list(pool.map(one, cases))


def floor(watch: Watch, work: Path) -> dict[str, float]:
    """Where the time of the plan's notebook goes, and what could not be less."""
    parts: dict[str, list[float]] = {}
    journal = journal_of(work / "floor.sqlite3", range(8))

    def timed(owner: Any, attribute: str, name: str) -> Callable[[], None]:
        whole = getattr(owner, attribute)
        is_async = name in {"start", "end"}

        async def waited(*args: Any, **kwargs: Any) -> Any:
            before = time.perf_counter()
            try:
                return await whole(*args, **kwargs)
            finally:
                parts.setdefault(name, []).append(time.perf_counter() - before)

        def called(*args: Any, **kwargs: Any) -> Any:
            before = time.perf_counter()
            try:
                return whole(*args, **kwargs)
            finally:
                parts.setdefault(name, []).append(time.perf_counter() - before)

        setattr(owner, attribute, waited if is_async else called)
        return lambda: setattr(owner, attribute, whole)

    from papermill.clientwrap import PapermillNotebookClient

    from workbook.export import paper
    from workbook.warm.manager import WarmClient
    from workbook.warm.provisioner import WarmProvisioner

    undo = [
        timed(WarmProvisioner, "launch_kernel", "start"),
        timed(WarmProvisioner, "shutdown_requested", "end"),
        timed(WarmClient, "wait_for_ready", "start2"),
        timed(PapermillNotebookClient, "papermill_execute_cells", "cells"),
        timed(paper, "_compile", "compile"),
    ]
    name = NOTEBOOKS[-1]
    for at in range(8):
        before = time.perf_counter()
        nb = runs.run(name, Setting(case=f"c{at}", journal=journal), work / "floor.ipynb")
        parts.setdefault("run", []).append(time.perf_counter() - before)
        before = time.perf_counter()
        RecoveryPDFExporter().from_notebook_node(nb)
        parts.setdefault("pdf", []).append(time.perf_counter() - before)
    for back in undo:
        back()
    parts["own"] = [own_work(name, journal, at) for at in range(8)]
    parts["fork"] = [fork() for _ in range(20)]
    return {key: statistics.median(values[1:]) for key, values in parts.items()}


def own_work(name: str, journal: Path, at: int) -> float:
    """Return how long the code of the cells takes in a process that has done it before, with nobody looking."""
    from IPython import display as shown

    kept, shown.display = shown.display, lambda *_args, **_kw: None
    os.environ[ENV] = str(journal)
    there: dict[str, Any] = {"display": shown.display}
    given = Setting(case=f"c{at}", journal=journal).parameters("print")
    try:
        before = time.perf_counter()
        for cell in runs._for_mode(runs.source(name), "print").cells:
            if cell.cell_type == "code":
                exec(cell.source, there)
                if "parameters" in cell.metadata.get("tags", []):
                    there.update(given)
        return time.perf_counter() - before
    finally:
        shown.display = kept


def fork() -> float:
    """Return how long it takes to fork this process and wait for the fork's end."""
    before = time.perf_counter()
    if (pid := os.fork()) == 0:
        os._exit(0)
    os.waitpid(pid, 0)
    return time.perf_counter() - before


# ---------------------------------------------------------------- telling


def table(
    watch: Watch, stock: Stock, where: dict[str, float], compared: int, sizes: list[int], sample: int
) -> Iterator[str]:
    """Yield the lines of the tables."""
    small, large = sizes[0], sizes[-1]
    per = {size: watch.median(f"{size} cases, ours") / size for size in sizes}
    stock_per = watch.median("many cases, stock") / sample
    own, theirs = watch.median("one case, ours"), watch.median("one case, stock")
    run_only = 5 * statistics.median(stock.run_seconds)
    times = len(watch.seconds["one case, ours"])
    yield f"*Measured* {machine()}. Medians of {times} interleaved rounds; {compared} outputs compared, all equal."
    yield ""
    yield "| | ours | stock | stock / ours |"
    yield "|---|---:|---:|---:|"
    yield (
        f"| one case by command line: five notebooks and their PDFs (stock: papermill, nbconvert webpdf) "
        f"| {own:.2f} s | {theirs:.1f} s | **{theirs / own:.1f}** |"
    )
    if stock.pdf_seconds:
        plan_only = run_only + statistics.median(stock.pdf_seconds[NOTEBOOKS[-1]])
        yield (
            f"| the same, but stock prints only the plan (ours prints all five) "
            f"| {own:.2f} s | {plan_only:.1f} s | {plan_only / own:.1f} |"
        )
    yield f"| the same, but stock prints nothing | {own:.2f} s | {run_only:.1f} s | {run_only / own:.1f} |"
    warm, cold = watch.median("warm engine"), watch.median("papermill's engine")
    yield f"| the five notebooks in one running process | {warm:.2f} s | {cold:.2f} s | **{cold / warm:.1f}** |"
    yield (
        f"| {small} cases with two workers, per case (stock: {sample} cases measured) "
        f"| {per[small]:.2f} s | {stock_per:.1f} s | **{stock_per / per[small]:.1f}** |"
    )
    yield ""
    yield "| growth, two workers | per case | peak memory (shared pages once) |"
    yield "|---|---:|---:|"
    for size in sizes:
        yield f"| {size} cases, ours | {per[size]:.3f} s | {watch.memory[f'{size} cases, ours']:.0f} MB |"
    yield f"| stock | {stock_per:.1f} s | {watch.memory['many cases, stock']:.0f} MB |"
    yield ""
    yield f"Per case at {large} against at {small}: {100 * (per[large] / per[small] - 1):+.1f} %."
    yield ""
    yield "| where the time of the plan's notebook goes | | floor | |"
    yield "|---|---:|---|---:|"
    left = where["run"] - where["start"] - where["start2"] - where["cells"] - where["end"]
    rows = [
        ("a kernel: fork, ipykernel's start, its sockets", where["start"] + where["start2"], "a fork", where["fork"]),
        ("the cells, with messages and papermill's notes", where["cells"], "their own work", where["own"]),
        ("the kernel's end", where["end"], "", None),
        ("reading, parameters, checking, writing", left, "", None),
        ("the PDF", where["pdf"], "one compile", where["compile"]),
    ]
    for what, seconds, least, floor_seconds in rows:
        yield f"| {what} | {_ms(seconds)} | {least} | {_ms(floor_seconds) if floor_seconds else ''} |"
    total, least_total = where["run"] + where["pdf"], where["fork"] + where["own"] + where["compile"]
    yield f"| **together** | **{_ms(total)}** | | **{_ms(least_total)}** |"


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms"


def main() -> int:
    """Measure, tell, and write the tables where asked."""
    parser = argparse.ArgumentParser(description=str(__doc__).partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="fewer cases, to see that it runs")
    parser.add_argument("--rounds", type=int, default=1, metavar="N", help="measure everything N times (1)")
    parser.add_argument("--write", type=Path, metavar="FILE", help="put the tables between the markers of FILE")
    parser.add_argument("--cases", type=Path, metavar="JOURNAL", help="only work off these cases, with two workers")
    parser.add_argument("--out", type=Path, help="where what they take away goes")
    args = parser.parse_args()
    if args.cases:
        work_off(args.cases, args.out)
        return 0
    sizes, sample = ([4, 8], 2) if args.quick else ([30, 150], 2)
    watch = Watch()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        stock = Stock(work, browser_for_webpdf(work))
        if not stock.webpdf:
            print("no browser for webpdf: stock prints nothing", file=sys.stderr)
        compared = one_case(watch, stock, work, args.rounds)
        compared += in_one_process(watch, work, args.rounds + 1)
        compared += many(watch, stock, work, sizes, sample, args.rounds)
        where = floor(watch, work)
        lines = "\n".join(table(watch, stock, where, compared, sizes, sample))
    print(lines)
    if args.write:
        put_between(BEGIN, END, lines, args.write)
    return 0


if __name__ == "__main__":
    sys.exit(main())
