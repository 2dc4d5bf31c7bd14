"""Work that runs in a background thread, one job at a time."""

import logging
import threading
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QObject, QThread, Signal, Slot

from memnet_gui.openmp import release_threads
from memnet_gui.restoration.request import Cancelled

Result = TypeVar("Result")

_STOP_MS = 5000

log = logging.getLogger(__name__)
_ids = count(1)


@dataclass(frozen=True)
class JobContext:
    """What work may use of its surroundings.

    Attributes:
        report: Tells the caller's thread something.
        cancel: Set when the work shall stop.
    """

    report: Callable[[object], None] = lambda _event: None
    cancel: threading.Event = field(default_factory=threading.Event)

    def check(self) -> None:
        """Raises `Cancelled` once the work shall stop."""
        if self.cancel.is_set():
            raise Cancelled


class Work(Protocol):
    """What a job does: called in the worker thread."""

    def __call__(self, context: JobContext, /) -> object:
        """Returns the result; raises `Cancelled` soon after the context's `cancel` is set."""


def run_here(work: Callable[[JobContext], Result]) -> Result:
    """Does in the caller's thread what is not worth a job; torch's threads end with it, too.

    Raises:
        Exception: Whatever the work raises.
    """
    try:
        return work(JobContext())
    finally:
        release_threads()


@dataclass(frozen=True, eq=False)
class Job:
    """One piece of work and the means to cancel it."""

    work: Work
    id: int = field(default_factory=lambda: next(_ids))
    cancel: threading.Event = field(default_factory=threading.Event)


@dataclass(frozen=True, eq=False)
class JobReport:
    """Something that a job said while it ran."""

    job_id: int
    event: object


@dataclass(frozen=True, eq=False)
class Outcome:
    """How a job ended: with an error, cancelled, or else with a result.

    A cancelled job's result is what `Cancelled` carried.
    """

    job_id: int
    result: Any = None
    error: Exception | None = None
    cancelled: bool = False


class _Worker(QObject):
    """Lives in the background thread."""

    reported = Signal(object)
    ended = Signal(object)

    @Slot(object)
    def run(self, job: Job) -> None:
        """Runs a job; whatever happens, `ended` is emitted once.

        The threads that computed for it end with it, lest they slow down another thread's.
        """
        if job.cancel.is_set():
            self.ended.emit(Outcome(job.id, cancelled=True))
            return
        try:
            context = JobContext(
                lambda event: self.reported.emit(JobReport(job.id, event)), job.cancel
            )
            outcome = Outcome(job.id, result=job.work(context))
        except Cancelled as stopped:
            outcome = Outcome(job.id, result=stopped.newest, cancelled=True)
        except Exception as error:
            # The slot boundary: an exception that left it would end the process.
            log.exception("job %d failed", job.id)
            outcome = Outcome(job.id, error=error)
        release_threads()
        self.ended.emit(outcome)

    @Slot()
    def leave(self) -> None:
        """Ends the thread behind all that was queued before."""
        self.thread().quit()


class JobRunner(QObject):
    """Owns one background thread; lives, with its signals, in the thread that made it.

    Attributes:
        reported: (JobReport) Something a running job said.
        ended: (Outcome) A job is over.
    """

    reported = Signal(object)
    ended = Signal(object)
    _submitted = Signal(object)
    _closed = Signal()

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs: dict[int, Job] = {}
        self._thread = QThread()
        self._thread.setObjectName(name)
        self._worker = _Worker()
        self._worker.moveToThread(self._thread)
        self._submitted.connect(self._worker.run)
        self._closed.connect(self._worker.leave)
        self._worker.reported.connect(self._on_reported)
        self._worker.ended.connect(self._on_ended)
        self._thread.start()

    @property
    def busy(self) -> bool:
        """Whether a job runs or waits."""
        return bool(self._jobs)

    def submit(self, work: Work) -> int:
        """Queues work behind what runs already and returns its job's id."""
        job = Job(work)
        self._jobs[job.id] = job
        self._submitted.emit(job)
        return job.id

    def cancel(self, job_id: int | None = None) -> None:
        """Asks a job to stop, or every one; each still ends with an outcome."""
        for job in self._jobs.values():
            if job_id in (None, job.id):
                job.cancel.set()

    def close(self, spared: Collection[int] = ()) -> None:
        """Cancels all jobs but the spared ones, and waits for these and for the thread to end."""
        for job_id in self._jobs.keys() - set(spared):
            self.cancel(job_id)
        self._closed.emit()
        started = time.monotonic()
        if not self._thread.wait(_STOP_MS):
            log.error("thread %s is slow to stop", self._thread.objectName())
            self._thread.wait()
        log.info("thread stopped after %.2f s", time.monotonic() - started)

    @Slot(object)
    def _on_reported(self, report: JobReport) -> None:
        if report.job_id in self._jobs:
            self.reported.emit(report)

    @Slot(object)
    def _on_ended(self, outcome: Outcome) -> None:
        if self._jobs.pop(outcome.job_id, None) is not None:
            self.ended.emit(outcome)
