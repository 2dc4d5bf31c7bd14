"""Quick validation while training: the same crops, degraded the same way every time."""

from collections.abc import Callable, Sequence

import numpy as np
import torch
from numpy.typing import NDArray

from memnet_gui.imaging.degradation import Degradation, build_degradation
from memnet_gui.imaging.metrics import psnr
from memnet_gui.network.memnet import MemNet
from memnet_gui.training.progress import SamplePicture, ValidationScores
from memnet_gui.training.recipe import TrainingRecipe

_CROP_PX = 256

Pixels = NDArray[np.float32]


class Validator:
    """Measures PSNR on the centre of each validation photo, neither clipped nor rounded."""

    def __init__(self, recipe: TrainingRecipe, photos: Sequence[NDArray[np.uint8]]) -> None:
        """Takes photos as uint8 (H, W, C); the first one also makes the sample picture."""
        self._recipe = recipe
        self._crops = [_centre(photo).astype(np.float32) / np.float32(255) for photo in photos]
        self._degradations = [build_degradation(recipe.task, x) for x in recipe.validation_levels]

    def measure(
        self, network: MemNet, check: Callable[[], None] = lambda: None
    ) -> dict[str, ValidationScores]:
        """Returns the mean PSNR in dB of what goes in and comes out, by level.

        Args:
            network: In evaluation mode.
            check: Called before each photo; leaves by raising.
        """
        return {_name(d): self._mean(network, d, check) for d in self._degradations}

    def picture(self, network: MemNet) -> SamplePicture:
        """Returns the first photo at the middle level."""
        degradation = self._degradations[len(self._degradations) // 2]
        clean, degraded = _degrade(degradation, self._crops[0], 0)
        restored = self._restore(network, degraded)[-1]
        return SamplePicture(_name(degradation), degraded, restored, clean)

    def _mean(
        self, network: MemNet, degradation: Degradation, check: Callable[[], None]
    ) -> ValidationScores:
        rows = []
        for seed, crop in enumerate(self._crops):
            check()
            clean, degraded = _degrade(degradation, crop, seed)
            shown = [degraded, *self._restore(network, degraded)]
            rows.append([psnr(clean, pixels) for pixels in shown])
        means = [float(mean) for mean in np.mean(rows, axis=0)]
        return ValidationScores(means[0], tuple(means[1:-1]), means[-1])

    @torch.no_grad()
    def _restore(self, network: MemNet, degraded: Pixels) -> list[Pixels]:
        """Returns M1..MM and the final output, each (h, w, C)."""
        recipe = self._recipe
        image = torch.from_numpy(degraded).permute(2, 0, 1).unsqueeze(0).to(recipe.device)
        enabled = recipe.precision == "bf16"
        with torch.autocast(recipe.device, torch.bfloat16, enabled=enabled):
            output = network(image.contiguous(memory_format=torch.channels_last))
        return [
            prediction[0].permute(1, 2, 0).float().cpu().numpy()
            for prediction in (*output.predictions, output.final)
        ]


def _degrade(degradation: Degradation, crop: Pixels, seed: int) -> tuple[Pixels, Pixels]:
    """Returns (clean, degraded) of the same size."""
    clean = degradation.fit(crop)
    return clean, degradation.present(degradation.apply(clean, seed))


def _name(degradation: Degradation) -> str:
    words = {"denoise": "noise", "upscale": "x", "deblock": "quality"}
    return f"{words[degradation.task]} {degradation.level:g}"


def _centre(photo: NDArray[np.uint8]) -> NDArray[np.uint8]:
    top, left = (max(0, (size - _CROP_PX) // 2) for size in photo.shape[:2])
    return photo[top : top + _CROP_PX, left : left + _CROP_PX]
