"""The search opens over the window, runs a command and gives the focus back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget
from pytestqt.qtbot import QtBot

from memnet_gui.ui.command_search import CommandPopup
from memnet_gui.ui.main_window import MainWindow
from memnet_gui.ui.viewer import ViewMode


@pytest.fixture
def popup(qtbot: QtBot, window: MainWindow) -> CommandPopup:
    window.activateWindow()
    window.viewer.setFocus()
    qtbot.waitUntil(window.viewer.hasFocus)
    window.actions_.command_search.trigger()
    popup = window.findChild(CommandPopup)
    assert isinstance(popup, CommandPopup)
    return popup


def entries(popup: CommandPopup) -> list[str]:
    return [popup.list.item(row).text() for row in range(popup.list.count())]


def test_it_offers_everything_at_first(window: MainWindow, popup: CommandPopup) -> None:
    assert window.findChild(QLineEdit, "command_search_edit") is popup.edit
    assert window.findChild(QListWidget, "command_search_list") is popup.list
    offered = entries(popup)
    for name in ("Open", "Restore", "Camera", "Dark", "Preferences", "400 %", "No photos yet"):
        assert name in offered
    assert len(offered) == len(set(offered))


def test_return_runs_what_is_chosen(qtbot: QtBot, window: MainWindow, popup: CommandPopup) -> None:
    qtbot.keyClicks(popup.edit, "split")
    assert entries(popup)[0] == "Split View"
    qtbot.keyClick(popup.edit, Qt.Key.Key_Return)
    assert window.viewer.mode is ViewMode.SPLIT
    QApplication.processEvents()
    assert window.findChild(CommandPopup) is None or not popup.isVisible()


def test_arrows_move_in_the_list(qtbot: QtBot, popup: CommandPopup) -> None:
    qtbot.keyClicks(popup.edit, "theme")
    first = popup.list.currentRow()
    qtbot.keyClick(popup.edit, Qt.Key.Key_Down)
    assert popup.list.currentRow() == first + 1
    qtbot.keyClick(popup.edit, Qt.Key.Key_Up)
    assert popup.list.currentRow() == first


def test_what_is_off_cannot_be_run(qtbot: QtBot, window: MainWindow, popup: CommandPopup) -> None:
    qtbot.keyClicks(popup.edit, "save as")
    assert "Save As" in entries(popup)
    qtbot.keyClick(popup.edit, Qt.Key.Key_Return)
    assert popup.isVisible()
    popup.close()


def test_escape_gives_the_focus_back(qtbot: QtBot, window: MainWindow, popup: CommandPopup) -> None:
    assert popup.edit.hasFocus()
    qtbot.keyClick(popup.edit, Qt.Key.Key_Escape)
    assert not popup.isVisible()
    qtbot.waitUntil(window.viewer.hasFocus)


def test_actions_that_come_later_are_found(qtbot: QtBot, window: MainWindow) -> None:
    window.menuBar().addMenu("Extra").addAction("Bake a cake")
    window.actions_.command_search.trigger()
    popup = window.findChild(CommandPopup)
    assert isinstance(popup, CommandPopup)
    qtbot.keyClicks(popup.edit, "cake")
    assert entries(popup) == ["Bake a cake"]
    popup.close()
