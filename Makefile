PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SETUP = $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps
DAY := 2020-10-31

.PHONY: status test rehearsal bench lock clean

status: $(VENV)/.ready  ## the plan as of a telling day
	@$(BIN)/ltz status --as-of $(DAY)
	@echo
	@echo "Today: $(BIN)/ltz status    Any other day: $(BIN)/ltz status --as-of 2020-07-31"
	@echo "今天：$(BIN)/ltz status    别的日子：$(BIN)/ltz status --as-of 2020-07-31"

test: $(VENV)/.ready-dev  ## everything that must hold
	$(BIN)/python -m pytest -q -n 2 --cov
	$(BIN)/ruff check ltzplan
	$(BIN)/ruff format --check ltzplan
	$(BIN)/mypy
	$(BIN)/lint-imports

rehearsal: $(VENV)/.ready  ## fourteen months of dispatch, with invented problems, against their expected figures
	@$(BIN)/python examples/rehearsal/play.py

bench: $(VENV)/.ready-dev  ## speed as ratios; run by hand
	$(BIN)/python benchmarks/startup.py

lock:  ## pin what pyproject.toml asks for; needs uv
	uv pip compile -q --universal --generate-hashes --no-header --no-annotate --no-emit-index-url \
	  --python-version 3.11 pyproject.toml --group build -o requirements.txt
	uv pip compile -q --universal --generate-hashes --no-header --no-annotate --no-emit-index-url \
	  --python-version 3.11 pyproject.toml --group dev -o requirements-dev.txt

clean:
	rm -rf $(VENV) .coverage .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

$(VENV)/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed; name one: make PYTHON=python3.11"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.ready: $(VENV)/.python requirements.txt pyproject.toml
	$(SETUP) --require-hashes -r requirements.txt
	@$(SETUP) --no-build-isolation -e .
	@$(BIN)/python -m pip check --disable-pip-version-check > /dev/null || $(BIN)/python -m pip check --disable-pip-version-check
	@touch $@

$(VENV)/.ready-dev: $(VENV)/.ready requirements-dev.txt
	$(SETUP) --require-hashes -r requirements-dev.txt
	@$(BIN)/python -m pip check --disable-pip-version-check > /dev/null || $(BIN)/python -m pip check --disable-pip-version-check
	@touch $@
