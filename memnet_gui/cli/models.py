"""`memnet-gui models`: lists the models that ship with the program, or describes others."""

import argparse
import json
from typing import Any

from memnet_gui.network.cost import count_weights
from memnet_gui.network.descriptions import describe_levels, describe_network
from memnet_gui.network.provenance import describe_origin
from memnet_gui.restoration.models import ModelInfo, find_model, shipped_models


def run(options: argparse.Namespace) -> int:
    """Prints the models."""
    models = [find_model(name) for name in options.models] or shipped_models()
    if options.json:
        print(json.dumps({"models": [describe(info) for info in models]}, indent=2))
        return 0
    for info in models:
        print(paragraph(info))
    return 0


def describe(info: ModelInfo) -> dict[str, Any]:
    """Returns the figures of a model as plain values."""
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
        "shared_recursions": info.config.shared_recursions,
        "long_term_first": info.config.long_term_first,
        "short_term_step": info.config.short_term_step,
        "follows_paper": info.config.follows_paper,
        "imported_from": card.imported_from,
        "origin": describe_origin(info.config, card),
        "convolution_weights": count_weights(info.config),
        "layers": info.config.layers,
        "file": str(info.path),
        "file_bytes": info.path.stat().st_size,
        "degradation": dict(card.degradation),
        "levels": describe_levels(card),
        "colour_policy": info.colour_policy.value,
        "halo_px": card.halo_px,
        "training_images": card.training_images,
        "pixels_seen": card.pixels_seen,
        "validation_images": card.validation_images,
        "validation_psnr": dict(card.validation_psnr),
        "date": card.date,
    }


def paragraph(info: ModelInfo) -> str:
    """Returns what a model is, in a few lines."""
    card = info.card
    psnr = ", ".join(f"{name}: {value:.2f} dB" for name, value in card.validation_psnr.items())
    about = [text for text in (card.summary, describe_origin(info.config, card)) if text]
    lines = [
        f"{info.name}  ({card.task})",
        *(f"  {text}" for text in about),
        f"  learned to undo: {describe_levels(card) or 'not said'}",
        f"  colour photos: {info.colour_policy.value}",
        f"  {describe_network(info.config)}, {info.path.stat().st_size / 1e3:.0f} kB",
    ]
    if psnr:
        lines.append(f"  validation on {card.validation_images}: {psnr}")
    return "\n".join(lines)
