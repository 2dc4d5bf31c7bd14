"""Turns what a run has learned into a checkpoint with its model card."""

import copy
import datetime as dt

import numpy as np

from memnet_gui import __version__
from memnet_gui.imaging.degradation import build_degradation
from memnet_gui.network.card import ModelCard
from memnet_gui.network.checkpoint import save_checkpoint
from memnet_gui.network.memnet import MemNet
from memnet_gui.restoration.halo import CORE_PX, measure_halo
from memnet_gui.training.trainer import Trainer

_HALO_PHOTOS = 8


def publish(network: MemNet, trainer: Trainer, *, summary: str, training_images: str) -> None:
    """Writes the recipe's output file.

    Args:
        network: The averaged weights, in evaluation mode.
        trainer: The run that they come from.
        summary: What the model is for.
        training_images: What it learned from.
    """
    recipe = trainer.recipe
    low, high = min(recipe.levels), max(recipe.levels)
    quantity = build_degradation(recipe.task, low).quantity
    card = ModelCard(
        task=recipe.task,
        summary=summary,
        degradation={quantity: [low, high] if recipe.blind else list(recipe.levels)},
        training_images=training_images,
        pixels_seen=trainer.pixels,
        validation_images=recipe.validate.resolve().name if recipe.validate else "",
        validation_psnr={name: round(v, 3) for name, v in trainer.best_validation.items()},
        halo_px=_measure_halo(network, trainer),
        program_version=__version__,
        date=dt.datetime.now(tz=dt.UTC).date().isoformat(),
    )
    save_checkpoint(recipe.output, network, card)


def _measure_halo(network: MemNet, trainer: Trainer) -> int | None:
    """Measures on training photos, degraded least and most in turn."""
    recipe = trainer.recipe
    smallest_px = CORE_PX + 2 * network.config.receptive_radius_px
    large_enough = [image for image in trainer.images if min(image.shape[:2]) >= smallest_px]
    ends = [
        build_degradation(recipe.task, level) for level in (recipe.levels[0], recipe.levels[-1])
    ]
    photos = []
    for index, image in enumerate(large_enough[:_HALO_PHOTOS]):
        degradation = ends[index % 2 - 1]
        clean = degradation.fit(image.astype(np.float32) / np.float32(255))
        photos.append(degradation.present(degradation.apply(clean, index)))
    photos = [photo for photo in photos if min(photo.shape[:2]) >= smallest_px]
    return measure_halo(copy.deepcopy(network).cpu(), photos) if photos else None
