"""How far a batch is, as its thread tells the window."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from memnet_gui.restoration.batch.result import PhotoResult, State
from memnet_gui.restoration.batch.run import (
    BatchEvent,
    BatchProgress,
    PhotoEnded,
    PhotoProgressed,
    PhotoStarted,
)
from memnet_gui.restoration.request import Preparing, Progress

REPORT_INTERVAL_S = 0.1


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


class Thinner:
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
        if time.monotonic() - self._reported >= REPORT_INTERVAL_S:
            self.flush()

    def flush(self) -> None:
        """Tells what has not been told."""
        if not self._is_fresh:
            return
        self._report(BatchReport(self._standings, self._progress, self._preparing))
        self._standings, self._is_fresh = {}, False
        self._reported = time.monotonic()
