"""What a person does in the window, through the names that scripts rely on."""

import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFileDialog,
    QLabel,
    QProgressBar,
    QSlider,
    QWidget,
)
from pytestqt.qtbot import QtBot

from memnet_gui.imaging.files import read_photo
from memnet_gui.imaging.photo import Photo
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.restoration.request import Preparing, TileRestored
from memnet_gui.ui.main_window import MainWindow
from memnet_gui.ui.theme import ACCENT
from memnet_gui.ui.view_modes import VIEW_MODES
from memnet_gui.ui.viewer import CompareViewer, Pyramid, ViewMode

SaveModel = Callable[..., Path]
SLOW = NetworkConfig(20, 10, 32)


def action(window: MainWindow, name: str) -> QAction:
    found = window.findChild(QAction, f"action_{name}")
    assert isinstance(found, QAction), name
    return found


def label(window: MainWindow, name: str) -> str:
    found = window.findChild(QLabel, name)
    assert isinstance(found, QLabel), name
    return found.text()


def restore(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.restored, timeout=60_000):
        action(window, "restore").trigger()


@pytest.mark.parametrize(
    "name",
    ["open", "open_sample", "save_as", "restore", "cancel", "fit", "actual_size", "add_noise",
     "paste", "show_original", "split", "open_model", "about", "quit", "reduce", "compress",
     "follow_suggestion"],
)  # fmt: skip
def test_actions_have_names_tooltips_and_shortcuts(window: MainWindow, name: str) -> None:
    found = action(window, name)
    assert found.toolTip()
    assert name == "about" or not found.shortcut().isEmpty()


def test_no_two_actions_share_a_shortcut(window: MainWindow) -> None:
    keys = [a.shortcut().toString() for a in window.findChildren(QAction) if a.shortcut()]
    keys = [key for key in keys if key]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("viewer", CompareViewer),
        ("model_box", QComboBox),
        ("strength_slider", QSlider),
        ("progress_bar", QProgressBar),
        ("view_mode_box", QComboBox),
        ("metrics_label", QLabel),
        ("message_bar", QWidget),
    ],
)
def test_widgets_have_names(window: MainWindow, name: str, kind: type[QWidget]) -> None:
    assert window.findChild(kind, name) is not None


def test_empty_window_invites(window: MainWindow) -> None:
    assert window.view.invitation.isVisible()
    assert window.view.invitation.geometry() == window.viewer.rect()
    for name in ("restore", "cancel", "save_as", "add_noise", "reduce", "compress", "fit"):
        assert not action(window, name).isEnabled(), name
    assert not window.controls.strength_slider.isEnabled()


def test_the_default_model_is_the_shipped_one(qtbot: QtBot) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    assert window.controls.model_box.currentText() == "denoise-grey-fast"
    assert "M4R3 C32" in label(window, "engine_label")


def test_grey_that_is_stored_as_colour_gets_the_model_for_grey(
    qtbot: QtBot, tmp_path: Path
) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    grey = Image.fromarray(np.random.default_rng(0).integers(0, 256, (300, 20), np.uint8))
    colour = grey.convert("RGB")
    grey.convert("RGB").save(tmp_path / "grey.png")
    colour.putpixel((19, 299), (250, 0, 0))
    colour.save(tmp_path / "colour.png")
    for name in ("colour", "grey"):
        window.open_path(tmp_path / f"{name}.png")
        assert window.controls.model_box.currentText() == f"denoise-{name}-fast"
        assert label(window, "photo_label").split("   ·   ")[2] == name


def test_open_restore_and_save(
    qtbot: QtBot, window: MainWindow, photo_path: Path, tmp_path: Path
) -> None:
    window.open_path(photo_path)
    assert not window.view.invitation.isVisible()
    assert "Straße 1.png" in window.windowTitle()
    assert "60 × 40" in label(window, "photo_label")
    restore(qtbot, window)
    document = window.workbench.document
    assert document is not None
    shown = np.rint(document.result(1.0).pixels.clip(0, 1) * 255).astype(int)
    after = window.viewer.after_picture
    assert after is not None
    colour = after.levels[0].pixelColor(59, 39)
    assert [colour.red(), colour.green(), colour.blue()] == shown[39, 59].tolist()
    window.save_as(tmp_path / "out.png")
    qtbot.waitUntil((tmp_path / "out.png").exists, timeout=60_000)
    qtbot.waitUntil(lambda: "out.png" in window.message_bar.text)
    np.testing.assert_array_equal(
        np.rint(read_photo(tmp_path / "out.png").pixels * 255).astype(int), shown
    )


