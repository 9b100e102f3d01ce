PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
PIP := $(BIN)/python -m pip --disable-pip-version-check
# Exactly what is named, and nothing built by tools that no lock names: so next year's set-up is this year's.
INSTALL := $(PIP) install --quiet --no-deps
LOCKED := $(INSTALL) --require-hashes --only-binary :all: --requirement
PYTEST := $(BIN)/python -m pytest -q -n 2 --dist worksteal
# Whose tests alone, without a file, a clock or a screen, must reach every branch of model, rules and reports.
DOMAIN := tests/model tests/rules tests/reports
DAY := 2020-10-31

# With a pip: the oldest that a Python 3.11 ever brought along (that of 3.11.0), and the newest.
define in_a_clone
	here=$$(mktemp -d) && trap 'rm -rf "$$here"' EXIT && git clone --quiet . "$$here/ltz" && cd "$$here/ltz" && \
	  export HOME="$$here" && unset XDG_CONFIG_HOME XDG_CACHE_HOME && \
	  $(MAKE) $(VENV)/.python && $(PIP) install --quiet --upgrade $(1) && $(PIP) --version && \
	  $(MAKE) status && $(MAKE) test
endef

.PHONY: status test long fresh rehearsal templates pictures bench browser lock clean

status: $(VENV)/.ready  ## the plan as of a telling day
	@$(BIN)/ltz status --as-of $(DAY)
	@echo
	@echo "Today: $(BIN)/ltz status    Any other day: $(BIN)/ltz status --as-of 2020-07-31"
	@echo "今天：$(BIN)/ltz status    别的日子：$(BIN)/ltz status --as-of 2020-07-31"

test: $(VENV)/.ready-dev  ## everything that must hold
	$(PYTEST) -m "not long" $(DOMAIN) --cov
	$(PYTEST) -m "not long" $(DOMAIN:%=--ignore=%)
	$(BIN)/ruff check
	$(BIN)/ruff format --check ltzplan
	$(BIN)/mypy
	$(BIN)/lint-imports

fresh:  ## both commands, as committed, in a new clone with an empty home, by two pips; needs the network
	$(call in_a_clone,pip==22.3)
	$(call in_a_clone,pip)

long: $(VENV)/.ready-dev  ## the properties, each with twenty times as many examples, and all cases of those alike; most of an hour
	LTZ_EXAMPLES=20 $(PYTEST) -m "hypothesis or long"

rehearsal: $(VENV)/.ready  ## fourteen months of dispatch, with invented problems, against their expected figures
	@$(BIN)/python examples/rehearsal/play.py

templates:  ## the templates of papers in Word, made anew from their styles
	$(PYTHON) docs/word_templates.py

pictures: $(VENV)/.ready-browser  ## the screens and pages in docs/pictures, drawn anew; look at them before you commit
	$(BIN)/python docs/pictures.py
	$(BIN)/python docs/page_pictures.py

bench: $(VENV)/.ready-dev  ## speed as ratios; run by hand
	$(BIN)/python benchmarks/speed.py

browser: $(VENV)/.ready-browser  ## what the tests in a browser need beside chromium; then `make test` runs them

lock:  ## pin what pyproject.toml asks for; needs uv
	uv pip compile -q --universal --generate-hashes --no-header --no-annotate --no-emit-index-url \
	  --python-version 3.11 pyproject.toml --group build -o requirements.txt
	uv pip compile -q --universal --generate-hashes --no-header --no-annotate --no-emit-index-url \
	  --python-version 3.11 pyproject.toml --group dev -o requirements-dev.txt
	uv pip compile -q --universal --generate-hashes --no-header --no-annotate --no-emit-index-url \
	  --python-version 3.11 -c requirements-dev.txt pyproject.toml --group browser -o requirements-browser.txt

clean:
	rm -rf $(VENV) .coverage .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

$(VENV)/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed; name one: make PYTHON=python3.11"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.ready: $(VENV)/.python requirements.txt pyproject.toml
	$(LOCKED) requirements.txt
	$(INSTALL) --no-build-isolation --editable .
	$(PIP) check
	@touch $@

$(VENV)/.ready-dev: $(VENV)/.ready requirements-dev.txt
	$(LOCKED) requirements-dev.txt
	$(PIP) check
	@touch $@

$(VENV)/.ready-browser: $(VENV)/.ready-dev requirements-browser.txt
	$(LOCKED) requirements-browser.txt
	$(PIP) check
	@touch $@
