"""Unexpected errors, wherever they happen: logged, told once, and kept for a report."""

import logging
import sys
import threading
import time
from collections import deque
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from types import TracebackType

from PySide6.QtCore import QObject, Signal

from memnet_gui.app.privacy import LEFT_OUT, describe_error, hide_names
from memnet_gui.errors import UserError, summarise

_QUIET_S = 10.0
"""An error that comes again within this time is the same one, such as that of a paint event."""
_KEPT_LINES = 60

log = logging.getLogger(__name__)

_Place = tuple[str, str, int]


@dataclass(frozen=True)
class Fault:
    """An unexpected error.

    Attributes:
        summary: What happened, in a few words for the screen.
        report: Its traceback, fit for others.
        place: Where it was raised; two faults of one place are the same.
    """

    summary: str
    report: str
    place: _Place


class FaultWatch(QObject):
    """Reads along in the program's log, which gets every unexpected error.

    May be told of errors in any thread.

    Attributes:
        occurred: (Fault) Something unexpected happened, for the first time in a while.
        lines: What was logged last, fit for others.
        faults: How often each fault has happened.
    """

    occurred = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: deque[str] = deque(maxlen=_KEPT_LINES)
        self.faults: dict[_Place, int] = {}
        self._seen: dict[_Place, float] = {}
        self._lock = threading.Lock()

    def take(self, record: logging.LogRecord) -> None:
        """Keeps a record's words; an unexpected error in it is told."""
        error = record.exc_info[1] if record.exc_info else None
        line = f"{time.strftime('%H:%M:%S', time.localtime(record.created))} {record.levelname} "
        line += f"{record.name}: {_words(record)}"
        is_fault = isinstance(error, Exception) and not isinstance(error, UserError)
        if error is not None:
            report = describe_error(error)
            line += f"\n{report}"
        self.lines.append(line)
        if isinstance(error, Exception) and is_fault and record.levelno >= logging.ERROR:
            place = _place(error)
            if self._count(place):
                self.occurred.emit(Fault(summarise(error), report, place))

    def catch(self, error: BaseException | None, where: str) -> None:
        """Logs an error that nobody handled, unless the same one has just been logged."""
        if error is None:
            return
        place = _place(error)
        with self._lock:
            is_repeated = time.monotonic() - self._seen.get(place, -_QUIET_S) < _QUIET_S
        if is_repeated:
            self._count(place)
        else:
            log.error("unexpected error in %s", where, exc_info=error)

    def hush(self, fault: Fault) -> None:
        """Takes a fault that the user has read as one that has just happened."""
        with self._lock:
            self._seen[fault.place] = time.monotonic()

    def _count(self, place: _Place) -> bool:
        """Counts a fault and returns whether it is worth telling."""
        with self._lock:
            self.faults[place] = self.faults.get(place, 0) + 1
            now = time.monotonic()
            previous = self._seen.get(place)
            self._seen[place] = now
        return previous is None or now - previous >= _QUIET_S


@contextmanager
def watching(watch: FaultWatch) -> Generator[None]:
    """Has a watch learn of the log and of every error that nobody handles, in any thread."""
    root = logging.getLogger("memnet_gui")
    handler = _Handler(watch)
    hooks = sys.excepthook, threading.excepthook, sys.unraisablehook

    def on_error(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, Exception):
            watch.catch(error, "the window")
        else:
            hooks[0](kind, error, trace)

    root.addHandler(handler)
    sys.excepthook = on_error
    threading.excepthook = lambda args: watch.catch(args.exc_value, "a thread")
    sys.unraisablehook = lambda args: watch.catch(args.exc_value, "the clearing up")
    try:
        yield
    finally:
        sys.excepthook, threading.excepthook, sys.unraisablehook = hooks
        root.removeHandler(handler)


class _Handler(logging.Handler):
    def __init__(self, watch: FaultWatch) -> None:
        super().__init__()
        self._watch = watch

    def emit(self, record: logging.LogRecord) -> None:
        try:
            self._watch.take(record)
        except Exception:  # noqa: BLE001 - logging must not raise
            self.handleError(record)


def _words(record: logging.LogRecord) -> str:
    """Returns a record's message; of what was put into it only figures and harmless words stay."""
    arguments = record.args
    if not arguments or isinstance(arguments, Mapping):
        return hide_names(str(record.msg))
    shown = tuple(_shown(value) for value in arguments)
    try:
        return str(record.msg) % shown
    except (TypeError, ValueError):
        return str(record.msg)


def _shown(value: object) -> object:
    if isinstance(value, int | float):
        return value
    return hide_names(value) if isinstance(value, str) else LEFT_OUT


def _place(error: BaseException) -> _Place:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return type(error).__name__, "", 0
    return type(error).__name__, trace.tb_frame.f_code.co_filename, trace.tb_lineno
