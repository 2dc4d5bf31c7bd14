"""A rectangle of whole pixels that is drawn, moved and resized."""

import math
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize

Grip = tuple[int, int]
"""What of a rectangle is held: -1 the left or top edge, 1 the right or bottom one, 0 neither."""

MOVE: Grip = (0, 0)
_GRIPS: tuple[Grip, ...] = (
    (-1, -1), (1, -1), (-1, 1), (1, 1), (0, -1), (0, 1), (-1, 0), (1, 0),
)  # fmt: skip
"""Corners first: they lie on the edges, too."""


@dataclass(frozen=True)
class Drag:
    """A rectangle that the mouse has taken hold of, in image coordinates.

    Attributes:
        start: The rectangle when the mouse was pressed; None draws a new one.
        grip: What of it is held.
        anchor: Where the mouse was pressed.
    """

    start: QRect | None
    grip: Grip
    anchor: QPointF

    def to(self, point: QPointF, bounds: QRect) -> QRect:
        """Returns the rectangle with the mouse at a point, inside of `bounds`."""
        if self.start is None:
            return _span(self.anchor, point) & bounds
        if self.grip == MOVE:
            offset = point - self.anchor
            return moved(self.start, QPoint(round(offset.x()), round(offset.y())), bounds)
        left, right = _stretch(self.start.x(), self.start.width(), self.grip[0], point.x())
        top, bottom = _stretch(self.start.y(), self.start.height(), self.grip[1], point.y())
        return QRect(left, top, right - left, bottom - top) & bounds


def moved(rect: QRect, offset: QPoint, bounds: QRect) -> QRect:
    """Returns a rectangle moved as far as `bounds` allow."""
    x = min(max(rect.x() + offset.x(), bounds.x()), bounds.x() + bounds.width() - rect.width())
    y = min(max(rect.y() + offset.y(), bounds.y()), bounds.y() + bounds.height() - rect.height())
    return QRect(QPoint(x, y), rect.size())


def grown(rect: QRect, change: QPoint, bounds: QRect) -> QRect:
    """Returns a rectangle with its right and bottom edges moved; a pixel at least stays."""
    width, height = rect.width() + change.x(), rect.height() + change.y()
    return QRect(rect.topLeft(), QSize(max(1, width), max(1, height))) & bounds


def middle_of(region: QRect) -> QRect:
    """Returns the middle half of a region, to begin with where there is no mouse."""
    size = QSize(max(1, region.width() // 2), max(1, region.height() // 2))
    result = QRect(QPoint(), size)
    result.moveCenter(region.center())
    return result & region


def handles_of(shown: QRectF) -> dict[Grip, QPointF]:
    """Returns where the handles of a rectangle on the screen lie."""
    xs = {-1: shown.left(), 0: shown.center().x(), 1: shown.right()}
    ys = {-1: shown.top(), 0: shown.center().y(), 1: shown.bottom()}
    return {(across, down): QPointF(xs[across], ys[down]) for across, down in _GRIPS}


def grip_at(point: QPointF, shown: QRectF, reach_px: float) -> Grip | None:
    """Returns what of a rectangle on the screen the mouse would take hold of, if anything."""
    if not shown.adjusted(-reach_px, -reach_px, reach_px, reach_px).contains(point):
        return None
    for grip, place in handles_of(shown).items():
        offset = point - place
        along = grip[0] == 0, grip[1] == 0  # an edge is held anywhere along it
        if (along[0] or abs(offset.x()) <= reach_px) and (along[1] or abs(offset.y()) <= reach_px):
            return grip
    return MOVE


def _span(one: QPointF, other: QPointF) -> QRect:
    """Returns the pixels that two points span, theirs included."""
    left, top = (
        math.floor(min(one.x(), other.x())),
        math.floor(min(one.y(), other.y())),
    )
    right, bottom = (
        math.floor(max(one.x(), other.x())),
        math.floor(max(one.y(), other.y())),
    )
    return QRect(QPoint(left, top), QPoint(right, bottom))


def _stretch(start: int, length: int, side: int, to: float) -> tuple[int, int]:
    """Returns both ends of a line of which one was moved, perhaps beyond the other."""
    ends = [start, start + length]
    if side:
        ends[side > 0] = round(to)
    low, high = sorted(ends)
    return low, max(high, low + 1)
