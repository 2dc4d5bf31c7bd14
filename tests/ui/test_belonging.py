"""Whatever is said of the network's inside belongs to the result, model and photo it is said of."""

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from PySide6.QtCore import QPoint, QRect
from pytestqt.qtbot import QtBot
from skimage.metrics import peak_signal_noise_ratio

from memnet_gui.app.document import Document
from memnet_gui.network.checkpoint import load_checkpoint, save_checkpoint
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.ui.main_window import MainWindow

SaveModel = Callable[..., Path]
WAIT_MS = 60_000


@pytest.fixture
def noisy(window: MainWindow, photo_path: Path) -> MainWindow:
    """The window with a photo whose clean original is known."""
    window.actions_.see_inside.trigger()
    window.open_path(photo_path)
    window.actions_.add_noise.trigger()
    return window


def restore(qtbot: QtBot, window: MainWindow, action: str = "restore") -> None:
    with qtbot.waitSignals([window.restored, window.inside.inspector.measured], timeout=WAIT_MS):
        getattr(window.actions_, action).trigger()
    settle(qtbot, window)


def restore_region(qtbot: QtBot, window: MainWindow) -> None:
    window.viewer.set_selection(QRect(10, 5, 30, 20))
    restore(qtbot, window, "restore_region")


def toggle(qtbot: QtBot, window: MainWindow, block: int, memory: str) -> None:
    with qtbot.waitSignals([window.restored, window.inside.inspector.measured], timeout=WAIT_MS):
        window.inside.matrix.memory_toggled.emit(block, memory)
    settle(qtbot, window)


def settle(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.inside.inspector.is_busy, timeout=WAIT_MS)


def opened(window: MainWindow) -> Document:
    document = window.workbench.document
    assert document is not None
    return document


def psnr(document: Document, picture: np.ndarray) -> float:
    assert document.reference is not None
    return float(peak_signal_noise_ratio(document.reference.pixels, picture, data_range=1))


def warning(window: MainWindow) -> str:
    label = window.view.info_row._ablation
    return label.text() if label.isVisible() else ""


def said_change(change_db: float) -> str:
    return f"({change_db:+.2f} dB)".replace("-", "\N{MINUS SIGN}")


def weights_in_strip(window: MainWindow) -> list[float]:
    strip = window.inside.strip
    entries = [strip.thumbnail(key).entry for key in strip.keys if key.startswith("M")]
    return [entry.weight for entry in entries if entry.weight is not None]


def bars(window: MainWindow) -> list[float]:
    heights = window.inside.plot._bars.opts["height"]
    return [float(height) for height in heights]


def with_weights(path: Path, weights: Sequence[float]) -> Path:
    """Gives a saved network other ensemble weights."""
    network, card = load_checkpoint(path)
    assert network.ensemble_weights is not None
    with torch.no_grad():
        network.ensemble_weights.copy_(torch.tensor(weights))
    save_checkpoint(path, network, card)
    return path


def look(qtbot: QtBot, window: MainWindow, block: int, memory: str) -> None:
    with qtbot.waitSignal(window.inside.inspector.inspected, timeout=WAIT_MS):
        window.inside.matrix.memory_chosen.emit(block, memory)


def read(window: MainWindow) -> list[tuple[str, list[float]]]:
    values = window.inside.probing.read(opened(window), QPoint(30, 20), 0.5)
    return [(name, channels.tolist()) for name, channels in values]


def read_of(document: Document, key: str) -> list[tuple[str, list[float]]]:
    assert document.restoration is not None
    prediction = document.restoration.predictions[int(key[1:]) - 1]
    before = document.photo.pixels[20, 30]
    return [("Input", before.tolist()), (key, prediction[20, 30].tolist())]


