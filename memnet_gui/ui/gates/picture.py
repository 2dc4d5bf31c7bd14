"""The norms of all gate units as a picture, without a window."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication, QGridLayout, QLabel, QWidget

from memnet_gui.network.gates import GateNorms
from memnet_gui.ui.gates.norm_plot import NormPlot
from memnet_gui.ui.plots import render_png
from memnet_gui.ui.theme import build_palette

_WIDTH_PX, _PLOT_PX = 1000, 240
_MARGIN_PX, _SPACING_PX = 8, 12
_COLUMNS = 2


def render_norms(norms: Sequence[GateNorms], title: str) -> bytes:
    """Returns a PNG file of every gate unit's norms, in light colours."""
    # Whoever creates the application keeps it: Qt ends with it.
    application = QApplication.instance() or QApplication(["memnet-gui", "-platform", "offscreen"])
    picture = NormPicture(norms, title)
    content = render_png(picture)
    picture.deleteLater()
    application.processEvents()
    return content


class NormPicture(QWidget):
    """A panel for each memory block, since one shading is true of one block alone.

    All have one scale, so that blocks can be compared.
    """

    def __init__(self, norms: Sequence[GateNorms], title: str) -> None:
        super().__init__()
        self.setPalette(build_palette(dark=False))
        layout = QGridLayout(self)
        layout.setContentsMargins(*[_MARGIN_PX] * 4)
        layout.setSpacing(_SPACING_PX)
        columns = min(_COLUMNS, len(norms))
        layout.addWidget(_build_heading(title), 0, 0, 1, columns)
        highest = max(float(gate.norms.max()) for gate in norms) or 1.0
        for index in range(len(norms)):
            panel = _build_panel(norms, index, highest)
            layout.addWidget(panel, 1 + index // columns, index % columns)
        self.resize(_WIDTH_PX, self.sizeHint().height())


def _build_heading(title: str) -> QLabel:
    heading = QLabel(title)
    heading.setTextFormat(Qt.TextFormat.PlainText)
    font = heading.font()
    font.setBold(True)
    heading.setFont(font)
    return heading


def _build_panel(norms: Sequence[GateNorms], index: int, highest: float) -> NormPlot:
    """Returns the plot of one block's norms over its own memories."""
    gate = norms[index]
    panel = NormPlot()
    title = QCoreApplication.translate("BlockButton", "Memory block {number}")
    # All are given, for the colour is that of the block among all.
    panel.set_norms(norms, title.format(number=gate.block))
    panel.legend.set_shown(frozenset({gate.block}))
    panel.legend.hide()
    panel.choose_block(gate.block)
    panel.plot.setFixedHeight(_PLOT_PX)
    panel.scale_to(highest)
    return panel
