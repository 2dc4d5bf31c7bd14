"""Asks before a result that was never saved is lost with the window."""

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtGui import Qt
from PySide6.QtWidgets import QCheckBox, QMessageBox

from memnet_gui.app.document import Document
from memnet_gui.app.settings import Settings
from memnet_gui.app.translation import translate_message
from memnet_gui.ui.main_window import MainWindow

_BOX = "unsaved_box"


class UnsavedResult(QObject):
    """Keeps the window open while it asks whether the restored photo shall be saved.

    It asks of the results of earlier photos, too: after one was saved the window closes again,
    and the next one follows. While a network learns, its own question comes first; ended that
    way, the window closes again and this one follows.

    Must be made after the window, so that it sees a close event before the window's other parts.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._is_agreed = False
        self._asked_of: tuple[Document, float] | None = None
        self._awaited: Document | None = None
        window.workbench.saved.connect(self._on_saved)
        window.workbench.failed.connect(self._on_failed)
        window.installEventFilter(self)

    def agree(self) -> None:
        """Lets the window close unasked: the system ends the program."""
        self._is_agreed = True

    @property
    def _is_asked(self) -> bool:
        return (
            bool(self._unsaved)
            and not self._is_agreed
            and not self._window.training.bench.running
            and Settings().asks_before_closing
        )

    @property
    def _unsaved(self) -> list[Document]:
        return self._window.workbench.history.unsaved_documents()

    def _ask(self) -> None:
        if self._window.findChild(QMessageBox, _BOX) is not None:
            return
        document, *others = self._unsaved
        is_open = document is self._window.workbench.document
        # Another photo may be open by the answer.
        self._asked_of = document, self._window.controls.strength if is_open else 1.0
        title = translate_message(document.title)
        text = "" if is_open else self.tr("Save the result of {title}?").format(title=title)
        self._open_box(text or self.tr("Save the restored photo?"), self._explain(len(others)))

    def _explain(self, others: int) -> str:
        text = self.tr("It was not saved yet and is lost when the window closes.")
        more = self.tr("So are the results of %n other photos.", "", others)
        return f"{text} {more}" if others else text

    def _open_box(self, text: str, explanation: str) -> None:
        button = QMessageBox.StandardButton
        box = QMessageBox(self._window)
        box.setObjectName(_BOX)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle("MemNet GUI")
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(text)
        box.setInformativeText(explanation)
        box.setStandardButtons(button.Save | button.Discard | button.Cancel)
        box.setDefaultButton(button.Save)
        slots = {
            "save": (button.Save, self._on_save),
            "discard": (button.Discard, self._on_discard),
            "cancel": (button.Cancel, self._on_cancel),
        }
        for name, (kind, slot) in slots.items():
            box.button(kind).setObjectName(f"unsaved_{name}_button")
            box.button(kind).clicked.connect(slot)
        # Without a parent Python would delete it, and the box keep its address.
        never = QCheckBox(self.tr("Do not ask again"), box)
        never.setObjectName("unsaved_never_ask_box")
        box.setCheckBox(never)
        box.open()

    def _note_wish(self) -> None:
        box = self._window.findChild(QMessageBox, _BOX)
        if box is not None and box.checkBox().isChecked():
            Settings().asks_before_closing = False

    @Slot()
    def _on_discard(self) -> None:
        self._note_wish()
        self._is_agreed = True
        self._window.close()

    @Slot()
    def _on_cancel(self) -> None:
        self._asked_of = None

    @Slot()
    def _on_save(self) -> None:
        """Has the user choose where; without that the window stays."""
        self._note_wish()
        if self._asked_of is not None:
            (self._awaited, strength), self._asked_of = self._asked_of, None
            dialog = self._window.results.ask_where(self._awaited, strength)
            dialog.rejected.connect(self._on_failed)

    @Slot(object)
    def _on_saved(self, _path: object) -> None:
        """Closes the window when that was saved which it asked about."""
        if self._awaited and not self._window.workbench.history.is_unsaved(self._awaited):
            self._awaited = None
            self._window.close()

    @Slot()
    def _on_failed(self) -> None:
        self._awaited = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Asks in place of closing."""
        if watched is self._window and event.type() == QEvent.Type.Close and self._is_asked:
            event.ignore()
            self._ask()
            return True
        return super().eventFilter(watched, event)
