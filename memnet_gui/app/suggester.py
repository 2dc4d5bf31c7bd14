"""Finds out in the background what the open photo looks as if it needs."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot

from memnet_gui.app.jobs import JobContext, JobRunner, Outcome
from memnet_gui.imaging.photo import Photo
from memnet_gui.restoration.suggestion import Suggestion, suggest


@dataclass(frozen=True, eq=False)
class LookAtPhoto:
    """Estimates what a photo needs."""

    photo: Photo

    def __call__(self, _context: JobContext, /) -> Suggestion | None:
        """Returns the suggestion; None where the photo looks clean."""
        return suggest(self.photo)


class Suggester(QObject):
    """Looks at one photo at a time; only the newest counts.

    It has a thread of its own, so that neither opening nor saving waits for it.

    Attributes:
        suggested: (Suggestion | None) What the photo looks as if it needs; None: nothing.
    """

    suggested = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = JobRunner("suggestion", self)
        self._latest: int | None = None
        self._runner.ended.connect(self._on_ended)

    def look_at(self, photo: Photo) -> None:
        """Estimates what a photo needs."""
        self._runner.cancel()
        self._latest = self._runner.submit(LookAtPhoto(photo))

    def forget(self) -> None:
        """Says nothing any more of the photo that was looked at last."""
        self._latest = None

    def close(self) -> None:
        """Ends the thread."""
        self._runner.close()

    @Slot(object)
    def _on_ended(self, outcome: Outcome) -> None:
        if outcome.job_id != self._latest:
            return
        self._latest = None
        # An error is in the log; a photo can be restored without advice.
        if outcome.error is None and not outcome.cancelled:
            self.suggested.emit(outcome.result)
