"""The weight norm panel: the paper's gate unit analysis of the loaded model."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QScrollArea, QSplitter, QVBoxLayout, QWidget

from memnet_gui.messages import QT_TRANSLATE_NOOP
from memnet_gui.network.gate_observations import compare_norms, observe
from memnet_gui.network.gates import GateNorms
from memnet_gui.ui.elided_label import ElidedLabel
from memnet_gui.ui.gates.norm_plot import NormPlot, NormPoint
from memnet_gui.ui.gates.summary import NormSummary

_HINT = QT_TRANSLATE_NOOP(
    "GateNormPanel", "Point at a curve to read it; click it to mark its memories."
)
_PLOT_PX, _SUMMARY_PX = 300, 240
_EMPTY = QT_TRANSLATE_NOOP("GateNormPanel", "No model is loaded.")


class GateNormPanel(QWidget):
    """The norm plot, what the mouse reads in it, and the figures below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("gate_norm_panel")
        self._overlay: tuple[GateNorms, ...] = ()
        self._overlay_title = ""
        self.plot = NormPlot()
        self._readout = ElidedLabel()
        self._readout.setText(self.tr(_EMPTY))
        self._readout.setObjectName("gate_norm_readout")
        self._readout.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.summary = NormSummary()
        self.plot.pointed.connect(self._on_pointed)
        self.plot.block_chosen.connect(self.summary.table.choose_block)
        self.summary.table.block_chosen.connect(self.plot.choose_block)
        self._lay_out()
        self._refresh()

    @property
    def readout(self) -> str:
        """What the line below the plot says."""
        return self._readout.text()

    def set_norms(self, norms: Sequence[GateNorms], title: str) -> None:
        """Shows a model's norms; what is laid over stays."""
        self.plot.set_norms(norms, title)
        self._refresh()

    def set_overlay(self, norms: Sequence[GateNorms] | None, title: str) -> None:
        """Lays a second model over the first, dashed; None takes it away."""
        self._overlay, self._overlay_title = tuple(norms or ()), title
        self.plot.set_overlay(self._overlay, title)
        self._refresh()

    def clear(self) -> None:
        """Forgets both models."""
        self.plot.set_norms((), "")
        self.set_overlay(None, "")

    def _refresh(self) -> None:
        norms = self.plot.norms
        self.summary.table.set_norms(norms)
        self.summary.table.choose_block(self.plot.shaded_block)
        observations = self.summary.observations
        observations.set_observations(observe(norms) if norms else None)
        both = norms and self._overlay
        observations.set_comparison(compare_norms(norms, self._overlay) if both else None)
        self.summary.setVisible(bool(norms))
        self._readout.setText(self.tr(_HINT if norms else _EMPTY))

    def _lay_out(self) -> None:
        scroll = QScrollArea()
        scroll.setObjectName("gate_summary_scroll")
        scroll.setAccessibleName(self.tr("Figures of the gate units"))
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(self.summary)
        upper = QWidget()
        above = QVBoxLayout(upper)
        above.setContentsMargins(0, 0, 0, 0)
        above.setSpacing(4)
        above.addWidget(self.plot, 1)
        above.addWidget(self._readout)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setObjectName("norm_splitter")
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(upper)
        splitter.addWidget(scroll)
        splitter.setStretchFactor(0, 1)
        splitter.setSizes([_PLOT_PX, _SUMMARY_PX])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addWidget(splitter)

    @Slot(object)
    def _on_pointed(self, point: NormPoint | None) -> None:
        if point is None:
            self._readout.setText(self.tr(_HINT))
        elif self._overlay:
            self._readout.setText(f"{point.text} · {point.title}")
        else:
            self._readout.setText(point.text)

    def sizeHint(self) -> QSize:
        """Fits a narrow dock."""
        return QSize(360, 560)
