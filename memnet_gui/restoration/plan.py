"""Decides how a photo goes through a network: where, how precisely, and how much at a time."""

import logging
from dataclasses import dataclass, replace
from typing import Self

import torch

from memnet_gui.imaging.colour import is_grey
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.restoration.engines import winograd
from memnet_gui.restoration.engines.openvino import count_pixel_bytes, largest_tile
from memnet_gui.restoration.engines.openvino_network import load_openvino
from memnet_gui.restoration.engines.strip_run import count_bytes
from memnet_gui.restoration.hardware import (
    DeviceError,
    choose_backend,
    choose_device,
    choose_precision,
    memory_budget,
)
from memnet_gui.restoration.models import ColourPolicy
from memnet_gui.restoration.request import SMALLEST_TILE_PX, RestorationRequest

log = logging.getLogger(__name__)

_BY_BLOCK_PX = 512 * 512
"""Photos up to this size go through block by block: M1 of all of it is there first."""
_STRIP_BYTES = {"cpu": 1 << 23, "cuda": 1 << 29}
"""A strip's feature map: little enough for the caches, enough to be worth a call."""
_SHORTEST_STRIP = 4


@dataclass(frozen=True)
class Plan:
    """How a restoration is computed.

    Attributes:
        device: `cpu` or `cuda`.
        precision: `fp32` or `bf16`.
        backend: `torch` or `openvino`.
        tile_px: Width that is restored at a time, the surround not counted; with OpenVINO that
            of a square, in place of which rectangles of its size may do.
        images: How many go through the network side by side: 3 where R, G and B do, each for
            itself, and are not alike.
        strip_values: Values of a strip's feature map.
        by_block_px: Photos up to this size go through a memory block as a whole before the next.
    """

    device: str
    precision: str
    backend: str
    tile_px: int
    images: int
    strip_values: int = _STRIP_BYTES["cpu"] // 4
    by_block_px: int = _BY_BLOCK_PX

    @property
    def dtype(self) -> torch.dtype:
        """What the network computes in."""
        return torch.bfloat16 if self.precision == "bf16" else torch.float32

    def with_tile(self, tile_px: int) -> Self:
        """Returns the plan with narrower tiles."""
        return replace(self, tile_px=tile_px)

    def strip_rows(self, config: NetworkConfig, height: int, width: int) -> int:
        """Returns how many rows of `width` pixels are restored at a time.

        They are whole tiles of Winograd's convolutions, else some rows would be computed twice.
        """
        rows = self.strip_values // (width * config.filters)
        rows = round(rows / winograd.OUTPUTS) * winograd.OUTPUTS
        return min(height, max(_SHORTEST_STRIP, rows))


def plan_restoration(request: RestorationRequest) -> Plan:
    """Chooses what the request leaves open.

    Raises:
        DeviceError: The device or the backend is not there.
    """
    config = request.model.info.config
    device = choose_device(request.device)
    precision = choose_precision(request.precision, device)
    backend = _choose_backend(request.backend, device)
    each = request.model.info.colour_policy is ColourPolicy.EACH
    images = 3 if each and not is_grey(request.pixels) else 1
    height, width = request.pixels.shape[:2]
    budget = request.memory_bytes or memory_budget(device)
    plan = Plan(device, precision, backend, request.tile_px or width, images)
    plan = replace(plan, strip_values=_strip_values(plan, config, budget))
    strip = plan.strip_rows(config, height, width)
    if images * count_bytes(config, plan.dtype, strip, height, width, by_block=True) > budget:
        plan = replace(plan, by_block_px=0)
    if request.tile_px:
        return plan
    if backend == "openvino":
        # R, G and B go through one after the other.
        pixel_bytes = count_pixel_bytes(config, precision)
        tile_px = largest_tile(budget, pixel_bytes, request.model.halo_px)
        return plan.with_tile(min(tile_px, max(SMALLEST_TILE_PX, height, width)))
    parts = 1
    while plan.tile_px > SMALLEST_TILE_PX:
        window = min(width, plan.tile_px + 2 * request.model.halo_px)
        strip = plan.strip_rows(config, height, window)
        if images * count_bytes(config, plan.dtype, strip, height, window) <= budget:
            break
        parts += 1
        plan = plan.with_tile(max(SMALLEST_TILE_PX, -(-width // parts)))
    return plan


def _choose_backend(wanted: str, device: str) -> str:
    """Returns what runs the network; `auto` takes torch where OpenVINO is broken."""
    backend = choose_backend(wanted, device)
    if wanted == "auto" and backend == "openvino":
        try:
            load_openvino()
        except DeviceError as error:
            log.warning("%s", error)
            return "torch"
    return backend


def _strip_values(plan: Plan, config: NetworkConfig, budget: int) -> int:
    """Returns how large a feature map of a strip may be: all of them take half of the budget."""
    maps = config.blocks * (config.recursions + 1) + 3
    most = budget // (2 * plan.images * maps * plan.dtype.itemsize)
    return min(_STRIP_BYTES[plan.device] // plan.dtype.itemsize, most)
