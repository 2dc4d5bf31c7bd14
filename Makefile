# MemNet GUI from a checkout: needs make and Python 3.11 or newer with venv, sets up the rest itself.
# `make` alone runs the program; `make help` lists the targets. Another Python: PYTHON=python3.12 make

BIN := .venv/bin
export PYTHON

.PHONY: run test lint format figures screenshots icons translations wheel bundle check-bundle clean help setup \
	setup-dev

run: setup  ## Restore a noisy sample photo: in the window where there is a display, else without
	@tools/check-libraries.sh || test -z "$$DISPLAY$$WAYLAND_DISPLAY"
	@$(BIN)/memnet-gui demo

test: export QT_QPA_PLATFORM := offscreen
test: lint  ## Check style, types and layers, then run the tests (no display needed)
	@tools/check-libraries.sh
	$(BIN)/python -m pytest -q -n 2 --dist worksteal -m 'not alone'
	$(BIN)/python -m pytest -q -m alone

lint: setup-dev  ## Check style, types and layers only
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: setup-dev  ## Mend what the style check can mend by itself
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

figures: setup  ## Measure new weights on the sets in DATA/test; update README.md and docs/models.md
	$(BIN)/python tools/make_figures.py $(DATA)

screenshots: setup  ## Make the pictures in docs/images anew (takes minutes, needs xvfb-run)
	xvfb-run -a -s "-screen 0 1920x1200x24" $(BIN)/python tools/make_screenshots.py

# Qt's lupdate and lrelease come with PySide6. No line numbers: they would change with every commit.
UPDATE = $(BIN)/pyside6-lupdate -extensions py -no-obsolete -locations none
TRANSLATIONS := resources/translations/memnet-gui
translations: setup  ## Bring the texts of the window into resources/translations, and compile these
	$(UPDATE) memnet_gui -ts $(TRANSLATIONS)_de.ts
	$(UPDATE) -pluralonly memnet_gui -ts $(TRANSLATIONS)_en.ts
	$(BIN)/pyside6-lrelease -silent $(TRANSLATIONS)_de.ts -qm $(TRANSLATIONS)_de.qm
	$(BIN)/pyside6-lrelease -silent $(TRANSLATIONS)_en.ts -qm $(TRANSLATIONS)_en.qm

wheel: setup  ## Build dist/memnet_gui-<version>-py3-none-any.whl
	$(BIN)/pip wheel --no-deps --wheel-dir dist .

bundle: setup  ## Build build/memnet-gui/, the program for Linux machines without Python
	packaging/build-bundle.sh

check-bundle: setup  ## Try what `make bundle` built; ROOT=FOLDER: inside another Linux system
	packaging/check-bundle.sh $(ROOT)

icons: setup  ## Render resources/icons/memnet-gui.svg to the PNG files beside it
	$(BIN)/python tools/render_icons.py

clean:  ## Remove .venv, built packages and caches
	rm -rf .venv build dist *.egg-info .coverage .*_cache
	find memnet_gui tests -name __pycache__ -prune -exec rm -rf {} +

help:  ## Show this list
	@sed -n 's/^\([a-z-]*\):.*  ## /\1\t/p' Makefile | expand -t 14

setup:
	@tools/set-up.sh

setup-dev:
	@tools/set-up.sh dev
