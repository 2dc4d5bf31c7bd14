"""PageUp and PageDown go through the folder where nothing else has a use for them."""

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListWidget, QPlainTextEdit, QSlider, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from memnet_gui.ui.main_window import MainWindow


@pytest.fixture
def opened(window: MainWindow, tmp_path: Path) -> MainWindow:
    """A window with the second of three photos."""
    for number in range(3):
        Image.new("L", (9, 9), number).save(tmp_path / f"photo {number}.png")
    window.open_path(tmp_path / "photo 1.png")
    window.activateWindow()
    return window


def title(window: MainWindow) -> str:
    assert window.workbench.document is not None
    return window.workbench.document.title


def focus(qtbot: QtBot, widget: QWidget) -> None:
    widget.setFocus()
    qtbot.waitUntil(widget.hasFocus)


def test_over_the_photo_they_go_through_the_folder(qtbot: QtBot, opened: MainWindow) -> None:
    focus(qtbot, opened.viewer)
    qtbot.keyClick(opened.viewer, Qt.Key.Key_PageDown)
    assert title(opened) == "photo 2.png"
    qtbot.keyClick(opened.viewer, Qt.Key.Key_PageUp)
    assert title(opened) == "photo 1.png"


def test_a_list_of_photos_scrolls(qtbot: QtBot, opened: MainWindow, tmp_path: Path) -> None:
    opened.batch.add([tmp_path])
    qtbot.waitUntil(lambda: not opened.batch.bench.finding, timeout=60_000)
    opened.actions_.show_batch.trigger()
    view = opened.batch.panel.view
    focus(qtbot, view)
    view.selectRow(0)
    for key, row in (Qt.Key.Key_PageDown, view.model().rowCount() - 1), (Qt.Key.Key_PageUp, 0):
        qtbot.keyClick(view, key)
        assert view.currentIndex().row() == row
    assert title(opened) == "photo 1.png"


def list_of_rows() -> QListWidget:
    rows = QListWidget()
    rows.addItems(["one", "two", "three"])
    rows.setCurrentRow(1)
    return rows


def slider() -> QSlider:
    slider = QSlider(Qt.Orientation.Horizontal)
    slider.setValue(50)
    return slider


def number_box() -> QSpinBox:
    box = QSpinBox()
    box.setValue(50)
    return box


def text() -> QPlainTextEdit:
    text = QPlainTextEdit("\n" * 200)
    text.verticalScrollBar().setValue(100)
    return text


def value_of(widget: QWidget) -> object:
    if isinstance(widget, QListWidget):
        return widget.currentRow()
    if isinstance(widget, QPlainTextEdit):
        return widget.textCursor().position()
    return widget.value() if isinstance(widget, QSlider | QSpinBox) else None


@pytest.mark.parametrize("make", [list_of_rows, slider, number_box, text])
def test_where_a_widget_pages_they_page(qtbot: QtBot, opened: MainWindow, make: object) -> None:
    widget = make()  # type: ignore[operator]
    opened.statusBar().addWidget(widget)
    focus(qtbot, widget)
    seen = {value_of(widget)}
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_PageUp):
        qtbot.keyClick(widget, key)
        seen.add(value_of(widget))
    assert len(seen) > 1
    assert title(opened) == "photo 1.png"


def test_a_line_of_text_keeps_its_photo(qtbot: QtBot, opened: MainWindow) -> None:
    line = QLineEdit("words")
    opened.statusBar().addWidget(line)
    focus(qtbot, line)
    qtbot.keyClick(line, Qt.Key.Key_PageDown)
    assert title(opened) == "photo 1.png"
    line.deleteLater()
    focus(qtbot, opened.viewer)
    qtbot.keyClick(opened.viewer, Qt.Key.Key_PageDown)
    assert title(opened) == "photo 2.png"
