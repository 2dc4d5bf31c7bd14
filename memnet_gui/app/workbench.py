"""The program without its window: the open photo and everything that can be done with it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from memnet_gui.app.computing import ComputeSettings
from memnet_gui.app.cropping import CropPhoto
from memnet_gui.app.document import Document, RenderPhoto
from memnet_gui.app.file_jobs import OPENING, FileJobs
from memnet_gui.app.history import History
from memnet_gui.app.inference import Inference
from memnet_gui.app.jobs import Outcome, run_here
from memnet_gui.app.leaving import say_left, say_lost
from memnet_gui.app.orders import Order
from memnet_gui.app.preparation import (
    OPEN,
    RESTORE,
    DegradePhoto,
    MakesDocument,
    OpenPhoto,
    ResizePhoto,
    TakePhoto,
)
from memnet_gui.app.size_probe import SizeProbe
from memnet_gui.app.stopped import say_stopped
from memnet_gui.app.translation import explain, translate_message
from memnet_gui.errors import UserError
from memnet_gui.imaging.degradation import Degradation
from memnet_gui.imaging.photo import LARGEST_MEGAPIXELS, Photo
from memnet_gui.imaging.samples import load_sample
from memnet_gui.imaging.save_options import DEFAULT_OPTIONS, SaveOptions
from memnet_gui.messages import Message
from memnet_gui.network.memories import Memory
from memnet_gui.restoration.models import ModelInfo
from memnet_gui.restoration.preview import ChoosePreview
from memnet_gui.restoration.request import Region, Restoration

_QUICK_MEGAPIXELS = 1.0
"""Larger photos would hold up the window for longer than a blink."""


class Workbench(QObject):
    """Opens, degrades, restores, compares and saves; never blocks the thread it lives in.

    Photos of a few megapixels are opened, degraded and enlarged at once, larger ones in the
    background.

    Attributes:
        compute: How restorations are computed.
        largest_megapixels: How large a photo may be to be opened.
        document: What is open.
        history: What was open before, for `undo` and `redo`.
        choose_preview: Says what of a photo is restored first; the window knows what is seen.
        document_changed: (Document) Another photo is open, or the same at another size.
        result_returned: (Document) The document that is open now came with its result.
        history_changed: What can be undone or done again may differ.
        restoration_started: A restoration begins.
        preparation_progressed: (Preparing) It waits for the network to be compiled.
        progressed: (Progress) How far it is.
        prediction_restored: (PredictionRestored) A finished part of an intermediate prediction.
        tile_restored: (TileRestored) A finished part of the picture.
        restored: (Document) The restoration is complete.
        restoration_stopped: It was cancelled or failed; the document has what there is.
        compared: (Comparison | None) PSNR and SSIM against the reference; None: unknown.
        saved: (Path) The result was written.
        result_rendered: (object) What `render_result` was to make of the result.
        noticed: (str) Something worth knowing.
        failed: (str) Something did not work; one sentence.
        busy_changed: (bool) Whether a photo is being opened, degraded, enlarged or saved.
    """

    document_changed = Signal(object)
    result_returned = Signal(object)
    history_changed = Signal()
    restoration_started = Signal()
    preparation_progressed = Signal(object)
    progressed = Signal(object)
    prediction_restored = Signal(object)
    tile_restored = Signal(object)
    restored = Signal(object)
    restoration_stopped = Signal()
    compared = Signal(object)
    saved = Signal(object)
    result_rendered = Signal(object)
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
        self._files = FileJobs(self)
        self._inference = Inference(self)
        self._sizes = SizeProbe(self)
        self.history = History()
        self._next_order: Order | None = None
        self._connect()

    def _connect(self) -> None:
        self._sizes.answered.connect(self._on_size_known)
        self._files.failed.connect(self._on_file_job_failed)
        self._files.busy_changed.connect(self._on_files_busy_changed)
        self._files.compared.connect(self.compared)
        self._files.saved.connect(self._on_saved)
        self._files.rendered.connect(self.result_rendered)
        inference = self._inference
        inference.preparation_progressed.connect(self.preparation_progressed)
        inference.progressed.connect(self.progressed)
        inference.prediction_restored.connect(self.prediction_restored)
        inference.tile_restored.connect(self.tile_restored)
        inference.finished.connect(self._on_restoration_finished)

    @property
    def opening(self) -> bool:
        """Whether a large photo is being opened, degraded or enlarged in the background."""
        return self._sizes.waits or self._files.expects(OPENING)

    @property
    def restoring(self) -> bool:
        """Whether a restoration runs."""
        return self._inference.restoring

    @property
    def order(self) -> Order | None:
        """What is or was restored last."""
        return self._inference.order

    @property
    def has_unsaved_result(self) -> bool:
        """Whether a result is open that was not written to a file."""
        return self.history.is_unsaved(self.document)

    @property
    def restoration_follows(self) -> bool:
        """Whether a restoration will begin once the photo that is being opened is there."""
        return self._next_order is not None

    def open_path(self, path: Path) -> None:
        """Opens a photo; on failure what was open stays open."""
        answer = self._sizes.ask(path, self.largest_megapixels)
        if answer is not None:
            self._open_sized(path, answer, None)
            return
        self._next_order = None
        self._files.drop(OPENING)
        self.busy_changed.emit(True)

    def open_photo(self, get: Callable[[], Photo], title: str, megapixels: float) -> None:
        """Opens a photo that has no file, such as a pasted one.

        Args:
            get: Returns it; called in the background if it is large.
            title: What it is called; marked for translation, where it is no name.
            megapixels: Its size.
        """
        self._make_document(TakePhoto(get, title, self._render), megapixels)

    def open_sample(
        self, name: str, degradation: Degradation, restore_with: ModelInfo | None
    ) -> None:
        """Opens a degraded sample photo and, when a model is given, restores it."""
        clean = load_sample(name)
        task = DegradePhoto(clean, Message(name), degradation, 0, self._render, opens=True)
        self._make_document(task, clean.megapixels)
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

    def crop(self, region: Region) -> None:
        """Opens a part of the photo, given in pixels of the document's, and what there is of it."""
        document = self.document
        if document is None or self.restoring:
            return
        self._make_document(CropPhoto(document, region, self._render), region[2] * region[3] / 1e6)

    @Slot()
    def undo(self) -> None:
        """Opens what was open before, with the result that it had."""
        self._return_to(self.history.go_back())

    @Slot()
    def redo(self) -> None:
        """Opens again what was gone back from."""
        self._return_to(self.history.go_forward())

    def restore(
        self,
        model: ModelInfo,
        switched_off: frozenset[Memory] = frozenset(),
        *,
        scale: int = 1,
        region: Region | None = None,
    ) -> None:
        """Starts a restoration, or lets it follow the photo that is being opened.

        Args:
            model: What restores.
            switched_off: Memories that shall contribute nothing.
            scale: How many times the photo is enlarged before; 1 restores it at its own size.
            region: The part of the photo, at its own size, that is restored; None for all.
        """
        if self.opening:
            if region is None:  # a part of the open photo is none of the next one
                self._next_order = Order(model, scale)
            return
        if self.document is None or self.restoring:
            return
        order = Order(model, scale, switched_off, region)
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
        was_asked, was_opened = self._sizes.drop(), self._files.drop(OPENING)
        if was_asked or was_opened:
            self.busy_changed.emit(self._files.busy)
            self.noticed.emit(self.tr("Stopped; what was open is as it was."))

    def compare(self, strength: float) -> None:
        """Measures before and after, blended at `strength`, against the reference."""
        if self.document is not None:
            self._files.compare(self.document, strength)

    def save(
        self,
        path: Path,
        strength: float,
        *,
        overwrite: bool = False,
        options: SaveOptions = DEFAULT_OPTIONS,
        document: Document | None = None,
    ) -> None:
        """Writes the result of a document, None for the open one, blended at `strength`."""
        document = document or self.document
        if document is not None:
            self._files.save(document, path, strength, options, overwrite)

    def render_result(self, strength: float, render: RenderPhoto) -> None:
        """Has `render` make something of the result, blended at `strength`, in the background."""
        if self.document is not None:
            self._files.render(self.document, strength, render)

    def close(self) -> None:
        """Cancels what runs but for what is to be saved, and ends both threads."""
        self._inference.close()
        self._files.close()

    def _resize(self, document: Document, order: Order) -> None:
        """Makes the document of the size that a restoration needs, which then follows."""
        task = ResizePhoto(document, order.scale, self._render, self.largest_megapixels)
        self._make_document(task, document.opened.megapixels * order.scale**2, order)

    def _start(self, order: Order) -> None:
        assert self.document is not None
        preview = None if order.region else self.choose_preview(order.model)
        self._inference.start(order, self.document.photo, self.compute, preview)
        self.restoration_started.emit()

    def _open_sized(self, path: Path, answer: Outcome, order: Order | None) -> None:
        """Opens a photo whose size is known, or says why it is not."""
        if answer.error is not None:
            self._next_order = None
            self.failed.emit(explain(answer.error))
            return
        width, height = answer.result
        task = OpenPhoto(path, self._render, self.largest_megapixels)
        self._make_document(task, width * height / 1e6, order)

    def _make_document(
        self, task: MakesDocument, megapixels: float, order: Order | None = None
    ) -> None:
        """Makes a document, at once if it is small; `order` follows, and no older one."""
        self._next_order = order
        self._sizes.drop()
        if megapixels > _QUICK_MEGAPIXELS:
            self._files.submit(task, partial(self._show, task.step), OPENING)
            return
        try:
            document = run_here(task)
        except UserError as error:
            self._next_order = None
            self.failed.emit(explain(error))
            return
        self._show(task.step, document)

    def _show(self, step: str, document: Document) -> None:
        previous, left = self.document, ""
        if step == OPEN:
            left = say_left(previous) if self.has_unsaved_result else ""
            self.history.open(document, step)
        else:
            self.history.add(document, step, is_passing=self._next_order is not None)
        self._present(document)
        note = "" if document.shows_same(previous) else translate_message(document.photo.note)
        self._tell(note, left)
        if self._next_order is not None:
            order, self._next_order = self._next_order, None
            self.restore(order.model, order.switched_off, scale=order.scale, region=order.region)

    def _return_to(self, document: Document | None) -> None:
        if document is not None:
            self._next_order = None
            self._sizes.drop()
            self._present(document)
            self._tell()

    def _present(self, document: Document) -> None:
        """Makes a document the open one; what is under way for the one before counts no more."""
        self._inference.drop()
        self._files.forget()
        self.document = document
        self.document_changed.emit(document)
        self.compared.emit(None)
        if document.restoration is not None:
            self.result_returned.emit(document)
        self.history_changed.emit()
        self.compare(1.0)

    @Slot(object, object)
    def _on_saved(self, restoration: Restoration, path: Path) -> None:
        self.history.mark_saved(restoration)
        self.saved.emit(path)

    @Slot(object, object)
    def _on_size_known(self, path: Path, answer: Outcome) -> None:
        self.busy_changed.emit(self._files.busy)
        self._open_sized(path, answer, self._next_order)

    @Slot(bool)
    def _on_files_busy_changed(self, busy: bool) -> None:
        self.busy_changed.emit(busy or self._sizes.waits)

    @Slot(str, object)
    def _on_file_job_failed(self, kind: str, error: Exception) -> None:
        if kind == OPENING:
            self._next_order = None
            self.busy_changed.emit(self._files.busy)
        self.failed.emit(explain(error))

    @Slot(object)
    def _on_restoration_finished(self, outcome: Outcome) -> None:
        if outcome.error is not None:
            self.restoration_stopped.emit()
            self.failed.emit(explain(outcome.error))
        elif outcome.cancelled and outcome.result is None:
            self.restoration_stopped.emit()
            self.noticed.emit(self.tr("Stopped; the photo is as it was."))
        else:
            self._keep(outcome.result)

    def _keep(self, restoration: Restoration) -> None:
        document, order = self.document, self._inference.order
        assert document is not None
        assert order is not None
        self.document = order.complete(document, restoration)
        self.history.add(self.document, RESTORE)
        self.history_changed.emit()
        if restoration.is_complete:
            self.restored.emit(self.document)
        else:
            self.restoration_stopped.emit()
        self._tell(say_stopped(restoration))

    def _tell(self, *sentences: str) -> None:
        text = " ".join(filter(None, (*sentences, say_lost(self.history.take_lost()))))
        if text:
            self.noticed.emit(text)
