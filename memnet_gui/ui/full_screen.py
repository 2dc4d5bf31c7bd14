"""The photo alone on the whole screen, and back to what was there before."""

from dataclasses import dataclass

from PySide6.QtCore import QByteArray, QEvent, QObject, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDockWidget, QMainWindow, QToolBar, QWidget

from memnet_gui.ui.actions import Actions
from memnet_gui.ui.commands import collect_commands

_KEY = QKeySequence(Qt.Key.Key_F11)
_LEAVE_KEY = QKeySequence(Qt.Key.Key_Escape)


@dataclass(frozen=True)
class _Before:
    """What the window was like."""

    docks: QByteArray
    state: Qt.WindowState
    shown: tuple[QWidget, ...]
    added: tuple[QAction, ...]
    cancel_keys: tuple[QKeySequence, ...]


class FullScreen(QObject):
    """Hides all but the photo while its action is on; Esc then leaves, whatever else runs.

    Attributes:
        noticed: (str) How to come back.
        changed: Panels have come or gone.
    """

    noticed = Signal(str)
    changed = Signal()

    def __init__(self, window: QMainWindow, actions: Actions, *others: QWidget) -> None:
        """`others` are hidden with the bars and panels."""
        super().__init__(window)
        self._window = window
        self._actions = actions
        self._others = others
        self._before: _Before | None = None
        actions.full_screen.toggled.connect(self._on_toggled)
        window.installEventFilter(self)

    @Slot()
    def leave(self) -> None:
        """Brings everything back; does nothing where all is there."""
        self._actions.full_screen.setChecked(False)

    @Slot(bool)
    def _on_toggled(self, on: bool) -> None:
        if on and self._before is None:
            self._enter()
        elif not on and self._before is not None:
            self._come_back(self._before)

    def _enter(self) -> None:
        window, actions = self._window, self._actions
        bars = [*window.findChildren(QToolBar), *window.findChildren(QDockWidget)]
        parts = [window.menuBar(), window.statusBar(), *bars, *self._others]
        shown = tuple(part for part in parts if not part.isHidden())
        # A hidden menu bar takes the shortcuts of its actions with it.
        own = window.actions()
        commands = [command.action for command in collect_commands(window.menuBar())]
        added = tuple(action for action in commands if action not in own)
        keys = tuple(actions.cancel.shortcuts())
        self._before = _Before(window.saveState(), window.windowState(), shown, added, keys)
        for part in shown:
            part.hide()
        window.addActions(added)
        actions.cancel.setShortcuts([key for key in keys if key != _LEAVE_KEY])
        actions.full_screen.setShortcuts([_KEY, _LEAVE_KEY])
        window.setWindowState(window.windowState() | Qt.WindowState.WindowFullScreen)
        self.changed.emit()
        self.noticed.emit(self.tr("Press Esc or F11 to leave full screen."))

    def _come_back(self, before: _Before) -> None:
        window, self._before = self._window, None
        self._actions.full_screen.setShortcuts([_KEY])
        self._actions.cancel.setShortcuts(list(before.cancel_keys))
        for action in before.added:
            window.removeAction(action)
        window.setWindowState(before.state)
        for part in before.shown:
            part.show()
        window.restoreState(before.docks)
        self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notices that the desktop has ended the full screen."""
        is_change = watched is self._window and event.type() == QEvent.Type.WindowStateChange
        if is_change and self._before is not None and not self._window.isFullScreen():
            before = self._before
            with QSignalBlocker(self._actions.full_screen):
                self._actions.full_screen.setChecked(False)
            self._come_back(before)
        return super().eventFilter(watched, event)
