"""`memnet-gui gates`: the weight norms of a model's gate units."""

import argparse
import csv
import io
import json
import os
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from memnet_gui.cli.options import refuse_usage
from memnet_gui.files import check_writable, write_file
from memnet_gui.network.gate_observations import GateObservations, observe
from memnet_gui.network.gates import NORM_COLUMNS, GateNorms, gate_norms
from memnet_gui.restoration.models import find_model, load_model

_MARKS = {True: "yes", False: "no", None: "-"}


def run(options: argparse.Namespace) -> int:
    """Prints the norms and writes the files that were asked for."""
    files = [path for path in (options.csv, options.png) if path is not None]
    if len({os.path.realpath(path) for path in files}) < len(files):
        return refuse_usage(options.parser, "--csv and --png name the same file")
    for path in files:
        check_writable(path, overwrite=options.overwrite)
    model = load_model(find_model(options.model))
    norms = gate_norms(model.network)
    if options.csv is not None:
        write_file(options.csv, _render_csv(norms), overwrite=options.overwrite)
    if options.png is not None:
        title = f"{model.info.name} ({model.info.config.name})"
        write_file(options.png, _render_png(norms, title), overwrite=options.overwrite)
    if options.json:
        learned = model.network.ensemble_weights
        report = {
            "model": model.info.name,
            "ensemble_weights": None if learned is None else learned.tolist(),
            **describe(norms),
        }
        print(json.dumps(report, indent=2))
        return 0
    print(f"{model.info.name} ({model.info.config.name})\n")
    _print_blocks(norms)
    _print_observations(observe(norms))
    for path in files:
        print(path)
    return 0


def describe(norms: Sequence[GateNorms]) -> dict[str, Any]:
    """Returns norms, summary and observations as plain values."""
    blocks = [
        {
            "block": gate.block,
            "mean": gate.mean,
            "variance": gate.variance,
            "last_recursion_mean": gate.last_recursion_mean,
            "long_term_mean": gate.long_term_mean,
            "earlier_recursions_mean": gate.earlier_recursions_mean,
            "passed_on": gate.passed_on,
            "passes_on": gate.passes_on,
            "segments": [asdict(segment) for segment in gate.segments],
            "norms": gate.norms.tolist(),
        }
        for gate in norms
    ]
    found = observe(norms)
    return {
        "blocks": blocks,
        "observations": {
            name: {"holds": part.holds, "finding": part.finding, **asdict(part)}
            for name, part in found.by_name().items()
        },
        "passing_gates": {"finding": found.passing.finding, **asdict(found.passing)},
    }


def _print_blocks(norms: Sequence[GateNorms]) -> None:
    for gate in norms:
        print(f"Block {gate.block}: mean {gate.mean:.4f}, variance {gate.variance:.5f}")
        print(f"  {'memory':<8}{'maps':>11}{'mean norm':>12}")
        for segment in gate.segments:
            maps = f"{segment.start}-{segment.stop - 1}"
            print(f"  {segment.name:<8}{maps:>11}{segment.mean:>12.4f}")
        print()


def _print_observations(found: GateObservations) -> None:
    print("The paper's observations")
    for part in found.by_name().values():
        print(f"  {_MARKS[part.holds]:<5}{part.claim}\n       {part.finding}")
    if found.passing.blocks:
        print(f"\n{found.passing.finding}")


def _render_csv(norms: Sequence[GateNorms]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(NORM_COLUMNS)
    for gate in norms:
        writer.writerows(gate.rows())
    return text.getvalue().encode()


def _render_png(norms: Sequence[GateNorms], title: str) -> bytes:
    # Qt only here: the norms are also asked for on servers without a display.
    from memnet_gui.ui.gates.picture import render_norms

    return render_norms(norms, title)
