"""A 3x3 convolution on rows by torch's library; what follows it is one Triton kernel."""

import torch
from torch import Tensor
from torch.nn import functional

from memnet_gui.restoration.engines import triton_kernels
from memnet_gui.restoration.engines.operations import as_images


def prepare(weight: Tensor, dtype: torch.dtype) -> Tensor:
    """Returns a 3x3 convolution's weights (out, in, 3, 3) as `convolve` takes them."""
    return weight.to(dtype).contiguous(memory_format=torch.channels_last)


def convolve(
    source: Tensor,
    weight: Tensor,
    bias: Tensor,
    target: Tensor,
    *,
    relu: bool = False,
    residual: Tensor | None = None,
    second: triton_kernels.Second | None = None,
) -> None:
    """Writes a 3x3 convolution of `source` (H + 2, W, C) to `target` (H, W, C).

    Without a bias: torch would add it in a pass of its own.

    Args:
        source: Without padding at the left and right.
        weight: From `prepare`.
        bias: float32 (C,).
        target: May not overlap `source`.
        relu: Keep what is positive only.
        residual: (H, W, C) to be added before.
        second: What else to write.
    """
    done = functional.conv2d(as_images(source), weight, padding=(0, 1))[0].permute(1, 2, 0)
    triton_kernels.finish(
        done.contiguous(), bias, target, relu=relu, residual=residual, second=second
    )
