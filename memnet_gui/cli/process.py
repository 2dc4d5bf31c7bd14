"""What the system does to the program: closed streams, and its request to end."""

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from types import FrameType
from typing import Any

TERMINATED = 128 + signal.SIGTERM
"""The exit status of a command that the system has ended."""
_WAIT_S = 0.05
_LONGEST_WAIT_S = 10.0


class Terminated(KeyboardInterrupt):
    """The system has asked the program to end; like Ctrl+C for all that knows of that."""


def open_streams() -> None:
    """Has what is printed go nowhere where standard output or standard error is closed."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            # As long as the program runs.
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115


@contextmanager
def sigterm_does(
    handler: Callable[[int, FrameType | None], object] | signal.Handlers,
) -> Iterator[None]:
    """Has the system's request to end do this; afterwards it does again what it did before."""
    if threading.current_thread() is not threading.main_thread():  # where Python allows none
        yield
        return
    before = signal.signal(signal.SIGTERM, handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before or signal.SIG_DFL)


@contextmanager
def ended_in_order() -> Iterator[None]:
    """Has SIGTERM end a command as an error would, so that nothing half done is left.

    Worker processes end, too: a pool would else wait for what they do. The next signal ends the
    program at once.

    Raises:
        Terminated: The signal came, whatever became of it on its way.
    """
    ending = _Ending()
    try:
        with sigterm_does(ending), closing(ending):
            yield
    except Exception as error:
        if ending.has_come:
            raise Terminated from error
        raise
    if ending.has_come:
        raise Terminated


class _Ending:
    """What SIGTERM does to a command.

    Attributes:
        has_come: Whether the signal came.
    """

    def __init__(self) -> None:
        self._own = os.getpid()
        self._latest = float("inf")
        self._before: Any = None
        self.has_come = False

    def close(self) -> None:
        """Has the system call no more."""
        if self._latest < float("inf"):
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, self._before or signal.SIG_DFL)

    def __call__(self, number: int, frame: FrameType | None) -> None:
        """Ends the command, or looks again soon.

        Raises:
            Terminated: It ends.
        """
        if os.getpid() != self._own:  # a copy of this process, in which nothing is to be undone
            signal.signal(number, signal.SIG_DFL)
            os.kill(os.getpid(), number)
            return
        self.has_come = True
        if _imports(frame) and self._wait():
            return
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        if multiprocessing := sys.modules.get("multiprocessing"):  # few commands load it
            for worker in multiprocessing.active_children():
                worker.terminate()
        raise Terminated

    def _wait(self) -> bool:
        """Has the system call again, unless that went on for long; returns whether it will."""
        if not hasattr(signal, "setitimer") or time.monotonic() > self._latest:
            return False
        if self._latest == float("inf"):
            self._latest = time.monotonic() + _LONGEST_WAIT_S
            self._before = signal.signal(signal.SIGALRM, self)
        signal.setitimer(signal.ITIMER_REAL, _WAIT_S)
        return True


def _imports(frame: FrameType | None) -> bool:
    """Whether a module is being imported: those in C do not bear an error there, or crash."""
    while frame is not None:
        if frame.f_code.co_filename.startswith("<frozen importlib"):
            return True
        frame = frame.f_back
    return False
