"""MemNet as OpenVINO runs it: described from the torch module's weights, compiled once.

OpenVINO's converter would trace the module with `torch.jit`, which is deprecated, and take 2 s
or more for the paper's network, holding up other threads. Describing it takes 0.03 s.
"""

import hashlib
import importlib
import sys
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from threading import Lock
from typing import Any

import torch
from torch import Tensor, nn

from memnet_gui.messages import QT_TRANSLATE_NOOP
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.network.memnet import MemNet, MemoryBlock, ResidualUnit
from memnet_gui.network.memories import Memory, gate_columns
from memnet_gui.restoration.engines.operations import affine
from memnet_gui.restoration.hardware import DeviceError

_KEPT = 8
"""How many compiled networks are kept: some ten MB each, without feature maps."""

_compiled: "OrderedDict[_Order, Any]" = OrderedDict()
_lock = Lock()


@dataclass(frozen=True)
class _Order:
    """What one compiled network differs in from another."""

    config: NetworkConfig
    weights: bytes
    switched_off: frozenset[Memory]
    precision: str
    height: int
    width: int
    threads: int | None


def load_openvino() -> Any:
    """Returns the module `openvino`, imported when first used.

    Raises:
        DeviceError: It is not installed or does not work here.
    """
    # Importing OpenVINO would tell its makers of it; without this package it tells nobody.
    sys.modules.setdefault("openvino_telemetry", None)  # type: ignore[arg-type]
    try:
        return importlib.import_module("openvino")
    except (ImportError, OSError) as error:
        text = QT_TRANSLATE_NOOP(
            "Engine",
            "OpenVINO cannot be loaded ({error}); install it with 'pip install openvino', "
            "or choose the backend torch",
        )
        raise DeviceError(text, error=error) from error


def compile_network(
    network: MemNet,
    switched_off: frozenset[Memory],
    precision: str,
    height: int,
    width: int,
    threads: int | None,
) -> Any:
    """Returns the network for windows of one size, an `openvino.CompiledModel`.

    It takes B0, float32 (1, C, height, width), and returns what the network adds to the picture
    for M1..MM, each float32 (1, channels, height, width).

    Args:
        network: On the processor, in evaluation mode.
        switched_off: Memories that their gate units shall not see.
        precision: `fp32` or `bf16`.
        height: Rows of the windows.
        width: Their columns.
        threads: CPU threads; None takes all.

    Raises:
        DeviceError: OpenVINO does not work here, or not in this precision.
        RuntimeError: As OpenVINO.
    """
    order = _Order(
        network.config, _digest(network), switched_off, precision, height, width, threads
    )
    with _lock:
        if order not in _compiled:
            _compiled[order] = _compile(network, order)
            while len(_compiled) > _KEPT:
                _compiled.popitem(last=False)
        _compiled.move_to_end(order)
        return _compiled[order]


def _compile(network: MemNet, order: _Order) -> Any:
    openvino = load_openvino()
    core = openvino.Core()
    if order.precision == "bf16" and "BF16" not in core.get_property(
        "CPU", "OPTIMIZATION_CAPABILITIES"
    ):
        text = QT_TRANSLATE_NOOP(
            "Engine",
            "OpenVINO does not compute in bf16 on this processor; choose the precision fp32",
        )
        raise DeviceError(text)
    settings = {
        "INFERENCE_PRECISION_HINT": {"fp32": "f32", "bf16": "bf16"}[order.precision],
        "PERFORMANCE_HINT": "LATENCY",
        # Threads bound to cores would be in the way of the window's.
        "ENABLE_CPU_PINNING": False,
    }
    if order.threads is not None:
        settings["INFERENCE_NUM_THREADS"] = order.threads
    with torch.inference_mode():
        model = NetworkDescription(network, order.switched_off).build(order.height, order.width)
    return core.compile_model(model, "CPU", settings)


def _digest(network: MemNet) -> bytes:
    digest = hashlib.sha256()
    for value in network.state_dict().values():
        digest.update(value.detach().contiguous().numpy())
    return digest.digest()