def test_the_self_ensemble_reaches_the_network(
    qtbot: QtBot, window: MainWindow, photo_path: Path
) -> None:
    """What it computes is tested with the engine; here, that the switch has it computed."""
    window.open_path(photo_path)
    finals = []
    for _ in range(3):
        restore(qtbot, window)
        document = window.workbench.document
        assert document is not None
        assert document.restoration is not None
        finals.append(document.result(1.0).pixels)
        window.actions_.self_ensemble.trigger()
        assert ("8×" in label(window, "engine_label")) == window.workbench.compute.self_ensemble
    assert np.abs(finals[0] - finals[1]).max() > 1e-3
    np.testing.assert_allclose(finals[0], finals[2], atol=1e-5)


def test_noise_gives_figures_before_and_after(
    qtbot: QtBot, window: MainWindow, photo_path: Path
) -> None:
    window.open_path(photo_path)
    assert label(window, "metrics_label") == ""
    action(window, "add_noise").trigger()
    qtbot.waitUntil(lambda: "PSNR" in label(window, "metrics_label"), timeout=60_000)
    assert "→" not in label(window, "metrics_label")
    restore(qtbot, window)
    qtbot.waitUntil(lambda: label(window, "metrics_label").count("→") == 2, timeout=60_000)
    full = label(window, "metrics_label")
    window.controls.strength_slider.setValue(0)
    qtbot.waitUntil(lambda: label(window, "metrics_label") != full, timeout=60_000)
    words = label(window, "metrics_label").split()
    assert words[1] == words[3]


def test_sample_is_noisy_and_can_be_restored(qtbot: QtBot, window: MainWindow) -> None:
    action(window, "open_sample").trigger()
    document = window.workbench.document
    assert document is not None
    assert document.degradation is not None
    assert document.reference is not None
    restore(qtbot, window)


def test_clean_samples(window: MainWindow) -> None:
    action(window, "open_sample_chelsea").trigger()
    assert window.workbench.document is not None
    assert window.workbench.document.photo.channels == 3


def test_view_modes(window: MainWindow, photo_path: Path) -> None:
    window.open_path(photo_path)
    window.controls.view_mode_box.setCurrentText("Split")
    assert window.viewer.mode is ViewMode.SPLIT
    assert action(window, "split").isChecked()
    action(window, "split").trigger()
    assert window.viewer.mode is ViewMode.SIDE_BY_SIDE
    assert window.controls.view_mode_box.currentText() == "Side by side"


@pytest.mark.parametrize("mode", ["Difference", "Grid"])
def test_split_gives_way_to_any_other_view(window: MainWindow, photo_path: Path, mode: str) -> None:
    window.open_path(photo_path)
    window.controls.view_mode_box.setCurrentText("Split")
    window.controls.view_mode_box.setCurrentText(mode)
    assert window.controls.view_mode_box.currentText() == mode
    assert window.viewer.mode is VIEW_MODES[mode]
    assert not action(window, "split").isChecked()


def test_zoom_is_shown(window: MainWindow, photo_path: Path) -> None:
    window.open_path(photo_path)
    action(window, "actual_size").trigger()
    assert label(window, "zoom_label") == "100 %"
    action(window, "fit").trigger()
    assert label(window, "zoom_label") != "100 %"


def test_space_shows_the_original_while_held(
    qtbot: QtBot, window: MainWindow, photo_path: Path
) -> None:
    window.open_path(photo_path)
    restore(qtbot, window)
    window.viewer.setFocus()
    qtbot.keyPress(window.viewer, Qt.Key.Key_Space)
    assert window.viewer.is_original_shown
    qtbot.keyRelease(window.viewer, Qt.Key.Key_Space)
    assert not window.viewer.is_original_shown


