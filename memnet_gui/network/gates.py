"""How much of each memory a gate unit lets through: the paper's gate unit analysis.

What a gate unit passes on is looked at beside it, which the paper does not do: its networks learn
all blocks from the start, while a block that is added to a trained network begins by passing on
the memory before it (`memnet_gui/network/growth.py`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from torch import Tensor

    from memnet_gui.network.memnet import GateUnit, MemNet

NormRow = tuple[int, int, str, int, float]
"""Block, feature map, memory, filter, norm."""
NORM_COLUMNS = ("block", "feature_map", "memory", "filter", "norm")
_MOSTLY = 0.5


@dataclass(frozen=True)
class GateSegment:
    """The feature maps of one memory among the inputs of a gate unit.

    Attributes:
        name: B0, B1, .. for a long-term memory, H1, H2, .. for a recursion.
        start: Its first feature map, counted from 0.
        stop: The one after its last feature map.
        mean: Mean norm of its feature maps.
    """

    name: str
    start: int
    stop: int
    mean: float

    @property
    def is_long_term(self) -> bool:
        """Whether an earlier memory block made this memory, not a recursion of this block."""
        return self.name.startswith("B")


@dataclass(frozen=True, eq=False)
class GateNorms:
    """The weight norms of one gate unit.

    Attributes:
        block: Number of the memory block, from 1.
        norms: v_m(l) for every input feature map l, (memories * C,), in the paper long-term
            memories first.
        segments: The memories in the order of `norms`.
        mean: Mean of `norms`.
        variance: Population variance of `norms`.
        passed_on: Share of the gate's squared weights, 0 to 1, with which output i reads map i
            of B(m-1); None when the gate does not read B(m-1).
    """

    block: int
    norms: NDArray[np.float64]
    segments: tuple[GateSegment, ...]
    mean: float
    variance: float
    passed_on: float | None

    @property
    def passes_on(self) -> bool:
        """Whether the gate does little but pass B(m-1) on, map by map."""
        return self.passed_on is not None and self.passed_on > _MOSTLY

    @property
    def passed_memory(self) -> GateSegment | None:
        """B(m-1) where the gate mostly passes it on, else None."""
        if not self.passes_on:
            return None
        return next(s for s in self.segments if s.name == _before(self.block))

    @property
    def norms_without_passed(self) -> NDArray[np.float64]:
        """`norms` without those of a memory that is passed on."""
        passed = self.passed_memory
        if passed is None:
            return self.norms
        return np.delete(self.norms, slice(passed.start, passed.stop))

    @property
    def long_term_mean_without_passed(self) -> float | None:
        """Mean norm of the long-term memories that are not passed on, None without any."""
        passed = self.passed_memory
        return _mean([s.mean for s in self.segments if s.is_long_term and s != passed])

    @property
    def last_recursion_mean(self) -> float:
        """Mean norm of the last recursion's feature maps."""
        return self.last_recursion.mean

    @property
    def last_recursion(self) -> GateSegment:
        """The memory that the block's last recursion made, which every gate unit reads."""
        return [s for s in self.segments if not s.is_long_term][-1]

    @property
    def long_term_mean(self) -> float | None:
        """Mean norm of the long-term memories, None when the gate reads none."""
        return _mean([s.mean for s in self.segments if s.is_long_term])

    @property
    def earlier_recursions_mean(self) -> float | None:
        """Mean norm of the first R-1 recursions, None when the gate reads none."""
        return _mean([s.mean for s in self.segments if not s.is_long_term][:-1])

    def segment_at(self, feature_map: int) -> GateSegment:
        """Returns the memory that feature map `feature_map` (from 0) belongs to."""
        return self.segments[feature_map // self.segments[0].stop]

    def rows(self) -> Iterator[NormRow]:
        """Yields a row of `NORM_COLUMNS` per feature map; maps and filters count from 0."""
        for segment in self.segments:
            for index in range(segment.start, segment.stop):
                norm = float(self.norms[index])
                yield self.block, index, segment.name, index - segment.start, norm


def gate_norms(network: "MemNet") -> tuple[GateNorms, ...]:
    """Measures the gate units: v_m(l) = sqrt(sum over the C filters i of W_gate_m(i, l)^2).

    Source: the gate unit analysis of the paper's discussion section.
    """
    found = []
    for block, module in enumerate(network.memory_blocks, start=1):
        gate = cast("GateUnit", module.gate)
        squares = gate.conv.weight.detach().cpu().double().square().flatten(start_dim=1)
        found.append(_gate_norms(block, squares, network.config.gate_memories(block)))
    return tuple(found)


def _gate_norms(block: int, squares: "Tensor", names: tuple[str, ...]) -> GateNorms:
    """Returns the norms of a gate whose squared weights are `squares`, (C, memories * C)."""
    norms = squares.sum(dim=0).sqrt().numpy()
    norms.flags.writeable = False
    filters = len(squares)
    segments = tuple(
        GateSegment(name, start, start + filters, float(norms[start : start + filters].mean()))
        for name, start in zip(names, range(0, norms.size, filters), strict=True)
    )
    passed_on = _share_passed_on(squares, names, _before(block))
    return GateNorms(block, norms, segments, float(norms.mean()), float(norms.var()), passed_on)


def _share_passed_on(squares: "Tensor", names: tuple[str, ...], memory: str) -> float | None:
    if memory not in names:
        return None
    first, whole = names.index(memory) * len(squares), float(squares.sum())
    return float(squares.diagonal(first).sum()) / whole if whole else 0.0


def _before(block: int) -> str:
    return f"B{block - 1}"


def _mean(values: list[float]) -> float | None:
    return sum(values) / len(values) if values else None
