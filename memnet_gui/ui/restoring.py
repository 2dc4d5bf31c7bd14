"""Restoring in the window: from the action to the picture on the screen."""

from collections.abc import Mapping
from typing import NamedTuple
from weakref import WeakKeyDictionary

from PySide6.QtCore import QObject, QRect, QTimer, Signal, Slot

from memnet_gui.app.document import Document
from memnet_gui.app.tasks import Comparison
from memnet_gui.app.workbench import Workbench
from memnet_gui.restoration.models import ModelInfo
from memnet_gui.restoration.preview import Preview, plan_preview
from memnet_gui.restoration.request import Progress, Restoration, TileRestored
from memnet_gui.ui.controls import Controls
from memnet_gui.ui.inside import Inside
from memnet_gui.ui.photo_view import PhotoView
from memnet_gui.ui.stand_in import StandIn
from memnet_gui.ui.status import StatusBar, describe_pace
from memnet_gui.ui.viewer import Pyramid

_COMPARE_DELAY_MS = 150


class _Pictures(NamedTuple):
    """What the window made of a restoration."""

    final: Pyramid | None
    predictions: Mapping[str, Pyramid]


class Restoring(QObject):
    """Has the workbench restore and shows what comes out of it.

    Attributes:
        quick_models: Among these the model is chosen that restores what is seen first.
        state_changed: What can be done now may differ.
        completed: A restoration is complete and on screen.
    """

    state_changed = Signal()
    completed = Signal()

    def __init__(
        self,
        workbench: Workbench,
        view: PhotoView,
        controls: Controls,
        status: StatusBar,
        inside: Inside,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.quick_models: list[ModelInfo] = []
        self._workbench = workbench
        self._view = view
        self._controls = controls
        self._status = status
        self._inside = inside
        self._preview: Preview | None = None
        self._stand_in = StandIn(status)
        self._kept: WeakKeyDictionary[Restoration, _Pictures] = WeakKeyDictionary()
        self._compare_timer = QTimer(self)
        self._compare_timer.setSingleShot(True)
        self._compare_timer.setInterval(_COMPARE_DELAY_MS)
        self._compare_timer.timeout.connect(self._on_compare_due)
        controls.strength_changed.connect(self._on_strength_changed)
        inside.pictures.chosen_changed.connect(self._on_chosen_changed)
        inside.restoration_wanted.connect(self.restore)
        workbench.choose_preview = self._choose_preview
        workbench.restoration_started.connect(self._on_started)
        workbench.preparation_progressed.connect(status.set_preparing)
        workbench.progressed.connect(self._on_progressed)
        workbench.tile_restored.connect(self._on_tile_restored)
        workbench.restored.connect(self._on_restored)
        workbench.restoration_stopped.connect(self._on_stopped)
        workbench.result_returned.connect(self._on_result_returned)
        workbench.compared.connect(self._on_compared)

    @Slot()
    def restore(self) -> None:
        """Restores the photo with the chosen model."""
        choice = self._controls.choice
        if choice.chosen is not None:
            self._workbench.restore(choice.chosen, self._inside.switched_off, scale=choice.scale)

    def close(self) -> None:
        """Drops the comparison that is due."""
        self._compare_timer.stop()

    def _choose_preview(self, model: ModelInfo) -> Preview | None:
        """Has what is seen of a large photo restored before the rest."""
        self._preview = self._plan_preview(model)
        return self._preview

    def _plan_preview(self, model: ModelInfo) -> Preview | None:
        document = self._workbench.document
        assert document is not None
        photo = QRect(0, 0, document.photo.width, document.photo.height)
        seen = self._view.viewer.visible_region() & photo
        if seen.isEmpty():
            return None
        region = (seen.top(), seen.left(), seen.height(), seen.width())
        shape = (*document.photo.pixels.shape[:2], document.photo.colours)
        return plan_preview(model, self.quick_models, shape, region)

    @Slot()
    def _on_started(self) -> None:
        self._view.message_bar.clear_error()
        self._status.begin_progress()
        order = self._workbench.order
        assert order is not None
        self._stand_in.begin(None if order.region else self._preview, order.model)
        self._inside.begin()
        self._view.viewer.begin_after()
        self.state_changed.emit()

    @Slot(object)
    def _on_progressed(self, progress: Progress) -> None:
        self._status.set_progress(progress)

    @Slot(object)
    def _on_tile_restored(self, tile: TileRestored) -> None:
        document = self._workbench.document
        assert document is not None
        self._view.show_tile(document, tile)
        self._stand_in.note(tile)

    @Slot()
    def _on_stopped(self) -> None:
        """Shows again what there was before the restoration began."""
        self._status.end_progress()
        document = self._workbench.document
        if document is not None:
            self._view.show_result(document, self._inside.pictures.newest_of(document))
            kept = self._kept.get(document.restoration) if document.restoration else None
            if kept is not None:
                self._inside.begin_again(document, kept.predictions)
            if document.restoration is not None and not document.restoration.is_complete:
                self._workbench.compare(self._controls.strength)
        self._inside.finish(document)
        self._keep_pictures(document)
        self.state_changed.emit()

    @Slot(object)
    def _on_result_returned(self, document: Document) -> None:
        """Shows the result of a document that was open before, and what belongs to it."""
        assert document.restoration is not None
        kept = self._kept.get(document.restoration) or _Pictures(None, {})
        if document.model is not None:
            self._controls.choice.choose_model(document.model, document.scale)
        self._view.show_result(document, kept.final)
        self._inside.begin_again(document, kept.predictions)
        self._inside.finish(document)
        self._keep_pictures(document)
        self.state_changed.emit()

    def _keep_pictures(self, document: Document | None) -> None:
        """Keeps what is on show for as long as the result can come back."""
        if document is not None and document.restoration is not None:
            final, predictions = self._view.viewer.after_picture, self._inside.pictures.predictions
            self._kept.setdefault(document.restoration, _Pictures(final, predictions))

    @Slot(object)
    def _on_restored(self, document: Document) -> None:
        restoration = document.restoration
        assert restoration is not None
        rows, columns = document.in_region(document.photo.pixels).shape[:2]
        self._status.end_progress(describe_pace(restoration.seconds, rows * columns / 1e6))
        self._workbench.compare(self._controls.strength)
        self._view.keep_result(document)
        self._inside.finish(document)
        self._keep_pictures(document)
        self.state_changed.emit()
        self.completed.emit()

    @Slot(object)
    def _on_compared(self, comparison: Comparison | None) -> None:
        self._view.info_row.set_comparison(comparison)

    @Slot(float)
    def _on_strength_changed(self, _strength: float) -> None:
        self._inside.pictures.show_result()
        self._apply_strength()
        self._compare_timer.start()

    @Slot(str, str)
    def _on_chosen_changed(self, _before: str, _after: str) -> None:
        self._apply_strength()

    def _apply_strength(self) -> None:
        """Blends the photo with its result; other pictures are shown as they are."""
        blends = self._inside.pictures.is_result_shown
        self._view.viewer.set_strength(self._controls.strength if blends else 1.0)

    @Slot()
    def _on_compare_due(self) -> None:
        self._workbench.compare(self._controls.strength)
