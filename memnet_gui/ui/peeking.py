"""A look at the original for as long as a key is held."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from memnet_gui.ui.actions import Actions
from memnet_gui.ui.viewer import CompareViewer


class Peeking(QObject):
    """Shows the original while Space is held, wherever no other widget takes the key."""

    def __init__(self, window: QWidget, viewer: CompareViewer, actions: Actions) -> None:
        super().__init__(window)
        self._viewer = viewer
        self._show_original = actions.show_original
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follows the key as far as the window hears of it."""
        if event.type() == QEvent.Type.KeyPress and _is_space(event):
            self._viewer.set_original_shown(True)
        elif event.type() == QEvent.Type.KeyRelease and _is_space(event):
            self._end()
        elif event.type() == QEvent.Type.WindowDeactivate:
            self._end()  # another window is told that the key is released
        return super().eventFilter(watched, event)

    def _end(self) -> None:
        self._viewer.set_original_shown(self._show_original.isChecked())


def _is_space(event: QEvent) -> bool:
    if not isinstance(event, QKeyEvent) or event.isAutoRepeat():
        return False
    return event.key() == Qt.Key.Key_Space
