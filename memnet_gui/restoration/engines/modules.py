"""A network's own modules, computed by the engine's operations."""

import copy
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager

import torch
from torch import Tensor, nn

from memnet_gui.network.memnet import MemNet, MemoryBlock
from memnet_gui.network.memories import Memory
from memnet_gui.restoration.engines.folded import fold_network
from memnet_gui.restoration.engines.operations import Convolves, Gates, Normalisation, as_images

_GATHERED_PX = 1 << 13


@contextmanager
def computed_by_engine(
    network: MemNet, precision: str, switched_off: frozenset[Memory] = frozenset()
) -> Iterator[None]:
    """Has the engine's operations compute recursions and gate units while the context lasts.

    They are nearly all of the work, and a processor takes about twice as long for the modules' own
    forward passes. Hooks of these modules are called as ever, those of the layers within are not.
    On another device nothing changes. The network must not be used by another thread meanwhile.

    Args:
        network: In evaluation mode; sees one picture at a time, and no gradients are wanted.
        precision: What they compute in: `fp32` or `bf16`.
        switched_off: Memories that their gate units shall not see, as in `network.ablation`.
    """
    if network.feature_conv.weight.device.type != "cpu":
        yield
        return
    dtype = torch.bfloat16 if precision == "bf16" else torch.float32
    folded = fold_network(network, dtype, switched_off)
    with ExitStack() as changes:
        for module, of_block in zip(network.memory_blocks, folded.blocks, strict=True):
            assert isinstance(module, MemoryBlock)
            layers = zip(of_block.first_norms, of_block.first, of_block.second, strict=True)
            for unit, (norm, first, second) in zip(module.recursions, layers, strict=True):
                compute = _Recursion(norm, first, second, dtype).run
                changes.callback(_replace(unit, forward=compute))
            gate = _Gate(of_block.gate, dtype)
            changes.callback(_replace(module.gate, forward=gate.run, without=gate.without))
        yield


def _replace(module: nn.Module, **methods: Callable[..., Tensor]) -> Callable[[], None]:
    """Returns what puts the module's own methods back."""
    vars(module).update(methods)

    def put_back() -> None:
        for name in methods:
            del vars(module)[name]

    return put_back


class _Recursion:
    def __init__(
        self, norm: Normalisation, first: Convolves, second: Convolves, dtype: torch.dtype
    ) -> None:
        self._norm = norm
        self._first = first
        self._second = second
        self._dtype = dtype

    def run(self, state: Tensor, *_convolutions: nn.Module) -> Tensor:
        """Returns H_r from H_(r-1), both (1, C, H, W)."""
        rows = _rows(state, self._dtype).contiguous()
        padded_shape = len(rows) + 2, *rows.shape[1:]
        outer, inner = (rows.new_empty(padded_shape) for _ in range(2))
        for padded in (outer, inner):
            padded[0] = 0
            padded[-1] = 0
        result = torch.empty_like(rows)
        with torch.autocast("cpu", enabled=False):
            self._norm(rows, outer[1:-1])
            self._first(outer, inner[1:-1])
            self._second(inner, result, rows)
        return as_images(result)


class _Gate:
    def __init__(self, gate: Gates, dtype: torch.dtype) -> None:
        self._gate = gate
        self._dtype = dtype

    def run(self, memories: Sequence[Tensor]) -> Tensor:
        """Returns B_m (1, C, H, W) from the memories."""
        return self._combine(self._gate, memories)

    def without(self, memories: Sequence[Tensor], columns: slice) -> Tensor:
        """See `GateUnit`."""
        gate = copy.deepcopy(self._gate)
        gate.switch_off(columns)
        return self._combine(gate, memories)

    def _combine(self, gate: Gates, memories: Sequence[Tensor]) -> Tensor:
        rows = [_rows(memory, self._dtype) for memory in memories]
        height, width, filters = rows[0].shape
        at_once = min(height * width, max(width, _GATHERED_PX))
        target = rows[0].new_empty(height, width, filters)
        with torch.autocast("cpu", enabled=False):
            gate.combine(rows, rows[0].new_empty(at_once * len(rows) * filters), target)
        return as_images(target)


def _rows(images: Tensor, dtype: torch.dtype) -> Tensor:
    """Returns the one of `images` (1, C, H, W) as the engine has it: (H, W, C)."""
    return images[0].to(dtype).permute(1, 2, 0)
