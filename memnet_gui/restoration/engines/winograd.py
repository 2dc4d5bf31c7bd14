"""3x3 convolutions with fewer multiplications than their definition has, on a processor.

Winograd's minimal filtering F(6 x 6, 3 x 3): 64 products in place of 324 for a tile of 36 pixels
and a pair of channels. A. Lavin, S. Gray, Fast Algorithms for Convolutional Neural Networks, 2016.
"""

import math
import threading
from functools import cache
from typing import NamedTuple

import torch
from torch import Tensor, nn

from memnet_gui.restoration.engines.operations import (
    Convolution,
    Convolves,
    Then,
    TorchOperations,
    fold,
)

OUTPUTS = 6
"""Side of a tile in pixels."""
_SEEN = OUTPUTS + 2
_POINTS = (0.0, 1.0, -1.0, 2.0, -2.0, 0.5, -0.5)
"""Where the polynomials are evaluated, and at infinity; others were tried and round worse."""
_TILES_PER_THREAD = 128
"""Tiles at a time: few enough for the cache, many enough to be worth a call."""
_FEWEST_FILTERS = 64
"""With 32, what surrounds the products takes as long as they save."""


class Transforms(NamedTuple):
    """The matrices of F(6, 3): y = output @ ((kernel @ g) * (input @ d)), all float64.

    Attributes:
        output: (6, 8).
        kernel: (8, 3).
        input: (8, 8).
    """

    output: Tensor
    kernel: Tensor
    input: Tensor


@cache
def build_transforms() -> Transforms:
    """Returns Toom and Cook's evaluation at `_POINTS`, transposed; each point's scale is shared."""
    points = torch.tensor(_POINTS, dtype=torch.float64)

    def evaluate(count: int) -> Tensor:
        at_infinity = torch.zeros(1, count, dtype=torch.float64)
        at_infinity[0, -1] = 1
        return torch.cat([points[:, None] ** torch.arange(count), at_infinity])

    output, kernel = evaluate(OUTPUTS).t(), evaluate(3)
    inputs = torch.linalg.inv(evaluate(_SEEN)).t()
    scale = (output.norm(dim=0) / inputs.norm(dim=1)).sqrt()
    return Transforms(output / scale, kernel, inputs * scale[:, None])


class WinogradOperations(TorchOperations):
    """Torch's own operations but for the convolutions: see `Operations`."""

    def __init__(self) -> None:
        """Computes in float32: bfloat16 would round too coarsely between the transforms."""
        super().__init__(torch.float32)
        self._room = Room()

    def convolution(self, conv: nn.Conv2d, after: nn.BatchNorm2d | None = None) -> Convolves:
        """See `Operations`."""
        return WinogradConvolution(conv, self._room, after)


def is_faster(dtype: torch.dtype, filters: int) -> bool:
    """Whether a processor convolves so many feature maps faster this way."""
    return dtype == torch.float32 and filters >= _FEWEST_FILTERS and _has_products()


def _has_products() -> bool:
    """Whether torch has a library that multiplies a batch of matrices well."""
    is_there: bool = torch.backends.mkl.is_available()  # type: ignore[no-untyped-call]
    return is_there


class Room(threading.local):
    """Memory that is there from one call to the next, for each thread its own."""

    _values = torch.empty(0)

    def take(self, *shape: int) -> Tensor:
        """Returns float32 of this shape, with what the last call left in it."""
        count = math.prod(shape)
        if self._values.numel() < count:
            self._values = torch.empty(count)
        return self._values[:count].view(shape)


