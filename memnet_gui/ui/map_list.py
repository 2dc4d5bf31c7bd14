"""A scrolling grid of feature maps; it makes no widget of its own per map."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QImage, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from memnet_gui.ui.colour_maps import spread, to_greys

if TYPE_CHECKING:
    from memnet_gui.restoration.inspection import MemoryView

_Index = QModelIndex | QPersistentModelIndex

_NO_INDEX = QModelIndex()
_THUMBNAIL_PX = 256
_CELL_PX = 100
_GAP_PX = 4


class MapModel(QAbstractListModel):
    """The feature maps of a memory, strongest first; pictures are made when they are seen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: MemoryView | None = None
        self._ranges: NDArray[np.float64] = np.empty((0, 2))
        self._common = False
        self._pictures: dict[int, QImage] = {}

    @property
    def aspect(self) -> float:
        """Height of a map by its width."""
        return self._view.maps.shape[1] / self._view.maps.shape[2] if self._view else 1.0

    def set_view(self, view: "MemoryView | None") -> None:
        """Shows other maps; those of as many filters take the place of the present ones."""
        before, after = self.rowCount(), 0 if view is None else len(view.maps)
        if before != after:
            self.beginResetModel()
        self._view = view
        if view is not None:
            self._ranges = np.array([spread(values) for values in view.maps])
        if before != after:
            self._pictures.clear()
            self.endResetModel()
        else:
            self._redraw()

    def set_common_range(self, common: bool) -> None:
        """Draws all maps on one scale of greys, or each on its own."""
        self._common = common
        self._redraw()

    def range_of(self, row: int) -> tuple[float, float]:
        """Returns the values that are black and white in the map of `row`."""
        assert self._view is not None
        if self._common:
            return float(self._ranges[:, 0].min()), float(self._ranges[:, 1].max())
        low, high = self._ranges[self._view.order[row]]
        return float(low), float(high)

    def picture(self, row: int) -> QImage:
        """Draws the map of `row` in its full size."""
        assert self._view is not None
        return to_greys(self._view.maps[self._view.order[row]], *self.range_of(row))

    def describe(self, row: int) -> str:
        """Says in a sentence what `row` shows."""
        assert self._view is not None
        number = int(self._view.order[row])
        values = self._view.maps[number]
        figures = (self._view.norms[number], values.min(), values.max())
        norm, low, high = (f"{value:.3g}".replace("-", "\u2212") for value in figures)
        sentence = self.tr("Filter {number}: norm {norm}, values {low} to {high}")
        return sentence.format(number=number, norm=norm, low=low, high=high)

    def _thumbnail(self, row: int) -> QImage:
        if row not in self._pictures:
            picture = self.picture(row)
            if max(picture.width(), picture.height()) > _THUMBNAIL_PX:
                picture = picture.scaled(
                    QSize(_THUMBNAIL_PX, _THUMBNAIL_PX),
                    Qt.AspectRatioMode.KeepAspectRatio,
                    Qt.TransformationMode.SmoothTransformation,
                )
            self._pictures[row] = picture
        return self._pictures[row]

    def _redraw(self) -> None:
        self._pictures.clear()
        if self.rowCount():
            self.dataChanged.emit(self.index(0), self.index(self.rowCount() - 1))

    def rowCount(self, parent: _Index = _NO_INDEX) -> int:
        """Counts the maps."""
        return 0 if self._view is None or parent.isValid() else len(self._view.maps)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Gives caption, picture or tooltip."""
        if self._view is None or not index.isValid():
            return None
        row = index.row()
        if role == Qt.ItemDataRole.DisplayRole:
            number = int(self._view.order[row])
            return f"{number}   {self._view.norms[number]:.3g}"
        if role == Qt.ItemDataRole.DecorationRole:
            return self._thumbnail(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.describe(row)
        return None


class _MapDelegate(QStyledItemDelegate):
    """Paints a map over its caption, and a frame around it if it is selected."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        image: QImage = index.data(Qt.ItemDataRole.DecorationRole)
        area: QRect = option.rect.adjusted(_GAP_PX, _GAP_PX, -_GAP_PX, 0)
        caption_px = option.fontMetrics.height() + _GAP_PX
        area.setHeight(area.height() - caption_px)
        size = image.size().scaled(area.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRect(area.topLeft(), size)
        place.moveCenter(area.center())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(place, image)
        palette: QPalette = option.palette
        if option.state & QStyle.StateFlag.State_Selected:
            pen = painter.pen()
            pen.setColor(palette.highlight().color())
            pen.setWidth(3)
            painter.setPen(pen)
            painter.drawRect(place.adjusted(-1, -1, 1, 1))
        painter.setPen(palette.text().color())
        caption = QRect(area.left(), area.bottom() + 1, area.width(), caption_px)
        painter.drawText(
            caption, Qt.AlignmentFlag.AlignCenter, index.data(Qt.ItemDataRole.DisplayRole)
        )
        painter.restore()


class MapList(QListView):
    """The grid; as many columns as fit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("feature_map_list")
        self.setAccessibleName(self.tr("Feature maps"))
        self.maps = MapModel(self)
        self.setModel(self.maps)
        self.setItemDelegate(_MapDelegate(self))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # A scroll bar that comes and goes would change the number of columns back and forth.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)

    def set_view(self, view: "MemoryView | None") -> None:
        """Shows the maps of a memory."""
        self.clearSelection()
        self.maps.set_view(view)
        self._arrange()

    def _arrange(self) -> None:
        width = self.viewport().width() - 1
        side = width // max(1, width // _CELL_PX)
        picture = (side - 2 * _GAP_PX) * min(1.4, max(0.3, self.maps.aspect))
        height = round(picture) + 3 * _GAP_PX + self.fontMetrics().height()
        if self.gridSize() != QSize(side, height):
            self.setGridSize(QSize(side, height))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fills the width with columns."""
        self._arrange()
        super().resizeEvent(event)
