"""The Help menu: the guide, what a bug report needs, the logs, and About."""

from collections.abc import Iterator

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QMainWindow

from memnet_gui.app.diagnostics import describe_device, diagnose
from memnet_gui.app.engine import EngineLoader
from memnet_gui.app.faults import FaultWatch
from memnet_gui.app.privacy import names_of
from memnet_gui.app.settings import Settings
from memnet_gui.app.workbench import Workbench
from memnet_gui.logs import log_folder
from memnet_gui.ui.about import AboutBox
from memnet_gui.ui.actions import Actions
from memnet_gui.ui.guide import GuideWindow
from memnet_gui.ui.message_bar import MessageBar


class Help(QObject):
    """Carries out the actions of the Help menu.

    Attributes:
        watch: Knows what was logged, once it is told to watch.
    """

    def __init__(
        self,
        window: QMainWindow,
        actions: Actions,
        workbench: Workbench,
        engine: EngineLoader,
        message_bar: MessageBar,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._workbench = workbench
        self._engine = engine
        self._message_bar = message_bar
        self._guide: GuideWindow | None = None
        self.watch = FaultWatch(self)
        actions.user_guide.triggered.connect(self._on_user_guide)
        actions.copy_diagnostics.triggered.connect(self._on_copy_diagnostics)
        actions.open_log_folder.triggered.connect(self._on_open_log_folder)
        actions.about.triggered.connect(self._on_about)

    def report(self) -> str:
        """Returns what a bug report needs, without names."""
        facts = {"Qt platform": QGuiApplication.platformName()}
        for number, screen in enumerate(QGuiApplication.screens(), 1):
            size = screen.geometry().size()
            facts[f"Screen {number}"] = (
                f"{size.width()} × {size.height()}, scale {screen.devicePixelRatio():g}, "
                f"{screen.logicalDotsPerInch():.0f} dpi"
            )
        return diagnose({**facts, **self._device()}, self.watch, self._private())

    def _device(self) -> dict[str, str]:
        return describe_device(self._workbench.compute) if self._engine.ready else {}

    def _private(self) -> Iterator[str]:
        settings, document = Settings(), self._workbench.document
        for path in (*settings.recent_files, settings.folder / "x"):
            yield from names_of(path)
        if document is not None:
            yield document.title
            if document.photo.path is not None:
                yield from names_of(document.photo.path)

    @Slot()
    def _on_user_guide(self) -> None:
        if self._guide is None:
            self._guide = GuideWindow(self._window)
        self._guide.show()
        self._guide.activateWindow()

    @Slot()
    def _on_copy_diagnostics(self) -> None:
        QGuiApplication.clipboard().setText(self.report())
        self._message_bar.show_notice(
            self.tr("Copied what a bug report needs; it names no photos and no folders.")
        )

    @Slot()
    def _on_open_log_folder(self) -> None:
        folder = log_folder()
        if not folder.is_dir() or not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            text = self.tr("{folder} cannot be opened; the logs are kept there.")
            self._message_bar.show_error(text.format(folder=folder))

    @Slot()
    def _on_about(self) -> None:
        AboutBox(self._device(), self._window).open()
