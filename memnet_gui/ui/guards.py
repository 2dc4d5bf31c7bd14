"""What looks after the user's work while the real program's window is there."""

from collections.abc import Generator
from contextlib import contextmanager

from PySide6.QtCore import QObject, Slot

from memnet_gui.app.faults import watching
from memnet_gui.app.last_run import RunRecord, take_crashes
from memnet_gui.logs import log_folder
from memnet_gui.ui.closing import UnsavedResult
from memnet_gui.ui.crash import CrashReports
from memnet_gui.ui.main_window import MainWindow
from memnet_gui.ui.signals import SystemSignals, system_signals


class Guards(QObject):
    """Tells of faults, asks before a result is lost, and ends the window when the system says so.

    Windows of tests and measurements do without: they close unasked.

    Attributes:
        signals: Knows whether the system has ended the program.
    """

    def __init__(self, window: MainWindow, signals: SystemSignals) -> None:
        super().__init__(window)
        self._window = window
        self._unsaved = UnsavedResult(window)
        self._reports = CrashReports(
            window.help.watch, window.message_bar, window.help.report, self
        )
        self._crashes = take_crashes(log_folder())
        self.signals = signals
        signals.received.connect(self._on_signal_received)

    def tell_of_last_run(self) -> None:
        """Says once that the last run did not end well."""
        self._reports.tell_of(self._crashes)

    @property
    def status(self) -> int | None:
        """The exit status that a signal asks for, None without one."""
        return None if self.signals.number is None else 128 + self.signals.number

    @Slot(int)
    def _on_signal_received(self, _number: int) -> None:
        self._unsaved.agree()
        if self._window.training.bench.running:
            self._window.training.save_and_close()
        else:
            self._window.close()


@contextmanager
def guarded(window: MainWindow) -> Generator[Guards]:
    """Looks after a window as long as it is there."""
    with system_signals() as signals, watching(window.help.watch):
        guards = Guards(window, signals)
        record = RunRecord(log_folder())
        record.begin()
        try:
            yield guards
        finally:
            record.end()
