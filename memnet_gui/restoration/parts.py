"""Restores a part of a photo, exactly as it would be in the whole."""

from collections.abc import Callable
from dataclasses import replace
from threading import Event

import numpy as np
from numpy.typing import NDArray

from memnet_gui.restoration.request import (
    Cancelled,
    PredictionRestored,
    Progress,
    Region,
    Restoration,
    RestorationEvent,
    RestorationRequest,
    TileRestored,
)

Report = Callable[[RestorationEvent], None]


def restore_part(
    request: RestorationRequest,
    region: Region,
    report: Report = lambda _event: None,
    cancel: Event | None = None,
) -> Restoration:
    """Restores a region; around it the result, and each prediction, is the photo as it was.

    The network reads as much around the region as it can see (`receptive_radius_px`, not the
    smaller halo that 8 bits need), so the region equals that of a whole restoration.

    Args:
        request: For the whole photo.
        region: What shall be restored of it, with at least one pixel inside of the photo.
        report: Gets tiles and predictions of the region in the whole photo's pixels.
        cancel: Setting it stops the work at the next recursion.

    Raises:
        Cancelled: As `restore`; it carries the newest prediction in a photo of the whole size.
        RestorationError: As `restore`.
    """
    from memnet_gui.restoration.restorer import restore  # loads torch, which takes a second

    part = _Part(request, region)
    window = replace(request, pixels=part.window)

    def listen(event: RestorationEvent) -> None:
        placed = part.place(event)
        if placed is not None:
            report(placed)

    try:
        return part.complete(restore(window, listen, cancel))
    except Cancelled as stopped:
        newest = None if stopped.newest is None else part.complete(stopped.newest)
        raise Cancelled(newest) from stopped


class _Part:
    """A region and the window around it that the network reads."""

    def __init__(self, request: RestorationRequest, region: Region) -> None:
        self._photo = request.pixels
        rows, columns = request.pixels.shape[:2]
        halo = request.model.info.config.receptive_radius_px
        self._top, self._left = max(0, region[0]), max(0, region[1])
        self._bottom = min(rows, region[0] + region[2])
        self._right = min(columns, region[1] + region[3])
        self._above, self._before = max(0, self._top - halo), max(0, self._left - halo)
        self.window = request.pixels[
            self._above : self._bottom + halo, self._before : self._right + halo
        ]

    def place(self, event: RestorationEvent) -> RestorationEvent | None:
        """Moves a band from the window into the photo; None where it lies outside the region.

        Of the speed what is around the region does not count.
        """
        if isinstance(event, Progress):
            share = (self._bottom - self._top) * (self._right - self._left)
            share /= self.window.shape[0] * self.window.shape[1]
            return replace(event, megapixels_per_s=event.megapixels_per_s * share)
        if not isinstance(event, TileRestored | PredictionRestored):
            return event
        top, left = event.top + self._above, event.left + self._before
        first_row, first_column = max(top, self._top), max(left, self._left)
        pixels = event.pixels[first_row - top : self._bottom - top]
        pixels = pixels[:, first_column - left : max(0, self._right - left)]
        if self._bottom <= top or 0 in pixels.shape:
            return None
        return replace(event, top=first_row, left=first_column, pixels=pixels)

    def complete(self, restoration: Restoration) -> Restoration:
        """Puts what came of the window into photos of the whole size."""
        return replace(
            restoration,
            pixels=self._fill(restoration.pixels),
            predictions=tuple(map(self._fill, restoration.predictions)),
        )

    def _fill(self, restored: NDArray[np.float32]) -> NDArray[np.float32]:
        whole = self._photo.copy()
        whole[self._top : self._bottom, self._left : self._right] = restored[
            self._top - self._above : self._bottom - self._above,
            self._left - self._before : self._right - self._before,
        ]
        return whole
