"""The choice of what shall be done to the photo."""

from collections.abc import Collection

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QComboBox, QWidget

from memnet_gui.network.card import TASKS

TASK_NAMES = {task: task.capitalize() for task in TASKS}
NO_MODEL = "No model for this task yet; train one or open one"
_TIPS = {
    "denoise": "Remove noise",
    "upscale": "Make a photo larger, with sharp edges",
    "deblock": "Remove the blocks and rings of strong JPEG compression",
}


class TaskBox(QComboBox):
    """Offers the tasks; those without a model are there, but cannot be chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("task_box")
        self.setAccessibleName("Task")
        self.setToolTip("What shall be done to the photo")
        for task, name in TASK_NAMES.items():
            self.addItem(name, task)
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
            self.setItemData(row, tip, Qt.ItemDataRole.ToolTipRole)
