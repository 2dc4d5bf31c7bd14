"""The ground of the norm plot: which feature maps belong to which memory."""

from collections.abc import Sequence

import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPalette
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from memnet_gui.messages import QT_TRANSLATE_NOOP
from memnet_gui.network.gates import GateSegment
from memnet_gui.ui.theme import ACCENT

_LEADING_PX, _TOP_PX = 4, 2
_TEXT_SCALE = 0.85
_PADDING_PX = 4
_LAST_ALPHA = 56
_ALPHAS = {True: (34, 20), False: (14, 4)}
_KINDS = (
    (QT_TRANSLATE_NOOP("SegmentShading", "long-term"), QT_TRANSLATE_NOOP("SegmentShading", "long")),
    (
        QT_TRANSLATE_NOOP("SegmentShading", "short-term"),
        QT_TRANSLATE_NOOP("SegmentShading", "short"),
    ),
    (QT_TRANSLATE_NOOP("SegmentShading", "last"), ""),
)
"""Kinds of memory, in full and as short as is understood."""


class SegmentShading(pg.GraphicsObject):
    """Shades and names the segments of one gate unit, over the whole height of the plot.

    One item for all segments, so that another network needs no other items.
    """

    def __init__(self) -> None:
        super().__init__()
        self._segments: tuple[GateSegment, ...] = ()
        self._palette = QPalette()
        self.setZValue(-10)

    @property
    def segments(self) -> tuple[GateSegment, ...]:
        """What is shaded."""
        return self._segments

    def set_segments(self, segments: Sequence[GateSegment]) -> None:
        """Shades these segments in place of the former."""
        self.prepareGeometryChange()
        self._segments = tuple(segments)
        self.update()

    def set_palette(self, palette: QPalette) -> None:
        """Follows the theme."""
        self._palette = palette
        self.update()

    def _fill(self, index: int) -> QColor:
        segment = self._segments[index]
        if index == _last_recursion(self._segments):
            colour = QColor(ACCENT)
            colour.setAlpha(_LAST_ALPHA)
        else:
            colour = self._palette.color(QPalette.ColorRole.WindowText)
            colour.setAlpha(_ALPHAS[segment.is_long_term][index % 2])
        return colour

    def _draw_labels(self, painter: QPainter, bands: list[QRectF]) -> None:
        groups = _group(self._segments)
        metrics = QFontMetricsF(painter.font())
        names = [segment.name for segment in self._segments]
        widths = [metrics.horizontalAdvance(name) + _PADDING_PX for name in names]
        fits = all(width <= band.width() for width, band in zip(widths, bands, strict=True))
        for kind, (first, last) in groups.items():
            around = bands[first].united(bands[last])
            _draw_text(painter, around, 0, [self.tr(text) for text in kind if text])
            if not fits:
                both = f"{names[first]}–{names[last]}"  # noqa: RUF001
                _draw_text(painter, around, 1, (both if last > first else names[first],))
        if fits:
            for name, band in zip(names, bands, strict=True):
                _draw_text(painter, band, 1, (name,))

    def boundingRect(self) -> QRectF:
        """Returns the whole height of the view."""
        if not self._segments:
            return QRectF()
        view = self.viewRect() or QRectF(0, 0, 1, 1)
        stop = self._segments[-1].stop
        return QRectF(-0.5, view.top(), stop, view.height()).normalized()

    def viewRangeChanged(self, *_arguments: object) -> None:
        """Keeps filling the view."""
        self.prepareGeometryChange()
        self.update()

    def paint(self, painter: QPainter, _option: QStyleOptionGraphicsItem, _on: QWidget) -> None:
        """Paints the bands in the plot's units and the names in pixels."""
        bounds = self.boundingRect()
        for index, segment in enumerate(self._segments):
            width = segment.stop - segment.start
            band = QRectF(segment.start - 0.5, bounds.top(), width, bounds.height())
            painter.fillRect(band, self._fill(index))
        transform = self.sceneTransform()
        painter.setWorldTransform(transform.inverted()[0], combine=True)
        seen = transform.mapRect(QRectF(self.viewRect()))
        painter.setPen(self._palette.color(QPalette.ColorRole.WindowText))
        painter.setFont(_label_font(painter.font()))
        bands = [
            transform.mapRect(QRectF(s.start - 0.5, bounds.top(), s.stop - s.start, 1))
            for s in self._segments
        ]
        # Names stay in sight when the view shows a part.
        bands = [QRectF(b.left(), seen.top(), b.width(), seen.height()) & seen for b in bands]
        if bands:
            self._draw_labels(painter, bands)


def labels_px(font: QFont) -> int:
    """Returns the room that the two rows of names need at the top of a plot with this font."""
    return 2 * (_row_px(_label_font(font)) + _TOP_PX)


def _label_font(font: QFont) -> QFont:
    smaller = QFont(font)
    smaller.setPointSizeF(font.pointSizeF() * _TEXT_SCALE)
    return smaller


def _row_px(font: QFont) -> int:
    return round(QFontMetricsF(font).height()) + _LEADING_PX


def _last_recursion(segments: Sequence[GateSegment]) -> int:
    return max(index for index, segment in enumerate(segments) if not segment.is_long_term)


def _group(segments: Sequence[GateSegment]) -> dict[tuple[str, str], tuple[int, int]]:
    """Returns the first and last index of each kind of memory that there is."""
    end = _last_recursion(segments)
    long_term = [index for index, segment in enumerate(segments) if segment.is_long_term]
    fresh = [index for index, segment in enumerate(segments) if not segment.is_long_term]
    places = (long_term, fresh[:-1], [end])
    return {k: (each[0], each[-1]) for k, each in zip(_KINDS, places, strict=True) if each}


def _draw_text(painter: QPainter, around: QRectF, row: int, texts: Sequence[str]) -> None:
    """Paints the first of `texts` that fits, or none."""
    metrics = QFontMetricsF(painter.font())
    for text in texts:
        if metrics.horizontalAdvance(text) + _PADDING_PX <= around.width():
            row_px = _row_px(painter.font())
            top = around.top() + _TOP_PX + row * row_px
            place = QRectF(around.left(), top, around.width(), row_px)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
            return
