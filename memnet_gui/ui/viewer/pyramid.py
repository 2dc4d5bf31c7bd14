"""A picture at every power of two below its size, so that painting it costs what is seen."""

import math
from itertools import pairwise
from typing import Self

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter, QRegion

from memnet_gui.ui.viewer.viewport import Viewport

_SMALLEST_PX = 64
_NEAREST_FROM = 2.0
"""From this scale on an image pixel is painted as a square of one colour."""

_CHUNK_ROWS = 64
"""A copy takes over at least so many rows of the original at once."""

_FILLED_MARGIN_ROWS = 8
"""How far around what is painted on a copy the rows must be there."""

_SMOOTHING_ROWS = 3
"""How far from rows that are not there smoothing and rounding might still show them."""


class Pyramid:
    """A picture and its halved copies, painted from the one nearest to what the screen needs.

    Each level holds the means of 2 x 2 pixels of the level before; the last odd row or column
    of a level has no share in the next. Building the levels of 24 megapixels takes about 50 ms.
    """

    def __init__(self, levels: list[QImage]) -> None:
        self._levels = levels
        self._original: list[QImage] | None = None
        self._filled: list[QRegion] = []

    @classmethod
    def of(cls, image: QImage) -> Self:
        """Builds the pyramid of a picture."""
        argb = QImage.Format.Format_ARGB32_Premultiplied
        # The two formats that Qt paints from without a conversion.
        form = argb if image.hasAlphaChannel() else QImage.Format.Format_RGB32
        levels = [image.convertToFormat(form)]
        while max(levels[-1].width(), levels[-1].height()) > _SMALLEST_PX:
            levels.append(_halved(levels[-1]))
        return cls(levels)

    @property
    def size(self) -> QSize:
        """The picture's size in image pixels."""
        return self._levels[0].size()

    @property
    def has_alpha(self) -> bool:
        """Whether parts of the picture may be transparent."""
        return self._levels[0].hasAlphaChannel()

    @property
    def levels(self) -> tuple[QImage, ...]:
        """The picture, its half, its quarter and so on."""
        for place, level in enumerate(self._levels):
            self._fill(place, level.rect())
        return tuple(self._levels)

    def copy(self) -> "Pyramid":
        """Returns a pyramid of the same pixels, which can be painted on.

        It takes over rows of this one only where they are painted on, a few at a time: to copy
        24 megapixels at once would hold up the window for a tenth of a second and more.
        """
        original = [QImage(level) for level in self.levels]
        twin = Pyramid([QImage(level.size(), level.format()) for level in original])
        twin._original, twin._filled = original, [QRegion() for _ in original]
        return twin

    def paint(self, patch: QImage, x: int, y: int) -> None:
        """Replaces a rectangle of the picture, in every level; what lies outside is dropped.

        Args:
            patch: The new pixels.
            x: Column of the patch's left edge.
            y: Row of the patch's top edge.
        """
        changed = QRect(QPoint(x, y), patch.size()) & self._levels[0].rect()
        self._fill(0, changed)
        _put(self._levels[0], patch, QPoint(x, y))
        for place, (parent, child) in enumerate(pairwise(self._levels), 1):
            changed = _half_rect(changed) & child.rect()
            if changed.isEmpty():
                break
            source = parent.copy(_double_rect(changed, parent.size()))
            self._fill(place, changed)
            _put(child, _halved(source), changed.topLeft())

    def draw(self, painter: QPainter, viewport: Viewport) -> None:
        """Paints what a viewport shows of the picture, at most 4 level pixels a device pixel.

        Args:
            painter: Paints in frame coordinates.
            viewport: Says which part and how large.
        """
        place = self._level_for(viewport.scale)
        if self._original is None:
            self._draw_level(painter, viewport, self._levels[place])
            return
        whole = QRect(QPoint(), viewport.frame)
        own = _shown_rows(self._filled[place], viewport, self.size, self._levels[place].size())
        for region, level in (
            (own, self._levels[place]),
            (QRegion(whole) - own, self._original[place]),
        ):
            for rect in _rects_of(region):
                painter.save()
                painter.setClipRect(rect, Qt.ClipOperation.IntersectClip)
                self._draw_level(painter, viewport, level)
                painter.restore()

    def _draw_level(self, painter: QPainter, viewport: Viewport, level: QImage) -> None:
        across = self.size.width() / level.width()
        down = self.size.height() / level.height()
        source = _shrunk(viewport.visible, across, down) & level.rect()
        corner = viewport.to_frame(QPointF(source.x() * across, source.y() * down))
        extent = QSizeF(source.width() * across, source.height() * down) * viewport.scale
        smooth = viewport.scale < _NEAREST_FROM and viewport.scale != 1.0
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
        painter.drawImage(QRectF(corner, extent), level, QRectF(source))

    def _fill(self, place: int, around: QRect) -> None:
        """Takes over the original's rows around a rectangle of a level, where that is to come."""
        if self._original is None or around.isEmpty():
            return
        level, original = self._levels[place], self._original[place]
        first = (around.top() - _FILLED_MARGIN_ROWS) // _CHUNK_ROWS
        last = (around.bottom() + _FILLED_MARGIN_ROWS) // _CHUNK_ROWS
        rows = QRect(0, first * _CHUNK_ROWS, level.width(), (last - first + 1) * _CHUNK_ROWS)
        painter = QPainter(level)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
        for part in _rects_of(QRegion(rows & level.rect()) - self._filled[place]):
            painter.drawImage(part.topLeft(), original, part)
        painter.end()
        self._filled[place] += rows & level.rect()
        pairs = zip(self._levels, self._filled, strict=True)
        if all(QRegion(it.rect()) == filled for it, filled in pairs):
            self._original, self._filled = None, []

    def _level_for(self, scale: float) -> int:
        """Returns the smallest level with at least one pixel for each device pixel."""
        halvings = math.floor(math.log2(1.0 / scale))
        return min(max(halvings, 0), len(self._levels) - 1)


