"""The norm plot as a picture, without a window."""

from collections.abc import Sequence

from PySide6.QtWidgets import QApplication

from memnet_gui.network.gates import GateNorms
from memnet_gui.ui.gates.norm_plot import NormPlot
from memnet_gui.ui.plots import render_png
from memnet_gui.ui.theme import build_palette

_WIDTH_PX, _HEIGHT_PX = 1000, 520
_MARGIN_PX = 12


def render_norms(norms: Sequence[GateNorms], title: str) -> bytes:
    """Returns a PNG file of what the panel would plot, in light colours."""
    # Whoever creates the application keeps it: Qt ends with it.
    application = QApplication.instance() or QApplication(["memnet-gui", "-platform", "offscreen"])
    plot = NormPlot()
    plot.setPalette(build_palette(dark=False))
    plot.setContentsMargins(_MARGIN_PX, _MARGIN_PX, _MARGIN_PX, _MARGIN_PX)
    plot.resize(_WIDTH_PX, _HEIGHT_PX)
    plot.set_norms(norms, title)
    content = render_png(plot)
    plot.deleteLater()
    application.processEvents()
    return content
