# The front door. Every target does all set-up itself; `make` alone lists them.
# Needs Python 3.11 or newer with venv, and make. PYTHON=/path/to/python chooses the Python.

.DEFAULT_GOAL := help
.PHONY: help venv briefings test check format lab docs lock

# Values from outside reach the shell only through its environment, never as text of a command, and make itself must
# not expand them either: AS_OF='$(shell …)' stays the eleven characters it is, and is refused as no date.
define literally
ifneq ($$(origin $(1)),undefined)
override $(1) := $$(value $(1))
export $(1)
endif
endef
$(foreach name,AS_OF PAPER OUT PYTHON UPGRADE LAB_ARGS,$(eval $(call literally,$(name))))

# Another project's packages must not shadow the locked ones.
unexport PYTHONPATH
unexport PYTHONHOME

PY := .venv/bin/python
# Tests of one file stay on one core, so that what the file builds once is built once; folders with slow files come first.
PYTEST_ARGS ?= -n 2 --dist loadfile --no-loadscope-reorder
# Cell ids stay: they name a cell in a diff. What differs from machine to machine goes.
STRIP := --keep-id --extra-keys "metadata.papermill metadata.reportlib metadata.language_info"

help: ## List the targets
	@echo "make TARGET [NAME=VALUE]"; echo
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/\1|\2/p' Makefile | while IFS='|' read -r target text; do \
	  printf '  %-11s %s\n' "$$target" "$$text"; done

venv: ## Create or repair .venv with the locked packages
	@sh .ci/venv

briefings: venv ## Build all briefings: AS_OF=YYYY-MM-DD (default today), PAPER=a4|letter, OUT=reports
	@$(PY) -m reportlib build $${AS_OF+"--as-of=$$AS_OF"} $${PAPER+"--paper=$$PAPER"} $${OUT+"--out=$$OUT"}

test: venv ## Run all tests on two cores (PYTEST_ARGS=… for others)
	@$(PY) -m pytest $(PYTEST_ARGS)

check: lint types floors stripped facts ## Lint, types, floors, stripped notebooks, data (-k: go on after a failure)

.PHONY: lint types floors stripped facts
lint: venv
	@.venv/bin/ruff check --quiet
	@.venv/bin/ruff format --check --quiet
types: venv
	@$(PY) -m mypy --no-error-summary
floors: venv
	@.venv/bin/lint-imports --no-logo
stripped: venv
	@.venv/bin/nbstripout --verify $(STRIP) notebooks/*.ipynb
facts: venv
	@$(PY) -m reportlib check

format: venv ## Sort imports, format code, strip notebooks
	@.venv/bin/ruff check --quiet --fix --select I
	@.venv/bin/ruff format --quiet
	@.venv/bin/nbstripout $(STRIP) notebooks/*.ipynb

docs: venv ## Draw the gallery and the contact sheets of README anew (needs pdftoppm)
	@$(PY) docs/gallery.py
	@out=$$(mktemp -d) && $(PY) -m reportlib build --as-of=2025-05-23 --format=pdf --out="$$out" && \
	  $(PY) docs/contact_sheets.py "$$out" 2025-05-23; status=$$?; rm -rf "$$out"; exit $$status

lab: venv ## Open JupyterLab on notebooks/; git then commits them without outputs (LAB_ARGS=--allow-root: its options)
	@if git rev-parse --git-dir >/dev/null 2>&1; then \
	  git config filter.nbstripout.clean '.venv/bin/nbstripout $(STRIP)'; \
	  git config filter.nbstripout.smudge cat; fi
	@set -f; $(PY) -m jupyterlab notebooks $$LAB_ARGS  # split at spaces, and nothing else done to it

lock: venv ## Compile requirements.lock from pyproject.toml (UPGRADE=1 takes newer versions)
	@sh .ci/lock
