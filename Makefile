# Two commands do everything: `make demo` and `make test`. Both leave .venv with the `dragoman` command.
# The only tool that has to be there is Python 3.11 or later with its venv module (and make).

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check -qq
PAGE   := src/dragoman/demo/page.html
PATHS  := $(wildcard src tests benchmarks)

# every dependency, and theirs, is a line with hashes in the lock file; wheels alone, so that nothing needs a compiler
INSTALL := $(PIP) install --no-deps --require-hashes --only-binary :all:

.PHONY: help demo test cluster check gate speed lint types layers lexicon format venv lock clean

help:
	@echo 'make demo     set up what is needed and code the page that ships with dragoman'
	@echo 'make test     set up what is needed and run the tests'
	@echo 'make cluster  the tests that start a Ray cluster'
	@echo 'make check    ruff, mypy, the import layers, the rule and actor files, the gate'
	@echo 'make speed    sentences a second of each stage, beside spaCy'
	@echo 'make format   let ruff rewrite the layout of the sources'
	@echo 'make lock     resolve the dependencies anew and write both lock files'
	@echo 'make clean    remove the virtual environment and what the tools left behind'

demo: $(VENV)/.runtime
	@$(BIN)/dragoman code $(PAGE) --voices all

test: $(VENV)/.dev
	@$(BIN)/python -m pytest --numprocesses auto -m 'not cluster'

# three Ray nodes on this machine, one of them lost in mid-run
cluster: $(VENV)/.dev
	@$(BIN)/python -m pytest tests/batch/test_ray.py

check: lint types layers lexicon gate

# scores on the development sets against their floors; one line and no failure where the sets are not beside the clone
gate: $(VENV)/.dev
	$(BIN)/python benchmarks/gate.py

speed: $(VENV)/.dev
	$(BIN)/python benchmarks/speed.py

lint: $(VENV)/.dev
	$(BIN)/ruff check $(PATHS)
	$(BIN)/ruff format --check $(PATHS)

types: $(VENV)/.dev
	$(BIN)/mypy

layers: $(VENV)/.dev
	$(BIN)/lint-imports --no-logo

# both commands load and check every data file before they print
lexicon: $(VENV)/.dev
	$(BIN)/dragoman rules > /dev/null
	$(BIN)/dragoman actors > /dev/null

format: $(VENV)/.dev
	$(BIN)/ruff format $(PATHS)
	$(BIN)/ruff check --fix $(PATHS)

venv: $(VENV)/.dev

$(VENV)/.runtime: pyproject.toml requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo '$(PYTHON) is older than Python 3.11: name a newer one, as in `make demo PYTHON=python3.11`' >&2; exit 2; }
	@echo 'setting up $(VENV) (once)' >&2
	@$(BIN)/python -c '' 2>/dev/null || $(PYTHON) -m venv --clear $(VENV)
	@$(INSTALL) --requirement requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime requirements-dev.lock
	@$(INSTALL) --requirement requirements-dev.lock
	@touch $@

# a virtual environment of its own: the resolver's dependencies are not ours
LOCK := .venv-lock/bin/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-header --no-annotate \
  --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-emit-options

lock:
	@test -x .venv-lock/bin/pip-compile || { $(PYTHON) -m venv .venv-lock && .venv-lock/bin/pip install --quiet pip-tools; }
	$(LOCK) --all-build-deps --output-file requirements.lock pyproject.toml
	.venv-lock/bin/python -c "import tomllib; p = tomllib.load(open('pyproject.toml', 'rb'))['project']; \
	  print(*p['optional-dependencies']['dev'], sep='\n')" \
	  | $(LOCK) --constraint requirements.lock --output-file requirements-dev.lock -

clean:
	rm -rf $(VENV) .venv-lock build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache src/*.egg-info
	find $(PATHS) -name __pycache__ -type d -prune -exec rm -rf {} +
