"""The gate units' norms against plain numpy, for every kind of network."""

import numpy as np
import pytest
import torch

from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.network.gates import GateNorms, gate_norms
from memnet_gui.network.growth import grow
from memnet_gui.network.memnet import MemNet

CONFIGS = [
    NetworkConfig(3, 2, 4),
    NetworkConfig(3, 2, 4, multi_supervised=False),
    NetworkConfig(3, 3, 4, long_term=False),
    NetworkConfig(3, 3, 4, short_term=False),
    NetworkConfig(2, 2, 4, long_term=False, short_term=False),
    NetworkConfig(1, 1, 4),
    NetworkConfig(12, 5, 3, channels=3),
    NetworkConfig(3, 2, 4, long_term_first=False),
    NetworkConfig(2, 4, 4, shared_recursions=False, short_term_step=2),
]


def restate(network: MemNet, block: int) -> list[float]:
    """The paper's formula, one feature map after the other."""
    weights = network.state_dict()[f"memory_blocks.{block - 1}.gate.conv.weight"].numpy()
    maps = range(weights.shape[1])
    return [sum(float(w) ** 2 for w in weights[:, index, 0, 0]) ** 0.5 for index in maps]


@pytest.mark.parametrize("config", CONFIGS, ids=str)
def test_norms(config: NetworkConfig) -> None:
    torch.manual_seed(2)
    network = MemNet(config)
    found = gate_norms(network)
    assert [gate.block for gate in found] == list(range(1, config.blocks + 1))
    for gate in found:
        expected = restate(network, gate.block)
        assert gate.norms.dtype == np.float64
        np.testing.assert_allclose(gate.norms, expected, rtol=1e-12)
        assert gate.mean == pytest.approx(np.mean(expected), rel=1e-12)
        assert gate.variance == pytest.approx(np.var(expected), rel=1e-9)
        assert tuple(s.name for s in gate.segments) == config.gate_memories(gate.block)
        check_segments(gate, expected, config.filters)


def check_segments(gate: GateNorms, norms: list[float], filters: int) -> None:
    for index, segment in enumerate(gate.segments):
        assert (segment.start, segment.stop) == (index * filters, (index + 1) * filters)
        assert segment.mean == pytest.approx(np.mean(norms[segment.start : segment.stop]))
        assert gate.segment_at(segment.start) is gate.segment_at(segment.stop - 1) is segment
    assert gate.segments[-1].stop == len(norms)


def test_kinds_of_memory_where_short_term_memory_comes_first() -> None:
    network = MemNet(NetworkConfig(2, 3, 4, long_term_first=False))
    norms = np.array(restate(network, 2)).reshape(5, 4).mean(axis=1)
    gate = gate_norms(network)[1]
    assert gate.earlier_recursions_mean == pytest.approx(norms[:2].mean())
    assert gate.last_recursion.name == "H3"
    assert gate.last_recursion_mean == pytest.approx(norms[2])
    assert gate.long_term_mean == pytest.approx(norms[3:].mean())


def test_kinds_of_memory() -> None:
    network = MemNet(NetworkConfig(2, 3, 4))
    norms = np.array(restate(network, 2)).reshape(5, 4).mean(axis=1)
    gate = gate_norms(network)[1]
    assert gate.long_term_mean == pytest.approx(norms[:2].mean())
    assert gate.earlier_recursions_mean == pytest.approx(norms[2:4].mean())
    assert gate.last_recursion_mean == pytest.approx(norms[4])


def test_missing_kinds_of_memory() -> None:
    no_long_term = gate_norms(MemNet(NetworkConfig(2, 2, 4, long_term=False)))[-1]
    assert no_long_term.long_term_mean is None
    assert no_long_term.earlier_recursions_mean is not None
    no_short_term = gate_norms(MemNet(NetworkConfig(2, 2, 4, short_term=False)))[-1]
    assert no_short_term.long_term_mean is not None
    assert no_short_term.earlier_recursions_mean is None


