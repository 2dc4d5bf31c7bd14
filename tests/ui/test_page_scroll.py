"""Pages of fields scroll, and are not changed by it."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from memnet_gui.app.settings import Settings
from memnet_gui.ui.page_scroll import PageScroll
from memnet_gui.ui.training.settings_page import SettingsPage


def turn_wheel(widget: QWidget) -> None:
    place = QPointF(widget.rect().center())
    event = QWheelEvent(
        place,
        QPointF(widget.mapToGlobal(place.toPoint())),
        QPoint(0, 0),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


@pytest.fixture
def fields() -> tuple[QComboBox, QSpinBox]:
    box = QComboBox()
    box.addItems(["one", "two"])
    return box, QSpinBox()


@pytest.fixture
def scroll(qtbot: QtBot, fields: tuple[QComboBox, QSpinBox]) -> PageScroll:
    page = QWidget()
    page.setMinimumHeight(900)
    layout = QVBoxLayout(page)
    for field in fields:
        layout.addWidget(field)
    scroll = PageScroll(page)
    qtbot.addWidget(scroll)
    scroll.resize(300, 200)
    scroll.show()
    scroll.activateWindow()
    scroll.setFocus()
    qtbot.waitExposed(scroll)
    return scroll


def test_the_wheel_over_a_field_scrolls(
    scroll: PageScroll, fields: tuple[QComboBox, QSpinBox]
) -> None:
    box, spin = fields
    for field in fields:
        before = scroll.verticalScrollBar().value()
        turn_wheel(field)
        assert scroll.verticalScrollBar().value() > before
        assert not field.hasFocus()
    assert (box.currentText(), spin.value()) == ("one", 0)


def test_the_wheel_over_the_field_with_the_focus_changes_it(
    scroll: PageScroll, fields: tuple[QComboBox, QSpinBox]
) -> None:
    box, _ = fields
    box.setFocus()
    turn_wheel(box)
    assert box.currentText() == "two"
    assert scroll.verticalScrollBar().value() == 0


def test_nothing_is_cut_off_at_the_right(scroll: PageScroll) -> None:
    scroll.resize(scroll.minimumSizeHint())
    QApplication.processEvents()
    assert scroll.horizontalScrollBar().maximum() == 0


def test_settings_of_a_training_are_scrolled_over(qtbot: QtBot) -> None:
    page = SettingsPage(QAction(), Settings())
    qtbot.addWidget(page)
    page.resize(420, 300)
    page.show()
    before = page.choices
    scroll = page.findChild(QScrollArea, "training_settings_scroll")
    assert isinstance(scroll, QScrollArea)
    for field in [*page.findChildren(QComboBox), *page.findChildren(QSpinBox)]:
        turn_wheel(field)
    assert page.choices == before
    assert scroll.verticalScrollBar().value() > 0
