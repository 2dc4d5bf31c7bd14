"""Photos and choices of a tiny run."""

import shutil
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from memnet_gui.app.training_choices import TrainingChoices
from memnet_gui.network.configuration import NetworkConfig


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    """A folder of two grey photos."""
    folder = tmp_path / "photos"
    folder.mkdir()
    for number in range(2):
        pixels = np.random.default_rng(number).integers(0, 256, (40, 44), np.uint8)
        Image.fromarray(pixels).save(folder / f"{number}.png")
    return folder


@pytest.fixture
def tiny(photos: Path, tmp_path: Path) -> TrainingChoices:
    """A run of a few steps of the smallest network with intermediate predictions."""
    return TrainingChoices(
        output=tmp_path / "trained" / "denoise-mine.safetensors",
        folders=(photos,),
        validate=Path(shutil.copytree(photos, tmp_path / "others")),
        levels=(10.0, 60.0),
        network=NetworkConfig(2, 1, 4, 1),
        steps=6,
        batch=1,
        patch_px=16,
        device="cpu",
    )
