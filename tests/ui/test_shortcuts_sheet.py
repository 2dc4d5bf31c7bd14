"""The overview shows every key there is, and can be searched."""

import pytest
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from memnet_gui.ui.main_window import MainWindow
from memnet_gui.ui.shortcuts_sheet import ShortcutsDialog


@pytest.fixture
def sheet(qtbot: QtBot, window: MainWindow) -> ShortcutsDialog:
    window.actions_.shortcuts.trigger()
    sheet = window.findChild(ShortcutsDialog)
    assert isinstance(sheet, ShortcutsDialog)
    return sheet


def rows(sheet: ShortcutsDialog) -> dict[str, str]:
    groups = [sheet.tree.topLevelItem(row) for row in range(sheet.tree.topLevelItemCount())]
    found = {}
    for group in groups:
        for row in range(group.childCount()):
            if not group.isHidden() and not group.child(row).isHidden():
                found[group.child(row).text(0)] = group.child(row).text(1)
    return found


def test_every_key_of_an_action_is_told(window: MainWindow, sheet: ShortcutsDialog) -> None:
    told = "  ".join(rows(sheet).values()).split("  ")
    for action in window.findChildren(QAction):
        if isinstance(action.parent(), QMenu) or not action.objectName():
            continue
        for key in action.shortcuts():
            assert key.toString(QKeySequence.SequenceFormat.NativeText) in told


def test_gestures_are_told(sheet: ShortcutsDialog) -> None:
    assert rows(sheet)["Zoom at the mouse"].startswith("Wheel")
    assert rows(sheet)["Show the original"] == "Hold Space"


def test_a_search_leaves_what_fits(sheet: ShortcutsDialog) -> None:
    sheet.search.setText("zoom")
    found = rows(sheet)
    assert "Zoom In" in found
    assert "Open" not in found
    sheet.search.setText("view f11")
    assert list(rows(sheet)) == ["Full Screen"]
    sheet.search.setText("")
    assert "Open" in rows(sheet)


def test_there_is_only_one_sheet(window: MainWindow, sheet: ShortcutsDialog) -> None:
    window.actions_.shortcuts.trigger()
    assert len(window.findChildren(ShortcutsDialog)) == 1


def test_f1_and_the_question_mark_open_it(window: MainWindow) -> None:
    assert [key.toString() for key in window.actions_.shortcuts.shortcuts()] == ["F1", "?"]
