"""The operations of MemNet on rows (rows, width, channels), written into memory that is there.

New memory for each result would cost as much as the cheap operations themselves: every page of
it is first cleared by the system, and it is in no cache.
"""

from collections.abc import Sequence
from functools import partial
from typing import Protocol

import torch
from torch import Tensor, nn
from torch.nn import functional


def as_images(rows: Tensor) -> Tensor:
    """Returns rows (H, W, C) as torch's operators want them: (1, C, H, W), not copied."""
    return rows.permute(2, 0, 1).unsqueeze(0)


def normalise(norm: nn.BatchNorm2d, source: Tensor, target: Tensor) -> None:
    """Writes ReLU(BatchNorm(source)) into `target`, both (H, W, C), with the stored statistics.

    They may be the same.
    """
    unused = (source.new_empty(0, dtype=torch.float32) for _ in range(2))
    torch.native_batch_norm(
        as_images(source),
        norm.weight,
        norm.bias,
        norm.running_mean,
        norm.running_var,
        False,
        0.0,
        norm.eps,
        out=(as_images(target), *unused),
    )
    target.relu_()


class Normalisation(Protocol):
    """A BatchNorm with its stored statistics, and ReLU."""

    def __call__(self, source: Tensor, target: Tensor) -> None:
        """Writes it to `target`, both (H, W, C)."""
        ...


Then = tuple[Normalisation, Tensor]
"""What becomes of a result next, and where that goes."""


class Convolves(Protocol):
    """A 3x3 convolution with what belongs to it."""

    def __call__(
        self,
        source: Tensor,
        target: Tensor,
        residual: Tensor | None = None,
        then: Then | None = None,
    ) -> None:
        """Writes the convolution of `source` (H + 2, W, in) to `target` (H, W, out).

        Args:
            source: Padded at the top and bottom only.
            target: May overlap no other.
            residual: Is added.
            then: Is done with `target`.
        """
        ...


class Gates(Protocol):
    """A gate unit: BatchNorm, ReLU and 1x1 convolution over all memories."""

    def switch_off(self, columns: slice) -> None:
        """Lets the gate unit see nothing of these of its input feature maps."""
        ...

    def combine(
        self,
        memories: list[Tensor],
        gathered: Tensor,
        target: Tensor,
        then: Sequence[Then] = (),
    ) -> None:
        """Writes B_m (H, W, C); see `Gate`."""
        ...


class Extracts(Protocol):
    """The 3x3 convolution that makes many channels of few."""

    def __call__(self, source: Tensor, target: Tensor, pixels: int, then: Then | None) -> None:
        """Writes B0 (H, W, C); see `Extraction`."""
        ...


class Reconstructs(Protocol):
    """The 3x3 convolution that makes few channels of many."""

    def __call__(self, source: Tensor) -> Tensor:
        """Returns float32 (H, W, out) from rows (H + 2, W, in)."""
        ...


class Operations(Protocol):
    """Takes over a network's layers, in one of several ways to compute them.

    Attributes:
        gathers: Whether gate units need room to gather all memories.
    """

    gathers: bool

    def normalisation(self, norm: nn.BatchNorm2d) -> Normalisation:
        """Takes over a BatchNorm with its ReLU."""
        ...

    def convolution(self, conv: nn.Conv2d, after: nn.BatchNorm2d | None = None) -> Convolves:
        """Takes over a 3x3 convolution; `after` is the BatchNorm behind it, with its ReLU."""
        ...

    def extraction(self, conv: nn.Conv2d) -> Extracts:
        """Takes over the first convolution."""
        ...

    def gate(self, norm: nn.BatchNorm2d, conv: nn.Conv2d) -> Gates:
        """Takes over a gate unit."""
        ...

    def reconstruction(self, conv: nn.Conv2d) -> Reconstructs:
        """Takes over the last convolution."""
        ...


