"""Looks inside the network: what is measured and inspected beside a restoration."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QRect, Signal, Slot

from memnet_gui.app.computing import ComputeSettings
from memnet_gui.app.document import Document, RenderPhoto
from memnet_gui.app.jobs import JobContext, JobReport, JobRunner, Outcome, Work
from memnet_gui.app.rivalling import MeasureRival, RivalResult, RunRival
from memnet_gui.app.tasks import RestorePhoto
from memnet_gui.app.translation import explain
from memnet_gui.evaluation.predictions import PredictionFigures, measure_predictions
from memnet_gui.imaging.photo import Photo
from memnet_gui.network.gates import GateNorms, gate_norms
from memnet_gui.network.memories import Memory
from memnet_gui.restoration.models import ModelInfo, ModelKeeper
from memnet_gui.restoration.request import Progress
from memnet_gui.restoration.rivals.opening import RivalKeeper

if TYPE_CHECKING:
    from memnet_gui.restoration.inspection import MemoryView


@dataclass(frozen=True, eq=False)
class ModelAnalysis:
    """What a model's weights say, without a photo.

    Attributes:
        info: The model.
        norms: The weight norms of its gate units.
        ensemble_weights: w_1..w_M, None for the basic network.
    """

    info: ModelInfo
    norms: tuple[GateNorms, ...]
    ensemble_weights: tuple[float, ...] | None


@dataclass(frozen=True, eq=False)
class AnalyseModel:
    """Reads a model's gate units and ensemble weights."""

    info: ModelInfo
    keeper: ModelKeeper

    def __call__(self, _context: JobContext, /) -> ModelAnalysis:
        """Returns the analysis."""
        network = self.keeper.load(self.info).network
        learned = network.ensemble_weights
        weights = None if learned is None else tuple(learned.tolist())
        return ModelAnalysis(self.info, gate_norms(network), weights)


@dataclass(frozen=True, eq=False)
class MeasurePredictions:
    """Measures the intermediate predictions of a restored photo."""

    document: Document

    def __call__(self, context: JobContext, /) -> tuple[PredictionFigures, ...]:
        """Returns the figures of Input, M1..MM and Final."""
        document, restoration = self.document, self.document.restoration
        assert restoration is not None
        reference = document.reference.pixels if document.reference else None
        return measure_predictions(
            document.photo.pixels,
            restoration.predictions,
            restoration.pixels,
            reference,
            context.check,
        )


@dataclass(frozen=True, eq=False)
class InspectMemory:
    """Computes a memory's feature maps and its contribution to a gate on a region."""

    document: Document
    info: ModelInfo
    keeper: ModelKeeper
    region: QRect
    block: int
    memory: str
    compute: ComputeSettings

    def __call__(self, context: JobContext, /) -> "MemoryView":
        """Returns the maps."""
        # Loads torch, which takes a second.
        from memnet_gui.restoration.inspection import InspectionRequest, inspect_memory

        rect = self.region
        request = InspectionRequest(
            pixels=self.document.photo.pixels,
            region=(rect.top(), rect.left(), rect.height(), rect.width()),
            model=self.keeper.load(self.info),
            block=self.block,
            memory=self.memory,
            device=self.compute.device,
            precision=self.compute.precision,
            threads=self.compute.threads,
        )
        return inspect_memory(request, context.cancel, context.report)


@dataclass(frozen=True, eq=False)
class OtherResult:
    """What another model made of the photo, and what the window made of that to show it."""

    name: str
    photo: Photo
    rendering: Any


@dataclass(frozen=True, eq=False)
class RunOther:
    """Restores the photo with another model."""

    photo: Photo
    info: ModelInfo
    keeper: ModelKeeper
    compute: ComputeSettings
    render: RenderPhoto

    def __call__(self, context: JobContext, /) -> OtherResult:
        """Returns the result at full strength."""
        task = RestorePhoto(self.photo, self.info, self.keeper, self.compute)
        photo = self.photo.with_pixels(task(context).pixels)
        return OtherResult(self.info.name, photo, self.render(photo))


