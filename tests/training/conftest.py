"""A tiny run that repeats exactly."""

import shutil
from collections.abc import Callable, Generator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from PIL import Image

from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.training.control import TrainingControl
from memnet_gui.training.data import read_images
from memnet_gui.training.plan import TrainingPlan, TrainingResult
from memnet_gui.training.progress import TrainingProgress
from memnet_gui.training.recipe import TrainingRecipe
from memnet_gui.training.session import train
from memnet_gui.training.trainer import Trainer


@pytest.fixture(autouse=True)
def exact_arithmetic() -> Generator[None]:
    """One thread adds up in one order."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(mode=True)
    yield
    torch.use_deterministic_algorithms(mode=False)
    torch.set_num_threads(threads)


def smooth(height: int, width: int, phase: float = 0.0) -> NDArray[np.uint8]:
    """Gentle waves (H, W), which are easy to tell from noise."""
    ys, xs = np.mgrid[:height, :width] / 48
    waves = np.sin(5 * ys + phase) * np.cos(4 * xs - 2 * phase)
    levels: NDArray[np.uint8] = np.rint(127 + 90 * waves).astype(np.uint8)
    return levels


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    """A folder of three grey photos."""
    folder = tmp_path / "photos"
    folder.mkdir()
    for index in range(3):
        Image.fromarray(smooth(44, 48 + index, 1.3 * index)).save(folder / f"{index}.png")
    return folder


@pytest.fixture
def others(photos: Path, tmp_path: Path) -> Path:
    """A folder of the same name with photos to measure on, which look the same."""
    return Path(shutil.copytree(photos, tmp_path / "others" / photos.name))


@pytest.fixture
def build_recipe(photos: Path, tmp_path: Path) -> Callable[..., TrainingRecipe]:
    """Returns a recipe of 12 steps with the output `name`, changed as asked."""

    def build(name: str = "run", **changes: object) -> TrainingRecipe:
        recipe = TrainingRecipe(
            data=(photos,),
            output=tmp_path / "runs" / f"{name}.safetensors",
            network=NetworkConfig(2, 2, 4),
            steps=12,
            patch_px=16,
            batch=2,
            precision="fp32",
            validation_levels=(30.0,),
            validate_every_minutes=1e3,
        )
        return replace(recipe, **changes)  # type: ignore[arg-type]

    return build


Run = Callable[..., tuple[TrainingResult, list[TrainingProgress]]]


@pytest.fixture
def run() -> Run:
    """Trains by a recipe and returns the result and all reports."""

    def train_by(
        recipe: TrainingRecipe, control: TrainingControl | None = None, **plan: object
    ) -> tuple[TrainingResult, list[TrainingProgress]]:
        reports: list[TrainingProgress] = []
        result = train(TrainingPlan(recipe, **plan), reports.append, control)  # type: ignore[arg-type]
        return result, reports

    return train_by


@pytest.fixture
def build_trainer() -> Callable[[TrainingRecipe], Trainer]:
    """Returns a trainer of the recipe's photos."""

    def build(recipe: TrainingRecipe) -> Trainer:
        photos = read_images(recipe.data, recipe.network.channels)
        return Trainer(recipe, photos.images)

    return build
