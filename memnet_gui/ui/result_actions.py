"""What becomes of a result: saved, saved elsewhere, or copied."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QWidget

from memnet_gui.app.document import Document
from memnet_gui.app.settings import Settings
from memnet_gui.app.translation import translate_error
from memnet_gui.app.workbench import Workbench
from memnet_gui.errors import UserError
from memnet_gui.imaging.photo import Photo
from memnet_gui.imaging.save_options import SaveOptions
from memnet_gui.ui.dialogs import existing_folder
from memnet_gui.ui.qimages import photo_to_qimage
from memnet_gui.ui.save_dialog import SaveDialog


@dataclass(frozen=True, eq=False)
class _Target:
    """Where a document's result went; another task's result is called otherwise."""

    origin: Photo
    stem: str
    path: Path
    options: SaveOptions

    def suits(self, document: Document, stem: str) -> bool:
        return document.origin is self.origin and stem == self.stem


class ResultActions(QObject):
    """Saves and copies the result at the chosen strength.

    Attributes:
        noticed: (str) Something worth knowing.
        failed: (str) Something did not work; one sentence.
    """

    noticed = Signal(str)
    failed = Signal(str)

    def __init__(
        self,
        window: QWidget,
        workbench: Workbench,
        settings: Settings,
        strength: Callable[[], float],
    ) -> None:
        """`strength` tells the chosen blend, 0 to 1."""
        super().__init__(window)
        self._window = window
        self._workbench = workbench
        self._settings = settings
        self._strength = strength
        self._asked: _Target | None = None
        self._target: _Target | None = None
        workbench.saved.connect(self._on_saved)
        workbench.result_rendered.connect(self._on_rendered)

    @Slot()
    def on_save(self) -> None:
        """Saves to where the result of this task was saved last; asks where there is none."""
        document, target = self._document, self._target
        if document is None:
            return
        if target is not None and target.suits(document, self._stem(document)):
            self._save(document, self._strength(), target.path, target.options)
        else:
            self.ask_where(document, self._strength())

    @Slot()
    def on_save_as(self) -> None:
        """Asks where to save, and how."""
        document = self._document
        if document is not None:
            self.ask_where(document, self._strength())

    def ask_where(self, document: Document, strength: float) -> SaveDialog:
        """Asks where to save a result, and how; another photo may be open by the answer."""
        path, folder = document.photo.path, self._settings.folder
        if path is not None and document is not self._document:
            folder = path.parent  # not that of the photo which is open now
        dialog = SaveDialog(
            document.photo,
            self._stem(document),
            existing_folder(folder),
            self._settings,
            self._window,
        )
        # The dialog asks itself whether an existing file may be replaced.
        dialog.target_chosen.connect(partial(self._save, document, strength))
        dialog.open()
        return dialog

    @Slot()
    def on_copy(self) -> None:
        """Puts the result on the clipboard, as soon as it is rendered."""
        self._workbench.render_result(self._strength(), photo_to_qimage)

    @property
    def _document(self) -> Document | None:
        document = self._workbench.document
        return document if document is not None and document.restoration is not None else None

    def _stem(self, document: Document) -> str:
        """Returns the result's name by the pattern of the settings, if that leads to one."""
        try:
            return document.suggest_stem(self._settings.name_pattern)
        except UserError as error:
            self.failed.emit(translate_error(error))
            return document.suggested_stem

    def _save(self, document: Document, strength: float, path: Path, options: SaveOptions) -> None:
        self._asked = _Target(document.origin, self._stem(document), path, options)
        self._workbench.save(path, strength, overwrite=True, options=options, document=document)

    @Slot(object)
    def _on_saved(self, path: Path) -> None:
        if self._asked is not None and self._asked.path == path:
            self._target = self._asked

    @Slot(object)
    def _on_rendered(self, image: QImage) -> None:
        QGuiApplication.clipboard().setImage(image)
        text = self.tr("Copied the result, {width} × {height} pixels.")
        self.noticed.emit(text.format(width=image.width(), height=image.height()))
