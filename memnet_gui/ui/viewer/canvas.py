"""Panning, zooming and probing with the mouse, the trackpad and the keyboard."""

import math

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, QSizeF, Qt, Signal, Slot
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from memnet_gui.ui.viewer.layout import Layout, Side, arrange_single
from memnet_gui.ui.viewer.viewport import Viewport

_NOTCH = 120.0
"""Wheel angle of one notch, in eighths of a degree."""

_NOTCHES_PER_DOUBLING = 4.0
_PIXELS_PER_NOTCH = 60.0
"""For trackpads that report pixels alone."""

_KEY_FACTOR = 2.0**0.5
_KEY_SHARE = 0.1
"""Share of a pane by which an arrow key pans."""

_PANNING_BUTTONS = {Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton}
_ARROWS = {
    Qt.Key.Key_Left: QPointF(1, 0),
    Qt.Key.Key_Right: QPointF(-1, 0),
    Qt.Key.Key_Up: QPointF(0, 1),
    Qt.Key.Key_Down: QPointF(0, -1),
}
_ENDS = (Qt.Key.Key_Home, Qt.Key.Key_End)
_ZOOM_KEYS = {
    Qt.Key.Key_Plus: _KEY_FACTOR,
    Qt.Key.Key_Equal: _KEY_FACTOR,
    Qt.Key.Key_Minus: 1.0 / _KEY_FACTOR,
}


