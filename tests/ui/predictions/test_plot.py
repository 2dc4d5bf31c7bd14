"""The plots of the predictions and the pixel probe."""

import csv
import io
import itertools
import math

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot
from skimage.color import deltaE_ciede2000, rgb2lab

from memnet_gui.evaluation.predictions import PredictionFigures
from memnet_gui.ui.plots import Tabulated, render_csv
from memnet_gui.ui.predictions import PixelProbe, PredictionsPlot
from memnet_gui.ui.predictions.chart import Chart
from memnet_gui.ui.theme import Theme, apply_theme, build_palette


def figures(blocks: int, *, known: bool = True) -> list[PredictionFigures]:
    made = [PredictionFigures("Input", 18.0 if known else None, None, 30.0, None)]
    for m in range(1, blocks + 1):
        psnr = 27.0 + m / 10 if known else None
        made.append(PredictionFigures(f"M{m}", psnr, None, 3.0 / m, 2.0 / m))
    final = 27.5 + blocks / 10 if known else None
    return [*made, PredictionFigures("Final", final, None, 0.0, None)]


def ticks(chart: Chart) -> list[str]:
    return [name for _, name in chart.plotItem.getAxis("bottom")._tickLevels[0]]


def table(widget: QWidget) -> list[list[str]]:
    """Returns the rows of the widget's CSV file."""
    assert isinstance(widget, Tabulated)
    return list(csv.reader(io.StringIO(render_csv(widget).decode())))


def legend(plot: PredictionsPlot) -> QLabel:
    label = plot.findChild(QLabel, "predictions_plot_weights_title")
    assert label is not None
    return label


@pytest.fixture
def plot(qtbot: QtBot) -> PredictionsPlot:
    widget = PredictionsPlot()
    qtbot.addWidget(widget)
    widget.resize(360, 420)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


@pytest.fixture
def probe(qtbot: QtBot) -> PixelProbe:
    widget = PixelProbe()
    qtbot.addWidget(widget)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


@pytest.mark.parametrize("blocks", [1, 4, 6, 20])
def test_psnr_over_m(plot: PredictionsPlot, blocks: int) -> None:
    plot.set_figures(figures(blocks))
    plot.set_weights([1 / blocks] * blocks, "denoise")
    plot.grab()
    x, y = plot._curve.getData()
    assert x.tolist() == list(range(blocks + 1))
    assert y.tolist() == pytest.approx([18.0, *(27.0 + m / 10 for m in range(1, blocks + 1))])
    assert plot._final.getData()[0].tolist() == [blocks + 1]
    assert plot._final_level.value() == pytest.approx(27.5 + blocks / 10)
    assert plot.quality_title.startswith("PSNR against the clean photo")
    assert plot.note == ""
    names = ticks(plot._quality)
    assert (names[0], names[-1]) == ("Input", "Final")
    assert plot._bars.opts["height"].tolist() == [1 / blocks] * blocks


def test_the_scale_is_that_of_the_predictions(plot: PredictionsPlot) -> None:
    plot.set_figures(figures(4))
    low, high = plot._quality.viewRange()[1]
    assert 26 < low < 27.1
    assert 27.9 < high < 29
    assert "input 18.00" in plot.quality_title
    plot.set_figures(figures(4, known=False))
    plot.grab()
    low, high = plot._quality.viewRange()[1]
    assert low < 0.5
    assert high > 2


def test_the_title_says_what_psnr_is_of(plot: PredictionsPlot) -> None:
    plain = "PSNR against the clean photo, dB"
    plot.set_figures(figures(4), "RGB")
    assert plot.quality_title == f"{plain} (RGB; input 18.00)"
    plot.set_figures(figures(4))
    assert plot.quality_title == f"{plain} (input 18.00)"
    plot.set_figures(figures(1), "Y")
    assert plot.quality_title == f"{plain} (Y)"
    plot.set_figures(figures(1))
    assert plot.quality_title == plain
    plot.set_figures(figures(4, known=False), "RGB")
    assert "RGB" not in plot.quality_title