class Inspector(QObject):
    """Runs inspections one after the other; of each kind only the newest counts.

    Attributes:
        analysed: (ModelAnalysis) Gate norms and ensemble weights of a model.
        measured: (tuple of PredictionFigures) Figures of the open photo's predictions.
        inspected: (MemoryView) A memory on the open photo.
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
        self._runner = JobRunner("inspection", self)
        self._keeper = ModelKeeper()
        self._rivals = RivalKeeper()
        self._latest: dict[str, int] = {}
        self._runner.ended.connect(self._on_ended)
        self._runner.reported.connect(self._on_reported)

    def analyse(self, info: ModelInfo) -> None:
        """Reads a model's gate units."""
        self._submit("analysed", AnalyseModel(info, self._keeper))

    def compare(self, info: ModelInfo) -> None:
        """Reads the gate units of a second model."""
        self._submit("compared", AnalyseModel(info, self._keeper))

    def run_other(self, document: Document, info: ModelInfo, compute: ComputeSettings) -> None:
        """Lets a second model restore the open photo."""
        task = RunOther(document.photo, info, self._keeper, compute, self._render)
        self._submit("other_restored", task)

    def run_rival(self, document: Document, name_or_file: str, compute: ComputeSettings) -> None:
        """Lets a method that is not MemNet restore the open photo."""
        task = RunRival(document, name_or_file, self._rivals, compute, self._render)
        self._submit("rivalled", task)

    def measure_rival(self, document: Document, result: RivalResult) -> None:
        """Measures such a method's result again, beside another restoration."""
        self._submit("rivalled", MeasureRival(document, result))

    def cancel_rival(self) -> None:
        """Stops such a method."""
        if "rivalled" in self._latest:
            self._runner.cancel(self._latest["rivalled"])

    def measure(self, document: Document) -> None:
        """Measures the predictions of a restored photo."""
        self._submit("measured", MeasurePredictions(document))

    def inspect(
        self,
        document: Document,
        info: ModelInfo,
        region: QRect,
        memory: Memory,
        compute: ComputeSettings,
    ) -> None:
        """Computes a memory's maps on a region of the photo (image pixels)."""
        task = InspectMemory(document, info, self._keeper, region, *memory, compute)
        self._submit("inspected", task)

    @property
    def is_busy(self) -> bool:
        """Whether something is being computed."""
        return bool(self._latest)

    @property
    def can_cancel(self) -> bool:
        """Whether something is being computed that may take long."""
        return not self._latest.keys().isdisjoint({"inspected", "other_restored", "rivalled"})

    def cancel(self) -> None:
        """Stops what is being computed."""
        self._runner.cancel()

    def forget(self) -> None:
        """Drops what is under way for a photo that is no longer open."""
        for kind in ("measured", "inspected", "other_restored", "rivalled"):
            job_id = self._latest.pop(kind, None)
            if job_id is not None:
                self._runner.cancel(job_id)
        self.busy_changed.emit(bool(self._latest))

    def close(self) -> None:
        """Cancels what runs and ends the thread."""
        self._runner.close()

    def _submit(self, kind: str, work: Work) -> None:
        if kind == "rivalled":
            self.cancel_rival()  # the one before takes long, and nobody waits for it
        self._latest[kind] = self._runner.submit(work)
        self.busy_changed.emit(True)

    @Slot(object)
    def _on_reported(self, report: JobReport) -> None:
        if report.job_id == self._latest.get("inspected") and isinstance(report.event, float):
            self.progressed.emit(report.event)
        elif report.job_id == self._latest.get("rivalled") and isinstance(report.event, Progress):
            self.rival_progressed.emit(report.event.done)

    @Slot(object)
    def _on_ended(self, outcome: Outcome) -> None:
        kinds = [kind for kind, job_id in self._latest.items() if job_id == outcome.job_id]
        if not kinds:
            return
        del self._latest[kinds[0]]
        self.busy_changed.emit(bool(self._latest))
        if kinds == ["rivalled"]:
            self.rival_ended.emit()
        if outcome.cancelled:
            self.cancelled.emit()
        elif outcome.error is None:
            getattr(self, kinds[0]).emit(outcome.result)
        else:
            self.failed.emit(explain(outcome.error))
