"""Choosing between tasks in the window, and what each makes of a photo."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QComboBox, QFileDialog, QLabel, QSpinBox
from pytestqt.qtbot import QtBot

from memnet_gui.imaging.files import read_photo
from memnet_gui.imaging.metrics import psnr
from memnet_gui.network.card import TASKS
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.restoration.models import find_model
from memnet_gui.ui.main_window import MainWindow
from memnet_gui.ui.task_box import NO_MODEL

SaveModel = Callable[..., Path]
COLOUR = NetworkConfig(2, 1, 4, channels=3)
WAIT_MS = 60_000


@pytest.fixture
def tasks_window(window: MainWindow, save_model: SaveModel) -> MainWindow:
    """A window that has a tiny model for each task, Denoise being chosen."""
    for task in ("upscale", "deblock"):
        window.add_model(find_model(save_model(task=task)), choose=False)
    return window


@pytest.fixture
def grey_path(tmp_path: Path) -> Path:
    path = tmp_path / "grey.png"
    levels = np.random.default_rng(1).integers(0, 256, (31, 46), np.uint8)
    Image.fromarray(levels).save(path)
    return path


def text_of(window: MainWindow, name: str) -> str:
    found = window.findChild(QLabel, name)
    assert isinstance(found, QLabel), name
    return found.text()


def pick(window: MainWindow, name: str, index: int) -> None:
    """Chooses an entry of a box as a person does."""
    box = window.findChild(QComboBox, name)
    assert isinstance(box, QComboBox), name
    box.setCurrentIndex(index)
    box.activated.emit(index)


def restore(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.restored, timeout=WAIT_MS):
        window.actions_.restore.trigger()


def offered(window: MainWindow) -> list[str]:
    box = window.controls.model_box
    return [box.itemText(index) for index in range(box.count())]


def test_boxes_have_names(window: MainWindow) -> None:
    for name in ("task_box", "scale_box", "reduce_scale_box"):
        assert window.findChild(QComboBox, name) is not None, name
    for name in ("sigma_box", "jpeg_quality_box"):
        assert window.findChild(QSpinBox, name) is not None, name


def test_tasks_without_a_model_are_there_but_cannot_be_chosen(
    window: MainWindow, save_model: SaveModel
) -> None:
    box = window.choice.task_box
    assert [box.itemText(row) for row in range(box.count())] == ["Denoise", "Upscale", "Deblock"]
    items = box.model()
    assert isinstance(items, QStandardItemModel)
    row = TASKS.index("upscale")
    window.choice.set_models([m for m in window.choice.models if m.card.task == "denoise"])
    assert not items.item(row).isEnabled()
    assert box.itemData(row, Qt.ItemDataRole.ToolTipRole) == NO_MODEL
    assert items.item(TASKS.index("denoise")).isEnabled()
    window.add_model(find_model(save_model(task="upscale")), choose=False)
    assert items.item(row).isEnabled()
    assert window.choice.task == "denoise"


def test_each_task_offers_its_own_models(tasks_window: MainWindow) -> None:
    choice = tasks_window.choice
    for row, task in enumerate(TASKS):
        pick(tasks_window, "task_box", row)
        known = [info.name for info in choice.models if info.card.task == task]
        assert offered(tasks_window) == known
        assert choice.chosen is not None
        assert choice.chosen.card.task == task
        assert choice.scale_box.isVisible() == (task == "upscale")
        assert choice.scale == (2 if task == "upscale" else 1)


def test_opening_a_model_chooses_its_task(window: MainWindow, save_model: SaveModel) -> None:
    window.open_model(save_model(task="deblock"))
    assert window.choice.task == "deblock"
    assert window.controls.model_box.currentText() == "deblock-M2R2-C4"


def test_the_model_suits_the_colours_unless_it_was_picked(
    window: MainWindow, save_model: SaveModel, photo_path: Path, grey_path: Path
) -> None:
    grey, colour = find_model(save_model(task="deblock")), find_model(save_model(COLOUR, "deblock"))
    window.choice.set_models([grey, colour])
    window.choice.choose_task("deblock")
    window.open_path(photo_path)
    assert window.choice.chosen == colour
    assert text_of(window, "policy_label") == "Red, green and blue together"
    window.open_path(grey_path)
    assert window.choice.chosen == grey
    assert text_of(window, "policy_label") == ""
    pick(window, "model_box", 0)
    window.open_path(photo_path)
    assert window.choice.chosen == grey
    assert text_of(window, "policy_label") == "Luminance only, colour kept"


def test_reduce_then_upscale(qtbot: QtBot, tasks_window: MainWindow, photo_path: Path) -> None:
    window = tasks_window
    window.open_path(photo_path)
    window.controls.degrade_button.reduce_scale_box.setCurrentIndex(1)
    window.actions_.reduce.trigger()
    assert (window.choice.task, window.choice.scale) == ("upscale", 3)
    assert "20 × 13 → 60 × 39" in text_of(window, "photo_label")
    assert "reduced 3 times" in text_of(window, "photo_label")
    restore(qtbot, window)
    assert window.viewer._scene.before_label == "Before (bicubic ×3)"
    qtbot.waitUntil(lambda: text_of(window, "metrics_label").count("→") == 2, timeout=WAIT_MS)
    document = window.workbench.document
    assert document is not None
    clean = read_photo(photo_path).pixels[:39, :60]
    before, after = (psnr(clean, it) for it in (document.photo.pixels, document.result(1).pixels))
    assert f"PSNR {before:.2f} → {after:.2f} dB" in text_of(window, "metrics_label")
    assert window.inside.strip.keys == ("Input", "M1", "M2", "Final", "Reference")


def test_compress_then_deblock(qtbot: QtBot, tasks_window: MainWindow, grey_path: Path) -> None:
    window = tasks_window
    window.open_path(grey_path)
    window.controls.degrade_button.jpeg_quality_box.setValue(15)
    window.actions_.compress.trigger()
    assert window.choice.task == "deblock"
    assert "JPEG quality 15" in text_of(window, "photo_label")
    restore(qtbot, window)
    assert window.viewer._scene.before_label == "Before"
    window.actions_.save_as.trigger()
    dialog = window.findChild(QFileDialog, "save_dialog")
    assert isinstance(dialog, QFileDialog)
    assert Path(dialog.selectedFiles()[0]).name == "grey-deblocked.png"
    dialog.reject()
    window.actions_.add_noise.trigger()
    assert window.choice.task == "denoise"


def test_without_a_model_for_the_damage_restore_waits_for_one(
    window: MainWindow, photo_path: Path, save_model: SaveModel
) -> None:
    window.choice.set_models([m for m in window.choice.models if m.card.task == "denoise"])
    window.open_path(photo_path)
    window.actions_.compress.trigger()
    assert window.choice.task == "deblock"
    assert window.choice.chosen is None
    assert not window.actions_.restore.isEnabled()
    assert window.controls.model_box.toolTip() == NO_MODEL
    window.open_model(save_model(task="deblock"))
    assert window.actions_.restore.isEnabled()


def test_upscaling_keeps_the_spot_that_is_looked_at(
    qtbot: QtBot, tasks_window: MainWindow, photo_path: Path
) -> None:
    window = tasks_window
    window.open_path(photo_path)
    window.choice.choose_task("upscale", 3)
    restore(qtbot, window)
    assert window.viewer.is_fitted
    window.open_path(photo_path)
    window.viewer.set_zoom(30.0)
    viewport = window.viewer._viewport
    spot = viewport.centre
    restore(qtbot, window)
    assert window.viewer.zoom == pytest.approx(10.0)
    assert distance(window.viewer._viewport.centre, spot * 3) < 1e-6
    window.choice.choose_task("denoise")
    restore(qtbot, window)
    assert window.viewer.zoom == pytest.approx(30.0)
    assert distance(window.viewer._viewport.centre, spot) < 1e-6
    assert "60 × 40" in text_of(window, "photo_label")
    assert "→" not in text_of(window, "photo_label")
    assert window.viewer._scene.before_label == "Before"


def distance(first: QPointF, second: QPointF) -> float:
    return (first - second).manhattanLength()


def test_a_memory_can_be_switched_off_while_upscaling(
    qtbot: QtBot, tasks_window: MainWindow, photo_path: Path
) -> None:
    window = tasks_window
    window.open_path(photo_path)
    window.choice.choose_task("upscale", 2)
    restore(qtbot, window)
    with qtbot.waitSignal(window.restored, timeout=WAIT_MS):
        window.inside.matrix.memory_toggled.emit(2, "B0")
    document = window.workbench.document
    assert document is not None
    assert document.scale == 2
    assert document.switched_off == {(2, "B0")}
    assert window.inside.switched_off == {(2, "B0")}


def test_restoring_follows_with_what_suits_the_photo_once_it_is_open(
    qtbot: QtBot, window: MainWindow, save_model: SaveModel, photo_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    colour = find_model(save_model(COLOUR))
    shipped = [m for m in window.choice.models if m.name == "denoise-grey-fast"]
    window.choice._picked.clear()
    window.choice.set_models([*shipped, colour])
    assert window.choice.chosen == shipped[0]
    monkeypatch.setattr("memnet_gui.app.workbench._QUICK_MEGAPIXELS", 0.0)
    window.open_path(photo_path)
    assert window.actions_.cancel.isEnabled()
    restore(qtbot, window)
    document = window.workbench.document
    assert document is not None
    assert document.model == colour


def test_what_cannot_be_reduced_is_said(window: MainWindow, tmp_path: Path) -> None:
    Image.new("L", (9, 1)).save(tmp_path / "line.png")
    window.open_path(tmp_path / "line.png")
    window.actions_.reduce.trigger()
    assert "line.png" in window.message_bar.text
    assert "at least 2 pixels" in window.message_bar.text
    assert window.choice.task == "denoise"


@pytest.mark.parametrize("mode", ["Side by side", "Difference"])
def test_the_toolbar_fits_a_window_of_1280(tasks_window: MainWindow, mode: str) -> None:
    tasks_window.resize(1280, 720)
    tasks_window.choice.choose_task("upscale")
    tasks_window.controls.view_mode_box.setCurrentText(mode)
    assert tasks_window.controls.sizeHint().width() <= 1280