def test_the_table_of_the_predictions(plot: PredictionsPlot) -> None:
    head = ["name", "psnr_db", "ssim", "rms_from_final", "step_rms", "weight", "authors_weight"]
    assert table(plot) == [head]
    made = [
        PredictionFigures("Input", 18.25, 0.5, 30.0, None),
        PredictionFigures("M1", math.inf, math.nan, 2.0, 3.5),
        PredictionFigures("M2", 28.125, 0.75, 1.0, 0.5),
        PredictionFigures("Final", 29.0, 0.875, 0.0, None),
    ]
    plot.set_figures(made)
    plot.set_weights([-0.25, 1.25], "denoise", "mine")
    authors = plot._authors_bars.opts["height"].tolist()
    assert len(authors) == 6
    assert table(plot) == [
        head,
        ["Input", "18.25", "0.5", "30.0", "", "", ""],
        ["M1", "inf", "", "2.0", "3.5", "-0.25", str(authors[0])],
        ["M2", "28.125", "0.75", "1.0", "0.5", "1.25", str(authors[1])],
        *([f"M{m}", "", "", "", "", "", str(authors[m - 1])] for m in range(3, 7)),
        ["Final", "29.0", "0.875", "0.0", "", "", ""],
    ]


def test_the_table_leaves_out_what_is_not_known(plot: PredictionsPlot) -> None:
    plot.set_figures(figures(2, known=False))
    assert [row[0] for row in table(plot)[1:]] == ["Input", "M1", "M2", "Final"]
    assert table(plot)[2] == ["M1", "", "", "3.0", "2.0", "", ""]
    plot.set_figures(())
    plot.set_weights([0.5, 0.5], "something else")
    assert table(plot)[1:] == [
        ["Input", *[""] * 6],
        ["M1", "", "", "", "", "0.5", ""],
        ["M2", "", "", "", "", "0.5", ""],
        ["Final", *[""] * 6],
    ]
    plot.set_weights(None, "denoise")
    plot.set_figures([figures(1)[0], figures(1)[-1]])
    assert [row[0] for row in table(plot)[1:]] == ["Input", "Final"]
    plot.clear()
    assert len(table(plot)) == 1


def test_steps_without_a_reference(plot: PredictionsPlot) -> None:
    plot.set_figures(figures(4, known=False))
    assert plot._curve.getData()[1].tolist() == pytest.approx([2, 1, 2 / 3, 0.5])
    assert ticks(plot._quality) == ["M1", "M2", "M3", "M4"]
    assert plot.quality_title.startswith("Step M(m)")
    assert not plot._final_level.isVisible()


def test_what_is_not_finite_leaves_a_gap(plot: PredictionsPlot) -> None:
    equal = [PredictionFigures(name, math.inf, 1.0, 0.0, None) for name in ("Input", "M1", "Final")]
    plot.set_figures(equal)
    plot.grab()
    assert plot._curve.getData() == (None, None)
    plot.set_figures([*figures(2)[:2], equal[1], figures(2)[-1]])
    plot.grab()
    assert np.isfinite(plot._curve.getData()[1]).tolist() == [True, True, False]
    plot.set_figures(equal)
    assert not plot._final_level.isVisible()


@pytest.mark.parametrize("blocks", [1, 4, 20])
def test_weights_beside_the_authors_own(plot: PredictionsPlot, blocks: int) -> None:
    plot.set_weights(np.linspace(-0.1, 0.4, blocks).tolist(), "deblock")
    plot.grab()
    assert plot._authors_bars.opts["height"].tolist()[4] == 0.467
    centres = (plot._authors_bars.opts["x"] - plot._authors_bars.opts["x"][0]).tolist()
    assert centres == pytest.approx([0, 1, 2, 3, 4, 5])
    legend = plot.findChild(QLabel, "predictions_plot_weights_title")
    assert "authors’ M6R6" in legend.text()  # noqa: RUF001
    assert ticks(plot._weights)[-1] == f"M{max(6, blocks)}"
    plot.set_weights([0.5, 0.5], "something else")
    assert len(plot._authors_bars.opts["height"]) == 0
    assert "authors" not in legend.text()


def test_the_legend_names_the_model(plot: PredictionsPlot) -> None:
    plot.set_weights([0.5, 0.5], "denoise", "mine & yours")
    assert "mine &amp; yours" in legend(plot).text()
    assert "this model" not in legend(plot).text()
    plot.set_weights([0.5, 0.5], "something else", "mine")
    assert "mine" in legend(plot).text()
    plot.set_weights([0.5, 0.5], "denoise")
    assert "this model" in legend(plot).text()
    plot.set_weights([0.5, 0.5], "something else")
    assert "■" not in legend(plot).text()


def test_a_long_name_widens_nothing(plot: PredictionsPlot, qtbot: QtBot) -> None:
    plot.set_weights([0.5, 0.5], "denoise")
    narrowest = plot.minimumSizeHint().width()
    name = "0123456789" * 20
    plot.set_weights([0.5, 0.5], "denoise", name)
    assert plot.minimumSizeHint().width() == narrowest
    assert "…" in legend(plot).text()
    assert name not in legend(plot).text()
    assert name in legend(plot).toolTip()
    assert "M6R6" in legend(plot).text()
    plot.resize(3000, 420)
    qtbot.waitUntil(lambda: name in legend(plot).text())
    plot.resize(340, 420)
    qtbot.waitUntil(lambda: name not in legend(plot).text())


