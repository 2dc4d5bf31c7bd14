"""Full screen shows the photo alone, and everything comes back as it was."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from memnet_gui.app.settings import Settings
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.ui.main_window import MainWindow
from memnet_gui.ui.viewer import ViewMode


def bars(window: MainWindow) -> list[bool]:
    parts = (window.menuBar(), window.controls, window.statusBar(), window.view.info_row)
    docks = (window.inside.strip_dock, *window.inside.docks, window.training.dock)
    return [part.isVisible() for part in (*parts, *docks)]


def test_only_the_photo_is_left(qtbot: QtBot, window: MainWindow) -> None:
    window.setAnimated(False)  # panels would still be on their way
    # What is read meanwhile changes how much room its panel needs.
    qtbot.waitUntil(lambda: bool(window.inside.norms.plot.norms), timeout=60_000)
    window.actions_.see_inside.trigger()
    window.inside.docks[2].raise_()
    QApplication.processEvents()
    before, state = bars(window), window.saveState()
    window.actions_.full_screen.trigger()
    assert window.isFullScreen()
    assert not any(bars(window))
    window.actions_.full_screen.trigger()
    QApplication.processEvents()
    assert not window.isFullScreen()
    assert bars(window) == before
    qtbot.waitUntil(lambda: window.saveState() == state)
    assert window.actions_.see_inside.isChecked()
    assert window.inside.plot_in_front is window.inside.matrix


def test_shortcuts_go_on_working(qtbot: QtBot, window: MainWindow) -> None:
    window.activateWindow()
    own = window.actions()
    window.actions_.full_screen.trigger()
    window.viewer.setFocus()
    qtbot.keyClick(window.viewer, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.viewer.mode is ViewMode.SPLIT
    qtbot.keyClick(window.viewer, Qt.Key.Key_F11)
    assert not window.isFullScreen()
    assert window.actions() == own


def test_escape_leaves_before_it_cancels(
    qtbot: QtBot, window: MainWindow, photo_path: Path, save_model: Callable[..., Path]
) -> None:
    window.activateWindow()
    window.open_model(save_model(NetworkConfig(20, 10, 32)))
    window.open_path(photo_path)
    window.actions_.full_screen.trigger()
    window.actions_.restore.trigger()
    assert window.workbench.restoring
    qtbot.keyClick(window.viewer, Qt.Key.Key_Escape)
    assert not window.isFullScreen()
    assert window.workbench.restoring
    with qtbot.waitSignal(window.workbench.restoration_stopped, timeout=60_000):
        qtbot.keyClick(window.viewer, Qt.Key.Key_Escape)


def test_the_desktop_may_end_it(window: MainWindow) -> None:
    before = bars(window)
    window.actions_.full_screen.trigger()
    window.showNormal()
    QApplication.processEvents()
    assert bars(window) == before
    assert not window.actions_.full_screen.isChecked()


def test_closed_in_full_screen_the_panels_are_remembered(qtbot: QtBot, window: MainWindow) -> None:
    before = bars(window)
    window.actions_.full_screen.trigger()
    window.close()
    assert Settings().window_state is not None
    again = MainWindow()
    qtbot.addWidget(again)
    again.show()
    assert bars(again) == before
    assert not again.isFullScreen()
