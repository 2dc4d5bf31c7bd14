"""The before and after pictures in the middle of the window."""

import math

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from memnet_gui.ui.viewer import decoration
from memnet_gui.ui.viewer.canvas import Canvas
from memnet_gui.ui.viewer.layers import Layer, draw_layers
from memnet_gui.ui.viewer.layout import Layout, Pane, Side, ViewMode, arrange, arrange_single
from memnet_gui.ui.viewer.pyramid import Pyramid

_LINE_PX = 2.0
_GRIP_PX = 7.0
"""How near to the divider the mouse takes hold of it, in logical pixels."""

_SMOOTHING_MARGIN_PX = 3
"""How far beyond a changed rectangle the smoothing carries its colours, in device pixels."""


class CompareViewer(Canvas):
    """Shows a before and an after picture under one pan and zoom.

    As long as there is no after picture, the before picture has the whole widget. Drops are left
    to the window, and so is an invitation while there is no picture.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mode = ViewMode.SIDE_BY_SIDE
        self._split = 0.5
        self._is_splitting = False
        self._before: Pyramid | None = None
        self._after: Pyramid | None = None
        self._strength = 1.0
        self._is_original_shown = False
        self._labels = {Side.BEFORE: "Before", Side.AFTER: "After"}
        self.setObjectName("viewer")
        self.setAccessibleName("Picture viewer")
        self.setAccessibleDescription("Compares the photo before and after restoration.")
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def mode(self) -> ViewMode:
        """How the two pictures are set against each other."""
        return self._mode

    def set_mode(self, mode: ViewMode) -> None:
        """Sets the two pictures against each other in another way."""
        self._mode = mode
        self._relayout()

    @property
    def split(self) -> float:
        """The split mode's divider, from 0 at the left edge to 1 at the right."""
        return self._split

    def set_split(self, split: float) -> None:
        """Moves the split mode's divider, kept within the widget."""
        self._split = min(max(split, 0.0), 1.0)
        self._relayout()

    def set_before(self, picture: QImage | Pyramid | None) -> None:
        """Shows another before picture; a pyramid costs no time, and any thread may build it.

        Of the same size as the last one it keeps pan, zoom and the after picture; of another size
        it is shown whole and there is no after picture any more.
        """
        self._before = _pyramid(picture)
        size = self._before.size if self._before else QSize()
        if self._after and self._after.size != size:
            self._after = None
        self._relayout(size)

    def set_after(self, picture: QImage | Pyramid | None) -> None:
        """Shows another after picture; None gives the before picture the whole widget.

        Raises:
            ValueError: If its size is not that of the before picture.
        """
        after = _pyramid(picture)
        if after is not None and (self._before is None or after.size != self._before.size):
            raise ValueError("The after picture must have the size of the before picture.")
        self._after = after
        self._relayout()

    def begin_after(self) -> None:
        """Starts an after picture that shows the before picture where nothing is painted yet."""
        self._after = self._before.copy() if self._before else None
        self._relayout()

    def paint_after(self, image: QImage, x: int, y: int) -> None:
        """Paints a finished part into the after picture; does nothing when there is none.

        Args:
            image: The part's pixels.
            x: Column of the picture where the part's left edge lies.
            y: Row of the picture where the part's top edge lies.
        """
        if self._after is None:
            return
        self._after.paint(image, x, y)
        self._update_part(Side.AFTER, QRect(x, y, image.width(), image.height()))

    def set_strength(self, value: float) -> None:
        """Blends the after picture over the before picture, from 0 (before) to 1 (after)."""
        self._strength = min(max(value, 0.0), 1.0)
        self.update()

    def set_original_shown(self, shown: bool) -> None:
        """Shows the before picture in place of the after picture for as long as it is on."""
        self._is_original_shown = shown
        self.update()

    def set_labels(self, before: str, after: str) -> None:
        """Names the two pictures in the corners; an empty text shows no label."""
        self._labels = {Side.BEFORE: before, Side.AFTER: after}
        self.update()

    def _arrange(self, size: QSize) -> Layout:
        if self._after is None:
            return arrange_single(Side.BEFORE, size)
        line = max(1, round(_LINE_PX * self.devicePixelRatioF()))
        return arrange(self._mode, size, line, self._split)

    def _to_logical(self, rect: QRect) -> QRectF:
        """Maps a rectangle in device pixels to the widget's coordinates."""
        ratio = self.devicePixelRatioF()
        return QRectF(
            rect.x() / ratio, rect.y() / ratio, rect.width() / ratio, rect.height() / ratio
        )

    def _update_part(self, side: Side, part: QRect) -> None:
        """Has a rectangle of the picture painted anew wherever one side of it is shown."""
        corner = self._viewport.to_frame(QPointF(part.topLeft()))
        extent = QSizeF(part.size()) * self._viewport.scale
        margin = _SMOOTHING_MARGIN_PX
        shown = QRectF(corner, extent).toAlignedRect().adjusted(-margin, -margin, margin, margin)
        for pane in self._layout.panes:
            if pane.side is side:
                dirty = shown.translated(pane.frame.topLeft()) & pane.clip
                self.update(self._to_logical(dirty).toAlignedRect())

    def _layers_of(self, side: Side) -> list[Layer]:
        """Returns the pictures that a side shows."""
        if self._before is None:
            return []
        before = Layer(self._before)
        strength = 0.0 if self._is_original_shown else self._strength
        if side is Side.BEFORE or self._after is None or strength == 0.0:
            return [before]
        if strength == 1.0:
            return [Layer(self._after)]
        return [before, Layer(self._after, strength)]

    def _draw_pane(self, painter: QPainter, pane: Pane) -> None:
        """Paints a pane's picture, in device pixels."""
        painter.save()
        painter.setClipRect(pane.clip)
        painter.translate(pane.frame.topLeft())
        backdrop = decoration.checkerboard(self.devicePixelRatioF())
        draw_layers(painter, self._viewport, self._layers_of(pane.side), backdrop)
        painter.restore()

    def _draw_badge(self, painter: QPainter, pane: Pane) -> None:
        """Paints a pane's label, in logical pixels."""
        is_after = pane.side is Side.AFTER
        is_original = is_after and self._is_original_shown
        text = "Original" if is_original else self._labels[pane.side]
        if text:
            painter.save()
            painter.setClipRect(self._to_logical(pane.clip))
            frame = self._to_logical(pane.frame)
            decoration.draw_badge(painter, frame, text, right=is_after, strong=is_original)
            painter.restore()

    def _draw_divider(self, painter: QPainter) -> None:
        """Paints what parts the panes, in logical pixels."""
        line = self._to_logical(self._layout.divider)
        if self._layout.is_draggable:
            decoration.draw_split_line(painter, line)
        else:
            painter.fillRect(line, decoration.gap_of(self.palette()))

    def _is_on_divider(self, position: QPointF) -> bool:
        """Whether the mouse would take hold of the divider there."""
        if not self._layout.is_draggable:
            return False
        offset = position - self._to_logical(self._layout.divider).center()
        is_on_handle = math.hypot(offset.x(), offset.y()) <= decoration.HANDLE_RADIUS_PX
        return is_on_handle or abs(offset.x()) <= _GRIP_PX

    def _update_cursor(self, position: QPointF) -> None:
        """Shows that the divider can be dragged when the mouse is near it."""
        if self._is_on_divider(position):
            self.setCursor(Qt.CursorShape.SplitHCursor)
        else:
            self.unsetCursor()

    def sizeHint(self) -> QSize:
        """Room for two photos."""
        return QSize(960, 540)

    def minimumSizeHint(self) -> QSize:
        """Room for the labels."""
        return QSize(240, 160)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paints the surround, the panes' pictures and what lies over them."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), decoration.surround_of(self.palette()))
        if self._viewport.is_empty:
            return
        painter.save()
        painter.scale(1.0 / self.devicePixelRatioF(), 1.0 / self.devicePixelRatioF())
        for pane in self._layout.panes:
            self._draw_pane(painter, pane)
        painter.restore()
        if len(self._layout.panes) > 1:
            for pane in self._layout.panes:
                self._draw_badge(painter, pane)
            self._draw_divider(painter)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Takes hold of the divider, else of the picture."""
        is_left = event.button() == Qt.MouseButton.LeftButton
        self._is_splitting = is_left and self._is_on_divider(event.position())
        if not self._is_splitting:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Moves the divider, else the picture."""
        super().mouseMoveEvent(event)
        if self._is_splitting:
            self.set_split(event.position().x() / self.width())
        elif event.buttons() == Qt.MouseButton.NoButton:
            self._update_cursor(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Lets go of what is held."""
        if self._is_splitting:
            self._is_splitting = False
        else:
            super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Puts the divider back into the middle; elsewhere changes between fit and 100 %."""
        if self._is_on_divider(event.position()):
            self.set_split(0.5)
        else:
            super().mouseDoubleClickEvent(event)


def _pyramid(picture: QImage | Pyramid | None) -> Pyramid | None:
    if picture is None or isinstance(picture, Pyramid):
        return picture
    return None if picture.isNull() else Pyramid.of(picture)
