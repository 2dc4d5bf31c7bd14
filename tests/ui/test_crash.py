"""Unexpected errors in the window: one message, a report to copy, and the program goes on."""

from collections.abc import Generator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication, QPaintEvent
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from memnet_gui.app.faults import watching
from memnet_gui.ui.crash import CrashReports
from memnet_gui.ui.main_window import MainWindow

BOOM = "boom at /home/jane/Grandma.png"


@pytest.fixture
def reports(window: MainWindow) -> Generator[CrashReports]:
    with watching(window.help.watch):
        yield CrashReports(window.help.watch, window.message_bar, window.help.report, window)


def button(window: MainWindow) -> QPushButton:
    found = window.findChild(QPushButton, "copy_report_button")
    assert isinstance(found, QPushButton)
    return found


def fail() -> None:
    raise RuntimeError(BOOM)


def copied(qtbot: QtBot, window: MainWindow) -> str:
    button(window).click()
    assert button(window).text() == "Copied"
    return QGuiApplication.clipboard().text()


@pytest.mark.usefixtures("reports")
def test_an_error_in_a_slot(qtbot: QtBot, window: MainWindow, photo_path: Path) -> None:
    window.open_path(photo_path)
    with qtbot.waitSignal(window.restored, timeout=60_000):
        window.actions_.restore.trigger()
    document = window.workbench.document
    QTimer.singleShot(0, fail)
    qtbot.waitUntil(lambda: "Something unexpected" in window.message_bar.text)
    assert "Your photo and your result are kept" in window.message_bar.text
    text = copied(qtbot, window)
    assert "in fail" in text
    assert "RuntimeError: boom at …" in text
    assert "MemNet GUI: " in text
    for secret in ("Grandma", "jane", "Straße", str(photo_path.parent)):
        assert secret not in text
    assert window.workbench.document is document
    with qtbot.waitSignal(window.restored, timeout=60_000):
        window.actions_.restore.trigger()
    assert "Something unexpected" in window.message_bar.text, "stays until it is closed"


@pytest.mark.usefixtures("reports")
def test_an_error_in_a_job(
    qtbot: QtBot, window: MainWindow, photo_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("memnet_gui.app.tasks.RestorePhoto.__call__", fail_in_job_method)
    window.open_path(photo_path)
    for _attempt in range(2):  # the second is told, too: it was asked for
        with qtbot.waitSignal(window.workbench.failed):
            window.actions_.restore.trigger()
        qtbot.waitUntil(lambda: "RuntimeError: boom" in window.message_bar.text)
        assert button(window).isVisible()
        assert "in fail" in copied(qtbot, window)
        close(window)
        assert window.message_bar.text == ""


def fail_in_job_method(_self: object, _context: object) -> None:
    fail()


def close(window: MainWindow) -> None:
    found = window.message_bar.findChild(QToolButton, "message_close_button")
    assert isinstance(found, QToolButton)
    found.click()


class BadWidget(QWidget):
    painted = 0

    def paintEvent(self, _event: QPaintEvent) -> None:
        self.painted += 1
        fail()


@pytest.mark.usefixtures("reports")
def test_a_paint_event_that_always_fails_is_told_once(qtbot: QtBot, window: MainWindow) -> None:
    bad = BadWidget(window.viewer)
    shown: list[str] = []
    window.message_bar.shown.connect(lambda: shown.append(window.message_bar.text))
    bad.show()
    for times in range(1, 20):
        bad.update()
        qtbot.waitUntil(lambda times=times: bad.painted >= times)
    qtbot.waitUntil(lambda: len(shown) == 1)
    close(window)
    bad.update()
    qtbot.waitUntil(lambda: bad.painted >= 20)
    qtbot.wait(20)
    assert len(shown) == 1
    assert window.message_bar.text == ""
    bad.hide()
    bad.setParent(None)
    bad.deleteLater()


@pytest.mark.usefixtures("reports")
def test_a_user_s_mishap_has_no_report(qtbot: QtBot, window: MainWindow) -> None:
    window.workbench.failed.emit("a.png is not there")
    assert not button(window).isVisible()


def test_another_message_takes_its_place(window: MainWindow, reports: CrashReports) -> None:
    reports.tell_of(["Fatal Python error"])
    window.message_bar.clear()
    assert "ended unexpectedly" in window.message_bar.text
    window.message_bar.show_notice("Saved")
    assert not button(window).isVisible()
    window.message_bar.clear()
    assert window.message_bar.text == ""


def test_the_last_run_s_crash(qtbot: QtBot, window: MainWindow, reports: CrashReports) -> None:
    reports.tell_of([])
    assert window.message_bar.text == ""
    reports.tell_of(['Segmentation fault\n  File "/home/jane/x.py", line 3 in f', ""])
    assert "ended unexpectedly the last time" in window.message_bar.text
    text = copied(qtbot, window)
    assert "Segmentation fault" in text
    assert "ended from outside" in text
    assert "jane" not in text


def test_an_error_s_message_has_few_letters() -> None:
    from memnet_gui.errors import summarise

    assert len(summarise(RuntimeError("x" * 5000))) < 250
