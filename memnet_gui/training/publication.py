"""What a checkpoint says of the run that it comes from."""

import copy
import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import torch

from memnet_gui import __version__
from memnet_gui.imaging.degradation import build_degradation
from memnet_gui.network.ancestry import tell_growth
from memnet_gui.network.card import ModelCard
from memnet_gui.network.memnet import MemNet
from memnet_gui.restoration.halo import CORE_PX, measure_halo
from memnet_gui.training.initial import Ancestor
from memnet_gui.training.trainer import Trainer

_HALO_PHOTOS = 8


@dataclass(frozen=True)
class Account:
    """What a card says that no network and no figure can tell.

    Attributes:
        summary: What the model is for.
        training_images: What it learned from in this run.
        ancestor: The model that the run started from.
    """

    summary: str
    training_images: str
    ancestor: Ancestor | None = None

    @property
    def earlier_pixels(self) -> int:
        """What this network's weights had seen before; a smaller network's do not count."""
        ancestor = self.ancestor
        return ancestor.pixels_seen if ancestor and ancestor.grown_from is None else 0

    @property
    def all_images(self) -> str:
        """All that the weights have learned from, the ancestor's images with its name."""
        ancestor = self.ancestor
        if ancestor is not None and ancestor.grown_from is not None:
            growth = tell_growth(ancestor.name, ancestor.grown_from, ancestor.pixels_seen)
            return f"{self.training_images}; {growth}"
        if ancestor is None:
            return self.training_images
        # A run that goes on with the same photos has nothing to add to where they came from.
        if ancestor.training_images.partition("; ")[0] == self.training_images:
            return ancestor.training_images
        theirs = f" ({ancestor.training_images})" if ancestor.training_images else ""
        return f"{self.training_images}; started from {ancestor.name}{theirs}"


def build_card(
    network: MemNet,
    trainer: Trainer,
    account: Account,
    scores: Mapping[str, float],
    check: Callable[[], None] = lambda: None,
) -> ModelCard:
    """Returns the card of a network, its halo measured.

    Args:
        network: The averaged weights, in evaluation mode.
        trainer: The run that they come from.
        account: What the run is told to say.
        scores: PSNR in dB of the final output by level.
        check: Called often; leaves by raising.
    """
    recipe = trainer.recipe
    low, high = min(recipe.levels), max(recipe.levels)
    quantity = build_degradation(recipe.task, low).quantity
    return ModelCard(
        task=recipe.task,
        summary=account.summary,
        imported_from=account.ancestor.imported_from if account.ancestor else "",
        degradation={quantity: [low, high] if recipe.blind else list(recipe.levels)},
        training_images=account.all_images,
        pixels_seen=trainer.pixels + account.earlier_pixels,
        validation_images=recipe.validate.resolve().name if recipe.validate else "",
        validation_psnr={name: round(psnr, 3) for name, psnr in scores.items()},
        halo_px=_measure_halo(network, trainer, check),
        levels_listed=not recipe.blind,
        program_version=__version__,
        date=dt.datetime.now(tz=dt.UTC).date().isoformat(),
    )


def _measure_halo(network: MemNet, trainer: Trainer, check: Callable[[], None]) -> int | None:
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
    if not photos:
        return None
    measured = copy.deepcopy(network)
    measured.register_forward_pre_hook(lambda *_: check())
    # A GPU takes a second, the processor half a minute; TF32 would round away what is looked for.
    with torch.backends.cudnn.flags(enabled=True, allow_tf32=False):
        return measure_halo(measured, photos)
