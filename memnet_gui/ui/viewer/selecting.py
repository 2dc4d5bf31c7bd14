"""Selecting a rectangle of the picture, with the mouse or the keyboard."""

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QWidget

from memnet_gui.ui.theme import ACCENT
from memnet_gui.ui.viewer import decoration
from memnet_gui.ui.viewer.canvas import Canvas
from memnet_gui.ui.viewer.layout import Pane
from memnet_gui.ui.viewer.selection import (
    MOVE,
    Drag,
    Grip,
    grip_at,
    grown,
    handles_of,
    middle_of,
    moved,
)

_REACH_PX = 7.0
"""How near to an edge the mouse takes hold of it, in logical pixels."""

_HANDLE_PX = 8.0
_SHADE = QColor(0, 0, 0, 110)
_BADGE_SHIFT = QPointF(-10.0, -4.0)
_BADGE_ROOM = QSizeF(400.0, 40.0)
_FAR_STEP_PX = 10
_ARROWS = {
    Qt.Key.Key_Left: QPoint(-1, 0),
    Qt.Key.Key_Right: QPoint(1, 0),
    Qt.Key.Key_Up: QPoint(0, -1),
    Qt.Key.Key_Down: QPoint(0, 1),
}
_CURSORS: dict[Grip, Qt.CursorShape] = {
    MOVE: Qt.CursorShape.SizeAllCursor,
    (-1, -1): Qt.CursorShape.SizeFDiagCursor,
    (1, 1): Qt.CursorShape.SizeFDiagCursor,
    (1, -1): Qt.CursorShape.SizeBDiagCursor,
    (-1, 1): Qt.CursorShape.SizeBDiagCursor,
    (0, -1): Qt.CursorShape.SizeVerCursor,
    (0, 1): Qt.CursorShape.SizeVerCursor,
    (-1, 0): Qt.CursorShape.SizeHorCursor,
    (1, 0): Qt.CursorShape.SizeHorCursor,
}