def test_what_a_memory_costs_is_the_difference(qtbot: QtBot, noisy: MainWindow) -> None:
    restore(qtbot, noisy)
    whole = psnr(opened(noisy), opened(noisy).result(1).pixels)
    toggle(qtbot, noisy, 2, "B0")
    change = psnr(opened(noisy), opened(noisy).result(1).pixels) - whole
    assert said_change(change) in warning(noisy)
    assert noisy.inside.strip.thumbnail("All memories").caption[0] == f"{whole:.2f} dB"
    toggle(qtbot, noisy, 1, "H1")
    change = psnr(opened(noisy), opened(noisy).result(1).pixels) - whole
    assert said_change(change) in warning(noisy)


def test_a_region_is_no_measure_for_the_whole_photo(qtbot: QtBot, noisy: MainWindow) -> None:
    restore_region(qtbot, noisy)
    toggle(qtbot, noisy, 2, "B0")
    assert "B0 of gate 2" in warning(noisy)
    assert "dB" not in warning(noisy)
    assert "All memories" not in noisy.inside.strip.keys


def test_the_whole_photo_is_no_measure_for_a_region(qtbot: QtBot, noisy: MainWindow) -> None:
    restore(qtbot, noisy)
    toggle(qtbot, noisy, 2, "B0")
    restore_region(qtbot, noisy)
    assert "B0 of gate 2" in warning(noisy)
    assert "dB" not in warning(noisy)
    assert "All memories" not in noisy.inside.strip.keys


def test_the_self_ensemble_is_no_measure_without_it(qtbot: QtBot, noisy: MainWindow) -> None:
    restore(qtbot, noisy)
    noisy.actions_.self_ensemble.trigger()
    toggle(qtbot, noisy, 2, "H1")
    assert "dB" not in warning(noisy)
    assert "All memories" not in noisy.inside.strip.keys


def test_another_ablation_is_set_against_the_whole_network_too(
    qtbot: QtBot, noisy: MainWindow, save_model: SaveModel
) -> None:
    restore(qtbot, noisy)
    whole, picture = opened(noisy).result(1).pixels, noisy.inside.pictures.picture("Final")
    toggle(qtbot, noisy, 2, "H1")
    first = noisy.choice.chosen
    noisy.open_model(save_model(NetworkConfig(3, 1, 4)))
    assert first is not None
    noisy.choice.choose_model(first, 1)
    assert noisy.inside.switched_off == frozenset()
    toggle(qtbot, noisy, 2, "B0")
    assert noisy.inside.switched_off == {(2, "B0")}
    change = psnr(opened(noisy), opened(noisy).result(1).pixels) - psnr(opened(noisy), whole)
    assert said_change(change) in warning(noisy)
    assert noisy.inside.pictures.picture("All memories") is picture


def test_an_ablated_result_that_came_back_is_no_measure(qtbot: QtBot, noisy: MainWindow) -> None:
    toggle(qtbot, noisy, 2, "H1")
    restore(qtbot, noisy)
    toggle(qtbot, noisy, 2, "H1")
    noisy.actions_.undo.trigger()
    noisy.actions_.undo.trigger()
    settle(qtbot, noisy)
    assert opened(noisy).switched_off == {(2, "H1")}
    toggle(qtbot, noisy, 2, "B0")
    assert "dB" not in warning(noisy)
    assert "All memories" not in noisy.inside.strip.keys


def test_another_models_result_is_no_measure(
    qtbot: QtBot, noisy: MainWindow, save_model: SaveModel
) -> None:
    restore(qtbot, noisy)
    noisy.open_model(save_model(NetworkConfig(3, 1, 4)))
    toggle(qtbot, noisy, 3, "B0")
    assert "dB" not in warning(noisy)
    assert "All memories" not in noisy.inside.strip.keys


