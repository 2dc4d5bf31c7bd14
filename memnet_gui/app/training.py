"""Training beside everything else: one run at a time, in a thread of its own."""

import os
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from memnet_gui.app.jobs import JobContext, JobReport, JobRunner, Outcome
from memnet_gui.app.training_errors import say_in_window
from memnet_gui.app.training_estimate import training_threads
from memnet_gui.app.translation import explain
from memnet_gui.errors import UserError
from memnet_gui.files import is_there
from memnet_gui.messages import QT_TRANSLATE_NOOP, Message
from memnet_gui.training.control import TrainingControl
from memnet_gui.training.plan import TrainingPlan, TrainingResult
from memnet_gui.training.progress import Activity, TrainingProgress

_REPORT_INTERVAL_S = 0.2
_NICENESS = 10


class ReportThinner:
    """Passes few reports on; those between are merged, so that no loss is forgotten."""

    def __init__(
        self, report: Callable[[TrainingProgress], None], interval_s: float = _REPORT_INTERVAL_S
    ) -> None:
        self._report = report
        self._interval_s = interval_s
        self._passed: TrainingProgress | None = None
        self._passed_at = 0.0
        self._held: TrainingProgress | None = None

    def __call__(self, progress: TrainingProgress) -> None:
        """Takes a report; validations and notes go on at once."""
        self._held = self._merge(progress)
        is_due = time.monotonic() - self._passed_at >= self._interval_s
        if is_due or progress.validation is not None or progress.note:
            self.flush()

    def flush(self) -> None:
        """Passes on what is held back."""
        if self._held is not None:
            self._passed, self._held = self._held, None
            self._passed_at = time.monotonic()
            self._report(self._passed)

    def _merge(self, progress: TrainingProgress) -> TrainingProgress:
        """Returns the report with the losses and the speed since the last one passed on."""
        held = self._held
        start = self._passed.step if self._passed else 0
        if held is None or not start <= held.step < progress.step:
            return progress
        old, new = held.step - start, progress.step - held.step
        old_s = held.seconds - (self._passed.seconds if self._passed else 0.0)
        new_s = progress.seconds - held.seconds
        return replace(
            progress,
            loss=_mean(held.loss, old, progress.loss, new),
            pixels_per_s=_mean(held.pixels_per_s, old_s, progress.pixels_per_s, new_s),
        )


def _mean(first: float, first_share: float, second: float, second_share: float) -> float:
    shares = first_share + second_share
    return (first * first_share + second * second_share) / shares if shares > 0 else second


@dataclass(frozen=True, eq=False)
class TrainNetwork:
    """The work of a run.

    Attributes:
        threads: Processor cores to use; torch keeps the number for each thread by itself, so a
            restoration beside it is not slowed down.
    """

    plan: TrainingPlan
    control: TrainingControl
    threads: int

    def __call__(self, context: JobContext, /) -> TrainingResult:
        """Trains until the budget is used or the control ends it."""
        # These take a second, and not every window trains.
        import torch

        from memnet_gui.training.session import train

        _give_way()
        torch.set_num_threads(self.threads)
        thinner = ReportThinner(context.report)

        def begin(activity: Activity) -> None:
            thinner.flush()
            context.report(activity)

        try:
            result = train(self.plan, thinner, self.control, begin)
        except UserError as error:
            raise say_in_window(error) from error
        thinner.flush()
        return result


def _give_way() -> None:
    """Lets the system run the window and restorations first, where threads can be told apart."""
    if sys.platform == "linux":
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICENESS)


class TrainingBench(QObject):
    """Starts, pauses and stops training; never blocks the thread it lives in.

    Attributes:
        started: (TrainingPlan) A run begins.
        progressed: (TrainingProgress) Where it is, a few times a second.
        activity_changed: (Activity) It does something else now.
        paused_changed: (bool) Whether it is to stand still.
        published: (Path) Its model was written, for the first time or for good.
        ended: (TrainingResult | None) The run is over; None when it failed.
        failed: (str) It failed; one sentence. `ended` follows.
    """

    started = Signal(object)
    progressed = Signal(object)
    activity_changed = Signal(object)
    paused_changed = Signal(bool)
    published = Signal(object)
    ended = Signal(object)
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = JobRunner("training", self)
        self._runner.reported.connect(self._on_reported)
        self._runner.ended.connect(self._on_ended)
        self._control: TrainingControl | None = None
        self._output: Path | None = None
        self._is_published = False
        self.progress: TrainingProgress | None = None

    @property
    def running(self) -> bool:
        """Whether a run goes on, be it paused or coming to its end."""
        return self._control is not None

    @property
    def paused(self) -> bool:
        """Whether the run stands still."""
        return self._control is not None and self._control.paused

    @property
    def stopping(self) -> bool:
        """Whether the run was told to end and has not yet."""
        return self._control is not None and self._control.stopped

    def start(self, plan: TrainingPlan) -> None:
        """Begins a run; there must be none."""
        if self.running:
            raise RuntimeError("a training run goes on already")
        self._control = TrainingControl()
        self._output, self._is_published = plan.recipe.output, False
        self.progress = None
        self.started.emit(plan)
        self._runner.submit(TrainNetwork(plan, self._control, training_threads()))

    def pause(self, paused: bool) -> None:
        """Holds the run between two steps, or lets it go on."""
        if self._control is None or self._control.paused == paused:
            return
        if paused:
            self._control.pause()
        else:
            self._control.resume()
        self.paused_changed.emit(paused)

    def stop(self, *, keep: bool) -> None:
        """Ends the run soon.

        Args:
            keep: Measure and write the model first; else only what is needed to go on later.
        """
        if self._control is not None:
            self._control.stop(keep=keep)

    def close(self) -> None:
        """Ends the run at once, saved to go on later, and waits for the thread."""
        self.stop(keep=False)
        self._runner.close()
        self._control = None

    @Slot(object)
    def _on_reported(self, report: JobReport) -> None:
        progress = report.event
        if isinstance(progress, Activity):
            self.activity_changed.emit(progress)
            return
        assert isinstance(progress, TrainingProgress)
        self.progress = progress
        self.progressed.emit(progress)
        validation = progress.validation
        if validation is not None and validation.is_best and not self._is_published:
            self._publish()

    @Slot(object)
    def _on_ended(self, outcome: Outcome) -> None:
        self._control = None
        result = outcome.result
        if outcome.error is not None:
            text = QT_TRANSLATE_NOOP(
                "Engine", "Training failed unexpectedly ({error}); see the log."
            )
            failure = explain(outcome.error, lambda summary: Message(text, error=summary))
            self.failed.emit(failure)
        elif isinstance(result, TrainingResult) and result.output is not None:
            self._publish()
        self.ended.emit(result)

    def _publish(self) -> None:
        """Tells where the model is, if it is there already."""
        assert self._output is not None
        if is_there(self._output):
            self._is_published = True
            self.published.emit(self._output)
