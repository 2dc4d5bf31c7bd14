"""Weights from elsewhere become one of the user's models, in the background."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from memnet_gui.app.jobs import JobContext, JobRunner, Outcome
from memnet_gui.app.training_choices import SUFFIX, models_folder
from memnet_gui.app.translation import explain
from memnet_gui.files import make_folder
from memnet_gui.imaging.naming import LARGEST_STEM_BYTES, shorten
from memnet_gui.restoration.models import ModelInfo, find_model


class ImportWeights:
    """Writes a file of weights as a model into the user's folder of models."""

    def __init__(self, source: Path, task: str | None) -> None:
        """`task` is what the network was trained for; None takes what the file's name tells."""
        self.source = source
        self._task = task

    def __call__(self, context: JobContext, /) -> ModelInfo | None:
        """Returns the model; None where only the task is missing.

        Raises:
            UserError: The file cannot be imported, or the model not be written.
        """
        # These load torch.
        from memnet_gui.network.importing.conversion import guess_task, name_model, write_model
        from memnet_gui.network.importing.recognition import read_weights

        imported = read_weights(self.source)
        context.check()
        task = self._task or guess_task(self.source)
        if task is None:
            return None
        make_folder(models_folder())
        output = free_output(name_model(self.source), models_folder())
        write_model(imported, self.source, output, task)
        return find_model(output)


def free_output(name: str, folder: Path) -> Path:
    """Returns a path in `folder` for a model of this name that no other model has.

    A name that the longer ending would make too long for a file system is cut.
    """
    name = shorten(name, LARGEST_STEM_BYTES - len(SUFFIX))
    path, number = folder / f"{name}{SUFFIX}", 1
    while path.exists():
        number += 1
        path = folder / f"{name}-{number}{SUFFIX}"
    return path


class WeightsImporter(QObject):
    """Imports one file after the other; its thread begins with the first.

    Attributes:
        imported: (ModelInfo) A model was written.
        task_wanted: (Path) A file can be imported, but its name does not tell the task.
        failed: (str) A file cannot be imported; one sentence.
    """

    imported = Signal(object)
    task_wanted = Signal(object)
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner: JobRunner | None = None
        self._sources: dict[int, Path] = {}

    def start(self, source: Path, task: str | None = None) -> None:
        """Begins to import a file; the task is needed where the name does not tell it."""
        if self._runner is None:
            self._runner = JobRunner("import", self)
            self._runner.ended.connect(self._on_ended)
        self._sources[self._runner.submit(ImportWeights(source, task))] = source

    def close(self) -> None:
        """Gives up what has not begun to be written, and ends the thread."""
        if self._runner is not None:
            self._runner.close()

    @Slot(object)
    def _on_ended(self, outcome: Outcome) -> None:
        source = self._sources.pop(outcome.job_id)
        if outcome.error is not None:
            self.failed.emit(explain(outcome.error))
        elif outcome.result is not None:
            self.imported.emit(outcome.result)
        elif not outcome.cancelled:
            self.task_wanted.emit(source)