def test_the_strip_keeps_the_weights_of_the_model_that_restored(
    qtbot: QtBot, noisy: MainWindow, save_model: SaveModel
) -> None:
    first = with_weights(save_model(NetworkConfig(2, 1, 4)), (0.25, 0.75))
    second = with_weights(save_model(NetworkConfig(2, 3, 4)), (0.9, 0.1))
    with qtbot.waitSignal(noisy.inside.inspector.analysed, timeout=WAIT_MS):
        noisy.open_model(first)
    restore(qtbot, noisy)
    assert weights_in_strip(noisy) == pytest.approx([0.25, 0.75])
    with qtbot.waitSignal(noisy.inside.inspector.analysed, timeout=WAIT_MS):
        noisy.open_model(second)
    assert weights_in_strip(noisy) == pytest.approx([0.25, 0.75])
    assert bars(noisy) == pytest.approx([0.25, 0.75])
    assert first.stem in noisy.inside.plot._weights_title.text()
    restore(qtbot, noisy)
    assert weights_in_strip(noisy) == pytest.approx([0.9, 0.1])
    assert bars(noisy) == pytest.approx([0.9, 0.1])
    noisy.actions_.undo.trigger()
    settle(qtbot, noisy)
    assert weights_in_strip(noisy) == pytest.approx([0.25, 0.75])


def test_an_ablated_result_is_called_so_whatever_is_chosen(
    qtbot: QtBot, noisy: MainWindow, save_model: SaveModel
) -> None:
    restore(qtbot, noisy)
    toggle(qtbot, noisy, 2, "H1")
    said = warning(noisy)
    assert "H1 of gate 2" in said
    noisy.open_model(save_model(NetworkConfig(3, 1, 4)))
    settle(qtbot, noisy)
    assert warning(noisy) == said
    assert noisy.inside.switched_off == frozenset()
    restore(qtbot, noisy)
    assert warning(noisy) == ""


def test_maps_of_another_model_go(qtbot: QtBot, noisy: MainWindow, save_model: SaveModel) -> None:
    look(qtbot, noisy, 2, "B1")
    noisy.open_model(save_model(NetworkConfig(3, 1, 4)))
    assert noisy.inside.maps.view is None


def test_maps_are_of_the_network_without_what_is_switched_off(
    qtbot: QtBot, noisy: MainWindow
) -> None:
    restore(qtbot, noisy)
    look(qtbot, noisy, 2, "B1")
    view = noisy.inside.maps.view
    assert view is not None
    whole = view.maps
    toggle(qtbot, noisy, 1, "B0")
    assert noisy.inside.maps.view is not None
    assert not np.array_equal(noisy.inside.maps.view.maps, whole)
    toggle(qtbot, noisy, 1, "B0")
    np.testing.assert_array_equal(noisy.inside.maps.view.maps, whole)


def test_the_pixel_is_read_again_in_another_result(
    qtbot: QtBot, noisy: MainWindow, save_model: SaveModel
) -> None:
    restore(qtbot, noisy)
    noisy.viewer.pixel_clicked.emit(QPoint(30, 20))
    noisy.open_model(save_model(NetworkConfig(3, 1, 4)))
    restore(qtbot, noisy)
    value = opened(noisy).result(1).pixels[20, 30] * 255
    assert noisy.inside.probe.summary.endswith(f"Final {' '.join(f'{it:.0f}' for it in value)}")


def test_a_region_is_measured_alone(qtbot: QtBot, noisy: MainWindow) -> None:
    restore_region(qtbot, noisy)
    document = opened(noisy)
    assert document.restoration is not None
    assert document.reference is not None
    part = np.s_[5:25, 10:40]
    expected = peak_signal_noise_ratio(
        document.reference.pixels[part], document.restoration.predictions[0][part], data_range=1
    )
    thumbnail = noisy.inside.strip.thumbnail("M1")
    assert thumbnail.caption[0] == f"{expected:.2f} dB"
    assert "Only the restored region is measured." in thumbnail.toolTip()
    assert "restored region" in noisy.inside.plot.quality_title


