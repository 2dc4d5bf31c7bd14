"""A network whose modules the engine computes against the same network by itself."""

import copy
from collections.abc import Callable
from typing import Any

import pytest
import torch
from torch import Tensor

from memnet_gui.network.ablation import switched_off
from memnet_gui.network.memnet import GateUnit, MemNet, MemoryBlock
from memnet_gui.network.memories import Memory, gate_columns
from memnet_gui.restoration.engines.modules import computed_by_engine

Build = Callable[..., MemNet]


def seen_by(network: MemNet, image: Tensor) -> list[Tensor]:
    with torch.inference_mode():
        output = network(image[None])
    return [*output.predictions, output.final]


def methods_of(network: MemNet) -> set[str]:
    """What of the modules is not their class's."""
    return {name for module in network.modules() for name in vars(module)} & {"forward", "without"}


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"channels": 3, "multi_supervised": False},
        {"shared_recursions": False, "long_term_first": False},
        {"recursions": 4, "short_term_step": 2, "long_term": False},
    ],
)
def test_it_gives_the_same(build: Build, changes: dict[str, Any]) -> None:
    network = build(**changes)
    image = torch.rand(network.config.channels, 31, 17)
    wanted = seen_by(copy.deepcopy(network).double(), image.double())
    with computed_by_engine(network, "fp32"):
        assert "forward" in methods_of(network)
        found = seen_by(network, image)
    for one, other in zip(found, wanted, strict=True):
        torch.testing.assert_close(one.double(), other, atol=2e-6, rtol=0)


def test_in_bf16_as_well(build: Build) -> None:
    network, image = build(), torch.rand(1, 31, 17)
    wanted = seen_by(network, image)[-1]
    autocast = torch.autocast("cpu", torch.bfloat16)
    with autocast, computed_by_engine(network, "bf16"):
        found = seen_by(network, image)[-1]
    assert 0 < (found.float() - wanted).abs().max() < 0.01


@pytest.mark.parametrize("off", [{(2, "B0"), (3, "H1")}, {(1, "H2")}])
def test_memories_can_be_off(build: Build, off: set[Memory]) -> None:
    network, image, memories = build(), torch.rand(1, 31, 17), frozenset(off)
    whole = seen_by(network, image)[-1]
    with switched_off(network, memories):
        wanted = seen_by(network, image)[-1]
        with computed_by_engine(network, "fp32", memories):
            found = seen_by(network, image)[-1]
    torch.testing.assert_close(found, wanted, atol=2e-6, rtol=0)
    assert (found - whole).abs().max() > 1e-4


@torch.inference_mode()
def test_a_gate_unit_can_do_without_one(build: Build) -> None:
    network = build()
    block = network.memory_blocks[1]
    assert isinstance(block, MemoryBlock)
    gate = block.gate
    assert isinstance(gate, GateUnit)
    columns = gate_columns(network.config, (2, "H1"))
    memories = [torch.randn(1, 8, 12, 9) for _ in network.config.gate_memories(2)]
    with switched_off(network, frozenset({(2, "H1")})):
        wanted = gate(memories)
    torch.testing.assert_close(gate.without(memories, columns), wanted, atol=2e-6, rtol=0)
    whole = gate(memories)
    with computed_by_engine(network, "fp32"):
        found = gate.without(memories, columns)
        torch.testing.assert_close(found, wanted, atol=2e-6, rtol=0)
        torch.testing.assert_close(gate(memories), whole, atol=2e-6, rtol=0)
    assert (wanted - whole).abs().max() > 1e-3


def test_hooks_are_called(build: Build) -> None:
    network, calls = build(), list[str]()
    block = network.memory_blocks[0]
    assert isinstance(block, MemoryBlock)
    for name, module in (("unit", block.recursions[1]), ("gate", block.gate)):
        module.register_forward_pre_hook(lambda *_, name=name: calls.append(name))
    with computed_by_engine(network, "fp32"):
        seen_by(network, torch.rand(1, 8, 8))
    assert calls == ["unit", "gate"]


def test_the_modules_are_their_own_again(build: Build) -> None:
    network = build()
    with pytest.raises(RuntimeError, match="a fault"), computed_by_engine(network, "fp32"):
        raise RuntimeError("a fault")
    assert not methods_of(network)


def test_on_another_device_nothing_changes(build: Build) -> None:
    network = build().to("meta")
    with computed_by_engine(network, "fp32"):
        assert not methods_of(network)