class TorchOperations:
    """Torch's own operations, on any device: see `Operations`."""

    gathers = True

    def __init__(self, dtype: torch.dtype) -> None:
        """Takes the weights in `dtype`."""
        self._dtype = dtype

    def normalisation(self, norm: nn.BatchNorm2d) -> Normalisation:
        """See `Operations`."""
        return partial(normalise, norm)

    def convolution(self, conv: nn.Conv2d, after: nn.BatchNorm2d | None = None) -> Convolves:
        """See `Operations`."""
        return Convolution(conv, self._dtype, after)

    def extraction(self, conv: nn.Conv2d) -> Extracts:
        """See `Operations`."""
        return Extraction(conv)

    def gate(self, norm: nn.BatchNorm2d, conv: nn.Conv2d) -> Gates:
        """See `Operations`."""
        return Gate(norm, conv, self._dtype)

    def reconstruction(self, conv: nn.Conv2d) -> Reconstructs:
        """See `Operations`."""
        return Reconstruction(conv, self._dtype)


class Convolution:
    """A 3x3 convolution by torch."""

    def __init__(
        self, conv: nn.Conv2d, dtype: torch.dtype, after: nn.BatchNorm2d | None = None
    ) -> None:
        """Takes the weights in `dtype`.

        Args:
            conv: 3x3.
            dtype: What it computes in.
            after: A BatchNorm that follows and is folded into the weights, with its ReLU.
        """
        weight, bias = fold(conv, after)
        self._weight = weight.to(dtype).contiguous(memory_format=torch.channels_last)
        self._bias = bias.to(dtype)
        self._relu = after is not None
        self._fused = weight.device.type == "cpu" and has_fused_convolution()

    def __call__(
        self,
        source: Tensor,
        target: Tensor,
        residual: Tensor | None = None,
        then: Then | None = None,
    ) -> None:
        """Writes the convolution of `source` to `target`; see `Convolves`."""
        if self._fused:
            if residual is None:
                target.zero_()
            else:
                target.copy_(residual)
            self._add(as_images(source), as_images(target))
        else:
            self._convolve(as_images(source), target, residual)
        if then is not None:
            normalisation, following = then
            normalisation(target, following)

    def _add(self, images: Tensor, sums: Tensor) -> None:
        """Adds to what is there, then ReLU: oneDNN's fused convolution, in place."""
        done = torch.ops.mkldnn._convolution_pointwise_.binary(
            sums, images, self._weight, self._bias,
            [0, 1], [1, 1], [1, 1], 1, "add", 1.0, "relu" if self._relu else None, [], None,
        )  # fmt: skip
        if done.data_ptr() != sums.data_ptr():
            sums.copy_(done)

    def _convolve(self, images: Tensor, target: Tensor, residual: Tensor | None) -> None:
        if self._relu and residual is None and images.is_cuda:
            done = torch.cudnn_convolution_relu(
                images, self._weight, self._bias, [1, 1], [0, 1], [1, 1], 1
            )
            target.copy_(done[0].permute(1, 2, 0))
            return
        done = functional.conv2d(images, self._weight, self._bias, padding=(0, 1))[0]
        done = done.permute(1, 2, 0)
        if residual is not None:
            torch.add(done, residual, out=target)
        else:
            target.copy_(done)
        if self._relu:
            target.relu_()