@pytest.mark.parametrize("channels", [1, 3])
def test_figures_of_colour_photos_say_that_they_are_of_rgb(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, channels: int
) -> None:
    shape = (40, 60) if channels == 1 else (40, 60, 3)
    pixels = np.random.default_rng(0).integers(0, 256, shape, np.uint8)
    Image.fromarray(pixels).save(tmp_path / "photo.png")
    window.open_path(tmp_path / "photo.png")
    window.actions_.add_noise.trigger()
    restore(qtbot, window)
    assert ("RGB" in window.inside.plot.quality_title) == (channels == 3)
    tip = window.inside.strip.thumbnail("M1").toolTip()
    assert ("red, green and blue" in tip) == (channels == 3)


def test_only_the_result_is_blended_with_the_photo(qtbot: QtBot, noisy: MainWindow) -> None:
    restore(qtbot, noisy)
    noisy.controls.strength_slider.setValue(50)
    scene = noisy.viewer._scene
    assert scene.strength == 0.5
    noisy.inside.strip.choose(1)
    assert scene.strength == 1.0
    assert read(noisy) == read_of(opened(noisy), "M1")
    noisy.controls.strength_slider.setValue(40)
    assert (noisy.inside.pictures.before, noisy.inside.pictures.after) == ("Input", "Final")
    assert scene.strength == 0.4
    noisy.inside.strip.choose(2, before=True)
    assert scene.strength == 1.0


def test_a_stopped_run_is_not_called_final(
    qtbot: QtBot, noisy: MainWindow, save_model: SaveModel
) -> None:
    noisy.open_model(save_model(NetworkConfig(12, 8, 16)))
    with qtbot.waitSignal(noisy.workbench.prediction_restored, timeout=WAIT_MS):
        noisy.actions_.restore.trigger()
    with qtbot.waitSignals(
        [noisy.workbench.restoration_stopped, noisy.inside.inspector.measured], timeout=WAIT_MS
    ):
        noisy.actions_.cancel.trigger()
    restoration = opened(noisy).restoration
    assert restoration is not None
    assert restoration.newest is not None
    title = f"M{restoration.newest} (stopped)"
    assert noisy.inside.strip.thumbnail("Final").entry.title == title
    assert noisy.viewer._scene.after_label == title
    assert not noisy.inside.plot._final_level.isVisible()
    qtbot.waitUntil(lambda: "→" in noisy.view.info_row._metrics.text(), timeout=WAIT_MS)
    noisy.open_model(save_model())
    restore(qtbot, noisy)
    assert noisy.inside.strip.thumbnail("Final").entry.title == "Final"
    assert noisy.viewer._scene.after_label == "After"


def test_a_stopped_self_ensemble_says_how_far_it_came(
    qtbot: QtBot, noisy: MainWindow, save_model: SaveModel
) -> None:
    noisy.open_model(save_model(NetworkConfig(6, 6, 16)))
    noisy.actions_.self_ensemble.trigger()
    shares: list[float] = []
    noisy.workbench.progressed.connect(lambda progress: shares.append(progress.done))
    noisy.actions_.restore.trigger()
    qtbot.waitUntil(lambda: bool(shares) and shares[-1] > 0.3, timeout=WAIT_MS)
    with qtbot.waitSignal(noisy.workbench.restoration_stopped, timeout=WAIT_MS):
        noisy.actions_.cancel.trigger()
    restoration = opened(noisy).restoration
    assert restoration is not None
    done = restoration.positions
    assert 2 <= done < 8
    assert noisy.inside.strip.thumbnail("Final").entry.title == f"{done}/8 (stopped)"
    assert f"mean of {done} of 8 positions" in noisy.message_bar.text
    first = noisy.inside.pictures.picture("M1")
    assert first is not None
    wanted = np.rint(restoration.predictions[0][20, 30].clip(0, 1) * 255).astype(int).tolist()
    colour = first.levels[0].pixelColor(30, 20)
    assert [colour.red(), colour.green(), colour.blue()] == wanted