def test_rows() -> None:
    gate = gate_norms(MemNet(NetworkConfig(2, 1, 3)))[1]
    rows = list(gate.rows())
    assert [row[:4] for row in rows[2:5]] == [
        (2, 2, "B0", 2),
        (2, 3, "B1", 0),
        (2, 4, "B1", 1),
    ]
    assert [row[4] for row in rows] == gate.norms.tolist()


def test_later_training_changes_nothing() -> None:
    network = MemNet(NetworkConfig(1, 1, 4, long_term=False))
    gate = gate_norms(network)[0]
    before = gate.norms.copy()
    with torch.no_grad():
        network.memory_blocks[0].gate.conv.weight.zero_()
    np.testing.assert_array_equal(gate.norms, before)
    with pytest.raises(ValueError, match="read-only"):
        gate.norms[0] = 1


def passing_network() -> MemNet:
    """Random, but for the second of two gates, which reads B1 by three times the identity."""
    torch.manual_seed(3)
    network = MemNet(NetworkConfig(2, 2, 4))
    with torch.no_grad():
        read = network.memory_blocks[1].gate.conv.weight[:, 4:8, 0, 0]
        read.copy_(3 * torch.eye(4))
    return network


@pytest.mark.parametrize("config", CONFIGS, ids=str)
def test_share_that_is_passed_on(config: NetworkConfig) -> None:
    torch.manual_seed(2)
    network = MemNet(config)
    for gate in gate_norms(network):
        before = f"B{gate.block - 1}"
        names = config.gate_memories(gate.block)
        if before not in names:
            assert gate.passed_on is None
            assert not gate.passes_on
            continue
        weights = network.state_dict()[f"memory_blocks.{gate.block - 1}.gate.conv.weight"].numpy()
        first = names.index(before) * config.filters
        passed = sum(float(weights[i, first + i, 0, 0]) ** 2 for i in range(config.filters))
        whole = sum(float(weight) ** 2 for weight in weights.flatten())
        assert gate.passed_on == pytest.approx(passed / whole, rel=1e-9)
        assert not gate.passes_on
        assert gate.norms_without_passed is gate.norms
        assert gate.long_term_mean_without_passed == gate.long_term_mean


def test_a_memory_that_is_passed_on() -> None:
    network = passing_network()
    first, second = gate_norms(network)
    assert first.passed_memory is None
    assert second.passes_on
    assert second.passed_memory == second.segments[1]
    assert second.passed_memory.name == "B1"
    kept = [index for index in range(16) if not 4 <= index < 8]
    np.testing.assert_array_equal(second.norms_without_passed, second.norms[kept])
    assert second.long_term_mean_without_passed == pytest.approx(second.norms[:4].mean())


def test_maps_that_change_places_are_not_passed_on() -> None:
    network = passing_network()
    with torch.no_grad():
        network.memory_blocks[1].gate.conv.weight[:, 4:8, 0, 0] = 3 * torch.eye(4).roll(1, 0)
    gate = gate_norms(network)[1]
    assert gate.passed_on == 0
    assert not gate.passes_on


def test_the_only_long_term_memory_is_passed_on() -> None:
    network = MemNet(NetworkConfig(1, 2, 4))
    with torch.no_grad():
        network.memory_blocks[0].gate.conv.weight[:, :4, 0, 0] = 9 * torch.eye(4)
    gate = gate_norms(network)[0]
    assert gate.passes_on
    assert gate.long_term_mean == pytest.approx(9)
    assert gate.long_term_mean_without_passed is None


def test_blocks_that_are_added_begin_by_passing_on() -> None:
    config = NetworkConfig(4, 3, 6)
    gates = gate_norms(grow(MemNet(NetworkConfig(2, 2, 4)), config))
    assert [gate.passes_on for gate in gates] == [False, False, True, True]
    assert [gate.passed_on for gate in gates[2:]] == [1, 1]
    assert [gate.passed_memory.name for gate in gates[2:] if gate.passed_memory] == ["B2", "B3"]


def test_a_gate_without_weights_passes_nothing_on() -> None:
    network = MemNet(NetworkConfig(1, 1, 4))
    with torch.no_grad():
        network.memory_blocks[0].gate.conv.weight.zero_()
    assert gate_norms(network)[0].passed_on == 0
