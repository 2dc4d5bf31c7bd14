"""The thread that restores: one restoration at a time, whose reports come sorted by kind."""

from PySide6.QtCore import QObject, Signal, Slot

from memnet_gui.app.computing import ComputeSettings
from memnet_gui.app.jobs import JobReport, JobRunner, Outcome
from memnet_gui.app.orders import Order
from memnet_gui.imaging.photo import Photo
from memnet_gui.restoration.models import ModelKeeper
from memnet_gui.restoration.preview import Preview
from memnet_gui.restoration.request import (
    PredictionRestored,
    Preparing,
    Progress,
    TileRestored,
)


class Inference(JobRunner):
    """Runs restorations; of one that was dropped nothing is heard any more.

    Attributes:
        order: What is or was restored last.
        preparation_progressed: (Preparing) It waits for the network to be compiled.
        progressed: (Progress) How far it is.
        prediction_restored: (PredictionRestored) A finished part of an intermediate prediction.
        tile_restored: (TileRestored) A finished part of the picture.
        finished: (Outcome) How it ended.
    """

    preparation_progressed = Signal(object)
    progressed = Signal(object)
    prediction_restored = Signal(object)
    tile_restored = Signal(object)
    finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__("inference", parent)
        self.order: Order | None = None
        self._keeper = ModelKeeper()
        self._restoring_id: int | None = None
        self._signals = {
            Preparing: self.preparation_progressed,
            Progress: self.progressed,
            PredictionRestored: self.prediction_restored,
            TileRestored: self.tile_restored,
        }
        self.reported.connect(self._on_restoration_reported)
        self.ended.connect(self._on_restoration_ended)

    @property
    def restoring(self) -> bool:
        """Whether a restoration runs."""
        return self._restoring_id is not None

    def start(
        self, order: Order, photo: Photo, compute: ComputeSettings, preview: Preview | None
    ) -> None:
        """Begins a restoration of a photo that is enlarged already where that is ordered."""
        self.order = order
        self._restoring_id = self.submit(order.work_on(photo, self._keeper, compute, preview))

    def drop(self) -> None:
        """Ends the restoration that runs, without a word."""
        self.cancel()
        self._restoring_id = None

    @Slot(object)
    def _on_restoration_reported(self, report: JobReport) -> None:
        signal = self._signals.get(type(report.event))
        if report.job_id == self._restoring_id and signal is not None:
            signal.emit(report.event)

    @Slot(object)
    def _on_restoration_ended(self, outcome: Outcome) -> None:
        if outcome.job_id == self._restoring_id:
            self._restoring_id = None
            self.finished.emit(outcome)
