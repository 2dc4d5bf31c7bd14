"""The authors' weights: `.caffemodel` files, read without Caffe.

Source: the network definitions that the authors published in tyshiwo/MemNet. Layers with weights:
`conv1`; `convMM_RR_a` and `convMM_RR_b` of block MM and recursion RR; `conv_transition_MM`, the
gate unit; `conv_end_MM`, the reconstruction. Before each stand a BatchNorm `bn_..` and a Scale
`scale_..`. The Scale `weight_output_end_MM` is the ensemble weight w_MM.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from torch import Tensor

from memnet_gui.messages import QT_TRANSLATE_NOOP
from memnet_gui.network.importing.assembly import Assembly, ImportedNetwork
from memnet_gui.network.importing.tensors import NamedTensors, WeightsError, printable
from memnet_gui.network.memnet import MemNet

_EPSILON = 1e-5
"""What Caffe and torch add to a variance unless told otherwise."""
_MOST_AXES = 32
"""Of a blob, in Caffe."""
_RECURSION = re.compile(r"conv(\d\d)_(\d\d)_[ab]")


def looks_like_memnet(net: Any) -> bool:
    """Whether a `NetParameter` has the layers of a MemNet."""
    return any(_RECURSION.fullmatch(layer.name) for layer in _layers(net))


def layer_names(net: Any) -> list[str]:
    """Lists the layers of a `NetParameter`."""
    return [layer.name for layer in _layers(net)]


def import_caffe(path: Path, net: Any) -> ImportedNetwork:
    """Returns the network of a `NetParameter`.

    Args:
        path: Where it comes from, for errors.
        net: What was read; `looks_like_memnet` says yes to it.

    Raises:
        WeightsError: Something is missing, left over, there twice, of another shape or not finite,
            memories stand in another order than the authors', or a BatchNorm computes otherwise.
    """
    _check_epsilons(path, net)
    source = NamedTensors(path, _collect_blobs(path, net))
    reader = _Reader(source, layer_names(net))
    reader.check_gates(net)
    return ImportedNetwork(reader.read(), "Caffe")


class _Reader:
    """Reads one file."""

    def __init__(self, source: NamedTensors, names: Sequence[str]) -> None:
        self._source = source
        found = [match for match in map(_RECURSION.fullmatch, names) if match]
        self._filters, self._channels = (*source.shape(_blob("conv1", 0)), 1, 1)[:2]
        self._assembly = Assembly(
            source.path,
            blocks=max(int(match[1]) for match in found),
            recursions=max(int(match[2]) for match in found),
            filters=self._filters,
            channels=self._channels,
        )
        self._config = self._assembly.config

    def check_gates(self, net: Any) -> None:
        """Makes sure that the gate units read what ours do, in the order in which ours do."""
        wanted = {f"concat{m:02}": self._gate_inputs(m) for m in self._blocks}
        origins = _split_origins(net)
        for layer in _layers(net):
            read = [origins.get(name, name) for name in layer.bottoms]
            if layer.name in wanted and read != wanted[layer.name]:
                text = QT_TRANSLATE_NOOP(
                    "Engine",
                    "{path} has a gate unit that reads other memories than the authors' "
                    "({layer}); it is another network",
                )
                raise WeightsError(text, path=self._source.path, layer=layer.name)

    def read(self) -> MemNet:
        """Returns the network."""
        filters, channels = self._filters, self._channels
        self._read_norm("feature_norm", "conv1", channels)
        self._read_conv("feature_conv", "conv1", channels, filters, 3)
        for block in self._blocks:
            self._read_block(block)
        self._read_reconstruction()
        weights = [
            self._source.take(_blob(f"weight_output_end_{m:02}", 0), 1) for m in self._blocks
        ]
        self._assembly.set_ensemble(torch.cat(weights))
        self._source.check_all_used()
        return self._assembly.build()

    @property
    def _blocks(self) -> range:
        return range(1, self._config.blocks + 1)

    def _gate_inputs(self, block: int) -> list[str]:
        long_term = ["conv1", *(f"conv_transition_{m:02}" for m in range(1, block))]
        recursions = range(1, self._config.recursions + 1)
        return [*long_term, *(f"eltwise{block:02}_{r:02}" for r in recursions)]

    def _read_block(self, block: int) -> None:
        ours, filters = f"memory_blocks.{block - 1}", self._filters
        for recursion in range(self._config.recursions):
            for part in ("a", "b"):
                theirs = f"conv{block:02}_{recursion + 1:02}_{part}"
                self._read_norm(f"{ours}.recursions.{recursion}.norm_{part}", theirs, filters)
                self._read_conv(f"{ours}.conv_{part}.{recursion}", theirs, filters, filters, 3)
        gate = f"conv_transition_{block:02}"
        inputs = filters * len(self._config.gate_memories(block))
        self._read_norm(f"{ours}.gate.norm", gate, inputs)
        self._read_conv(f"{ours}.gate.conv", gate, inputs, filters, 1)

    def _read_norm(self, ours: str, layer: str, channels: int) -> None:
        """Reads a BatchNorm, whose statistics Caffe keeps multiplied, and the Scale after it."""
        mean, variance = (self._source.take(_blob(f"bn_{layer}", i), channels) for i in (0, 1))
        factor = self._source.take(_blob(f"bn_{layer}", 2), 1)
        share = torch.where(factor == 0, torch.zeros(1), 1 / factor)
        gamma, beta = (self._source.take(_blob(f"scale_{layer}", i), channels) for i in (0, 1))
        self._assembly.set_norm(ours, (mean * share, variance * share), (gamma, beta))

    def _read_conv(self, ours: str, layer: str, inputs: int, outputs: int, size: int) -> None:
        weight = self._source.take(_blob(layer, 0), outputs, inputs, size, size)
        self._assembly.set_conv(ours, weight, self._source.take(_blob(layer, 1), outputs))

    def _read_reconstruction(self) -> None:
        """Reads the reconstruction, of which there is one for all predictions."""
        shape = (self._channels, self._filters, 3, 3)
        first: tuple[Tensor, Tensor] | None = None
        for number, block in enumerate(self._blocks):
            layer = f"conv_end_{block:02}"
            self._read_norm(f"reconstruction_norms.{number}", layer, self._filters)
            found = (
                self._source.take(_blob(layer, 0), *shape),
                self._source.take(_blob(layer, 1), self._channels),
            )
            first = first or found
            if not all(map(torch.equal, first, found)):
                text = QT_TRANSLATE_NOOP(
                    "Engine",
                    "{path} reconstructs every prediction with weights of its own ({layer}), "
                    "which no MemNet of this program does",
                )
                raise WeightsError(text, path=self._source.path, layer=layer)
        assert first is not None
        self._assembly.set_conv("reconstruction_conv", *first)


class _Layer(NamedTuple):
    """What is read of a layer.

    Attributes:
        name: Its name.
        bottoms: What it reads.
        tops: What it makes.
        shared: Names under which it shares its blobs, "" where it does not.
        blobs: Its `BlobProto`s.
    """

    name: str
    bottoms: list[str]
    tops: list[str]
    shared: list[str]
    blobs: Sequence[Any]


def _layers(net: Any) -> list[_Layer]:
    """Returns the layers, which older files keep in another field."""
    return [
        _Layer(
            _text(layer.name),
            [_text(name) for name in layer.bottom],
            [_text(name) for name in layer.top],
            [_text(getattr(param, "name", param)) for param in layer.param],
            layer.blobs,
        )
        for layer in (*net.layers, *net.layer)
    ]


def _check_epsilons(path: Path, net: Any) -> None:
    """Makes sure that each BatchNorm adds to a variance what ours add."""
    for layer in net.layer:
        settings = layer.batch_norm_param
        if settings.HasField("eps") and np.float32(settings.eps) != np.float32(_EPSILON):
            text = QT_TRANSLATE_NOOP(
                "Engine",
                "{path} has a BatchNorm with the epsilon {found:g} ({layer}), where a MemNet of "
                "this program has {expected:g}",
            )
            raise WeightsError(
                text, path=path, found=settings.eps, layer=_text(layer.name), expected=_EPSILON
            )


def _split_origins(net: Any) -> dict[str, str]:
    """Returns what is copied by name of the copy.

    Caffe puts a layer that copies behind whatever several layers read, and saves it, too.
    """
    splits = [layer for layer in _layers(net) if layer.name.endswith("_split") and layer.bottoms]
    return {top: layer.bottoms[0] for layer in splits for top in layer.tops}


def _text(value: str | bytes) -> str:
    """Returns a name, which protobuf leaves as bytes where it is damaged."""
    return printable(value if isinstance(value, str) else value.decode(errors="replace"))


def _blob(layer: str, index: int) -> str:
    return f"{layer}[{index}]"


def _collect_blobs(path: Path, net: Any) -> dict[str, Tensor]:
    """Returns all blobs by name, of which Caffe would not know which of two to take."""
    blobs: dict[str, Tensor] = {}
    for name, tensor in _named_blobs(path, net):
        if name in blobs:
            text = QT_TRANSLATE_NOOP("Engine", "{path} is damaged: it holds {name} twice")
            raise WeightsError(text, path=path, name=name)
        blobs[name] = tensor
    return blobs


def _named_blobs(path: Path, net: Any) -> Iterator[tuple[str, Tensor]]:
    """Yields all blobs; a layer that has none has those that it shares by name."""
    shared: dict[str, Tensor] = {}
    for layer in _layers(net):
        own = [_read_blob(path, layer.name, blob) for blob in layer.blobs]
        for index, name in enumerate(layer.shared):
            if index < len(own):
                shared.setdefault(name, own[index])
            elif name and name in shared:
                own.append(shared[name])
        for index, tensor in enumerate(own):
            yield _blob(layer.name, index), tensor


def _read_blob(path: Path, layer: str, blob: Any) -> Tensor:
    with np.errstate(over="ignore"):  # what is infinite in float32 is refused where it is used
        values = np.array(blob.data if len(blob.data) else blob.double_data, np.float32)
    old = (blob.num, blob.channels, blob.height, blob.width)
    shape = tuple(blob.shape.dim) if blob.HasField("shape") else old
    sound = len(shape) <= _MOST_AXES and min(shape, default=1) > 0
    if not sound or values.size != np.prod(shape, dtype=object):
        text = QT_TRANSLATE_NOOP(
            "Engine", "{path} is damaged: {layer} holds {count} values in place of {shape}"
        )
        raise WeightsError(
            text, path=path, layer=layer, count=values.size, shape=shape[:_MOST_AXES]
        )
    return torch.from_numpy(values.reshape(shape))
