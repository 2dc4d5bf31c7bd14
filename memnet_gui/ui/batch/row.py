"""One photo of the list of a batch, and what the list says of it."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from memnet_gui.app.batch_reports import Standing
from memnet_gui.messages import QT_TRANSLATE_NOOP
from memnet_gui.restoration.batch.photos import BatchPhoto
from memnet_gui.restoration.batch.result import PhotoResult, State
from memnet_gui.ui.batch.failure import shorten_failure
from memnet_gui.ui.numbers import format_duration

FINISHED = (State.DONE, State.SKIPPED)
WAITING = Standing(State.WAITING)
_STATES = {
    State.WAITING: QT_TRANSLATE_NOOP("BatchTable", "Waiting"),
    State.SKIPPED: QT_TRANSLATE_NOOP("BatchTable", "Done already"),
    State.STOPPED: QT_TRANSLATE_NOOP("BatchTable", "Stopped"),
}


@dataclass(frozen=True)
class Row:
    """One photo.

    Attributes:
        photo: Which one.
        megapixels: Its size; None until that is known.
        standing: How far it is.
    """

    photo: BatchPhoto
    megapixels: float | None = None
    standing: Standing = WAITING

    @property
    def state(self) -> State:
        """See `State`."""
        return self.standing.state

    @property
    def result(self) -> PhotoResult | None:
        """How it ended, once it has."""
        return self.standing.result

    @property
    def state_text(self) -> str:
        """What the table says of it."""
        result = self.result
        if self.state is State.RUNNING:
            return f"{self.standing.done * 100:.0f} %"
        if self.state is State.DONE and result is not None:
            text = QCoreApplication.translate("BatchTable", "Done, {duration}")
            return text.format(duration=format_duration(max(1, result.seconds)))
        if self.state is State.FAILED and result is not None:
            text = QCoreApplication.translate("BatchTable", "Failed: {reason}")
            return text.format(reason=shorten_failure(result.error, self.photo.path))
        words = _STATES.get(self.state, _STATES[State.WAITING])
        return QCoreApplication.translate("BatchTable", words)

    @property
    def shown_file(self) -> Path:
        """What opening it shows: the result, or the photo while there is none."""
        if self.state in FINISHED and self.result is not None and self.result.target is not None:
            return self.result.target
        return self.photo.path


def make_row(photo: BatchPhoto) -> Row:
    """Returns the row of a photo that is new on the list."""
    if not photo.problem:
        return Row(photo)
    result = PhotoResult(photo, State.FAILED, error=photo.problem)
    return Row(photo, 0.0, Standing(State.FAILED, 1.0, result))
