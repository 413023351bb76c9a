# Needs python3 (3.11 or newer) with venv, and make. `make help` lists the words.

PYTHON ?= python3
BIN := .venv/bin
PY := $(BIN)/python
PIP := $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes
RUNNERS ?= 1000000
TEMPLATES = $$(find templates -name '*.html')
# The variables of production, with a key worth the name, around one command.
PRODUCTION = $(BIN)/dotenv --file .env.example run -- \
	env SECRET_KEY=$$($(PY) -c 'import secrets; print(secrets.token_urlsafe(64))')
LOCK := .venv/uv/bin/uv pip compile pyproject.toml --universal --generate-hashes --no-header --quiet
CHECKS := format-is-clean lint templates types architecture dependencies migrations deployment compose

.DEFAULT_GOAL := help
.PHONY: help run test check prove faults bench bench-admin browser lock format clean $(CHECKS)

help: ## list these words
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' Makefile

run: .venv/demo ## run everything, demo included, on this machine
	@$(PY) manage.py up

test: .venv/dev ## run all tests, in a browser too, against servers of their own
	$(PY) manage.py within -- $(PY) -m pytest --cov

check: .venv/dev ## format, lint, types, architecture, templates, deployment
	@$(MAKE) --no-print-directory --keep-going $(CHECKS)

prove: .venv/dev ## search all answers for one that is judged too calmly, in two ways
	$(PRODUCTION) $(PY) manage.py prove_protocol --verbosity 2
	$(PY) -m tests.second_proof

faults: .venv/dev ## kill, freeze and break all that sends reminders, in 20 seeds; half an hour
	$(PY) -m tests.faults

bench: .venv/dev ## compare speeds within one run
	$(PY) manage.py within -- $(PY) -m tests.benchmarks
	$(PY) manage.py within -- $(PY) -m tests.benchmarks.reminders

bench-admin: .venv/dev ## open the pages of physios with a million runners; RUNNERS=100000 for fewer
	$(PY) manage.py within -- $(PY) -m tests.benchmarks.admin --runners $(RUNNERS)

browser: .venv/dev ## install a browser for the browser tests, if there is none
	@$(PY) -m tests.e2e.browser || \
	if [ "$$(id -u)" = 0 ] && command -v apt-get > /dev/null; \
	then apt-get update -qq && apt-get install -qq --yes --no-install-recommends chromium; \
	else $(BIN)/playwright install chromium; fi

lock: .venv/uv ## renew the hashed requirements after a change of pyproject.toml
	$(LOCK) --output-file requirements/base.txt
	$(LOCK) --extra demo --output-file requirements/demo.txt
	$(LOCK) --extra demo --extra dev --output-file requirements/dev.txt

format: .venv/dev ## put code and templates into their format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	$(BIN)/djade --target-version 5.2 $(TEMPLATES)

clean: ## remove the environment and what tools left behind; .data stays
	rm -rf .venv .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache staticfiles
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# What `make check` runs, one by one

format-is-clean:
	$(BIN)/ruff format --check .

lint:
	$(BIN)/ruff check .

templates:
	$(BIN)/djade --target-version 5.2 --check $(TEMPLATES)
	$(BIN)/djlint --quiet --lint templates

types:
	$(PRODUCTION) $(BIN)/mypy

architecture:
	$(BIN)/lint-imports

dependencies:
	$(BIN)/deptry .

migrations:
	$(PY) manage.py within -- $(PY) manage.py makemigrations --check

deployment:
	$(PRODUCTION) $(PY) manage.py check --deploy --fail-level DEBUG

compose:
	$(BIN)/check-jsonschema --builtin-schema vendor.compose-spec docker-compose.yml

# The environments: a file in .venv says that the lock it is older than was installed

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Stridewell needs Python 3.11 or newer.")'
	$(PYTHON) -m venv .venv

.venv/demo: requirements/demo.txt | .venv/bin/python
	$(PIP) --requirement requirements/demo.txt
	@touch $@

.venv/dev: requirements/dev.txt | .venv/bin/python
	$(PIP) --requirement requirements/dev.txt
	@touch $@ .venv/demo

.venv/uv: | .venv/bin/python
	$(PYTHON) -m venv $@
	$@/bin/pip install --quiet --disable-pip-version-check 'uv<1'
