"""A network's layers by Triton's kernels; importing this takes Triton.

The sums of a gate unit and of a residual are rounded to bfloat16 once.
"""

import logging
from collections.abc import Iterator, Sequence
from typing import Any, Protocol

import torch
from torch import Tensor, nn
from torch.nn import functional

from memnet_gui.restoration.engines import cudnn_convolution, triton_kernels
from memnet_gui.restoration.engines.operations import (
    Convolves,
    Extracts,
    Gates,
    Normalisation,
    Reconstructs,
    Then,
    affine,
    as_images,
    fold,
)

log = logging.getLogger(__name__)


class Convolving(Protocol):
    """A module that convolves: see `cudnn_convolution`."""

    @property
    def __name__(self) -> str:
        """Its name."""
        ...

    def prepare(self, weight: Tensor, dtype: torch.dtype) -> Any:
        """Returns a convolution's weights (out, in, 3, 3) as `convolve` takes them."""
        ...

    def convolve(
        self,
        source: Tensor,
        weight: Any,
        bias: Tensor,
        target: Tensor,
        *,
        relu: bool = False,
        residual: Tensor | None = None,
        second: triton_kernels.Second | None = None,
    ) -> None:
        """Writes the convolution of `source` to `target`."""
        ...


_HOPPER_FILTERS = (32, 64)
_LARGEST_ERROR = 1e-2
"""Rounding to bfloat16 alone is 2e-3; NaN is no less than it."""


class TritonOperations:
    """See `Operations`."""

    gathers = False

    def __init__(self, dtype: torch.dtype, convolving: Convolving = cudnn_convolution) -> None:
        """Takes the weights in `dtype`."""
        self._dtype = dtype
        self._convolving = convolving

    def extraction(self, conv: nn.Conv2d) -> Extracts:
        """See `Operations`."""
        return _Extraction(conv)

    def normalisation(self, norm: nn.BatchNorm2d) -> Normalisation:
        """See `Operations`."""
        return _Normalisation(norm)

    def convolution(self, conv: nn.Conv2d, after: nn.BatchNorm2d | None = None) -> Convolves:
        """See `Operations`."""
        return _Convolution(conv, after, self._dtype, self._convolving)

    def gate(self, norm: nn.BatchNorm2d, conv: nn.Conv2d) -> Gates:
        """See `Operations`."""
        return _Gate(norm, conv, self._dtype)

    def reconstruction(self, conv: nn.Conv2d) -> Reconstructs:
        """See `Operations`."""
        return _Reconstruction(conv)


def choose(device: torch.device, filters: int) -> TritonOperations:
    """Returns the fastest operations that work on this GPU, in bfloat16.

    Raises:
        RuntimeError: None does: there may be no C compiler, which Triton needs, for one.
    """
    for convolving in _candidates(device, filters):
        try:
            error = _measure_error(convolving, device, filters)
        except Exception as failure:  # noqa: BLE001 - Triton's and its compiler's own kinds
            log.info("%s cannot be used: %s", convolving.__name__, failure)
            continue
        if error < _LARGEST_ERROR:
            return TritonOperations(torch.bfloat16, convolving)
        log.warning("%s is wrong by %.1e", convolving.__name__, error)
    raise RuntimeError("no kernel works")


def _candidates(device: torch.device, filters: int) -> Iterator[Convolving]:
    if torch.cuda.get_device_capability(device)[0] == 9 and filters in _HOPPER_FILTERS:
        try:
            from memnet_gui.restoration.engines import hopper_convolution
        except ImportError as error:  # Gluon is part of newer versions of Triton
            log.info("no kernels for Hopper: %s", error)
        else:
            yield hopper_convolution
    yield cudnn_convolution


