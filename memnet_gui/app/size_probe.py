"""How large a photo is, before it is opened."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from memnet_gui.app.errands import Errands
from memnet_gui.app.jobs import Outcome
from memnet_gui.imaging.files import photo_size

_PATIENCE_S = 0.2
"""How long the window waits for a photo's first bytes; a network drive can have gone."""


class SizeProbe(QObject):
    """Asks for sizes; the newest question counts.

    Attributes:
        answered: (Path, Outcome) What the size of a photo is that was not known at once.
    """

    answered = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._errands = Errands(self)
        self._awaited: tuple[int, Path] | None = None
        self._errands.answered.connect(self._on_answered)

    @property
    def waits(self) -> bool:
        """Whether an answer is due."""
        return self._awaited is not None

    def ask(self, path: Path, largest_megapixels: float) -> Outcome | None:
        """Returns the outcome of `photo_size`; None where that will be told by `answered`."""
        answer = self._errands.ask(
            partial(photo_size, path, largest_megapixels=largest_megapixels), _PATIENCE_S
        )
        if isinstance(answer, Outcome):
            self._awaited = None
            return answer
        self._awaited = answer, path
        return None

    def drop(self) -> bool:
        """Has an answer that is due count no more; returns whether there was any."""
        waited, self._awaited = self.waits, None
        return waited

    @Slot(object)
    def _on_answered(self, answer: Outcome) -> None:
        if self._awaited is not None and self._awaited[0] == answer.job_id:
            (_, path), self._awaited = self._awaited, None
            self.answered.emit(path, answer)
