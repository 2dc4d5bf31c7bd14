"""A workbench on a tiny model."""

from collections.abc import Callable, Generator
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from pytestqt.qtbot import QtBot

from memnet_gui.app.workbench import Workbench
from memnet_gui.network.card import ModelCard
from memnet_gui.network.checkpoint import save_checkpoint
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.network.memnet import MemNet
from memnet_gui.restoration.models import ModelInfo, find_model

SaveModel = Callable[..., ModelInfo]


@pytest.fixture
def save_model(tmp_path: Path) -> SaveModel:
    """Saves a model with random weights that change the picture."""

    def save(config: NetworkConfig = NetworkConfig(2, 2, 4)) -> ModelInfo:  # noqa: B008
        torch.manual_seed(1)
        network = MemNet(config)
        torch.nn.init.normal_(network.reconstruction_conv.weight, std=0.05)
        path = tmp_path / "models" / f"{config.name.replace(' ', '-')}.safetensors"
        save_checkpoint(path, network, ModelCard())
        return find_model(path)

    return save


@pytest.fixture
def photo_path(tmp_path: Path) -> Path:
    path = tmp_path / "Straße 1.png"
    Image.fromarray(np.random.default_rng(0).integers(0, 256, (40, 60, 3), np.uint8)).save(path)
    return path


@pytest.fixture
def bench(qtbot: QtBot) -> Generator[Workbench]:
    workbench = Workbench(lambda photo: ("rendered", photo.width))
    yield workbench
    workbench.close()