class NetworkDescription:
    """Describes a network in OpenVINO's operations."""

    def __init__(self, network: MemNet, switched_off: frozenset[Memory]) -> None:
        self._network = network
        self._switched_off = switched_off
        self._openvino = load_openvino()
        self._ops = importlib.import_module("openvino.opset8")

    def build(self, height: int, width: int) -> Any:
        """Returns the `openvino.Model` for B0 of this size."""
        shape = [1, self._network.config.filters, height, width]
        features = self._ops.parameter(shape, self._openvino.Type.f32)
        return self._openvino.Model(self._residuals(features), [features], "MemNet")

    def build_whole(self, *, predictions: bool) -> Any:
        """Returns the `openvino.Model` for pictures (B, channels, H, W) of any size.

        It returns the final picture and, where asked for, what each memory block predicts.
        """
        network, ops = self._network, self._ops
        shape = self._openvino.PartialShape([-1, network.config.channels, -1, -1])
        image = ops.parameter(shape, self._openvino.Type.f32)
        extract = self._convolution(network.feature_conv)
        features = extract(self._normalised(network.feature_norm, image))
        predicted = [ops.add(image, residual) for residual in self._residuals(features)]
        outputs = [self._combined(predicted), *(predicted if predictions else ())]
        return self._openvino.Model(outputs, [image], "MemNet")

    def _combined(self, predicted: Sequence[Any]) -> Any:
        """Returns the final picture: the weighted sum, or the basic network's one prediction."""
        weights = self._network.ensemble_weights
        if weights is None:
            return predicted[-1]
        factors = (self._constant(weight) for weight in weights.view(-1, 1, 1, 1, 1))
        return reduce(self._ops.add, map(self._ops.multiply, predicted, factors))

    def _residuals(self, features: Any) -> list[Any]:
        """Returns from B0 what the network adds to the picture for each prediction."""
        network, config = self._network, self._network.config
        reconstruct = self._convolution(network.reconstruction_conv)
        kept: list[Any] = [features]
        residuals: list[Any] = []
        for number, block in enumerate(network.memory_blocks):
            assert isinstance(block, MemoryBlock)
            kept.append(self._remember(number + 1, block, kept))
            if config.multi_supervised or number + 1 == config.blocks:
                norm = network.reconstruction_norms[len(residuals)]
                residuals.append(reconstruct(self._normalised(norm, kept[-1])))
        return residuals

    def _remember(self, number: int, block: MemoryBlock, long_term: Sequence[Any]) -> Any:
        pairs = [block.convolutions(r) for r in range(len(block.recursions))]
        described = {conv: self._convolution(conv) for pair in pairs for conv in pair}
        state = long_term[-1]
        short_term = []
        for unit, (first, second) in zip(block.recursions, pairs, strict=True):
            assert isinstance(unit, ResidualUnit)
            inner = described[first](self._normalised(unit.norm_a, state))
            residual = described[second](self._normalised(unit.norm_b, inner))
            state = self._ops.add(state, residual)
            short_term.append(state)
        memories = block.config.recall(long_term, short_term)
        seen = self._normalised(block.gate.norm, self._ops.concat(memories, axis=1))
        weight = block.gate.conv.weight.clone()
        for memory in self._switched_off:
            if memory[0] == number:
                weight[:, gate_columns(self._network.config, memory)] = 0
        return self._convolution(block.gate.conv, weight)(seen)

    def _normalised(self, norm: nn.Module, source: Any) -> Any:
        assert isinstance(norm, nn.BatchNorm2d)
        scale, shift = (self._per_channel(value) for value in affine(norm))
        return self._ops.relu(self._ops.add(self._ops.multiply(source, scale), shift))

    def _convolution(self, conv: nn.Conv2d, weight: Tensor | None = None) -> "_Convolution":
        assert conv.bias is not None
        kernel = self._constant(conv.weight if weight is None else weight)
        return _Convolution(self._ops, kernel, self._per_channel(conv.bias), conv.kernel_size[0])

    def _per_channel(self, values: Tensor) -> Any:
        return self._constant(values.view(1, -1, 1, 1))

    def _constant(self, values: Tensor) -> Any:
        return self._ops.constant(values.detach().contiguous().numpy())


class _Convolution:
    """A convolution of stride 1 that keeps the size; its weights may serve several times."""

    def __init__(self, ops: Any, kernel: Any, bias: Any, size: int) -> None:
        self._ops = ops
        self._kernel = kernel
        self._bias = bias
        self._padding = [size // 2] * 2

    def __call__(self, source: Any) -> Any:
        sums = self._ops.convolution(
            source, self._kernel, [1, 1], self._padding, self._padding, [1, 1]
        )
        return self._ops.add(sums, self._bias)
