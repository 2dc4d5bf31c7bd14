"""Undo and redo, named by what they undo."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction

from memnet_gui.app.translation import translate_message
from memnet_gui.app.workbench import Workbench
from memnet_gui.messages import QT_TRANSLATE_NOOP
from memnet_gui.ui.actions import Actions

_STEPS = (
    QT_TRANSLATE_NOOP("Engine", "Add Noise"),
    QT_TRANSLATE_NOOP("Engine", "Compress"),
    QT_TRANSLATE_NOOP("Engine", "Crop"),
    QT_TRANSLATE_NOOP("Engine", "Degrade"),
    QT_TRANSLATE_NOOP("Engine", "Open"),
    QT_TRANSLATE_NOOP("Engine", "Reduce"),
    QT_TRANSLATE_NOOP("Engine", "Restore"),
)
"""What the workbench calls its steps."""


class Undoing(QObject):
    """Connects the two actions with the workbench's history."""

    def __init__(
        self, workbench: Workbench, actions: Actions, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._undo, self._redo = actions.undo, actions.redo
        self._undo.triggered.connect(workbench.undo)
        self._redo.triggered.connect(workbench.redo)
        for signal in (
            workbench.history_changed,
            workbench.restoration_started,
            workbench.restoration_stopped,
            workbench.restored,
            workbench.busy_changed,
        ):
            signal.connect(self._update)
        self._update()

    @Slot()
    def _update(self) -> None:
        """While something is on its way, what to undo is about to change: Cancel ends that."""
        bench = self._workbench
        is_idle = not (bench.restoring or bench.opening)
        undo, redo = bench.history.undo_step, bench.history.redo_step
        undo_text = self.tr("&Undo {step}") if undo else self.tr("&Undo")
        redo_text = self.tr("&Redo {step}") if redo else self.tr("&Redo")
        _describe(self._undo, undo_text, undo, is_idle)
        _describe(self._redo, redo_text, redo, is_idle)


def _describe(action: QAction, text: str, step: str, is_idle: bool) -> None:
    action.setEnabled(bool(step) and is_idle)
    action.setText(text.format(step=translate_message(step)))
