"""The kinds of background work on a photo: restoring, comparing and saving."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from memnet_gui.app.jobs import JobContext
from memnet_gui.evaluation.scores import Score
from memnet_gui.imaging.photo import Photo
from memnet_gui.imaging.saving import save_photo
from memnet_gui.network.memories import Memory
from memnet_gui.restoration.models import ModelInfo, ModelKeeper, load_model
from memnet_gui.restoration.preview import Preview, restore_region
from memnet_gui.restoration.request import (
    Progress,
    Restoration,
    RestorationEvent,
    RestorationRequest,
)

_PROGRESS_INTERVAL_S = 0.05


@dataclass(frozen=True, eq=False)
class RestorePhoto:
    """Restores a photo at full strength."""

    photo: Photo
    info: ModelInfo
    keeper: ModelKeeper
    device: str
    precision: str
    backend: str
    tile_px: int | None
    threads: int
    keep_predictions: bool = False
    switched_off: frozenset[Memory] = frozenset()
    preview: Preview | None = None
    memory_bytes: int | None = None

    def __call__(self, context: JobContext, /) -> Restoration:
        """Returns the restoration; reports tiles and, at most 20 times a second, progress."""
        from memnet_gui.restoration.restorer import restore  # loads torch, which takes a second

        request = RestorationRequest(
            self.photo.pixels,
            self.keeper.load(self.info),
            device=self.device,
            precision=self.precision,
            backend=self.backend,
            tile_px=self.tile_px,
            threads=self.threads,
            memory_bytes=self.memory_bytes,
            keep_predictions=self.keep_predictions,
            switched_off=self.switched_off,
        )
        if self.preview is not None:
            chosen = self.preview.info
            model = request.model if chosen == self.info else load_model(chosen)
            context.report(restore_region(request, model, self.preview.region, context.cancel))
        last = 0.0

        def listen(event: RestorationEvent) -> None:
            nonlocal last
            now = time.monotonic()
            if isinstance(event, Progress):
                if event.done < 1 and now - last < _PROGRESS_INTERVAL_S:
                    return
                last = now
            context.report(event)

        return restore(request, listen, context.cancel)


@dataclass(frozen=True)
class Comparison:
    """How close the photo before and after restoration is to its reference."""

    before: Score
    after: Score | None


@dataclass(frozen=True, eq=False)
class ComparePhotos:
    """Measures before and, where there is one, after against the clean reference."""

    reference: Photo
    before: Photo
    after: Callable[[], Photo] | None
    known_before: Score | None = None

    def __call__(self, context: JobContext, /) -> Comparison:
        """Returns PSNR and SSIM of both."""
        clean = self.reference.pixels
        before = self.known_before or Score.of(clean, self.before.pixels, context.check)
        if self.after is None:
            return Comparison(before, None)
        return Comparison(before, Score.of(clean, self.after().pixels, context.check))


@dataclass(frozen=True, eq=False)
class SavePhoto:
    """Writes a photo; replaces a file only when told to."""

    photo: Callable[[], Photo]
    path: Path
    overwrite: bool

    def __call__(self, _context: JobContext, /) -> Path:
        """Returns where the photo went."""
        save_photo(self.photo(), self.path, overwrite=self.overwrite)
        return self.path
