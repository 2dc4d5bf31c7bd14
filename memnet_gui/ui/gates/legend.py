"""The checkable legend of the norm plot."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QWidget

_COLUMNS = 7
_SWATCH_PX = 14
_HEIGHT_PX = 22


class BlockLegend(QWidget):
    """One switch a memory block, and one for all.

    Signals:
        changed: Some block was switched on or off.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("gate_norm_legend")
        self._buttons: list[BlockButton] = []
        self._count = 0
        self._all = BlockButton(None)
        self._all.setObjectName("gate_norm_legend_all")
        self._all.setToolTip(self.tr("Show all memory blocks, or none"))
        self._all.clicked.connect(self._on_all_clicked)
        self._layout = QGridLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.addWidget(self._all, 0, 0)
        self._layout.setColumnStretch(_COLUMNS, 1)

    @property
    def shown(self) -> frozenset[int]:
        """Numbers of the blocks that are switched on."""
        return frozenset(n for n, button in enumerate(self._used, start=1) if button.isChecked())

    @property
    def _used(self) -> list["BlockButton"]:
        return self._buttons[: self._count]

    def set_blocks(self, colours: Sequence[QColor]) -> None:
        """Names as many blocks as there are colours; new ones are switched on."""
        self._count = len(colours)
        while len(self._buttons) < self._count:
            self._add_button()
        for button in self._buttons[self._count :]:
            button.setChecked(True)
        for number, button in enumerate(self._buttons):
            button.setVisible(number < self._count)
        for button, colour in zip(self._used, colours, strict=True):
            button.set_colour(colour)
        self._all.setVisible(self._count > 0)
        self._all.setChecked(all(button.isChecked() for button in self._used))

    def set_shown(self, blocks: frozenset[int]) -> None:
        """Switches these blocks on and the others off."""
        for number, button in enumerate(self._used, start=1):
            button.setChecked(number in blocks)
        self._on_clicked()

    def _add_button(self) -> None:
        number = len(self._buttons) + 1
        button = BlockButton(number)
        button.setObjectName(f"gate_norm_legend_{number}")
        button.setToolTip(self.tr("Show memory block {number}").format(number=number))
        button.clicked.connect(self._on_clicked)
        self._buttons.append(button)
        self._layout.addWidget(button, number // _COLUMNS, number % _COLUMNS)

    @Slot()
    def _on_clicked(self) -> None:
        self._all.setChecked(len(self.shown) == self._count)
        self.changed.emit()

    @Slot(bool)
    def _on_all_clicked(self, checked: bool) -> None:
        for button in self._used:
            button.setChecked(checked)
        self.changed.emit()


class BlockButton(QAbstractButton):
    """A piece of curve and the number of a block, or a word for all; faint when switched off."""

    def __init__(self, number: int | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = number
        self._colour: QColor | None = None
        self.setText(self.tr("Blocks") if number is None else str(number))
        self.setCheckable(True)
        self.setChecked(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        name = self.tr("Memory block {number}").format(number=number)
        self.setAccessibleName(self.tr("All memory blocks") if number is None else name)

    def set_colour(self, colour: QColor) -> None:
        """Gives the piece of curve a colour."""
        self._colour = colour
        self.update()

    def _draw(self, painter: QPainter) -> None:
        middle, text_left = self.height() / 2, 5
        if self._colour is not None:
            painter.setPen(QPen(self._colour, 3))
            painter.drawLine(QPointF(4, middle), QPointF(4 + _SWATCH_PX, middle))
            text_left += _SWATCH_PX + 4
        group = QPalette.ColorGroup.Active if self.isChecked() else QPalette.ColorGroup.Disabled
        painter.setPen(self.palette().color(group, QPalette.ColorRole.WindowText))
        place = self.rect().adjusted(text_left, 0, 0, 0)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, self.text())
        if self.hasFocus():
            painter.setOpacity(1)
            painter.setPen(self.palette().color(QPalette.ColorRole.Highlight))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 3, 3)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints swatch and number."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.isChecked():
            painter.setOpacity(0.45)
        self._draw(painter)

    def sizeHint(self) -> QSize:
        """Returns the size of swatch and number."""
        swatch = 0 if self._number is None else _SWATCH_PX + 4
        return QSize(swatch + self.fontMetrics().horizontalAdvance(self.text()) + 12, _HEIGHT_PX)
