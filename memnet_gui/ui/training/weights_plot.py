"""The ensemble weights of a network that learns."""

from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QSize, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from memnet_gui.evaluation.predictions import name_prediction
from memnet_gui.messages import QT_TRANSLATE_NOOP
from memnet_gui.ui.plots import ThemedPlot
from memnet_gui.ui.theme import ACCENT

_BAR_WIDTH = 0.36
_TITLE = QT_TRANSLATE_NOOP("WeightsPlot", "Ensemble weights w_m of the intermediate predictions")
_BASIC = QT_TRANSLATE_NOOP("WeightsPlot", "A basic network has no ensemble weights.")


class WeightsPlot(QWidget):
    """A bar for each ensemble weight w_m."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = QLabel()
        self._title.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.plot = ThemedPlot()
        self.plot.setObjectName("training_weights_chart")
        self.plot.setAccessibleName(self.tr("Ensemble weights during training"))
        self.plot.setObjectName("training_weights_plot")
        self.plot.plotItem.setMouseEnabled(x=False, y=False)
        self.bars = pg.BarGraphItem(x=np.empty(0), height=np.empty(0), width=_BAR_WIDTH)
        self.bars.setOpts(brush=ACCENT, pen=pg.mkPen(None))
        self._zero = pg.InfiniteLine(0, angle=0)
        self.plot.addItem(self._zero)
        self.plot.addItem(self.bars)
        self.plot.recoloured.connect(self._on_recoloured)
        self._on_recoloured()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self._title)
        layout.addWidget(self.plot, 1)
        self.set_weights(())

    def set_weights(self, weights: Sequence[float] | None) -> None:
        """Shows w_1..w_M; None says why there are none."""
        self._title.setText(self.tr(_BASIC if weights is None else _TITLE))
        self.plot.setVisible(weights is not None)
        values = np.array(weights or (), float)
        places = np.arange(len(values))
        self.bars.setOpts(x=places, height=values)
        ticks = [(place, name_prediction(place + 1)) for place in places.tolist()]
        self.plot.plotItem.getAxis("bottom").setTicks([ticks])
        low, high = (min(0.0, *values), max(0.1, *values)) if len(values) else (0.0, 1.0)
        margin = 0.06 * (high - low)
        self.plot.set_extent(-0.6, max(len(values), 1) - 0.4, low - margin, high + margin)

    @Slot()
    def _on_recoloured(self) -> None:
        self._zero.setPen(pg.mkPen(self.plot.colour(QPalette.ColorRole.Mid)))

    def minimumSizeHint(self) -> QSize:
        """Room for axes and bars."""
        return QSize(200, 84)
