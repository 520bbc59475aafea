# Each target is the `claimsheet` command with its usual arguments. No sheet is ever a target: make deletes targets.
.DEFAULT_GOAL := sheet
.PHONY: sheet status annotate explain history evidence sources demo test test-slow lint format bench golden evaluate train clean help

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CLAIMSHEET := $(BIN)/claimsheet

$(VENV)/installed: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "claimsheet needs Python 3.11 or newer: make PYTHON=/path/to/python3" >&2; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { echo "Python's venv module is missing: install it (Debian, Ubuntu: apt install python3-venv)" >&2; exit 2; }
	@echo "Installing into $(VENV) ..." >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[formats]"
	@touch $@

$(VENV)/developer: $(VENV)/installed
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[formats,dev]"
	@touch $@

sheet: $(VENV)/installed ## The review sheets of all articles in corpus/, or of one: make ARTICLE=path [DATE=2026-03-12]
	@$(CLAIMSHEET) sheet $(if $(ARTICLE),"$(ARTICLE)") $(if $(DATE),--published "$(DATE)") $(if $(FORCE),--force)

status: $(VENV)/installed ## How far each article has been checked
	@$(CLAIMSHEET) status

# Taken by its value, so that the dollar of "$1 trillion" survives make and the shell.
explain: export EXPLAINED := $(value TEXT)
explain: $(VENV)/installed ## How the figures of a sentence are read: make explain TEXT="nearly 18 signatories"
	@$(CLAIMSHEET) explain "$$EXPLAINED"

history: $(VENV)/installed ## The life of a claim: make history ID=c-7kq2mz
	@$(CLAIMSHEET) history "$(ID)"

evidence: $(VENV)/installed ## All that the desk's sources say of a claim: make evidence ID=c-7kq2mz
	@$(CLAIMSHEET) evidence "$(ID)"

sources: $(VENV)/installed ## The desk's sources, and how many claims each bears on
	@$(CLAIMSHEET) sources

annotate: $(VENV)/installed ## JSON lines in, JSON lines out: make annotate < articles.jsonl
	@$(CLAIMSHEET) annotate

demo: $(VENV)/installed ## An article is checked, then updated: what carries over, what asks to be looked at again
	@$(CLAIMSHEET) demo

test: $(VENV)/developer lint ## All checks and tests, but the slow ones
	@$(BIN)/python -m pytest --numprocesses=auto --maxprocesses=4 --dist=loadfile

test-slow: $(VENV)/developer ## The slow tests
	@$(BIN)/python -m pytest -m slow --numprocesses=auto --maxprocesses=4

lint: $(VENV)/developer ## Style and types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy

format: $(VENV)/developer ## Put the code into its usual form
	@$(BIN)/ruff check --fix --quiet .
	@$(BIN)/ruff format --quiet .

bench: $(VENV)/developer ## Speed and memory, beside a peer in the same run
	@$(BIN)/python -m tests.benchmarks.speed

# Training wants torch, from an environment of its own: it takes gigabytes that nobody needs to use claimsheet.
train: $(VENV)/installed ## Train the reader: make train DATA=folder BASE=folder [RUN=folder] [MINUTES=100]
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[train]"
	@$(BIN)/python -m pipeline.language.training train "$(DATA)" "$(BASE)" "$(or $(RUN),.cache/training)" --minutes $(or $(MINUTES),100)
	@$(BIN)/python -m pipeline.language.training export "$(or $(RUN),.cache/training)" "$(BASE)" --version "$(or $(VERSION),own)"

evaluate: $(VENV)/installed ## The figures of the model card: make evaluate DATA=folder
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[train]"
	@$(BIN)/python -m pipeline.language.training evaluate "$(DATA)"

golden: $(VENV)/developer ## Make the golden sheets anew after a deliberate change; then read the diff
	@$(BIN)/python -m tests.golden.remake

clean: ## Remove what can be made again: the environment and the caches, never annotations/
	@rm -rf $(VENV) .cache .pytest_cache .mypy_cache .ruff_cache .hypothesis build *.egg-info

help: ## This list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
