"""Exports models in the background."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot

from memnet_gui.app.jobs import JobContext, JobRunner, Outcome
from memnet_gui.app.translation import explain
from memnet_gui.exporting.export import Exported, ExportOrder, export_model


@dataclass(frozen=True, eq=False)
class ExportModel:
    """Writes a model for other programs."""

    order: ExportOrder

    def __call__(self, context: JobContext, /) -> Exported:
        """Returns what was written."""
        return export_model(self.order, context.check)


class ModelExporter(QObject):
    """Exports one model at a time, in a thread that begins with the first one.

    Attributes:
        exported: (Exported) The files are there.
        failed: (str) There are none; one sentence.
        cancelled: There are none, as was wanted.
    """

    exported = Signal(object)
    failed = Signal(str)
    cancelled = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner: JobRunner | None = None

    @property
    def busy(self) -> bool:
        """Whether a model is being exported."""
        return self._runner is not None and self._runner.busy

    def export(self, order: ExportOrder) -> None:
        """Exports a model, after what is being exported already."""
        if self._runner is None:
            self._runner = JobRunner("export", self)
            self._runner.ended.connect(self._on_ended)
        self._runner.submit(ExportModel(order))

    def cancel(self) -> None:
        """Stops after the step that is being done; nothing is left of it."""
        if self._runner is not None:
            self._runner.cancel()

    def close(self) -> None:
        """Cancels what runs, of which nothing is left, and ends the thread."""
        if self._runner is not None:
            self._runner.close()

    @Slot(object)
    def _on_ended(self, outcome: Outcome) -> None:
        if outcome.error is not None:
            self.failed.emit(explain(outcome.error))
        elif outcome.cancelled:
            self.cancelled.emit()
        else:
            self.exported.emit(outcome.result)
