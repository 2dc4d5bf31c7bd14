"""Small models whose weights matter."""

from collections.abc import Callable
from pathlib import Path

import pytest
import torch

from memnet_gui.network.card import ModelCard
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.network.memnet import MemNet
from memnet_gui.restoration.models import Model, ModelInfo


@pytest.fixture
def build_model() -> Callable[..., Model]:
    """Returns a model for so many channels, with random weights that change the picture."""

    def build(channels: int, task: str = "denoise") -> Model:
        torch.manual_seed(5)
        config = NetworkConfig(2, 2, 4, channels=channels)
        network = MemNet(config).eval()
        torch.nn.init.normal_(network.reconstruction_conv.weight, std=0.05)
        card = ModelCard(task=task)
        return Model(ModelInfo("test", Path("test.safetensors"), config, card), network)

    return build
