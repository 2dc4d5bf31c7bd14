"""MemNet's cheap operations on rows (rows, width, channels) as Triton kernels, for NVIDIA GPUs.

Importing this module takes Triton. All feature maps are contiguous and of one precision, sums
are float32. Every kernel numbers the pixels of its rows one after another; the rows of a
convolution's source begin one row higher than those of its target. How a kernel is cut up is what
was fastest on an H100.
"""

from collections.abc import Sequence
from typing import NamedTuple

import torch
import triton
import triton.language as tl
from torch import Tensor

_PIXELS = 128
"""Of a program, with one warp for 32 pixels."""
_FEW_PIXELS = 32
"""Of a program that convolves between a picture and its feature maps."""
_WARPS = 4
_UNIT_BYTES = 16
"""All feature maps begin at a multiple of this, which a GPU loads at a time."""


class Second(NamedTuple):
    """One more result: ReLU(scale * first + shift), both vectors float32 (C,)."""

    target: Tensor
    scale: Tensor
    shift: Tensor


@triton.jit
def _normalised(values, scale, shift, channel):
    values = values * tl.load(scale + channel)[None, :] + tl.load(shift + channel)[None, :]
    return tl.maximum(values, 0.0)


@triton.jit(do_not_specialize=["count"])
def _finishing_kernel(
    source, bias, target, residual, second, scale, shift, count,
    C: tl.constexpr, PIXELS: tl.constexpr, RELU: tl.constexpr, RESIDUAL: tl.constexpr,
    SECOND: tl.constexpr,
):  # fmt: skip
    first = tl.program_id(0).to(tl.int64) * PIXELS
    pixel = tl.arange(0, PIXELS)
    channel = tl.arange(0, C)
    inside = (first + pixel < count)[:, None]
    offsets = first * C + (pixel[:, None] * C + channel[None, :])
    sums = tl.load(source + offsets, mask=inside, other=0.0).to(tl.float32)
    sums += tl.load(bias + channel)[None, :]
    if RESIDUAL:
        sums += tl.load(residual + offsets, mask=inside, other=0.0).to(tl.float32)
    if RELU:
        sums = tl.maximum(sums, 0.0)
    tl.store(target + offsets, sums.to(target.dtype.element_ty), mask=inside)
    if SECOND:
        sums = _normalised(sums, scale, shift, channel)
        tl.store(second + offsets, sums.to(target.dtype.element_ty), mask=inside)


def finish(
    source: Tensor,
    bias: Tensor,
    target: Tensor,
    *,
    relu: bool = False,
    residual: Tensor | None = None,
    second: Second | None = None,
) -> None:
    """Writes what comes after a convolution to `target` (H, W, C).

    Args:
        source: (H, W, C), the convolution without its bias.
        bias: float32 (C,).
        target: May be `source`.
        relu: Keep what is positive only.
        residual: (H, W, C) to be added before.
        second: What else to write.
    """
    height, width, channels = target.shape
    other = second or Second(target, bias, bias)
    _finishing_kernel[(triton.cdiv(height * width, _PIXELS),)](
        source, bias, target, target if residual is None else residual, *other, height * width,
        C=channels, PIXELS=_PIXELS, RELU=relu, RESIDUAL=residual is not None,
        SECOND=second is not None, num_warps=_WARPS,
    )  # fmt: skip


@triton.jit(do_not_specialize=["count"])
def _gate_kernel(
    memory, apart, scale, shift, weight, bias, target,
    second, second_scale, second_shift, third, third_scale, third_shift, count,
    MEMORIES: tl.constexpr, THENS: tl.constexpr, C: tl.constexpr, PIXELS: tl.constexpr,
    UNIT: tl.constexpr,
):  # fmt: skip
    first = tl.program_id(0).to(tl.int64) * PIXELS
    pixel = tl.arange(0, PIXELS)
    channel = tl.arange(0, C)
    inside = (first + pixel < count)[:, None]
    offsets = pixel[:, None] * C + channel[None, :]
    taps = channel[:, None] * C + channel[None, :]
    sums = tl.zeros((PIXELS, C), tl.float32)
    for number in range(MEMORIES):
        start = tl.load(apart + number) * UNIT + first * C
        values = tl.load(memory + start + offsets, mask=inside, other=0.0).to(tl.float32)
        values = _normalised(values, scale + number * C, shift + number * C, channel)
        part = tl.load(weight + number * C * C + taps)
        sums = tl.dot(values.to(target.dtype.element_ty), part, sums)
    sums += tl.load(bias + channel)[None, :]
    offsets += first * C
    tl.store(target + offsets, sums.to(target.dtype.element_ty), mask=inside)
    if THENS > 0:
        values = _normalised(sums, second_scale, second_shift, channel)
        tl.store(second + offsets, values.to(target.dtype.element_ty), mask=inside)
    if THENS > 1:
        values = _normalised(sums, third_scale, third_shift, channel)
        tl.store(third + offsets, values.to(target.dtype.element_ty), mask=inside)


def gate(
    memories: list[Tensor],
    scale: Tensor,
    shift: Tensor,
    weight: Tensor,
    bias: Tensor,
    target: Tensor,
    seconds: Sequence[Second] = (),
) -> None:
    """Writes the gate unit of all memories, each (H, W, C), to `target` (H, W, C).

    Memories are told to the kernel by how far they lie from the first one: it compiles ten times
    as fast as with an argument for each. With as many turns as a constant, it runs faster.

    Args:
        memories: As many as the gate unit reads, in its order.
        scale: Of the BatchNorm, float32 (memories * C,).
        shift: As well.
        weight: (memories * C, C) from in to out.
        bias: float32 (C,).
        target: May not overlap a memory.
        seconds: What else to write, two at the most.
    """
    height, width, channels = target.shape
    base = memories[0].data_ptr()
    apart = torch.tensor([(memory.data_ptr() - base) // _UNIT_BYTES for memory in memories])
    if target.is_cuda:
        apart = apart.pin_memory().to(target.device, non_blocking=True)
    unused = Second(target, bias, bias)
    second, third = [*seconds, unused, unused][:2]
    _gate_kernel[(triton.cdiv(height * width, _PIXELS),)](
        memories[0], apart, scale, shift, weight, bias, target, *second, *third, height * width,
        MEMORIES=len(memories), THENS=len(seconds), C=channels, PIXELS=_PIXELS,
        UNIT=_UNIT_BYTES // target.itemsize, num_warps=_WARPS, num_stages=2,
    )  # fmt: skip


@triton.jit(do_not_specialize=["count"])
def _normalisation_kernel(
    source, scale, shift, target, count, C: tl.constexpr, PIXELS: tl.constexpr
):  # fmt: skip
    first = tl.program_id(0).to(tl.int64) * PIXELS
    pixel = tl.arange(0, PIXELS)
    channel = tl.arange(0, C)
    inside = (first + pixel < count)[:, None]
    offsets = first * C + (pixel[:, None] * C + channel[None, :])
    values = tl.load(source + offsets, mask=inside, other=0.0).to(tl.float32)
    values = _normalised(values, scale, shift, channel)
    tl.store(target + offsets, values.to(target.dtype.element_ty), mask=inside)


def normalise(source: Tensor, scale: Tensor, shift: Tensor, target: Tensor) -> None:
    """Writes ReLU(scale * source + shift) to `target`, both (H, W, C); vectors float32 (C,)."""
    height, width, channels = target.shape
    _normalisation_kernel[(triton.cdiv(height * width, _PIXELS),)](
        source, scale, shift, target, height * width,
        C=channels, PIXELS=_PIXELS, num_warps=_WARPS,
    )  # fmt: skip


@triton.jit(do_not_specialize=["count", "width"])
def _extraction_kernel(
    source, weight, bias, target, second, scale, shift, count, width,
    IN: tl.constexpr, C: tl.constexpr, PIXELS: tl.constexpr, SECOND: tl.constexpr,
):  # fmt: skip
    first = tl.program_id(0).to(tl.int64) * PIXELS
    pixel = tl.arange(0, PIXELS)
    channel = tl.arange(0, C)
    inside = first + pixel < count
    column = ((first + pixel) % width).to(tl.int32)
    sums = tl.zeros((PIXELS, C), tl.float32) + tl.load(bias + channel)[None, :]
    for tap in tl.static_range(9):
        across = tap % 3 - 1
        seen = inside & (column + across >= 0) & (column + across < width)
        start = first + (tap // 3) * width + across
        for number in tl.static_range(IN):
            values = tl.load(source + (start + pixel) * IN + number, mask=seen, other=0.0)
            part = tl.load(weight + (tap * IN + number) * C + channel)
            sums += values[:, None] * part[None, :]
    offsets = first * C + (pixel[:, None] * C + channel[None, :])
    tl.store(target + offsets, sums.to(target.dtype.element_ty), mask=inside[:, None])
    if SECOND:
        sums = _normalised(sums, scale, shift, channel)
        tl.store(second + offsets, sums.to(target.dtype.element_ty), mask=inside[:, None])


def extract(
    source: Tensor, weight: Tensor, bias: Tensor, target: Tensor, second: Second | None = None
) -> None:
    """Writes a 3x3 convolution of `source` (H + 2, W, in) to `target` (H, W, C).

    Args:
        source: float32, without padding at the left and right.
        weight: float32 (9 * in, C), by the rows and columns of the kernel.
        bias: float32 (C,).
        target: Where it goes.
        second: What else to write.
    """
    height, width, channels = target.shape
    _extraction_kernel[(triton.cdiv(height * width, _FEW_PIXELS),)](
        source, weight, bias, target, *(second or Second(target, bias, bias)),
        height * width, width,
        IN=source.shape[2], C=channels, PIXELS=_FEW_PIXELS, SECOND=second is not None,
        num_warps=_WARPS,
    )  # fmt: skip


@triton.jit(do_not_specialize=["count", "width"])
def _reconstruction_kernel(
    source, weight, bias, target, count, width,
    OUT: tl.constexpr, C: tl.constexpr, PIXELS: tl.constexpr,
):  # fmt: skip
    first = tl.program_id(0).to(tl.int64) * PIXELS
    pixel = tl.arange(0, PIXELS)
    channel = tl.arange(0, C)
    inside = first + pixel < count
    column = ((first + pixel) % width).to(tl.int32)
    offsets = pixel[:, None] * C + channel[None, :]
    for out in tl.static_range(OUT):
        products = tl.zeros((PIXELS, C), tl.float32)
        for tap in tl.static_range(9):
            across = tap % 3 - 1
            seen = inside & (column + across >= 0) & (column + across < width)
            start = (first + (tap // 3) * width + across) * C
            values = tl.load(source + start + offsets, mask=seen[:, None], other=0.0)
            part = tl.load(weight + (out * 9 + tap) * C + channel)
            products += values.to(tl.float32) * part[None, :]
        sums = tl.sum(products, axis=1) + tl.load(bias + out)
        tl.store(target + (first + pixel) * OUT + out, sums, mask=inside)


def reconstruct(source: Tensor, weight: Tensor, bias: Tensor, target: Tensor) -> None:
    """Writes a 3x3 convolution of `source` (H + 2, W, C) to `target`, float32 (H, W, out).

    Args:
        source: Without padding at the left and right.
        weight: float32 (out, 9, C).
        bias: float32 (out,).
        target: Where it goes.
    """
    height, width, out = target.shape
    _reconstruction_kernel[(triton.cdiv(height * width, _FEW_PIXELS),)](
        source, weight, bias, target, height * width, width,
        OUT=out, C=source.shape[2], PIXELS=_FEW_PIXELS, num_warps=_WARPS,
    )  # fmt: skip
