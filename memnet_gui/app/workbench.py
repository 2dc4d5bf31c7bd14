"""The program without its window: the open photo and everything that can be done with it."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from memnet_gui.app.document import Document, RenderPhoto
from memnet_gui.app.jobs import JobContext, JobReport, JobRunner, Outcome, Work
from memnet_gui.app.preparation import (
    DegradePhoto,
    OpenPhoto,
    ResizePhoto,
    TakePhoto,
    check_enlarged_size,
)
from memnet_gui.app.tasks import ComparePhotos, Comparison, RestorePhoto, SavePhoto
from memnet_gui.errors import UserError, summarise
from memnet_gui.imaging.degradation import Degradation
from memnet_gui.imaging.files import photo_size
from memnet_gui.imaging.photo import LARGEST_MEGAPIXELS, Photo
from memnet_gui.imaging.samples import load_sample
from memnet_gui.network.memories import Memory
from memnet_gui.restoration.models import ModelInfo, ModelKeeper
from memnet_gui.restoration.preview import ChoosePreview
from memnet_gui.restoration.request import (
    PredictionRestored,
    Preparing,
    Progress,
    Restoration,
    TileRestored,
)

_CORES = os.cpu_count() or 2
_QUICK_MEGAPIXELS = 1.0
"""Larger photos would hold up the window for longer than a blink."""

_MOST_PREDICTIONS_BYTES = 1_500_000_000


@dataclass(frozen=True)
class ComputeSettings:
    """How restorations are computed.

    `threads` leaves a core to the window where there are more than two. With two it needs none:
    its timers were at most 28 ms late while both restored, 31 ms while one did.
    """

    device: str = "auto"
    precision: str = "auto"
    backend: str = "auto"
    tile_px: int | None = None
    threads: int = max(min(2, _CORES), _CORES - 1)
    memory_bytes: int | None = None


@dataclass(frozen=True)
class Order:
    """A restoration that is wanted.

    Attributes:
        model: What restores.
        scale: How many times the photo is enlarged before.
        switched_off: Memories that shall contribute nothing.
    """

    model: ModelInfo
    scale: int = 1
    switched_off: frozenset[Memory] = frozenset()


class Workbench(QObject):
    """Opens, degrades, restores, compares and saves; never blocks the thread it lives in.

    Photos of a few megapixels are opened, degraded and enlarged at once, larger ones in the
    background.

    Attributes:
        compute: How restorations are computed.
        largest_megapixels: How large a photo may be to be opened.
        document: What is open.
        choose_preview: Says what of a photo is restored first; the window knows what is seen.
        document_changed: (Document) Another photo is open, or the same at another size.
        restoration_started: A restoration begins.
        preparation_progressed: (Preparing) It waits for the network to be compiled.
        progressed: (Progress) How far it is.
        prediction_restored: (PredictionRestored) A finished part of an intermediate prediction.
        tile_restored: (TileRestored) A finished part of the picture.
        restored: (Document) The restoration is complete.
        restoration_stopped: It was cancelled or failed; the document has what there is.
        compared: (Comparison | None) PSNR and SSIM against the reference; None: unknown.
        saved: (Path) The result was written.
        noticed: (str) Something worth knowing.
        failed: (str) Something did not work; one sentence.
        busy_changed: (bool) Whether a photo is being opened, degraded, enlarged or saved.
    """

    document_changed = Signal(object)
    restoration_started = Signal()
    preparation_progressed = Signal(object)
    progressed = Signal(object)
    prediction_restored = Signal(object)
    tile_restored = Signal(object)
    restored = Signal(object)
    restoration_stopped = Signal()
    compared = Signal(object)
    saved = Signal(object)
    noticed = Signal(str)
    failed = Signal(str)
    busy_changed = Signal(bool)

    def __init__(self, render: RenderPhoto, parent: QObject | None = None) -> None:
        """`render` turns a photo into what the window shows, in any thread."""
        super().__init__(parent)
        self.compute = ComputeSettings()
        self.largest_megapixels = LARGEST_MEGAPIXELS
        self.choose_preview: ChoosePreview = lambda _model: None
        self.document: Document | None = None
        self._render = render
        self._files = JobRunner("files", self)
        self._inference = JobRunner("inference", self)
        self._handlers: dict[int, tuple[str, Callable[[Any], None]]] = {}
        self._latest: dict[str, int] = {}
        self._restoring_id: int | None = None
        self._keeper = ModelKeeper()
        self._order: Order | None = None
        self._next_order: Order | None = None
        self._comparison: Comparison | None = None
        self._files.ended.connect(self._on_file_job_ended)
        self._inference.reported.connect(self._on_inference_reported)
        self._inference.ended.connect(self._on_inference_ended)

    @property
    def opening(self) -> bool:
        """Whether a large photo is being opened, degraded or enlarged in the background."""
        return "opening" in self._latest

    @property
    def restoring(self) -> bool:
        """Whether a restoration runs."""
        return self._restoring_id is not None

    @property
    def restoration_follows(self) -> bool:
        """Whether a restoration will begin once the photo that is being opened is there."""
        return self._next_order is not None

    def open_path(self, path: Path) -> None:
        """Opens a photo; on failure what was open stays open."""
        try:
            width, height = photo_size(path, largest_megapixels=self.largest_megapixels)
        except UserError as error:
            self._fail(error)
            return
        task = OpenPhoto(path, self._render, self.largest_megapixels)
        self._make_document(task, width * height / 1e6)

    def open_photo(self, get: Callable[[], Photo], title: str, megapixels: float) -> None:
        """Opens a photo that has no file, such as a pasted one.

        Args:
            get: Returns it; called in the background if it is large.
            title: What it is called.
            megapixels: Its size.
        """
        self._make_document(TakePhoto(get, title, self._render), megapixels)

    def open_sample(
        self, name: str, degradation: Degradation, restore_with: ModelInfo | None
    ) -> None:
        """Opens a degraded sample photo and, when a model is given, restores it."""
        clean = load_sample(name)
        self._make_document(
            DegradePhoto(clean, name, degradation, 0, self._render), clean.megapixels
        )
        if restore_with is not None:
            self.restore(restore_with)

    @Slot(object)
    def degrade(self, degradation: Degradation, seed: int = 0) -> None:
        """Opens a degraded copy of the photo; the clean one becomes the reference.

        Of a photo that was degraded here it is the clean one that is degraded again.
        """
        document = self.document
        if document is None:
            return
        clean = document.origin
        task = DegradePhoto(clean, document.title, degradation, seed, self._render)
        self._make_document(task, clean.megapixels)

    def restore(
        self, model: ModelInfo, switched_off: frozenset[Memory] = frozenset(), *, scale: int = 1
    ) -> None:
        """Starts a restoration, or lets it follow the photo that is being opened.

        Args:
            model: What restores.
            switched_off: Memories that shall contribute nothing.
            scale: How many times the photo is enlarged before; 1 restores it at its own size.
        """
        if self.opening:
            self._next_order = Order(model, scale)
            return
        if self.document is None or self.restoring:
            return
        order = Order(model, scale, switched_off)
        if self.document.scale == scale:
            self._start(order)
        else:
            self._resize(self.document, order)

    def follow_with(self, model: ModelInfo | None, *, scale: int = 1) -> None:
        """Has another model do the restoration that follows; None: there is none for the photo.

        What suits a photo best is known only when it is open.
        """
        order = self._next_order
        if order is not None and (order.model, order.scale) != (model, scale):
            self._next_order = Order(model, scale) if model else None

    def cancel(self) -> None:
        """Stops the running restoration, and drops the photo that is being opened or enlarged."""
        self._inference.cancel()
        self._next_order = None
        if self._latest.pop("opening", None) is not None:
            self.busy_changed.emit(self._files.busy)
            self.noticed.emit("Stopped; what was open is as it was.")

    def compare(self, strength: float) -> None:
        """Measures before and after, blended at `strength`, against the reference."""
        document = self.document
        if document is None or document.reference is None:
            return
        after = (lambda: document.result(strength)) if document.restoration else None
        known = self._comparison.before if self._comparison else None
        task = ComparePhotos(document.reference, document.photo, after, known)
        self._submit(task, self._on_compared, "comparing")

    def save(self, path: Path, strength: float, *, overwrite: bool = False) -> None:
        """Writes the result, blended at `strength`."""
        document = self.document
        if document is None or document.restoration is None:
            return
        task = SavePhoto(lambda: document.result(strength), path, overwrite)
        self._submit(task, self.saved.emit, "saving")

    def close(self) -> None:
        """Cancels what runs and ends both threads."""
        self._inference.close()
        self._files.close()

    def _resize(self, document: Document, order: Order) -> None:
        """Makes the document of the size that a restoration needs, which then follows."""
        try:
            check_enlarged_size(document.opened, order.scale)
        except UserError as error:
            self._fail(error)
            return
        task = ResizePhoto(document, order.scale, self._render)
        self._make_document(task, document.opened.megapixels * order.scale**2, order)

    def _start(self, order: Order) -> None:
        assert self.document is not None
        compute, photo = self.compute, self.document.photo
        predictions_bytes = order.model.config.predictions * photo.pixels.nbytes
        task = RestorePhoto(
            photo,
            order.model,
            self._keeper,
            compute.device,
            compute.precision,
            compute.backend,
            compute.tile_px,
            compute.threads,
            keep_predictions=predictions_bytes <= _MOST_PREDICTIONS_BYTES,
            switched_off=order.switched_off,
            preview=self.choose_preview(order.model),
            memory_bytes=compute.memory_bytes,
        )
        self._order = order
        self._restoring_id = self._inference.submit(task)
        self.restoration_started.emit()

    def _make_document(self, task: Work, megapixels: float, order: Order | None = None) -> None:
        """Makes a document, at once if it is small; `order` follows, and no older one."""
        self._next_order = order
        if megapixels <= _QUICK_MEGAPIXELS:
            try:
                document = task(JobContext())
            except UserError as error:
                self._next_order = None
                self._fail(error)
                return
            assert isinstance(document, Document)
            self._show(document)
            return
        self._submit(task, self._show, "opening")

    def _show(self, document: Document) -> None:
        self._inference.cancel()
        self._restoring_id = None
        self._latest.clear()
        self._comparison = None
        is_known = document.shows_same(self.document)
        self.document = document
        self.document_changed.emit(document)
        self.compared.emit(None)
        if document.photo.note and not is_known:
            self.noticed.emit(document.photo.note)
        self.compare(1.0)
        if self._next_order is not None:
            order, self._next_order = self._next_order, None
            self.restore(order.model, order.switched_off, scale=order.scale)

    def _submit(self, work: Work, handler: Callable[[Any], None], kind: str) -> None:
        """Queues work for the files thread; `handler` gets its result."""
        job_id = self._files.submit(work)
        self._handlers[job_id] = (kind, handler)
        self._latest[kind] = job_id
        self.busy_changed.emit(True)

    def _fail(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self.failed.emit(str(error))
        else:
            self.failed.emit(f"Something unexpected went wrong ({summarise(error)}); see the log.")

    def _on_compared(self, comparison: Comparison) -> None:
        self._comparison = comparison
        self.compared.emit(comparison)

    @Slot(object)
    def _on_file_job_ended(self, outcome: Outcome) -> None:
        kind, handler = self._handlers.pop(outcome.job_id)
        is_latest = self._latest.get(kind) == outcome.job_id
        if is_latest:
            del self._latest[kind]
        if is_latest and kind == "opening" and outcome.error is not None:
            self._next_order = None
        self.busy_changed.emit(self._files.busy)
        # Of photos and comparisons only what was asked for last counts; all that is saved does.
        if outcome.cancelled or not (is_latest or kind == "saving"):
            return
        if outcome.error is not None:
            self._fail(outcome.error)
        else:
            handler(outcome.result)

    @Slot(object)
    def _on_inference_reported(self, report: JobReport) -> None:
        if report.job_id != self._restoring_id:
            return
        if isinstance(report.event, Preparing):
            self.preparation_progressed.emit(report.event)
        elif isinstance(report.event, Progress):
            self.progressed.emit(report.event)
        elif isinstance(report.event, PredictionRestored):
            self.prediction_restored.emit(report.event)
        elif isinstance(report.event, TileRestored):
            self.tile_restored.emit(report.event)

    @Slot(object)
    def _on_inference_ended(self, outcome: Outcome) -> None:
        if outcome.job_id != self._restoring_id:
            return
        self._restoring_id = None
        if outcome.error is not None:
            self.restoration_stopped.emit()
            self._fail(outcome.error)
        elif outcome.cancelled and outcome.result is None:
            self.restoration_stopped.emit()
            self.noticed.emit("Stopped; the photo is as it was.")
        else:
            self._keep(outcome.result)

    def _keep(self, restoration: Restoration) -> None:
        assert self.document is not None
        assert self._order is not None
        order = self._order
        self.document = self.document.restored_by(order.model, restoration, order.switched_off)
        if restoration.newest is None:
            self.restored.emit(self.document)
            return
        self.restoration_stopped.emit()
        self.noticed.emit(
            f"Stopped; M{restoration.newest} was complete and stands for the final picture."
        )
