"""The gate matrix with the choice of what its cells show."""

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from memnet_gui.ui.gates.matrix import GateMatrix

_NORM, _EFFECT = range(2)


class MatrixPanel(QWidget):
    """A box over the matrix, and a note under it.

    Attributes:
        effects_wanted: (bool) The effects on the photo shall be shown, else the weight norms;
            that of the effects also comes when they are chosen once more.
    """

    effects_wanted = Signal(bool)

    def __init__(self, matrix: GateMatrix, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("matrix_panel")
        self._matrix = matrix
        self.box = self._build_box()
        self._note = QLabel()
        self._note.setObjectName("matrix_note")
        self._note.setWordWrap(True)
        self._note.setForegroundRole(self._note.palette().ColorRole.PlaceholderText)
        self._note.setContentsMargins(8, 0, 8, 4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._build_row())
        layout.addWidget(matrix, 1)
        layout.addWidget(self._note)
        self.set_note("")

    @property
    def shows_effects(self) -> bool:
        """Whether the effects are chosen."""
        return self.box.currentIndex() == _EFFECT

    @property
    def note(self) -> str:
        """What is said under the matrix."""
        return self._note.text()

    def set_note(self, text: str) -> None:
        """Says something under the matrix, "" for nothing."""
        self._note.setText(text)
        self._note.setVisible(bool(text))

    def return_to_norms(self) -> None:
        """Chooses the weight norms, which tells nobody."""
        with QSignalBlocker(self.box):
            self.box.setCurrentIndex(_NORM)
        self._matrix.setAccessibleDescription(self.box.currentText())

    def sizeHint(self) -> QSize:
        """That of the matrix, with the row over it."""
        hint = self._matrix.sizeHint()
        return QSize(hint.width(), hint.height() + self.box.sizeHint().height() + 6)

    def _build_box(self) -> QComboBox:
        box = QComboBox()
        box.setObjectName("matrix_measure_box")
        box.setAccessibleName(self.tr("What the gate matrix shows"))
        box.addItem(self.tr("Weight norm"))
        box.addItem(self.tr("Effect on the photo"))
        effect = self.tr(
            "What the result loses without each memory: the photo is restored with that memory "
            "read as zeros, its mean included. Choose it again to measure where you look now."
        )
        norm = self.tr("How strongly the weights of each gate unit read each memory")
        box.setItemData(_NORM, norm, Qt.ItemDataRole.ToolTipRole)
        box.setItemData(_EFFECT, effect, Qt.ItemDataRole.ToolTipRole)
        box.setToolTip(effect)
        box.currentIndexChanged.connect(self._on_index_changed)
        box.activated.connect(self._on_activated)
        return box

    def _build_row(self) -> QHBoxLayout:
        label = QLabel(self.tr("Cells show"))
        label.setBuddy(self.box)
        row = QHBoxLayout()
        row.setContentsMargins(8, 6, 8, 0)
        row.setSpacing(8)  # else that of the column, which has none
        row.addWidget(label)
        row.addWidget(self.box, 1)
        return row

    @Slot(int)
    def _on_index_changed(self, index: int) -> None:
        self._matrix.setAccessibleDescription(self.box.currentText())
        self.effects_wanted.emit(index == _EFFECT)

    @Slot(int)
    def _on_activated(self, index: int) -> None:
        if index == _EFFECT:
            self.effects_wanted.emit(True)
