"""Photos that are taken off a batch while it runs."""

from collections.abc import Iterable
from threading import Lock


class Withdrawals:
    """Shared by the thread that restores and one that takes photos off, by their keys.

    One lock decides whether a photo begins or goes: none that has gone is restored after all.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._gone: set[str] = set()
        self._untold: set[str] = set()
        self._at_work = ""

    def withdraw(self, keys: Iterable[str]) -> set[str]:
        """Takes photos off and returns which went: all but the one at work."""
        with self._lock:
            going = set(keys) - {self._at_work}
            self._gone |= going
            self._untold |= going
        return going

    def begin(self, key: str) -> bool:
        """Whether a photo is still wanted, which is at work then and cannot go any more."""
        with self._lock:
            self._at_work = "" if key in self._gone else key
            return self._at_work != ""

    def end(self) -> None:
        """Notes that none is at work."""
        with self._lock:
            self._at_work = ""

    def take_untold(self) -> set[str]:
        """Returns which went since this was called last."""
        with self._lock:
            untold, self._untold = self._untold, set()
        return untold
