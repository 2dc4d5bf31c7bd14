"""What part of a picture a pane shows, and how large."""

import math
from dataclasses import dataclass, field, replace
from typing import Self

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize

MAX_SCALE = 64.0
"""Device pixels per image pixel when zoomed in as far as it goes."""

_BELOW_FIT = 4.0
"""How many times smaller than the whole pane the picture may become."""


@dataclass(frozen=True)
class Viewport:
    """Maps between a picture's pixels and a pane's device pixels; every change is a new value.

    Frame coordinates are device pixels from the pane's top left corner; image coordinates are
    image pixels from the picture's top left corner, (0.5, 0.5) being the centre of the first.

    Attributes:
        image: The picture's size in image pixels; empty when there is no picture.
        frame: The pane's size in device pixels.
        scale: Device pixels per image pixel.
        centre: The image point in the middle of the frame.
        is_fitted: Whether the whole picture is shown and stays so when the frame changes.
    """

    image: QSize = field(default_factory=QSize)
    frame: QSize = field(default_factory=QSize)
    scale: float = 1.0
    centre: QPointF = field(default_factory=QPointF)
    is_fitted: bool = True

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show, or no room to show it."""
        return self.image.isEmpty() or self.frame.isEmpty()

    @property
    def fit_scale(self) -> float:
        """The scale at which the whole picture just fits the frame."""
        if self.is_empty:
            return 1.0
        across = self.frame.width() / self.image.width()
        down = self.frame.height() / self.image.height()
        return min(across, down, MAX_SCALE)

    @property
    def min_scale(self) -> float:
        """The smallest scale that zooming out reaches."""
        return min(self.fit_scale, 1.0) / _BELOW_FIT

    @property
    def origin(self) -> QPoint:
        """Where the picture's top left corner lies in the frame, on a whole device pixel.

        At 100 % an origin between two device pixels would blur the picture.
        """
        corner = QRectF(QRect(QPoint(), self.frame)).center() - self.centre * self.scale
        return QPoint(round(corner.x()), round(corner.y()))

    @property
    def visible(self) -> QRectF:
        """The part of the picture inside the frame, in image coordinates."""
        frame = QRectF(QRect(QPoint(), self.frame))
        shown = QRectF(self.to_image(frame.topLeft()), self.to_image(frame.bottomRight()))
        return shown.intersected(QRectF(QRect(QPoint(), self.image)))

    def to_image(self, point: QPointF) -> QPointF:
        """Maps a frame point into the picture."""
        return (point - QPointF(self.origin)) / self.scale

    def to_frame(self, point: QPointF) -> QPointF:
        """Maps an image point into the frame."""
        return point * self.scale + QPointF(self.origin)

    def fit(self) -> Self:
        """Returns the viewport that shows the whole picture."""
        centre = QPointF(self.image.width() / 2, self.image.height() / 2)
        return replace(self, scale=self.fit_scale, centre=centre, is_fitted=True)

    def resize(self, frame: QSize) -> Self:
        """Returns the viewport of a frame of another size around the same image point."""
        resized = replace(self, frame=frame)
        return resized.fit() if self.is_fitted else resized.look(self.scale, self.centre)

    def show_other(self, image: QSize, magnification: float) -> Self:
        """Returns the viewport of a picture that shows the same, magnified, at the same spot.

        Args:
            image: The other picture's size.
            magnification: Its pixels for each pixel of this one; the top left corners meet.
        """
        other = replace(self, image=image)
        if self.is_fitted or self.is_empty:
            return other.fit()
        return other.look(self.scale / magnification, self.centre * magnification)

    def zoom_to(self, scale: float, anchor: QPointF | None = None) -> Self:
        """Returns the viewport at another scale.

        Args:
            scale: Device pixels per image pixel; kept within the limits.
            anchor: The frame point that keeps its place in the picture; None is the middle.
        """
        if self.is_empty:
            return self
        scale = min(max(scale, self.min_scale), MAX_SCALE)
        middle = QPointF(self.frame.width() / 2, self.frame.height() / 2)
        # Not by `origin`: its rounding would add up from one turn of the wheel to the next.
        offset = (middle if anchor is None else anchor) - middle
        centre = self.centre + offset / self.scale - offset / scale
        return replace(self, is_fitted=False).look(scale, centre)

    def zoom_by(self, factor: float, anchor: QPointF | None = None) -> Self:
        """Returns the viewport magnified by a factor, with a stop at exactly 100 %."""
        scale = self.scale * factor
        meets_actual_size = math.isclose(scale, 1.0, rel_tol=1e-6)
        crosses_actual_size = (self.scale - 1.0) * (scale - 1.0) < 0
        return self.zoom_to(1.0 if meets_actual_size or crosses_actual_size else scale, anchor)

    def pan(self, offset: QPointF) -> Self:
        """Returns the viewport with the picture moved by an offset in device pixels."""
        return self.look(self.scale, self.centre - offset / self.scale)

    def show_corner(self, *, last: bool) -> Self:
        """Returns the viewport with the picture's first or last corner in that of the frame."""
        corner = QPointF(self.image.width(), self.image.height()) if last else QPointF()
        middle = QPointF(self.image.width() / 2, self.image.height() / 2)
        half = QPointF(self.frame.width(), self.frame.height()) / (2 * self.scale)
        # No side that fits is moved away from its place.
        x, y = min(half.x(), middle.x()), min(half.y(), middle.y())
        return self.look(self.scale, corner - QPointF(x, y) if last else QPointF(x, y))

    def look(self, scale: float, centre: QPointF) -> Self:
        """Returns the viewport at a scale and a centre, the picture kept within reach.

        The centre may stray from the picture's middle by a share of half the picture: nothing
        while the whole picture fits, nearly all of it at high zoom. So zooming in never moves
        the point under the cursor, whichever it is, and zooming out ends with a centred picture.
        """
        scale = min(max(scale, self.min_scale), MAX_SCALE)
        leeway = max(0.0, 1.0 - self.fit_scale / scale)
        x = _near(centre.x(), self.image.width() / 2, leeway)
        y = _near(centre.y(), self.image.height() / 2, leeway)
        return replace(self, scale=scale, centre=QPointF(x, y))


def _near(value: float, middle: float, leeway: float) -> float:
    """Limits a coordinate to a share of the way from the middle to either end."""
    return min(max(value, middle * (1.0 - leeway)), middle * (1.0 + leeway))
