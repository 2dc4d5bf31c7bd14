"""A larger MemNet that computes what a smaller one does, to be trained on from there.

The idea is Chen, Goodfellow, Shlens, "Net2Net: Accelerating Learning via Knowledge Transfer",
ICLR 2016. Whatever is new begins without influence on the output, or with little, and learns.
"""

import copy
from collections.abc import Sequence
from dataclasses import replace

import torch
from torch import nn

from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.network.memnet import GateUnit, MemNet, MemoryBlock, ResidualUnit

_SEED = 0
_SIZES = ("blocks", "recursions", "filters")
NEW_RECURSION_SCALE = 0.02
"""How strong a new recursion begins, measured by the trained one that it is a copy of."""
_LINEAR_FROM = 4.0
"""Standard deviations below the mean down to which a new gate passes a memory unchanged."""


@torch.no_grad()
def grow(network: MemNet, config: NetworkConfig) -> MemNet:
    """Returns a network of `config` that restores as `network` does.

    New feature maps are random, the same each time, and nothing old reads them. A new recursion
    stands before a trained one and begins as a weak copy of it. A new memory block passes the
    memory before it on, and the last block takes over the ensemble weight of the last one before.

    Args:
        network: A trained network; it stays as it is.
        config: At least as many blocks, recursions and filters, and all else the same.

    Raises:
        ValueError: The network cannot become that one by growing.
    """
    old = network.config
    if not can_grow(old, config):
        raise ValueError(f"{old} cannot become {config} by growing")
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(_SEED)
        grown = MemNet(config)
    _copy_norm(network.feature_norm, grown.feature_norm)
    _widen(network.feature_conv, grown.feature_conv)
    _widen(network.reconstruction_conv, grown.reconstruction_conv)
    for index in range(old.predictions):
        _copy_norm(_reconstruction_norm(network, index), _reconstruction_norm(grown, index))
    for number in range(1, old.blocks + 1):
        _grow_block(network, grown, number)
    for number in range(old.blocks + 1, config.blocks + 1):
        _append_block(grown, number)
    if network.ensemble_weights is not None and grown.ensemble_weights is not None:
        grown.ensemble_weights.zero_()
        grown.ensemble_weights[: old.blocks - 1] = network.ensemble_weights[:-1]
        grown.ensemble_weights[-1] = network.ensemble_weights[-1]
    return grown


def can_grow(old: NetworkConfig, new: NetworkConfig) -> bool:
    """Says whether a network of one configuration can become another by growing.

    Networks from elsewhere with recursions of another kind than the paper's cannot.
    """
    if not old.shared_recursions or old.short_term_step > 1:
        return False
    larger = {name: max(getattr(old, name), getattr(new, name)) for name in _SIZES}
    gets_blocks = new.blocks > old.blocks
    return replace(old, **larger) == new and (old.long_term or not gets_blocks)


