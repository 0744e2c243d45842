# Every target makes the environment it needs. `make demo` and `make test` are the two to know.
VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= python3

.PHONY: demo run test conformance fuzz lint format bench bench-start bench-exchange bench-interface bench-alignment bench-learning fit-alignment bench-romanisation bench-phrases bench-checks bench-memory bench-versions clean
.DEFAULT_GOAL := demo

demo: $(VENV)/.core  ## the whole main job on the bundled sample
	@$(BIN)/malmoi demo

run: $(VENV)/.core  ## the terminal interface
	@$(BIN)/malmoi tui

# Two processes more than cores, which take work from each other: tests of the interface wait for its timers half of
# the time.
test: $(VENV)/.dev  ## the test suite
	$(BIN)/python -m pytest -n $$(($$(nproc 2>/dev/null || echo 2) + 2)) --dist worksteal -r s

# What proves that others read our files: a schema, sample or program that is not here is a failure, not a skip.
CONFORMANCE := tests/contract/test_tbx.py tests/contract/test_tbx_official.py tests/contract/test_exchange_schemas.py \
	tests/contract/test_consumers.py tests/contract/test_report_formats.py
conformance: $(VENV)/.dev  ## our files against the official schemas, rules and samples, translate-toolkit and OmegaT
	MALMOI_CONFORMANCE=1 $(BIN)/python -m pytest -n auto $(CONFORMANCE)

fuzz: $(VENV)/.dev  ## 20,000 damaged and hostile files for each reader of an exchange format; half an hour
	$(BIN)/python -m tests.fuzzing.readers

lint: $(VENV)/.dev  ## ruff, mypy (strict), import-linter
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: bench-start bench-interface bench-alignment bench-checks  ## all measurements; each part alone is bench-PART

bench-start: $(VENV)/.dev
	$(BIN)/python -m tests.benchmarks.startup

bench-interface: $(VENV)/.dev
	$(BIN)/python -m tests.benchmarks.interface

.PHONY: pictures snapshots
snapshots: $(VENV)/.dev  ## take over what the screens look like now (tests/tui/snapshots); read the difference in git
	MALMOI_SNAPSHOTS=update $(BIN)/python -m pytest -q -n auto tests/tui/test_snapshots.py

pictures: $(VENV)/.dev  ## a picture of every screen in headless Chromium, into pictures/
	$(BIN)/python -m tests.benchmarks.pictures pictures

bench-exchange: $(VENV)/.dev  ## 100,000 concepts written and read, time and memory, beside translate-toolkit
	$(BIN)/python -m tests.benchmarks.exchange

bench-alignment: $(VENV)/.dev
	$(BIN)/python -m tests.benchmarks.alignment

bench-checks: $(VENV)/.dev  ## recall of planted errors and false alarms of each check, CPU time
	$(BIN)/python -m tests.benchmarks.checks
bench-memory: $(VENV)/.dev  ## a million units: index, fuzzy matches, concordance, recall, peers
	$(BIN)/python -m tests.benchmarks.memory

bench-versions: $(VENV)/.dev  ## planted rewordings and omissions
	$(BIN)/python -m tests.benchmarks.versions

.PHONY: bench-corpus
bench-corpus: $(VENV)/.dev  ## articles in two languages read, paired, aligned and kept: pairs a second
	$(BIN)/python -m tests.benchmarks.corpus

.PHONY: bench-terms
bench-terms: $(VENV)/.dev  ## 100,000 concepts: storing, searches in every form, duplicates, undo
	$(BIN)/python -m tests.benchmarks.terms

bench-learning: $(VENV)/.dev  ## what 0, 300 and 3,000 confirmed beads give the next alignment, both engines
	$(BIN)/python -m tests.benchmarks.learning

fit-alignment: $(VENV)/.dev  ## the search for the aligner's weights, with cross-validation; hours, prints and writes nothing
	$(BIN)/python -m tests.benchmarks.fit_alignment --folds

bench-romanisation: $(VENV)/.bench  ## every system and its peers on every gold table, syllables a second
	$(BIN)/python -m tests.benchmarks.romanisation

bench-phrases: $(VENV)/.dev  ## phrase alignment on hand-made links, cross-validated
	$(BIN)/python -m tests.benchmarks.phrases

# The environment: uv where it is there, else venv and pip. A stamp says that it is complete; only a change of
# pyproject.toml makes it install again.
$(VENV)/.core: pyproject.toml
	@PYTHON="$(PYTHON)" sh .ci/environment $(VENV) .
	@touch $@

$(VENV)/.dev: pyproject.toml
	@PYTHON="$(PYTHON)" sh .ci/environment $(VENV) ".[dev]"
	@touch $(VENV)/.core $@

$(VENV)/.bench: pyproject.toml
	@PYTHON="$(PYTHON)" sh .ci/environment $(VENV) ".[dev,bench]"
	@touch $(VENV)/.core $(VENV)/.dev $@

clean:
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
