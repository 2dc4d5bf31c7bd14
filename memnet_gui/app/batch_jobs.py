"""The jobs of a batch: finding photos and restoring them."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from memnet_gui.app.batch_reports import REPORT_INTERVAL_S, Thinner
from memnet_gui.app.jobs import JobContext
from memnet_gui.app.turns import Turn
from memnet_gui.errors import UserError
from memnet_gui.messages import QT_TRANSLATE_NOOP
from memnet_gui.restoration.batch.naming import Naming, drop_results
from memnet_gui.restoration.batch.owners import ResultOwners
from memnet_gui.restoration.batch.photo_file import PhotoRestorer
from memnet_gui.restoration.batch.photos import (
    BatchPhoto,
    FoundPhotos,
    ends_as_photo,
    find_again,
    find_photos,
    identify,
)
from memnet_gui.restoration.batch.result import PhotoResult
from memnet_gui.restoration.batch.run import BatchEvent, PhotoEnded, measure_megapixels, run_batch
from memnet_gui.restoration.batch.withdrawals import Withdrawals
from memnet_gui.restoration.request import RestorationEvent

_TWINS = QT_TRANSLATE_NOOP(
    "Engine",
    "{second} would get the same name as {first}; choose a pattern or an output folder that keeps "
    "them apart.",
)


@dataclass(frozen=True, eq=False)
class FindPhotos:
    """Lists the photos in files and folders, then looks how large they are.

    Attributes:
        inputs: Where.
        naming: Where results go, which are not to be fed back; None where that is not known.
        again: Entries that stood for folders without photos, to be looked at in place of `inputs`.
    """

    inputs: tuple[Path, ...]
    naming: Naming | None
    again: tuple[BatchPhoto, ...] = ()

    def __call__(self, context: JobContext, /) -> None:
        """Reports `FoundPhotos`, then megapixels by key, some at a time."""
        found = self._find(context)
        context.report(found)
        sizes: dict[str, float] = {}
        reported = time.monotonic()
        for photo in found.photos:
            context.check()
            sizes[photo.key] = measure_megapixels(photo)
            if time.monotonic() - reported >= REPORT_INTERVAL_S:
                context.report(sizes)
                sizes, reported = {}, time.monotonic()
        context.report(sizes)

    def _find(self, context: JobContext) -> FoundPhotos:
        found = self._search(context)
        photos = found.photos
        if self.naming:  # the window's batches replace nothing
            photos = drop_results(photos, self.naming, skips_existing=True)
        kept = tuple(it for it in photos if it.problem or ends_as_photo(it.path))
        others = [it.name for it in photos if not (it.problem or ends_as_photo(it.path))]
        return FoundPhotos(kept, (*found.not_photos, *others))

    def _search(self, context: JobContext) -> FoundPhotos:
        without = self.naming.folders if self.naming else ()
        if self.again:
            return find_again(self.again, without=without, check=context.check)
        return find_photos(
            self.inputs,
            recursive=True,
            keeps_folder_name=True,
            without=without,
            check=context.check,
        )


@dataclass(frozen=True, eq=False)
class RestoreBatch:
    """Restores photos.

    Attributes:
        photos: Which ones.
        sizes: The megapixels of each.
        restorer: How.
        turn: While it is held, the batch stands still.
        owners: Of which photos the results of this run and of those before it were made.
        withdrawals: Photos that are taken off while it runs.
    """

    photos: tuple[BatchPhoto, ...]
    sizes: tuple[float, ...]
    restorer: PhotoRestorer
    turn: Turn
    owners: ResultOwners = field(default_factory=ResultOwners)
    withdrawals: Withdrawals = field(default_factory=Withdrawals)

    def __call__(self, context: JobContext, /) -> list[PhotoResult]:
        """Returns what became of each photo, also after a cancel; reports `BatchReport`s."""
        thinner = Thinner(context.report)

        def listen(event: BatchEvent) -> None:
            if isinstance(event, PhotoEnded):
                self.owners.note(event.result)
            thinner(event)
            self.turn.wait(context.cancel, thinner.flush)

        results = run_batch(
            self.photos, self._restore, listen, context.cancel, self.sizes, self.withdrawals
        )
        thinner.flush()
        return results

    def _restore(
        self,
        photo: BatchPhoto,
        report: Callable[[RestorationEvent], None],
        cancel: threading.Event,
    ) -> PhotoResult:
        """Restores a photo, unless another's result has a name that its own may get."""
        for target in self.restorer.naming.targets(photo):
            owner = self.owners.find(identify(target))
            if owner is not None and owner.key != photo.key:
                raise UserError(_TWINS, second=photo.path, first=owner.path)
        return self.restorer(photo, report, cancel)
