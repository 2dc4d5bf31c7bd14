"""Selecting with mouse and keyboard."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from memnet_gui.ui.viewer import CompareViewer

LEFT, SHIFT = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier
NONE, CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier


def picture(width: int = 400, height: int = 300, colour: int = 200) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colour, colour, colour))
    return image


@pytest.fixture
def shown(viewer: CompareViewer) -> CompareViewer:
    """Two panes of 400 x 300 with pictures of that size at 100 %."""
    viewer.set_before(picture())
    viewer.set_after(picture())
    return viewer


def drag(
    qtbot: QtBot, viewer: CompareViewer, start: QPoint, end: QPoint,
    modifiers: Qt.KeyboardModifier = NONE,
) -> None:  # fmt: skip
    qtbot.mousePress(viewer, LEFT, modifiers, start)
    qtbot.mouseMove(viewer, (start + end) / 2)
    qtbot.mouseMove(viewer, end)
    qtbot.mouseRelease(viewer, LEFT, modifiers, end)


def test_dragging_selects_while_selecting_and_with_shift(
    qtbot: QtBot, shown: CompareViewer
) -> None:
    drag(qtbot, shown, QPoint(50, 60), QPoint(149, 109))
    assert shown.selection is None
    drag(qtbot, shown, QPoint(50, 60), QPoint(149, 109), SHIFT)
    assert shown.selection == QRect(50, 60, 100, 50)
    shown.set_selecting(True)
    with qtbot.waitSignal(shown.selection_changed):
        drag(qtbot, shown, QPoint(402 + 200, 200), QPoint(402 + 249, 249))  # in the right pane
    assert shown.selection == QRect(200, 200, 50, 50)
    # Beyond the divider the drag stays one of its own pane.
    drag(qtbot, shown, QPoint(350, 10), QPoint(700, 29))
    assert shown.selection == QRect(350, 10, 50, 20)


def test_handles_resize_and_the_middle_moves(qtbot: QtBot, shown: CompareViewer) -> None:
    shown.set_selection(QRect(50, 60, 100, 50))
    drag(qtbot, shown, QPoint(150, 110), QPoint(154, 112))  # a few pixels suffice
    assert shown.selection == QRect(50, 60, 104, 52)
    drag(qtbot, shown, QPoint(402 + 50, 80), QPoint(402 + 30, 80))
    assert shown.selection == QRect(30, 60, 124, 52)
    drag(qtbot, shown, QPoint(100, 80), QPoint(120, 90))  # pans: nothing to move at 100 %
    assert shown.selection == QRect(30, 60, 124, 52)
    shown.set_selecting(True)
    drag(qtbot, shown, QPoint(100, 80), QPoint(120, 90))
    assert shown.selection == QRect(50, 70, 124, 52)


def test_a_click_beside_it_and_esc_take_it_away(qtbot: QtBot, shown: CompareViewer) -> None:
    shown.set_selecting(True)
    shown.set_selection(QRect(50, 60, 100, 50))
    qtbot.mouseClick(shown, LEFT, NONE, QPoint(300, 250))
    assert shown.selection is None
    assert shown.is_selecting
    shown.set_selection(QRect(50, 60, 100, 50))
    with qtbot.waitSignals([shown.selection_changed, shown.selecting_changed]):
        qtbot.keyClick(shown, Qt.Key.Key_Escape)
    assert shown.selection is None
    assert not shown.is_selecting


def test_the_keyboard_suffices(qtbot: QtBot, shown: CompareViewer) -> None:
    shown.set_selecting(True)
    qtbot.keyClick(shown, Qt.Key.Key_Right)
    assert shown.selection == QRect(100, 75, 200, 150)
    for key, modifiers in (
        (Qt.Key.Key_Right, NONE),
        (Qt.Key.Key_Up, CTRL),
        (Qt.Key.Key_Left, SHIFT),
        (Qt.Key.Key_Down, SHIFT | CTRL),
    ):
        qtbot.keyClick(shown, key, modifiers)
    assert shown.selection == QRect(101, 65, 199, 160)


def test_it_is_kept_inside_and_goes_with_another_size(shown: CompareViewer) -> None:
    shown.set_selection(QRect(350, 250, 100, 100))
    assert shown.selection == QRect(350, 250, 50, 50)
    shown.set_before(picture(colour=10))
    assert shown.selection == QRect(350, 250, 50, 50)
    shown.set_before(picture(100, 100))
    assert shown.selection is None


def test_it_is_seen_in_both_panes_and_the_rest_is_shaded_while_selecting(
    shown: CompareViewer,
) -> None:
    shown.set_selection(QRect(50, 60, 100, 50))
    outside, inside = QPoint(300, 200), QPoint(100, 85)
    plain = shown.grab().toImage()
    for shift in (QPoint(), QPoint(402, 0)):
        outline = plain.pixelColor(QPoint(50, 70) + shift)
        assert outline.blue() > outline.red() + 50
        assert plain.pixelColor(outside + shift) == plain.pixelColor(inside + shift)
    shown.set_selecting(True)
    shaded = shown.grab().toImage()
    for shift in (QPoint(), QPoint(402, 0)):
        assert shaded.pixelColor(inside + shift) == plain.pixelColor(inside + shift)
        assert shaded.pixelColor(outside + shift).red() < 150


def test_the_cursor_says_what_dragging_does(qtbot: QtBot, shown: CompareViewer) -> None:
    shown.set_selection(QRect(50, 60, 100, 50))
    qtbot.mouseMove(shown, QPoint(150, 110))
    assert shown.cursor().shape() == Qt.CursorShape.SizeFDiagCursor
    qtbot.mouseMove(shown, QPoint(300, 200))
    assert shown.cursor().shape() == Qt.CursorShape.ArrowCursor
    shown.set_selecting(True)
    qtbot.mouseMove(shown, QPoint(301, 200))
    assert shown.cursor().shape() == Qt.CursorShape.CrossCursor
