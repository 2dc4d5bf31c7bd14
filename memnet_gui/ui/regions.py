"""What can be done with a selected part of the photo: restore it alone, or crop to it."""

from PySide6.QtCore import QObject, QRect, Slot

from memnet_gui.app.document import Document
from memnet_gui.app.workbench import Workbench
from memnet_gui.messages import QT_TRANSLATE_NOOP
from memnet_gui.restoration.request import Region
from memnet_gui.ui.actions import Actions
from memnet_gui.ui.inside import Inside
from memnet_gui.ui.model_choice import ModelChoice
from memnet_gui.ui.photo_view import PhotoView

_UPSCALE = "upscale"
_CROP_FIRST = QT_TRANSLATE_NOOP(
    "Regions", "One part of a photo cannot be larger than the rest: crop to it first."
)
_SELECT_FIRST = QT_TRANSLATE_NOOP(
    "Regions", "Drag over the part that you want; Esc takes the selection away."
)


class Regions(QObject):
    """Connects the viewer's selection with the workbench."""

    def __init__(
        self,
        workbench: Workbench,
        view: PhotoView,
        choice: ModelChoice,
        inside: Inside,
        actions: Actions,
    ) -> None:
        super().__init__(inside)
        self._workbench = workbench
        self._viewer = view.viewer
        self._message_bar = view.message_bar
        self._choice = choice
        self._inside = inside
        self._actions = actions
        self._document: Document | None = None
        actions.select_region.toggled.connect(self._on_select_toggled)
        actions.restore_region.triggered.connect(self._on_restore)
        actions.crop.triggered.connect(self._on_crop)
        self._viewer.selecting_changed.connect(actions.select_region.setChecked)
        self._viewer.selection_changed.connect(self._on_selection_changed)
        workbench.document_changed.connect(self._on_document_changed)
        workbench.restoration_started.connect(self._update)
        workbench.restoration_stopped.connect(self._update)
        workbench.restored.connect(self._update)
        workbench.busy_changed.connect(self._update)
        choice.model_chosen.connect(self._on_model_chosen)
        self._update()

    @Slot()
    def _update(self) -> None:
        bench, actions = self._workbench, self._actions
        actions.select_region.setEnabled(bench.document is not None)
        is_idle = not (bench.restoring or bench.opening)
        can_take = self._viewer.selection is not None and is_idle
        actions.crop.setEnabled(can_take)
        actions.restore_region.setEnabled(can_take and self._choice.chosen is not None)

    @Slot(bool)
    def _on_select_toggled(self, selecting: bool) -> None:
        self._viewer.set_selecting(selecting)
        if selecting:
            self._viewer.setFocus()
            if self._viewer.selection is None:
                self._message_bar.show_notice(self.tr(_SELECT_FIRST))
        else:
            self._clear_hint()

    def _clear_hint(self) -> None:
        if self._message_bar.text == self.tr(_SELECT_FIRST):
            self._message_bar.clear()

    @Slot(object)
    def _on_selection_changed(self, rect: QRect | None) -> None:
        if rect is not None:
            self._clear_hint()
        self._update()

    @Slot(object)
    def _on_document_changed(self, document: Document) -> None:
        if not document.shows_same(self._document):
            self._viewer.set_selection(None)
            self._viewer.set_selecting(False)
        self._document = document
        self._update()

    @Slot(object)
    def _on_model_chosen(self, _info: object) -> None:
        self._update()

    @Slot()
    def _on_restore(self) -> None:
        document, rect, model = (
            self._workbench.document,
            self._viewer.selection,
            self._choice.chosen,
        )
        if document is None or rect is None or model is None:
            return
        if self._choice.task == _UPSCALE:
            self._message_bar.show_notice(self.tr(_CROP_FIRST))
            return
        self._viewer.set_selecting(False)
        region = _at_own_size(rect, document.scale)
        self._workbench.restore(model, self._inside.switched_off, region=region)

    @Slot()
    def _on_crop(self) -> None:
        rect = self._viewer.selection
        if rect is not None:
            self._workbench.crop((rect.y(), rect.x(), rect.height(), rect.width()))


def _at_own_size(rect: QRect, scale: int) -> Region:
    """Returns the pixels of a photo that a rectangle covers where it is shown enlarged."""
    top, left = rect.y() // scale, rect.x() // scale
    bottom, right = -(-(rect.y() + rect.height()) // scale), -(-(rect.x() + rect.width()) // scale)
    return top, left, bottom - top, right - left
