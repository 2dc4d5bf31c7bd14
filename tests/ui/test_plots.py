"""Themed plots and their files."""

import csv
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
import pyqtgraph as pg
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from memnet_gui.errors import UserError
from memnet_gui.ui.plots import ThemedPlot, export_plot
from memnet_gui.ui.theme import build_palette


@pytest.fixture
def plot(qtbot: QtBot) -> ThemedPlot:
    plot = ThemedPlot()
    qtbot.addWidget(plot)
    plot.resize(320, 200)
    plot.set_extent(0, 10, 0, 5)
    curve = pg.PlotDataItem([0, 1, 2.5], [1, 4, 0.125], name="PSNR, dB")
    plot.addItem(curve)
    plot.show()
    return plot


def read_csv(path: Path) -> list[list[str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.reader(file))


def test_csv(plot: ThemedPlot, tmp_path: Path) -> None:
    plot.addItem(pg.BarGraphItem(x=np.arange(2), height=np.array([0.5, -1]), width=0.4))
    hidden = pg.PlotDataItem([0], [0], name="hidden")
    hidden.setVisible(False)
    plot.addItem(hidden)
    path = tmp_path / "plot.csv"
    export_plot(plot, path)
    assert read_csv(path) == [
        ["curve", "x", "y"],
        ["PSNR, dB", "0.0", "1.0"],
        ["PSNR, dB", "1.0", "4.0"],
        ["PSNR, dB", "2.5", "0.125"],
        ["curve 2", "0.0", "0.5"],
        ["curve 2", "1.0", "-1.0"],
    ]


def test_png(plot: ThemedPlot, tmp_path: Path) -> None:
    path = tmp_path / "plot.PNG"
    export_plot(plot, path)
    with Image.open(path) as image:
        assert image.size == (2 * (plot.width() + 16), 2 * (plot.height() + 16))
        assert image.getextrema() != ((0, 0),) * 3


def test_svg_is_vectors(plot: ThemedPlot, tmp_path: Path) -> None:
    path = tmp_path / "plot.svg"
    export_plot(plot, path)
    tags = {element.tag.rpartition("}")[2] for element in ET.parse(path).iter()}
    assert {"polyline", "path"} & tags
    assert "text" in tags
    assert "image" not in tags


def test_numbers_have_a_true_minus_sign(plot: ThemedPlot, tmp_path: Path) -> None:
    plot.set_extent(0, 10, -5, 5)
    path = tmp_path / "plot.svg"
    export_plot(plot, path)
    texts = {it.text for it in ET.parse(path).iter("{http://www.w3.org/2000/svg}text")}
    assert "\N{MINUS SIGN}4" in texts
    assert not any("-" in (text or "") for text in texts)


def test_a_widget_with_plots(qtbot: QtBot, tmp_path: Path) -> None:
    around = QWidget()
    qtbot.addWidget(around)
    plots = [ThemedPlot(), ThemedPlot()]
    layout = QVBoxLayout(around)
    for plot in plots:
        plot.addItem(pg.PlotDataItem([0, 1], [1, 4], symbol="o"))
        layout.addWidget(plot)
    around.resize(400, 300)
    for ending in ("png", "svg", "csv"):
        export_plot(around, tmp_path / f"plot.{ending}")
    assert len(read_csv(tmp_path / "plot.csv")) == 5

    # What cuts the curves off lies where the plots do.
    text = (tmp_path / "plot.svg").read_text("utf-8")
    for plot in plots:
        inside = plot.plotItem.getViewBox().sceneBoundingRect()
        left, top = (inside.topLeft() + plot.mapTo(around, QPoint(8, 8))).toTuple()
        assert f'd="M{left:g},{top:g} L' in text
    assert "<image" not in text


def test_nothing_is_overwritten(plot: ThemedPlot, tmp_path: Path) -> None:
    path = tmp_path / "plot.svg"
    path.write_text("mine")
    with pytest.raises(UserError, match="exists already"):
        export_plot(plot, path)
    assert path.read_text() == "mine"
    export_plot(plot, path, overwrite=True)
    assert path.read_text() != "mine"


def test_unknown_ending(plot: ThemedPlot, tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"\.png, \.svg, \.csv"):
        export_plot(plot, tmp_path / "plot.pdf")


def test_theme(plot: ThemedPlot, qtbot: QtBot) -> None:
    for dark in (True, False):
        palette = build_palette(dark=dark)
        with qtbot.waitSignal(plot.recoloured):
            plot.setPalette(palette)
        assert plot.backgroundBrush().color() == palette.color(QPalette.ColorRole.Base)
        axis = plot.plotItem.getAxis("left")
        assert axis.textPen().color() == palette.color(QPalette.ColorRole.WindowText)


@pytest.mark.qt_log_ignore("not accepted by receiving widget")  # there is none behind the plot
def test_mouse(plot: ThemedPlot, qtbot: QtBot) -> None:
    places: list[QPointF] = []
    plot.pointed.connect(places.append)
    plot.grab()  # lays the axes out
    place = plot.plotItem.getViewBox().mapViewToScene(QPointF(5, 2.5)).toPoint()
    with qtbot.waitSignal(plot.pointed):
        QTest.mouseMove(plot.viewport(), place)
    assert places[-1].x() == pytest.approx(5, abs=0.1)
    assert places[-1].y() == pytest.approx(2.5, abs=0.1)
    with qtbot.waitSignal(plot.clicked):
        QTest.mouseClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.wait(20)  # pyqtgraph leaves out moves that follow too soon
    with qtbot.waitSignal(plot.left):
        QTest.mouseMove(plot.viewport(), QPoint(3, 3))
    plot.plotItem.setXRange(4, 5)
    QTest.mouseDClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert plot.viewRange()[0] == pytest.approx([0, 10])
