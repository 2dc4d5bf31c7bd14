"""Sizes and costs are told without building networks."""

import pytest
from torch import nn

from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.network.cost import count_multiplications, count_weights
from memnet_gui.network.memnet import MemNet


@pytest.mark.parametrize(
    ("config", "weights"),
    [
        (NetworkConfig(4, 3, 32), 96_832),
        (NetworkConfig(4, 6, 64), 435_328),
        (NetworkConfig(6, 6, 64), 676_992),
        (NetworkConfig(6, 8, 64), 726_144),
        (NetworkConfig(10, 10, 64), 1_373_312),
        # What is known of ports whose recursions share nothing.
        (NetworkConfig(6, 6, 64, multi_supervised=False, shared_recursions=False), 2_888_832),
    ],
)
def test_published_counts(config: NetworkConfig, weights: int) -> None:
    assert count_weights(config) == weights


@pytest.mark.parametrize(
    "config",
    [
        NetworkConfig(3, 2, 5, 3),
        NetworkConfig(3, 2, 5, multi_supervised=False),
        NetworkConfig(3, 4, 5, long_term=False),
        NetworkConfig(3, 4, 5, 3, short_term=False),
        NetworkConfig(3, 4, 5, shared_recursions=False, long_term_first=False),
        NetworkConfig(3, 4, 5, shared_recursions=False, short_term_step=2),
    ],
)
def test_counts_of_built_networks(config: NetworkConfig) -> None:
    assert count_weights(config) == MemNet(config).convolution_weights()


@pytest.mark.parametrize("shared", [True, False])
def test_multiplications_are_those_of_the_convolutions_that_run(shared: bool) -> None:
    """Counted by hooks while a built network restores one pixel."""
    import torch

    config = NetworkConfig(3, 4, 5, 3, shared_recursions=shared)
    network = MemNet(config).eval()
    counted: list[int] = []

    def count(conv: nn.Module, _inputs: object, _output: object) -> None:
        assert isinstance(conv, nn.Conv2d)
        counted.append(conv.weight.numel())

    for module in network.modules():
        if isinstance(module, nn.Conv2d):
            module.register_forward_hook(count)
    network(torch.zeros(1, 3, 1, 1))
    assert count_multiplications(config) == sum(counted)
