"""`memnet-gui import`: makes a model of weights from elsewhere."""

import argparse
import json

from memnet_gui.cli.models import describe, paragraph
from memnet_gui.cli.options import refuse_usage
from memnet_gui.network.importing.conversion import check_output, guess_task, write_model
from memnet_gui.network.importing.recognition import read_weights
from memnet_gui.restoration.models import find_model


def run(options: argparse.Namespace) -> int:
    """Writes the model and describes it."""
    check_output(options.output, overwrite=options.overwrite)
    imported = read_weights(options.weights)
    task = options.task or guess_task(options.weights)
    if task is None:
        problem = f"the name of {options.weights} does not tell what it is for: give --task"
        return refuse_usage(options.parser, problem)
    write_model(imported, options.weights, options.output, task)
    info = find_model(options.output)
    print(json.dumps(describe(info), indent=2) if options.json else paragraph(info))
    return 0
