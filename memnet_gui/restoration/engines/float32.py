"""What a processor does faster in float32 than by `TorchOperations`.

Both would round too coarsely in bfloat16: a BatchNorm's scale and shift, and sums over memories.
"""

from collections.abc import Sequence

import torch
from torch import Tensor, nn

from memnet_gui.restoration.engines.operations import Then, TorchOperations, affine

_GATE_PX_PER_THREAD = 1 << 11
"""Pixels of a memory that a gate unit reads at a time: few enough for the cache, many enough to be
worth a call."""
_VALUES_PER_THREAD = 1 << 16
"""Values that a BatchNorm takes on at a time, so that its ReLU finds them in the cache."""


class Float32Operations(TorchOperations):
    """Torch's own operations but for BatchNorm and gate units: see `Operations`."""

    def __init__(self) -> None:
        """Computes in float32."""
        super().__init__(torch.float32)

    def normalisation(self, norm: nn.BatchNorm2d) -> "Affine":
        """See `Operations`."""
        return Affine(norm)

    def gate(self, norm: nn.BatchNorm2d, conv: nn.Conv2d) -> "SummingGate":
        """See `Operations`."""
        return SummingGate(norm, conv)


class Affine:
    """A BatchNorm with its stored statistics, and ReLU.

    torch.native_batch_norm takes more than twice as long, even in the cache.
    """

    def __init__(self, norm: nn.BatchNorm2d) -> None:
        """Takes the scale and shift of each channel."""
        self._scale, self._shift = affine(norm)

    def __call__(self, source: Tensor, target: Tensor) -> None:
        """Writes it to `target`, both (H, W, C); they may be the same."""
        height, width, channels = source.shape
        values = _VALUES_PER_THREAD * torch.get_num_threads()
        step = max(1, values // (width * channels))
        for top in range(0, height, step):
            normalised = target[top : top + step]
            torch.addcmul(self._shift, source[top : top + step], self._scale, out=normalised)
            normalised.relu_()


class SummingGate:
    """A gate unit: BatchNorm, ReLU and 1x1 convolution, added up memory by memory."""

    def __init__(self, norm: nn.BatchNorm2d, conv: nn.Conv2d) -> None:
        """Takes the weights, those of each memory for itself."""
        assert conv.bias is not None
        filters = conv.out_channels
        scale, shift = affine(norm)
        self._scale, self._shift = scale.view(-1, filters), shift.view(-1, filters)
        matrix = conv.weight[:, :, 0, 0].t().clone(memory_format=torch.contiguous_format)
        self._matrices = matrix.view(-1, filters, filters)
        self._bias = conv.bias

    def switch_off(self, columns: slice) -> None:
        """Lets the gate unit see nothing of these of its input feature maps."""
        self._matrices.flatten(0, 1)[columns] = 0

    def combine(
        self,
        memories: list[Tensor],
        gathered: Tensor,
        target: Tensor,
        then: Sequence[Then] = (),
    ) -> None:
        """Writes B_m (H, W, C).

        Args:
            memories: Each (H, W, C).
            gathered: Flat, room for at least one row of one memory; is overwritten.
            target: Where B_m goes.
            then: Is done with `target`.
        """
        width, filters = target.shape[1:]
        pixels = _GATE_PX_PER_THREAD * torch.get_num_threads()
        step = max(1, min(pixels, gathered.numel() // filters) // width)
        for top in range(0, len(target), step):
            rows = slice(top, min(len(target), top + step))
            sums = target[rows]
            seen = gathered[: sums.numel()].view(sums.shape)
            flat, into = seen.view(-1, filters), sums.view(-1, filters)
            for number, memory in enumerate(memories):
                torch.addcmul(self._shift[number], memory[rows], self._scale[number], out=seen)
                seen.relu_()
                added = into if number else self._bias
                torch.addmm(added, flat, self._matrices[number], out=into)
            for normalisation, following in then:
                normalisation(sums, following[rows])
