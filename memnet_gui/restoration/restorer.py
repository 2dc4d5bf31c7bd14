"""Runs a network over a photo, tile by tile, and can be watched and cancelled."""

import logging
import time
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from threading import Event

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from memnet_gui.imaging.colour import to_channels, to_luminance, with_luminance
from memnet_gui.messages import QT_TRANSLATE_NOOP
from memnet_gui.restoration.engines.band import Band, Engine
from memnet_gui.restoration.engines.choice import build_engine
from memnet_gui.restoration.hardware import is_out_of_memory
from memnet_gui.restoration.models import ColourPolicy
from memnet_gui.restoration.plan import Plan, plan_restoration
from memnet_gui.restoration.request import (
    NO_MEMORY,
    NOT_FINITE,
    SMALLEST_TILE_PX,
    Cancelled,
    PredictionRestored,
    Progress,
    Restoration,
    RestorationError,
    RestorationRequest,
    TileRestored,
)
from memnet_gui.restoration.self_ensemble import Report, restore_in_all_positions

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
        cancel: Setting it stops the run at the next recursion, or within 0.2 s.

    Raises:
        Cancelled: `cancel` was set; it carries the newest prediction that is complete.
        DeviceError: The device is not there.
        RestorationError: Input or output is not finite, memory does not even suffice for the
            smallest tile, or OpenVINO failed.
    """
    if request.self_ensemble:
        return restore_in_all_positions(request, _restore_once, report, cancel)
    return _restore_once(request, report, cancel)


def _restore_once(request: RestorationRequest, report: Report, cancel: Event | None) -> Restoration:
    started = time.monotonic()
    if not _are_finite(request.pixels):
        text = QT_TRANSLATE_NOOP(
            "Engine", "the photo holds values that are not finite and cannot be restored"
        )
        raise RestorationError(text)
    if request.threads is not None:
        torch.set_num_threads(request.threads)
    plan = plan_restoration(request)
    while True:
        try:
            engine = build_engine(request, plan, report)
            run = _Run(request, plan, engine, report, cancel)
            final, predictions = run.restore()
            break
        except (RuntimeError, MemoryError) as error:
            if not is_out_of_memory(error):
                raise
            if plan.tile_px <= SMALLEST_TILE_PX:
                raise RestorationError(NO_MEMORY, model=request.model.info.name) from error
        plan = plan.with_tile(max(SMALLEST_TILE_PX, plan.tile_px // 2))
        log.warning("out of memory, trying again with tiles of %d pixels", plan.tile_px)
        if plan.device == "cuda":
            torch.cuda.empty_cache()
    if request.strength < 1:
        final = request.pixels + np.float32(request.strength) * (final - request.pixels)
    seconds = time.monotonic() - started
    restoration = Restoration(
        final,
        predictions,
        plan.device,
        plan.precision,
        plan.backend,
        plan.tile_px,
        seconds,
        run.waste,
        prepared_s=engine.prepared_s,
    )
    if run.stopped:
        raise Cancelled(replace(restoration, newest=len(predictions)))
    return restoration


def _are_finite(pixels: NDArray[np.float32]) -> bool:
    """Whether none is infinite or NaN: so is no sum of them then, unless they are huge."""
    with np.errstate(over="ignore", invalid="ignore"):
        total = pixels.sum()
    return bool(np.isfinite(total) or np.isfinite(pixels).all())


class _Run:
    """One attempt at a restoration with one tile size."""

    def __init__(
        self,
        request: RestorationRequest,
        plan: Plan,
        engine: Engine,
        report: Report,
        cancel: Event | None,
    ) -> None:
        self._request = request
        self._plan = plan
        self._engine = engine
        self._report = report
        self._cancel = cancel
        height, width, channels = request.pixels.shape
        config, policy = request.model.info.config, request.model.info.colour_policy
        self._each = policy is ColourPolicy.EACH
        self._luminance_only = policy is ColourPolicy.LUMINANCE and channels == 3
        self._work = engine.count_work(height, width) * plan.images
        self._covered_px = [0] * config.predictions
        self._done = 0.0
        self.stopped = False
        self._started = time.monotonic()

    @property
    def waste(self) -> float:
        """How much is computed twice, as a share of what is needed."""
        height, width = self._request.pixels.shape[:2]
        config = self._request.model.info.config
        needed = height * width * config.blocks * config.recursions * self._plan.images
        return float(self._work / needed - 1)

    def restore(self) -> tuple[NDArray[np.float32], tuple[NDArray[np.float32], ...]]:
        request = self._request
        kept = request.model.info.config.predictions if request.keep_predictions else 0
        final = np.empty_like(request.pixels)
        predictions = tuple(np.empty_like(request.pixels) for _ in range(kept))
        try:
            self._advance(0)
            for bands in self._bands():
                self._take(bands, final, predictions)
                self._advance(0)
        except Cancelled:
            complete = self._complete(predictions)
            if not complete:
                raise
            self.stopped = True
            return complete[-1], complete
        self._done = self._work
        self._advance(0)
        return final, predictions

    def _bands(self) -> Iterator[tuple[Band, ...]]:
        """Yields the same band of each image: of R, G and B for a network that takes them apart."""
        height, width = self._request.pixels.shape[:2]
        images = [
            self._engine.predict(partial(self._read, image), height, width, self._advance)
            for image in range(self._plan.images)
        ]
        return zip(*images, strict=True)

    def _read(self, image: int, rows: slice, columns: slice) -> Tensor:
        """Returns what the network reads: float32 (channels, h, w)."""
        window = self._request.pixels[rows, columns]
        if self._luminance_only:
            window = to_luminance(window)
        elif self._each:
            window = window[..., image : image + 1]
        channels = self._request.model.info.config.channels
        if window.shape[2] < channels:
            window = np.repeat(window, channels, axis=2)
        return torch.from_numpy(np.ascontiguousarray(window.transpose(2, 0, 1)))

    def _take(
        self,
        bands: tuple[Band, ...],
        final: NDArray[np.float32],
        predictions: tuple[NDArray[np.float32], ...],
    ) -> None:
        number, top, left = bands[0][:3]
        if number is not None and not predictions:
            return
        pixels = self._to_photo(bands)
        height, width = pixels.shape[:2]
        picture = final if number is None else predictions[number - 1]
        picture[top : top + height, left : left + width] = pixels
        if number is None:
            self._report(TileRestored(top, left, pixels))
        else:
            self._covered_px[number - 1] += height * width
            self._report(PredictionRestored(number, top, left, pixels))

    def _to_photo(self, bands: tuple[Band, ...]) -> NDArray[np.float32]:
        """Returns (h, w, C) with the photo's channels."""
        planes = bands[0].pixels
        if len(bands) > 1:
            planes = torch.cat([band.pixels for band in bands])
        pixels: NDArray[np.float32] = np.ascontiguousarray(planes.permute(1, 2, 0).cpu().numpy())
        if not _are_finite(pixels):
            raise RestorationError(NOT_FINITE, model=self._request.model.info.name)
        top, left = bands[0].top, bands[0].left
        height, width = pixels.shape[:2]
        if self._luminance_only:
            photo = self._request.pixels[top : top + height, left : left + width]
            return with_luminance(photo, pixels)
        if pixels.shape[2] > self._request.pixels.shape[2]:
            averaged: NDArray[np.float32] = pixels.mean(axis=2, keepdims=True)
            return averaged
        return to_channels(pixels, self._request.pixels.shape[2])

    def _complete(
        self, predictions: tuple[NDArray[np.float32], ...]
    ) -> tuple[NDArray[np.float32], ...]:
        """Returns the intermediate predictions that cover the picture."""
        height, width = self._request.pixels.shape[:2]
        covered = zip(predictions, self._covered_px, strict=False)
        return tuple(picture for picture, px in covered if px == height * width)

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
