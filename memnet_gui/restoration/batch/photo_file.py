"""Restores one photo of a batch, from file to file."""

import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from memnet_gui.files import check_folder_takes, follow_link, is_folder, make_folder
from memnet_gui.imaging.files import read_photo
from memnet_gui.imaging.photo import LARGEST_MEGAPIXELS, Photo, PhotoError
from memnet_gui.imaging.resampling import enlarge_photo
from memnet_gui.imaging.save_options import DEFAULT_OPTIONS, SaveOptions
from memnet_gui.imaging.saving import PhotoExistsError, check_target, save_photo
from memnet_gui.imaging.transparency import cover_hidden
from memnet_gui.messages import QT_TRANSLATE_NOOP
from memnet_gui.restoration.batch.models import PhotoModels
from memnet_gui.restoration.batch.naming import Naming, PhotoFiles
from memnet_gui.restoration.batch.photos import BatchPhoto, identify
from memnet_gui.restoration.batch.result import Details, PhotoResult, State
from memnet_gui.restoration.models import Model
from memnet_gui.restoration.request import Restoration, RestorationEvent, RestorationRequest

_INCOMPLETE = QT_TRANSLATE_NOOP(
    "Engine",
    "{path} is there, but not all that belongs to it; delete it, or name another folder for "
    "--predictions",
)


@dataclass(frozen=True)
class BatchSettings:
    """How the photos of a batch are restored and saved.

    Attributes:
        device: As in `RestorationRequest`; so are the next seven.
        precision: See there.
        backend: See there.
        tile_px: See there.
        memory_bytes: See there.
        strength: See there.
        threads: See there.
        self_ensemble: See there.
        largest_megapixels: Photos that are larger, or would be once enlarged, are refused.
        overwrite: Replace results that are there.
        skips_existing: Take photos whose files are there as done; else such a photo fails. Where
            all predictions are missing, they are added and the result stays; where some are, or
            the result is, the photo fails.
        save: How results and predictions are written.
    """

    device: str = "auto"
    precision: str = "auto"
    backend: str = "auto"
    tile_px: int | None = None
    memory_bytes: int | None = None
    strength: float = 1.0
    threads: int | None = None
    self_ensemble: bool = False
    largest_megapixels: float = LARGEST_MEGAPIXELS
    overwrite: bool = False
    skips_existing: bool = False
    save: SaveOptions = DEFAULT_OPTIONS


