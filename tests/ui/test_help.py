"""The Help menu: guide, diagnostics, log folder and About."""

import platform
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QAction, QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QDialog, QLabel, QPlainTextEdit, QTableWidget
from pytestqt.qtbot import QtBot

from memnet_gui import __version__
from memnet_gui.app.faults import watching
from memnet_gui.app.libraries import libraries
from memnet_gui.logs import log_folder
from memnet_gui.ui.guide import GuideWindow
from memnet_gui.ui.main_window import MainWindow


def trigger(window: MainWindow, name: str) -> None:
    action = window.findChild(QAction, f"action_{name}")
    assert isinstance(action, QAction)
    action.trigger()


def test_they_are_in_the_menu(window: MainWindow) -> None:
    (menu,) = (it for it in window.menuBar().actions() if it.text() == "&Help")
    names = {action.objectName() for action in menu.menu().actions()}
    assert names >= {
        "action_user_guide",
        "action_copy_diagnostics",
        "action_open_log_folder",
        "action_about",
    }


@pytest.mark.parametrize(
    "name",
    ["Grandma's “wedding”; 2024.png", "jane: a, b.JPG", "O'Brien\\Straße.png", "ünï 日本.png"],
)
def test_diagnostics_name_no_photos(
    qtbot: QtBot, window: MainWindow, photo_path: Path, tmp_path: Path, name: str
) -> None:
    folder = tmp_path / "jane's pictures"
    folder.mkdir()
    photo = photo_path.rename(folder / name)
    with watching(window.help.watch):
        window.open_path(photo)
        window.open_path(folder / "absent Grandma.png")
        window.save_as(folder / "jane-denoised.png")
        with qtbot.waitSignal(window.restored, timeout=60_000):
            window.actions_.restore.trigger()
        with qtbot.waitSignal(window.workbench.failed, timeout=60_000):
            window.save_as(folder / "none" / "jane-denoised.png")
        trigger(window, "copy_diagnostics")
    assert "names no photos" in window.message_bar.text
    text = QGuiApplication.clipboard().text()
    for secret in (name, photo.stem, "jane", "Grandma", str(tmp_path), str(Path.home()) + "/"):
        assert secret not in text, secret
    assert platform.node() not in text
    for fact in (__version__, "Python: ", "Qt platform: offscreen", "Screen 1: ", "Device: CPU"):
        assert fact in text
    assert "Threads: " in text
    assert "recent_files: set" in text
    assert "job" in text, "the log's last lines"


def test_diagnostics_show_figures_and_choices_of_the_settings(window: MainWindow) -> None:
    store = window.settings._store
    store.setValue("theme", "dark")
    store.setValue("pixel_limit", 250)
    store.setValue("pattern", "Grandma {name}")
    text = window.help.report()
    assert "theme: dark" in text
    assert "pixel_limit: 250" in text
    assert "pattern: set" in text


def test_about(window: MainWindow) -> None:
    trigger(window, "about")
    box = window.findChild(QDialog, "about_box")
    assert isinstance(box, QDialog)
    label = box.findChild(QLabel, "about_label")
    assert isinstance(label, QLabel)
    for words in (__version__, platform.python_version(), "CPU", "Threads", "Apache", "ICCV"):
        assert words in label.text()
    table = box.findChild(QTableWidget, "about_libraries_table")
    assert isinstance(table, QTableWidget)
    names = [table.item(row, 0).text() for row in range(table.rowCount())]
    assert {"torch", "numpy", "PySide6_Essentials"} <= set(names)
    assert all(table.item(row, column).text() for row in range(len(names)) for column in (1, 2))
    licence = box.findChild(QPlainTextEdit, "about_licence_text")
    assert isinstance(licence, QPlainTextEdit)
    assert "Version 2.0, January 2004" in licence.toPlainText()
    box.close()


def test_about_before_the_engine_is_there(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(window.engine, "_is_ready", False)
    trigger(window, "about")
    label = window.findChild(QLabel, "about_label")
    assert isinstance(label, QLabel)
    assert "Precision" not in label.text()
    label.window().close()


def test_libraries_are_the_direct_ones() -> None:
    names = {library.name for library in libraries()}
    assert "torch" in names
    assert "pytest" not in names


def test_log_folder(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[QUrl] = []

    def open_url(url: QUrl) -> bool:
        opened.append(url)
        return len(opened) == 1

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    trigger(window, "open_log_folder")
    assert opened == []
    assert str(log_folder()) in window.message_bar.text
    log_folder().mkdir(parents=True)
    window.message_bar.clear()
    trigger(window, "open_log_folder")
    assert [Path(url.toLocalFile()) for url in opened] == [log_folder()]
    assert window.message_bar.text == ""
    trigger(window, "open_log_folder")
    assert str(log_folder()) in window.message_bar.text


def test_the_guide_opens_once_and_closes_with_the_window(qtbot: QtBot, window: MainWindow) -> None:
    trigger(window, "user_guide")
    trigger(window, "user_guide")
    (guide,) = window.findChildren(GuideWindow)
    assert guide.isVisible()
    assert "Restore your first photo" in guide.pages.toPlainText()
    guide.close()
    trigger(window, "user_guide")
    assert window.findChildren(GuideWindow) == [guide]
    assert guide.isVisible()
    window.close()
