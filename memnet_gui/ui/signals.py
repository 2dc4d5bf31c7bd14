"""Ctrl+C in the terminal and the system's request to end close the window."""

import signal
import socket
from collections.abc import Generator
from contextlib import contextmanager

from PySide6.QtCore import QObject, QSocketNotifier, Signal, Slot

_NAMES = ("SIGINT", "SIGTERM", "SIGHUP")


class SystemSignals(QObject):
    """Tells of the system's signals in the window's thread, without looking for them.

    Python handles a signal only when it runs its own code, which may be long after it while Qt
    waits for events; so it writes to a socket, which wakes Qt.

    Attributes:
        received: (int) The first such signal; the next one ends the program at once.
    """

    received = Signal(int)

    def __init__(self, reader: socket.socket, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reader = reader
        self.number: int | None = None
        self._notifier = QSocketNotifier(reader.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_activated)

    @Slot()
    def _on_activated(self) -> None:
        numbers = self._reader.recv(64)
        if self.number is None and numbers:
            self.number = numbers[0]
            for name in _numbers():
                signal.signal(name, signal.SIG_DFL)
            self.received.emit(self.number)

    def close(self) -> None:
        """Stops listening."""
        self._notifier.setEnabled(False)


@contextmanager
def system_signals() -> Generator[SystemSignals]:
    """Listens for signals; afterwards they do again what they did before."""
    reader, writer = socket.socketpair()
    reader.setblocking(False)
    writer.setblocking(False)
    signals = SystemSignals(reader)
    before = {number: signal.signal(number, lambda *_args: None) for number in _numbers()}
    old_fd = signal.set_wakeup_fd(writer.fileno(), warn_on_full_buffer=False)
    try:
        yield signals
    finally:
        signal.set_wakeup_fd(old_fd)
        for number, handler in before.items():
            signal.signal(number, signal.SIG_DFL if handler is None else handler)
        signals.close()
        reader.close()
        writer.close()


def _numbers() -> list[signal.Signals]:
    return [signal.Signals[name] for name in _NAMES if name in signal.Signals.__members__]