class Extraction:
    """The 3x3 convolution that makes many channels of few: a product of each pixel's neighbours.

    With one input channel, libraries for convolutions take six times as long.
    """

    def __init__(self, conv: nn.Conv2d) -> None:
        """Takes the weights, in float32 always: see MemNet."""
        assert conv.bias is not None
        self._matrix = conv.weight.permute(2, 3, 1, 0).reshape(-1, conv.out_channels).float()
        self._bias = conv.bias.float()

    def __call__(
        self, source: Tensor, target: Tensor, pixels: int, then: Then | None = None
    ) -> None:
        """Writes the convolution of `source` (H + 2, W, in) to `target` (H, W, out).

        Args:
            source: float32.
            target: Of any precision.
            pixels: How many are computed at a time, whole rows.
            then: Is done with `target`.
        """
        height, width, _ = target.shape
        padded = functional.pad(source, (0, 0, 1, 1))
        step = max(1, pixels // width)
        for top in range(0, height, step):
            seen = padded[top : min(top + step, height) + 2]
            seen = seen.unfold(0, 3, 1).unfold(1, 3, 1).permute(0, 1, 3, 4, 2)
            features = torch.addmm(self._bias, seen.reshape(-1, len(self._matrix)), self._matrix)
            target[top : top + step] = features.view(-1, width, target.shape[2])
        if then is not None:
            then[0](target, then[1])


class Reconstruction:
    """The 3x3 convolution that makes few channels of many: one matrix product, nine sums.

    Libraries for convolutions compute as many output channels as fit into a register and
    throw most of them away here.
    """

    def __init__(self, conv: nn.Conv2d, dtype: torch.dtype) -> None:
        """Takes the weights in `dtype`."""
        assert conv.bias is not None
        self._channels = conv.out_channels
        # (in, 9 * out): the columns are ordered by the rows and columns of the kernel.
        self._matrix = conv.weight.permute(1, 2, 3, 0).reshape(conv.in_channels, -1).to(dtype)
        self._bias = conv.bias.float()

    def __call__(self, source: Tensor) -> Tensor:
        """Returns float32 (H, W, out) from rows (H + 2, W, in)."""
        height, width = source.shape[0] - 2, source.shape[1]
        products = (source.reshape(-1, source.shape[2]) @ self._matrix).float()
        parts = products.view(height + 2, width, 3, 3, self._channels)
        result = self._bias.expand(height, width, -1).clone()
        for row in range(3):
            for column in range(3):
                part = parts[row : row + height, :, row, column]
                # Column 0 of the kernel reads from the left: its product belongs one to the right.
                to = slice(max(0, 1 - column), width - max(0, column - 1))
                of = slice(max(0, column - 1), width - max(0, 1 - column))
                result[:, to] += part[:, of]
        return result


class Gate:
    """A gate unit: BatchNorm, ReLU and 1x1 convolution over all memories."""

    def __init__(self, norm: nn.BatchNorm2d, conv: nn.Conv2d, dtype: torch.dtype) -> None:
        """Takes the weights in `dtype`."""
        assert conv.bias is not None
        self._norm = norm
        self._matrix = conv.weight[:, :, 0, 0].t().to(dtype).contiguous()
        self._bias = conv.bias.to(dtype)

    def switch_off(self, columns: slice) -> None:
        """Lets the gate unit see nothing of these of its input feature maps."""
        self._matrix[columns] = 0

    def combine(
        self,
        memories: list[Tensor],
        gathered: Tensor,
        target: Tensor,
        then: Sequence[Then] = (),
    ) -> None:
        """Writes B_m (H, W, C).

        The memories are gathered some rows at a time: adding them up one by one would round
        every sum to `dtype`.

        Args:
            memories: Each (H, W, C).
            gathered: Flat, room for at least one row of all memories; is overwritten.
            target: Where B_m goes.
            then: Is done with `target`.
        """
        height, width, _ = target.shape
        columns, filters = self._matrix.shape
        step = gathered.numel() // (width * columns)
        for top in range(0, height, step):
            rows = slice(top, min(height, top + step))
            count = rows.stop - top
            seen = gathered[: count * width * columns].view(count, width, columns)
            torch.cat([memory[rows] for memory in memories], 2, out=seen)
            normalise(self._norm, seen, seen)
            torch.addmm(
                self._bias,
                seen.view(-1, columns),
                self._matrix,
                out=target[rows].view(-1, filters),
            )
        for normalisation, following in then:
            normalisation(target, following)


def fold(conv: nn.Conv2d, after: nn.BatchNorm2d | None) -> tuple[Tensor, Tensor]:
    """Returns a convolution's weights and biases with the BatchNorm behind it folded in."""
    assert conv.bias is not None
    if after is None:
        return conv.weight, conv.bias
    scale, shift = affine(after)
    return conv.weight * scale[:, None, None, None], conv.bias * scale + shift


def affine(norm: nn.BatchNorm2d) -> tuple[Tensor, Tensor]:
    """Returns (scale, shift), each (C,): what a BatchNorm does with its stored statistics."""
    assert norm.running_mean is not None
    assert norm.running_var is not None
    scale = norm.weight * torch.rsqrt(norm.running_var + norm.eps)
    return scale, norm.bias - scale * norm.running_mean


def has_fused_convolution() -> bool:
    """Whether this torch adds up in place within the convolution (oneDNN)."""
    is_there: bool = torch.backends.mkldnn.is_available()  # type: ignore[no-untyped-call]
    return is_there and hasattr(torch.ops.mkldnn, "_convolution_pointwise_")