def test_nothing_comes_of_a_second_model_that_was_unchosen(
    qtbot: QtBot, noisy: MainWindow, save_model: SaveModel
) -> None:
    noisy.open_model(save_model(NetworkConfig(3, 1, 4)))
    restore(qtbot, noisy)
    box, go_on = noisy.inside.compare_box.box, threading.Event()
    noisy.inside.inspector._runner.submit(lambda _context: go_on.wait(WAIT_MS / 1000))
    box.setCurrentText("M2R2-C4")
    box.setCurrentIndex(0)
    go_on.set()
    settle(qtbot, noisy)
    assert "Other model" not in noisy.inside.strip.keys
    assert noisy.inside.norms._overlay == ()


def test_the_second_models_result_is_measured(
    qtbot: QtBot, noisy: MainWindow, save_model: SaveModel
) -> None:
    noisy.open_model(save_model(NetworkConfig(3, 1, 4)))
    restore(qtbot, noisy)
    with qtbot.waitSignal(noisy.inside.inspector.other_restored, timeout=WAIT_MS):
        noisy.inside.compare_box.box.setCurrentText("M2R2-C4")
    said = noisy.inside.strip.thumbnail("Other model").caption[0]
    noisy.inside.compare_box.box.setCurrentIndex(0)
    first = next(info for info in noisy.choice.models if info.name == "M2R2-C4")
    noisy.choice.choose_model(first, 1)
    restore(qtbot, noisy)
    assert noisy.inside.strip.thumbnail("Final").caption[0] == said


def test_cancelling_leaves_the_gates_of_the_chosen_model(
    qtbot: QtBot, noisy: MainWindow, save_model: SaveModel
) -> None:
    go_on = threading.Event()
    noisy.inside.inspector._runner.submit(lambda _context: go_on.wait(WAIT_MS / 1000))
    noisy.inside.matrix.memory_chosen.emit(2, "B1")
    noisy.open_model(save_model(NetworkConfig(4, 1, 4)))
    noisy.inside.inspector.cancel()
    go_on.set()
    settle(qtbot, noisy)
    assert len(noisy.inside.norms.plot.norms) == 4


def test_figures_of_the_result_before_go_while_another_is_made(
    qtbot: QtBot, noisy: MainWindow
) -> None:
    restore(qtbot, noisy)
    plot = noisy.inside.plot
    known = [row[1] for row in list(plot.csv_rows())[1:]]
    assert any(known)
    with qtbot.waitSignal(noisy.workbench.restoration_started, timeout=WAIT_MS):
        noisy.actions_.restore.trigger()
    assert not any(row[1] for row in list(plot.csv_rows())[1:])
    assert plot._quality.isVisible()
    qtbot.waitUntil(lambda: not noisy.workbench.restoring, timeout=WAIT_MS)
    settle(qtbot, noisy)
    assert [row[1] for row in list(plot.csv_rows())[1:]] == known


def test_another_photo_is_what_the_viewer_shows(
    qtbot: QtBot, noisy: MainWindow, tmp_path: Path
) -> None:
    restore(qtbot, noisy)
    noisy.controls.strength_slider.setValue(50)
    noisy.inside.strip.choose(2)
    Image.new("L", (48, 36), 99).save(tmp_path / "other.png")
    noisy.open_path(tmp_path / "other.png")
    assert noisy.viewer._scene.before is opened(noisy).rendering
    assert noisy.viewer.after_picture is None
    restore(qtbot, noisy)
    assert noisy.viewer.after_picture is noisy.inside.pictures.picture("Final")


