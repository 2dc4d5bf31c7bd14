"""The window comes back as it was left, also after its settings were damaged."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QSplitter
from pytestqt.qtbot import QtBot

from memnet_gui.ui.main_window import MainWindow
from memnet_gui.ui.viewer import ViewMode


def test_choices_and_splitters_come_back(qtbot: QtBot, window: MainWindow) -> None:
    window.actions_.see_inside.trigger()
    splitter = window.findChild(QSplitter, "memories_splitter")
    assert isinstance(splitter, QSplitter)
    window.controls.view_mode_box.setCurrentText("Difference")
    window.controls.gain_box.setCurrentText("× 16")
    window.choice.choose_task("upscale", 3)
    splitter.setSizes([100, 700])
    state = splitter.saveState()
    window.close()
    again = MainWindow()
    qtbot.addWidget(again)
    again.add_model(window.choice.models[0])
    assert again.viewer.mode is ViewMode.DIFFERENCE
    assert again.settings.view_mode == "Difference"
    assert again.controls.gain_box.currentData() == 16
    assert again.actions_.see_inside.isChecked()
    found = again.findChild(QSplitter, "memories_splitter")
    assert isinstance(found, QSplitter)
    assert found.saveState() == state


def test_the_task_comes_back_where_there_is_a_model_for_it(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = MainWindow()
    qtbot.addWidget(first)
    first.choice.choose_task("upscale", 3)
    first.close()
    again = MainWindow()
    qtbot.addWidget(again)
    assert (again.choice.task, again.choice.scale) == ("upscale", 3)
    again.close()
    monkeypatch.setattr("memnet_gui.ui.main_window.shipped_models", list)
    bare = MainWindow()
    qtbot.addWidget(bare)
    assert bare.choice.task == "denoise"


def test_the_layout_can_be_reset(window: MainWindow) -> None:
    shown = [window.inside.strip_dock.isVisible(), window.training.dock.isVisible()]
    window.actions_.see_inside.trigger()
    window.actions_.show_training.trigger()
    window.inside.strip_dock.hide()
    window.controls.hide()
    window.inside.docks[0].setFloating(True)
    window.actions_.reset_layout.trigger()
    assert [window.inside.strip_dock.isVisible(), window.training.dock.isVisible()] == shown
    assert window.controls.isVisible()
    assert not window.inside.docks[0].isFloating()
    assert not window.actions_.see_inside.isChecked()


GARBAGE = {
    "noise": bytes(range(256)) * 8,
    "no pairs": b"[[[\n]]]\n====\n%%%\n",
    "states": b"window_geometry=@ByteArray(nonsense)\nwindow_state=@ByteArray(nonsense)\n"
    b"view_mode=Sideways\ngain=3\nscale=7\ntask=cook\ntheme=pink\ndevice=abacus\n"
    b"threads=-3\nlargest_megapixels=nan\n[splitter]\nmemories_splitter=@ByteArray(nonsense)\n"
    b"[default_model]\ndenoise=gone\n",
}


@pytest.mark.parametrize("content", GARBAGE.values(), ids=GARBAGE)
def test_damaged_settings_do_not_keep_the_window_from_opening(
    qtbot: QtBot, user_folder: Path, photo_path: Path, content: bytes
) -> None:
    file = user_folder / "config" / "memnet-gui" / "memnet-gui.ini"
    file.parent.mkdir(parents=True)
    file.write_bytes(content)
    window = MainWindow()
    qtbot.addWidget(window)
    window.show()
    window.open_path(photo_path)
    assert window.workbench.document is not None
    assert window.controls.isVisible()
    assert window.viewer.mode is ViewMode.SIDE_BY_SIDE
    assert window.choice.chosen is not None
