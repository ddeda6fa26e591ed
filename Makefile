# Every target makes .venv when it is missing: a fresh clone needs Python 3.11 and nothing else.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed
# The weights are packages of their own; a checkout finds them in models/ without installing them.
MODELS := $(patsubst %/pyproject.toml,./%,$(wildcard models/*/pyproject.toml))

.DEFAULT_GOAL := help
.PHONY: help demo test lint wheels docs benchmarks clean

help: ## Show this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 12

$(STAMP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "claimtrack needs Python 3.11 or newer; name it as in: make PYTHON=python3.12" >&2; \
	  exit 1; }
	@echo "Installing into $(VENV) (once; some minutes)"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check \
	  -c constraints.txt -e '.[dev]'
	@touch $@

demo: $(STAMP) ## Read a sample article
	@$(BIN)/claimtrack analyze samples/meta-depenses.txt --published 2025-06-14

test: $(STAMP) ## Run all tests
	@$(BIN)/python -m pytest $(ARGS)

lint: $(STAMP) ## Check style and types
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy --no-error-summary

wheels: $(STAMP) ## Build the wheels into dist/
	@$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps -w dist \
	  . $(MODELS)
	@ls -sh dist

docs: $(STAMP) ## Show in the README what the demo prints now
	@$(BIN)/python docs/refresh.py

benchmarks: $(STAMP) ## Measure quality and speed again; results go to benchmarks/results
	@set -e; for script in benchmarks/[a-z]*.py; do echo "$$script"; $(BIN)/python "$$script"; done

clean: ## Remove what the other targets made
	@rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis
