"""A 3x3 convolution on rows for NVIDIA's Hopper GPUs, in Gluon; importing it takes Triton.

A program goes down a column of the picture. Of each row of the source it fetches three copies
into shared memory, moved by -1, 0 and 1 pixels (beyond the picture it gets zeros), and multiplies
each with three taps, for three rows of the target at a time: so a pixel is fetched three times and
not nine.
"""

from functools import cache

import torch
import triton
from torch import Tensor
from triton.experimental import gluon
from triton.experimental.gluon import language as gl
from triton.experimental.gluon.language.nvidia.hopper import (
    fence_async_shared,
    mbarrier,
    tma,
    warpgroup_mma,
    warpgroup_mma_wait,
)
from triton.experimental.gluon.nvidia.hopper import TensorDescriptor

from memnet_gui.restoration.engines.triton_kernels import Second

_PIXELS = 64
_WARPS = 4
_TOGETHER = 2
"""Programs on a processor of the GPU: one works while the other waits."""
_OVERHEAD_ROWS = 4
"""What a program costs apart from the rows that it makes, in such rows."""


@gluon.jit
def _fetch(source, row, left, barrier, buffers, wanted, PIXELS: gl.constexpr, C: gl.constexpr):
    mbarrier.expect(barrier, 3 * PIXELS * C * 2, wanted)
    for across in gl.static_range(3):
        part = buffers.index(across)._reinterpret(gl.bfloat16, [1, PIXELS, C], source.layout)
        tma.async_copy_global_to_shared(source, [row, left + across - 1, 0], barrier, part, wanted)


@gluon.jit
def _finish(
    sums, residual, target, second, bias, scale, shift, row, left, bottom, width, is_made,
    PIXELS: gl.constexpr, C: gl.constexpr, SUMS: gl.constexpr, LAYOUT: gl.constexpr,
    RELU: gl.constexpr, RESIDUAL: gl.constexpr, SECOND: gl.constexpr,
):  # fmt: skip
    column = left + gl.arange(0, PIXELS, gl.SliceLayout(1, LAYOUT))
    channel = gl.arange(0, C, gl.SliceLayout(0, LAYOUT))
    start = (row.to(gl.int64) * width) * C
    offsets = gl.expand_dims(column * C, 1) + gl.expand_dims(channel, 0)
    mask = gl.expand_dims((column < width) & is_made & (row < bottom), 1)
    if RESIDUAL:
        added = gl.load(residual + start + offsets, mask=mask, other=0.0)
        values = gl.convert_layout(sums, LAYOUT)
        values += gl.expand_dims(gl.load(bias + channel), 0) + added.to(gl.float32)
    else:
        # Half as many bytes go through shared memory if they are rounded first.
        values = sums + gl.expand_dims(gl.load(bias + gl.arange(0, C, gl.SliceLayout(0, SUMS))), 0)
    if RELU:
        values = gl.maximum(values, 0.0)
    if not RESIDUAL:
        values = gl.convert_layout(values.to(gl.bfloat16), LAYOUT).to(gl.float32)
    gl.store(target + start + offsets, values.to(gl.bfloat16), mask=mask)
    if SECOND:
        values = values * gl.expand_dims(gl.load(scale + channel), 0)
        values = gl.maximum(values + gl.expand_dims(gl.load(shift + channel), 0), 0.0)
        gl.store(second + start + offsets, values.to(gl.bfloat16), mask=mask)


