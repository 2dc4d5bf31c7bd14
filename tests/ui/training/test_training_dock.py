"""Training in the window, as a person does it."""

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QComboBox, QDockWidget, QLabel, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from memnet_gui.app.settings import Settings
from memnet_gui.app.training_choices import TrainingChoices
from memnet_gui.network.checkpoint import load_checkpoint
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.restoration.models import find_model
from memnet_gui.training.validation import Validator
from memnet_gui.ui.closing import UnsavedResult
from memnet_gui.ui.main_window import MainWindow

WAIT_MS = 60_000
ENDLESS = 10**6


def action(window: MainWindow, name: str) -> QAction:
    found = window.findChild(QAction, f"action_{name}")
    assert isinstance(found, QAction), name
    return found


def label(window: MainWindow, name: str) -> str:
    found = window.findChild(QLabel, f"training_{name}_label")
    assert isinstance(found, QLabel), name
    return found.text()


def model_names(window: MainWindow) -> list[str]:
    box = window.findChild(QComboBox, "model_box")
    assert isinstance(box, QComboBox)
    return [box.itemText(index) for index in range(box.count())]


def start(window: MainWindow, choices: TrainingChoices) -> None:
    window.training.panel.settings_page.set_choices(choices)
    action(window, "train_start").trigger()
    assert window.training.bench.running


def wait_for_step(qtbot: QtBot, window: MainWindow, after: int = 0) -> None:
    bench = window.training.bench

    def has_stepped() -> bool:
        return bench.progress is not None and bench.progress.step > after

    qtbot.waitUntil(has_stepped, timeout=WAIT_MS)


def stop(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.training.bench.ended, timeout=WAIT_MS):
        window.training.bench.stop(keep=False)


@pytest.mark.parametrize("name", ["show_training", "train_start", "train_pause", "train_stop"])
def test_actions_have_names_and_tooltips(window: MainWindow, name: str) -> None:
    assert action(window, name).toolTip()


def test_the_dock_is_closed_at_first_and_no_part_of_the_inside(window: MainWindow) -> None:
    dock = window.findChild(QDockWidget, "training_dock")
    assert dock is not None
    assert dock.isHidden()
    assert window.findChild(QWidget, "training_panel") is not None
    window.actions_.see_inside.trigger()
    assert dock.isHidden()
    action(window, "show_training").trigger()
    assert not dock.isHidden()
    assert dock in window.tabifiedDockWidgets(window.inside.docks[0])
    window.actions_.see_inside.trigger()
    assert not dock.isHidden()
    dock.close()
    assert not action(window, "show_training").isChecked()


def test_from_start_to_end(qtbot: QtBot, window: MainWindow, tiny: TrainingChoices) -> None:
    before = model_names(window)
    chosen = window.controls.model_box.chosen
    with qtbot.waitSignal(window.training.bench.ended, timeout=WAIT_MS):
        start(window, tiny)
        assert not window.training.dock.isHidden()
        assert not action(window, "train_start").isEnabled()
    assert model_names(window) == [*before, "denoise-mine"]
    assert window.controls.model_box.chosen == chosen
    assert "denoise-mine is trained" in window.message_bar.text
    assert "Done; denoise-mine is in the list" in label(window, "state")
    page = window.training.panel.live_page
    assert page.quality._final.getOriginalDataset()[1].size >= 2
    assert page.loss._curve.getOriginalDataset()[1].size >= 1
    assert len(page.norms.norms) == 2  # type: ignore[attr-defined]
    assert page.sample.strip.sample is not None
    load_checkpoint(tiny.output)
    assert window.findChild(QAbstractButton, "training_go_on_button").isHidden()
    # Another run takes another name, and so does one of the next program.
    window.findChild(QAbstractButton, "training_settings_button").click()
    assert action(window, "train_start").isEnabled()
    assert window.training.panel.settings_page.choices.output.name == "denoise-mine-2.safetensors"


def test_pause_and_resume(qtbot: QtBot, window: MainWindow, tiny: TrainingChoices) -> None:
    pause, bench = action(window, "train_pause"), window.training.bench
    assert not pause.isEnabled()
    start(window, replace(tiny, steps=ENDLESS, validate=None))
    wait_for_step(qtbot, window)
    state = tiny.output.with_suffix(".resume.pt")
    saved_ns = state.stat().st_mtime_ns
    pause.trigger()
    assert pause.isChecked()
    assert pause.iconText() == "Resume"
    assert label(window, "state") == "Pausing…"
    qtbot.waitUntil(lambda: "Paused" in label(window, "state"), timeout=WAIT_MS)
    assert state.stat().st_mtime_ns > saved_ns
    step = label(window, "step")
    qtbot.wait(400)
    assert label(window, "step") == step
    pause.trigger()
    assert pause.iconText() == "Pause"
    qtbot.waitUntil(lambda: label(window, "step") != step, timeout=WAIT_MS)
    assert bench.running
    stop(qtbot, window)
    assert not pause.isEnabled()
    assert not pause.isChecked()


