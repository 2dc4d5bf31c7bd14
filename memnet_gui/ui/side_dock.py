"""A panel at the side of the photo that an action shows and puts away."""

from PySide6.QtCore import QSignalBlocker, Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDockWidget, QMainWindow, QWidget


class SideDock(QDockWidget):
    """Lies behind its neighbour and is hidden at first; the action is checked while it is shown."""

    def __init__(
        self, title: str, panel: QWidget, action: QAction, window: QMainWindow, behind: QDockWidget
    ) -> None:
        super().__init__(title, window)
        self._action = action
        self.setWidget(panel)
        window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self)
        window.tabifyDockWidget(behind, self)
        self.hide()
        action.triggered.connect(self._on_triggered)
        self.toggleViewAction().toggled.connect(self._on_toggled)

    def come_to_front(self) -> None:
        """Shows it before its neighbours."""
        self.show()
        self.raise_()

    @Slot()
    def _on_triggered(self) -> None:
        """Brings it to the front, or away if it is there already."""
        in_front = self.isVisible() and not self.widget().visibleRegion().isEmpty()
        if in_front:
            self.hide()
        else:
            self.come_to_front()
        self._on_toggled(not in_front)

    @Slot(bool)
    def _on_toggled(self, shown: bool) -> None:
        with QSignalBlocker(self._action):
            self._action.setChecked(shown)
