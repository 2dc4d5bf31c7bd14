"""The gate matrix: which gate unit keeps how much of which memory."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QKeyEvent,
    QLinearGradient,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import QWidget

from memnet_gui.messages import QT_TRANSLATE_NOOP
from memnet_gui.network.gates import GateNorms
from memnet_gui.ui.gates.colours import norm_colour, text_on
from memnet_gui.ui.gates.matrix_layout import MatrixLayout
from memnet_gui.ui.plots import Row, is_dark
from memnet_gui.ui.theme import ACCENT

Cell = tuple[int, str]
"""Number of the gate unit's block, from 1, and name of the memory."""

_TEXT_SCALE = 0.85
_SCALE_WIDTH_PX = 56
_HINT = QT_TRANSLATE_NOOP(
    "GateMatrix",
    "Click a memory to see its feature maps; right click, or Space on the marked one, "
    "switches it off and on again.",
)
_STEPS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


class GateMatrix(QWidget):
    """Rows are gate units, columns memories, the colour is the mean norm.

    Signals:
        memory_chosen: A cell was clicked or reached by the arrow keys: its block and memory.
        memory_toggled: A cell is to be switched off or on again: right click, Space or Delete.
    """

    memory_chosen = Signal(int, str)
    memory_toggled = Signal(int, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("gate_matrix")
        self.setAccessibleName(self.tr("Gate matrix: rows gate units, columns memories"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setToolTip(self.tr(_HINT))
        self._means: dict[Cell, float] = {}
        self._filters = 0
        self._columns: tuple[str, ...] = ()
        self._blocks = 0
        self._chosen: Cell | None = None
        self._hovered: Cell | None = None
        self._switched_off: frozenset[Cell] = frozenset()

    @property
    def chosen(self) -> Cell | None:
        """The marked cell."""
        return self._chosen

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of all memories that some gate unit reads, in the order of the last one's input."""
        return self._columns

    @property
    def readout(self) -> str:
        """What the line below the cells says: of the cell under the mouse, else the marked one."""
        cell = self._hovered or self._chosen
        if cell is None:
            is_empty, hint = not self._means, self.tr("Point at a memory to read it")
            return self.tr("No model is loaded.") if is_empty else hint
        text = self.tr("Gate {block} · {memory} · mean norm {mean:.4f}")
        text = text.format(block=cell[0], memory=cell[1], mean=self._means[cell])
        return self.tr("{cell}  (off)").format(cell=text) if cell in self._switched_off else text

    def set_norms(self, norms: Sequence[GateNorms]) -> None:
        """Shows the gate units of a model; the marked cell stays where it still exists."""
        self._means = {(g.block, s.name): s.mean for g in norms for s in g.segments}
        # The last gate unit reads whatever another one does.
        self._columns = tuple(segment.name for gate in norms[-1:] for segment in gate.segments)
        self._blocks = len(norms)
        if self._chosen not in self._means:
            self._chosen = None
        self._hovered = None
        self.updateGeometry()
        self.update()

    def set_switched_off(self, memories: frozenset[Cell]) -> None:
        """Crosses out the memories that are switched off."""
        self._switched_off = frozenset((block, memory) for block, memory in memories)
        self.update()

    def cell_rect(self, block: int, memory: str) -> QRectF:
        """Returns where a cell is painted."""
        return self._layout().cell(block - 1, self._columns.index(memory))

    def csv_rows(self) -> Iterator[Row]:
        """Yields the mean norm of every cell."""
        yield "block", "memory", "mean_norm"
        for (block, memory), mean in self._means.items():
            yield block, memory, mean

    def _range(self) -> tuple[float, float]:
        return min(self._means.values()), max(self._means.values())

    def _share(self, mean: float) -> float:
        low, high = self._range()
        return (mean - low) / (high - low) if high > low else 0.5

    def _layout(self) -> MatrixLayout:
        return MatrixLayout(
            self.width(), self.height(), self._blocks, len(self._columns), self._line_px()
        )

    def _line_px(self) -> int:
        return self.fontMetrics().height() + 4

    def _cell_at(self, place: QPointF) -> Cell | None:
        found = self._layout().find(place)
        if found is None:
            return None
        cell = (found[0] + 1, self._columns[found[1]])
        return cell if cell in self._means else None

    def _choose(self, cell: Cell) -> None:
        self._chosen = cell
        self.update()
        self.memory_chosen.emit(*cell)

    def _step(self, down: int, right: int) -> None:
        """Goes on to the next cell that is within a gate's reach."""
        if self._chosen is None:
            if self._means:
                self._choose(next(iter(self._means)))
            return
        row, column = self._chosen[0], self._columns.index(self._chosen[1])
        while 1 <= row + down <= self._blocks and 0 <= column + right < len(self._columns):
            row, column = row + down, column + right
            if (row, self._columns[column]) in self._means:
                self._choose((row, self._columns[column]))
                return

    def _draw_cells(self, painter: QPainter, layout: MatrixLayout) -> None:
        dark = is_dark(self.palette())
        room = painter.fontMetrics().horizontalAdvance("0.00") + 6
        for cell, mean in self._means.items():
            place = layout.cell(cell[0] - 1, self._columns.index(cell[1]))
            colour = norm_colour(self._share(mean), dark=dark)
            inner = place.adjusted(0.5, 0.5, -0.5, -0.5) if layout.cell_width_px > 6 else place
            painter.fillRect(inner, colour)
            is_off = cell in self._switched_off
            if place.width() >= room and place.height() >= self._line_px() - 4 and not is_off:
                painter.setPen(text_on(colour))
                painter.drawText(place, Qt.AlignmentFlag.AlignCenter, f"{mean:.2f}")
            if is_off:
                _draw_cross(painter, inner, text_on(colour))

    def _draw_marks(self, painter: QPainter, layout: MatrixLayout) -> None:
        text = self.palette().color(QPalette.ColorRole.WindowText)
        for cell, pen in (
            (self._hovered, QPen(text, 1)),
            (self._chosen, QPen(text if not self.hasFocus() else ACCENT.lighter(120), 2.5)),
        ):
            if cell is not None:
                place = layout.cell(cell[0] - 1, self._columns.index(cell[1]))
                painter.setPen(pen)
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(place.adjusted(0.5, 0.5, -0.5, -0.5))

    def _draw_names(self, painter: QPainter, layout: MatrixLayout) -> None:
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        metrics = painter.fontMetrics()
        widest = max(metrics.horizontalAdvance(name) for name in self._columns) + 4
        for index in _thin(len(self._columns), layout.cell_width_px, widest):
            middle = layout.column_name(index)
            place = middle.adjusted(-widest, 0, widest, 0)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self._columns[index])
        for index in _thin(self._blocks, layout.cell_height_px, metrics.height()):
            place = layout.row_name(index).adjusted(0, -widest, 0, widest)
            align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(place, align, self.tr("Gate {block}").format(block=index + 1))

    def _draw_scale(self, painter: QPainter, layout: MatrixLayout) -> None:
        """Paints the colours from the lowest to the highest mean, and the readout beside them."""
        low, high = self._range()
        dark = is_dark(self.palette())
        foot = layout.foot()
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        label = f"{high:.2f}"
        label_px = painter.fontMetrics().horizontalAdvance(label) + 4
        right = QRectF(foot.right() - label_px, foot.top(), label_px, foot.height())
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(right, align, label)
        bar = QRectF(right.left() - _SCALE_WIDTH_PX, foot.center().y() - 4, _SCALE_WIDTH_PX, 8)
        gradient = QLinearGradient(bar.topLeft(), bar.topRight())
        for step in range(9):
            gradient.setColorAt(step / 8, norm_colour(step / 8, dark=dark))
        painter.fillRect(bar, gradient)
        lowest = QRectF(bar.left() - label_px - 4, foot.top(), label_px, foot.height())
        painter.drawText(lowest, align, f"{low:.2f}")
        left = QRectF(foot.left(), foot.top(), lowest.left() - foot.left() - 6, foot.height())
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        self._draw_readout(painter, left)

    def _draw_readout(self, painter: QPainter, place: QRectF) -> None:
        elide = Qt.TextElideMode.ElideRight
        text = painter.fontMetrics().elidedText(self.readout, elide, int(place.width()))
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(place, align, text)

    def sizeHint(self) -> QSize:
        """Cells as high as they are wide in a narrow dock, within limits."""
        return MatrixLayout.preferred_size(self._blocks, len(self._columns), self._line_px())

    def minimumSizeHint(self) -> QSize:
        """Room for the smallest cells that can be clicked."""
        return MatrixLayout.smallest_size(self._blocks, len(self._columns), self._line_px())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Reads the cell under the mouse."""
        cell = self._cell_at(event.position())
        if cell != self._hovered:
            self._hovered = cell
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Reads the marked cell again."""
        super().leaveEvent(event)
        self._hovered = None
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Chooses a cell, or switches it off or on."""
        cell = self._cell_at(event.position())
        if cell is not None and event.button() == Qt.MouseButton.LeftButton:
            self._choose(cell)
        elif cell is not None and event.button() == Qt.MouseButton.RightButton:
            self.memory_toggled.emit(*cell)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Moves with the arrows, switches with Space or Delete, opens again with Return."""
        key = Qt.Key(event.key())
        if key in _STEPS:
            self._step(*_STEPS[key])
        elif self._chosen and key in (Qt.Key.Key_Space, Qt.Key.Key_Delete):
            self.memory_toggled.emit(*self._chosen)
        elif self._chosen and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self._chosen)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints names, cells, marks and the scale."""
        painter = QPainter(self)
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * _TEXT_SCALE)
        painter.setFont(font)
        layout = self._layout()
        if not self._means:
            painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.readout)
            return
        self._draw_names(painter, layout)
        self._draw_cells(painter, layout)
        self._draw_marks(painter, layout)
        self._draw_scale(painter, layout)


def _draw_cross(painter: QPainter, place: QRectF, colour: QColor) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 1.6))
    inset = min(3.0, place.width() / 6)
    inner = place.adjusted(inset, inset, -inset, -inset)
    painter.drawLine(inner.topLeft(), inner.bottomRight())
    painter.drawLine(inner.topRight(), inner.bottomLeft())
    painter.restore()


def _thin(count: int, step_px: float, needed_px: float) -> range:
    """Returns which of `count` names to show so that they do not overlap."""
    return range(0, count, max(1, -(-int(needed_px) // max(1, int(step_px)))))
