"""Background work beside a restoration: opening photos, and all that becomes of a result."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from memnet_gui.app.document import Document, RenderPhoto
from memnet_gui.app.latest_jobs import LatestJobs
from memnet_gui.app.tasks import ComparePhotos, Comparison, RenderResult, SavePhoto
from memnet_gui.imaging.save_options import SaveOptions
from memnet_gui.restoration.request import Restoration

OPENING = "opening"
_SAVING = "saving"
_ALL_COUNT = (_SAVING, "rendering")


class FileJobs(LatestJobs):
    """Compares, saves and renders results; opening is submitted as such.

    What is to be saved is written even when the thread is to end.

    Attributes:
        compared: (Comparison) PSNR and SSIM against the reference.
        saved: (Restoration, Path) A result was written.
        rendered: (object) What `render` was to make of a result.
    """

    compared = Signal(object)
    saved = Signal(object, object)
    rendered = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__("files", all_count=_ALL_COUNT, finished=(_SAVING,), parent=parent)
        self._comparison: Comparison | None = None

    def compare(self, document: Document, strength: float) -> None:
        """Measures before and after, blended at `strength`, where there is a reference."""
        if document.reference is None:
            return
        after = (lambda: document.result(strength)) if document.restoration else None
        known = self._comparison.before if self._comparison else None
        task = ComparePhotos(document.reference, document.photo, after, known)
        self.submit(task, self._on_compared, "comparing")

    def save(
        self, document: Document, path: Path, strength: float, options: SaveOptions, overwrite: bool
    ) -> None:
        """Writes the result, blended at `strength`."""
        if document.restoration is not None:
            task = SavePhoto(lambda: document.result(strength), path, overwrite, options)
            self.submit(task, partial(self._on_saved, document.restoration), _SAVING)

    def render(self, document: Document, strength: float, render: RenderPhoto) -> None:
        """Has `render` make something of the result, blended at `strength`."""
        if document.restoration is not None:
            task = RenderResult(lambda: document.result(strength), render)
            self.submit(task, self.rendered.emit, "rendering")

    def forget(self) -> None:
        """Has what is under way for a document that is no longer open count no more."""
        self._comparison = None
        self.drop_all()

    def _on_compared(self, comparison: Comparison) -> None:
        self._comparison = comparison
        self.compared.emit(comparison)

    def _on_saved(self, restoration: Restoration, path: Path) -> None:
        self.saved.emit(restoration, path)
