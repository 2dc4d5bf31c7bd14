"""The choice of a second model to lay over the first."""

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from memnet_gui.restoration.models import ModelInfo


class CompareBox(QWidget):
    """Offers the models, and nothing.

    Attributes:
        chosen_changed: (ModelInfo | None) What to compare with.
    """

    chosen_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._models: list[ModelInfo] = []
        self.box = QComboBox()
        self.box.setObjectName("compare_model_box")
        self.box.setAccessibleName(self.tr("Model to compare with"))
        self.box.setToolTip(
            self.tr("Lays this model's curves over, and restores the photo with it too")
        )
        self.box.addItem(self.tr("nothing"))
        self.box.currentIndexChanged.connect(self._on_index_changed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 6, 8, 0)
        layout.addWidget(QLabel(self.tr("Other model")))
        layout.addWidget(self.box, 1)

    @property
    def chosen(self) -> ModelInfo | None:
        """The model to compare with; None for nothing."""
        index = self.box.currentIndex()
        return self._models[index - 1] if index > 0 else None

    def set_models(self, models: list[ModelInfo]) -> None:
        """Offers these models; the choice stays where it can."""
        kept = self.box.currentText()
        with QSignalBlocker(self.box):
            self._models = list(models)
            self.box.clear()
            self.box.addItems([self.tr("nothing"), *(info.name for info in models)])
            self.box.setCurrentIndex(max(0, self.box.findText(kept)))

    @Slot(int)
    def _on_index_changed(self, _index: int) -> None:
        self.chosen_changed.emit(self.chosen)


def stacked(upper: QWidget, lower: QWidget) -> QWidget:
    """Puts a widget over another one, which takes the room."""
    both = QWidget()
    layout = QVBoxLayout(both)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    layout.addWidget(upper)
    layout.addWidget(lower, 1)
    return both
