"""All that takes a click or a key can be reached by keyboard and has a name for a screen reader."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDockWidget,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMainWindow,
    QMenu,
    QPlainTextEdit,
    QScrollBar,
    QTabBar,
    QTableView,
    QTabWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from memnet_gui.ui.main_window import MainWindow

MOST_STEPS = 200

INTERACTIVE = (
    QAbstractButton, QAbstractItemView, QAbstractSlider, QAbstractSpinBox, QComboBox, QLineEdit,
    QPlainTextEdit,
)  # fmt: skip


# Of these Qt says the content: what a tab or a line of text says is not a name of its own.
SAY_THEMSELVES = (QLabel, QTabBar, QTabWidget)


def is_part_of_another(widget: QWidget) -> bool:
    """Whether it belongs to another widget, which has the name and the focus."""
    parent = widget.parentWidget()
    if widget.objectName().startswith("qt_") or isinstance(widget, QScrollBar | QHeaderView):
        return True
    if isinstance(parent, QAbstractScrollArea) and parent.viewport() is widget:
        return True
    if isinstance(parent, QDockWidget) and isinstance(widget, QAbstractButton):
        return True  # Qt's buttons that float or close the panel
    if isinstance(parent, QMainWindow) and isinstance(widget, QTabBar):
        return True  # Qt's tabs of panels
    while parent is not None:
        # The menus are those of pyqtgraph, which are never shown.
        if isinstance(parent, QComboBox | QAbstractSpinBox | QMenu | QLineEdit):
            return True
        parent = parent.parentWidget()
    return False


def interactive_widgets(root: QWidget) -> Iterator[QWidget]:
    for widget in root.findChildren(QWidget):
        takes_focus = widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        if (isinstance(widget, INTERACTIVE) or takes_focus) and not is_part_of_another(widget):
            yield widget


def spoken_name(widget: QWidget) -> str:
    """Returns what a screen reader gets, which may come from a label beside the widget."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return "" if interface is None else interface.text(QAccessible.Text.Name)


def faults_of(widget: QWidget) -> Iterator[str]:
    kind = f"{type(widget).__name__} {widget.objectName()!r}"
    where = f"{kind} in {type(widget.parent()).__name__} {widget.parent().objectName()!r}"
    if not widget.objectName():
        yield f"{where} has no object name"
    if not spoken_name(widget) and not isinstance(widget, SAY_THEMSELVES):
        yield f"{where} has no name for a screen reader"
    if not widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not isinstance(widget, QLabel):
        yield f"{where} cannot be reached by keyboard"
    if isinstance(widget, QTableView) and widget.tabKeyNavigation():
        yield f"{where} cannot be left by keyboard"


def test_everything_interactive_has_names_and_takes_the_focus(window: MainWindow) -> None:
    for name in (
        "see_inside", "show_training", "preferences", "shortcuts", "command_search", "user_guide",
        "about",
    ):  # fmt: skip
        getattr(window.actions_, name).trigger()
    widgets = list(interactive_widgets(window))
    names = {widget.objectName() for widget in widgets}
    assert {
        "viewer",
        "restore_button",
        "theme_box",
        "shortcuts_search",
        "command_search_edit",
    } <= names
    faults = [fault for widget in widgets for fault in faults_of(widget)]
    assert not faults, "\n".join(sorted(set(faults)))


def tab_through(window: MainWindow, key: Qt.Key) -> list[QWidget]:
    """Presses Tab or Backtab until the focus is back at the picture, and returns where it was."""
    window.activateWindow()
    window.viewer.setFocus()
    stops: list[QWidget] = []
    for _ in range(MOST_STEPS):
        QTest.keyClick(window.focusWidget(), key)
        if window.focusWidget() is window.viewer:
            break
        stops.append(window.focusWidget())
    assert len(stops) < MOST_STEPS, f"the focus never leaves {stops[-1].objectName()!r}"
    return stops


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Backtab])
@pytest.mark.parametrize("panel", ["", "plot_dock", "norm_dock", "probe_dock", "batch_dock"])
def test_tab_goes_round_and_nowhere_that_is_not_seen(
    qtbot: QtBot, window: MainWindow, panel: str, key: Qt.Key
) -> None:
    qtbot.waitUntil(lambda: bool(window.inside.norms.plot.norms), timeout=60_000)
    if panel:
        window.actions_.see_inside.trigger()
        window.actions_.show_batch.trigger()
        dock = window.findChild(QDockWidget, panel)
        assert isinstance(dock, QDockWidget)
        dock.raise_()
    QApplication.processEvents()
    stops = tab_through(window, key)
    hidden = [it.objectName() for it in stops if not it.window().rect().intersects(in_window(it))]
    assert not hidden
    docks = {
        it.objectName() for stop in stops for it in parents(stop) if isinstance(it, QDockWidget)
    }
    assert docks <= {panel, "strip_dock"}
    assert panel in {*docks, "", "probe_dock"}  # of which nothing takes the focus without a photo


def in_window(widget: QWidget) -> QRect:
    return QRect(widget.mapTo(widget.window(), QPoint()), widget.size())


def parents(widget: QWidget) -> Iterator[QWidget]:
    parent = widget.parentWidget()
    while parent is not None:
        yield parent
        parent = parent.parentWidget()
