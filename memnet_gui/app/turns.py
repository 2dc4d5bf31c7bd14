"""Whose turn it is to compute: work that takes long stands still while something is waited for."""

import threading
from collections.abc import Callable

from memnet_gui.openmp import release_threads

_POLL_S = 0.05


class Turn:
    """Given by one thread and awaited by another."""

    def __init__(self) -> None:
        self._has_come = threading.Event()
        self._has_come.set()

    @property
    def held(self) -> bool:
        """Whether work that waits for its turn would stand still."""
        return not self._has_come.is_set()

    def hold(self, held: bool) -> None:
        """Has the work stand still, or lets it go on."""
        if held:
            self._has_come.clear()
        else:
            self._has_come.set()

    def wait(self, cancel: threading.Event, meanwhile: Callable[[], None] = lambda: None) -> None:
        """Returns when it is the caller's turn or its work was cancelled.

        The threads that computed for the caller end first: they would slow down those of the
        other.

        Args:
            cancel: Ends waiting, too.
            meanwhile: Called 20 times a second.
        """
        if self.held:
            release_threads()
        while self.held and not cancel.is_set():
            meanwhile()
            self._has_come.wait(_POLL_S)
