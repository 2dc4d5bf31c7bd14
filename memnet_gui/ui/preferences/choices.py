"""Fields of the preferences that come more than once."""

from collections.abc import Iterable

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QPalette, QStandardItemModel
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QLabel, QSizePolicy, QWidget

_TIP = Qt.ItemDataRole.ToolTipRole


class ChoiceBox(QComboBox):
    """Offers words that stand for stored values."""

    def __init__(self, name: str, title: str, tip: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setToolTip(tip)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumContentsLength(12)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

    @property
    def value(self) -> str:
        """The value that the chosen words stand for."""
        return str(self.currentData())

    def offer(self, choices: Iterable[tuple[str, str]], chosen: str) -> None:
        """Offers pairs of value and words; nobody is told of the choice."""
        with QSignalBlocker(self):
            self.clear()
            for value, words in choices:
                self.addItem(words, value)
            self.choose(chosen)

    def choose(self, value: str) -> None:
        """Chooses a value; nobody is told."""
        with QSignalBlocker(self):
            self.setCurrentIndex(max(0, self.findData(value)))

    def rename(self, value: str, words: str, *, enabled: bool = True, tip: str = "") -> None:
        """Gives a value other words, and says whether it can be chosen."""
        row, items = self.findData(value), self.model()
        assert isinstance(items, QStandardItemModel)
        self.setItemText(row, words)
        self.setItemData(row, tip, _TIP)
        items.item(row).setEnabled(enabled)


class AutomaticBox(QDoubleSpinBox):
    """A number, or the program's own choice where it stands at its lowest."""

    def __init__(self, name: str, title: str, limits: tuple[float, float], step: float) -> None:
        super().__init__()
        self._least = limits[0]
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setSpecialValueText(self.tr("Automatic"))
        self.setSingleStep(step)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setRange(0.0, limits[1])
        self.setDecimals(0 if float(step).is_integer() else 1)
        self.setKeyboardTracking(False)

    @property
    def number(self) -> float | None:
        """The number, None for the program's own choice."""
        return max(self._least, self.value()) if self.value() > 0 else None

    def set_number(self, number: float | None) -> None:
        """Shows a number; nobody is told."""
        with QSignalBlocker(self):
            self.setValue(number or 0.0)


def hint_label(name: str, text: str = "") -> QLabel:
    """Returns a fainter line below a field."""
    label = QLabel(text)
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    return label
