"""`memnet-gui export`: writes a model for other programs."""

import argparse
import json
from typing import Any

from memnet_gui.exporting.checks import SHAPES, TOLERANCE
from memnet_gui.exporting.export import Exported, ExportOrder, export_model
from memnet_gui.restoration.models import find_model


def run(options: argparse.Namespace) -> int:
    """Writes the files and says how well they agree with the model."""
    order = ExportOrder(
        find_model(options.model),
        options.format,
        options.output,
        predictions=options.predictions,
        licence=options.licence,
        overwrite=options.overwrite,
    )
    exported = export_model(order)
    if options.json:
        print(json.dumps(describe(exported), indent=2))
        return 0
    for path in order.files:
        print(path)
    print(f"outputs: {', '.join(exported.outputs)}")
    print(f"agrees with PyTorch within {exported.difference:.1e}")
    return 0


def describe(exported: Exported) -> dict[str, Any]:
    """Returns what was written as plain values."""
    order = exported.order
    return {
        "model": order.model.name,
        "format": order.format,
        "files": [str(path) for path in order.files],
        "outputs": list(exported.outputs),
        "largest_difference": exported.difference,
        "tolerance": TOLERANCE,
        "pictures": [
            {"batch": batch, "height": height, "width": width} for batch, height, width in SHAPES
        ],
    }
