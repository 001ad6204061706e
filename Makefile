# Two commands matter: `make demo` and `make test`. Each installs what it needs into .venv first.
PYTHON ?= python3
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help demo test lint types messages bench clean

help:
	@echo "make demo    install into .venv and make a fictional candidate's recovery plan (PDF) in exports/demo"
	@echo "make test    install what the tests need and run them"
	@echo "make lint    ruff over code and notebooks, mypy over the package"
	@echo "make bench   measure against the stock ways (some minutes; what is not installed is named as absent)"
	@echo "make messages  collect all texts into workbook/locale/workbook.pot"

.venv/installed: pyproject.toml
	@echo "Installing into .venv (a minute or two, once) ..."
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

.venv/installed-test: .venv/installed
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[test]"
	@touch $@

.venv/installed-dev: .venv/installed-test
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check "ruff>=0.8" "mypy>=1.13" "build>=1.2"
	@touch $@

demo: .venv/installed
	@$(BIN)/workbook demo

test: .venv/installed-test
	@$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile

lint: .venv/installed-dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

.venv/installed-bench: .venv/installed-test
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[bench,test]"
	@touch $@

bench: .venv/installed-bench
	@$(BIN)/python bench/print.py --rounds 3
	@$(BIN)/python bench/runs.py
	@$(BIN)/python bench/browser.py --rounds 3

messages: .venv/installed-test
	@$(BIN)/pybabel --quiet extract --mapping-file babel.cfg --keywords "_ n_:1,2" --no-location --sort-output \
	  --project recovery-workbook --output-file workbook/locale/workbook.pot .
	@grep -c '^msgid' workbook/locale/workbook.pot

clean:
	rm -rf .venv dist build .pytest_cache .mypy_cache .ruff_cache
