"""Many rounds of open, restore, cancel and save in the real window leave nothing behind.

Some in the normal suite; `MEMNET_SOAK_ROUNDS=500` for many, with
`--log-cli-level=INFO` to see the figures.
"""

import gc
import logging
import os
import sys
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
import shiboken6
import torch  # noqa: F401 - so that the window finds the engine loaded
from PIL import Image
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThread, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from memnet_gui.app.history import History
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.restoration.models import find_model
from memnet_gui.ui.main_window import MainWindow

log = logging.getLogger(__name__)

ROUNDS = int(os.environ.get("MEMNET_SOAK_ROUNDS", "40"))
WARM_UP = 12
SHOWN = 20
"""Figures are shown for so many places of a long run."""
LARGEST_GROWTH_BYTES = 12e6


@dataclass(frozen=True)
class Figures:
    """What there is at one moment."""

    threads: int
    qt_threads: int
    timers: int
    widgets: int
    objects: int
    files: int
    ours: Counter[str]
    resident_bytes: int

    def __str__(self) -> str:
        return (
            f"threads {self.threads} + {self.qt_threads}, timers {self.timers}, widgets "
            f"{self.widgets}, QObjects {self.objects}, files {self.files}, own objects "
            f"{self.ours.total()}, resident {self.resident_bytes / 1e6:.1f} MB"
        )


def take_figures(window: MainWindow) -> Figures:
    # It holds some objects more or fewer, as it happens what the last steps left unsaved.
    window.workbench.history = History()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    alive = shiboken6.getAllValidWrappers()
    return Figures(
        threads=threading.active_count(),
        qt_threads=sum(isinstance(it, QThread) and it.isRunning() for it in alive),
        timers=sum(isinstance(it, QTimer) and it.isActive() for it in alive),
        widgets=len(QApplication.allWidgets()),
        objects=len(window.findChildren(QObject)),
        files=sum(1 for _file in Path("/proc/self/fd").iterdir()),
        ours=Counter(
            type(it).__qualname__
            for it in gc.get_objects()
            if str(type(it).__module__).startswith("memnet_gui.")
        ),
        resident_bytes=_resident_pages() * os.sysconf("SC_PAGESIZE"),
    )


def _resident_pages() -> int:
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])


class Rounds:
    """What a person does, again and again, with the photos of one folder."""

    def __init__(self, qtbot: QtBot, window: MainWindow, folder: Path) -> None:
        self._qtbot = qtbot
        self._window = window
        self._folder = folder
        self._photos = self._draw_photos()

    def run(self, number: int) -> None:
        window, bench = self._window, self._window.workbench
        window.open_path(self._photos[number % len(self._photos)])
        if number % 4 == 1:
            window.actions_.add_noise.trigger()
        self._qtbot.waitUntil(lambda: not bench.opening, timeout=60_000)
        if number % 3 == 0:
            window.actions_.restore.trigger()
            window.actions_.cancel.trigger()
            self._qtbot.waitUntil(lambda: not bench.restoring, timeout=60_000)
        with self._qtbot.waitSignal(window.restored, timeout=60_000):
            window.actions_.restore.trigger()
        window.controls.strength_slider.setValue(50 + number % 50)
        with self._qtbot.waitSignal(bench.saved, timeout=60_000):
            window.save_as(self._folder / f"saved-{number % 3}.png", overwrite=True)
        if number % 5 == 0:
            window.actions_.about.trigger()
            box = window.findChild(QWidget, "about_box")
            assert isinstance(box, QWidget)
            box.close()
        if number % 5 == 2:
            window.open_path(self._folder / "not there.png")
            assert "not there" in window.message_bar.text
            window.message_bar.clear()
        self._settle()

    def _settle(self) -> None:
        """Waits until nothing runs in the background."""
        window = self._window
        runners = (window.workbench._files, window.workbench._inference)
        self._qtbot.waitUntil(
            lambda: (
                not any(runner.busy for runner in runners)
                and not window.inside.inspector._latest
                and not window.restoring._compare_timer.isActive()
                and not window.advice._suggester._runner.busy
            ),
            timeout=60_000,
        )

    def _draw_photos(self) -> list[Path]:
        random = np.random.default_rng(0)
        shapes = [(24, 32), (24, 32, 3), (40, 20, 3)]
        paths = []
        for number, shape in enumerate(shapes):
            paths.append(self._folder / f"photo {number}.png")
            Image.fromarray(random.integers(0, 256, shape, np.uint8)).save(paths[-1])
        return paths


@pytest.fixture
def window(
    qtbot: QtBot, save_model: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> MainWindow:
    shipped = [find_model("denoise-grey-fast")]
    monkeypatch.setattr("memnet_gui.ui.main_window.shipped_models", lambda: shipped)
    window = MainWindow()
    qtbot.addWidget(window)
    window.open_model(save_model(NetworkConfig(2, 1, 4)))
    window.show()
    qtbot.waitExposed(window)
    return window


@pytest.mark.skipif(sys.platform != "linux", reason="counts files and memory in /proc")
@pytest.mark.timeout(3600)
def test_rounds_leave_nothing_behind(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    rounds = Rounds(qtbot, window, tmp_path)
    for number in range(WARM_UP):
        rounds.run(number)
    before = take_figures(window)
    log.info("after %d rounds: %s", WARM_UP, before)
    for number in range(WARM_UP, ROUNDS):
        rounds.run(number)
        if ROUNDS > 100 and number % (ROUNDS // SHOWN) == 0:
            log.info("after %d rounds: %s", number + 1, take_figures(window))
    after = take_figures(window)
    log.info("after %d rounds: %s", ROUNDS, after)
    assert (after.threads, after.qt_threads) == (before.threads, before.qt_threads)
    assert after.timers == before.timers
    assert after.widgets == before.widgets
    assert after.objects == before.objects
    assert after.files == before.files
    assert after.ours - before.ours == Counter()
    assert after.resident_bytes - before.resident_bytes < LARGEST_GROWTH_BYTES
