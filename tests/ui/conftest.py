"""The window on a tiny model, so that restorations take no time."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from pytestqt.qtbot import QtBot

from memnet_gui.network.card import ModelCard
from memnet_gui.network.checkpoint import save_checkpoint
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.network.memnet import MemNet
from memnet_gui.ui.main_window import MainWindow

SaveModel = Callable[..., Path]


@pytest.fixture
def save_model(tmp_path: Path) -> SaveModel:
    """Saves a model with random weights that change the picture."""

    def save(config: NetworkConfig = NetworkConfig(2, 2, 4)) -> Path:  # noqa: B008
        torch.manual_seed(1)
        network = MemNet(config)
        torch.nn.init.normal_(network.reconstruction_conv.weight, std=0.05)
        path = tmp_path / "models" / f"{config.name.replace(' ', '-')}.safetensors"
        save_checkpoint(path, network, ModelCard(summary="For tests"))
        return path

    return save


@pytest.fixture
def photo_path(tmp_path: Path) -> Path:
    path = tmp_path / "Straße 1.png"
    Image.fromarray(np.random.default_rng(0).integers(0, 256, (40, 60, 3), np.uint8)).save(path)
    return path


@pytest.fixture
def window(qtbot: QtBot, save_model: SaveModel) -> MainWindow:
    """A shown window that uses the tiny model."""
    window = MainWindow()
    qtbot.addWidget(window)
    window.open_model(save_model())
    window.show()
    qtbot.waitExposed(window)
    return window
