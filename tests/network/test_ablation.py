"""Memories switched off against gate units whose weights were set to zero by hand."""

from copy import deepcopy
from pathlib import Path

import pytest
import torch
from torch import Tensor

from memnet_gui.network.ablation import switched_off
from memnet_gui.network.card import ModelCard
from memnet_gui.network.checkpoint import load_checkpoint, save_checkpoint
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.network.memnet import MemNet
from memnet_gui.network.memories import Memory, gate_columns

FILTERS = 4
CASES = [
    (NetworkConfig(3, 2, FILTERS), {(1, "B0"): 0, (3, "B2"): 8, (3, "H1"): 12}),
    (NetworkConfig(3, 2, FILTERS, channels=3, multi_supervised=False), {(2, "H2"): 12}),
    (NetworkConfig(3, 3, FILTERS, long_term=False), {(3, "H2"): 4}),
    (NetworkConfig(3, 3, FILTERS, short_term=False), {(2, "H3"): 8, (3, "B1"): 4}),
    (NetworkConfig(1, 1, FILTERS), {(1, "B0"): 0, (1, "H1"): 4}),
    (NetworkConfig(2, 2, FILTERS, long_term_first=False), {(2, "H1"): 0, (2, "B1"): 12}),
    (NetworkConfig(2, 4, FILTERS, shared_recursions=False, short_term_step=2), {(1, "H4"): 8}),
]


def build(config: NetworkConfig) -> MemNet:
    torch.manual_seed(2)
    network = MemNet(config).eval()
    for parameter in network.parameters():
        torch.nn.init.normal_(parameter, std=0.3)
    return network


def image(config: NetworkConfig) -> Tensor:
    return torch.rand(2, config.channels, 9, 11, generator=torch.Generator().manual_seed(1))


@torch.no_grad()
def outputs(network: MemNet, picture: Tensor) -> Tensor:
    output = network(picture)
    return torch.stack([*output.predictions, output.final])


@pytest.mark.parametrize(("config", "starts"), CASES)
def test_it_equals_zeroed_gate_weights(config: NetworkConfig, starts: dict[Memory, int]) -> None:
    network, picture = build(config), image(config)
    zeroed = deepcopy(network)
    with torch.no_grad():
        for (block, _), start in starts.items():
            weight = zeroed.memory_blocks[block - 1].gate.conv.weight
            weight[:, start : start + FILTERS] = 0
    whole = outputs(network, picture)
    with switched_off(network, frozenset(starts)):
        torch.testing.assert_close(
            outputs(network, picture), outputs(zeroed, picture), rtol=0, atol=0
        )
    assert not torch.equal(outputs(zeroed, picture), whole)
    assert torch.equal(outputs(network, picture), whole)


def test_the_network_is_whole_again_after_an_error() -> None:
    config, off = CASES[0]
    network, picture = build(config), image(config)
    whole = outputs(network, picture)
    with pytest.raises(RuntimeError, match="cut short"), switched_off(network, frozenset(off)):
        raise RuntimeError("cut short")
    assert torch.equal(outputs(network, picture), whole)


def test_a_checkpoint_saved_meanwhile_is_that_of_the_whole_network(tmp_path: Path) -> None:
    config, off = CASES[0]
    network, path = build(config), tmp_path / "saved.safetensors"
    with switched_off(network, frozenset(off)):
        save_checkpoint(path, network, ModelCard())
    picture = image(config)
    assert torch.equal(outputs(load_checkpoint(path)[0], picture), outputs(network, picture))


def test_contexts_nest() -> None:
    network = build(NetworkConfig(2, 2, FILTERS))
    picture = image(network.config)
    first, second = frozenset({(2, "B1")}), frozenset({(2, "H2"), (1, "B0")})
    with switched_off(network, first):
        alone = outputs(network, picture)
        with switched_off(network, second):
            nested = outputs(network, picture)
        assert torch.equal(outputs(network, picture), alone)
    with switched_off(network, first | second):
        assert torch.equal(outputs(network, picture), nested)


@pytest.mark.parametrize(
    ("memory", "message"),
    [
        ((2, "B2"), "gate unit 2 reads B0, B1, H1, H2, not B2"),
        ((1, "H3"), "gate unit 1 reads B0, H1, H2, not H3"),
        ((0, "B0"), "gate units 1 to 2, not 0"),
        ((3, "B0"), "gate units 1 to 2, not 3"),
    ],
)
def test_an_unknown_memory_is_refused_before_anything_changes(memory: Memory, message: str) -> None:
    network = build(NetworkConfig(2, 2, FILTERS))
    with (
        pytest.raises(ValueError, match=message),
        switched_off(network, frozenset({(1, "B0"), memory})),
    ):
        pass
    assert not any(module._forward_pre_hooks for module in network.modules())


def test_columns_without_long_term_or_early_short_term_memories() -> None:
    assert gate_columns(NetworkConfig(3, 3, 4, long_term=False), (3, "H1")) == slice(0, 4)
    assert gate_columns(NetworkConfig(3, 3, 4, short_term=False), (3, "H3")) == slice(12, 16)
