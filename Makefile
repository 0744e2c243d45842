# Every target makes the environment it needs. `make demo` and `make test` are the two to know.
VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= python3

.PHONY: demo run test lint format bench bench-start bench-interface bench-alignment bench-romanisation bench-phrases clean
.DEFAULT_GOAL := demo

demo: $(VENV)/.core  ## the whole main job on the bundled sample
	@$(BIN)/malmoi demo

run: $(VENV)/.core  ## the terminal interface
	@$(BIN)/malmoi tui

test: $(VENV)/.dev  ## the test suite
	$(BIN)/python -m pytest -n auto

lint: $(VENV)/.dev  ## ruff, mypy (strict), import-linter
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: bench-start bench-interface bench-alignment  ## all measurements; each part alone is bench-PART

bench-start: $(VENV)/.dev
	$(BIN)/python -m tests.benchmarks.startup

bench-interface: $(VENV)/.dev
	$(BIN)/python -m tests.benchmarks.interface

bench-alignment: $(VENV)/.dev
	$(BIN)/python -m tests.benchmarks.alignment

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
