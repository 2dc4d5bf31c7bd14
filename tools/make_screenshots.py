#!/usr/bin/env python3
"""Makes the pictures of the window in docs/images anew.

Usage: xvfb-run -s "-screen 0 1920x1200x24" .venv/bin/python tools/make_screenshots.py [NAME...]
Without names it makes all of them, which takes some minutes: one is of a training run.
"""

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import torch  # noqa: F401 - so that windows find the engine loaded
from PIL import Image
from PySide6.QtCore import QDeadlineTimer, QEventLoop, QPoint, QRect, QSettings, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QDockWidget, QPushButton
from skimage import data

from memnet_gui.app.settings import Settings
from memnet_gui.app.training_choices import TrainingChoices
from memnet_gui.app.translation import install_translation
from memnet_gui.imaging.degradation import BicubicReduction
from memnet_gui.restoration.models import find_model
from memnet_gui.ui.main_window import MainWindow
from memnet_gui.ui.theme import Theme, apply_theme
from memnet_gui.ui.view_modes import VIEW_MODES, ViewMode

IMAGES = Path(__file__).parents[1] / "docs" / "images"
HOME = Path(tempfile.gettempdir()) / "anna"
"""What is seen of the user's folders is the same wherever this runs, and nobody's own."""
_WAIT_MS = 300_000
_SETTLED_MS = 700
_PAPERS_NETWORK = "denoise-grey-full"
_PHOTOS = {"beach": "rocket", "cat": "chelsea", "coffee": "coffee", "portrait": "astronaut"}
_TRAINING_MINUTES = 3.0
_SCENES: dict[str, Callable[[], None]] = {}


def scene(name: str) -> Callable[[Callable[[], None]], Callable[[], None]]:
    """Registers what makes the picture of a name."""

    def register(make: Callable[[], None]) -> Callable[[], None]:
        _SCENES[name] = make
        return make

    return register


@contextmanager
def window(theme: Theme = Theme.LIGHT) -> Iterator[MainWindow]:
    """Shows a window of a usual size, as it is when it was never used before."""
    # QSettings keeps what it has read: only another folder is without a memory of the last window.
    folder = tempfile.mkdtemp(dir=HOME)
    for form in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
        QSettings.setPath(form, QSettings.Scope.UserScope, folder)
    Settings().theme = theme.value
    apply_theme(theme)
    shown = MainWindow()
    shown.resize(1280, 720)
    shown.show()
    pause(_SETTLED_MS)
    yield shown
    shown.close()
    shown.deleteLater()


