"""What the window says about a photo that was just opened."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtWidgets import QLabel, QToolButton
from pytestqt.qtbot import QtBot

from memnet_gui.restoration.models import find_model
from memnet_gui.ui.main_window import MainWindow
from memnet_gui.ui.task_box import TaskBox

SaveModel = Callable[..., Path]


@pytest.fixture
def jpeg_path(tmp_path: Path) -> Path:
    path = tmp_path / "blocks.jpg"
    ramp = np.linspace(0, 255, 64 * 64).reshape(64, 64).astype(np.uint8)
    Image.fromarray(ramp).save(path, quality=20)
    return path


@pytest.fixture
def ready(window: MainWindow, save_model: SaveModel) -> MainWindow:
    """A window with a model for each task."""
    for task in ("upscale", "deblock"):
        window.add_model(find_model(save_model(task=task)), choose=False)
    return window


def said(window: MainWindow) -> str:
    found = window.findChild(QLabel, "suggestion_label")
    assert isinstance(found, QLabel)
    return found.text()


def link(window: MainWindow) -> QToolButton:
    found = window.findChild(QToolButton, "follow_suggestion_button")
    assert isinstance(found, QToolButton)
    return found


def open_and_wait(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    with qtbot.waitSignal(window.advice._suggester.suggested, timeout=60_000):
        window.open_path(path)


def choose_by_hand(box: TaskBox, task: str) -> None:
    box.choose(task)
    box.activated.emit(box.currentIndex())


def test_a_task_that_nobody_chose_is_suggested_and_chosen(
    qtbot: QtBot, ready: MainWindow, jpeg_path: Path
) -> None:
    open_and_wait(qtbot, ready, jpeg_path)
    assert said(ready) == "Strongly compressed: JPEG quality 20. Suggested: Deblock"
    assert ready.choice.task == "deblock"
    assert not link(ready).isVisible()
    assert not ready.actions_.follow_suggestion.isEnabled()


def test_a_chosen_task_stays_until_the_suggestion_is_followed(
    qtbot: QtBot, ready: MainWindow, jpeg_path: Path
) -> None:
    choose_by_hand(ready.choice.task_box, "upscale")
    open_and_wait(qtbot, ready, jpeg_path)
    assert ready.choice.task == "upscale"
    assert said(ready) == "Strongly compressed: JPEG quality 20"
    assert link(ready).isVisible()
    assert link(ready).text() == "Choose Deblock"
    link(ready).click()
    assert ready.choice.task == "deblock"
    assert ready.choice.chosen is not None
    assert ready.choice.chosen.name == "deblock-M2R2-C4"
    assert not link(ready).isVisible()
    assert not ready.workbench.restoring
    choose_by_hand(ready.choice.task_box, "denoise")
    ready.actions_.follow_suggestion.trigger()
    assert ready.choice.task == "deblock"


def test_a_task_chosen_before_the_estimate_is_there_stays(
    qtbot: QtBot, ready: MainWindow, jpeg_path: Path
) -> None:
    ready.open_path(jpeg_path)
    with qtbot.waitSignal(ready.advice._suggester.suggested, timeout=60_000):
        choose_by_hand(ready.choice.task_box, "denoise")
    assert ready.choice.task == "denoise"
    assert link(ready).isVisible()


def test_noise_is_suggested_away_and_clean_photos_are_called_so(
    qtbot: QtBot, ready: MainWindow, photo_path: Path, tmp_path: Path
) -> None:
    open_and_wait(qtbot, ready, photo_path)
    assert said(ready).startswith("Noisy: sigma about ")
    assert said(ready).endswith("Suggested: Denoise")
    Image.new("L", (40, 40), 90).save(tmp_path / "clean.png")
    open_and_wait(qtbot, ready, tmp_path / "clean.png")
    assert said(ready) == "Looks clean"
    assert not link(ready).isVisible()
    Image.new("L", (1, 1), 90).save(tmp_path / "dot.png")
    open_and_wait(qtbot, ready, tmp_path / "dot.png")
    assert said(ready) == "Looks clean"


def test_nothing_is_said_of_damage_that_was_done_here(
    qtbot: QtBot, ready: MainWindow, jpeg_path: Path
) -> None:
    open_and_wait(qtbot, ready, jpeg_path)
    ready.actions_.add_noise.trigger()
    assert said(ready) == ""
    assert not ready.view.info_row.suggestion.isVisible()
    assert not ready.actions_.follow_suggestion.isEnabled()
    with qtbot.assertNotEmitted(ready.advice._suggester.suggested, wait=100):
        ready.actions_.reduce.trigger()


def test_enlarging_the_photo_leaves_what_was_said(
    qtbot: QtBot, ready: MainWindow, jpeg_path: Path
) -> None:
    open_and_wait(qtbot, ready, jpeg_path)
    before = said(ready)
    ready.choice.choose_task("upscale", 2)
    with qtbot.waitSignal(ready.restored, timeout=60_000):
        ready.actions_.restore.trigger()
    assert before.startswith(said(ready))
    assert link(ready).isVisible()


def test_a_task_without_a_model_cannot_be_followed(
    qtbot: QtBot, window: MainWindow, jpeg_path: Path
) -> None:
    window.choice.set_models([m for m in window.choice.models if m.card.task == "denoise"])
    open_and_wait(qtbot, window, jpeg_path)
    assert said(window).endswith("There is no model for Deblock yet")
    assert window.choice.task == "denoise"
    assert not link(window).isVisible()
    window.actions_.follow_suggestion.trigger()
    assert window.choice.task == "denoise"
