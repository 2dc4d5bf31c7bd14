"""The list of a batch: names, sizes, states with bars; says what belongs into it while empty."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from memnet_gui.messages import QT_TRANSLATE_NOOP
from memnet_gui.ui.batch.table import DONE_ROLE, NAME, SIZE, STATE, BatchTable

_HINT = QT_TRANSLATE_NOOP(
    "BatchView",
    "Drop photos or folders here; each result becomes a new file, and no file is replaced.",
)
_ROW_GAP_PX = 8
_STATE_PX = 130
_BAR_PX = 4
_Index = QModelIndex | QPersistentModelIndex


class BatchView(QTableView):
    """Shows a `BatchTable`.

    Attributes:
        opened: (Path) A row was opened by a double click or Return.
    """

    opened = Signal(object)

    def __init__(self, table: BatchTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("batch_view")
        self.setAccessibleName(self.tr("Photos to restore"))
        self._table = table
        self.setModel(table)
        self.setItemDelegate(_BarDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        # Rows of one height need not be measured, whose number may be large.
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(self.fontMetrics().height() + _ROW_GAP_PX)
        rows.hide()
        columns = self.horizontalHeader()
        columns.setHighlightSections(False)
        columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        columns.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        columns.setSectionResizeMode(SIZE, QHeaderView.ResizeMode.Fixed)
        columns.setSectionResizeMode(STATE, QHeaderView.ResizeMode.Interactive)
        columns.resizeSection(SIZE, self.fontMetrics().horizontalAdvance("00.000 MP") + 12)
        columns.resizeSection(STATE, _STATE_PX)
        self.activated.connect(self._on_activated)

    @Slot(QModelIndex)
    def _on_activated(self, index: QModelIndex) -> None:
        self.opened.emit(self._table.rows[index.row()].shown_file)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Takes the chosen rows off the list with Delete."""
        if event.key() == Qt.Key.Key_Delete:
            self._table.remove(index.row() for index in self.selectionModel().selectedRows())
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the rows, or the hint."""
        super().paintEvent(event)
        if self._table.rowCount() == 0:
            painter = QPainter(self.viewport())
            painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
            place = self.viewport().rect().adjusted(24, 0, -24, 0)
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(place, flags, self.tr(_HINT))


class _BarDelegate(QStyledItemDelegate):
    """Paints a bar under the state of a photo that is being restored; cuts sentences at the end."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: _Index) -> None:
        """Has names keep their ends, which tell them apart, and sentences their beginnings."""
        super().initStyleOption(option, index)
        option.features &= ~QStyleOptionViewItem.ViewItemFeature.HasDecoration
        if index.column() == STATE:
            option.textElideMode = Qt.TextElideMode.ElideRight

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paints a cell."""
        super().paint(painter, option, index)
        done = index.data(DONE_ROLE)
        if done is None:
            return
        place = QRectF(option.rect).adjusted(4, 0, -4, -2)
        place.setTop(place.bottom() - _BAR_PX)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(option.palette.color(QPalette.ColorRole.Mid))
        painter.drawRoundedRect(place, _BAR_PX / 2, _BAR_PX / 2)
        place.setWidth(max(_BAR_PX, place.width() * done))
        painter.setBrush(option.palette.color(QPalette.ColorRole.Accent))
        painter.drawRoundedRect(place, _BAR_PX / 2, _BAR_PX / 2)
        painter.restore()
