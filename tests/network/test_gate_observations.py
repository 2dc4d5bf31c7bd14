"""The paper's observations on norms that are known beforehand."""

import pytest
import torch

from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.network.gate_observations import GateObservations, compare_norms, observe
from memnet_gui.network.gates import GateNorms, gate_norms
from memnet_gui.network.memnet import MemNet


def norms_of(config: NetworkConfig, levels: list[list[float]]) -> tuple[GateNorms, ...]:
    """Norms that are `levels[block][memory]` in every feature map."""
    network = MemNet(config)
    for block, means in zip(network.memory_blocks, levels, strict=True):
        row = torch.tensor(means).repeat_interleave(config.filters)
        with torch.no_grad():
            block.gate.conv.weight.copy_((row / config.filters**0.5).view(1, -1, 1, 1))
    return gate_norms(network)


def observe_levels(config: NetworkConfig, levels: list[list[float]]) -> GateObservations:
    return observe(norms_of(config, levels))


def test_all_hold() -> None:
    # B0 .. then H1 H2
    found = observe_levels(NetworkConfig(2, 2, 4), [[1, 2, 6], [1, 1, 1, 3]])
    assert found.decline.means == pytest.approx((3, 1.5))
    assert found.decline.holds is True
    assert found.decline.mean_is_monotone
    assert found.last_recursion.led == (1, 2)
    assert found.last_recursion.holds is True
    assert found.long_term.first == pytest.approx(0.5)
    assert found.long_term.last == pytest.approx(1)
    assert found.long_term.holds is True


def test_none_holds() -> None:
    found = observe_levels(NetworkConfig(2, 2, 4), [[2, 1, 1.5], [2, 2, 9, 3]])
    assert found.decline.holds is False
    assert found.last_recursion.led == ()
    assert found.last_recursion.holds is False
    assert "0 of 2 blocks" in found.last_recursion.finding
    assert found.long_term.holds is False


def test_a_fall_with_a_rise_between_holds_and_says_so() -> None:
    levels = [[3.0, 9.0], [4.0, 4.0, 12.0], [1.0, 1.0, 1.0, 2.0]]
    decline = observe_levels(NetworkConfig(3, 1, 4), levels).decline
    assert decline.holds is True
    assert not decline.mean_is_monotone
    assert decline.variance_is_monotone is False
    assert "falls in 1 of 2 steps" in decline.finding


def test_falling_mean_with_rising_variance_does_not_hold() -> None:
    decline = observe_levels(NetworkConfig(2, 1, 4), [[3, 3], [0.1, 0.1, 4]]).decline
    assert decline.holds is False


def test_one_block() -> None:
    found = observe_levels(NetworkConfig(1, 2, 4), [[1, 1, 2]])
    assert found.decline.holds is None
    assert found.last_recursion.holds is True
    assert found.long_term.holds is None


@pytest.mark.parametrize(
    "config",
    [
        NetworkConfig(2, 2, 4, long_term=False),
        NetworkConfig(2, 2, 4, short_term=False),
        NetworkConfig(2, 1, 4),
    ],
    ids=str,
)
def test_without_both_kinds_nothing_can_gain(config: NetworkConfig) -> None:
    found = observe(gate_norms(MemNet(config)))
    assert found.long_term.holds is None
    assert found.last_recursion.holds is not None


def test_only_the_last_recursion() -> None:
    network = MemNet(NetworkConfig(2, 2, 4, long_term=False, short_term=False))
    found = observe(gate_norms(network))
    assert found.last_recursion.holds is None
    assert all(part.finding.endswith(".") for part in found.by_name().values())


def test_comparison() -> None:
    first = norms_of(NetworkConfig(2, 1, 4), [[1, 1], [1, 1, 1]])
    second = norms_of(NetworkConfig(2, 1, 4), [[3, 1], [1, 1, 1]])
    comparison = compare_norms(first, second)
    # |1 - 3| / 2 = 1 and 0, so 0.5 in the first block
    assert comparison.differences == pytest.approx((0.5, 0))
    assert comparison.mean == pytest.approx(0.25)
    assert "25%" in comparison.finding
    assert compare_norms(first, first).mean == 0


def test_comparison_of_other_shapes() -> None:
    first = gate_norms(MemNet(NetworkConfig(3, 1, 4)))
    assert compare_norms(first, gate_norms(MemNet(NetworkConfig(3, 2, 4)))).mean is None
    assert compare_norms(first, gate_norms(MemNet(NetworkConfig(3, 1, 8)))).mean is None
    fewer = compare_norms(first, gate_norms(MemNet(NetworkConfig(2, 1, 4))))
    assert len(fewer.differences) == 2
    assert None not in fewer.differences