@dataclass(frozen=True)
class PhotoRestorer:
    """Restores one photo after the other.

    Attributes:
        models: Which model restores which photo; used by the thread that calls.
        naming: Where the results go, and the predictions.
        settings: All else.
    """

    models: PhotoModels
    naming: Naming
    settings: BatchSettings

    def __call__(
        self, photo: BatchPhoto, report: Callable[[RestorationEvent], None], cancel: Event
    ) -> PhotoResult:
        """Restores a photo.

        Args:
            photo: Which one.
            report: Told how far it is.
            cancel: Setting it stops the run soon; nothing is written then.

        Raises:
            Cancelled: `cancel` was set.
            UserError: It cannot be restored, or its result cannot be saved.
        """
        started = time.monotonic()
        possible = self.naming.possible_files(photo)
        if len(possible) == 1 and not self._choose_writes(photo, possible[0]):
            return PhotoResult(photo, State.SKIPPED, possible[0].result)
        limit = self.settings.largest_megapixels
        opened = read_photo(photo.path, largest_megapixels=limit)
        model = self.models.choose(opened.colours)
        files = self.naming.files(photo, model.info.name)
        writes = self._choose_writes(photo, files)
        if not writes:
            return PhotoResult(photo, State.SKIPPED, files.result)
        _check(writes)
        given = self._enlarge(cover_hidden(opened))
        restoration = self._restore(given, model, bool(files.predictions), report, cancel)
        try:
            self._save(given, restoration, files, writes)
        except PhotoExistsError:
            if not self._is_done(photo, files):
                raise
            return PhotoResult(photo, State.SKIPPED, files.result)  # another run was quicker
        details = _describe(opened, given, model, restoration)
        seconds = time.monotonic() - started
        return PhotoResult(photo, State.DONE, files.result, seconds=seconds, details=details)

    def _choose_writes(self, photo: BatchPhoto, files: PhotoFiles) -> dict[Path, bool]:
        """Returns what is to be written, each with whether it may replace what is there."""
        if not self.settings.skips_existing:
            return dict.fromkeys(files.all, self.settings.overwrite)
        if identify(files.result) == photo.key:  # no photo is its own result: saying so comes first
            return dict.fromkeys((files.result, *files.predictions), False)
        has_result = _is_there(files.result)
        there = [path for path in files.predictions if _is_there(path)]
        if has_result and len(there) == len(files.predictions):
            return {}
        if there:  # of an interrupted run, or of another model: they would not go with the rest
            raise PhotoError(_INCOMPLETE, path=there[0])
        return dict.fromkeys(files.predictions if has_result else files.all, False)

    def _is_done(self, photo: BatchPhoto, files: PhotoFiles) -> bool:
        try:
            return not self._choose_writes(photo, files)
        except PhotoError:
            return False

    def _enlarge(self, photo: Photo) -> Photo:
        scale, limit = self.naming.scale, self.settings.largest_megapixels
        if scale == 1:
            return photo
        if photo.megapixels * scale**2 > limit:
            text = QT_TRANSLATE_NOOP(
                "Engine",
                "{path} enlarged {scale} times would have {megapixels:.0f} megapixels, more than "
                "{limit:g}; choose a smaller scale or raise the limit.",
            )
            megapixels = photo.megapixels * scale**2
            raise PhotoError(text, path=photo.path, scale=scale, megapixels=megapixels, limit=limit)
        return enlarge_photo(photo, scale)

    def _restore(
        self,
        photo: Photo,
        model: Model,
        keep_predictions: bool,
        report: Callable[[RestorationEvent], None],
        cancel: Event,
    ) -> Restoration:
        from memnet_gui.restoration.restorer import restore  # loads torch, which takes a second

        settings = self.settings
        request = RestorationRequest(
            photo.pixels,
            model,
            device=settings.device,
            precision=settings.precision,
            backend=settings.backend,
            tile_px=settings.tile_px,
            memory_bytes=settings.memory_bytes,
            strength=settings.strength,
            keep_predictions=keep_predictions,
            threads=settings.threads,
            self_ensemble=settings.self_ensemble,
        )
        return restore(request, report, cancel)

    def _save(
        self,
        photo: Photo,
        restoration: Restoration,
        files: PhotoFiles,
        writes: Mapping[Path, bool],
    ) -> None:
        pictures = (*restoration.predictions, restoration.pixels)
        pixels = dict(zip(files.all, pictures, strict=True))
        with ExitStack() as undo:  # all of a photo's files or none: they belong together
            for path, overwrite in writes.items():
                make_folder(path.parent)
                saved = photo.with_pixels(pixels[path])
                save_photo(saved, path, overwrite=overwrite, options=self.settings.save)
                if not overwrite:
                    undo.callback(path.unlink, missing_ok=True)
            undo.pop_all()


def _check(writes: Mapping[Path, bool]) -> None:
    """Finds out, before the work, what would keep the files of a photo from being saved."""
    for path, overwrite in writes.items():
        check_target(path, overwrite=overwrite)
    for path in {path.parent: path for path in map(follow_link, writes)}.values():
        if is_folder(path.parent):  # else it is made when there is something to save
            check_folder_takes(path)


def _is_there(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False  # saving says what is wrong


def _describe(opened: Photo, given: Photo, model: Model, restoration: Restoration) -> Details:
    return Details(
        model=model.info.name,
        device=restoration.device,
        precision=restoration.precision,
        backend=restoration.backend,
        restored_s=restoration.seconds,
        prepared_s=restoration.prepared_s,
        width=opened.width,
        height=opened.height,
        result_width=given.width,
        result_height=given.height,
        colours=model.info.colour_policy.value if opened.colours == 3 else "",
        note=str(opened.note),
    )
