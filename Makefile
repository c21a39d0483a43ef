# `make demo` shows a live floor; `make test` checks the whole of it. Each sets up .venv first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

# The extra [train] beside it: torch is gigabytes, and what runs a floor never imports it.
TRAIN := .venv-train
BESIDE = PYTHONPATH="$$($(BIN)/python -c 'import site; print(*site.getsitepackages())')" \
	$(TRAIN)/bin/python

# Where `make scenarios` renders to; gigabytes are not needed, hours of two cores may be.
SCENARIOS := scenarios
SCRIPTS := $(wildcard eval/scenarios/*.yaml)

.PHONY: demo test test-train lint lock i18n clean scenarios scenarios-quick accuracy

demo: $(VENV)/ready
	$(BIN)/floorwatch demo

test: $(VENV)/ready
	$(BIN)/python -m pytest

test-train: $(TRAIN)/ready
	$(BESIDE) -m pytest tests/train

lint: $(VENV)/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# The suite with truth, for `floorwatch eval`; what is there already stays, what was broken off goes
# on where it was.
scenarios: $(SCRIPTS:eval/scenarios/%.yaml=$(SCENARIOS)/%/floor.yaml)
scenarios-quick: $(patsubst eval/scenarios/%.yaml,$(SCENARIOS)/%/floor.yaml,$(filter %/quick-bay.yaml %/quick-row.yaml %/quick-faults.yaml,$(SCRIPTS)))

$(SCENARIOS)/%/floor.yaml: eval/scenarios/%.yaml | $(VENV)/ready
	$(BIN)/floorwatch sim setup
	$(BIN)/floorwatch sim render $< --out $(SCENARIOS)/$*

# What today's version sees of the suite: docs/accuracy.md.
accuracy: scenarios
	$(BIN)/floorwatch eval eval/demo $(SCENARIOS)/* --results $(SCENARIOS)/.results --report $(SCENARIOS)/.report

# The stamp is newer than the lock when what is installed is what the lock says. The lock is whole,
# and leaves out opencv-python (see pyproject.toml), which pip would otherwise ask for: --no-deps.
$(VENV)/ready: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(0 if (3, 11) <= sys.version_info[:2] <= (3, 13) else "Floorwatch needs Python 3.11 to 3.13; say which with make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	touch $@

# pip sees what .venv has, so nothing is there twice; and the OpenCV with windows, which ultralytics
# asks for and which needs libGL, is hidden by ours.
$(TRAIN)/ready: $(VENV)/ready pyproject.toml
	$(BIN)/python -m venv --clear $(TRAIN)
	$(BESIDE) -m pip install --quiet --disable-pip-version-check --no-compile \
		$$($(BIN)/python -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["project"]["optional-dependencies"]["train"])')
	touch $@

# After a change of the dependencies in pyproject.toml.
lock:
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header --no-annotate --output-file requirements.lock

clean:
	rm -rf $(VENV) $(TRAIN) build dist *.egg-info
