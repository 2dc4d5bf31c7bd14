"""Small models whose weights matter."""

from collections.abc import Callable
from pathlib import Path

import pytest
import torch

from memnet_gui.network.card import ModelCard
from memnet_gui.network.checkpoint import save_checkpoint
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.network.memnet import MemNet
from memnet_gui.restoration.models import Model, ModelInfo, find_model


def _build_network(config: NetworkConfig) -> MemNet:
    """A network with random weights that change the picture."""
    torch.manual_seed(5)
    network = MemNet(config).eval()
    torch.nn.init.normal_(network.reconstruction_conv.weight, std=0.05)
    return network


@pytest.fixture
def build_model() -> Callable[..., Model]:
    """Returns a model for so many channels."""

    def build(channels: int, task: str = "denoise") -> Model:
        config = NetworkConfig(2, 2, 4, channels=channels)
        info = ModelInfo("test", Path("test.safetensors"), config, ModelCard(task=task))
        return Model(info, _build_network(config))

    return build


@pytest.fixture
def save_weights(tmp_path: Path) -> Callable[..., ModelInfo]:
    """Saves a model M1R1 C4 and returns it."""

    def save(name: str, channels: int = 1, **card: object) -> ModelInfo:
        path = tmp_path / "weights" / f"{name}.safetensors"
        network = _build_network(NetworkConfig(1, 1, 4, channels=channels))
        save_checkpoint(path, network, ModelCard(**card))  # type: ignore[arg-type]
        return find_model(path)

    return save
