"""Starts the application and its window."""

import logging
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from memnet_gui.app.settings import Settings
from memnet_gui.app.translation import install_translation
from memnet_gui.ui.guards import guarded
from memnet_gui.ui.icon import program_icon
from memnet_gui.ui.main_window import MainWindow
from memnet_gui.ui.theme import Theme, apply_theme

_DRAWN_MS = 100

log = logging.getLogger(__name__)
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def run_window(
    *,
    photo: Path | None = None,
    sample: bool = False,
    when_ready: Callable[[], None] | None = None,
) -> int:
    """Shows the window until it is closed and returns the exit status.

    Args:
        photo: Open this photo.
        sample: Open the noisy sample and restore it.
        when_ready: Called once the window is drawn and takes input.
    """
    qInstallMessageHandler(log_qt_message)
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    application.setApplicationName("memnet-gui")
    application.setApplicationDisplayName("MemNet GUI")
    application.setDesktopFileName("memnet-gui")
    application.setWindowIcon(program_icon())
    settings = Settings()
    install_translation(application, settings.language)
    apply_theme(Theme(settings.theme))
    window = MainWindow()
    QGuiApplication.styleHints().colorSchemeChanged.connect(window.follow_theme)
    with guarded(window) as guards:
        window.show()
        guards.tell_of_last_run()
        if photo is not None:
            window.open_path(photo)
        elif sample:
            window.open_sample(restore=True)
        # Importing takes turns with the window's thread: first let it be drawn.
        QTimer.singleShot(_DRAWN_MS, window.engine.load)
        if when_ready is not None:
            QTimer.singleShot(0, when_ready)
        status = application.exec()
    return status if guards.status is None else guards.status


def log_qt_message(kind: QtMsgType, _context: object, message: str) -> None:
    """Has Qt's messages stand in the log, not on the screen."""
    log.log(_LEVELS.get(kind, logging.WARNING), "Qt: %s", message)
    if kind == QtMsgType.QtFatalMsg:
        print(message, file=sys.stderr)  # noqa: T201 - Qt ends the process now
