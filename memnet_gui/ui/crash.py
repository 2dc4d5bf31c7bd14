"""What the window says of unexpected errors, in this run or at the end of the last one."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QGuiApplication

from memnet_gui.app.faults import Fault, FaultWatch
from memnet_gui.app.privacy import hide_code_paths
from memnet_gui.app.translation import translate_message
from memnet_gui.errors import explain_fault
from memnet_gui.messages import QT_TRANSLATE_NOOP
from memnet_gui.ui.message_bar import MessageBar

_CRASHED = QT_TRANSLATE_NOOP(
    "CrashReports",
    "MemNet GUI ended unexpectedly the last time; a result that was not saved is lost, photos are "
    "as they were.",
)
_KILLED = "MemNet GUI was ended from outside; there is no trace of why."


class CrashReports(QObject):
    """Shows one message with a button that copies a report."""

    def __init__(
        self,
        watch: FaultWatch,
        message_bar: MessageBar,
        diagnose: Callable[[], str],
        parent: QObject,
    ) -> None:
        """`diagnose` returns what every report ends with."""
        super().__init__(parent)
        self._watch = watch
        self._message_bar = message_bar
        self._diagnose = diagnose
        self._fault: Fault | None = None
        self._report = ""
        # Queued even from this thread: the error may have come in the middle of painting.
        watch.occurred.connect(self._on_occurred, Qt.ConnectionType.QueuedConnection)
        message_bar.report_wanted.connect(self._on_report_wanted)
        message_bar.dismissed.connect(self._on_dismissed)

    def tell_of(self, crashes: list[str]) -> None:
        """Says that earlier runs did not end well, if any; each is what Python said of one."""
        if crashes:
            self._report = "\n\n".join(hide_code_paths(text) or _KILLED for text in crashes)
            self._message_bar.show_fault(self.tr(_CRASHED), _CRASHED)

    @Slot(object)
    def _on_occurred(self, fault: Fault) -> None:
        self._fault, self._report = fault, fault.report
        text = translate_message(explain_fault(fault.summary))
        self._message_bar.show_fault(text, fault.summary)

    @Slot()
    def _on_report_wanted(self) -> None:
        text = self._report
        if self._fault is not None and (times := self._watch.faults[self._fault.place]) > 1:
            text += f"\n(It happened {times} times.)"
        QGuiApplication.clipboard().setText(f"{text}\n\n{self._diagnose()}")

    @Slot()
    def _on_dismissed(self) -> None:
        if self._fault is not None:
            self._watch.hush(self._fault)
