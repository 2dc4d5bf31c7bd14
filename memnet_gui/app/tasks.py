"""The kinds of background work on a photo: restoring, comparing and saving."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from memnet_gui.app.computing import ComputeSettings
from memnet_gui.app.document import RenderPhoto
from memnet_gui.app.jobs import JobContext
from memnet_gui.evaluation.scores import Score
from memnet_gui.imaging.photo import Photo
from memnet_gui.imaging.save_options import DEFAULT_OPTIONS, SaveOptions
from memnet_gui.imaging.saving import save_photo
from memnet_gui.network.memories import Memory
from memnet_gui.restoration.models import ModelInfo, ModelKeeper, load_model
from memnet_gui.restoration.preview import Preview, restore_region
from memnet_gui.restoration.request import (
    Progress,
    Region,
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
    compute: ComputeSettings
    keep_predictions: bool = False
    switched_off: frozenset[Memory] = frozenset()
    preview: Preview | None = None

    def __call__(self, context: JobContext, /) -> Restoration:
        """Returns the restoration; reports tiles and, at most 20 times a second, progress."""
        from memnet_gui.restoration.restorer import restore  # loads torch, which takes a second

        request = self.request()
        if self.preview is not None:
            chosen = self.preview.info
            model = request.model if chosen == self.info else load_model(chosen)
            context.report(restore_region(request, model, self.preview.region, context.cancel))
        return restore(request, _thinned(context.report), context.cancel)

    def request(self) -> RestorationRequest:
        """Loads the network and returns all that the restoration needs."""
        compute = self.compute
        return RestorationRequest(
            self.photo.pixels,
            self.keeper.load(self.info),
            device=compute.device,
            precision=compute.precision,
            backend=compute.backend,
            tile_px=compute.tile_px,
            threads=compute.threads,
            memory_bytes=compute.memory_bytes,
            self_ensemble=compute.self_ensemble,
            keep_predictions=self.keep_predictions,
            switched_off=self.switched_off,
        )


@dataclass(frozen=True, eq=False)
class RestorePart:
    """Restores a region of a photo; the rest of the result is the photo as it was."""

    whole: RestorePhoto
    region: Region

    def __call__(self, context: JobContext, /) -> Restoration:
        """Returns the restoration of the photo's size; reports as `RestorePhoto` does."""
        from memnet_gui.restoration.parts import restore_part

        report = _thinned(context.report)
        return restore_part(self.whole.request(), self.region, report, context.cancel)


def _thinned(report: Callable[[object], None]) -> Callable[[RestorationEvent], None]:
    """Returns what passes events on, of those of progress at most 20 a second."""
    last = 0.0

    def listen(event: RestorationEvent) -> None:
        nonlocal last
        now = time.monotonic()
        if isinstance(event, Progress):
            if event.done < 1 and now - last < _PROGRESS_INTERVAL_S:
                return
            last = now
        report(event)

    return listen


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
    options: SaveOptions = DEFAULT_OPTIONS

    def __call__(self, _context: JobContext, /) -> Path:
        """Returns where the photo went."""
        save_photo(self.photo(), self.path, overwrite=self.overwrite, options=self.options)
        return self.path


@dataclass(frozen=True, eq=False)
class RenderResult:
    """Makes something of a result, such as a picture for the clipboard."""

    photo: Callable[[], Photo]
    render: RenderPhoto

    def __call__(self, _context: JobContext, /) -> Any:
        """Returns what was made of it."""
        return self.render(self.photo())
