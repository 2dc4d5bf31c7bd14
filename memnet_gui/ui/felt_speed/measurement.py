"""Measures the window, from opening a large photo to saving its result."""

import os
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QSize, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from memnet_gui.imaging.saving import save_photo
from memnet_gui.restoration.request import Progress
from memnet_gui.ui.felt_speed.clocks import FrameClock, TickClock, spin_until
from memnet_gui.ui.felt_speed.figures import FeltSpeed, FrameTimes, Lateness
from memnet_gui.ui.felt_speed.gestures import gestures
from memnet_gui.ui.felt_speed.stage import CANVAS, ActedRestoration, make_photo, staged_window
from memnet_gui.ui.felt_speed.startup import measure_startup_s
from memnet_gui.ui.main_window import MainWindow
from memnet_gui.ui.start import log_qt_message

LARGE, MEDIUM = QSize(6000, 4000), QSize(1632, 1224)
_LIMIT_S = 60.0
_BEFORE_CANCEL_S = 1.0
_JPEG_SUFFIX = ".jpg"


def measure_felt_speed(
    large: QSize = LARGE,
    medium: QSize = MEDIUM,
    canvas: QSize = CANVAS,
    restoring_s: float = 20.0,
) -> FeltSpeed:
    """Shows a window and measures it; without a screen where no application runs yet.

    Args:
        large: Size of the photo that is looked at.
        medium: Size of the photo that is really restored, with the model chosen for it.
        canvas: Size of the viewer.
        restoring_s: How long it is restored before it is cancelled, if it is not done by then.

    Raises:
        TimeoutError: Something did not happen within a minute.
    """
    application = _application()
    with TemporaryDirectory() as folder, staged_window(canvas) as window:
        session = _Session(window, Path(folder))
        opening = session.open(large)
        visible_region_s = session.see_region()
        bands, finishing = session.act_restoration()
        frames = session.gesticulate()
        saving = session.save()
        stopping = session.act_cancelled_restoration()
        session.open(medium)
        restoring, restoring_mp_per_s = session.restore(restoring_s)
        cancel_s = session.cancel()
        megapixels = large.width() * large.height() / 1e6
    application.processEvents()
    return FeltSpeed(
        megapixels=megapixels,
        frames=frames,
        bands=bands,
        opening=opening,
        finishing=finishing,
        saving=saving,
        stopping=stopping,
        restoring=restoring,
        restoring_mp_per_s=restoring_mp_per_s,
        cancel_s=cancel_s,
        visible_region_s=visible_region_s,
        startup_s=measure_startup_s(),
    )


class _Session:
    """A window and the clocks on it."""

    def __init__(self, window: MainWindow, folder: Path) -> None:
        self._window = window
        self._bench = window.workbench
        self._folder = folder
        self._frames = FrameClock(window.viewer)
        self._ticks = TickClock()

    def open(self, size: QSize) -> Lateness:
        """Opens a photo from a file and returns how late the GUI thread was meanwhile."""
        path = self._folder / f"{size.width()}{_JPEG_SUFFIX}"
        save_photo(make_photo(size), path)
        before = self._bench.document
        with self._ticks.running():
            self._window.open_path(path)
            self._wait(lambda: self._bench.document is not before, "opened")
            # The estimate of what it needs follows.
            self._wait(self._window.view.info_row.suggestion.isVisible, "looked at")
        return Lateness.of(self._ticks.late_s)

    def see_region(self) -> float:
        """Returns how long it takes until what is seen of the photo is restored and painted."""
        parts: list[object] = []
        self._window.viewer.actual_size()
        self._bench.tile_restored.connect(parts.append)
        started = time.perf_counter()
        self._window.actions_.restore.trigger()
        self._wait(lambda: bool(parts), "seen")
        QApplication.processEvents()
        seconds = time.perf_counter() - started
        self._bench.tile_restored.disconnect(parts.append)
        self._window.actions_.cancel.trigger()
        self._wait(lambda: not self._bench.restoring, "cancelled")
        self._window.viewer.fit()
        return seconds

    def act_restoration(self) -> tuple[FrameTimes, Lateness]:
        """Plays a restoration; returns frames of bands, and the lateness once they are there."""
        acted = self._act_restoration()
        bands = [self._frames.time_frame(act) for act in acted.bands()]
        with self._ticks.running():
            acted.finish()
            self._wait(lambda: not self._window.inside.inspector.is_busy, "measured")
        return FrameTimes.of(bands), Lateness.of(self._ticks.late_s)

    def gesticulate(self) -> dict[str, FrameTimes]:
        """Returns the frames of each gesture in each view mode."""
        return {
            name: FrameTimes.of([self._frames.time_frame(act) for act in acts])
            for name, acts in gestures(self._window)
        }

    def act_cancelled_restoration(self) -> Lateness:
        """Plays the beginning of another restoration; returns the lateness of going back."""
        acted = self._act_restoration()
        self._frames.time_frame(acted.bands()[0])
        with self._ticks.running():
            acted.stop()
            self._wait(lambda: not self._window.inside.inspector.is_busy, "measured")
        return Lateness.of(self._ticks.late_s)

    def save(self) -> Lateness:
        """Saves the result and returns how late the GUI thread was meanwhile."""
        path = self._folder / f"result{_JPEG_SUFFIX}"
        with self._ticks.running():
            self._window.save_as(path)
            self._wait(path.exists, "saved")
        return Lateness.of(self._ticks.late_s)

    def restore(self, most_s: float) -> tuple[Lateness, float]:
        """Restores what is open, for some time at the most; returns megapixels a second, too."""
        told: list[Progress] = []
        self._bench.progressed.connect(told.append)
        with self._ticks.running():
            self._window.actions_.restore.trigger()
            spin_until(lambda: not self._bench.restoring, most_s)
        self._bench.progressed.disconnect(told.append)
        return Lateness.of(self._ticks.late_s), told[-1].megapixels_per_s if told else 0.0

    def cancel(self) -> float:
        """Returns how long a restoration, begun anew if need be, takes to stop."""
        if not self._bench.restoring:
            self._window.actions_.restore.trigger()
        spin_until(lambda: not self._bench.restoring, _BEFORE_CANCEL_S)
        started = time.perf_counter()
        self._window.actions_.cancel.trigger()
        self._wait(lambda: not self._bench.restoring, "cancelled")
        QApplication.processEvents()  # what was there before is shown again
        return time.perf_counter() - started

    def _act_restoration(self) -> ActedRestoration:
        document = self._bench.document
        assert document is not None
        acted = ActedRestoration(self._window, 1 - document.photo.pixels)
        acted.begin()
        QApplication.processEvents()
        return acted

    @staticmethod
    def _wait(is_over: Callable[[], bool], what: str) -> None:
        if not spin_until(is_over, _LIMIT_S):
            raise TimeoutError(f"the photo was not {what}")


def _application() -> QApplication:
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        qInstallMessageHandler(log_qt_message)
        application = QApplication([])
    return application
