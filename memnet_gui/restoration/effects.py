"""What each memory does for a photo: how the final picture changes without it."""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from threading import Event

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from memnet_gui.imaging.colour import to_luminance, with_luminance
from memnet_gui.imaging.metrics import psnr
from memnet_gui.network.ablation import switched_off
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.network.memories import Memory, gate_columns
from memnet_gui.restoration.ablated_run import AblatedRun
from memnet_gui.restoration.engines.modules import computed_by_engine
from memnet_gui.restoration.hardware import (
    DEVICES,
    PRECISIONS,
    choose_device,
    choose_precision,
    choose_tile_px,
)
from memnet_gui.restoration.models import ColourPolicy, Model
from memnet_gui.restoration.partial_run import shortage_explained, watched
from memnet_gui.restoration.request import NOT_FINITE, Region, RestorationError
from memnet_gui.restoration.windows import check_region, cut_photo, middle_of, widen

LARGEST_REGION_PX = 128
"""Width and height beyond which only the middle of a region is measured."""
_SMALLEST_REGION_PX = 16


@dataclass(frozen=True, eq=False)
class EffectsRequest:
    """All that measuring effects needs.

    Attributes:
        pixels: The whole photo as a restoration gets it, (H, W, 1) or (H, W, 3), float32.
        region: What of it to measure on. Only its middle is, where it is larger than
            `LARGEST_REGION_PX` or than what memory suffices for.
        model: Whose memories; its `ColourPolicy` says what it makes of a colour photo.
        reference: The clean photo, shaped as `pixels`; None where it is not known.
        device: One of `DEVICES`.
        precision: One of `PRECISIONS`.
        threads: CPU threads; None leaves torch's setting alone.
        switched_off: Memories that the network runs without in any case.

    Raises:
        ValueError: A value is out of range, or a gate unit does not read one of the memories.
    """

    pixels: NDArray[np.float32]
    region: Region
    model: Model
    reference: NDArray[np.float32] | None = None
    device: str = "auto"
    precision: str = "auto"
    threads: int | None = None
    switched_off: frozenset[Memory] = frozenset()

    def __post_init__(self) -> None:
        check_region(self.region, self.pixels.shape)
        for memory in self.switched_off:
            gate_columns(self.model.info.config, memory)
        if self.reference is not None and self.reference.shape != self.pixels.shape:
            shapes = self.reference.shape, self.pixels.shape
            raise ValueError(f"reference and photo differ in shape: {shapes}")
        if self.device not in DEVICES or self.precision not in PRECISIONS:
            raise ValueError(f"unknown device {self.device!r} or precision {self.precision!r}")


@dataclass(frozen=True)
class MemoryEffect:
    """What switching one memory off does to the final picture of a region.

    Attributes:
        block: The gate unit that reads it, from 1.
        memory: Its name, one of `NetworkConfig.gate_memories`.
        psnr_change: In dB against the clean photo, negative for a loss; None where that is not
            known, or one of the pictures equals it.
        rms_change: Root of the mean squared difference from the final picture as it is, on the
            0-255 scale.
    """

    block: int
    memory: str
    psnr_change: float | None
    rms_change: float


@dataclass(frozen=True)
class Effects:
    """The effects that are measured so far, in the order of the gate units and their inputs.

    Attributes:
        region: What of the photo they are measured on.
        cropped: Whether that is only the middle of the region asked for.
        cells: One effect for each memory of each gate unit.
    """

    region: Region
    cropped: bool
    cells: tuple[MemoryEffect, ...] = ()


@torch.inference_mode()
def measure_effects(
    request: EffectsRequest,
    found: Callable[[Effects], None] = lambda _so_far: None,
    cancel: Event | None = None,
    report: Callable[[float], None] = lambda _share: None,
) -> Effects:
    """Measures on a region what switching off each memory of each gate unit would change.

    The pictures are those that a restoration of the whole photo shows in the region, of a
    colour photo in red, green and blue, also where the network restores the luminance alone.
    Off means what it means in `network.ablation`: the gate unit reads zeros. Of a memory that
    is off in any case the effect is 0.

    Args:
        request: What to measure.
        found: Called from this thread with what is measured so far, after each memory.
        cancel: Setting it stops the work at the next recursion.
        report: Called from this thread before every recursion with the share that is done.

    Raises:
        Cancelled: `cancel` was set.
        DeviceError: The device is not there.
        RestorationError: The photo or a picture is not finite, or memory does not suffice.
    """
    if request.threads is not None:
        torch.set_num_threads(request.threads)
    device = choose_device(request.device)
    precision = choose_precision(request.precision, device)
    network = request.model.network.to(device)
    network = network.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
    pictures = _Pictures(request, device, precision)
    config, off = request.model.info.config, request.switched_off
    effects = Effects(pictures.region, pictures.region != request.region)
    with (
        torch.autocast(device, torch.bfloat16, enabled=precision == "bf16"),
        switched_off(network, off),
        computed_by_engine(network, precision, off),
        watched(network, _count_recursions(config, off) * pictures.images, cancel, report),
        shortage_explained(),
    ):
        pictures.make_whole()
        for block in range(1, config.blocks + 1):
            pictures.read(block)
            for name in config.gate_memories(block):
                effect = pictures.measure((block, name))
                effects = replace(effects, cells=(*effects.cells, effect))
                found(effects)
    return effects