def pause(milliseconds: int) -> None:
    """Lets the window and its threads go on; QTest.qWait would keep the threads from Python."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def wait_for(condition: Callable[[], bool]) -> None:
    """Waits until something is so.

    Raises:
        TimeoutError: It takes too long.
    """
    deadline = QDeadlineTimer(_WAIT_MS)
    while not condition():
        if deadline.hasExpired():
            raise TimeoutError(condition)
        pause(50)
    pause(_SETTLED_MS)


def restore(win: MainWindow) -> None:
    """Restores the open photo and waits for the result and its figures."""
    win.actions_.restore.trigger()
    wait_for(lambda: not win.workbench.restoring and not win.inside.inspector.is_busy)


def sample_restored(win: MainWindow, model: str = "denoise-grey-fast") -> None:
    """Opens the noisy sample and restores it."""
    win.open_sample()
    wait_for(lambda: win.workbench.document is not None)
    win.choice.choose_model(find_model(model))
    restore(win)


def look_inside(win: MainWindow, panel: str) -> None:
    """Opens the panels at the right, with one in front."""
    win.actions_.see_inside.setChecked(True)
    dock = win.findChild(QDockWidget, panel)
    assert dock is not None
    dock.raise_()
    pause(_SETTLED_MS)


def view_as(win: MainWindow, mode: ViewMode) -> None:
    """Chooses how before and after are shown."""
    win.controls.view_mode_box.setCurrentIndex(list(VIEW_MODES.values()).index(mode))
    win.actions_.fit.trigger()
    pause(_SETTLED_MS)


def make_holiday() -> Path:
    """Makes a folder of photos, one of them damaged, and returns it."""
    folder = HOME / "Holiday"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, sample in _PHOTOS.items():
        Image.fromarray(getattr(data, sample)()).save(folder / f"{name}.jpg", quality=95)
    (folder / "broken.jpg").write_bytes(b"not a photo")
    return folder


def save(win: MainWindow, name: str, dialog: QDialog | None = None) -> None:
    """Writes the picture of a window, with the dialog that stands on it."""
    picture = win.grab()
    if dialog is not None:
        _put_on(picture, dialog, win)
    path = IMAGES / f"{name}.png"
    picture.save(str(path))
    with Image.open(path) as image:
        image.convert("RGB").save(path, optimize=True)
    print(path, f"{path.stat().st_size / 1e3:.0f} kB", flush=True)


def _put_on(picture: QPixmap, dialog: QDialog, win: MainWindow) -> None:
    place = QRect(0, 0, dialog.width(), dialog.height())
    place.moveCenter(win.rect().center())
    painter = QPainter(picture)
    painter.fillRect(picture.rect(), QColor(0, 0, 0, 60))
    painter.drawPixmap(place.topLeft(), dialog.grab())
    painter.setPen(QColor(128, 128, 128))
    painter.drawRect(place.adjusted(-1, -1, 0, 0))
    painter.end()


@scene("window-light")
def _window_light() -> None:
    with window() as win:
        sample_restored(win)
        save(win, "window-light")


@scene("window-dark")
def _window_dark() -> None:
    with window(Theme.DARK) as win:
        win.files.on_sample_chosen("chelsea")
        wait_for(lambda: win.workbench.document is not None)
        win.workbench.degrade(BicubicReduction(3))
        pause(_SETTLED_MS)
        restore(win)
        view_as(win, ViewMode.SPLIT)
        save(win, "window-dark")


@scene("inside-light")
def _inside_light() -> None:
    with window() as win:
        sample_restored(win, _PAPERS_NETWORK)
        look_inside(win, "plot_dock")
        save(win, "inside-light")


@scene("gates-light")
def _gates_light() -> None:
    with window() as win:
        sample_restored(win, _PAPERS_NETWORK)
        look_inside(win, "norm_dock")
        save(win, "gates-light")


@scene("pixel-light")
def _pixel_light() -> None:
    with window() as win:
        sample_restored(win, _PAPERS_NETWORK)
        look_inside(win, "probe_dock")
        win.viewer.pixel_clicked.emit(QPoint(222, 122))
        pause(_SETTLED_MS)
        save(win, "pixel-light")


@scene("memories-dark")
def _memories_dark() -> None:
    with window(Theme.DARK) as win:
        sample_restored(win, _PAPERS_NETWORK)
        view_as(win, ViewMode.SPLIT)
        look_inside(win, "memory_dock")
        _click_memory(win, "B3", Qt.MouseButton.LeftButton)
        save(win, "memories-dark")


@scene("effects-light")
def _effects_light() -> None:
    with window() as win:
        sample_restored(win)
        look_inside(win, "memory_dock")
        box = win.findChild(QComboBox, "matrix_measure_box")
        assert box is not None
        box.setCurrentIndex(1)
        box.activated.emit(1)
        wait_for(lambda: not win.inside.inspector.is_busy)
        _click_memory(win, "B0", Qt.MouseButton.LeftButton)
        save(win, "effects-light")


@scene("ablation-light")
def _ablation_light() -> None:
    with window() as win:
        sample_restored(win)
        look_inside(win, "memory_dock")
        _click_memory(win, "B0", Qt.MouseButton.RightButton)
        save(win, "ablation-light")


def _click_memory(win: MainWindow, memory: str, button: Qt.MouseButton) -> None:
    """Clicks a memory that the fourth gate unit reads."""
    matrix = win.inside.matrix
    QTest.mouseClick(matrix, button, pos=matrix.cell_rect(4, memory).center().toPoint())
    pause(_SETTLED_MS)
    wait_for(lambda: not win.workbench.restoring and not win.inside.inspector.is_busy)


@scene("difference-dark")
def _difference_dark() -> None:
    with window(Theme.DARK) as win:
        sample_restored(win, _PAPERS_NETWORK)
        view_as(win, ViewMode.DIFFERENCE)
        save(win, "difference-dark")


@scene("grid-dark")
def _grid_dark() -> None:
    with window(Theme.DARK) as win:
        sample_restored(win, _PAPERS_NETWORK)
        view_as(win, ViewMode.GRID)
        save(win, "grid-dark")


@scene("training-light")
def _training_light() -> None:
    folder = make_holiday()
    (folder / "broken.jpg").unlink()
    others = shutil.copytree(folder, HOME / "Others", dirs_exist_ok=True)
    with window() as win:
        sample_restored(win)
        win.actions_.show_training.trigger()
        choices = TrainingChoices(
            output=HOME / "models" / "denoise-mine.safetensors",
            folders=(folder,),
            validate=others,
            minutes=_TRAINING_MINUTES,
        )
        network = replace(choices.network, channels=1)
        win.training.panel.settings_page.set_choices(replace(choices, network=network))
        win.actions_.train_start.trigger()
        bench = win.training.bench
        wait_for(lambda: bench.progress is not None and bench.progress.done > 0.7)
        save(win, "training-light")
        bench.stop(keep=False)
        wait_for(lambda: not bench.running)


@scene("guide/first-run")
def _guide_first_run() -> None:
    with window() as win:
        save(win, "guide/first-run")


@scene("guide/batch")
def _guide_batch() -> None:
    folder = make_holiday()
    with window() as win:
        win.actions_.show_batch.trigger()
        win.batch.add([folder])
        start = win.findChild(QPushButton, "batch_start_button")
        assert start is not None
        wait_for(start.isEnabled)
        start.click()
        wait_for(lambda: win.batch.bench.running)
        wait_for(lambda: not win.batch.bench.running)
        save(win, "guide/batch")


@scene("guide/preferences")
def _guide_preferences() -> None:
    with window() as win:
        win.actions_.preferences.trigger()
        pause(_SETTLED_MS)
        save(win, "guide/preferences", _dialog(win, "preferences_dialog"))


@scene("guide/region")
def _guide_region() -> None:
    path = make_holiday() / "cat.jpg"
    with window() as win:
        win.open_path(path)
        wait_for(lambda: win.workbench.document is not None)
        win.actions_.add_noise.trigger()
        pause(_SETTLED_MS)
        win.actions_.select_region.trigger()
        win.viewer.set_selection(QRect(95, 70, 150, 120))
        win.actions_.restore_region.trigger()
        wait_for(lambda: not win.workbench.restoring and not win.inside.inspector.is_busy)
        save(win, "guide/region")


@scene("guide/save")
def _guide_save() -> None:
    path = make_holiday() / "cat.jpg"
    with window() as win:
        win.open_path(path)
        wait_for(lambda: win.workbench.document is not None)
        restore(win)
        win.actions_.save_as.trigger()
        pause(_SETTLED_MS)
        save(win, "guide/save", _dialog(win, "save_dialog"))


@scene("guide/shortcuts")
def _guide_shortcuts() -> None:
    with window() as win:
        sample_restored(win)
        win.actions_.shortcuts.trigger()
        pause(_SETTLED_MS)
        save(win, "guide/shortcuts", _dialog(win, "shortcuts_dialog"))


def _dialog(win: MainWindow, name: str) -> QDialog:
    dialog = win.findChild(QDialog, name)
    assert dialog is not None
    return dialog


def main() -> None:
    """Makes the pictures that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(_SCENES))
    names = parser.parse_args().names
    unknown = set(names) - set(_SCENES)
    if unknown:
        parser.error(f"there is no picture {', '.join(sorted(unknown))}")
    shutil.rmtree(HOME, ignore_errors=True)
    HOME.mkdir()
    for kind in ("config", "cache", "data", "state"):
        os.environ[f"XDG_{kind.upper()}_HOME"] = str(HOME / f".{kind}")
    os.environ["HOME"] = str(HOME)
    application = QApplication(sys.argv[:1])
    application.setApplicationName("memnet-gui")
    install_translation(application, "en")
    for name in names or _SCENES:
        _SCENES[name]()
    shutil.rmtree(HOME, ignore_errors=True)


if __name__ == "__main__":
    main()
