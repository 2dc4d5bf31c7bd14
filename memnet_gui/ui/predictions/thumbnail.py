"""One picture of the predictions strip: its name, what the viewer shows of it, its figures."""

from enum import Enum, auto

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from memnet_gui.evaluation.predictions import PredictionFigures
from memnet_gui.ui.lengths import with_letters
from memnet_gui.ui.predictions.entry import UNIT, StripEntry, caption, describe, head
from memnet_gui.ui.theme import ACCENT
from memnet_gui.ui.viewer.decoration import checkerboard, surround_of
from memnet_gui.ui.viewer.layers import Layer, draw_layers
from memnet_gui.ui.viewer.pyramid import Pyramid
from memnet_gui.ui.viewer.viewport import Viewport

_SMALLEST, _PREFERRED = QSize(92, 96), QSize(124, 136)
_LARGEST_WIDTH_PX = 168
_BORDER_PX = 2
_PADDING_PX = 6
_FONT_SCALE = 0.9


class Mark(Enum):
    """Where an entry stands in the viewer."""

    NONE = auto()
    BEFORE = auto()
    AFTER = auto()


class Thumbnail(QWidget):
    """An entry of the strip; it can be clicked as soon as it has a picture.

    Signals:
        clicked: With the entry's key, and whether Shift was held.
    """

    clicked = Signal(str, bool)

    def __init__(self, entry: StripEntry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entry = entry
        self._picture: Pyramid | None = None
        self._region = QRect()
        self._figures: PredictionFigures | None = None
        self._mark = Mark.NONE
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMaximumWidth(with_letters(_LARGEST_WIDTH_PX, self.font()))
        self._describe()

    @property
    def entry(self) -> StripEntry:
        """What it stands for."""
        return self._entry

    @property
    def picture(self) -> Pyramid | None:
        """What it shows, None where that is not computed yet."""
        return self._picture

    @property
    def mark(self) -> Mark:
        """Where its entry stands in the viewer."""
        return self._mark

    @property
    def caption(self) -> tuple[str, str]:
        """The texts under the picture, at the left and at the right."""
        return caption(self._figures)

    def set_entry(self, entry: StripEntry) -> None:
        """Changes title and weight."""
        self._entry = entry
        self._describe()

    def set_picture(self, picture: Pyramid | None) -> None:
        """Shows another picture; None says that there is none, or none yet."""
        self._picture = picture
        if picture is None:
            self.unsetCursor()
        else:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._describe()

    def update_picture(self, part: QRect) -> None:
        """Shows the picture anew if a rectangle of it that was painted on is in sight."""
        if self._region.isEmpty() or self._region.intersects(part):
            self.update()

    def set_region(self, region: QRect) -> None:
        """Shows a part of the picture, in image pixels; an empty one is the whole picture."""
        self._region = region
        self.update()

    def set_figures(self, figures: PredictionFigures | None) -> None:
        """Shows what was measured."""
        self._figures = figures
        self._describe()

    def set_mark(self, mark: Mark) -> None:
        """Shows where the entry stands in the viewer."""
        self._mark = mark
        self._describe()

    def _describe(self) -> None:
        """Says the same as the painting, to the mouse and to screen readers."""
        lines = [*describe(self._entry, self._figures), self._state()]
        self.setAccessibleName(self._entry.title)
        self.setAccessibleDescription(", ".join(lines))
        self.setToolTip("\n".join([self._entry.title, *lines]))
        self.update()

    def _state(self) -> str:
        if self._picture is None:
            awaited = self.tr("Not computed yet")
            return awaited if self._entry.is_awaited else self.tr("Not kept, for want of memory")
        if self._mark is Mark.NONE:
            return self.tr(
                "Click to show it as the after picture, Shift+click as the before picture"
            )
        is_after = self._mark is Mark.AFTER
        after = self.tr("Shown as the after picture")
        return after if is_after else self.tr("Shown as the before picture")

    def _widen(self, size: QSize) -> QSize:
        """Returns a size with room for its texts, no higher: the photo stays the largest thing."""
        return QSize(with_letters(size.width(), self.font()), size.height())

    def _row_height(self) -> int:
        return round(self.fontMetrics().height() * _FONT_SCALE) + 5

    def _frame(self) -> QRect:
        """Returns where the picture lies, in logical pixels."""
        row, border = self._row_height(), _BORDER_PX
        return self.rect().adjusted(border, row, -border, -row - border)

    def _paint_row(
        self, painter: QPainter, top: int, texts: tuple[str, str], *, bold: bool
    ) -> None:
        """Writes a text at the left and one at the right, which may take half of the width."""
        row = QRect(0, top, self.width(), self._row_height()).adjusted(
            _PADDING_PX, 0, -_PADDING_PX, 0
        )
        left, right = texts
        painter.setFont(_number_font(self.font(), bold=False))
        right_width = painter.fontMetrics().horizontalAdvance(right)
        painter.drawText(row, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, right)
        painter.setFont(_number_font(self.font(), bold=bold))
        room = row.width() - (right_width + _PADDING_PX if right else 0)
        left = shorten(left, painter.fontMetrics(), room)
        painter.drawText(row, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, left)

    def _paint_mark(self, painter: QPainter) -> None:
        """Fills the heading and draws the border of an entry that stands in the viewer."""
        colour = self._mark_colour()
        painter.fillRect(0, 0, self.width(), self._row_height(), colour)
        painter.setPen(QPen(colour, 2 * _BORDER_PX))  # half of it lies outside
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(self.rect())

    def _mark_colour(self) -> QColor:
        if self._mark is Mark.AFTER:
            return ACCENT
        role = QPalette.ColorRole.PlaceholderText
        return self.palette().color(role) if self._mark is Mark.BEFORE else QColor(0, 0, 0, 0)

    def _heading_colour(self) -> QColor:
        if self._mark is Mark.NONE:
            return self.palette().color(QPalette.ColorRole.WindowText)
        if self._mark is Mark.AFTER:
            return QColor(Qt.GlobalColor.white)
        return self.palette().color(QPalette.ColorRole.Window)

    def _paint_picture(self, painter: QPainter, picture: Pyramid) -> None:
        """Paints the region, and no more, as large as fits; in device pixels."""
        ratio, frame = self.devicePixelRatioF(), self._frame()
        room = (QSizeF(frame.size()) * ratio).toSize()
        if room.isEmpty():
            return
        whole = QRect(QPoint(), picture.size)
        region = QRectF(whole if (self._region & whole).isEmpty() else self._region & whole)
        viewport = _look_at(region, picture.size, room)
        painter.save()
        painter.scale(1 / ratio, 1 / ratio)
        painter.translate(QPointF(frame.topLeft()) * ratio)
        corners = viewport.to_frame(region.topLeft()), viewport.to_frame(region.bottomRight())
        painter.setClipRect(QRectF(*corners))
        draw_layers(painter, viewport, [Layer(picture)], checkerboard(ratio))
        painter.restore()

    def sizeHint(self) -> QSize:
        """Room for a picture and its figures."""
        return self._widen(_PREFERRED)

    def minimumSizeHint(self) -> QSize:
        """Room for the figures."""
        return self._widen(_SMALLEST)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paints heading, picture, figures and mark."""
        painter = QPainter(self)
        frame = self._frame()
        painter.fillRect(frame, surround_of(self.palette()))
        self._paint_mark(painter)
        painter.setPen(self._heading_colour())
        self._paint_row(painter, 0, head(self._entry), bold=True)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        bottom = frame.bottom() + 1
        if self._picture is not None:
            self._paint_row(painter, bottom, self.caption, bold=False)
            self._paint_picture(painter, self._picture)
        else:
            painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
            painter.setFont(_number_font(self.font(), bold=False))
            text = self.tr("not yet") if self._entry.is_awaited else self.tr("not kept")
            painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, text)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Chooses the entry, on the press like every other tab or list."""
        if event.button() == Qt.MouseButton.LeftButton:
            is_shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.clicked.emit(self._entry.key, is_shifted)
        super().mousePressEvent(event)  # on to the strip, which takes the focus


def shorten(text: str, metrics: QFontMetrics, room_px: int) -> str:
    """Returns a text that has room: without its unit, or without its end where that is too long."""
    # What is too long by a fraction of a pixel only eliding knows: advances are rounded.
    elided = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room_px)
    if elided == text:
        return text
    bare = text.removesuffix(UNIT)
    return metrics.elidedText(bare, Qt.TextElideMode.ElideRight, room_px)


def _look_at(region: QRectF, image: QSize, frame: QSize) -> Viewport:
    """Returns the viewport in which a region just fits the frame.

    Built directly: a viewport that is told where to look keeps the picture within reach, which
    would move a region at the picture's border.
    """
    scale = min(frame.width() / region.width(), frame.height() / region.height())
    return Viewport(image, frame, scale, region.center(), is_fitted=False)


def _number_font(font: QFont, *, bold: bool) -> QFont:
    """Returns a smaller font whose figures are all of one width."""
    smaller = QFont(font)
    smaller.setPointSizeF(font.pointSizeF() * _FONT_SCALE)
    smaller.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    smaller.setFeature(QFont.Tag("tnum"), 1)
    return smaller
