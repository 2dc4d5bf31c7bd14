"""What a network is shown when it is validated."""

from collections.abc import Callable
from pathlib import Path
from typing import cast

import numpy as np
import pytest
import torch
from PIL import Image
from torch import Tensor

from memnet_gui.network.memnet import MemNet, MemNetOutput
from memnet_gui.training.recipe import TrainingRecipe
from memnet_gui.training.validation import Validator


def test_middle_of_each_photo_with_fixed_noise(
    build_recipe: Callable[..., TrainingRecipe], tmp_path: Path
) -> None:
    folder = tmp_path / "validation"
    folder.mkdir()
    large = np.random.default_rng(7).integers(0, 256, (263, 280), np.uint8)
    small = large[:40, :300]
    for name, photo in (("a", large), ("b", small)):
        Image.fromarray(photo).save(folder / f"{name}.png")
    validator = Validator(build_recipe(validate=folder, validation_levels=(10.0, 80.0)))
    shown: list[Tensor] = []

    def return_input(image: Tensor) -> MemNetOutput:
        shown.append(image)
        return MemNetOutput(image, (image,))

    measured = validator.psnr(cast("MemNet", return_input))

    crops = [large[3:259, 12:268], small[:, 12:268]]
    expected = {}
    for sigma in (10, 80):
        psnrs = []
        for seed, crop in enumerate(crops):
            noise = np.random.default_rng(seed).normal(0, sigma / 255, (*crop.shape, 1))[..., 0]
            noisy = torch.from_numpy(crop / 255 + noise).float()[None, None]
            torch.testing.assert_close(shown.pop(0), noisy, atol=1e-6, rtol=0)
            psnrs.append(-10 * np.log10(np.mean(noise**2)))
        expected[f"noise {sigma}"] = np.mean(psnrs)
    assert measured == pytest.approx(expected, abs=1e-3)
    assert validator.psnr(cast("MemNet", return_input)) == measured
