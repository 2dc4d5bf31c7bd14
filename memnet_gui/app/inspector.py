"""Looks inside the network: what is measured and inspected beside a restoration."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QRect, Signal, Slot

from memnet_gui.app.analysing import AnalyseModel
from memnet_gui.app.computing import ComputeSettings
from memnet_gui.app.document import Document, RenderPhoto
from memnet_gui.app.effects import MeasureEffects
from memnet_gui.app.inspecting import InspectMemory
from memnet_gui.app.jobs import JobContext, JobReport, JobRunner, Outcome, Work
from memnet_gui.app.measuring import MeasurePredictions, measure_other
from memnet_gui.app.rivalling import MeasureRival, RivalResult, RunRival
from memnet_gui.app.tasks import RestorePhoto
from memnet_gui.app.translation import explain
from memnet_gui.app.turns import Turn
from memnet_gui.app.whole_result import WholeResult
from memnet_gui.evaluation.predictions import PredictionFigures
from memnet_gui.imaging.photo import Photo
from memnet_gui.messages import QT_TRANSLATE_NOOP
from memnet_gui.network.memories import Memory
from memnet_gui.restoration.models import ModelInfo, ModelKeeper
from memnet_gui.restoration.request import Progress
from memnet_gui.restoration.rivals.opening import RivalKeeper

OTHER_KEY = QT_TRANSLATE_NOOP("Predictions", "Other model")
"""Name of the figures of a second model's result, which is that of its entry in the strip."""
_OF_THE_PHOTO = ("measured", "inspected", "effects_measured", "other_restored", "rivalled")
_LONG = ("inspected", "effects_measured", "other_restored", "rivalled")


@dataclass(frozen=True, eq=False)
class OtherResult:
    """What another model made of the photo.

    Attributes:
        name: Of the model.
        photo: The result.
        rendering: What the window made of it to show it.
        figures: How good it is, and how far from the document's restoration.
    """

    name: str
    photo: Photo
    rendering: Any
    figures: PredictionFigures


@dataclass(frozen=True, eq=False)
class RunOther:
    """Restores the photo of a document that has been restored with another model."""

    document: Document
    info: ModelInfo
    keeper: ModelKeeper
    compute: ComputeSettings
    render: RenderPhoto

    def __call__(self, context: JobContext, /) -> OtherResult:
        """Returns the result at full strength."""
        before = self.document.photo
        task = RestorePhoto(before, self.info, self.keeper, self.compute)
        photo = before.with_pixels(task(context).pixels)
        figures = measure_other(self.document, OTHER_KEY, photo.pixels, context.check)
        return OtherResult(self.info.name, photo, self.render(photo), figures)


