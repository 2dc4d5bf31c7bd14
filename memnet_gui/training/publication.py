"""Turns what a run has learned into a checkpoint with its model card."""

import copy
import datetime as dt

import numpy as np
from numpy.typing import NDArray

from memnet_gui import __version__
from memnet_gui.imaging.degradation import GaussianNoise
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
    low, high = min(recipe.sigmas), max(recipe.sigmas)
    card = ModelCard(
        task="denoise",
        summary=summary,
        degradation={"noise_sigma": [low, high] if recipe.blind else list(recipe.sigmas)},
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
    """Measures on training photos, at the weakest and the strongest noise in turn."""
    smallest_px = CORE_PX + 2 * network.config.receptive_radius_px
    large_enough = [image for image in trainer.images if min(image.shape[:2]) >= smallest_px]
    if not large_enough:
        return None
    photos = [
        _add_noise(image, trainer.recipe.sigmas[0 if index % 2 else -1], index)
        for index, image in enumerate(large_enough[:_HALO_PHOTOS])
    ]
    return measure_halo(copy.deepcopy(network).cpu(), photos)


def _add_noise(image: NDArray[np.uint8], sigma: float, seed: int) -> NDArray[np.float32]:
    return GaussianNoise(sigma).apply(image.astype(np.float32) / np.float32(255), seed)