@pytest.mark.parametrize(("width", "lines"), [(1200, 1), (340, 2), (216, 3)])
def test_the_legend_breaks_between_names_alone(
    plot: PredictionsPlot, qtbot: QtBot, width: int, lines: int
) -> None:
    name = "denoise-grey-full"
    plot.set_weights([0.5, 0.5], "denoise", name)
    plot.resize(width, 420)
    qtbot.waitUntil(lambda: legend(plot).text().count("<br>") == lines - 1)
    qtbot.waitUntil(lambda: legend(plot).height() >= legend(plot).sizeHint().height())
    assert legend(plot).sizeHint().width() <= legend(plot).width()
    assert name in legend(plot).text()
    assert not legend(plot).wordWrap()


@pytest.mark.parametrize("alpha", [128, 255])
def test_the_legend_has_the_colours_of_the_bars(plot: PredictionsPlot, alpha: int) -> None:
    plot.set_weights([0.1] * 6, "denoise")
    palette = plot.palette()
    palette.setColor(QPalette.ColorRole.PlaceholderText, QColor(0, 30, 60, alpha))
    palette.setColor(QPalette.ColorRole.Base, QColor(250, 240, 230))
    plot.setPalette(palette)
    chart = plot._weights
    picture = chart.grab().toImage()
    bar = QPointF(plot._authors_bars.opts["x"][5], plot._authors_bars.opts["height"][5] / 2)
    place = chart.mapFromScene(chart.plotItem.getViewBox().mapViewToScene(bar))
    assert f"color:{picture.pixelColor(place).name()}'>■" in legend(plot).text()


def test_the_basic_network_says_why_there_is_one_prediction(plot: PredictionsPlot) -> None:
    plot.set_weights([0.5, 0.5], "denoise")
    plot.set_figures(figures(1))
    plot.set_weights(None, "denoise")
    assert "basic network" in plot.note
    assert plot._quality.isVisible()
    assert not plot._weights.isVisible()
    plot.set_weights([1.0], "denoise")
    assert plot.note == ""
    assert plot._weights.isVisible()


def test_a_final_picture_alone_has_no_steps_to_draw(plot: PredictionsPlot) -> None:
    plot.set_weights([1.0], "denoise")
    plot.set_figures(figures(0, known=False))
    assert "Only the final picture of this photo is kept" in plot.note
    assert not plot._quality.isVisible()
    plot.set_figures(figures(1, known=False))
    assert plot.note == ""
    assert plot._quality.isVisible()
    plot.set_figures(figures(0))
    assert plot.note == ""
    assert ticks(plot._quality) == ["Input", "Final"]


