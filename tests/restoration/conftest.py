"""Small models whose weights matter."""

from collections.abc import Callable
from pathlib import Path

import pytest
import torch

from memnet_gui.network.card import ModelCard
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.network.memnet import MemNet
from memnet_gui.restoration.models import Model, ModelInfo


def _build(config: NetworkConfig, halo_px: int | None = None) -> Model:
    """A model with random weights that change the picture."""
    torch.manual_seed(5)
    network = MemNet(config).eval()
    torch.nn.init.normal_(network.reconstruction_conv.weight, std=0.05)
    card = ModelCard(halo_px=halo_px)
    return Model(ModelInfo("test", Path("test.safetensors"), config, card), network)


@pytest.fixture
def build_model() -> Callable[..., Model]:
    return _build


@pytest.fixture
def grey_model() -> Model:
    return _build(NetworkConfig(2, 2, 8))


@pytest.fixture
def colour_model() -> Model:
    return _build(NetworkConfig(2, 2, 8, channels=3))
