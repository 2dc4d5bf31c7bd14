"""A grown network restores as the one that it came from."""

import pytest
import torch
from torch import Tensor

from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.network.growth import can_grow, grow
from memnet_gui.network.memnet import MemNet

SMALL = NetworkConfig(2, 2, 4)


@pytest.fixture
def picture() -> Tensor:
    return torch.rand((4, 1, 24, 24), generator=torch.Generator().manual_seed(1))


def _trained(config: NetworkConfig, picture: Tensor) -> MemNet:
    """Random weights, with the BatchNorm statistics of a picture."""
    torch.manual_seed(2)
    network = MemNet(config)
    with torch.no_grad():
        for parameter in network.parameters():
            parameter.add_(torch.randn(parameter.shape) * 0.2)
    for module in network.modules():
        if isinstance(module, torch.nn.BatchNorm2d):
            module.momentum = None
    with torch.no_grad():
        network.train()(picture)
    return network.eval()


@pytest.mark.parametrize(
    "small",
    [
        SMALL,
        NetworkConfig(2, 2, 4, multi_supervised=False),
        NetworkConfig(2, 2, 4, long_term=False),
        NetworkConfig(2, 2, 4, short_term=False),
        NetworkConfig(2, 2, 4, long_term_first=False),
    ],
)
def test_more_filters_change_nothing(small: NetworkConfig, picture: Tensor) -> None:
    network = _trained(small, picture)
    wide = grow(network, NetworkConfig(**{**vars(small), "filters": 7})).eval()
    with torch.no_grad():
        expected, output = network(picture), wide(picture)
    for ours, theirs in zip(output.predictions, expected.predictions, strict=True):
        torch.testing.assert_close(ours, theirs, rtol=0, atol=1e-5)
    torch.testing.assert_close(output.final, expected.final, rtol=0, atol=1e-5)


@pytest.mark.parametrize("multi_supervised", [True, False])
def test_more_blocks_pass_the_last_memory_on(multi_supervised: bool, picture: Tensor) -> None:
    small = NetworkConfig(2, 2, 4, multi_supervised=multi_supervised)
    network = _trained(small, picture)
    large = NetworkConfig(4, 2, 4, multi_supervised=multi_supervised)
    deep = grow(network, large).eval()
    with torch.no_grad():
        expected, output = network(picture), deep(picture)
    torch.testing.assert_close(output.final, expected.final, rtol=0, atol=1e-4)
    if multi_supervised:
        for ours in output.predictions[2:]:
            torch.testing.assert_close(ours, expected.predictions[1], rtol=0, atol=1e-4)


@pytest.mark.parametrize("recursions", [3, 4, 5])
def test_more_recursions_change_little(recursions: int, picture: Tensor) -> None:
    network = _trained(SMALL, picture)
    deep = grow(network, NetworkConfig(2, recursions, 4)).eval()
    with torch.no_grad():
        expected, output = network(picture).final, deep(picture).final
    changed = float((output - expected).abs().mean())
    assert 0 < changed < 0.2 * float((expected - picture).abs().mean())


def test_recursions_without_influence_change_nothing(
    picture: Tensor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With new recursions that add nothing at all, the rest is the old network."""
    network = _trained(SMALL, picture)
    monkeypatch.setattr("memnet_gui.network.growth.NEW_RECURSION_SCALE", 0.0)
    deep = grow(network, NetworkConfig(2, 5, 6)).eval()
    with torch.no_grad():
        expected, output = network(picture).final, deep(picture).final
    torch.testing.assert_close(output, expected, rtol=0, atol=1e-5)


def test_all_that_is_new_learns(picture: Tensor) -> None:
    grown = grow(_trained(SMALL, picture), NetworkConfig(3, 4, 6)).train()
    optimizer = torch.optim.SGD(grown.parameters(), lr=1e-3)
    for _ in range(2):  # what nothing reads yet gets its first gradient in the second step
        optimizer.zero_grad()
        output = grown(picture)
        loss = output.final.square().mean() + sum(y.square().mean() for y in output.predictions)
        loss.backward()
        optimizer.step()
    for name, parameter in grown.named_parameters():
        assert parameter.grad is not None, name
        if parameter.ndim > 1:
            per_output = parameter.grad.abs().sum(dim=tuple(range(1, parameter.ndim)))
            assert (per_output > 0).all(), name


def test_leaves_the_small_network_as_it_is(picture: Tensor) -> None:
    network = _trained(SMALL, picture)
    before = {name: value.clone() for name, value in network.state_dict().items()}
    grow(network, NetworkConfig(3, 4, 6))
    for name, value in network.state_dict().items():
        torch.testing.assert_close(value, before[name], rtol=0, atol=0)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (SMALL, NetworkConfig(1, 2, 4)),
        (SMALL, NetworkConfig(3, 2, 3)),
        (SMALL, NetworkConfig(2, 2, 4, channels=3)),
        (SMALL, NetworkConfig(3, 2, 4, multi_supervised=False)),
        (NetworkConfig(2, 2, 4, long_term=False), NetworkConfig(3, 2, 4, long_term=False)),
        (
            NetworkConfig(2, 2, 4, shared_recursions=False),
            NetworkConfig(2, 2, 6, shared_recursions=False),
        ),
        (NetworkConfig(2, 4, 4, short_term_step=2), NetworkConfig(2, 8, 4, short_term_step=2)),
    ],
)
def test_what_cannot_grow(old: NetworkConfig, new: NetworkConfig) -> None:
    assert not can_grow(old, new)
    with pytest.raises(ValueError, match="cannot become"):
        grow(MemNet(old), new)
