"""Where the panes of each view mode lie.

A new mode is a member of `ViewMode` and a function in `_LAYOUTS`.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QPoint, QPointF, QRect, QSize


class ViewMode(Enum):
    """How the two pictures are set against each other."""

    SIDE_BY_SIDE = auto()
    SPLIT = auto()


class Side(Enum):
    """What a pane shows."""

    BEFORE = auto()
    AFTER = auto()


@dataclass(frozen=True)
class Pane:
    """A picture's place in the viewer, in device pixels.

    Attributes:
        side: What it shows.
        frame: The rectangle that the viewport fills; all panes of a layout have one size.
        clip: The part of the frame that is painted and takes the mouse.
    """

    side: Side
    frame: QRect
    clip: QRect


@dataclass(frozen=True)
class Layout:
    """The panes of a viewer, and what parts them, in device pixels.

    Attributes:
        panes: At least one.
        divider: The line between two panes; empty when there is none.
        is_draggable: Whether the line has a handle.
    """

    panes: tuple[Pane, ...]
    divider: QRect
    is_draggable: bool = False

    @property
    def frame_size(self) -> QSize:
        """The size that the frames of all panes have."""
        return self.panes[0].frame.size()

    def pane_at(self, point: QPointF) -> Pane | None:
        """Returns the pane under a point in device pixels, None on a divider or outside."""
        pixel = QPoint(math.floor(point.x()), math.floor(point.y()))
        return next((pane for pane in self.panes if pane.clip.contains(pixel)), None)


def arrange(mode: ViewMode, size: QSize, line: int, split: float) -> Layout:
    """Returns the layout of a view mode.

    Args:
        mode: How the pictures are set against each other.
        size: The viewer's size in device pixels.
        line: Thickness of a divider in device pixels.
        split: The divider's place, from 0 at the left edge to 1 at the right.
    """
    return _LAYOUTS[mode](size, line, split)


def arrange_single(side: Side, size: QSize) -> Layout:
    """Returns the layout of one picture that has the whole viewer."""
    whole = QRect(QPoint(), size)
    return Layout((Pane(side, whole, whole),), QRect())


def _side_by_side(size: QSize, line: int, _split: float) -> Layout:
    """Two panes of one width; the divider takes an odd pixel."""
    width = max(1, (size.width() - line) // 2)
    left = QRect(0, 0, width, size.height())
    right = QRect(size.width() - width, 0, width, size.height())
    divider = QRect(width, 0, size.width() - 2 * width, size.height())
    return Layout((Pane(Side.BEFORE, left, left), Pane(Side.AFTER, right, right)), divider)


def _split(size: QSize, line: int, split: float) -> Layout:
    """One frame, shared at the divider."""
    whole = QRect(QPoint(), size)
    column = round(split * size.width())
    left = QRect(0, 0, column, size.height())
    right = QRect(column, 0, size.width() - column, size.height())
    divider = QRect(column - line // 2, 0, line, size.height())
    panes = (Pane(Side.BEFORE, whole, left), Pane(Side.AFTER, whole, right))
    return Layout(panes, divider, is_draggable=True)


_LAYOUTS: dict[ViewMode, Callable[[QSize, int, float], Layout]] = {
    ViewMode.SIDE_BY_SIDE: _side_by_side,
    ViewMode.SPLIT: _split,
}
