"""Looks into the network while it works: a memory's feature maps on a photo."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Event

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from memnet_gui.imaging.colour import to_channels, to_luminance
from memnet_gui.network.ablation import switched_off
from memnet_gui.network.memnet import GateUnit
from memnet_gui.network.memories import Memory, gate_columns
from memnet_gui.restoration.engines.modules import computed_by_engine
from memnet_gui.restoration.hardware import (
    DEVICES,
    PRECISIONS,
    choose_device,
    choose_precision,
    choose_tile_px,
)
from memnet_gui.restoration.models import ColourPolicy, Model
from memnet_gui.restoration.partial_run import recursions_before, run_to, source_of, watched
from memnet_gui.restoration.request import NOT_FINITE, Region, RestorationError
from memnet_gui.restoration.windows import check_region, cut_photo, middle_of, slices_of, widen

LARGEST_REGION_PX = 512
"""Width and height beyond which only the middle of a region is inspected."""


@dataclass(frozen=True, eq=False)
class InspectionRequest:
    """All that an inspection needs.

    Attributes:
        pixels: The whole photo as the network gets it, (H, W, 1) or (H, W, 3), float32. A
            model for grey inspects the luminance of a colour photo.
        region: What of it to show. Only its middle is, where it is larger than
            `LARGEST_REGION_PX` or than what memory suffices for.
        model: Whose memory.
        block: The gate unit that reads the memory, from 1.
        memory: Name of the memory, one of `NetworkConfig.gate_memories`.
        device: One of `DEVICES`.
        precision: One of `PRECISIONS`.
        threads: CPU threads; None leaves torch's setting alone.
        switched_off: Memories that the network runs without.

    Raises:
        ValueError: A value is out of range, or a gate unit does not read one of the memories.
    """

    pixels: NDArray[np.float32]
    region: Region
    model: Model
    block: int
    memory: str
    device: str = "auto"
    precision: str = "auto"
    threads: int | None = None
    switched_off: frozenset[Memory] = frozenset()

    def __post_init__(self) -> None:
        for memory in {(self.block, self.memory), *self.switched_off}:
            gate_columns(self.model.info.config, memory)
        check_region(self.region, self.pixels.shape)
        if self.device not in DEVICES or self.precision not in PRECISIONS:
            raise ValueError(f"unknown device {self.device!r} or precision {self.precision!r}")


@dataclass(frozen=True, eq=False)
class MemoryView:
    """What a memory holds on a region of a photo, and what a gate unit makes of it.

    Attributes:
        block: The gate unit that reads it, from 1.
        memory: Its name: B0 is FENet's output, B1.. those of memory blocks, H1.. those of
            this block's recursions.
        maps: Its feature maps (C, h, w) float32, before the gate's BatchNorm and ReLU.
        norms: The gate's weight norm of each map (C,) float32, v_m(l) in the paper.
        order: Indices of the maps (C,), the strongest norm first.
        contribution: What of the gate's output came through this memory, summed over the
            filters, (h, w) float32: sum_i sum_l W(i, l) relu(bn(x_l)); zero where it is off.
        region: What the maps show.
        cropped: Whether that is only the middle of the region asked for.
        luminance: Whether a colour photo was turned to grey for a model for grey.
        is_off: Whether the memory is switched off for this gate unit.
    """

    block: int
    memory: str
    maps: NDArray[np.float32]
    norms: NDArray[np.float32]
    order: NDArray[np.intp]
    contribution: NDArray[np.float32]
    region: Region
    cropped: bool
    luminance: bool
    is_off: bool = False

    @property
    def contribution_mean(self) -> float:
        """The contribution's mean over the region.

        A gate can pass a large constant on that its bias takes away again: how the
        contribution varies over the photo shows around this.
        """
        return float(self.contribution.mean(dtype=np.float64))


@torch.inference_mode()
def inspect_memory(
    request: InspectionRequest,
    cancel: Event | None = None,
    report: Callable[[float], None] = lambda _share: None,
) -> MemoryView:
    """Computes the feature maps of a memory and its contribution to a gate unit.

    The network runs up to that memory and no further, on the region and the surround that
    the memory can depend on: the maps are those of the whole photo.

    Args:
        request: What to look at.
        cancel: Setting it stops the work at the next recursion.
        report: Called from this thread before every recursion with the share that is done.

    Raises:
        Cancelled: `cancel` was set.
        DeviceError: The device is not there.
        RestorationError: The photo or the maps are not finite, or memory does not suffice.
    """
    if request.threads is not None:
        torch.set_num_threads(request.threads)
    config = request.model.info.config
    device = choose_device(request.device)
    precision = choose_precision(request.precision, device)
    limit_px = min(LARGEST_REGION_PX, choose_tile_px(config, device, precision))
    region = middle_of(request.region, limit_px)
    image, core = _cut_out(request, region)
    network = request.model.network.to(device)
    network = network.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
    image = image.to(device).contiguous(memory_format=torch.channels_last)
    steps = recursions_before(config, request.block, request.memory)
    with (
        torch.autocast(device, torch.bfloat16, enabled=precision == "bf16"),
        switched_off(network, request.switched_off),
        computed_by_engine(network, precision, request.switched_off),
        watched(network, steps, cancel, report),
    ):
        memory = run_to(source_of(network, request.block, request.memory), network, image)
    return _describe(request, region, memory[..., core[0], core[1]].float())


def split_gate(gate: GateUnit, memories: Sequence[Tensor]) -> tuple[list[Tensor], Tensor]:
    """Splits a gate unit's output into what came through each memory, and the bias.

    Args:
        gate: The gate unit, in evaluation mode.
        memories: All that it reads, in its order, each (B, C, H, W).

    Returns:
        The contributions, each (B, C, H, W), and the bias (C,) of its filters; they sum to
        the gate's output.
    """
    filters = gate.conv.out_channels
    parts = [
        functional.conv2d(*_activate(gate, memory, slice(k * filters, (k + 1) * filters)))
        for k, memory in enumerate(memories)
    ]
    assert gate.conv.bias is not None
    return parts, gate.conv.bias


def _activate(gate: GateUnit, memory: Tensor, columns: slice) -> tuple[Tensor, Tensor]:
    """Returns relu(bn(x)) of one memory and the gate's weights for it (C, C, 1, 1)."""
    norm = gate.norm
    assert norm.running_mean is not None
    assert norm.running_var is not None
    normalised = functional.batch_norm(
        memory,
        norm.running_mean[columns],
        norm.running_var[columns],
        norm.weight[columns],
        norm.bias[columns],
        eps=norm.eps,
    )
    return functional.relu(normalised), gate.conv.weight[:, columns]