def test_stop_and_keep_then_go_on(qtbot: QtBot, window: MainWindow, tiny: TrainingChoices) -> None:
    start(window, replace(tiny, steps=ENDLESS))
    wait_for_step(qtbot, window)
    with qtbot.waitSignal(window.training.bench.ended, timeout=WAIT_MS):
        action(window, "train_stop").trigger()
        assert not action(window, "train_stop").isEnabled()
        assert "Measuring" in label(window, "state")
    load_checkpoint(tiny.output)
    assert "denoise-mine" in model_names(window)
    assert "Stopped at" in label(window, "state")
    stopped_at = window.training.bench.progress.step  # type: ignore[union-attr]
    window.findChild(QAbstractButton, "training_go_on_button").click()
    assert window.training.bench.running
    wait_for_step(qtbot, window, after=stopped_at)
    stop(qtbot, window)


def test_a_photo_is_restored_meanwhile(
    qtbot: QtBot, window: MainWindow, tiny: TrainingChoices, photo_path: Path
) -> None:
    start(window, replace(tiny, steps=ENDLESS, validate=None))
    wait_for_step(qtbot, window)
    window.open_path(photo_path)
    with qtbot.waitSignal(window.restored, timeout=WAIT_MS):
        window.actions_.restore.trigger()
    assert window.training.bench.running
    stop(qtbot, window)


def test_a_folder_without_photos(
    qtbot: QtBot, window: MainWindow, tiny: TrainingChoices, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    with qtbot.waitSignal(window.training.bench.ended, timeout=WAIT_MS):
        start(window, replace(tiny, folders=(tmp_path / "empty",)))
    assert "empty holds no photo" in label(window, "problem")
    assert "empty holds no photo" in window.message_bar.text
    assert window.training.panel.currentWidget() is window.training.panel.settings_page
    assert action(window, "train_start").isEnabled()
    with qtbot.waitSignal(window.training.bench.ended, timeout=WAIT_MS):
        start(window, tiny)
    assert "denoise-mine" in model_names(window)


def close_box(window: MainWindow) -> QMessageBox:
    boxes = window.findChildren(QMessageBox, "training_close_box")
    assert len(boxes) == 1
    return boxes[0]


def answer(window: MainWindow, name: str) -> None:
    button = close_box(window).findChild(QAbstractButton, f"training_{name}_button")
    assert button is not None
    button.click()


def test_closing_asks_and_training_can_go_on(
    qtbot: QtBot, window: MainWindow, tiny: TrainingChoices
) -> None:
    start(window, replace(tiny, steps=ENDLESS, validate=None))
    window.close()
    window.close()
    assert window.isVisible()
    answer(window, "keep")
    assert window.training.bench.running
    assert not window.training.bench.stopping
    qtbot.waitUntil(lambda: window.findChild(QMessageBox, "training_close_box") is None)
    stop(qtbot, window)
    window.close()
    assert not window.isVisible()


def test_save_and_close_then_go_on_next_time(
    qtbot: QtBot, window: MainWindow, tiny: TrainingChoices
) -> None:
    endless = replace(tiny, steps=ENDLESS, validate=None)
    start(window, endless)
    wait_for_step(qtbot, window)
    window.close()
    answer(window, "save_and_close")
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=WAIT_MS)
    assert not window.training.bench.running
    assert tiny.output.with_suffix(".resume.pt").exists()
    again = MainWindow()
    qtbot.addWidget(again)
    choices = again.training.panel.settings_page.choices
    assert choices == replace(endless, resume=True)
    action(again, "train_start").trigger()
    wait_for_step(qtbot, again)
    stop(qtbot, again)


