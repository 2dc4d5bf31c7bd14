"""Has a rival restore a photo, tile by tile; it can be watched and cancelled."""

import logging
import time
from collections.abc import Callable
from threading import Event

import numpy as np
import torch
from numpy.typing import NDArray

from memnet_gui.imaging.colour import to_channels, to_luminance, with_luminance
from memnet_gui.imaging.estimation import estimate_noise_sigma
from memnet_gui.messages import QT_TRANSLATE_NOOP
from memnet_gui.restoration.hardware import choose_device, is_out_of_memory, memory_budget
from memnet_gui.restoration.models import ColourPolicy
from memnet_gui.restoration.request import NO_MEMORY, NOT_FINITE, Cancelled, Progress
from memnet_gui.restoration.rivals.rival import (
    OpenRival,
    RivalError,
    RivalRequest,
    RivalRestoration,
)
from memnet_gui.restoration.tiling import Span, Tile, plan_windows

log = logging.getLogger(__name__)


def run_rival(
    opened: OpenRival,
    request: RivalRequest,
    report: Callable[[Progress], None] = lambda _progress: None,
    cancel: Event | None = None,
) -> RivalRestoration:
    """Restores a photo with a rival.

    Args:
        opened: Who shall.
        request: What to restore and how.
        report: Called from this thread after every tile.
        cancel: Setting it stops the run: before the next layer of a network, or when the tile is
            done that a method without weights works on.

    Raises:
        Cancelled: `cancel` was set.
        DeviceError: The device is not there.
        RivalError: The rival does not suit the photo, cannot restore it, or memory does not even
            suffice for the smallest tile.
    """
    started = time.monotonic()
    rival = opened.rival
    pixels = request.choose_input(rival)
    if not np.isfinite(pixels).all():
        text = QT_TRANSLATE_NOOP(
            "Engine", "the photo holds values that are not finite and cannot be restored"
        )
        raise RivalError(text)
    if request.threads is not None:
        torch.set_num_threads(request.threads)
    device = choose_device(request.device) if rival.weights is not None else "cpu"
    sigma, is_estimated = request.sigma if rival.takes_sigma else None, False
    if rival.takes_sigma and sigma is None:
        sigma, is_estimated = estimate_noise_sigma(pixels), True
    run = _Run(opened, request, device, sigma, report, cancel)
    restored = run.restore(pixels)
    if not np.isfinite(restored).all():
        raise RivalError(NOT_FINITE, model=rival.name)
    seconds = time.monotonic() - started
    return RivalRestoration(rival, restored, device, seconds, sigma, is_estimated)


class _Run:
    def __init__(
        self,
        opened: OpenRival,
        request: RivalRequest,
        device: str,
        sigma: float | None,
        report: Callable[[Progress], None],
        cancel: Event | None,
    ) -> None:
        self._rival = opened.rival
        self._restorer = opened.restorer
        self._request = request
        self._sigma = sigma
        self._report = report
        self._cancel = cancel
        self._device = device
        self._started = time.monotonic()
        self._done_px = self._all_px = 0

    def restore(self, pixels: NDArray[np.float32]) -> NDArray[np.float32]:
        """Returns all of the photo, by the rival's colour policy."""
        policy = self._rival.colour_policy(self._request.task)
        channels = pixels.shape[2]
        if policy is ColourPolicy.LUMINANCE and channels == 3:
            luminance = self._restore_pictures([to_luminance(pixels)])[0]
            return with_luminance(self._request.pixels, luminance)
        if policy is ColourPolicy.EACH:
            planes = [np.ascontiguousarray(pixels[..., [c]]) for c in range(channels)]
            return np.concatenate(self._restore_pictures(planes), axis=2)
        restored = self._restore_pictures([to_channels(pixels, self._rival.channels or channels)])
        if restored[0].shape[2] > channels:
            averaged: NDArray[np.float32] = restored[0].mean(axis=2, keepdims=True)
            return averaged
        return restored[0]

    def _restore_pictures(self, pictures: list[NDArray[np.float32]]) -> list[NDArray[np.float32]]:
        """Restores pictures of one size; where memory is short, in ever smaller tiles."""
        self._check()
        height, width = pictures[0].shape[:2]
        window_px = self._choose_window()
        while True:
            tiles = self._plan(height, width, window_px)
            self._done_px = 0
            self._all_px = len(pictures) * sum(tile.window_px for tile in tiles)
            try:
                return [self._restore_tiles(picture, tiles) for picture in pictures]
            except (RuntimeError, MemoryError) as error:
                if not is_out_of_memory(error):
                    raise
                if window_px <= self._smallest_px:
                    raise RivalError(NO_MEMORY, model=self._rival.name) from error
            window_px = min(window_px, max(tile.window_px for tile in tiles)) // 2
            log.warning("out of memory, trying again with tiles of %d pixels", window_px)
            if self._device == "cuda":
                torch.cuda.empty_cache()

    @property
    def _smallest_px(self) -> int:
        return (self._restorer.align_px + 2 * self._restorer.halo_px) ** 2

    def _choose_window(self) -> int:
        """Returns how many pixels a tile with its halo may have."""
        restorer, tile_px = self._restorer, self._request.tile_px
        budget = self._request.memory_bytes or memory_budget(self._device)
        window_px = restorer.prepare(self._device, budget)
        return window_px if tile_px is None else (tile_px + 2 * restorer.halo_px) ** 2

    def _plan(self, height: int, width: int, window_px: int) -> list[Tile]:
        """Plans tiles that begin at multiples of what the rival needs."""
        align, halo = self._restorer.align_px, self._restorer.halo_px
        if height * width <= window_px:
            return [Tile(Span((0, height), (0, height)), Span((0, width), (0, width)))]
        rows, columns = -(-height // align), -(-width // align)
        tiles = plan_windows(rows, columns, window_px // align**2, halo // align, 1)
        return [
            Tile(_stretch(tile.rows, align, height), _stretch(tile.columns, align, width))
            for tile in tiles
        ]

    def _restore_tiles(
        self, picture: NDArray[np.float32], tiles: list[Tile]
    ) -> NDArray[np.float32]:
        scale = self._rival.scale
        height, width, channels = picture.shape
        restored = np.empty((height * scale, width * scale, channels), np.float32)
        for tile in tiles:
            self._check()
            rows, columns = tile.rows, tile.columns
            window = picture[slice(*rows.window), slice(*columns.window)]
            made = self._restorer.restore(window, self._sigma, self._check)
            kept = made[_within(rows, scale), _within(columns, scale)]
            restored[_core(rows, scale), _core(columns, scale)] = kept
            self._done_px += tile.window_px
            self._tell()
        return restored

    def _check(self) -> None:
        if self._cancel is not None and self._cancel.is_set():
            raise Cancelled

    def _tell(self) -> None:
        share = self._done_px / self._all_px
        elapsed = time.monotonic() - self._started
        height, width = self._request.pixels.shape[:2]
        speed = share * height * width / 1e6 / elapsed if elapsed > 0 else 0.0
        self._report(Progress(share, elapsed, elapsed * (1 - share) / share, speed))


def _stretch(span: Span, align: int, length: int) -> Span:
    """Returns a span in pixels that was planned in multiples of `align`."""
    window, core = (
        (start * align, min(length, end * align)) for start, end in (span.window, span.core)
    )
    return Span(window, core)


def _within(span: Span, scale: int) -> slice:
    """Returns where the core lies in what was made of the window."""
    return slice(*(scale * (place - span.window[0]) for place in span.core))


def _core(span: Span, scale: int) -> slice:
    return slice(*(scale * place for place in span.core))
