"""The weight norm panel."""

import gc
import tracemalloc
from pathlib import Path

import numpy as np
import pyqtgraph as pg
import pytest
import torch
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.network.gates import GateNorms, gate_norms
from memnet_gui.network.growth import grow
from memnet_gui.network.memnet import MemNet
from memnet_gui.ui.gates import GateNormPanel
from memnet_gui.ui.gates.shading import labels_px
from memnet_gui.ui.plots import export_plot
from memnet_gui.ui.theme import build_palette

DASH = "\N{EN DASH}"
Norms = tuple[GateNorms, ...]


def norms_of(config: NetworkConfig) -> Norms:
    torch.manual_seed(4)
    return gate_norms(MemNet(config))


@pytest.fixture
def panel(qtbot: QtBot) -> GateNormPanel:
    panel = GateNormPanel()
    qtbot.addWidget(panel)
    panel.resize(420, 640)
    panel.show()
    return panel


def shown_curves(panel: GateNormPanel) -> list[pg.PlotDataItem]:
    items = [it for it in panel.plot.plot.plotItem.items if isinstance(it, pg.PlotDataItem)]
    return [it for it in items if it.isVisible() and it is not panel.plot._marker]


def place_of(panel: GateNormPanel, gate: GateNorms, feature_map: int) -> QPoint:
    box = panel.plot.plot.plotItem.getViewBox()
    return box.mapViewToScene(QPointF(feature_map, gate.norms[feature_map])).toPoint()


@pytest.mark.parametrize(
    "config",
    [
        NetworkConfig(3, 2, 4),
        NetworkConfig(3, 2, 4, multi_supervised=False),
        NetworkConfig(3, 3, 4, long_term=False),
        NetworkConfig(3, 3, 4, short_term=False),
        NetworkConfig(2, 2, 4, long_term=False, short_term=False),
        NetworkConfig(1, 1, 4),
        NetworkConfig(20, 20, 2),
    ],
    ids=str,
)
def test_any_network(panel: GateNormPanel, config: NetworkConfig) -> None:
    norms = norms_of(config)
    panel.set_norms(norms, "model")
    curves = shown_curves(panel)
    assert len(curves) == config.blocks
    for curve, gate in zip(curves, norms, strict=True):
        np.testing.assert_array_equal(curve.getData()[1], gate.norms)
    assert panel.plot._shading.segments == norms[-1].segments
    table = panel.summary.table
    assert table.rowCount() == config.blocks
    assert table.item(0, 1).text() == f"{norms[0].mean:.3f}"
    assert table.item(0, 4).text() == (
        f"{norms[0].segments[0].mean:.3f}" if config.long_term else DASH
    )
    assert all(text[0] in f"✓✗{DASH}" for text in panel.summary.observations.texts)
    panel.grab()


def test_what_gates_pass_on_is_said_above_the_observations(panel: GateNormPanel) -> None:
    grown = gate_norms(grow(MemNet(NetworkConfig(2, 2, 4)), NetworkConfig(4, 2, 4)))
    observations = panel.summary.observations
    label = observations.findChild(QLabel, "gate_passing")
    assert label is not None
    assert label.isHidden()
    panel.set_norms(grown, "grown")
    assert observations.passing.startswith("Gates 3 and 4 mostly pass B2 and B3 on, map by map")
    assert not label.isHidden()
    assert len(observations.texts) == 4
    first = observations.findChild(QLabel, "gate_observation_0")
    assert first is not None
    assert label.geometry().bottom() < first.geometry().top()
    panel.grab()
    panel.set_norms(norms_of(NetworkConfig(3, 2, 4)), "learned")
    assert observations.passing == ""
    assert label.isHidden()
    panel.set_norms(grown, "grown")
    panel.clear()
    assert observations.passing == ""


def test_legend_switches_curves(panel: GateNormPanel, qtbot: QtBot) -> None:
    norms = norms_of(NetworkConfig(3, 2, 4))
    panel.set_norms(norms, "model")
    button = panel.plot.legend._buttons[1]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert panel.plot.legend.shown == {1, 3}
    assert len(shown_curves(panel)) == 2
    QTest.mouseClick(panel.plot.legend._all, Qt.MouseButton.LeftButton)
    assert panel.plot.legend.shown == {1, 2, 3}
    QTest.mouseClick(panel.plot.legend._all, Qt.MouseButton.LeftButton)
    assert shown_curves(panel) == []
    panel.set_norms(norms, "again")
    assert panel.plot.legend.shown == frozenset()


def test_hover_reads_and_shades(panel: GateNormPanel, qtbot: QtBot) -> None:
    norms = norms_of(NetworkConfig(2, 2, 4))
    panel.set_norms(norms, "model")
    panel.plot.legend.set_shown(frozenset({1}))
    QTest.mouseMove(panel.plot.plot.viewport(), place_of(panel, norms[0], 5))
    assert panel.readout == f"Block 1 · H1 · filter 1 · {norms[0].norms[5]:.4f}"
    assert panel.plot._shading.segments == norms[0].segments
    qtbot.wait(20)  # pyqtgraph leaves out moves that follow too soon
    QTest.mouseMove(panel.plot.plot.viewport(), QPoint(2, 2))
    assert panel.readout.startswith("Point at a curve")
    assert panel.plot.shaded_block == 2


