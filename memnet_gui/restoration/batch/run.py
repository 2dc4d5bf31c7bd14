"""Goes through a batch: one photo after the other, whatever becomes of each."""

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Event

from memnet_gui.errors import UserError, summarise
from memnet_gui.imaging.files import photo_size
from memnet_gui.messages import QT_TRANSLATE_NOOP, Message
from memnet_gui.restoration.batch.photos import BatchPhoto
from memnet_gui.restoration.batch.result import PhotoResult, State
from memnet_gui.restoration.batch.withdrawals import Withdrawals
from memnet_gui.restoration.request import Cancelled, Progress, RestorationEvent

RestorePhoto = Callable[[BatchPhoto, Callable[[RestorationEvent], None], Event], PhotoResult]
"""Restores one photo; raises `UserError` or `Cancelled`."""

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class BatchProgress:
    """How far a batch is.

    Attributes:
        photos_done: How many photos are over, in whatever way.
        photos: How many there are; shrinks with each that is withdrawn.
        megapixels_done: Of the photos as they are read, not as they are enlarged.
        megapixels: All that there is to restore; shrinks with each photo that is skipped or
            withdrawn.
        elapsed_s: Seconds since the batch began.
        remaining_s: Seconds still to go at the speed so far; None before that is known.
        megapixels_per_s: Speed so far.
    """

    photos_done: int
    photos: int
    megapixels_done: float
    megapixels: float
    elapsed_s: float
    remaining_s: float | None
    megapixels_per_s: float

    @property
    def done(self) -> float:
        """Share of the work, 0 to 1."""
        if self.megapixels > 0:
            return min(1.0, self.megapixels_done / self.megapixels)
        return self.photos_done / self.photos if self.photos else 1.0


@dataclass(frozen=True)
class PhotoStarted:
    """A photo's turn has come."""

    photo: BatchPhoto


@dataclass(frozen=True, eq=False)
class PhotoProgressed:
    """Something that the restoration of a photo said, and how far the batch is."""

    photo: BatchPhoto
    event: RestorationEvent
    progress: BatchProgress


@dataclass(frozen=True)
class PhotoEnded:
    """A photo is over."""

    result: PhotoResult
    progress: BatchProgress


BatchEvent = PhotoStarted | PhotoProgressed | PhotoEnded
"""What a batch reports while it runs."""


def run_batch(
    photos: Sequence[BatchPhoto],
    restore: RestorePhoto,
    report: Callable[[BatchEvent], None],
    cancel: Event,
    sizes: Sequence[float] | None = None,
    withdrawals: Withdrawals | None = None,
) -> list[PhotoResult]:
    """Restores photos; one that fails never keeps the others from theirs.

    Args:
        photos: The batch.
        restore: Restores one photo.
        report: Told what happens, in this thread.
        cancel: Setting it stops the photo at work, and those that follow are not begun.
        sizes: Megapixels of each photo, as `measure_megapixels` tells; all alike where unknown.
        withdrawals: Photos that go while it runs; they are passed over.

    Returns:
        What became of each photo but those that were passed over, in their order.
    """
    run = _Run(photos, restore, report, cancel, sizes, withdrawals or Withdrawals())
    results = [run.take(index) for index in range(len(photos))]
    return [result for result in results if result is not None]


def measure_megapixels(photo: BatchPhoto) -> float:
    """Returns a photo's size as its file states it; 0 for what is no photo."""
    if photo.problem:
        return 0.0
    try:
        width, height = photo_size(photo.path)
    except UserError:
        return 0.0  # restoring it says why
    return width * height / 1e6


class _Run:
    """One pass over a batch."""

    def __init__(
        self,
        photos: Sequence[BatchPhoto],
        restore: RestorePhoto,
        report: Callable[[BatchEvent], None],
        cancel: Event,
        sizes: Sequence[float] | None,
        withdrawals: Withdrawals,
    ) -> None:
        self._photos = photos
        self._restore = restore
        self._report = report
        self._cancel = cancel
        self._withdrawals = withdrawals
        self._sizes = [1.0] * len(photos) if sizes is None else list(sizes)
        self._to_come = {photo.key: size for photo, size in zip(photos, self._sizes, strict=True)}
        self._count = len(photos)
        self._megapixels = sum(self._sizes)
        self._megapixels_done = 0.0
        self._photos_done = 0
        self._worked_s = 0.0
        self._started = time.monotonic()

    def take(self, index: int) -> PhotoResult | None:
        """Restores one photo; None if it was withdrawn."""
        photo = self._photos[index]
        if self._cancel.is_set():
            return PhotoResult(photo, State.STOPPED)
        if not self._withdrawals.begin(photo.key):
            return None
        return self._take(photo, self._sizes[index])

    def _take(self, photo: BatchPhoto, size: float) -> PhotoResult:
        started = time.monotonic()
        self._to_come.pop(photo.key, None)
        self._report(PhotoStarted(photo))

        def listen(event: RestorationEvent) -> None:
            share = event.done if isinstance(event, Progress) else 0.0
            worked_s = self._worked_s + time.monotonic() - started
            progress = self._measure(share * size, worked_s)
            self._report(PhotoProgressed(photo, event, progress))

        result = self._try(photo, listen)
        self._withdrawals.end()
        self._photos_done += 1
        if result.state is State.DONE:
            self._worked_s += time.monotonic() - started
            self._megapixels_done += size
        else:
            # Neither is there anything to do for it nor does it tell the speed.
            self._megapixels -= size
        self._report(PhotoEnded(result, self._measure(0.0, self._worked_s)))
        return result

    def _try(self, photo: BatchPhoto, listen: Callable[[RestorationEvent], None]) -> PhotoResult:
        try:
            if photo.problem:
                raise UserError(photo.problem)
            return self._restore(photo, listen, self._cancel)
        except Cancelled:
            return PhotoResult(photo, State.STOPPED)
        except UserError as error:
            return PhotoResult(photo, State.FAILED, error=error.message)
        except Exception as error:
            # One photo that meets a fault of the program must not keep the others from theirs.
            log.exception("restoring %s failed", photo.path)
            text = QT_TRANSLATE_NOOP("Engine", "{path}: unexpected {error}")
            sentence = Message(text, path=photo.path, error=summarise(error))
            return PhotoResult(photo, State.FAILED, error=sentence)

    def _forget_withdrawn(self) -> None:
        for key in self._withdrawals.take_untold() & self._to_come.keys():
            self._megapixels -= self._to_come.pop(key)
            self._count -= 1

    def _measure(self, at_work: float, worked_s: float) -> BatchProgress:
        self._forget_withdrawn()
        done = self._megapixels_done + at_work
        speed = done / worked_s if worked_s > 0 else 0.0
        remaining = max(0.0, self._megapixels - done)
        return BatchProgress(
            self._photos_done,
            self._count,
            done,
            max(0.0, self._megapixels),
            time.monotonic() - self._started,
            remaining / speed if speed > 0 else None,
            speed,
        )
