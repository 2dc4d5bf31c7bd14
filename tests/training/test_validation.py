"""What a network is shown when it is validated."""

from collections.abc import Callable
from pathlib import Path
from typing import cast

import numpy as np
import pytest
import torch
from PIL import Image
from torch import Tensor

from memnet_gui.imaging.degradation import build_degradation
from memnet_gui.network.memnet import MemNet, MemNetOutput
from memnet_gui.training.control import TrainingControl, TrainingStopped
from memnet_gui.training.data import read_images
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
    validator = Validator(
        build_recipe(validate=folder, validation_levels=(10.0, 80.0)),
        read_images((folder,), 1).images,
    )
    shown: list[Tensor] = []

    def return_input(image: Tensor) -> MemNetOutput:
        shown.append(image)
        return MemNetOutput(image, (image + 0.5, image))

    measured = validator.measure(cast("MemNet", return_input))

    crops = [large[3:259, 12:268], small[:, 12:268]]
    for sigma in (10, 80):
        psnrs = []
        for seed, crop in enumerate(crops):
            noise = np.random.default_rng(seed).normal(0, sigma / 255, (*crop.shape, 1))[..., 0]
            noisy = torch.from_numpy(crop / 255 + noise).float()[None, None]
            torch.testing.assert_close(shown.pop(0), noisy, atol=1e-6, rtol=0)
            psnrs.append([-10 * np.log10(np.mean(part**2)) for part in (noise, noise + 0.5)])
        same, shifted = np.mean(psnrs, axis=0)
        scores = measured[f"noise {sigma}"]
        assert scores.input == scores.final == scores.predictions[1]
        assert scores.input == pytest.approx(same, abs=1e-3)
        assert scores.predictions[0] == pytest.approx(shifted, abs=1e-3)
    assert shown == []
    assert validator.measure(cast("MemNet", return_input)) == measured


@pytest.mark.parametrize(
    ("task", "levels", "name"),
    [
        ("denoise", (15.0, 30.0, 50.0), "noise 30"),
        ("upscale", (2.0, 3.0, 4.0), "x 3"),
        ("deblock", (10.0, 40.0), "quality 40"),
    ],
)
def test_sample_picture(
    build_recipe: Callable[..., TrainingRecipe],
    task: str,
    levels: tuple[float, ...],
    name: str,
) -> None:
    photo = np.random.default_rng(1).integers(0, 256, (40, 300, 3), np.uint8)
    recipe = build_recipe(task=task, validation_levels=levels)
    picture = Validator(recipe, [photo]).picture(
        cast("MemNet", lambda image: MemNetOutput(image + 1, (image,)))
    )
    clean = photo[:, 22:278].astype(np.float32) / np.float32(255)
    degradation = build_degradation(task, levels[len(levels) // 2])
    clean = degradation.fit(clean)
    np.testing.assert_array_equal(picture.clean, clean)
    degraded = degradation.present(degradation.apply(clean, 0))
    np.testing.assert_array_equal(picture.degraded, degraded)
    np.testing.assert_array_equal(picture.restored, degraded + 1)
    assert picture.name == name


def test_can_be_left(build_recipe: Callable[..., TrainingRecipe]) -> None:
    control = TrainingControl()
    validator = Validator(build_recipe(), [np.zeros((20, 20, 1), np.uint8)] * 3)
    seen: list[Tensor] = []

    def stop_at_the_first(image: Tensor) -> MemNetOutput:
        seen.append(image)
        control.stop(keep=False)
        return MemNetOutput(image, (image,))

    with pytest.raises(TrainingStopped):
        validator.measure(cast("MemNet", stop_at_the_first), control.check)
    assert len(seen) == 1
