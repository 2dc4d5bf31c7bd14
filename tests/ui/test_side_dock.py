"""A dock that an action shows and puts away."""

from collections.abc import Generator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDockWidget, QLabel, QMainWindow
from pytestqt.qtbot import QtBot

from memnet_gui.ui.side_dock import SideDock


@pytest.fixture
def window(qtbot: QtBot) -> Generator[QMainWindow]:
    window = QMainWindow()
    window.resize(600, 400)
    window.setCentralWidget(QLabel("photo"))
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    yield window
    window.close()


@pytest.fixture
def neighbour(window: QMainWindow) -> QDockWidget:
    neighbour = QDockWidget("neighbour", window)
    neighbour.setWidget(QLabel("neighbour"))
    window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, neighbour)
    return neighbour


def test_the_action_brings_it_to_the_front_first_and_then_away(
    qtbot: QtBot, window: QMainWindow, neighbour: QDockWidget
) -> None:
    panel, action = QLabel("panel"), QAction("show", window, checkable=True)
    dock = SideDock("dock", panel, action, window, neighbour)

    def is_seen() -> bool:
        return not panel.visibleRegion().isEmpty()

    assert dock.isHidden()
    action.trigger()
    qtbot.waitUntil(is_seen)
    neighbour.raise_()
    qtbot.waitUntil(lambda: not is_seen())
    assert action.isChecked()
    action.trigger()  # it is behind its neighbour
    qtbot.waitUntil(is_seen)
    assert action.isChecked()
    action.trigger()
    assert dock.isHidden()
    assert not action.isChecked()
    dock.come_to_front()
    qtbot.waitUntil(is_seen)
    assert action.isChecked()
    dock.close()
    assert not action.isChecked()
