"""Measures how long a widget takes to paint and how late the GUI thread is."""

import time
from collections.abc import Callable, Generator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication, QWidget

_TICK_MS = 5


class FrameClock(QObject):
    """Measures from an input to the end of the frame in which a widget was painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self._painted = False
        widget.installEventFilter(self)

    def time_frame(self, act: Callable[[], object], limit_s: float = 10.0) -> float:
        """Returns the seconds that an input and the painting that follows from it take.

        Raises:
            TimeoutError: Nothing was painted.
        """
        self._painted = False
        started = time.perf_counter()
        act()
        while not self._painted:
            QApplication.processEvents()
            if time.perf_counter() - started > limit_s:
                raise TimeoutError("the widget was not painted")
        return time.perf_counter() - started

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Notes that the widget is painted; `processEvents` returns when that is done."""
        self._painted = self._painted or event.type() == QEvent.Type.Paint
        return False


class TickClock(QObject):
    """Fires every 5 ms and notes how late; `Lateness` of everything that the thread does."""

    def __init__(self) -> None:
        super().__init__()
        self.late_s: list[float] = []
        self._last = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._on_tick)

    @contextmanager
    def running(self) -> Generator[None]:
        """Measures anew for as long as the block lasts."""
        self.late_s = []
        self._last = time.perf_counter()
        self._timer.start()
        try:
            yield
            QApplication.processEvents()
            self._on_tick()  # what the block did at last may have kept the timer from firing
        finally:
            self._timer.stop()

    @Slot()
    def _on_tick(self) -> None:
        now = time.perf_counter()
        self.late_s.append(max(0.0, now - self._last - _TICK_MS / 1000))
        self._last = now


def spin_until(is_over: Callable[[], bool], limit_s: float) -> bool:
    """Lets the GUI thread work until something has happened; returns whether it has in time."""
    waker = QTimer()  # so that waiting for an event ends
    waker.start(2)
    deadline = time.perf_counter() + limit_s
    while not (over := is_over()) and time.perf_counter() < deadline:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    waker.stop()
    return over
