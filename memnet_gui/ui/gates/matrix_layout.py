"""Where the cells of the gate matrix are."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize

_MARGIN_PX = 8
_SMALLEST_PX = 7
_LARGEST_WIDTH_PX = 64
_LARGEST_HEIGHT_PX = 32
_PREFERRED_WIDTH_PX = 360


@dataclass(frozen=True)
class MatrixLayout:
    """A grid of equal cells with names above and at the left, and a line below.

    Attributes:
        width_px: Of the widget.
        height_px: Of the widget.
        rows: Gate units.
        columns: Memories.
        line_px: Height of a line of text.
        names_px: Width of the names at the left.
    """

    width_px: int
    height_px: int
    rows: int
    columns: int
    line_px: int
    names_px: int

    @property
    def cell_width_px(self) -> float:
        """Width of a cell."""
        room = self.width_px - 2 * _MARGIN_PX - self.names_px
        return max(1.0, min(room / max(1, self.columns), _LARGEST_WIDTH_PX))

    @property
    def cell_height_px(self) -> float:
        """Height of a cell."""
        room = self.height_px - 2 * _MARGIN_PX - 2 * self.line_px
        return max(1.0, min(room / max(1, self.rows), _LARGEST_HEIGHT_PX))

    @property
    def _left_px(self) -> int:
        return _MARGIN_PX + self.names_px

    @property
    def _top_px(self) -> int:
        return _MARGIN_PX + self.line_px

    def cell(self, row: int, column: int) -> QRectF:
        """Returns the place of a cell, counted from 0."""
        width, height = self.cell_width_px, self.cell_height_px
        return QRectF(self._left_px + column * width, self._top_px + row * height, width, height)

    def column_name(self, column: int) -> QRectF:
        """Returns the place above a column."""
        place = self.cell(0, column)
        return QRectF(place.left(), _MARGIN_PX, place.width(), self.line_px)

    def row_name(self, row: int) -> QRectF:
        """Returns the place at the left of a row."""
        place = self.cell(row, 0)
        return QRectF(_MARGIN_PX, place.top(), self.names_px - 6, place.height())

    def foot(self) -> QRectF:
        """Returns the line below the cells."""
        bottom = self._top_px + self.rows * self.cell_height_px
        return QRectF(_MARGIN_PX, bottom, self.width_px - 2 * _MARGIN_PX, self.line_px + 4)

    def find(self, place: QPointF) -> tuple[int, int] | None:
        """Returns row and column of the cell at a place."""
        column = (place.x() - self._left_px) // self.cell_width_px
        row = (place.y() - self._top_px) // self.cell_height_px
        inside = 0 <= column < self.columns and 0 <= row < self.rows
        return (int(row), int(column)) if inside else None

    @staticmethod
    def preferred_size(rows: int, columns: int, line_px: int, names_px: int) -> QSize:
        """Returns a size in which the cells are near to square in a narrow dock."""
        room = _PREFERRED_WIDTH_PX - 2 * _MARGIN_PX - names_px
        side = min(max(room / max(1, columns), 2 * _SMALLEST_PX), _LARGEST_HEIGHT_PX)
        height = round(rows * side) + 2 * _MARGIN_PX + 2 * line_px
        return QSize(_PREFERRED_WIDTH_PX, height)

    @staticmethod
    def smallest_size(rows: int, columns: int, line_px: int, names_px: int) -> QSize:
        """Returns the size below which cells could not be told apart."""
        width = columns * _SMALLEST_PX + names_px + 2 * _MARGIN_PX
        height = rows * _SMALLEST_PX + 2 * _MARGIN_PX + 2 * line_px
        return QSize(max(width, 220), height)
