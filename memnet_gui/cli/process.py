"""What the system does to the program: closed streams, and its request to end."""

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

TERMINATED = 128 + signal.SIGTERM
"""The exit status of a command that the system has ended."""


class Terminated(KeyboardInterrupt):
    """The system has asked the program to end; like Ctrl+C for all that knows of that."""


def open_streams() -> None:
    """Has what is printed go nowhere where standard output or standard error is closed."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            # As long as the program runs.
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115


@contextmanager
def sigterm_does(handler: Callable[[int, object], None] | signal.Handlers) -> Iterator[None]:
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
        Terminated: The signal came.
    """
    own = os.getpid()

    def end(number: int, _frame: object) -> None:
        signal.signal(number, signal.SIG_DFL)
        if os.getpid() != own:  # a copy of this process, in which nothing of this is to be undone
            os.kill(os.getpid(), number)
            return
        if multiprocessing := sys.modules.get("multiprocessing"):  # few commands load it
            for worker in multiprocessing.active_children():
                worker.terminate()
        raise Terminated

    with sigterm_does(end):
        yield
