"""The window comes back as it was left, or as it was at first."""

from PySide6.QtCore import QByteArray, QObject, QSize, Signal, Slot
from PySide6.QtWidgets import QMainWindow, QSplitter

from memnet_gui.app.settings import Settings
from memnet_gui.imaging.resampling import SCALES
from memnet_gui.ui.controls import Controls
from memnet_gui.ui.difference import GAINS
from memnet_gui.ui.view_modes import VIEW_MODES

_PREFERRED_SIZE = QSize(1360, 860)


class WindowMemory(QObject):
    """Keeps place, size, panels and what was last chosen for comparing and restoring.

    Attributes:
        changed: Panels have come or gone.
    """

    changed = Signal()

    def __init__(self, window: QMainWindow, controls: Controls, settings: Settings) -> None:
        """Takes the panels as they are now for those to begin with."""
        super().__init__(window)
        self._window = window
        self._controls = controls
        self._settings = settings
        self._splitters = [it for it in window.findChildren(QSplitter) if it.objectName()]
        self._first_splitters = [splitter.saveState() for splitter in self._splitters]
        self._first_panels: QByteArray = window.saveState()

    def restore(self) -> None:
        """Brings back how the window was left; call it when all panels and models are there."""
        window, settings = self._window, self._settings
        window.resize(_PREFERRED_SIZE.boundedTo(window.screen().availableSize()))
        if settings.window_geometry is not None:
            window.restoreGeometry(settings.window_geometry)
        if settings.window_state is not None:
            window.restoreState(settings.window_state)
        for splitter in self._splitters:
            state = settings.splitter(splitter.objectName())
            if state is not None:
                splitter.restoreState(state)
        self._restore_choices()
        self.changed.emit()

    def save(self) -> None:
        """Stores how the window is."""
        settings, controls = self._settings, self._controls
        settings.window_geometry = self._window.saveGeometry()
        settings.window_state = self._window.saveState()
        for splitter in self._splitters:
            settings.set_splitter(splitter.objectName(), splitter.saveState())
        # Not the text of the box, which is in the user's language.
        settings.view_mode = list(VIEW_MODES)[controls.view_mode_box.currentIndex()]
        settings.gain = float(controls.gain_box.currentData())
        settings.task = controls.choice.task
        settings.scale = float(controls.choice.scale_box.currentData())

    @Slot()
    def reset(self) -> None:
        """Puts all panels back where they were at first, closed as they were then."""
        window = self._window
        window.showNormal()
        window.resize(_PREFERRED_SIZE.boundedTo(window.screen().availableSize()))
        window.restoreState(self._first_panels)
        for splitter, state in zip(self._splitters, self._first_splitters, strict=True):
            splitter.restoreState(state)
        self.changed.emit()

    def _restore_choices(self) -> None:
        settings, controls, choice = self._settings, self._controls, self._controls.choice
        if settings.view_mode in VIEW_MODES:
            controls.view_mode_box.setCurrentIndex(list(VIEW_MODES).index(settings.view_mode))
        if settings.gain in GAINS:
            controls.gain_box.setCurrentIndex(GAINS.index(int(settings.gain)))
        scale = int(settings.scale or SCALES[0])
        if choice.has_model(settings.task):
            choice.choose_task(settings.task, scale)
