"""The effect of each memory in the gate matrix, used as a person would."""

import csv
import io
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot
from skimage.metrics import peak_signal_noise_ratio

from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.restoration import effects, restorer
from memnet_gui.ui.main_window import MainWindow

SaveModel = Callable[..., Path]
WAIT_MS = 60_000
NORM, EFFECT = "Weight norm", "Effect on the photo"


@pytest.fixture
def noisy(window: MainWindow, photo_path: Path) -> MainWindow:
    """The window with a photo whose clean original is known, all of it in view."""
    window.actions_.see_inside.trigger()
    window.open_path(photo_path)
    window.actions_.add_noise.trigger()
    return window


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Has measuring wait, after the first effect, until the event is set or it is cancelled."""
    go_on, measure = threading.Event(), effects.measure_effects

    def wait(request: Any, found: Any, cancel: Any, report: Any) -> Any:
        def tell(so_far: effects.Effects) -> None:
            found(so_far)
            while not (go_on.is_set() or cancel.is_set()):
                go_on.wait(0.01)

        return measure(request, tell, cancel, report)

    monkeypatch.setattr(effects, "measure_effects", wait)
    return go_on


def box_of(window: MainWindow) -> QComboBox:
    box = window.findChild(QComboBox, "matrix_measure_box")
    assert box is not None
    return box


def settle(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.inside.inspector.is_busy, timeout=WAIT_MS)


def measure(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.inside.inspector.effects_ended, timeout=WAIT_MS):
        box_of(window).setCurrentText(EFFECT)
    settle(qtbot, window)


def begin(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.inside.inspector.effects_measured, timeout=WAIT_MS):
        box_of(window).setCurrentText(EFFECT)


def restore(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitSignals([window.restored, window.inside.inspector.measured], timeout=WAIT_MS):
        window.actions_.restore.trigger()
    settle(qtbot, window)


def toggle(qtbot: QtBot, window: MainWindow, block: int, memory: str) -> None:
    with qtbot.waitSignals([window.restored, window.inside.inspector.measured], timeout=WAIT_MS):
        window.inside.matrix.memory_toggled.emit(block, memory)
    settle(qtbot, window)


def psnr(window: MainWindow) -> float:
    document = window.workbench.document
    assert document is not None
    assert document.reference is not None
    pictures = document.reference.pixels, document.result(1).pixels
    return float(peak_signal_noise_ratio(*pictures, data_range=1))


def said_of(window: MainWindow, block: int, memory: str) -> str:
    return window.inside.matrix._values.describe((block, memory))


def test_without_a_photo_there_is_nothing_to_choose(window: MainWindow) -> None:
    box = box_of(window)
    assert not box.isEnabled()
    assert [box.itemText(index) for index in range(box.count())] == [NORM, EFFECT]


def test_the_effect_is_what_switching_off_costs(qtbot: QtBot, noisy: MainWindow) -> None:
    measure(qtbot, noisy)
    said = said_of(noisy, 2, "B0")
    restore(qtbot, noisy)
    whole = psnr(noisy)
    assert box_of(noisy).currentText() == EFFECT  # restoring made no other memories of them
    toggle(qtbot, noisy, 2, "B0")
    change = f"{psnr(noisy) - whole:+.2f}".replace("-", "\N{MINUS SIGN}")
    assert said == f"Gate 2 · B0 · {change} dB"


def test_without_a_clean_photo_it_is_how_the_picture_changes(
    qtbot: QtBot, window: MainWindow, photo_path: Path
) -> None:
    window.open_path(photo_path)
    measure(qtbot, window)
    assert "changes the picture by" in said_of(window, 1, "B0")


def test_where_it_was_measured_is_said(
    qtbot: QtBot, noisy: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel = noisy.inside.effects.panel
    measure(qtbot, noisy)
    assert panel.note == "Measured on the 60 × 40 pixels of the view."
    box_of(noisy).setCurrentText(NORM)
    assert panel.note == ""
    monkeypatch.setattr(effects, "LARGEST_REGION_PX", 32)
    noisy.actions_.add_noise.trigger()
    measure(qtbot, noisy)
    assert panel.note == "Measured on the middle 32 × 32 pixels of the view."


def test_cells_fill_as_they_come(qtbot: QtBot, noisy: MainWindow, held: threading.Event) -> None:
    begin(qtbot, noisy)
    assert "dB" in said_of(noisy, 1, "B0")
    assert "not measured yet" in said_of(noisy, 2, "H2")
    assert noisy.inside.effects.panel.note.startswith("Measuring…")
    assert noisy.actions_.cancel.isEnabled()
    held.set()
    settle(qtbot, noisy)
    assert "dB" in said_of(noisy, 2, "H2")
    assert not noisy.actions_.cancel.isEnabled()


def test_the_norms_come_back_and_the_effects_are_kept(qtbot: QtBot, noisy: MainWindow) -> None:
    measure(qtbot, noisy)
    box_of(noisy).setCurrentText(NORM)
    assert "mean norm" in said_of(noisy, 1, "B0")
    with qtbot.assertNotEmitted(noisy.inside.inspector.busy_changed):
        box_of(noisy).setCurrentText(EFFECT)
    assert "dB" in said_of(noisy, 1, "B0")


def test_chosen_again_it_is_measured_where_the_view_is_now(qtbot: QtBot, noisy: MainWindow) -> None:
    measure(qtbot, noisy)
    box = box_of(noisy)
    with qtbot.assertNotEmitted(noisy.inside.inspector.busy_changed):
        box.activated.emit(1)
    for _ in range(8):
        noisy.viewer.zoom_in()
    with qtbot.waitSignal(noisy.inside.inspector.effects_ended, timeout=WAIT_MS):
        box.activated.emit(1)
    settle(qtbot, noisy)
    assert "60 × 40" not in noisy.inside.effects.panel.note


def test_esc_keeps_what_was_measured(
    qtbot: QtBot, noisy: MainWindow, held: threading.Event
) -> None:
    begin(qtbot, noisy)
    with qtbot.waitSignal(noisy.inside.inspector.cancelled, timeout=WAIT_MS):
        noisy.actions_.cancel.trigger()
    assert box_of(noisy).currentText() == EFFECT
    assert "dB" in said_of(noisy, 1, "B0")
    assert noisy.inside.effects.panel.note.startswith("Stopped before the end. Measured on")
    held.set()
    box_of(noisy).setCurrentText(NORM)
    measure(qtbot, noisy)
    assert "dB" in said_of(noisy, 2, "H2")


def test_what_fails_at_once_shows_the_norms(
    qtbot: QtBot, noisy: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(effects.AblatedRun, "whole", fail)
    with qtbot.waitSignal(noisy.inside.inspector.failed, timeout=WAIT_MS):
        box_of(noisy).setCurrentText(EFFECT)
    assert box_of(noisy).currentText() == NORM
    assert "zoom in" in noisy.message_bar.text
    assert noisy.inside.effects.panel.note == ""


@pytest.mark.parametrize("what", ["photo", "model", "memory"])
@pytest.mark.parametrize("when", ["done", "under way"])
def test_effects_go_with_what_they_belong_to(
    qtbot: QtBot,
    noisy: MainWindow,
    photo_path: Path,
    save_model: SaveModel,
    held: threading.Event,
    what: str,
    when: str,
) -> None:
    if when == "done":
        held.set()
        measure(qtbot, noisy)
    else:
        begin(qtbot, noisy)
    if what == "photo":
        noisy.open_path(photo_path)
    elif what == "model":
        with qtbot.waitSignal(noisy.inside.inspector.analysed, timeout=WAIT_MS):
            noisy.open_model(save_model(NetworkConfig(3, 1, 4)))
    else:
        toggle(qtbot, noisy, 2, "B0")
    assert box_of(noisy).currentText() == NORM
    assert noisy.inside.effects.panel.note == ""
    assert "mean norm" in said_of(noisy, 1, "B0")
    assert next(iter(noisy.inside.matrix.csv_rows())) == ("block", "memory", "mean_norm")
    settle(qtbot, noisy)
    assert box_of(noisy).currentText() == NORM


def test_they_are_of_the_network_without_what_is_off(qtbot: QtBot, noisy: MainWindow) -> None:
    restore(qtbot, noisy)
    toggle(qtbot, noisy, 2, "B0")
    without_one = psnr(noisy)
    measure(qtbot, noisy)
    said = said_of(noisy, 1, "H1")
    assert said_of(noisy, 2, "B0") == "Gate 2 · B0 · 0.00 dB"
    toggle(qtbot, noisy, 1, "H1")
    change = f"{psnr(noisy) - without_one:+.2f}".replace("-", "\N{MINUS SIGN}")
    assert said == f"Gate 1 · H1 · {change} dB"


def test_they_are_exported(qtbot: QtBot, noisy: MainWindow, tmp_path: Path) -> None:
    measure(qtbot, noisy)
    noisy.inside.docks[2].raise_()
    qtbot.waitUntil(lambda: noisy.inside.plot_in_front is noisy.inside.matrix)
    target = tmp_path / "matrix.csv"
    noisy.inside.export_plot(target)
    rows = list(csv.reader(io.StringIO(target.read_text(encoding="utf-8"))))
    assert rows[0] == ["block", "memory", "mean_norm", "psnr_change_db", "rms_change"]
    assert len(rows) == 1 + 3 + 4
    assert all(float(row[4]) > 0 for row in rows[1:])


def test_a_memory_is_chosen_by_keyboard_there_too(qtbot: QtBot, noisy: MainWindow) -> None:
    measure(qtbot, noisy)
    noisy.inside.docks[2].raise_()
    with qtbot.waitSignal(noisy.inside.inspector.inspected, timeout=WAIT_MS):
        qtbot.keyClick(noisy.inside.matrix, Qt.Key.Key_Right)
    assert "dB" in noisy.inside.matrix.readout
    assert noisy.inside.matrix.accessibleDescription() == EFFECT


def test_a_restoration_goes_first(
    qtbot: QtBot, noisy: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, restore_ = threading.Event(), restorer.restore

    def wait(*args: Any, **more: Any) -> Any:
        assert go_on.wait(30)
        return restore_(*args, **more)

    monkeypatch.setattr(restorer, "restore", wait)
    told = QSignalSpy(noisy.inside.inspector.effects_measured)
    noisy.actions_.restore.trigger()
    box_of(noisy).setCurrentText(EFFECT)
    qtbot.wait(300)
    assert noisy.workbench.restoring
    assert noisy.inside.inspector.is_busy
    assert not told.count()
    with qtbot.waitSignal(noisy.inside.inspector.effects_ended, timeout=WAIT_MS):
        go_on.set()
    settle(qtbot, noisy)
    assert told.count() > 1
