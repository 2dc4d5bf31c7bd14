"""3x3 convolutions with fewer multiplications than their definition has, on a processor.

Winograd's minimal filtering F(6 x 6, 3 x 3): 64 products in place of 324 for a tile of 36 pixels
and a pair of channels. A. Lavin, S. Gray, Fast Algorithms for Convolutional Neural Networks, 2016.
"""

import threading
from functools import cache, lru_cache
from typing import NamedTuple

import torch
from torch import Tensor, nn

from memnet_gui.restoration.engines.float32 import Float32Operations
from memnet_gui.restoration.engines.operations import Convolution, Convolves, Then, fold

OUTPUTS = 6
"""Side of a tile in pixels."""
_SEEN = OUTPUTS + 2
_POINTS = (0.0, 1.0, -1.0, 2.0, -2.0, 0.5, -0.5)
"""Where the polynomials are evaluated, and at infinity; others were tried and round worse."""
_TILES_PER_THREAD = 64
"""Tiles at a time: few enough for the cache, many enough to be worth a call."""
_LAYOUTS = 16
"""Layouts of tiles that are kept: a picture has two or three."""
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


class WinogradOperations(Float32Operations):
    """What a processor does fastest in float32: see `Operations`.

    bfloat16 would round too coarsely between the transforms.
    """

    def __init__(self) -> None:
        """Makes room that all convolutions share."""
        super().__init__()
        self._room = Room()

    def convolution(self, conv: nn.Conv2d, after: nn.BatchNorm2d | None = None) -> Convolves:
        """See `Operations`."""
        return WinogradConvolution(conv, self._room, after)


def is_faster(filters: int) -> bool:
    """Whether a processor convolves so many feature maps faster this way."""
    return filters >= _FEWEST_FILTERS and _has_products()


def _has_products() -> bool:
    """Whether torch has a library that multiplies a batch of matrices well."""
    is_there: bool = torch.backends.mkl.is_available()  # type: ignore[no-untyped-call]
    return is_there


class Steps:
    """What some tiles become, step by step; two buffers take turns to hold it.

    Attributes:
        columns: (bands, 8, (6 tiles + 2) C): 8 rows below each other, transformed.
        edges: The same, (bands, 8, 6 tiles + 2, C).
        windows: (8, 8, bands, tiles, C): the same, as each tile sees it; overlaps.
        gathered: The windows, laid out one after another.
        seen: The same, (8, 8, bands * tiles * C).
        transformed: (8, 8, bands * tiles * C): along both axes.
        factors: The same, (64, bands * tiles, C).
        products: (64, bands * tiles, C).
        summed: The same, (8, 8 bands * tiles * C).
        halves: (6, 8 bands * tiles * C): back from one transform.
        half: The same, (6, 8, bands * tiles * C).
        results: (6, 6, bands * tiles * C): back from both.
        pixels: The same, as they lie in the picture: (bands, 6, tiles, 6, C).
    """

    def __init__(self, one: Tensor, other: Tensor, bands: int, tiles: int, channels: int) -> None:
        """Lays them out.

        Args:
            one: Flat, room for 64 values of each tile and channel.
            other: The same.
            bands: How many tiles are below each other.
            tiles: And side by side.
            channels: Of a picture's pixel.
        """
        each = bands * tiles * channels
        one, other = one[: _SEEN**2 * each], other[: _SEEN**2 * each]
        width = tiles * OUTPUTS + _SEEN - OUTPUTS
        self.edges = other[: bands * _SEEN * width * channels].view(bands, _SEEN, width, channels)
        self.columns = self.edges.flatten(2)
        self.windows = self.edges.unfold(2, _SEEN, OUTPUTS).permute(1, 4, 0, 2, 3)
        self.gathered = one.view(_SEEN, _SEEN, bands, tiles, channels)
        self.seen = one.view(_SEEN, _SEEN, -1)
        self.transformed = other.view(_SEEN, _SEEN, -1)
        self.factors = other.view(_SEEN**2, -1, channels)
        self.products = one.view(_SEEN**2, -1, channels)
        self.summed = one.view(_SEEN, -1)
        self.halves = other[: OUTPUTS * _SEEN * each].view(OUTPUTS, -1)
        self.half = self.halves.view(OUTPUTS, _SEEN, -1)
        self.results = one[: OUTPUTS**2 * each].view(OUTPUTS, OUTPUTS, -1)
        pixels = self.results.view(OUTPUTS, OUTPUTS, bands, tiles, channels)
        self.pixels = pixels.permute(2, 0, 3, 1, 4)


