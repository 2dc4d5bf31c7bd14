"""The geometric self-ensemble: a photo restored in eight positions, and the mean of all.

A network that learned from photos does not restore a turned or mirrored one in exactly the same
way; what it gets wrong differs, and the mean is nearer to the truth, at eight times the cost
(Timofte, Rothe, Van Gool: Seven ways to improve example-based single image super resolution,
CVPR 2016).
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from threading import Event
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from memnet_gui.restoration.request import (
    Cancelled,
    PredictionRestored,
    Preparing,
    Progress,
    Restoration,
    RestorationEvent,
    RestorationRequest,
    TileRestored,
)

_BAND_ROWS = 128


@dataclass(frozen=True)
class Position:
    """One of the eight ways to lay a picture down.

    Attributes:
        quarter_turns: Counter-clockwise, after the mirroring.
        mirrored: Left and right exchanged.
    """

    quarter_turns: int
    mirrored: bool

    def apply(self, picture: NDArray[np.float32]) -> NDArray[np.float32]:
        """Returns a view of a picture (H, W, C) in this position."""
        if self.mirrored:
            picture = picture[:, ::-1]
        return np.rot90(picture, self.quarter_turns)

    def undo(self, picture: NDArray[np.float32]) -> NDArray[np.float32]:
        """Returns a view of a picture (H, W, C) in this position as it was before."""
        picture = np.rot90(picture, -self.quarter_turns)
        return picture[:, ::-1] if self.mirrored else picture


POSITIONS = tuple(Position(turns, mirrored) for mirrored in (False, True) for turns in range(4))
"""All eight; the first leaves a picture as it is."""

Report = Callable[[RestorationEvent], None]


class RestoreOnce(Protocol):
    """Restores a photo as it lies; see `restorer.restore`."""

    def __call__(
        self, request: RestorationRequest, report: Report, cancel: Event | None
    ) -> Restoration:
        """Returns the restoration."""
        ...


def restore_in_all_positions(
    request: RestorationRequest, restore_once: RestoreOnce, report: Report, cancel: Event | None
) -> Restoration:
    """Returns the mean of the restorations in all positions, predictions included.

    What comes of the photo as it lies is reported while it is made, the mean in the end.

    Raises:
        Cancelled: `cancel` was set; it carries the mean of the positions that were complete.
        RestorationError: As `restore`.
    """
    started = time.monotonic()
    plain = replace(request, self_ensemble=False, strength=1.0)
    sums: list[NDArray[np.float32]] = []
    done: list[Restoration] = []
    for position in POSITIONS:
        part = _Part(report, len(done), started)
        # Not ascontiguousarray: a single row counts as contiguous backwards, too, but not in torch.
        turned = replace(plain, pixels=position.apply(plain.pixels).copy())
        try:
            restoration = restore_once(turned, part.report, cancel)
        except Cancelled as stop:
            if not done:
                raise
            _report_mean(sums, len(done), report)
            raise Cancelled(_mean(request, sums, done, started)) from stop
        pictures = [position.undo(p) for p in (restoration.pixels, *restoration.predictions)]
        if done:
            for total, picture in zip(sums, pictures, strict=True):
                np.add(total, picture, out=total)
        else:
            sums = pictures
        done.append(replace(restoration, pixels=sums[0], predictions=()))
    mean = _mean(request, sums, done, started)
    _report_mean(sums, len(done), report)
    return mean


class _Part:
    """Passes on what one position reports, as a share of the whole."""

    def __init__(self, report: Report, number: int, started: float) -> None:
        self._report = report
        self._number = number
        self._started = started

    def report(self, event: RestorationEvent) -> None:
        if isinstance(event, Progress):
            share = (self._number + event.done) / len(POSITIONS)
            elapsed = time.monotonic() - self._started
            remaining = elapsed * (1 - share) / share if share > 0 else None
            speed = event.megapixels_per_s / len(POSITIONS)
            self._report(Progress(share, elapsed, remaining, speed))
        elif isinstance(event, Preparing) or self._number == 0:
            self._report(event)


def _mean(
    request: RestorationRequest,
    sums: list[NDArray[np.float32]],
    done: list[Restoration],
    started: float,
) -> Restoration:
    final, *predictions = (total / np.float32(len(done)) for total in sums)
    if request.strength < 1:
        final = request.pixels + np.float32(request.strength) * (final - request.pixels)
    return replace(
        done[-1],
        pixels=final,
        predictions=tuple(predictions),
        tile_px=min(restoration.tile_px for restoration in done),
        waste=sum(restoration.waste for restoration in done) / len(done),
        prepared_s=sum(restoration.prepared_s for restoration in done),
        positions=len(done),
        missing_positions=len(POSITIONS) - len(done),
        seconds=time.monotonic() - started,
    )


def _report_mean(sums: list[NDArray[np.float32]], count: int, report: Report) -> None:
    """Reports what replaces the first position's pictures, the predictions before the final one."""
    for number, total in [*enumerate(sums[1:], 1), (None, sums[0])]:
        for top in range(0, len(total), _BAND_ROWS):
            pixels = total[top : top + _BAND_ROWS] / np.float32(count)
            if number is None:
                report(TileRestored(top, 0, pixels))
            else:
                report(PredictionRestored(number, top, 0, pixels))
