"""The measured halo against a network whose reach is known."""

import numpy as np
import pytest
import torch

from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.network.memnet import MemNet
from memnet_gui.restoration.halo import measure_halo


def narrow(network: MemNet) -> None:
    """Leaves only the centre of every 3x3 kernel, so that a pixel depends on itself alone."""
    with torch.no_grad():
        for module in network.modules():
            if isinstance(module, torch.nn.Conv2d) and module.kernel_size == (3, 3):
                centre = module.weight[:, :, 1, 1].clone()
                module.weight.zero_()
                module.weight[:, :, 1, 1] = centre


@pytest.fixture
def network() -> MemNet:
    torch.manual_seed(0)
    network = MemNet(NetworkConfig(2, 2, 4)).eval()
    torch.nn.init.normal_(network.reconstruction_conv.weight)
    return network


def photos() -> list[np.ndarray]:
    generator = np.random.default_rng(0)
    return [generator.random((60, 70, 1), dtype=np.float32) for _ in range(2)]


def test_random_weights_need_nearly_the_whole_receptive_field(network: MemNet) -> None:
    assert measure_halo(network, photos()) >= network.config.receptive_radius_px - 2


def test_weights_without_reach_need_only_the_margin(network: MemNet) -> None:
    narrow(network)
    assert measure_halo(network, photos()) == 2


def test_photos_must_hold_the_receptive_field(network: MemNet) -> None:
    with pytest.raises(ValueError, match="at least 52 pixels"):
        measure_halo(network, [np.zeros((40, 70, 1), np.float32)])
