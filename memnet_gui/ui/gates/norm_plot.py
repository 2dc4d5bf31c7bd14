"""The norm plot: one curve per memory block, those of a second model dashed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QCoreApplication, QPointF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from memnet_gui.network.gates import NORM_COLUMNS, GateNorms
from memnet_gui.ui.colour_maps import block_colours
from memnet_gui.ui.gates.legend import BlockLegend
from memnet_gui.ui.gates.shading import SegmentShading, labels_px
from memnet_gui.ui.plots import Row, ThemedPlot, is_dark

_NEAR_PX = 14
_FAINT_ALPHA, _OVERLAY_ALPHA = 170, 200
_DASHES = (4, 3)
_AXIS_WIDTH_PX = 52


@dataclass(frozen=True)
class NormPoint:
    """A point of a curve.

    Attributes:
        title: The model.
        gate: The norms that the curve shows.
        feature_map: Its place on the curve, from 0.
    """

    title: str
    gate: GateNorms
    feature_map: int

    @property
    def text(self) -> str:
        """Block, memory, filter and value."""
        segment = self.gate.segment_at(self.feature_map)
        text = QCoreApplication.translate(
            "NormPlot", "Block {block} · {memory} · filter {filter} · {value:.4f}"
        )
        return text.format(
            block=self.gate.block,
            memory=segment.name,
            filter=self.feature_map - segment.start,
            value=self.gate.norms[self.feature_map],
        )


class NormPlot(QWidget):
    """Title, checkable legend and the curves v_m(l), over the segments of one block.

    Signals:
        pointed: The `NormPoint` under the mouse, or None.
        block_chosen: A curve was clicked: the number of its block.
    """

    pointed = Signal(object)
    block_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("gate_norm_plot")
        self._models: list[tuple[str, tuple[GateNorms, ...]]] = [("", ()), ("", ())]
        self._pools: tuple[list[pg.PlotDataItem], list[pg.PlotDataItem]] = ([], [])
        self._colours: list[QColor] = []
        self._chosen = 0
        self._near: NormPoint | None = None
        self._least_top = 0.0
        self._title = QLabel()
        self._title.setObjectName("gate_norm_title")
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setWordWrap(True)
        self.legend = BlockLegend()
        self.plot = ThemedPlot()
        self.plot.setObjectName("gate_norm_chart")
        self.plot.setAccessibleName(self.tr("Norms of the gate units' weights"))
        self.plot.plotItem.setLabel("bottom", self.tr("input feature map l"))
        self.plot.plotItem.setLabel("left", self.tr("weight norm v<sub>m</sub>(l)"))
        self.plot.plotItem.getAxis("left").setWidth(_AXIS_WIDTH_PX)
        self._shading = SegmentShading()
        self._marker = pg.PlotDataItem([], [], pen=None, symbol="o", symbolSize=8)
        self._marker.setZValue(10)
        self.plot.addItem(self._shading)
        self.plot.addItem(self._marker)
        self._lay_out()
        self._connect()
        self._refresh()

    @property
    def norms(self) -> tuple[GateNorms, ...]:
        """The first model's norms."""
        return self._models[0][1]

    @property
    def shaded_block(self) -> int:
        """Number of the block whose segments are shaded: under the mouse, else the chosen one."""
        return self._near.gate.block if self._near else self._chosen

    def set_norms(self, norms: Sequence[GateNorms], title: str) -> None:
        """Shows a model's norms; none empties the plot."""
        self._models[0] = (title, tuple(norms))
        if not 1 <= self._chosen <= len(norms):
            self._chosen = len(norms)
        self._refresh()

    def set_overlay(self, norms: Sequence[GateNorms], title: str) -> None:
        """Lays a second model's norms over the first, dashed; none takes them away."""
        self._models[1] = (title, tuple(norms))
        self._refresh()

    def scale_to(self, highest: float) -> None:
        """Has room for this value, whatever is shown, so that plots have one scale."""
        self._least_top = highest
        self._fit()

    def choose_block(self, block: int) -> None:
        """Shades the segments of this block and draws its curve stronger."""
        self._chosen = block
        self._style()

    def csv_rows(self) -> Iterator[Row]:
        """Yields the norms of the blocks that are switched on, of both models."""
        yield "model", *NORM_COLUMNS
        for title, norms in self._models:
            for gate in norms:
                if gate.block in self.legend.shown:
                    yield from ((title, *row) for row in gate.rows())

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._title)
        layout.addWidget(self.legend)
        layout.addWidget(self.plot, 1)

    def _connect(self) -> None:
        self.legend.changed.connect(self._on_legend_changed)
        self.plot.pointed.connect(self._on_pointed)
        self.plot.left.connect(self._on_left)
        self.plot.clicked.connect(self._on_clicked)
        self.plot.recoloured.connect(self._on_recoloured)
        self.plot.plotItem.getViewBox().sigResized.connect(self._on_resized)

    def _refresh(self) -> None:
        """Brings the models into the items."""
        self._near = None
        self._marker.setData([], [])
        self._fill_pools()
        self._write_title()
        self._on_recoloured()
        self._fit()

    def _fill_pools(self) -> None:
        for pool, (_, norms) in zip(self._pools, self._models, strict=True):
            while len(pool) < len(norms):
                curve = pg.PlotDataItem([], [], antialias=True)
                self.plot.addItem(curve)
                pool.append(curve)
            for index, curve in enumerate(pool):
                y = norms[index].norms if index < len(norms) else np.empty(0)
                curve.setData(np.arange(len(y)), y)

    def _write_title(self) -> None:
        (title, norms), (other, overlay) = self._models
        dashed = self.tr("{model}   (dashed: {other})").format(model=title, other=other)
        text = dashed if overlay else title
        self._title.setText(text if norms else "")
        self._title.setVisible(bool(text and norms))

    def _fit(self) -> None:
        """Gives the plot the extent of what is switched on, with room for the names."""
        longest = max((len(gate.norms) for gate in self._shown_gates()), default=1)
        self.plot.set_extent(-0.5, longest - 0.5, 0.0, self._top())

    def _shown_gates(self) -> list[GateNorms]:
        shown = self.legend.shown
        return [gate for _, norms in self._models for gate in norms if gate.block in shown]

    def _top(self) -> float:
        """Returns the value at the upper edge, so high that the names lie above the curves."""
        highest = max((float(g.norms.max()) for g in self._shown_gates()), default=1.0) or 1.0
        names_px = labels_px(self.plot.font())
        height_px = max(self.plot.plotItem.getViewBox().height(), 2.0 * names_px)
        return 1.02 * max(highest, self._least_top) * height_px / (height_px - names_px)

    def _style(self) -> None:
        """Gives curves and ground what depends on theme, switches and choice."""
        shown, strong = self.legend.shown, self.shaded_block
        for pool, (_, norms) in zip(self._pools, self._models, strict=True):
            for block, curve in enumerate(pool, start=1):
                curve.setVisible(block in shown and block <= len(norms))
                if block <= len(norms):
                    dashed = pool is self._pools[1]
                    curve.setPen(_pen(self._colours[block - 1], block == strong, dashed))
                    curve.setZValue(5 if block == strong else 0)
        gates = [g for _, norms in self._models for g in norms if g.block == strong]
        near = self._near.gate if self._near else None
        shaded = near or (gates[0] if gates else None)
        self._shading.set_segments(shaded.segments if shaded else ())
        self._shading.set_palette(self.palette())

    def _find_near(self, place: QPointF) -> NormPoint | None:
        """Returns the nearest point, at the place's feature map, that is near enough to mean."""
        index = round(place.x())
        shown = self.legend.shown
        points = [
            NormPoint(title, gate, index)
            for title, norms in self._models
            for gate in norms
            if gate.block in shown and 0 <= index < len(gate.norms)
        ]
        if not points:
            return None
        nearest = min(points, key=lambda point: abs(point.gate.norms[index] - place.y()))
        pixel = abs(self.plot.plotItem.getViewBox().viewPixelSize()[1])
        distance = abs(float(nearest.gate.norms[index]) - place.y())
        return nearest if distance <= _NEAR_PX * pixel else None

    @Slot(QPointF)
    def _on_pointed(self, place: QPointF) -> None:
        near = self._find_near(place)
        if near is None or near == self._near:
            # Between the curves the last point stays, so that the ground does not flicker.
            return
        self._near = near
        self._marker.setData([near.feature_map], [near.gate.norms[near.feature_map]])
        colour = self._colours[near.gate.block - 1]
        self._marker.setSymbolBrush(colour)
        self._marker.setSymbolPen(pg.mkPen(self.plot.colour(self.backgroundRole())))
        self._style()
        self.pointed.emit(near)

    @Slot()
    def _on_left(self) -> None:
        if self._near is not None:
            self._near = None
            self._marker.setData([], [])
            self._style()
            self.pointed.emit(None)

    @Slot(QPointF)
    def _on_clicked(self, place: QPointF) -> None:
        near = self._find_near(place)
        if near is not None and near.gate.block <= len(self.norms):
            self.choose_block(near.gate.block)
            self.block_chosen.emit(near.gate.block)

    @Slot()
    def _on_legend_changed(self) -> None:
        self._on_left()
        self._style()
        self._fit()

    @Slot(object)
    def _on_resized(self, _box: object) -> None:
        """Keeps the names above the curves."""
        self.plot.set_height(0.0, self._top())

    @Slot()
    def _on_recoloured(self) -> None:
        count = max(len(norms) for _, norms in self._models)
        self._colours = block_colours(count, dark=is_dark(self.palette()))
        self.legend.set_blocks(self._colours)
        self._style()

    def sizeHint(self) -> QSize:
        """Fits a narrow dock."""
        return QSize(340, 280)


def _pen(colour: QColor, strong: bool, dashed: bool) -> object:
    colour = QColor(colour)
    if not strong:
        colour.setAlpha(_FAINT_ALPHA)
    elif dashed:
        colour.setAlpha(_OVERLAY_ALPHA)
    pen = pg.mkPen(colour, width=2 if strong and not dashed else 1)
    if dashed:
        pen.setDashPattern(list(_DASHES))
    return pen