def _halved(image: QImage) -> QImage:
    """Returns the means of 2 x 2 pixels; an odd last row or column is left out."""
    size = QSize(max(1, image.width() // 2), max(1, image.height() // 2))
    used = _double_rect(QRect(QPoint(), size), image.size())
    source = image if used == image.rect() else image.copy(used)
    # Not a QPainter at half size: it is a level darker for each halving.
    return source.scaled(
        size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )


def _half_rect(rect: QRect) -> QRect:
    """Returns the pixels of the next level that a rectangle has a share in."""
    left, top = rect.x() // 2, rect.y() // 2
    right, bottom = (rect.x() + rect.width() + 1) // 2, (rect.y() + rect.height() + 1) // 2
    return QRect(left, top, right - left, bottom - top)


def _double_rect(rect: QRect, parent: QSize) -> QRect:
    """Returns the pixels of the level before that a rectangle is made of."""
    doubled = QRect(rect.x() * 2, rect.y() * 2, rect.width() * 2, rect.height() * 2)
    return doubled & QRect(QPoint(), parent)


def _shrunk(rect: QRectF, across: float, down: float) -> QRect:
    """Returns the level pixels under an image rectangle and the neighbours smoothing looks at."""
    left, top = rect.left() / across, rect.top() / down
    width, height = rect.width() / across, rect.height() / down
    return QRectF(left, top, width, height).toAlignedRect().adjusted(-2, -2, 2, 2)


def _rects_of(region: QRegion) -> list[QRect]:
    """Returns the rectangles that a region is made of."""
    # PySide6's stubs know neither a region's items nor its iterator.
    return [region[place] for place in range(region.rectCount())]  # type: ignore[index]


def _shown_rows(rows: QRegion, viewport: Viewport, picture: QSize, level: QSize) -> QRegion:
    """Returns where a frame shows rows of a level, and nothing of the rows beside them.

    Args:
        rows: Rectangles as wide as the level.
        viewport: Says which part and how large.
        picture: The size of the whole picture.
        level: The size of the level.
    """
    shown, frame = QRegion(), viewport.frame
    for rect in _rects_of(rows):
        top, bottom = 0, frame.height()
        if rect.top() > 0:
            first = (rect.top() + _SMOOTHING_ROWS) * picture.height() / level.height()
            top = math.ceil(viewport.to_frame(QPointF(0, first)).y())
        if rect.bottom() + 1 < level.height():
            end = (rect.bottom() + 1 - _SMOOTHING_ROWS) * picture.height() / level.height()
            bottom = math.floor(viewport.to_frame(QPointF(0, end)).y())
        shown += QRect(0, top, frame.width(), bottom - top) & QRect(QPoint(), frame)
    return shown


def _put(image: QImage, patch: QImage, corner: QPoint) -> None:
    """Replaces pixels, opacity included."""
    painter = QPainter(image)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
    painter.drawImage(corner, patch)
    painter.end()
