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


class LossPlot(ThemedPlot):
    """A logarithmic scale shows what a small late loss still gains."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("training_loss_plot")
        self.setAccessibleName(self.tr("Training loss"))
        self.plotItem.setLogMode(x=False, y=True)
        self.plotItem.setLabel("bottom", self.tr("Mpx seen"))
        self.plotItem.getAxis("bottom").setHeight(AXIS_PX)
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
        right = max(np.max(x), x[0] + 1e-6)  # a run that diverged went back
        self.grow_extent(float(x[0]), float(right), low - missing, high + missing)

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
