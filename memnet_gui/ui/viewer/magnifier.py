"""A lens at the mouse that shows before and after, enlarged, beside each other."""

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, QSizeF, Qt, Slot
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from memnet_gui.ui.viewer import decoration
from memnet_gui.ui.viewer.layers import draw_layers
from memnet_gui.ui.viewer.layout import Pane, Side
from memnet_gui.ui.viewer.viewer import CompareViewer
from memnet_gui.ui.viewer.viewport import MAX_SCALE, Viewport

_MAGNIFICATION = 4.0
_PANE_PX = 208
"""Side of a picture in the lens, in logical pixels."""

_GAP_PX = 2
_DISTANCE_PX = 22
"""From the mouse to the lens, which must not hide what it shows."""

_RADIUS_PX = 8.0
_EDGE_PX = 2.0
_EDGE, _RIM = QColor(255, 255, 255, 235), QColor(0, 0, 0, 140)
_MARGIN_PX = 4
"""Around the lens for its rim."""


class MagnifyingViewer(CompareViewer):
    """A viewer with a lens that can be switched on.

    The lens shows the before and the after picture; of a grid, and where there is only one
    picture, that under the mouse. Without a mouse over the pictures it shows their middle.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_magnified = False
        self._lens = QRect()
        self._is_lens_due = False
        self.view_changed.connect(self._on_view_changed)

    @property
    def is_magnified(self) -> bool:
        """Whether the lens is on."""
        return self._is_magnified

    @property
    def lens(self) -> QRect:
        """Where the lens is in the widget; empty while there is none."""
        return self._lens

    @Slot(bool)
    def set_magnified(self, on: bool) -> None:
        """Switches the lens on or off."""
        self._is_magnified = on
        self._move_lens()

    @Slot()
    def _on_view_changed(self) -> None:
        self._move_lens()

    @property
    def _focus(self) -> QPointF:
        """The place that is magnified, in the widget."""
        if self._cursor_at is not None:
            return self._cursor_at
        return self._to_logical(self._layout.panes[0].frame).center()

    def _move_lens(self) -> None:
        """Puts the lens beside the mouse, and has what it left and covers painted."""
        old, self._lens = self._lens, self._place_lens()
        margin = _MARGIN_PX
        for lens in (old, self._lens):
            if not lens.isEmpty():
                self.update(lens.adjusted(-margin, -margin, margin, margin))

    def _place_lens(self) -> QRect:
        sides = self._sides()
        if not sides:
            return QRect()
        room, near = self.size(), self._focus.toPoint()
        width = len(sides) * _PANE_PX + (len(sides) - 1) * _GAP_PX
        height = min(_PANE_PX, room.height())
        return QRect(
            _beside(near.x(), width, room.width()),
            _beside(near.y(), height, room.height()),
            min(width, room.width()),
            height,
        )

    def _sides(self) -> list[Pane]:
        """Returns stand-ins for the panes whose pictures the lens shows."""
        if not self._is_magnified or self._viewport.is_empty:
            return []
        here = self._layout.pane_at(self._to_device(self._focus)) or self._layout.panes[0]
        if here.side is Side.GRID or self._scene.after is None:
            return [here]
        whole = QRect()
        return [Pane(Side.BEFORE, whole, whole), Pane(Side.AFTER, whole, whole)]

    def _magnify(self, size: QSize) -> Viewport:
        """Returns the viewport of a picture in the lens, of a size in device pixels."""
        centre = self._viewport.to_image(self._to_frame(self._focus))
        # Of a photo that is shown very small the lens shows at least its own pixels.
        scale = min(max(self._viewport.scale * _MAGNIFICATION, 1.0), MAX_SCALE)
        return Viewport(self._viewport.image, size, scale, centre, is_fitted=False)

    def _draw_lens(self, painter: QPainter) -> None:
        sides, lens = self._sides(), QRectF(self._lens)
        width = (lens.width() - _GAP_PX * (len(sides) - 1)) / max(1, len(sides))
        outline = QPainterPath()
        outline.addRoundedRect(lens, _RADIUS_PX, _RADIUS_PX)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(outline, decoration.surround_of(self.palette()))
        painter.save()
        painter.setClipPath(outline)
        for place, pane in enumerate(sides):
            part = QRectF(lens.left() + place * (width + _GAP_PX), lens.top(), width, lens.height())
            self._draw_part(painter, pane, part, len(sides))
            if place:
                line = QRectF(part.left() - _GAP_PX, part.top(), _GAP_PX, part.height())
                painter.fillRect(line, _EDGE)
        painter.restore()
        for colour, thickness in ((_RIM, _EDGE_PX + 2), (_EDGE, _EDGE_PX)):
            painter.setPen(QPen(colour, thickness))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(lens, _RADIUS_PX, _RADIUS_PX)

    def _draw_part(self, painter: QPainter, pane: Pane, part: QRectF, count: int) -> None:
        """Paints one picture of the lens."""
        ratio = self.devicePixelRatioF()
        device = QRectF(part.topLeft() * ratio, QSizeF(part.size()) * ratio).toRect()
        viewport = self._magnify(device.size())
        painter.save()
        painter.setClipRect(part, Qt.ClipOperation.IntersectClip)
        painter.scale(1.0 / ratio, 1.0 / ratio)
        painter.translate(device.topLeft())
        backdrop = decoration.checkerboard(ratio)
        draw_layers(painter, viewport, self._scene.layers_of(pane), backdrop)
        painter.restore()
        text = self._scene.label_of(pane)
        if text and (count > 1 or self._layout.is_labelled):
            right = pane.side is Side.AFTER
            decoration.draw_badge(painter, part, text, right=right)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the lens over the pictures."""
        super().paintEvent(event)
        if self._lens.isEmpty():
            return
        painter = QPainter(self)
        self._draw_lens(painter)
        painter.end()
        # What has changed elsewhere in the picture may be seen in the lens, too.
        self._is_lens_due = not self._is_lens_due and not event.rect().contains(self._lens)
        if self._is_lens_due:
            self.update(self._lens)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Takes the lens along."""
        super().mouseMoveEvent(event)
        if self._is_magnified:
            self._move_lens()

    def leaveEvent(self, event: QEvent) -> None:
        """Shows the middle again."""
        super().leaveEvent(event)
        if self._is_magnified:
            self._move_lens()


def _beside(near: int, extent: int, room: int) -> int:
    """Returns where a lens begins so that it lies beside a place, within the room if it can."""
    after = near + _DISTANCE_PX
    if after + extent <= room:
        return after
    before = near - _DISTANCE_PX - extent
    return max(0, min(before, room - extent)) if before >= 0 else max(0, room - extent)
