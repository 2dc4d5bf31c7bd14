"""The gate units' weights: norm curves with the paper's observations, and the matrix."""

from memnet_gui.ui.gates.matrix import GateMatrix
from memnet_gui.ui.gates.matrix_panel import MatrixPanel
from memnet_gui.ui.gates.norm_panel import GateNormPanel
from memnet_gui.ui.gates.norm_plot import NormPlot

__all__ = ["GateMatrix", "GateNormPanel", "MatrixPanel", "NormPlot"]
