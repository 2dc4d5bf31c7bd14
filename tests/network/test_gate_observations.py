"""The paper's observations on norms that are known beforehand."""

import pytest
import torch

from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.network.gate_observations import GateObservations, compare_norms, observe
from memnet_gui.network.gates import GateNorms, gate_norms
from memnet_gui.network.growth import grow
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


def observe_passing(
    config: NetworkConfig, levels: list[list[float]], passing: dict[int, float]
) -> GateObservations:
    """Observes `levels`, but for blocks that read B(m-1) by the identity times a factor."""
    network = MemNet(config)
    for number, (block, means) in enumerate(zip(network.memory_blocks, levels, strict=True), 1):
        row = torch.tensor(means).repeat_interleave(config.filters)
        with torch.no_grad():
            weight = block.gate.conv.weight
            weight.copy_((row / config.filters**0.5).view(1, -1, 1, 1))
            if number in passing:
                first = (number - 1) * config.filters
                read = weight[:, first : first + config.filters, 0, 0]
                read.copy_(passing[number] * torch.eye(config.filters))
    return observe(gate_norms(network))


def test_all_hold() -> None:
    # B0 .. then H1 H2
    found = observe_levels(NetworkConfig(2, 2, 4), [[1, 2, 6], [1, 1, 1, 3]])
    assert found.decline.means == pytest.approx((3, 1.5))
    assert found.decline.holds is True
    assert found.decline.mean_is_monotone
    assert found.last_recursion.led == found.last_recursion.highest == (1, 2)
    assert found.last_recursion.holds is True
    assert found.last_recursion.finding == (
        "The last recursion has a higher mean norm than the long-term memories and than the first "
        "R-1 recursions, each on average, in 2 of 2 blocks; the highest of all memories in 2."
    )
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


def test_leading_on_average_is_not_leading() -> None:
    # H2 is above the mean of B0 and B1 in the second block, but not above B0.
    found = observe_levels(NetworkConfig(2, 2, 4), [[1, 1, 3], [4, 1, 1, 3]]).last_recursion
    assert found.led == (1, 2)
    assert found.highest == (1,)
    assert found.holds is True
    assert "in 2 of 2 blocks; the highest of all memories in 1." in found.finding


def test_as_high_as_another_is_not_the_highest() -> None:
    found = observe_levels(NetworkConfig(1, 2, 4), [[2, 1, 2]]).last_recursion
    assert found.led == found.highest == ()
    assert "in 0 of 1 block; the highest of all memories in 0." in found.finding


@pytest.mark.parametrize(
    ("config", "text"),
    [
        (NetworkConfig(2, 1, 4), "than the long-term memories on average in "),
        (NetworkConfig(2, 2, 4, short_term=False), "than the long-term memories on average in "),
        (NetworkConfig(2, 2, 4, long_term=False), "than the first R-1 recursions on average in "),
    ],
    ids=str,
)
def test_only_what_is_read_is_said_to_be_compared(config: NetworkConfig, text: str) -> None:
    found = observe(gate_norms(MemNet(config))).last_recursion
    assert found.finding.startswith(f"The last recursion has a higher mean norm {text}")


def test_a_memory_that_is_passed_on_decides_nothing() -> None:
    levels = [[1, 1, 1], [1, 0, 1, 1], [0.5, 0.5, 0, 0.5, 0.5]]
    found = observe_passing(NetworkConfig(3, 2, 4), levels, {3: 9})
    assert found.passing.blocks == (3,)
    assert found.passing.memories == ("B2",)
    # 9² of each filter's weights, and 4 memories of 4 maps with the square (0.5 / 2)² each
    assert found.passing.shares == pytest.approx((81 / (81 + 16 * 0.0625),))
    assert found.decline.means[-1] == pytest.approx((4 * 0.5 + 9) / 5)
    assert found.decline.means_without_passed == pytest.approx((1, 0.75, 0.5))
    assert found.decline.variances_without_passed == pytest.approx((0, 0.1875, 0), abs=1e-12)
    assert "the mean goes from 1 to 2.2 (falls in 1 of 2 steps)" in found.decline.finding
    assert (
        "Without the memories that gates pass on, the mean goes from 1 to 0.5 (falls in 2 of 2"
        in (found.decline.finding)
    )
    gain = found.long_term
    assert (gain.first, gain.last) == pytest.approx((1, (0.5 + 0.5 + 9) / 3 / 0.5))
    assert (gain.first_without_passed, gain.last_without_passed) == pytest.approx((1, 1))
    assert gain.holds is None
    assert found.decline.holds is None
    assert gain.finding.endswith(
        "6.67 times in the last (1.00 without B2, which its gate passes on)."
    )
    assert found.passing.finding == (
        "Gate 3 mostly passes B2 on, map by map (99% of its squared weights); blocks that are "
        "added to a trained network begin so, with all other weights at 0."
    )


def test_a_variance_that_only_a_passed_memory_raises_is_left_open() -> None:
    levels = [[1, 3, 2], [0.5, 0, 0.5, 0.75]]
    decline = observe_passing(NetworkConfig(2, 2, 4), levels, {2: 3}).decline
    assert decline.means[-1] < decline.means[0]
    assert decline.variances[-1] > decline.variances[0]
    assert decline.variances_without_passed[-1] < decline.variances_without_passed[0]
    assert decline.holds is None


def test_two_gates_that_pass_on() -> None:
    levels = [[1, 1, 1], [1, 0, 1, 1], [1, 1, 0, 1, 1]]
    passing = observe_passing(NetworkConfig(3, 2, 4), levels, {2: 8, 3: 16}).passing
    assert passing.finding == (
        "Gates 2 and 3 mostly pass B1 and B2 on, map by map (96% and 98% of their squared "
        "weights); blocks that are added to a trained network begin so, with all other weights "
        "at 0."
    )


def test_the_first_gate_passes_its_only_long_term_memory_on() -> None:
    gain = observe_passing(NetworkConfig(2, 2, 4), [[0, 1, 1], [1, 1, 1, 1]], {1: 9}).long_term
    assert gain.first == pytest.approx(9)
    assert gain.first_without_passed is None
    assert gain.holds is None
    assert "its only long-term memory" in gain.finding


def test_nothing_is_passed_on() -> None:
    found = observe_levels(NetworkConfig(2, 2, 4), [[1, 2, 6], [1, 1, 1, 3]])
    assert found.passing.blocks == ()
    assert found.passing.finding == ""
    assert "Without" not in found.decline.finding
    assert "without" not in found.long_term.finding
    assert found.long_term.first_without_passed == found.long_term.first
    assert found.long_term.last_without_passed == found.long_term.last


def test_a_grown_network_has_not_gained_by_growing() -> None:
    small = MemNet(NetworkConfig(2, 2, 4))
    found = observe(gate_norms(grow(small, NetworkConfig(4, 2, 4))))
    assert found.passing.blocks == (3, 4)
    assert found.passing.shares == (1, 1)


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