def _describe(request: InspectionRequest, region: Region, memory: Tensor) -> MemoryView:
    config = request.model.info.config
    columns = gate_columns(config, (request.block, request.memory))
    gate = request.model.network.memory_blocks[request.block - 1].gate
    assert isinstance(gate, GateUnit)
    activated, weights = _activate(gate, memory, columns)
    read = functional.conv2d(activated, weights.sum(dim=0, keepdim=True))[0, 0]
    is_off = (request.block, request.memory) in request.switched_off
    contribution = torch.zeros_like(read) if is_off else read
    if not torch.isfinite(contribution).all() or not torch.isfinite(memory).all():
        raise RestorationError(NOT_FINITE, model=request.model.info.name)
    norms = weights.square().sum(dim=0).sqrt().flatten().cpu().numpy()
    return MemoryView(
        block=request.block,
        memory=request.memory,
        maps=np.ascontiguousarray(memory[0].cpu().numpy()),
        norms=norms,
        order=np.argsort(-norms, kind="stable"),
        contribution=contribution.cpu().numpy(),
        region=region,
        cropped=region != request.region,
        luminance=config.channels < request.pixels.shape[2],
        is_off=is_off,
    )


def _cut_out(request: InspectionRequest, region: Region) -> tuple[Tensor, tuple[slice, slice]]:
    """Returns region and surround (1, channels, H, W), and where the region lies in it."""
    config = request.model.info.config
    radius_px = 1 + 2 * recursions_before(config, request.block, request.memory)
    window = widen(region, radius_px, request.pixels.shape)
    seen = cut_photo(request.pixels, window)
    if request.model.info.colour_policy is ColourPolicy.LUMINANCE:
        seen = to_luminance(seen)
    pixels = to_channels(seen, config.channels).transpose(2, 0, 1)
    return torch.from_numpy(np.ascontiguousarray(pixels))[None], slices_of(region, window)
