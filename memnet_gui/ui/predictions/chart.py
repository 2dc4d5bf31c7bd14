"""A small plot over the entries of the strip, in the theme's colours."""

from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QWidget

from memnet_gui.ui.plots import LeftAxis

_TEXT_SCALE = 0.85
_AXIS_WIDTH_PX = 44
_NARROWEST_TICK_PX = 36
_MARGIN_PX = 16


class Chart(pg.PlotWidget):
    """A plot whose horizontal axis has names; it neither pans nor zooms.

    Signals:
        recoloured: Another theme was chosen: the owner gives its items their colours anew.
    """

    recoloured = Signal()

    _is_ready = False
    """The base class resizes itself before there is anything to resize."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, enableMenu=False, axisItems={"left": LeftAxis()})
        self._names: tuple[str, ...] = ()
        self.plotItem.hideButtons()
        # pyqtgraph's own menu has no parent and would outlive the plot.
        self.plotItem.ctrlMenu.setParent(self, Qt.WindowType.Popup)
        self.plotItem.setMouseEnabled(x=False, y=False)
        self.plotItem.showGrid(y=True, alpha=0.15)
        self.plotItem.getViewBox().setDefaultPadding(0.08)
        left = self.plotItem.getAxis("left")
        left.setWidth(_AXIS_WIDTH_PX)
        left.enableAutoSIPrefix(False)
        for side in ("left", "bottom"):
            axis = self.plotItem.getAxis(side)
            axis.setTickFont(self._tick_font())
            axis.setZValue(-1)  # the grid belongs under the data
        # A name may reach beyond the axis: there is room on both sides.
        self.plotItem.getAxis("bottom").setStyle(hideOverlappingLabels=_MARGIN_PX)
        self.plotItem.layout.setContentsMargins(0, 6, _MARGIN_PX, 0)
        self._is_ready = True
        self._colour_axes()

    def set_names(self, names: Sequence[str]) -> None:
        """Names the places 0, 1, 2 and so on of the horizontal axis."""
        self._names = tuple(names)
        self.plotItem.setXRange(-0.5, max(len(names), 1) - 0.5, padding=0)
        self._place_ticks()

    def add_curve(self, symbol: str = "o", symbol_px: int = 7) -> pg.PlotDataItem:
        """Adds an empty curve with points whose values the mouse reads."""
        curve = self.plotItem.plot(
            [], [], symbol=symbol, symbolSize=symbol_px, symbolPen=None, antialias=True
        )
        curve.scatter.setData(hoverable=True, tip=self._read_point)
        return curve

    def add_level(self) -> pg.InfiniteLine:
        """Adds a hidden horizontal line."""
        line = pg.InfiniteLine(angle=0)
        line.setVisible(False)
        self.addItem(line)
        return line

    def text_colour(self) -> QColor:
        """Returns the colour of text and of what stands out like it."""
        return self.palette().color(QPalette.ColorRole.WindowText)

    def quiet_colour(self) -> QColor:
        """Returns the neutral colour, opaque, of what is set against the data."""
        palette = self.palette()
        return _laid_over(palette.color(QPalette.ColorRole.PlaceholderText), palette.base().color())

    def _read_point(self, x: float, y: float, data: object) -> str:  # noqa: ARG002
        return f"{self._names[round(x)]}: {y:.2f}"

    def _place_ticks(self) -> None:
        """Shows as many names as there is room for, the first and the last among them."""
        room = max(1, (self.width() - _AXIS_WIDTH_PX) // _NARROWEST_TICK_PX)
        places = _spread(len(self._names), room)
        bottom = self.plotItem.getAxis("bottom")
        bottom.setTicks([[(place, self._names[place]) for place in places]])

    def _tick_font(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * _TEXT_SCALE)
        return font

    def _colour_axes(self) -> None:
        self.setBackground(self.palette().color(QPalette.ColorRole.Base))
        for side in ("left", "bottom"):
            axis = self.plotItem.getAxis(side)
            axis.setPen(self.palette().color(QPalette.ColorRole.Mid))
            axis.setTextPen(self.text_colour())

    def sizeHint(self) -> QSize:
        """Fits a narrow dock."""
        return QSize(340, 180)

    def minimumSizeHint(self) -> QSize:
        """Room for the axes and a curve."""
        return QSize(200, 110)

    def resizeEvent(self, event: object) -> None:
        """Shows as many names as there is room for now."""
        super().resizeEvent(event)
        if self._is_ready:
            self._place_ticks()

    def changeEvent(self, event: QEvent) -> None:
        """Takes on the new theme's colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._is_ready:
            self._colour_axes()
            self.recoloured.emit()


def colour_curve(curve: pg.PlotDataItem, colour: QColor) -> None:
    """Gives line and points of a curve one colour."""
    curve.setPen(pg.mkPen(colour, width=2))
    curve.setSymbolBrush(colour)


def fill_curve(
    curve: pg.PlotDataItem, places: NDArray[np.int_], values: NDArray[np.float64]
) -> None:
    """Draws values at their places, with a gap where one is NaN."""
    # pyqtgraph looks for the extremes of the values even where there is none.
    shown = len(values) if np.isfinite(values).any() else 0
    curve.setData(places[:shown], values[:shown], connect="finite")


def finite(values: Sequence[float | None]) -> NDArray[np.float64]:
    """Returns the values with NaN for what cannot be drawn."""
    array = np.array([np.nan if value is None else value for value in values], float)
    return np.where(np.isfinite(array), array, np.nan)


def _laid_over(colour: QColor, ground: QColor) -> QColor:
    """Returns what a colour that lets some of the ground through looks like on it."""
    share = colour.alphaF()

    def mix(over: int, under: int) -> int:
        return round(share * over + (1 - share) * under)

    return QColor(
        mix(colour.red(), ground.red()),
        mix(colour.green(), ground.green()),
        mix(colour.blue(), ground.blue()),
    )


def _spread(count: int, room: int) -> list[int]:
    """Picks at most `room` places of `count`, evenly, with the first and the last."""
    if count <= room:
        return list(range(count))
    step = -(-(count - 1) // max(1, room - 1))
    places = list(range(0, count - 1, step))
    if len(places) > 1 and count - 1 - places[-1] < step:
        places.pop()  # too near to the last one
    return [*places, count - 1]
