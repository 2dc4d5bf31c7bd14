"""The whole measurement on tiny photos."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from memnet_gui.app.settings import Settings
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.restoration.models import find_model
from memnet_gui.ui.felt_speed import FeltSpeed, measure_felt_speed
from memnet_gui.ui.photo_view import PhotoView
from memnet_gui.ui.view_modes import VIEW_MODES
from memnet_gui.ui.viewer import CompareViewer

SLOW_S = 0.12


@pytest.fixture(autouse=True)
def tiny_model(
    qapp: QApplication, save_model: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Offers one model that computes nothing to speak of."""
    model = find_model(save_model(NetworkConfig(2, 1, 4, channels=3)))
    monkeypatch.setattr("memnet_gui.ui.main_window.shipped_models", lambda: [model])


def measure() -> FeltSpeed:
    return measure_felt_speed(QSize(150, 100), QSize(60, 40), QSize(640, 300), 2.0)


def test_everything_is_measured_and_nothing_of_the_users_changes(user_folder: Path) -> None:
    Settings().remember_file(Path("mine.png"))
    Settings().folder = user_folder
    felt = measure()
    assert felt.megapixels == pytest.approx(0.015)
    gestures = ["switch", "strength", "zoom", "pan", "pan, blended"]
    assert list(felt.frames) == [f"{mode}: {it}" for mode in VIEW_MODES for it in gestures]
    assert all(0 < it.median_ms <= it.worst_ms for it in felt.frames.values())
    assert 0 < felt.bands.median_ms <= felt.bands.worst_ms
    assert felt.restoring_mp_per_s > 0
    assert felt.cancel_s > 0
    values = felt.to_dict()
    assert values["cancel_s"] == pytest.approx(felt.cancel_s, abs=1e-3)
    assert values["timer_late_p99_ms"] == pytest.approx(felt.restoring.p99_ms, abs=1e-3)
    assert values["frame_worst_ms"] >= values["frame_median_ms"] > 0
    assert Settings().recent_files == [Path("mine.png")]
    assert Settings().folder == user_folder


@pytest.mark.alone
def test_slow_parts_show(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    show_tile, set_gesture = PhotoView.show_tile, CompareViewer.set_strength

    def show_tile_slowly(view: PhotoView, *args: object) -> None:
        time.sleep(SLOW_S)
        show_tile(view, *args)  # type: ignore[arg-type]

    def blend_slowly(viewer: CompareViewer, value: float) -> None:
        time.sleep(SLOW_S)
        set_gesture(viewer, value)

    monkeypatch.setattr(PhotoView, "show_tile", show_tile_slowly)
    monkeypatch.setattr(CompareViewer, "set_strength", blend_slowly)
    felt = measure()
    assert felt.bands.median_ms >= 1000 * SLOW_S
    assert felt.restoring.worst_ms >= 1000 * SLOW_S - 20
    assert felt.frames["Split: strength"].median_ms >= 1000 * SLOW_S
    assert felt.frames["Split: zoom"].median_ms < felt.frames["Split: strength"].median_ms
