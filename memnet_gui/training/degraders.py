"""Degrades batches of clean patches on the device that trains."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Protocol

import numpy as np
import torch
from torch import Tensor

from memnet_gui.imaging import jpeg
from memnet_gui.imaging.resampling import enlarge_images, reduce_images
from memnet_gui.restoration.hardware import usable_processors

_REDUCTION_MARGIN_PX = 16
"""Surround of a patch that its resampling at the largest scale depends on: 4 pixels of the
small picture to each side."""
_JPEG_UNIT_PX = {1: 8, 3: 16}
"""Side of what JPEG codes together, by channels; colour has its chroma at half the size."""
_MOST_WORKERS = 8


class Degrader(Protocol):
    """Makes training pairs of one task.

    Attributes:
        surround_px: How much wider and higher than a training patch its clean patches must be.
    """

    surround_px: int

    def __call__(self, clean: Tensor, generator: torch.Generator) -> tuple[Tensor, Tensor]:
        """Returns (degraded, clean) patches (B, C, P, P), degraded as a network gets them.

        Args:
            clean: (B, C, P + surround_px, P + surround_px) in [0, 1].
            generator: Draws levels, noise and offsets; lives where `clean` does.
        """


def build_degrader(task: str, levels: Sequence[float], *, blind: bool, channels: int) -> Degrader:
    """Returns what degrades patches for a task.

    Args:
        task: One of `memnet_gui.network.card.TASKS`.
        levels: Noise sigmas, scales or JPEG qualities.
        blind: Draw uniformly between the smallest and the largest level, not from the list.
        channels: Of the patches.
    """
    if task == "denoise":
        return NoiseDegrader(levels, blind=blind)
    if task == "upscale":
        return ReductionDegrader(tuple(int(level) for level in levels))
    return JpegDegrader(levels, blind=blind, channels=channels)


class NoiseDegrader:
    """Adds Gaussian noise that is not clipped."""

    surround_px = 0

    def __init__(self, sigmas: Sequence[float], *, blind: bool) -> None:
        self._levels = _Levels(sigmas, blind=blind)

    def __call__(self, clean: Tensor, generator: torch.Generator) -> tuple[Tensor, Tensor]:
        """Returns (noisy, clean)."""
        sigmas = self._levels.draw(len(clean), generator)
        noise = torch.randn(clean.shape, generator=generator, device=clean.device)
        return clean + noise * (sigmas / 255).view(-1, 1, 1, 1), clean


class ReductionDegrader:
    """Reduces and enlarges again, bicubically; one network learns all scales.

    Each scale gets an equal share of every batch, chance decides on what cannot be shared.
    Which patch gets which scale is known beforehand, so nothing has to wait for a GPU's draws.
    """

    surround_px = 2 * _REDUCTION_MARGIN_PX

    def __init__(self, scales: Sequence[int]) -> None:
        self._scales = scales

    def __call__(self, clean: Tensor, generator: torch.Generator) -> tuple[Tensor, Tensor]:
        """Returns (enlarged, clean)."""
        share, rest = divmod(len(clean), len(self._scales))
        shared = torch.split(clean[rest:], share) if share else ()
        parts = [_reduce(part, scale) for part, scale in zip(shared, self._scales, strict=False)]
        if rest:
            choices = torch.stack([_reduce(clean[:rest], scale) for scale in self._scales])
            chosen = (_uniform(rest, generator) * len(self._scales)).long()
            parts.insert(0, choices[chosen, torch.arange(rest, device=clean.device)])
        return torch.cat(parts), _middle(clean, clean.shape[-1])


def _reduce(clean: Tensor, scale: int) -> Tensor:
    """Returns what is left of patches (B, C, S, S), without their surround."""
    size = clean.shape[-1] - clean.shape[-1] % scale
    enlarged = enlarge_images(reduce_images(clean[..., :size, :size], scale), scale)
    return _middle(enlarged, clean.shape[-1])


def _middle(patches: Tensor, size: int) -> Tensor:
    inner = slice(_REDUCTION_MARGIN_PX, size - _REDUCTION_MARGIN_PX)
    return patches[..., inner, inner]


class JpegDegrader:
    """Compresses with Pillow, in worker threads; the block grid lies anywhere in a patch."""

    def __init__(self, qualities: Sequence[float], *, blind: bool, channels: int) -> None:
        self._levels = _Levels(qualities, blind=blind)
        self.surround_px = _JPEG_UNIT_PX[channels]

    def __call__(self, clean: Tensor, generator: torch.Generator) -> tuple[Tensor, Tensor]:
        """Returns (compressed, clean)."""
        batch, size = len(clean), clean.shape[-1] - self.surround_px
        qualities = self._levels.draw(batch, generator).round()
        offsets = (_uniform((2, batch), generator) * self.surround_px).long().tolist()
        levels = (clean * 255).round().to(torch.uint8).permute(0, 2, 3, 1).cpu().numpy()
        jobs = zip(levels, [int(quality) for quality in qualities.tolist()], strict=True)
        decoded = np.stack(list(_workers().map(lambda job: jpeg.compress(*job), jobs)))
        compressed = torch.from_numpy(decoded).to(clean.device).permute(0, 3, 1, 2).float() / 255
        places = [
            (slice(top, top + size), slice(left, left + size))
            for top, left in zip(*offsets, strict=True)
        ]
        return _cut(compressed, places), _cut(clean, places)


def _cut(patches: Tensor, places: Sequence[tuple[slice, slice]]) -> Tensor:
    return torch.stack([patch[:, r, c] for patch, (r, c) in zip(patches, places, strict=True)])


def _uniform(shape: int | tuple[int, ...], generator: torch.Generator) -> Tensor:
    return torch.rand(shape, generator=generator, device=generator.device)


class _Levels:
    """Draws the levels of a batch."""

    def __init__(self, levels: Sequence[float], *, blind: bool) -> None:
        self._least, self._most = min(levels), max(levels)
        self._choice = torch.tensor(levels, dtype=torch.float32)
        self._blind = blind

    def draw(self, batch: int, generator: torch.Generator) -> Tensor:
        """Returns (batch,) levels, on the generator's device."""
        draws = _uniform(batch, generator)
        if self._blind:
            return self._least + (self._most - self._least) * draws
        self._choice = self._choice.to(generator.device)  # once: a copy waits for a GPU
        return self._choice[(draws * len(self._choice)).long()]


@cache
def _workers() -> ThreadPoolExecutor:
    """Threads suffice: Pillow's codec runs outside Python's lock."""
    return ThreadPoolExecutor(min(_MOST_WORKERS, usable_processors()), "jpeg")
