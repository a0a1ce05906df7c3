# make demo      set up, read the demonstration articles, write them as a page, show where their claims stand
# make test      set up and run the tests
# make check     everything that has to hold before a change is merged
# make evaluate  measure everything and write evaluation/RESULTS.md
# make vendor    fetch the scripts of others that the pages use, as vendor/package-lock.json pins them
# make format    bring the code into its form

PYTHON ?= python3
VENV ?= .venv
WORKERS ?= auto

BIN := $(VENV)/bin
CODE := src tests docs $(wildcard training evaluation benchmark benchmarks)
SOURCES := $(shell find $(CODE) demo -type f -not -name '*.pyc' -not -path '*/.work/*')
ONE_ARTICLE := demo/strait-call/2025-03-06-agence-littorale.fr.html
PAGE := build/demo.html
LEDGER := build/demo.db

.PHONY: demo test check evaluate vendor format lint clean
.DELETE_ON_ERROR:

demo: $(VENV)/.installed
	@mkdir -p build
	$(BIN)/onrecord read $(ONE_ARTICLE)
	$(BIN)/onrecord read demo --html $(PAGE)
	@rm -f $(LEDGER) $(LEDGER)-wal $(LEDGER)-shm
	$(BIN)/onrecord add demo --ledger $(LEDGER)
	$(BIN)/onrecord claims --ledger $(LEDGER) --sort statements --most 8
	$(BIN)/onrecord claim --ledger $(LEDGER) $$($(BIN)/onrecord claims --ledger $(LEDGER) \
	  --sort statements --most 1 --json | \
	  $(BIN)/python -c 'import json, sys; print(json.load(sys.stdin)["items"][0]["id"])')
	@echo "Open $(CURDIR)/$(PAGE) in a browser to see every statement in its place;"
	@echo "$(BIN)/onrecord serve --ledger $(LEDGER)  shows where each claim stands, in a browser too."

test: $(VENV)/.installed-for-development
	@mkdir -p build
	@rm -f build/tests-passed
	$(BIN)/pytest -rs -n $(WORKERS)
	@touch build/tests-passed

# Tests run again only where something changed since they passed.
check: lint build/tests-passed
	@echo "All checks passed."

evaluate: $(VENV)/.installed-for-development
	$(BIN)/python -m evaluation.report

lint: $(VENV)/.installed-for-development
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

build/tests-passed: $(VENV)/.installed-for-development $(SOURCES) pyproject.toml $(wildcard *.md)
	$(MAKE) test

format: $(VENV)/.installed-for-development
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	$(BIN)/python docs/generate_cli.py

vendor:
	npm ci --prefix vendor --ignore-scripts --no-audit --no-fund
	cp vendor/node_modules/htmx.org/dist/htmx.min.js src/onrecord/web/static/htmx.min.js
	rm -rf vendor/node_modules

clean:
	rm -rf build dist

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "onrecord needs Python 3.11 or later, and $(PYTHON) is not: make PYTHON=python3.12" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/.installed-for-development: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch $@ $(VENV)/.installed
