"""The PyTorch ports of MemNet that others have trained.

Sources: Vandermode/pytorch-MemNet and the many copies of its `memnet.py` (one of them in
microsoft/denoised-smoothing); wutianyiRosun/MemNet, the same with biases and an output of every
memory block; Lornatang/MemNet-PyTorch. In all of them
- no convolution is shared by the recursions;
- gate units read H1..HR first, then B0..B(m-1);
- one BatchNorm stands before the reconstruction, and the picture is added to what comes out.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from torch import Tensor
from torch.nn import functional

from memnet_gui.messages import QT_TRANSLATE_NOOP
from memnet_gui.network.importing.assembly import Assembly, ImportedNetwork
from memnet_gui.network.importing.tensors import NamedTensors, WeightsError
from memnet_gui.network.memnet import MemNet

_FIRST = "feature_extractor."
_ENSEMBLE = "weights"
_NUMBER = r"\d{1,9}"


@dataclass(frozen=True)
class _Layout:
    """What a port calls its parts.

    Attributes:
        name: The port.
        blocks: Its list of memory blocks.
        norm: The BatchNorm of a layer, relative to the layer.
        conv: Its convolution.
        unit: BatchNorm and convolution, twice, of a residual unit.
        repeats: Whether a block goes R times through all its R residual units, and remembers
            what comes out each time. It has R * R recursions then, of which the gate unit reads
            every R-th.
    """

    name: str
    blocks: str
    norm: str
    conv: str
    unit: tuple[str, str, str, str]
    repeats: bool = False


_LAYOUTS = (
    _Layout(
        "pytorch-MemNet",
        "dense_memory",
        "bn",
        "conv",
        ("relu_conv1.bn", "relu_conv1.conv", "relu_conv2.bn", "relu_conv2.conv"),
    ),
    _Layout(
        "MemNet-PyTorch, unrolled",
        "dense_memory_blocks",
        "0",
        "2",
        ("residual_block.0", "residual_block.2", "residual_block.3", "residual_block.5"),
        repeats=True,
    ),
)


def looks_like_port(tensors: Mapping[str, Tensor]) -> bool:
    """Whether tensors have the names of one of the ports, with anything in front of them."""
    return _find_layout(tensors) is not None


def import_port(path: Path, tensors: Mapping[str, Tensor]) -> ImportedNetwork:
    """Returns the network of a port's state dict.

    Args:
        path: Where it comes from, for errors.
        tensors: The state dict; `looks_like_port` says yes to it.

    Raises:
        WeightsError: Something is missing, left over, of another shape or not finite.
    """
    layout = _find_layout(tensors)
    assert layout is not None
    first = next(name for name in tensors if _FIRST in name)
    prefix = first[: first.index(_FIRST)]
    named = {name.removeprefix(prefix): tensor for name, tensor in tensors.items()}
    return ImportedNetwork(_Port(layout, NamedTensors(path, named), named).read(), layout.name)


def _find_layout(tensors: Mapping[str, Tensor]) -> _Layout | None:
    if not any(_FIRST in name for name in tensors):
        return None
    return next((it for it in _LAYOUTS if any(f"{it.blocks}.0." in name for name in tensors)), None)


class _Port:
    """Reads one state dict."""

    def __init__(
        self, layout: _Layout, source: NamedTensors, tensors: Mapping[str, Tensor]
    ) -> None:
        self._layout = layout
        self._source = source
        blocks = re.escape(layout.blocks)
        self._count = _count(tensors, rf"{blocks}\.({_NUMBER})\.")
        self._units = _count(tensors, rf"{blocks}\.0\.recursive_unit\.({_NUMBER})\.")
        if not self._units:
            text = QT_TRANSLATE_NOOP(
                "Engine",
                "{path} holds a variant of the port {port} without a list of recursions, which "
                "this program does not know",
            )
            raise WeightsError(text, path=source.path, port=layout.name)
        shape = source.shape(f"{_FIRST}{layout.conv}.weight")
        self._filters, self._channels = (*shape, 1, 1)[:2]
        rounds = self._units if layout.repeats else 1
        self._assembly = Assembly(
            source.path,
            blocks=self._count,
            recursions=self._units * rounds,
            filters=self._filters,
            channels=self._channels,
            multi_supervised=_ENSEMBLE in source,
            long_term_first=False,
            short_term_step=rounds,
        )

    def read(self) -> MemNet:
        """Returns the network."""
        filters, config = self._filters, self._assembly.config
        self._read_layer("feature", "feature_extractor", self._channels, filters, 3)
        for block in range(self._count):
            self._read_block(block)
        for prediction in range(config.predictions):
            self._read_norm(
                f"reconstruction_norms.{prediction}", f"reconstructor.{self._layout.norm}", filters
            )
        self._read_reconstruction()
        if config.multi_supervised:
            weights = self._source.take(_ENSEMBLE, config.blocks)
            self._assembly.set_ensemble(weights / weights.sum())
        self._source.check_all_used()
        return self._assembly.build()

    def _read_block(self, block: int) -> None:
        ours, theirs = f"memory_blocks.{block}", f"{self._layout.blocks}.{block}"
        filters = self._filters
        for recursion in range(self._assembly.config.recursions):
            unit = f"{theirs}.recursive_unit.{recursion % self._units}"
            norm_a, conv_a, norm_b, conv_b = (f"{unit}.{part}" for part in self._layout.unit)
            self._read_norm(f"{ours}.recursions.{recursion}.norm_a", norm_a, filters)
            self._read_norm(f"{ours}.recursions.{recursion}.norm_b", norm_b, filters)
            self._read_conv(f"{ours}.conv_a.{recursion}", conv_a, filters, filters, 3)
            self._read_conv(f"{ours}.conv_b.{recursion}", conv_b, filters, filters, 3)
        memories = len(self._assembly.config.gate_memories(block + 1))
        gate = f"{theirs}.gate_unit"
        self._read_norm(f"{ours}.gate.norm", f"{gate}.{self._layout.norm}", memories * filters)
        self._read_conv(
            f"{ours}.gate.conv", f"{gate}.{self._layout.conv}", memories * filters, filters, 1
        )

    def _read_layer(self, ours: str, theirs: str, inputs: int, outputs: int, size: int) -> None:
        self._read_norm(f"{ours}_norm", f"{theirs}.{self._layout.norm}", inputs)
        self._read_conv(f"{ours}_conv", f"{theirs}.{self._layout.conv}", inputs, outputs, size)

    def _read_norm(self, ours: str, theirs: str, channels: int) -> None:
        parts = ("running_mean", "running_var", "weight", "bias")
        mean, variance, gamma, beta = (
            self._source.take(f"{theirs}.{part}", channels) for part in parts
        )
        self._source.skip(f"{theirs}.num_batches_tracked")
        self._assembly.set_norm(ours, (mean, variance), (gamma, beta))

    def _read_conv(self, ours: str, theirs: str, inputs: int, outputs: int, size: int) -> None:
        weight = self._source.take(f"{theirs}.weight", outputs, inputs, size, size)
        self._assembly.set_conv(ours, weight, self._read_bias(theirs, outputs))

    def _read_bias(self, theirs: str, outputs: int) -> Tensor | None:
        name = f"{theirs}.bias"
        return self._source.take(name, outputs) if name in self._source else None

    def _read_reconstruction(self) -> None:
        """Reads the last convolution, which one port has as 1x1: the middle of a 3x3 one."""
        theirs = f"reconstructor.{self._layout.conv}"
        size = 1 if self._source.shape(f"{theirs}.weight")[-1:] == (1,) else 3
        weight = self._source.take(f"{theirs}.weight", self._channels, self._filters, size, size)
        around = 1 - size // 2
        self._assembly.set_conv(
            "reconstruction_conv",
            functional.pad(weight, (around,) * 4),
            self._read_bias(theirs, self._channels),
        )


def _count(tensors: Mapping[str, Tensor], pattern: str) -> int:
    """Returns one more than the highest number that the names have in this place.

    A number of so many digits that Python does not read it is none; who has it is left over.
    """
    found = (re.match(pattern, name) for name in tensors)
    return max((int(match[1]) + 1 for match in found if match), default=0)
