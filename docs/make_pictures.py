"""Make the pictures of the README: pages of the demo's plan, and notebooks in a real Chromium.

    python docs/make_pictures.py

Needs the test extra and a Chromium or Chrome. Everything shown is fictional.
"""

from __future__ import annotations

import base64
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

DOCS = Path(__file__).parent
PICTURES = DOCS / "pictures"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PAGES = (1, 2, 5, 10)
"""Of the plan: cover, at a glance, the interview taken apart, the steps."""
NOTEBOOKS = ("0-start", "1-absorb", "2-respond", "3-analyse", "4-relaunch", "5-recovery-plan")
PARTS = (("scores", "The interview, taken apart"), ("steps", "My 30 days"))
"""Of the plan, which is longer than a window."""
SHEETS = ("patterns", "facilitator", "cohort")
"""About several cases, or a group."""
SHOTS = (("desktop", 1100, 1000, "light"), ("dark", 1100, 1000, "dark"), ("phone", 390, 844, "light"))
BEGUN = (
    ("case", "role", "Ingénieure d’études"),
    ("case", "company", "Tassili Énergie"),
    ("case", "notice_date", "2026-11-20"),
    ("intensity", "_status", "done"),
    ("calm", "_status", "skip"),
)
"""A second case, just begun, for the first page."""
PEOPLE = 12
SAMPLES = ("demo", "bank", "graduate", "silence")
"""The group whose numbers are shown: this many people, with the answers of these."""


def main() -> None:
    """Make all pictures into docs/."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        journal = place / "exports" / "demo" / "journal.sqlite3"
        os.environ |= {"WORKBOOK_JOURNAL": str(journal), "WORKBOOK_LAB_DIR": str(place / "lab")}
        subprocess.run([sys.executable, "-m", "workbook.cli", "demo", "--out", str(place / "exports")], check=True)
        found = next(filter(None, map(shutil.which, BROWSERS)), None)
        if found is None:
            raise SystemExit("There is no Chromium or Chrome on this computer.")
        from playwright.sync_api import sync_playwright

        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
            plan(browser, place / "exports" / "demo" / "notebooks" / "5-recovery-plan.ipynb")
            notebooks(browser, journal)
            browser.close()


def plan(browser: Any, notebook: Path) -> None:
    """Put some pages of the plan side by side."""
    import nbformat

    from workbook.export import RecoveryPDFExporter, paper

    document, _resources = RecoveryPDFExporter().document(nbformat.read(notebook, as_version=4))
    pages = paper.pages(document, ppi=80)
    images = "".join(
        f'<img src="data:image/png;base64,{base64.b64encode(pages[number - 1]).decode()}">' for number in PAGES
    )
    style = "body{margin:0;display:flex;gap:16px;padding:16px;background:#e7e2d8;width:max-content}img{width:420px}"
    page = browser.new_page(viewport={"width": 1760, "height": 640})
    page.set_content(f"<style>{style}</style>{images}")
    page.locator("body").screenshot(path=DOCS / "plan.png")
    page.close()


def notebooks(browser: Any, journal: Path) -> None:
    """Take a picture of each notebook as it opens: wide, dark, on a phone; of the plan, also where its steps stand."""
    from workbook import samples
    from workbook.journal import Change, Journal
    from workbook.lab import Lab
    from workbook.run import Setting, prepare, prepare_all

    with Journal(journal) as book:
        book.create("case-2")
        book.save("case-2", [Change(section=key, field=name, value=value) for key, name, value in BEGUN])
    root = prepare_all("demo", journal).parent
    prepare_all("case-2", journal)
    setting = Setting(case="", journal=journal, today=samples.TODAY)
    first = prepare("0-start", setting, root / "0-start.ipynb")
    bundles = {"bundles": str(group(journal.parent / "bundles"))}
    for name in SHEETS:
        more = bundles if name == "cohort" else {}
        prepare(name, replace(setting, more=more), root / f"{name}.ipynb")
    PICTURES.mkdir(exist_ok=True)
    with Lab(first, root=root, journal=journal, port=8790, browser=False) as lab:
        lab.ready()
        for notebook in (*NOTEBOOKS, *SHEETS):
            place = f"demo/{notebook}" if notebook in NOTEBOOKS[1:] else notebook
            for shot, width, height, scheme in SHOTS:
                page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
                page.goto(f"http://127.0.0.1:{lab.port}{lab.pages}{place}.ipynb?token={lab.token}")
                # All cells ran, so that nothing below the first form is still missing.
                page.wait_for_selector("[data-workbook=ran]", timeout=60_000)
                page.wait_for_load_state("networkidle")
                page.evaluate("document.fonts.ready")
                page.screenshot(path=PICTURES / f"{notebook}-{shot}.png")
                if notebook == "5-recovery-plan":
                    for part, heading in PARTS:
                        page.get_by_role("heading", name=heading).evaluate("node => node.scrollIntoView()")
                        page.screenshot(path=PICTURES / f"{notebook}-{part}-{shot}.png")
                page.close()


def group(folder: Path) -> Path:
    """Write the bundles of a fictional group into *folder*: the sample people, each a few times."""
    from workbook import samples
    from workbook.bundle import contents, make_bundle
    from workbook.journal import Journal

    folder.mkdir()
    for number in range(PEOPLE):
        with Journal(folder / f"journal-{number}.sqlite3") as book:
            book.create("case-1")
            book.save("case-1", samples.answers(SAMPLES[number % len(SAMPLES)]))
            made = make_bundle(
                book, "case-1", datetime(2026, 11, 24, 10, number, tzinfo=UTC), contents(book.answers("case-1"))
            )
            (folder / made.name).write_bytes(made.to_json())
    return folder


if __name__ == "__main__":
    main()
