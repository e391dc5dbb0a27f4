# On a fresh machine: `make run` and `make test`. `make check` is exactly what CI runs.

PYTHON ?= python3
BIN = .venv/bin
UV = $(BIN)/uv
INSTALL = $(UV) pip install -q --python $(BIN)/python --require-hashes -r
PIP_INSTALL = $(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r
COMMAND = $(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .
MODE_OF_TESTS = OGNISKO_VAR=var/test OGNISKO_STRICT_TEMPLATES=1

.PHONY: run demo test test-sqlite test-postgresql test-browser check format lint types imports templates translations migrations fix bench bench-growth bench-search messages assets wheel settings lock clean

run: .venv/.run
	@$(BIN)/ognisko serve

demo: .venv/.run
	@$(BIN)/ognisko demo

# --- Installing: uv where PyPI gives it, plain pip with the same lock otherwise --------------------------
.venv/.run: requirements.lock bootstrap.lock
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "Installing what Ognisko needs into .venv …"
	@$(PIP_INSTALL) bootstrap.lock && $(INSTALL) requirements.lock || $(PIP_INSTALL) requirements.lock
	@$(COMMAND)
	@touch $@

.venv/.dev: requirements-dev.lock .venv/.run
	@echo "Installing what the tests need into .venv …"
	@$(INSTALL) requirements-dev.lock || $(PIP_INSTALL) requirements-dev.lock
	@touch $@

assets: .venv/.run
	@$(BIN)/ognisko messages --compile
	@$(BIN)/ognisko assets

# --- Tests: everything on SQLite, everything on a real PostgreSQL, stories in a real browser -------------
test: test-sqlite test-postgresql test-browser

test-sqlite: .venv/.dev assets
	$(MODE_OF_TESTS) $(BIN)/pytest -n 2 -m "not browser" -q

test-postgresql: .venv/.dev assets
	$(MODE_OF_TESTS) $(BIN)/python tests/postgresql.py $(BIN)/pytest -n 2 -m "not browser and not real" -q

test-browser: .venv/.dev assets
	$(MODE_OF_TESTS) $(BIN)/pytest -m browser -q

# --- The whole check ------------------------------------------------------------------------------------
check: format lint types imports templates translations migrations test

format: .venv/.dev
	$(BIN)/ruff format --check .

lint: .venv/.dev
	$(BIN)/ruff check .

types: .venv/.dev
	OGNISKO_VAR=var/test $(BIN)/mypy ognisko

imports: .venv/.dev
	$(BIN)/lint-imports

templates: .venv/.dev
	$(BIN)/djlint --lint --quiet ognisko/*/templates

translations: .venv/.dev
	OGNISKO_VAR=var/test $(BIN)/ognisko messages --check

migrations: .venv/.dev
	OGNISKO_VAR=var/test $(BIN)/ognisko makemigrations --check --dry-run

fix: .venv/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

messages: .venv/.dev
	OGNISKO_VAR=var/test $(BIN)/ognisko messages

# --- Measuring: make bench, make bench DATABASE=postgresql, make bench-growth, make bench-search ------------
DATABASE ?= sqlite
POSTS ?= 100000
SIZES ?= 10000 100000
BENCH = $(if $(filter postgresql,$(DATABASE)),$(BIN)/python tests/postgresql.py) $(BIN)/python -m bench

bench: .venv/.dev assets
	@$(BENCH) --posts $(POSTS) --mixed 120

bench-growth: .venv/.dev assets
	@$(BENCH) --posts $(SIZES)

bench-search: .venv/.dev
	@rm -rf var/bench/search && OGNISKO_VAR=var/bench/search $(BIN)/python -m bench.search
	@OGNISKO_VAR=var/bench/search $(BIN)/python tests/postgresql.py $(BIN)/python -m bench.search

# --- Making -----------------------------------------------------------------------------------------------
wheel: .venv/.dev assets
	@$(BIN)/python -m release

settings: .venv/.dev
	@OGNISKO_VAR=var/test $(BIN)/python -m release.settings

lock: .venv/.run
	$(UV) pip compile -q --universal --generate-hashes --no-header --no-emit-index-url --python-version 3.11 --group build pyproject.toml -o requirements.lock
	$(UV) pip compile -q --universal --generate-hashes --no-header --no-emit-index-url --python-version 3.11 --group build --group dev pyproject.toml -o requirements-dev.lock
	echo "uv==0.13.9" | $(UV) pip compile -q --universal --generate-hashes --no-header --no-emit-index-url --python-version 3.11 - -o bootstrap.lock

clean:
	rm -rf .venv var dist