def _count_recursions(config: NetworkConfig, off: frozenset[Memory]) -> int:
    """Counts what is computed for a picture: the whole, gates' inputs, and what follows them."""
    runs = 2 * config.blocks
    for block in range(1, config.blocks + 1):
        cells = {(block, name) for name in config.gate_memories(block)}
        runs += len(cells - off) * (config.blocks - block)
    return runs * config.recursions


class _Pictures:
    """The region as the network restores it, with and without single memories."""

    def __init__(self, request: EffectsRequest, device: str, precision: str) -> None:
        config, shape = request.model.info.config, request.pixels.shape
        radius_px = config.receptive_radius_px
        room_px = choose_tile_px(config, device, precision) - 2 * radius_px
        limit_px = min(LARGEST_REGION_PX, max(room_px, _SMALLEST_REGION_PX))
        self.region = middle_of(request.region, limit_px)
        self._off = request.switched_off
        self._photo = cut_photo(request.pixels, self.region)
        self._is_luminance = (
            request.model.info.colour_policy is ColourPolicy.LUMINANCE and shape[2] == 3
        )
        clean = request.reference
        self._reference = None if clean is None else cut_photo(clean, self.region)
        window = cut_photo(request.pixels, widen(self.region, radius_px, shape))
        # One after the other, so that three channels need no more memory than one.
        self._runs = [
            AblatedRun(request.model.network, image.to(device), self.region, shape)
            for image in _images_of(window, request.model)
        ]
        self._whole = self._photo

    @property
    def images(self) -> int:
        """How many pictures go through the network for one."""
        return len(self._runs)

    def make_whole(self) -> None:
        """Makes the picture with which the others are compared."""
        self._whole = self._to_photo([run.whole() for run in self._runs])

    def read(self, block: int) -> None:
        """Prepares for the memories of a gate unit."""
        for run in self._runs:
            run.read(block)

    def measure(self, memory: Memory) -> MemoryEffect:
        """Returns the effect of a memory of the gate unit that was prepared for."""
        if memory in self._off:
            picture = self._whole
        else:
            picture = self._to_photo([run.without(memory[1]) for run in self._runs])
        difference = picture.astype(np.float64) - self._whole
        rms = 255 * math.sqrt(float(np.square(difference).mean()))
        return MemoryEffect(*memory, self._psnr_change(picture), rms)

    def _psnr_change(self, picture: NDArray[np.float32]) -> float | None:
        if self._reference is None:
            return None
        before, after = psnr(self._reference, self._whole), psnr(self._reference, picture)
        return after - before if math.isfinite(before) and math.isfinite(after) else None

    def _to_photo(self, planes: list[Tensor]) -> NDArray[np.float32]:
        """Returns what the network made as a restoration would, (h, w, C)."""
        made = torch.cat(planes, dim=1)[0].float().permute(1, 2, 0).cpu()
        pixels: NDArray[np.float32] = np.ascontiguousarray(made.numpy())
        if not np.isfinite(pixels).all():
            raise RestorationError(NOT_FINITE)
        if self._is_luminance:
            return with_luminance(self._photo, pixels)
        if pixels.shape[2] > self._photo.shape[2]:
            averaged: NDArray[np.float32] = pixels.mean(axis=2, keepdims=True)
            return averaged
        return pixels


def _images_of(window: NDArray[np.float32], model: Model) -> list[Tensor]:
    """Returns what of a photo goes through the network, each (1, channels, h, w)."""
    channels, policy = model.info.config.channels, model.info.colour_policy
    if policy is ColourPolicy.LUMINANCE:
        window = to_luminance(window)
    if window.shape[2] < channels:
        window = np.repeat(window, channels, axis=2)
    planes = np.ascontiguousarray(window.transpose(2, 0, 1))
    count = planes.shape[0] // channels
    return [
        torch.from_numpy(part)[None].contiguous(memory_format=torch.channels_last)
        for part in np.split(planes, count)
    ]