@gluon.jit(do_not_specialize=["height", "width", "rows"])
def _kernel(
    source, weight, bias, target, residual, second, scale, shift, height, width, rows,
    C: gl.constexpr, PIXELS: gl.constexpr, RELU: gl.constexpr, RESIDUAL: gl.constexpr,
    SECOND: gl.constexpr, num_warps: gl.constexpr,
):  # fmt: skip
    SUMS: gl.constexpr = gl.NVMMADistributedLayout([3, 0], [num_warps, 1], [16, C, 16])
    OUTER: gl.constexpr = gl.BlockedLayout([1, 8], [256 // C, C // 8], [num_warps, 1], [1, 0])
    FLAT: gl.constexpr = gl.NVMMASharedLayout.get_default_for([PIXELS, C], gl.bfloat16)
    PART: gl.constexpr = gl.DotOperandLayout(0, SUMS, 2)
    left = gl.program_id(0) * PIXELS
    top = gl.program_id(1) * rows
    bottom = gl.minimum(height, top + rows)
    # Whole threes, so that every sum comes back to its registers.
    steps = (bottom - top + 4) // 3 * 3

    taps = gl.allocate_shared_memory(gl.bfloat16, [9, C, C], weight.layout)
    buffers = gl.allocate_shared_memory(gl.bfloat16, [3, PIXELS, C], FLAT)
    barriers = gl.allocate_shared_memory(gl.int64, [2, 1], mbarrier.MBarrierLayout())
    fetched = barriers.index(0)
    ready = barriers.index(1)
    mbarrier.init(fetched, count=1)
    mbarrier.init(ready, count=1)
    fence_async_shared()
    gl.thread_barrier()
    mbarrier.expect(ready, 9 * C * C * 2)
    for tap in gl.static_range(9):
        tma.async_copy_global_to_shared(weight, [tap * C, 0], ready, taps.index(tap))
    _fetch(source, top, left, fetched, buffers, True, PIXELS, C)
    mbarrier.wait(ready, 0)

    sums_0 = gl.zeros([PIXELS, C], gl.float32, SUMS)
    sums_1 = gl.zeros([PIXELS, C], gl.float32, SUMS)
    sums_2 = gl.zeros([PIXELS, C], gl.float32, SUMS)
    for base in range(0, steps, 3):
        for turn in gl.static_range(3):
            step = base + turn
            mbarrier.wait(fetched, step & 1)
            left_part = buffers.index(0).load(PART)
            middle_part = buffers.index(1).load(PART)
            right_part = buffers.index(2).load(PART)
            gl.thread_barrier()
            # What this row of the source finishes, goes on with and begins.
            sums_1 = warpgroup_mma(left_part, taps.index(6), sums_1, is_async=True)
            sums_1 = warpgroup_mma(middle_part, taps.index(7), sums_1, is_async=True)
            sums_1 = warpgroup_mma(right_part, taps.index(8), sums_1, is_async=True)
            sums_2 = warpgroup_mma(left_part, taps.index(3), sums_2, is_async=True)
            sums_2 = warpgroup_mma(middle_part, taps.index(4), sums_2, is_async=True)
            sums_2 = warpgroup_mma(right_part, taps.index(5), sums_2, is_async=True)
            sums_0 = warpgroup_mma(left_part, taps.index(0), sums_0, use_acc=False, is_async=True)
            sums_0 = warpgroup_mma(middle_part, taps.index(1), sums_0, is_async=True)
            sums_0 = warpgroup_mma(right_part, taps.index(2), sums_0, is_async=True)
            _fetch(
                source, top + step + 1, left, fetched, buffers, step + 1 < steps, PIXELS, C
            )  # fmt: skip
            done = warpgroup_mma_wait(6, deps=[sums_1])
            _finish(
                done, residual, target, second, bias, scale, shift,
                top + step - 2, left, bottom, width, step >= 2,
                PIXELS, C, SUMS, OUTER, RELU, RESIDUAL, SECOND,
            )  # fmt: skip
            going, begun, left_part, middle_part, right_part = warpgroup_mma_wait(
                0, deps=[sums_2, sums_0, left_part, middle_part, right_part]
            )
            sums_1 = going
            sums_2 = begun
            sums_0 = done


@cache
def _count_processors(device: torch.device) -> int:
    return torch.cuda.get_device_properties(device).multi_processor_count


@cache
def choose_rows(height: int, columns: int, places: int) -> int:
    """Returns how many rows a program makes so that all end soonest.

    Args:
        height: Rows in all.
        columns: Programs beside one another.
        places: How many programs run at a time.
    """
    best = min(
        range(1, min(height, 2 * places) + 1),
        key=lambda parts: -(-parts * columns // places) * (-(-height // parts) + _OVERHEAD_ROWS),
    )
    return -(-height // best)


@cache
def _layout_of(rows: int, channels: int) -> gl.NVMMASharedLayout:
    shape = [channels, channels] if rows == 0 else [1, rows, channels]
    return gl.NVMMASharedLayout.get_default_for(shape, gl.bfloat16)


def prepare(weight: Tensor, dtype: torch.dtype) -> TensorDescriptor:
    """Returns a 3x3 convolution's weights (out, in, 3, 3) as `convolve` takes them.

    They are (9 * in, out), by the rows and columns of the kernel.
    """
    channels = len(weight)
    taps = weight.permute(2, 3, 1, 0).reshape(-1, channels).to(dtype).contiguous()
    return TensorDescriptor.from_tensor(taps, [channels, channels], _layout_of(0, channels))


def convolve(
    source: Tensor,
    weight: TensorDescriptor,
    bias: Tensor,
    target: Tensor,
    *,
    relu: bool = False,
    residual: Tensor | None = None,
    second: Second | None = None,
) -> None:
    """Does what `cudnn_convolution.convolve` does, in bfloat16."""
    height, width, channels = target.shape
    other = second or Second(target, bias, bias)
    columns = triton.cdiv(width, _PIXELS)
    rows = choose_rows(height, columns, _TOGETHER * _count_processors(source.device))
    image = _layout_of(_PIXELS, channels)
    _kernel[(columns, triton.cdiv(height, rows))](
        TensorDescriptor.from_tensor(source, [1, _PIXELS, channels], image), weight,
        bias, target, target if residual is None else residual, *other,
        height, width, rows,
        C=channels, PIXELS=_PIXELS, RELU=relu, RESIDUAL=residual is not None,
        SECOND=second is not None, num_warps=_WARPS,
    )  # fmt: skip
