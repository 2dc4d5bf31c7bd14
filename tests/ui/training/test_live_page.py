"""What is shown of a run, fed with made-up reports."""

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
import torch
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QLabel, QProgressBar, QSlider, QWidget
from pytestqt.qtbot import QtBot

from memnet_gui.app.training_choices import TrainingChoices, build_plan
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.network.gates import GateNorms, gate_norms
from memnet_gui.network.memnet import MemNet
from memnet_gui.training.progress import (
    SamplePicture,
    TrainingProgress,
    Validation,
    ValidationScores,
)
from memnet_gui.ui.plots import ThemedPlot
from memnet_gui.ui.training.history import History, format_pixels
from memnet_gui.ui.training.live_page import LivePage


class Norms(QWidget):
    """Notes what it is told."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: tuple[Sequence[GateNorms], str] = ((), "")
        self.overlay: tuple[Sequence[GateNorms], str] = ((), "")

    def set_norms(self, norms: Sequence[GateNorms], title: str) -> None:
        self.shown = norms, title

    def set_overlay(self, norms: Sequence[GateNorms], title: str) -> None:
        self.overlay = norms, title


@pytest.fixture
def norms() -> Norms:
    return Norms()


@pytest.fixture
def page(qtbot: QtBot, norms: Norms, tiny: TrainingChoices) -> LivePage:
    page = LivePage(QAction("Pause"), QAction("Stop"), norms)
    qtbot.addWidget(page)
    page.begin(build_plan(tiny))
    page.resize(400, 600)
    page.show()
    return page


def report(step: int, validation: Validation | None = None, **more: object) -> TrainingProgress:
    values: dict[str, object] = {
        "step": step, "pixels": step * 1_000_000, "seconds": 6.0 * step, "done": step / 100,
        "loss": 1.0 / step, "rate": 1e-3, "gradient_norm": 0.1, "pixels_per_s": 166_667.0,
        "validation": validation,
    }  # fmt: skip
    return TrainingProgress(**(values | more))  # type: ignore[arg-type]


def validation(seed: int, *, basic: bool = False) -> Validation:
    torch.manual_seed(seed)
    network = MemNet(NetworkConfig(2, 1, 4, 1, multi_supervised=not basic))
    clean = np.full((20, 30, 1), 0.5, np.float32)
    offset = np.float32(0.1)
    scores = {
        name: ValidationScores(20.0 - place, (22.0 + seed - place, 23.0 + seed), 24.0 + seed)
        for place, name in enumerate(("noise 15", "noise 30", "noise 50"))
    }
    return Validation(
        scores=scores,
        sample=SamplePicture("noise 30", clean + offset, clean + offset / 10, clean),
        gate_norms=gate_norms(network),
        ensemble_weights=None if basic else (0.25, 0.75 - seed),
        is_best=True,
    )


def text(page: QWidget, name: str) -> str:
    label = page.findChild(QLabel, f"training_{name}_label")
    assert label is not None, name
    return label.text()


def test_figures(page: LivePage) -> None:
    assert text(page, "speed") == "–"  # noqa: RUF001
    page.show_progress(report(25))
    bar = page.findChild(QProgressBar, "training_progress_bar")
    assert bar is not None
    assert bar.value() == 250
    assert text(page, "elapsed") == "2 min 30 s"
    assert text(page, "left") == "7 min 30 s"
    assert text(page, "speed") == "0.17 Mpx/s"
    assert text(page, "seen") == "25 Mpx"
    assert (text(page, "step"), text(page, "rate")) == ("25", "1.00e-03")
    page.show_progress(report(26, loss=float("nan"), pixels_per_s=0.0))
    assert (text(page, "loss"), text(page, "speed")) == ("–", "–")  # noqa: RUF001


def test_a_gain_over_what_is_perfect_is_not_told(page: LivePage) -> None:
    page.show_progress(report(1, validation=validation(0)))
    assert text(page, "quality").endswith(" 24.00 dB (+5.00)")
    perfect = {"noise 0": ValidationScores(math.inf, (22.0, 23.0), 24.0)}
    page.show_progress(report(2, validation=replace(validation(0), scores=perfect)))
    assert text(page, "quality").endswith(" 24.00 dB")


def test_the_heading_says_what_is_trained(page: LivePage) -> None:
    assert text(page, "title") == "denoise-mine"
    assert text(page, "subtitle") == "Denoise  ·  M2R1 C4  ·  grey"


def test_the_loss_is_drawn_and_kept_short(page: LivePage) -> None:
    for step in range(1, 5000):
        page.loss._series.add(step, 1.0)
    page.show_progress(report(5000))
    page.show_progress(report(5001, loss=float("nan")))
    page.show_progress(report(5002, loss=0.5))
    x, y = page.loss._curve.getOriginalDataset()
    assert len(x) <= 2001
    assert np.isfinite(y).all()
    assert y.min() > 0


def x_range(plot: ThemedPlot) -> list[float]:
    shown: list[float] = plot.plotItem.viewRange()[0]
    return [round(x, 3) for x in shown]


def test_what_is_zoomed_into_stays_in_view_while_the_curves_grow(page: LivePage) -> None:
    for plot in (page.loss, page.quality.plot):
        page.show_progress(report(1, validation(0)))
        page.show_progress(report(9, validation(1)))
        assert x_range(plot) == [1, 9]
        plot.plotItem.setXRange(3, 5, padding=0)
        page.show_progress(report(20, validation(1)))
        assert x_range(plot) == [3, 5]
        plot.show_all()
        page.show_progress(report(30, validation(1)))
        assert x_range(plot) == [1, 30]
        plot.plotItem.setXRange(3, 5, padding=0)
        page.loss.clear_curve()
        page.quality.clear()
        page.show_progress(report(1, validation(0)))
        page.show_progress(report(9, validation(1)))
        assert x_range(plot) == [1, 9]


@pytest.mark.parametrize(
    ("losses", "expected"),
    [
        ((0.00125, 0.0018), ["0.0012", "0.0014", "0.0016", "0.0018"]),
        ((0.0105, 0.065), ["0.02", "0.03", "0.04", "0.06"]),
        ((0.0025, 0.004), ["0.0025", "0.003", "0.0035", "0.004"]),
        ((0.011, 0.085), ["0.02", "0.03", "0.04", "0.06", "0.08"]),
        (
            (0.00011, 0.02),
            ["2e\N{MINUS SIGN}4", "5e\N{MINUS SIGN}4", "0.001", "0.002", "0.005", "0.01"],
        ),
    ],
)
def test_the_loss_can_be_read_however_little_it_changes(
    page: LivePage, losses: tuple[float, ...], expected: list[str]
) -> None:
    for step, loss in enumerate(losses, start=1):
        page.show_progress(report(step, loss=loss))
    (ticks,) = page.loss.plotItem.getAxis("left")._tickLevels
    assert [text for _, text in ticks] == expected
    assert [10**place for place, _ in ticks] == pytest.approx(
        [float(text.replace("\N{MINUS SIGN}", "-")) for text in expected]
    )


def test_plots_show_what_was_learned_before_a_run_went_back(page: LivePage) -> None:
    for step in (1, 9, 4):
        page.show_progress(report(step))
    assert x_range(page.loss) == [1, 9]


def test_no_plot_begins_below_nothing_seen(page: LivePage) -> None:
    page.show_progress(replace(report(1, validation(0)), pixels=90_000))
    assert x_range(page.quality.plot) == [0, 0.59]


def test_quality_curves_follow_the_level(page: LivePage) -> None:
    quality = page.quality
    assert quality.plot.isHidden()
    page.show_progress(report(1, validation(0)))
    page.show_progress(report(2, validation(1)))
    assert not quality.plot.isHidden()
    assert quality.level == "noise 30"

    def curve(item: object) -> list[float]:
        return item.getOriginalDataset()[1].tolist()  # type: ignore[attr-defined,no-any-return]

    assert quality._final.getOriginalDataset()[0].tolist() == [1, 2]
    assert curve(quality._final) == [24, 25]
    assert curve(quality._input) == [19, 19]
    assert [curve(item) for item in quality._predictions] == [[21, 22], [23, 24]]
    box = quality.findChild(QComboBox, "training_level_box")
    assert box is not None
    box.setCurrentText("Noise 50")
    assert curve(quality._input) == [18, 18]
    rows = list(quality.csv_rows())
    assert tuple(rows[0]) == ("megapixels", "level", "curve", "psnr_db")
    assert len(rows) == 1 + 2 * 3 * 4
    assert (2.0, "noise 15", "M1", 23.0) in rows


def test_without_a_folder_to_measure_on_that_is_said(page: LivePage) -> None:
    unmeasured = Validation({}, validation(0).sample, validation(0).gate_norms, None, True)
    page.show_progress(report(1, unmeasured))
    note = page.findChild(QLabel, "training_quality_note")
    assert note is not None
    assert "Without a folder" in note.text()
    assert page.sample.strip.sample is not None


def test_the_sample_follows_the_newest_unless_an_older_one_is_chosen(
    page: LivePage, norms: Norms
) -> None:
    first, second, third = validation(0), validation(1), validation(2)
    slider = page.findChild(QSlider, "training_history_slider")
    assert slider is not None
    page.show_progress(report(1, first))
    sample = page.sample.strip.sample
    assert sample is not None
    assert sample.degraded_psnr == pytest.approx(20, abs=1e-3)
    assert sample.restored_psnr == pytest.approx(40, abs=1e-3)
    assert norms.overlay[0] == ()
    page.show_progress(report(2, second))
    assert (slider.maximum(), slider.value()) == (1, 1)
    assert norms.shown == (second.gate_norms, "Weight norms after 2.00 Mpx")
    assert norms.overlay == (first.gate_norms, "after 1.00 Mpx")
    assert page.weights.bars.opts["height"].tolist() == [0.25, -0.25]
    slider.setValue(0)
    assert norms.shown[0] == first.gate_norms
    page.show_progress(report(3, third))
    assert (slider.maximum(), slider.value()) == (2, 0)
    slider.setValue(2)
    assert norms.shown[0] == third.gate_norms


def test_a_basic_network_has_no_ensemble_weights(page: LivePage) -> None:
    page.show_progress(report(1, validation(0, basic=True)))
    assert page.weights.plot.isHidden()


def test_another_run_begins_empty(page: LivePage, tiny: TrainingChoices, norms: Norms) -> None:
    page.show_progress(report(1, validation(0)))
    page.begin(build_plan(tiny))
    assert page.quality.plot.isHidden()
    assert page.sample.strip.sample is None
    assert norms.shown[0] == ()
    assert text(page, "step") == "–"  # noqa: RUF001


def test_pictures_are_painted(page: LivePage) -> None:
    page.show_progress(report(1, validation(0)))
    strip = page.sample.strip
    image = strip.grab().toImage()
    middle = image.pixelColor(image.width() // 2, image.height() // 2)
    assert middle.red() == round(0.51 * 255)


def test_history_is_bounded_and_keeps_the_ends() -> None:
    history = History(most=6)
    for step in range(1, 30):
        history.add(report(step, validation(0)))
        assert len(history.moments) <= 6
    seen = [moment.pixels // 1_000_000 for moment in history.moments]
    assert (seen[0], seen[-1]) == (1, 29)
    assert seen == sorted(seen)


@pytest.mark.parametrize(
    ("pixels", "words"),
    [(520_000, "0.52 Mpx"), (38_000_000, "38 Mpx"), (1_204_000_000, "1.20 Gpx")],
)
def test_pixels_in_words(pixels: int, words: str) -> None:
    assert format_pixels(pixels) == words
