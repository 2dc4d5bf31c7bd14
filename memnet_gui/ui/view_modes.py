"""How the pictures are set against each other: the box, the action and the viewer agree."""

from PySide6.QtCore import QObject, Slot

from memnet_gui.messages import QT_TRANSLATE_NOOP
from memnet_gui.ui.actions import Actions
from memnet_gui.ui.controls import Controls
from memnet_gui.ui.viewer import CompareViewer, ViewMode

VIEW_MODES = {
    QT_TRANSLATE_NOOP("Controls", "Side by side"): ViewMode.SIDE_BY_SIDE,
    QT_TRANSLATE_NOOP("Controls", "Split"): ViewMode.SPLIT,
    QT_TRANSLATE_NOOP("Controls", "Difference"): ViewMode.DIFFERENCE,
    QT_TRANSLATE_NOOP("Controls", "Grid"): ViewMode.GRID,
}


class ViewModes(QObject):
    """Passes the choice of a view mode on."""

    def __init__(
        self,
        controls: Controls,
        actions: Actions,
        viewer: CompareViewer,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._controls = controls
        self._actions = actions
        self._viewer = viewer
        controls.view_mode_changed.connect(self._on_mode_changed)
        controls.gain_changed.connect(viewer.set_gain)
        actions.split.toggled.connect(self._on_split_toggled)

    @Slot()
    def show_difference(self) -> None:
        """Shows what was changed."""
        self._choose(ViewMode.DIFFERENCE)

    def _choose(self, mode: ViewMode) -> None:
        self._controls.view_mode_box.setCurrentIndex(list(VIEW_MODES.values()).index(mode))

    @Slot(int)
    def _on_mode_changed(self, index: int) -> None:
        mode = list(VIEW_MODES.values())[index]
        self._viewer.set_mode(mode)
        self._controls.show_gain(mode is ViewMode.DIFFERENCE)
        self._actions.split.setChecked(mode is ViewMode.SPLIT)
        self._viewer.setFocus()

    @Slot(bool)
    def _on_split_toggled(self, split: bool) -> None:
        if split == (self._viewer.mode is ViewMode.SPLIT):
            return  # the box was used, and has the viewer in its mode already
        self._choose(ViewMode.SPLIT if split else ViewMode.SIDE_BY_SIDE)
