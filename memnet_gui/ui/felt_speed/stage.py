"""The window with a large photo in it, and a restoration that is acted rather than computed."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QSettings, QSize

from memnet_gui.imaging.photo import Photo
from memnet_gui.restoration.request import PredictionRestored, Restoration, TileRestored
from memnet_gui.ui.main_window import MainWindow

CANVAS = QSize(1920, 1080)
"""Size of the viewer in pixels: a large part of a large screen."""

BAND_ROWS = 32
_PATCH_PX = 256


def make_photo(size: QSize, sigma: float = 25.0) -> Photo:
    """Returns a noisy colour photo; `sigma` is on the scale from 0 to 255."""
    width, height = size.width(), size.height()
    patch = np.random.default_rng(0).normal(0, sigma / 255, (_PATCH_PX, _PATCH_PX, 3))
    rows, columns = -(-height // _PATCH_PX), -(-width // _PATCH_PX)
    pixels = np.tile(patch.astype(np.float32), (rows, columns, 1))[:height, :width]
    pixels += np.linspace(0.2, 0.8, width, dtype=np.float32)[:, np.newaxis]
    return Photo(np.ascontiguousarray(pixels.clip(0, 1)))


@contextmanager
def staged_window(canvas: QSize = CANVAS) -> Generator[MainWindow]:
    """Shows a window whose viewer has a size, and keeps it from the user's settings."""
    with TemporaryDirectory() as folder, _settings_in(Path(folder)):
        window = MainWindow()
        try:
            window.show()
            window.resize(window.size() + canvas - window.viewer.size())
            yield window
        finally:
            window.close()
            window.deleteLater()


class ActedRestoration:
    """Has a window's workbench say what it says during a restoration."""

    def __init__(self, window: MainWindow, restored: NDArray[np.float32]) -> None:
        """`restored` (H, W, C) is what the final picture and each prediction shall be."""
        document, model = window.workbench.document, window.choice.chosen
        assert document is not None
        assert model is not None
        self._bench = window.workbench
        self._document = document
        self._model = model
        self._restored = restored

    def begin(self) -> None:
        """Says that it begins."""
        self._bench.restoration_started.emit()

    def bands(self) -> list[Callable[[], None]]:
        """Returns what says, each time, that some rows of all pictures are done."""
        return [partial(self._paint, top) for top in range(0, len(self._restored), BAND_ROWS)]

    def finish(self) -> None:
        """Says that it is done."""
        predictions = (self._restored,) * self._model.config.predictions
        result = Restoration(self._restored, predictions, "cpu", "fp32", "torch", BAND_ROWS, 1.0)
        self._bench.document = self._document.restored_by(self._model, result)
        self._bench.restored.emit(self._bench.document)

    def stop(self) -> None:
        """Says that it was cancelled before anything was complete."""
        self._bench.restoration_stopped.emit()

    def _paint(self, top: int) -> None:
        band = self._restored[top : top + BAND_ROWS]
        for number in range(1, self._model.config.predictions + 1):
            self._bench.prediction_restored.emit(PredictionRestored(number, top, 0, band))
        self._bench.tile_restored.emit(TileRestored(top, 0, band))


@contextmanager
def _settings_in(folder: Path) -> Generator[None]:
    form, scope = QSettings.Format.IniFormat, QSettings.Scope.UserScope
    usual = Path(QSettings(form, scope, "memnet-gui").fileName()).parent
    QSettings.setPath(form, scope, str(folder))
    try:
        yield
    finally:
        QSettings.setPath(form, scope, str(usual))
