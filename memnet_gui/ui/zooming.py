"""The zooms to choose from, in the View menu and beside the zoom in the status bar."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from memnet_gui.ui.actions import Actions
from memnet_gui.ui.viewer import CompareViewer

_PRESETS = (25, 50, 200, 400, 800)
"""In percent; 100 % is an action of the window's."""


class Zooming(QObject):
    """Has the viewer take on a zoom.

    Attributes:
        menu: The presets.
    """

    def __init__(self, window: QWidget, viewer: CompareViewer, actions: Actions) -> None:
        super().__init__(window)
        self._viewer = viewer
        self.menu = QMenu(self.tr("&Zoom"), window)
        self.menu.setObjectName("zoom_menu")
        self.menu.addAction(actions.fit)
        presets = [self._build(percent) for percent in _PRESETS]
        below = sum(percent < 100 for percent in _PRESETS)
        self.menu.addActions([*presets[:below], actions.actual_size, *presets[below:]])
        self.menu.triggered.connect(self._on_triggered)
        self._actions = [
            *presets, actions.fit, actions.actual_size, actions.zoom_in, actions.zoom_out,
            actions.magnifier,
        ]  # fmt: skip
        actions.fit.triggered.connect(viewer.fit)
        actions.actual_size.triggered.connect(viewer.actual_size)
        actions.zoom_in.triggered.connect(viewer.zoom_in)
        actions.zoom_out.triggered.connect(viewer.zoom_out)

    def set_enabled(self, enabled: bool) -> None:
        """Offers zooms, or none where there is no photo."""
        for action in self._actions:
            action.setEnabled(enabled)

    def _build(self, percent: int) -> QAction:
        action = QAction(f"{percent} %", self.menu)
        action.setObjectName(f"action_zoom_{percent}")
        action.setData(percent)
        return action

    @Slot(QAction)
    def _on_triggered(self, action: QAction) -> None:
        if action.data() is not None:
            self._viewer.set_zoom(action.data() / 100)