class Inspector(QObject):
    """Runs inspections one after the other; of each kind only the newest counts.

    The effects of memories have a thread of their own, which begins with the first: they take
    long, and meanwhile memories are looked at and results measured.

    Attributes:
        analysed: (ModelAnalysis) Gate norms and ensemble weights of a model.
        measured: (tuple of PredictionFigures) Figures of the open photo's predictions, and of
            the whole network's result where one was given.
        inspected: (MemoryView) A memory on the open photo.
        effects_measured: (Effects) What memories do for the open photo, as far as it is measured.
        effects_progressed: (float) How far that is, 0 to 1.
        effects_ended: All are measured, or it failed or was cancelled.
        compared: (ModelAnalysis) The gate norms of the model to compare with.
        other_restored: (OtherResult) What that model makes of the open photo.
        rivalled: (RivalResult) What a method that is not MemNet makes of the open photo.
        progressed: (float) How far an inspection is, 0 to 1.
        rival_progressed: (float) How far such a method is, 0 to 1.
        rival_ended: It is done, failed or was cancelled.
        cancelled: Inspections were cancelled.
        failed: (str) Something did not work; one sentence.
        busy_changed: (bool) Whether something is being computed.
    """

    analysed = Signal(object)
    measured = Signal(object)
    inspected = Signal(object)
    effects_measured = Signal(object)
    effects_progressed = Signal(float)
    effects_ended = Signal()
    compared = Signal(object)
    other_restored = Signal(object)
    rivalled = Signal(object)
    progressed = Signal(float)
    rival_progressed = Signal(float)
    rival_ended = Signal()
    cancelled = Signal()
    failed = Signal(str)
    busy_changed = Signal(bool)

    def __init__(self, render: RenderPhoto, parent: QObject | None = None) -> None:
        """`render` turns a photo into what the window shows, in any thread."""
        super().__init__(parent)
        self._render = render
        self._runner = self._start("inspection")
        self._effects_runner: JobRunner | None = None
        self._keeper, self._effects_keeper = ModelKeeper(), ModelKeeper()
        self._rivals = RivalKeeper()
        self._effects_turn = Turn()
        self._latest: dict[str, int] = {}

    def analyse(self, info: ModelInfo) -> None:
        """Reads a model's gate units."""
        self._submit("analysed", AnalyseModel(info, self._keeper))

    def compare(self, info: ModelInfo) -> None:
        """Reads the gate units of a second model."""
        self._submit("compared", AnalyseModel(info, self._keeper))

    def run_other(self, document: Document, info: ModelInfo, compute: ComputeSettings) -> None:
        """Lets a second model restore the open photo."""
        task = RunOther(document, info, self._keeper, compute, self._render)
        self._submit("other_restored", task)

    def forget_comparison(self) -> None:
        """Drops the gate units that are being read of a second model."""
        self._forget("compared")

    def forget_other_result(self) -> None:
        """Drops what a second model makes of the photo."""
        self._forget("other_restored")

    def run_rival(self, document: Document, name_or_file: str, compute: ComputeSettings) -> None:
        """Lets a method that is not MemNet restore the open photo."""
        task = RunRival(document, name_or_file, self._rivals, compute, self._render)
        self._submit("rivalled", task)

    def measure_rival(self, document: Document, result: RivalResult) -> None:
        """Measures such a method's result again, beside another restoration."""
        self._submit("rivalled", MeasureRival(document, result))

    def cancel_rival(self) -> None:
        """Stops such a method."""
        self._cancel("rivalled")

    def measure(self, document: Document, whole: WholeResult | None = None) -> None:
        """Measures the predictions of a restored photo, and what it is set against."""
        self._submit("measured", MeasurePredictions(document, whole))

    def forget_measuring(self) -> None:
        """Drops what is being measured of a result that another one takes the place of."""
        self._forget("measured")

    def inspect(
        self,
        document: Document,
        info: ModelInfo,
        region: QRect,
        memory: Memory,
        compute: ComputeSettings,
        switched_off: frozenset[Memory] = frozenset(),
    ) -> None:
        """Computes a memory's maps on a region of the photo (image pixels)."""
        task = InspectMemory(document, info, self._keeper, region, *memory, compute, switched_off)
        self._submit("inspected", task)

    def forget_inspection(self) -> None:
        """Drops the memory that is being computed."""
        self._forget("inspected")

    def measure_effects(
        self,
        document: Document,
        info: ModelInfo,
        region: QRect,
        compute: ComputeSettings,
        switched_off: frozenset[Memory] = frozenset(),
    ) -> None:
        """Measures what each memory does for a region of the photo (image pixels)."""
        keeper = self._effects_keeper
        turn = self._effects_turn
        task = MeasureEffects(document, info, keeper, region, compute, turn, switched_off)
        self._submit("effects_measured", task)

    def hold_effects(self, held: bool) -> None:
        """Has measuring effects stand still, or lets it go on."""
        self._effects_turn.hold(held)

    def forget_effects(self) -> None:
        """Drops the effects that are being measured."""
        self._forget("effects_measured")

    @property
    def is_busy(self) -> bool:
        """Whether something is being computed."""
        return bool(self._latest)

    @property
    def can_cancel(self) -> bool:
        """Whether something is being computed that may take long."""
        return not self._latest.keys().isdisjoint(_LONG)

    def cancel(self) -> None:
        """Stops what may take long."""
        for kind in _LONG:
            self._cancel(kind)

    def forget(self) -> None:
        """Drops what is under way for a photo that is no longer open."""
        self._forget(*_OF_THE_PHOTO)

    def close(self) -> None:
        """Cancels what runs and ends the threads."""
        if self._effects_runner is not None:
            self._effects_runner.close()
        self._runner.close()

    def _start(self, name: str) -> JobRunner:
        runner = JobRunner(name, self)
        runner.ended.connect(self._on_ended)
        runner.reported.connect(self._on_reported)
        return runner

    def _runner_of(self, kind: str) -> JobRunner:
        if kind != "effects_measured":
            return self._runner
        if self._effects_runner is None:
            self._effects_runner = self._start("effects")
        return self._effects_runner

    def _cancel(self, kind: str) -> None:
        if kind in self._latest:
            self._runner_of(kind).cancel(self._latest[kind])

    def _forget(self, *kinds: str) -> None:
        for kind in kinds:
            self._cancel(kind)
            self._latest.pop(kind, None)
        self.busy_changed.emit(bool(self._latest))

    def _submit(self, kind: str, work: Work) -> None:
        if kind in {"rivalled", "effects_measured"}:
            self._cancel(kind)  # the one before takes long, and nobody waits for it
        self._latest[kind] = self._runner_of(kind).submit(work)
        self.busy_changed.emit(True)

    @Slot(object)
    def _on_reported(self, report: JobReport) -> None:
        kind = next((kind for kind, job in self._latest.items() if job == report.job_id), "")
        event = report.event
        if kind == "inspected" and isinstance(event, float):
            self.progressed.emit(event)
        elif kind == "rivalled" and isinstance(event, Progress):
            self.rival_progressed.emit(event.done)
        elif kind == "effects_measured" and isinstance(event, float):
            self.effects_progressed.emit(event)
        elif kind == "effects_measured":
            self.effects_measured.emit(event)

    @Slot(object)
    def _on_ended(self, outcome: Outcome) -> None:
        kinds = [kind for kind, job_id in self._latest.items() if job_id == outcome.job_id]
        if not kinds:
            return
        del self._latest[kinds[0]]
        self.busy_changed.emit(bool(self._latest))
        if kinds == ["rivalled"]:
            self.rival_ended.emit()
        elif kinds == ["effects_measured"]:
            self.effects_ended.emit()
        if outcome.cancelled:
            self.cancelled.emit()
        elif outcome.error is None:
            getattr(self, kinds[0]).emit(outcome.result)
        else:
            self.failed.emit(explain(outcome.error))
