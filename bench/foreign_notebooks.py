"""Print every notebook below a folder and say what became of each.

::

    python bench/foreign_notebooks.py FOLDER [--out DIR] [--json FILE]

Meant for the notebooks that other Jupyter projects ship as test files: unpack their source packages in a folder outside
this repository and give that folder. With ``--out`` the PDFs are kept.
Ends with 1 when a notebook did not print. What is no notebook (a file cut short on purpose, JSON of another
kind) is counted apart.
"""

from __future__ import annotations

import argparse
import io
import json
import logging
import statistics
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import page
import pypdf

from workbook.export import RecoveryPDFExporter


class Heard(logging.Handler):
    """Keeps what the exporter warned of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.told: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.told.append(record.getMessage())


@dataclass
class Printed:
    """What became of one notebook."""

    path: Path
    seconds: float = 0.0
    pages: int = 0
    conforms: bool = False
    failure: str = ""
    warnings: list[str] = field(default_factory=list)


def is_notebook(path: Path) -> bool:
    """Whether *path* claims to be a notebook: a JSON object with cells, whole or not."""
    try:
        data = json.loads(path.read_text("utf-8"))
    except ValueError:
        return False
    return isinstance(data, dict) and bool(data.keys() & {"cells", "worksheets", "nbformat"})


def printed(path: Path, heard: Heard, out: Path | None) -> Printed:
    """Print *path* as ``jupyter nbconvert`` would."""
    heard.told.clear()
    result = Printed(path)
    before = time.perf_counter()
    try:
        data, _resources = RecoveryPDFExporter().from_filename(str(path))
    except Exception as error:
        result.failure = f"{type(error).__name__}: {error}"[:300]
        return result
    result.seconds = time.perf_counter() - before
    result.pages = len(pypdf.PdfReader(io.BytesIO(data)).pages)
    result.conforms = page.validate_pdf_bytes(data, profile="ua1").is_compliant
    result.warnings = list(heard.told)
    if out:
        (out / f"{'-'.join(path.parts[-4:])[:-6]}.pdf").write_bytes(data)
    return result


def main() -> int:
    """Print all and tell the counts."""
    parser = argparse.ArgumentParser(description=str(__doc__).partition("\n")[0])
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--out", type=Path, help="keep the PDFs here")
    parser.add_argument("--json", type=Path, help="write the findings here")
    args = parser.parse_args()
    if args.folder is None:
        print("No folder of notebooks was given: nothing is printed here.")
        return 0
    if args.out:
        args.out.mkdir(parents=True, exist_ok=True)
    # What PDF readers and parsers say of odd input is not what is asked here.
    logging.getLogger("pypdf").setLevel(logging.ERROR)
    heard, logger = Heard(), RecoveryPDFExporter().log
    logger.handlers = [heard]
    logger.propagate = False
    files = sorted(path for path in args.folder.rglob("*.ipynb") if path.is_file())
    notebooks = [path for path in files if is_notebook(path)]
    results = []
    for path in notebooks:
        results.append(result := printed(path, heard, args.out))
        if result.failure or not result.conforms:
            print(f"{path.relative_to(args.folder)}: {result.failure or 'not UA-1'}", flush=True)
    tell(results, len(files) - len(notebooks))
    if args.json:
        rows = [{**vars(result), "path": str(result.path)} for result in results]
        args.json.write_text(json.dumps(rows, indent=1, ensure_ascii=False), "utf-8")
    return 1 if not results or any(result.failure for result in results) else 0


def tell(results: list[Printed], others: int) -> None:
    """Write the counts."""
    done = [result for result in results if not result.failure]
    print(f"files that are no notebook     {others}")
    print(f"notebooks                      {len(results)}")
    print(f"printed                        {len(done)}")
    print(f"of these as PDF/UA-1           {sum(result.conforms for result in done)}")
    print(f"without any warning            {sum(not result.warnings for result in done)}")
    print(f"pages                          {sum(result.pages for result in done)}")
    if done:
        times = sorted(result.seconds for result in done)
        print(f"seconds: median, slowest       {statistics.median(times):.2f}, {times[-1]:.2f}")
    kinds = Counter(warning.partition(" (")[0].partition(":")[0][:90] for r in done for warning in set(r.warnings))
    for kind, count in kinds.most_common():
        print(f"{count:6d}  {kind}")


if __name__ == "__main__":
    sys.exit(main())
