#!/usr/bin/env python3
"""Measures the models that ship and writes their figures into README.md and docs/models.md.

What was measured with the present weights already is not measured again.
"""

import argparse
from pathlib import Path

from memnet_gui.evaluation.figure_tables import insert_tables, render_tables
from memnet_gui.evaluation.figures import measure_missing, read_figures
from memnet_gui.evaluation.model_cards import render_cards
from memnet_gui.restoration.models import shipped_models

ROOT = Path(__file__).parents[1]


def main() -> None:
    """Measures, then writes."""
    options = _read_options()
    models = shipped_models()
    for info in models if options.data else []:
        ways = (False, True) if info.name in options.self_ensemble else (False,)
        for way in ways:
            for figure in measure_missing(
                info, options.data / "test", self_ensemble=way, processes=options.processes
            ):
                print(f"{figure.command}: {figure.final}", flush=True)
    measured = [(info, read_figures(info)) for info in models]
    insert_tables(ROOT / "README.md", render_tables(measured))
    (ROOT / "docs" / "models.md").write_text(render_cards(measured), encoding="utf-8")


def _read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "data",
        type=Path,
        nargs="?",
        help="the folder whose subfolder test/ holds the test sets; without it nothing is measured",
    )
    parser.add_argument(
        "--self-ensemble",
        nargs="+",
        default=(),
        metavar="MODEL",
        help="measure these with the self-ensemble too, where published figures of MemNet are",
    )
    parser.add_argument(
        "--processes",
        type=int,
        default=1,
        metavar="N",
        help="measure N sets and levels at a time, which pays beside a GPU",
    )
    return parser.parse_args()


if __name__ == "__main__":
    main()
