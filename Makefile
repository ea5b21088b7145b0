# Every target sets up what it needs in .venv by itself, once: a stamp file says which lock is installed.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help site serve check test cover bench soak fuzz simulate golden lock clean lint strict

BIN := .venv/bin
FITS := import ensurepip, sys, venv; raise SystemExit(not (3, 11) <= sys.version_info[:2] < (3, 14))
# Each candidate is tried, since a shim of that name may stand for nothing.
PYTHON = $(shell for python in python3.13 python3.12 python3.11 python3; do \
	"$$python" -c '$(FITS)' 2>/dev/null && echo "$$python" && break; done)
PIP := $(BIN)/python -m pip --quiet --quiet --no-input --disable-pip-version-check
LOCK := $(BIN)/uv pip compile pyproject.toml --group backend --quiet --upgrade \
	--universal --python-version 3.11 --fork-strategy fewest --generate-hashes --no-strip-extras \
	--no-emit-index-url --no-emit-find-links --no-annotate --custom-compile-command "make lock"
# How many processes run the tests: WORKERS=0 runs them one by one, with a debugger or a print at hand.
WORKERS := auto
TESTS = $(BIN)/pytest --numprocesses $(WORKERS) --maxprocesses 8 --dist loadfile

# What a shell around us may carry must not reach the programs of .venv.
unexport PYTHONPATH PYTHONHOME
export NO_MKDOCS_2_WARNING := 1

help:  ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))
	@echo "A Python of your choice: make site PYTHON=/path/to/python3.12 (before .venv exists)"

site: .venv/.site  ## build the website into site/
	@$(BIN)/gen build

serve: .venv/.site  ## show the website while you edit it
	@$(BIN)/gen serve

check: .venv/.check lint  ## the quick part of the tests
	@$(BIN)/pytest -m "not slow and not browser"

test: .venv/.test lint strict  ## everything that CI runs
	@$(TESTS)

cover: .venv/.test  ## all tests once more, with the lines and branches that none of them runs
	@$(TESTS) --cov --cov-report=term-missing

bench: .venv/.test  ## measure speed and memory, into benchmarks/results/
	@$(BIN)/python -m benchmarks --record

soak: .venv/.check  ## kill builds, let commands meet and edit reports, two hundred times each
	@$(BIN)/python -m tests.soak kills 200 crowd 200 edits 200 --record

fuzz: .venv/.check  ## read broken files for ten minutes
	@$(BIN)/python -m tests.soak fuzz 600 --record

simulate: .venv/.check  ## simulate how often intervals cover, into docs/methods.md
	@$(BIN)/python -m simulations --write && git diff --stat -- docs/methods.md

golden: .venv/.check  ## record anew what the example report renders to
	@$(BIN)/python tests/test_golden.py && git diff --stat -- tests/golden

lock: .venv/.check  ## choose the newest versions again and write locks/
	@echo "writing locks/site.txt, locks/check.txt and locks/test.txt"
	@$(LOCK) --output-file locks/site.txt >/dev/null
	@$(LOCK) --extra dev --constraint locks/site.txt --output-file locks/check.txt >/dev/null
	@$(LOCK) --all-extras --constraint locks/check.txt --output-file locks/test.txt >/dev/null

clean:  ## remove all that make made, .venv too
	@rm -rf .venv build dist site .coverage .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache

lint: .venv/.check
	@echo "ruff format" && $(BIN)/ruff format --quiet --check --diff .
	@echo "ruff check" && $(BIN)/ruff check --quiet .
	@echo "mypy" && $(BIN)/mypy --no-error-summary
	@echo "lint-imports" && { found=$$($(BIN)/lint-imports 2>&1) || { echo "$$found"; exit 1; }; }

# MkDocs by itself, in full: what it warns of fails, whether or not it calls that strict.
strict: .venv/.site
	@echo "gen build" && $(BIN)/gen build
	@echo "mkdocs build --strict" && scratch=$$(mktemp -d) && trap 'rm -rf "$$scratch"' EXIT && \
		$(BIN)/mkdocs build --strict --site-dir "$$scratch/site" >"$$scratch/log" 2>&1 \
			|| { cat "$$scratch/log"; exit 1; }; \
		if grep WARNING "$$scratch/log"; then exit 1; fi

.venv/.made:
	@test -n "$(PYTHON)" || { echo "No Python found that is 3.11, 3.12 or 3.13 and has venv and ensurepip" \
		"(Debian: apt install python3-venv). Name one: make PYTHON=/path/to/python3.12" >&2; exit 1; }
	@echo "setting up .venv with $$("$(PYTHON)" --version)"
	@"$(PYTHON)" -m venv --clear .venv
	@touch $@

.venv/.site: locks/site.txt pyproject.toml | .venv/.made
	@echo "installing what the site needs"
	@$(PIP) install --require-hashes --requirement locks/site.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.check: locks/check.txt .venv/.site
	@echo "installing what the quick checks need"
	@$(PIP) install --require-hashes --requirement locks/check.txt
	@touch $@

# Without isolation, so that the few source packages in it are built by the setuptools of the lock.
.venv/.test: locks/test.txt .venv/.check
	@echo "installing what the tests need (EvalPlus and Zensical, about 800 MB)"
	@$(PIP) install --require-hashes --no-build-isolation --requirement locks/test.txt
	@touch $@