_SEEN = {
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
                   [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
                     [-0.011820, 0.042940, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
                   [0.004733, 0.691367, 0.303900]],
}  # fmt: skip
"""What is seen of linear red, green and blue: Machado, Oliveira, Fernandes,
"A Physiologically-based Model for Simulation of Color Vision Deficiency", 2009."""
_TOLD_APART = 12.0


@pytest.mark.parametrize("kind", _SEEN)
def test_colour_blind_eyes_tell_the_channels_apart(probe: PixelProbe, kind: str) -> None:
    probe.set_values(["Input"], np.array([[10.0, 20.0, 30.0]]), None, QPoint(0, 0))
    colours = [curve.opts["pen"].color() for curve in probe._curves]
    linear = np.array([(it.redF(), it.greenF(), it.blueF()) for it in colours]) ** 2.2
    seen = rgb2lab(np.clip(linear @ np.array(_SEEN[kind]).T, 0, 1) ** (1 / 2.2))
    for first, second in itertools.combinations(seen, 2):
        assert deltaE_ciede2000(first, second) > _TOLD_APART


def test_nothing_to_plot(plot: PredictionsPlot) -> None:
    hint = plot.note
    assert "Restore a photo" in hint
    plot.set_figures(figures(3))
    plot.set_weights([1.0], "denoise")
    plot.clear()
    assert plot.note == hint
    assert not plot._quality.isVisible()
    assert not plot._weights.isVisible()


def test_the_theme_is_followed(plot: PredictionsPlot, probe: PixelProbe, qtbot: QtBot) -> None:
    plot.set_figures(figures(2))
    plot.set_weights([0.5, 0.5], "denoise")
    probe.set_values(["Input"], np.zeros((1, 1)), np.zeros(1), QPoint())
    try:
        for theme in (Theme.DARK, Theme.LIGHT):
            apply_theme(theme)
            base = build_palette(dark=theme is Theme.DARK).base().color()
            for chart in (plot._quality, plot._weights, probe._chart):
                qtbot.waitUntil(lambda c=chart, b=base: c.backgroundBrush().color() == b)
            assert plot._final.opts["symbolBrush"] == plot._quality.text_colour()
            assert probe._levels[0].pen.color() == probe._chart.text_colour()
    finally:
        apply_theme(Theme.SYSTEM)


@pytest.mark.parametrize("channels", [1, 3])
def test_a_pixel(probe: PixelProbe, channels: int) -> None:
    values = np.arange(3.0 * channels).reshape(3, channels) * 10
    probe.set_values(["Input", "M1", "Final"], values, values[2] + 5, QPoint(7, 9))
    probe.grab()
    drawn = [curve.getData()[1] for curve in probe._curves]
    assert [it.tolist() for it in drawn[:channels]] == values.T.tolist()
    assert all(not len(it) for it in drawn[channels:] if it is not None)
    levels = [level.value() for level in probe._levels if level.isVisible()]
    assert levels == (values[2] + 5).tolist()
    assert "x 7, y 9" in probe.summary
    if channels == 1:
        assert "Reference 25" in probe.summary
        assert "Input 0 → Final 20" in probe.summary
    probe.set_values(["Input"], values[:1], None, QPoint(0, 0))
    assert not any(level.isVisible() for level in probe._levels)
    assert "Reference" not in probe.summary


def test_no_pixel(probe: PixelProbe) -> None:
    hint = next(it for it in probe.findChildren(QLabel) if "Click a pixel" in it.text())
    assert hint.isVisible()
    probe.set_values(["Input"], np.full((1, 1), np.nan), None, QPoint(1, 1))
    assert not hint.isVisible()
    assert "Input ?" in probe.summary
    probe.clear()
    assert hint.isVisible()


@pytest.mark.parametrize("channels", [1, 3])
def test_the_table_of_a_pixel(probe: PixelProbe, channels: int) -> None:
    head = ["x", "y", "name", "channel", "value"]
    assert table(probe) == [head]
    letters = ["grey"] if channels == 1 else ["R", "G", "B"]
    values = np.array([[-3.125], [np.nan], [300.5]], np.float32) + np.arange(channels)
    probe.set_values(["Input", "M1", "Final"], values, values[2] / 2, QPoint(7, 9))
    expected = [
        ["7", "9", name, letter, "" if np.isnan(value) else str(float(value))]
        for name, row in zip(
            ("Input", "M1", "Final", "Reference"), [*values, values[2] / 2], strict=True
        )
        for letter, value in zip(letters, row, strict=True)
    ]
    assert table(probe) == [head, *expected]
    probe.set_values(["Input"], values[:1], None, QPoint(0, 0))
    assert len(table(probe)) == 1 + channels
    probe.clear()
    assert table(probe) == [head]


@pytest.mark.usefixtures("german")
def test_names_in_tables_know_no_language(plot: PredictionsPlot, probe: PixelProbe) -> None:
    plot.set_figures(figures(1))
    probe.set_values(["Input"], np.zeros((1, 1)), np.zeros(1), QPoint())
    assert [row[0] for row in table(plot)] == ["name", "Input", "M1", "Final"]
    assert [row[2] for row in table(probe)] == ["name", "Input", "Reference"]


def test_values_that_do_not_fit(probe: PixelProbe) -> None:
    with pytest.raises(ValueError, match="do not fit"):
        probe.set_values(["Input"], np.zeros((2, 1)), None, QPoint())
    with pytest.raises(ValueError, match="does not fit"):
        probe.set_values(["Input"], np.zeros((1, 3)), np.zeros(1), QPoint())


def test_a_hundred_updates_add_no_items(plot: PredictionsPlot, probe: PixelProbe) -> None:
    charts = [plot._quality, plot._weights, probe._chart]
    items = [len(chart.scene().items()) for chart in charts]
    for turn in range(100):
        blocks = turn % 7 + 1
        plot.set_figures(figures(blocks, known=bool(turn % 2)))
        plot.set_weights(None if turn % 5 == 0 else [1 / blocks] * blocks, "denoise")
        values = np.full((blocks, 1 + 2 * (turn % 2)), float(turn))
        probe.set_values([f"M{m}" for m in range(blocks)], values, values[0], QPoint())
    plot.clear()
    probe.clear()
    assert [len(chart.scene().items()) for chart in charts] == items
