"""The loss over the pixels seen, in bounded memory."""

import math

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QSize, Slot
from PySide6.QtWidgets import QWidget

from memnet_gui.training.progress import TrainingProgress
from memnet_gui.ui.plots import ThemedPlot
from memnet_gui.ui.theme import ACCENT
from memnet_gui.ui.training.fields import AXIS_PX
from memnet_gui.ui.training.series import Series

_LEAST_DECADES = 0.2
_LEAST_TICKS = 3
_EDGE = 0.04
"""Share of the axis at its ends where a number has no room."""
_MOST_ZEROS = 3
_NUMBERS_PX = 48
_MANTISSAS = (
    (1.0,),
    (1.0, 2.0, 5.0),
    (1.0, 2.0, 3.0, 4.0, 6.0, 8.0),
    *(np.arange(1, 10, step) for step in (1, 0.5, 0.2)),
)
"""What is numbered in each decade: the coarsest of which there are enough to read the scale."""


class LossPlot(ThemedPlot):
    """A logarithmic scale shows what a small late loss still gains."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("training_loss_plot")
        self.setAccessibleName(self.tr("Training loss"))
        self.plotItem.setLogMode(x=False, y=True)
        self.plotItem.setLabel("bottom", self.tr("Mpx seen"))
        self.plotItem.getAxis("bottom").setHeight(AXIS_PX)
        self.plotItem.getAxis("left").setWidth(_NUMBERS_PX)
        self.plotItem.showGrid(y=True, alpha=0.15)
        self._series = Series()
        self._curve = pg.PlotDataItem([], [], antialias=True)
        self._curve.setLogMode(False, True)
        self.addItem(self._curve)
        self.recoloured.connect(self._on_recoloured)
        self._on_recoloured()

    def add(self, progress: TrainingProgress) -> None:
        """Adds the loss of a report; what is not a positive number cannot be drawn."""
        if not progress.loss > 0:
            return
        self._series.add(progress.pixels / 1e6, progress.loss)
        x, y = self._series.arrays()
        if len(x) == 0:
            return
        self._curve.setData(x, y)
        low, high = math.log10(np.min(y)), math.log10(np.max(y))
        missing = max(0.0, _LEAST_DECADES - (high - low)) / 2 + 0.03
        low, high = low - missing, high + missing
        self.plotItem.getAxis("left").setTicks([_ticks(low, high)])
        right = max(np.max(x), x[0] + 1e-6)  # a run that diverged went back
        self.grow_extent(float(x[0]), float(right), low, high)

    def clear_curve(self) -> None:
        """Forgets the losses."""
        self._series.clear()
        self._curve.setData([], [])
        self.show_all()

    @Slot()
    def _on_recoloured(self) -> None:
        self._curve.setPen(pg.mkPen(ACCENT, width=1.5))

    def sizeHint(self) -> QSize:
        """Fits a narrow dock."""
        return QSize(340, 180)


def _ticks(low: float, high: float) -> list[tuple[float, str]]:
    """Returns places between two logarithms, with the numbers that stand there."""
    decades = range(math.floor(low), math.ceil(high))
    low, high = low + _EDGE * (high - low), high - _EDGE * (high - low)
    for mantissas in _MANTISSAS:
        numbers = [(k, float(m)) for k in decades for m in mantissas]
        places = [(k + math.log10(m), _write(m, k)) for k, m in numbers]
        ticks = [(place, text) for place, text in places if low <= place <= high]
        if len(ticks) >= _LEAST_TICKS:
            break
    return ticks


def _write(mantissa: float, power: int) -> str:
    """Returns such as `0.002` or `1.5e-4`."""
    if power >= -_MOST_ZEROS:
        return f"{mantissa * 10.0**power:g}"
    return f"{mantissa:g}e\N{MINUS SIGN}{-power}"