def test_choosing_a_block(panel: GateNormPanel) -> None:
    norms = norms_of(NetworkConfig(3, 2, 4))
    panel.set_norms(norms, "model")
    assert panel.plot.shaded_block == 3
    panel.summary.table.selectRow(0)
    assert panel.plot._shading.segments == norms[0].segments
    panel.plot.legend.set_shown(frozenset({2}))
    place = place_of(panel, norms[1], 9)
    QTest.mouseClick(panel.plot.plot.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert panel.summary.table.selectionModel().selectedRows()[0].row() == 1
    assert panel.plot._chosen == 2


def test_overlay(panel: GateNormPanel) -> None:
    first, second = norms_of(NetworkConfig(2, 2, 4)), norms_of(NetworkConfig(4, 2, 4))
    panel.set_norms(first, "one")
    panel.set_overlay(second, "two")
    curves = shown_curves(panel)
    assert len(curves) == 6
    dashed = [c for c in curves if c.opts["pen"].style() == Qt.PenStyle.CustomDashLine]
    assert len(dashed) == 4
    assert "dashed: two" in panel.plot._title.text()
    assert "differ by" in panel.summary.observations.texts[0]
    models = {row[0] for row in panel.plot.csv_rows()}
    assert models == {"model", "one", "two"}
    panel.set_overlay(None, "")
    assert len(shown_curves(panel)) == 2
    assert "second model" in panel.summary.observations.texts[0]


def test_clear(panel: GateNormPanel) -> None:
    norms = norms_of(NetworkConfig(2, 2, 4))
    panel.set_norms(norms, "one")
    panel.set_overlay(norms, "two")
    panel.clear()
    assert shown_curves(panel) == []
    assert panel.plot._shading.segments == ()
    assert panel.readout == "No model is loaded."
    panel.set_norms(norms, "one")
    assert len(shown_curves(panel)) == 2


def test_theme(panel: GateNormPanel) -> None:
    panel.set_norms(norms_of(NetworkConfig(2, 2, 4)), "model")
    colours = []
    for dark in (True, False):
        panel.setPalette(build_palette(dark=dark))
        colours.append(shown_curves(panel)[0].opts["pen"].color().name())
        panel.grab()
    assert colours[0] != colours[1]


def test_export(panel: GateNormPanel, tmp_path: Path) -> None:
    norms = norms_of(NetworkConfig(2, 2, 4))
    panel.set_norms(norms, "model")
    for ending in ("png", "svg", "csv"):
        export_plot(panel.plot, tmp_path / f"norms.{ending}")
    lines = (tmp_path / "norms.csv").read_text().splitlines()
    assert lines[0] == "model,block,feature_map,memory,filter,norm"
    assert len(lines) == 1 + sum(len(gate.norms) for gate in norms)


def test_a_hundred_models_leave_nothing(panel: GateNormPanel, qtbot: QtBot) -> None:
    models = [norms_of(NetworkConfig(m, 3, 4)) for m in (2, 6, 1)]

    def show(times: int) -> tuple[int, int, int]:
        for number in range(times):
            panel.set_norms(models[number % 3], "model")
            panel.set_overlay(models[(number + 1) % 3] if number % 2 else None, "other")
        qtbot.wait(1)
        gc.collect()
        items = len(panel.plot.plot.scene().items())
        return items, len(panel.findChildren(object)), tracemalloc.get_traced_memory()[0]

    tracemalloc.start()
    try:
        before = show(12)
        after = show(100)
    finally:
        tracemalloc.stop()
    assert after[:2] == before[:2]
    assert after[2] - before[2] < 200_000


@pytest.mark.parametrize("height", [500, 640, 1000])
def test_the_names_of_memories_stand_above_the_curves(panel: GateNormPanel, height: int) -> None:
    norms = norms_of(NetworkConfig(3, 2, 4))
    panel.set_norms(norms, "model")
    panel.resize(420, height)
    QApplication.processEvents()
    box = panel.plot.plot.plotItem.getViewBox()
    highest = max(float(gate.norms.max()) for gate in norms)
    room = box.mapViewToScene(QPointF(0, highest)).y() - box.sceneBoundingRect().top()
    names = labels_px(panel.plot.plot.font())
    assert names <= room <= names + 0.03 * box.height() + 1


def test_another_height_leaves_the_zoom(panel: GateNormPanel) -> None:
    panel.set_norms(norms_of(NetworkConfig(3, 2, 4)), "model")
    panel.plot.plot.plotItem.setXRange(2, 6, padding=0)
    panel.resize(420, 500)
    QApplication.processEvents()
    assert panel.plot.plot.plotItem.viewRange()[0] == pytest.approx([2, 6])
