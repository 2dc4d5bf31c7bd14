"""The before and after pictures in the middle of the window."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from memnet_gui.ui.viewer import decoration
from memnet_gui.ui.viewer.layers import Layer, draw_difference, draw_layers
from memnet_gui.ui.viewer.layout import (
    Layout,
    Pane,
    Side,
    ViewMode,
    arrange,
    arrange_grid,
    arrange_single,
)
from memnet_gui.ui.viewer.pyramid import Pyramid
from memnet_gui.ui.viewer.scene import Scene
from memnet_gui.ui.viewer.selecting import SelectingCanvas

_LINE_PX = 2.0
_GRIP_PX = 7.0
"""How near to the divider the mouse takes hold of it, in logical pixels."""

_SMOOTHING_MARGIN_PX = 3
"""How far beyond a changed rectangle the smoothing carries its colours, in device pixels."""

_BOX_MARGIN_PX = 8.0
"""How far beyond a pane the edges of a box may lie, so that coordinates stay small."""


class CompareViewer(SelectingCanvas):
    """Shows a before and an after picture, or a grid of pictures, under one pan and zoom.

    As long as there is no after picture, the before picture has the whole widget. Drops are left
    to the window, and so is an invitation while there is no picture.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mode = ViewMode.SIDE_BY_SIDE
        self._split = 0.5
        self._is_splitting = False
        self._scene = Scene()
        self._box: QRect | None = None
        self.setObjectName("viewer")
        self.setAccessibleName(self.tr("Picture viewer"))
        self.setAccessibleDescription(self.tr("Compares the photo before and after restoration."))
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def mode(self) -> ViewMode:
        """How the pictures are set against each other."""
        return self._mode

    def set_mode(self, mode: ViewMode) -> None:
        """Sets the pictures against each other in another way.

        The grid is side by side as long as it has no pictures.
        """
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

    def set_before(
        self, picture: QImage | Pyramid | None, magnification: float | None = None
    ) -> None:
        """Shows another before picture; a pyramid costs no time, and any thread may build it.

        Of the same size as the last one it keeps pan, zoom and the other pictures. With another
        size there is no after picture and no grid any more, and it is shown whole.

        Args:
            picture: The picture; None for no picture at all.
            magnification: How many times larger it shows the same as the last one, which then
                is seen at the same spot and in the same size; None: it shows something else.
        """
        self._scene.before = _pyramid(picture)
        self._relayout(self._scene.size, magnification)

    def set_after(self, picture: QImage | Pyramid | None) -> None:
        """Shows another after picture; None gives the before picture the whole widget.

        Raises:
            ValueError: If its size is not that of the before picture.
        """
        self._scene.after = _pyramid(picture)
        self._relayout()

    def set_grid(self, pictures: Sequence[tuple[str, Pyramid]]) -> None:
        """Shows other pictures in the grid, each with its label; strength does not touch them.

        Raises:
            ValueError: If one has not the size of the before picture.
        """
        self._scene.grid = pictures
        self._relayout()

    @property
    def after_picture(self) -> Pyramid | None:
        """The after picture as it is now, None when there is none."""
        return self._scene.after

    def begin_after(self) -> None:
        """Starts an after picture that shows the before picture where nothing is painted yet."""
        before = self._scene.before
        self._scene.after = before.copy() if before else None
        self._relayout()

    def paint_after(self, image: QImage, x: int, y: int) -> None:
        """Paints a finished part into the after picture; does nothing when there is none.

        Args:
            image: The part's pixels.
            x: Column of the picture where the part's left edge lies.
            y: Row of the picture where the part's top edge lies.
        """
        if self._scene.after is None:
            return
        self._scene.after.paint(image, x, y)
        self.update_picture(self._scene.after, QRect(QPoint(x, y), image.size()))

    def update_picture(self, picture: Pyramid, part: QRect) -> None:
        """Has a rectangle of a picture that was painted on shown anew, wherever it is seen."""
        margin = _SMOOTHING_MARGIN_PX
        for pane in self._layout.panes:
            if any(layer.pyramid is picture for layer in self._scene.layers_of(pane)):
                shown = self._to_pane(part, pane).toAlignedRect()
                dirty = shown.adjusted(-margin, -margin, margin, margin) & pane.clip
                self.update(self._to_logical(dirty).toAlignedRect())

    def set_strength(self, value: float) -> None:
        """Blends the after picture over the before picture, from 0 (before) to 1 (after)."""
        self._scene.strength = min(max(value, 0.0), 1.0)
        self.update()

    @property
    def gain(self) -> float:
        """How many times the difference is magnified before it becomes a colour."""
        return self._scene.gain

    def set_gain(self, gain: float) -> None:
        """Magnifies the difference; its outermost colours stand for 255 / gain 8-bit levels.

        Raises:
            ValueError: If it is not positive.
        """
        if not gain > 0.0:
            raise ValueError(f"The gain must be positive, not {gain}.")
        self._scene.gain = gain
        self.update()

    def set_box(self, box: QRect | None) -> None:
        """Outlines a rectangle of the picture in every pane, such as a receptive field.

        Args:
            box: In image pixels, and it may reach beyond the picture; None for no box.
        """
        self._box = box
        self.update()

    @property
    def is_original_shown(self) -> bool:
        """Whether the before picture stands in for all others."""
        return self._scene.is_original_shown

    def set_original_shown(self, shown: bool) -> None:
        """Shows the before picture in place of all others for as long as it is on."""
        self._scene.is_original_shown = shown
        self.update()

    def set_labels(self, before: str, after: str) -> None:
        """Names the two pictures in the corners; an empty text shows no label."""
        self._scene.before_label, self._scene.after_label = before, after
        self.update()

    def _arrange(self, size: QSize) -> Layout:
        line = max(1, round(_LINE_PX * self.devicePixelRatioF()))
        if self._mode is ViewMode.GRID and self._scene.grid:
            return arrange_grid(len(self._scene.grid), size, line)
        if self._scene.after is None:
            return arrange_single(Side.BEFORE, size)
        return arrange(self._mode, size, line, self._split)

    def _to_logical(self, rect: QRect | QRectF) -> QRectF:
        """Maps a rectangle in device pixels to the widget's coordinates."""
        ratio = self.devicePixelRatioF()
        return QRectF(
            rect.x() / ratio, rect.y() / ratio, rect.width() / ratio, rect.height() / ratio
        )

    def _to_pane(self, part: QRect, pane: Pane) -> QRectF:
        """Maps a rectangle of the picture to where a pane shows it, in device pixels."""
        corner = self._viewport.to_frame(QPointF(part.topLeft())) + pane.frame.topLeft()
        return QRectF(corner, QSizeF(part.size()) * self._viewport.scale)

    def _draw_pane(self, painter: QPainter, pane: Pane, part: QRect) -> None:
        """Paints a part of a pane's picture, in device pixels."""
        painter.save()
        painter.setClipRect(pane.clip)
        painter.translate(pane.frame.topLeft())
        if self._shows_difference(pane):
            self._draw_difference(painter, part.translated(-pane.frame.topLeft()))
        else:
            backdrop = decoration.checkerboard(self.devicePixelRatioF())
            draw_layers(painter, self._viewport, self._scene.layers_of(pane), backdrop)
        painter.restore()

    def _shows_difference(self, pane: Pane) -> bool:
        """Whether a pane shows colours that stand for numbers."""
        return pane.side is Side.DIFFERENCE and not self._scene.stands_in(pane)

    def _draw_difference(self, painter: QPainter, part: QRect) -> None:
        """Paints a part of the difference, in frame coordinates."""
        scene = self._scene
        if scene.before is not None and scene.after is not None:
            after = Layer(scene.after, scene.strength)
            draw_difference(painter, self._viewport, scene.before, after, scene.gain, part)

    def _draw_overlays(self, painter: QPainter, pane: Pane) -> None:
        """Paints box, label and legend over a pane, in logical pixels."""
        painter.save()
        painter.setClipRect(self._to_logical(pane.clip))
        self._draw_box(painter, pane)
        self._draw_selection(painter, pane)
        if self._layout.is_labelled:
            self._draw_badge(painter, pane)
        painter.restore()

    def _draw_box(self, painter: QPainter, pane: Pane) -> None:
        margin = _BOX_MARGIN_PX * self.devicePixelRatioF()
        reach = QRectF(pane.frame).adjusted(-margin, -margin, margin, margin)
        box = QRectF() if self._box is None else self._to_pane(self._box, pane) & reach
        if not box.isEmpty():
            decoration.draw_box(painter, self._to_logical(box))

    def _draw_badge(self, painter: QPainter, pane: Pane) -> None:
        """Paints a pane's label, and the legend of a difference."""
        frame = self._to_logical(pane.frame)
        if self._shows_difference(pane):
            decoration.draw_legend(painter, frame, 255.0 / self._scene.gain)
            frame.setWidth(frame.width() - decoration.legend_width())
        text, strong = self._scene.label_of(pane), self._scene.stands_in(pane)
        if text:
            right = pane.side is Side.AFTER
            decoration.draw_badge(painter, frame, text, right=right, strong=strong)

    def _draw_dividers(self, painter: QPainter) -> None:
        """Paints what parts the panes, in logical pixels."""
        for divider in self._layout.dividers:
            line = self._to_logical(divider)
            if self._layout.is_draggable:
                decoration.draw_split_line(painter, line)
            else:
                painter.fillRect(line, decoration.gap_of(self.palette()))

    def _is_on_divider(self, position: QPointF) -> bool:
        """Whether the mouse would take hold of the divider there."""
        if not self._layout.is_draggable:
            return False
        offset = position - self._to_logical(self._layout.dividers[0]).center()
        is_on_handle = math.hypot(offset.x(), offset.y()) <= decoration.HANDLE_RADIUS_PX
        return is_on_handle or abs(offset.x()) <= _GRIP_PX

    def _update_cursor(self, position: QPointF) -> None:
        """Shows that the divider or the selection can be dragged when the mouse is near it."""
        is_on_divider = self._is_on_divider(position)
        shape = Qt.CursorShape.SplitHCursor if is_on_divider else self._cursor_shape(position)
        self.setCursor(shape)

    def sizeHint(self) -> QSize:
        """Room for two photos."""
        return QSize(960, 540)

    def minimumSizeHint(self) -> QSize:
        """Room for the labels."""
        return QSize(240, 160)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the surround, the panes' pictures and what lies over them."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), decoration.surround_of(self.palette()))
        if self._viewport.is_empty:
            return
        ratio = self.devicePixelRatioF()
        part = QRectF(QPointF(event.rect().topLeft()) * ratio, QSizeF(event.rect().size()) * ratio)
        dirty = part.toAlignedRect()
        panes = [pane for pane in self._layout.panes if pane.clip.intersects(dirty)]
        painter.save()
        painter.scale(1.0 / ratio, 1.0 / ratio)
        for pane in panes:
            self._draw_pane(painter, pane, dirty)
        painter.restore()
        for pane in panes:
            self._draw_overlays(painter, pane)
        self._draw_dividers(painter)

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
