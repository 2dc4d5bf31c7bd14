"""The panels of the network's inside, used as a person would."""

import gc
import threading
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.ui.main_window import MainWindow
from memnet_gui.ui.viewer import ViewMode

SaveModel = Callable[..., Path]
WAIT_MS = 60_000


def restore(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitSignals([window.restored, window.inside.inspector.measured], timeout=WAIT_MS):
        window.actions_.restore.trigger()


def toggle_memory(qtbot: QtBot, window: MainWindow, block: int, memory: str) -> None:
    with qtbot.waitSignal(window.restored, timeout=WAIT_MS):
        window.inside.matrix.memory_toggled.emit(block, memory)


@pytest.mark.parametrize("name", ["see_inside", "play_predictions"])
def test_actions_have_names(window: MainWindow, name: str) -> None:
    assert window.findChild(QAction, f"action_{name}") is not None


@pytest.mark.parametrize(
    "name",
    ["predictions_strip", "predictions_plot", "gate_norm_panel", "gate_matrix",
     "feature_map_panel", "pixel_probe"],
)  # fmt: skip
def test_panels_have_names(window: MainWindow, name: str) -> None:
    from PySide6.QtWidgets import QWidget

    assert window.findChild(QWidget, name) is not None


def test_only_the_strip_is_open_at_first(window: MainWindow) -> None:
    assert window.inside.strip_dock.isVisible()
    assert not any(dock.isVisible() for dock in window.inside.docks)
    window.actions_.see_inside.trigger()
    assert all(not dock.isHidden() for dock in window.inside.docks)
    window.actions_.see_inside.trigger()
    assert all(dock.isHidden() for dock in window.inside.docks)


def test_predictions_can_be_played_once_there_are_some(
    qtbot: QtBot, window: MainWindow, photo_path: Path
) -> None:
    play = window.actions_.play_predictions
    assert not play.isEnabled()
    window.open_path(photo_path)
    assert not play.isEnabled()
    restore(qtbot, window)
    assert play.isEnabled()
    play.trigger()
    assert play.isChecked()
    window.actions_.undo.trigger()
    assert not play.isEnabled()
    assert not play.isChecked()


def test_the_strip_shows_what_the_network_predicts(
    qtbot: QtBot, window: MainWindow, photo_path: Path
) -> None:
    window.open_path(photo_path)
    window.actions_.add_noise.trigger()
    restore(qtbot, window)
    strip, pictures = window.inside.strip, window.inside.pictures
    assert strip.keys == ("Input", "M1", "M2", "Final", "Reference")
    document = window.workbench.document
    assert document is not None
    assert document.restoration is not None
    shown = dict(pictures.shown)
    assert shown.keys() == set(strip.keys)
    for key, prediction in zip(("M1", "M2"), document.restoration.predictions, strict=True):
        expected = np.rint(prediction[39, 59].clip(0, 1) * 255).astype(int).tolist()
        colour = shown[key].levels[0].pixelColor(59, 39)
        assert [colour.red(), colour.green(), colour.blue()] == expected
    assert "dB" in strip.thumbnail("M1").caption[0]


def test_predictions_are_as_transparent_as_the_photo(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    rgba = np.random.default_rng(0).integers(0, 256, (20, 30, 4), np.uint8)
    Image.fromarray(rgba).save(tmp_path / "glass.png")
    window.open_path(tmp_path / "glass.png")
    restore(qtbot, window)
    pictures = window.inside.pictures
    for key in ("M1", "Final"):
        level = dict(pictures.shown)[key].levels[0]
        opacity = [level.pixelColor(x, 7).alpha() for x in range(30)]
        assert opacity == rgba[7, :, 3].tolist()


def test_any_two_can_be_compared(qtbot: QtBot, window: MainWindow, photo_path: Path) -> None:
    window.open_path(photo_path)
    restore(qtbot, window)
    pictures = window.inside.pictures
    shown = dict(pictures.shown)
    window.inside.strip.choose(1)
    assert (pictures.before, pictures.after) == ("Input", "M1")
    assert window.viewer.after_picture is shown["M1"]
    window.inside.strip.choose(2, before=True)
    assert (pictures.before, pictures.after) == ("M2", "M1")
    window.controls.view_mode_box.setCurrentText("Grid")
    assert window.viewer.mode is ViewMode.GRID
    window.controls.view_mode_box.setCurrentText("Difference")
    assert window.controls._gain_action.isVisible()
    restore(qtbot, window)
    assert (pictures.before, pictures.after) == ("Input", "Final")


def test_a_switched_off_memory_is_said_and_comes_back_bit_for_bit(
    qtbot: QtBot, window: MainWindow, photo_path: Path
) -> None:
    window.open_path(photo_path)
    restore(qtbot, window)
    document = window.workbench.document
    assert document is not None
    whole = document.result(1.0).pixels
    toggle_memory(qtbot, window, 2, "B0")
    ablated = window.workbench.document
    assert ablated is not None
    assert ablated.switched_off == {(2, "B0")}
    assert not np.array_equal(ablated.result(1.0).pixels, whole)
    label = window.view.info_row._ablation
    assert "B0 of gate 2" in label.text()
    assert label.isVisible()
    toggle_memory(qtbot, window, 2, "B0")
    again = window.workbench.document
    assert again is not None
    np.testing.assert_array_equal(again.result(1.0).pixels, whole)
    assert not label.isVisible()


def test_a_memory_is_inspected_on_the_photo(
    qtbot: QtBot, window: MainWindow, photo_path: Path
) -> None:
    window.open_path(photo_path)
    with qtbot.waitSignal(window.inside.inspector.inspected, timeout=WAIT_MS):
        window.inside.matrix.memory_chosen.emit(2, "B1")
    view = window.inside.maps.view
    assert view is not None
    assert (view.block, view.memory) == (2, "B1")
    assert view.maps.shape == (4, 40, 60)


def test_a_clicked_pixel_is_probed(qtbot: QtBot, window: MainWindow, photo_path: Path) -> None:
    window.open_path(photo_path)
    restore(qtbot, window)
    window.viewer.pixel_clicked.emit(QPoint(5, 7))
    assert "5" in window.inside.probe.summary
    assert window.workbench.document is not None
    field = window.inside.probing.receptive_field(QPoint(30, 20), window.workbench.document)
    assert field is not None
    assert (field.width(), field.height()) == (21, 21)


def test_a_pixel_around_a_restored_region_has_seen_nothing(
    qtbot: QtBot, window: MainWindow, photo_path: Path
) -> None:
    window.open_path(photo_path)
    window.viewer.set_selection(QRect(10, 5, 30, 20))
    with qtbot.waitSignals([window.restored, window.inside.inspector.measured], timeout=WAIT_MS):
        window.actions_.restore_region.trigger()
    document = window.workbench.document
    assert document is not None
    inside, around = [(10, 5), (39, 24)], [(9, 5), (20, 25)]
    for place in inside + around:
        field = window.inside.probing.receptive_field(QPoint(*place), document)
        assert (field is not None) == (place in inside)


def test_what_is_looked_at_says_where_it_has_another_size_than_a_restoration(
    qtbot: QtBot, window: MainWindow, photo_path: Path, save_model: SaveModel
) -> None:
    window.actions_.see_inside.trigger()
    window.open_path(photo_path)
    window.open_model(save_model(task="upscale"))
    assert all("enlarges the photo first" in note for note in look(qtbot, window))
    restore(qtbot, window)
    assert not any("its own size" in note for note in look(qtbot, window))
    window.controls.choice.choose_task("denoise")
    assert all("this is of the enlarged one" in note for note in look(qtbot, window))


def look(qtbot: QtBot, window: MainWindow) -> tuple[str, str]:
    """Has a memory and the effects computed; returns what stands over one and under the other."""
    inspector, effects = window.inside.inspector, window.inside.effects.panel
    with qtbot.waitSignals([inspector.inspected, inspector.effects_ended], timeout=WAIT_MS):
        window.inside.matrix.memory_chosen.emit(2, "B1")
        effects.box.setCurrentIndex(1)
    note = window.inside.maps.findChild(QLabel, "feature_map_note")
    assert note is not None
    return note.text(), effects.note


@pytest.mark.parametrize(
    "config",
    [
        NetworkConfig(1, 1, 4),
        NetworkConfig(12, 1, 4),
        NetworkConfig(2, 2, 4, multi_supervised=False),
        NetworkConfig(2, 2, 4, long_term=False),
        NetworkConfig(2, 2, 4, channels=3, short_term=False),
    ],
    ids=str,
)
def test_every_kind_of_network_can_be_looked_into(
    qtbot: QtBot,
    window: MainWindow,
    photo_path: Path,
    save_model: SaveModel,
    config: NetworkConfig,
) -> None:
    window.actions_.see_inside.trigger()
    with qtbot.waitSignal(window.inside.inspector.analysed, timeout=WAIT_MS):
        window.open_model(save_model(config))
    window.open_path(photo_path)
    restore(qtbot, window)
    made = len(window.inside.strip.keys) - 2
    assert made == (config.blocks if config.multi_supervised else 0)
    window.viewer.pixel_clicked.emit(QPoint(5, 7))
    measured = [row[0] for row in window.inside.plot.csv_rows() if row[4]]
    probed = [row[2] for row in window.inside.probe.csv_rows() if row[3] in ("channel", "R")]
    assert len(measured) - 1 == made  # but for the names of the columns; only M1..MM have steps
    assert len(probed) - 3 == made  # but for these, the input and the final picture


def test_a_second_model_is_laid_over_and_restores_too(
    qtbot: QtBot, window: MainWindow, photo_path: Path, save_model: SaveModel
) -> None:
    window.open_model(save_model(NetworkConfig(3, 1, 4)))
    window.open_path(photo_path)
    restore(qtbot, window)
    inspector, box = window.inside.inspector, window.inside.compare_box.box
    assert box.objectName() == "compare_model_box"
    with qtbot.waitSignals([inspector.compared, inspector.other_restored], timeout=WAIT_MS):
        box.setCurrentText("M2R2-C4")
    assert window.inside.strip.keys == ("Input", "M1", "M2", "M3", "Final", "Other model")
    window.inside.strip.choose(5, before=True)
    assert window.inside.pictures.before == "Other model"
    box.setCurrentIndex(0)
    assert "Other model" not in window.inside.strip.keys
    assert window.inside.pictures.before == "Input"


@pytest.mark.parametrize("suffix", [".png", ".svg", ".csv"])
def test_the_plot_in_front_is_exported(window: MainWindow, tmp_path: Path, suffix: str) -> None:
    window.actions_.see_inside.trigger()
    target = tmp_path / f"plot{suffix}"
    window.inside.export_plot(target)
    assert target.stat().st_size > 0
    window.inside.export_plot(target)
    assert "exists already" in window.message_bar.text


def test_an_ablation_is_set_against_the_whole_network(
    qtbot: QtBot, window: MainWindow, photo_path: Path
) -> None:
    window.open_path(photo_path)
    window.actions_.add_noise.trigger()
    restore(qtbot, window)
    with qtbot.waitSignal(window.inside.inspector.measured, timeout=WAIT_MS):
        window.inside.matrix.memory_toggled.emit(1, "H2")
    pictures = window.inside.pictures
    assert (pictures.before, pictures.after) == ("All memories", "Final")
    assert "dB" in window.view.info_row._ablation.text()
    assert window.viewer.mode is ViewMode.DIFFERENCE


def test_number_keys_choose(qtbot: QtBot, window: MainWindow, photo_path: Path) -> None:
    window.open_path(photo_path)
    restore(qtbot, window)
    qtbot.keyClick(window.viewer, Qt.Key.Key_2)
    assert window.inside.pictures.after == "M2"
    qtbot.keyClick(window.viewer, Qt.Key.Key_1, Qt.KeyboardModifier.ShiftModifier)
    assert window.inside.pictures.before == "M1"


def test_open_panels_are_remembered(qtbot: QtBot, window: MainWindow) -> None:
    window.actions_.see_inside.trigger()
    window.inside.strip_dock.hide()
    window.close()
    again = MainWindow()
    qtbot.addWidget(again)
    assert again.actions_.see_inside.isChecked()
    assert again.inside.strip_dock.isHidden()
    assert not again.inside.docks[0].isHidden()


def test_a_hundred_results_leave_widgets_and_memory_level(
    qtbot: QtBot, window: MainWindow, photo_path: Path
) -> None:
    window.actions_.see_inside.trigger()
    window.open_path(photo_path)

    def restore_often(times: int) -> tuple[int, int]:
        for _ in range(times):
            restore(qtbot, window)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        gc.collect()
        return len(window.findChildren(QObject)), tracemalloc.get_traced_memory()[0]

    restore_often(10)
    tracemalloc.start()
    objects_before, bytes_before = restore_often(10)
    objects_after, bytes_after = restore_often(80)
    tracemalloc.stop()
    assert objects_after == objects_before
    assert bytes_after - bytes_before < 500_000


def test_an_inspection_can_be_cancelled(
    qtbot: QtBot, window: MainWindow, photo_path: Path, save_model: SaveModel
) -> None:
    window.open_model(save_model(NetworkConfig(20, 10, 16)))
    window.open_path(photo_path)
    inspector = window.inside.inspector
    assert not window.actions_.cancel.isEnabled()
    with qtbot.waitSignal(inspector.progressed, timeout=WAIT_MS):
        window.inside.matrix.memory_chosen.emit(20, "H10")
    assert window.actions_.cancel.isEnabled()
    with qtbot.waitSignal(inspector.cancelled, timeout=WAIT_MS):
        window.actions_.cancel.trigger()
    qtbot.waitUntil(lambda: not window.actions_.cancel.isEnabled(), timeout=WAIT_MS)
    assert window.inside.maps.view is None


def test_restore_keeps_a_memory_off_and_another_model_switches_it_on(
    qtbot: QtBot, window: MainWindow, photo_path: Path, save_model: SaveModel
) -> None:
    window.open_path(photo_path)
    restore(qtbot, window)
    toggle_memory(qtbot, window, 2, "B0")
    restore(qtbot, window)
    document = window.workbench.document
    assert document is not None
    assert document.switched_off == {(2, "B0")}
    window.open_model(save_model(NetworkConfig(3, 1, 4)))
    assert window.inside.switched_off == frozenset()
    assert not window.inside.matrix._switched_off
    # What is on show is still the result without that memory.
    assert window.view.info_row._ablation.isVisible()
    restore(qtbot, window)
    document = window.workbench.document
    assert document is not None
    assert document.switched_off == frozenset()
    assert "All memories" not in window.inside.strip.keys
    assert not window.view.info_row._ablation.isVisible()


def test_a_stopped_ablation_leaves_the_result_and_what_is_said_of_it(
    qtbot: QtBot, window: MainWindow, photo_path: Path
) -> None:
    window.open_path(photo_path)
    restore(qtbot, window)
    others_are_done = threading.Event()
    window.workbench._inference.submit(lambda _context: others_are_done.wait(WAIT_MS / 1000))
    with qtbot.waitSignal(window.workbench.restoration_stopped, timeout=WAIT_MS):
        window.inside.matrix.memory_toggled.emit(2, "B0")
        window.workbench.cancel()  # before it has begun
        others_are_done.set()
    assert window.inside.switched_off == frozenset()
    assert not window.view.info_row._ablation.isVisible()