@pytest.mark.parametrize("is_wanted", [False, True])
def test_space_held_while_the_window_is_left_is_let_go(
    qtbot: QtBot, window: MainWindow, photo_path: Path, is_wanted: bool
) -> None:
    window.open_path(photo_path)
    restore(qtbot, window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    action(window, "show_original").setChecked(is_wanted)
    qtbot.keyPress(window.viewer, Qt.Key.Key_Space)
    assert window.viewer.is_original_shown
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    qtbot.waitUntil(lambda: not window.isActiveWindow())
    assert window.viewer.is_original_shown == is_wanted


def test_pixel_values_under_the_mouse(qtbot: QtBot, window: MainWindow, photo_path: Path) -> None:
    window.open_path(photo_path)
    values = np.rint(read_photo(photo_path).pixels[7, 5] * 255).astype(int)
    window.viewer.pixel_hovered.emit(QPoint(5, 7))
    assert label(window, "pixel_label") == "x 5  y 7   before " + " ".join(map(str, values))
    restore(qtbot, window)
    window.viewer.pixel_hovered.emit(QPoint(5, 7))
    assert "after" in label(window, "pixel_label")
    window.viewer.pixel_hovered.emit(None)
    assert label(window, "pixel_label") == ""


def test_a_message_hides_no_more_of_the_photo_than_its_lines_need(window: MainWindow) -> None:
    window.resize(1280, 720)
    QApplication.processEvents()
    bar = window.message_bar
    bar.show_error("one line")
    one_line = bar.height()
    bar.show_error("a word " * 30)
    label = bar.findChild(QLabel, "message_label")
    assert isinstance(label, QLabel)
    lines = label.heightForWidth(label.width()) // label.fontMetrics().height()
    assert lines >= 2
    assert bar.height() <= one_line + (lines - 1) * label.fontMetrics().lineSpacing()


def test_errors_are_in_the_window_and_keep_the_photo(
    window: MainWindow, photo_path: Path, tmp_path: Path
) -> None:
    window.open_path(photo_path)
    (tmp_path / "text.png").write_text("no picture")
    window.open_path(tmp_path / "text.png")
    assert "text.png" in window.message_bar.text
    assert window.message_bar.isVisible()
    assert window.viewer.rect().contains(window.message_bar.geometry())
    assert "Straße" in window.windowTitle()
    window.open_path(photo_path)
    assert window.message_bar.text == ""


def test_bad_model_files_are_said(window: MainWindow, tmp_path: Path) -> None:
    chosen = window.controls.model_box.currentText()
    (tmp_path / "bad.safetensors").write_bytes(b"nothing")
    window.open_model(tmp_path / "bad.safetensors")
    assert "bad.safetensors" in window.message_bar.text
    assert window.controls.model_box.currentText() == chosen


def test_cancel(qtbot: QtBot, window: MainWindow, photo_path: Path, save_model: SaveModel) -> None:
    window.open_path(photo_path)
    window.open_model(save_model(SLOW))
    action(window, "restore").trigger()
    assert not action(window, "restore").isEnabled()
    assert window.status.progress.isVisible()
    action(window, "cancel").trigger()
    qtbot.waitUntil(lambda: action(window, "restore").isEnabled(), timeout=60_000)
    assert not window.status.progress.isVisible()
    assert not action(window, "cancel").isEnabled()
    assert "Stopped" in window.message_bar.text
    assert window.viewer.after_picture is None


def test_it_says_that_the_network_is_being_prepared(window: MainWindow) -> None:
    window.workbench.preparation_progressed.emit(Preparing("openvino", 1.2))
    assert window.status.findChild(QLabel, "pace_label").text() == "Preparing OpenVINO, 1 s"


def never_render(_photo: Photo) -> Pyramid:
    raise AssertionError("rendered in the GUI thread")


def test_after_a_stop_the_last_result_is_there_at_once(
    qtbot: QtBot, window: MainWindow, photo_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.open_path(photo_path)
    restore(qtbot, window)
    result = window.viewer.after_picture
    assert result is not None
    monkeypatch.setattr("memnet_gui.ui.photo_view.render", never_render)
    for _ in range(2):
        window.workbench.restoration_started.emit()
        assert window.viewer.after_picture is not result
        window.workbench.restoration_stopped.emit()
        assert window.viewer.after_picture is result


def test_the_prediction_that_stands_for_a_stopped_run_is_not_rendered_again(
    qtbot: QtBot, window: MainWindow, photo_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.open_path(photo_path)
    restore(qtbot, window)
    bench = window.workbench
    document = bench.document
    assert document is not None
    assert document.restoration is not None
    first = window.inside.pictures.picture("M1")
    assert first is not None
    newest = replace(document.restoration, newest=1)
    monkeypatch.setattr("memnet_gui.ui.photo_view.render", never_render)
    bench.document = replace(document, restoration=newest)
    bench.restoration_stopped.emit()
    assert window.viewer.after_picture is first
    bench.restoration_started.emit()
    bench.restoration_stopped.emit()
    assert window.viewer.after_picture is first


def test_drop_opens_a_photo(window: MainWindow, photo_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(photo_path))])
    event = QDropEvent(
        QPointF(9, 9),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(event)
    assert "Straße 1.png" in window.windowTitle()


@pytest.mark.parametrize("part", ["window", "batch"])
def test_an_address_cannot_be_dropped(window: MainWindow, part: str) -> None:
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/cat.jpg")])
    enter = QDragEnterEvent(
        QPoint(9, 9),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    enter.ignore()
    (window if part == "window" else window.batch.panel).dragEnterEvent(enter)
    assert not enter.isAccepted()


def test_paste_opens_the_picture_on_the_clipboard(window: MainWindow) -> None:
    image = QImage(12, 7, QImage.Format.Format_RGB32)
    image.fill(ACCENT)
    QGuiApplication.clipboard().setImage(image)
    action(window, "paste").trigger()
    document = window.workbench.document
    assert document is not None
    assert document.photo.pixels.shape == (7, 12, 3)
    expected = [ACCENT.red(), ACCENT.green(), ACCENT.blue()]
    assert np.rint(document.photo.pixels[3, 3] * 255).tolist() == expected
    assert document.photo.path is None
    QGuiApplication.clipboard().setText("words")
    action(window, "paste").trigger()
    assert "no picture" in window.message_bar.text


def test_recent_files(window: MainWindow, photo_path: Path) -> None:
    window.open_path(photo_path)
    window.menus._recent.aboutToShow.emit()
    entries = window.menus._recent.actions()
    assert [entry.text() for entry in entries] == ["Straße 1.png"]
    photo_path.unlink()
    entries[0].trigger()
    assert "Straße 1.png" in window.message_bar.text
    assert window.settings.recent_files == []


def test_save_dialog_proposes_a_name(qtbot: QtBot, window: MainWindow, photo_path: Path) -> None:
    window.open_path(photo_path)
    restore(qtbot, window)
    action(window, "save_as").trigger()
    dialog = window.findChild(QFileDialog, "save_dialog")
    assert isinstance(dialog, QFileDialog)
    assert Path(dialog.selectedFiles()[0]).name == "Straße 1-denoised.png"
    dialog.accept()
    saved = photo_path.with_name("Straße 1-denoised.png")
    qtbot.waitUntil(saved.exists, timeout=60_000)
    qtbot.waitUntil(lambda: "Saved" in window.message_bar.text, timeout=60_000)


def test_open_dialogs(qtbot: QtBot, window: MainWindow, photo_path: Path) -> None:
    action(window, "open").trigger()
    dialog = window.findChild(QFileDialog, "open_dialog")
    assert isinstance(dialog, QFileDialog)
    dialog.fileSelected.emit(str(photo_path))
    dialog.reject()
    assert "Straße" in window.windowTitle()


def test_themes_change_the_colours(window: MainWindow) -> None:
    action(window, "theme_dark").trigger()
    assert QApplication.palette().window().color().lightness() < 60
    action(window, "theme_light").trigger()
    assert QApplication.palette().window().color().lightness() > 200
    assert window.settings.theme == "light"


@pytest.mark.alone
def test_the_window_stays_responsive_while_the_cpu_restores(
    qtbot: QtBot, window: MainWindow, save_model: SaveModel, tmp_path: Path
) -> None:
    """A 10 ms timer in the GUI thread is never more than 100 ms late.

    Other programs on the machine can delay a run; what the window itself does shows in all.
    """
    path = tmp_path / "large.png"
    Image.fromarray(np.random.default_rng(0).integers(0, 256, (400, 600), np.uint8)).save(path)
    window.open_path(path)
    window.open_model(save_model(NetworkConfig(4, 3, 32)))
    qtbot.wait(100)
    longest_s = [longest_standstill_s(qtbot, window) for _ in range(3)]
    assert min(longest_s) < 0.110, f"the window stood still for {longest_s} s"


def longest_standstill_s(qtbot: QtBot, window: MainWindow) -> float:
    """The longest time between two ticks of a 10 ms timer during a restoration."""
    ticks: list[float] = []
    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.setInterval(10)
    timer.timeout.connect(lambda: ticks.append(time.perf_counter()))
    timer.start()
    with qtbot.waitSignal(window.restored, timeout=60_000):
        action(window, "restore").trigger()
    timer.stop()
    assert len(ticks) > 20
    return float(np.diff(ticks).max())


_CLOSE_WHILE_RESTORING = """
import sys, time
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from memnet_gui.ui.main_window import MainWindow

application = QApplication([])
window = MainWindow()
window.open_model(Path(sys.argv[1]))
window.open_path(sys.argv[2])
window.show()
window.workbench.progressed.connect(lambda progress: QTimer.singleShot(0, close))
window.actions_.restore.trigger()

def close():
    global began
    if window.isVisible():
        began = time.monotonic()
        window.close()

status = application.exec()
print("closed after", time.monotonic() - began)
sys.exit(status)
"""


@pytest.mark.alone
def test_closing_in_the_middle_of_a_run_ends_cleanly(save_model: SaveModel, tmp_path: Path) -> None:
    photo = tmp_path / "photo.png"
    Image.new("L", (400, 400), 90).save(photo)
    model = save_model(NetworkConfig(6, 6, 32))
    ended = subprocess.run(
        [sys.executable, "-c", _CLOSE_WHILE_RESTORING, model, photo],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    complaints = [line for line in ended.stderr.splitlines() if "propagateSizeHints" not in line]
    assert complaints == []
    assert float(ended.stdout.split()[-1]) < 2


def test_restore_follows_a_large_photo(
    qtbot: QtBot, window: MainWindow, photo_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("memnet_gui.app.workbench._QUICK_MEGAPIXELS", 0.0)
    window.open_path(photo_path)
    assert window.workbench.document is None
    restore(qtbot, window)
    assert window.workbench.document is not None


def test_a_notice_of_the_photo_outlasts_the_restoration_that_follows(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("memnet_gui.app.workbench._QUICK_MEGAPIXELS", 0.0)
    path = tmp_path / "print.jpg"
    Image.new("CMYK", (30, 20)).save(path)
    window.open_path(path)
    with qtbot.waitSignal(window.workbench.restoration_started, timeout=60_000):
        action(window, "restore").trigger()
    assert "CMYK" in window.message_bar.text
    qtbot.waitUntil(lambda: not window.workbench.restoring, timeout=60_000)
    window.message_bar.show_error("what went wrong before")
    restore(qtbot, window)
    assert window.message_bar.text == ""


def test_what_is_seen_of_a_large_photo_is_restored_first(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "large.png"
    Image.fromarray(np.full((1600, 1500), 90, np.uint8)).save(path)
    window.open_path(path)
    qtbot.waitUntil(lambda: window.workbench.document is not None)
    window.viewer.actual_size()
    seen = window.viewer.visible_region()
    tiles: list[TileRestored] = []
    window.workbench.tile_restored.connect(tiles.append)
    restore(qtbot, window)
    first = tiles[0]
    height, width = first.pixels.shape[:2]
    assert (height, width) == (min(512, seen.height()), min(512, seen.width()))
    middle = seen.center() - QPoint(first.left + width // 2, first.top + height // 2)
    assert middle.manhattanLength() <= 4
    document = window.workbench.document
    assert document is not None
    whole = document.result(1.0).pixels
    place = slice(first.top, first.top + height), slice(first.left, first.left + width)
    np.testing.assert_allclose(first.pixels, whole[place], atol=2 / 255)
