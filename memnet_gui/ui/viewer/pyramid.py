"""A picture at every power of two below its size, so that painting it costs what is seen."""

import math
from itertools import pairwise
from typing import Self

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter

from memnet_gui.ui.viewer.viewport import Viewport

_SMALLEST_PX = 64
_NEAREST_FROM = 2.0
"""From this scale on an image pixel is painted as a square of one colour."""


class Pyramid:
    """A picture and its halved copies, painted from the one nearest to what the screen needs.

    Each level holds the means of 2 x 2 pixels of the level before; the last odd row or column
    of a level has no share in the next. Building the levels of 24 megapixels takes about 50 ms.
    """

    def __init__(self, levels: list[QImage]) -> None:
        self._levels = levels

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
        return tuple(self._levels)

    def copy(self) -> "Pyramid":
        """Returns a pyramid that shares the pixels until one of the two is painted on."""
        return Pyramid([QImage(level) for level in self._levels])

    def paint(self, patch: QImage, x: int, y: int) -> None:
        """Replaces a rectangle of the picture, in every level; what lies outside is dropped.

        Args:
            patch: The new pixels.
            x: Column of the patch's left edge.
            y: Row of the patch's top edge.
        """
        changed = QRect(QPoint(x, y), patch.size()) & self._levels[0].rect()
        _put(self._levels[0], patch, QPoint(x, y))
        for parent, child in pairwise(self._levels):
            changed = _half_rect(changed) & child.rect()
            if changed.isEmpty():
                break
            source = parent.copy(_double_rect(changed, parent.size()))
            _put(child, _halved(source), changed.topLeft())

    def draw(self, painter: QPainter, viewport: Viewport) -> None:
        """Paints what a viewport shows of the picture, at most 4 level pixels a device pixel.

        Args:
            painter: Paints in frame coordinates.
            viewport: Says which part and how large.
        """
        level = self._levels[self._level_for(viewport.scale)]
        across = self.size.width() / level.width()
        down = self.size.height() / level.height()
        source = _shrunk(viewport.visible, across, down) & level.rect()
        corner = viewport.to_frame(QPointF(source.x() * across, source.y() * down))
        extent = QSizeF(source.width() * across, source.height() * down) * viewport.scale
        smooth = viewport.scale < _NEAREST_FROM and viewport.scale != 1.0
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
        painter.drawImage(QRectF(corner, extent), level, QRectF(source))

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


def _put(image: QImage, patch: QImage, corner: QPoint) -> None:
    """Replaces pixels, opacity included."""
    painter = QPainter(image)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
    painter.drawImage(corner, patch)
    painter.end()