class SelectingCanvas(Canvas):
    """Panes with a rectangle that can be drawn, moved and resized, in all of them at once.

    Dragging draws one while `is_selecting`, and with Shift at any time. Its edges can be dragged
    as long as it is there. While selecting, arrow keys move it by a pixel, with Shift they move
    its right and bottom edges, with Ctrl they go ten pixels. Esc takes it away.

    Signals:
        selection_changed: With the rectangle in image pixels as a QRect, or None.
        selecting_changed: Whether dragging draws a rectangle.
    """

    selection_changed = Signal(object)
    selecting_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._selection: QRect | None = None
        self._is_selecting = False
        self._drag: Drag | None = None
        self._drag_pane: Pane | None = None

    @property
    def selection(self) -> QRect | None:
        """The selected rectangle in image pixels, None when nothing is."""
        return self._selection

    def set_selection(self, rect: QRect | None) -> None:
        """Selects what of a rectangle lies in the picture."""
        rect = None if rect is None else rect & self._bounds
        rect = None if rect is None or rect.isEmpty() else rect
        if rect != self._selection:
            self._selection = rect
            self.selection_changed.emit(rect)
            self.update()

    @property
    def is_selecting(self) -> bool:
        """Whether dragging draws a rectangle."""
        return self._is_selecting

    def set_selecting(self, selecting: bool) -> None:
        """Has dragging draw a rectangle, or move the picture."""
        if selecting != self._is_selecting:
            self._is_selecting = selecting
            self.selecting_changed.emit(selecting)
            self.update()

    @property
    def _bounds(self) -> QRect:
        return QRect(QPoint(), self._viewport.image)

    def _relayout(self, image: QSize | None = None, magnification: float | None = None) -> None:
        """Drops the selection where the picture gets another size."""
        super()._relayout(image, magnification)
        if self._selection is not None and not self._bounds.contains(self._selection):
            self.set_selection(None)

    def _shown(self, rect: QRect, pane: Pane) -> QRectF:
        """Returns where a pane shows a rectangle of the picture, in logical pixels."""
        ratio = self.devicePixelRatioF()
        corner = self._viewport.to_frame(QPointF(rect.topLeft())) + QPointF(pane.frame.topLeft())
        return QRectF(corner / ratio, QSizeF(rect.size()) * self._viewport.scale / ratio)

    def _grip_at(self, position: QPointF) -> Grip | None:
        """Returns what of the selection the mouse would take hold of."""
        pane = self._layout.pane_at(self._to_device(position))
        if pane is None or self._selection is None:
            return None
        grip = grip_at(position, self._shown(self._selection, pane), _REACH_PX)
        return grip if self._is_selecting or grip != MOVE else None

    def _cursor_shape(self, position: QPointF) -> Qt.CursorShape:
        """Returns the cursor that says what dragging would do."""
        grip = self._grip_at(position)
        if grip is not None:
            return _CURSORS[grip]
        return Qt.CursorShape.CrossCursor if self._is_selecting else Qt.CursorShape.ArrowCursor

    def _point_in(self, pane: Pane, position: QPointF) -> QPointF:
        """Maps a position in the widget to the picture as one pane shows it."""
        return self._viewport.to_image(self._to_device(position) - QPointF(pane.frame.topLeft()))

    def _begin_drag(self, event: QMouseEvent) -> bool:
        """Takes hold of the selection or begins a new one, where that is wanted."""
        pane = self._layout.pane_at(self._to_device(event.position()))
        if self._viewport.is_empty or pane is None or event.button() != Qt.MouseButton.LeftButton:
            return False
        with_shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        grip = None if with_shift else self._grip_at(event.position())
        if grip is None and not (with_shift or self._is_selecting):
            return False
        start = None if grip is None else self._selection
        self._drag = Drag(start, grip or MOVE, self._point_in(pane, event.position()))
        # What is there follows the mouse at once; a new one begins when that is no mere click.
        self._drag_pane, self._pressed_at = pane, event.position() if start is None else None
        return True

    def _draw_selection(self, painter: QPainter, pane: Pane) -> None:
        """Paints the selection over a pane, in logical pixels."""
        if self._selection is None:
            return
        shown = self._shown(self._selection, pane)
        ratio = self.devicePixelRatioF()
        clip = QRectF(QPointF(pane.clip.topLeft()) / ratio, QSizeF(pane.clip.size()) / ratio)
        if self._is_selecting:
            rest = QPainterPath()
            rest.addRect(self._shown(self._bounds, pane) & clip)
            rest.addRect(shown)  # filled by the odd-even rule: all but the selection
            painter.fillPath(rest, _SHADE)
        decoration.draw_box(painter, shown.intersected(clip.adjusted(-9, -9, 9, 9)))
        painter.setPen(QPen(ACCENT, 1.5))
        painter.setBrush(QColor(255, 255, 255))
        for place in handles_of(shown).values():
            handle = QRectF(0, 0, _HANDLE_PX, _HANDLE_PX)
            handle.moveCenter(place)
            painter.drawRect(handle)
        self._draw_size(painter, shown, clip)

    def _draw_size(self, painter: QPainter, shown: QRectF, clip: QRectF) -> None:
        """Writes the size in pixels under the selection, or into it where there is no room."""
        assert self._selection is not None
        text = f"{self._selection.width()} × {self._selection.height()}"
        room = QRectF(shown.bottomLeft() + _BADGE_SHIFT, _BADGE_ROOM)
        room.moveLeft(max(room.left(), clip.left()))
        room.moveTop(min(room.top(), clip.bottom() - _BADGE_ROOM.height()))
        decoration.draw_badge(painter, room, text)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Takes hold of the selection, else of the picture."""
        if not self._begin_drag(event):
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draws, moves or resizes the selection, else drags the picture."""
        super().mouseMoveEvent(event)
        if self._drag is None or self._drag_pane is None or self._pressed_at is not None:
            return  # it is no drag before the mouse has moved far enough
        point = self._point_in(self._drag_pane, event.position())
        self.set_selection(self._drag.to(point, self._bounds))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Lets go; a click beside the selection takes it away."""
        if self._drag is None:
            super().mouseReleaseEvent(event)
            return
        was_click = self._pressed_at is not None
        self._drag = self._drag_pane = self._pressed_at = None
        if was_click:
            self.set_selection(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Moves or resizes the selection with the arrows while selecting; Esc takes it away."""
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        if key == Qt.Key.Key_Escape and (self._selection is not None or self._is_selecting):
            self.set_selection(None)
            self.set_selecting(False)
        elif key in _ARROWS and self._is_selecting and not self._viewport.is_empty:
            self._step(_ARROWS[key], modifiers)
        else:
            super().keyPressEvent(event)

    def _step(self, direction: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        if self._selection is None:
            self.set_selection(middle_of(self.visible_region() & self._bounds))
            return
        is_far = modifiers & Qt.KeyboardModifier.ControlModifier
        offset = direction * (_FAR_STEP_PX if is_far else 1)
        change = grown if modifiers & Qt.KeyboardModifier.ShiftModifier else moved
        self.set_selection(change(self._selection, offset, self._bounds))