class Room(threading.local):
    """Memory that is there from one call to the next, for each thread its own."""

    def __init__(self) -> None:
        """Has none yet."""
        self._buffers = torch.empty(2, 0)
        self._lay_out = lru_cache(_LAYOUTS)(self._lay_out_anew)

    def take(self, bands: int, tiles: int, channels: int) -> Steps:
        """Returns float32 for so many tiles, with what the last call left in it."""
        count = _SEEN**2 * bands * tiles * channels
        if self._buffers.shape[1] < count:
            self._buffers = torch.empty(2, count)
            self._lay_out.cache_clear()
        return self._lay_out(bands, tiles, channels)

    def _lay_out_anew(self, bands: int, tiles: int, channels: int) -> Steps:
        one, other = self._buffers
        return Steps(one, other, bands, tiles, channels)


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
        height, width, _ = target.shape
        if height < OUTPUTS:
            self._direct(source, target, residual, then)
            return
        most = _TILES_PER_THREAD * torch.get_num_threads()
        across = -(-width // OUTPUTS)
        down = max(1, most // across)
        parts = -(-across // most)
        for rows in _bands(height, down * OUTPUTS):
            seen = source[rows.start : rows.stop + 2]
            added = None if residual is None else residual[rows]
            following = None if then is None else (then[0], then[1][rows])
            for part in range(parts):
                tiles = range(part * across // parts, (part + 1) * across // parts)
                self._convolve(seen, tiles, target[rows], added, following)

    def _convolve(
        self,
        source: Tensor,
        tiles: range,
        target: Tensor,
        residual: Tensor | None,
        then: Then | None,
    ) -> None:
        """Writes some tiles of each band.

        Args:
            source: (6 bands + 2, width, C).
            tiles: Which of each band.
            target: (6 bands, width, C).
            residual: The same.
            then: The same.
        """
        bands, width, channels = len(target) // OUTPUTS, *target.shape[1:]
        steps = self._room.take(bands, len(tiles), channels)
        self._transform_rows(source, tiles, steps)
        steps.gathered.copy_(steps.windows)
        torch.bmm(self._inputs, steps.seen, out=steps.transformed)
        torch.bmm(steps.factors, self._weight, out=steps.products)
        steps.products[_SEEN + 1] += self._bias
        torch.mm(self._output, steps.summed, out=steps.halves)
        torch.bmm(self._outputs, steps.half, out=steps.results)

        left, right = tiles.start * OUTPUTS, min(width, tiles.stop * OUTPUTS)
        whole = (right - left) // OUTPUTS
        split = left + whole * OUTPUTS
        self._write(steps.pixels[:, :, :whole], target, residual, slice(left, split))
        if split < right:
            last = steps.pixels[:, :, whole:, : right - split]
            self._write(last, target, residual, slice(split, right))
        if then is not None:
            normalisation, following = then
            normalisation(target[:, left:right], following[:, left:right])

    def _transform_rows(self, source: Tensor, tiles: range, steps: Steps) -> None:
        """Transforms along the first axis what the tiles see, with zeros beside the picture."""
        width, channels = source.shape[1:]
        left, right = tiles.start * OUTPUTS - 1, tiles.stop * OUTPUTS + 1
        if left < 0:
            steps.edges[:, :, 0] = 0
        if right > width:
            steps.edges[:, :, width - left :] = 0
        first, last = max(0, left), min(width, right)
        pixels = source.flatten(1)[:, first * channels : last * channels]
        inside = slice((first - left) * channels, (last - left) * channels)
        for band, columns in enumerate(steps.columns):
            seen = pixels[band * OUTPUTS : band * OUTPUTS + _SEEN]
            torch.mm(self._input, seen, out=columns[:, inside])

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