class Canvas(QWidget):
    """Panes that show the same part of a picture; a subclass says where they lie and paints.

    Signals:
        view_changed: Another part of the picture is seen, or a picture of another size.
        zoom_changed: With the new zoom, also for a picture of another size.
        pixel_hovered: With the image pixel under the cursor as a QPoint, or None outside.
        pixel_clicked: With the image pixel as a QPoint, when the mouse was not dragged; the
            first of two clicks counts, too.
    """

    view_changed = Signal()
    zoom_changed = Signal(float)
    pixel_hovered = Signal(object)
    pixel_clicked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._viewport = Viewport()
        self._layout = arrange_single(Side.BEFORE, QSize())
        self._dragged_at: QPointF | None = None
        self._pressed_at: QPointF | None = None
        self._cursor_at: QPointF | None = None
        self._hovered: QPoint | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def zoom(self) -> float:
        """Device pixels per image pixel."""
        return self._viewport.scale

    @property
    def is_fitted(self) -> bool:
        """Whether the whole picture is shown and follows the widget's size."""
        return self._viewport.is_fitted

    def fit(self) -> None:
        """Shows the whole picture, also after the widget changes its size."""
        self._set_viewport(self._viewport.fit())

    def actual_size(self) -> None:
        """Shows one image pixel on each device pixel."""
        self.set_zoom(1.0)

    def set_zoom(self, zoom: float) -> None:
        """Magnifies around the middle of the view.

        Args:
            zoom: Device pixels per image pixel; kept within the limits.
        """
        self._set_viewport(self._viewport.zoom_to(zoom))

    @Slot()
    def zoom_in(self) -> None:
        """Magnifies a step around the middle of the view."""
        self._zoom_by(_KEY_FACTOR)

    @Slot()
    def zoom_out(self) -> None:
        """Goes a step back around the middle of the view."""
        self._zoom_by(1.0 / _KEY_FACTOR)

    def visible_region(self) -> QRect:
        """Returns the part of the picture that is seen, in image pixels; empty without one."""
        return QRect() if self._viewport.is_empty else self._viewport.visible.toAlignedRect()

    def _arrange(self, size: QSize) -> Layout:
        """Returns where the panes lie in a widget of a size in device pixels."""
        return arrange_single(Side.BEFORE, size)

    def _relayout(self, image: QSize | None = None, magnification: float | None = None) -> None:
        """Places the panes anew, the middle of the view unchanged.

        Args:
            image: The size of the picture if that may have changed.
            magnification: How much larger it shows what the last one showed; None: it shows
                something else, and is shown whole if it has another size.
        """
        self._layout = self._arrange((QSizeF(self.size()) * self.devicePixelRatioF()).toSize())
        frame = self._layout.frame_size
        if image is None or image == self._viewport.image:
            self._set_viewport(self._viewport.resize(frame))
        elif magnification is not None:
            self._set_viewport(self._viewport.resize(frame).show_other(image, magnification))
        else:
            self._set_viewport(Viewport(image, frame).fit())
        self._update_hovered()
        self.update()

    def _set_viewport(self, viewport: Viewport) -> None:
        """Shows another part, and says so if it differs."""
        old, self._viewport = self._viewport, viewport
        if viewport == old:
            return
        self.update()
        if viewport.scale != old.scale or viewport.image != old.image:
            self.zoom_changed.emit(viewport.scale)
        self.view_changed.emit()
        self._update_hovered()

    def _to_device(self, position: QPointF) -> QPointF:
        """Maps a position in the widget to device pixels."""
        return position * self.devicePixelRatioF()

    def _to_frame(self, position: QPointF) -> QPointF:
        """Maps a position in the widget to the frame of the pane there, else of the first one."""
        point = self._to_device(position)
        pane = self._layout.pane_at(point) or self._layout.panes[0]
        return point - QPointF(pane.frame.topLeft())

    def _pixel_at(self, position: QPointF) -> QPoint | None:
        """Returns the image pixel at a position in the widget, None outside of the picture."""
        if self._viewport.is_empty or not self._layout.pane_at(self._to_device(position)):
            return None
        point = self._viewport.to_image(self._to_frame(position))
        pixel = QPoint(math.floor(point.x()), math.floor(point.y()))
        return pixel if QRect(QPoint(), self._viewport.image).contains(pixel) else None

    @staticmethod
    def _is_far(offset: QPointF) -> bool:
        """Whether the mouse moved so much that it drags."""
        return offset.manhattanLength() > QApplication.startDragDistance()

    def _update_hovered(self) -> None:
        """Tells when another pixel lies under the cursor, whichever of the two has moved."""
        pixel = None if self._cursor_at is None else self._pixel_at(self._cursor_at)
        if pixel != self._hovered:
            self._hovered = pixel
            self.pixel_hovered.emit(pixel)

    def _zoom_by(self, factor: float, position: QPointF | None = None) -> None:
        """Magnifies around a position in the widget, None for the middle of the view."""
        anchor = None if position is None else self._to_frame(position)
        self._set_viewport(self._viewport.zoom_by(factor, anchor))

    def event(self, event: QEvent) -> bool:
        """Follows a pinch on a trackpad, and a move to a screen of another density."""
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._relayout()
        if (
            isinstance(event, QNativeGestureEvent)
            and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture
        ):
            self._zoom_by(1.0 + event.value(), event.position())
            return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Places the panes anew."""
        super().resizeEvent(event)
        self._relayout()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zooms at the cursor, in steps as fine as the wheel or the trackpad reports."""
        notches = event.angleDelta().y() / _NOTCH or event.pixelDelta().y() / _PIXELS_PER_NOTCH
        self._zoom_by(2.0 ** (notches / _NOTCHES_PER_DOUBLING), event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Takes hold of the picture."""
        if event.button() not in _PANNING_BUTTONS:
            super().mousePressEvent(event)
            return
        self._dragged_at = event.position()
        is_left = event.button() == Qt.MouseButton.LeftButton
        self._pressed_at = event.position() if is_left else None
        self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drags the picture and probes the pixel."""
        position = self._cursor_at = event.position()
        if self._dragged_at is not None:
            offset = self._to_device(position - self._dragged_at)
            self._dragged_at = position
            self._set_viewport(self._viewport.pan(offset))
        if self._pressed_at is not None and self._is_far(position - self._pressed_at):
            self._pressed_at = None
        self._update_hovered()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Lets go of the picture, and tells the pixel if it was only clicked."""
        if self._dragged_at is None:
            super().mouseReleaseEvent(event)
            return
        self._dragged_at = None
        self.unsetCursor()
        pressed_at, self._pressed_at = self._pressed_at, None
        if pressed_at is None or self._is_far(event.position() - pressed_at):
            return
        pixel = self._pixel_at(event.position())
        if pixel is not None:
            self.pixel_clicked.emit(pixel)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Changes between the whole picture and 100 % at the cursor."""
        if event.button() != Qt.MouseButton.LeftButton:
            super().mouseDoubleClickEvent(event)
        elif self._viewport.is_fitted:
            self._set_viewport(self._viewport.zoom_to(1.0, self._to_frame(event.position())))
        else:
            self.fit()

    def leaveEvent(self, event: QEvent) -> None:
        """Ends probing."""
        super().leaveEvent(event)
        self._cursor_at = None
        self._update_hovered()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Zooms with + and -, pans with the arrows, and to the corners with Home and End."""
        key = Qt.Key(event.key())
        if key in _ZOOM_KEYS:
            self._zoom_by(_ZOOM_KEYS[key])
        elif key in _ARROWS:
            step = self._layout.frame_size.width() * _KEY_SHARE
            self._set_viewport(self._viewport.pan(_ARROWS[key] * step))
        elif key in _ENDS:
            self._set_viewport(self._viewport.show_corner(last=key == Qt.Key.Key_End))
        else:
            super().keyPressEvent(event)