def _measure_error(convolving: Convolving, device: torch.device, filters: int) -> float:
    """Returns how far off a small convolution is, as a share of its size."""
    dice = torch.Generator(device).manual_seed(0)  # others may count on those of torch

    def draw(*shape: int) -> Tensor:
        return torch.randn(*shape, device=device, generator=dice)

    source, weight = draw(9, 33, filters).bfloat16(), draw(filters, filters, 3, 3).bfloat16()
    bias = draw(filters)
    found = torch.full((7, 33, filters), torch.nan, device=device, dtype=torch.bfloat16)
    prepared = convolving.prepare(weight, torch.bfloat16)
    convolving.convolve(source, prepared, bias, found, relu=True)
    images = as_images(source).double()
    exact = functional.conv2d(images, weight.double(), bias.double(), padding=(0, 1)).relu()
    wanted = exact[0].permute(1, 2, 0)
    return float((found.double() - wanted).norm() / wanted.norm())


def _second_of(then: Then) -> triton_kernels.Second:
    norm, target = then
    assert isinstance(norm, _Normalisation)
    return triton_kernels.Second(target, norm.scale, norm.shift)


class _Extraction:
    def __init__(self, conv: nn.Conv2d) -> None:
        assert conv.bias is not None
        taps = conv.weight.permute(2, 3, 1, 0).reshape(-1, conv.out_channels)
        self._weight = taps.float().contiguous()
        self._bias = conv.bias.float()

    def __call__(self, source: Tensor, target: Tensor, pixels: int, then: Then | None) -> None:  # noqa: ARG002
        second = None if then is None else _second_of(then)
        triton_kernels.extract(source, self._weight, self._bias, target, second)


class _Normalisation:
    def __init__(self, norm: nn.BatchNorm2d) -> None:
        self.scale, self.shift = (part.float().contiguous() for part in affine(norm))

    def __call__(self, source: Tensor, target: Tensor) -> None:
        triton_kernels.normalise(source, self.scale, self.shift, target)


class _Convolution:
    def __init__(
        self,
        conv: nn.Conv2d,
        after: nn.BatchNorm2d | None,
        dtype: torch.dtype,
        convolving: Convolving,
    ) -> None:
        weight, bias = fold(conv, after)
        self._weight = convolving.prepare(weight, dtype)
        self._bias = bias.float().contiguous()
        self._relu = after is not None
        self._convolve = convolving.convolve

    def __call__(
        self,
        source: Tensor,
        target: Tensor,
        residual: Tensor | None = None,
        then: Then | None = None,
    ) -> None:
        self._convolve(
            source, self._weight, self._bias, target, relu=self._relu, residual=residual,
            second=None if then is None else _second_of(then),
        )  # fmt: skip


class _Gate:
    def __init__(self, norm: nn.BatchNorm2d, conv: nn.Conv2d, dtype: torch.dtype) -> None:
        assert conv.bias is not None
        self._scale, self._shift = (part.float().contiguous() for part in affine(norm))
        self._weight = conv.weight[:, :, 0, 0].t().to(dtype).contiguous()
        self._bias = conv.bias.float()

    def switch_off(self, columns: slice) -> None:
        self._weight[columns] = 0

    def combine(
        self,
        memories: list[Tensor],
        gathered: Tensor,  # noqa: ARG002
        target: Tensor,
        then: Sequence[Then] = (),
    ) -> None:
        triton_kernels.gate(
            memories, self._scale, self._shift, self._weight, self._bias, target,
            [_second_of(each) for each in then],
        )  # fmt: skip


class _Reconstruction:
    def __init__(self, conv: nn.Conv2d) -> None:
        assert conv.bias is not None
        taps = conv.weight.permute(0, 2, 3, 1).reshape(conv.out_channels, 9, conv.in_channels)
        self._weight = taps.float().contiguous()
        self._bias = conv.bias.float()

    def __call__(self, source: Tensor) -> Tensor:
        height, width, _ = source.shape
        target = source.new_empty((height - 2, width, len(self._bias)), dtype=torch.float32)
        triton_kernels.reconstruct(source, self._weight, self._bias, target)
        return target
