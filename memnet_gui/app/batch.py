"""Restores many photos in the background: finds them, goes through them, tells how far it is."""

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from memnet_gui.app.jobs import JobContext, JobReport, JobRunner, Outcome
from memnet_gui.app.translation import explain
from memnet_gui.messages import QT_TRANSLATE_NOOP, Message
from memnet_gui.restoration.batch.naming import Naming, drop_results, find_twins
from memnet_gui.restoration.batch.photo_file import PhotoRestorer
from memnet_gui.restoration.batch.photos import (
    BatchPhoto,
    FoundPhotos,
    ends_as_photo,
    find_photos,
)
from memnet_gui.restoration.batch.result import PhotoResult, State
from memnet_gui.restoration.batch.run import (
    BatchEvent,
    BatchProgress,
    PhotoEnded,
    PhotoProgressed,
    PhotoStarted,
    measure_megapixels,
    run_batch,
)
from memnet_gui.restoration.request import Preparing, Progress

_TWINS = QT_TRANSLATE_NOOP(
    "Engine",
    "{second} and {first} would get one name; choose a pattern or an output folder that keeps them "
    "apart.",
)
_REPORT_INTERVAL_S = 0.1
_POLL_S = 0.05


@dataclass(frozen=True)
class Standing:
    """Where a photo stands.

    Attributes:
        state: See `State`.
        done: Share of the work, 0 to 1, while it runs.
        result: How it ended, once it has.
    """

    state: State
    done: float = 0.0
    result: PhotoResult | None = None


@dataclass(frozen=True)
class BatchReport:
    """What has happened since the last report.

    Attributes:
        standings: The photos that stand elsewhere now, by their keys.
        progress: How far the batch is; None before that is known.
        preparing: What it waits for, or ""; to be translated.
    """

    standings: Mapping[str, Standing] = field(default_factory=dict)
    progress: BatchProgress | None = None
    preparing: str = ""


@dataclass(frozen=True, eq=False)
class FindPhotos:
    """Lists the photos in files and folders, then looks how large they are."""

    inputs: tuple[Path, ...]
    naming: Naming | None

    def __call__(self, context: JobContext, /) -> None:
        """Reports `FoundPhotos`, then megapixels by key, some at a time."""
        found = find_photos(
            self.inputs,
            recursive=True,
            keeps_folder_name=True,
            without=self.naming.folder if self.naming else None,
            check=context.check,
        )
        photos = drop_results(found.photos, self.naming) if self.naming else found.photos
        kept = tuple(it for it in photos if it.problem or ends_as_photo(it.path))
        others = [it.name for it in photos if not (it.problem or ends_as_photo(it.path))]
        found = FoundPhotos(kept, (*found.not_photos, *others))
        context.report(found)
        sizes: dict[str, float] = {}
        reported = time.monotonic()
        for photo in found.photos:
            context.check()
            sizes[photo.key] = measure_megapixels(photo)
            if time.monotonic() - reported >= _REPORT_INTERVAL_S:
                context.report(sizes)
                sizes, reported = {}, time.monotonic()
        context.report(sizes)


@dataclass(frozen=True, eq=False)
class RestoreBatch:
    """Restores photos.

    Attributes:
        photos: Which ones.
        sizes: The megapixels of each.
        restorer: How.
        go: While it is not set, the batch stands still.
    """

    photos: tuple[BatchPhoto, ...]
    sizes: tuple[float, ...]
    restorer: PhotoRestorer
    go: threading.Event

    def __call__(self, context: JobContext, /) -> list[PhotoResult]:
        """Returns what became of each photo, also after a cancel; reports `BatchReport`s."""
        photos = self._refuse_twins()
        thinner = _Thinner(context.report)

        def listen(event: BatchEvent) -> None:
            thinner(event)
            while not self.go.is_set() and not context.cancel.is_set():
                thinner.flush()
                self.go.wait(_POLL_S)

        results = run_batch(photos, self.restorer, listen, context.cancel, self.sizes)
        thinner.flush()
        return results

    def _refuse_twins(self) -> list[BatchPhoto]:
        """Returns the photos; those whose results would replace another's say so."""
        refused = {
            second.key: Message(_TWINS, second=second.path, first=first.path)
            for first, second in find_twins(self.photos, self.restorer.naming.targets)
        }
        return [
            replace(photo, problem=refused[photo.key]) if photo.key in refused else photo
            for photo in self.photos
        ]


class _Thinner:
    """Merges reports, so that few cross threads."""

    def __init__(self, report: Callable[[object], None]) -> None:
        self._report = report
        self._standings: dict[str, Standing] = {}
        self._progress: BatchProgress | None = None
        self._preparing = ""
        self._is_fresh = False
        self._reported = 0.0

    def __call__(self, event: BatchEvent) -> None:
        """Takes what happened."""
        self._is_fresh = True
        self._preparing = ""
        if isinstance(event, PhotoStarted):
            self._standings[event.photo.key] = Standing(State.RUNNING)
        elif isinstance(event, PhotoEnded):
            result = event.result
            self._standings[result.photo.key] = Standing(result.state, 1.0, result)
            self._progress = event.progress
        elif isinstance(event, PhotoProgressed):
            self._progress = event.progress
            if isinstance(event.event, Preparing):
                self._preparing = event.event.text
            elif isinstance(event.event, Progress):
                standing = Standing(State.RUNNING, event.event.done)
                self._standings[event.photo.key] = standing
        if time.monotonic() - self._reported >= _REPORT_INTERVAL_S:
            self.flush()

    def flush(self) -> None:
        """Tells what has not been told."""
        if not self._is_fresh:
            return
        self._report(BatchReport(self._standings, self._progress, self._preparing))
        self._standings, self._is_fresh = {}, False
        self._reported = time.monotonic()


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
        ended: (list[PhotoResult]) The run is over; what became of each photo.
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
        self._go = threading.Event()
        self._go.set()
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
        return not self._go.is_set()

    def find(self, inputs: Sequence[Path], naming: Naming | None) -> None:
        """Looks for photos in files and folders, and in folders inside these.

        Args:
            inputs: Where.
            naming: Where results go, which are not to be fed back; None where that is not known.
        """
        self._finder.submit(FindPhotos(tuple(inputs), naming))
        self.finding_changed.emit(True)

    def start(
        self, photos: Sequence[BatchPhoto], sizes: Sequence[float], restorer: PhotoRestorer
    ) -> None:
        """Begins a run; there must be none."""
        if self.running:
            raise RuntimeError("a batch runs already")
        work = RestoreBatch(tuple(photos), tuple(sizes), restorer, self._go)
        self._runner.submit(work)
        self.started.emit()

    def hold(self, held: bool) -> None:
        """Has the run stand still within a photo, or lets it go on."""
        if held:
            self._go.clear()
        else:
            self._go.set()

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
