"""Where the panes of each view mode lie.

A new mode is a member of `ViewMode` and a function in `_LAYOUTS`; the grid has its own, because
it depends on how many pictures there are.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from itertools import pairwise

from PySide6.QtCore import QPoint, QPointF, QRect, QSize


class ViewMode(Enum):
    """How the pictures are set against each other."""

    SIDE_BY_SIDE = auto()
    SPLIT = auto()
    DIFFERENCE = auto()
    GRID = auto()


class Side(Enum):
    """What a pane shows."""

    BEFORE = auto()
    AFTER = auto()
    DIFFERENCE = auto()
    GRID = auto()


@dataclass(frozen=True)
class Pane:
    """A picture's place in the viewer, in device pixels.

    Attributes:
        side: What it shows.
        frame: The rectangle that the viewport fills; all panes of a layout have one size.
        clip: The part of the frame that is painted and takes the mouse.
        index: Which picture of the grid it shows.
    """

    side: Side
    frame: QRect
    clip: QRect
    index: int = 0


@dataclass(frozen=True)
class Layout:
    """The panes of a viewer, and what parts them, in device pixels.

    Attributes:
        panes: At least one.
        dividers: The lines between them.
        is_draggable: Whether the one line has a handle.
    """

    panes: tuple[Pane, ...]
    dividers: tuple[QRect, ...] = ()
    is_draggable: bool = False

    @property
    def frame_size(self) -> QSize:
        """The size that the frames of all panes have."""
        return self.panes[0].frame.size()

    @property
    def is_labelled(self) -> bool:
        """Whether a pane must say what it shows: not the before picture alone."""
        return len(self.panes) > 1 or self.panes[0].side is not Side.BEFORE

    def pane_at(self, point: QPointF) -> Pane | None:
        """Returns the pane under a point in device pixels, None on a divider or outside."""
        pixel = QPoint(math.floor(point.x()), math.floor(point.y()))
        return next((pane for pane in self.panes if pane.clip.contains(pixel)), None)


def arrange(mode: ViewMode, size: QSize, line: int, split: float) -> Layout:
    """Returns the layout of two pictures in a view mode.

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
    return Layout((Pane(side, whole, whole),))


def arrange_grid(count: int, size: QSize, line: int) -> Layout:
    """Returns the layout of a number of pictures in rows of panes, the last row from the left.

    Args:
        count: How many pictures, at least 1.
        size: The viewer's size in device pixels.
        line: Least thickness of the dividers in device pixels.
    """
    columns = max(range(1, count + 1), key=lambda columns: _room(count, columns, size, line))
    across = _spans(size.width(), columns, line)
    down = _spans(size.height(), math.ceil(count / columns), line)
    cells = [QRect(x, y, width, height) for y, height in down for x, width in across]
    panes = tuple(Pane(Side.GRID, cell, cell, i) for i, cell in enumerate(cells[:count]))
    upright = [QRect(x, 0, width, size.height()) for x, width in _gaps(across)]
    level = [QRect(0, y, size.width(), height) for y, height in _gaps(down)]
    return Layout(panes, (*upright, *level))


def _room(count: int, columns: int, size: QSize, line: int) -> tuple[int, int]:
    """Returns how good a number of columns is: large and nearly square panes, few empty cells."""
    rows = math.ceil(count / columns)
    width, height = _extent(size.width(), columns, line), _extent(size.height(), rows, line)
    return min(width, height), -rows * columns


def _extent(length: int, count: int, line: int) -> int:
    """Returns what each of some panes has of a length."""
    return max(1, (length - line * (count - 1)) // count)


def _spans(length: int, count: int, line: int) -> list[tuple[int, int]]:
    """Returns start and extent of panes from edge to edge; the dividers take odd pixels."""
    extent, steps = _extent(length, count, line), max(1, count - 1)
    return [(i * (length - extent) // steps, extent) for i in range(count)]


def _gaps(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Returns start and extent of what lies between spans."""
    return [(a + extent, b - a - extent) for (a, extent), (b, _) in pairwise(spans)]


def _side_by_side(size: QSize, line: int, _split: float) -> Layout:
    """Two panes of one width; the divider takes an odd pixel."""
    width = max(1, (size.width() - line) // 2)
    left = QRect(0, 0, width, size.height())
    right = QRect(size.width() - width, 0, width, size.height())
    divider = QRect(width, 0, size.width() - 2 * width, size.height())
    return Layout((Pane(Side.BEFORE, left, left), Pane(Side.AFTER, right, right)), (divider,))


def _split(size: QSize, line: int, split: float) -> Layout:
    """One frame, shared at the divider."""
    whole = QRect(QPoint(), size)
    column = round(split * size.width())
    left = QRect(0, 0, column, size.height())
    right = QRect(column, 0, size.width() - column, size.height())
    divider = QRect(column - line // 2, 0, line, size.height())
    panes = (Pane(Side.BEFORE, whole, left), Pane(Side.AFTER, whole, right))
    return Layout(panes, (divider,), is_draggable=True)


def _difference(size: QSize, _line: int, _split: float) -> Layout:
    """One pane."""
    return arrange_single(Side.DIFFERENCE, size)


_LAYOUTS: dict[ViewMode, Callable[[QSize, int, float], Layout]] = {
    ViewMode.SIDE_BY_SIDE: _side_by_side,
    ViewMode.SPLIT: _split,
    ViewMode.DIFFERENCE: _difference,
    ViewMode.GRID: _side_by_side,  # as long as it has no pictures
}
