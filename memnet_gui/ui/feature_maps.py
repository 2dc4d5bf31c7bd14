"""The panel that shows what a memory holds on the open photo."""

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QCoreApplication, QItemSelection, QSize, Qt, Slot
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from memnet_gui.ui.colour_maps import spread, to_diverging, to_greys
from memnet_gui.ui.map_list import MapList
from memnet_gui.ui.map_picture import ColourScale, MapPicture
from memnet_gui.ui.numbers import format_value

if TYPE_CHECKING:
    from memnet_gui.restoration.inspection import MemoryView

_WIDE_FROM = 1.3
_ROUNDING = 1e-5
"""What of a contribution's mean is lost where 64 filters are summed in float32."""


class FeatureMapPanel(QWidget):
    """A memory's contribution to a gate unit, and the grid of its feature maps.

    A click on a map shows it large in place of the contribution.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("feature_map_panel")
        self._view: MemoryView | None = None
        self._empty = QLabel(self.tr("Click a memory in the gate matrix"))
        self._empty.setObjectName("feature_map_invitation")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._empty.setForegroundRole(self._empty.palette().ColorRole.PlaceholderText)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self._empty)
        self._pages.addWidget(self._build_page())

    @property
    def view(self) -> "MemoryView | None":
        """What is shown, None when nothing is."""
        return self._view

    def set_view(self, view: "MemoryView", remark: str = "") -> None:
        """Shows a memory, with a sentence on the photo that it is of."""
        self._view = view
        header = self.tr("{memory} as read by gate {block} - strongest first")
        self._header.setText(header.format(memory=view.memory, block=view.block))
        self._note.setText(" ".join(filter(None, (_note(view), remark))))
        self._note.setVisible(bool(self._note.text()))
        self._list.set_view(view)
        self._show_large()
        self._pages.setCurrentIndex(1)

    def set_busy(self, busy: bool) -> None:
        """Says that a memory is being computed."""
        working, invitation = self.tr("Working…"), self.tr("Click a memory in the gate matrix")
        self._busy.setText(working if busy else "")
        self._empty.setText(working if busy else invitation)

    def set_progress(self, done: float) -> None:
        """Says how far the computing is, 0 to 1."""
        text = self.tr("Working… {done:.0%}").format(done=done)
        self._busy.setText(text)
        self._empty.setText(text)

    def clear(self) -> None:
        """Forgets the memory and invites to choose one."""
        self._view = None
        self.set_busy(False)
        self._list.set_view(None)
        self._picture.set_image(QImage())
        self._pages.setCurrentIndex(0)

    def _build_page(self) -> QWidget:
        self._header = QLabel()
        self._header.setObjectName("feature_map_header")
        self._header.setWordWrap(True)
        font = self._header.font()
        font.setBold(True)
        self._header.setFont(font)
        self._busy = QLabel()
        self._busy.setObjectName("feature_map_busy")
        self._note = QLabel()
        self._note.setObjectName("feature_map_note")
        self._note.setWordWrap(True)
        self._note.setForegroundRole(self._note.palette().ColorRole.PlaceholderText)
        top = QHBoxLayout()
        top.addWidget(self._header, 1)
        top.addWidget(self._busy)
        splitter = self._splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setObjectName("feature_map_splitter")
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self._build_large())
        splitter.addWidget(self._build_grid())
        splitter.setSizes([300, 400])
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(4)
        layout.addLayout(top)
        layout.addWidget(self._note)
        layout.addWidget(splitter, 1)
        return page

    def _build_large(self) -> QWidget:
        self._title = QLabel()
        self._title.setObjectName("feature_map_title")
        self._title.setWordWrap(True)
        self._back = QPushButton(self.tr("Contribution"))
        self._back.setObjectName("feature_map_back")
        self._back.setToolTip(self.tr("Show the contribution again"))
        self._back.clicked.connect(self._on_back_clicked)
        self._picture = MapPicture()
        self._scale = ColourScale()
        row = QHBoxLayout()
        row.addWidget(self._title, 1)
        row.addWidget(self._back)
        large = QWidget()
        layout = QVBoxLayout(large)
        layout.setContentsMargins(0, 0, 0, 4)
        layout.addLayout(row)
        layout.addWidget(self._picture, 1)
        layout.addWidget(self._scale)
        return large

    def _build_grid(self) -> QWidget:
        self._ranges = QComboBox()
        self._ranges.setObjectName("feature_map_range")
        self._ranges.addItems(
            [self.tr("Each map on its own scale"), self.tr("One scale for all maps")]
        )
        self._ranges.currentIndexChanged.connect(self._on_range_changed)
        self._list = MapList()
        self._list.selectionModel().selectionChanged.connect(self._on_selection_changed)
        grid = QWidget()
        layout = QVBoxLayout(grid)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.addWidget(self._ranges)
        layout.addWidget(self._list, 1)
        return grid

    def _show_large(self) -> None:
        if self._view is None:
            return
        rows = self._list.selectionModel().selectedRows()
        self._back.setVisible(bool(rows))
        if rows:
            self._show_map(rows[0].row())
        else:
            self._show_contribution(self._view)

    def _show_map(self, row: int) -> None:
        low, high = self._list.maps.range_of(row)
        self._title.setText(self._list.maps.describe(row))
        self._picture.set_image(self._list.maps.picture(row))
        ramp = to_greys(np.linspace(0, 1, 256, dtype=np.float32)[None], 0, 1)
        self._scale.set_scale(ramp, (low, (low + high) / 2, high))

    def _show_contribution(self, view: "MemoryView") -> None:
        """Draws it around its mean, beside which it may vary too little to be seen."""
        mean = view.contribution_mean
        title = self.tr(
            "Its part of the gate's output (sum of the filters), around its mean of {mean}"
        )
        self._title.setText(title.format(mean=format_value(mean)))
        around = view.contribution - np.float32(mean)
        limit = spread(np.abs(around))[1]
        if limit <= _ROUNDING * abs(mean):
            around, limit = np.zeros_like(around), 0.0
        self._picture.set_image(to_diverging(around, limit))
        ramp = to_diverging(np.linspace(-1, 1, 511, dtype=np.float32)[None], 1)
        self._scale.set_scale(ramp, (-limit, 0, limit))

    @Slot(QItemSelection, QItemSelection)
    def _on_selection_changed(self, _new: QItemSelection, _old: QItemSelection) -> None:
        self._show_large()

    @Slot()
    def _on_back_clicked(self) -> None:
        self._list.clearSelection()

    @Slot(int)
    def _on_range_changed(self, index: int) -> None:
        self._list.maps.set_common_range(index == 1)
        self._show_large()

    def sizeHint(self) -> QSize:
        """Fits a dock beside the picture."""
        return QSize(360, 640)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Puts the grid beside the large picture where there is more width than height."""
        wide = self.width() > _WIDE_FROM * self.height()
        orientation = Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical
        if self._splitter.orientation() != orientation:
            self._splitter.setOrientation(orientation)
        super().resizeEvent(event)


def _note(view: "MemoryView") -> str:
    """Says in what the maps differ from what the viewer shows."""
    _, _, height, width = view.region
    parts = []
    if view.is_off:
        parts.append(
            QCoreApplication.translate(
                "FeatureMapPanel", "Switched off: this gate unit gets nothing of it."
            )
        )
    if view.cropped:
        text = QCoreApplication.translate(
            "FeatureMapPanel", "The middle {width} × {height} pixels of the view."
        )
        parts.append(text.format(width=width, height=height))
    if view.luminance:
        parts.append(
            QCoreApplication.translate(
                "FeatureMapPanel", "Luminance of the photo: the model is for grey."
            )
        )
    return " ".join(parts)
