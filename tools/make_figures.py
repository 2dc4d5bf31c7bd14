#!/usr/bin/env python3
"""Measures the models that ship and writes their figures into README.md and docs/models.md.

Usage: tools/make_figures.py [DATA], the folder whose subfolder test/ holds the test sets. What was
measured with the present weights already is not measured again; without DATA nothing is.
"""

import sys
from pathlib import Path

from memnet_gui.evaluation.figure_tables import insert_tables, render_tables
from memnet_gui.evaluation.figures import measure_missing, read_figures
from memnet_gui.evaluation.model_cards import render_cards
from memnet_gui.restoration.models import shipped_models

ROOT = Path(__file__).parents[1]


def main() -> None:
    """Measures, then writes."""
    models = shipped_models()
    for info in models if sys.argv[1:] else []:
        for figure in measure_missing(info, Path(sys.argv[1]) / "test"):
            print(f"{info.name}: {figure.set_name} {figure.level}: {figure.final}", flush=True)
    measured = [(info, read_figures(info)) for info in models]
    insert_tables(ROOT / "README.md", render_tables(measured))
    (ROOT / "docs" / "models.md").write_text(render_cards(measured), encoding="utf-8")


if __name__ == "__main__":
    main()
