PYTHON := $(shell command -v python3 || command -v python3.11 || command -v python3.12 || command -v python3.13)
BIN := .venv/bin
unexport PYTHONDONTWRITEBYTECODE # hundreds of commands start in a test run: compile once

COMPILE := $(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --quiet

.PHONY: help python demo test lint assets docs lock tables messages bench screenshots

help: ## list what can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | sort

python:
	@test -n "$(PYTHON)" || { echo "要 Python 3.11 或更新的版本；装好 python3 再运行一次。" >&2; exit 1; }

demo: python ## start a demo city and print how to sign in
	@$(PYTHON) bootstrap.py assets
	@$(BIN)/xiaoer demo

test: python ## run everything: checks, tests, browser tests
	@$(PYTHON) bootstrap.py test
	@$(MAKE) --no-print-directory lint
	@$(BIN)/python -m pytest -n auto --dist worksteal --durations 30

lint: python ## run the checks without the tests
	@$(PYTHON) bootstrap.py environment
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

assets: python ## build styles, scripts, icons and languages
	@$(PYTHON) bootstrap.py assets

docs: python ## build the documentation into site/
	@$(PYTHON) bootstrap.py environment
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet

screenshots: ## take the pictures of the documentation
	@$(PYTHON) bootstrap.py test
	@XIAOER_SCREENSHOTS=docs/images $(BIN)/python -m pytest tests/browser/test_pages.py -q

tables: ## write the tables of a new city from the migrations
	@$(BIN)/python -m xiaoer.runtime.tables

messages: ## collect texts, derive traditional Chinese, list what English lacks
	@DJANGO_SETTINGS_MODULE=xiaoer.settings $(BIN)/python -m xiaoer.web.catalogues update

bench: ## run the benchmarks
	@for file in benchmarks/bench_*.py; do echo "== $$file"; $(BIN)/python $$file; done

lock: ## pin every package with its hash
	@$(COMPILE) --group dev pyproject.toml -o requirements.txt
	@$(COMPILE) --group oracles --constraint requirements.txt -o requirements-oracles.txt
