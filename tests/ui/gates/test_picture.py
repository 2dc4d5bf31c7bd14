"""The norms of all gate units as one picture."""

import numpy as np
import pyqtgraph as pg
import pytest
import torch
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.network.gates import GateNorms, gate_norms
from memnet_gui.network.memnet import MemNet
from memnet_gui.ui.gates.norm_plot import NormPlot
from memnet_gui.ui.gates.picture import NormPicture


def norms_of(config: NetworkConfig) -> tuple[GateNorms, ...]:
    torch.manual_seed(4)
    return gate_norms(MemNet(config))


def shown_curves(panel: NormPlot) -> list[np.ndarray]:
    items = [item for item in panel.plot.plotItem.items if isinstance(item, pg.PlotDataItem)]
    values = [item.getData()[1] for item in items if item.isVisible()]
    return [each for each in values if each is not None and len(each)]


@pytest.mark.parametrize(
    "config",
    [NetworkConfig(3, 2, 4), NetworkConfig(1, 1, 4), NetworkConfig(4, 3, 4, long_term=False)],
    ids=str,
)
def test_every_block_stands_over_its_own_memories(qtbot: QtBot, config: NetworkConfig) -> None:
    norms = norms_of(config)
    picture = NormPicture(norms, "mine <b>")
    qtbot.addWidget(picture)
    panels = picture.findChildren(NormPlot)
    assert len(panels) == config.blocks
    for panel, gate in zip(panels, norms, strict=True):
        assert panel.shaded_block == gate.block
        assert panel._shading.segments == gate.segments
        (curve,) = shown_curves(panel)
        np.testing.assert_array_equal(curve, gate.norms)
    texts = {label.text() for label in picture.findChildren(QLabel)}
    assert texts >= {"mine <b>", *(f"Memory block {gate.block}" for gate in norms)}


def test_blocks_have_one_scale_and_all_of_it_is_seen(qtbot: QtBot) -> None:
    norms = norms_of(NetworkConfig(3, 2, 4))
    picture = NormPicture(norms, "mine")
    qtbot.addWidget(picture)
    picture.grab()
    ranges = [p.plot.plotItem.getViewBox().viewRange() for p in picture.findChildren(NormPlot)]
    highest = max(float(gate.norms.max()) for gate in norms)
    for (across, up), gate in zip(ranges, norms, strict=True):
        assert across == pytest.approx([-0.5, len(gate.norms) - 0.5])
        assert up == pytest.approx(ranges[0][1])
        assert up[1] > highest
    assert picture.width() >= 1000


def test_both_axes_say_what_they_show(qtbot: QtBot) -> None:
    picture = NormPicture(norms_of(NetworkConfig(2, 2, 4)), "mine")
    qtbot.addWidget(picture)
    for panel in picture.findChildren(NormPlot):
        labels = [panel.plot.plotItem.getAxis(side).labelText for side in ("left", "bottom")]
        assert labels == ["weight norm v<sub>m</sub>(l)", "input feature map l"]