def test_save_and_close_during_the_last_validation(
    qtbot: QtBot, window: MainWindow, tiny: TrainingChoices, monkeypatch: pytest.MonkeyPatch
) -> None:
    restore = Validator._restore
    measuring, closing = threading.Event(), threading.Event()

    def wait(*arguments: object) -> object:
        measuring.set()
        assert closing.wait(60)
        return restore(*arguments)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(Validator, "_restore", wait)
        start(window, replace(tiny, steps=1))
        qtbot.waitUntil(measuring.is_set, timeout=WAIT_MS)
        window.close()
        answer(window, "save_and_close")
        closing.set()
        qtbot.waitUntil(lambda: not window.isVisible(), timeout=WAIT_MS)
    again = MainWindow()
    qtbot.addWidget(again)
    assert again.training.panel.settings_page.choices == replace(tiny, steps=1, resume=True)
    with qtbot.waitSignal(again.training.bench.ended, timeout=WAIT_MS):
        action(again, "train_start").trigger()
    assert "denoise-mine" in model_names(again)
    assert "Done; denoise-mine is in the list" in label(again, "state")


def test_a_run_that_ended_while_it_asked_lets_the_window_close(
    qtbot: QtBot, window: MainWindow, tiny: TrainingChoices
) -> None:
    start(window, replace(tiny, steps=ENDLESS, validate=None))
    window.close()
    stop(qtbot, window)
    answer(window, "save_and_close")
    assert not window.isVisible()


def test_a_window_that_stays_after_the_run_was_saved_asks_at_the_next_one(
    qtbot: QtBot, window: MainWindow, tiny: TrainingChoices, photo_path: Path
) -> None:
    UnsavedResult(window)
    window.open_path(photo_path)
    with qtbot.waitSignal(window.restored, timeout=WAIT_MS):
        window.actions_.restore.trigger()
    endless = replace(tiny, steps=ENDLESS, validate=None)
    start(window, endless)
    wait_for_step(qtbot, window)
    window.close()
    answer(window, "save_and_close")
    qtbot.waitUntil(
        lambda: window.findChild(QMessageBox, "unsaved_box") is not None, timeout=WAIT_MS
    )
    cancel = window.findChild(QAbstractButton, "unsaved_cancel_button")
    assert cancel is not None
    cancel.click()
    start(window, replace(endless, resume=True))
    window.close()
    answer(window, "keep")
    qtbot.waitUntil(lambda: window.findChild(QMessageBox, "training_close_box") is None)
    window.settings.asks_before_closing = False
    stop(qtbot, window)
    assert window.isVisible()


def test_models_of_earlier_runs_are_offered(
    qtbot: QtBot, user_folder: Path, save_model: Callable[..., Path]
) -> None:
    folder = user_folder / "data" / "memnet-gui" / "models"
    folder.mkdir(parents=True)
    save_model().rename(folder / "mine.safetensors")
    (folder / "broken.safetensors").write_bytes(b"no model")
    window = MainWindow()
    qtbot.addWidget(window)
    assert "mine" in model_names(window)
    assert "broken" not in model_names(window)
    assert window.message_bar.text == ""


def test_fine_tuning_starts_from_a_model_of_the_list(
    qtbot: QtBot, window: MainWindow, tiny: TrainingChoices, save_model: Callable[..., Path]
) -> None:
    window.open_model(save_model(NetworkConfig(2, 1, 3, 1)))
    box = window.findChild(QComboBox, "training_initial_box")
    assert isinstance(box, QComboBox)
    page = window.training.panel.settings_page
    page.set_choices(tiny)
    box.setCurrentText("Model M2R1-C3")
    assert page.choices.network == NetworkConfig(2, 1, 3, 1)
    with qtbot.waitSignal(window.training.bench.ended, timeout=WAIT_MS):
        action(window, "train_start").trigger()
    network, _ = load_checkpoint(tiny.output)
    assert network.config == NetworkConfig(2, 1, 3, 1)


def test_settings_of_another_version_are_passed_over(qtbot: QtBot) -> None:
    Settings().training = '{"colour": "blue"}'
    window = MainWindow()
    qtbot.addWidget(window)
    assert window.training.panel.settings_page.choices.folders == ()


def test_a_model_that_suits_the_photo_better_is_not_chosen_unasked(
    window: MainWindow, photo_path: Path, save_model: Callable[..., Path]
) -> None:
    window.open_path(photo_path)
    chosen = window.controls.model_box.chosen
    window.add_model(find_model(save_model(NetworkConfig(2, 1, 4, 3))))
    assert "M2R1-C4" in model_names(window)[-1]
    assert window.controls.model_box.chosen == chosen


def test_offering_a_model_does_not_choose_it(window: MainWindow) -> None:
    chosen: list[object] = []
    window.controls.model_box.model_chosen.connect(chosen.append)
    other = window.controls.model_box.chosen
    assert other is not None
    window.add_model(replace(other, name="other", path=Path("/other.safetensors")))
    assert "other" in model_names(window)
    assert chosen == []
    assert window.controls.model_box.chosen == other
