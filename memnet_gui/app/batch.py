"""Restores many photos in the background."""

from collections.abc import Collection, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from memnet_gui.app.batch_jobs import FindPhotos, RestoreBatch
from memnet_gui.app.jobs import JobReport, JobRunner, Outcome
from memnet_gui.app.translation import explain
from memnet_gui.app.turns import Turn
from memnet_gui.messages import QT_TRANSLATE_NOOP, Message
from memnet_gui.restoration.batch.naming import Naming
from memnet_gui.restoration.batch.owners import ResultOwners
from memnet_gui.restoration.batch.photo_file import PhotoRestorer
from memnet_gui.restoration.batch.photos import BatchPhoto, FoundPhotos
from memnet_gui.restoration.batch.withdrawals import Withdrawals


class BatchBench(QObject):
    """Finds and restores photos; never blocks the thread it lives in.

    It computes with all the cores that a restoration in the window may take, and stands still
    while there is one: two at once would both be slow.

    Attributes:
        found: (FoundPhotos) Photos were found.
        measured: (dict[str, float]) Megapixels of some of them by their keys.
        finding_changed: (bool) Whether files and folders are looked through.
        started: A run begins.
        advanced: (BatchReport) What happened since.
        ended: (list[PhotoResult]) The run is over; what became of each photo that was not taken
            off meanwhile.
        failed: (str) Something unexpected went wrong; one sentence.
    """

    found = Signal(object)
    measured = Signal(object)
    finding_changed = Signal(bool)
    started = Signal()
    advanced = Signal(object)
    ended = Signal(object)
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._turn = Turn()
        self._owners = ResultOwners()
        self._withdrawals = Withdrawals()
        self._finder = JobRunner("batch files", self)
        self._finder.reported.connect(self._on_finder_reported)
        self._finder.ended.connect(self._on_finder_ended)
        self._runner = JobRunner("batch", self)
        self._runner.reported.connect(self._on_reported)
        self._runner.ended.connect(self._on_ended)

    @property
    def running(self) -> bool:
        """Whether photos are being restored, be it held or coming to its end."""
        return self._runner.busy

    @property
    def finding(self) -> bool:
        """Whether files and folders are looked through."""
        return self._finder.busy

    @property
    def held(self) -> bool:
        """Whether a run would stand still."""
        return self._turn.held

    def find(self, inputs: Sequence[Path], naming: Naming | None) -> None:
        """Looks for photos in files and folders, and in folders inside these.

        Args:
            inputs: Where.
            naming: Where results go, which are not to be fed back; None where that is not known.
        """
        self._finder.submit(FindPhotos(tuple(inputs), naming))
        self.finding_changed.emit(True)

    def find_again(self, entries: Sequence[BatchPhoto], naming: Naming | None) -> None:
        """Looks anew at what stood for folders without photos; else as `find`."""
        self._finder.submit(FindPhotos((), naming, tuple(entries)))
        self.finding_changed.emit(True)

    def start(
        self, photos: Sequence[BatchPhoto], sizes: Sequence[float], restorer: PhotoRestorer
    ) -> None:
        """Begins a run; there must be none."""
        if self.running:
            raise RuntimeError("a batch runs already")
        self._withdrawals = Withdrawals()
        self._runner.submit(
            RestoreBatch(
                tuple(photos), tuple(sizes), restorer, self._turn, self._owners, self._withdrawals
            )
        )
        self.started.emit()

    def withdraw(self, keys: Collection[str]) -> set[str]:
        """Takes photos off, by their keys; returns which went: all but the one at work."""
        return self._withdrawals.withdraw(keys) if self.running else set(keys)

    def hold(self, held: bool) -> None:
        """Has the run stand still within a photo, or lets it go on."""
        self._turn.hold(held)

    def stop(self) -> None:
        """Ends the run soon; of the photo at work nothing is written."""
        self._runner.cancel()

    def close(self) -> None:
        """Ends both threads."""
        self._finder.close()
        self._runner.close()

    @Slot(object)
    def _on_finder_reported(self, report: JobReport) -> None:
        if isinstance(report.event, FoundPhotos):
            self.found.emit(report.event)
        else:
            self.measured.emit(report.event)

    @Slot(object)
    def _on_finder_ended(self, outcome: Outcome) -> None:
        self.finding_changed.emit(self.finding)
        if outcome.error is not None:
            self._fail(outcome.error)

    @Slot(object)
    def _on_reported(self, report: JobReport) -> None:
        self.advanced.emit(report.event)

    @Slot(object)
    def _on_ended(self, outcome: Outcome) -> None:
        if outcome.error is not None:
            self._fail(outcome.error)
        self.ended.emit(outcome.result or [])

    def _fail(self, error: Exception) -> None:
        text = QT_TRANSLATE_NOOP(
            "Engine", "Something unexpected went wrong ({error}); see the log."
        )
        self.failed.emit(explain(error, lambda summary: Message(text, error=summary)))
