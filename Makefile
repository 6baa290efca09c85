# `make demo` shows Handrail, `make test` proves it. Both install what is missing into .venv.

PYTHON ?= python3
PORT ?= 8700
HOST_PORT ?= 8701
WORKERS ?= 2

BIN := .venv/bin
# Node and npm come from a Python package in .venv, never from the machine. They trust whom the machine trusts, as pip does.
NPM := NODE_USE_SYSTEM_CA=1 PATH="$(CURDIR)/$(BIN):$$PATH" npm
SIDE_BY_SIDE := $(MAKE) --no-print-directory --jobs=2 --output-sync=target
NPM_CI := $(NPM) ci --ignore-scripts --no-progress --prefer-offline
NODE := $(BIN)/node
SDK := server/handrail/_sdk/manifest.json
SDK_SOURCES := build.mjs package-lock.json $(shell find sdk_js/src widgets/src -type f 2>/dev/null)

# One stamp per thing installed, so that a second run is instant.
VENV := .venv/stamps/venv
RUNTIME := .venv/stamps/runtime
DEV := .venv/stamps/dev
NODE_RUNTIME := .venv/stamps/node-runtime
NODE_DEV := .venv/stamps/node-dev
APPS := .venv/stamps/apps
PEERS := .venv/stamps/peers

.PHONY: setup build watch demo check lint style types sdk unit format test soak bench eval schema lock browser apps engines clean
.DEFAULT_GOAL := setup

setup: $(DEV) $(NODE_DEV) build

build: $(SDK)

watch: $(DEV) $(NODE_DEV)
	$(NODE) build.mjs --watch

demo: $(RUNTIME) build
	$(BIN)/handrail demo --port $(PORT) --host-port $(HOST_PORT)

check: setup
	@$(SIDE_BY_SIDE) style types sdk unit

lint: setup
	@$(SIDE_BY_SIDE) style types sdk

# The parts of `check`. They take for granted that `setup` was there before.
style:
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/lint-imports
	$(NPM) run --silent lint

types:
	$(BIN)/mypy
	$(NPM) run --silent types

sdk:
	$(NPM) run --silent test

unit:
	$(BIN)/pytest -q -n $(WORKERS) -m "not browser and not slow and not soak" -k "not postgresql"

format: setup
	$(BIN)/ruff check --fix
	$(BIN)/ruff format
	$(NPM) run --silent format

test: lint browser apps
	$(BIN)/pytest -n $(WORKERS) --dist loadfile -m "not soak"

soak: setup browser engines
	HANDRAIL_TEST_ENGINES=all $(BIN)/pytest -q -m "soak or engines"

bench: setup browser $(PEERS)
	$(BIN)/python -m bench

eval: $(DEV)
	$(BIN)/python -m evaluation

schema: $(DEV)
	$(BIN)/handrail schema
	$(BIN)/python -m sdk_js.generate_wire > .wire.tmp && mv .wire.tmp sdk_js/src/wire.gen.ts
	$(BIN)/python -m docs.generate_events > .events.tmp && mv .events.tmp docs/events.md

# Pins and hashes only: no address of a registry.
lock: $(DEV)
	for name in base build dev; do \
	  $(BIN)/uv pip compile -q --no-header --no-emit-index-url --generate-hashes --universal \
	    --python-version 3.11 requirements/$$name.in -o requirements/$$name.txt || exit 1; \
	done
	for lock in package-lock.json tests/flows/apps/package-lock.json bench/peers/package-lock.json; do \
	  $(NODE) -e 'const fs = require("fs"), f = process.argv[1], l = JSON.parse(fs.readFileSync(f)); for (const p of Object.values(l.packages)) delete p.funding; fs.writeFileSync(f, JSON.stringify(l, null, 2) + "\n")' $$lock || exit 1; \
	done

browser: $(DEV)
	$(BIN)/python tests/browser.py

engines: $(DEV)
	$(BIN)/python -m tests.engines.found

# What the apps of the browser tests are built of. Apart, because it is twice as much as all the rest and nothing else needs it.
apps: $(APPS)

clean:
	rm -rf .venv node_modules tests/flows/apps/node_modules bench/peers/node_modules bench/peers/dist server/handrail/_sdk dist test-results .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

$(VENV):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Handrail needs Python 3.11 or newer. Install it, or name it: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	  { echo "Python's venv module is missing. On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv .venv
	@mkdir -p $(@D) && touch $@

$(RUNTIME): $(VENV) requirements/build.txt pyproject.toml hatch_build.py
	$(BIN)/python -m pip install --disable-pip-version-check -q --require-hashes -r requirements/build.txt
	$(BIN)/python -m pip install --disable-pip-version-check -q --no-deps --no-build-isolation -e .
	@touch $@

$(DEV): $(RUNTIME) requirements/dev.txt
	$(BIN)/python -m pip install --disable-pip-version-check -q --require-hashes -r requirements/dev.txt
	@touch $@

$(NODE_RUNTIME): $(RUNTIME) package-lock.json
	@test -d node_modules/esbuild || $(NPM_CI) --omit=dev
	@touch $@

$(NODE_DEV): $(RUNTIME) package-lock.json
	$(NPM_CI)
	@touch $@ $(NODE_RUNTIME)

$(APPS): $(RUNTIME) tests/flows/apps/package-lock.json
	cd tests/flows/apps && $(NPM_CI)
	@touch $@

# Libraries that the page benchmark runs beside ours: part of nothing else.
$(PEERS): $(RUNTIME) bench/peers/package-lock.json
	cd bench/peers && $(NPM_CI)
	@touch $@

$(SDK): $(SDK_SOURCES) | $(NODE_RUNTIME)
	$(NODE) build.mjs