def test_a_run_without_a_result_leaves_nothing_of_its_model(
    qtbot: QtBot, noisy: MainWindow, save_model: SaveModel
) -> None:
    other = with_weights(save_model(NetworkConfig(2, 1, 4)), (0.25, 0.75))
    settle(qtbot, noisy)
    go_on = threading.Event()
    noisy.workbench._inference.submit(lambda _context: go_on.wait(WAIT_MS / 1000))
    noisy.actions_.restore.trigger()
    with qtbot.waitSignal(noisy.workbench.restoration_stopped, timeout=WAIT_MS):
        noisy.actions_.cancel.trigger()
        go_on.set()
    assert noisy.inside.strip.keys == ()
    with qtbot.waitSignal(noisy.inside.inspector.analysed, timeout=WAIT_MS):
        noisy.open_model(other)
    assert bars(noisy) == pytest.approx([0.25, 0.75])


def test_gates_are_never_those_of_the_model_before(
    qtbot: QtBot, noisy: MainWindow, save_model: SaveModel
) -> None:
    settle(qtbot, noisy)
    go_on = threading.Event()
    noisy.inside.inspector._runner.submit(lambda _context: go_on.wait(WAIT_MS / 1000))
    noisy.open_model(save_model(NetworkConfig(4, 1, 4)))
    assert noisy.inside.matrix.columns == ()
    assert not noisy.inside.norms.plot.norms
    go_on.set()
    settle(qtbot, noisy)
    assert len(noisy.inside.norms.plot.norms) == 4
    first = next(info for info in noisy.choice.models if info.name == "M2R2-C4")
    noisy.choice.choose_model(first, 1)
    assert len(noisy.inside.norms.plot.norms) == 2  # known already
    settle(qtbot, noisy)


def test_a_file_that_was_replaced_has_other_weights(
    qtbot: QtBot, noisy: MainWindow, save_model: SaveModel
) -> None:
    path = with_weights(save_model(NetworkConfig(2, 1, 4)), (0.25, 0.75))
    with qtbot.waitSignal(noisy.inside.inspector.analysed, timeout=WAIT_MS):
        noisy.open_model(path)
    restore(qtbot, noisy)
    save_model(NetworkConfig(3, 1, 4)).replace(path)
    with qtbot.waitSignal(noisy.inside.inspector.analysed, timeout=WAIT_MS):
        noisy.open_model(path)
    settle(qtbot, noisy)
    assert weights_in_strip(noisy) == pytest.approx([0.25, 0.75])


def test_a_memory_is_not_toggled_while_another_photo_opens(
    qtbot: QtBot, noisy: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    restore(qtbot, noisy)
    monkeypatch.setattr(type(noisy.workbench), "opening", property(lambda _bench: True))
    noisy.inside.matrix.memory_toggled.emit(2, "B0")
    assert not noisy.workbench.restoration_follows
    assert noisy.inside.switched_off == frozenset()


def test_the_warning_stands_from_the_start(qtbot: QtBot, noisy: MainWindow) -> None:
    restore(qtbot, noisy)
    said: list[str] = []
    noisy.workbench.restoration_started.connect(lambda: said.append(warning(noisy)))
    toggle(qtbot, noisy, 2, "H1")
    assert "H1 of gate 2" in said[0]


def test_a_second_models_figures_are_of_the_result_on_show(
    qtbot: QtBot, noisy: MainWindow, save_model: SaveModel
) -> None:
    noisy.open_model(save_model(NetworkConfig(3, 1, 4)))
    restore(qtbot, noisy)
    with qtbot.waitSignal(noisy.inside.inspector.other_restored, timeout=WAIT_MS):
        noisy.inside.compare_box.box.setCurrentText("M2R2-C4")
    assert "Other model" in noisy.inside.strip.keys
    with qtbot.waitSignal(noisy.workbench.restoration_started, timeout=WAIT_MS):
        noisy.actions_.restore.trigger()
    assert noisy.inside.second.figures == ()
    assert "Other model" not in noisy.inside.strip.keys
    qtbot.waitUntil(lambda: "Other model" in noisy.inside.strip.keys, timeout=WAIT_MS)
    settle(qtbot, noisy)
