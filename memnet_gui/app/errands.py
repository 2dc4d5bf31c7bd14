"""Questions to the file system that may never be answered: a network drive can have gone.

A thread that waits for such a drive cannot be ended. So it is none of Qt's, which the program
would have to wait for when it closes, but one that the interpreter leaves behind.
"""

import threading
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from typing import Any

from PySide6.QtCore import QObject, Signal

from memnet_gui.app.jobs import Outcome

_ids = count(1)


class Errands(QObject):
    """Runs each call in a thread of its own.

    Attributes:
        answered: (Outcome) A call that was not waited for to the end has ended.
    """

    answered = Signal(object)

    def ask(self, call: Callable[[], Any], wait_s: float = 0.0) -> Outcome | int:
        """Runs a call, and waits a little for it.

        Args:
            call: Touches nothing of the window.
            wait_s: How long to wait.

        Returns:
            How it ended; else its number, by which `answered` names it when it does.
        """
        errand = _Errand(call, self._deliver)
        threading.Thread(target=errand.run, name="errand", daemon=True).start()
        return errand.wait(wait_s) or errand.id

    def _deliver(self, outcome: Outcome) -> None:
        with suppress(RuntimeError):  # the window has closed meanwhile
            self.answered.emit(outcome)


def ask_briefly(call: Callable[[], Any], wait_s: float, otherwise: Any) -> Any:
    """Returns what a call returns; `otherwise` where it fails or takes too long."""
    answer = Errands().ask(call, wait_s)
    if isinstance(answer, Outcome) and answer.error is None:
        return answer.result
    return otherwise


class _Errand:
    def __init__(self, call: Callable[[], Any], deliver: Callable[[Outcome], None]) -> None:
        self.id = next(_ids)
        self._call = call
        self._deliver = deliver
        self._ended = threading.Event()
        self._lock = threading.Lock()
        self._outcome: Outcome | None = None
        self._is_late = False

    def run(self) -> None:
        try:
            outcome = Outcome(self.id, result=self._call())
        except Exception as error:  # noqa: BLE001 - it is told, as that of any job
            outcome = Outcome(self.id, error=error)
        with self._lock:
            self._outcome = outcome
            is_late = self._is_late
        self._ended.set()
        if is_late:
            self._deliver(outcome)

    def wait(self, seconds: float) -> Outcome | None:
        self._ended.wait(seconds)
        with self._lock:
            self._is_late = self._outcome is None
            return self._outcome
