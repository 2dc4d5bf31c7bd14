"""Going from photo to photo in a folder."""

from pathlib import Path

from PySide6.QtCore import QObject, Slot

from memnet_gui.app.document import Document
from memnet_gui.app.folder_photos import FolderPhotos, Place
from memnet_gui.app.workbench import Workbench
from memnet_gui.ui.actions import Actions
from memnet_gui.ui.photo_view import PhotoView


class FolderBrowser(QObject):
    """Opens the next and the previous photo, and says where the open one stands."""

    def __init__(
        self,
        workbench: Workbench,
        view: PhotoView,
        actions: Actions,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._info_row = view.info_row
        self._actions = (actions.next_photo, actions.previous_photo)
        self.photos = FolderPhotos(self)
        for action in self._actions:
            action.setEnabled(False)
        actions.next_photo.triggered.connect(self._on_next)
        actions.previous_photo.triggered.connect(self._on_previous)
        workbench.document_changed.connect(self._on_document_changed)
        self.photos.placed.connect(self._on_placed)
        self.photos.waited.connect(self._on_waited)
        self.photos.chosen.connect(self._on_chosen)
        self.photos.noticed.connect(view.message_bar.show_notice)
        self.photos.failed.connect(view.message_bar.show_error)

    @Slot()
    def _on_next(self) -> None:
        self.photos.step(1)

    @Slot()
    def _on_previous(self) -> None:
        self.photos.step(-1)

    @Slot(object)
    def _on_document_changed(self, document: Document) -> None:
        path = document.photo.path
        for action in self._actions:
            action.setEnabled(path is not None)
        self.photos.visit(path)

    @Slot(object)
    def _on_placed(self, place: Place | None) -> None:
        if place is None:
            self._info_row.set_place("")
            return
        text = self.tr("{number} of {count}")
        self._info_row.set_place(text.format(number=place.number, count=place.count))

    @Slot()
    def _on_waited(self) -> None:
        self._info_row.set_place(self.tr("Reading the folder…"))

    @Slot(object)
    def _on_chosen(self, path: Path) -> None:
        self._workbench.open_path(path)
