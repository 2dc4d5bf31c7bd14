"""Background work of several kinds in one thread, of which the newest counts."""

from collections.abc import Callable, Collection
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from memnet_gui.app.jobs import JobRunner, Outcome, Work


class LatestJobs(QObject):
    """Runs work one after the other; of each kind only what was asked for last counts.

    Attributes:
        busy_changed: (bool) Whether something runs or waits.
        failed: (str, Exception) Work of a kind failed.
    """

    busy_changed = Signal(bool)
    failed = Signal(str, object)

    def __init__(
        self,
        name: str,
        *,
        all_count: Collection[str],
        finished: Collection[str] = (),
        parent: QObject | None = None,
    ) -> None:
        """Prepares the thread.

        Args:
            name: What the thread is called.
            all_count: Kinds of which every job counts, not only the newest.
            finished: Kinds of which every job is done even when the thread is to end.
            parent: The owner.
        """
        super().__init__(parent)
        self._all_count, self._finished = frozenset(all_count), frozenset(finished)
        self._runner = JobRunner(name, self)
        self._handlers: dict[int, tuple[str, Callable[[Any], None]]] = {}
        self._latest: dict[str, int] = {}
        self._runner.ended.connect(self._on_ended)

    @property
    def busy(self) -> bool:
        """Whether something runs or waits."""
        return self._runner.busy

    def expects(self, kind: str) -> bool:
        """Whether work of a kind is under way that still counts."""
        return kind in self._latest

    def submit(self, work: Work, handler: Callable[[Any], None], kind: str) -> None:
        """Queues work; `handler` gets its result, in this object's thread."""
        job_id = self._runner.submit(work)
        self._handlers[job_id] = (kind, handler)
        self._latest[kind] = job_id
        self.busy_changed.emit(True)

    def drop(self, kind: str) -> bool:
        """Has the work of a kind count no more; returns whether there was any."""
        found = self._latest.pop(kind, None) is not None
        if found:
            self.busy_changed.emit(self.busy)
        return found

    def drop_all(self) -> None:
        """Has nothing count any more but the kinds of which all does."""
        self._latest.clear()

    def close(self) -> None:
        """Cancels all but the kinds that are finished in any case, and ends the thread."""
        finished = {it for it, (kind, _) in self._handlers.items() if kind in self._finished}
        self._runner.close(finished)

    @Slot(object)
    def _on_ended(self, outcome: Outcome) -> None:
        kind, handler = self._handlers.pop(outcome.job_id)
        is_latest = self._latest.get(kind) == outcome.job_id
        if is_latest:
            del self._latest[kind]
        self.busy_changed.emit(self.busy)
        if outcome.cancelled or not (is_latest or kind in self._all_count):
            return
        if outcome.error is not None:
            self.failed.emit(kind, outcome.error)
        else:
            handler(outcome.result)
