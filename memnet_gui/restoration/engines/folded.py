"""The weights of a network as strips need them, kept for as long as the network is loaded."""

from itertools import chain
from weakref import WeakKeyDictionary

import torch
from torch import nn

from memnet_gui.network.memnet import MemNet, MemoryBlock, ResidualUnit
from memnet_gui.network.memories import Memory, gate_columns
from memnet_gui.restoration.engines.kernels import choose_operations
from memnet_gui.restoration.engines.operations import Operations

_Key = tuple[object, ...]


class FoldedNetwork:
    """The weights of a network as strips need them.

    Attributes:
        config: Of the network.
        dtype: What it computes in.
        device: Where.
    """

    def __init__(
        self, network: MemNet, dtype: torch.dtype, switched_off: frozenset[Memory] = frozenset()
    ) -> None:
        """Folds each recursion's second BatchNorm into the convolution before it."""
        self.config = network.config
        self.dtype = dtype
        self.device = network.feature_conv.weight.device
        operations = choose_operations(self.device, dtype, network.config.filters)
        self.gathers = operations.gathers
        self.feature_norm = network.feature_norm
        self.feature = operations.extraction(network.feature_conv)
        self.blocks = [_FoldedBlock(block, operations) for block in network.memory_blocks]
        for memory in switched_off:
            self.blocks[memory[0] - 1].gate.switch_off(gate_columns(self.config, memory))
        norms = network.reconstruction_norms
        self.reconstruction_norms = [
            operations.normalisation(norm) for norm in norms if isinstance(norm, nn.BatchNorm2d)
        ]
        self.reconstruction = operations.reconstruction(network.reconstruction_conv)
        weights = network.ensemble_weights
        self.ensemble_weights = [1.0] if weights is None else weights.tolist()


class _FoldedBlock:
    def __init__(self, block: nn.Module, operations: Operations) -> None:
        assert isinstance(block, MemoryBlock)
        units = [unit for unit in block.recursions if isinstance(unit, ResidualUnit)]
        self.first_norms = [operations.normalisation(unit.norm_a) for unit in units]
        pairs = [block.convolutions(number) for number in range(len(units))]
        # Even where the convolutions are shared, what follows the first one is not.
        self.first = [
            operations.convolution(conv, unit.norm_b)
            for (conv, _), unit in zip(pairs, units, strict=True)
        ]
        second = {conv: operations.convolution(conv) for _, conv in pairs}
        self.second = [second[conv] for _, conv in pairs]
        self.gate = operations.gate(block.gate.norm, block.gate.conv)


_newest: WeakKeyDictionary[MemNet, tuple[_Key, FoldedNetwork]] = WeakKeyDictionary()
"""Folding takes a GPU as long as a megapixel does."""


def fold_network(
    network: MemNet, dtype: torch.dtype, switched_off: frozenset[Memory] = frozenset()
) -> FoldedNetwork:
    """Returns what the last call for this network did, if nothing has changed since."""
    key = (dtype, switched_off, *_state_of(network))
    # Looked up once: another thread may fold the same network for a request of its own meanwhile.
    newest = _newest.get(network)
    if newest is None or newest[0] != key:
        newest = _newest[network] = key, FoldedNetwork(network, dtype, switched_off)
    return newest[1]


def _state_of(network: MemNet) -> tuple[tuple[int, int], ...]:
    """Returns what changes when a weight changes its value or its place."""
    return tuple(
        (tensor.data_ptr(), 0 if tensor.is_inference() else tensor._version)  # noqa: SLF001
        for tensor in chain(network.parameters(), network.buffers())
    )
