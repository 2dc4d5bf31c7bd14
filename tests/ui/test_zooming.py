"""Zooms by menu, status bar and keys."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from memnet_gui.ui.focus_frame import FocusFrame
from memnet_gui.ui.main_window import MainWindow


@pytest.fixture
def opened(window: MainWindow, photo_path: Path) -> MainWindow:
    window.open_path(photo_path)
    return window


@pytest.mark.parametrize("percent", [50, 200, 400, 800])
def test_presets(opened: MainWindow, percent: int) -> None:
    found = opened.findChild(QAction, f"action_zoom_{percent}")
    assert isinstance(found, QAction)
    found.trigger()
    assert opened.viewer.zoom * 100 == pytest.approx(percent)


def test_the_status_bar_offers_the_menu_of_the_view(opened: MainWindow) -> None:
    button = opened.findChild(QToolButton, "zoom_button")
    assert isinstance(button, QToolButton)
    texts = [action.text() for action in button.menu().actions()]
    assert texts == ["&Fit", "25 %", "50 %", "&100 %", "200 %", "400 %", "800 %"]
    assert button.menu() in [action.menu() for action in opened.menus.view_menu.actions()]


def test_in_and_out(opened: MainWindow) -> None:
    opened.actions_.actual_size.trigger()
    opened.actions_.zoom_in.trigger()
    opened.actions_.zoom_in.trigger()
    assert opened.viewer.zoom == pytest.approx(2.0)
    opened.actions_.zoom_out.trigger()
    opened.actions_.zoom_out.trigger()
    assert opened.viewer.zoom == 1.0


def test_without_a_photo_there_is_nothing_to_zoom(window: MainWindow) -> None:
    assert not any(action.isEnabled() for action in window.zooming.menu.actions())
    assert not window.actions_.magnifier.isEnabled()


def test_home_and_end_show_the_corners(qtbot: QtBot, opened: MainWindow) -> None:
    opened.viewer.set_zoom(32.0)
    qtbot.keyClick(opened.viewer, Qt.Key.Key_Home)
    assert opened.viewer.visible_region().topLeft().toTuple() == (0, 0)
    qtbot.keyClick(opened.viewer, Qt.Key.Key_End)
    assert opened.viewer.visible_region().bottomRight().toTuple() == (59, 39)


def test_z_shows_the_lens(qtbot: QtBot, opened: MainWindow) -> None:
    opened.activateWindow()
    opened.viewer.setFocus()
    qtbot.keyClick(opened.viewer, Qt.Key.Key_Z)
    assert opened.viewer.is_magnified
    qtbot.keyClick(opened.viewer, Qt.Key.Key_Z)
    assert not opened.viewer.is_magnified


def test_the_tab_key_shows_where_the_focus_is(qtbot: QtBot, opened: MainWindow) -> None:
    opened.activateWindow()
    frame = opened.findChild(FocusFrame)
    assert isinstance(frame, FocusFrame)
    opened.viewer.setFocus()
    qtbot.waitUntil(opened.viewer.hasFocus)
    assert not frame.isVisible()
    opened.controls.restore_button.setFocus(Qt.FocusReason.MouseFocusReason)
    assert not frame.isVisible()
    before = opened.findChild(QToolButton, "open_button")
    assert isinstance(before, QToolButton)
    before.setFocus()
    qtbot.keyClick(before, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(opened.focusWidget(), Qt.Key.Key_Tab)
    assert opened.focusWidget() is before
    assert frame.isVisible()
    assert frame.size() == before.size()
    assert frame.mapToGlobal(frame.rect().topLeft()) == before.mapToGlobal(before.rect().topLeft())
    frame_colours = frame.grab().toImage().pixelColor(1, 1)
    assert frame_colours.alpha() == 255