class WinogradConvolution:
    """A 3x3 convolution of as many feature maps as it makes."""

    def __init__(self, conv: nn.Conv2d, room: Room, after: nn.BatchNorm2d | None = None) -> None:
        """Takes the weights.

        Args:
            conv: 3x3.
            room: May be shared.
            after: A BatchNorm that follows and is folded into the weights, with its ReLU.
        """
        output, kernel, inputs = build_transforms()
        weight, bias = fold(conv, after)
        # (64, in, out): the tile's transformed pixels, row by row.
        self._weight = torch.einsum("yi,xj,ocij->yxco", kernel, kernel, weight.double())
        self._weight = self._weight.reshape(_SEEN**2, *weight.shape[1::-1]).float()
        self._output, self._input = output.float(), inputs.float()
        self._outputs = self._output.expand(OUTPUTS, -1, -1).contiguous()
        self._inputs = self._input.expand(_SEEN, -1, -1).contiguous()
        # At point 1 the output's transform weighs all pixels of a tile alike.
        self._bias = (bias.double() / output[0, 1] ** 2).float()
        self._lowest = -torch.inf if after is None else 0.0
        self._room = room
        self._direct = Convolution(conv, torch.float32, after)

    def __call__(
        self,
        source: Tensor,
        target: Tensor,
        residual: Tensor | None = None,
        then: Then | None = None,
    ) -> None:
        """Writes the convolution of `source` to `target`; see `Convolves`."""
        height, width, channels = target.shape
        if height < OUTPUTS:
            self._direct(source, target, residual, then)
            return
        most = _TILES_PER_THREAD * torch.get_num_threads()
        across = -(-width // OUTPUTS)
        down = max(1, most // across)
        room = self._room.take(2, _SEEN**2 * down * min(most, across) * channels)
        for rows in _bands(height, down * OUTPUTS):
            seen = source[rows.start : rows.stop + 2]
            added = None if residual is None else residual[rows]
            for left in range(0, across, most):
                tiles = range(left, min(across, left + most))
                self._convolve(seen, tiles, target[rows], added, room)
            if then is not None:
                normalisation, following = then
                normalisation(target[rows], following[rows])

    def _convolve(
        self, source: Tensor, tiles: range, target: Tensor, residual: Tensor | None, room: Tensor
    ) -> None:
        """Writes some tiles of each band.

        Args:
            source: (6 bands + 2, width, C).
            tiles: Which of each band.
            target: (6 bands, width, C).
            residual: The same.
            room: Two buffers.
        """
        width, channels = target.shape[1:]
        bands, count = len(target) // OUTPUTS, len(tiles)
        one, other = room[:, : _SEEN**2 * bands * count * channels]
        _gather(source, tiles, one.view(_SEEN, _SEEN, bands, count, channels))

        torch.mm(self._input, one.view(_SEEN, -1), out=other.view(_SEEN, -1))
        torch.bmm(self._inputs, other.view(_SEEN, _SEEN, -1), out=one.view(_SEEN, _SEEN, -1))

        products = other.view(_SEEN**2, -1, channels)
        torch.bmm(one.view(_SEEN**2, -1, channels), self._weight, out=products)
        products[_SEEN + 1] += self._bias

        half = one[: OUTPUTS * _SEEN * bands * count * channels]
        torch.mm(self._output, other.view(_SEEN, -1), out=half.view(OUTPUTS, -1))
        result = other[: OUTPUTS**2 * bands * count * channels].view(OUTPUTS, OUTPUTS, -1)
        torch.bmm(self._outputs, half.view(OUTPUTS, _SEEN, -1), out=result)

        # As they lie in the picture: (bands, 6, tiles, 6, C).
        pixels = result.view(OUTPUTS, OUTPUTS, bands, count, channels).permute(2, 0, 3, 1, 4)
        left, right = tiles.start * OUTPUTS, min(width, tiles.stop * OUTPUTS)
        whole = (right - left) // OUTPUTS
        split = left + whole * OUTPUTS
        self._write(pixels[:, :, :whole], target, residual, slice(left, split))
        if split < right:
            last = pixels[:, :, whole:, : right - split]
            self._write(last, target, residual, slice(split, right))

    def _write(
        self, pixels: Tensor, target: Tensor, residual: Tensor | None, columns: slice
    ) -> None:
        """Writes `pixels` (bands, 6, tiles, columns of each, C) there."""

        def as_tiles(rows: Tensor) -> Tensor:
            return rows[:, columns].view(pixels.shape)

        if residual is None:
            torch.clamp_min(pixels, self._lowest, out=as_tiles(target))
            return
        torch.add(pixels, as_tiles(residual), out=as_tiles(target))
        if self._lowest == 0:
            target[:, columns].relu_()


def _bands(height: int, most: int) -> list[slice]:
    """Returns rows, each a multiple of a tile's and `most` at the most; the last ones overlap."""
    even = height - height % OUTPUTS
    bands = [slice(top, min(even, top + most)) for top in range(0, even, most)]
    if even < height:
        bands.append(slice(height - OUTPUTS, height))
    return bands


def _gather(source: Tensor, tiles: range, gathered: Tensor) -> None:
    """Copies what each tile sees, with zeros for what is beside the picture.

    Args:
        source: (6 bands + 2, width, C).
        tiles: Which of each band.
        gathered: (8, 8, bands, tiles, C).
    """
    width = source.shape[1]
    edges = {0, -(-width // OUTPUTS) - 1}
    inner = range(max(tiles.start, 1), min(tiles.stop, max(edges)))
    if inner:
        columns = slice(inner.start * OUTPUTS - 1, inner.stop * OUTPUTS + 1)
        windows = source[:, columns].unfold(0, _SEEN, OUTPUTS).unfold(1, _SEEN, OUTPUTS)
        to = slice(inner.start - tiles.start, inner.stop - tiles.start)
        gathered[:, :, :, to] = windows.permute(3, 4, 0, 1, 2)
    for tile in edges.intersection(tiles):
        left = tile * OUTPUTS - 1
        columns = slice(max(0, left), min(width, left + _SEEN))
        windows = source[:, columns].unfold(0, _SEEN, OUTPUTS)
        seen = gathered[:, :, :, tile - tiles.start]
        seen.zero_()
        seen[:, columns.start - left : columns.stop - left] = windows.permute(3, 1, 0, 2)