def recursion_places(old: int, new: int) -> list[int]:
    """Returns which recursion each trained one becomes, counted from 1; the last stays last."""
    return [new * r // old for r in range(1, old + 1)]


def _grow_block(network: MemNet, grown: MemNet, number: int) -> None:
    source, target = copy.deepcopy(_block(network, number)), _block(grown, number)
    _take_out_bias(source, network.config.gate_memories(number))
    places = recursion_places(network.config.recursions, grown.config.recursions)
    for small, large in zip(source.convolutions(0), target.convolutions(0), strict=True):
        _widen(small, large)
    trained_units = _recursions(source)
    for place, unit in enumerate(_recursions(target), start=1):
        index = next(i for i, trained in enumerate(places) if trained >= place)
        _copy_norm(trained_units[index].norm_a, unit.norm_a)
        scale = 1.0 if places[index] == place else NEW_RECURSION_SCALE
        _copy_norm(trained_units[index].norm_b, unit.norm_b, scale)
    names = {f"H{r}": f"H{place}" for r, place in enumerate(places, start=1)}
    read = [names.get(name, name) for name in network.config.gate_memories(number)]
    kept = grown.config.gate_memories(number)
    _grow_gate(source.gate, target.gate, [kept.index(name) for name in read])


def _take_out_bias(block: MemoryBlock, memories: Sequence[str]) -> None:
    """Sets the bias that every recursion adds to zero, so that a further recursion adds none.

    The BatchNorms that read the recursions' states subtract any constant.

    Args:
        block: A memory block.
        memories: What its gate unit reads.
    """
    bias, read = block.convolutions(0)[1].bias, block.gate.norm.running_mean
    assert bias is not None
    assert read is not None
    for number, unit in enumerate(_recursions(block)):
        assert unit.norm_a.running_mean is not None
        unit.norm_a.running_mean -= number * bias
    means = read.view(len(memories), -1)
    for slot, name in enumerate(memories):
        if name.startswith("H"):
            means[slot] -= int(name[1:]) * bias
    bias.zero_()


def _block(network: MemNet, number: int) -> MemoryBlock:
    block = network.memory_blocks[number - 1]
    assert isinstance(block, MemoryBlock)
    return block


def _reconstruction_norm(network: MemNet, index: int) -> nn.BatchNorm2d:
    norm = network.reconstruction_norms[index]
    assert isinstance(norm, nn.BatchNorm2d)
    return norm


def _recursions(block: MemoryBlock) -> list[ResidualUnit]:
    return [unit for unit in block.recursions if isinstance(unit, ResidualUnit)]


def _copy_norm(
    source: nn.BatchNorm2d, target: nn.BatchNorm2d, scale: float = 1.0, first: int = 0
) -> None:
    """Copies a BatchNorm to the channels of a larger one from `first` on.

    Args:
        source: The trained one.
        target: Where to.
        scale: What its output is multiplied by.
        first: The first channel of the target.
    """
    into = slice(first, first + source.num_features)
    target.weight[into] = scale * source.weight
    target.bias[into] = scale * source.bias
    assert source.running_mean is not None
    assert source.running_var is not None
    assert target.running_mean is not None
    assert target.running_var is not None
    target.running_mean[into] = source.running_mean
    target.running_var[into] = source.running_var


def _widen(source: nn.Conv2d, target: nn.Conv2d) -> None:
    """Copies a convolution into a larger one, in which old outputs read no new input."""
    outputs, inputs = source.weight.shape[:2]
    target.weight[:outputs] = 0
    target.weight[:outputs, :inputs] = source.weight
    assert source.bias is not None
    assert target.bias is not None
    target.bias[:outputs] = source.bias


def _grow_gate(source: GateUnit, target: GateUnit, slots: list[int]) -> None:
    """Copies a gate unit into a larger one.

    Args:
        source: The trained one.
        target: Where to.
        slots: Which memory of the target each memory of the source is.
    """
    filters, wide = source.conv.out_channels, target.conv.out_channels
    target.conv.weight[:filters] = 0
    assert source.conv.bias is not None
    assert target.conv.bias is not None
    target.conv.bias[:filters] = source.conv.bias
    for memory, slot in enumerate(slots):
        read = slice(memory * filters, (memory + 1) * filters)
        first = slot * wide
        target.conv.weight[:filters, first : first + filters] = source.conv.weight[:, read]
        _copy_norm(_part(source.norm, read), target.norm, first=first)


def _part(norm: nn.BatchNorm2d, channels: slice) -> nn.BatchNorm2d:
    part = nn.BatchNorm2d(channels.stop - channels.start)
    part.load_state_dict(
        {
            name: value[channels] if value.ndim else value
            for name, value in norm.state_dict().items()
        }
    )
    return part


def _append_block(grown: MemNet, number: int) -> None:
    """Makes a block a copy of the one before, with a gate that passes on what that one kept."""
    before, block = _block(grown, number - 1), _block(grown, number)
    for name in ("conv_a", "conv_b", "recursions"):
        getattr(block, name).load_state_dict(getattr(before, name).state_dict())
    multi_supervised = grown.config.multi_supervised
    norm = _reconstruction_norm(grown, number - 2 if multi_supervised else 0)
    if multi_supervised:
        grown.reconstruction_norms[number - 1].load_state_dict(norm.state_dict())
    filters = grown.config.filters
    first = filters * grown.config.gate_memories(number).index(f"B{number - 1}")
    _pass_through(block.gate, norm, slice(first, first + filters))


def _pass_through(gate: GateUnit, norm: nn.BatchNorm2d, read: slice) -> None:
    """Has a gate unit keep one memory as it is, where ReLU leaves it.

    Args:
        gate: The gate unit.
        norm: A BatchNorm that reads the same memory, and so knows its statistics.
        read: The memory's channels.
    """
    passing = copy.deepcopy(norm)
    nn.init.ones_(passing.weight)
    nn.init.constant_(passing.bias, _LINEAR_FROM)
    _copy_norm(passing, gate.norm, first=read.start)
    assert norm.running_mean is not None
    assert norm.running_var is not None
    assert gate.conv.bias is not None
    deviation = (norm.running_var + norm.eps).sqrt()
    nn.init.zeros_(gate.conv.weight)
    gate.conv.weight[:, read, 0, 0] = torch.diag(deviation)
    gate.conv.bias.copy_(norm.running_mean - _LINEAR_FROM * deviation)
