"""The choice of what shall be done to the photo."""

from collections.abc import Collection

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QComboBox, QWidget

from memnet_gui.messages import QT_TRANSLATE_NOOP
from memnet_gui.network.card import TASKS

TASK_NAMES = {
    "denoise": QT_TRANSLATE_NOOP("TaskBox", "Denoise"),
    "upscale": QT_TRANSLATE_NOOP("TaskBox", "Upscale"),
    "deblock": QT_TRANSLATE_NOOP("TaskBox", "Deblock"),
}
NO_MODEL = QT_TRANSLATE_NOOP("TaskBox", "No model for this task yet; train one or open one")
_TIPS = {
    "denoise": QT_TRANSLATE_NOOP("TaskBox", "Remove noise"),
    "upscale": QT_TRANSLATE_NOOP("TaskBox", "Make a photo larger, with sharp edges"),
    "deblock": QT_TRANSLATE_NOOP(
        "TaskBox", "Remove the blocks and rings of strong JPEG compression"
    ),
}


def task_name(task: str) -> str:
    """Returns what the user reads for a task."""
    return QCoreApplication.translate("TaskBox", TASK_NAMES[task])


class TaskBox(QComboBox):
    """Offers the tasks; those without a model are there, but cannot be chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("task_box")
        self.setAccessibleName(self.tr("Task"))
        self.setToolTip(self.tr("What shall be done to the photo"))
        for task in TASKS:
            self.addItem(task_name(task), task)
        self.set_available(())

    @property
    def task(self) -> str:
        """The chosen task, one of `memnet_gui.network.card.TASKS`."""
        return str(self.currentData())

    def choose(self, task: str) -> None:
        """Chooses a task, also one without a model."""
        self.setCurrentIndex(TASKS.index(task))

    def set_available(self, tasks: Collection[str]) -> None:
        """Says for which tasks there are models."""
        items = self.model()
        assert isinstance(items, QStandardItemModel)
        for row, task in enumerate(TASKS):
            items.item(row).setEnabled(task in tasks)
            tip = _TIPS[task] if task in tasks else NO_MODEL
            self.setItemData(row, self.tr(tip), Qt.ItemDataRole.ToolTipRole)
