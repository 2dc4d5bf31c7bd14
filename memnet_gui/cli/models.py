"""`memnet-gui models`: lists the models that ship with the program."""

import argparse
import json
from typing import Any

import torch

from memnet_gui.cli.options import Commands
from memnet_gui.network.memnet import MemNet
from memnet_gui.restoration.models import ModelInfo, shipped_models


def add_parser(commands: Commands) -> None:
    """Adds the command."""
    parser = commands.add_parser("models", help="list the shipped models")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Prints the models."""
    models = [describe(info) for info in shipped_models()]
    if options.json:
        print(json.dumps({"models": models}, indent=2))
        return 0
    for model in models:
        print(_paragraph(model))
    return 0


def describe(info: ModelInfo) -> dict[str, Any]:
    """Returns the figures of a model as plain values."""
    with torch.device("meta"):
        weights = MemNet(info.config).convolution_weights()
    card = info.card
    return {
        "name": info.name,
        "task": card.task,
        "summary": card.summary,
        "blocks": info.config.blocks,
        "recursions": info.config.recursions,
        "filters": info.config.filters,
        "channels": info.config.channels,
        "multi_supervised": info.config.multi_supervised,
        "convolution_weights": weights,
        "layers": info.config.layers,
        "file": str(info.path),
        "file_bytes": info.path.stat().st_size,
        "degradation": dict(card.degradation),
        "training_images": card.training_images,
        "pixels_seen": card.pixels_seen,
        "validation_images": card.validation_images,
        "validation_psnr": dict(card.validation_psnr),
        "date": card.date,
    }


def _paragraph(model: dict[str, Any]) -> str:
    network = (
        f"M{model['blocks']}R{model['recursions']} C{model['filters']}, "
        f"{'grey' if model['channels'] == 1 else 'colour'}, {model['layers']} layers, "
        f"{model['convolution_weights']:,} convolution weights, {model['file_bytes'] / 1e3:.0f} kB"
    )
    psnr = ", ".join(f"{name}: {value:.2f} dB" for name, value in model["validation_psnr"].items())
    lines = [
        f"{model['name']}  ({model['task']})",
        f"  {model['summary']}",
        f"  {network}",
    ]
    if psnr:
        lines.append(f"  validation on {model['validation_images']}: {psnr}")
    return "\n".join(lines)
