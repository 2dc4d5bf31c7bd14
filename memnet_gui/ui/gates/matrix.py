"""The gate matrix: which gate unit keeps how much of which memory."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import QWidget

from memnet_gui.messages import QT_TRANSLATE_NOOP
from memnet_gui.network.gates import GateNorms
from memnet_gui.ui.gates.cell_values import Cell, CellValues, EffectValues, NormValues, tabulate
from memnet_gui.ui.gates.colours import norm_colour, text_on
from memnet_gui.ui.gates.matrix_layout import MatrixLayout
from memnet_gui.ui.gates.matrix_paint import draw_cross, draw_scale, thin
from memnet_gui.ui.lengths import with_letters
from memnet_gui.ui.plots import Row, is_dark
from memnet_gui.ui.theme import ACCENT

if TYPE_CHECKING:
    from memnet_gui.restoration.effects import Effects

_TEXT_SCALE = 0.85
_ROW_NAMES_PX = 52
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
    """Rows are gate units, columns memories, the colour is the mean norm or the effect on a photo.

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
        self._values: CellValues = NormValues(self._means)
        self._effects: Effects | None = None
        self._shows_effects = False
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
        text = self._values.describe(cell)
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
        self._choose_values()
        self.updateGeometry()

    def set_effects(self, effects: "Effects | None", *, shown: bool) -> None:
        """Takes the effects measured so far, None for none yet; cells have norms unless shown."""
        self._effects = effects
        self._shows_effects = shown
        self._choose_values()

    def set_switched_off(self, memories: frozenset[Cell]) -> None:
        """Crosses out the memories that are switched off."""
        self._switched_off = frozenset((block, memory) for block, memory in memories)
        self.update()

    def cell_rect(self, block: int, memory: str) -> QRectF:
        """Returns where a cell is painted."""
        return self._layout().cell(block - 1, self._columns.index(memory))

    def csv_rows(self) -> Iterator[Row]:
        """Returns the mean norm of every cell, and its effect where effects were measured."""
        return tabulate(self._means, self._effects)

    def _choose_values(self) -> None:
        if self._shows_effects:
            self._values = EffectValues(self._effects.cells if self._effects else ())
        else:
            self._values = NormValues(self._means)
        self.update()

    def _layout(self) -> MatrixLayout:
        return MatrixLayout(self.width(), self.height(), *self._measures())

    def _measures(self) -> tuple[int, int, int, int]:
        """Returns how many rows and columns there are, and what their names take."""
        names_px = with_letters(_ROW_NAMES_PX, self.font())
        return self._blocks, len(self._columns), self._line_px(), names_px

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
        for cell in self._means:
            place = layout.cell(cell[0] - 1, self._columns.index(cell[1]))
            share = self._values.share(cell)
            colour = self._colour(share)
            inner = place.adjusted(0.5, 0.5, -0.5, -0.5) if layout.cell_width_px > 6 else place
            painter.fillRect(inner, colour)
            painter.setPen(text_on(colour))
            if cell in self._switched_off:
                draw_cross(painter, inner)
            elif share is not None:
                self._draw_label(painter, place, self._values.label(cell))

    def _colour(self, share: float | None) -> QColor:
        """Returns the colour of a cell; of one without a value a grey near the ground."""
        if share is None:
            return self.palette().color(QPalette.ColorRole.Button).darker(106)
        return norm_colour(self._values.tint(share), dark=is_dark(self.palette()))

    def _draw_label(self, painter: QPainter, place: QRectF, label: str) -> None:
        room = painter.fontMetrics().horizontalAdvance(label) + 6
        if place.width() >= room and place.height() >= self._line_px() - 4:
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, label)

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
        for index in thin(len(self._columns), layout.cell_width_px, widest):
            middle = layout.column_name(index)
            place = middle.adjusted(-widest, 0, widest, 0)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self._columns[index])
        for index in thin(self._blocks, layout.cell_height_px, metrics.height()):
            place = layout.row_name(index).adjusted(0, -widest, 0, widest)
            align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(place, align, self.tr("Gate {block}").format(block=index + 1))

    def _draw_foot(self, painter: QPainter, layout: MatrixLayout) -> None:
        """Paints the scale, and the readout beside it."""
        dark = is_dark(self.palette())
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        left = draw_scale(painter, layout.foot(), self._values, dark=dark)
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        self._draw_readout(painter, left)

    def _draw_readout(self, painter: QPainter, place: QRectF) -> None:
        elide = Qt.TextElideMode.ElideRight
        text = painter.fontMetrics().elidedText(self.readout, elide, int(place.width()))
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(place, align, text)

    def sizeHint(self) -> QSize:
        """Cells as high as they are wide in a narrow dock, within limits."""
        return MatrixLayout.preferred_size(*self._measures())

    def minimumSizeHint(self) -> QSize:
        """Room for the smallest cells that can be clicked."""
        return MatrixLayout.smallest_size(*self._measures())

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
        self._draw_foot(painter, layout)
