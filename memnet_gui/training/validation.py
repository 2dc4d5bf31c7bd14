"""Quick validation while training: the same crops, degraded the same way every time."""

import numpy as np
import torch
from numpy.typing import NDArray

from memnet_gui.imaging.degradation import Degradation, build_degradation
from memnet_gui.imaging.metrics import psnr
from memnet_gui.network.memnet import MemNet
from memnet_gui.training.data import read_images
from memnet_gui.training.recipe import TrainingRecipe

_CROP_PX = 256


class Validator:
    """Measures PSNR on the centre of each validation photo, neither clipped nor rounded."""

    def __init__(self, recipe: TrainingRecipe) -> None:
        assert recipe.validate is not None
        self._recipe = recipe
        photos = read_images(recipe.validate, recipe.network.channels, luminance=recipe.luminance)
        self._crops = [_centre(photo).astype(np.float32) / np.float32(255) for photo in photos]

    def psnr(self, network: MemNet) -> dict[str, float]:
        """Returns the mean PSNR in dB of the final output by level."""
        recipe = self._recipe
        degradations = [build_degradation(recipe.task, x) for x in recipe.validation_levels]
        return {
            _name(degradation): self._mean(network, degradation) for degradation in degradations
        }

    def _mean(self, network: MemNet, degradation: Degradation) -> float:
        scores = []
        for seed, crop in enumerate(self._crops):
            clean = degradation.fit(crop)
            degraded = degradation.present(degradation.apply(clean, seed))
            scores.append(psnr(clean, self._restore(network, degraded)))
        return float(np.mean(scores))

    @torch.no_grad()
    def _restore(self, network: MemNet, degraded: NDArray[np.float32]) -> NDArray[np.float32]:
        device = self._recipe.device
        image = torch.from_numpy(degraded).permute(2, 0, 1).unsqueeze(0).to(device)
        enabled = self._recipe.precision == "bf16"
        with torch.autocast(device, torch.bfloat16, enabled=enabled):
            final = network(image.contiguous(memory_format=torch.channels_last)).final
        restored: NDArray[np.float32] = final[0].permute(1, 2, 0).float().cpu().numpy()
        return restored


def _name(degradation: Degradation) -> str:
    words = {"denoise": "noise", "upscale": "x", "deblock": "quality"}
    return f"{words[degradation.task]} {degradation.level:g}"


def _centre(photo: NDArray[np.uint8]) -> NDArray[np.uint8]:
    top, left = (max(0, (size - _CROP_PX) // 2) for size in photo.shape[:2])
    return photo[top : top + _CROP_PX, left : left + _CROP_PX]
