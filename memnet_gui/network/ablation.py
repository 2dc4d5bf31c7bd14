"""Switches memories off: what would the network do without them?"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

import torch
from torch import Tensor, nn

from memnet_gui.network.memnet import GateUnit, MemNet
from memnet_gui.network.memories import Memory, gate_columns


@contextmanager
def switched_off(network: MemNet, memories: frozenset[Memory]) -> Iterator[None]:
    """Lets the named gate units see nothing of the named memories while the context lasts.

    The outputs are those of a network whose 1x1 gate convolutions have zeros in the columns
    of these memories; the biases stay. The weights themselves are never touched, only what
    the convolutions read: `state_dict` and a checkpoint saved meanwhile are those of the
    whole network. The network must not be used by another thread meanwhile, and a deep copy
    taken inside keeps its memories switched off.

    Raises:
        ValueError: A gate unit does not exist or does not read such a memory; nothing is
            switched off then.
    """
    masks: dict[int, Tensor] = {}
    for memory in sorted(memories):
        columns = gate_columns(network.config, memory)
        width = _gate(network, memory[0]).conv.in_channels
        masks.setdefault(memory[0], torch.ones(1, width, 1, 1))[:, columns] = 0
    with ExitStack() as hooks:
        for block, mask in masks.items():
            hooks.callback(_mask_input(_gate(network, block).conv, mask))
        yield


def _gate(network: MemNet, block: int) -> GateUnit:
    gate = network.memory_blocks[block - 1].gate
    assert isinstance(gate, GateUnit)
    return gate


def _mask_input(conv: nn.Conv2d, mask: Tensor) -> Callable[[], None]:
    """Multiplies what `conv` reads by `mask`; returns what ends that."""

    def apply(_conv: nn.Module, inputs: tuple[Tensor]) -> tuple[Tensor]:
        return (inputs[0] * mask.to(inputs[0]),)

    return conv.register_forward_pre_hook(apply).remove
