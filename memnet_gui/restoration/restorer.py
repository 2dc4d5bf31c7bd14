"""Runs a network over a photo, tile by tile, and can be watched and cancelled."""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from threading import Event
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from memnet_gui.imaging.colour import to_luminance, with_luminance
from memnet_gui.network.ablation import switched_off
from memnet_gui.network.memnet import GateUnit, MemNet, ResidualUnit
from memnet_gui.restoration.hardware import choose_device, choose_precision, choose_tile_px
from memnet_gui.restoration.models import ColourPolicy
from memnet_gui.restoration.request import (
    SMALLEST_TILE_PX,
    Cancelled,
    PredictionRestored,
    Progress,
    Restoration,
    RestorationError,
    RestorationEvent,
    RestorationRequest,
    TileRestored,
)
from memnet_gui.restoration.tiling import Tile, plan_tiles

Report = Callable[[RestorationEvent], None]

log = logging.getLogger(__name__)


def restore(
    request: RestorationRequest,
    report: Report = lambda _event: None,
    cancel: Event | None = None,
) -> Restoration:
    """Restores a photo.

    Args:
        request: What to restore and how.
        report: Called from this thread after every recursion and every tile.
        cancel: Setting it stops the run at the next recursion.

    Raises:
        Cancelled: `cancel` was set; it carries the newest prediction that is complete.
        DeviceError: The device is not there.
        RestorationError: Input or output is not finite, or memory does not even suffice for
            the smallest tile.
    """
    started = time.monotonic()
    if not np.isfinite(request.pixels).all():
        raise RestorationError("the photo holds values that are not finite and cannot be restored")
    if request.threads is not None:
        torch.set_num_threads(request.threads)
    device = choose_device(request.device)
    precision = choose_precision(request.precision, device)
    config = request.model.info.config
    each = request.model.info.colour_policy is ColourPolicy.EACH
    images = request.pixels.shape[2] if each else 1
    tile_px = request.tile_px or choose_tile_px(config, device, precision, images)
    while True:
        run = _Run(request, device, precision, tile_px, report, cancel)
        try:
            final, predictions = run.restore()
            stopped = run.stopped
            break
        except (RuntimeError, MemoryError) as error:
            if not _is_out_of_memory(error):
                raise
            if tile_px <= SMALLEST_TILE_PX:
                raise RestorationError(
                    "there is not enough memory for even a small tile"
                ) from error
        tile_px = max(SMALLEST_TILE_PX, tile_px // 2)
        log.warning("out of memory, trying again with tiles of %d pixels", tile_px)
        if device == "cuda":
            torch.cuda.empty_cache()
    if request.strength < 1:
        final = request.pixels + np.float32(request.strength) * (final - request.pixels)
    seconds = time.monotonic() - started
    restoration = Restoration(final, predictions, device, precision, tile_px, seconds)
    if stopped:
        raise Cancelled(replace(restoration, newest=len(predictions)))
    return restoration


class _Run:
    """One attempt at a restoration with one tile size."""

    def __init__(
        self,
        request: RestorationRequest,
        device: str,
        precision: str,
        tile_px: int,
        report: Report,
        cancel: Event | None,
    ) -> None:
        self._request = request
        self._device = device
        self._autocast = precision == "bf16"
        self._report = report
        self._cancel = cancel
        height, width, channels = request.pixels.shape
        self._tiles = plan_tiles(height, width, tile_px, request.model.halo_px)
        policy = request.model.info.colour_policy
        self._each = policy is ColourPolicy.EACH
        self._luminance_only = policy is ColourPolicy.LUMINANCE and channels == 3
        self._work = sum(tile.window_px for tile in self._tiles)
        self._covered_px = [0] * request.model.info.config.predictions
        self._done = 0.0
        self._step = 0.0
        self.stopped = False
        self._started = time.monotonic()

    def restore(self) -> tuple[NDArray[np.float32], tuple[NDArray[np.float32], ...]]:
        request = self._request
        network = request.model.network.to(self._device)
        network = network.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        kept = request.model.info.config.predictions if request.keep_predictions else 0
        final = np.empty_like(request.pixels)
        predictions = tuple(np.empty_like(request.pixels) for _ in range(kept))
        memories = request.switched_off
        with torch.inference_mode(), switched_off(network, memories), self._watched(network):
            try:
                for tile in self._tiles:
                    self._restore_tile(network, tile, final, predictions)
            except Cancelled:
                complete = self._complete(predictions)
                if not complete:
                    raise
                self.stopped = True
                return complete[-1], complete
        return final, predictions

    def _complete(
        self, predictions: tuple[NDArray[np.float32], ...]
    ) -> tuple[NDArray[np.float32], ...]:
        """Returns the intermediate predictions that cover the picture."""
        height, width = self._request.pixels.shape[:2]
        covered = zip(predictions, self._covered_px, strict=False)
        return tuple(picture for picture, px in covered if px == height * width)

    def _restore_tile(
        self,
        network: MemNet,
        tile: Tile,
        final: NDArray[np.float32],
        predictions: tuple[NDArray[np.float32], ...],
    ) -> None:
        rows, columns = slice(*tile.rows.core), slice(*tile.columns.core)
        self._step = tile.window_px / _units(network)
        begun = self._done
        outputs: list[Tensor] = []
        with torch.autocast(self._device, torch.bfloat16, enabled=self._autocast):
            for number, output in enumerate(network.predict(self._window(network, tile)), 1):
                outputs.append(output)
                if predictions:
                    picture = predictions[number - 1]
                    picture[rows, columns] = self._core(output, tile)
                    self._covered_px[number - 1] += tile.core_px
                    shown = picture[rows, columns].copy()
                    self._report(PredictionRestored(number, rows.start, columns.start, shown))
            final[rows, columns] = self._core(network.combine(outputs), tile)
        self._done = begun + tile.window_px
        self._advance(0)
        self._report(TileRestored(rows.start, columns.start, final[rows, columns].copy()))

    def _window(self, network: MemNet, tile: Tile) -> Tensor:
        """Returns what the network reads for a tile: (B, channels, h, w).

        B is 3 when a network for grey restores R, G and B side by side, else 1.
        """
        window = self._request.pixels[slice(*tile.rows.window), slice(*tile.columns.window)]
        if self._luminance_only:
            window = to_luminance(window)
        if window.shape[2] < network.config.channels:
            window = np.repeat(window, network.config.channels, axis=2)
        planes = torch.from_numpy(np.ascontiguousarray(window)).permute(2, 0, 1)
        image = planes.unsqueeze(1 if self._each else 0).to(self._device)
        return image.contiguous(memory_format=torch.channels_last)

    def _core(self, output: Tensor, tile: Tile) -> NDArray[np.float32]:
        top, left = tile.rows.window[0], tile.columns.window[0]
        rows = slice(tile.rows.core[0] - top, tile.rows.core[1] - top)
        columns = slice(tile.columns.core[0] - left, tile.columns.core[1] - left)
        planes = output[:, 0] if self._each else output[0]
        core = planes[:, rows, columns].float().permute(1, 2, 0).cpu().numpy()
        if not np.isfinite(core).all():
            raise RestorationError("the network's output is not finite: its weights are unusable")
        if self._luminance_only:
            photo = self._request.pixels[slice(*tile.rows.core), slice(*tile.columns.core)]
            core = with_luminance(photo, core)
        elif core.shape[2] > self._request.pixels.shape[2]:
            core = core.mean(axis=2, keepdims=True)
        restored: NDArray[np.float32] = core
        return restored

    def _advance(self, work: float) -> None:
        if self._cancel is not None and self._cancel.is_set():
            raise Cancelled
        self._done += work
        share = min(1.0, self._done / self._work)
        elapsed = time.monotonic() - self._started
        remaining = elapsed * (1 - share) / share if share > 0 else None
        height, width = self._request.pixels.shape[:2]
        speed = share * height * width / 1e6 / elapsed if elapsed > 0 else 0.0
        self._report(Progress(share, elapsed, remaining, speed))

    @contextmanager
    def _watched(self, network: MemNet) -> Iterator[None]:
        """Checks for cancellation before every recursion and gate, in the middle of a tile."""

        def before(*_: Any) -> None:
            self._advance(0)

        def after(*_: Any) -> None:
            self._advance(self._step)

        with ExitStack() as hooks:
            for module in network.modules():
                if isinstance(module, ResidualUnit | GateUnit):
                    hooks.callback(module.register_forward_pre_hook(before).remove)
                if isinstance(module, ResidualUnit):
                    hooks.callback(module.register_forward_hook(after).remove)
            yield


def _units(network: MemNet) -> int:
    return network.config.blocks * network.config.recursions


def _is_out_of_memory(error: BaseException) -> bool:
    if isinstance(error, torch.OutOfMemoryError | MemoryError):
        return True
    return "DefaultCPUAllocator" in str(error) or "not enough memory" in str(error)
